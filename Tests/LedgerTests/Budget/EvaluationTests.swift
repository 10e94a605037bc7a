import Commons
import Foundation
import Ledger
import Postgres
import TestSupport
import Testing

/// Goal: a budget goes to the camat and back with remarks that can't be passed over, and no person looks at
/// their own work. Method: the real functions on a database of the suite's own.
@Suite struct EvaluationTests {
    private struct Round {
        let hall: SampleVillage
        let id: UUID
        var step: VersionStep

        init() async throws {
            hall = try await SampleVillage.make()
            id = UUID.v7()
            let treasurer = try hall.session(.treasurer)
            _ = try await OpenBudgetVersion(hall.database)(
                id, village: hall.village, year: hall.year, kind: .murni, by: treasurer)
            step = try await SaveBudgetLines(hall.database)(
                [
                    try SampleVillage.line(SampleVillage.grant, rupiah: 100),
                    try SampleVillage.line(SampleVillage.pothole, rupiah: 100),
                ], into: id, revision: 1, request: .v7(), by: treasurer)
        }

        mutating func agree(_ number: String = "BA 1", by session: Session? = nil) async throws {
            step = try await AgreeBudget(hall.database)(
                id, revision: step.revision, minutes: number, on: hall.firstDay,
                by: session ?? hall.session(.council))
        }

        mutating func submit(by session: Session? = nil) async throws {
            step = try await SubmitBudget(hall.database)(
                id, revision: step.revision, by: session ?? hall.session(.head))
        }

        mutating func answer(_ isAccepted: Bool, note: String = "", by session: Session? = nil) async throws {
            step = try await EvaluateBudget(hall.database)(
                id, revision: step.revision, isAccepted: isAccepted, note: note,
                by: session ?? hall.session(.district))
        }

        func remark(_ place: RemarkPlace, isBinding: Bool = true, id remark: UUID = .v7()) async throws
            -> UUID
        {
            try await RemarkLine(hall.database)(
                remark, on: id, place, text: "Volume belum sesuai gambar", isBinding: isBinding,
                by: hall.session(.district))
        }
    }

    private static let line = RemarkPlace(
        activity: "2.3.10", account: "5.3.5.01", fund: "DDS", subDetail: "01")

    private static func refusal(_ code: String, _ facts: [String: FactValue] = [:]) -> LedgerError {
        .refused(Refusal(code: code, facts: facts))
    }

    @Test func `a binding remark is answered before the budget comes back and passes`() async throws {
        var round = try await Round()
        try await round.agree()
        try await round.submit()
        let id = try await round.remark(Self.line)
        #expect(try await round.remark(Self.line, id: id) == id, "the same again is the same")
        await #expect(
            throws: Self.refusal("remarks-open", ["count": .integer(1), "verb": .text("evaluate")])
        ) {
            try await round.answer(true)
        }
        try await round.answer(false)
        #expect(round.step.state == .returned, "the remark is reason enough")
        try await round.agree("BA 2")
        await #expect(throws: Self.refusal("remarks-open", ["count": .integer(1), "verb": .text("submit")])) {
            try await round.submit()
        }
        try await AnswerRemark(round.hall.database)(
            id, of: round.id, answer: "Volume diperbaiki", by: round.hall.session(.secretary))
        try await round.submit()
        try await round.answer(true)
        #expect(round.step.state == .evaluated)
        let remarks = try await ReadEvaluation(round.hall.database).remarks(
            of: round.id, by: round.hall.session(.head))
        #expect(remarks.map(\.place) == [Self.line] && remarks.first?.answer == "Volume diperbaiki")
        let version = try await ListBudgetVersions(round.hall.database).version(
            round.id, by: round.hall.session(.head))
        #expect(version.minutesNumber == "BA 2")
    }

    @Test func `advice stands in nobody's way and a remark can be taken back`() async throws {
        var round = try await Round()
        try await round.agree()
        try await round.submit()
        _ = try await round.remark(RemarkPlace(), isBinding: false)
        let binding = try await round.remark(RemarkPlace(activity: "2.3.10"))
        try await RemarkLine(round.hall.database).withdraw(
            binding, of: round.id, by: round.hall.session(.district))
        try await round.answer(true)
        #expect(round.step.state == .evaluated)
        await #expect(throws: LedgerError.wrongState(state: "evaluated", verb: "remark")) {
            try await round.remark(Self.line)
        }
    }

    @Test func `what is not in the budget or not said can't be remarked, nor by the village`() async throws {
        var round = try await Round()
        await #expect(throws: LedgerError.wrongState(state: "draft", verb: "remark")) {
            try await round.remark(Self.line)
        }
        try await round.agree()
        try await round.submit()
        await #expect(throws: LedgerError.lineNotBudgeted(line: "9.9.99")) {
            try await round.remark(RemarkPlace(activity: "9.9.99"))
        }
        let remark = RemarkLine(round.hall.database)
        let version = round.id
        await #expect(throws: LedgerError.reasonMissing(verb: "remark")) {
            try await remark(
                .v7(), on: version, Self.line, text: "  ", isBinding: true, by: round.hall.session(.district))
        }
        await #expect(throws: LedgerError.notYourPost(role: "district", village: 3_510_992_001)) {
            try await remark(
                .v7(), on: version, Self.line, text: "x", isBinding: true, by: round.hall.session(.secretary))
        }
        await #expect(throws: LedgerError.reasonMissing(verb: "return")) { try await round.answer(false) }
    }

    @Test func `agreeing needs the minutes' number and a day that was`() async throws {
        var round = try await Round()
        await #expect(throws: Self.refusal("minutes-missing")) { try await round.agree("  ") }
        let (id, revision, hall) = (round.id, round.step.revision, round.hall)
        await #expect(throws: LedgerError.dateOutsideYear(day: "2001-01-01", year: hall.year)) {
            try await AgreeBudget(hall.database)(
                id, revision: revision, minutes: "BA", on: try Day(parsing: "2001-01-01"),
                by: hall.session(.council))
        }
        try await round.agree()
        #expect(round.step.state == .agreed)
    }

    @Test func `nobody decides on what they decided before`() async throws {
        var round = try await Round()
        let place = round.hall.village.number
        let both = try await SampleVillage.person(round.hall.test, [.council, .head], place: place)
        try await round.agree(by: both)
        await #expect(throws: LedgerError.samePerson(step: "submit", earlier: "agree", role: "head")) {
            try await round.submit(by: both)
        }
        try await round.submit()
        let all = try await SampleVillage.person(round.hall.test, [.district], place: 3_510_990_000)
        try await round.hall.test.sql(
            """
            SELECT identity.insert_post(
                3510, $1, $2, 'secretary', $3, NULL, '2020-01-01', NULL, 'definitive', 'SK')
            """,
            .uuid(.v7()), .uuid(all.person), .int64(place))
        try await round.answer(true, by: all)
        let (id, revision, hall) = (round.id, round.step.revision, round.hall)
        await #expect(throws: LedgerError.samePerson(step: "post", earlier: "evaluate", role: "secretary")) {
            try await PostBudget(hall.database)(
                id, revision: revision, regulationNumber: "1", regulationDate: hall.firstDay, by: all)
        }
    }

    @Test func `the village takes a budget back with a reason, and the list says who waits`() async throws {
        var round = try await Round()
        let hall = round.hall
        let work = ListBudgetWork(hall.database)
        try await round.agree()
        try await round.submit()
        let waiting = try await work(in: [.submitted], by: hall.session(.district)).rows
        #expect(waiting.map(\.version.id) == [round.id] && waiting[0].due != nil)
        #expect(waiting[0].uses == Rupiah(sen: 10_000))
        let stranger = try await SampleVillage.person(hall.test, [.treasurer], place: 3_510_992_002)
        #expect(try await work(in: [.submitted], by: stranger).rows.isEmpty)
        let (id, revision) = (round.id, round.step.revision)
        let withdraw = WithdrawBudget(hall.database)
        await #expect(throws: LedgerError.reasonMissing(verb: "withdraw")) {
            try await withdraw(id, revision: revision, reason: " ", by: hall.session(.head))
        }
        let back = try await withdraw(id, revision: revision, reason: "Salah pagu", by: hall.session(.head))
        #expect(back.state == .draft)
        #expect(
            try await withdraw(id, revision: revision, reason: "Salah pagu", by: hall.session(.head)) == back)
        #expect(try await work(in: [.submitted], by: hall.session(.district)).rows.isEmpty)
    }

    @Test func `every line stands beside the budget before it`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 100, SampleVillage.office: 7])
        let next = UUID.v7()
        let step = try await OpenBudgetVersion(hall.database)(
            next, village: hall.village, year: hall.year, kind: .perubahan, by: hall.session(.treasurer))
        _ = try await SaveSheet(hall.database)(
            [try SampleVillage.line(SampleVillage.culvert, rupiah: 30)], into: next, revision: step.revision,
            replacing: ["2.3.10"], request: .v7(), by: hall.session(.treasurer))
        let lines = try await ReadEvaluation(hall.database).lines(of: next, by: hall.session(.district))
        let spending = lines.filter { $0.key.account.hasPrefix("5.") }
        #expect(spending.map(\.key) == [SampleVillage.office, SampleVillage.pothole, SampleVillage.culvert])
        #expect(spending.map(\.amount.sen) == [700, 0, 3_000])
        #expect(spending.map(\.before.sen) == [700, 10_000, 0])
    }

    @Test func `the head's box holds what others verified, with what remains`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        _ = try await hall.request([SampleVillage.pothole: 600], upTo: .verified)
        _ = try await hall.request([SampleVillage.pothole: 100], upTo: .submitted)
        let box = try await ReadApprovals(hall.database)(by: hall.session(.head))
        #expect(box.map(\.summary.amount.sen) == [60_000])
        #expect(box.first?.lines.map(\.standing.remaining.sen) == [30_000])
        #expect(try await ReadApprovals(hall.database)(by: hall.session(.secretary)).isEmpty)
    }
}
