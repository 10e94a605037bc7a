import Commons
import Foundation
import Ledger
import TestSupport
import Testing

/// Goal: what the home page says of a year is what lines and cash say, and nobody's sum holds a village that
/// is not theirs. Method: one village with a paid and an approved request, seen by its treasurer, by the
/// camat's office and by the treasurer of the village next to it.
@Suite struct YearFiguresTests {
    @Test func `limit, reserved, paid and cash are those of the control rows`() async throws {
        let hall = try await SampleVillage.make()
        let read = ReadYearFigures(hall.database)
        let empty = try await read(of: hall.year, by: hall.session(.treasurer))
        #expect(empty.villages == 1 && empty.budgeted == 0 && empty.spending.limit == .zero)
        try await hall.postBudget([SampleVillage.pothole: 1_000, SampleVillage.office: 400])
        try await hall.receive("DDS", rupiah: 700)
        _ = try await hall.request([SampleVillage.pothole: 600], upTo: .paid)
        _ = try await hall.request([SampleVillage.office: 100], upTo: .approved)
        for role in [Role.treasurer, .district] {
            let total = try await read(of: hall.year, by: hall.session(role))
            #expect(total.budgeted == 1)
            #expect(total.spending.limit.sen == 140_000)
            #expect(total.spending.posted.sen == 60_000)
            #expect(total.spending.reserved.sen == 10_000)
            #expect(total.cash.sen == 10_000)
            #expect(total.lateTranches == 0 && total.lateTaxes == 0 && total.lateAdvances == 0)
        }
        let next = try await SampleVillage.person(hall.test, [.treasurer], place: 3_510_992_002)
        let other = try await read(of: hall.year, by: next)
        #expect(other.villages == 1 && other.budgeted == 0)
        #expect(other.spending.limit == .zero && other.cash == .zero)
    }

    @Test func `each village's share is told to those who see it`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        let read = ReadYearFigures(hall.database)
        let second = try VillageCode(number: 3_510_992_002)
        let shares = try await read(
            of: [hall.village, second], year: hall.year, by: hall.session(.district))
        #expect(shares.mapValues(\.limit.sen) == [hall.village: 100_000])
        let next = try await SampleVillage.person(hall.test, [.treasurer], place: second.number)
        #expect(try await read(of: [hall.village, second], year: hall.year, by: next).isEmpty)
        #expect(try await read(of: [hall.village], year: hall.year - 1, by: hall.session(.district)).isEmpty)
    }

    @Test func `a tranche past its day is late until it is received`() async throws {
        let hall = try await SampleVillage.make()
        let county = try await SampleVillage.person(hall.test, [.county], place: 3_510_000_000)
        _ = try await Ceilings(hall.database).set(
            [CeilingDraft(village: hall.village, fund: "DDS", amount: try Rupiah(rupiah: 200))],
            year: hall.year, basis: "x", by: county)
        let rows = try ["01-01", "12-31"].enumerated().map { index, day in
            TrancheDraft(
                village: hall.village, fund: "DDS", tranche: index + 1, amount: try Rupiah(rupiah: 100),
                due: try Day(parsing: "\(hall.year)-\(day)"))
        }
        _ = try await Disbursements(hall.database).plan(UUID.v7(), rows, year: hall.year, by: county)
        let late = try await ReadYearFigures(hall.database)(of: hall.year, by: hall.session(.treasurer))
        // On 1 January nothing is past its day yet.
        #expect(late.lateTranches == (try hall.firstDay < hall.today ? 1 : 0))
    }
}
