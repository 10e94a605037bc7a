import Commons
import Foundation
import Ledger
import Postgres
import TestSupport
import Testing

/// Goal: a budget stands beside what the county promised; above it the page warns, and posting is refused
/// where the county says so. Method: the same budget against ceilings at, one above and one below its income.
@Suite struct BudgetCeilingTests {
    private func promise(_ hall: SampleVillage, rupiah: Int64) async throws -> Session {
        let county = try await SampleVillage.person(hall.test, [.county], place: 3_510_000_000)
        let ceiling = CeilingDraft(village: hall.village, fund: "DDS", amount: try Rupiah(rupiah: rupiah))
        try await Ceilings(hall.database).set([ceiling], year: hall.year, basis: "Perbup", by: county)
        return county
    }

    @Test(arguments: [(999, true), (1_000, false), (1_001, false), (0, true)])
    func `income of a fund is compared with its ceiling`(_ rupiah: Int64, _ isAbove: Bool) async throws {
        let hall = try await SampleVillage.make()
        _ = try await promise(hall, rupiah: rupiah)
        let id = try await hall.postBudget([SampleVillage.pothole: 1_000, SampleVillage.office: 400])
        let head = try hall.session(.head)
        let ceilings = try await Ceilings(hall.database).list(
            year: hall.year, village: hall.village, by: head)
        let lines = try await ReadActivityBudget(hall.database)(id, activity: nil, by: head)
        let compared = BudgetCeiling.compare(ceilings.rows, with: BudgetCeiling.income(of: lines))
        #expect(compared.map(\.fund) == ["DDS"])
        #expect(compared.map(\.budgeted.sen) == [100_000])
        #expect(compared.map(\.difference.sen) == [(rupiah - 1_000) * 100])
        #expect(compared.map(\.isAbove) == [isAbove])
        let tree = try await ReadBudget(hall.database)(id, by: head)
        #expect(tree.funds.first { $0.fund == "DDS" }?.income.sen == 100_000)
    }

    @Test func `where the county refuses it, one rupiah above is not posted and the ceiling itself is`()
        async throws
    {
        let hall = try await SampleVillage.make()
        let county = try await promise(hall, rupiah: 999)
        try await MoneyParameters(hall.database).set(
            .refusesOverCeiling, 1, from: hall.firstDay, basis: "Perbup", by: county)
        let above = LedgerError.treasury(
            .budgetOverCeiling(
                fund: "DDS", ceiling: Rupiah(sen: 99_900), budgeted: Rupiah(sen: 100_000)))
        await #expect(throws: above) { try await hall.postBudget([SampleVillage.pothole: 1_000]) }
        let posted = try await hall.test.sql("SELECT FROM ledger.budget_version WHERE state = 'posted'")
        #expect(posted.isEmpty)

        let other = try await SampleVillage.make()
        let its = try await promise(other, rupiah: 1_000)
        try await MoneyParameters(other.database).set(
            .refusesOverCeiling, 1, from: other.firstDay, basis: "Perbup", by: its)
        try await other.postBudget([SampleVillage.pothole: 1_000])
        #expect(try await other.differences().isEmpty)
    }

    @Test func `the parameter is yes or no`() async throws {
        let hall = try await SampleVillage.make()
        let county = try await SampleVillage.person(hall.test, [.county], place: 3_510_000_000)
        let malformed = LedgerError.treasury(.parameterMalformed(key: "budget.refuse-over-ceiling"))
        await #expect(throws: malformed) {
            try await MoneyParameters(hall.database).set(
                .refusesOverCeiling, 2, from: hall.firstDay, basis: "x", by: county)
        }
    }
}
