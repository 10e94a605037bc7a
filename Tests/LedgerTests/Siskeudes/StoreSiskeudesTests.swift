import Commons
import Foundation
import Ledger
import Postgres
import TestSupport
import Testing

/// Goal: an export is stored as it was, whole or not at all. Method: the invented export and, where it is,
/// the real one.
@Suite struct StoreSiskeudesTests {
    @Test func `the sample is stored posted, in balance, and can be read as a budget`() async throws {
        let hall = try await SampleVillage.make()
        let export = try SampleExport().read()
        let stored = try await StoreSiskeudes(owner: hall.test.owner)(export)
        #expect(stored.map(\.lines) == [5])
        #expect(stored.map(\.rab) == [6])
        let version = try #require(stored.first?.version)
        let tree = try await ReadBudget(hall.database)(version, by: hall.session(.head))
        #expect(tree.version.origin == .imported)
        #expect(tree.version.state == .posted)
        #expect(tree.version.regulationDate == "2026-01-05")
        #expect(tree.sides[.income] == Rupiah(sen: 1_000_000_000))
        #expect(tree.difference == .zero)
        let codes = try await ReadCodeLists(hall.database).activities(
            of: hall.village, year: 2026, by: hall.session(.head))
        #expect(codes.first { $0.code == "2.3.93" }?.name == "Tugu Desa")
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `a second import of the same year is refused and changes nothing`() async throws {
        let hall = try await SampleVillage.make()
        let store = StoreSiskeudes(owner: hall.test.owner)
        let export = try SampleExport().read()
        _ = try await store(export)
        let exists = Refusal(code: "budget-exists", facts: ["village": 3_510_992_001, "year": 2026])
        await #expect(throws: LedgerError.refused(exists)) { try await store(export) }
        #expect(try await hall.test.sql("SELECT FROM ledger.budget_version").count == 1)
    }

    @Test func `the server's own role can't import`() async throws {
        let hall = try await SampleVillage.make()
        let export = try SampleExport().read()
        await #expect(throws: LedgerError.self) { try await StoreSiskeudes(owner: hall.database)(export) }
        #expect(try await hall.test.sql("SELECT FROM ledger.budget_version").isEmpty)
    }

    @Test(.enabled(if: RealExport.exists, "../shared/domain/siskeudes2019 is not here"))
    func `the real budget of 2019 is in to the rupiah, and its village comes from the export`() async throws {
        let test = try await TestDatabase.make()
        let stored = try await StoreSiskeudes(owner: test.owner)(try RealExport.read())
        #expect(stored.map(\.rab) == [481])
        #expect(stored.map(\.lines) == [197])
        let sums = try await test.sql(
            """
            SELECT sum(amount_sen) FILTER (WHERE account ~ '^(4|6\\.1)\\.')::bigint AS sources,
                   sum(amount_sen) FILTER (WHERE account ~ '^(5|6\\.2)\\.')::bigint AS uses,
                   count(DISTINCT activity) FILTER (WHERE account LIKE '5.%') AS activities
              FROM ledger.rab_line
            """
        ).one()
        #expect(try sums.int64("sources") == 145_997_143_500)
        #expect(try sums.int64("uses") == 145_997_143_500)
        // Of the 59 activities in Ta_Kegiatan 43 have a RAB; the other 16 carry a ceiling alone.
        #expect(try sums.int("activities") == 43)
        #expect(try await test.sql("SELECT FROM ledger.difference").isEmpty)
        let place = try await test.sql("SELECT origin FROM place.village WHERE village = 1175042014").one()
        #expect(try place.text("origin") == "imported")
    }
}
