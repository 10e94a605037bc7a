/// The other forms of a 256-bit hash: as words for arithmetic, as bytes for the database, as digits for
/// print.
extension PictureHash {
    /// A hash from its four words; bit 0 of the first is the bit printed last.
    public init(words: SIMD4<UInt64>) {
        self.init(words[3], words[2], words[1], words[0])
    }

    /// A hash from its 32 bytes, in the order of the printed digits. `nil` for another length.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        var words = SIMD4<UInt64>()
        for (index, byte) in bytes.enumerated() {
            words[3 - index / 8] = words[3 - index / 8] << 8 | UInt64(byte)
        }
        self.init(words: words)
    }

    /// The bits, 64 a word; bit 0 of the first word is the bit printed last.
    public var words: SIMD4<UInt64> { SIMD4(d, c, b, a) }

    /// The 64 hexadecimal digits as PDQ prints them: the highest bit first.
    public var hexadecimal: String {
        [a, b, c, d].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// The 32 bytes in the order of the printed digits.
    public var bytes: [UInt8] {
        (0..<32).map { UInt8(truncatingIfNeeded: words[3 - $0 / 8] >> UInt64(56 - 8 * ($0 % 8))) }
    }
}
