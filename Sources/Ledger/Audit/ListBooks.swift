public import Commons
public import Postgres

/// The books there are in a scope: one a village and budget year, by code.
public struct ListBooks: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// One village's year.
    public struct Book: Hashable, Sendable {
        /// The village.
        public let village: VillageCode
        /// Budget year.
        public let year: Int
        /// Desa.
        public let name: String
        /// Kecamatan.
        public let district: String
        /// Invented example data.
        public let isDemo: Bool
        /// How many journal entries it has.
        public let entries: Int64
    }

    /// All of them, at most `limit`.
    /// - Throws: `.database`, `.notSignedIn`.
    public func callAsFunction(
        in villages: ClosedRange<Int64>, years: ClosedRange<Int>, limit: Int, by session: Session
    ) async throws(LedgerError) -> [Book] {
        var books: [Book] = []
        while books.count < limit {
            let found = try await database.ask(
                AuditStatement.books, .int64(villages.lowerBound), .int64(villages.upperBound),
                .int(years.lowerBound), .int(years.upperBound), .int64(books.last?.village.number ?? 0),
                .int(books.last?.year ?? 0), .int(min(PageLimit.largest, limit - books.count)),
                as: session.key
            ) { rows throws(PostgresError) in try rows.values(Book.init(row:)) }
            books += found
            if found.count < PageLimit.largest { break }
        }
        return books
    }
}

extension ListBooks.Book {
    init(row: Row) throws(PostgresError) {
        self.init(
            village: try row.village("village"), year: try row.int("year"), name: try row.text("name"),
            district: try row.text("district_name"), isDemo: try row.bool("is_demo"),
            entries: try row.int64("last_entry_number"))
    }
}
