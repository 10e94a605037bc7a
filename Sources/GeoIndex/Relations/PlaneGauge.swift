/// Measures shapes against one in its plane, one after the other in the same memory. For one thread.
final class PlaneGauge {
    private let plane: LocalPlane
    private let flat: PlaneShape
    /// All edges of the shape; a lone point is an edge without length.
    private let edges: [Edge]
    private let whole: PlaneBox
    /// The other shape's vertices in the plane, chain after chain.
    private var points: [PlanePoint] = []
    /// Where each of its chains ends.
    private var ends: [Int] = []

    private struct Edge {
        let segment: Segment
        let box: PlaneBox

        init(_ segment: Segment) {
            self.segment = segment
            box = segment.box
        }
    }

    init(_ flat: PlaneShape, in plane: LocalPlane) {
        (self.plane, self.flat) = (plane, flat)
        edges = flat.chains.flatMap { chain in
            chain.points.count == 1
                ? [Edge(Segment(chain.points[0], chain.points[0]))]
                : zip(chain.points, chain.points.dropFirst()).map { Edge(Segment($0, $1)) }
        }
        whole = edges.reduce(into: PlaneBox()) { whole, edge in
            whole.include(edge.segment.start)
            whole.include(edge.segment.end)
        }
    }

    /// The plane's distance to another shape, infinite when it is past `limit`; zero where they touch or one
    /// holds the other. And how far the other's vertices lie from the plane's origin.
    func distance(to other: Shape, limit: Double) -> (distance: Double, radius: Double) {
        project(other)
        let radius = points.reduce(0) { max($0, $1.square) }.squareRoot()
        return (holdsAny(of: other) ? 0 : nearest(limit), radius)
    }

    private func project(_ shape: Shape) {
        points.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        func add(_ vertices: [Position]) {
            for vertex in vertices { points.append(plane.project(vertex)) }
            ends.append(points.count)
        }
        switch shape {
        case .line(let line): add(line.vertices)
        case .polygon(let polygon):
            add(polygon.outer.vertices)
            for hole in polygon.holes { add(hole.vertices) }
        default: for chain in shape.chains { add(chain) }
        }
    }

    private func holdsAny(of other: Shape) -> Bool {
        if flat.isArea {
            var start = 0
            for end in ends {
                if flat.holds(points[start]) { return true }
                start = end
            }
        }
        switch other {
        case .polygon, .multiPolygon: return flat.chains.contains { isHeld($0.points[0]) }
        case .point, .multiPoint, .line, .multiLine: return false
        }
    }

    /// Whether the other shape's rings hold a point: the even-odd rule.
    private func isHeld(_ point: PlanePoint) -> Bool {
        var (isInside, start) = (false, 0)
        for end in ends {
            var previous = points[end - 1]
            for index in start..<end {
                let current = points[index]
                if (current.y > point.y) != (previous.y > point.y) {
                    let side = (previous - current).cross(point - current)
                    if (side > 0) == (previous.y > current.y) { isInside.toggle() }
                }
                previous = current
            }
            start = end
        }
        return isInside
    }

    private func nearest(_ limit: Double) -> Double {
        var least = limit * limit
        var reach = limit
        var isFound = false
        var start = 0
        for end in ends {
            // A lone point is an edge without length.
            for index in (end - start > 1 ? start + 1 : start)..<end {
                let segment = Segment(points[max(start, index - 1)], points[index])
                let box = segment.box
                guard whole.meets(box, reach: reach) else { continue }
                for edge in edges where edge.box.meets(box, reach: reach) {
                    let square = edge.segment.squareDistance(to: segment)
                    guard square <= least else { continue }
                    if square == 0 { return 0 }
                    (least, reach, isFound) = (square, square.squareRoot(), true)
                }
            }
            start = end
        }
        return isFound ? reach : .infinity
    }
}

extension Segment {
    /// The distance to another segment squared; zero where they meet.
    fileprivate func squareDistance(to other: Segment) -> Double {
        let ends = min(
            min(nearest(to: other.start).square, nearest(to: other.end).square),
            min(other.nearest(to: start).square, other.nearest(to: end).square))
        return ends > 0 && box.meets(other.box, reach: 0) && crosses(other) ? 0 : ends
    }
}
