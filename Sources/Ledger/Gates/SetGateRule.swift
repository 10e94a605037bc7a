public import Commons
public import Foundation
public import Postgres

/// Sets a county rule from a day on; an equal code with a later day follows it, with no photos it ends.
public struct SetGateRule: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Throws: `.notYourPost` for anyone but the county.
    public func callAsFunction(_ rule: GateRule, by session: Session) async throws(LedgerError) {
        _ = try await database.ask(
            GateStatement.set, .text(rule.code), .text(rule.validFrom.description),
            .json(try written(RuleBody(rule))), as: session.key
        ) { rows throws(PostgresError) in rows.count }
    }
}

/// Lets a request through without evidence: one person asks with a reason, another answers for it.
public struct OverrideGate: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Throws: `.reasonMissing`, `.notYourPost`, `.refused` `nothing-to-override`.
    public func ask(_ spp: UUID, reason: String, by session: Session) async throws(LedgerError) {
        _ = try await database.ask(GateStatement.ask, .uuid(spp), .text(reason), as: session.key) {
            rows throws(PostgresError) in rows.count
        }
    }

    /// - Returns: how many works were flagged for it.
    /// - Throws: `.samePerson`, `.notYourPost`, `.secondFactorNeeded`, `.notFound` where nobody asked.
    @discardableResult
    public func grant(_ spp: UUID, by session: Session) async throws(LedgerError) -> Int {
        try await database.ask(GateStatement.grant, .uuid(spp), as: session.key) {
            rows throws(PostgresError) in try rows.one().int("flagged")
        }
    }
}

/// A rule as the SQL function reads it.
private struct RuleBody: Encodable {
    let fund: String?, kind: String?, activity: String?, spentPercent: Int, stage: Int, photos: Int
    let basis: String

    init(_ rule: GateRule) {
        (fund, kind, activity) = (rule.fund, rule.kind?.rawValue, rule.activity)
        (spentPercent, stage, photos, basis) = (rule.spentPercent, rule.stage, rule.photos, rule.basis)
    }
}
