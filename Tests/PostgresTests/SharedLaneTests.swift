import Foundation
@testable import Postgres
import Testing
import TestSupport

/// Goal: in the pipeline an answer always reaches the task that asked, and a failure only the one that
/// failed.
@Suite struct SharedLaneTests {
    let database: Database
    let test: TestDatabase

    init() async throws {
        test = try await TestSchema.common.value
        database = test.database
    }

    @Test func `two hundred tasks get their own answers while others fail`() async throws {
        let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<200 {
                group.addTask {
                    var wrong = 0
                    for round in 0..<20 {
                        let asked = Int64(number * 1000 + round)
                        switch (number + round) % 4 {
                        case 0:
                            let error = await failure {
                                try await database.once(TestStatement.divide, .int(0), as: nil)
                            }
                            if error != .query(sqlState: "22012", statement: "TestStatement.divide") {
                                wrong += 1
                            }
                        case 1:
                            let facts = Parameter.json(#"{"number": \#(asked)}"#)
                            let error = await failure {
                                try await database.once(TestStatement.refuse, .text("no"), facts, as: nil)
                            }
                            if error != .refused(Refusal(code: "no", facts: ["number": .integer(asked)])) {
                                wrong += 1
                            }
                        default:
                            let rows = try await database.once(TestStatement.echo, .int64(asked), as: nil)
                            if try rows.one().int64("value") != asked { wrong += 1 }
                        }
                    }
                    return wrong
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }

    @Test func `what enter sets never reaches the next request`() async throws {
        let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<50 {
                group.addTask {
                    var wrong = 0
                    for round in 0..<200 {
                        let number = UInt8((task + round) % 200)
                        if round % 7 == 0 {
                            let error = await failure {
                                try await database.once(TestStatement.actor, as: session(255))
                            }
                            if error != .refused(Refusal(code: "not-signed-in")) { wrong += 1 }
                        }
                        let isSignedIn = (task + round) % 2 == 0
                        let rows = try await database.once(
                            TestStatement.actor, as: isSignedIn ? session(number) : nil)
                        if try rows.one().text("value") != (isSignedIn ? hex(number) : "") { wrong += 1 }
                    }
                    return wrong
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }

    @Test func `the id of the request reaches enter`() async throws {
        let rows = try await Database.$requestID.withValue("r-17") {
            try await database.once(TestStatement.request, as: session(1))
        }
        #expect(try rows.one().text("value") == "r-17")
    }

    @Test func `a statement that can't be prepared fails alone and each time`() async throws {
        for _ in 0..<3 {
            async let bad = failure {
                try await database.once(TestStatement.misspelt, .int(1), as: session(3))
            }
            async let good = database.once(TestStatement.echo, .int64(5), as: session(4))
            #expect(await bad == .query(sqlState: "42601", statement: "TestStatement.misspelt"))
            #expect(try await good.one().int64("value") == 5)
        }
    }

    @Test func `a table that appears later is found then`() async throws {
        let own = try await TestSchema.make()
        let before = await failure { try await own.database.once(TestStatement.tableOfLater, as: nil) }
        #expect(before == .query(sqlState: "42P01", statement: "TestStatement.tableOfLater"))
        try await own.script("CREATE TABLE later AS SELECT 3 AS value; GRANT SELECT ON later TO balai_app")
        let rows = try await own.database.once(TestStatement.tableOfLater, as: nil)
        #expect(try rows.one().int("value") == 3)
    }

    @Test func `a plan that no longer fits is made anew`() async throws {
        let own = try await TestSchema.make()
        try await own.script("CREATE TABLE changing (a int); GRANT SELECT ON changing TO balai_app")
        for _ in 0..<4 { try await own.database.once(TestStatement.plan, as: nil) }
        try await own.script("ALTER TABLE changing ADD b int; INSERT INTO changing VALUES (1, 2)")
        for _ in 0..<4 {
            let rows = try await own.database.once(TestStatement.plan, as: nil)
            #expect(try rows.one().int("b") == 2)
        }
    }

    @Test func `a deferred constraint that fails at the end is that request's failure`() async throws {
        let own = try await TestSchema.make()
        async let bad = failure {
            try await own.database.once(TestStatement.insertLate, .int64(404), as: nil)
        }
        async let good = own.database.once(TestStatement.echo, .int64(1), as: nil)
        #expect(await bad == .constraint(name: "late_of_item", sqlState: "23503"))
        #expect(try await good.one().int64("value") == 1)
        let count = try await own.sql("SELECT count(*) AS value FROM late")
        #expect(try count.one().int("value") == 0)
    }

    @Test func `COPY has no place in the pipeline and leaves it usable`() async throws {
        let own = try await TestSchema.make()
        let error = await failure { try await own.database.once(TestStatement.copyItems, as: nil) }
        #expect(error != nil)
        let rows = try await eventually {
            try await own.database.once(TestStatement.echo, .int64(2), as: nil)
        }
        #expect(try rows.one().int64("value") == 2)
    }

    @Test func `a slow statement ends at the time limit`() async throws {
        var configuration = test.configuration(role: "balai_app")
        configuration.sharedTimeoutMilliseconds = 100
        let quick = try await Database(configuration)
        #expect(await failure { try await quick.once(TestStatement.sleep, .double(20), as: nil) } == .timeout)
        #expect(try await quick.once(TestStatement.echo, .int64(1), as: nil).count == 1)
        await quick.close()
    }

    @Test func `a lock held by another ends in a timeout`() async throws {
        let own = try await TestSchema.make()
        try await own.script("INSERT INTO item (id, name) VALUES (1, 'one')")
        var configuration = own.configuration(role: "balai_app")
        configuration.lockTimeoutMilliseconds = 100
        let impatient = try await Database(configuration)
        let error = try await own.database.transaction(as: nil) { transaction in
            try await transaction.run(TestStatement.lockItem, .int64(1))
            return await failure { try await impatient.once(TestStatement.lockItem, .int64(1), as: nil) }
        }
        #expect(error == .timeout)
        await impatient.close()
    }

    @Test func `one slow statement does not hold up the others`() async throws {
        let own = try await TestSchema.make()
        _ = try await own.database.once(TestStatement.echo, .int64(0), as: nil)
        async let slow = own.database.once(TestStatement.sleep, .double(1.5), as: nil)
        try await Task.sleep(for: .milliseconds(100))
        let clock = ContinuousClock()
        let started = clock.now
        for number in 0..<50 {
            try await own.database.once(TestStatement.echo, .int64(Int64(number)), as: nil)
        }
        #expect(clock.now - started < .seconds(1))
        #expect(try await slow.count == 1)
    }

    @Test func `a connection takes its share of what waits, never all while others have nothing to do`() {
        #expect(SharedLane.share(of: 0, among: 4) == 0)
        #expect(SharedLane.share(of: 1, among: 4) == 1)
        #expect(SharedLane.share(of: 9, among: 4) == 3)
        #expect(SharedLane.share(of: 9, among: 1) == 9)
        #expect(SharedLane.share(of: 1_000, among: 4) < SharedLane.flightLimit)
    }

    @Test func `statements that take their time are spread over all connections`() async throws {
        var configuration = test.configuration(role: "balai_app")
        configuration.shared = 4
        let wide = try await Database(configuration)
        let backends = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<32 {
                group.addTask {
                    try await wide.once(TestStatement.sleepHere, .double(0.05), as: nil).one().int("value")
                }
            }
            return try await group.reduce(into: [:]) { counts, backend in counts[backend, default: 0] += 1 }
        }
        #expect(backends.count == 4)
        #expect(backends.values.allSatisfy { $0 <= 16 }, "of 32, eight each: \(backends)")
        await wide.close()
    }
}

/// The error a statement ends with, nil when it succeeds.
func failure<T>(_ body: () async throws -> T) async -> PostgresError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? PostgresError
    }
}

/// Tries again for some seconds while the connection is being made anew.
func eventually<T>(_ body: () async throws -> T) async throws -> T {
    for _ in 0..<100 {
        do { return try await body() } catch { try await Task.sleep(for: .milliseconds(50)) }
    }
    return try await body()
}
