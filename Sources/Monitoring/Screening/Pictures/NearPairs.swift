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
            while bits < 24, 1 << bits < hashes.count { bits += 4 }
            while bits > 12, 1 << (bits - 4) > hashes.count { bits -= 4 }
        }
        let picks = Picks(table, count: bits)
        var counts = [Int32](repeating: 0, count: (1 << bits) + 1)
        var keys = [Int32](repeating: 0, count: hashes.count)
        for index in hashes.indices {
            let key = table < 16 ? Self.slot(hashes[index], table) : picks.key(hashes[index])
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

    /// The bits that a table goes by: a run of each word at a place drawn once and for all, and how long it
    /// is.
    private struct Picks {
        var places: (UInt64, UInt64, UInt64, UInt64)
        let width: UInt64

        /// - Parameter count: bits of the whole key, a multiple of four.
        init(_ table: Int, count: Int) {
            width = UInt64(count / 4)
            var state = UInt64(table) &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1
            let span = 64 - width + 1
            func draw() -> UInt64 {
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                return (state >> 33) % span
            }
            places = (draw(), draw(), draw(), draw())
        }

        @inline(__always)
        func key(_ hash: PictureHash) -> Int {
            let mask: UInt64 = (1 << width) - 1
            let low = (hash.a >> places.0 & mask) << width | hash.b >> places.1 & mask
            let high = (hash.c >> places.2 & mask) << width | hash.d >> places.3 & mask
            return Int(low << (2 * width) | high)
        }
    }
}
