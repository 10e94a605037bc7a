public import Commons
public import Foundation
public import Postgres

/// Budget versions on their way, in every village the reader's posts cover: who waits for whom.
public struct ListBudgetWork: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// One version on its way.
    public struct Item: Hashable, Sendable {
        public let version: BudgetVersion
        public let villageName: String
        public let districtName: String
        /// Last working day on which the camat may answer; silence after it is consent.
        public let due: String?
        /// Spending and financing out.
        public let uses: Rupiah
        /// Remarks that are not answered yet.
        public let openRemarks: Int
    }

    /// Oldest submission first, then by village.
    /// - Parameters:
    ///   - states: which to show.
    ///   - after: the id of the last row of the page before.
    /// - Throws: `.database`, `.notSignedIn`.
    public func callAsFunction(
        in states: [BudgetState], limit: PageLimit = PageLimit(), after: UUID? = nil, by session: Session
    ) async throws(LedgerError) -> Page<Item> {
        let found = try await database.ask(
            EvaluationStatement.work, .texts(states.map(\.rawValue)), .optional(after),
            .int(limit.rows + 1), as: session.key
        ) { rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                Item(
                    version: try BudgetVersion(row: row), villageName: try row.text("village_name"),
                    districtName: try row.text("district_name"), due: try row.dateOrNil("due"),
                    uses: try row.money("uses_sen"), openRemarks: try row.int("open_remarks"))
            }
        }
        let shown = Array(found.prefix(limit.rows))
        let next = found.count > limit.rows ? shown.last?.version.id.uuidString.lowercased() : nil
        return Page(rows: shown, next: next)
    }
}
