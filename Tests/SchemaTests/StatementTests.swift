import Foundation
import Postgres
import Testing
import TestSupport

/// Goal: no statement of the program is wrong SQL, or beyond the rights of the role it is run as. Method:
/// every case of every `SQLStatement` in Sources is read from the source, so that none can be forgotten, and
/// prepared.
@Suite struct StatementTests {
    /// Statements the app may not run, and who runs them.
    private static let forOthers = [
        "bootstrapAccount": "the cluster's superuser, for the first account of an empty database",
        "isFresh": "the command line, before anyone has an account",
        "isLoaded": "the demo, as owner", "loadPlaces": "the demo, as owner", "mark": "the demo, as owner",
        "stopLogs": "the command line, as owner", "declareRestore": "the command line, as owner",
        "eraseTexts": "the command line, as owner",
        "loadBoundaries": "the command line, as owner", "budget": "the import, as owner",
        "vouchers": "the import, as owner",
        "importWorks": "the command line, as owner",
    ]

    @Test func `each statement of each enum prepares, and the app may run it`() async throws {
        let test = try await TestDatabase.make()
        let statements = try SourceStatement.all()
        #expect(statements.count > 20)
        var wrong: [String] = []
        for statement in statements where Self.forOthers[statement.name] == nil {
            if let problem = try await problem(of: statement, in: test) { wrong.append(problem) }
        }
        #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
    }

    @Test func `a misspelt statement and one beyond the app's rights are found`() async throws {
        let test = try await TestDatabase.make()
        let misspelt = SourceStatement(file: "x", name: "a", sql: "SELECT nowhere.f($1)")
        #expect(try await problem(of: misspelt, in: test) != nil)
        let forbidden = SourceStatement(
            file: "x", name: "b", sql: "DELETE FROM audit.event WHERE ordinal = $1")
        #expect(try await problem(of: forbidden, in: test)?.contains("42501") == true)
    }

    /// Prepares the statement and starts its generic plan, which is where rights are checked.
    private func problem(of statement: SourceStatement, in test: TestDatabase) async throws -> String? {
        guard !statement.sql.hasPrefix("COPY ") else { return nil }
        do {
            try await test.database.transaction(as: nil) { transaction in
                try await transaction.script("SET LOCAL plan_cache_mode = force_generic_plan")
                // A preparation outlives the transaction: each has a name of its own.
                let name =
                    "tried_\(statement.name)_\(statement.file.utf8.reduce(0) { $0 &* 31 &+ UInt32($1) })"
                try await transaction.script("PREPARE \(name) AS " + statement.sql)
                let count = try await transaction.run(PreparedCount.parameters, .text(name)).one().int(
                    "count")
                let values = Array(repeating: "NULL", count: count).joined(separator: ", ")
                try await transaction.script("EXPLAIN EXECUTE \(name)" + (count > 0 ? "(\(values))" : ""))
                throw Done()
            }
        } catch is Done {
            return nil
        } catch PostgresError.query(let sqlState, _) {
            return "\(statement.file): \(statement.name): \(sqlState)"
        } catch PostgresError.refused {
            return nil  // planning may ask a stable function, which may say no
        }
        return nil
    }

    /// Rolls the trial back.
    private struct Done: Error {}
}

enum PreparedCount: String, SQLStatement {
    case parameters = """
        SELECT coalesce(cardinality(parameter_types), 0) AS count
          FROM pg_prepared_statements WHERE lower(name) = lower($1)
        """
}

/// One case of an enum of statements, as it stands in the source.
struct SourceStatement {
    let file: String
    let name: String
    let sql: String

    static func all() throws -> [SourceStatement] {
        let sources = TestDatabase.checkoutSchema.deletingLastPathComponent().appendingPathComponent(
            "Sources")
        let files = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []
        return try files.filter { $0.hasSuffix(".swift") }.sorted().flatMap { file in
            let text = try String(contentsOf: sources.appendingPathComponent(file), encoding: .utf8)
            return cases(in: text, file: file)
        }
    }

    /// Cases of all enums in the text that are `String, SQLStatement`.
    static func cases(in text: String, file: String) -> [SourceStatement] {
        var found: [SourceStatement] = []
        for body in text.components(separatedBy: ": String, SQLStatement {").dropFirst() {
            let end = body.range(of: "\n}")?.lowerBound ?? body.endIndex
            let inside = body[..<end]
            for match in inside.matches(of: /case\s+(\w+)\s*=\s*(?:"{3}((?s).*?)"{3}|"((?:[^"\\]|\\.)*)")/) {
                let sql = (match.output.2 ?? match.output.3 ?? "")
                    .replacingOccurrences(of: "\\\n", with: "").replacingOccurrences(of: "\\\"", with: "\"")
                    .replacingOccurrences(of: "\\\\", with: "\\")
                    .trimmingCharacters(in: .whitespacesAndNewlines)
                found.append(
                    SourceStatement(file: file, name: String(match.output.1), sql: sql))
            }
        }
        return found
    }
}
