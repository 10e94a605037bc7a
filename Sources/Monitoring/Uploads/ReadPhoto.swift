public import Commons
public import Foundation
internal import GeoIndex
public import Postgres

/// Which picture of a photo is wanted.
public enum PhotoSize: String, CaseIterable, Sendable {
    /// Re-encoded, 320 pixels on its long side.
    case thumbnail
    /// Re-encoded, 1,600 pixels.
    case display
    /// The bytes as they came: only ever as a download, never inline.
    case original
}

/// A receipt with everything said of the photo.
public struct PhotoRecord: Sendable {
    public let id: UUID
    public let village: Int64
    public let sha256: ContentHash
    /// Kept apart, each with its source.
    public let claims: [LocationClaim]
    /// DateTimeOriginal, the satellites' clock, the phone's clock, the server's clock.
    public let exifAt: Date?
    public let gpsAt: Date?
    public let deviceAt: Date?
    public let receivedAt: Date
    public let receivedFrom: String?
    /// Whom the capture link was shared with, where it came through one; `receivedFrom` is then the sharer.
    public let linkLabel: String?
    /// Stable codes, `photo.note.CODE`.
    public let notes: [String]
    public let camera: String
}

/// Gives a photo to those who may see its receipt.
public struct ReadPhoto: Sendable {
    let database: Database
    let vault: Vault
    let workers: PhotoWorkers

    public init(_ database: Database, _ vault: Vault, _ workers: PhotoWorkers) {
        self.database = database
        self.vault = vault
        self.workers = workers
    }

    /// - Throws: `MonitoringError.notFound` for a receipt that is not there or not the reader's to see.
    public func record(_ receipt: UUID, by session: Session) async throws -> PhotoRecord {
        guard
            let row = try await database.once(UploadStatement.receipt, .uuid(receipt), as: session.key).first,
            let hash = ContentHash(try row.bytes("sha256"))
        else { throw MonitoringError.notFound(kind: "photo") }
        let claims = try await database.once(UploadStatement.claims, .uuid(receipt), as: session.key)
        let facts = try JSONDecoder().decode(Kept.self, from: Data(row.text("facts").utf8))
        return PhotoRecord(
            id: receipt, village: try row.int64("village"), sha256: hash,
            claims: try claims.compactMap(LocationClaim.init(row:)), exifAt: try row.momentOrNil("exif_at"),
            gpsAt: try row.momentOrNil("gps_at"), deviceAt: try row.momentOrNil("device_at"),
            receivedAt: try row.moment("received_at"), receivedFrom: try row.textOrNil("person_name"),
            linkLabel: try row.textOrNil("link_label"),
            notes: facts.notes ?? [], camera: facts.device ?? "")
    }

    /// Whether this village has sent these bytes already: the receipt, for a queue that lost the answer.
    public func receipt(of hash: ContentHash, in village: VillageCode, by session: Session) async throws
        -> UUID?
    {
        try await database.once(
            UploadStatement.receiptOfHash, .int64(village.number), .bytes(hash.bytes), as: session.key
        ).first?.uuid("id")
    }

    /// A JPEG. Copies are made when first asked for and kept.
    /// - Throws: `MonitoringError.notFound`, `.photoRefused`; `VaultError`; `PhotoWorkers.Busy`.
    public func bytes(_ receipt: UUID, _ size: PhotoSize, by session: Session) async throws -> [UInt8] {
        let hash = try await record(receipt, by: session).sha256
        guard size != .original else { return try await vault.bytes(of: hash) }
        return try await PictureCopies(vault: vault, workers: workers).bytes(of: hash, size)
    }

    private struct Kept: Decodable {
        let notes: [String]?
        let device: String?
    }
}
