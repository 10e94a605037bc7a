public import Commons
public import Foundation
internal import GeoIndex
public import Postgres

/// How far a citizen's report has come.
public enum ReportState: String, CaseIterable, Hashable, Sendable {
    case received, looking, closed
}

/// The code a reporter is given: twelve signs that nobody guesses; only its hash is kept.
public struct ReportCode: Hashable, Sendable {
    /// As it is shown: `7KQF-9XWM-2RTA`.
    public let text: String
    /// Without letters and digits that look alike.
    private static let signs = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
    private static let length = 12

    public static func random() -> ReportCode {
        let bytes = Sodium.randomBytes(length)
        return ReportCode(signs: bytes.map { signs[Int($0) % signs.count] })
    }

    /// As somebody types it, with or without hyphens; nil for what can't be a code.
    public init?(typed: String) {
        let typed = typed.uppercased().filter { $0 != "-" && $0 != " " }
        guard typed.count == Self.length, typed.allSatisfy(Self.signs.contains) else { return nil }
        self.init(signs: Array(typed))
    }

    private init(signs: [Character]) {
        text = stride(from: 0, to: signs.count, by: 4).map { String(signs[$0..<min($0 + 4, signs.count)]) }
            .joined(separator: "-")
    }

    var hash: [UInt8] { SHA256.sum(of: Array("report \(text)".utf8)) }
}

/// What somebody saw of a work, as the inspector reads it. Who wrote is not known.
public struct CitizenReport: Hashable, Sendable {
    public let id: UUID
    public let ordinal: Int64
    public let village: Int64
    public let villageName: String
    public let project: UUID
    public let projectName: String
    public let message: String
    /// The photo sent along.
    public let photo: ContentHash?
    public let location: LocationVerdict?
    public let distanceMetres: Double?
    public let receivedAt: Date
    public let state: ReportState
    public let answer: String
    public let answeredAt: Date?
    public let revision: Int

    init(_ row: Row) throws {
        (id, ordinal) = (try row.uuid("id"), try row.int64("ordinal"))
        (village, villageName) = (try row.int64("about_village"), try row.text("village_name"))
        (project, projectName) = (try row.uuid("project"), try row.text("project_name"))
        message = try row.text("message")
        photo = try row.bytesOrNil("sha256").flatMap(ContentHash.init)
        location = try row.textOrNil("location").flatMap(LocationVerdict.init(rawValue:))
        distanceMetres = try row.doubleOrNil("distance_m")
        receivedAt = try row.moment("received_at")
        state = try row.word("state")
        answer = try row.text("answer")
        answeredAt = try row.momentOrNil("answered_at")
        revision = try row.int("revision")
    }
}

/// What the code shows of a report.
public struct ReportStanding: Hashable, Sendable {
    public let receivedAt: Date
    public let work: String
    public let villageName: String
    public let state: ReportState
    public let answer: String
    public let answeredAt: Date?
}

/// Takes reports of anyone, shows them to the inspector, and the answer to whoever has the code.
public struct CitizenReports: Sendable {
    static let messageLimit = 4_000
    let database: Database
    let vault: Vault
    let workers: PhotoWorkers
    let pictures: PictureCopies
    let limits = PhotoLimits.standard

    public init(_ database: Database, _ vault: Vault, _ workers: PhotoWorkers) {
        (self.database, self.vault, self.workers) = (database, vault, workers)
        pictures = PictureCopies(vault: vault, workers: workers)
    }

    /// Takes a report in.
    /// - Parameters:
    ///   - id: made by the form.
    ///   - photo: the bytes of a JPEG; its metadata is read for the inspector and shown to nobody else.
    /// - Returns: the code by which its sender can ask.
    /// - Throws: `MonitoringError.invalidField`, `.photoRefused`; `PostgresError.refused` `not-found`,
    ///   `too-many-requests`.
    public func submit(
        _ id: UUID, about work: UUID, in village: VillageCode, _ message: String, photo: [UInt8]?
    ) async throws -> ReportCode {
        let message = message.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !message.isEmpty else { throw MonitoringError.invalidField("message", .missing) }
        guard message.unicodeScalars.count <= Self.messageLimit else {
            throw MonitoringError.invalidField("message", .tooLong)
        }
        var (hash, facts): (ContentHash?, ReportPhoto?) = (nil, nil)
        if let photo { (hash, facts) = try await take(photo, work, village) }
        let code = ReportCode.random()
        _ = try await database.once(
            ReportStatement.submit, .uuid(id), .int64(village.number), .uuid(work), .bytes(code.hash),
            .text(message), .optional(hash?.bytes), .json(facts.map { try jsonText($0) } ?? "{}"), as: nil)
        return code
    }

    private struct ReportPhoto: Encodable {
        let bytes: Int, facts: ReceiptFacts, location: String, distanceM: Double?
    }

    private func take(
        _ bytes: [UInt8], _ work: UUID, _ village: VillageCode
    ) async throws -> (ContentHash, ReportPhoto) {
        let file = try await vault.begin(limit: limits.byteCount)
        do { try await file.write(bytes) } catch VaultError.tooLarge {
            throw MonitoringError.photoRefused(
                PhotoRefusal(.tooManyBytes, ["limit": limits.byteCount / 1_000_000]))
        }
        let hash = try await file.finish()
        let (path, inspector) = (file.path, PhotoInspector(limits: limits))
        let read: Result<PhotoFacts, PhotoRefusal> = try await workers.whenFree {
            Result { () throws(PhotoRefusal) in try inspector.inspect(fileAt: path) }
        }
        guard case .success(let facts) = read else {
            if case .failure(let refusal) = read { throw MonitoringError.photoRefused(refusal) }
            throw MonitoringError.otherContent
        }
        try await file.keep(as: hash)
        let judged = try await judge(facts, work, village)
        return (
            hash,
            ReportPhoto(
                bytes: facts.byteCount, facts: ReceiptFacts(facts, deviceAt: nil),
                location: judged.location.rawValue, distanceM: judged.distance?.value)
        )
    }

    private func judge(_ facts: PhotoFacts, _ work: UUID, _ village: VillageCode) async throws
        -> PhotoJudgement
    {
        guard
            let row = try await database.once(
                ReportStatement.ground, .int64(village.number), .uuid(work), as: nil
            ).first
        else { throw MonitoringError.notFound(kind: "project") }
        let plan = try row.bytesOrNil("geometry") == nil ? nil : row.shape("geometry")
        let isCoarse = facts.notes.contains { $0.code == "position-coarse" }
        return PhotoJudgement(
            PhotoTestimony(claims: facts.claims, takenAt: Date(), receivedAt: Date(), isCoarse: isCoarse),
            against: JudgementGround(
                plan: plan, boundary: nil, earliest: try row.moment("earliest"),
                tolerances: try PhotoTolerances(json: row.text("tolerances"))))
    }

    /// Where a report stands, for whoever has its code; nil for an unknown one.
    public func standing(_ code: ReportCode) async throws -> ReportStanding? {
        guard let row = try await database.once(ReportStatement.status, .bytes(code.hash), as: nil).first
        else { return nil }
        return ReportStanding(
            receivedAt: try row.moment("received_at"), work: try row.text("work"),
            villageName: try row.text("village_name"), state: try row.word("state"),
            answer: try row.text("answer"), answeredAt: try row.momentOrNil("answered_at"))
    }

    /// The reports an inspector may see, the newest first.
    public func list(
        _ state: ReportState?, after: Int64? = nil, limit: Int = 50, by session: Session
    ) async throws -> Listing<CitizenReport> {
        let limit = min(max(limit, 1), 500)
        let rows = try await database.once(
            ReportStatement.reports, .optional(after), .optional(state?.rawValue), .null, .int(limit + 1),
            as: session.key)
        return Listing(try rows.map(CitizenReport.init), limit: limit, cursor: \.ordinal)
    }

    /// - Throws: `MonitoringError.notFound`.
    public func read(_ id: UUID, by session: Session) async throws -> CitizenReport {
        let rows = try await database.once(
            ReportStatement.reports, .null, .null, .uuid(id), .int(1), as: session.key)
        guard let row = rows.first else { throw MonitoringError.notFound(kind: "citizen-report") }
        return try CitizenReport(row)
    }

    /// The photo of a report, re-encoded.
    /// - Throws: `MonitoringError.notFound`.
    public func picture(_ id: UUID, _ size: PhotoSize, by session: Session) async throws -> [UInt8] {
        guard size != .original, let hash = try await read(id, by: session).photo else {
            throw MonitoringError.notFound(kind: "photo")
        }
        return try await pictures.bytes(of: hash, size)
    }

    /// Takes a report up or closes it, with an answer its sender can read.
    /// - Returns: the new revision.
    /// - Throws: `PostgresError.refused` `not-your-post`, `stale-revision`, `reason-missing`.
    public func answer(
        _ id: UUID, revision: Int, _ state: ReportState, _ text: String, by session: Session
    ) async throws -> Int {
        guard text.unicodeScalars.count <= Self.messageLimit else {
            throw MonitoringError.invalidField("answer", .tooLong)
        }
        return try await database.once(
            ReportStatement.answer, .uuid(id), .int(revision), .text(state.rawValue), .text(text),
            as: session.key
        ).one().int("revision")
    }
}

/// A photo of a work's report, and whether anyone may see it.
public struct ReleasablePhoto: Hashable, Sendable {
    public let progress: UUID
    public let receipt: UUID
    /// Percent.
    public let stage: Int
    public let day: String
    /// The public picture's id; nil where it is not released.
    public let release: UUID?
}

/// Releases photos to the public: only after a person said that nobody in them can be recognised.
public struct ReleasePhotos: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// The photos of a work's reports that stand.
    public func photos(of project: UUID, by session: Session) async throws -> [ReleasablePhoto] {
        try await database.once(ReportStatement.photosToRelease, .uuid(project), as: session.key).map { row in
            ReleasablePhoto(
                progress: try row.uuid("progress"), receipt: try row.uuid("receipt"),
                stage: try row.int("stage"), day: try row.text("day"), release: try row.uuidOrNil("release"))
        }
    }

    /// - Throws: `PostgresError.refused` `not-found`, `not-your-post`.
    public func release(_ receipt: UUID, of progress: UUID, by session: Session) async throws {
        _ = try await database.once(
            ReportStatement.releasePhoto, .uuid(progress), .uuid(receipt), as: session.key)
    }

    /// - Throws: as releasing.
    public func withdraw(_ receipt: UUID, of progress: UUID, by session: Session) async throws {
        _ = try await database.once(
            ReportStatement.withdrawPhoto, .uuid(progress), .uuid(receipt), as: session.key)
    }
}
