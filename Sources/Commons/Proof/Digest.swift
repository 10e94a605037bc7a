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
        var isSound = true
        withUnsafeMutableBytes(of: &self) { bytes in
            for index in 0..<Self.byteCount {
                let (high, low) = (Self.value(digits[index * 2]), Self.value(digits[index * 2 + 1]))
                isSound = isSound && high < 16 && low < 16
                bytes[index] = high << 4 | (low & 15)
            }
        }
        guard isSound else { return nil }
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

    private static func value(_ digit: UInt8) -> UInt8 {
        switch digit {
        case 48...57: digit - 48
        case 97...102: digit - 87
        default: 255
        }
    }
}
