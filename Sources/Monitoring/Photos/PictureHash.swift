/// 256 bits that stay nearly the same when a picture is resized, recompressed or brightened. Compared by the
/// number of bits that differ; only hashes of one kind can be compared.
public struct PictureHash: Hashable, Sendable {
    /// The bits, 64 a word; bit 0 of word 0 comes last in print.
    public let words: SIMD4<UInt64>

    /// A hash from its four words.
    public init(words: SIMD4<UInt64>) {
        self.words = words
    }

    /// A hash from its 64 hexadecimal digits as PDQ prints them: the highest bit first. `nil` for anything
    /// else.
    public init?(hexadecimal text: String) {
        guard text.utf8.count == 64, text.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }) else { return nil }
        var words = SIMD4<UInt64>()
        var rest = Substring(text)
        for index in (0..<4).reversed() {
            guard let word = UInt64(rest.prefix(16), radix: 16) else { return nil }
            words[index] = word
            rest = rest.dropFirst(16)
        }
        self.words = words
    }

    /// A hash from its 32 bytes, in the order of the printed digits. `nil` for another length.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        var words = SIMD4<UInt64>()
        for (index, byte) in bytes.enumerated() {
            words[3 - index / 8] = words[3 - index / 8] << 8 | UInt64(byte)
        }
        self.words = words
    }

    /// The 64 hexadecimal digits as PDQ prints them.
    public var hexadecimal: String {
        (0..<4).reversed().map { index in
            let digits = String(words[index], radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// The 32 bytes in the order of the printed digits.
    public var bytes: [UInt8] {
        (0..<32).map { UInt8(truncatingIfNeeded: words[3 - $0 / 8] >> (56 - 8 * ($0 % 8))) }
    }

    /// How many of the 256 bits differ. PDQ hashes of unrelated pictures differ in 128, never yet in fewer
    /// than 98.
    public func distance(to other: PictureHash) -> Int {
        let difference = words ^ other.words
        return difference[0].nonzeroBitCount + difference[1].nonzeroBitCount
            + difference[2].nonzeroBitCount + difference[3].nonzeroBitCount
    }
}
