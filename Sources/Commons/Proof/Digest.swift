import Foundation

/// A SHA-256 sum as a plain value: no memory of its own, so that millions of them cost nothing.
public struct Digest: Hashable, Sendable {
    /// Its length in bytes.
    public static let byteCount = 32

    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0
    var fourth: UInt64 = 0

    /// 32 zero bytes: where a chain of sums begins.
    public static let zero = Digest()

    init() {}

    /// Nil unless there are 32 bytes.
    public init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.byteCount else { return nil }
        withUnsafeMutableBytes(of: &self) { $0.copyMemory(from: bytes) }
    }

    /// Nil unless there are 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard let digest = bytes.withUnsafeBytes({ Digest($0) }) else { return nil }
        self = digest
    }

    /// Reads 64 small hexadecimal digits; nil for anything else.
    public init?(hexadecimal digits: UnsafeRawBufferPointer) {
        guard digits.count == Self.byteCount * 2 else { return nil }
        var strange: UInt64 = 0
        withUnsafeMutableBytes(of: &self) { bytes in
            for start in stride(from: 0, to: Self.byteCount * 2, by: 8) {
                let word = UInt64(littleEndian: digits.loadUnaligned(fromByteOffset: start, as: UInt64.self))
                let (packed, difference) = Self.fourBytes(word)
                strange |= difference
                bytes.storeBytes(of: packed.littleEndian, toByteOffset: start / 2, as: UInt32.self)
            }
        }
        guard strange == 0 else { return nil }
    }

    /// Eight digits, one a byte, as four bytes; and zero only if all are small hexadecimal digits. Without a
    /// branch: which digits are letters can't be foreseen, and a million sums hold sixty-four million digits.
    private static func fourBytes(_ word: UInt64) -> (UInt32, UInt64) {
        let ones: UInt64 = 0x0101_0101_0101_0101
        // `a` is 0x61: a letter's low half is nine short of its value.
        let values = (word & (ones &* 0x0f)) &+ ((word >> 6) & ones) &* 9
        let nibbles = values & (ones &* 0x0f)
        // Written again: 0x27 lie between `9` and `a` beside their values.
        let written = nibbles &+ ones &* 0x30 &+ (((nibbles &+ ones &* 6) >> 4) & ones) &* 0x27
        let pairs = (nibbles << 4 | nibbles >> 8) & 0x00ff_00ff_00ff_00ff
        let halves = (pairs | pairs >> 8) & 0x0000_ffff_0000_ffff
        return (UInt32(truncatingIfNeeded: halves | halves >> 16), written ^ word)
    }

    /// Reads 64 small hexadecimal digits; nil for anything else.
    public init?(hexadecimal text: String) {
        var text = text
        guard let digest = text.withUTF8({ Digest(hexadecimal: UnsafeRawBufferPointer($0)) }) else {
            return nil
        }
        self = digest
    }

    /// Reads the standard base64 form; nil for anything else.
    public init?(base64 text: String) {
        guard let data = Data(base64Encoded: text), data.base64EncodedString() == text else { return nil }
        self.init([UInt8](data))
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { withUnsafeBytes(of: self) { Array($0) } }

    /// 64 small digits.
    public var hexadecimal: String { SHA256.hexadecimal(bytes) }

    /// The standard base64 form, 44 characters.
    public var base64: String { Data(bytes).base64EncodedString() }
}
