public import Postgres

/// The statement of retention. `SchemaTests` prepares it.
public enum RetentionStatement: String, SQLStatement {
    case sweep = "SELECT regency, kind, removed FROM balai.sweep()"
}

/// Removes what has been kept as long as its rule says (`balai.retention_rule`): ended sessions, spent slips,
/// answers kept for requests that come twice. Books, audit and evidence have no such rule.
public struct Sweep: Sendable {
    /// What one sweep removed of one kind.
    public struct Removed: Sendable, Equatable {
        public let kind: String
        /// Rows, 1 or more.
        public let rows: Int64
    }

    private let database: Database

    public init(_ database: Database) { self.database = database }

    /// - Throws: `PostgresError`; nothing is removed then.
    public func callAsFunction() async throws(PostgresError) -> [Removed] {
        var removed: [Removed] = []
        for row in try await database.once(RetentionStatement.sweep, as: nil) {
            removed.append(Removed(kind: try row.text("kind"), rows: try row.int64("removed")))
        }
        return removed
    }
}
