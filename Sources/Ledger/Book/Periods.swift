public import Commons
public import Foundation
public import Postgres

/// Months of a village's book: closed by treasurer or head (tutup buku), reopened by the head with a reason.
/// Nothing is booked in a closed month. Both are leaves of the signed log.
public struct Periods: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// What is done to a month.
    public enum Verb: String, Hashable, Sendable, CaseIterable { case close, reopen }

    /// One closing or reopening.
    public struct Step: Hashable, Sendable {
        /// 1 to 12.
        public let month: Int
        /// Counts the month's steps from 1: odd ones close, even ones reopen.
        public let ordinal: Int
        public let verb: Verb
        /// Who did it.
        public let personName: String
        /// Why, for a reopening.
        public let reason: String
        /// The newest journal number of the year at that moment.
        public let lastNumber: Int64
        /// When the server took it.
        public let recordedAt: Date
    }

    /// Closes or reopens a month; the same id again gives the first answer.
    /// - Parameter reason: needed to reopen.
    /// - Throws: `.wrongState` where it is so already, `.dateInFuture` for a month that is not over,
    ///   `.reasonMissing`,
    ///   `.notYourPost`, `.secondFactorNeeded`, `.yearNotOpen`, `.yearClosed`, `.idReused`.
    /// - Returns: the step's ordinal.
    @discardableResult
    public func callAsFunction(
        _ verb: Verb, _ month: Int, of village: VillageCode, year: Int, reason: String = "", id: UUID,
        by session: Session
    ) async throws(LedgerError) -> Int {
        try await database.ask(
            PeriodStatement.move, .uuid(id), .int64(village.number), .int(year), .int(month),
            .text(verb.rawValue), .text(reason), as: session.key
        ) { rows throws(PostgresError) in try rows.one().int("ordinal") }
    }

    /// The year's steps, newest first of each month.
    /// - Throws: `.database`, `.notSignedIn`.
    public func list(
        of village: VillageCode, year: Int, by session: Session
    ) async throws(LedgerError) -> [Step] {
        try await database.ask(
            PeriodStatement.steps, .int64(village.number), .int(year), as: session.key
        ) { rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                Step(
                    month: try row.int("month"), ordinal: try row.int("ordinal"),
                    verb: try row.read("verb", Verb.init(rawValue:)), personName: try row.text("person_name"),
                    reason: try row.text("reason"), lastNumber: try row.int64("last_number"),
                    recordedAt: try row.moment("recorded_at"))
            }
        }
    }
}

/// Every statement of closing months. `SchemaTests` prepares each one.
public enum PeriodStatement: String, SQLStatement {
    case move = "SELECT id, ordinal, last_number FROM ledger.move_period($1, $2, $3, $4, $5, $6)"
    case steps = """
        SELECT s.month, s.ordinal, s.verb, s.person_name, s.reason, s.last_number,
               s.recorded_at
          FROM ledger.period_step AS s
         WHERE s.regency = $1::bigint / 1000000 AND s.village = $1 AND s.year = $2
         ORDER BY s.month, s.ordinal DESC
        """
}
