public import Commons
public import Foundation
public import Postgres

/// Throws a draft away that was never submitted; its lines are free again.
public struct DeleteSPP: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Throws: `.staleRevision`, `.wrongState`, `.notRequester`, `.notFound`, `.notYourPost`.
    public func callAsFunction(_ id: UUID, revision: Int, by session: Session) async throws(LedgerError) {
        try await database.ask(SPPStatement.delete, .uuid(id), .int(revision), as: session.key) {
            rows throws(PostgresError) in _ = try rows.one()
        }
    }
}
