public import Commons
public import Foundation
public import GeoIndex
internal import Postgres

/// Where a flag is in its life.
public enum FlagState: String, CaseIterable, Hashable, Sendable {
    case open
    /// The village has said what it is.
    case explained
    /// The inspector holds it to be so.
    case confirmed
    /// The inspector lets it rest, until its facts change.
    case dismissed
    /// Its facts changed: it goes on in a newer flag.
    case superseded
}

/// A work as a flag shows it: what may be known of a neighbour's too (docs/disclosure.md).
public struct FlaggedWork: Hashable, Sendable {
    public let project: UUID
    public let village: Int64
    public let villageName: String
    public let name: String
    public let kind: WorkKind
    public let year: Int
    public let fund: String
    public let owner: WorkOwner
    /// Perangkat daerah; empty for a village's own work.
    public let agency: String
    public let state: WorkState
    public let budget: Rupiah
    /// Nil where it can't be told.
    public let paid: Rupiah?
    /// `2026-03-01`.
    public let startsOn: String
    public let endsOn: String
    public let shape: Shape?
}

/// A flag (*tanda perlu diperiksa*): evidence of one rule about a work or a pair of works. Never a verdict.
public struct RaisedFlag: Hashable, Sendable {
    public let id: UUID
    /// Place in the list: the `after` of the next page.
    public let ordinal: Int64
    /// `R18`.
    public let rule: String
    public let severity: FlagSeverity
    /// The later work of a pair.
    public let work: FlaggedWork
    public let other: FlaggedWork?
    /// 0–1: how far past the rule's threshold.
    public let score: Double
    /// What the rule went by: names and values for the sentence.
    public let evidence: [String: EvidenceValue]
    /// Key of its sentence: `rule.R18.reason`.
    public let reason: String
    public let state: FlagState
    public let revision: Int
    public let raisedAt: Date
}

/// One step in a flag's life.
public struct FlagStep: Hashable, Sendable {
    /// `raise`, `explain`, `confirm`, `dismiss`, `reopen`, `supersede`.
    public let verb: String
    public let reason: String
    public let at: Date
    /// Nil for screening's own steps.
    public let person: String?
    /// Of an explanation the village that gave it.
    public let villageName: String?
}

/// A flag with its history.
public struct FlagCase: Sendable {
    public let flag: RaisedFlag
    /// The oldest first. What the other village explained is left out for a village.
    public let steps: [FlagStep]
}

extension FlaggedWork {
    init(_ row: Row) throws {
        project = try row.uuid("project")
        village = try row.int64("village")
        villageName = try row.text("village_name")
        name = try row.text("name")
        kind = try row.word("kind")
        year = try row.int("year")
        fund = try row.text("fund")
        owner = try row.word("owner")
        agency = try row.text("agency")
        state = try row.word("state")
        budget = Rupiah(sen: try row.int64("budget_sen"))
        paid = try row.int64OrNil("paid_sen").map { Rupiah(sen: $0) }
        (startsOn, endsOn) = (try row.text("starts_on"), try row.text("ends_on"))
        shape = try row.bytesOrNil("geometry") == nil ? nil : row.shape("geometry")
    }
}

extension RaisedFlag {
    /// Nil when the facts of its work are not there.
    init?(_ row: Row, works: [UUID: FlaggedWork]) throws {
        guard let work = works[try row.uuid("project")] else { return nil }
        self.work = work
        other = try row.uuidOrNil("other").flatMap { works[$0] }
        id = try row.uuid("id")
        ordinal = try row.int64("ordinal")
        rule = try row.text("rule")
        severity = try row.word("severity")
        score = try row.double("score")
        let read = try JSONDecoder().decode(
            [String: EvidenceJSON].self, from: Data(row.text("evidence").utf8))
        evidence = read.mapValues(\.value)
        reason = try row.text("reason")
        state = try row.word("state")
        revision = try row.int("revision")
        raisedAt = try row.moment("raised_at")
    }
}

/// An evidence value as JSON: a number or a text.
struct EvidenceJSON: Codable {
    let value: EvidenceValue

    init(_ value: EvidenceValue) { self.value = value }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            value = .number(try container.decode(Double.self))
        } catch {
            value = .text(try container.decode(String.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch value {
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        }
    }
}
