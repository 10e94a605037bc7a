import Foundation
import Postgres
import Testing
import TestSupport

/// Goal: an export of any length in flat memory, and no connection lost over one that ends early.
@Suite(.serialized) struct StreamTests {
    /// The whole process is measured, other tests beside it included; so far more passes than the bound
    /// allows.
    @Test func `eight hundred megabytes of rows pass in half as much memory`() async throws {
        let test = try await TestSchema.common.value
        let before = residentKilobytes()
        var sum: Int64 = 0
        for try await row in test.database.stream(
            TestStatement.numbers, .int64(20_000), .int(40_000), as: session(1))
        {
            sum += try row.int64("n")
        }
        #expect(sum == 200_010_000)
        #expect(residentKilobytes() - before < 400_000)
    }

    @Test func `a stream that is left early gives its connection back`() async throws {
        let test = try await TestSchema.make()
        for round in 0..<8 {
            var seen = 0
            for try await _ in test.database.stream(
                TestStatement.numbers, .int64(300_000), .int(100), as: nil)
            {
                seen += 1
                if seen == 10 { break }
            }
            #expect(seen == 10, "round \(round)")
        }
        let rows = try await test.database.transaction(as: nil) {
            try await $0.run(TestStatement.echo, .int64(1))
        }
        #expect(rows.count == 1)
    }

    @Test func `an error in the middle ends the stream with it`() async throws {
        let test = try await TestSchema.common.value
        var seen = 0
        let error = await failure {
            for try await _ in test.database.stream(TestStatement.numbersThenFail, .int64(5_000), as: nil) {
                seen += 1
            }
        }
        #expect(error == .query(sqlState: "22012", statement: "TestStatement.numbersThenFail"))
        #expect(seen < 5_000)
    }

    @Test func `a session that is over gives no row`() async throws {
        let test = try await TestSchema.common.value
        let error = await failure {
            for try await _ in test.database.stream(
                TestStatement.numbers, .int64(1), .int(1), as: session(255))
            {
                Issue.record("a row came")
            }
        }
        #expect(error == .refused(Refusal(code: "not-signed-in")))
    }

    private func residentKilobytes() -> Int {
        let status = FileManager.default.contents(atPath: "/proc/self/status") ?? Data()
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first {
            $0.hasPrefix("VmRSS")
        }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}
