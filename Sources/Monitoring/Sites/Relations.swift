public import Commons
public import Foundation
public import Postgres

/// Why two works touch each other on purpose.
public enum RelationKind: String, CaseIterable, Hashable, Sendable {
    /// The same thing, another year or layer (tahap).
    case phase
    /// Another trade on the same thing: roof, sanitation, electricity.
    case trade
    /// The next stretch (lanjutan).
    case continuation
}

/// A link between two works (*pekerjaan terkait*): screening then informs about the pair, it does not warn.
public struct Relation: Hashable, Sendable {
    public let other: UUID
    public let otherName: String
    public let otherVillage: String
    public let year: Int
    public let kind: RelationKind
    public let reason: String
    public let by: String?
    public let at: Date
}

/// A handover (*berita acara serah terima*) of a finished work.
public struct Handover: Hashable, Sendable {
    /// `2026-11-22`.
    public let day: String
    public let number: String
    public let receiver: String
    public let note: String

    public init(day: String, number: String, receiver: String, note: String = "") {
        (self.day, self.number, self.receiver, self.note) = (day, number, receiver, note)
    }

    /// Nil where the work was not handed over.
    init?(_ row: Row) throws {
        guard let day = try row.textOrNil("handover_day") else { return nil }
        self.init(
            day: day, number: try row.text("handover_number"), receiver: try row.text("handover_receiver"),
            note: try row.text("handover_note"))
    }
}

/// Reads the links of a work.
public struct ReadRelations: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// The newest first; of the other work only what a neighbour may know.
    public func callAsFunction(of project: UUID, by session: Session) async throws -> [Relation] {
        let rows = try await database.once(RelationStatement.relations, .uuid(project), as: session.key)
        guard !rows.isEmpty else { return [] }
        let ids = try rows.map { try $0.uuid("other") }
        let facts = try await database.once(SiteStatement.worksFacts, .uuids(ids), as: session.key)
        let works = Dictionary(
            try facts.map { (try $0.uuid("project"), $0) }, uniquingKeysWith: { first, _ in first })
        return try rows.compactMap { row in
            guard let work = works[try row.uuid("other")] else { return nil }
            return Relation(
                other: try row.uuid("other"), otherName: try work.text("name"),
                otherVillage: try work.text("village_name"), year: try work.int("year"),
                kind: try row.word("kind"), reason: try row.text("reason"),
                by: try row.textOrNil("person_name"), at: try row.moment("at"))
        }
    }
}

/// Links works, hands them over, and sets at which stages the county wants photos.
public struct TendWork: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// - Throws: `PostgresError.refused` `not-your-post`, `not-found`, `reason-missing`.
    public func relate(
        _ project: UUID, to other: UUID, as kind: RelationKind, reason: String, by session: Session
    ) async throws {
        _ = try await database.once(
            RelationStatement.relate, .uuid(project), .uuid(other), .text(kind.rawValue), .text(reason),
            as: session.key)
    }

    /// - Throws: `PostgresError.refused` `not-your-post`, `not-found`.
    public func unrelate(_ project: UUID, from other: UUID, by session: Session) async throws {
        _ = try await database.once(
            RelationStatement.endRelation, .uuid(project), .uuid(other), as: session.key)
    }

    /// - Parameter id: made by the form; the same handover sent again is one.
    /// - Throws: `MonitoringError.invalidField`; `PostgresError.refused` `project-unfinished`, `handed-over`,
    ///   `date-in-future`, `not-your-post`.
    public func handOver(
        _ id: UUID, of project: UUID, _ handover: Handover, by session: Session
    ) async throws {
        guard isCalendarDay(handover.day) else { throw MonitoringError.invalidField("day", .malformed) }
        guard (1...100).contains(handover.number.unicodeScalars.count) else {
            throw MonitoringError.invalidField("number", handover.number.isEmpty ? .missing : .tooLong)
        }
        guard (1...200).contains(handover.receiver.unicodeScalars.count) else {
            throw MonitoringError.invalidField("receiver", handover.receiver.isEmpty ? .missing : .tooLong)
        }
        _ = try await database.once(
            RelationStatement.handOver, .uuid(id), .uuid(project), .text(handover.day),
            .text(handover.number), .text(handover.receiver), .text(handover.note), as: session.key)
    }

    /// - Parameter stages: 0 first, 100 last, rising.
    /// - Throws: `PostgresError.refused` `not-your-post`, `invalid-fields`.
    public func setStages(
        _ stages: [Int], from day: String, basis: String, by session: Session
    ) async throws {
        _ = try await database.once(
            RelationStatement.setStages, .text(day), .int64s(stages.map(Int64.init)), .text(basis),
            as: session.key)
    }
}

/// The stages of photos as the parameter holds them: a JSON array of percentages.
enum Stages {
    static func read(_ json: String) throws -> [Int] {
        try JSONDecoder().decode([Int].self, from: Data(json.utf8))
    }
}

/// Every statement of links between works and of handovers.
public enum RelationStatement: String, SQLStatement {
    case relations = """
        SELECT CASE WHEN r.project = $1 THEN r.other ELSE r.project END AS other, r.kind, r.reason, r.at,
               n.name AS person_name
          FROM monitoring.relation AS r
          LEFT JOIN identity.person AS n ON n.regency = r.regency AND n.id = r.person
         WHERE r.regency = balai.regency() AND r.ended_at IS NULL AND $1 IN (r.project, r.other)
         ORDER BY r.at DESC LIMIT 100
        """
    case relate = "SELECT monitoring.relate($1, $2, $3, $4)"
    case endRelation = "SELECT monitoring.end_relation($1, $2)"
    case handOver = "SELECT monitoring.hand_over($1, $2, $3::date, $4, $5, $6)"
    case setStages = "SELECT monitoring.set_stages($1::date, $2::bigint[]::integer[], $3)"
}
