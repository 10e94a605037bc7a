public import Commons
public import Foundation
public import Postgres

/// The village head approves a request and thereby reserves its lines, refusing what the posted budget does
/// not cover.
public struct ApproveSPP: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameter day: of the step; `nil` for the legal day.
    /// - Throws: `.overBudget` naming the line and what remains, `.samePerson` naming the earlier step,
    ///   `.secondFactorNeeded`, `.staleRevision`, `.wrongState`, `.dateBeforeStep`, `.dateInFuture`,
    ///   `.notFound`,
    ///   `.notYourPost`, `.postVacant`.
    public func callAsFunction(
        _ id: UUID, revision: Int, on day: Day? = nil, by session: Session
    ) async throws(LedgerError) -> SPPStep {
        try await database.ask(
            SPPStatement.approve, .uuid(id), .int(revision), .optional(day?.description), as: session.key,
            SPPStep.init(rows:))
    }
}
