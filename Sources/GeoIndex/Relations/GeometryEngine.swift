/// Validity, predicates and overlays of shapes, by GEOS. Not `Sendable`: make one per task (it costs
/// some microseconds) and let it die with the task.
public final class GeometryEngine {
    private let context: GEOSContext

    /// How finely a quarter circle of a buffer is drawn: areas are true to 0.04 %.
    static let quarterSegments: Int32 = 32

    /// - Throws: `GeometryError.outOfMemory`.
    public init() throws(GeometryError) {
        context = try GEOSContext()
    }

    /// Refuses a shape whose rings cross, nest or touch in a forbidden way.
    ///
    /// - Throws: `GeometryError.invalid` with the reason and the place of the fault.
    public func validate(_ shape: Shape) throws(GeometryError) {
        guard !shape.polygons.isEmpty else { return }
        try refuse(try degrees(shape).fault())
    }

    /// Whether two shapes share at least a point, in the plane of degrees.
    public func intersects(_ first: Shape, _ second: Shape) throws(GeometryError) -> Bool {
        try degrees(first).intersects(try degrees(second))
    }

    /// Whether no point of the second shape lies outside the first, in the plane of degrees.
    public func covers(_ first: Shape, _ second: Shape) throws(GeometryError) -> Bool {
        try degrees(first).covers(try degrees(second))
    }

    /// A shape made ready for many questions.
    public func prepare(_ shape: Shape) throws(GeometryError) -> PreparedShape {
        PreparedShape(try degrees(shape).prepared(), in: context)
    }

    /// Everything within `width` of the shape; a negative width shrinks polygons.
    ///
    /// - Throws: `.invalid` for a shape that is not valid, `.empty` when shrinking leaves nothing.
    public func buffer(_ shape: Shape, by width: Metres) throws(GeometryError) -> Shape {
        guard width.value.isFinite else { throw .notFinite(.whole) }
        let plane = LocalPlane(origin: shape.bounds.centre)
        let flat = try metres(shape, in: plane)
        let result = try flat.buffer(width.value, quarterSegments: Self.quarterSegments)
        guard try !result.isEmpty else { throw .empty(.whole) }
        return try WKB.decode(try result.wkb(), vertexLimit: 2_000_000) { (x, y, _) in
            plane.position(of: PlanePoint(x: x, y: y))
        }
    }

    /// How much the areas of two shapes cover each other. With a `buffer`, each shape is widened by it
    /// first, so that points and lines have an area too.
    ///
    /// - Throws: `.invalid` for a shape that is not valid, `.notFinite` for a strange buffer.
    public func areaOverlap(
        _ first: Shape, _ second: Shape, buffer: Metres = .zero
    ) throws(GeometryError) -> AreaOverlap {
        guard buffer.value.isFinite, buffer >= .zero else { throw .notFinite(.whole) }
        let plane = LocalPlane(origin: first.bounds.union(second.bounds).centre)
        let a = try area(first, in: plane, buffer)
        let b = try area(second, in: plane, buffer)
        let (firstArea, secondArea) = (try a.area(), try b.area())
        let shared = try a.intersection(b).area()
        return AreaOverlap(
            shared: SquareMetres(shared), firstArea: SquareMetres(firstArea),
            secondArea: SquareMetres(secondArea))
    }

    /// The length of the lines of `shape` within the area of `other`.
    ///
    /// - Throws: `.invalid` for an area that is not valid.
    public func length(of shape: Shape, inside other: Shape) throws(GeometryError) -> Metres {
        guard !shape.lines.isEmpty, !other.polygons.isEmpty else { return .zero }
        let plane = LocalPlane(origin: shape.bounds.centre)
        let lines = try metres(.multiLine(shape.lines), in: plane)
        let area = try metres(other, in: plane)
        return Metres(try lines.intersection(area).length())
    }

    private func area(
        _ shape: Shape, in plane: LocalPlane, _ buffer: Metres
    ) throws(GeometryError) -> GEOSGeometry {
        let flat = try metres(shape, in: plane)
        guard buffer > .zero else { return flat }
        return try flat.buffer(buffer.value, quarterSegments: Self.quarterSegments)
    }

    private func degrees(_ shape: Shape) throws(GeometryError) -> GEOSGeometry {
        try GEOSGeometry(wkb: WKB.encode(shape), in: context)
    }

    /// The shape in metres of a local plane, refused when it is not valid there.
    private func metres(_ shape: Shape, in plane: LocalPlane) throws(GeometryError) -> GEOSGeometry {
        let bytes = WKB.encode(shape) { position in
            let point = plane.project(position)
            return (point.x, point.y)
        }
        let geometry = try GEOSGeometry(wkb: bytes, in: context)
        if !shape.polygons.isEmpty, let fault = try geometry.fault() {
            let place = plane.position(of: PlanePoint(x: fault.x, y: fault.y))
            throw .invalid(ShapeFault(reason: fault.reason), at: place)
        }
        return geometry
    }

    private func refuse(_ fault: (reason: String, x: Double, y: Double)?) throws(GeometryError) {
        guard let fault else { return }
        let isPlace = fault.x.isFinite && fault.y.isFinite
        throw .invalid(
            ShapeFault(reason: fault.reason),
            at: isPlace ? Position(trustedLongitude: fault.x, latitude: fault.y) : nil)
    }
}

/// A shape with its inner indexes, for many questions from one task. In the plane of degrees.
public struct PreparedShape: ~Copyable {
    private let context: GEOSContext
    private let prepared: PreparedGEOSGeometry

    fileprivate init(_ prepared: consuming PreparedGEOSGeometry, in context: GEOSContext) {
        self.prepared = prepared
        self.context = context
    }

    /// Whether the other shape shares at least a point with this one.
    public func intersects(_ other: Shape) throws(GeometryError) -> Bool {
        try prepared.intersects(try GEOSGeometry(wkb: WKB.encode(other), in: context))
    }

    /// Whether no point of the other shape lies outside this one; a point on the border is covered.
    public func covers(_ other: Shape) throws(GeometryError) -> Bool {
        try prepared.covers(try GEOSGeometry(wkb: WKB.encode(other), in: context))
    }

    /// As `covers`, but a point on the border alone is not contained.
    public func contains(_ other: Shape) throws(GeometryError) -> Bool {
        try prepared.contains(try GEOSGeometry(wkb: WKB.encode(other), in: context))
    }
}

/// How much two areas cover each other.
public struct AreaOverlap: Hashable, Sendable {
    /// The area that lies in both.
    public let shared: SquareMetres
    /// The whole first area, its buffer included.
    public let firstArea: SquareMetres
    /// The whole second area, its buffer included.
    public let secondArea: SquareMetres

    /// Shared area over united area, 0 to 1 (rule R17 asks this); 0 where there is no area.
    public var intersectionOverUnion: Double {
        let union = firstArea + secondArea - shared
        return union > .zero ? shared / union : 0
    }
    /// The share of the first area that lies in the second: 0 to 1.
    public var shareOfFirst: Double { firstArea > .zero ? shared / firstArea : 0 }
    /// The share of the second area that lies in the first: 0 to 1.
    public var shareOfSecond: Double { secondArea > .zero ? shared / secondArea : 0 }
}

extension Shape {
    /// As `GeometryEngine.validate`, with an engine of its own.
    ///
    /// - Throws: `GeometryError.invalid` with the reason and the place of the fault.
    public func validate() throws(GeometryError) {
        try GeometryEngine().validate(self)
    }

    /// As `GeometryEngine.areaOverlap`, with an engine of its own.
    public func areaOverlap(
        with other: Shape, buffer: Metres = .zero
    ) throws(GeometryError) -> AreaOverlap {
        try GeometryEngine().areaOverlap(self, other, buffer: buffer)
    }
}

extension ShapeFault {
    init(reason: String) {
        self = ShapeFault(rawValue: reason) ?? .other
    }
}
