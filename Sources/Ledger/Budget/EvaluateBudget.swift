public import Commons
public import Foundation
public import Postgres

/// The camat's answer to a submitted budget version: in order, or back to the village with a reason.
public struct EvaluateBudget: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Throws: `.staleRevision`, `.wrongState`, `.reasonMissing` when sent back without one,
    ///   `.notYourPost`.
    public func callAsFunction(
        _ version: UUID, revision: Int, isAccepted: Bool, note: String, by session: Session
    ) async throws(LedgerError) -> VersionStep {
        try await database.ask(
            BudgetStatement.evaluate, .uuid(version), .int(revision), .bool(isAccepted), .text(note),
            as: session.key, VersionStep.init(rows:))
    }
}
