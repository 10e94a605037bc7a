import Commons
import Foundation
import Ledger
import Postgres
import TestSupport
import Testing

/// Goal: a closed month stays as it was handed in, and who reopens it says why. Method: bookings on both
/// sides of the month's end, each step by the right and the wrong person.
@Suite struct PeriodTests {
    /// A village with money booked in January of last year; every month of that year is over.
    private func hall() async throws -> (SampleVillage, year: Int) {
        let hall = try await SampleVillage.make()
        let year = hall.year - 1
        try await hall.test.script(
            "INSERT INTO ledger.village_year (regency, village, year) VALUES (3510, 3510992001, \(year));"
                + "SELECT set_config('balai.regency', '3510', true);"
                + "SELECT ledger.fill_lists(3510, \(year));")
        return (hall, year)
    }

    private func receive(_ hall: SampleVillage, on day: String) async throws {
        let income = IncomeDraft(
            day: try Day(parsing: day), account: "4.2.1.01", fund: "DDS", amount: try Rupiah(rupiah: 100),
            payer: "Kas negara", description: "Uji")
        _ = try await ReceiveIncome(hall.database)(
            UUID.v7(), income, village: hall.village, year: try Day(parsing: day).year,
            by: hall.session(.treasurer))
    }

    @Test
    func
        `nothing is booked in a closed month, the days around it are open, reopened it takes bookings again`()
        async throws
    {
        let (hall, year) = try await hall()
        let periods = Periods(hall.database)
        try await receive(hall, on: "\(year)-02-10")
        try await periods(
            .close, 2, of: hall.village, year: year, id: UUID.v7(), by: hall.session(.treasurer))
        for day in ["\(year)-02-01", "\(year)-02-28"] {
            let closed = LedgerError.periodClosed(month: 2, year: year, day: day)
            await #expect(throws: closed) { try await receive(hall, on: day) }
        }
        try await receive(hall, on: "\(year)-01-31")
        try await receive(hall, on: "\(year)-03-01")
        try await periods(
            .reopen, 2, of: hall.village, year: year, reason: "TBP kurang", id: UUID.v7(),
            by: hall.session(.head))
        try await receive(hall, on: "\(year)-02-28")
        let steps = try await periods.list(of: hall.village, year: year, by: hall.session(.council))
        #expect(steps.map(\.verb) == [.reopen, .close])
        #expect(steps.map(\.ordinal) == [2, 1])
        #expect(steps.map(\.lastNumber) == [3, 1])
        #expect(steps.map(\.reason) == ["TBP kurang", ""])
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `taking back in a closed month is refused, in an open one it is booked`() async throws {
        let (hall, year) = try await hall()
        try await receive(hall, on: "\(year)-02-10")
        let treasurer = try hall.session(.treasurer)
        try await Periods(hall.database)(
            .close, 2, of: hall.village, year: year, id: UUID.v7(), by: treasurer)
        let entry = try await hall.test.sql("SELECT id FROM ledger.entry").one().uuid("id")
        let reverse = ReverseEntry(hall.database)
        let closed = LedgerError.periodClosed(month: 2, year: year, day: "\(year)-02-11")
        await #expect(throws: closed) {
            try await reverse(
                UUID.v7(), of: entry, on: Day(parsing: "\(year)-02-11"), reason: "Salah", by: treasurer)
        }
        _ = try await reverse(
            UUID.v7(), of: entry, on: Day(parsing: "\(year)-03-01"), reason: "Salah", by: treasurer)
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `treasurer and head close, only the head reopens and says why, nobody twice`() async throws {
        let (hall, year) = try await hall()
        let periods = Periods(hall.database)
        let (treasurer, head) = (try hall.session(.treasurer), try hall.session(.head))
        let village = hall.village
        await #expect(throws: LedgerError.notYourPost(role: "treasurer", village: village.number)) {
            try await periods(.close, 1, of: village, year: year, id: UUID.v7(), by: hall.session(.manager))
        }
        let id = UUID.v7()
        #expect(try await periods(.close, 1, of: village, year: year, id: id, by: head) == 1)
        #expect(try await periods(.close, 1, of: village, year: year, id: id, by: head) == 1)
        await #expect(throws: LedgerError.wrongState(state: "closed", verb: "close")) {
            try await periods(.close, 1, of: village, year: year, id: UUID.v7(), by: treasurer)
        }
        await #expect(throws: LedgerError.notYourPost(role: "head", village: village.number)) {
            try await periods(
                .reopen, 1, of: village, year: year, reason: "x", id: UUID.v7(), by: treasurer)
        }
        await #expect(throws: LedgerError.reasonMissing(verb: "reopen")) {
            try await periods(.reopen, 1, of: village, year: year, reason: " ", id: UUID.v7(), by: head)
        }
        await #expect(throws: LedgerError.wrongState(state: "open", verb: "reopen")) {
            try await periods(.reopen, 2, of: village, year: year, reason: "x", id: UUID.v7(), by: head)
        }
    }

    @Test func `a month that is not over can't be closed, a month that is none neither`() async throws {
        let (hall, year) = try await hall()
        try await hall.test.script(
            "INSERT INTO ledger.village_year (regency, village, year) VALUES (3510, 3510992001, \(hall.year))"
        )
        let periods = Periods(hall.database)
        let treasurer = try hall.session(.treasurer)
        await #expect(throws: LedgerError.self) {
            try await periods(
                .close, 12, of: hall.village, year: hall.year, id: UUID.v7(), by: treasurer)
        }
        for month in [0, 13, -1] {
            await #expect(throws: LedgerError.notFound(kind: "period")) {
                try await periods(.close, month, of: hall.village, year: year, id: UUID.v7(), by: treasurer)
            }
        }
        #expect(try await hall.test.sql("SELECT FROM ledger.period_step").isEmpty)
    }
}
