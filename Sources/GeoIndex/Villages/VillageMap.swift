/// A village with its boundary (*batas desa*).
public struct Village: Hashable, Sendable {
    /// The Kemendagri code as a number: 35.10.01.2001 is 3510012001.
    public let code: Int64
    public let name: String
    /// The subdistrict (*kecamatan*).
    public let district: String
    public let boundary: Shape

    /// - Throws: `GeometryError.wrongKind` when the boundary is no polygon or multi-polygon.
    public init(code: Int64, name: String, district: String, boundary: Shape) throws(GeometryError) {
        guard !boundary.polygons.isEmpty else {
            throw .wrongKind(found: boundary.kind, expected: "Polygon")
        }
        self.code = code
        self.name = name
        self.district = district
        self.boundary = boundary
    }
}

/// Which village a position belongs to, and how surely.
public enum VillageAnswer: Hashable, Sendable {
    /// In exactly one village.
    case inside(code: Int64)
    /// In several, since the boundary map overlaps itself: the one in which it lies deepest comes first.
    case overlap(codes: [Int64])
    /// In a sliver or just past the edge: the nearest village within the tolerance.
    case near(code: Int64, distance: Metres)
    /// In no village, nor within the tolerance of one.
    case outside

    /// The one village to name; nil outside.
    public var code: Int64? {
        switch self {
        case .inside(let code), .near(let code, _): code
        case .overlap(let codes): codes.first
        case .outside: nil
        }
    }
}

/// The boundary map of a regency: which village holds a point, and how far a point is from a boundary.
public struct VillageMap: Sendable {
    /// The villages in code order.
    public let villages: [Village]

    /// Of two villages with one code the later wins.
    public init(_ villages: [Village]) {
        let byCode = Dictionary(villages.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
        self.villages = byCode.values.sorted { $0.code < $1.code }
    }

    /// The village with this code.
    public func village(_ code: Int64) -> Village? {
        villages.first { $0.code == code }
    }

    /// The code of the village that holds the position, the lowest code where several do; nil in none.
    public func code(at position: Position) -> Int64? {
        villages.first { $0.boundary.distance(to: .point(position)) == .zero }?.code
    }

    /// The village of a position, with overlaps and slivers of the boundary map named.
    public func locate(_ position: Position, tolerance: Metres = 25) -> VillageAnswer {
        if let code = code(at: position) { return .inside(code: code) }
        let near = villages.map { (code: $0.code, distance: position.distance(to: $0.boundary)) }
            .min { ($0.distance, $0.code) < ($1.distance, $1.code) }
        guard let near, near.distance <= tolerance else { return .outside }
        return .near(code: near.code, distance: near.distance)
    }

    /// How far outside the village the position lies: zero within. Nil for an unknown code.
    public func distanceOutside(_ code: Int64, of position: Position) -> Metres? {
        village(code).map { position.distance(to: $0.boundary) }
    }

    /// Distance to the village's boundary line: positive outside, negative inside. Nil for an unknown code.
    public func signedDistance(_ code: Int64, of position: Position) -> Metres? {
        guard let village = village(code) else { return nil }
        let outside = position.distance(to: village.boundary)
        if outside > .zero { return outside }
        let rings = village.boundary.polygons.flatMap(\.rings).map { Line(trusted: $0.vertices) }
        return .zero - position.distance(to: .multiLine(rings))
    }
}
