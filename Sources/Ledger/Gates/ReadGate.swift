public import Commons
public import Foundation
public import Postgres

/// What one rule asks of one activity of a request, and what there is.
public struct GateStanding: Hashable, Sendable {
    public let activity: String
    public let fund: String
    /// The rule's code.
    public let rule: String
    /// Whether the rule's share is passed with this request.
    public let asks: Bool
    /// Approved and paid with this request, percent of the limit.
    public let spentPercent: Int
    /// The rule's share.
    public let pastPercent: Int
    public let stage: Int
    public let needed: Int
    /// Photos that count.
    public let found: Int
    /// Photos that show another place; they do not count.
    public let elsewhere: Int

    public var isMissing: Bool { asks && found < needed }
}

/// A request let through without evidence, or asked to be.
public struct GateOverride: Hashable, Sendable {
    public let spp: UUID
    public let village: Int64
    public let villageName: String
    public let year: Int
    public let number: Int?
    public let amount: Rupiah
    public let reason: String
    public let askedBy: String
    public let askedByID: UUID
    public let askedAt: Date
    /// Nil while the second person has not answered.
    public let grantedBy: String?
    public let grantedAt: Date?
}

/// Reads what the gates ask of a request, the county's rules, and what was let through.
public struct ReadGate: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// By activity, fund and rule; empty where no rule speaks of the request.
    /// - Throws: `.database`, `.notSignedIn`.
    public func standing(of spp: UUID, by session: Session) async throws(LedgerError) -> [GateStanding] {
        try await database.ask(GateStatement.standing, .uuid(spp), as: session.key) {
            rows throws(PostgresError) in try rows.values(GateStanding.init(row:))
        }
    }

    /// The override of a request, if one was asked.
    /// - Throws: `.database`, `.notSignedIn`.
    public func override(of spp: UUID, by session: Session) async throws(LedgerError) -> GateOverride? {
        try await database.ask(GateStatement.override, .uuid(spp), as: session.key) {
            rows throws(PostgresError) in try rows.values(GateOverride.init(row:))
        }.first
    }

    /// The newest first, at most 500.
    /// - Throws: `.database`, `.notSignedIn`.
    public func overrides(by session: Session) async throws(LedgerError) -> [GateOverride] {
        try await database.ask(GateStatement.overrides, as: session.key) {
            rows throws(PostgresError) in try rows.values(GateOverride.init(row:))
        }
    }

    /// Every version of every rule, by code and then the newest first.
    /// - Throws: `.database`, `.notSignedIn`.
    public func rules(by session: Session) async throws(LedgerError) -> [GateRule] {
        let rows = try await database.ask(GateStatement.rules, as: session.key) {
            rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in (try row.text("from_day"), row) }
        }
        var rules: [GateRule] = []
        for (day, row) in rows {
            let from = try Day(parsing: day)
            do throws(PostgresError) {
                rules.append(try GateRule(row: row, validFrom: from))
            } catch { throw .database(error) }
        }
        return rules
    }
}

extension GateStanding {
    init(row: Row) throws(PostgresError) {
        activity = try row.text("activity")
        fund = try row.text("fund")
        rule = try row.text("rule")
        asks = try row.bool("asks")
        spentPercent = try row.int("spent_percent")
        pastPercent = try row.int("past_percent")
        stage = try row.int("stage")
        needed = try row.int("needed")
        found = try row.int("found")
        elsewhere = try row.int("elsewhere")
    }
}

extension GateOverride {
    init(row: Row) throws(PostgresError) {
        spp = try row.uuid("spp_id")
        village = try row.int64("village")
        villageName = try row.text("village_name")
        year = try row.int("year")
        number = try row.intOrNil("number")
        amount = try row.money("amount_sen")
        reason = try row.text("reason")
        askedBy = try row.textOrNil("asked_name") ?? ""
        askedByID = try row.uuid("asked_by")
        askedAt = try row.moment("asked_at")
        grantedBy = try row.uuidOrNil("granted_by") == nil ? nil : row.textOrNil("granted_name") ?? ""
        grantedAt = try row.momentOrNil("granted_at")
    }
}

extension GateRule {
    init(row: Row, validFrom: Day) throws(PostgresError) {
        self.init(
            code: try row.text("code"), validFrom: validFrom, fund: try row.textOrNil("fund"),
            kind: try row.textOrNil("kind").flatMap(Kind.init(rawValue:)),
            activity: try row.textOrNil("activity"), spentPercent: try row.int("spent_percent"),
            stage: try row.int("stage"), photos: try row.int("photos"), basis: try row.text("basis"))
    }
}
