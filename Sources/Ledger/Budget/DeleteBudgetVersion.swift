public import Commons
public import Foundation
public import Postgres

/// Throws a draft version away that never went up.
public struct DeleteBudgetVersion: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Throws: `.staleRevision`, `.wrongState`, `.notFound`, `.notYourPost`.
    public func callAsFunction(_ version: UUID, revision: Int, by session: Session) async throws(LedgerError)
    {
        try await database.ask(
            BudgetStatement.deleteVersion, .uuid(version), .int(revision), as: session.key
        ) { rows throws(PostgresError) in _ = try rows.one() }
    }
}
