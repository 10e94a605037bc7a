public import Commons
public import Foundation
internal import GeoIndex
public import Postgres

/// How a photo came to a link's page.
public enum CaptureMode: String, CaseIterable, Hashable, Sendable {
    /// The page's own camera took it.
    case camera
    /// A file chosen in the page.
    case file
    /// The plain form, without script.
    case form
}

/// What a capture page says of a photo beside its bytes.
public struct CaptureDraft: Hashable, Sendable {
    /// Photos taken in one go; they become one report.
    public let photoSet: UUID
    /// Percent.
    public let stage: Int
    public let note: String
    /// The phone's calendar day: `2026-11-22`.
    public let day: String
    public let mode: CaptureMode
    /// The phone's clock at the shutter.
    public let capturedAt: Date?
    /// The phone's position then.
    public let place: LocationClaim?

    /// - Throws: `MonitoringError.invalidField`.
    public init(
        photoSet: UUID, stage: Int, note: String = "", day: String, mode: CaptureMode, capturedAt: Date?,
        place: LocationClaim?
    ) throws(MonitoringError) {
        guard (0...100).contains(stage) else { throw .invalidField("stage", .outOfRange) }
        guard note.unicodeScalars.count <= 2_000 else { throw .invalidField("note", .tooLong) }
        guard isCalendarDay(day) else { throw .invalidField("day", day.isEmpty ? .missing : .malformed) }
        (self.photoSet, self.stage, self.note, self.day) = (photoSet, stage, note, day)
        (self.mode, self.capturedAt, self.place) = (mode, capturedAt, place)
    }
}

/// The acknowledgement of a photo: what its sender must see before it forgets its own copy.
public struct CaptureAnswer: Sendable {
    /// Computed by the server over the bytes it holds.
    public let sha256: ContentHash
    public let receipt: UUID
    public let receivedAt: Date
    /// False where this link delivered the same bytes before.
    public let isNew: Bool
    public let judgement: PhotoJudgement
    public let nonceState: NonceState?
}

/// Takes a photo in through a capture link: the parts that arrived, checked against their hash, read, judged
/// against the newest site, and recorded with their report in one transaction. Sent again, it answers the
/// same.
public struct ReceiveCapture: Sendable {
    private static let attempts = 3
    let database: Database
    let vault: Vault
    let uploads: PartialUploads
    let workers: PhotoWorkers
    let boundaries: Boundaries
    let limits: PhotoLimits

    public init(
        _ database: Database, _ vault: Vault, _ uploads: PartialUploads, _ workers: PhotoWorkers,
        _ boundaries: Boundaries, limits: PhotoLimits = .standard
    ) {
        (self.database, self.vault, self.uploads, self.workers) = (database, vault, uploads, workers)
        (self.boundaries, self.limits) = (boundaries, limits)
    }

    /// Records a photo whose parts are all here.
    /// - Throws: `PartialUploadError.incomplete`; `MonitoringError.otherContent` (then nothing of it is
    ///   left), `.photoRefused`; `VaultError.noSpace`; `PhotoWorkers.Busy`; `PostgresError.refused`
    ///   `link-unknown`, `link-revoked`, `link-expired`, `link-full`, `project-cancelled`, `id-reused`,
    ///   `too-many-photos`.
    public func callAsFunction(
        _ hash: ContentHash, byteCount: Int, _ draft: CaptureDraft, through key: LinkKey
    ) async throws -> CaptureAnswer {
        if let known = try await known(hash, through: key) { return known }
        let name = PartialUploads.Name(sender: key.hash, hash: hash)
        let file: ArrivedFile
        do { file = try await uploads.finish(name, total: byteCount) } catch VaultError.otherContent {
            throw MonitoringError.otherContent
        }
        do {
            let answer = try await take(file, draft, key)
            await uploads.remove(name)
            return answer
        } catch MonitoringError.photoRefused(let refusal) {
            await uploads.remove(name)
            throw MonitoringError.photoRefused(refusal)
        }
    }

    /// Takes a file in that is in memory already: the plain form's.
    /// - Throws: as for parts.
    public func callAsFunction(
        _ bytes: [UInt8], _ draft: CaptureDraft, through key: LinkKey
    ) async throws -> CaptureAnswer {
        guard let hash = ContentHash(SHA256.sum(of: bytes)) else { throw MonitoringError.otherContent }
        let name = PartialUploads.Name(sender: key.hash, hash: hash)
        let once = AsyncStream<[UInt8]> { stream in
            stream.yield(bytes)
            stream.finish()
        }
        guard !bytes.isEmpty else { throw MonitoringError.photoRefused(PhotoRefusal(.empty)) }
        _ = try await uploads.append(once, to: name, at: 0, total: bytes.count)
        return try await self(hash, byteCount: bytes.count, draft, through: key)
    }

    /// What was answered when this link delivered these bytes before.
    public func known(_ hash: ContentHash, through key: LinkKey) async throws -> CaptureAnswer? {
        guard
            let row = try await database.once(
                CaptureStatement.captured, .bytes(key.hash), .bytes(hash.bytes), as: nil
            ).first
        else { return nil }
        return CaptureAnswer(
            sha256: hash, receipt: try row.uuid("receipt"), receivedAt: try row.moment("received_at"),
            isNew: false, judgement: try PhotoJudgement(row),
            nonceState: try row.textOrNil("nonce_state").flatMap(NonceState.init(rawValue:)))
    }

    private func take(
        _ file: ArrivedFile, _ draft: CaptureDraft, _ key: LinkKey
    ) async throws -> CaptureAnswer {
        let (path, inspector) = (file.path, PhotoInspector(limits: limits))
        let read: Result<PhotoFacts, PhotoRefusal> = try await workers.whenFree {
            Result { () throws(PhotoRefusal) in try inspector.inspect(fileAt: path) }
        }
        let facts: PhotoFacts
        switch read {
        case .success(let found): facts = found
        case .failure(let refusal): throw MonitoringError.photoRefused(refusal)
        }
        try await file.keep()
        for _ in 1..<Self.attempts {
            do {
                return try await record(file.hash, facts, draft, key)
            } catch PostgresError.refused(let refusal) where refusal.code == "site-moved" {
                continue  // someone drew the site anew meanwhile: judge against that
            }
        }
        return try await record(file.hash, facts, draft, key)
    }

    private func record(
        _ hash: ContentHash, _ facts: PhotoFacts, _ draft: CaptureDraft, _ key: LinkKey
    ) async throws -> CaptureAnswer {
        let work = try await OpenCapture(database).ground(
            key, isLate: true, nonce: draft.place?.nonce, photoSet: draft.photoSet)
        var place = draft.place
        place?.nonceState = work.nonceState
        let claims = facts.claims + [place].compactMap { $0 }
        let judgement = try await judge(claims, facts, draft, work)
        let photo = CapturedPhoto(hash, facts, draft, claims, judgement)
        let row = try await database.once(
            CaptureStatement.receive, .bytes(key.hash), .optional(work.siteOrdinal),
            .json(try jsonText(photo)), as: nil
        ).one()
        return CaptureAnswer(
            sha256: hash, receipt: try row.uuid("receipt"), receivedAt: try row.moment("received_at"),
            isNew: try row.bool("is_new"), judgement: judgement,
            nonceState: try row.textOrNil("nonce_state").flatMap(NonceState.init(rawValue:)))
    }

    private func judge(
        _ claims: [LocationClaim], _ facts: PhotoFacts, _ draft: CaptureDraft, _ work: CapturedWork
    ) async throws -> PhotoJudgement {
        let boundary = try await boundaries.map(of: work.regency).village(work.village)?.boundary
        let testimony = PhotoTestimony(
            claims: claims, takenAt: facts.moment(in: work.zone) ?? draft.capturedAt, receivedAt: Date(),
            isCoarse: facts.notes.contains { $0.code == "position-coarse" })
        return PhotoJudgement(
            testimony,
            against: JudgementGround(
                plan: work.plan, boundary: boundary, earliest: work.earliest, tolerances: work.tolerances))
    }
}

/// A photo of a link as the SQL function reads it.
private struct CapturedPhoto: Encodable {
    struct Judged: Encodable {
        let basis: String?, distanceM: Double?, toleranceM: Double?
        let location: String, inVillage: String, timeWindow: String
    }

    let id: String, sha256: String, bytes: Int, facts: ReceiptFacts, claims: [StoredClaim]
    let set: String, stage: Int, note: String, day: String, mode: String, capturedAt: String?, judged: Judged

    init(
        _ hash: ContentHash, _ facts: PhotoFacts, _ draft: CaptureDraft, _ claims: [LocationClaim],
        _ judgement: PhotoJudgement
    ) {
        id = UUID.v7().uuidString.lowercased()
        (sha256, bytes) = (hash.hexadecimal, facts.byteCount)
        self.facts = ReceiptFacts(facts, deviceAt: draft.capturedAt)
        self.claims = claims.map { $0.stored(in: draft.photoSet) }
        set = draft.photoSet.uuidString.lowercased()
        (stage, note, day, mode) = (draft.stage, draft.note, draft.day, draft.mode.rawValue)
        capturedAt = draft.capturedAt.map { $0.ISO8601Format() }
        judged = Judged(
            basis: judgement.basis?.rawValue, distanceM: judgement.distance?.value,
            toleranceM: judgement.tolerance?.value, location: judgement.location.rawValue,
            inVillage: judgement.village.rawValue, timeWindow: judgement.time.rawValue)
    }
}

extension PhotoFacts {
    /// EXIF's time, else the satellites'; a time without an offset is one of the regency's clocks.
    fileprivate func moment(in zone: TimeZone) -> Date? {
        for text in [takenAt, gpsAt].compactMap({ $0 }) {
            let reader = ISO8601DateFormatter()
            if let date = reader.date(from: text) { return date }
            reader.formatOptions = [.withFullDate, .withTime, .withColonSeparatorInTime]
            reader.timeZone = zone
            if let date = reader.date(from: String(text.prefix(19))) { return date }
        }
        return nil
    }
}

extension PhotoWorkers {
    /// Runs work once there is room, however many wait before it: nothing of a waiting photo is in memory.
    /// - Throws: `Busy` after two minutes, or what the work throws.
    func whenFree<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let deadline = ContinuousClock.now.advanced(by: .seconds(120))
        while true {
            do {
                return try await run(work)
            } catch let busy as Busy {
                guard ContinuousClock.now < deadline else { throw busy }
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }
}
