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
    /// The most cells of a view, the fullest first.
    static let largestCellCount = 1_000
    /// A cell's width on the screen.
    private static let cellPixels = 64.0
    let database: Database
    let directory: SiteDirectory

    public init(_ database: Database, _ directory: SiteDirectory) {
        self.database = database
        self.directory = directory
    }

    /// - Parameters:
    ///   - box: what is on the screen.
    ///   - zoom: of web maps (256-pixel tiles), cut to 0…22.
    ///   - filter: `activity` and `search` are not looked at.
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
            .optional(filter.flag?.rawValue), .optional(filter.villages?.lowerBound),
            .optional(filter.villages?.upperBound), .optional(filter.isAhead), as: session.key
        ).map(MapWork.init)
    }

    private func clusters(
        _ box: Bounds, _ zoom: Int, _ filter: ProjectFilter, _ session: Session
    ) async throws -> [MapCluster] {
        let width = 360 / Double(1 << zoom) / 256 * Self.cellPixels
        // Mercator: a pixel is as many degrees of longitude everywhere, of latitude fewer away from the
        // equator.
        let height = width * cos(box.centre.latitude.rounded() * .pi / 180)
        let flags = try await liveFlags(session)
        let sites = try await directory.current(session.regency)
        var cells: [Cell: MapCluster.Sum] = [:]
        sites.forEach { record in
            guard record.state != .cancelled, let bounds = record.bounds, box.intersects(bounds),
                filter.takes(record), filter.isAhead != true || record.isAhead, session.sees(record.village)
            else { return }
            let rank = flags[record.id] ?? 0
            if let least = filter.flag?.rawValue, rank < least { return }
            let centre = bounds.centre
            let cell = Cell(
                column: Int32((centre.longitude / width).rounded(.down)),
                row: Int32((centre.latitude / height).rounded(.down)))
            cells[cell, default: MapCluster.Sum()].add(centre, record.state, rank)
        }
        return cells.sorted {
            ($1.value.works, $0.key.column, $0.key.row) < ($0.value.works, $1.key.column, $1.key.row)
        }.prefix(Self.largestCellCount).map { MapCluster($0.value) }
    }

    /// The gravest live flag of each work, among those the reader may see.
    private func liveFlags(_ session: Session) async throws -> [UUID: Int] {
        var flags: [UUID: Int] = [:]
        for row in try await database.once(SiteStatement.liveFlags, as: session.key) {
            flags[try row.uuid("work")] = try row.int("rank")
        }
        return flags
    }

    private struct Cell: Hashable {
        let column: Int32
        let row: Int32
    }
}

extension Session {
    /// Whether a post of today covers the village: a list's scope, asked of what lies in memory.
    func sees(_ village: Int64) -> Bool { posts.contains { $0.covers(village) } }
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
    /// What is counted of one cell.
    struct Sum {
        var works = 0
        private var longitude = 0.0, latitude = 0.0
        private var states = [0, 0, 0]
        private var alerts = 0, warnings = 0

        mutating func add(_ centre: Position, _ state: WorkState, _ rank: Int) {
            works += 1
            longitude += centre.longitude
            latitude += centre.latitude
            switch state {
            case .planned, .cancelled: states[0] += 1
            case .running: states[1] += 1
            case .done: states[2] += 1
            }
            if rank == FlagRank.alert.rawValue { alerts += 1 }
            if rank == FlagRank.warning.rawValue { warnings += 1 }
        }

        fileprivate var cluster: MapCluster {
            MapCluster(
                longitude: longitude / Double(works), latitude: latitude / Double(works), works: works,
                planned: states[0], running: states[1], done: states[2], alerts: alerts, warnings: warnings)
        }
    }

    init(_ sum: Sum) { self = sum.cluster }
}
