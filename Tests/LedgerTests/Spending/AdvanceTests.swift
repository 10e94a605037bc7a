import Commons
import Foundation
import Ledger
import TestSupport
import Testing

/// Goal: an advance is out until it is accounted for or brought back, and its money is counted once. Method:
/// the use cases, by the persons of a village.
@Suite struct AdvanceTests {
    private static let line = SampleVillage.pothole

    /// A village with Rp 5,000 of DDS, and an advance of Rp 1,000 paid from the bank.
    private func advance() async throws -> (SampleVillage, SPPStep) {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([Self.line: 2_000])
        try await hall.receive("DDS", rupiah: 5_000)
        return (hall, try await hall.request([Self.line: 1_000], upTo: .paid, kind: .advance))
    }

    private func settlement(_ hall: SampleVillage, _ rupiah: Int64) throws -> SettlementDraft {
        SettlementDraft(
            day: try hall.firstDay, description: "SPJ",
            lines: [SPPLine(key: Self.line, amount: try Rupiah(rupiah: rupiah))])
    }

    private func rest(_ hall: SampleVillage, _ rupiah: Int64, _ kind: GiveBackDraft.Kind = .advanceRest)
        throws
        -> GiveBackDraft
    {
        GiveBackDraft(
            kind: kind, day: try hall.firstDay, place: .cash, payer: "Kasi", description: "Sisa",
            lines: [SPPLine(key: Self.line, amount: try Rupiah(rupiah: rupiah))])
    }

    private func standing(_ hall: SampleVillage) async throws -> LineStanding? {
        try await ReadSPP(hall.database).available(in: hall.village, year: hall.year, by: hall.session(.head))
            .first { $0.key == Self.line }?.standing
    }

    @Test func `the head's box holds each settlement on its way, and says which of them is his`()
        async throws
    {
        let (hall, paid) = try await advance()
        let (settle, box) = (SettleAdvance(hall.database), ReadApprovals(hall.database))
        var step = try await settle.submit(
            UUID.v7(), settlement(hall, 700), of: paid.id, by: hall.session(.manager))
        let waiting = try await box.settlements(by: hall.session(.head))
        #expect(waiting.map(\.amount.sen) == [70_000])
        #expect(waiting.map(\.spp) == [paid.id])
        #expect(waiting.map(\.state) == [.submitted])
        #expect(waiting.map(\.isForReader) == [false])
        #expect(waiting.map(\.lines).map { $0.map(\.open.sen) } == [[100_000]])
        #expect(try await box.settlements(by: hall.session(.treasurer)).isEmpty)
        let stranger = try await SampleVillage.person(hall.test, [.head], place: 3_510_992_002)
        #expect(try await box.settlements(by: stranger).isEmpty)
        step = try await settle.verify(
            step.id, revision: step.revision, on: hall.firstDay, by: hall.session(.secretary))
        #expect(try await box.settlements(by: hall.session(.head)).map(\.isForReader) == [true])
        let treasurer = try hall.session(.treasurer)
        await #expect(throws: LedgerError.wrongState(state: "verified", verb: "book")) {
            try await settle.book(step.id, revision: step.revision, on: hall.firstDay, by: treasurer)
        }
        step = try await settle.approve(
            step.id, revision: step.revision, on: hall.firstDay, by: hall.session(.head))
        let approved = try await box.settlements(by: hall.session(.head))
        #expect(approved.map(\.state) == [.approved] && approved.map(\.isForReader) == [false])
        _ = try await settle.book(
            step.id, revision: step.revision, on: hall.firstDay, by: hall.session(.treasurer))
        #expect(try await box.settlements(by: hall.session(.head)).isEmpty)
    }

    @Test func `a paid advance is reserved, not spent; settled and returned it is spent once`() async throws {
        let (hall, paid) = try await advance()
        #expect(try await standing(hall)?.reserved == Rupiah(sen: 100_000))
        #expect(try await standing(hall)?.posted == .zero)
        let settle = SettleAdvance(hall.database)
        let id = UUID.v7()
        var step = try await settle.submit(id, settlement(hall, 700), of: paid.id, by: hall.session(.manager))
        let again = try await settle.submit(
            id, settlement(hall, 700), of: paid.id, by: hall.session(.manager))
        #expect(step == again)
        step = try await settle.verify(
            id, revision: step.revision, on: hall.firstDay, by: hall.session(.secretary))
        step = try await settle.approve(
            id, revision: step.revision, on: hall.firstDay, by: hall.session(.head))
        step = try await settle.book(
            id, revision: step.revision, on: hall.firstDay, by: hall.session(.treasurer))
        #expect(step.state == .booked)
        #expect(try await standing(hall)?.posted == Rupiah(sen: 70_000))
        #expect(try await standing(hall)?.reserved == Rupiah(sen: 30_000))
        let open = try await ReadAdvances(hall.database).open(
            of: hall.village, year: hall.year, by: hall.session(.treasurer))
        #expect(open.map(\.open) == [Rupiah(sen: 30_000)])
        _ = try await GiveBack(hall.database)(
            UUID.v7(), rest(hall, 300), of: paid.id, by: hall.session(.treasurer))
        #expect(try await standing(hall)?.reserved == .zero)
        let detail = try await ReadSPP(hall.database)(paid.id, by: hall.session(.head))
        #expect(detail.summary.state == .settled)
        #expect(detail.entries.map(\.kind) == ["payment", "settlement", "advance-return"])
        let cash = try await ReadCash(hall.database)(
            of: hall.village, year: hall.year, by: hall.session(.head))
        #expect(cash.first { $0.fund == "DDS" }?.inHand == Rupiah(sen: 30_000))
        #expect(cash.first { $0.fund == "DDS" }?.inBank == Rupiah(sen: 400_000))
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `nothing beyond what is open is accounted for or brought back`() async throws {
        let (hall, paid) = try await advance()
        let settle = SettleAdvance(hall.database)
        let over = LedgerError.treasury(
            .overAdvance(
                line: Self.line.description, remaining: Rupiah(sen: 100_000), asked: Rupiah(sen: 100_100)))
        await #expect(throws: over) {
            try await settle.submit(
                UUID.v7(), settlement(hall, 1_001), of: paid.id, by: hall.session(.manager))
        }
        let id = UUID.v7()
        let step = try await settle.submit(
            id, settlement(hall, 1_000), of: paid.id, by: hall.session(.manager))
        await #expect(throws: LedgerError.treasury(.settlementOpen)) {
            try await settle.submit(UUID.v7(), settlement(hall, 1), of: paid.id, by: hall.session(.manager))
        }
        let verified = try await settle.verify(
            id, revision: step.revision, on: hall.firstDay, by: hall.session(.secretary))
        let approved = try await settle.approve(
            id, revision: verified.revision, on: hall.firstDay, by: hall.session(.head))
        _ = try await GiveBack(hall.database)(
            UUID.v7(), rest(hall, 1), of: paid.id, by: hall.session(.treasurer))
        let late = LedgerError.treasury(
            .overAdvance(
                line: Self.line.description, remaining: Rupiah(sen: 99_900), asked: Rupiah(sen: 100_000)))
        await #expect(throws: late) {
            try await settle.book(
                id, revision: approved.revision, on: hall.firstDay, by: hall.session(.treasurer))
        }
        let back = try await settle.giveBack(
            id, revision: approved.revision, reason: "Kurang", by: hall.session(.treasurer))
        #expect(back.state == .returned)
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `four persons settle an advance, the head with a second factor`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([Self.line: 2_000])
        try await hall.receive("DDS", rupiah: 2_000)
        let paid = try await hall.request([Self.line: 1_000], upTo: .paid, kind: .advance)
        let settle = SettleAdvance(hall.database)
        let stranger = try await SampleVillage.person(hall.test, [.manager], place: hall.village.number)
        await #expect(throws: LedgerError.notRequester) {
            try await settle.submit(UUID.v7(), settlement(hall, 10), of: paid.id, by: stranger)
        }
        let both = try await SampleVillage.person(
            hall.test, [.secretary, .head, .treasurer], place: hall.village.number)
        let hasty = try await SampleVillage.person(
            hall.test, [.head], place: hall.village.number, hasSecondFactor: false)
        let id = UUID.v7()
        var step = try await settle.submit(id, settlement(hall, 10), of: paid.id, by: hall.session(.manager))
        step = try await settle.verify(id, revision: step.revision, on: hall.firstDay, by: both)
        await #expect(throws: LedgerError.samePerson(step: "approve", earlier: "verify", role: "head")) {
            try await settle.approve(id, revision: step.revision, on: hall.firstDay, by: both)
        }
        await #expect(throws: LedgerError.secondFactorNeeded) {
            try await settle.approve(id, revision: step.revision, on: hall.firstDay, by: hasty)
        }
        await #expect(throws: LedgerError.notYourPost(role: "head", village: hall.village.number)) {
            try await settle.approve(
                id, revision: step.revision, on: hall.firstDay, by: hall.session(.treasurer))
        }
        let asked = step.revision
        step = try await settle.approve(id, revision: asked, on: hall.firstDay, by: hall.session(.head))
        let again = try await settle.approve(id, revision: asked, on: hall.firstDay, by: hall.session(.head))
        #expect(step == again && step.state == .approved)
        await #expect(
            throws: LedgerError.samePerson(step: "book", earlier: "verify", role: "treasurer")
        ) { try await settle.book(id, revision: step.revision, on: hall.firstDay, by: both) }
    }

    @Test func `the head sends a settlement back with a reason; the manager makes another one`() async throws
    {
        let (hall, paid) = try await advance()
        let settle = SettleAdvance(hall.database)
        var step = try await settle.submit(
            UUID.v7(), settlement(hall, 700), of: paid.id, by: hall.session(.manager))
        step = try await settle.verify(
            step.id, revision: step.revision, on: hall.firstDay, by: hall.session(.secretary))
        await #expect(throws: LedgerError.reasonMissing(verb: "return")) {
            try await settle.giveBack(
                step.id, revision: step.revision, reason: " ", by: hall.session(.head))
        }
        step = try await settle.giveBack(
            step.id, revision: step.revision, reason: "Kuitansi kurang", by: hall.session(.head))
        #expect(step.state == .returned)
        let known = try await ReadAdvances(hall.database).settlements(of: paid.id, by: hall.session(.manager))
        #expect(known.map(\.note) == ["Kuitansi kurang"])
        let second = try await settle.submit(
            UUID.v7(), settlement(hall, 600), of: paid.id, by: hall.session(.manager))
        #expect(second.number == 2)
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `a payment that something follows is taken back last`() async throws {
        let (hall, paid) = try await advance()
        let (treasurer, day) = (try hall.session(.treasurer), try hall.firstDay)
        _ = try await GiveBack(hall.database)(UUID.v7(), rest(hall, 1_000), of: paid.id, by: treasurer)
        let entries = try await ReadSPP(hall.database)(paid.id, by: treasurer).entries
        let reverse = ReverseEntry(hall.database)
        await #expect(throws: LedgerError.treasury(.entriesFollow(entry: entries[0].number))) {
            try await reverse(UUID.v7(), of: entries[0].id, on: day, reason: "Salah", by: treasurer)
        }
        _ = try await reverse(UUID.v7(), of: entries[1].id, on: day, reason: "Salah", by: treasurer)
        #expect(try await ReadSPP(hall.database)(paid.id, by: treasurer).summary.state == .paid)
        _ = try await reverse(UUID.v7(), of: entries[0].id, on: day, reason: "Salah", by: treasurer)
        #expect(try await ReadSPP(hall.database)(paid.id, by: treasurer).summary.state == .reversed)
        #expect(try await standing(hall) == LineStanding(limit: Rupiah(sen: 200_000)))
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `spending given back can be spent again, and no more than was spent`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([Self.line: 1_000])
        try await hall.receive("DDS", rupiah: 2_000)
        let paid = try await hall.request([Self.line: 1_000], upTo: .paid)
        let back = GiveBack(hall.database)
        let treasurer = try hall.session(.treasurer)
        let over = LedgerError.treasury(
            .overAdvance(
                line: Self.line.description, remaining: Rupiah(sen: 100_000), asked: Rupiah(sen: 100_100)))
        await #expect(throws: over) {
            try await back(UUID.v7(), rest(hall, 1_001, .refund), of: paid.id, by: treasurer)
        }
        await #expect(throws: LedgerError.sppKind("definitive")) {
            try await back(UUID.v7(), rest(hall, 1), of: paid.id, by: treasurer)
        }
        _ = try await back(UUID.v7(), rest(hall, 400, .refund), of: paid.id, by: treasurer)
        #expect(try await standing(hall)?.posted == Rupiah(sen: 60_000))
        _ = try await hall.request([Self.line: 400], upTo: .paid)
        let entry = try #require(
            try await ReadSPP(hall.database)(paid.id, by: treasurer).entries.first { $0.kind == "refund" })
        let full = LedgerError.overBudget(
            line: Self.line.description, remaining: .zero, asked: Rupiah(sen: 40_000))
        await #expect(throws: full) {
            try await ReverseEntry(hall.database)(
                UUID.v7(), of: entry.id, on: hall.firstDay, reason: "Salah", by: treasurer)
        }
        #expect(try await hall.differences().isEmpty)
    }
}
