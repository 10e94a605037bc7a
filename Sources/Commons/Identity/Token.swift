public import Foundation
public import Postgres

/// A secret that stands for a session or a one-time slip: 32 random bytes, of which only the SHA-256 is kept.
public struct Token: Sendable {
    /// What the person or program carries: 43 characters of base64url.
    public let text: String

    public static func random() -> Token { Token(bytes: Sodium.randomBytes(32)) }

    private init(bytes: [UInt8]) {
        text = Data(bytes).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }

    /// A token that came in; `nil` when it can't be one of ours.
    public init?(received text: String) {
        let isOurs =
            text.utf8.count == 43
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || byte == 45 || byte == 95
            }
        guard isOurs else { return nil }
        self.text = text
    }

    /// SHA-256 of the text.
    public var hash: [UInt8] { Sodium.sha256(Array(text.utf8)) }

    public var sessionKey: SessionKey { SessionKey(hash: hash) }
}

extension UUID {
    /// A UUIDv7 (RFC 9562): 48 bits of milliseconds, then random. Order never comes from it.
    public static func v7(at moment: Date = Date()) -> UUID {
        let milliseconds = UInt64(max(0, moment.timeIntervalSince1970 * 1_000))
        var bytes = Sodium.randomBytes(16)
        for index in 0..<6 {
            bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> UInt64(40 - index * 8))
        }
        bytes[6] = bytes[6] & 0x0f | 0x70
        bytes[8] = bytes[8] & 0x3f | 0x80
        return UUID(
            uuid: (
                bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7],
                bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
            ))
    }
}
