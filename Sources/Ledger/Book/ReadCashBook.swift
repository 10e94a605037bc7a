public import Commons
public import Foundation
public import Postgres

/// The general cash book (Buku Kas Umum) of a village's year, with its running balance, in pages.
public struct ReadCashBook: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// One line of the book.
    public struct Line: Hashable, Sendable {
        /// Counts the year's lines from 1.
        public let ordinal: Int64
        /// The journal entry.
        public let entry: UUID
        /// Journal number.
        public let number: Int64
        /// Book date, `2026-02-01`.
        public let day: String
        /// `receipt`, `payment`, `reversal`, `imported`.
        public let kind: String
        /// Uraian.
        public let description: String
        /// The request or receipt behind it.
        public let document: UUID
        /// Number of that document, where it has one.
        public let documentNumber: Int?
        /// Kode rekening.
        public let account: String
        /// Kegiatan, `0.0.00` where none.
        public let activity: String
        /// Sumber dana.
        public let fund: String
        /// Penerimaan.
        public let received: Rupiah
        /// Pengeluaran.
        public let spent: Rupiah
        /// All spending of the year up to this line (jumlah pengeluaran kumulatif).
        public let spentSoFar: Rupiah
        /// Saldo.
        public let balance: Rupiah
    }

    /// Cash of one fund source.
    public struct Cash: Hashable, Sendable {
        /// Sumber dana.
        public let fund: String
        /// As in the year's list.
        public let name: String
        /// In the village account and in hand.
        public let cash: Rupiah
        /// The part of it that the treasurer holds in hand.
        public let inHand: Rupiah

        /// The part of it in the village account.
        public var inBank: Rupiah { Rupiah(sen: cash.sen - inHand.sen) }
    }

    /// - Parameters:
    ///   - fund: the book of one fund source; `nil` for all.
    ///   - after: `Page.next` of the page before.
    /// - Throws: `.malformedDay` for a cursor that no page gave, `.database`, `.notSignedIn`.
    public func callAsFunction(
        of village: VillageCode, year: Int, fund: String? = nil, limit: PageLimit = PageLimit(),
        after: String? = nil, by session: Session
    ) async throws(LedgerError) -> Page<Line> {
        var start = 0
        if let after {
            guard let number = Int(after), number >= 0 else { throw .malformedDay(String(after.prefix(40))) }
            start = number
        }
        let found = try await database.ask(
            BookStatement.cashBook, .int64(village.number), .int(year), .optional(fund), .int(start),
            .int(limit.rows + 1), as: session.key
        ) { rows throws(PostgresError) in try rows.values(Line.init(row:)) }
        let shown = Array(found.prefix(limit.rows))
        return Page(rows: shown, next: found.count > limit.rows ? shown.last.map { String($0.ordinal) } : nil)
    }

    /// What each fund source holds now.
    /// - Throws: `.database`, `.notSignedIn`.
    public func cash(of village: VillageCode, year: Int, by session: Session) async throws(LedgerError)
        -> [Cash]
    {
        try await database.ask(BookStatement.cash, .int64(village.number), .int(year), as: session.key) {
            rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                Cash(
                    fund: try row.text("fund"), name: try row.text("name"), cash: try row.money("cash_sen"),
                    inHand: try row.money("hand_sen"))
            }
        }
    }
}

extension ReadCashBook.Line {
    init(row: Row) throws(PostgresError) {
        self.init(
            ordinal: try row.int64("ordinal"), entry: try row.uuid("entry_id"),
            number: try row.int64("number"),
            day: try row.date("book_date"), kind: try row.text("kind"),
            description: try row.text("description"),
            document: try row.uuid("document_id"), documentNumber: try row.intOrNil("document_number"),
            account: try row.text("account"), activity: try row.text("activity"), fund: try row.text("fund"),
            received: try row.money("in_sen"), spent: try row.money("out_sen"),
            spentSoFar: try row.money("total_out_sen"), balance: try row.money("balance_sen"))
    }
}
