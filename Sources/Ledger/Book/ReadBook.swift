public import Commons
public import Foundation
public import Postgres

/// Which book of the village.
public enum BookName: String, Hashable, Sendable, CaseIterable {
    /// Buku Kas Umum: all cash movements.
    case general
    /// Buku Bank: the village account.
    case bank
    /// Buku Kas Tunai: the treasurer's hand.
    case cash
    /// Buku Pembantu Pajak: withheld and deposited.
    case tax
    /// Buku Pembantu Panjar: given and accounted for.
    case advance
    /// Register of income receipts.
    case receipts
}

/// Which lines of a book: a period and a fund source; `nil` is unbounded.
public struct BookPeriod: Hashable, Sendable {
    /// First day.
    public var from: Day?
    /// Last day.
    public var until: Day?
    /// Sumber dana.
    public var fund: String?

    /// The whole year of all fund sources, unless said otherwise.
    public init(from: Day? = nil, until: Day? = nil, fund: String? = nil) {
        self.from = from
        self.until = until
        self.fund = fund
    }
}

/// Any of the village's books with running balance, for a period, in pages.
public struct ReadBook: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// One line. What `incoming` and `outgoing` mean depends on the book: received and spent; withheld and
    /// deposited; given and accounted for.
    public struct Line: Hashable, Sendable {
        /// Counts the year's lines of the book from 1.
        public let ordinal: Int64
        /// The journal entry.
        public let entry: UUID
        /// Journal number.
        public let number: Int64
        /// Book date, `2026-02-01`.
        public let day: String
        /// Kind of the journal entry.
        public let kind: String
        /// Uraian.
        public let description: String
        /// The document behind it.
        public let document: UUID
        /// No. Bukti, `0007/SPP`; `nil` where imported without one.
        public let proof: String?
        /// Payee, payer, or the NTPN of a deposit. Personal: not for public pages.
        public let party: String
        /// The payment request it belongs to.
        public let spp: UUID?
        /// Kode rekening.
        public let account: String
        /// Kegiatan, `0.0.00` where none.
        public let activity: String
        /// Sumber dana.
        public let fund: String
        /// First column.
        public let incoming: Rupiah
        /// Second column.
        public let outgoing: Rupiah
        /// First column from the year's beginning.
        public let incomingSoFar: Rupiah
        /// Second column from the year's beginning.
        public let outgoingSoFar: Rupiah
        /// Saldo.
        public let balance: Rupiah
    }

    /// A book's sums of a period.
    public struct Totals: Hashable, Sendable {
        /// Saldo before the first day.
        public let opening: Rupiah
        /// First column in the period.
        public let incoming: Rupiah
        /// Second column in the period.
        public let outgoing: Rupiah
        /// Saldo at the end of the last day.
        public let closing: Rupiah
    }

    /// - Parameter after: `Page.next` of the page before.
    /// - Throws: `.malformedDay` for a cursor that no page gave, `.database`, `.notSignedIn`.
    public func callAsFunction(
        _ book: BookName, of village: VillageCode, year: Int, _ period: BookPeriod = BookPeriod(),
        limit: PageLimit = PageLimit(), after: String? = nil, by session: Session
    ) async throws(LedgerError) -> Page<Line> {
        var start = 0
        if let after {
            guard let number = Int(after), number >= 0 else { throw .malformedDay(String(after.prefix(40))) }
            start = number
        }
        let found = try await database.ask(
            BookStatement.book, .text(book.rawValue), .int64(village.number), .int(year),
            .optional(period.from?.description), .optional(period.until?.description),
            .optional(period.fund), .int(start), .int(limit.rows + 1), as: session.key
        ) { rows throws(PostgresError) in try rows.values(Line.init(row:)) }
        let shown = Array(found.prefix(limit.rows))
        return Page(rows: shown, next: found.count > limit.rows ? shown.last.map { String($0.ordinal) } : nil)
    }

    /// Opening balance, sums and closing balance of a period.
    /// - Throws: `.database`, `.notSignedIn`.
    public func totals(
        _ book: BookName, of village: VillageCode, year: Int, _ period: BookPeriod = BookPeriod(),
        by session: Session
    ) async throws(LedgerError) -> Totals {
        try await database.ask(
            BookStatement.bookTotals, .text(book.rawValue), .int64(village.number), .int(year),
            .optional(period.from?.description), .optional(period.until?.description),
            .optional(period.fund), as: session.key
        ) { rows throws(PostgresError) in
            let row = try rows.one()
            return Totals(
                opening: try row.money("opening_sen"), incoming: try row.money("in_sen"),
                outgoing: try row.money("out_sen"), closing: try row.money("closing_sen"))
        }
    }
}

extension ReadBook.Line {
    init(row: Row) throws(PostgresError) {
        self.init(
            ordinal: try row.int64("ordinal"), entry: try row.uuid("entry_id"),
            number: try row.int64("number"), day: try row.date("book_date"), kind: try row.text("kind"),
            description: try row.text("description"), document: try row.uuid("document_id"),
            proof: try row.textOrNil("proof"), party: try row.text("party"), spp: try row.uuidOrNil("spp_id"),
            account: try row.text("account"), activity: try row.text("activity"), fund: try row.text("fund"),
            incoming: try row.money("in_sen"), outgoing: try row.money("out_sen"),
            incomingSoFar: try row.money("total_in_sen"), outgoingSoFar: try row.money("total_out_sen"),
            balance: try row.money("balance_sen"))
    }
}
