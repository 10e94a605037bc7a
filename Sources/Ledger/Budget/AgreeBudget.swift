public import Commons
public import Foundation
public import Postgres

/// The BPD agrees to a budget version (kesepakatan bersama).
public struct AgreeBudget: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameter note: the record of the meeting (berita acara).
    /// - Throws: `.staleRevision`, `.wrongState`, `.unbalanced`, `.emptyBudget`, `.notYourPost`,
    ///   `.postVacant`.
    public func callAsFunction(
        _ version: UUID, revision: Int, note: String, by session: Session
    ) async throws(LedgerError) -> VersionStep {
        try await database.ask(
            BudgetStatement.agree, .uuid(version), .int(revision), .text(note), as: session.key,
            VersionStep.init(rows:))
    }
}
