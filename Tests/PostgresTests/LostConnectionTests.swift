import Foundation
import Postgres
import Testing
import TestSupport

/// Goal: a caller learns whether its statement surely did not happen or may have happened.
@Suite struct LostConnectionTests {
    @Test func `a statement cut off in the middle is unknown, the next one works`() async throws {
        let test = try await TestSchema.make()
        let database = try await Database(test.configuration(role: "balai_app"))
        let backend = try await database.once(TestStatement.backend, as: nil).one().int("value")
        async let cut = failure { try await database.once(TestStatement.sleep, .double(4), as: nil) }
        try await Task.sleep(for: .milliseconds(200))
        try await test.sql("SELECT pg_terminate_backend($1)", .int(backend))
        #expect(await cut == .unknown)
        let rows = try await eventually { try await database.once(TestStatement.echo, .int64(9), as: nil) }
        #expect(try rows.one().int64("value") == 9)
        await database.close()
    }

    @Test func `a connection that died while idle is made anew`() async throws {
        let test = try await TestSchema.make()
        let database = try await Database(test.configuration(role: "balai_app"))
        let backend = try await database.once(TestStatement.backend, as: nil).one().int("value")
        try await test.sql("SELECT pg_terminate_backend($1)", .int(backend))
        try await Task.sleep(for: .milliseconds(300))
        let rows = try await eventually { try await database.once(TestStatement.backend, as: nil) }
        #expect(try rows.one().int("value") != backend)
        await database.close()
    }

    @Test func `a server that is not there is a connection error`() async throws {
        let configuration = DatabaseConfiguration(conninfo: "host=/tmp/balai-nowhere dbname=x", role: nil)
        let error = await failure { _ = try await Database(configuration) }
        guard case .connection = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `a role that does not exist is a connection error`() async throws {
        let test = try await TestSchema.common.value
        let error = await failure { _ = try await Database(test.configuration(role: "no_such_role")) }
        guard case .connection = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `a transaction cut off before commit surely did not happen`() async throws {
        let test = try await TestSchema.make()
        let error = await failure {
            try await test.database.transaction(as: nil) { transaction in
                let backend = try await transaction.run(TestStatement.backend).one().int("value")
                try await transaction.run(TestStatement.insertItem, .int64(1), .text("a"), .null, .null)
                try await test.sql("SELECT pg_terminate_backend($1)", .int(backend))
                try await transaction.run(TestStatement.insertItem, .int64(2), .text("b"), .null, .null)
            }
        }
        #expect(error == .connection(reason: "connection lost"))
        #expect(try await test.database.once(TestStatement.countItems, as: nil).one().int("value") == 0)
        let rows = try await test.database.transaction(as: nil) {
            try await $0.run(TestStatement.echo, .int64(1))
        }
        #expect(rows.count == 1)
    }

    @Test func `too many waiting requests are told that it is busy`() async throws {
        let test = try await TestSchema.common.value
        var configuration = test.configuration(role: "balai_app")
        configuration.queueLimit = 10
        let database = try await Database(configuration)
        let answers = await withTaskGroup(of: PostgresError?.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    await failure { try await database.once(TestStatement.sleep, .double(0.02), as: nil) }
                }
            }
            return await group.reduce(into: [PostgresError?]()) { $0.append($1) }
        }
        #expect(answers.contains(.connection(reason: "busy")))
        #expect(answers.contains(nil))
        #expect(try await database.once(TestStatement.echo, .int64(1), as: nil).count == 1)
        await database.close()
    }

    @Test func `a closed database says so`() async throws {
        let test = try await TestSchema.common.value
        let database = try await Database(test.configuration(role: "balai_app"))
        await database.close()
        #expect(
            await failure { try await database.once(TestStatement.echo, .int64(1), as: nil) }
                == .connection(reason: "closed"))
        #expect(
            await failure { try await database.transaction(as: nil) { _ in 1 } }
                == .connection(reason: "closed"))
        await database.close()
    }
}
