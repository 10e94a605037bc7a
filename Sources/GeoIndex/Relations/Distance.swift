import Foundation

extension Position {
    /// The geodesic distance to another position.
    public func distance(to other: Position) -> Metres {
        Geodesic.distance(self, other)
    }

    /// The geodesic distance to the nearest point of a shape; zero inside a polygon.
    public func distance(to shape: Shape) -> Metres {
        Shape.point(self).distance(to: shape)
    }
}

extension Shape {
    /// The smallest geodesic distance between two shapes; zero where they touch or one holds the other.
    ///
    /// Candidates are found in a local plane and refined by the geodesic. For shapes within 5 km of each
    /// other the result is within 1 mm of the true minimum; two edges that pass within that of each other
    /// may be called touching.
    public func distance(to other: Shape) -> Metres {
        if case .point(let first) = self, case .point(let second) = other {
            return Geodesic.distance(first, second)
        }
        var search = NearestSearch(self, other)
        return Metres(search.minimum())
    }

    /// The length along all lines; for polygons the length of all rings; zero for points.
    public var length: Metres {
        switch self {
        case .point, .multiPoint: .zero
        default: Metres(chains.reduce(0) { $0 + Geodesic.length(of: $1) })
        }
    }

    /// The area of all polygons less their holes; zero for points and lines.
    public var area: SquareMetres {
        polygons.reduce(.zero) { $0 + $1.area }
    }
}

extension Line {
    /// The geodesic length.
    public var length: Metres { Metres(Geodesic.length(of: vertices)) }
}

extension Polygon {
    /// The geodesic area of the outer ring less the holes.
    public var area: SquareMetres {
        SquareMetres(
            holes.reduce(Geodesic.area(of: outer)) { $0 - Geodesic.area(of: $1) })
    }
}

/// A shape's chains in a local plane.
struct PlaneShape {
    /// Chains of vertices; a lone point is a chain of one.
    let chains: [PlaneChain]
    /// Whether the chains are rings that hold an area.
    let isArea: Bool
    /// The farthest vertex from the plane's origin.
    let radius: Double

    init(_ shape: Shape, in plane: LocalPlane) {
        chains = shape.chains.map { PlaneChain($0, in: plane) }
        isArea = !shape.polygons.isEmpty
        radius = chains.reduce(0) { max($0, $1.radius) }
    }

    /// Even-odd rule over all rings.
    func holds(_ point: PlanePoint) -> Bool {
        guard isArea else { return false }
        return chains.reduce(false) { $0 != $1.parity(around: point) }
    }
}

/// One chain of vertices in a local plane.
struct PlaneChain {
    let points: [PlanePoint]
    let positions: [Position]
    let radius: Double

    init(_ positions: [Position], in plane: LocalPlane) {
        self.positions = positions
        points = plane.project(positions)
        radius = points.reduce(0) { max($0, $1.length) }
    }

    /// Whether a ray from the point crosses the ring an odd number of times.
    func parity(around point: PlanePoint) -> Bool {
        var inside = false
        var previous = points[points.count - 1]
        for current in points {
            if (current.y > point.y) != (previous.y > point.y) {
                let side = (previous - current).cross(point - current)
                if (side > 0) == (previous.y > current.y) { inside.toggle() }
            }
            previous = current
        }
        return inside
    }
}

/// The search for the nearest points of two shapes: coarse in the plane, then exact on the ellipsoid.
struct NearestSearch {
    private struct Candidate {
        let distance: Double
        let point: Position
        let start: Position
        let end: Position
    }

    private let first: PlaneShape
    private let second: PlaneShape
    private let uncertainty: Double
    private var best = Double.infinity
    private var candidates: [Candidate] = []

    init(_ first: Shape, _ second: Shape) {
        let plane = LocalPlane(origin: Self.origin(first, second))
        self.first = PlaneShape(first, in: plane)
        self.second = PlaneShape(second, in: plane)
        uncertainty = LocalPlane.uncertainty(at: max(self.first.radius, self.second.radius))
    }

    /// The middle of the gap between the two boxes, or of their overlap: close to the nearest points.
    private static func origin(_ first: Shape, _ second: Shape) -> Position {
        if case .point(let position) = first { return position }
        if case .point(let position) = second { return position }
        let a = first.bounds, b = second.bounds
        return Position(
            trustedLongitude: (max(a.west, b.west) + min(a.east, b.east)) / 2,
            latitude: (max(a.south, b.south) + min(a.north, b.north)) / 2)
    }

    mutating func minimum() -> Double {
        if holdsAny(first, second) || holdsAny(second, first) { return 0 }
        for chain in first.chains {
            for other in second.chains where !compare(chain, other) { return 0 }
        }
        var least = Double.infinity
        for candidate in candidates where candidate.distance <= best + 2 * uncertainty {
            least = min(
                least, Geodesic.distance(candidate.point, toSegment: candidate.start, candidate.end))
        }
        return least
    }

    private func holdsAny(_ area: PlaneShape, _ other: PlaneShape) -> Bool {
        area.isArea && other.chains.contains { area.holds($0.points[0]) }
    }

    /// Notes the candidates of two chains; false when they cross.
    private mutating func compare(_ chain: PlaneChain, _ other: PlaneChain) -> Bool {
        let a = chain.points, b = other.points
        if a.count == 1 {
            note(a[0], chain.positions[0], along: other)
            return true
        }
        if b.count == 1 {
            note(b[0], other.positions[0], along: chain)
            return true
        }
        for index in 1..<a.count where segmentsCross(a[index - 1], a[index], with: b) {
            return false
        }
        for (index, point) in a.enumerated() { note(point, chain.positions[index], along: other) }
        for (index, point) in b.enumerated() { note(point, other.positions[index], along: chain) }
        return true
    }

    private func segmentsCross(_ start: PlanePoint, _ end: PlanePoint, with points: [PlanePoint]) -> Bool {
        let west = min(start.x, end.x), east = max(start.x, end.x)
        let south = min(start.y, end.y), north = max(start.y, end.y)
        for index in 1..<points.count {
            let from = points[index - 1], to = points[index]
            if max(from.x, to.x) < west || min(from.x, to.x) > east { continue }
            if max(from.y, to.y) < south || min(from.y, to.y) > north { continue }
            if Segment(from, to).crosses(Segment(start, end)) { return true }
        }
        return false
    }

    private mutating func note(_ point: PlanePoint, _ position: Position, along chain: PlaneChain) {
        let points = chain.points
        if points.count == 1 {
            let distance = (points[0] - point).length
            keep(distance, position, chain.positions[0], chain.positions[0])
            return
        }
        for index in 1..<points.count {
            let reach = best + 2 * uncertainty
            let from = points[index - 1], to = points[index]
            if max(from.x, to.x) < point.x - reach || min(from.x, to.x) > point.x + reach { continue }
            if max(from.y, to.y) < point.y - reach || min(from.y, to.y) > point.y + reach { continue }
            let distance = Segment(from, to).distance(to: point)
            if distance <= reach {
                keep(distance, position, chain.positions[index - 1], chain.positions[index])
            }
        }
    }

    private mutating func keep(
        _ distance: Double, _ point: Position, _ start: Position, _ end: Position
    ) {
        if distance < best {
            best = distance
            if candidates.count > 64 {
                let reach = best + 2 * uncertainty
                candidates.removeAll { $0.distance > reach }
            }
        }
        candidates.append(Candidate(distance: distance, point: point, start: start, end: end))
    }
}

/// A straight segment of a local plane.
struct Segment {
    let start: PlanePoint
    let end: PlanePoint

    init(_ start: PlanePoint, _ end: PlanePoint) {
        self.start = start
        self.end = end
    }

    func distance(to point: PlanePoint) -> Double {
        let along = end - start
        let way = point - start
        let square = along.dot(along)
        guard square > 0 else { return way.length }
        let fraction = min(1, max(0, way.dot(along) / square))
        return (way - along * fraction).length
    }

    /// Whether the segments share at least a point.
    func crosses(_ other: Segment) -> Bool {
        let a = (end - start).cross(other.start - start)
        let b = (end - start).cross(other.end - start)
        let c = (other.end - other.start).cross(start - other.start)
        let d = (other.end - other.start).cross(end - other.start)
        if a * b < 0, c * d < 0 { return true }
        return (a == 0 && spans(other.start)) || (b == 0 && spans(other.end))
            || (c == 0 && other.spans(start)) || (d == 0 && other.spans(end))
    }

    /// Whether a point known to be on the segment's straight line lies in its box.
    private func spans(_ point: PlanePoint) -> Bool {
        min(start.x, end.x) <= point.x && point.x <= max(start.x, end.x)
            && min(start.y, end.y) <= point.y && point.y <= max(start.y, end.y)
    }
}
