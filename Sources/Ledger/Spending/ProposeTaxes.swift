public import Commons
public import Foundation
public import Postgres

/// Puts down which taxes will be withheld from a definitive request, so that secretary and head see gross,
/// taxes and net before they sign: the manager who asked until the request goes up, the treasurer until it is
/// verified.
public struct ProposeTaxes: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameter taxes: in place of the earlier ones; none takes them away.
    /// - Throws: `.treasury` for a tax that can't be withheld on the day of the request; `.staleRevision`,
    ///   `.wrongState`, `.notYourPost`, `.notFound`.
    public func callAsFunction(
        _ id: UUID, revision: Int, _ taxes: [TaxDraft], by session: Session
    ) async throws(LedgerError) -> SPPStep {
        try await database.ask(
            SPPStatement.taxes, .uuid(id), .int(revision), .json(try written(taxes.map(TaxBody.init))),
            as: session.key, SPPStep.init(rows:))
    }
}
