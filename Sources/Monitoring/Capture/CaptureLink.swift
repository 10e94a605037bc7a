public import Commons
public import Foundation
public import Postgres

/// What the holder of a capture link carries; the database knows only its hash.
public struct LinkKey: Hashable, Sendable {
    /// SHA-256 of the token, 32 bytes.
    public let hash: [UInt8]

    /// Nil for what can't be a token of ours.
    public init?(token: String) {
        guard let token = Token(received: token) else { return nil }
        hash = token.hash
    }
}

/// A capture link (*tautan foto*) as its work's page lists it. Its token is not here: nobody can read it
/// again.
public struct CaptureLink: Hashable, Sendable {
    public enum State: String, CaseIterable, Hashable, Sendable {
        case open, over, revoked
    }

    public let id: UUID
    /// Whom it was shared with.
    public let label: String
    public let sharedBy: String?
    public let madeAt: Date
    public let expiresAt: Date
    public let state: State
    public let photos: Int
    public let lastPhotoAt: Date?

    init(_ row: Row) throws {
        id = try row.uuid("id")
        label = try row.text("label")
        sharedBy = try row.textOrNil("shared_name")
        madeAt = try row.moment("made_at")
        expiresAt = try row.moment("expires_at")
        let isOver = try row.bool("is_over")
        state = try row.momentOrNil("revoked_at") != nil ? .revoked : isOver ? .over : .open
        photos = try row.int("photos")
        lastPhotoAt = try row.momentOrNil("last_at")
    }
}

/// A link just made, with the only copy of its token.
public struct SharedLink: Sendable {
    public let id: UUID
    /// 43 characters that stand in the address of the capture page.
    public let token: String
    public let expiresAt: Date
}

/// Shares, lists and closes the capture links of a work.
public struct CaptureLinks: Sendable {
    /// For how many days a link may be shared.
    public static let days = 1...60
    static let labelLimit = 100
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// Shares a link to one work.
    /// - Parameters:
    ///   - id: made by the form: the same form sent again makes no second link.
    ///   - label: whom it is for, such as *Pak Slamet, mandor*.
    /// - Throws: `MonitoringError.invalidField`; `PostgresError.refused` `not-your-post`, `not-found`,
    ///   `project-cancelled`, `too-many-links`, `id-reused`.
    public func share(
        _ id: UUID, of project: UUID, with label: String, days: Int, by session: Session
    ) async throws -> SharedLink {
        let label = label.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !label.isEmpty else { throw MonitoringError.invalidField("label", .missing) }
        guard label.count <= Self.labelLimit else { throw MonitoringError.invalidField("label", .tooLong) }
        guard Self.days.contains(days) else { throw MonitoringError.invalidField("days", .outOfRange) }
        let token = Token.random()
        let row = try await database.once(
            CaptureStatement.share, .uuid(id), .uuid(project), .bytes(token.hash), .text(label), .int(days),
            as: session.key
        ).one()
        return SharedLink(id: id, token: token.text, expiresAt: try row.moment("expires_at"))
    }

    /// The links of a work, the newest first; none where it is not the reader's to see.
    public func list(of project: UUID, by session: Session) async throws -> [CaptureLink] {
        try await database.once(CaptureStatement.links, .uuid(project), as: session.key).map(CaptureLink.init)
    }

    /// Closes a link at once.
    /// - Returns: the work it was for.
    /// - Throws: `PostgresError.refused` `not-found`, `not-your-post`.
    public func revoke(_ id: UUID, by session: Session) async throws -> UUID {
        try await database.once(CaptureStatement.revoke, .uuid(id), as: session.key).one().uuid("project")
    }
}
