import Commons
import Foundation

/// The words of a component of a page: a JSON object in an attribute.
extension Words {
    /// All texts of one kind, by the rest of their key.
    /// - Parameter key: the whole key of a name: `capture.js.take` of `take`.
    func json(_ key: (String) -> String) throws -> String {
        let start = key("").count
        let names = all.keys.filter { $0.hasPrefix(key("")) }.map { String($0.dropFirst(start)) }
        let named = Dictionary(uniqueKeysWithValues: names.map { ($0, self(key($0))) })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(named), as: UTF8.self)
    }
}
