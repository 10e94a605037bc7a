/// What a log promises at one moment: its name, how many leaves it has, and the root over them (C2SP
/// tlog-checkpoint).
public struct Checkpoint: Hashable, Sendable {
    /// Names the log.
    public let origin: String
    /// Leaves.
    public let size: UInt64
    /// Over all of them.
    public let root: Digest

    public init(origin: String, size: UInt64, root: Digest) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Reads the text of a signed note.
    /// - Throws: `.notCheckpoint`.
    public init(parsing text: String) throws(NoteError) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 4, lines.last == "", !lines.dropLast().contains(""),
            let size = UInt64(lines[1]), String(size) == lines[1],
            let root = Digest(base64: String(lines[2]))
        else { throw .notCheckpoint }
        self.init(origin: String(lines[0]), size: size, root: root)
    }

    /// Reads a signed note and checks its signature.
    /// - Throws: `.malformed`, `.notSigned`, `.notCheckpoint`.
    public init(note: String, signedBy key: NoteKey) throws(NoteError) {
        let signed = try SignedNote(parsing: note)
        try signed.verify(by: key)
        try self.init(parsing: signed.text)
    }

    /// The text that is signed.
    public var text: String { "\(origin)\n\(size)\n\(root.base64)\n" }
}
