import Commons
import Foundation
import Ledger
import Postgres
import TestSupport
import Testing

/// Goal: money leaves by four persons only, within line and cash. Method: the real functions, one rule a
/// test.
@Suite struct SpendingFlowTests {
    @Test func `a request goes from asked to paid and leaves its trace in line, cash and journal`()
        async throws
    {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000, SampleVillage.office: 400])
        try await hall.receive("DDS", rupiah: 700)
        try await hall.receive("ADD", rupiah: 400)
        let paid = try await hall.request(
            [SampleVillage.pothole: 600, SampleVillage.office: 100], upTo: .paid)
        #expect(paid.number == 1)
        let detail = try await ReadSPP(hall.database)(paid.id, by: hall.session(.head))
        #expect(detail.summary.state == .paid)
        #expect(detail.summary.numberText == "0001/SPP/35.10.99.2001/\(hall.year)")
        #expect(detail.history.map(\.verb) == ["create", "submit", "verify", "approve", "pay"])
        #expect(detail.history.map(\.role) == ["manager", "manager", "secretary", "head", "treasurer"])
        #expect(detail.entries.map(\.number) == [3])
        #expect(detail.lines.map(\.standing.remaining) == [Rupiah(sen: 30_000), Rupiah(sen: 40_000)])
        let book = try await ReadBook(hall.database)(
            .general, of: hall.village, year: hall.year, by: hall.session(.treasurer))
        #expect(book.rows.map(\.balance.sen) == [70_000, 110_000, 100_000, 40_000])
        #expect(book.rows.map(\.outgoingSoFar.sen) == [0, 0, 10_000, 70_000])
        let cash = try await ReadCash(hall.database)(
            of: hall.village, year: hall.year, by: hall.session(.head))
        #expect(cash.map(\.fund) == ["ADD", "DDS"])
        #expect(cash.map(\.cash.sen) == [30_000, 10_000])
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `requests not rejected never exceed a line, and rejecting frees it`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        let first = try await hall.request([SampleVillage.pothole: 600], upTo: .verified)
        let refusal = LedgerError.overBudget(
            line: SampleVillage.pothole.description, remaining: Rupiah(sen: 40_000),
            asked: Rupiah(sen: 40_100))
        await #expect(throws: refusal) { try await hall.ask([SampleVillage.pothole: 401]) }
        _ = try await RejectSPP(hall.database)(
            first.id, revision: first.revision, reason: "Tidak perlu", by: hall.session(.head))
        let second = try await hall.ask([SampleVillage.pothole: 1_000])
        #expect(second.state == .draft)
        try await DeleteSPP(hall.database)(second.id, revision: 1, by: hall.session(.manager))
        _ = try await hall.request([SampleVillage.pothole: 1_000], upTo: .approved)
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `a returned request is changed and goes up again under its number`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000, SampleVillage.culvert: 500])
        var step = try await hall.request([SampleVillage.pothole: 900], upTo: .submitted)
        await #expect(throws: LedgerError.reasonMissing(verb: "return")) {
            try await ReturnSPP(hall.database)(
                step.id, revision: step.revision, reason: "  ", by: hall.session(.secretary))
        }
        step = try await ReturnSPP(hall.database)(
            step.id, revision: step.revision, reason: "Lampiran kurang", by: hall.session(.secretary))
        step = try await SaveSPP(hall.database)(
            step.id, revision: step.revision,
            hall.draft([SampleVillage.pothole: 1_000, SampleVillage.culvert: 1]),
            by: hall.session(.manager))
        step = try await SubmitSPP(hall.database)(
            step.id, revision: step.revision, by: hall.session(.manager))
        #expect(step.number == 1)
        let other = try await hall.request([SampleVillage.culvert: 499], upTo: .submitted)
        #expect(other.number == 2)
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `one person never takes two steps of one request`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        try await hall.receive("DDS", rupiah: 1_000)
        let all = try await SampleVillage.person(
            hall.test, [.manager, .secretary, .head, .treasurer], place: hall.village.number)
        let step = try await hall.request([SampleVillage.pothole: 10], upTo: .submitted)
        let verified = try await VerifySPP(hall.database)(
            step.id, revision: step.revision, on: hall.firstDay, by: all)
        await #expect(throws: LedgerError.samePerson(step: "approve", earlier: "verify", role: "head")) {
            try await ApproveSPP(hall.database)(
                step.id, revision: verified.revision, on: hall.firstDay, by: all)
        }
        let approved = try await ApproveSPP(hall.database)(
            step.id, revision: verified.revision, on: hall.firstDay, by: hall.session(.head))
        await #expect(throws: LedgerError.samePerson(step: "pay", earlier: "verify", role: "treasurer")) {
            try await PaySPP(hall.database)(step.id, revision: approved.revision, on: hall.firstDay, by: all)
        }
    }

    @Test func `approving and paying need the second factor, and the post on the day`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        let step = try await hall.request([SampleVillage.pothole: 10], upTo: .verified)
        let plain = try await SampleVillage.person(
            hall.test, [.head], place: hall.village.number, hasSecondFactor: false)
        await #expect(throws: LedgerError.secondFactorNeeded) {
            try await ApproveSPP(hall.database)(
                step.id, revision: step.revision, on: hall.firstDay, by: plain)
        }
        let fresh = try await SampleVillage.person(
            hall.test, [.head], place: hall.village.number, from: hall.today.description)
        if hall.today > (try hall.firstDay) {
            await #expect(throws: LedgerError.notYourPost(role: "head", village: hall.village.number)) {
                try await ApproveSPP(hall.database)(
                    step.id, revision: step.revision, on: hall.firstDay, by: fresh)
            }
        }
        await #expect(throws: LedgerError.notYourPost(role: "head", village: hall.village.number)) {
            try await ApproveSPP(hall.database)(
                step.id, revision: step.revision, by: hall.session(.treasurer))
        }
    }

    @Test func `a vacant post is named`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        let step = try await hall.request([SampleVillage.pothole: 10], upTo: .submitted)
        try await hall.test.sql(
            "UPDATE identity.post SET valid_until = '2020-12-31' WHERE role = 'secretary'")
        await #expect(
            throws: LedgerError.postVacant(
                role: "secretary", village: hall.village.number, day: hall.today.description)
        ) { try await VerifySPP(hall.database)(step.id, revision: step.revision, by: hall.session(.head)) }
    }

    @Test func `dates lie in the year, not in the future and not before the step they follow`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        let last = SPPDraft(
            day: try Day(parsing: "\(hall.year - 1)-12-31"), purpose: "x",
            lines: [SPPLine(key: SampleVillage.pothole, amount: Rupiah(sen: 1))])
        await #expect(throws: LedgerError.dateOutsideYear(day: "\(hall.year - 1)-12-31", year: hall.year)) {
            try await CreateSPP(hall.database)(
                UUID.v7(), last, village: hall.village, year: hall.year, by: hall.session(.manager))
        }
        let closed = try Day(parsing: "\(hall.year)-12-31")
        let step = try await hall.request([SampleVillage.pothole: 10], upTo: .submitted)
        if closed > hall.today {
            await #expect(
                throws: LedgerError.dateInFuture(day: closed.description, today: hall.today.description)
            ) {
                try await VerifySPP(hall.database)(
                    step.id, revision: step.revision, on: closed, by: hall.session(.secretary))
            }
        }
        try await hall.test.sql("UPDATE ledger.village_year SET state = 'closed'")
        await #expect(throws: LedgerError.yearClosed(hall.year)) {
            try await VerifySPP(hall.database)(
                step.id, revision: step.revision, on: hall.firstDay, by: hall.session(.secretary))
        }
    }

    @Test func `a step whose answer was lost answers the same when repeated, and pays once`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        try await hall.receive("DDS", rupiah: 1_000)
        let step = try await hall.request([SampleVillage.pothole: 1_000], upTo: .approved)
        let pay = PaySPP(hall.database)
        let first = try await pay(
            step.id, revision: step.revision, on: hall.firstDay, by: hall.session(.treasurer))
        let again = try await pay(
            step.id, revision: step.revision, on: hall.firstDay, by: hall.session(.treasurer))
        #expect(first == again)
        let other = try await SampleVillage.person(hall.test, [.treasurer], place: hall.village.number)
        await #expect(throws: LedgerError.staleRevision(yours: 4, current: 5, state: "paid")) {
            try await pay(step.id, revision: step.revision, on: hall.firstDay, by: other)
        }
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `a list goes on where the page before ended`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        for _ in 0..<5 { _ = try await hall.ask([SampleVillage.pothole: 10]) }
        let list = ListSPP(hall.database)
        var (seen, cursor): ([UUID], String?) = ([], nil)
        repeat {
            let page = try await list(
                of: hall.village, year: hall.year, limit: PageLimit(2), after: cursor, by: hall.session(.head)
            )
            #expect(page.rows.count <= 2)
            seen += page.rows.map(\.id)
            cursor = page.next
        } while cursor != nil
        #expect(seen.count == 5)
        #expect(Set(seen).count == 5)
        let none = try await list(
            of: hall.village, year: hall.year, ListSPP.Filter(state: .paid, search: "uji%"),
            by: hall.session(.head))
        #expect(none.rows.isEmpty)
        await #expect(throws: LedgerError.self) {
            try await list(of: hall.village, year: hall.year, after: "x'; DROP", by: hall.session(.head))
        }
    }
}
