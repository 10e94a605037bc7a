/// Reads subtrees out of a log's tiles (C2SP tlog-tiles: 256 sums each, every eighth level).
public struct TileReader {
    /// The bytes of a tile, as far as it is filled; empty when there is none.
    public typealias Source = (_ level: Int, _ index: UInt64) async throws -> [UInt8]

    /// Sums in a full tile.
    public static let width = 256

    /// A subtree without the leaves of the reader's own: its root is all that a proof needs of it.
    public struct Subtree: Hashable, Sendable {
        /// 2^level leaves.
        public let level: Int
        /// The first leaf's index divided by 2^level.
        public let index: UInt64

        public init(level: Int, index: UInt64) {
            self.level = level
            self.index = index
        }
    }

    private let source: Source
    private var kept: [Int: (index: UInt64, bytes: [UInt8])] = [:]

    /// Reads through this source; the newest tile of each level is kept.
    public init(_ source: @escaping Source) { self.source = source }

    /// The root of a whole subtree.
    /// - Throws: `.missing` when the tiles don't hold it; what the source throws.
    public mutating func root(of subtree: Subtree) async throws -> Digest {
        let (tileLevel, rest) = (subtree.level / 8, subtree.level % 8)
        let first = subtree.index << UInt64(rest)
        let bytes = try await tile(tileLevel, first / UInt64(Self.width))
        let start = Int(first % UInt64(Self.width)) * Digest.byteCount
        let end = start + Digest.byteCount << rest
        guard end <= bytes.count else { throw TileError.missing(level: tileLevel, index: first) }
        var frontier = TreeFrontier()
        for offset in stride(from: start, to: end, by: Digest.byteCount) {
            guard let digest = Digest(Array(bytes[offset..<offset + Digest.byteCount])) else {
                throw TileError.missing(level: tileLevel, index: first)
            }
            frontier.append(digest)
        }
        return frontier.root
    }

    /// The root over the first `size` leaves.
    /// - Throws: as `root(of:)`.
    public mutating func root(size: UInt64) async throws -> Digest {
        var frontier = TreeFrontier()
        for subtree in Self.cover(0, size) {
            _ = frontier.append(subtree: try await root(of: subtree), level: subtree.level)
        }
        return frontier.root
    }

    /// The fewest whole subtrees that make up the leaves from `start` up to, without, `end`.
    public static func cover(_ start: UInt64, _ end: UInt64) -> [Subtree] {
        var (found, at): ([Subtree], UInt64) = ([], start)
        while at < end {
            let aligned = at == 0 ? 62 : at.trailingZeroBitCount
            let fitting = 63 - (end - at).leadingZeroBitCount
            let level = min(aligned, fitting)
            found.append(Subtree(level: level, index: at >> UInt64(level)))
            at += 1 << UInt64(level)
        }
        return found
    }

    private mutating func tile(_ level: Int, _ index: UInt64) async throws -> [UInt8] {
        if let tile = kept[level], tile.index == index { return tile.bytes }
        let bytes = try await source(level, index)
        kept[level] = (index, bytes)
        return bytes
    }
}

/// Why a tile can't be read.
public enum TileError: Error, Hashable, Sendable {
    /// The log has no such sum, though its size says so.
    case missing(level: Int, index: UInt64)
}
