/// Finds, among a million picture hashes, exactly those within a number of bits of a given one.
///
/// Multi-index hashing: each hash is filed sixteen times, under each of its 16-bit words. Two hashes within
/// 45 bits have a word within 2 bits of each other (Norouzi, Punjani, Fleet 2012), so only those drawers are
/// opened. Hashes added since the last rebuild wait in a short list that every search reads whole.
public struct HashIndex: Sendable {
    /// A hash of the index within the radius: its place in the order of adding, and the distance in bits.
    public struct Match: Hashable, Sendable {
        /// 0 for the hash added first.
        public let ordinal: Int
        /// How many bits differ.
        public let distance: Int
    }

    /// The widest radius that the drawers answer; a wider search reads every hash.
    public static let widestRadius = 47
    private static let slotCount = 16
    private static let drawerCount = 65_536
    /// The list of new hashes is filed when it is longer than this and than a sixteenth of the filed ones.
    private static let newLimit = 4_096

    private var words: [SIMD4<UInt64>] = []
    private var filedCount = 0
    /// For each slot and drawer, where its hashes start in `filed`.
    private var starts: [UInt32] = []
    /// The ordinals, drawer by drawer, slot by slot.
    private var filed: [UInt32] = []

    /// An index of hashes; their ordinals follow the order given.
    public init(_ hashes: some Sequence<PictureHash> = []) {
        words = hashes.map(\.words)
        file()
    }

    /// How many hashes there are.
    public var count: Int { words.count }

    /// Adds a hash and returns its ordinal. Now and then this files all hashes anew: under a second a
    /// million.
    @discardableResult
    public mutating func add(_ hash: PictureHash) -> Int {
        words.append(hash.words)
        let newCount = words.count - filedCount
        if newCount > max(Self.newLimit, filedCount / 16) { file() }
        return words.count - 1
    }

    /// All hashes within a radius in bits, nearest first, then in the order of adding.
    public func matches(of hash: PictureHash, within radius: Int) -> [Match] {
        guard radius >= 0 else { return [] }
        var found: [Match] = []
        if radius > Self.widestRadius || filedCount == 0 {
            scan(0..<words.count, hash.words, radius, &found)
        } else {
            open(hash.words, radius, &found)
            scan(filedCount..<words.count, hash.words, radius, &found)
        }
        return Set(found).sorted { ($0.distance, $0.ordinal) < ($1.distance, $1.ordinal) }
    }

    private func scan(_ range: Range<Int>, _ wanted: SIMD4<UInt64>, _ radius: Int, _ found: inout [Match]) {
        words.withUnsafeBufferPointer { words in
            for ordinal in range {
                let distance = Self.distance(words[ordinal], wanted)
                if distance <= radius { found.append(Match(ordinal: ordinal, distance: distance)) }
            }
        }
    }

    /// Opens the drawers that can hold a match. With a radius of 16 q + r, a match is within q bits in one of
    /// the first r + 1 slots or within q - 1 in one of the others.
    private func open(_ wanted: SIMD4<UInt64>, _ radius: Int, _ found: inout [Match]) {
        let (quotient, rest) = radius.quotientAndRemainder(dividingBy: Self.slotCount)
        var ordinals: [UInt32] = []
        ordinals.reserveCapacity(filedCount / 256 + 4_096)
        for slot in 0..<Self.slotCount {
            let reach = slot <= rest ? quotient : quotient - 1
            guard reach >= 0 else { return }
            let key = Self.key(wanted, slot)
            ordinals.removeAll(keepingCapacity: true)
            for mask in Self.masks[..<Self.maskCounts[reach]] {
                let drawer = slot * Self.drawerCount + Int(key ^ mask)
                ordinals += filed[Int(starts[drawer])..<Int(starts[drawer + 1])]
            }
            compare(ordinals, wanted, radius, &found)
        }
    }

    /// Compares hashes that lie anywhere in memory. They are fetched in batches before they are compared, so
    /// that the processor waits for many at once and not for each.
    private func compare(
        _ ordinals: [UInt32], _ wanted: SIMD4<UInt64>, _ radius: Int, _ found: inout [Match]
    ) {
        let size = 512
        withUnsafeTemporaryAllocation(of: SIMD4<UInt64>.self, capacity: size) { batch in
            words.withUnsafeBufferPointer { words in
                for start in stride(from: 0, to: ordinals.count, by: size) {
                    let count = min(size, ordinals.count - start)
                    for place in 0..<count { batch[place] = words[Int(ordinals[start + place])] }
                    for place in 0..<count {
                        let distance = Self.distance(batch[place], wanted)
                        guard distance <= radius else { continue }
                        found.append(Match(ordinal: Int(ordinals[start + place]), distance: distance))
                    }
                }
            }
        }
    }

    private mutating func file() {
        filedCount = words.count
        var starts = [UInt32](repeating: 0, count: Self.slotCount * Self.drawerCount + 1)
        var filed = [UInt32](repeating: 0, count: words.count * Self.slotCount)
        for slot in 0..<Self.slotCount {
            let base = slot * Self.drawerCount
            for word in words { starts[base + Int(Self.key(word, slot)) + 1] += 1 }
        }
        for drawer in 1..<starts.count { starts[drawer] += starts[drawer - 1] }
        var next = starts
        for slot in 0..<Self.slotCount {
            let base = slot * Self.drawerCount
            for (ordinal, word) in words.enumerated() {
                let drawer = base + Int(Self.key(word, slot))
                filed[Int(next[drawer])] = UInt32(ordinal)
                next[drawer] += 1
            }
        }
        self.starts = starts
        self.filed = filed
    }

    @inline(__always)
    private static func key(_ words: SIMD4<UInt64>, _ slot: Int) -> UInt16 {
        UInt16(truncatingIfNeeded: words[slot >> 2] >> UInt64(16 * (slot & 3)))
    }

    /// Counts the bits of all four words at once; a call for each word would be slower without POPCNT.
    @inline(__always)
    private static func distance(_ first: SIMD4<UInt64>, _ second: SIMD4<UInt64>) -> Int {
        var bits = first ^ second
        bits = bits &- ((bits &>> 1) & 0x5555_5555_5555_5555)
        bits = (bits & 0x3333_3333_3333_3333) &+ ((bits &>> 2) & 0x3333_3333_3333_3333)
        bits = (bits &+ (bits &>> 4)) & 0x0F0F_0F0F_0F0F_0F0F
        // Each byte holds at most 8; four words make at most 32, which still fits a byte.
        let bytes = (bits[0] &+ bits[1]) &+ (bits[2] &+ bits[3])
        let pairs = (bytes & 0x00FF_00FF_00FF_00FF) &+ ((bytes &>> 8) & 0x00FF_00FF_00FF_00FF)
        return Int((pairs &* 0x0001_0001_0001_0001) &>> 48)
    }

    /// All 16-bit words with no, one and two bits set, in this order, and how many there are up to each.
    private static let masks: [UInt16] = {
        let ones = (0..<16).map { UInt16(1) << UInt16($0) }
        let pairs = (0..<16).flatMap { first in (0..<first).map { ones[first] | ones[$0] } }
        return [0] + ones + pairs
    }()
    private static let maskCounts = [1, 17, 137]
}
