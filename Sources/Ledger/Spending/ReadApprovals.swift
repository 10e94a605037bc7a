public import Commons
public import Foundation
public import Postgres

/// What waits for the village head (kepala desa): requests for money with what each takes and what remains,
/// and settlements of advances.
public struct ReadApprovals: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// A request that somebody verified and the head has not decided.
    public struct Request: Sendable {
        public let summary: SPPSummary
        public let payee: String
        public let villageName: String
        /// Who verified it.
        public let verifier: String
        /// With how each budget line stands.
        public let lines: [ReadSPP.Line]
        /// What will be withheld of it.
        public let taxes: SPPTaxes
    }

    /// Oldest first, at most so many; only what the reader may decide: neither asked nor verified by them.
    /// - Throws: `.database`, `.notSignedIn`.
    public func callAsFunction(limit: PageLimit = PageLimit(), by session: Session) async throws(LedgerError)
        -> [Request]
    {
        let places = session.posts.filter { $0.role == .head }
        guard !places.isEmpty else { return [] }
        let found = try await database.ask(
            ApprovalStatement.waiting, .uuid(session.person), .int(limit.rows), as: session.key
        ) { rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                (
                    try SPPSummary(row: row), try row.text("payee"), try row.text("village_name"),
                    try row.textOrNil("verifier_name") ?? ""
                )
            }
        }.filter { item in places.contains { $0.covers(item.0.village.number) } }
        let lines = try await database.ask(
            SPPStatement.lines, .uuids(found.map(\.0.id)), as: session.key
        ) { rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                (try row.uuid("spp_id"), try ReadSPP.Line(row: row, amount: try row.money("amount_sen")))
            }
        }
        let taxes = try await ReadSPP(database).taxes(of: found.map(\.0.id), by: session)
        let byRequest = Dictionary(grouping: lines, by: \.0).mapValues { $0.map(\.1) }
        return found.map { summary, payee, village, verifier in
            Request(
                summary: summary, payee: payee, villageName: village, verifier: verifier,
                lines: byRequest[summary.id] ?? [], taxes: taxes[summary.id] ?? SPPTaxes())
        }
    }
}

extension ReadApprovals {
    /// What a manager accounts for of an advance (SPJ) that is on its way: the secretary verifies it, the
    /// head approves it, the treasurer books it.
    public struct Settlement: Hashable, Sendable, Identifiable {
        public let id: UUID
        public let village: VillageCode
        public let villageName: String
        public let year: Int
        /// Gapless in the village's year.
        public let number: Int
        /// The advance.
        public let spp: UUID
        public let sppNumber: Int
        /// `submitted`, `verified` or `approved`.
        public let state: SettlementState
        /// The one the next step must name.
        public let revision: Int
        /// Book date, `2026-02-01`.
        public let day: String
        public let description: String
        public let amount: Rupiah
        /// Who accounts for it.
        public let requester: String
        /// Whether it waits for the reader: verified, and neither handed in nor verified by them.
        public let isForReader: Bool
        /// By key.
        public var lines: [Line]

        /// What was spent of one line of the advance.
        public struct Line: Hashable, Sendable {
            public let key: LineKey
            public let accountName: String
            public let activityName: String
            public let amount: Rupiah
            /// What is open of the advance's line before this.
            public let open: Rupiah
        }
    }

    /// Settlements on their way in the head's villages, oldest first.
    /// - Throws: `.database`, `.notSignedIn`.
    public func settlements(
        limit: PageLimit = PageLimit(), by session: Session
    ) async throws(LedgerError) -> [Settlement] {
        let places = session.posts.filter { $0.role == .head }
        guard !places.isEmpty else { return [] }
        var found = try await database.ask(
            ApprovalStatement.settlements, .uuid(session.person), .int(limit.rows), as: session.key
        ) { rows throws(PostgresError) in try rows.values(Settlement.init(row:)) }
        .filter { item in places.contains { $0.covers(item.village.number) } }
        let lines = try await database.ask(
            ApprovalStatement.settlementLines, .uuids(found.map(\.id)), as: session.key
        ) { rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                (try row.uuid("settlement_id"), try Settlement.Line(row: row))
            }
        }
        let bySettlement = Dictionary(grouping: lines, by: \.0).mapValues { $0.map(\.1) }
        for index in found.indices { found[index].lines = bySettlement[found[index].id] ?? [] }
        return found
    }
}

extension ReadApprovals.Settlement {
    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.uuid("id"), village: try row.village("village"),
            villageName: try row.text("village_name"), year: try row.int("year"),
            number: try row.int("number"), spp: try row.uuid("spp_id"),
            sppNumber: try row.int("spp_number"),
            state: try row.read("state", SettlementState.init(rawValue:)), revision: try row.int("revision"),
            day: try row.date("book_date"), description: try row.text("description"),
            amount: try row.money("amount_sen"), requester: try row.textOrNil("requester_name") ?? "",
            isForReader: try row.bool("is_for_reader"), lines: [])
    }
}

extension ReadApprovals.Settlement.Line {
    init(row: Row) throws(PostgresError) {
        self.init(
            key: try LineKey(row: row), accountName: try row.text("account_name"),
            activityName: try row.text("activity_name"), amount: try row.money("amount_sen"),
            open: try row.money("open_sen"))
    }
}

/// Every statement of the approval box. `SchemaTests` prepares each one.
public enum ApprovalStatement: String, SQLStatement {
    case waiting = """
        SELECT s.id, s.village, s.year, s.number, s.kind, s.state, s.revision, s.book_date, s.purpose,
               s.amount_sen, s.origin, s.requester, s.verifier, s.approver, s.payee,
               p.name AS requester_name, q.name AS verifier_name, v.name AS village_name
          FROM ledger.spp AS s
          JOIN place.village AS v ON v.regency = s.regency AND v.village = s.village
          LEFT JOIN identity.person AS p ON p.regency = s.regency AND p.id = s.requester
          LEFT JOIN identity.person AS q ON q.regency = s.regency AND q.id = s.verifier
         WHERE s.regency = balai.regency() AND s.state = 'verified' AND s.origin = 'entered'
           AND s.requester <> $1 AND s.verifier <> $1
         ORDER BY s.book_date, s.id LIMIT $2
        """
    case settlements = """
        SELECT t.id, t.village, t.year, t.number, t.state, t.revision, t.book_date, t.description,
               t.amount_sen, t.spp_id, s.number AS spp_number, v.name AS village_name,
               p.name AS requester_name,
               t.state = 'verified' AND t.requester <> $1 AND t.verifier <> $1 AS is_for_reader
          FROM ledger.settlement AS t
          JOIN ledger.spp AS s ON s.regency = t.regency AND s.id = t.spp_id
          JOIN place.village AS v ON v.regency = t.regency AND v.village = t.village
          LEFT JOIN identity.person AS p ON p.regency = t.regency AND p.id = t.requester
         WHERE t.regency = balai.regency() AND t.state IN ('submitted', 'verified', 'approved')
         ORDER BY t.state = 'verified' DESC, t.book_date, t.id LIMIT $2
        """
    /// Of several settlements at once, with what is open of each line of the advance.
    case settlementLines = """
        SELECT l.settlement_id, l.activity, l.account, l.fund, l.sub_detail, l.amount_sen,
               k.name AS account_name, a.name AS activity_name,
               s.amount_sen - s.settled_sen - s.given_back_sen AS open_sen
          FROM ledger.settlement_line AS l
          JOIN ledger.settlement AS t ON t.regency = l.regency AND t.id = l.settlement_id
          JOIN ledger.spp_line AS s ON s.regency = t.regency AND s.spp_id = t.spp_id
               AND s.activity = l.activity AND s.account = l.account AND s.fund = l.fund
               AND s.sub_detail = l.sub_detail
          JOIN ledger.account AS k ON k.regency = l.regency AND k.year = t.year AND k.code = l.account
          JOIN ledger.activity AS a ON a.regency = l.regency AND a.year = t.year AND a.code = l.activity
         WHERE l.regency = balai.regency() AND l.settlement_id = ANY ($1)
         ORDER BY l.settlement_id, l.activity, l.account, l.fund, l.sub_detail
        """
}
