import Commons
import Foundation

@testable import Ledger

/// Requests, settlements and what comes back, in the model.
extension LifeModel {
    mutating func create(_ id: UUID, _ draft: SPPDraft, _ actor: SPPActor) throws(LedgerError) -> String {
        try require(.manager, actor)
        try StepRules.requireDay(draft.day, year: hall.year, today: hall.today)
        try BudgetControl.admit(draft.lines, kind: draft.kind, standings: holdings.standings)
        let facts = SPPFacts(
            kind: draft.kind, state: .draft, revision: 1, trail: FourEyes.Trail(requester: actor.person),
            day: draft.day, lastDay: draft.day, village: hall.village, year: hall.year, lines: draft.lines)
        let lines = draft.lines.map {
            ($0.key, Line(amount: $0.amount.sen, settled: 0, back: 0, refunded: 0))
        }
        requests[id] = Request(
            facts: facts, lines: Dictionary(lines, uniquingKeysWith: { first, _ in first }))
        order.append(id)
        for line in draft.lines {
            stand(line.key) { $0.requested = Rupiah(sen: $0.requested.sen + line.amount.sen) }
        }
        return "draft 1"
    }

    mutating func advance(
        _ id: UUID, _ move: SPPMove, _ revision: Int, _ actor: SPPActor
    ) throws(LedgerError) -> String {
        guard var request = requests[id] else { throw .notFound(kind: "spp") }
        let mark = Done(id: id, person: actor.person, verb: move.verb, revision: revision)
        let state = Self.state(after: move, from: request.facts.state)
        let answer = "\(state.rawValue) \(revision + 1)"
        if done.contains(mark) { return answer }
        try StepRules.check(
            move, of: request.facts, revision: revision, by: actor, today: hall.today, holdings: holdings)
        done.insert(mark)
        record(move, actor, &request)
        if case .pay(let day, let place, let drafts) = move {
            try pay(id, &request, day, place, drafts ?? request.facts.taxes)
        }
        request.facts.state = state
        request.facts.revision += 1
        requests[id] = request
        return answer
    }

    static func state(after move: SPPMove, from state: SPPState) -> SPPState {
        switch move {
        case .taxes: state
        case .submit: .submitted
        case .verify: .verified
        case .giveBack: .returned
        case .approve: .approved
        case .reject: .rejected
        case .pay: .paid
        }
    }

    private mutating func record(_ move: SPPMove, _ actor: SPPActor, _ request: inout Request) {
        switch move {
        case .taxes(let drafts): request.facts.taxes = drafts
        case .submit:
            if request.number == nil { request.number = next("spp") }
        case .verify(let day):
            request.facts.trail.persons[.verify] = actor.person
            request.facts.lastDay = day
        case .giveBack:
            request.facts.trail.persons[.verify] = nil
            request.facts.lastDay = request.facts.day
        case .approve(let day):
            request.facts.trail.persons[.approve] = actor.person
            request.facts.lastDay = day
            for line in request.facts.lines {
                stand(line.key) {
                    $0.requested = Rupiah(sen: $0.requested.sen - line.amount.sen)
                    $0.reserved = Rupiah(sen: $0.reserved.sen + line.amount.sen)
                }
            }
        case .reject:
            let wasApproved = request.facts.state == .approved
            for line in request.facts.lines {
                stand(line.key) {
                    if wasApproved {
                        $0.reserved = Rupiah(sen: $0.reserved.sen - line.amount.sen)
                    } else {
                        $0.requested = Rupiah(sen: $0.requested.sen - line.amount.sen)
                    }
                }
            }
        case .pay: request.facts.trail.persons[.pay] = actor.person
        }
    }

    private mutating func pay(
        _ id: UUID, _ request: inout Request, _ day: Day, _ place: CashPlace, _ drafts: [TaxDraft]
    ) throws(LedgerError) {
        let withheld = withhold(drafts, id, day)
        if request.facts.kind != .advance {
            for line in request.facts.lines {
                stand(line.key) {
                    $0.reserved = Rupiah(sen: $0.reserved.sen - line.amount.sen)
                    $0.posted = Rupiah(sen: $0.posted.sen + line.amount.sen)
                }
            }
        }
        let gross = BudgetControl.gross(request.facts.lines).sorted { $0.key < $1.key }
        let flows = gross.map {
            Flow(place: place, fund: $0.key, amount: (withheld[$0.key] ?? 0) - $0.value.sen)
        }
        try flow(flows)
        write(.payment(id), day, flows)
        request.paidOn = day
    }

    // MARK: - advances

    private func outAdvance(_ spp: UUID, _ verb: String) throws(LedgerError) -> Request {
        guard let request = requests[spp] else { throw .notFound(kind: "spp") }
        guard request.facts.kind == .advance else { throw .sppKind(request.facts.kind.rawValue) }
        guard request.facts.state == .paid else {
            throw .wrongState(state: request.facts.state.rawValue, verb: verb)
        }
        return request
    }

    private func requireStep(_ day: Day, _ earliest: Day?) throws(LedgerError) {
        try StepRules.requireDay(day, year: hall.year, today: hall.today)
        guard let earliest, day < earliest else { return }
        throw .dateBeforeStep(day: day.description, earliest: earliest.description)
    }

    private func hasWaiting(_ spp: UUID) -> Bool {
        accounts.values.contains { $0.spp == spp && $0.state.isWaiting }
    }

    mutating func settle(
        _ id: UUID, _ spp: UUID, _ draft: SettlementDraft, _ actor: SPPActor
    ) throws(LedgerError) -> String {
        guard requests[spp] != nil else { throw .notFound(kind: "spp") }
        try require(.manager, actor)
        let request = try outAdvance(spp, "settle")
        guard request.facts.trail.persons[.submit] == actor.person else { throw .notRequester }
        try requireStep(draft.day, request.paidOn)
        if hasWaiting(spp) { throw .treasury(.settlementOpen) }
        try TreasuryRules.checkOpen(draft.lines, open: request.lines.mapValues { Rupiah(sen: $0.open) })
        _ = next("settlement")
        let facts = SettlementFacts(
            trail: FourEyes.Trail(requester: actor.person), lastDay: draft.day, village: hall.village,
            year: hall.year, lines: draft.lines, open: [:])
        accounts[id] = Account(spp: spp, lines: draft.lines, facts: facts)
        accountOrder.append(id)
        return "submitted 1"
    }

    /// The settlement with how its advance stands now, judged by the rule.
    private func judged(
        _ account: Account, _ move: SettlementMove, _ revision: Int, _ actor: SPPActor
    ) throws(LedgerError) -> Account {
        var account = account
        if let request = requests[account.spp] {
            account.facts.advance = request.facts.state
            account.facts.open = request.lines.mapValues { Rupiah(sen: $0.open) }
        }
        try SettlementRules.check(
            move, of: account.facts, revision: revision, by: actor, today: hall.today, rates: holdings.rates)
        return account
    }

    /// Whether the answer to this very step got lost: it was taken on this revision, by this person.
    private func isRepeated(
        _ account: Account, _ state: SettlementState, _ revision: Int, by person: UUID?, _ actor: SPPActor
    ) -> Bool {
        account.revision == revision + 1 && account.state == state && person == actor.person
    }

    mutating func verify(
        _ id: UUID, _ revision: Int, _ day: Day, _ actor: SPPActor
    ) throws(LedgerError) -> String {
        guard var account = accounts[id] else { throw .notFound(kind: "settlement") }
        let answer = "verified \(revision + 1)"
        let taker = account.facts.trail.persons[.verify]
        if isRepeated(account, .verified, revision, by: taker, actor) { return answer }
        account = try judged(account, .verify(day), revision, actor)
        account.facts.trail.persons[.verify] = actor.person
        move(&account, to: .verified, day)
        accounts[id] = account
        return answer
    }

    mutating func approve(
        _ id: UUID, _ revision: Int, _ day: Day, _ actor: SPPActor
    ) throws(LedgerError) -> String {
        guard var account = accounts[id] else { throw .notFound(kind: "settlement") }
        let answer = "approved \(revision + 1)"
        let taker = account.facts.trail.persons[.approve]
        if isRepeated(account, .approved, revision, by: taker, actor) { return answer }
        account = try judged(account, .approve(day), revision, actor)
        account.facts.trail.persons[.approve] = actor.person
        move(&account, to: .approved, day)
        accounts[id] = account
        return answer
    }

    private func move(_ account: inout Account, to state: SettlementState, _ day: Day? = nil) {
        account.facts.state = state
        account.facts.revision += 1
        account.facts.lastDay = day ?? account.facts.lastDay
    }

    mutating func giveUp(
        _ id: UUID, _ revision: Int, _ reason: String, _ actor: SPPActor
    ) throws(LedgerError) -> String {
        guard var account = accounts[id] else { throw .notFound(kind: "settlement") }
        let answer = "returned \(revision + 1)"
        if account.revision == revision + 1, account.state == .returned { return answer }
        account = try judged(account, .giveBack(reason: reason), revision, actor)
        move(&account, to: .returned)
        accounts[id] = account
        return answer
    }

    mutating func book(
        _ id: UUID, _ revision: Int, _ day: Day, _ place: CashPlace, _ drafts: [TaxDraft], _ actor: SPPActor
    ) throws(LedgerError) -> String {
        guard var account = accounts[id] else { throw .notFound(kind: "settlement") }
        let answer = "booked \(revision + 1)"
        if isRepeated(account, .booked, revision, by: account.booker, actor) { return answer }
        account = try judged(account, .book(day, taxes: drafts), revision, actor)
        var request = try outAdvance(account.spp, "settle")
        let withheld = withhold(drafts, id, day)
        for line in account.lines {
            request.lines[line.key]?.settled += line.amount.sen
            stand(line.key) {
                $0.reserved = Rupiah(sen: $0.reserved.sen - line.amount.sen)
                $0.posted = Rupiah(sen: $0.posted.sen + line.amount.sen)
            }
        }
        let flows = withheld.sorted { $0.key < $1.key }.map {
            Flow(place: place, fund: $0.key, amount: $0.value)
        }
        try flow(flows)
        write(.settlement(id), day, flows)
        move(&account, to: .booked, day)
        account.booker = actor.person
        accounts[id] = account
        close(&request)
        requests[account.spp] = request
        return answer
    }

    private func close(_ request: inout Request) {
        guard request.lines.values.allSatisfy({ $0.open == 0 }) else { return }
        request.facts.state = .settled
        request.facts.revision += 1
    }

    mutating func giveBack(
        _ spp: UUID, _ draft: GiveBackDraft, _ actor: SPPActor
    ) throws(LedgerError) -> String {
        guard var request = requests[spp] else { throw .notFound(kind: "spp") }
        try require(.treasurer, actor)
        let isRest = draft.kind == .advanceRest
        let facts = request.facts
        if isRest {
            _ = try outAdvance(spp, "give-back")
        } else if facts.kind == .financing {
            throw .sppKind(facts.kind.rawValue)
        } else if facts.state != .paid && facts.state != .settled {
            throw .wrongState(state: facts.state.rawValue, verb: "refund")
        }
        try requireStep(draft.day, request.paidOn)
        let open = request.lines.mapValues { line in
            let whole = facts.kind == .advance ? line.settled : line.amount
            return Rupiah(sen: isRest ? line.open : whole - line.refunded)
        }
        try TreasuryRules.checkOpen(draft.lines, open: open)
        for line in draft.lines {
            if isRest {
                request.lines[line.key]?.back += line.amount.sen
                stand(line.key) { $0.reserved = Rupiah(sen: $0.reserved.sen - line.amount.sen) }
            } else {
                request.lines[line.key]?.refunded += line.amount.sen
                stand(line.key) { $0.posted = Rupiah(sen: $0.posted.sen - line.amount.sen) }
            }
        }
        let flows = BudgetControl.gross(draft.lines).sorted { $0.key < $1.key }.map {
            Flow(place: draft.place, fund: $0.key, amount: $0.value.sen)
        }
        try flow(flows)
        let number = next(draft.kind.rawValue)
        let entry = write(.giveBack(spp, draft), draft.day, flows)
        if isRest { close(&request) }
        requests[spp] = request
        return "\(number) \(entry)"
    }
}
