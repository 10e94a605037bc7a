public import Commons
public import Foundation
public import Postgres

/// A bank mutation (mutasi kas) that the treasurer books without a request.
public struct CashMove: Hashable, Sendable {
    /// What moves.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// From the village account to the treasurer's hand.
        case withdraw
        /// From the hand back to the account.
        case deposit
        /// The bank adds interest (4.3.6).
        case interest
        /// The bank takes its fee, or the tax on interest, from a posted line of 5.2.5.
        case fee
    }

    /// What moves.
    public let kind: Kind
    /// Book date.
    public let day: Day
    /// Sumber dana.
    public let fund: String
    /// Positive.
    public let amount: Rupiah
    /// Uraian, 1…500 characters.
    public let description: String
    /// The posted line a fee is spent of; `nil` otherwise.
    public let line: LineKey?

    /// Judged when it is booked.
    public init(
        kind: Kind, day: Day, fund: String, amount: Rupiah, description: String, line: LineKey? = nil
    ) {
        self.kind = kind
        self.day = day
        self.fund = fund
        self.amount = amount
        self.description = description
        self.line = line
    }
}

/// The treasurer books a bank mutation; each place of cash has its own limit.
public struct BookCashMove: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    private struct LineBody: Encodable {
        let activity, account, subDetail: String
    }

    /// - Parameter id: made by the caller; the same call under the same id answers as the first time.
    /// - Throws: `.cashShort` naming fund source and place, `.treasury(.handLimit)`, `.overBudget` and
    ///   `.lineNotBudgeted` for a fee, `.unknownFund`, `.amountOutOfRange`, `.descriptionMissing`,
    ///   `.dateOutsideYear`, `.dateInFuture`, `.notYourPost`, `.idReused`.
    public func callAsFunction(
        _ id: UUID, _ move: CashMove, village: VillageCode, year: Int, by session: Session
    ) async throws(LedgerError) -> BookedDocument {
        let line = move.line.map {
            LineBody(activity: $0.activity, account: $0.account, subDetail: $0.subDetail)
        }
        return try await database.ask(
            TreasuryStatement.bookMove, .uuid(id), .int64(village.number), .int(year),
            .text(move.kind.rawValue), .text(move.day.description), .text(move.fund), .int64(move.amount.sen),
            .text(move.description), .json(try line.map(written) ?? "{}"), as: session.key,
            BookedDocument.init(rows:))
    }
}

/// What booking a document gave.
public struct BookedDocument: Hashable, Sendable {
    /// The document.
    public let id: UUID
    /// Gapless in its series of the village's year.
    public let number: Int
    /// Journal number.
    public let entryNumber: Int64
}

extension BookedDocument {
    init(rows: Rows) throws(PostgresError) {
        let row = try rows.one()
        self.init(
            id: try row.uuid("id"), number: try row.int("number"), entryNumber: try row.int64("entry_number"))
    }
}

/// The bank mutations of a village's year, newest first, in pages.
public struct ListCashMoves: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// One mutation.
    public struct Line: Hashable, Sendable, Identifiable {
        /// The mutation.
        public let id: UUID
        /// Gapless in the village's year.
        public let number: Int
        /// What moved.
        public let kind: CashMove.Kind
        /// Book date, `2026-02-01`.
        public let day: String
        /// Sumber dana.
        public let fund: String
        /// How much.
        public let amount: Rupiah
        /// Uraian.
        public let description: String
        /// Its journal entry.
        public let entry: UUID
        /// Journal number.
        public let entryNumber: Int64
        /// Whether a later entry took it back.
        public let isReversed: Bool
    }

    /// - Parameter after: `Page.next` of the page before.
    /// - Throws: `.malformedDay` for a cursor that no page gave, `.database`, `.notSignedIn`.
    public func callAsFunction(
        of village: VillageCode, year: Int, limit: PageLimit = PageLimit(), after: String? = nil,
        by session: Session
    ) async throws(LedgerError) -> Page<Line> {
        let cursor = try after.map { (text) throws(LedgerError) in try DayCursor(parsing: text) }
        let found = try await database.ask(
            TreasuryStatement.moves, .int64(village.number), .int(year), .optional(cursor?.day.description),
            .optional(cursor?.id), .int(limit.rows + 1), as: session.key
        ) { rows throws(PostgresError) in try rows.values(Line.init(row:)) }
        let shown = Array(found.prefix(limit.rows))
        let next = found.count > limit.rows ? shown.last.map { DayCursor.text($0.day, $0.id) } : nil
        return Page(rows: shown, next: next)
    }
}

extension ListCashMoves.Line {
    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.uuid("id"), number: try row.int("number"),
            kind: try row.read("kind", CashMove.Kind.init(rawValue:)), day: try row.date("book_date"),
            fund: try row.text("fund"), amount: try row.money("amount_sen"),
            description: try row.text("description"), entry: try row.uuid("entry_id"),
            entryNumber: try row.int64("entry_number"), isReversed: try row.bool("is_reversed"))
    }
}
