public import Commons
public import Foundation
public import Postgres

/// The thresholds that count in a county now (*parameter aturan kabupaten*).
public struct CountyParameters: Hashable, Sendable {
    /// 0: as shipped; then 1, 2, …
    public let version: Int
    /// What differs from what is shipped.
    public let changes: [String: Double]
    /// All thresholds.
    public let parameters: ScreeningParameters

    /// As shipped.
    public static let shipped = CountyParameters(version: 0, changes: [:])

    init(version: Int, changes: [String: Double]) {
        self.version = version
        self.changes = changes
        parameters = ScreeningParameters(stored: changes)
    }
}

/// One set of thresholds as it was decided.
public struct ParameterVersion: Hashable, Sendable {
    public let version: Int
    public let changes: [String: Double]
    public let reason: String
    /// Nil when the person may not be named any more.
    public let person: String?
    public let at: Date
}

/// What became of one rule's warnings and alerts (*putusan per aturan*).
public struct RuleTally: Hashable, Sendable {
    public let rule: ScreeningRule
    public let open: Int
    public let explained: Int
    public let confirmed: Int
    public let dismissed: Int

    /// Of the decided ones the share that was dismissed, 0–1; nil before any decision.
    public var dismissedShare: Double? {
        confirmed + dismissed > 0 ? Double(dismissed) / Double(confirmed + dismissed) : nil
    }
}

/// Reads the thresholds, their history and how each rule fared.
public struct ReadRules: Sendable {
    /// The longest page of versions.
    public static let largestLimit = 500
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// The thresholds that count now.
    public func current(by session: Session) async throws -> CountyParameters {
        try await Self.current(of: session.regency, database)
    }

    static func current(of regency: Int, _ database: Database) async throws -> CountyParameters {
        let rows = try await database.once(RuleStatement.parametersOf, .int(regency), as: nil)
        guard let row = rows.first else { return .shipped }
        return CountyParameters(version: try row.int("version"), changes: try row.numbers("changes"))
    }

    /// The versions decided so far, the newest first.
    public func versions(
        before version: Int? = nil, limit: Int = 50, by session: Session
    ) async throws -> Listing<ParameterVersion> {
        let limit = min(max(limit, 1), Self.largestLimit)
        let rows = try await database.once(
            RuleStatement.versions, version.map(Parameter.int) ?? .null, .int(limit + 1), as: session.key)
        let versions = try rows.map { row in
            ParameterVersion(
                version: try row.int("version"), changes: try row.numbers("changes"),
                reason: try row.text("reason"), person: try row.textOrNil("person_name"),
                at: try row.moment("at"))
        }
        return Listing(versions, limit: limit) { Int64($0.version) }
    }

    /// Every rule of the catalogue with its warnings and alerts by state, among those the reader may see.
    public func tallies(by session: Session) async throws -> [RuleTally] {
        var found: [ScreeningRule: RuleTally] = [:]
        for row in try await database.once(RuleStatement.tally, as: session.key) {
            guard let rule = ScreeningRule(rawValue: try row.text("rule")) else { continue }
            found[rule] = RuleTally(
                rule: rule, open: try row.int("open"), explained: try row.int("explained"),
                confirmed: try row.int("confirmed"), dismissed: try row.int("dismissed"))
        }
        return ScreeningRule.allCases.map {
            found[$0] ?? RuleTally(rule: $0, open: 0, explained: 0, confirmed: 0, dismissed: 0)
        }
    }
}

/// Puts a new set of thresholds in force: from the next change on, screening goes by it.
public struct SetRules: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// - Parameters:
    ///   - id: made by the client; the same call again gives the same version.
    ///   - version: the version that was seen when this was decided; 0 for the shipped thresholds.
    /// - Returns: the new version.
    /// - Throws: `ScreeningFileError.unknownParameter`; `PostgresError.refused` `reason-missing`,
    ///   `stale-revision`, `not-your-post`.
    public func callAsFunction(
        _ id: UUID, over version: Int, _ changes: [String: Double], reason: String, by session: Session
    ) async throws -> Int {
        _ = try ScreeningParameters(overriding: changes)
        let text = try jsonText(changes)
        return try await database.once(
            RuleStatement.setParameters, .uuid(id), .int(version), .json(text), .text(reason), as: session.key
        ).one().int("version")
    }
}

extension ScreeningParameters {
    /// Thresholds as a county stored them. A name that no rule asks for any more is passed over: it was
    /// valid when it was stored, and screening must go on.
    init(stored changes: [String: Double]) {
        let known = Set(ScreeningParameters.standard.all.map(\.name))
        do {
            try self.init(overriding: changes.filter { known.contains($0.key) && $0.value.isFinite })
        } catch {
            self = .standard
        }
    }
}

extension Row {
    fileprivate func numbers(_ column: String) throws -> [String: Double] {
        try JSONDecoder().decode([String: Double].self, from: Data(text(column).utf8))
    }
}
