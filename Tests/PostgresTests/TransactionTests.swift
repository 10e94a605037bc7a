import Foundation
import Postgres
import Testing
import TestSupport

/// Goal: all of a block happens, or nothing of it.
@Suite struct TransactionTests {
    struct Stop: Error {}

    @Test func `what a block did is there after it`() async throws {
        let test = try await TestSchema.make()
        let value = try await test.database.transaction(as: session(7)) { transaction in
            try await transaction.run(TestStatement.insertItem, .int64(1), .text("a"), .null, .null)
            return try await transaction.run(TestStatement.actor).one().text("value")
        }
        #expect(value == hex(7))
        #expect(try await test.database.once(TestStatement.countItems, as: nil).one().int("value") == 1)
        let after = try await test.database.transaction(as: nil) { transaction in
            try await transaction.run(TestStatement.actor).one().text("value")
        }
        #expect(after == "")
    }

    @Test func `a block that throws leaves nothing`() async throws {
        let test = try await TestSchema.make()
        await #expect(throws: Stop.self) {
            try await test.database.transaction(as: nil) { transaction in
                try await transaction.run(TestStatement.insertItem, .int64(1), .text("a"), .null, .null)
                throw Stop()
            }
        }
        #expect(try await test.database.once(TestStatement.countItems, as: nil).one().int("value") == 0)
    }

    @Test func `an error that the block swallowed is still thrown at commit`() async throws {
        let test = try await TestSchema.make()
        let error = await failure {
            try await test.database.transaction(as: nil) { transaction in
                try await transaction.run(TestStatement.insertItem, .int64(1), .text("a"), .null, .null)
                do { try await transaction.run(TestStatement.divide, .int(0)) } catch { return }
            }
        }
        #expect(error == .query(sqlState: "22012", statement: "TestStatement.divide"))
        #expect(try await test.database.once(TestStatement.countItems, as: nil).one().int("value") == 0)
    }

    @Test func `a session that is over never gets to the block`() async throws {
        let test = try await TestSchema.common.value
        let error = await failure {
            try await test.database.transaction(as: session(255)) { _ in Issue.record("ran") }
        }
        #expect(error == .refused(Refusal(code: "not-signed-in")))
    }

    @Test func `a deferred constraint fails the commit`() async throws {
        let test = try await TestSchema.make()
        let error = await failure {
            try await test.database.transaction(as: nil) { transaction in
                try await transaction.run(TestStatement.insertLate, .int64(404))
            }
        }
        #expect(error == .constraint(name: "late_of_item", sqlState: "23503"))
    }

    @Test func `more transactions than connections all get their turn`() async throws {
        let test = try await TestSchema.common.value
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...40 {
                group.addTask {
                    try await test.database.transaction(as: nil) { transaction in
                        try await transaction.run(TestStatement.echo, .int(number)).one().int("value")
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 820)
    }

    @Test func `COPY takes lines with tabs, line ends, backslashes and NULL`() async throws {
        let test = try await TestSchema.make()
        let names = ["tab\there", "line\nend", "back\\slash", "\\N", "cr\rx"]
        let lines = names.enumerated().map {
            Parameter.copyLine([.int($0.offset), .text($0.element), .null])
        }
        let copied = try await test.database.transaction(as: nil) { transaction in
            try await transaction.copyIn(TestStatement.copyItems, lines: lines)
        }
        #expect(copied == 5)
        let rows = try await test.database.once(TestStatement.items, as: nil)
        #expect(try rows.map { try $0.text("name") } == names)
    }

    @Test func `a bad line undoes the whole COPY`() async throws {
        let test = try await TestSchema.make()
        let error = await failure {
            try await test.database.transaction(as: nil) { transaction in
                try await transaction.copyIn(
                    TestStatement.copyItems,
                    lines: (0..<50_000).map { Array("\($0)\tname \($0)\t\($0 == 40_000 ? "x" : "1")".utf8) })
            }
        }
        #expect(error == .query(sqlState: "22P02", statement: "TestStatement.copyItems"))
        #expect(try await test.database.once(TestStatement.countItems, as: nil).one().int("value") == 0)
        let rows = try await test.database.transaction(as: nil) {
            try await $0.run(TestStatement.echo, .int64(1))
        }
        #expect(rows.count == 1)
    }

    @Test func `a notice reaches who listens`() async throws {
        let test = try await TestSchema.common.value
        let stream = test.database.listen("news")
        let sender = Task {
            // LISTEN is on its way: say it until it is heard.
            while !Task.isCancelled {
                try await test.database.once(TestStatement.notify, .text("disbursed"), as: nil)
                try await Task.sleep(for: .milliseconds(50))
            }
        }
        var heard: String?
        for await payload in stream {
            heard = payload
            break
        }
        sender.cancel()
        #expect(heard == "disbursed")
    }
}
