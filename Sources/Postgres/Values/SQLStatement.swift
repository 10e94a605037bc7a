/// All the SQL of one subject: an enum whose raw values are the statements, so that SQL is never put together
/// at run time. `SchemaTests` prepares each case against the migrated schema.
public protocol SQLStatement: RawRepresentable<String>, CaseIterable, Sendable {}

extension SQLStatement {
    /// `LedgerStatement.approveSPP`: what logs and errors call this statement.
    public var label: String { "\(Self.self).\(self)" }
}

/// SHA-256 of the token in a cookie or bearer header; the database finds the actor by it, never by an
/// argument.
public struct SessionKey: Hashable, Sendable {
    /// The 32 bytes of the hash.
    public let hash: [UInt8]

    /// Takes the finished hash; the token itself never comes here.
    public init(hash: [UInt8]) {
        precondition(hash.count == 32, "a session key is a SHA-256 hash")
        self.hash = hash
    }
}
