public import Commons
public import Foundation
public import GeoIndex
internal import Postgres

/// How grave the gravest live flag of a work is.
public enum FlagRank: Int, CaseIterable, Hashable, Sendable, Comparable {
    case none = 0, info, warning, alert

    public static func < (left: FlagRank, right: FlagRank) -> Bool { left.rawValue < right.rawValue }
}

/// A work as lists show it.
public struct Project: Hashable, Sendable {
    public let id: UUID
    /// Place in the list: the `after` of the next page.
    public let ordinal: Int64
    public let village: Int64
    public let villageName: String
    public let districtName: String
    public let plan: ProjectPlan
    public let state: WorkState
    /// Percent, of the newest report that stands.
    public let stage: Int
    public let revision: Int
    /// Nil before the first drawing.
    public let bounds: Bounds?
    /// How many live flags name it.
    public let flagCount: Int
    public let gravestFlag: FlagRank
    public let isImported: Bool
    public let createdAt: Date

    init(_ row: Row) throws {
        id = try row.uuid("id")
        ordinal = try row.int64("ordinal")
        village = try row.int64("village")
        villageName = try row.text("village_name")
        districtName = try row.text("district_name")
        plan = try ProjectPlan(row)
        state = try row.word("state")
        stage = try row.int("stage")
        revision = try row.int("revision")
        if let west = try row.doubleOrNil("west") {
            bounds = try Bounds(
                west: west, south: try row.double("south"), east: try row.double("east"),
                north: try row.double("north"))
        } else {
            bounds = nil
        }
        flagCount = try row.int("flags")
        gravestFlag = FlagRank(rawValue: try row.int("rank")) ?? .none
        isImported = try row.text("origin") == "imported"
        createdAt = try row.moment("created_at")
    }
}

/// What the posted budget lines of a work hold, in all its works together.
public struct LineMoney: Hashable, Sendable {
    public let limit: Rupiah
    /// In payment requests not yet approved.
    public let requested: Rupiah
    /// Approved, not yet paid.
    public let reserved: Rupiah
    /// Paid.
    public let spent: Rupiah
    /// How many other works the same lines pay.
    public let otherWorks: Int
}

/// One drawing of a site.
public struct SiteVersion: Hashable, Sendable {
    public let ordinal: Int
    public let source: SiteSource
    public let at: Date
    /// Nil where it was imported.
    public let drawnBy: String?
    /// The reference system it was given in, where not WGS 84.
    public let epsg: Int?
    /// The coordinates as typed, or the name of the file.
    public let given: String
    public let shape: Shape
}

/// A work with all that its page shows.
public struct ProjectDetail: Sendable {
    public let project: Project
    public let activityName: String?
    public let createdBy: String?
    /// The newest drawing first.
    public let sites: [SiteVersion]
    /// Nil where no posted budget line pays it.
    public let money: LineMoney?
    /// The newest first.
    public let reports: [ProgressReport]
    /// The stages at which it is photographed, percent, as the county set them.
    public let stages: [Int]
    public let relations: [Relation]
    /// Nil until it was handed over.
    public let handover: Handover?

    /// The drawing that counts.
    public var site: SiteVersion? { sites.first }
}

extension ProjectPlan {
    /// As stored; an imported row may break rules that a form keeps.
    init(_ row: Row) throws {
        let volume = try row.textOrNil("volume_text").flatMap(Quantity.init(stored:))
        try self.init(
            year: row.int("year"), owner: row.word("owner"), activity: row.textOrNil("activity"),
            fund: row.text("fund"),
            account: row.textOrNil("account"), name: row.text("name"), kind: row.word("kind"),
            isMaintenance: row.bool("is_maintenance"), management: row.word("management"), volume: volume,
            unit: row.text("unit"), budget: Rupiah(sen: row.int64("budget_sen")),
            startsOn: row.text("starts_day"),
            endsOn: row.text("ends_day"), agency: row.text("agency"), output: row.textOrNil("output"))
    }
}

extension Quantity {
    /// PostgreSQL writes all four decimals: `983.5000`.
    init?(stored text: String) {
        guard let number = Int64(text.filter { $0 != "." }), text.split(separator: ".").count == 2 else {
            return nil
        }
        self.init(tenThousandths: number)
    }
}

extension Row {
    /// One of an enum's words.
    func word<Word: RawRepresentable<String>>(_ column: String) throws(PostgresError) -> Word {
        guard let word = Word(rawValue: try text(column)) else { throw .decoding(column: column) }
        return word
    }

    /// A stored geometry.
    func shape(_ column: String) throws -> Shape {
        try WKB.decode(try bytes(column))
    }
}
