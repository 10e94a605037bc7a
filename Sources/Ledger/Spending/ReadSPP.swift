public import Commons
public import Foundation
public import Postgres

/// One payment request with its lines, what remains of each, and its history.
public struct ReadSPP: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// A request as its page shows it.
    public struct Detail: Sendable {
        /// The request.
        public let summary: SPPSummary
        /// Who receives the money. Personal: not for public pages.
        public let payee: String
        /// Where it was paid from; `nil` until then, and where imported.
        public let paidFrom: CashPlace?
        /// Of a paid advance: the working day by which it must be settled, `2026-03-14`.
        public let settleBy: String?
        /// By key.
        public let lines: [Line]
        /// Oldest first.
        public let history: [Step]
        /// Journal entries it made, oldest first.
        public let entries: [Entry]
        /// What it proposes to withhold and what was withheld, by code.
        public let taxes: SPPTaxes

        /// What it takes of each fund source: the most that a base of its taxes can be.
        public var gross: [String: Rupiah] {
            BudgetControl.gross(lines.map { SPPLine(key: $0.key, amount: $0.amount ?? .zero) })
        }
    }

    /// One line with how its budget line stands.
    public struct Line: Hashable, Sendable {
        /// The budget line.
        public let key: LineKey
        /// Name of the account.
        public let accountName: String
        /// Name of the activity.
        public let activityName: String
        /// What the request takes; `nil` where a form only offers the line.
        public let amount: Rupiah?
        /// How the line stands, this request included.
        public let standing: LineStanding
        /// Cash of its fund source, in the account and in hand.
        public let cash: Rupiah
        /// Of a paid request's line: accounted for, brought back unspent, given back by the payee.
        public let settled, givenBack, refunded: Rupiah

        /// Of an advance: neither accounted for nor brought back.
        public var open: Rupiah { Rupiah(sen: (amount?.sen ?? 0) - settled.sen - givenBack.sen) }
    }

    /// One step of its history.
    public struct Step: Hashable, Sendable {
        /// `create`, `save`, `submit`, `verify`, `return`, `approve`, `reject`, `pay`, `reverse`.
        public let verb: String
        /// Post in which the person acted.
        public let role: String
        /// Day of the step, `2026-03-01`.
        public let day: String
        /// Server time.
        public let recordedAt: Date
        /// Who; `nil` where imported.
        public let person: String?
        /// Reason; may be empty.
        public let note: String
    }

    /// A journal entry the request made.
    public struct Entry: Hashable, Sendable {
        /// The entry.
        public let id: UUID
        /// Journal number.
        public let number: Int64
        /// Book date.
        public let day: String
        /// `payment`, `settlement`, `advance-return`, `refund` or `reversal`.
        public let kind: String
        /// Whether a later entry took it back.
        public let isReversed: Bool
    }

    /// - Throws: `.notFound` also for a request outside the reader's scope.
    public func callAsFunction(_ id: UUID, by session: Session) async throws(LedgerError) -> Detail {
        let found = try await database.ask(SPPStatement.one, .uuid(id), as: session.key) {
            rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                (
                    try SPPSummary(row: row), try row.text("payee"), try row.textOrNil("paid_from"),
                    try row.textOrNil("settle_by")
                )
            }
        }
        guard let (summary, payee, paidFrom, settleBy) = found.first else { throw .notFound(kind: "spp") }
        let lines = try await database.ask(SPPStatement.lines, .uuids([id]), as: session.key) {
            rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                try Line(row: row, amount: try row.money("amount_sen"))
            }
        }
        let history = try await database.ask(SPPStatement.steps, .uuid(id), as: session.key) {
            rows throws(PostgresError) in try rows.values(Step.init(row:))
        }
        let entries = try await database.ask(SPPStatement.entries, .uuid(id), as: session.key) {
            rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                Entry(
                    id: try row.uuid("id"), number: try row.int64("number"), day: try row.date("book_date"),
                    kind: try row.text("kind"), isReversed: try row.bool("is_reversed"))
            }
        }
        let taxes = try await taxes(of: [id], by: session)
        return Detail(
            summary: summary, payee: payee, paidFrom: paidFrom.flatMap(CashPlace.init(rawValue:)),
            settleBy: settleBy, lines: lines, history: history, entries: entries,
            taxes: taxes[id] ?? SPPTaxes())
    }

    /// The taxes of several requests; one without any is missing.
    func taxes(of requests: [UUID], by session: Session) async throws(LedgerError) -> [UUID: SPPTaxes] {
        let found = try await database.ask(SPPStatement.proposed, .uuids(requests), as: session.key) {
            rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                (try row.uuid("spp_id"), try row.bool("is_withheld"), try SPPTaxes.Tax(row: row))
            }
        }
        return found.reduce(into: [:]) { taxes, one in
            let (request, isWithheld, tax) = one
            if isWithheld {
                taxes[request, default: SPPTaxes()].withheld.append(tax)
            } else {
                taxes[request, default: SPPTaxes()].proposed.append(tax)
            }
        }
    }

    /// The posted lines a new request can name, with what remains of each.
    /// - Throws: `.database`, `.notSignedIn`.
    public func available(
        in village: VillageCode, year: Int, by session: Session
    ) async throws(LedgerError) -> [Line] {
        try await database.ask(SPPStatement.available, .int64(village.number), .int(year), as: session.key) {
            rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in try Line(row: row, amount: nil) }
        }
    }
}

extension ReadSPP.Line {
    init(row: Row, amount: Rupiah?) throws(PostgresError) {
        self.init(
            key: try LineKey(row: row), accountName: try row.text("account_name"),
            activityName: try row.text("activity_name"), amount: amount, standing: try LineStanding(row: row),
            cash: try row.money("cash_sen"), settled: try row.money("settled_sen"),
            givenBack: try row.money("given_back_sen"), refunded: try row.money("refunded_sen"))
    }
}

extension ReadSPP.Step {
    init(row: Row) throws(PostgresError) {
        self.init(
            verb: try row.text("verb"), role: try row.text("role"), day: try row.date("day"),
            recordedAt: try row.moment("recorded_at"), person: try row.textOrNil("name"),
            note: try row.text("note"))
    }
}
