public import Commons
public import Foundation
public import Postgres

/// Which flags a list shows; nil means all.
public struct FlagFilter: Hashable, Sendable {
    public var states: [FlagState]?
    public var severities: [FlagSeverity]?
    /// `R18`.
    public var rule: String?
    /// One village, or a kecamatan as a range of codes.
    public var villages: ClosedRange<Int64>?
    /// Either side of a pair.
    public var project: UUID?

    public init(
        states: [FlagState]? = nil, severities: [FlagSeverity]? = nil, rule: String? = nil,
        villages: ClosedRange<Int64>? = nil, project: UUID? = nil
    ) {
        (self.states, self.severities, self.rule) = (states, severities, rule)
        (self.villages, self.project) = (villages, project)
    }
}

/// Lists the flags a person may see, the newest first.
public struct ListFlags: Sendable {
    /// The longest page.
    public static let largestLimit = 500
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// - Parameters:
    ///   - after: `Listing.next` of the page before.
    ///   - limit: cut to 1…500.
    public func callAsFunction(
        _ filter: FlagFilter = FlagFilter(), after: Int64? = nil, limit: Int = 50, by session: Session
    ) async throws -> Listing<RaisedFlag> {
        let limit = min(max(limit, 1), Self.largestLimit)
        let rows = try await database.once(
            InspectionStatement.flags, .optional(after), .optional(filter.states?.map(\.rawValue)),
            .optional(filter.severities?.map(\.rawValue)), .optional(filter.rule),
            .optional(filter.villages?.lowerBound), .optional(filter.villages?.upperBound),
            .optional(filter.project), .int(limit + 1), as: session.key)
        return Listing(try await flags(Array(rows), session), limit: limit, cursor: \.ordinal)
    }

    /// Fills in what may be known of the works.
    func flags(_ rows: [Row], _ session: Session) async throws -> [RaisedFlag] {
        var ids: Set<UUID> = []
        for row in rows {
            ids.insert(try row.uuid("project"))
            if let other = try row.uuidOrNil("other") { ids.insert(other) }
        }
        guard !ids.isEmpty else { return [] }
        var works: [UUID: FlaggedWork] = [:]
        let wanted = Array(ids)
        for start in stride(from: 0, to: wanted.count, by: 1_000) {
            let part = Array(wanted[start..<min(start + 1_000, wanted.count)])
            for row in try await database.once(SiteStatement.worksFacts, .uuids(part), as: session.key) {
                let work = try FlaggedWork(row)
                works[work.project] = work
            }
        }
        return try rows.compactMap { try RaisedFlag($0, works: works) }
    }
}

/// Reads one flag with both works and its history.
public struct ReadFlag: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// - Throws: `MonitoringError.notFound` for a flag that is not there or not the reader's to see.
    public func callAsFunction(_ id: UUID, by session: Session) async throws -> FlagCase {
        let rows = try await database.once(InspectionStatement.flagsByID, .uuids([id]), as: session.key)
        guard let flag = try await ListFlags(database).flags(Array(rows), session).first else {
            throw MonitoringError.notFound(kind: "flag")
        }
        let steps = try await database.once(InspectionStatement.flagEvents, .uuid(id), as: session.key).map {
            row in
            FlagStep(
                verb: try row.text("verb"), reason: try row.text("reason"), at: try row.moment("at"),
                person: try row.textOrNil("person_name"),
                villageName: try row.text("verb") == "explain" ? row.textOrNil("village_name") : nil)
        }
        return FlagCase(flag: flag, steps: steps)
    }
}
