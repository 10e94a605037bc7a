public import Commons
public import Foundation
public import Postgres

/// Writes a budget sheet: puts lines in place of all lines of some activities, or of the whole version.
public struct SaveSheet: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameters:
    ///   - activities: whose lines are replaced; `nil` for every line of the version.
    ///   - request: made by the caller; the same call under the same id answers as the first time.
    /// - Throws: as `SaveBudgetLines`.
    public func callAsFunction(
        _ lines: [LineDraft], into version: UUID, revision: Int, replacing activities: [String]?,
        request: UUID, by session: Session
    ) async throws(LedgerError) -> VersionStep {
        for line in lines { _ = try BudgetRules.amount(of: line) }
        let named: Parameter = activities.map { .texts($0) } ?? .null
        return try await database.ask(
            BudgetStatement.saveActivities, .uuid(request), .uuid(version), .int(revision), named,
            .json(try written(lines.map(LineBody.init))), as: session.key, VersionStep.init(rows:))
    }
}

/// Fills an empty draft with the budget of the year before.
public struct CopyLastYear: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// What was taken over.
    public struct Copy: Hashable, Sendable {
        public let step: VersionStep
        /// Lines that are in the draft now.
        public let copied: Int
        /// Lines whose codes this year's lists don't have any more.
        public let leftOut: Int
    }

    /// - Throws: `.refused` `budget-not-empty`, `.noPostedBudget` of the year before, `.staleRevision`,
    ///   `.wrongState`, `.notYourPost`.
    public func callAsFunction(
        into version: UUID, revision: Int, request: UUID, by session: Session
    ) async throws(LedgerError) -> Copy {
        try await database.ask(
            BudgetStatement.copyLastYear, .uuid(request), .uuid(version), .int(revision), as: session.key
        ) { rows throws(PostgresError) in
            let row = try rows.one()
            return Copy(
                step: try VersionStep(rows: rows), copied: try row.int("copied"),
                leftOut: try row.int("left_out"))
        }
    }
}
