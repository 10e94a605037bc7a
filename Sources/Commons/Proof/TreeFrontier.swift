/// A growing tree as its right edge alone: leaves and whole subtrees are added in order, the root is asked
/// at any size. Memory is one sum for each level.
public struct TreeFrontier: Hashable, Sendable {
    /// A sum that a tile holds: tiles keep every eighth level.
    public struct TileNode: Hashable, Sendable {
        /// 0 for leaves, 1 for roots of 256 leaves, …
        public let tileLevel: Int
        /// Place within that level.
        public let index: UInt64
        public let digest: Digest
    }

    /// The tallest subtree: more leaves than 2^62 are not a log of ours.
    public static let tallest = 62

    /// Leaves so far, those within subtrees too.
    public private(set) var size: UInt64 = 0
    private var stack: [(level: Int, digest: Digest)] = []

    /// A tree without leaves.
    public init() {}

    /// A tree of a size from its edge, as `edge` gives it; nil when the two don't fit.
    public init?(size: UInt64, edge: [Digest]) {
        guard edge.count == size.nonzeroBitCount, size < 1 << UInt64(Self.tallest) else { return nil }
        let levels = (0..<Self.tallest).reversed().filter { size & 1 << UInt64($0) != 0 }
        self.size = size
        stack = zip(levels, edge).map { ($0, $1) }
    }

    /// The roots of the whole subtrees that make up the tree, tallest first.
    public var edge: [Digest] { stack.map(\.digest) }

    /// The next leaf.
    public mutating func append(_ leaf: Digest) { add(leaf, level: 0) }

    /// The next leaf; `nodes` gets every sum that became whole and belongs into a tile.
    public mutating func append(_ leaf: Digest, noting nodes: inout [TileNode]) {
        nodes.append(TileNode(tileLevel: 0, index: size, digest: leaf))
        let before = size
        add(leaf, level: 0) { level, digest in
            guard level % 8 == 0 else { return }
            nodes.append(TileNode(tileLevel: level / 8, index: before >> UInt64(level), digest: digest))
        }
    }

    /// The next 2^level leaves by the root of their subtree.
    /// - Returns: false, and nothing is added, where no subtree of that height can begin.
    public mutating func append(subtree root: Digest, level: Int) -> Bool {
        guard (0..<Self.tallest).contains(level), size & (1 << UInt64(level) - 1) == 0,
            size >> UInt64(Self.tallest - 1) == 0
        else { return false }
        add(root, level: level)
        return true
    }

    private mutating func add(_ digest: Digest, level: Int, whole: (Int, Digest) -> Void = { _, _ in }) {
        size += 1 << UInt64(level)
        var (level, digest) = (level, digest)
        while let last = stack.last, last.level == level {
            stack.removeLast()
            digest = TreeHash.node(last.digest, digest)
            level += 1
            whole(level, digest)
        }
        stack.append((level, digest))
    }

    /// The root over all leaves so far.
    public var root: Digest {
        guard var root = stack.last?.digest else { return TreeHash.empty }
        for piece in stack.dropLast().reversed() { root = TreeHash.node(piece.digest, root) }
        return root
    }

    public static func == (left: TreeFrontier, right: TreeFrontier) -> Bool {
        left.size == right.size && left.edge == right.edge
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(size)
        hasher.combine(edge)
    }
}
