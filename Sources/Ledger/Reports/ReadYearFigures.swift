public import Commons
public import Postgres

/// How a year stands in the villages that a person sees: what is budgeted, spent and held, and what is late.
public struct ReadYearFigures: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// The spending of one village or of many (belanja), from the control rows.
    public struct Spending: Hashable, Sendable {
        /// Budgeted in the newest posted version (anggaran belanja).
        public let limit: Rupiah
        /// Approved and not yet paid.
        public let reserved: Rupiah
        /// Paid (realisasi).
        public let posted: Rupiah
    }

    /// The sums over all villages in the session's scope.
    public struct Total: Hashable, Sendable {
        public let villages: Int
        /// Villages with a posted budget of the year.
        public let budgeted: Int
        public let spending: Spending
        /// In the village accounts and in hand.
        public let cash: Rupiah
        /// Tranches (tahap penyaluran) past their day and not received.
        public let lateTranches: Int
        /// Taxes withheld and not deposited.
        public let heldTaxes: Rupiah
        /// How many of them are past their day.
        public let lateTaxes: Int
        /// Advances (panjar) whose accounting is past its day.
        public let lateAdvances: Int
    }

    /// - Throws: `.database`, `.notSignedIn`.
    public func callAsFunction(of year: Int, by session: Session) async throws(LedgerError) -> Total {
        try await database.ask(FiguresStatement.total, .int(year), as: session.key) {
            rows throws(PostgresError) in
            let row = try rows.one()
            return Total(
                villages: try row.int("villages"), budgeted: try row.int("budgeted"),
                spending: try Spending(row), cash: try row.money("cash_sen"),
                lateTranches: try row.int("late_tranches"), heldTaxes: try row.money("held_taxes_sen"),
                lateTaxes: try row.int("late_taxes"), lateAdvances: try row.int("late_advances"))
        }
    }

    /// The spending of each of these villages; one without a posted budget is left out.
    /// - Throws: `.database`, `.notSignedIn`.
    public func callAsFunction(
        of villages: [VillageCode], year: Int, by session: Session
    ) async throws(LedgerError) -> [VillageCode: Spending] {
        let found = try await database.ask(
            FiguresStatement.villages, .int64s(villages.map(\.number)), .int(year), as: session.key
        ) { rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in (try row.village("village"), try Spending(row)) }
        }
        return Dictionary(uniqueKeysWithValues: found)
    }
}

extension ReadYearFigures.Spending {
    init(_ row: Row) throws(PostgresError) {
        limit = try row.money("limit_sen")
        reserved = try row.money("reserved_sen")
        posted = try row.money("posted_sen")
    }
}

/// Every statement of a year's figures. `SchemaTests` prepares each one.
public enum FiguresStatement: String, SQLStatement {
    case total = """
        SELECT (SELECT count(*) FROM place.village AS v WHERE balai.in_scope(v.village)) AS villages,
               (SELECT count(DISTINCT b.village) FROM ledger.budget_version AS b
                 WHERE b.regency = balai.regency() AND b.year = $1 AND b.state = 'posted') AS budgeted,
               l.limit_sen, l.reserved_sen, l.posted_sen,
               (SELECT coalesce(sum(c.cash_sen), 0)::bigint FROM ledger.cash_control AS c
                 WHERE c.regency = balai.regency() AND c.year = $1) AS cash_sen,
               (SELECT count(*) FROM ledger.disbursement AS d
                 WHERE d.regency = balai.regency() AND d.year = $1 AND d.state = 'planned'
                   AND d.due_on < balai.today(d.regency)) AS late_tranches,
               w.held_taxes_sen, w.late_taxes,
               (SELECT count(*) FROM ledger.spp AS s
                 WHERE s.regency = balai.regency() AND s.year = $1 AND s.kind = 'advance' AND s.state = 'paid'
                   AND s.origin = 'entered' AND s.settle_by < balai.today(s.regency)) AS late_advances
          FROM (SELECT coalesce(sum(n.limit_sen), 0)::bigint AS limit_sen,
                       coalesce(sum(n.reserved_sen), 0)::bigint AS reserved_sen,
                       coalesce(sum(n.posted_sen), 0)::bigint AS posted_sen
                  FROM ledger.line_control AS n
                 WHERE n.regency = balai.regency() AND n.year = $1 AND n.account LIKE '5.%') AS l,
               (SELECT coalesce(sum(h.amount_sen), 0)::bigint AS held_taxes_sen,
                       count(*) FILTER (WHERE h.due_on < balai.today(h.regency)) AS late_taxes
                  FROM ledger.withholding AS h
                 WHERE h.regency = balai.regency() AND h.year = $1 AND h.state = 'held') AS w
        """
    case villages = """
        SELECT n.village, sum(n.limit_sen)::bigint AS limit_sen, sum(n.reserved_sen)::bigint AS reserved_sen,
               sum(n.posted_sen)::bigint AS posted_sen
          FROM ledger.line_control AS n
         WHERE n.regency = balai.regency() AND n.village = ANY ($1::bigint[]) AND n.year = $2
           AND n.account LIKE '5.%'
         GROUP BY n.village
        """
}
