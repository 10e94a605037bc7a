/// The search for the nearest points of two shapes: coarse in the plane, then exact on the ellipsoid.
struct NearestSearch {
    private struct Candidate {
        let distance: Double
        let point: Position
        let start: Position
        let end: Position
        /// Where on the segment, 0 to 1.
        let fraction: Double
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
        for candidate in candidates where candidate.distance <= reach {
            let exact = Geodesic.distance(
                candidate.point, toSegment: candidate.start, candidate.end, near: candidate.fraction)
            least = min(least, exact)
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
        for index in 1..<a.count where crosses(Segment(a[index - 1], a[index]), other) {
            return false
        }
        for (index, point) in a.enumerated() { note(point, chain.positions[index], along: other) }
        for (index, point) in b.enumerated() { note(point, other.positions[index], along: chain) }
        return true
    }

    private func crosses(_ segment: Segment, _ chain: PlaneChain) -> Bool {
        let box = segment.box
        for run in chain.runs where run.box.meets(box, reach: 0) {
            for index in run.segments {
                let other = Segment(chain.points[index], chain.points[index + 1])
                if other.box.meets(box, reach: 0), other.crosses(segment) { return true }
            }
        }
        return false
    }

    private mutating func note(_ point: PlanePoint, _ position: Position, along chain: PlaneChain) {
        let points = chain.points
        if points.count == 1 {
            let only = chain.positions[0]
            keep(
                Candidate(
                    distance: (points[0] - point).length, point: position, start: only, end: only,
                    fraction: 0))
            return
        }
        for run in chain.runs where run.box.meets(point, reach: reach) {
            for index in run.segments {
                let near = Segment(points[index], points[index + 1]).nearest(to: point)
                guard near.square <= reach * reach else { continue }
                keep(
                    Candidate(
                        distance: near.square.squareRoot(), point: position,
                        start: chain.positions[index], end: chain.positions[index + 1],
                        fraction: near.fraction))
            }
        }
    }

    /// How far a candidate may be and still turn out the nearest.
    private var reach: Double { best + 2 * uncertainty }

    private mutating func keep(_ candidate: Candidate) {
        if candidate.distance < best {
            best = candidate.distance
            if candidates.count > 64 {
                let reach = reach
                candidates.removeAll { $0.distance > reach }
            }
        }
        candidates.append(candidate)
    }
}
