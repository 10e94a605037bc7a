public import Commons
public import Foundation
public import Postgres

/// Opens the next version of a village's budget (APBDes): the year's first is murni, a later one starts as a
/// copy of the newest
/// posted one.
public struct OpenBudgetVersion: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameter id: made by the caller; the same call under the same id answers as the first time.
    /// - Throws: `.noVillageBudget`, `.versionInWork`, `.versionKind`, `.yearClosed`, `.yearNotOpen`,
    ///   `.notYourPost`.
    public func callAsFunction(
        _ id: UUID, village: VillageCode, year: Int, kind: BudgetKind, by session: Session
    ) async throws(LedgerError) -> VersionStep {
        try await database.ask(
            BudgetStatement.open, .uuid(id), .int64(village.number), .int(year), .text(kind.rawValue),
            as: session.key, VersionStep.init(rows:))
    }
}
