public import Commons
public import Postgres

/// Counts the works of a year that a person may see, by state, and what citizens reported.
public struct CountWorks: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// How many works there are of each kind.
    public struct Counts: Hashable, Sendable {
        public let planned: Int
        public let running: Int
        public let done: Int
        /// Planned or running past their last day.
        public let late: Int
        /// Reports of citizens (laporan warga) that nobody has answered; zero for those who can't see them.
        public let reports: Int
    }

    public func callAsFunction(of year: Int, by session: Session) async throws -> Counts {
        let row = try await database.once(SiteStatement.countWorks, .int(year), as: session.key).one()
        return Counts(
            planned: try row.int("planned"), running: try row.int("running"), done: try row.int("done"),
            late: try row.int("late"), reports: try row.int("reports"))
    }
}
