import Foundation

/// A text file of the project with its path from the root.
struct ProjectFile: Sendable {
    let path: String
    let text: String
    let lines: [Substring]

    init(path: String, text: String) {
        self.path = path
        self.text = text
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        self.lines = lines
    }

    var name: String { path.split(separator: "/").last.map(String.init) ?? path }
    /// `Ledger` of `Sources/Ledger/Plan/X.swift`.
    var module: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
    func isIn(_ folder: String) -> Bool { path.hasPrefix(folder + "/") }
    func has(suffix: String) -> Bool { path.hasSuffix(suffix) }
}

/// The project's own files: what is built, downloaded or generated is left out.
enum Tree {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../..").standardizedFileURL

    static let folders = ["Sources", "Tests", "schema", "static", "texts", "scripts", "docs", ".ci"]
    static let singles = ["Package.swift", "README.md", "ARCHITECTURE.md", "run", "test", ".swift-format"]
    static let textSuffixes = [
        ".swift", ".c", ".h", ".modulemap", ".sql", ".tsv", ".js", ".css", ".mustache", ".html", ".py", ".md",
        ".json", ".yaml", ".svg", ".webmanifest",
    ]

    /// Every text file, read once.
    static let files: [ProjectFile] = {
        var paths = singles
        for folder in folders {
            let names = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
            for case let name as String in names ?? FileManager.DirectoryEnumerator() {
                paths.append("\(folder)/\(name)")
            }
        }
        return paths.sorted().compactMap { path in
            let isText = textSuffixes.contains { path.hasSuffix($0) } || !path.dropFirst().contains(".")
            let isCache = path.contains("__pycache__") || path.contains("node_modules")
            guard isText, !isCache, let data = FileManager.default.contents(atPath: root.path + "/" + path),
                let text = String(validating: data, as: UTF8.self)
            else { return nil }
            return ProjectFile(path: path, text: text)
        }
    }()

    static let swift = files.filter { $0.has(suffix: ".swift") }
    static let sources = swift.filter { $0.isIn("Sources") }
    static let tests = swift.filter { $0.isIn("Tests") }

    /// Swift files with comments and the contents of literals blanked out, line by line as they were.
    static let code: [String: ProjectFile] = Dictionary(
        uniqueKeysWithValues: swift.map {
            ($0.path, ProjectFile(path: $0.path, text: SwiftText.code(of: $0.text)))
        })

    static func code(of file: ProjectFile) -> ProjectFile { code[file.path] ?? file }
}

/// Something a rule found; rules report all of them at once.
struct Finding: CustomStringConvertible {
    let rule: Rule
    let path: String
    let line: Int?
    let words: String

    init(_ rule: Rule, _ path: String, line: Int? = nil, _ words: String) {
        self.rule = rule
        self.path = path
        self.line = line
        self.words = words
    }

    var description: String { "\(path)\(line.map { ":\($0)" } ?? "") \(words)" }
}

/// What is checked; exceptions name their rule.
enum Rule: String, CaseIterable {
    case fileLength, columns, functionLength, firstSentence, imports, care, unfinished, machinePath, assertion
}

extension [Finding] {
    /// Without those that the table of exceptions allows.
    var unexcused: [Finding] {
        filter { finding in
            !Exceptions.all.contains { $0.rule == finding.rule && finding.path.hasPrefix($0.path) }
        }
    }

    /// One finding a line, for the message of an expectation.
    var list: String { "\n\(count) in all:\n" + prefix(20).map(\.description).joined(separator: "\n") }
}
