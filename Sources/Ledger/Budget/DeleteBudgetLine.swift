public import Commons
public import Foundation
public import Postgres

/// Takes one line out of a version that is still open.
public struct DeleteBudgetLine: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Throws: `.staleRevision`, `.wrongState`, `.notFound`, `.notYourPost`.
    public func callAsFunction(
        _ line: LineKey, from version: UUID, revision: Int, by session: Session
    ) async throws(LedgerError) -> VersionStep {
        try await database.ask(
            BudgetStatement.deleteLine, .uuid(version), .int(revision), .text(line.activity),
            .text(line.account),
            .text(line.fund), .text(line.subDetail), as: session.key, VersionStep.init(rows:))
    }
}
