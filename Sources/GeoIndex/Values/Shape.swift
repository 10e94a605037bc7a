/// A line of at least two vertices with some length; its segments are geodesics.
public struct Line: Hashable, Sendable {
    /// The vertices in drawing order.
    public let vertices: [Position]

    /// - Throws: `GeometryError.tooFewVertices`, `.noExtent` when all vertices are one point,
    ///   `.crossesAntimeridian`.
    public init(_ vertices: [Position]) throws(GeometryError) {
        try self.init(vertices, at: .whole)
    }

    init(_ vertices: [Position], at place: Place) throws(GeometryError) {
        guard vertices.count >= 2, let first = vertices.first else {
            throw .tooFewVertices(count: vertices.count, needed: 2, place)
        }
        guard vertices.contains(where: { $0 != first }) else { throw .noExtent(place) }
        try checkAntimeridian(vertices, at: place)
        self.vertices = vertices
    }

    /// The same line drawn the other way.
    public var reversed: Line { Line(trusted: vertices.reversed()) }

    init(trusted vertices: [Position]) {
        self.vertices = vertices
    }
}

/// A closed ring: first and last vertex are equal, at least four vertices.
public struct Ring: Hashable, Sendable {
    /// The vertices; the last repeats the first.
    public let vertices: [Position]

    /// - Throws: `GeometryError.tooFewVertices`, `.ringNotClosed`, `.noExtent` when fewer than three
    ///   vertices differ, `.crossesAntimeridian`.
    public init(_ vertices: [Position]) throws(GeometryError) {
        try self.init(vertices, at: .whole)
    }

    init(_ vertices: [Position], at place: Place) throws(GeometryError) {
        guard vertices.count >= 4, let first = vertices.first, let last = vertices.last else {
            throw .tooFewVertices(count: vertices.count, needed: 4, place)
        }
        guard first == last else { throw .ringNotClosed(place) }
        guard let second = vertices.first(where: { $0 != first }),
            vertices.contains(where: { $0 != first && $0 != second })
        else { throw .noExtent(place) }
        try checkAntimeridian(vertices, at: place)
        self.vertices = vertices
    }

    init(trusted vertices: [Position]) {
        self.vertices = vertices
    }
}

/// An area with one outer ring and any number of holes.
public struct Polygon: Hashable, Sendable {
    /// The outer ring.
    public let outer: Ring
    /// The rings of what is cut out.
    public let holes: [Ring]

    /// Rings as they are; whether they cross or nest is for `Shape.validate()` to say.
    public init(outer: Ring, holes: [Ring] = []) {
        self.outer = outer
        self.holes = holes
    }

    /// The outer ring, then the holes.
    public var rings: [Ring] { [outer] + holes }
}

/// The geometry of a site: six kinds, all in WGS 84 degrees. Well-formed by construction;
/// whether rings cross is a question for `validate()`.
public enum Shape: Hashable, Sendable {
    case point(Position)
    case multiPoint([Position])
    case line(Line)
    case multiLine([Line])
    case polygon(Polygon)
    case multiPolygon([Polygon])
}

extension Shape {
    /// The GeoJSON name of the kind.
    public var kind: String {
        switch self {
        case .point: "Point"
        case .multiPoint: "MultiPoint"
        case .line: "LineString"
        case .multiLine: "MultiLineString"
        case .polygon: "Polygon"
        case .multiPolygon: "MultiPolygon"
        }
    }

    /// The lone positions of a point or multi-point; empty for other kinds.
    public var points: [Position] {
        switch self {
        case .point(let position): [position]
        case .multiPoint(let positions): positions
        case .line, .multiLine, .polygon, .multiPolygon: []
        }
    }

    /// The lines of a line or multi-line; empty for other kinds.
    public var lines: [Line] {
        switch self {
        case .line(let line): [line]
        case .multiLine(let lines): lines
        case .point, .multiPoint, .polygon, .multiPolygon: []
        }
    }

    /// The polygons of a polygon or multi-polygon; empty for other kinds.
    public var polygons: [Polygon] {
        switch self {
        case .polygon(let polygon): [polygon]
        case .multiPolygon(let polygons): polygons
        case .point, .multiPoint, .line, .multiLine: []
        }
    }

    /// All chains of vertices: a lone point is a chain of one, a ring a closed chain.
    var chains: [[Position]] {
        switch self {
        case .point(let position): [[position]]
        case .multiPoint(let positions): positions.map { [$0] }
        case .line(let line): [line.vertices]
        case .multiLine(let lines): lines.map(\.vertices)
        case .polygon(let polygon): polygon.rings.map(\.vertices)
        case .multiPolygon(let polygons): polygons.flatMap { $0.rings.map(\.vertices) }
        }
    }

    /// How many vertices the shape has in all.
    public var vertexCount: Int {
        switch self {
        case .point: 1
        default: chains.reduce(0) { $0 + $1.count }
        }
    }

    /// The smallest box around all vertices. A geodesic edge can bulge past it by its sagitta
    /// (7 cm for 5 km at 8° south); `geodesicBounds` has room for that.
    public var bounds: Bounds {
        if case .point(let position) = self { return Bounds(position) }
        return Bounds(chains.joined()) ?? Bounds(trustedWest: 0, 0, 0, 0)
    }

    /// A box that surely holds all geodesic edges too, not only the vertices.
    public var geodesicBounds: Bounds {
        switch self {
        case .point, .multiPoint: return bounds
        case .line, .multiLine, .polygon, .multiPolygon: break
        }
        var widest = 0.0
        for chain in chains {
            for index in 1..<chain.count {
                widest = max(widest, (chain[index].longitude - chain[index - 1].longitude).magnitude)
            }
        }
        // The sagitta of an edge over this difference of longitude is R · sin φ · cos φ · Δλ² / 8,
        // at most R · Δλ² / 16; half as much again covers the ellipsoid and long edges.
        let box = bounds
        let radians = widest * .pi / 180
        let sagitta = 1.5 * WGS84.equatorialRadius * radians * radians / 16
        let step = sagitta / 110_574
        return Bounds(
            trustedWest: box.west, max(-90, box.south - step), box.east, min(90, box.north + step))
    }

    /// Boxes that together surely hold all edges of the lines, some 32 of each: a line across lies in few of
    /// the places that its one box covers. Empty for shapes without lines.
    var pieces: [Bounds] {
        lines.flatMap { line -> [Bounds] in
            let edges = line.vertices.count - 1
            guard edges > 2 else { return [Shape.line(line).geodesicBounds] }
            let step = max(1, edges / 32)
            return stride(from: 0, to: edges, by: step).map { start in
                let part = line.vertices[start...min(start + step, edges)]
                return Shape.line(Line(trusted: Array(part))).geodesicBounds
            }
        }
    }

    /// Refuses shapes that do not lie wholly within the box, recognising swapped axes.
    ///
    /// - Throws: `GeometryError.axesSwapped` when the vertex would lie in the box the other way round,
    ///   else `.outside` with the first vertex that does.
    public func require(within box: Bounds) throws(GeometryError) {
        for (start, chain) in placedChains {
            for (index, position) in chain.enumerated() where !box.contains(position) {
                let place = isOnePoint ? start : start.vertex(index)
                if (-90...90).contains(position.longitude) {
                    let swapped = Position(
                        trustedLongitude: position.latitude, latitude: position.longitude)
                    if box.contains(swapped) { throw .axesSwapped(meant: swapped, place) }
                }
                throw .outside(box, position, place)
            }
        }
    }

    /// The places of vertices that equal the one before them: harmless, but often a drawing slip.
    public var repeatedVertices: [Place] {
        if case .multiPoint = self { return [] }
        return placedChains.flatMap { start, chain in
            zip(chain, chain.dropFirst()).enumerated()
                .filter { $0.element.0 == $0.element.1 }
                .map { start.vertex($0.offset + 1) }
        }
    }

    private var isOnePoint: Bool {
        if case .point = self { true } else { false }
    }

    /// The chains with the place of each, named as the readers name faults.
    private var placedChains: [(Place, [Position])] {
        func rings(_ polygon: Polygon, _ place: Place) -> [(Place, [Position])] {
            polygon.rings.enumerated().map { (place.ring($0.offset), $0.element.vertices) }
        }
        switch self {
        case .point(let position): return [(.whole, [position])]
        case .multiPoint(let positions): return [(.whole, positions)]
        case .line(let line): return [(.whole, line.vertices)]
        case .multiLine(let lines):
            return lines.enumerated().map { (Place(part: $0.offset), $0.element.vertices) }
        case .polygon(let polygon): return rings(polygon, .whole)
        case .multiPolygon(let polygons):
            return polygons.enumerated().flatMap { rings($0.element, Place(part: $0.offset)) }
        }
    }
}

private func checkAntimeridian(_ vertices: [Position], at place: Place) throws(GeometryError) {
    for index in 1..<vertices.count {
        let step = vertices[index].longitude - vertices[index - 1].longitude
        guard step.magnitude <= 180 else { throw .crossesAntimeridian(place.vertex(index)) }
    }
}
