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

    /// The geodesic distance from a position outside to the nearest edge or point.
    ///
    /// - Parameters:
    ///   - point: the same position in the plane.
    ///   - reach: its distance in the plane, and how far that can be off.
    ///   - courses: keeps the segments' courses from one question to the next.
    func exactDistance(
        to position: Position, at point: PlanePoint, reach: Double, courses: Courses
    ) -> Double {
        var least = Double.infinity
        for (place, chain) in chains.enumerated() {
            if chain.points.count == 1, (chain.points[0] - point).length <= reach {
                least = min(least, Geodesic.distance(chain.positions[0], position).value)
            }
            for run in chain.runs where run.box.meets(point, reach: reach) {
                for index in run.segments {
                    let near = Segment(chain.points[index], chain.points[index + 1]).nearest(to: point)
                    guard near.square <= reach * reach else { continue }
                    let exact = Geodesic.distance(
                        position, toSegment: chain.positions[index], chain.positions[index + 1],
                        near: near.fraction, course: courses.course(of: index, in: chain, at: place))
                    least = min(least, exact)
                }
            }
        }
        return least
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

/// The courses of the few segments of a shape that many questions turn to. For one thread.
final class Courses {
    private var known: [Int: Course] = [:]

    func course(of segment: Int, in chain: PlaneChain, at place: Int) -> Course {
        let key = place << 32 | segment
        if let course = known[key] { return course }
        let course = Course(chain.positions[segment], chain.positions[segment + 1])
        known[key] = course
        return course
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
                least = min(least, Segment(points[index - 1], points[index]).nearest(to: point).square)
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
package struct Segment {
    package let start: PlanePoint
    package let end: PlanePoint

    @inlinable
    package init(_ start: PlanePoint, _ end: PlanePoint) {
        self.start = start
        self.end = end
    }

    /// The nearest point of the segment: where on it, 0 to 1, and its distance squared.
    @inlinable
    @inline(__always)
    package func nearest(to point: PlanePoint) -> (fraction: Double, square: Double) {
        let along = end - start
        let way = point - start
        let square = along.square
        guard square > 0 else { return (0, way.square) }
        let fraction = min(1, max(0, way.dot(along) / square))
        return (fraction, (way - along * fraction).square)
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
