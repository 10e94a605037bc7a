import Commons
import Foundation

@testable import Ledger

/// Places of cash, taxes and corrections, in the model.
extension LifeModel {
    mutating func move(_ move: CashMove, _ actor: SPPActor) throws(LedgerError) -> String {
        try require(.treasurer, actor)
        try TreasuryRules.check(move, year: hall.year, today: hall.today, holdings: holdings)
        let (amount, fund) = (move.amount.sen, move.fund)
        if move.kind == .fee, let line = move.line {
            stand(line) { $0.posted = Rupiah(sen: $0.posted.sen + amount) }
        }
        let flows: [Flow] =
            switch move.kind {
            case .withdraw:
                [
                    Flow(place: .bank, fund: fund, amount: -amount),
                    Flow(place: .cash, fund: fund, amount: amount),
                ]
            case .deposit:
                [
                    Flow(place: .cash, fund: fund, amount: -amount),
                    Flow(place: .bank, fund: fund, amount: amount),
                ]
            case .interest: [Flow(place: .bank, fund: fund, amount: amount)]
            case .fee: [Flow(place: .bank, fund: fund, amount: -amount)]
            }
        try flow(flows)
        let number = next("move")
        return "\(number) \(write(.move(move), move.day, flows))"
    }

    mutating func receive(_ id: UUID, _ income: IncomeDraft, _ actor: SPPActor) throws(LedgerError) -> String
    {
        try require(.treasurer, actor)
        return try bookReceipt(income)
    }

    private mutating func bookReceipt(_ income: IncomeDraft) throws(LedgerError) -> String {
        try StepRules.requireDay(income.day, year: hall.year, today: hall.today)
        guard income.amount.sen >= 1, income.amount <= BudgetRules.largest else {
            throw .amountOutOfRange(line: income.account, row: 0)
        }
        let flows = [Flow(place: income.place, fund: income.fund, amount: income.amount.sen)]
        try flow(flows)
        let number = next("receipt")
        return "\(number) \(write(.receipt, income.day, flows))"
    }

    mutating func deposit(
        _ chosen: [Int], _ day: Day, _ place: CashPlace, _ actor: SPPActor
    ) throws(LedgerError) -> String {
        try require(.treasurer, actor)
        guard actor.hasSecondFactor else { throw .secondFactorNeeded }
        try StepRules.requireDay(day, year: hall.year, today: hall.today)
        guard !chosen.isEmpty else { throw .noLines }
        let picked = chosen.map { taxes[$0] }
        guard picked.allSatisfy({ $0.state == .held }) else { throw .treasury(.taxDeposited) }
        let kinds = Set(picked.map { tax in holdings.rates.first { $0.code == tax.code }?.mapCode ?? "" })
        guard kinds.count == 1 else { throw .treasury(.mixedTaxes) }
        if let newest = picked.map(\.heldOn).max(), day < newest {
            throw .dateBeforeStep(day: day.description, earliest: newest.description)
        }
        let sums = Dictionary(picked.map { ($0.fund, $0.amount) }, uniquingKeysWith: +)
        let flows = sums.sorted { $0.key < $1.key }.map {
            Flow(place: place, fund: $0.key, amount: -$0.value)
        }
        try flow(flows)
        for index in chosen { taxes[index].state = .deposited }
        let number = next("deposit")
        return "\(number) \(write(.deposit(chosen), day, flows))"
    }

    // MARK: - corrections

    mutating func reverse(_ number: Int64, _ day: Day, _ actor: SPPActor) throws(LedgerError) -> String {
        try require(.treasurer, actor)
        guard actor.hasSecondFactor else { throw .secondFactorNeeded }
        return "\(try turnRound(number, day))"
    }

    mutating func correct(
        _ id: UUID, _ number: Int64, _ income: IncomeDraft, _ actor: SPPActor
    ) throws(LedgerError) -> String {
        try require(.treasurer, actor)
        guard actor.hasSecondFactor else { throw .secondFactorNeeded }
        guard case .receipt = entries[Int(number) - 1].effect else {
            throw .wrongState(state: kindName(number), verb: "correct")
        }
        let answer = try bookReceipt(income)
        _ = try turnRound(number, income.day)
        return answer
    }

    private func kindName(_ number: Int64) -> String {
        switch entries[Int(number) - 1].effect {
        case .receipt: "receipt"
        case .payment: "payment"
        case .settlement: "settlement"
        case .giveBack(_, let draft): draft.kind.rawValue
        case .move(let move):
            move.kind == .withdraw || move.kind == .deposit ? "move" : move.kind.rawValue
        case .deposit: "tax-deposit"
        case .reversal: "reversal"
        }
    }

    private mutating func turnRound(_ number: Int64, _ day: Day) throws(LedgerError) -> Int64 {
        let old = entries[Int(number) - 1]
        try StepRules.requireDay(day, year: hall.year, today: hall.today)
        if case .reversal = old.effect { throw .wrongState(state: "reversal", verb: "reverse") }
        guard day >= old.day else {
            throw .dateBeforeStep(day: day.description, earliest: old.day.description)
        }
        guard !old.isReversed else { throw .alreadyReversed(entry: number) }
        try undo(old.effect, number)
        let flows = old.cash.filter { $0.amount != 0 }
            .sorted { $0.fund == $1.fund ? $0.amount > $1.amount : $0.fund < $1.fund }
            .map { Flow(place: $0.place, fund: $0.fund, amount: -$0.amount) }
        try flow(flows)
        entries[Int(number) - 1].isReversed = true
        return write(.reversal, day, flows)
    }

    private mutating func undo(_ effect: Effect, _ number: Int64) throws(LedgerError) {
        switch effect {
        case .receipt, .reversal: break
        case .payment(let spp): try undoPayment(spp, number)
        case .settlement(let id): try undoSettlement(id, number)
        case .giveBack(let spp, let draft): try undoGiveBack(spp, draft)
        case .move(let move):
            if move.kind == .fee, let line = move.line {
                stand(line) { $0.posted = Rupiah(sen: $0.posted.sen - move.amount.sen) }
            }
        case .deposit(let chosen): for index in chosen { taxes[index].state = .held }
        }
    }

    private mutating func undoTaxes(_ document: UUID) throws(LedgerError) {
        for index in taxes.indices where taxes[index].document == document {
            guard taxes[index].state != .deposited else { throw .treasury(.taxDeposited) }
        }
        for index in taxes.indices where taxes[index].document == document { taxes[index].state = .reversed }
    }

    private mutating func undoPayment(_ spp: UUID, _ number: Int64) throws(LedgerError) {
        guard var request = requests[spp] else { throw .notFound(kind: "spp") }
        let isTouched = request.lines.values.contains { $0.settled + $0.back + $0.refunded > 0 }
        let isWaiting = accounts.values.contains {
            $0.spp == spp && $0.state.isWaiting
        }
        if isTouched || isWaiting { throw .treasury(.entriesFollow(entry: number)) }
        try undoTaxes(spp)
        for line in request.facts.lines {
            let isAdvance = request.facts.kind == .advance
            stand(line.key) {
                if isAdvance {
                    $0.reserved = Rupiah(sen: $0.reserved.sen - line.amount.sen)
                } else {
                    $0.posted = Rupiah(sen: $0.posted.sen - line.amount.sen)
                }
            }
        }
        request.facts.state = .reversed
        request.facts.revision += 1
        requests[spp] = request
    }

    private mutating func undoSettlement(_ id: UUID, _ number: Int64) throws(LedgerError) {
        guard var account = accounts[id], var request = requests[account.spp] else {
            throw .notFound(kind: "settlement")
        }
        for line in account.lines {
            guard let own = request.lines[line.key], own.refunded <= own.settled - line.amount.sen else {
                throw .treasury(.entriesFollow(entry: number))
            }
        }
        try undoTaxes(id)
        for line in account.lines {
            request.lines[line.key]?.settled -= line.amount.sen
            stand(line.key) {
                $0.posted = Rupiah(sen: $0.posted.sen - line.amount.sen)
                $0.reserved = Rupiah(sen: $0.reserved.sen + line.amount.sen)
            }
        }
        account.facts.state = .reversed
        account.facts.revision += 1
        accounts[id] = account
        reopen(&request)
        requests[account.spp] = request
    }

    private func reopen(_ request: inout Request) {
        guard request.facts.state == .settled else { return }
        request.facts.state = .paid
        request.facts.revision += 1
    }

    private mutating func undoGiveBack(_ spp: UUID, _ draft: GiveBackDraft) throws(LedgerError) {
        guard var request = requests[spp] else { throw .notFound(kind: "spp") }
        for line in draft.lines.sorted(by: { $0.key < $1.key }) {
            try TreasuryRules.spend(line.amount, of: line.key, standings: holdings.standings)
            let amount = line.amount.sen
            if draft.kind == .advanceRest {
                request.lines[line.key]?.back -= amount
                stand(line.key) { $0.reserved = Rupiah(sen: $0.reserved.sen + amount) }
            } else {
                request.lines[line.key]?.refunded -= amount
                stand(line.key) { $0.posted = Rupiah(sen: $0.posted.sen + amount) }
            }
        }
        if draft.kind == .advanceRest { reopen(&request) }
        requests[spp] = request
    }
}
