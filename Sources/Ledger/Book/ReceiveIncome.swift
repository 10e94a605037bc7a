public import Commons
public import Foundation
public import Postgres

/// Money that came in: what it is, from which fund source, from whom.
public struct IncomeDraft: Hashable, Sendable {
    /// Book date.
    public let day: Day
    /// Objek of income (4.…) or financing in (6.1.…).
    public let account: String
    /// Sumber dana.
    public let fund: String
    /// Positive.
    public let amount: Rupiah
    /// Who paid it in, at most 200 characters; may be empty.
    public let payer: String
    /// Uraian, 1…500 characters.
    public let description: String

    /// Where it came in.
    public let place: CashPlace

    /// Codes are checked against the year's lists when it is booked.
    public init(
        day: Day, account: String, fund: String, amount: Rupiah, payer: String, description: String,
        place: CashPlace = .bank
    ) {
        self.day = day
        self.account = account
        self.fund = fund
        self.amount = amount
        self.payer = payer
        self.description = description
        self.place = place
    }
}

/// The treasurer books income (Tanda Bukti Penerimaan): the fund source's cash goes up, the journal gets its
/// entry.
public struct ReceiveIncome: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// What booking gave.
    public struct Booked: Hashable, Sendable {
        /// The receipt.
        public let id: UUID
        /// Its gapless number in the village's year.
        public let number: Int
        /// Journal number.
        public let entryNumber: Int64
    }

    /// - Parameter id: made by the caller; the same call under the same id answers as the first time.
    /// - Throws: `.unknownAccount`, `.unknownFund`, `.amountOutOfRange`, `.descriptionMissing`,
    ///   `.noVillageBudget`,
    ///   `.yearNotOpen`, `.yearClosed`, `.dateOutsideYear`, `.dateInFuture`, `.notYourPost`, `.idReused`.
    public func callAsFunction(
        _ id: UUID, _ income: IncomeDraft, village: VillageCode, year: Int, by session: Session
    ) async throws(LedgerError) -> Booked {
        try await database.ask(
            BookStatement.receive, .uuid(id), .int64(village.number), .int(year),
            .text(income.day.description),
            .text(income.account), .text(income.fund), .int64(income.amount.sen), .text(income.payer),
            .text(income.description), .text(income.place.rawValue), as: session.key
        ) { rows throws(PostgresError) in
            let row = try rows.one()
            return Booked(
                id: try row.uuid("id"), number: try row.int("number"),
                entryNumber: try row.int64("entry_number"))
        }
    }
}
