import GeoIndex

/// A road or drain that was drawn by both its edges, as a long narrow outline, instead of by one line.
enum Strip {
    /// Wider ones are grounds: yards, fields, market places.
    private static let widestMetres = 8.0
    /// Shorter ones, measured by their width, are buildings.
    private static let leastLengths = 8.0
    /// Points of an edge that are held against the other edge to find the ends.
    private static let checks = 8

    /// The line halfway between both edges; nil for an outline that is no strip.
    /// - Parameter ring: closed, metres.
    static func spine(of ring: [PlanePoint]) -> [PlanePoint]? {
        let edge = Edge(ring)
        let half = edge.length / 2
        guard half > 0, ring.count >= 5, ring.count <= 2_000 else { return nil }
        let width = edge.area / half
        guard width <= widestMetres, half >= leastLengths * width else { return nil }
        // At an end of the strip the ring goes the same way to both sides.
        let gaps = edge.marks.map { start in
            (1..<checks).reduce(0.0) { sum, step in
                let walked = half * Double(step) / Double(checks)
                return sum + edge.point(start + walked).distance(to: edge.point(start - walked))
            }
        }
        guard let best = gaps.indices.min(by: { gaps[$0] < gaps[$1] }),
            gaps[best] / Double(checks - 1) <= 2 * widestMetres
        else { return nil }
        let steps = max(2, min(400, Int(half / 5)))
        return (0...steps).map { step in
            let walked = half * Double(step) / Double(steps)
            return (edge.point(edge.marks[best] + walked) + edge.point(edge.marks[best] - walked)) * 0.5
        }
    }

    /// A ring by the metres walked along it.
    private struct Edge {
        let ring: [PlanePoint]
        /// Where each vertex and each middle between two lies.
        private(set) var marks: [Double] = []
        private(set) var length = 0.0
        /// Square metres within.
        private(set) var area = 0.0
        private var starts: [Double] = []

        init(_ ring: [PlanePoint]) {
            self.ring = ring
            var doubled = 0.0
            for (from, to) in zip(ring, ring.dropFirst()) {
                let step = from.distance(to: to)
                starts.append(length)
                marks += [length, length + step / 2]
                length += step
                doubled += (from - ring[0]).cross(to - ring[0])
            }
            area = doubled.magnitude / 2
        }

        /// The point so many metres from the first vertex, either way round.
        func point(_ metres: Double) -> PlanePoint {
            var along = metres.truncatingRemainder(dividingBy: length)
            if along < 0 { along += length }
            let index = starts.partitioningIndex { $0 > along } - 1
            let step = ring[index + 1] - ring[index]
            let whole = step.length
            return whole > 0 ? ring[index] + step * ((along - starts[index]) / whole) : ring[index]
        }
    }
}

extension [Double] {
    /// The first place from which on a test holds, in a list where it never fails again.
    fileprivate func partitioningIndex(where holds: (Double) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
