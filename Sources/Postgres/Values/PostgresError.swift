internal import CLibPQ
internal import Foundation

/// Why a statement gave no rows. One case per different answer; never a value of a row.
public enum PostgresError: Error, Hashable, Sendable {
    /// A rule in SQL said no (SQLSTATE BA000). Nothing was changed.
    case refused(Refusal)
    /// A constraint said no: unique, check, foreign key, exclusion, by NAME. NOT NULL is `table.column`.
    case constraint(name: String, sqlState: String)
    /// Any other error of the server; `statement` is the label of the case.
    case query(sqlState: String, statement: String)
    /// Nothing has happened: the server was not reached, is too busy, or the transaction surely rolled back.
    case connection(reason: String)
    /// Sent, answer lost: it may or may not have happened. Repeat only under the same idempotency key.
    case unknown
    /// The statement or a lock took longer than allowed. Nothing was changed.
    case timeout
    /// A column that is not in the answer, is NULL unasked for, or is of another type.
    case decoding(column: String)
}

/// What a rule in SQL says when it says no: `over-budget` and the facts a person needs.
public struct Refusal: Error, Hashable, Sendable {
    /// Kebab-case code; also the problem type and the key of its text.
    public let code: String
    /// From the DETAIL of the exception, a JSON object.
    public let facts: [String: FactValue]

    /// For tests and for refusals decided in Swift.
    public init(code: String, facts: [String: FactValue] = [:]) {
        self.code = code
        self.facts = facts
    }

    /// - Parameter detail: JSON object or nil; what is not an object gives no facts.
    init(message: String, detail: String?) {
        code = message
        guard let detail else {
            facts = [:]
            return
        }
        do {
            let read = try JSONDecoder().decode([String: FactValue?].self, from: Data(detail.utf8))
            facts = read.compactMapValues { $0 }
        } catch {
            facts = [:]
        }
    }
}

/// A fact of a refusal: text or a whole number. Lists become text, joined by commas.
public enum FactValue: Hashable, Sendable, Decodable, CustomStringConvertible,
    ExpressibleByStringLiteral, ExpressibleByIntegerLiteral
{
    case text(String)
    case integer(Int64)

    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }

    /// As it is put into a text's placeholder.
    public var description: String {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let truth = FactValue.value(Bool.self, in: container) {
            self = .text(truth ? "true" : "false")
        } else if let number = FactValue.value(Int64.self, in: container) {
            self = .integer(number)
        } else if let number = FactValue.value(Decimal.self, in: container) {
            self = .text(number.description)
        } else if let list = FactValue.value([FactValue?].self, in: container) {
            self = .text(list.map { $0?.description ?? "" }.joined(separator: ", "))
        } else if let object = FactValue.value([String: FactValue?].self, in: container) {
            let pairs = object.sorted { $0.key < $1.key }
            self = .text(pairs.map { "\($0.key): \($0.value?.description ?? "")" }.joined(separator: ", "))
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    /// nil where the JSON value is of another type: the way to ask a decoder what it holds.
    private static func value<T: Decodable>(_ type: T.Type, in container: any SingleValueDecodingContainer)
        -> T?
    {
        do { return try container.decode(type) } catch { return nil }
    }
}

extension PostgresError {
    /// Reads a failed result. SQLSTATE decides; names come from the diagnostic fields, never from message
    /// text.
    init(result: OpaquePointer?, statement: @autoclosure () -> String) {
        guard let sqlState = diagnostic(result, "C") else {
            self = .unknown
            return
        }
        switch sqlState {
        case "BA000":
            self = .refused(Refusal(message: diagnostic(result, "M") ?? "", detail: diagnostic(result, "D")))
        case "57014", "55P03":
            self = .timeout
        case "23502":
            let column = diagnostic(result, "c") ?? ""
            self = .constraint(name: (diagnostic(result, "t") ?? "") + "." + column, sqlState: sqlState)
        case _ where sqlState.hasPrefix("23"):
            self = .constraint(name: diagnostic(result, "n") ?? "", sqlState: sqlState)
        default:
            self = .query(sqlState: sqlState, statement: statement())
        }
    }

    /// Worth one more try by ourselves: rolled back as a whole, and likely to pass the second time.
    var isTransient: Bool {
        guard case .query(let sqlState, _) = self else { return false }
        // deadlock, serialization, changed plan, prepared statement gone
        return ["40P01", "40001", "0A000", "26000"].contains(sqlState)
    }
}

/// One field of a failed result, by libpq's one-letter code (`PG_DIAG_…` are macros Swift can't see).
func diagnostic(_ result: OpaquePointer?, _ field: Unicode.Scalar) -> String? {
    PQresultErrorField(result, Int32(field.value)).map { String(cString: $0) }
}
