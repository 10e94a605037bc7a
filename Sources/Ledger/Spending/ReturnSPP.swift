public import Commons
public import Foundation
public import Postgres

/// Gives a request back to the manager with a reason; the one who asked may take it back too.
public struct ReturnSPP: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Throws: `.reasonMissing`, `.staleRevision`, `.wrongState`, `.notFound`, `.notYourPost`.
    public func callAsFunction(
        _ id: UUID, revision: Int, reason: String, by session: Session
    ) async throws(LedgerError) -> SPPStep {
        try await database.ask(
            SPPStatement.giveBack, .uuid(id), .int(revision), .text(reason), as: session.key,
            SPPStep.init(rows:))
    }
}
