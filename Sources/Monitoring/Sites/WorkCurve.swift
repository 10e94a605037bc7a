public import Commons
public import Foundation
public import Postgres

/// A point of a curve: a day and how much of the whole, in percent.
public struct CurvePoint: Hashable, Sendable {
    /// `2026-03-01`.
    public let day: String
    /// 0–100; money may pass it.
    public let percent: Double
}

/// The S-curve (*kurva S*) of a work: what was planned, what was built, what was paid, over time.
public struct WorkCurve: Hashable, Sendable {
    /// First and last day of the plan.
    public let starts: String
    public let ends: String
    /// Of the reports that stand, by day.
    public let built: [CurvePoint]
    /// Cumulated payments against the limit of the budget lines; empty where nothing was paid.
    public let paid: [CurvePoint]
    /// How many other works the same lines pay: the money is then of all of them.
    public let otherWorks: Int
    public let today: String

    /// What was planned to be built at a share of the time, 0–1: slow at both ends, as works go.
    public static func planned(at share: Double) -> Double {
        let t = min(1, max(0, share))
        return 100 * t * t * (3 - 2 * t)
    }
}

/// Reads the S-curve of a work.
public struct ReadCurve: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// - Throws: `MonitoringError.notFound`.
    public func callAsFunction(_ project: UUID, by session: Session) async throws -> WorkCurve {
        guard
            let head = try await database.once(
                CurveStatement.head, .uuid(project), as: session.key
            ).first
        else { throw MonitoringError.notFound(kind: "project") }
        let built = try await database.once(CurveStatement.built, .uuid(project), as: session.key).map {
            CurvePoint(day: try $0.text("day"), percent: try $0.double("percent"))
        }
        let paid = try await database.once(CurveStatement.paid, .uuid(project), as: session.key).map {
            CurvePoint(day: try $0.text("day"), percent: try $0.double("percent"))
        }
        return WorkCurve(
            starts: try head.text("starts"), ends: try head.text("ends"), built: built, paid: paid,
            otherWorks: try head.int("sharing"), today: try head.text("today"))
    }
}

/// Every statement of S-curves.
public enum CurveStatement: String, SQLStatement {
    case head = """
        SELECT p.starts_on::text AS starts, p.ends_on::text AS ends, balai.today(p.regency)::text AS today,
               (SELECT count(*) FROM monitoring.project AS q
                 WHERE q.regency = p.regency AND q.village = p.village AND q.year = p.year
                   AND q.activity = p.activity AND q.fund = p.fund AND q.state <> 'cancelled'
                   AND q.id <> p.id) AS sharing
          FROM monitoring.project AS p WHERE p.regency = balai.regency() AND p.id = $1
        """
    case built = """
        SELECT g.day::text AS day, max(coalesce(g.percent, g.stage))::double precision AS percent
          FROM monitoring.progress AS g
         WHERE g.regency = balai.regency() AND g.project = $1 AND g.state = 'submitted'
         GROUP BY g.day ORDER BY g.day
        """
    case paid = """
        SELECT n.day::text AS day, (100.0 * sum(n.amount) OVER (ORDER BY n.day)
               / NULLIF(n.allowed, 0))::double precision AS percent
          FROM (SELECT e.book_date AS day, sum(s.amount_sen) AS amount,
                       (SELECT m.limit_sen FROM monitoring.line_money(
                           p.regency, p.village, p.year, p.activity, p.fund, p.account) AS m) AS allowed
                  FROM monitoring.project AS p
                  JOIN ledger.posting AS s ON s.regency = p.regency AND s.village = p.village
                       AND s.year = p.year AND s.activity = p.activity AND s.fund = p.fund
                       AND s.account LIKE '5.%'
                       AND (p.account IS NULL OR s.account = p.account
                            OR starts_with(s.account, p.account || '.'))
                  JOIN ledger.entry AS e ON e.regency = s.regency AND e.id = s.entry_id
                 WHERE p.regency = balai.regency() AND p.id = $1
                 GROUP BY e.book_date, p.regency, p.village, p.year, p.activity, p.fund, p.account) AS n
         WHERE n.allowed > 0 ORDER BY n.day
        """
}
