/// A village with its boundary (*batas desa*).
public struct Village: Hashable, Sendable {
    /// The Kemendagri code as a number: 35.10.01.2001 is 3510012001.
    public let code: Int64
    /// The name as the decree spells it.
    public let name: String
    /// The subdistrict (*kecamatan*).
    public let district: String
    /// A polygon or multi-polygon.
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
///
/// Boundaries run straight in degrees, as GeoJSON draws them; distances to them are geodesic.
public struct VillageMap: Sendable {
    /// The villages in code order.
    public let villages: [Village]
    private let grid: VillageGrid
    private let boxes: [Bounds]

    /// Of two villages with one code the later wins.
    public init(_ villages: [Village]) {
        let byCode = Dictionary(villages.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
        self.villages = byCode.values.sorted { $0.code < $1.code }
        grid = VillageGrid(self.villages.map(\.boundary))
        boxes = self.villages.map(\.boundary.geodesicBounds)
    }

    /// The village with this code.
    public func village(_ code: Int64) -> Village? {
        place(of: code).map { villages[$0] }
    }

    private func place(of code: Int64) -> Int? {
        var low = 0, high = villages.count
        while low < high {
            let middle = (low + high) / 2
            if villages[middle].code < code { low = middle + 1 } else { high = middle }
        }
        return low < villages.count && villages[low].code == code ? low : nil
    }

    /// The code of the village that holds the position; nil in none.
    ///
    /// A point on a shared edge belongs to exactly one of the two. Where the map overlaps itself, it is the
    /// village in which the point lies deepest, then the one with the lowest code.
    public func code(at position: Position) -> Int64? {
        var first: Int?
        var isAlone = true
        grid.forEach(holding: position) { place in
            if first != nil { isAlone = false }
            first = first ?? place
            return isAlone
        }
        guard isAlone else { return codes(at: position).first }
        return first.map { villages[$0].code }
    }

    /// The codes of all villages that hold the position: deepest first, then by code. Mostly one.
    public func codes(at position: Position) -> [Int64] {
        var places: [Int] = []
        grid.forEach(holding: position) { place in
            places.append(place)
            return true
        }
        guard places.count > 1 else { return places.map { villages[$0].code } }
        return places.map { (code: villages[$0].code, depth: edgeDistance($0, position)) }
            .sorted { $0.depth != $1.depth ? $0.depth > $1.depth : $0.code < $1.code }
            .map(\.code)
    }

    /// The village of a position, with overlaps and slivers of the boundary map named.
    ///
    /// - Parameter tolerance: how far outside a village a point still counts as near it.
    public func locate(_ position: Position, tolerance: Metres = 25) -> VillageAnswer {
        let codes = codes(at: position)
        if codes.count > 1 { return .overlap(codes: codes) }
        if let code = codes.first { return .inside(code: code) }
        guard let near = nearest(to: position, within: tolerance) else { return .outside }
        return .near(code: near.code, distance: near.distance)
    }

    /// The village nearest to the position and its distance, zero inside; the lowest code of several equally
    /// near. Nil when all are farther than `limit`.
    public func nearest(to position: Position, within limit: Metres) -> (code: Int64, distance: Metres)? {
        if let code = code(at: position) { return (code, .zero) }
        let query = Proximity(.point(position))
        let here = Bounds(position)
        let around = DegreeLengths(least: here.widened(byDegrees: 2))
        var best: (code: Int64, distance: Metres)?
        let byBox = villages.indices
            .map { (place: $0, least: here.leastDistance(to: boxes[$0], around: around)) }
            .sorted { $0.least < $1.least }
        for candidate in byBox {
            let reach = best?.distance ?? limit
            guard candidate.least <= reach.value else { break }
            let village = villages[candidate.place]
            guard let distance = query.distance(to: village.boundary, limit: reach.value) else { continue }
            if let best, best.distance.value == distance, best.code < village.code { continue }
            best = (village.code, Metres(distance))
        }
        return best
    }

    /// How far outside the village the position lies: zero within. Nil for an unknown code.
    public func distanceOutside(_ code: Int64, of position: Position) -> Metres? {
        signedDistance(code, of: position).map { max(.zero, $0) }
    }

    /// Distance to the village's boundary line: positive outside, negative inside. Nil for an unknown code.
    public func signedDistance(_ code: Int64, of position: Position) -> Metres? {
        guard let place = place(of: code) else { return nil }
        var isInside = false
        grid.forEach(holding: position) { holder in
            if holder == place { isInside = true }
            return !isInside
        }
        let distance = edgeDistance(place, position)
        return Metres(isInside ? -distance : distance)
    }

    private func edgeDistance(_ place: Int, _ position: Position) -> Double {
        let rings = villages[place].boundary.polygons.flatMap(\.rings)
        return position.distance(to: .multiLine(rings.map { Line(trusted: $0.vertices) })).value
    }
}
