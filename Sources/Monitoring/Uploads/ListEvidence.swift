public import Commons
public import Foundation
public import Postgres

/// The reported photos of a village's works of some activities: what an auditor takes along beside vouchers.
public struct ListEvidence: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// One photo of a progress report.
    public struct Photo: Hashable, Sendable {
        public let receipt: UUID
        public let sha256: ContentHash
        /// Percent built, as reported with it.
        public let stage: Int
        public let day: String
        public let work: String
        /// `match`, `look`, `mismatch` or `none`.
        public let location: String
    }

    /// - Parameter activities: kegiatan codes of the village's year.
    /// - Throws: `PostgresError`.
    public func callAsFunction(
        of village: VillageCode, year: Int, activities: [String], limit: Int, by session: Session
    ) async throws -> [Photo] {
        let rows = try await database.once(
            UploadStatement.evidence, .int64(village.number), .int(year), .texts(activities), .int(limit),
            as: session.key)
        return try rows.map { row in
            guard let hash = ContentHash(try row.bytes("sha256")) else {
                throw PostgresError.decoding(column: "sha256")
            }
            return Photo(
                receipt: try row.uuid("receipt"), sha256: hash, stage: try row.int("stage"),
                day: try row.date("day"), work: try row.text("name"), location: try row.text("location"))
        }
    }
}
