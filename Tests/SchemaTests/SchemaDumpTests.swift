import Foundation
import Testing
import TestSupport

/// Goal: `schema/schema.sql`, the schema to read first, is what the migrations make.
@Suite struct SchemaDumpTests {
    @Test func `the dump in the checkout is not stale`() async throws {
        let test = try await TestDatabase.make()
        let fresh = try await test.schemaDump()
        #expect(fresh.contains("CREATE TABLE place.village"))
        #expect(fresh.contains("CREATE FUNCTION ledger.receive_income"))
        #expect(!fresh.contains("$$"), "a function's body is in schema/code alone")
        let file = TestDatabase.checkoutSchema.appendingPathComponent("schema.sql")
        if ProcessInfo.processInfo.environment["BALAI_WRITE_SCHEMA"] == "1" {
            try fresh.write(to: file, atomically: true, encoding: .utf8)
        }
        let kept = try String(contentsOf: file, encoding: .utf8)
        #expect(
            kept == fresh, "stale: BALAI_WRITE_SCHEMA=1 swift test --filter SchemaDumpTests writes it anew")
    }
}
