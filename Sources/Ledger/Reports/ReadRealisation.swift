public import Commons
public import Postgres

/// The report of realisation (Laporan Realisasi Anggaran, LRA): the newest posted budget beside what the
/// journal holds.
public struct ReadRealisation: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameter until: the last book date that counts; `nil` for the whole year.
    /// - Throws: `.database`, `.notSignedIn`.
    public func callAsFunction(
        of village: VillageCode, year: Int, until: Day? = nil, by session: Session
    ) async throws(LedgerError) -> Realisation {
        let names = try await database.ask(
            BookStatement.accountNames, .int64(village.number), .int(year), as: session.key
        ) { rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in (try row.text("code"), try row.text("name")) }
        }
        let cells = try await database.ask(
            BookStatement.realisation, .int64(village.number), .int(year), .optional(until?.description),
            as: session.key
        ) { rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                Realisation.Cell(
                    activity: try row.text("activity"), account: try row.text("account"),
                    fund: try row.text("fund"), budget: try row.money("budget_sen"),
                    realised: try row.money("realised_sen"))
            }
        }
        return Realisation(cells: cells, names: Dictionary(names, uniquingKeysWith: { first, _ in first }))
    }
}
