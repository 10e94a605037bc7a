public import Commons
public import Foundation
public import GeoIndex
public import Postgres

/// What a map shows of one work.
public struct MapWork: Hashable, Sendable {
    public let id: UUID
    public let name: String
    public let village: Int64
    public let villageName: String
    public let kind: WorkKind
    public let year: Int
    public let fund: String
    public let state: WorkState
    public let stage: Int
    public let budget: Rupiah
    public let flagCount: Int
    public let gravestFlag: FlagRank
    public let shape: Shape
}

/// Works of one cell of the map's grid, counted.
public struct MapCluster: Hashable, Sendable {
    /// The mean of their centres.
    public let longitude: Double
    public let latitude: Double
    public let works: Int
    public let planned: Int
    public let running: Int
    public let done: Int
    /// How many carry a live alert, and how many a warning at most.
    public let alerts: Int
    public let warnings: Int
}

/// One view of the map: single works where they can be told apart, else clusters.
public enum MapView: Sendable {
    case clusters([MapCluster])
    case works([MapWork])
}

/// Answers what the map shows in a box at a zoom level, from the works the reader may see.
public struct MapWorks: Sendable {
    /// From this zoom on single works are shown.
    public static let singleZoom = 13
    /// The most single works in a view; where there are more, clusters are given at any zoom.
    public static let largestCount = 2_000
    /// A cell's width on the screen.
    private static let cellPixels = 64.0
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// - Parameters:
    ///   - box: what is on the screen.
    ///   - zoom: of web maps (256-pixel tiles), cut to 0…22.
    ///   - filter: `villages`, `activity` and `search` are not looked at.
    public func callAsFunction(
        _ box: Bounds, zoom: Int, _ filter: ProjectFilter = ProjectFilter(), by session: Session
    ) async throws -> MapView {
        let zoom = min(max(zoom, 0), 22)
        if zoom >= Self.singleZoom {
            let works = try await works(box, filter, session)
            if works.count <= Self.largestCount { return .works(works) }
        }
        return .clusters(try await clusters(box, zoom, filter, session))
    }

    private func works(_ box: Bounds, _ filter: ProjectFilter, _ session: Session) async throws -> [MapWork] {
        try await database.once(
            SiteStatement.mapWorks, .double(box.west), .double(box.south), .double(box.east),
            .double(box.north),
            .optional(filter.year), .optional(filter.fund), .optional(filter.state?.rawValue),
            .optional(filter.flag?.rawValue), as: session.key
        ).map(MapWork.init)
    }

    private func clusters(
        _ box: Bounds, _ zoom: Int, _ filter: ProjectFilter, _ session: Session
    ) async throws -> [MapCluster] {
        let width = 360 / Double(1 << zoom) / 256 * Self.cellPixels
        // Mercator: a pixel is as many degrees of longitude everywhere, of latitude fewer away from the
        // equator.
        let height = width * cos(box.centre.latitude.rounded() * .pi / 180)
        return try await database.once(
            SiteStatement.mapCells, .double(box.west), .double(box.south), .double(box.east),
            .double(box.north),
            .double(width), .double(height), .optional(filter.year), .optional(filter.fund),
            .optional(filter.state?.rawValue), .optional(filter.flag?.rawValue), as: session.key
        ).map(MapCluster.init)
    }
}

extension MapWork {
    init(_ row: Row) throws {
        id = try row.uuid("id")
        name = try row.text("name")
        village = try row.int64("village")
        villageName = try row.text("village_name")
        kind = try row.word("kind")
        year = try row.int("year")
        fund = try row.text("fund")
        state = try row.word("state")
        stage = try row.int("stage")
        budget = Rupiah(sen: try row.int64("budget_sen"))
        flagCount = try row.int("flags")
        gravestFlag = FlagRank(rawValue: try row.int("rank")) ?? .none
        shape = try row.shape("geometry")
    }
}

extension MapCluster {
    init(_ row: Row) throws {
        longitude = try row.double("longitude")
        latitude = try row.double("latitude")
        works = try row.int("works")
        planned = try row.int("planned")
        running = try row.int("running")
        done = try row.int("done")
        alerts = try row.int("alerts")
        warnings = try row.int("warnings")
    }
}
