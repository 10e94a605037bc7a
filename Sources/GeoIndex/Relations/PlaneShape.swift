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

    /// The distance in the plane to the nearest edge or point; zero inside an area.
    func distance(to point: PlanePoint) -> Double {
        if isArea, holds(point) { return 0 }
        var least = Double.infinity
        for chain in chains { least = min(least, chain.squareDistance(to: point)) }
        return least.squareRoot()
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
    /// The segments in runs; empty for a lone point.
    let runs: [SegmentRun]

    init(_ positions: [Position], in plane: LocalPlane) {
        self.positions = positions
        let points = plane.project(positions)
        self.points = points
        runs = SegmentRun.list(count: points.count - 1) { PlaneBox(points[$0], points[$0 + 1]) }
        radius = points.reduce(0) { max($0, $1.length) }
    }

    func squareDistance(to point: PlanePoint) -> Double {
        points.withUnsafeBufferPointer { points in
            var least = (points[0] - point).square
            for index in 1..<points.count {
                least = min(least, Segment(points[index - 1], points[index]).squareDistance(to: point))
            }
            return least
        }
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

/// A straight segment of a local plane.
struct Segment {
    let start: PlanePoint
    let end: PlanePoint

    init(_ start: PlanePoint, _ end: PlanePoint) {
        self.start = start
        self.end = end
    }

    func distance(to point: PlanePoint) -> Double { squareDistance(to: point).squareRoot() }

    @inline(__always)
    func squareDistance(to point: PlanePoint) -> Double {
        let along = end - start
        let way = point - start
        let square = along.square
        guard square > 0 else { return way.square }
        let fraction = min(1, max(0, way.dot(along) / square))
        return (way - along * fraction).square
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
