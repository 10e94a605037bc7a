public import Commons
public import Foundation
public import Postgres

/// Codes on printed reports: made when a report is printed, looked up by whoever holds the paper.
public struct ReportStamps: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// Something printed on the report that a reader can compare: `Jumlah belanja`, `Rp 1.250.000,00`.
    public struct Fact: Hashable, Sendable {
        /// As printed.
        public let label: String
        /// As printed.
        public let value: String

        /// Both as they stand on the paper.
        public init(label: String, value: String) {
            self.label = label
            self.value = value
        }
    }

    /// What stands behind a token.
    public struct Stamp: Hashable, Sendable {
        /// The village that the report is about.
        public let village: VillageCode
        /// Its name.
        public let villageName: String
        /// Whether it is invented example data.
        public let isDemo: Bool
        /// Budget year.
        public let year: Int
        /// Which report, such as `lra`.
        public let kind: String
        /// What to compare with the paper, in the paper's order.
        public let facts: [Fact]
        /// SHA-256 of what was printed.
        public let contentHash: ContentHash
        /// When it was printed first.
        public let madeAt: Date
        /// Journal entries written in that village and year since.
        public let entriesSince: Int64
    }

    /// The code of a report: 26 characters for its QR (`/matches/TOKEN`). The same report printed again has
    /// the same code.
    /// - Parameters:
    ///   - kind: `lra`, `bku`, `spp`…: small letters, digits and hyphens, at most 40.
    ///   - parameters: which report it was (fund source, month, document): for machines, never shown.
    ///   - facts: what a holder of the paper is shown to compare; only what stands on the paper.
    ///   - contentHash: SHA-256 over the content, the same whenever the same is printed.
    /// - Throws: `.notFound` outside the session's scope, `.notSignedIn`, `.database`.
    public func make(
        kind: String, village: VillageCode, year: Int, parameters: [String: String], facts: [Fact] = [],
        contentHash: ContentHash, by session: Session
    ) async throws(LedgerError) -> ReportToken {
        let pairs = facts.map { [$0.label, $0.value] }
        let bytes = try await database.ask(
            StampStatement.make, .bytes(ReportToken.random().bytes), .int64(village.number), .int(year),
            .text(kind), .json(CanonicalJSON.text(parameters)), .json(CanonicalJSON.text(pairs)),
            .bytes(contentHash.bytes), as: session.key
        ) { rows throws(PostgresError) in try rows.one().bytes("token") }
        guard let token = ReportToken(bytes: bytes) else {
            throw .database(.decoding(column: "token"))
        }
        return token
    }

    /// What was printed under a token; `nil` when nothing was.
    /// - Throws: `.database`.
    public func find(_ token: ReportToken) async throws(LedgerError) -> Stamp? {
        try await database.ask(StampStatement.find, .bytes(token.bytes), as: nil) {
            rows throws(PostgresError) in try rows.first.map(Stamp.init(row:))
        }
    }
}

/// Statements of the codes on printed reports.
public enum StampStatement: String, SQLStatement {
    case make = "SELECT token FROM proof.make_stamp($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7)"
    case find = """
        SELECT village, village_name, is_demo, year, kind, content_hash, made_at, entries_since,
               ARRAY(SELECT f ->> 0 FROM jsonb_array_elements(facts) WITH ORDINALITY AS x (f, n)
                      ORDER BY n) AS labels,
               ARRAY(SELECT f ->> 1 FROM jsonb_array_elements(facts) WITH ORDINALITY AS x (f, n)
                      ORDER BY n) AS printed
          FROM proof.stamp_of($1)
        """
}

extension ReportStamps.Stamp {
    init(row: Row) throws(PostgresError) {
        guard let hash = ContentHash(try row.bytes("content_hash")) else {
            throw .decoding(column: "content_hash")
        }
        let pairs = zip(try row.texts("labels"), try row.texts("printed"))
        self.init(
            village: try row.village("village"), villageName: try row.text("village_name"),
            isDemo: try row.bool("is_demo"), year: try row.int("year"), kind: try row.text("kind"),
            facts: pairs.map { ReportStamps.Fact(label: $0, value: $1) }, contentHash: hash,
            madeAt: try row.moment("made_at"), entriesSince: try row.int64("entries_since"))
    }
}
