import Foundation
import Postgres
import Testing
import TestSupport

/// Goal: a migrated database holds the lists of `schema/reference`, and loading them again changes nothing.
@Suite struct ReferenceDataTests {
    @Test(arguments: [
        ("place.regency", 1), ("place.district", 25), ("place.village", 217), ("place.holiday", 121),
        ("ledger.national_activity", 208), ("ledger.national_account", 411),
        ("ledger.national_fund_source", 8),
    ])
    func `each list is in its table`(_ table: String, _ count: Int) async throws {
        let test = try await TestDatabase.make()
        let rows = try await test.sql("SELECT count(*)::integer AS n FROM \(table)")
        #expect(try rows.one().int("n") == count)
    }

    @Test func `a working day skips the holidays of the list`() async throws {
        let test = try await TestDatabase.make()
        let rows = try await test.sql(
            "SELECT place.working_day_after('2026-03-17', 1)::text AS day, "
                + "place.working_day_after('2026-03-17', 3)::text AS later")
        // 18 joint leave, 19 Nyepi, 20 joint leave, 21–22 Idul Fitri, 23–24 joint leave.
        #expect(try rows.one().text("day") == "2026-03-25")
        #expect(try rows.one().text("later") == "2026-03-27")
    }

    @Test func `a second run of the migrator finds nothing to do`() async throws {
        let test = try await TestDatabase.make()
        let again = try await Migrator(schemaDirectory: TestDatabase.checkoutSchema)
            .migrate(test.configuration(role: nil))
        #expect(again.isEmpty, "\(again)")
    }
}
