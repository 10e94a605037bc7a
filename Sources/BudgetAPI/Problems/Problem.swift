import Commons
import Foundation
import HTTPTypes
import Hummingbird

/// Something a problem states beside its words. In JSON an integer stays an integer; in words a name that
/// ends in `Sen` is written as money, `…Day` as a date, `…Role` as the post's name, `village` as its
/// dotted code.
public enum Fact: Hashable, Sendable {
    case text(String)
    case integer(Int64)

    /// As a sentence takes it in: money, days, posts, states and steps by their names.
    func words(name: String, in words: Words) -> String {
        switch self {
        case .integer(let value) where name.hasSuffix("Sen"): words.money(sen: value)
        case .integer(let value) where name == "village": words.village(value)
        case .integer(let value) where name == "year": String(value)
        case .integer(let value): words.number(value)
        case .text(let value) where CalendarDay.isValid(value): words.date(value)
        case .text(let value): Fact.named(value, by: name, in: words)
        }
    }

    private static func named(_ value: String, by name: String, in words: Words) -> String {
        let list = [
            "role": "role", "state": "state", "verb": "verb", "step": "verb", "earlier": "verb",
            "place": "cash-place",
        ][name]
        guard let list, words.has("\(list).\(value)") else { return value }
        return words("\(list).\(value)")
    }
}

extension Words {
    /// A village's code as people write it: `35.10.01.2001`.
    func village(_ code: Int64) -> String {
        do { return try VillageCode(number: code).dotted } catch { return number(code) }
    }
}

/// What is wrong with one field of a form or body: `key` is looked up as `field.KEY` in the texts.
public struct FieldProblem: Hashable, Sendable {
    let field: String
    let key: String
    var facts: [String: Fact] = [:]

    func words(_ words: Words) -> String {
        words("field.\(key)", facts.inWords(words))
    }
}

/// One refusal as it leaves the server (RFC 9457): typed, with its facts, in the reader's language.
public struct Problem: Error, Hashable, Sendable {
    /// The stable type; its page is `/problems/CODE`.
    let kind: ProblemKind
    var facts: [String: Fact] = [:]
    var fields: [FieldProblem] = []
    /// Seconds after which another try makes sense (`Retry-After`).
    var retryAfterSeconds: Int?

    init(
        _ kind: ProblemKind, _ facts: [String: Fact] = [:], fields: [FieldProblem] = [],
        retryAfterSeconds: Int? = nil
    ) {
        self.kind = kind
        self.facts = facts
        self.fields = fields
        self.retryAfterSeconds = retryAfterSeconds
    }

    var status: HTTPResponse.Status { kind.status }
    var type: String { "/problems/\(kind.rawValue)" }

    func title(_ words: Words) -> String {
        words("problem.\(kind.rawValue).title", facts.inWords(words))
    }

    func detail(_ words: Words) -> String {
        Self.reason(facts, words) ?? words("problem.\(kind.rawValue).detail", facts.inWords(words))
    }
}

extension [String: Fact] {
    func inWords(_ words: Words) -> [String: String] {
        var result: [String: String] = [:]
        for (name, fact) in self { result[name] = fact.words(name: name, in: words) }
        return result
    }
}

/// The wire shape of a problem: the members of RFC 9457, then the facts as extension members.
struct ProblemBody: Encodable {
    let type: String
    let title: String
    let status: Int
    let detail: String?
    let requestId: String
    var facts: [String: Fact] = [:]
    var fields: [(name: String, detail: String)] = []

    private struct Key: CodingKey {
        let stringValue: String
        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.stringValue = stringValue }
        var intValue: Int? { nil }
        init?(intValue: Int) { nil }
    }

    private struct FieldBody: Encodable {
        let name: String
        let detail: String
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for (name, fact) in facts {
            switch fact {
            case .text(let value): try container.encode(value, forKey: Key(name))
            case .integer(let value): try container.encode(value, forKey: Key(name))
            }
        }
        try container.encode(type, forKey: Key("type"))
        try container.encode(title, forKey: Key("title"))
        try container.encode(status, forKey: Key("status"))
        try container.encodeIfPresent(detail, forKey: Key("detail"))
        try container.encode(requestId, forKey: Key("requestId"))
        guard !fields.isEmpty else { return }
        try container.encode(
            fields.map { FieldBody(name: $0.name, detail: $0.detail) }, forKey: Key("fields"))
    }
}
