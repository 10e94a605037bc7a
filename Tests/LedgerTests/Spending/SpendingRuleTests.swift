import Commons
import Foundation
import Testing

@testable import Ledger

/// Goal: the pure rules say what the budget and the cash allow. Method: each rule holds, just fails, fails
/// absurdly.
@Suite struct SpendingRuleTests {
    private let line = SampleVillage.pothole
    private func standing(_ limit: Int64, requested: Int64 = 0, reserved: Int64 = 0, posted: Int64 = 0)
        -> LineStanding
    {
        LineStanding(
            limit: Rupiah(sen: limit), requested: Rupiah(sen: requested), reserved: Rupiah(sen: reserved),
            posted: Rupiah(sen: posted))
    }
    private func take(_ sen: Int64, _ key: LineKey? = nil) -> SPPLine {
        SPPLine(key: key ?? line, amount: Rupiah(sen: sen))
    }

    @Test func `the last sen of a line can be asked for, one more can't`() throws {
        let standings = [line: standing(100, requested: 20, reserved: 30, posted: 40)]
        try BudgetControl.admit([take(10)], kind: .definitive, standings: standings)
        let refusal = LedgerError.overBudget(
            line: line.description, remaining: Rupiah(sen: 10), asked: Rupiah(sen: 11))
        #expect(throws: refusal) {
            try BudgetControl.admit([take(11)], kind: .definitive, standings: standings)
        }
    }

    @Test(arguments: [0, -1, Int64.min, 100_000_000_000_000_001, Int64.max])
    func `an absurd amount is refused before it is compared`(_ sen: Int64) {
        #expect(throws: LedgerError.amountOutOfRange(line: line.description, row: 0)) {
            try BudgetControl.admit([take(sen)], kind: .definitive, standings: [line: standing(.max)])
        }
    }

    @Test func `a sum past the largest amount is refused though each line is below it`() {
        let other = SampleVillage.culvert
        #expect(throws: LedgerError.amountOutOfRange(line: line.description, row: 0)) {
            try BudgetControl.admit(
                [take(60_000_000_000_000_000), take(60_000_000_000_000_000, other)], kind: .definitive,
                standings: [line: standing(.max), other: standing(.max)])
        }
    }

    @Test func `what is not in the posted budget, or on its other side, can't be asked for`() {
        #expect(throws: LedgerError.lineNotBudgeted(line: line.description)) {
            try BudgetControl.admit([take(1)], kind: .definitive, standings: [:])
        }
        #expect(throws: LedgerError.lineNotBudgeted(line: line.description)) {
            try BudgetControl.admit([take(1)], kind: .financing, standings: [line: standing(10)])
        }
        let financing = LineKey(activity: LineKey.noActivity, account: "6.2.2.01", fund: "DDS")
        #expect(throws: LedgerError.lineNotBudgeted(line: financing.description)) {
            try BudgetControl.admit(
                [take(1, financing)], kind: .advance, standings: [financing: standing(10)])
        }
        #expect(throws: LedgerError.noLines) {
            try BudgetControl.admit([], kind: .definitive, standings: [:])
        }
        #expect(throws: LedgerError.duplicateLine(line: line.description)) {
            try BudgetControl.admit([take(1), take(2)], kind: .definitive, standings: [line: standing(10)])
        }
    }

    @Test func `cash of one fund source never pays for another`() throws {
        let lines = [take(60), take(50, SampleVillage.office)]
        try BudgetControl.pay(lines, cash: ["DDS": Rupiah(sen: 60), "ADD": Rupiah(sen: 50)])
        #expect(
            throws: LedgerError.cashShort(fund: "ADD", remaining: Rupiah(sen: 49), asked: Rupiah(sen: 50))
        ) {
            try BudgetControl.pay(lines, cash: ["DDS": Rupiah(sen: 600), "ADD": Rupiah(sen: 49)])
        }
        #expect(throws: LedgerError.cashShort(fund: "ADD", remaining: .zero, asked: Rupiah(sen: 50))) {
            try BudgetControl.pay(lines, cash: [:])
        }
    }

    @Test func `nobody takes two of the four steps`() throws {
        let (one, two) = (UUID(), UUID())
        var trail = FourEyes.Trail(requester: one)
        try FourEyes.check(two, takes: .verify, after: trail)
        trail.persons[.verify] = two
        #expect(throws: LedgerError.samePerson(step: "pay", earlier: "verify", role: "treasurer")) {
            try FourEyes.check(two, takes: .pay, after: trail)
        }
        #expect(throws: LedgerError.samePerson(step: "approve", earlier: "submit", role: "head")) {
            try FourEyes.check(one, takes: .approve, after: trail)
        }
    }

    @Test func `a balance names each fund source that is out`() throws {
        let lines: [(key: LineKey, amount: Rupiah)] = [
            (key: SampleVillage.grant, amount: Rupiah(sen: 100)),
            (key: SampleVillage.pothole, amount: Rupiah(sen: 99)),
            (key: SampleVillage.allocation, amount: Rupiah(sen: 50)),
            (key: SampleVillage.office, amount: Rupiah(sen: 51)),
        ]
        #expect(
            throws: LedgerError.unbalanced(
                difference: .zero, funds: "ADD, DDS", fund: "ADD", fundDifference: Rupiah(sen: -1))
        ) { try BudgetRules.requireBalance(lines) }
        try BudgetRules.requireBalance([lines[0], (key: SampleVillage.pothole, amount: Rupiah(sen: 100))])
        #expect(throws: LedgerError.emptyBudget) { try BudgetRules.requireBalance([]) }
    }

    @Test func `every refusal survives the way through code and facts`() {
        let cases: [LedgerError] = [
            .overBudget(line: "a", remaining: Rupiah(sen: 1), asked: Rupiah(sen: 2)), .notRequester,
            .emptyBudget,
            .samePerson(step: "pay", earlier: "verify", role: "treasurer"), .noVillageBudget(village: 1),
            .staleRevision(yours: 1, current: 2, state: "draft"), .dateInFuture(day: "a", today: "b"),
            .amountOutOfRange(line: "a", row: 3), .regulationMissing, .yearNotOpen(2026),
            .alreadyReversed(entry: 4),
        ]
        for error in cases {
            #expect(error.refusal.map { LedgerError($0) } == error)
        }
    }

    @Test func `nothing budgeted and nothing spent is no hundred percent`() {
        let empty = Realisation.Pair(budget: .zero, realised: .zero)
        #expect(empty.basisPoints == nil)
        #expect(Realisation.Pair(budget: Rupiah(sen: 300), realised: Rupiah(sen: 100)).basisPoints == 3_333)
        #expect(Realisation.Pair(budget: Rupiah(sen: 3), realised: Rupiah(sen: .max)).basisPoints == nil)
    }
}
