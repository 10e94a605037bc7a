public import Commons
public import Postgres

/// The code lists of a regency's year: what a budget line may name. Before a year is first used they are the
/// national ones.
public struct ReadCodeLists: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// An activity, sub bidang or bidang.
    public struct Activity: Hashable, Sendable {
        /// `2`, `2.3` or `2.3.10`.
        public let code: String
        /// 1 bidang, 2 sub bidang, 3 kegiatan.
        public let level: Int
        /// As in the list.
        public let name: String
        /// 1 non-physical, 2 physical (needs a map point and photos), 3 other; `nil` above kegiatan.
        public let kind: Int?
    }

    /// An account (kode rekening).
    public struct Account: Hashable, Sendable {
        /// `5.3.5.01`.
        public let code: String
        /// 1 akun … 4 objek; only an objek can be budgeted.
        public let level: Int
        /// As in the list.
        public let name: String
    }

    /// A fund source (sumber dana).
    public struct Fund: Hashable, Sendable {
        /// `DDS`.
        public let code: String
        /// As in the list.
        public let name: String
        /// Where its income is booked, `4.2.1`.
        public let revenueAccount: String
    }

    /// Bidang, sub bidang and kegiatan, by code.
    /// - Throws: `.database`, `.notSignedIn`.
    public func activities(
        of village: VillageCode, year: Int, by session: Session
    ) async throws(LedgerError) -> [Activity] {
        try await database.ask(
            BudgetStatement.activities, .int64(village.number), .int(year), as: session.key
        ) { rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                Activity(
                    code: try row.text("code"), level: try row.int("level"), name: try row.text("name"),
                    kind: try row.intOrNil("kind"))
            }
        }
    }

    /// The chart of accounts, by code.
    /// - Throws: `.database`, `.notSignedIn`.
    public func accounts(
        of village: VillageCode, year: Int, by session: Session
    ) async throws(LedgerError) -> [Account] {
        try await database.ask(
            BudgetStatement.accounts, .int64(village.number), .int(year), as: session.key
        ) { rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                Account(code: try row.text("code"), level: try row.int("level"), name: try row.text("name"))
            }
        }
    }

    /// The fund sources in the order of forms.
    /// - Throws: `.database`, `.notSignedIn`.
    public func funds(of village: VillageCode, year: Int, by session: Session) async throws(LedgerError)
        -> [Fund]
    {
        try await database.ask(BudgetStatement.funds, .int64(village.number), .int(year), as: session.key) {
            rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                Fund(
                    code: try row.text("code"), name: try row.text("name"),
                    revenueAccount: try row.text("revenue_account"))
            }
        }
    }
}
