public import Commons
public import Foundation
public import Postgres

/// Who was paid, across the villages of the reader's scope. Personal data: for auditors and inspectors.
public struct ListPayees: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// One name, whatever the case it was written in.
    public struct Payee: Hashable, Sendable {
        /// Lower case, trimmed: names the payee in addresses.
        public let key: String
        /// As first written.
        public let name: String
        /// How many payments.
        public let payments: Int64
        /// From how many villages.
        public let villages: Int64
        /// All together.
        public let amount: Rupiah
        /// Day of the first and last request.
        public let firstDay, lastDay: String
    }

    /// One payment to a payee.
    public struct Payment: Hashable, Sendable {
        /// The request.
        public let id: UUID
        /// Who paid.
        public let village: VillageCode
        /// Its name.
        public let villageName: String
        /// Budget year.
        public let year: Int
        /// SPP number.
        public let number: Int?
        /// Day of the request.
        public let day: String
        /// Uraian.
        public let purpose: String
        /// As written there.
        public let payee: String
        /// What was paid.
        public let amount: Rupiah
    }

    /// Which payments count.
    public struct Filter: Hashable, Sendable {
        /// A part of the name; `nil` for all.
        public var search: String?
        /// Village codes.
        public var villages: ClosedRange<Int64>
        /// Budget years.
        public var years: ClosedRange<Int>

        public init(search: String?, villages: ClosedRange<Int64>, years: ClosedRange<Int>) {
            self.search = search
            self.villages = villages
            self.years = years
        }
    }

    /// By name. `next` of a page is the last key.
    /// - Throws: `.database`, `.notSignedIn`.
    public func callAsFunction(
        _ filter: Filter, limit: PageLimit = PageLimit(100), after: String? = nil, by session: Session
    ) async throws(LedgerError) -> Page<Payee> {
        let found = try await database.ask(
            AuditStatement.payees, .int64(filter.villages.lowerBound), .int64(filter.villages.upperBound),
            .int(filter.years.lowerBound), .int(filter.years.upperBound),
            .optional(filter.search.flatMap(likePattern)), .text(after ?? ""), .int(limit.rows + 1),
            as: session.key
        ) { rows throws(PostgresError) in try rows.values(Payee.init(row:)) }
        let shown = Array(found.prefix(limit.rows))
        return Page(rows: shown, next: found.count > limit.rows ? shown.last?.key : nil)
    }

    /// Newest first.
    /// - Parameter key: `Payee.key`.
    /// - Throws: `.malformedDay` for a cursor that no page gave, `.database`, `.notSignedIn`.
    public func payments(
        to key: String, limit: PageLimit = PageLimit(100), after: String? = nil, by session: Session
    ) async throws(LedgerError) -> Page<Payment> {
        let cursor = try after.map { (text) throws(LedgerError) in try DayCursor(parsing: text) }
        let found = try await database.ask(
            AuditStatement.paymentsOfPayee, .text(key), .optional(cursor?.day.description),
            .optional(cursor?.id), .int(limit.rows + 1), as: session.key
        ) { rows throws(PostgresError) in try rows.values(Payment.init(row:)) }
        let shown = Array(found.prefix(limit.rows))
        let next = found.count > limit.rows ? shown.last.map { DayCursor.text($0.day, $0.id) } : nil
        return Page(rows: shown, next: next)
    }
}

extension ListPayees.Payee {
    init(row: Row) throws(PostgresError) {
        self.init(
            key: try row.text("key"), name: try row.text("payee"), payments: try row.int64("payments"),
            villages: try row.int64("villages"), amount: try row.money("amount_sen"),
            firstDay: try row.date("first_day"), lastDay: try row.date("last_day"))
    }
}

extension ListPayees.Payment {
    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.uuid("id"), village: try row.village("village"),
            villageName: try row.text("village_name"), year: try row.int("year"),
            number: try row.intOrNil("number"), day: try row.date("book_date"),
            purpose: try row.text("purpose"), payee: try row.text("payee"),
            amount: try row.money("amount_sen"))
    }
}
