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
    private let limit: Double
    private var best: Double
    private var candidates: [Candidate] = []

    /// - Parameter limit: distances past it need not be found.
    init(_ first: PlaneShape, _ second: PlaneShape, limit: Double = .infinity) {
        self.first = first
        self.second = second
        uncertainty = LocalPlane.uncertainty(at: max(first.radius, second.radius))
        self.limit = limit
        best = limit
    }

    /// The smallest distance in metres; nil when it is past the limit.
    mutating func minimum() -> Double? {
        if holdsAny(first, second) || holdsAny(second, first) { return 0 }
        for chain in first.chains {
            for other in second.chains where !compare(chain, other) { return 0 }
        }
        var least = Double.infinity
        for candidate in candidates where candidate.distance <= best + 2 * uncertainty {
            least = min(
                least, Geodesic.distance(candidate.point, toSegment: candidate.start, candidate.end))
        }
        return least <= limit && least < .infinity ? least : nil
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
