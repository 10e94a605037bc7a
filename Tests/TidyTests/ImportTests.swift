import Foundation
import Testing

/// Goal: arrows between modules point one way, and each C library has one door.
@Suite struct ImportTests {
    /// What each module may import of the project's own modules.
    private static let allowed: [String: Set<String>] = [
        "Postgres": [],
        "GeoIndex": [],
        "Commons": ["Postgres"],
        "Ledger": ["Commons", "Postgres"],
        "Monitoring": ["Commons", "Ledger", "GeoIndex", "Postgres"],
        "Letters": ["Commons", "Postgres"],
        "BudgetAPI": ["Commons", "Ledger", "GeoIndex", "Monitoring", "Letters"],
        "Demo": ["Commons", "Ledger", "GeoIndex", "Monitoring", "Letters", "Postgres"],
        "balai": ["Commons", "Ledger", "GeoIndex", "Monitoring", "Letters", "Postgres", "BudgetAPI", "Demo"],
    ]

    /// The only folder that may import a C library.
    private static let doors: [String: String] = [
        "CLibPQ": "Sources/Postgres", "CGEOS": "Sources/GeoIndex/Native", "CPROJ": "Sources/GeoIndex/Native",
        "CEXIF": "Sources/Monitoring/Native", "CJPEG": "Sources/Monitoring/Native",
        "CSodium": "Sources/Commons",
        "CCrypto": "Sources/Commons", "CQRencode": "Sources/Commons", "CCairo": "Sources/Commons",
        "CZip": "Sources/Commons", "CZlib": "Sources/Commons", "CXLSXWriter": "Sources/Commons",
        "CCurl": "Sources/Commons",
    ]

    /// Modules that know HTTP, and who may import them.
    private static let http: Set<String> = [
        "Hummingbird", "HummingbirdCore", "HummingbirdRouter", "HTTPTypes", "NIOHTTP1",
        "NIOHTTPTypes",
    ]
    private static let httpModules: Set<String> = ["BudgetAPI", "balai"]

    /// Where modules meet: the composition root, and the table that turns the store's errors into problems.
    private static let roots = [
        "Sources/BudgetAPI/Application.swift", "Sources/BudgetAPI/Composition/",
        "Sources/BudgetAPI/Problems/",
    ]

    private struct Import {
        let file: ProjectFile
        let line: Int
        let module: String
    }

    private var imports: [Import] {
        Tree.sources.flatMap { file in
            Tree.code(of: file).lines.enumerated().compactMap { index, line in
                let words = line.split(separator: " ")
                guard let keyword = words.firstIndex(of: "import"), keyword <= 2, words.count > keyword + 1,
                    !line.hasPrefix(" ")
                else { return nil }
                let kinds: Set<Substring> = [
                    "struct", "class", "enum", "func", "protocol", "typealias", "var", "let",
                ]
                let name = words[keyword + (kinds.contains(words[keyword + 1]) ? 2 : 1)]
                return Import(file: file, line: index + 1, module: String(name.prefix { $0 != "." }))
            }
        }
    }

    @Test func `every module is in the table`() {
        let modules = Set(Tree.sources.map(\.module)).subtracting(["System"])
        #expect(modules.subtracting(Self.allowed.keys).isEmpty, "\(modules)")
    }

    @Test func `no module imports one that it must not know`() {
        let own = Set(Self.allowed.keys)
        let found = imports.compactMap { item -> Finding? in
            guard own.contains(item.module), let allowed = Self.allowed[item.file.module] else { return nil }
            let isRoot = Self.roots.contains { item.file.path.hasPrefix($0) }
            if allowed.contains(item.module) || item.module == item.file.module || isRoot { return nil }
            return Finding(.imports, item.file.path, line: item.line, "imports \(item.module)")
        }.unexcused
        #expect(found.isEmpty, "\(found.list)")
    }

    @Test func `a C library is imported in its own folder only`() throws {
        let folder = Tree.root.appendingPathComponent("Sources/System").path
        let libraries = Set(try FileManager.default.contentsOfDirectory(atPath: folder))
        #expect(libraries.subtracting(Self.doors.keys).isEmpty, "a library without a folder of its own")
        let found = imports.compactMap { item -> Finding? in
            guard libraries.contains(item.module) else { return nil }
            if let door = Self.doors[item.module], item.file.isIn(door) { return nil }
            return Finding(.imports, item.file.path, line: item.line, "imports \(item.module)")
        }.unexcused
        #expect(found.isEmpty, "\(found.list)")
    }

    @Test func `only the web library knows HTTP and only the command knows its arguments`() {
        let found = imports.compactMap { item -> Finding? in
            let isHTTP = Self.http.contains(item.module) && !Self.httpModules.contains(item.file.module)
            let isArguments = item.module == "ArgumentParser" && item.file.module != "balai"
            guard isHTTP || isArguments else { return nil }
            return Finding(.imports, item.file.path, line: item.line, "imports \(item.module)")
        }.unexcused
        #expect(found.isEmpty, "\(found.list)")
    }

    @Test func `dependencies are pinned to one version each`() throws {
        let package = try #require(Tree.files.first { $0.path == "Package.swift" })
        let pieces = package.text.components(separatedBy: ".package(").dropFirst()
        let loose = pieces.filter { !$0.prefix { $0 != ")" }.contains("exact:") }
        #expect(!pieces.isEmpty && loose.isEmpty)
    }
}
