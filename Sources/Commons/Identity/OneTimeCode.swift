import CCrypto
public import Foundation

/// The second factor: six digits from the person's phone (TOTP, RFC 6238: HMAC-SHA1, 30 s steps).
public struct OneTimeCode: Sendable {
    /// Twenty random bytes (RFC 4226 section 4, R6).
    public let secret: [UInt8]

    public init(secret: [UInt8]) { self.secret = secret }

    public static func random() -> OneTimeCode { OneTimeCode(secret: Sodium.randomBytes(20)) }

    /// The step a moment lies in.
    public static func step(at moment: Date) -> Int64 { Int64(moment.timeIntervalSince1970 / 30) }

    /// The code of one step, six digits with leading zeros.
    public func code(step: Int64) -> String {
        let counter = withUnsafeBytes(of: step.bigEndian, Array.init)
        var digest = [UInt8](repeating: 0, count: 20)
        var length: UInt32 = 20
        _ = HMAC(EVP_sha1(), secret, Int32(secret.count), counter, counter.count, &digest, &length)
        let offset = Int(digest[19] & 0x0f)
        let word = digest[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
        let digits = String(word % 1_000_000)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// The step whose code was typed: this one, or one to either side for clocks that differ by half a
    /// minute. `nil` when none fits or the step was used before.
    public func acceptedStep(for typed: String, at moment: Date, after lastUsed: Int64) -> Int64? {
        let digits = Array(typed.filter { !$0.isWhitespace }.utf8)
        let now = Self.step(at: moment)
        return (now - 1...now + 1).first { step in
            step > lastUsed && Sodium.areEqual(Array(code(step: step).utf8), digits)
        }
    }

    /// The secret as an authenticator takes it (RFC 4648 base32, no padding).
    public var base32: String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var text = ""
        var bits = 0
        var buffer: UInt32 = 0
        for byte in secret {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                text.append(alphabet[Int(buffer >> UInt32(bits - 5)) & 31])
                bits -= 5
            }
            buffer &= (1 << UInt32(bits)) - 1
        }
        if bits > 0 { text.append(alphabet[Int(buffer << UInt32(5 - bits)) & 31]) }
        return text
    }

    /// The `otpauth://` link that a phone's authenticator opens.
    public func link(account: String, issuer: String) -> String {
        var parts = URLComponents()
        parts.scheme = "otpauth"
        parts.host = "totp"
        parts.path = "/\(issuer):\(account)"
        parts.queryItems = [
            URLQueryItem(name: "secret", value: base32), URLQueryItem(name: "issuer", value: issuer),
        ]
        return parts.string ?? ""
    }
}
