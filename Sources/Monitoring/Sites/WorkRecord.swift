internal import Foundation
internal import GeoIndex
internal import Postgres

/// What the server itself knows of any work of a regency, for its index and for screening. Of another
/// village's work a person is told what `Neighbour` takes of it, and no more (docs/disclosure.md).
final class WorkRecord: Sendable {
    let id: UUID
    let village: Int64
    let villageName: String
    let name: String
    let kind: WorkKind
    let isMaintenance: Bool
    let year: Int
    let fund: String
    let owner: WorkOwner
    /// Perangkat daerah; empty for a village's own work.
    let agency: String
    let activity: String?
    let volume: Quantity?
    let unit: String
    let budgetSen: Int64
    /// What was paid, where the budget lines pay this work alone.
    let paidSen: Int64?
    let startsOn: String
    let endsOn: String
    let stage: Int
    let state: WorkState
    let siteOrdinal: Int?
    let shape: Shape?
    /// Of the shape.
    let bounds: Bounds?
    /// The newest change that this state takes in.
    let head: Int64

    /// Nil for the row that only tells the head.
    init?(_ row: Row) throws {
        guard let id = try row.uuidOrNil("project") else { return nil }
        self.id = id
        village = try row.int64("village")
        villageName = try row.text("village_name")
        name = try row.text("name")
        kind = try row.word("kind")
        isMaintenance = try row.bool("is_maintenance")
        year = try row.int("year")
        fund = try row.text("fund")
        owner = try row.word("owner")
        agency = try row.text("agency")
        activity = try row.textOrNil("activity")
        volume = try row.textOrNil("volume").flatMap(Quantity.init(stored:))
        unit = try row.text("unit")
        budgetSen = try row.int64("budget_sen")
        paidSen = try row.int64OrNil("paid_sen")
        startsOn = try row.text("starts_day")
        endsOn = try row.text("ends_day")
        stage = try row.int("stage")
        state = try row.word("state")
        siteOrdinal = try row.intOrNil("site_ordinal")
        shape = try row.bytesOrNil("geometry") == nil ? nil : row.shape("geometry")
        bounds = shape?.bounds
        head = try row.int64("head")
    }

    /// Money ahead of work, as `monitoring.is_ahead` says it.
    var isAhead: Bool {
        guard let paidSen, budgetSen > 0 else { return false }
        return Double(paidSen) * 100 / Double(budgetSen) > Double(stage) + 20
    }
}
