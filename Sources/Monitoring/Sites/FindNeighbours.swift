public import Commons
public import Foundation
public import GeoIndex
public import Postgres

/// What a person may know of any work near a site, in every village and of every agency (docs/disclosure.md):
/// never people or photos.
public struct Neighbour: Hashable, Sendable {
    public let project: UUID
    public let village: Int64
    public let villageName: String
    public let name: String
    public let kind: WorkKind
    public let isMaintenance: Bool
    public let year: Int
    public let fund: String
    public let owner: WorkOwner
    public let state: WorkState
    /// Geodesic; 0 where the sites touch.
    public let distance: Metres
    /// For two lines: the share of the shorter that runs along the other within 15 m, 0–1.
    public let sharedLine: Double?
    public let shape: Shape
}

/// Shows what is planned or built around a site, before it is saved. Advice, not the check: that is
/// screening's.
public struct FindNeighbours: Sendable {
    /// The farthest anyone may look.
    public static let farthest: Metres = 2_000
    /// The most works in one answer.
    public static let largestCount = 50
    private static let alongside: Metres = 15
    let database: Database
    let directory: SiteDirectory

    public init(_ database: Database, _ directory: SiteDirectory) {
        self.database = database
        self.directory = directory
    }

    /// - Parameters:
    ///   - distance: cut to `farthest`.
    ///   - project: the work itself, left out.
    /// - Returns: the nearest first.
    public func callAsFunction(
        of shape: Shape, within distance: Metres = 100, except project: UUID? = nil, by session: Session
    ) async throws -> [Neighbour] {
        let sites = try await directory.current(session.regency)
        let near = sites.near(shape, within: min(distance, Self.farthest), limit: Self.largestCount + 1)
            .filter { $0.record.id != project }.prefix(Self.largestCount)
        guard !near.isEmpty else { return [] }
        let rows = try await database.once(
            SiteStatement.worksFacts, .uuids(near.map(\.record.id)), as: session.key)
        let facts = Dictionary(
            try rows.map { (try $0.uuid("project"), $0) }, uniquingKeysWith: { first, _ in first })
        return try near.compactMap { found in
            guard let row = facts[found.record.id] else { return nil }
            return try Neighbour(row, distance: found.distance, from: shape)
        }
    }

    static func sharedLine(_ first: Shape, _ second: Shape) -> Double? {
        guard !first.lines.isEmpty, !second.lines.isEmpty else { return nil }
        return first.lineOverlap(with: second, within: alongside).shareOfShorter
    }
}

extension Neighbour {
    init?(_ row: Row, distance: Metres, from planned: Shape) throws {
        guard try row.bytesOrNil("geometry") != nil else { return nil }
        let shape = try row.shape("geometry")
        self.init(
            project: try row.uuid("project"), village: try row.int64("village"),
            villageName: try row.text("village_name"), name: try row.text("name"), kind: try row.word("kind"),
            isMaintenance: try row.bool("is_maintenance"), year: try row.int("year"),
            fund: try row.text("fund"),
            owner: try row.word("owner"), state: try row.word("state"), distance: distance,
            sharedLine: FindNeighbours.sharedLine(planned, shape), shape: shape)
    }
}
