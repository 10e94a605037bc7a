public import Commons
import Foundation
public import Postgres

/// What the county promises a village of one fund source in a year (pagu).
public struct CeilingDraft: Hashable, Sendable, Encodable {
    /// A desa.
    public let village: Int64
    /// Sumber dana.
    public let fund: String
    /// Not negative.
    public let amountSen: Int64

    /// Judged when it is set.
    public init(village: VillageCode, fund: String, amount: Rupiah) {
        self.village = village.number
        self.fund = fund
        amountSen = amount.sen
    }
}

/// Ceilings by village, year and fund source: DPMD sets them, villages read theirs.
public struct Ceilings: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// A ceiling with what was planned and what came of it.
    public struct Ceiling: Hashable, Sendable {
        /// The village.
        public let village: VillageCode
        /// Its name.
        public let villageName: String
        /// Sumber dana.
        public let fund: String
        /// The ceiling.
        public let amount: Rupiah
        /// Tranches not cancelled.
        public let planned: Rupiah
        /// Tranches that came in.
        public let received: Rupiah
        /// The regulation.
        public let basis: String
    }

    /// All or nothing; the same rows again change nothing.
    /// - Parameter basis: the regulation.
    /// - Returns: how many ceilings changed.
    /// - Throws: `.treasury(.ceilingBelowPlanned)`, `.noVillageBudget`, `.unknownFund`, `.duplicateLine`,
    ///   `.amountOutOfRange`, `.regulationMissing`, `.noLines`, `.tooManyLines`, `.notYourPost`.
    @discardableResult
    public func set(
        _ rows: [CeilingDraft], year: Int, basis: String, by session: Session
    ) async throws(LedgerError) -> Int {
        try await database.ask(
            DisbursementStatement.setCeilings, .int(session.regency), .int(year), .text(basis),
            .json(try written(rows)), as: session.key
        ) { rows throws(PostgresError) in try rows.one().int("changed") }
    }

    /// By village and fund source, in pages.
    /// - Parameters:
    ///   - village: only this one; `nil` for all in the reader's scope.
    ///   - after: `Page.next` of the page before.
    /// - Throws: `.malformedDay` for a cursor that no page gave, `.database`, `.notSignedIn`.
    public func list(
        year: Int, village: VillageCode? = nil, limit: PageLimit = PageLimit(), after: String? = nil,
        by session: Session
    ) async throws(LedgerError) -> Page<Ceiling> {
        var cursor: (village: Int64, fund: String)?
        if let after {
            let parts = after.split(separator: ",")
            guard parts.count == 2, let number = Int64(parts[0]) else {
                throw .malformedDay(String(after.prefix(40)))
            }
            cursor = (number, String(parts[1]))
        }
        let found = try await database.ask(
            DisbursementStatement.ceilings, .int(session.regency), .int(year), .optional(village?.number),
            .optional(cursor?.village), .optional(cursor?.fund), .int(limit.rows + 1), as: session.key
        ) { rows throws(PostgresError) in try rows.values(Ceiling.init(row:)) }
        let shown = Array(found.prefix(limit.rows))
        let next = found.count > limit.rows ? shown.last.map { "\($0.village.number),\($0.fund)" } : nil
        return Page(rows: shown, next: next)
    }
}

extension Ceilings.Ceiling {
    init(row: Row) throws(PostgresError) {
        self.init(
            village: try row.village("village"), villageName: try row.text("village_name"),
            fund: try row.text("fund"), amount: try row.money("amount_sen"),
            planned: try row.money("planned_sen"), received: try row.money("received_sen"),
            basis: try row.text("basis"))
    }
}
