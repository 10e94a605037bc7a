public import Commons
public import Foundation
internal import GeoIndex
public import Postgres

/// A photo of a report with what was found when it was reported.
public struct ReportedPhoto: Hashable, Sendable {
    public let receipt: UUID
    /// 64 hexadecimal digits: what the sender's queue compares.
    public let sha256: String
    /// EXIF, else GPS, else the phone's clock.
    public let takenAt: Date?
    public let receivedAt: Date
    public let judgement: PhotoJudgement
}

/// A progress report (*laporan kemajuan*) with its photos.
public struct ProgressReport: Hashable, Sendable {
    public let id: UUID
    /// 1, 2, 3… within the work.
    public let ordinal: Int
    public let stage: Int
    public let quantity: Quantity?
    /// Physical percentage; nil where neither a target nor the report says it.
    public let percent: Int?
    public let note: String
    public let day: String
    public let reportedAt: Date
    public let reportedBy: String?
    /// Whom the capture link was shared with, where it came through one; `reportedBy` is then the sharer.
    public let linkLabel: String?
    public let isWithdrawn: Bool
    public let revision: Int
    public let photos: [ReportedPhoto]
}

/// Reads and withdraws reports.
public struct ReadProgress: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// The work's reports, the newest first; none where the work is not the reader's to see.
    public func reports(of project: UUID, by session: Session) async throws -> [ProgressReport] {
        let rows = try await database.once(UploadStatement.reports, .uuid(project), as: session.key)
        guard !rows.isEmpty else { return [] }
        let photos = try await database.once(UploadStatement.reportPhotos, .uuid(project), as: session.key)
        let byReport = Dictionary(
            grouping: try photos.map { (try $0.uuid("progress"), try ReportedPhoto($0)) }, by: \.0)
        return try rows.map { row in
            let id = try row.uuid("id")
            return ProgressReport(
                id: id, ordinal: try row.int("ordinal"), stage: try row.int("stage"),
                quantity: try row.textOrNil("quantity").flatMap(Quantity.init(stored:)),
                percent: try row.intOrNil("percent"), note: try row.text("note"),
                day: try row.text("day"), reportedAt: try row.moment("reported_at"),
                reportedBy: try row.textOrNil("person_name"),
                linkLabel: try row.textOrNil("link_label"),
                isWithdrawn: try row.text("state") == "withdrawn",
                revision: try row.int("revision"), photos: byReport[id]?.map(\.1) ?? [])
        }
    }

    /// Takes a report back; it stays readable and counts no more.
    /// - Returns: the new revision.
    /// - Throws: `PostgresError.refused` `stale-revision`, `reason-missing`, `not-your-post`, `not-found`.
    public func withdraw(_ report: UUID, revision: Int, reason: String, by session: Session) async throws
        -> Int
    {
        try await database.once(
            UploadStatement.withdrawProgress, .uuid(report), .int(revision), .text(reason), as: session.key
        ).one().int("revision")
    }
}

extension ReportedPhoto {
    init(_ row: Row) throws {
        receipt = try row.uuid("receipt")
        sha256 = SHA256.hexadecimal(try row.bytes("sha256"))
        takenAt = try row.momentOrNil("taken_at")
        receivedAt = try row.moment("received_at")
        judgement = try PhotoJudgement(row)
    }
}

extension PhotoJudgement {
    /// As it was stored with the report.
    init(_ row: Row) throws {
        self.init(
            basis: try row.textOrNil("basis").flatMap(ClaimSource.init(rawValue:)),
            distance: try row.doubleOrNil("distance_m").map { Metres($0) },
            tolerance: try row.doubleOrNil("tolerance_m").map { Metres($0) },
            location: try row.word("location"),
            village: try row.word("in_village"), time: try row.word("time_window"))
    }
}
