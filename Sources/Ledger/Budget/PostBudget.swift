public import Commons
public import Foundation
public import Postgres

/// Freezes a budget version under its Perdes or Perkades; from then on execution is held against it.
public struct PostBudget: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Throws: `.unbalanced` naming the funds, `.belowCommitted` naming the line, `.emptyBudget`,
    ///   `.evaluationPending`, `.wrongState`, `.staleRevision`, `.regulationMissing`, `.dateInFuture`,
    ///   `.dateOutsideYear`, `.notYourPost`, `.postVacant`.
    public func callAsFunction(
        _ version: UUID, revision: Int, regulationNumber: String, regulationDate: Day, by session: Session
    ) async throws(LedgerError) -> VersionStep {
        try await database.ask(
            BudgetStatement.post, .uuid(version), .int(revision), .text(regulationNumber),
            .text(regulationDate.description), as: session.key, VersionStep.init(rows:))
    }
}
