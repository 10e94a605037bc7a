public import Commons
public import Foundation
public import Postgres

/// Puts a wrongly booked receipt right: a new receipt whose entry names the old one, and the old one's
/// reversal, in one step.
public struct CorrectReceipt: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameters:
    ///   - id: of the new receipt, made by the caller; the same call answers as the first time.
    ///   - entry: the old receipt's journal entry.
    ///   - income: what is right; its day is the day of the correction.
    /// - Throws: what `ReceiveIncome` and `ReverseEntry` throw; `.wrongState` for what is no receipt.
    public func callAsFunction(
        _ id: UUID, _ entry: UUID, with income: IncomeDraft, reason: String, by session: Session
    ) async throws(LedgerError) -> BookedDocument {
        try await database.ask(
            BookStatement.correctReceipt, .uuid(id), .uuid(entry), .text(income.day.description),
            .text(reason), .text(income.account), .text(income.fund), .int64(income.amount.sen),
            .text(income.payer), .text(income.description), .text(income.place.rawValue), as: session.key,
            BookedDocument.init(rows:))
    }
}
