public import Commons
import Foundation
public import Postgres

/// What waits for the village head (kepala desa): requests for money with what each takes and what remains.
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
            ApprovalStatement.lines, .uuids(found.map(\.0.id)), as: session.key
        ) { rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                (try row.uuid("spp_id"), try ReadSPP.Line(row: row, amount: try row.money("amount_sen")))
            }
        }
        let byRequest = Dictionary(grouping: lines, by: \.0).mapValues { $0.map(\.1) }
        return found.map { summary, payee, village, verifier in
            Request(
                summary: summary, payee: payee, villageName: village, verifier: verifier,
                lines: byRequest[summary.id] ?? [])
        }
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
    case lines = """
        SELECT l.spp_id, l.activity, l.account, l.fund, l.sub_detail, l.amount_sen, k.name AS account_name,
               a.name AS activity_name, c.limit_sen, c.requested_sen, c.reserved_sen, c.posted_sen,
               coalesce(h.cash_sen, 0) AS cash_sen, l.settled_sen, l.given_back_sen, l.refunded_sen
          FROM ledger.spp_line AS l
          JOIN ledger.account AS k ON k.regency = l.regency AND k.year = l.year AND k.code = l.account
          JOIN ledger.activity AS a ON a.regency = l.regency AND a.year = l.year AND a.code = l.activity
          JOIN ledger.line_control AS c ON c.regency = l.regency AND c.village = l.village AND c.year = l.year
               AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund
               AND c.sub_detail = l.sub_detail
          LEFT JOIN ledger.cash_control AS h ON h.regency = l.regency AND h.village = l.village
               AND h.year = l.year AND h.fund = l.fund
         WHERE l.regency = balai.regency() AND l.spp_id = ANY ($1)
         ORDER BY l.spp_id, l.activity, l.account, l.fund, l.sub_detail
        """
}
