public import Commons
public import Foundation
public import Postgres

/// The secretary confirms that a request is complete and right.
public struct VerifySPP: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameter day: of the step; `nil` for the legal day.
    /// - Throws: `.samePerson` naming the earlier step, `.staleRevision`, `.wrongState`, `.dateBeforeStep`,
    ///   `.dateInFuture`, `.notFound`, `.notYourPost`, `.postVacant` naming the missing appointment.
    public func callAsFunction(
        _ id: UUID, revision: Int, on day: Day? = nil, by session: Session
    ) async throws(LedgerError) -> SPPStep {
        try await database.ask(
            SPPStatement.verify, .uuid(id), .int(revision), .optional(day?.description), as: session.key,
            SPPStep.init(rows:))
    }
}
