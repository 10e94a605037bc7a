import Foundation

/// Where two lines cross, and at what angle.
public struct Crossing: Hashable, Sendable {
    /// The place of the crossing.
    public let position: Position
    /// The angle between the undirected lines: 0 (one along the other) to 90 degrees.
    public let angle: Angle
}

extension Shape {
    /// The places where edges of this shape (lines and rings) cross edges of the other, in this shape's
    /// order. Edges that run along each other give no crossing: that is what `lineOverlap` measures.
    public func crossings(with other: Shape) -> [Crossing] {
        guard bounds.expanded(by: 1).intersects(other.bounds) else { return [] }
        let plane = LocalPlane(origin: bounds.union(other.bounds).centre)
        let first = chains.flatMap { PlaneChain($0, in: plane).segments }
        let second = other.chains.flatMap { PlaneChain($0, in: plane).segments }
        let runs = SegmentRun.list(second)
        var seen: Set<PlanePoint> = []
        var crossings: [Crossing] = []
        for segment in first {
            let box = segment.box
            for run in runs where run.box.meets(box, reach: 0) {
                for other in second[run.segments] {
                    guard let point = segment.intersection(other) else { continue }
                    // A crossing at a shared vertex shows up once per segment: keep one a centimetre.
                    let cell = PlanePoint(x: (point.x * 100).rounded(), y: (point.y * 100).rounded())
                    guard seen.insert(cell).inserted else { continue }
                    crossings.append(
                        Crossing(position: plane.position(of: point), angle: segment.angle(to: other)))
                }
            }
        }
        return crossings
    }

    /// The centre of gravity: of the area, else of the length, else of the points.
    public var centroid: Position {
        if case .point(let position) = self { return position }
        let plane = LocalPlane(origin: bounds.centre)
        var sum = PlanePoint(x: 0, y: 0), weight = 0.0
        if !polygons.isEmpty {
            for polygon in polygons {
                for (index, ring) in polygon.rings.enumerated() {
                    let (moment, area) = PlaneChain(ring.vertices, in: plane).moment
                    let sign: Double = (area < 0) == (index == 0) ? -1 : 1
                    sum = sum + moment * sign
                    weight += area * sign
                }
            }
        } else if !lines.isEmpty {
            for segment in lines.flatMap({ PlaneChain($0.vertices, in: plane).segments }) {
                sum = sum + (segment.start + segment.end) * (segment.length / 2)
                weight += segment.length
            }
        }
        guard weight > 0 else {
            let all = chains.joined().map(plane.project)
            guard !all.isEmpty else { return bounds.centre }
            return plane.position(of: all.reduce(PlanePoint(x: 0, y: 0), +) * (1 / Double(all.count)))
        }
        return plane.position(of: sum * (1 / weight))
    }

    /// The geodesic distance between the two centres of gravity.
    public func centroidDistance(to other: Shape) -> Metres {
        centroid.distance(to: other.centroid)
    }
}

extension PlaneChain {
    /// The first moment and the signed area of a ring, counter-clockwise positive.
    var moment: (moment: PlanePoint, area: Double) {
        var sum = PlanePoint(x: 0, y: 0), area = 0.0
        for (from, to) in zip(points, points.dropFirst()) {
            let cross = from.cross(to)
            area += cross / 2
            sum = sum + (from + to) * (cross / 6)
        }
        return (sum, area)
    }
}

extension Segment {
    /// The one point both segments share; nil when there is none or when they are parallel.
    func intersection(_ other: Segment) -> PlanePoint? {
        let along = end - start, across = other.end - other.start
        let denominator = along.cross(across)
        guard denominator.magnitude > 1e-12 * length * other.length else { return nil }
        let way = other.start - start
        let first = way.cross(across) / denominator
        let second = way.cross(along) / denominator
        guard (0...1).contains(first), (0...1).contains(second) else { return nil }
        return start + along * first
    }

    func angle(to other: Segment) -> Angle {
        let along = end - start, across = other.end - other.start
        return Angle(
            degrees: atan2(along.cross(across).magnitude, along.dot(across).magnitude) * 180 / .pi)
    }
}
