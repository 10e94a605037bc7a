internal import Commons
public import Postgres

/// The public side of a regency's log: its newest checkpoint and its tiles. They tell how much was posted,
/// never what.
public struct ReadLog: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// The newest signed checkpoint; nil before the first.
    /// - Throws: `.database`.
    public func checkpoint(_ regency: Int) async throws(LedgerError) -> String? {
        try await database.ask(ProofStatement.head, .int(regency), as: nil) { rows throws(PostgresError) in
            let note = try rows.first?.text("note")
            return note.flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    /// The sums of a tile of the log at work.
    /// - Parameter width: how many of its sums are wanted, 1…256.
    /// - Returns: nil where the log has not that many there.
    /// - Throws: `.database`.
    public func tile(
        _ regency: Int, level: Int, index: Int64, width: Int
    ) async throws(LedgerError) -> [UInt8]? {
        let log = try await database.ask(ProofStatement.head, .int(regency), as: nil) {
            rows throws(PostgresError) in try rows.first?.int("ordinal")
        }
        guard let log else { return nil }
        let bytes = try await database.ask(
            ProofStatement.tile, .int(regency), .int(log), .int(level), .int64(index), as: nil
        ) { rows throws(PostgresError) in try rows.first?.bytes("hashes") ?? [] }
        let wanted = width * Digest.byteCount
        return bytes.count < wanted ? nil : Array(bytes[..<wanted])
    }
}
