public import Commons
public import Foundation
public import Postgres

/// The versions of a village's budgets, newest year and version first.
public struct ListBudgetVersions: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameter year: `nil` for all years.
    /// - Throws: `.database`, `.notSignedIn`.
    public func callAsFunction(
        of village: VillageCode, year: Int? = nil, by session: Session
    ) async throws(LedgerError) -> [BudgetVersion] {
        try await database.ask(
            BudgetStatement.versions, .int64(village.number), .optional(year), as: session.key
        ) { rows throws(PostgresError) in try rows.values(BudgetVersion.init(row:)) }
    }

    /// One version by its id.
    /// - Throws: `.notFound` also for a version outside the reader's scope.
    public func version(_ id: UUID, by session: Session) async throws(LedgerError) -> BudgetVersion {
        let found = try await database.ask(BudgetStatement.version, .uuid(id), as: session.key) {
            rows throws(PostgresError) in try rows.values(BudgetVersion.init(row:))
        }
        guard let version = found.first else { throw .notFound(kind: "budget-version") }
        return version
    }

    /// Who moved a version on, oldest first.
    /// - Throws: `.database`, `.notSignedIn`.
    public func steps(of version: UUID, by session: Session) async throws(LedgerError) -> [Step] {
        try await database.ask(BudgetStatement.steps, .uuid(version), as: session.key) {
            rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                Step(
                    verb: try row.text("verb"), person: try row.textOrNil("name"),
                    recordedAt: try row.moment("recorded_at"), note: try row.text("note"))
            }
        }
    }

    /// One step of a version.
    public struct Step: Hashable, Sendable {
        /// `agree`, `submit`, `evaluate`, `return`, `post`, `import`.
        public let verb: String
        /// `nil` where the server's operator imported it.
        public let person: String?
        /// Server time.
        public let recordedAt: Date
        /// Berita acara or reason; may be empty.
        public let note: String
    }
}
