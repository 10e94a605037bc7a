public import Commons
public import Foundation
internal import GeoIndex
public import Postgres

/// A photo that was taken in: the village's receipt and what was read of the file.
public struct ReceivedPhoto: Sendable {
    /// The receipt: what reports name, and by which the photo is read again.
    public let id: UUID
    public let sha256: ContentHash
    /// False where this village had sent the same bytes before; then the receipt is that of the first time.
    public let isNew: Bool
    public let receivedAt: Date
    public let facts: PhotoFacts
}

/// Takes a photo in: streams it to disk while hashing, reads what it proves on threads of its own, keeps the
/// bytes under their hash and records the village's receipt with each claim of place and time apart.
public struct ReceivePhoto: Sendable {
    let database: Database
    let vault: Vault
    let workers: PhotoWorkers
    let limits: PhotoLimits

    public init(
        _ database: Database, _ vault: Vault, _ workers: PhotoWorkers, limits: PhotoLimits = .standard
    ) {
        self.database = database
        self.vault = vault
        self.workers = workers
        self.limits = limits
    }

    /// Takes a body in as it arrives.
    /// - Parameters:
    ///   - body: the file's bytes in pieces.
    ///   - announced: the hash the sender gave; nil where a form sends none.
    ///   - id: for the receipt, when it is the first of these bytes.
    /// - Throws: `MonitoringError.photoRefused` (also for too many bytes), `.otherContent`;
    ///   `VaultError.noSpace`;
    ///   `PhotoWorkers.Busy`; `PostgresError.refused` `not-your-post`, `post-vacant`.
    public func callAsFunction<Body: AsyncSequence & Sendable>(
        _ body: Body, announced: ContentHash?, id: UUID, in village: VillageCode,
        _ context: CaptureContext = CaptureContext(), by session: Session
    ) async throws -> ReceivedPhoto where Body.Element == [UInt8] {
        try requirePost(village, session)
        let file = try await vault.begin(limit: limits.byteCount)
        do {
            for try await piece in body { try await file.write(piece) }
        } catch VaultError.tooLarge {
            throw MonitoringError.photoRefused(
                PhotoRefusal(.tooManyBytes, ["limit": limits.byteCount / 1_000_000]))
        }
        return try await take(file, announced, id, village, context, session)
    }

    /// Takes a file in that is in memory already, such as a part of a form.
    /// - Throws: as the streaming form.
    public func callAsFunction(
        _ bytes: [UInt8], announced: ContentHash? = nil, id: UUID, in village: VillageCode,
        _ context: CaptureContext = CaptureContext(), by session: Session
    ) async throws -> ReceivedPhoto {
        let once = AsyncStream<[UInt8]> { stream in
            stream.yield(bytes)
            stream.finish()
        }
        return try await self(once, announced: announced, id: id, in: village, context, by: session)
    }

    /// Takes a file in that arrived by pieces and is whole.
    /// - Throws: as the streaming form.
    func callAsFunction(
        _ file: ArrivedFile, id: UUID, in village: VillageCode, _ context: CaptureContext, by session: Session
    ) async throws -> ReceivedPhoto {
        try requirePost(village, session)
        let facts = try await inspect(file.path)
        try await file.keep()
        return try await record(file.hash, facts, id, village, context, session)
    }

    /// Before any byte is read; the database checks again.
    private func requirePost(_ village: VillageCode, _ session: Session) throws(PostgresError) {
        guard session.holds(.manager, .treasurer, .secretary, .operator, over: village.number) else {
            throw .refused(
                Refusal(
                    code: "not-your-post", facts: ["role": "manager", "village": .integer(village.number)]))
        }
    }

    private func take(
        _ file: IncomingFile, _ announced: ContentHash?, _ id: UUID, _ village: VillageCode,
        _ context: CaptureContext, _ session: Session
    ) async throws -> ReceivedPhoto {
        let hash = try await finish(file, announced)
        let facts = try await inspect(file.path)
        try await file.keep(as: hash)
        return try await record(hash, facts, id, village, context, session)
    }

    private func record(
        _ hash: ContentHash, _ facts: PhotoFacts, _ id: UUID, _ village: VillageCode,
        _ context: CaptureContext, _ session: Session
    ) async throws -> ReceivedPhoto {
        let claims = facts.claims + context.claims
        let row = try await database.once(
            UploadStatement.receivePhoto, .uuid(id), .int64(village.number), .bytes(hash.bytes),
            .int(facts.byteCount), .json(try jsonText(ReceiptFacts(facts, deviceAt: context.deviceAt))),
            .json(try jsonText(claims.map(\.stored))), as: session.key
        ).one()
        return ReceivedPhoto(
            id: try row.uuid("id"), sha256: hash, isNew: try row.bool("is_new"),
            receivedAt: try row.moment("received_at"), facts: facts)
    }

    private func finish(_ file: IncomingFile, _ announced: ContentHash?) async throws -> ContentHash {
        let hash = try await file.finish()
        if let announced, announced != hash { throw MonitoringError.otherContent }
        return hash
    }

    private func inspect(_ path: String) async throws -> PhotoFacts {
        let inspector = PhotoInspector(limits: limits)
        let read: Result<PhotoFacts, PhotoRefusal> = try await workers.whenFree {
            Result { () throws(PhotoRefusal) in try inspector.inspect(fileAt: path) }
        }
        switch read {
        case .success(let facts): return facts
        case .failure(let refusal): throw MonitoringError.photoRefused(refusal)
        }
    }
}

extension PhotoFacts {
    /// The file's own claim of its place; none where it gives no usable one.
    var claims: [LocationClaim] {
        guard let latitude, let longitude else { return [] }
        let accuracy = positionErrorMetres.flatMap { (0...1_000_000).contains($0) ? $0 : nil }
        do {
            return [
                try LocationClaim(
                    source: .exif, latitude: latitude, longitude: longitude, accuracyMetres: accuracy)
            ]
        } catch {
            return []
        }
    }
}

/// What was read of a photo, as it is stored with the receipt.
struct ReceiptFacts: Encodable {
    let pictureSha256: String, byteCount: Int, width: Int, height: Int, orientation: Int?, altitudeM: Double?
    let exifAt: String?, gpsAt: String?, deviceAt: String?, make: String?, model: String?, device: String
    let software: String?, pdq: String, pdqQuality: Int, difference: String, views: [String], notes: [String]

    init(_ facts: PhotoFacts, deviceAt: Date?) {
        pictureSha256 = SHA256.hexadecimal(facts.pictureSHA256)
        (byteCount, width, height) = (facts.byteCount, facts.width, facts.height)
        (orientation, altitudeM) = (facts.orientation, facts.altitudeMetres)
        (exifAt, gpsAt) = (facts.takenAt, facts.gpsAt)
        self.deviceAt = deviceAt.map { $0.ISO8601Format() }
        (make, model, software) = (facts.make, facts.model, facts.software)
        device = [facts.make, facts.model].compactMap { $0 }.joined(separator: " ")
        (pdq, pdqQuality) = (facts.hashes.pdq.hexadecimal, facts.hashes.pdqQuality)
        difference = facts.hashes.difference.hexadecimal
        views = facts.hashes.views.map(\.hexadecimal)
        notes = facts.notes.map(\.code)
    }
}
