internal import Commons

/// The code of a printed report: 128 random bits as 26 small letters and digits (RFC 4648 base32), fit for a
/// QR and, if need be, for typing.
public struct ReportToken: Hashable, Sendable {
    /// The 16 bytes.
    public let bytes: [UInt8]

    private static let digits = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    private static let byteCount = 16
    private static let length = 26

    /// Nil unless there are 16 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// Reads a token as it stands in an address, of either case; nil for anything else.
    public init?(_ text: String) {
        guard text.utf8.count == Self.length else { return nil }
        var bytes: [UInt8] = []
        var (pending, bits) = (0, 0)
        for character in text.lowercased().utf8 {
            guard let value = Self.digits.firstIndex(of: character) else { return nil }
            pending = (pending << 5 | value) & 0xffff
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: pending >> bits))
            }
        }
        guard pending & 3 == 0, bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    static func random() -> ReportToken { ReportToken(unchecked: Sodium.randomBytes(byteCount)) }

    private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

    /// As it stands in an address.
    public var text: String {
        var characters: [UInt8] = []
        var (pending, bits) = (0, 0)
        for byte in bytes {
            pending = (pending << 8 | Int(byte)) & 0xffff
            bits += 8
            while bits >= 5 {
                bits -= 5
                characters.append(Self.digits[pending >> bits & 31])
            }
        }
        characters.append(Self.digits[pending << (5 - bits) & 31])
        return String(decoding: characters, as: UTF8.self)
    }
}
