import Commons
import Foundation
import HTTPTypes
import Testing

@testable import BudgetAPI

/// Goal: every word a person reads is there, in both languages, and none is left over. Method: the keys that
/// templates and sources name, against the keys that texts/*.tsv hold.
@Suite struct WordingTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func texts() throws -> Texts { try Texts(directory: root.appendingPathComponent("texts")) }

    static func files(below folder: String, named suffix: String) throws -> [URL] {
        let base = root.appendingPathComponent(folder)
        let paths = try #require(FileManager.default.enumerator(atPath: base.path))
        return paths.compactMap { $0 as? String }.filter { $0.hasSuffix(suffix) }.map(
            base.appendingPathComponent)
    }

    @Test func `no key is also the beginning of another, so that templates can name each`() throws {
        let keys = try Self.texts().keys(in: .indonesian)
        let beginnings = keys.flatMap { key in
            key.indices.filter { key[$0] == "." }.map { String(key[..<$0]) }
        }
        #expect(keys.intersection(beginnings).sorted() == [])
    }

    @Test func `every key that a template names is there`() throws {
        let keys = try Self.texts().keys(in: .indonesian)
        for file in try Self.files(below: "static/pages", named: ".mustache") {
            let named = try String(contentsOf: file, encoding: .utf8).matches(of: /\{\{t\.([a-z0-9.-]+)\}\}/)
            for match in named {
                #expect(keys.contains(String(match.1)), "\(file.lastPathComponent): \(match.1)")
            }
        }
    }

    @Test func `every key is used`() throws {
        var source = ""
        for folder in ["Sources", "static/pages"] {
            for suffix in [".swift", ".mustache"] {
                for file in try Self.files(below: folder, named: suffix) {
                    source += try String(contentsOf: file, encoding: .utf8)
                }
            }
        }
        // Keys that are put together at run time, by their beginning: "state.\(…)".
        let made = Set(source.matches(of: /"([a-z0-9-]+\.[a-z0-9.-]*)\\\(/).map { String($0.1) })
            .union(["problem.", "field.", "role.", "state.", "verb.", "photo."])
        // …also those with a beginning put in: "\(subject).fault.\(…)".
        let middles = Set(source.matches(of: /"\\\([^"]*\)(\.[a-z-]+\.)\\\(/).map { String($0.1) })
        // A field's label is LABELS.NAME: both parts stand in the source.
        let labels = Set(source.matches(of: /labels: "([a-z0-9.-]+)"/).map { String($0.1) })
        let unused = try Self.texts().keys(in: .indonesian).filter { key in
            if made.contains(where: key.hasPrefix) { return false }
            if middles.contains(where: key.contains) { return false }
            if source.contains("\"\(key)\"") || source.contains("{{t.\(key)}}") { return false }
            let parts = key.split(separator: ".")
            let name = (parts.last ?? "").replacingOccurrences(of: "-hint", with: "")
                .replacingOccurrences(of: "-", with: "_")
            return
                !(labels.contains(parts.dropLast().joined(separator: ".")) && source.contains("\"\(name)\""))
        }
        #expect(unused.sorted() == [])
    }

    @Test func `every key that the sources spell out is there`() throws {
        let keys = try Self.texts().keys(in: .indonesian)
        for file in try Self.files(below: "Sources/BudgetAPI", named: ".swift") {
            let named = try String(contentsOf: file, encoding: .utf8).matches(of: /words\("([a-z0-9.-]+)"/)
            for match in named {
                #expect(keys.contains(String(match.1)), "\(file.lastPathComponent): \(match.1)")
            }
        }
    }

    @Test func `every problem type has its words, and its line in docs/problems.md`() throws {
        let keys = try Self.texts().keys(in: .indonesian)
        let page = try String(
            contentsOf: Self.root.appendingPathComponent("docs/problems.md"), encoding: .utf8)
        let listed = Set(page.matches(of: /(?m)^\| `([a-z-]+)` \| (\d+) \|/).map { "\($0.1) \($0.2)" })
        for kind in ProblemKind.allCases {
            #expect(keys.contains("problem.\(kind.rawValue).title"), "\(kind.rawValue)")
            #expect(keys.contains("problem.\(kind.rawValue).detail"), "\(kind.rawValue)")
            #expect(
                listed.contains("\(kind.rawValue) \(kind.status.code)"), "docs/problems.md: \(kind.rawValue)")
        }
        #expect(listed.count == ProblemKind.allCases.count)
        let words = keys.filter { $0.hasPrefix("problem.") }.map { String($0.split(separator: ".")[1]) }
        #expect(Set(words).subtracting(ProblemKind.allCases.map(\.rawValue)).sorted() == [])
    }
}
