import Commons
import Foundation
import Postgres
import TestSupport

@testable import Ledger

/// The pure twin of a village's year of money: plain values, no database. `take` applies a step or says why
/// not.
struct LifeModel {
    struct Line {
        var amount, settled, back, refunded: Int64
        var open: Int64 { amount - settled - back }
    }

    struct Request {
        var facts: SPPFacts
        var lines: [LineKey: Line]
        var paidOn: Day?
        var number: Int?
    }

    struct Account {
        let spp: UUID
        let lines: [SPPLine]
        var facts: SettlementFacts
        var booker: UUID?
        var state: SettlementState { facts.state }
        var revision: Int { facts.revision }
    }

    struct Tax {
        let document: UUID
        let code, fund: String
        let amount: Int64
        let heldOn: Day
        var state: Withholding.State = .held
    }

    enum Effect {
        case receipt, payment(UUID), settlement(UUID), giveBack(UUID, GiveBackDraft), move(CashMove)
        case deposit([Int]), reversal
    }

    struct Entry {
        let effect: Effect
        let day: Day
        /// What it did to each place of cash: positive came in.
        let cash: [Flow]
        var isReversed = false
    }

    struct Flow {
        let place: CashPlace
        let fund: String
        let amount: Int64
    }

    let hall: SampleVillage
    let people: [(session: Session, actor: SPPActor)]
    var random: Seeded
    var requests: [UUID: Request] = [:]
    var order: [UUID] = []
    var accounts: [UUID: Account] = [:]
    var accountOrder: [UUID] = []
    var taxes: [Tax] = []
    /// The journal; its numbers count from 1.
    var entries: [Entry] = []
    var series: [String: Int] = [:]
    var holdings: StepRules.Holdings
    var taken: [LifeStep.Kind: Int] = [:]
    /// SPP steps that were taken: the same one by the same person on the same revision answers as before.
    var done: Set<Done> = []
    var ntpn = 0

    struct Done: Hashable {
        let id, person: UUID
        let verb: String
        let revision: Int
    }

    static let fee = LineKey(activity: "1.1.04", account: "5.2.5.99", fund: "DDS")
    static let keys = [SampleVillage.pothole, SampleVillage.culvert, SampleVillage.office, fee]
    static let funds = ["DDS", "ADD"]

    init(_ hall: SampleVillage, seed: UInt64) async throws {
        self.hall = hall
        random = Seeded(state: seed)
        try await hall.postBudget(
            [Self.keys[0]: 400_000, Self.keys[1]: 300_000, Self.keys[2]: 200_000, Self.fee: 20_000])
        let held: [([Role], Bool)] = [
            ([.manager], true), ([.manager, .secretary], true), ([.secretary], true), ([.head], true),
            ([.head, .treasurer], true), ([.treasurer], true), ([.treasurer], true), ([.council], true),
            ([.treasurer], false),
        ]
        var people: [(Session, SPPActor)] = []
        for (roles, hasFactor) in held {
            let session = try await SampleVillage.person(
                hall.test, roles, place: hall.village.number, hasSecondFactor: hasFactor)
            people.append(
                (session, SPPActor(person: session.person, roles: Set(roles), hasSecondFactor: hasFactor)))
        }
        self.people = people
        let limits: [Int64] = [400_000, 300_000, 200_000, 20_000]
        let standings = zip(Self.keys, limits).map {
            ($0, LineStanding(limit: Rupiah(sen: $1 * 100)))
        }
        holdings = StepRules.Holdings(
            standings: Dictionary(standings, uniquingKeysWith: { first, _ in first }),
            cash: [.bank: [:], .cash: [:]],
            rates: try await TaxRates(hall.database).on(hall.today, by: hall.session(.treasurer)))
    }

    /// Applies a step, or says why not.
    mutating func take(_ step: LifeStep) -> LifeOutcome {
        do throws(LedgerError) {
            let answer = try applied(step)
            taken[step.kind, default: 0] += 1
            return .done(answer)
        } catch {
            return .refused(error)
        }
    }

    private mutating func applied(_ step: LifeStep) throws(LedgerError) -> String {
        switch step {
        case .create(let id, let draft, let actor): try create(id, draft, actor)
        case .advance(let id, let move, let revision, let actor): try advance(id, move, revision, actor)
        case .settle(let id, let spp, let draft, let actor): try settle(id, spp, draft, actor)
        case .verify(let id, let revision, let day, let actor): try verify(id, revision, day, actor)
        case .approve(let id, let revision, let day, let actor): try approve(id, revision, day, actor)
        case .giveUp(let id, let revision, let reason, let actor): try giveUp(id, revision, reason, actor)
        case .book(let id, let revision, let day, let place, let taxes, let actor):
            try book(id, revision, day, place, taxes, actor)
        case .giveBack(_, let spp, let draft, let actor): try giveBack(spp, draft, actor)
        case .move(_, let move, let actor): try self.move(move, actor)
        case .receive(let id, let income, let actor): try receive(id, income, actor)
        case .deposit(_, let chosen, let day, let place, let actor): try deposit(chosen, day, place, actor)
        case .reverse(_, let entry, let day, let actor): try reverse(entry, day, actor)
        case .correct(let id, let entry, let income, let actor): try correct(id, entry, income, actor)
        }
    }

    // MARK: - what every part needs

    func require(_ role: Role, _ actor: SPPActor) throws(LedgerError) {
        guard actor.roles.contains(role) else {
            throw .notYourPost(role: role.rawValue, village: hall.village.number)
        }
    }

    mutating func next(_ name: String) -> Int {
        series[name, default: 0] += 1
        return series[name, default: 0]
    }

    func held(_ place: CashPlace, _ fund: String) -> Int64 { holdings.cash[place]?[fund]?.sen ?? 0 }

    /// Cash changes, in the order of the flows; the first that can't is named.
    mutating func flow(_ flows: [Flow]) throws(LedgerError) {
        for flow in flows where flow.amount != 0 {
            if flow.amount < 0 {
                try TreasuryRules.take(
                    Rupiah(sen: -flow.amount), of: flow.fund, from: flow.place, cash: holdings.cash)
            }
            let sum = Rupiah(sen: held(flow.place, flow.fund) + flow.amount)
            holdings.cash[flow.place]?[flow.fund] = sum
        }
    }

    /// Writes an entry; its journal number.
    @discardableResult
    mutating func write(_ effect: Effect, _ day: Day, _ flows: [Flow]) -> Int64 {
        entries.append(Entry(effect: effect, day: day, cash: flows))
        return Int64(entries.count)
    }

    mutating func stand(_ key: LineKey, _ change: (inout LineStanding) -> Void) {
        guard var standing = holdings.standings[key] else { return }
        change(&standing)
        holdings.standings[key] = standing
    }

    /// Writes down taxes that were judged already, and gives what is withheld of each fund source.
    mutating func withhold(_ drafts: [TaxDraft], _ document: UUID, _ day: Day) -> [String: Int64] {
        for draft in drafts {
            let amount = holdings.rates.first { $0.code == draft.code }?.tax(on: draft.base).sen ?? 0
            taxes.append(
                Tax(document: document, code: draft.code, fund: draft.fund, amount: amount, heldOn: day))
        }
        return TaxRules.amounts(drafts, rates: holdings.rates).mapValues(\.sen)
    }

    /// Whether the database holds what the model holds, line by line, fund by fund, place by place.
    func agreesOnHoldings() async throws -> Bool {
        let lines = try await ReadSPP(hall.database).available(
            in: hall.village, year: hall.year, by: hall.session(.head))
        let cash = try await ReadCash(hall.database)(
            of: hall.village, year: hall.year, by: hall.session(.head))
        let standings = Dictionary(
            lines.map { ($0.key, $0.standing) }, uniquingKeysWith: { first, _ in first })
        let places = cash.allSatisfy {
            $0.inBank.sen == held(.bank, $0.fund) && $0.inHand.sen == held(.cash, $0.fund)
        }
        return standings == holdings.standings && places
    }
}
