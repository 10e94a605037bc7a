public import Commons
public import Foundation
public import Postgres

/// A manager (PKA) asks for money of posted budget lines; the sum of requests not rejected can't exceed a
/// line.
public struct CreateSPP: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameter id: made by the caller; the same call under the same id answers as the first time.
    /// - Throws: `.overBudget` naming the line and what remains, `.lineNotBudgeted`, `.noPostedBudget`,
    ///   `.noVillageBudget`, `.duplicateLine`, `.noLines`, `.amountOutOfRange`, `.descriptionMissing`,
    ///   `.sppKind`,
    ///   `.yearNotOpen`, `.dateOutsideYear`, `.dateInFuture`, `.notYourPost`, `.postVacant`, `.idReused`.
    public func callAsFunction(
        _ id: UUID, _ draft: SPPDraft, village: VillageCode, year: Int, by session: Session
    ) async throws(LedgerError) -> SPPStep {
        try await database.ask(
            SPPStatement.create, .uuid(id), .int64(village.number), .int(year), .text(draft.kind.rawValue),
            .text(draft.day.description), .text(draft.purpose), .text(draft.payee),
            .json(try written(draft.lines.map(SPPLineBody.init))), as: session.key, SPPStep.init(rows:))
    }
}
