import Testing

/// Goal: files stay short enough to be read in one sitting, and say at their top what they are for.
@Suite struct LayoutTests {
    private static let code = [".swift", ".sql", ".js", ".css", ".py", ".c", ".h"]

    private var files: [ProjectFile] {
        Tree.files.filter { file in Self.code.contains { file.has(suffix: $0) } }
    }

    @Test func `no file is longer than 400 lines`() {
        let found = files.filter { $0.lines.count > 400 }
            .map { Finding(.fileLength, $0.path, "has \($0.lines.count) lines") }.unexcused
        #expect(found.isEmpty, "\(found.list)")
    }

    @Test func `no line is wider than 110 columns, of SQL 130`() {
        var found: [Finding] = []
        for file in files {
            let limit = file.has(suffix: ".sql") ? 130 : 110
            for (index, line) in file.lines.enumerated() where line.utf8.count > limit && line.count > limit {
                found.append(Finding(.columns, file.path, line: index + 1, "has \(line.count) columns"))
            }
        }
        found = found.unexcused
        #expect(found.isEmpty, "\(found.list)")
    }

    @Test func `no function is longer than 60 lines`() {
        let found = Tree.swift.flatMap { file in
            SwiftText.functions(in: Tree.code(of: file)).filter { $0.length > 60 }.map {
                Finding(
                    .functionLength, file.path, line: $0.firstLine, "begins a function of \($0.length) lines")
            }
        }.unexcused
        #expect(found.isEmpty, "\(found.list)")
    }

    @Test func `the type a source file is named after says what it is for`() {
        let found = (Tree.sources + Tree.tests.filter { $0.isIn("Tests/Support") }).compactMap(undocumented)
            .unexcused
        #expect(found.isEmpty, "\(found.list)")
    }

    @Test func `every script says at its top what it is for`() {
        let scripts = Tree.files.filter {
            ["run", "test"].contains($0.path) || $0.isIn("scripts") || $0.isIn(".ci")
        }
        let found = scripts.filter { !$0.lines.prefix(2).contains { $0.hasPrefix("# ") } }
            .map { Finding(.firstSentence, $0.path, "does not say what it is for") }.unexcused
        #expect(scripts.count >= 5 && found.isEmpty, "\(found.list)")
    }

    private static let kinds = ["struct", "class", "enum", "actor", "protocol", "typealias", "extension"]

    /// The declaration of the file's own type, or where there is none the first one, without `///` above it.
    /// A file that only extends a type of another file speaks through its members.
    private func undocumented(_ file: ProjectFile) -> Finding? {
        let code = Tree.code(of: file)
        if file.name.contains("+") { return nil }
        let type = String(file.name.dropLast(".swift".count))
        func words(_ line: Substring) -> [Substring] {
            line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        }
        let declarations = code.lines.indices.filter { index in
            !code.lines[index].hasPrefix(" ")
                && words(code.lines[index]).contains { Self.kinds.contains(String($0)) }
        }
        guard let first = declarations.first else { return nil }
        let named = declarations.first {
            words(code.lines[$0]).contains(Substring(type)) && !words(code.lines[$0]).contains("extension")
        }
        if named == nil, words(code.lines[first]).contains("extension") { return nil }
        let own = named ?? first
        var index = own - 1
        while index >= 0, file.lines[index].hasPrefix("@") { index -= 1 }
        if index >= 0, file.lines[index].hasPrefix("///") { return nil }
        return Finding(.firstSentence, file.path, line: own + 1, "does not say with /// what it is for")
    }
}
