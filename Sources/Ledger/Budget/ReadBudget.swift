public import Commons
public import Foundation
public import Postgres

/// A budget version as a tree with computed totals, and how each fund source stands.
public struct ReadBudget: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Throws: `.notFound` also for a version outside the reader's scope.
    public func callAsFunction(_ version: UUID, by session: Session) async throws(LedgerError) -> BudgetTree {
        try await self(of: try await ListBudgetVersions(database).version(version, by: session), by: session)
    }

    /// The tree of a version that was just read.
    public func callAsFunction(
        of version: BudgetVersion, by session: Session
    ) async throws(LedgerError) -> BudgetTree {
        let names = try await database.ask(
            BudgetStatement.groups, .int64(version.village.number), .int(version.year), as: session.key
        ) { rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in (try row.text("code"), try row.text("name")) }
        }
        let leaves = try await database.ask(BudgetStatement.tree, .uuid(version.id), as: session.key) {
            rows throws(PostgresError) in try rows.values(BudgetTree.Leaf.init(row:))
        }
        return BudgetTree(
            version: version, leaves: leaves,
            names: Dictionary(names, uniquingKeysWith: { first, _ in first }))
    }
}

extension BudgetTree.Leaf {
    init(row: Row) throws(PostgresError) {
        self.init(
            activity: try row.text("activity"), name: try row.text("name"), kind: try row.intOrNil("kind"),
            side: try row.read("side", BudgetSide.init(rawValue:)), fund: try row.text("fund"),
            amountSen: try row.int64("amount_sen"), reservedSen: try row.int64("reserved_sen"),
            postedSen: try row.int64("posted_sen"))
    }
}
