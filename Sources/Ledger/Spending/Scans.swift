public import Commons
public import Foundation
public import Postgres

/// Scanned evidence of a payment request (bukti): PDFs and JPEGs in the vault, by hash. Whoever may read the
/// request may read them.
public struct Scans: Sendable {
    let database: Database
    let vault: Vault

    /// Largest file taken in.
    public static let byteLimit = 10 * 1_048_576

    /// Asks this database; the files lie in the vault.
    public init(_ database: Database, _ vault: Vault) {
        self.database = database
        self.vault = vault
    }

    /// What a file is, by its first bytes.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case pdf, jpeg

        /// `nil` for anything else, whatever its name says.
        public init?(bytes: [UInt8]) {
            if bytes.starts(with: Array("%PDF-".utf8)) {
                self = .pdf
            } else if bytes.starts(with: [0xff, 0xd8, 0xff]) {
                self = .jpeg
            } else {
                return nil
            }
        }
    }

    /// One scan.
    public struct Scan: Hashable, Sendable, Identifiable {
        /// The scan.
        public let id: UUID
        /// SHA-256 of its bytes.
        public let hash: ContentHash
        /// Size.
        public let bytes: Int
        /// What it is.
        public let kind: Kind
        /// As its sender called it. Personal: not for public pages.
        public let name: String
    }

    /// Stores a file and attaches it to a request.
    /// - Parameter id: made by the caller; the same call under the same id changes nothing.
    /// - Throws: `.treasury(.scanRefused)` for what is neither PDF nor JPEG, too large, one too many or there
    ///   already; `.wrongState`, `.notFound`, `.notYourPost`; `VaultError`.
    public func attach(
        _ id: UUID, to spp: UUID, name: String, bytes: [UInt8], by session: Session
    ) async throws {
        guard bytes.count <= Self.byteLimit else {
            throw LedgerError.treasury(.scanRefused(reason: "too-large"))
        }
        guard let kind = Kind(bytes: bytes) else {
            throw LedgerError.treasury(.scanRefused(reason: "unknown-format"))
        }
        // Only a request that this person sees is worth a file.
        _ = try await list(of: spp, by: session)
        let file = try await vault.begin(limit: Self.byteLimit)
        try await file.write(bytes)
        let hash = try await file.finish()
        try await file.keep(as: hash)
        _ = try await database.ask(
            SPPStatement.attachScan, .uuid(id), .uuid(spp), .bytes(hash.bytes), .int(bytes.count),
            .text(kind.rawValue), .text(name), as: session.key
        ) { rows throws(PostgresError) in rows.count }
    }

    /// Takes a scan off a request that still lies with whoever asked; the file stays.
    /// - Throws: `.notRequester`, `.wrongState`, `.notFound`, `.notYourPost`.
    public func detach(_ id: UUID, by session: Session) async throws(LedgerError) {
        _ = try await database.ask(SPPStatement.detachScan, .uuid(id), as: session.key) {
            rows throws(PostgresError) in rows.count
        }
    }

    /// In the order they came.
    /// - Throws: `.notFound` also for a request outside the reader's scope.
    public func list(of spp: UUID, by session: Session) async throws(LedgerError) -> [Scan] {
        let found = try await database.ask(SPPStatement.scans, .uuid(spp), as: session.key) {
            rows throws(PostgresError) in try rows.values { row throws(PostgresError) in try Scan(row: row) }
        }
        guard !found.isEmpty else { throw .notFound(kind: "spp") }
        return found.compactMap { $0 }
    }

    /// A scan's bytes, for a download.
    /// - Throws: `.notFound`; `VaultError` where the file is gone or damaged.
    public func bytes(of id: UUID, in spp: UUID, by session: Session) async throws -> (Scan, [UInt8]) {
        guard let scan = try await list(of: spp, by: session).first(where: { $0.id == id }) else {
            throw LedgerError.notFound(kind: "scan")
        }
        return (scan, try await vault.bytes(of: scan.hash, limit: Self.byteLimit))
    }
}

extension Scans.Scan {
    /// `nil` for the row of a request without scans.
    init?(row: Row) throws(PostgresError) {
        guard let id = try row.uuidOrNil("id") else { return nil }
        guard let hash = ContentHash(try row.bytes("sha256")) else { throw .decoding(column: "sha256") }
        self.init(
            id: id, hash: hash, bytes: try row.int("bytes"),
            kind: try row.read("kind", Scans.Kind.init(rawValue:)), name: try row.text("name"))
    }
}
