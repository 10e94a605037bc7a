/// A box of a local plane in metres.
struct PlaneBox: Hashable, Sendable {
    var west = Double.infinity
    var south = Double.infinity
    var east = -Double.infinity
    var north = -Double.infinity

    mutating func include(_ point: PlanePoint) {
        west = min(west, point.x)
        south = min(south, point.y)
        east = max(east, point.x)
        north = max(north, point.y)
    }

    init() {}

    init(_ start: PlanePoint, _ end: PlanePoint) {
        include(start)
        include(end)
    }

    /// Whether the boxes come within `reach` metres of each other along both axes.
    @inline(__always)
    func meets(_ other: PlaneBox, reach: Double) -> Bool {
        west - reach <= other.east && other.west - reach <= east
            && south - reach <= other.north && other.south - reach <= north
    }

    /// The same for a point.
    @inline(__always)
    func meets(_ point: PlanePoint, reach: Double) -> Bool {
        west - reach <= point.x && point.x <= east + reach
            && south - reach <= point.y && point.y <= north + reach
    }
}

/// A box around a run of neighbouring segments, so that most of a long line is passed over unread:
/// a question costs about 2·√n looks instead of n.
struct SegmentRun: Sendable {
    let box: PlaneBox
    let segments: Range<Int>

    /// The runs of a list of segments.
    ///
    /// - Parameters:
    ///   - count: how many segments there are.
    ///   - box: the box of a segment.
    static func list(count: Int, box: (Int) -> PlaneBox) -> [SegmentRun] {
        let length = max(8, Int(Double(count).squareRoot()))
        return stride(from: 0, to: count, by: length).map { start in
            let segments = start..<min(start + length, count)
            var whole = PlaneBox()
            for index in segments {
                let one = box(index)
                whole.include(PlanePoint(x: one.west, y: one.south))
                whole.include(PlanePoint(x: one.east, y: one.north))
            }
            return SegmentRun(box: whole, segments: segments)
        }
    }

    static func list(_ segments: [Segment]) -> [SegmentRun] {
        list(count: segments.count) { segments[$0].box }
    }
}

extension Segment {
    var box: PlaneBox { PlaneBox(start, end) }
}
