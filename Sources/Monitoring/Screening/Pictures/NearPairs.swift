/// Finds all pairs of hashes at most so many bits apart, among hundreds of thousands.
///
/// Small sets are compared outright. Large ones are sorted into buckets by a few bits at a time, many times
/// over; only pairs that ever share a bucket are compared. A pair up to 15 bits apart always shares one (the
/// first 16 tables are disjoint); at 31 bits it is missed less than once in 10,000, at 45 bits about once in
/// 20: a borrowed work has several pictures. The tables are fixed, so each run finds the same.
struct NearPairs {
    /// Sets up to this size are compared outright.
    static let smallest = 3_000
    /// How often a large set is sorted into buckets.
    static let tables = 160

    private let hashes: [PictureHash]
    private let maximumBits: Int

    init(_ hashes: [PictureHash], maximumBits: Int) {
        self.hashes = hashes
        self.maximumBits = maximumBits
    }

    /// Calls `found` with two indices and their distance; a pair may come more than once.
    func forEach(_ found: (Int32, Int32, Int) -> Void) {
        guard hashes.count > Self.smallest else { return compareAll(found) }
        for table in 0..<Self.tables { sort(into: table, found) }
    }

    /// The part of the work of one of `count` workers, for large sets.
    func forEach(worker: Int, of count: Int, _ found: (Int32, Int32, Int) -> Void) {
        guard hashes.count > Self.smallest else {
            if worker == 0 { compareAll(found) }
            return
        }
        for table in stride(from: worker, to: Self.tables, by: count) { sort(into: table, found) }
    }

    private func compareAll(_ found: (Int32, Int32, Int) -> Void) {
        hashes.withUnsafeBufferPointer { hashes in
            for first in 0..<hashes.count {
                let hash = hashes[first]
                for second in (first + 1)..<max(first + 1, hashes.count) {
                    let other = hashes[second]
                    let half = (hash.a ^ other.a).nonzeroBitCount + (hash.b ^ other.b).nonzeroBitCount
                    guard half <= maximumBits else { continue }
                    let bits = half + (hash.c ^ other.c).nonzeroBitCount + (hash.d ^ other.d).nonzeroBitCount
                    if bits <= maximumBits { found(Int32(first), Int32(second), bits) }
                }
            }
        }
    }

    private func sort(into table: Int, _ found: (Int32, Int32, Int) -> Void) {
        var bits = 16
        if table >= 16 {
            while bits < 22, 1 << bits < hashes.count * 2 { bits += 1 }
            while bits > 12, 1 << (bits - 1) > hashes.count * 2 { bits -= 1 }
        }
        let picks = Self.picks(table, count: bits)
        var counts = [Int32](repeating: 0, count: (1 << bits) + 1)
        var keys = [Int32](repeating: 0, count: hashes.count)
        for index in hashes.indices {
            let key = table < 16 ? Self.slot(hashes[index], table) : Self.key(hashes[index], picks)
            keys[index] = Int32(key)
            counts[key + 1] += 1
        }
        for key in 1..<counts.count { counts[key] += counts[key - 1] }
        var starts = counts
        var order = [Int32](repeating: 0, count: hashes.count)
        for index in hashes.indices {
            let key = Int(keys[index])
            order[Int(starts[key])] = Int32(index)
            starts[key] += 1
        }
        compare(order, counts, found)
    }

    private func compare(_ order: [Int32], _ counts: [Int32], _ found: (Int32, Int32, Int) -> Void) {
        for key in 0..<(counts.count - 1) {
            let from = Int(counts[key]), until = Int(counts[key + 1])
            guard until - from > 1 else { continue }
            for first in from..<(until - 1) {
                let hash = hashes[Int(order[first])]
                for second in (first + 1)..<until {
                    let bits = hash.distance(to: hashes[Int(order[second])])
                    if bits <= maximumBits { found(order[first], order[second], bits) }
                }
            }
        }
    }

    private static func slot(_ hash: PictureHash, _ table: Int) -> Int {
        let word = table < 4 ? hash.a : table < 8 ? hash.b : table < 12 ? hash.c : hash.d
        return Int(word >> UInt64((table % 4) * 16) & 0xFFFF)
    }

    /// The bits that a table goes by: drawn once and for all from a fixed sequence.
    private static func picks(_ table: Int, count: Int) -> [(word: Int, shift: UInt64)] {
        var state = UInt64(table) &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1
        var chosen: Set<Int> = []
        var result: [(word: Int, shift: UInt64)] = []
        while result.count < count {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            let bit = Int(state >> 33) % 256
            if chosen.insert(bit).inserted { result.append((bit / 64, UInt64(bit % 64))) }
        }
        return result
    }

    private static func key(_ hash: PictureHash, _ picks: [(word: Int, shift: UInt64)]) -> Int {
        var key: UInt64 = 0
        for pick in picks {
            let word = pick.word == 0 ? hash.a : pick.word == 1 ? hash.b : pick.word == 2 ? hash.c : hash.d
            key = key << 1 | (word >> pick.shift & 1)
        }
        return Int(key)
    }
}
