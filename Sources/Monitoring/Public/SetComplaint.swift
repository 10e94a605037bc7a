internal import Foundation
public import Commons
public import Postgres

/// Says on a village's public page where people complain (alamat pengaduan).
public struct SetComplaint: Sendable {
    /// The most characters of an address.
    public static let limit = 300
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// - Parameter address: a number, an address, opening hours; empty for the county's own.
    /// - Throws: `MonitoringError.invalidField` past the limit; `PostgresError.refused` `not-your-post`.
    public func callAsFunction(_ address: String, of village: VillageCode, by session: Session) async throws {
        let address = address.trimmingCharacters(in: .whitespacesAndNewlines)
        guard address.unicodeScalars.count <= Self.limit else {
            throw MonitoringError.invalidField("complaint", .tooLong)
        }
        _ = try await database.once(
            ReportStatement.setComplaint, .int64(village.number), .text(address), as: session.key)
    }
}
