public import Commons
public import Foundation
internal import GeoIndex
public import Postgres

/// The one work that the holder of a capture link sees.
public struct CapturedWork: Sendable {
    public let link: UUID
    /// Whom the link was shared with.
    public let label: String
    public let sharedBy: String?
    public let expiresAt: Date
    public let village: Int64
    public let villageName: String
    public let districtName: String
    public let project: UUID
    public let name: String
    public let state: WorkState
    /// Percent.
    public let stage: Int
    /// The percentages at which the county wants photos.
    public let stages: [Int]
    /// Photos that came through this link.
    public let photos: Int
    let regency: Int
    let siteOrdinal: Int?
    let plan: Shape?
    let earliest: Date
    let tolerances: PhotoTolerances
    let nonceState: NonceState?
    let zone: TimeZone

    init(_ row: Row) throws {
        link = try row.uuid("link")
        label = try row.text("label")
        sharedBy = try row.textOrNil("shared_name")
        expiresAt = try row.moment("expires_at")
        village = try row.int64("village")
        villageName = try row.text("village_name")
        districtName = try row.text("district_name")
        project = try row.uuid("project")
        name = try row.text("project_name")
        state = try row.word("state")
        stage = try row.int("stage")
        stages = try JSONDecoder().decode([Int].self, from: Data(row.text("stages").utf8))
        photos = try row.int("photos")
        regency = try row.int("regency")
        siteOrdinal = try row.intOrNil("site_ordinal")
        plan = try row.bytesOrNil("geometry") == nil ? nil : row.shape("geometry")
        earliest = try row.moment("earliest")
        tolerances = try PhotoTolerances(json: row.text("tolerances"))
        nonceState = try row.textOrNil("nonce_state").flatMap(NonceState.init(rawValue:))
        zone = TimeZone(identifier: try row.text("time_zone")) ?? .gmt
    }
}

/// Opens the work of a capture link, and gives its page nonces for the photo sets to come.
public struct OpenCapture: Sendable {
    /// The most nonces given at once: as many photo sets can be taken without a signal.
    public static let nonceLimit = 50
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// - Throws: `PostgresError.refused` `link-unknown`, `link-revoked`, `link-expired`.
    public func callAsFunction(_ key: LinkKey) async throws -> CapturedWork {
        try await ground(key, isLate: false, nonce: nil, photoSet: nil)
    }

    /// - Parameter isLate: also within the two weeks in which photos taken in time may still arrive.
    func ground(_ key: LinkKey, isLate: Bool, nonce: [UInt8]?, photoSet: UUID?) async throws -> CapturedWork {
        let row = try await database.once(
            CaptureStatement.ground, .bytes(key.hash), .bool(isLate), .optional(nonce), .optional(photoSet),
            as: nil
        ).one()
        return try CapturedWork(row)
    }

    /// Fresh nonces for a link's page.
    /// - Returns: each as 32 hexadecimal digits.
    /// - Throws: as opening.
    public func nonces(_ count: Int, for key: LinkKey) async throws -> [String] {
        try await nonces(count, link: key.hash, session: nil)
    }

    /// Fresh nonces for a person who is signed in.
    public func nonces(_ count: Int, by session: Session) async throws -> [String] {
        try await nonces(count, link: nil, session: session.key)
    }

    private func nonces(_ count: Int, link: [UInt8]?, session: SessionKey?) async throws -> [String] {
        let made = (0..<min(max(count, 1), Self.nonceLimit)).map { _ in
            SHA256.hexadecimal(Sodium.randomBytes(16))
        }
        _ = try await database.once(
            CaptureStatement.issueNonces, .optional(link), .texts(made.map { "\\x" + $0 }), as: session)
        return made
    }

    /// Forgets the nonces that no photo can bring any more.
    public func forgetNonces() async throws {
        _ = try await database.once(CaptureStatement.forgetNonces, as: nil)
    }
}
