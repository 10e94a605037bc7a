import Foundation
import Postgres
import Testing
import TestSupport

/// Goal: each refusal and constraint is known by name, and no error holds a row's value.
@Suite struct ErrorTests {
    @Test(
        arguments: [
            (#"{"line": "5.2.1", "remainingSen": 900}"#, ["line": "5.2.1", "remainingSen": 900]),
            (#"{}"#, [:]),
            (
                #"{"a": null, "b": true, "c": 1.5, "d": ["x", 2], "e": {"f": 1}}"#,
                ["b": "true", "c": "1.5", "d": "x, 2", "e": "f: 1"]
            ),
            (#"[1, 2]"#, [:]),
            (#"{"big": 9223372036854775807}"#, ["big": 9_223_372_036_854_775_807]),
        ] as [(String, [String: FactValue])])
    func `a refusal has its code and its facts`(_ detail: String, _ facts: [String: FactValue]) async throws {
        let database = try await TestSchema.common.value.database
        let error = await failure {
            try await database.once(TestStatement.refuse, .text("over-budget"), .json(detail), as: nil)
        }
        #expect(error == .refused(Refusal(code: "over-budget", facts: facts)))
    }

    @Test func `a session that is over refuses and the statement does not run`() async throws {
        let test = try await TestSchema.make()
        let error = await failure {
            try await test.database.once(
                TestStatement.insertItem, .int64(1), .text("a"), .null, .null, as: session(255))
        }
        #expect(error == .refused(Refusal(code: "not-signed-in")))
        #expect(try await test.database.once(TestStatement.countItems, as: nil).one().int("value") == 0)
    }

    @Test func `constraints are known by name`() async throws {
        let test = try await TestSchema.make()
        try await test.script("INSERT INTO item (id, name, size) VALUES (1, 'one', 7)")
        let insert = { @Sendable (id: Int64, name: Parameter, size: Parameter, parent: Parameter) in
            await failure {
                try await test.database.once(
                    TestStatement.insertItem, .int64(id), name, size, parent, as: nil)
            }
        }
        #expect(
            await insert(1, .text("x"), .null, .null) == .constraint(name: "item_pkey", sqlState: "23505"))
        #expect(
            await insert(2, .text("one"), .null, .null)
                == .constraint(name: "item_name_unique", sqlState: "23505"))
        #expect(
            await insert(2, .text("x"), .int(0), .null)
                == .constraint(name: "item_size_positive", sqlState: "23514"))
        #expect(
            await insert(2, .text("x"), .null, .int64(9))
                == .constraint(name: "item_of_parent", sqlState: "23503"))
        #expect(
            await insert(2, .text("x"), .int(7), .null)
                == .constraint(name: "item_size_excl", sqlState: "23P01"))
        #expect(await insert(2, .null, .null, .null) == .constraint(name: "item.name", sqlState: "23502"))
    }

    @Test func `an error never repeats a value`() async throws {
        let test = try await TestSchema.make()
        let secret = "3510012001990001"
        try await test.script("INSERT INTO item (id, name) VALUES (1, '\(secret)')")
        let error = await failure {
            try await test.database.once(
                TestStatement.insertItem, .int64(2), .text(secret), .null, .null, as: nil)
        }
        #expect(!"\(String(describing: error))".contains(secret))
        let wrongType = await failure {
            try await test.database.once(TestStatement.divide, .text("Siti"), as: nil)
        }
        #expect(wrongType == .query(sqlState: "22P02", statement: "TestStatement.divide"))
    }
}
