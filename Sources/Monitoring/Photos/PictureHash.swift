/// 256 bits: a SHA-256 or a PDQ hash.
public struct PictureHash: Hashable, Sendable, Comparable {
    public var a: UInt64, b: UInt64, c: UInt64, d: UInt64

    public init(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) {
        self.a = a
        self.b = b
        self.c = c
        self.d = d
    }

    /// Reads 64 hexadecimal digits.
    public init?(hexadecimal text: String) {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        var count = 0
        for byte in text.utf8 {
            let digit: UInt64
            switch byte {
            case 0x30...0x39: digit = UInt64(byte - 0x30)
            case 0x61...0x66: digit = UInt64(byte - 0x61 + 10)
            case 0x41...0x46: digit = UInt64(byte - 0x41 + 10)
            default: return nil
            }
            switch count / 16 {
            case 0: words.0 = words.0 << 4 | digit
            case 1: words.1 = words.1 << 4 | digit
            case 2: words.2 = words.2 << 4 | digit
            case 3: words.3 = words.3 << 4 | digit
            default: return nil
            }
            count += 1
        }
        guard count == 64 else { return nil }
        self.init(words.0, words.1, words.2, words.3)
    }

    /// In how many of the 256 bits the two differ.
    @inline(__always)
    public func distance(to other: PictureHash) -> Int {
        (a ^ other.a).nonzeroBitCount + (b ^ other.b).nonzeroBitCount
            + (c ^ other.c).nonzeroBitCount + (d ^ other.d).nonzeroBitCount
    }

    public static func < (left: PictureHash, right: PictureHash) -> Bool {
        (left.a, left.b, left.c, left.d) < (right.a, right.b, right.c, right.d)
    }
}
