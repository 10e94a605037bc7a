public import Commons
import Foundation
public import Postgres

/// The county's dated parameters of village money: limit of cash in hand, working days for an advance, day of
/// the month for tax deposits.
public struct MoneyParameters: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// What may be set.
    public enum Key: String, Hashable, Sendable, CaseIterable {
        /// Sen; without one there is no limit.
        case handLimit = "cash.hand-limit-sen"
        /// Working days in which an advance is settled or brought back; 10 unless set.
        case advanceDays = "advance.working-days"
        /// Day of the next month by which taxes are deposited; 15 unless set.
        case depositDay = "tax.deposit-day"
        /// 1: a budget whose income of a fund source is above its ceiling can't be posted; 0, as unless set:
        /// the page warns.
        case refusesOverCeiling = "budget.refuse-over-ceiling"
    }

    /// A parameter as it counts from a day on.
    public struct Setting: Hashable, Sendable {
        /// Which.
        public let key: Key
        /// First day, `2026-01-01`.
        public let from: String
        /// Sen, days, or a day of the month.
        public let value: Int64
        /// The regulation.
        public let basis: String
    }

    /// - Throws: `.treasury(.parameterMalformed)`, `.notYourPost`.
    public func set(
        _ key: Key, _ value: Int64, from day: Day, basis: String, by session: Session
    ) async throws(LedgerError) {
        _ = try await database.ask(
            DisbursementStatement.setParameter, .int(session.regency), .text(key.rawValue),
            .text(day.description), .int64(value), .text(basis), as: session.key
        ) { rows throws(PostgresError) in rows.count }
    }

    /// All settings, newest first of each key.
    /// - Throws: `.database`, `.notSignedIn`.
    public func list(by session: Session) async throws(LedgerError) -> [Setting] {
        try await database.ask(DisbursementStatement.parameters, .int(session.regency), as: session.key) {
            rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                Setting(
                    key: try row.read("key", Key.init(rawValue:)), from: try row.date("valid_from"),
                    value: try row.int64("value"), basis: try row.text("basis"))
            }
        }
    }
}
