internal import Foundation
internal import Postgres

/// JSON with its names in a fixed order, for parameters of statements.
enum CanonicalJSON {
    static func text(_ value: [String: String]) throws(LedgerError) -> String { try encoded(value) }
    static func text(_ value: [[String]]) throws(LedgerError) -> String { try encoded(value) }

    private static func encoded(_ value: some Encodable) throws(LedgerError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw .database(.decoding(column: "json"))
        }
    }
}
