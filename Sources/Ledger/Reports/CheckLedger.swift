public import Commons
public import Postgres

/// Proves the locks, numbers and sums of the books equal to what they stand for; every difference is listed.
public struct CheckLedger: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// Something that differs.
    public struct Difference: Hashable, Sendable {
        /// Where.
        public let village: VillageCode
        /// Budget year.
        public let year: Int
        /// `line-limit`, `line-requested`, `line-reserved`, `line-posted`, `cash`, `entry-unbalanced`,
        /// `entry-empty`,
        /// `entry-numbers`, `spp-numbers`, `receipt-numbers`, `spp-amount`, `spp-payments`.
        public let kind: String
        /// The line, fund source or document.
        public let object: String
        /// What it must be: sen, or a count for numbers and payments.
        public let expected: Int64
        /// What it is; `nil` where it is missing.
        public let found: Int64?
    }

    /// - Parameters:
    ///   - village: `nil` for all in the reader's scope.
    ///   - session: `nil` only for the server's operator at the command line, over a connection that sees all
    ///     villages.
    /// - Returns: empty when sound.
    /// - Throws: `.database`, `.notSignedIn`.
    public func callAsFunction(
        _ village: VillageCode? = nil, by session: SessionKey?
    ) async throws(LedgerError) -> [Difference] {
        try await database.ask(BookStatement.differences, .optional(village?.number), as: session) {
            rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                Difference(
                    village: try row.village("village"), year: try row.int("year"),
                    kind: try row.text("kind"),
                    object: try row.text("object"), expected: try row.int64("expected"),
                    found: try row.int64OrNil("found"))
            }
        }
    }
}
