/// One Huffman table of a JPEG, made for reading the first coefficient of each block and stepping over the
/// other 63 as fast as they can be told apart: one look at the next bits steps over several at once.
struct HuffmanTable {
    /// How many bits one look takes in.
    static let lookBits = 12

    /// What the next `lookBits` bits begin with, in 32 bits; 0 when the first code is longer than that.
    /// - 0–4 and 5–11: how many bits and how many coefficients may be stepped over together;
    /// - 12: the last of these ends the block;
    /// - 13–17 and 18–22: the same of the first code alone, its value's bits counted;
    /// - 23–27 and 28–31: the length and the size of value of the first code, for the first coefficient.
    let looks: [UInt32]
    /// The codes of each length, left-aligned in 16 bits: the least that is too great for it.
    private let ends: [UInt32]
    private let offsets: [Int]
    private let symbols: [UInt8]

    /// - Parameters:
    ///   - counts: how many codes there are of each length, 1 to 16 bits.
    ///   - symbols: what they stand for.
    /// - Returns: `nil` for a table that is none: more codes than their lengths can hold (the one of ones
    ///   alone is kept free, as the standard asks).
    init?(counts: ArraySlice<UInt8>, symbols: ArraySlice<UInt8>) {
        var ends: [UInt32] = [0]
        var offsets: [Int] = [0]
        var code: UInt32 = 0
        var index = 0
        for (place, count) in counts.enumerated() {
            let length = UInt32(place + 1)
            offsets.append(index - Int(code))
            index += Int(count)
            code += UInt32(count)
            guard code < 1 << length else { return nil }
            ends.append(code << (16 - length))
            code <<= 1
        }
        guard index == symbols.count, index > 0 else { return nil }
        (self.ends, self.offsets, self.symbols) = (ends, offsets, Array(symbols))
        looks = Self.looks(Self.heads(counts, self.symbols))
    }

    /// The code at the top of 16 bits: its length and symbol, or `nil` when there is none.
    func code(at top: UInt32) -> Code? {
        for length in 1...16 where top < ends[length] {
            return Code(length: length, symbol: symbols[offsets[length] + Int(top >> UInt32(16 - length))])
        }
        return nil
    }

    /// The code that each `lookBits` bits begin with, when they hold all of it.
    private static func heads(_ counts: ArraySlice<UInt8>, _ symbols: [UInt8]) -> [Code?] {
        var heads: [Code?] = []
        heads.reserveCapacity(1 << lookBits)
        var symbols = symbols.makeIterator()
        for (place, count) in counts.prefix(lookBits).enumerated() {
            for _ in 0..<count {
                let code = symbols.next().map { Code(length: place + 1, symbol: $0) }
                for _ in 0..<(1 << (lookBits - place - 1)) { heads.append(code) }
            }
        }
        while heads.count < 1 << lookBits { heads.append(nil) }
        return heads
    }

    private static func looks(_ heads: [Code?]) -> [UInt32] {
        heads.indices.map { bits in
            guard let first = heads[bits] else { return 0 }
            var (together, steps, isEnd) = (0, 0, false)
            while !isEnd, together < lookBits,
                let next = heads[bits << together & ((1 << lookBits) - 1)],
                together + next.bits <= lookBits
            {
                together += next.bits
                steps += next.coefficients
                isEnd = next.isEnd
            }
            return UInt32(together) | UInt32(steps) << 5 | (isEnd ? 1 << 12 : 0)
                | UInt32(first.bits) << 13 | UInt32(first.coefficients) << 18
                | UInt32(first.length) << 23 | UInt32(first.symbol & 15) << 28
        }
    }

    /// One code, and what stepping over it among the 63 takes.
    struct Code {
        let length: Int
        let symbol: UInt8

        /// The code and its value.
        var bits: Int { length + Int(symbol & 15) }
        /// Nothing but zeros follows in the block.
        var isEnd: Bool { symbol & 15 == 0 && symbol >> 4 != 15 }
        /// The zeros before the value, and it.
        var coefficients: Int { isEnd ? 0 : Int(symbol >> 4) + 1 }
    }
}
