public import Foundation

/// A language that a person may read Balai in. Bahasa Indonesia comes first.
public enum Language: String, CaseIterable, Hashable, Sendable {
    case indonesian = "id"
    case english = "en"

    /// The best language for an `Accept-Language` header; Bahasa Indonesia when it names none of ours.
    public init(accepting header: String?) {
        var best = (language: Language.indonesian, quality: -1.0)
        for part in (header ?? "").split(separator: ",").prefix(20) {
            let pieces = part.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            guard let tag = pieces.first?.split(separator: "-").first else { continue }
            guard let language = Language(rawValue: tag.lowercased()) else { continue }
            let quality =
                pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if quality > best.quality { best = (language, quality) }
        }
        self = best.language
    }
}

/// Why the texts could not be read.
public enum TextsError: Error, Equatable {
    /// The file is missing or is not UTF-8.
    case unreadable(path: String)
    /// A line has no tab, or an empty key or text.
    case malformed(path: String, line: Int)
    /// A key stands twice in one file.
    case repeated(key: String, path: String)
}

/// Everything a person reads, by key and language (`texts/id.tsv`, `texts/en.tsv`).
public struct Texts: Sendable {
    private let tables: [Language: [String: String]]

    /// Reads `id.tsv` and `en.tsv` in `directory`; `#` starts a comment line.
    /// - Throws: `TextsError` naming the file and line that is wrong.
    public init(directory: URL) throws(TextsError) {
        var tables: [Language: [String: String]] = [:]
        for language in Language.allCases {
            let file = directory.appendingPathComponent("\(language.rawValue).tsv")
            tables[language] = try Texts.table(file)
        }
        self.tables = tables
    }

    /// Texts given directly, for tests.
    public init(_ tables: [Language: [String: String]]) {
        self.tables = tables
    }

    /// All keys of one language.
    public func keys(in language: Language) -> Set<String> {
        Set((tables[language] ?? [:]).keys)
    }

    /// The text as it stands in the file, with its placeholders; `nil` when there is none.
    public func raw(_ key: String, in language: Language) -> String? {
        tables[language]?[key]
    }

    /// The words of one language.
    public func words(in language: Language) -> Words {
        Words(language: language, table: tables[language] ?? [:])
    }

    private static func table(_ file: URL) throws(TextsError) -> [String: String] {
        let content: String
        do {
            content = try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw .unreadable(path: file.path)
        }
        var table: [String: String] = [:]
        for (index, line) in content.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty || line.hasPrefix("#") { continue }
            let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw .malformed(path: file.path, line: index + 1)
            }
            let key = String(parts[0])
            guard table.updateValue(String(parts[1]), forKey: key) == nil else {
                throw .repeated(key: key, path: file.path)
            }
        }
        return table
    }
}

/// The texts of one language, filled in: what a page, a letter or a problem asks for its words.
public struct Words: Sendable {
    /// The language these words are in.
    public let language: Language
    private let table: [String: String]

    init(language: Language, table: [String: String]) {
        self.language = language
        self.table = table
    }

    /// Whether there is a text under `key`.
    public func has(_ key: String) -> Bool { table[key] != nil }

    /// The text under `key` with each `{name}` replaced by its value. A missing key shows itself in ⟦⟧,
    /// so that it is seen and reported instead of leaving a gap.
    public func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        guard let text = table[key] else { return "⟦\(key)⟧" }
        return Words.fill(text, values)
    }

    /// All keys and texts, to build the tree that templates read.
    public var all: [String: String] { table }

    /// The names between braces in a text.
    public static func placeholders(in text: String) -> Set<String> {
        var names: Set<String> = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            names.insert(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return names
    }

    private static func fill(_ text: String, _ values: [String: String]) -> String {
        let (brace, end) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
        guard !values.isEmpty, text.utf8.contains(brace) else { return text }
        var result = ""
        var rest = text[...]
        // By bytes: walking whole characters cost more than all the rest.
        while let open = rest.utf8.firstIndex(of: brace),
            let close = rest[open...].utf8.firstIndex(of: end)
        {
            let name = String(rest[rest.utf8.index(after: open)..<close])
            result += rest[..<open]
            result += values[name] ?? "{\(name)}"
            rest = rest[rest.utf8.index(after: close)...]
        }
        return result + rest
    }
}
