import Postgres
import Testing
import TestSupport

/// Goal: the checkout's own schema makes a database that each role can use.
@Suite struct TestDatabaseTests {
    @Test func `a clone of the migrated schema serves the app, the owner and the superuser`() async throws {
        let test = try await TestDatabase.make()
        #expect(try await test.database.once(TestStatement.role, as: nil).one().text("value") == "balai_app")
        #expect(try await test.owner.once(TestStatement.role, as: nil).one().text("value") == "balai_owner")
        #expect(try await test.superuser.once(TestStatement.role, as: nil).one().text("value") == "postgres")
        let applied = try await test.sql("SELECT count(*) AS n FROM balai.migration").one().int("n")
        #expect(applied > 0)
    }

    @Test func `two clones do not see each other`() async throws {
        let first = try await TestSchema.make()
        let second = try await TestSchema.make()
        try await first.script("INSERT INTO item (id, name) VALUES (1, 'a')")
        #expect(first.name != second.name)
        #expect(try await second.database.once(TestStatement.countItems, as: nil).one().int("value") == 0)
    }
}
