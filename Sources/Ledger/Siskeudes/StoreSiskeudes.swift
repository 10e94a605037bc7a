public import Foundation
public import Postgres

/// Stores the posted budgets of a Siskeudes export as they were, origin imported: all of them or nothing.
public struct StoreSiskeudes: Sendable {
    let owner: Database

    /// - Parameter owner: the operator's own connection (role `balai_owner`); a signed-in person can't
    ///   import.
    public init(owner: Database) { self.owner = owner }

    /// One budget version that was stored.
    public struct Stored: Hashable, Sendable {
        /// The version, posted.
        public let version: UUID
        /// Counts the year's versions from 1.
        public let ordinal: Int
        /// Budget lines.
        public let lines: Int
        /// Cost lines (RAB).
        public let rab: Int
    }

    /// Proposals (RAPBDes) are left aside where the export has the budget itself.
    /// - Throws: `.refused` with `budget-exists` where the village's year has a budget already;
    ///   `.unbalanced`,
    ///   `.unknownActivity`, `.unknownAccount`, `.unknownFund`, `.duplicateLine`, `.emptyBudget`,
    ///   `.noVillageBudget`. Nothing is stored then.
    public func callAsFunction(_ export: SiskeudesExport) async throws(LedgerError) -> [Stored] {
        try await owner.ask(ImportStatement.budget, .json(try written(ImportBody(export))), as: nil) {
            rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                Stored(
                    version: try row.uuid("version"), ordinal: try row.int("ordinal"),
                    lines: try row.int("lines"),
                    rab: try row.int("rab"))
            }
        }
    }
}

/// Every statement of imports. `SchemaTests` prepares each one.
public enum ImportStatement: String, SQLStatement {
    case budget = "SELECT version, ordinal, lines, rab FROM ledger.import_budget($1)"
    case vouchers = "SELECT what, kind, number FROM ledger.import_vouchers($1)"
}

/// The JSON that `ledger.import_budget` reads.
private struct ImportBody: Encodable {
    let village: Int64
    let villageName, districtName, regencyName, provinceName: String
    let year: Int
    let codes: [Code]
    let activities: [SiskeudesActivity]
    let budgets: [Budget]

    struct Code: Encodable {
        let list, code, name: String
        let kind: Int?
    }

    struct Budget: Encodable {
        let regulationNumber: String
        let postedOn: String?
        let lines: [Line]
    }

    struct Line: Encodable {
        let activity, account, fund, subDetail, name: String
        let rab: [RAB]
    }

    struct RAB: Encodable {
        let description, volume, unit: String
        let unitPriceSen, amountSen: Int64
    }

    init(_ export: SiskeudesExport) {
        village = export.place.village
        villageName = export.place.villageName
        districtName = export.place.districtName
        regencyName = export.place.regencyName
        provinceName = export.place.provinceName
        year = export.year
        codes = export.countyCodes.map {
            Code(
                list: $0.list.rawValue, code: $0.code, name: $0.name.isEmpty ? $0.code : $0.name,
                kind: $0.kind)
        }
        activities = export.activities
        budgets = export.budgets.filter { $0.posting > .proposal }.map { budget in
            Budget(
                regulationNumber: budget.regulationNumber, postedOn: budget.postedOn,
                lines: budget.lines.map(ImportBody.line))
        }
    }

    private static func line(_ line: SiskeudesLine) -> Line {
        Line(
            activity: line.activity, account: line.account, fund: line.fund, subDetail: line.subDetail,
            name: line.name,
            rab: line.rab.sorted { $0.ordinal < $1.ordinal }.map { item in
                // A cost line without words is legal there; here it keeps its place with a dash.
                RAB(
                    description: item.description.isEmpty ? "-" : item.description, volume: item.volume,
                    unit: item.unit, unitPriceSen: item.unitPriceSen, amountSen: item.amountSen)
            })
    }
}
