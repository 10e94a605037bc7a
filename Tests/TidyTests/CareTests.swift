import Foundation
import Testing

/// Goal: nothing in the sources can crash on input, hide an error, or be left half done.
@Suite struct CareTests {
    private static let forbidden = [
        ("try!", "crashes instead of throwing"), ("try?", "swallows an error"),
        ("as!", "crashes on another type"),
        ("fatalError(", "crashes"), ("catch {}", "swallows an error"),
        ("catch { }", "swallows an error"),
    ]

    @Test func `no source crashes on purpose or swallows an error`() {
        var found: [Finding] = []
        for file in Tree.sources {
            for (index, line) in Tree.code(of: file).lines.enumerated() {
                for (form, why) in Self.forbidden where isWord(form, in: line) {
                    found.append(Finding(.care, file.path, line: index + 1, "\(form) \(why)"))
                }
                if SwiftText.hasForcedUnwrap(line) {
                    found.append(Finding(.care, file.path, line: index + 1, "unwraps by force"))
                }
            }
        }
        found = found.unexcused
        #expect(found.isEmpty, "\(found.list)")
    }

    @Test func `no library prints`() {
        var found: [Finding] = []
        for file in Tree.sources where file.module != "balai" {
            for (index, line) in Tree.code(of: file).lines.enumerated() {
                let words = line.split {
                    !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "." || $0 == "(")
                }
                guard words.contains(where: { $0.hasPrefix("print(") || $0.hasPrefix("debugPrint(") }) else {
                    continue
                }
                found.append(Finding(.care, file.path, line: index + 1, "prints; a library answers or logs"))
            }
        }
        found = found.unexcused
        #expect(found.isEmpty, "\(found.list)")
    }

    @Test func `nothing is marked as unfinished`() {
        let marks = ["TODO", "FIXME", "XXX", "HACK", "Not implemented", "not implemented"]
        var found: [Finding] = []
        for file in Tree.files where !file.has(suffix: ".tsv") {
            for (index, line) in file.lines.enumerated() {
                for mark in marks where isWord(mark, in: line) {
                    found.append(Finding(.unfinished, file.path, line: index + 1, mark))
                }
            }
        }
        found = found.unexcused
        #expect(found.isEmpty, "\(found.list)")
    }

    @Test func `no file names a place of one machine`() {
        let places = ["/work/", "/farm/", "/root/", "/home/"]
        var found: [Finding] = []
        for file in Tree.files {
            for (index, line) in file.lines.enumerated() {
                for place in places where line.contains(place) && !isAddress(place, in: line) {
                    found.append(Finding(.machinePath, file.path, line: index + 1, place))
                }
            }
        }
        found = found.unexcused
        #expect(found.isEmpty, "\(found.list)")
    }

    @Test func `every test asserts something and none is switched off`() {
        let words = [
            "expect", "require", "Issue.record", "confirmation", "Expect", "check", "Check", "assert",
        ]
        var found: [Finding] = []
        for file in Tree.tests where file.path.hasSuffix("Tests.swift") {
            let code = Tree.code(of: file)
            let functions = SwiftText.functions(in: code)
            for (index, line) in code.lines.enumerated() {
                if line.contains(".disabled(") || line.contains("withKnownIssue")
                    || line.contains("#expect(true)")
                {
                    found.append(
                        Finding(.assertion, file.path, line: index + 1, "is switched off or says nothing"))
                }
                guard line.contains("@Test"), let body = functions.first(where: { $0.firstLine > index })
                else {
                    continue
                }
                let lines = code.lines[(body.firstLine - 1)..<body.lastLine]
                if !lines.contains(where: { line in words.contains { line.contains($0) } }) {
                    found.append(Finding(.assertion, file.path, line: body.firstLine, "asserts nothing"))
                }
            }
        }
        found = found.unexcused
        #expect(found.isEmpty, "\(found.list)")
    }

    @Test func `every exception is still needed to name a file that is there`() {
        let stale = Exceptions.all.filter { exception in
            exception.reason.isEmpty
                || (exception.path != "schema/schema.sql"
                    && !Tree.files.contains { $0.path.hasPrefix(exception.path) })
        }
        #expect(stale.isEmpty, "\(stale)")
    }

    /// Whether the line holds the mark other than as a part of a longer word: `Entry?` is no `try?`.
    private func isWord(_ mark: String, in line: Substring) -> Bool {
        guard line.contains(mark) else { return false }
        func isLetter(_ character: Character?) -> Bool { character.map { $0.isLetter || $0 == "_" } ?? false }
        return line.ranges(of: mark).contains { range in
            let before = range.lowerBound > line.startIndex ? line[line.index(before: range.lowerBound)] : nil
            let after = range.upperBound < line.endIndex ? line[range.upperBound] : nil
            let isWhole = !isLetter(before) || !isLetter(mark.first)
            return isWhole && (!isLetter(after) || !isLetter(mark.last))
        }
    }

    /// `https://host/work/` is an address, and `static/home/` a folder of ours.
    private func isAddress(_ place: String, in line: Substring) -> Bool {
        guard let range = line.range(of: place), range.lowerBound > line.startIndex else { return false }
        let before = line[line.index(before: range.lowerBound)]
        return before.isLetter || before.isNumber || before == "." || before == "}"
    }
}
