public import Commons
public import Foundation
public import Postgres

/// Voids a request: what it asked or reserved is free again, its number stays used.
public struct RejectSPP: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Throws: `.reasonMissing`, `.staleRevision`, `.wrongState`, `.notFound`, `.notYourPost`.
    public func callAsFunction(
        _ id: UUID, revision: Int, reason: String, by session: Session
    ) async throws(LedgerError) -> SPPStep {
        try await database.ask(
            SPPStatement.reject, .uuid(id), .int(revision), .text(reason), as: session.key,
            SPPStep.init(rows:))
    }
}
