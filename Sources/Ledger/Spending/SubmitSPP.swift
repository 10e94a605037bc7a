public import Commons
public import Foundation
public import Postgres

/// The manager hands a request up to the secretary; it gets its number.
public struct SubmitSPP: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Throws: `.staleRevision`, `.wrongState`, `.notRequester`, `.notFound`, `.notYourPost`.
    public func callAsFunction(
        _ id: UUID, revision: Int, by session: Session
    ) async throws(LedgerError) -> SPPStep {
        try await database.ask(
            SPPStatement.submit, .uuid(id), .int(revision), as: session.key, SPPStep.init(rows:))
    }
}
