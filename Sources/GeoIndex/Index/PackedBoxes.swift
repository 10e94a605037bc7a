/// A box in single precision, relative to a `BoxFrame`; always a little larger than what it stands for.
struct SmallBox: Hashable, Sendable {
    var west: Float
    var south: Float
    var east: Float
    var north: Float

    static let empty = SmallBox(
        west: .infinity, south: .infinity, east: -.infinity, north: -.infinity)

    @inline(__always)
    func intersects(_ other: SmallBox) -> Bool {
        west <= other.east && east >= other.west && south <= other.north && north >= other.south
    }

    @inline(__always)
    mutating func include(_ other: SmallBox) {
        west = min(west, other.west)
        south = min(south, other.south)
        east = max(east, other.east)
        north = max(north, other.north)
    }
}

/// The place that single-precision boxes count from. Near it they are fine to some millimetres.
struct BoxFrame: Sendable {
    let longitude: Double
    let latitude: Double

    /// The box, rounded outwards.
    @inline(__always)
    func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> SmallBox {
        SmallBox(
            west: Float(west - longitude).nextDown, south: Float(south - latitude).nextDown,
            east: Float(east - longitude).nextUp, north: Float(north - latitude).nextUp)
    }

    func box(_ bounds: Bounds) -> SmallBox {
        box(bounds.west, bounds.south, bounds.east, bounds.north)
    }

    /// The box back in degrees; it holds whatever the small one was made from.
    func bounds(_ box: SmallBox) -> Bounds {
        Bounds(
            trustedWest: max(-180, longitude + Double(box.west)), max(-90, latitude + Double(box.south)),
            min(180, longitude + Double(box.east)), min(90, latitude + Double(box.north)))
    }
}

/// The inner nodes of a packed R-tree over entries that are already in a good order: each node holds up
/// to 16 neighbours of the level below, in one flat array without pointers.
struct PackedBoxes: Sendable {
    static let fanOut = 16

    /// All nodes, the level above the entries first, the root last.
    private let nodes: [SmallBox]
    /// Where each level starts in `nodes`; one more at the end.
    private let levels: [Int]
    /// How many entries the tree is over.
    let count: Int

    /// - Parameters:
    ///   - count: how many entries there are.
    ///   - groupBox: the box around a run of entries.
    init(count: Int, groupBox: (Range<Int>) -> SmallBox) {
        self.count = count
        var nodes: [SmallBox] = []
        var levels = [0]
        let groups = (count + Self.fanOut - 1) / Self.fanOut
        nodes.reserveCapacity(groups + groups / 8 + 8)
        for group in 0..<groups {
            nodes.append(groupBox(Self.members(of: group, count: count)))
        }
        levels.append(nodes.count)
        var from = 0
        while nodes.count - from > 1 {
            let end = nodes.count
            for start in stride(from: from, to: end, by: Self.fanOut) {
                var box = SmallBox.empty
                for child in start..<min(start + Self.fanOut, end) { box.include(nodes[child]) }
                nodes.append(box)
            }
            from = end
            levels.append(nodes.count)
        }
        self.nodes = nodes
        self.levels = levels
    }

    private static func members(of group: Int, count: Int) -> Range<Int> {
        group * fanOut..<min((group + 1) * fanOut, count)
    }

    /// The entries of a group.
    func members(of group: Int) -> Range<Int> { Self.members(of: group, count: count) }

    /// How many groups of entries there are.
    var groupCount: Int { levels[1] }

    /// The box of a group of entries.
    func box(ofGroup group: Int) -> SmallBox { nodes[group] }

    /// Appends the groups whose box meets the query, from group `first` on.
    func groups(meeting query: SmallBox, from first: Int = 0, into found: inout [Int]) {
        guard count > 0 else { return }
        nodes.withUnsafeBufferPointer { nodes in
            guard nodes[nodes.count - 1].intersects(query) else { return }
            descend(nodes, level: levels.count - 2, index: 0, query, first, &found)
        }
    }

    private func descend(
        _ nodes: UnsafeBufferPointer<SmallBox>, level: Int, index: Int, _ query: SmallBox, _ first: Int,
        _ found: inout [Int]
    ) {
        if level == 0 {
            if index >= first { found.append(index) }
            return
        }
        let start = levels[level - 1]
        let size = levels[level] - start
        // The last group under a child must not lie before `first`.
        let span = groupSpan(level: level - 1)
        for child in index * Self.fanOut..<min((index + 1) * Self.fanOut, size)
        where (child + 1) * span > first && nodes[start + child].intersects(query) {
            descend(nodes, level: level - 1, index: child, query, first, &found)
        }
    }

    /// How many groups a node of this level stands for.
    private func groupSpan(level: Int) -> Int { 1 << (4 * level) }

    // MARK: stepwise descent, nearest first

    /// A node by level and place; level 0 nodes are groups of entries.
    struct Node {
        let level: Int
        let index: Int
    }

    var root: Node? { count > 0 ? Node(level: levels.count - 2, index: 0) : nil }

    func box(of node: Node) -> SmallBox { nodes[levels[node.level] + node.index] }

    func children(of node: Node) -> [Node] {
        guard node.level > 0 else { return [] }
        let size = levels[node.level] - levels[node.level - 1]
        return (node.index * Self.fanOut..<min((node.index + 1) * Self.fanOut, size))
            .map { Node(level: node.level - 1, index: $0) }
    }
}
