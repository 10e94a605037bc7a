import Commons
import Foundation

@testable import Ledger

/// What somebody tries next: mostly sensible, now and then absurd.
extension LifeModel {
    mutating func nextStep() -> LifeStep {
        switch random.below(20) {
        case 0: return .receive(UUID.v7(), income(), treasurer())
        case 1, 2: return .move(UUID.v7(), cashMove(), treasurer())
        case 3: return .create(UUID.v7(), draft(), random.below(10) < 8 ? manager() : anyone())
        case 4, 5: return settlementStep()
        case 6, 7: return giveBackStep()
        case 8: return depositStep()
        case 9 where !entries.isEmpty: return correctionStep()
        default: return requestStep()
        }
    }

    // MARK: - people and days

    private mutating func anyone() -> SPPActor { people[random.below(people.count)].actor }
    private mutating func manager() -> SPPActor { people[random.below(2)].actor }
    private mutating func treasurer() -> SPPActor {
        random.below(10) == 0 ? anyone() : people[4 + random.below(3)].actor
    }

    /// Mostly early in the year, now and then outside it or in the future.
    private mutating func day() -> Day {
        let year =
            switch random.below(80) {
            case 0: hall.year - 1
            case 1: hall.year + 1
            default: hall.year
            }
        let text = "\(year)-01-0\(1 + min(random.below(3), hall.today.month > 1 ? 2 : 0))"
        do { return try Day(parsing: text) } catch { return hall.today }
    }

    /// The last of three days, so that most later steps are not too early.
    private mutating func late() -> Day {
        guard random.below(6) > 0, hall.today.month > 1 else { return day() }
        do { return try Day(parsing: "\(hall.year)-01-03") } catch { return hall.today }
    }

    private mutating func amount(_ most: Int64) -> Rupiah {
        switch random.below(40) {
        case 0: return .zero
        case 1: return Rupiah(sen: .max)
        case 2: return Rupiah(sen: -100)
        default: return Rupiah(sen: Int64(1 + random.below(Int(max(1, most)))))
        }
    }

    private mutating func place() -> CashPlace { random.below(3) == 0 ? .cash : .bank }

    // MARK: - steps

    private mutating func income() -> IncomeDraft {
        let fund = Self.funds[random.below(2)]
        return IncomeDraft(
            day: day(), account: fund == "DDS" ? "4.2.1.01" : "4.2.3.01", fund: fund,
            amount: amount(1_500_000), payer: "", description: "Penyaluran acak", place: place())
    }

    private mutating func cashMove() -> CashMove {
        let kind = CashMove.Kind.allCases[random.below(4)]
        let line: LineKey? = kind == .fee ? (random.below(9) == 0 ? Self.keys[0] : Self.fee) : nil
        return CashMove(
            kind: kind, day: day(), fund: line?.fund ?? Self.funds[random.below(2)],
            amount: amount(kind == .fee || kind == .interest ? 5_000 : 300_000), description: "Mutasi acak",
            line: line)
    }

    private mutating func draft() -> SPPDraft {
        var lines: [SPPLine] = []
        for key in Self.keys.dropLast() where random.below(2) == 0 {
            lines.append(SPPLine(key: key, amount: amount(120_000)))
        }
        if random.below(30) == 0, let first = lines.first { lines.append(first) }
        let kind: SPPKind =
            random.below(40) == 0 ? .financing : random.below(2) == 0 ? .advance : .definitive
        return SPPDraft(kind: kind, day: day(), purpose: "Uji acak", lines: lines)
    }

    private mutating func requestStep() -> LifeStep {
        guard !order.isEmpty else { return .create(UUID.v7(), draft(), manager()) }
        let id = order[max(0, order.count - 1 - random.below(min(order.count, 12)))]
        let state = requests[id]?.facts.state ?? .draft
        let revision = (requests[id]?.facts.revision ?? 1) + (random.below(25) == 0 ? random.below(3) - 1 : 0)
        let wanted =
            switch state {
            case .draft, .returned: 0
            case .submitted: 1
            case .verified: 3
            case .approved: 5
            case .rejected, .paid, .settled, .reversed: random.below(6)
            }
        let fitting: SPPActor =
            switch wanted {
            case 0:
                people.first { $0.actor.person == requests[id]?.facts.trail.persons[.submit] }?.actor
                    ?? manager()
            case 1: people[1 + random.below(2)].actor
            case 3: people[3 + random.below(2)].actor
            default: people[4 + random.below(3)].actor
            }
        let actor = random.below(5) == 0 ? anyone() : fitting
        if wanted < 2, random.below(3) == 0 {
            let asker = wanted == 0 && random.below(4) > 0 ? actor : treasurer()
            let taxes = taxes(
                of: requests[id]?.facts.lines ?? [], or: requests[id]?.facts.kind == .definitive)
            return .advance(id, .taxes(taxes), revision: revision, asker)
        }
        switch random.below(6) == 0 ? random.below(6) : wanted {
        case 0: return .advance(id, .submit, revision: revision, actor)
        case 1: return .advance(id, .verify(late()), revision: revision, actor)
        case 2:
            let reason = random.below(5) == 0 ? " " : "Kurang lengkap"
            return .advance(id, .giveBack(reason: reason), revision: revision, actor)
        case 3: return .advance(id, .approve(late()), revision: revision, actor)
        case 4:
            let reason = random.below(5) == 0 ? "" : "Batal"
            return .advance(id, .reject(reason: reason), revision: revision, actor)
        default:
            let taxes = taxes(
                of: requests[id]?.facts.lines ?? [], or: requests[id]?.facts.kind == .definitive)
            let stated = random.below(2) == 0 ? nil : taxes
            return .advance(id, .pay(late(), from: place(), taxes: stated), revision: revision, actor)
        }
    }

    /// Now and then taxes of a document's lines, sometimes ones that can't be.
    private mutating func taxes(of lines: [SPPLine], or isFitting: Bool) -> [TaxDraft] {
        guard isFitting ? random.below(2) == 0 : random.below(25) == 0, let line = lines.first else {
            return []
        }
        let codes = ["ppn", "pph-22", "pph-23", "restoran", random.below(10) == 0 ? "cukai" : "pph-22"]
        var drafts: [TaxDraft] = []
        for _ in 0...random.below(2) {
            let base = Int64(random.below(Int(max(2, min(line.amount.sen, 1_000_000)))))
            let asked = random.below(20) == 0 ? line.amount.sen &+ 1 : base
            drafts.append(
                TaxDraft(
                    code: codes[random.below(codes.count)], fund: line.key.fund, base: Rupiah(sen: asked)))
        }
        return drafts
    }

    private mutating func part(of lines: [LineKey: Line], _ open: (Line) -> Int64) -> [SPPLine] {
        let all = random.below(3) == 0
        return lines.sorted { $0.key < $1.key }.compactMap { key, line in
            let rest = open(line)
            guard rest > 0 || random.below(10) == 0 else { return nil }
            let amount = all ? rest : Int64(random.below(Int(max(1, rest)) + 2))
            return SPPLine(key: key, amount: Rupiah(sen: amount + (random.below(25) == 0 ? 1 : 0)))
        }
    }

    private mutating func paidRequest(_ wanted: (Request) -> Bool) -> UUID? {
        let fitting = order.filter { requests[$0].map(wanted) ?? false }
        guard random.below(12) > 0, !fitting.isEmpty else { return order.last }
        return fitting[random.below(fitting.count)]
    }

    private mutating func settlementStep() -> LifeStep {
        let waiting = accountOrder.filter {
            accounts[$0]?.state.isWaiting ?? false
        }
        if let id = waiting.last, random.below(4) > 0, let account = accounts[id] {
            let revision = account.revision + (random.below(25) == 0 ? 1 : 0)
            let isFitting = random.below(5) > 0
            switch random.below(12) {
            case 0:
                return .giveUp(
                    id, revision: revision, reason: random.below(4) == 0 ? " " : "Kurang", anyone())
            case _ where account.state == .submitted:
                let actor = isFitting ? people[1 + random.below(2)].actor : anyone()
                return .verify(id, revision: revision, late(), actor)
            case _ where account.state == .verified && random.below(8) > 0:
                let actor = isFitting ? people[3 + random.below(2)].actor : anyone()
                return .approve(id, revision: revision, late(), actor)
            default:
                let actor = isFitting ? people[4 + random.below(3)].actor : anyone()
                return .book(
                    id, revision: revision, late(), place(), taxes(of: account.lines, or: true), actor)
            }
        }
        let out = paidRequest { $0.facts.kind == .advance && $0.facts.state == .paid }
        guard let out, let request = requests[out] else { return .move(UUID.v7(), cashMove(), treasurer()) }
        let asker = people.first { $0.actor.person == request.facts.trail.persons[.submit] }?.actor
        let draft = SettlementDraft(
            day: late(), description: "SPJ acak", lines: part(of: request.lines) { $0.open })
        let actor = random.below(8) == 0 ? anyone() : asker ?? manager()
        return .settle(UUID.v7(), spp: out, draft, actor)
    }

    private mutating func giveBackStep() -> LifeStep {
        let isRest = random.below(2) == 0
        let spp = paidRequest { request in
            isRest
                ? request.facts.kind == .advance && request.facts.state == .paid
                : request.facts.state == .settled
                    || (request.facts.kind == .definitive && request.facts.state == .paid)
        }
        guard let spp, let request = requests[spp] else { return .create(UUID.v7(), draft(), manager()) }
        let isAdvance = request.facts.kind == .advance
        let lines = part(of: request.lines) {
            isRest ? $0.open : ((isAdvance ? $0.settled : $0.amount) - $0.refunded) / 3
        }
        let draft = GiveBackDraft(
            kind: isRest ? .advanceRest : .refund, day: late(), place: place(), payer: "",
            description: "Kembali acak", lines: lines)
        return .giveBack(UUID.v7(), spp: spp, draft, treasurer())
    }

    private mutating func depositStep() -> LifeStep {
        let held = taxes.indices.filter { taxes[$0].state == .held }
        guard let first = held.first, random.below(15) > 0 else {
            return .deposit(UUID.v7(), [], late(), place(), treasurer())
        }
        let same = held.filter { taxes[$0].code == taxes[first].code }
        var chosen = Array(same.prefix(1 + random.below(3)))
        if random.below(8) == 0, let other = taxes.indices.last, !chosen.contains(other) {
            chosen.append(other)
        }
        return .deposit(UUID.v7(), chosen, late(), place(), treasurer())
    }

    private mutating func correctionStep() -> LifeStep {
        let number = Int64(max(1, entries.count - random.below(min(entries.count, 20))))
        guard random.below(3) == 0 else { return .reverse(UUID.v7(), entry: number, late(), treasurer()) }
        let receipts = entries.indices.filter {
            if case .receipt = entries[$0].effect { return !entries[$0].isReversed }
            return false
        }
        guard let last = receipts.last, random.below(8) > 0 else {
            return .correct(UUID.v7(), entry: number, income(), treasurer())
        }
        var right = income()
        right = IncomeDraft(
            day: late(), account: right.account, fund: right.fund, amount: right.amount, payer: "",
            description: "Perbaikan acak", place: right.place)
        return .correct(UUID.v7(), entry: Int64(last + 1), right, treasurer())
    }
}
