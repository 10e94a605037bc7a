public import Commons
public import Foundation
public import GeoIndex
public import Postgres

/// Which works a list or map shows; nil means all.
public struct ProjectFilter: Hashable, Sendable {
    /// One village, or a whole kecamatan or regency as a range of codes.
    public var villages: ClosedRange<Int64>?
    public var year: Int?
    public var fund: String?
    public var state: WorkState?
    /// At least this grave.
    public var flag: FlagRank?
    public var activity: String?
    /// Part of the name.
    public var search: String?
    /// Money ahead of work: more than 20 points more was paid than built.
    public var isAhead: Bool?
    /// What lies on the screen of a map.
    public var box: Bounds?

    public init(
        villages: ClosedRange<Int64>? = nil, year: Int? = nil, fund: String? = nil, state: WorkState? = nil,
        flag: FlagRank? = nil, activity: String? = nil, search: String? = nil, isAhead: Bool? = nil,
        box: Bounds? = nil
    ) {
        (self.isAhead, self.box) = (isAhead, box)
        (self.villages, self.year, self.fund, self.state) = (villages, year, fund, state)
        (self.flag, self.activity, self.search) = (flag, activity, search)
    }

    /// The codes of a kecamatan, 351001 → 3510010000…3510019999.
    public static func district(_ code: Int) -> ClosedRange<Int64> {
        Int64(code) * 10_000...Int64(code) * 10_000 + 9_999
    }

    /// As the statement of exports takes them.
    var parameters: [Parameter] {
        [
            .optional(villages?.lowerBound), .optional(villages?.upperBound), .optional(year),
            .optional(fund), .optional(state?.rawValue), .optional(flag?.rawValue), .optional(pattern),
            .optional(activity), .optional(isAhead),
        ]
    }

    /// `ILIKE` pattern of the search, its own wildcards taken literally.
    var pattern: String? {
        guard let search, !search.isEmpty else { return nil }
        let escaped = search.prefix(100).reduce(into: "") { text, character in
            if ["\\", "%", "_"].contains(character) { text.append("\\") }
            text.append(character)
        }
        return "%\(escaped)%"
    }
}

/// One page of a list, and where the next begins.
public struct Listing<Item: Sendable>: Sendable {
    public let items: [Item]
    /// `after` of the next page; nil at the end.
    public let next: Int64?

    init(_ found: [Item], limit: Int, cursor: (Item) -> Int64) {
        items = Array(found.prefix(limit))
        next = found.count > limit ? items.last.map(cursor) : nil
    }
}

/// Lists the works a person may see, the newest first.
public struct ListProjects: Sendable {
    /// The longest page.
    public static let largestLimit = 500
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// - Parameters:
    ///   - after: `Listing.next` of the page before.
    ///   - limit: cut to 1…500.
    public func callAsFunction(
        _ filter: ProjectFilter, after: Int64? = nil, limit: Int = 50, by session: Session
    ) async throws -> Listing<Project> {
        let limit = min(max(limit, 1), Self.largestLimit)
        let rows = try await database.once(
            SiteStatement.projects, .optional(after), .optional(filter.villages?.lowerBound),
            .optional(filter.villages?.upperBound), .optional(filter.year), .optional(filter.fund),
            .optional(filter.state?.rawValue), .optional(filter.flag?.rawValue), .optional(filter.pattern),
            .optional(filter.activity), .int(limit + 1), .optional(filter.isAhead),
            .optional(filter.box?.west),
            .optional(filter.box?.south), .optional(filter.box?.east), .optional(filter.box?.north),
            as: session.key)
        return Listing(try rows.map(Project.init), limit: limit, cursor: \.ordinal)
    }
}

/// Reads one work with its drawings, money, reports and photos.
public struct ReadProject: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// - Throws: `MonitoringError.notFound` for a work that is not there or not the reader's to see.
    public func callAsFunction(_ id: UUID, by session: Session) async throws -> ProjectDetail {
        guard let row = try await database.once(SiteStatement.project, .uuid(id), as: session.key).first
        else {
            throw MonitoringError.notFound(kind: "project")
        }
        let sites = try await database.once(SiteStatement.siteHistory, .uuid(id), as: session.key).map {
            row in
            SiteVersion(
                ordinal: try row.int("ordinal"), source: try row.word("source"), at: try row.moment("at"),
                drawnBy: try row.textOrNil("drawn_name"), epsg: try row.intOrNil("epsg"),
                given: try row.text("given"), shape: try row.shape("geometry"))
        }
        let reports = try await ReadProgress(database).reports(of: id, by: session)
        return ProjectDetail(
            project: try Project(row), activityName: try row.textOrNil("activity_name"),
            createdBy: try row.textOrNil("created_name"), sites: sites, money: try LineMoney(row),
            reports: reports, stages: try Stages.read(row.text("stages")),
            relations: try await ReadRelations(database)(of: id, by: session),
            handover: try Handover(row))
    }
}

extension LineMoney {
    init?(_ row: Row) throws {
        guard let limit = try row.int64OrNil("limit_sen") else { return nil }
        self.init(
            limit: Rupiah(sen: limit), requested: Rupiah(sen: try row.int64("requested_sen")),
            reserved: Rupiah(sen: try row.int64("reserved_sen")),
            spent: Rupiah(sen: try row.int64("posted_sen")),
            otherWorks: try row.int("sharing"))
    }
}
