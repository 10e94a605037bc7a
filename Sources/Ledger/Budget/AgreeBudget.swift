public import Commons
public import Foundation
public import Postgres

/// The BPD agrees to a budget version (kesepakatan bersama).
public struct AgreeBudget: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameters:
    ///   - minutes: number of the record of the meeting (berita acara).
    ///   - day: of the meeting.
    /// - Throws: `.staleRevision`, `.wrongState`, `.refused` `minutes-missing`, `.dateInFuture`,
    ///   `.dateOutsideYear`, `.unbalanced`, `.emptyBudget`, `.notYourPost`,
    ///   `.postVacant`.
    public func callAsFunction(
        _ version: UUID, revision: Int, minutes: String, on day: Day, note: String = "", by session: Session
    ) async throws(LedgerError) -> VersionStep {
        try await database.ask(
            BudgetStatement.agree, .uuid(version), .int(revision), .text(minutes), .text(day.description),
            .text(note), as: session.key,
            VersionStep.init(rows:))
    }
}
