import Foundation

/// How much of line A runs along line B, and the other way round.
public struct LineOverlap: Hashable, Sendable {
    /// The length of A within the corridor of B, where both run in about the same direction.
    public let length: Metres
    /// The length of B within the corridor of A, likewise.
    public let reverseLength: Metres
    /// The whole length of A.
    public let firstLength: Metres
    /// The whole length of B.
    public let secondLength: Metres

    /// The share of A that runs along B: 0 to 1.
    public var shareOfFirst: Double { length / firstLength }
    /// The share of B that runs along A: 0 to 1.
    public var shareOfSecond: Double { reverseLength / secondLength }
    /// The length of the shorter line within the longer one's corridor as a share of the shorter: 0 to 1.
    /// Rule R18 asks this.
    public var shareOfShorter: Double {
        firstLength <= secondLength ? shareOfFirst : shareOfSecond
    }
}

extension Line {
    /// Measures how much this line and another run along each other. Vertices and drawing direction of
    /// the lines do not matter, only where they run.
    ///
    /// - Parameters:
    ///   - other: the other line.
    ///   - within: half the width of the corridor around the other line, with round ends.
    ///   - maximumBearing: the largest angle between the two lines' directions, 0 to 90 degrees. A
    ///     line's direction is taken over 40 m of it, so that the trembling of a walked track is none.
    public func overlap(
        with other: Line, within: Metres = 15, maximumBearing: Angle = Angle(degrees: 30)
    ) -> LineOverlap {
        Shape.line(self).lineOverlap(with: .line(other), within: within, maximumBearing: maximumBearing)
    }
}

extension Shape {
    /// As `Line.overlap`, over all lines of both shapes. Shapes without lines overlap by nothing.
    public func lineOverlap(
        with other: Shape, within: Metres = 15, maximumBearing: Angle = Angle(degrees: 30)
    ) -> LineOverlap {
        let plane = LocalPlane(origin: bounds.union(other.bounds).centre)
        let first = lines.flatMap { Stretch.list(PlaneChain($0.vertices, in: plane)) }
        let second = other.lines.flatMap { Stretch.list(PlaneChain($0.vertices, in: plane)) }
        let corridor = Corridor(
            reach: max(0, within.value), cosine: cos(min(90, maximumBearing.degrees) * .pi / 180))
        return LineOverlap(
            length: Metres(corridor.length(of: first, along: second)),
            reverseLength: Metres(corridor.length(of: second, along: first)),
            firstLength: Metres(first.reduce(0) { $0 + $1.segment.length }),
            secondLength: Metres(second.reduce(0) { $0 + $1.segment.length }))
    }
}

extension PlaneChain {
    /// The segments of some length.
    var segments: [Segment] {
        zip(points, points.dropFirst()).compactMap { $0 == $1 ? nil : Segment($0, $1) }
    }
}

extension Segment {
    var length: Double { (end - start).length }
}

/// A segment of a line and the direction the line has there.
struct Stretch {
    let segment: Segment
    /// Of length one.
    let direction: PlanePoint

    /// Half the length of line over which a direction is taken, in metres.
    static let reach = 20.0

    /// The segments of a chain.
    static func list(_ chain: PlaneChain) -> [Stretch] {
        let segments = chain.segments
        var starts = [0.0]
        for segment in segments { starts.append(starts[starts.count - 1] + segment.length) }

        func point(at distance: Double) -> PlanePoint {
            var low = 0, high = segments.count - 1
            while low < high {
                let middle = (low + high + 1) / 2
                if starts[middle] <= distance { low = middle } else { high = middle - 1 }
            }
            let segment = segments[low]
            let share = min(1, max(0, (distance - starts[low]) / segment.length))
            return segment.start + (segment.end - segment.start) * share
        }

        return segments.enumerated().map { index, segment in
            let middle = (starts[index] + starts[index + 1]) / 2
            let half = max(reach, segment.length / 2)
            let way = point(at: middle + half) - point(at: middle - half)
            // A hairpin can come back to where it was: then the segment speaks for itself.
            let along = way.length > segment.length / 2 ? way : segment.end - segment.start
            return Stretch(segment: segment, direction: along * (1 / along.length))
        }
    }
}

/// A strip around segments, in which others are measured.
struct Corridor {
    let reach: Double
    /// The cosine of the largest angle between segments.
    let cosine: Double

    /// The length of the first segments that lies within reach of any of the second and runs alike.
    func length(of first: [Stretch], along second: [Stretch]) -> Double {
        let runs = SegmentRun.list(count: second.count) { second[$0].segment.box }
        return first.reduce(0) { sum, stretch in
            var spans: [ClosedRange<Double>] = []
            let segment = stretch.segment
            let box = segment.box
            for run in runs where run.box.meets(box, reach: reach) {
                for other in second[run.segments] where other.segment.box.meets(box, reach: reach) {
                    guard stretch.direction.dot(other.direction).magnitude >= cosine - 1e-12 else { continue }
                    if let span = span(of: segment, around: other.segment) { spans.append(span) }
                }
            }
            return sum + segment.length * Self.covered(by: spans)
        }
    }

    /// The part of a segment, as fractions of it, that lies within reach of another: the strip beside
    /// it and the discs around its ends. Their union is convex, so the part is one piece.
    private func span(of segment: Segment, around other: Segment) -> ClosedRange<Double>? {
        let pieces = [
            strip(segment, other), disc(segment, other.start), disc(segment, other.end),
        ].compactMap { $0 }
        guard let from = pieces.map(\.lowerBound).min(), let to = pieces.map(\.upperBound).max() else {
            return nil
        }
        return from...to
    }

    private func disc(_ segment: Segment, _ centre: PlanePoint) -> ClosedRange<Double>? {
        let along = segment.end - segment.start
        let way = segment.start - centre
        let a = along.dot(along)
        let b = along.dot(way)
        let root = b * b - a * (way.dot(way) - reach * reach)
        guard root >= 0 else { return nil }
        return Self.clip((-b - root.squareRoot()) / a, (-b + root.squareRoot()) / a)
    }

    private func strip(_ segment: Segment, _ other: Segment) -> ClosedRange<Double>? {
        let axis = (other.end - other.start) * (1 / other.length)
        let along = segment.end - segment.start
        let way = segment.start - other.start
        guard
            let beside = Self.solve(way.dot(axis), along.dot(axis), 0, other.length),
            let across = Self.solve(axis.cross(way), axis.cross(along), -reach, reach)
        else { return nil }
        return Self.clip(
            max(beside.lowerBound, across.lowerBound), min(beside.upperBound, across.upperBound))
    }

    /// Where `from + t · step` lies between two limits, for t from 0 to 1.
    private static func solve(
        _ from: Double, _ step: Double, _ lower: Double, _ upper: Double
    ) -> ClosedRange<Double>? {
        guard step != 0 else { return from >= lower && from <= upper ? 0...1 : nil }
        let first = (lower - from) / step, second = (upper - from) / step
        return clip(min(first, second), max(first, second))
    }

    private static func clip(_ from: Double, _ to: Double) -> ClosedRange<Double>? {
        let lower = max(0, from), upper = min(1, to)
        return lower <= upper ? lower...upper : nil
    }

    /// The share of 0...1 that the spans cover together.
    private static func covered(by spans: [ClosedRange<Double>]) -> Double {
        var end = 0.0, sum = 0.0
        for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) where span.upperBound > end {
            sum += span.upperBound - max(end, span.lowerBound)
            end = span.upperBound
        }
        return sum
    }
}
