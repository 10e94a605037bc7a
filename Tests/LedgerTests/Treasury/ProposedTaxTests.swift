import Commons
import Foundation
import Ledger
import TestSupport
import Testing

/// Goal: whoever signs a request sees gross, taxes and net; what is withheld is what was signed, unless the
/// treasurer says otherwise, and then that is seen. Method: the use cases, by the persons of a village.
@Suite struct ProposedTaxTests {
    private func hall() async throws -> SampleVillage {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 100_000, SampleVillage.office: 10_000])
        try await hall.receive("DDS", rupiah: 100_000)
        return hall
    }

    private func tax(_ code: String, _ rupiah: Int64) throws -> TaxDraft {
        TaxDraft(code: code, fund: "DDS", base: try Rupiah(rupiah: rupiah))
    }

    /// A draft of Rp 11,100 with PPN and PPh 22 on Rp 10,000.
    private func draft(_ hall: SampleVillage) async throws -> SPPStep {
        let step = try await hall.ask([SampleVillage.pothole: 11_100])
        return try await ProposeTaxes(hall.database)(
            step.id, revision: step.revision, [tax("ppn", 10_000), tax("pph-22", 10_000)],
            by: hall.session(.manager))
    }

    private func approve(_ hall: SampleVillage, _ draft: SPPStep) async throws -> SPPStep {
        let database = hall.database
        var step = try await SubmitSPP(database)(
            draft.id, revision: draft.revision, by: hall.session(.manager))
        step = try await VerifySPP(database)(
            step.id, revision: step.revision, on: hall.firstDay, by: hall.session(.secretary))
        return try await ApproveSPP(database)(
            step.id, revision: step.revision, on: hall.firstDay, by: hall.session(.head))
    }

    private func detail(_ hall: SampleVillage, _ id: UUID) async throws -> ReadSPP.Detail {
        try await ReadSPP(hall.database)(id, by: hall.session(.head))
    }

    @Test func `the head sees gross, taxes and net before he signs`() async throws {
        let hall = try await hall()
        let database = hall.database
        var step = try await draft(hall)
        step = try await SubmitSPP(database)(step.id, revision: step.revision, by: hall.session(.manager))
        _ = try await VerifySPP(database)(
            step.id, revision: step.revision, on: hall.firstDay, by: hall.session(.secretary))
        let waiting = try #require(try await ReadApprovals(database)(by: hall.session(.head)).first)
        #expect(waiting.taxes.proposed.map(\.draft.code) == ["pph-22", "ppn"])
        #expect(waiting.taxes.proposed.map(\.amount.sen) == [15_000, 110_000])
        #expect(waiting.taxes.net(of: waiting.summary.amount, in: .verified) == Rupiah(sen: 985_000))
    }

    @Test func `payment withholds what was proposed; stated otherwise, the difference is seen`() async throws
    {
        let hall = try await hall()
        let pay = PaySPP(hall.database)
        let treasurer = try hall.session(.treasurer)
        let plain = try await approve(hall, draft(hall))
        _ = try await pay(plain.id, revision: plain.revision, on: hall.firstDay, by: treasurer)
        let asSigned = try await detail(hall, plain.id)
        #expect(asSigned.taxes.withheld == asSigned.taxes.proposed)
        #expect(!asSigned.taxes.differ(in: asSigned.summary.state))

        let other = try await approve(hall, draft(hall))
        _ = try await pay(
            other.id, revision: other.revision, on: hall.firstDay, taxes: [tax("ppn", 10_000)], by: treasurer)
        let otherwise = try await detail(hall, other.id)
        #expect(otherwise.taxes.withheld.map(\.draft.code) == ["ppn"])
        #expect(otherwise.taxes.differ(in: otherwise.summary.state))
        #expect(otherwise.taxes.net(of: otherwise.summary.amount, in: .paid) == Rupiah(sen: 1_000_000))

        let none = try await approve(hall, draft(hall))
        _ = try await pay(none.id, revision: none.revision, on: hall.firstDay, taxes: [], by: treasurer)
        #expect(try await detail(hall, none.id).taxes.differ(in: .paid))
        let held = try await ReadTaxes(hall.database).held(of: hall.village, year: hall.year, by: treasurer)
        #expect(held.map(\.withholding.amount.sen).sorted() == [15_000, 110_000, 110_000])
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `what no payment could withhold can't be proposed`() async throws {
        let hall = try await hall()
        let propose = ProposeTaxes(hall.database)
        let manager = try hall.session(.manager)
        let step = try await hall.ask([SampleVillage.pothole: 11_100])
        let over = LedgerError.treasury(.taxBase(code: "ppn", fund: "DDS", gross: Rupiah(sen: 1_110_000)))
        await #expect(throws: over) {
            try await propose(step.id, revision: step.revision, [tax("ppn", 11_101)], by: manager)
        }
        await #expect(throws: LedgerError.treasury(.unknownTax(code: "cukai"))) {
            try await propose(step.id, revision: step.revision, [tax("cukai", 1)], by: manager)
        }
        let advance = try await hall.ask([SampleVillage.pothole: 100], kind: .advance)
        await #expect(throws: LedgerError.treasury(.taxNotHere(kind: "advance"))) {
            try await propose(advance.id, revision: advance.revision, [tax("ppn", 50)], by: manager)
        }
    }

    @Test func `the manager proposes until the request goes up, the treasurer until it is verified`()
        async throws
    {
        let hall = try await hall()
        let (database, propose) = (hall.database, ProposeTaxes(hall.database))
        let (manager, treasurer) = (try hall.session(.manager), try hall.session(.treasurer))
        var step = try await draft(hall)
        await #expect(throws: LedgerError.notYourPost(role: "treasurer", village: hall.village.number)) {
            try await propose(step.id, revision: step.revision, [], by: hall.session(.head))
        }
        step = try await SubmitSPP(database)(step.id, revision: step.revision, by: manager)
        await #expect(throws: LedgerError.wrongState(state: "submitted", verb: "taxes")) {
            try await propose(step.id, revision: step.revision, [], by: manager)
        }
        let asked = step.revision
        step = try await propose(step.id, revision: asked, [tax("ppn", 10_000)], by: treasurer)
        #expect(try await propose(step.id, revision: asked, [tax("ppn", 10_000)], by: treasurer) == step)
        #expect(try await detail(hall, step.id).taxes.proposed.map(\.draft.code) == ["ppn"])
        await #expect(
            throws: LedgerError.staleRevision(yours: asked, current: asked + 1, state: "submitted")
        ) {
            try await VerifySPP(database)(
                step.id, revision: asked, on: hall.firstDay, by: hall.session(.secretary))
        }
        step = try await VerifySPP(database)(
            step.id, revision: step.revision, on: hall.firstDay, by: hall.session(.secretary))
        await #expect(throws: LedgerError.wrongState(state: "verified", verb: "taxes")) {
            try await propose(step.id, revision: step.revision, [], by: treasurer)
        }
        let verbs = try await detail(hall, step.id).history.map(\.verb)
        #expect(verbs == ["create", "taxes", "submit", "taxes", "verify"])
    }

    @Test func `taxes that the changed lines can't bear hold the request back until they are changed`()
        async throws
    {
        let hall = try await hall()
        let database = hall.database
        let manager = try hall.session(.manager)
        var step = try await draft(hall)
        step = try await SaveSPP(database)(
            step.id, revision: step.revision, hall.draft([SampleVillage.pothole: 9_000]), by: manager)
        let over = LedgerError.treasury(.taxBase(code: "pph-22", fund: "DDS", gross: Rupiah(sen: 900_000)))
        await #expect(throws: over) {
            try await SubmitSPP(database)(step.id, revision: step.revision, by: manager)
        }
        step = try await ProposeTaxes(database)(step.id, revision: step.revision, [], by: manager)
        step = try await SubmitSPP(database)(step.id, revision: step.revision, by: manager)
        #expect(step.state == .submitted)
        #expect(try await detail(hall, step.id).taxes == SPPTaxes())
    }
}
