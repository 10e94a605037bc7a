import Foundation

/// A text with signatures below it (C2SP signed-note), by Ed25519.
public struct SignedNote: Hashable, Sendable {
    /// What is signed, with its last line end.
    public let text: String
    /// The signature lines: name of the key, its four-byte id and the signature.
    public let signatures: [Signature]

    /// One line `— name base64(id, signature)`.
    public struct Signature: Hashable, Sendable {
        public let name: String
        public let keyID: [UInt8]
        public let bytes: [UInt8]
    }

    /// Reads a whole note.
    /// - Throws: `.malformed`.
    public init(parsing note: String) throws(NoteError) {
        guard note.utf8.count <= 1_000_000, let gap = note.range(of: "\n\n", options: .backwards),
            note.hasSuffix("\n")
        else { throw .malformed }
        text = String(note[..<note.index(after: gap.lowerBound)])
        let lines = note[gap.upperBound...].split(separator: "\n")
        var found: [Signature] = []
        for line in lines {
            let parts = line.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0] == "—", let data = Data(base64Encoded: String(parts[2])),
                data.count > 4
            else { throw .malformed }
            let bytes = [UInt8](data)
            found.append(
                Signature(name: String(parts[1]), keyID: Array(bytes[..<4]), bytes: Array(bytes[4...])))
        }
        guard !found.isEmpty else { throw .malformed }
        signatures = found
    }

    /// Signs a text.
    public init(signing text: String, with signer: NoteSigner) {
        self.text = text
        signatures = [signer.signature(of: text)]
    }

    /// The whole note as bytes on the wire.
    public var note: String {
        text + "\n"
            + signatures.map { line in
                "— \(line.name) \(Data(line.keyID + line.bytes).base64EncodedString())\n"
            }.joined()
    }

    /// - Throws: `.notSigned` unless this key signed the text.
    public func verify(by key: NoteKey) throws(NoteError) {
        let own = signatures.filter { $0.name == key.name && $0.keyID == key.id }
        let message = Array(text.utf8)
        guard own.contains(where: { Sodium.isSigned(message, by: key.publicKey, signature: $0.bytes) })
        else { throw .notSigned(key: key.name) }
    }
}

/// A public key of signed notes: `name+4 bytes of hash+base64`.
public struct NoteKey: Hashable, Sendable {
    /// Names the signer; no space, no plus sign.
    public let name: String
    /// Ed25519, 32 bytes.
    public let publicKey: [UInt8]

    private static let ed25519: UInt8 = 1

    /// Nil for a name with spaces or plus signs, or a key of another length.
    public init?(name: String, publicKey: [UInt8]) {
        guard !name.isEmpty, publicKey.count == 32,
            !name.contains(where: { $0.isWhitespace || $0.isNewline || $0 == "+" })
        else { return nil }
        self.name = name
        self.publicKey = publicKey
    }

    /// Reads `name+hash+base64`.
    /// - Throws: `.malformedKey`.
    public init(parsing text: String) throws(NoteError) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let data = Data(base64Encoded: String(parts[2])), data.first == Self.ed25519,
            let key = NoteKey(name: String(parts[0]), publicKey: [UInt8](data.dropFirst())),
            SHA256.hexadecimal(key.id) == parts[1]
        else { throw .malformedKey }
        self = key
    }

    /// The first four bytes of SHA-256 over name, line end, kind and key.
    public var id: [UInt8] {
        Array(SHA256.sum(of: Array(name.utf8) + [10, Self.ed25519] + publicKey)[..<4])
    }

    /// As it is handed to who verifies.
    public var text: String {
        "\(name)+\(SHA256.hexadecimal(id))+\(Data([Self.ed25519] + publicKey).base64EncodedString())"
    }
}

/// Signs notes with a key that never leaves the keys folder.
public struct NoteSigner: Sendable {
    /// What others verify with.
    public let key: NoteKey
    private let seed: [UInt8]

    /// Nil for a name that a key can't have or a seed of another length than 32 bytes.
    public init?(name: String, seed: [UInt8]) {
        guard seed.count == 32, let key = NoteKey(name: name, publicKey: Sodium.publicKey(of: seed)) else {
            return nil
        }
        self.seed = seed
        self.key = key
    }

    func signature(of text: String) -> SignedNote.Signature {
        SignedNote.Signature(
            name: key.name, keyID: key.id, bytes: Sodium.sign(Array(text.utf8), seed: seed))
    }
}

/// Why a note or a key can't be used.
public enum NoteError: Error, Hashable, Sendable {
    case malformed, malformedKey
    case notSigned(key: String)
    /// A signed text that is no checkpoint.
    case notCheckpoint
}
