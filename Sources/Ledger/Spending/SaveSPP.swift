public import Commons
public import Foundation
public import Postgres

/// Changes a draft or a returned request; only the person who asked may.
public struct SaveSPP: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Throws: as `CreateSPP`, and `.staleRevision`, `.wrongState`, `.notRequester`, `.notFound`.
    public func callAsFunction(
        _ id: UUID, revision: Int, _ draft: SPPDraft, by session: Session
    ) async throws(LedgerError) -> SPPStep {
        try await database.ask(
            SPPStatement.save, .uuid(id), .int(revision), .text(draft.day.description), .text(draft.purpose),
            .text(draft.payee), .json(try written(draft.lines.map(SPPLineBody.init))), as: session.key,
            SPPStep.init(rows:))
    }
}
