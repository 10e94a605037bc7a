import Foundation
public import Commons
public import Postgres

/// The payment requests of a village's year, newest first, in pages.
public struct ListSPP: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// What a list shows; `nil` and empty show all.
    public struct Filter: Hashable, Sendable {
        /// Only this state.
        public var state: SPPState?
        /// Only purposes that contain this.
        public var search: String
        /// Only requests with a line of this activity.
        public var activity: String?

        /// Shows all.
        public init(state: SPPState? = nil, search: String = "", activity: String? = nil) {
            self.state = state
            self.search = search
            self.activity = activity
        }
    }

    /// - Parameter after: `Page.next` of the page before.
    /// - Throws: `.malformedDay` for a cursor that no page gave, `.database`, `.notSignedIn`.
    public func callAsFunction(
        of village: VillageCode, year: Int, _ filter: Filter = Filter(), limit: PageLimit = PageLimit(),
        after: String? = nil, by session: Session
    ) async throws(LedgerError) -> Page<SPPSummary> {
        let cursor = try after.map { (text) throws(LedgerError) in try DayCursor(parsing: text) }
        let found = try await database.ask(
            SPPStatement.list, .int64(village.number), .int(year), .optional(filter.state?.rawValue),
            .optional(likePattern(filter.search)), .optional(filter.activity),
            .optional(cursor?.day.description), .optional(cursor?.id), .int(limit.rows + 1), as: session.key
        ) { rows throws(PostgresError) in try rows.values(SPPSummary.init(row:)) }
        let shown = Array(found.prefix(limit.rows))
        let next =
            found.count > limit.rows ? shown.last.map { DayCursor.text($0.day, $0.id) } : nil
        return Page(rows: shown, next: next)
    }
}
