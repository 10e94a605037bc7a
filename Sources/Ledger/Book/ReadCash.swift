public import Commons
public import Postgres

/// What each fund source holds: in the village account and in the treasurer's hand.
public struct ReadCash: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// Cash of one fund source.
    public struct Cash: Hashable, Sendable {
        /// Sumber dana.
        public let fund: String
        /// As in the year's list.
        public let name: String
        /// In the village account and in hand.
        public let cash: Rupiah
        /// The part of it that the treasurer holds in hand.
        public let inHand: Rupiah

        /// The part of it in the village account.
        public var inBank: Rupiah { Rupiah(sen: cash.sen - inHand.sen) }
    }

    /// What each fund source holds now.
    /// - Throws: `.database`, `.notSignedIn`.
    public func callAsFunction(
        of village: VillageCode, year: Int, by session: Session
    ) async throws(LedgerError) -> [Cash] {
        try await database.ask(BookStatement.cash, .int64(village.number), .int(year), as: session.key) {
            rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                Cash(
                    fund: try row.text("fund"), name: try row.text("name"), cash: try row.money("cash_sen"),
                    inHand: try row.money("hand_sen"))
            }
        }
    }
}
