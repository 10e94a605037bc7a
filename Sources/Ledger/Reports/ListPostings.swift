public import Commons
public import Foundation
public import Postgres

/// Which postings a figure of a report stands for: following it leads to them.
public struct PostingFilter: Hashable, Sendable {
    /// `5`, `5.3` or `5.3.5.01`: these accounts and all below them.
    public var accounts: [String]
    /// `2`, `2.3` or `2.3.10`: this activity or all of a bidang; `nil` for all.
    public var activity: String?
    /// One fund source; `nil` for all.
    public var fund: String?
    /// The last book date that counts; `nil` for the whole year.
    public var until: Day?

    public init(accounts: [String], activity: String? = nil, fund: String? = nil, until: Day? = nil) {
        self.accounts = accounts
        self.activity = activity
        self.fund = fund
        self.until = until
    }

    /// Spending and financing out grow with debits; all else with credits.
    public var isDebit: Bool { accounts.allSatisfy { $0.hasPrefix("5") || $0.hasPrefix("6.2") } }

    /// Whether a cell of the report is part of the figure.
    public func covers(_ cell: Realisation.Cell) -> Bool {
        func isBelow(_ code: String, _ head: String) -> Bool { code == head || code.hasPrefix(head + ".") }
        return accounts.contains { isBelow(cell.account, $0) }
            && activity.map { isBelow(cell.activity, $0) } ?? true && (fund ?? cell.fund) == cell.fund
    }
}

/// The postings behind a figure of a report, in journal order, in pages.
public struct ListPostings: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// One leg of a journal entry, with the document that caused it.
    public struct Posting: Hashable, Sendable {
        /// What lies behind an entry.
        public enum Document: Hashable, Sendable {
            /// A payment request and its number.
            case spp(UUID, Int?)
            /// An income receipt's entry and its number.
            case receipt(UUID, Int)
            case other
        }

        /// The journal entry.
        public let entry: UUID
        /// Journal number.
        public let number: Int64
        /// Book date.
        public let day: String
        /// `payment`, `receipt`, `reversal`…
        public let kind: String
        /// Uraian.
        public let description: String
        /// Objek.
        public let account: String
        /// Kegiatan.
        public let activity: String
        /// Sumber dana.
        public let fund: String
        /// In the direction of the filter: what it adds to the figure.
        public let amount: Rupiah
        /// What it was booked by.
        public let document: Document
        /// Names this row as `after`.
        let cursor: String
    }

    /// - Parameter after: `Page.next` of the page before.
    /// - Throws: `.malformedDay` for a cursor that no page gave, `.database`, `.notSignedIn`.
    public func callAsFunction(
        _ filter: PostingFilter, of village: VillageCode, year: Int, limit: PageLimit = PageLimit(200),
        after: String? = nil, by session: Session
    ) async throws(LedgerError) -> Page<Posting> {
        let start = (after ?? "0.0").split(separator: ".").compactMap { Int64($0) }
        guard start.count == 2 else { throw .malformedDay(String((after ?? "").prefix(40))) }
        let found = try await database.ask(
            ReportStatement.postings, .int64(village.number), .int(year), .texts(filter.accounts),
            .optional(filter.activity), .optional(filter.fund), .optional(filter.until?.description),
            .int64(start[0]), .int64(start[1]), .int(limit.rows + 1), as: session.key
        ) { rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in try Posting(row: row, isDebit: filter.isDebit) }
        }
        let shown = Array(found.prefix(limit.rows))
        return Page(rows: shown, next: found.count > limit.rows ? shown.last?.cursor : nil)
    }
}

extension ListPostings.Posting {
    init(row: Row, isDebit: Bool) throws(PostgresError) {
        let (id, entry) = (try row.uuid("document_id"), try row.uuid("entry_id"))
        let (sen, number) = (try row.int64("amount_sen"), try row.int64("number"))
        let document: Document
        if let receipt = try row.intOrNil("receipt_number") {
            document = .receipt(entry, receipt)
        } else if let spp = try row.intOrNil("spp_number") {
            document = .spp(id, spp)
        } else {
            document = .other
        }
        self.init(
            entry: entry, number: number, day: try row.date("book_date"), kind: try row.text("kind"),
            description: try row.text("description"), account: try row.text("account"),
            activity: try row.text("activity"), fund: try row.text("fund"),
            amount: Rupiah(sen: isDebit ? sen : -sen), document: document,
            cursor: "\(number).\(try row.int("ordinal"))")
    }
}
