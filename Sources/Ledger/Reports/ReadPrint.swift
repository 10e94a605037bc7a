public import Commons
public import Foundation
public import Postgres

/// What printed papers say beside their own document: the place, who held which post, and running numbers.
public struct ReadPrint: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// Where a paper comes from.
    public struct Place: Hashable, Sendable {
        /// The village.
        public let village: VillageCode
        /// Desa.
        public let name: String
        /// Kecamatan.
        public let district: String
        /// Kabupaten.
        public let regency: String
        /// Invented example data.
        public let isDemo: Bool
    }

    /// - Throws: `.notFound` also for a village outside the reader's scope.
    public func place(_ village: VillageCode, by session: Session) async throws(LedgerError) -> Place {
        let found = try await database.ask(
            ReportStatement.place, .int64(village.number), as: session.key
        ) { rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                Place(
                    village: village, name: try row.text("name"), district: try row.text("district_name"),
                    regency: try row.text("regency_name"), isDemo: try row.bool("is_demo"))
            }
        }
        guard let place = found.first else { throw .notFound(kind: "village") }
        return place
    }

    /// Names of those who held the village's posts on a day; a vacant post is missing.
    /// - Throws: `.database`, `.notSignedIn`.
    public func officials(
        of village: VillageCode, on day: String, by session: Session
    ) async throws(LedgerError) -> [Role: String] {
        let found = try await database.ask(
            ReportStatement.officials, .int64(village.number), .text(day), as: session.key
        ) { rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                (Role(rawValue: try row.text("role")), try row.text("name"))
            }
        }
        var names: [Role: String] = [:]
        for case (let role?, let name) in found { names[role] = name }
        return names
    }

    /// The running number of a payment, as its kuitansi bears it: gapless in the village's year.
    /// - Throws: `.notFound`.
    public func paymentNumber(_ entry: UUID, by session: Session) async throws(LedgerError) -> Int {
        let found = try await database.ask(ReportStatement.paymentNumber, .uuid(entry), as: session.key) {
            rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in try row.int("number") }
        }
        guard let number = found.first else { throw .notFound(kind: "entry") }
        return number
    }

    /// The income receipt that an entry booked.
    /// - Throws: `.notFound` also for an entry of another village or kind.
    public func receipt(
        of entry: UUID, in village: VillageCode, year: Int, by session: Session
    ) async throws(LedgerError) -> ListReceipts.Receipt {
        let found = try await database.ask(
            ReportStatement.receiptOfEntry, .int64(village.number), .int(year), .uuid(entry), as: session.key
        ) { rows throws(PostgresError) in try rows.values(ListReceipts.Receipt.init(row:)) }
        guard let receipt = found.first else { throw .notFound(kind: "receipt") }
        return receipt
    }
}
