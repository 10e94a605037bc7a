import Testing

/// Goal: both languages say the same things, and the schema's names can be relied on by code.
@Suite struct TextsAndSchemaTests {
    private func texts(_ language: String) throws -> [(line: Int, key: String, text: String)] {
        let file = try #require(Tree.files.first { $0.path == "texts/\(language).tsv" })
        return file.lines.enumerated().compactMap { index, line in
            if line.isEmpty || line.hasPrefix("#") { return nil }
            let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
            return (index + 1, String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
        }
    }

    private func placeholders(_ text: String) -> Set<Substring> {
        Set(text.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first })
    }

    @Test func `each key stands once, in both languages, with the same placeholders`() throws {
        let indonesian = try texts("id")
        let english = try texts("en")
        for table in [indonesian, english] {
            var seen: Set<String> = []
            let wrong = table.filter {
                $0.text.isEmpty || $0.text.contains("\t") || !seen.insert($0.key).inserted
            }
            #expect(wrong.isEmpty, "empty, with a tab, or twice: \(wrong.map(\.key))")
        }
        let keys = Set(indonesian.map(\.key)).symmetricDifference(english.map(\.key)).sorted()
        #expect(keys.isEmpty, "in one language only: \(keys)")
        let words = Dictionary(english.map { ($0.key, $0.text) }, uniquingKeysWith: { first, _ in first })
        let differing = indonesian.filter { placeholders($0.text) != placeholders(words[$0.key] ?? $0.text) }
        #expect(differing.isEmpty, "other placeholders: \(differing.map(\.key))")
    }

    private var migrations: [ProjectFile] { Tree.files.filter { $0.isIn("schema/migrations") } }

    @Test func `migrations are numbered once each and say why`() {
        let numbers = migrations.map { $0.name.prefix(4) }
        #expect(!numbers.isEmpty && Set(numbers).count == numbers.count)
        let malformed = migrations.filter { file in
            let isNumbered = Int(file.name.prefix(4)) != nil && file.name.dropFirst(4).hasPrefix("_")
            return !isNumbered || file.lines.first?.hasPrefix("-- Why: ") != true
        }
        #expect(malformed.isEmpty, "\(malformed.map(\.path))")
    }

    /// A table of a migration: its name without schema, and its lines.
    private struct Table {
        let file: String
        let line: Int
        let name: Substring
        let lines: ArraySlice<Substring>
    }

    private var tables: [Table] {
        migrations.flatMap { file in
            file.lines.indices.compactMap { index -> Table? in
                let line = file.lines[index]
                guard line.hasPrefix("CREATE TABLE "),
                    let name = line.split(separator: " ").dropFirst(2).first,
                    let end = file.lines[index...].firstIndex(where: { $0.hasPrefix(")") && $0.contains(";") }
                    )
                else { return nil }
                return Table(
                    file: file.path, line: index + 1, name: name.split(separator: ".").last ?? name,
                    lines: file.lines[(index + 1)..<end])
            }
        }
    }

    @Test func `a constraint is named after its table, and no check is nameless`() {
        #expect(tables.count > 5)
        var found: [String] = []
        for table in tables {
            var isNamed = false
            for line in table.lines {
                let words = line.split { $0 == " " || $0 == "," }
                if let index = words.firstIndex(of: "CONSTRAINT"), index + 1 < words.count {
                    isNamed = true
                    if !words[index + 1].hasPrefix("\(table.name)_") {
                        found.append("\(table.file) \(table.name): \(words[index + 1])")
                    }
                }
                if words.contains("CHECK"), !isNamed {
                    found.append("\(table.file) \(table.name): a nameless CHECK")
                }
                if line.hasSuffix(",") { isNamed = false }
            }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    @Test func `money is bigint sen, moments have their zone, a village stands beside its regency`() {
        var found: [String] = []
        for table in tables {
            let columns = table.lines.map { $0.split { $0 == " " || $0 == "," } }
            for words in columns where words.count > 1 {
                let type = words[1]
                if words[0].hasSuffix("_sen"), type != "bigint" {
                    found.append("\(table.name).\(words[0]) is \(type)")
                }
                if type == "timestamp" || type == "money" || type == "real" {
                    found.append("\(table.name).\(words[0]) is \(type)")
                }
            }
            let names = columns.compactMap(\.first)
            if names.contains("village"), names.first != "regency" {
                found.append("\(table.file) \(table.name): regency is not the first column")
            }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    @Test func `a function that runs as its owner fixes its search path`() {
        var found: [String] = []
        for file in Tree.files where file.isIn("schema/code") {
            var head: (line: Int, text: String)?
            for (index, line) in file.lines.enumerated() {
                if line.hasPrefix("CREATE OR REPLACE FUNCTION") || line.hasPrefix("CREATE FUNCTION") {
                    head = (index + 1, "")
                }
                guard let open = head else { continue }
                head?.text += line + "\n"
                guard line.contains("$$") || line.contains("BEGIN ATOMIC") || line.hasSuffix(";") else {
                    continue
                }
                let text = open.text + line
                if text.contains("SECURITY DEFINER"), !text.contains("SET search_path") {
                    found.append("\(file.path):\(open.line)")
                }
                head = nil
            }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }
}
