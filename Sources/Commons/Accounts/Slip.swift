/// The code on a printed one-time slip: twenty characters in five groups that people can type (100 bits).
///
/// The alphabet is Crockford's base32: no I, L, O, U; when read, I and L count as 1, O as 0.
public struct Slip: Hashable, Sendable {
    /// `K7QF-9XWM-2T4R-P8DN-6HJV`
    public let text: String

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    public static func random() -> Slip {
        let letters = Sodium.randomBytes(20).map { alphabet[Int($0 & 31)] }
        return Slip(letters: letters)
    }

    private init(letters: [Character]) {
        text = stride(from: 0, to: 20, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
    }

    /// Reads what was typed; blanks, hyphens and case don't matter. `nil` when it can't be one of ours.
    public init?(typed: String) {
        guard typed.utf8.count <= 64 else { return nil }
        var letters: [Character] = []
        for character in typed.uppercased() where character != "-" && !character.isWhitespace {
            let meant: Character =
                switch character {
                case "I", "L": "1"
                case "O": "0"
                default: character
                }
            guard Self.alphabet.contains(meant) else { return nil }
            letters.append(meant)
        }
        guard letters.count == 20 else { return nil }
        self.init(letters: letters)
    }

    /// SHA-256 of the text: all that is kept.
    public var hash: [UInt8] { Sodium.sha256(Array(text.utf8)) }
}
