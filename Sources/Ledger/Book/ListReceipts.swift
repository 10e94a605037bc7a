public import Commons
public import Foundation
public import Postgres

/// The income receipts (TBP) of a village's year, newest first, in pages.
public struct ListReceipts: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// One receipt.
    public struct Receipt: Hashable, Sendable, Identifiable {
        /// The receipt.
        public let id: UUID
        /// Gapless in the village's year.
        public let number: Int
        /// Book date, `2026-02-01`.
        public let day: String
        /// Objek.
        public let account: String
        /// Name of the account.
        public let accountName: String
        /// Sumber dana.
        public let fund: String
        /// What came in.
        public let amount: Rupiah
        /// Who paid it in. Personal: not for public pages.
        public let payer: String
        /// Uraian.
        public let description: String
        /// Where it came in.
        public let place: CashPlace
        /// Its journal entry.
        public let entry: UUID?
        /// Journal number.
        public let entryNumber: Int64?
        /// Whether a later entry took it back.
        public let isReversed: Bool
    }

    /// - Parameters:
    ///   - fund: only this fund source; `nil` for all.
    ///   - after: `Page.next` of the page before.
    /// - Throws: `.malformedDay` for a cursor that no page gave, `.database`, `.notSignedIn`.
    public func callAsFunction(
        of village: VillageCode, year: Int, fund: String? = nil, limit: PageLimit = PageLimit(),
        after: String? = nil, by session: Session
    ) async throws(LedgerError) -> Page<Receipt> {
        let cursor = try after.map { (text) throws(LedgerError) in try DayCursor(parsing: text) }
        let found = try await database.ask(
            BookStatement.receipts, .int64(village.number), .int(year), .optional(fund),
            .optional(cursor?.day.description), .optional(cursor?.id), .int(limit.rows + 1), as: session.key
        ) { rows throws(PostgresError) in try rows.values(Receipt.init(row:)) }
        let shown = Array(found.prefix(limit.rows))
        let next =
            found.count > limit.rows ? shown.last.map { DayCursor.text($0.day, $0.id) } : nil
        return Page(rows: shown, next: next)
    }
}

extension ListReceipts.Receipt {
    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.uuid("id"), number: try row.int("number"), day: try row.date("book_date"),
            account: try row.text("account"), accountName: try row.text("account_name"),
            fund: try row.text("fund"),
            amount: try row.money("amount_sen"), payer: try row.text("payer"),
            description: try row.text("description"),
            place: CashPlace(rawValue: try row.text("place")) ?? .bank, entry: try row.uuidOrNil("entry_id"),
            entryNumber: try row.int64OrNil("entry_number"), isReversed: try row.bool("is_reversed"))
    }
}
