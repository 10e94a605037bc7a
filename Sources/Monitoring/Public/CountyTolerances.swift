public import Commons
internal import Foundation
public import Postgres

/// One of the county's limits of judging photos, as it counts today.
public struct CountyTolerance: Hashable, Sendable {
    /// `photo.near-metres`.
    public let key: String
    public let value: Double
    public let lowest: Double
    public let highest: Double
    /// What it rests on: a regulation or a measurement.
    public let basis: String
    /// The day it counts from; nil for the limit that counts where the county has set none.
    public let since: String?
    /// Set for a later day already.
    public let next: String?
}

/// Reads and sets the county's limits of judging photos (DPMD).
public struct CountyTolerances: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    public func list(by session: Session) async throws -> [CountyTolerance] {
        try await database.once(ToleranceStatement.list, as: session.key).map { row in
            CountyTolerance(
                key: try row.text("key"), value: try row.double("value"), lowest: try row.double("lowest"),
                highest: try row.double("highest"), basis: try row.text("basis"),
                since: try row.textOrNil("since"), next: try row.textOrNil("next"))
        }
    }

    /// Sets a limit from a day on; what was judged before stays as it was.
    /// - Throws: `PostgresError.refused` `not-your-post`, `not-found`, `parameter-out-of-range`,
    ///   `date-in-past`, `reason-missing`.
    public func set(_ key: String, to value: Double, from day: String, basis: String, by session: Session)
        async throws
    {
        _ = try await database.once(
            ToleranceStatement.set, .text(key), .text(day), .text("\(value)"), .text(basis), as: session.key)
    }
}

/// Every statement of the county's limits.
public enum ToleranceStatement: String, SQLStatement {
    case list = """
        SELECT k.key, coalesce((p.value #>> '{}')::double precision, k.usual::double precision) AS value,
               k.lowest::double precision AS lowest, k.highest::double precision AS highest,
               coalesce(p.basis, k.basis) AS basis, p.valid_from::text AS since,
               (SELECT min(n.valid_from) FROM place.parameter AS n
                 WHERE n.regency = balai.regency() AND n.key = k.key
                   AND n.valid_from > balai.today(balai.regency()))::text AS next
          FROM monitoring.tolerance_kinds() AS k
          LEFT JOIN LATERAL (
                SELECT q.value, q.basis, q.valid_from FROM place.parameter AS q
                 WHERE q.regency = balai.regency() AND q.key = k.key
                   AND q.valid_from <= balai.today(balai.regency())
                 ORDER BY q.valid_from DESC LIMIT 1) AS p ON true
         WHERE balai.regency() IS NOT NULL
         ORDER BY k.usual = 0, k.key
        """
    case set = "SELECT monitoring.set_tolerance($1, $2::date, $3::numeric, $4) AS done"
}
