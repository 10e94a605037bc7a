import Foundation
import Postgres
import Testing
import TestSupport

/// Goal: any database ends up at the program's schema, once, however often and by however many it is tried.
@Suite struct MigratorTests {
    /// A `schema/` of one test's own.
    final class Schema {
        let folder: URL
        init() throws {
            folder = FileManager.default.temporaryDirectory.appendingPathComponent(
                "balai-schema-\(UUID().uuidString)")
            for part in ["migrations", "code", "checks", "reference"] {
                try FileManager.default.createDirectory(
                    at: folder.appendingPathComponent(part), withIntermediateDirectories: true)
            }
            try write(
                "roles.sql",
                """
                DO $$ BEGIN
                    EXECUTE format('GRANT CREATE ON DATABASE %I TO balai_owner', current_database());
                END $$
                """)
            try write(
                "migrations/0001_start.sql",
                "CREATE SCHEMA balai; CREATE TABLE balai.fruit (name text PRIMARY KEY);")
            try write("migrations/0002_more.sql", "ALTER TABLE balai.fruit ADD sweet boolean; -- é\n")
            try write(
                "code/01_first.sql",
                "CREATE OR REPLACE FUNCTION balai.one() RETURNS int LANGUAGE sql AS 'SELECT balai.two() - 1';"
            )
            try write(
                "code/02_second.sql",
                "CREATE OR REPLACE FUNCTION balai.two() RETURNS int LANGUAGE sql AS 'SELECT 2';")
        }
        deinit {
            do { try FileManager.default.removeItem(at: folder) } catch { return }
        }
        func write(_ name: String, _ text: String) throws {
            try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
        var migrator: Migrator { Migrator(schemaDirectory: folder) }
    }

    let schema: Schema
    let test: TestDatabase

    init() async throws {
        schema = try Schema()
        test = try await TestDatabase.makeEmpty()
    }

    private func migrate(checks: Bool = false) async throws -> Migrator.Report {
        try await schema.migrator.migrate(test.configuration(role: nil), checks: checks)
    }

    @Test func `from empty all is applied, the second time nothing`() async throws {
        let first = try await migrate()
        #expect(first.migrations == ["migrations/0001_start.sql", "migrations/0002_more.sql"])
        #expect(first.code == ["code/01_first.sql", "code/02_second.sql"])
        #expect(try await test.sql("SELECT balai.one() AS value").one().int("value") == 1)
        #expect(try await migrate().isEmpty)
    }

    @Test func `code whose text changed is applied again, alone`() async throws {
        _ = try await migrate()
        try schema.write(
            "code/02_second.sql",
            "CREATE OR REPLACE FUNCTION balai.two() RETURNS int LANGUAGE sql AS 'SELECT 20';")
        #expect(try await migrate().code == ["code/02_second.sql"])
        #expect(try await test.sql("SELECT balai.one() AS value").one().int("value") == 19)
    }

    @Test func `a migration changed after it was applied is refused`() async throws {
        _ = try await migrate()
        try schema.write("migrations/0002_more.sql", "ALTER TABLE balai.fruit ADD sour boolean;")
        try schema.write("migrations/0003_next.sql", "CREATE TABLE balai.vegetable (name text);")
        await #expect(throws: MigrationError.changed(file: "migrations/0002_more.sql")) {
            try await migrate()
        }
        let there = try await test.sql("SELECT to_regclass('balai.vegetable') IS NULL AS value")
        #expect(try there.one().bool("value"))
    }

    @Test func `a database of a newer program is refused`() async throws {
        try schema.write("migrations/0009_later.sql", "SELECT 1;")
        _ = try await migrate()
        try FileManager.default.removeItem(
            at: schema.folder.appendingPathComponent("migrations/0009_later.sql"))
        await #expect(throws: MigrationError.newerDatabase(file: "migrations/0009_later.sql")) {
            try await migrate()
        }
    }

    @Test func `a migration that fails leaves nothing of itself, and those before it stay`() async throws {
        try schema.write("migrations/0003_bad.sql", "CREATE TABLE balai.half (a int); SELECT 1 / 0;")
        do {
            _ = try await migrate()
            Issue.record("applied")
        } catch let error as MigrationError {
            guard case .failed("migrations/0003_bad.sql", "22012", _) = error else {
                Issue.record("\(error)")
                return
            }
        }
        let row = try await test.sql(
            "SELECT to_regclass('balai.half') IS NULL AS gone, to_regclass('balai.fruit') IS NOT NULL AS kept"
        ).one()
        #expect(try row.bool("gone") && row.bool("kept"))
        try schema.write("migrations/0003_bad.sql", "CREATE TABLE balai.half (a int);")
        #expect(try await migrate().migrations == ["migrations/0003_bad.sql"])
    }

    @Test func `code that fails changes no function`() async throws {
        _ = try await migrate()
        try schema.write(
            "code/01_first.sql",
            "CREATE OR REPLACE FUNCTION balai.one() RETURNS int LANGUAGE sql AS 'SELECT 100';")
        try schema.write("code/02_second.sql", "CREATE OR REPLACE FUNKTION balai.two();")
        await #expect(throws: MigrationError.self) { try await migrate() }
        #expect(try await test.sql("SELECT balai.one() AS value").one().int("value") == 1)
    }

    @Test func `servers starting together apply each file once`() async throws {
        let migrator = schema.migrator
        let configuration = test.configuration(role: nil)
        let reports = try await withThrowingTaskGroup(of: Migrator.Report.self) { group in
            for _ in 0..<4 { group.addTask { try await migrator.migrate(configuration) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(reports.filter { !$0.isEmpty }.count == 1)
        #expect(try await test.sql("SELECT count(*) AS n FROM balai.migration").one().int("n") == 5)
    }

    @Test func `a check that fails stops the run and leaves nothing behind`() async throws {
        try schema.write("checks/0001_start.sql", "INSERT INTO balai.fruit VALUES ('mango'); ASSERT;")
        await #expect(throws: MigrationError.self) { try await migrate(checks: true) }
        try schema.write(
            "checks/0002_more.sql",
            """
            INSERT INTO balai.fruit VALUES ('mango');
            DO $$ BEGIN ASSERT (SELECT count(*) FROM balai.fruit) = 1; END $$;
            """
        )
        _ = try await migrate(checks: true)
        #expect(try await test.sql("SELECT count(*) AS n FROM balai.fruit").one().int("n") == 0)
    }

    @Test func `a reference list is loaded by the function of its name, again when it changes`() async throws
    {
        try schema.write("reference/fruits.tsv", "name\tsweet\nmango\ttrue\nlimau's \"besar\"\tfalse\n")
        try schema.write("reference/orphans.tsv", "name\nx\n")
        try schema.write(
            "code/03_load.sql",
            """
            CREATE OR REPLACE FUNCTION balai.load_fruits(p_rows jsonb) RETURNS integer LANGUAGE sql AS
            $$ INSERT INTO balai.fruit
               SELECT r ->> 'name', (r ->> 'sweet')::boolean FROM jsonb_array_elements(p_rows) AS r
               ON CONFLICT (name) DO UPDATE SET sweet = excluded.sweet; SELECT 1 $$;
            """)
        #expect(try await migrate().reference == ["reference/fruits.tsv"])
        let rows = try await test.sql("SELECT name FROM balai.fruit ORDER BY name")
        #expect(try rows.map { try $0.text("name") } == ["limau's \"besar\"", "mango"])
        #expect(try await migrate().isEmpty)
        try schema.write("reference/fruits.tsv", "name\tsweet\nmango\tfalse\n")
        #expect(try await migrate().reference == ["reference/fruits.tsv"])
        #expect(try await !test.sql("SELECT sweet FROM balai.fruit WHERE name = 'mango'").one().bool("sweet"))
    }

    @Test func `a list with a missing column is refused with its line`() async throws {
        try schema.write("reference/fruits.tsv", "name\tsweet\nmango\n")
        try schema.write(
            "code/03_load.sql",
            "CREATE OR REPLACE FUNCTION balai.load_fruits(p jsonb) RETURNS int LANGUAGE sql AS 'SELECT 1';")
        await #expect(throws: MigrationError.malformedList(file: "reference/fruits.tsv", line: 2)) {
            try await migrate()
        }
    }

    @Test func `a folder that is not there is refused`() async throws {
        let nowhere = Migrator(schemaDirectory: URL(fileURLWithPath: "/nowhere/schema"))
        await #expect(throws: MigrationError.unreadable(path: "/nowhere/schema")) {
            try await nowhere.migrate(test.configuration(role: nil))
        }
    }

    @Test func `the dump reads the same twice and names what is there`() async throws {
        _ = try await migrate()
        let first = try await test.schemaDump()
        #expect(first.contains("CREATE TABLE balai.fruit"))
        #expect(!first.contains("restrict "))
        #expect(try await test.schemaDump() == first)
    }
}
