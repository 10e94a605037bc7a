public import Commons
import Foundation
public import Postgres

/// The tax rates that hold on a day, and the county's hand on them.
public struct TaxRates: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// The rates of a day, by account and code; one of 0 is no longer withheld.
    /// - Throws: `.database`, `.notSignedIn`.
    public func on(_ day: Day, by session: Session) async throws(LedgerError) -> [TaxRate] {
        try await database.ask(
            TreasuryStatement.rates, .int(session.regency), .text(day.description), as: session.key
        ) { rows throws(PostgresError) in try rows.values(TaxRate.init(row:)) }
    }

    /// DPMD sets a rate from a day on; the same code and day again replaces it.
    /// - Throws: `.treasury(.taxRateMalformed)`, `.unknownAccount`, `.notYourPost`.
    public func set(_ rate: TaxRate, by session: Session) async throws(LedgerError) {
        let from = try Day(parsing: rate.validFrom)
        _ = try await database.ask(
            TreasuryStatement.setRate, .int(session.regency), .text(rate.code), .text(from.description),
            .text(rate.name), .text(rate.account), .text(rate.mapCode), .int(rate.ratePpm),
            .text(rate.isOfNetPrice ? "net" : "gross"), .int64(rate.above.sen), .text(rate.basis),
            as: session.key
        ) { rows throws(PostgresError) in rows.count }
    }
}

extension TaxRate {
    init(row: Row) throws(PostgresError) {
        self.init(
            code: try row.text("code"), validFrom: try row.date("valid_from"), name: try row.text("name"),
            account: try row.text("account"), mapCode: try row.text("map_code"),
            ratePpm: try row.int("rate_ppm"), isOfNetPrice: try row.text("base") == "net",
            above: try row.money("above_sen"), isOfCounty: try row.bool("is_county"),
            isConfirmed: try row.bool("is_confirmed"), basis: try row.text("basis"))
    }
}
