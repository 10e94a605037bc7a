public import Commons
public import Foundation
public import Postgres

/// The village hands an agreed budget version to the camat for evaluation.
public struct SubmitBudget: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Throws: `.staleRevision`, `.wrongState`, `.notYourPost`, `.postVacant`.
    public func callAsFunction(
        _ version: UUID, revision: Int, by session: Session
    ) async throws(LedgerError) -> VersionStep {
        try await database.ask(
            BudgetStatement.submit, .uuid(version), .int(revision), as: session.key, VersionStep.init(rows:))
    }
}
