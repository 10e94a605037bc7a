public import Commons
public import Foundation
public import Postgres

/// The lines of one activity (or of the whole version) with their RAB and what is spent of them.
public struct ReadActivityBudget: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// One budget line as it stands.
    public struct Line: Hashable, Sendable {
        /// What names it.
        public let key: LineKey
        /// Name of the account (objek).
        public let accountName: String
        /// Name of the sub-detail, may be empty.
        public let name: String
        /// Sum of the RAB of this version.
        public let amount: Rupiah
        /// What the newest posted version allows.
        public let limit: Rupiah
        /// Asked for, not yet approved.
        public let requested: Rupiah
        /// Approved, not yet paid.
        public let reserved: Rupiah
        /// Paid.
        public let posted: Rupiah
        /// What came in on an income line this year.
        public let received: Rupiah
        /// Its cost estimate, in order.
        public let rab: [RAB]
        /// What may still be asked for.
        public var remaining: Rupiah { Rupiah(sen: limit.sen - requested.sen - reserved.sen - posted.sen) }
    }

    /// One line of a cost estimate as it is stored.
    public struct RAB: Hashable, Sendable {
        /// Counts from 1.
        public let ordinal: Int
        /// Description, volume, unit and price.
        public let item: RABItem
        /// Stored: rounded once; an import keeps its source's amount.
        public let amount: Rupiah
    }

    /// - Parameter activity: `0.0.00` for income and financing; `nil` for all lines.
    /// - Throws: `.notFound` for a version outside the reader's scope.
    public func callAsFunction(
        _ version: UUID, activity: String?, by session: Session
    ) async throws(LedgerError) -> [Line] {
        let rab = try await database.ask(
            BudgetStatement.rab, .uuid(version), .optional(activity), as: session.key
        ) { rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in (try LineKey(row: row), try RAB(row: row)) }
        }
        let byLine = Dictionary(grouping: rab, by: \.0).mapValues { $0.map(\.1) }
        return try await database.ask(
            BudgetStatement.lines, .uuid(version), .optional(activity), as: session.key
        ) { rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                let key = try LineKey(row: row)
                return try Line(row: row, key: key, rab: byLine[key] ?? [])
            }
        }
    }
}

extension ReadActivityBudget.Line {
    init(row: Row, key: LineKey, rab: [ReadActivityBudget.RAB]) throws(PostgresError) {
        self.init(
            key: key, accountName: try row.text("account_name"), name: try row.text("name"),
            amount: Rupiah(sen: rab.reduce(0) { $0 + $1.amount.sen }), limit: try row.money("limit_sen"),
            requested: try row.money("requested_sen"), reserved: try row.money("reserved_sen"),
            posted: try row.money("posted_sen"), received: try row.money("received_sen"), rab: rab)
    }
}

extension ReadActivityBudget.RAB {
    init(row: Row) throws(PostgresError) {
        let volume: Volume
        do throws(LedgerError) {
            volume = try Volume(decimal: try row.decimal("volume"))
        } catch {
            throw .decoding(column: "volume")
        }
        self.init(
            ordinal: try row.int("ordinal"),
            item: RABItem(
                description: try row.text("description"), volume: volume, unit: try row.text("unit"),
                unitPrice: try row.money("unit_price_sen")),
            amount: try row.money("amount_sen"))
    }
}

extension Row {
    /// `text` for a place where only ledger errors may leave.
    fileprivate func decimal(_ column: String) throws(LedgerError) -> String {
        do throws(PostgresError) { return try text(column) } catch { throw .database(error) }
    }
}
