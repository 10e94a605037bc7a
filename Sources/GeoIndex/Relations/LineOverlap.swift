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
    ///   - maximumBearing: the largest angle between the two segments' directions, 0 to 90 degrees.
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
        let first = lines.flatMap { PlaneChain($0.vertices, in: plane).segments }
        let second = other.lines.flatMap { PlaneChain($0.vertices, in: plane).segments }
        let corridor = Corridor(
            reach: max(0, within.value), cosine: cos(min(90, maximumBearing.degrees) * .pi / 180))
        return LineOverlap(
            length: Metres(corridor.length(of: first, along: second)),
            reverseLength: Metres(corridor.length(of: second, along: first)),
            firstLength: Metres(first.reduce(0) { $0 + $1.length }),
            secondLength: Metres(second.reduce(0) { $0 + $1.length }))
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

/// A strip around segments, in which others are measured.
struct Corridor {
    let reach: Double
    /// The cosine of the largest angle between segments.
    let cosine: Double

    /// The length of the first segments that lies within reach of any of the second and runs alike.
    func length(of first: [Segment], along second: [Segment]) -> Double {
        let runs = SegmentRun.list(second)
        return first.reduce(0) { sum, segment in
            var spans: [ClosedRange<Double>] = []
            let box = segment.box
            for run in runs where run.box.meets(box, reach: reach) {
                for other in second[run.segments] where other.box.meets(box, reach: reach) {
                    guard runsAlike(segment, other) else { continue }
                    if let span = span(of: segment, around: other) { spans.append(span) }
                }
            }
            return sum + segment.length * Self.covered(by: spans)
        }
    }

    private func runsAlike(_ a: Segment, _ b: Segment) -> Bool {
        let first = a.end - a.start, second = b.end - b.start
        return first.dot(second).magnitude >= cosine * first.length * second.length - 1e-12
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
