public import Commons
public import Foundation
internal import GeoIndex
public import Postgres

/// What a manager says was built, before it is stored.
public struct ProgressDraft: Hashable, Sendable {
    /// A photo of the report, by its receipt, with the pin a person put.
    public struct Photo: Hashable, Sendable {
        public let receipt: UUID
        /// A claim of source `pin`.
        public let pin: LocationClaim?

        public init(receipt: UUID, pin: LocationClaim? = nil) {
            (self.receipt, self.pin) = (receipt, pin)
        }
    }

    /// The most photos of one report.
    public static let largestPhotoCount = 20
    /// Percent.
    public let stage: Int
    /// Built so far, in the work's unit.
    public let quantity: Quantity?
    /// Physical percentage where no target volume says it; nil: the stage speaks.
    public let percent: Int?
    public let note: String
    /// The day it was so: `2026-11-22`.
    public let day: String
    public let photos: [Photo]

    /// - Throws: `MonitoringError.invalidField`.
    public init(
        stage: Int, quantity: Quantity? = nil, percent: Int? = nil, note: String = "", day: String,
        photos: [Photo] = []
    ) throws(MonitoringError) {
        guard (0...100).contains(stage) else { throw .invalidField("stage", .outOfRange) }
        guard percent.map({ (0...100).contains($0) }) ?? true else {
            throw .invalidField("percent", .outOfRange)
        }
        guard note.unicodeScalars.count <= 2_000 else { throw .invalidField("note", .tooLong) }
        guard isCalendarDay(day) else { throw .invalidField("day", day.isEmpty ? .missing : .malformed) }
        guard photos.count <= Self.largestPhotoCount else { throw .invalidField("photos", .outOfRange) }
        guard Set(photos.map(\.receipt)).count == photos.count else {
            throw .invalidField("photos", .malformed)
        }
        (self.stage, self.quantity, self.note, self.day, self.photos) = (stage, quantity, note, day, photos)
        self.percent = percent
    }

    var json: String {
        get throws {
            try jsonText(
                Fields(
                    stage: stage, quantity: quantity?.plain, percent: percent, note: note, day: day,
                    receipts: photos.map { $0.receipt.uuidString.lowercased() }))
        }
    }

    private struct Fields: Encodable {
        let stage: Int, quantity: String?, percent: Int?, note: String, day: String, receipts: [String]
    }
}

/// What a report was answered with: the photos in words' keys, and where the work stands now.
public struct ProgressAnswer: Sendable {
    public let id: UUID
    public let ordinal: Int
    public let state: WorkState
    public let stage: Int
    /// In the order of the draft.
    public let judgements: [PhotoJudgement]
}

/// Reports progress with photos, each judged against the newest planned site.
public struct ReportProgress: Sendable {
    private static let attempts = 3
    let database: Database
    let boundaries: Boundaries

    public init(_ database: Database, _ boundaries: Boundaries) {
        self.database = database
        self.boundaries = boundaries
    }

    /// - Parameter id: made by the form; the same report sent again is one report.
    /// - Throws: `MonitoringError.notFound`; `PostgresError.refused` `not-your-post`, `project-cancelled`,
    ///   `date-in-future`, `unknown-photo`, `id-reused`.
    public func callAsFunction(
        _ id: UUID, of project: UUID, _ draft: ProgressDraft, by session: Session
    ) async throws -> ProgressAnswer {
        for _ in 1..<Self.attempts {
            do {
                return try await attempt(id, project, draft, session)
            } catch PostgresError.refused(let refusal) where refusal.code == "site-moved" {
                continue  // someone drew the site anew meanwhile: judge against that
            }
        }
        return try await attempt(id, project, draft, session)
    }

    /// What the answer would be, without storing anything.
    public func preview(
        of project: UUID, _ photos: [ProgressDraft.Photo], by session: Session
    ) async throws -> [PhotoJudgement] {
        let ground = try await ground(of: project, session)
        return try await judge(photos, ground, session)
    }

    private func attempt(
        _ id: UUID, _ project: UUID, _ draft: ProgressDraft, _ session: Session
    ) async throws -> ProgressAnswer {
        let ground = try await ground(of: project, session)
        let judgements = try await judge(draft.photos, ground, session)
        let judged = zip(draft.photos, judgements).map { Judged(receipt: $0.receipt, pin: $0.pin, $1) }
        let row = try await database.once(
            UploadStatement.reportProgress, .uuid(id), .uuid(project), .json(try draft.json),
            .optional(ground.siteOrdinal), .json(try jsonText(judged)), as: session.key
        ).one()
        return ProgressAnswer(
            id: id, ordinal: try row.int("ordinal"), state: try row.word("state"),
            stage: try row.int("stage"),
            judgements: judgements)
    }

    private struct Ground {
        let village: Int64
        let siteOrdinal: Int?
        let judgement: JudgementGround
    }

    private func ground(of project: UUID, _ session: Session) async throws -> Ground {
        guard
            let row = try await database.once(
                UploadStatement.judgementGround, .uuid(project), as: session.key
            ).first
        else { throw MonitoringError.notFound(kind: "project") }
        let village = try row.int64("village")
        let boundary = try await boundaries.map(of: session.regency).village(village)?.boundary
        let plan = try row.bytesOrNil("geometry") == nil ? nil : row.shape("geometry")
        return Ground(
            village: village, siteOrdinal: try row.intOrNil("site_ordinal"),
            judgement: JudgementGround(
                plan: plan, boundary: boundary, earliest: try row.moment("earliest"),
                tolerances: try PhotoTolerances(json: row.text("tolerances"))))
    }

    private func judge(
        _ photos: [ProgressDraft.Photo], _ ground: Ground, _ session: Session
    ) async throws -> [PhotoJudgement] {
        guard !photos.isEmpty else { return [] }
        let rows = try await database.once(
            UploadStatement.testimonies, .int64(ground.village), .uuids(photos.map(\.receipt)),
            as: session.key)
        let byReceipt = Dictionary(grouping: try rows.map { (try $0.uuid("id"), $0) }, by: \.0)
        return try photos.map { photo in
            guard let rows = byReceipt[photo.receipt]?.map(\.1), let first = rows.first else {
                throw PostgresError.refused(
                    Refusal(
                        code: "unknown-photo",
                        facts: ["receipt": .text(photo.receipt.uuidString.lowercased())]))
            }
            let testimony = PhotoTestimony(
                claims: try rows.compactMap(LocationClaim.init(row:)),
                takenAt: try first.momentOrNil("taken_at"),
                receivedAt: try first.moment("received_at"), isCoarse: try first.bool("is_coarse"))
            return PhotoJudgement(testimony, against: ground.judgement)
        }
    }
}

/// A judged photo as the SQL function reads it.
private struct Judged: Encodable {
    let receipt: UUID, basis: String?, distanceM: Double?, toleranceM: Double?
    let location: String, inVillage: String, timeWindow: String, pin: StoredClaim?

    init(receipt: UUID, pin: LocationClaim?, _ judgement: PhotoJudgement) {
        self.receipt = receipt
        self.pin = pin?.stored
        (basis, location) = (judgement.basis?.rawValue, judgement.location.rawValue)
        (distanceM, toleranceM) = (judgement.distance?.value, judgement.tolerance?.value)
        (inVillage, timeWindow) = (judgement.village.rawValue, judgement.time.rawValue)
    }
}

extension LocationClaim {
    /// Nil for a receipt without claims.
    init?(row: Row) throws {
        guard let source = try row.textOrNil("source").flatMap(ClaimSource.init(rawValue:)) else {
            return nil
        }
        try self.init(
            source: source, latitude: row.double("latitude"), longitude: row.double("longitude"),
            accuracyMetres: row.doubleOrNil("accuracy_m"), nonce: row.bytesOrNil("nonce"),
            fixedAt: row.momentOrNil("fixed_at"),
            nonceState: row.textOrNil("nonce_state").flatMap(NonceState.init(rawValue:)))
    }
}
