import Commons
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Ledger

/// Goal: the pure rules and the SQL functions give the same answer and the same reason. Method: random steps
/// by random people on a small village; before each one the rules say what must come; every disagreement
/// names the seed.
@Suite struct ModelTests {
    private static let steps = 2_000

    @Test func `2000 random steps: rules and database agree on each`() async throws {
        let seed = UInt64.random(in: 1...UInt64.max)
        let hall = try await SampleVillage.make()
        var model = try await SpendingModel(hall, seed: seed)
        for number in 1...Self.steps {
            let step = model.nextStep()
            let foreseen = model.foresee(step)
            let answered = await model.ask(step)
            guard foreseen == answered else {
                Issue.record("seed \(seed), step \(number): \(step): rules \(foreseen), database \(answered)")
                return
            }
            if case .done = answered { model.apply(step) }
        }
        #expect(model.taken > Self.steps / 20, "seed \(seed): too few steps succeeded to prove anything")
        #expect(try await hall.differences().isEmpty, "seed \(seed)")
        #expect(try await model.agreesOnHoldings(), "seed \(seed)")
    }
}

/// What a step came to.
enum Outcome: Hashable {
    case done(state: SPPState, revision: Int)
    case refused(LedgerError)
}

/// The pure twin of a village's spending, driven by a seeded generator.
struct SpendingModel {
    enum Step {
        case create(UUID, SPPDraft, SPPActor)
        case move(UUID, SPPMove, revision: Int, SPPActor)
    }

    private let hall: SampleVillage
    private let people: [(session: Session, actor: SPPActor)]
    private var random: Seeded
    private var requests: [UUID: SPPFacts] = [:]
    private var order: [UUID] = []
    private var holdings: StepRules.Holdings
    private(set) var taken = 0
    /// Steps that were taken: the same one by the same person on the same revision answers as the first time.
    private var done: Set<Done> = []

    private struct Done: Hashable {
        let id, person: UUID
        let verb: String
        let revision: Int
    }

    private static let keys = [SampleVillage.pothole, SampleVillage.culvert, SampleVillage.office]

    init(_ hall: SampleVillage, seed: UInt64) async throws {
        self.hall = hall
        random = Seeded(state: seed)
        try await hall.postBudget([Self.keys[0]: 9_000, Self.keys[1]: 6_000, Self.keys[2]: 4_000])
        try await hall.receive("DDS", rupiah: 5_000)
        try await hall.receive("ADD", rupiah: 1_500)
        let held: [([Role], Bool)] = [
            ([.manager], true), ([.manager, .secretary], true), ([.secretary], true), ([.head], true),
            ([.head, .treasurer], true), ([.treasurer], true), ([.treasurer], false), ([.council], true),
        ]
        var people: [(Session, SPPActor)] = []
        for (roles, hasFactor) in held {
            let session = try await SampleVillage.person(
                hall.test, roles, place: hall.village.number, hasSecondFactor: hasFactor)
            people.append(
                (session, SPPActor(person: session.person, roles: Set(roles), hasSecondFactor: hasFactor)))
        }
        self.people = people
        holdings = StepRules.Holdings(
            standings: [
                Self.keys[0]: LineStanding(limit: Rupiah(sen: 900_000)),
                Self.keys[1]: LineStanding(limit: Rupiah(sen: 600_000)),
                Self.keys[2]: LineStanding(limit: Rupiah(sen: 400_000)),
            ], cash: [.bank: ["DDS": Rupiah(sen: 500_000), "ADD": Rupiah(sen: 150_000)]])
    }

    mutating func nextStep() -> Step {
        if order.isEmpty || random.below(4) == 0 {
            return .create(
                UUID.v7(), draft(), people[random.below(10) < 8 ? random.below(2) : random.below(8)].actor)
        }
        let id = order[max(0, order.count - 1 - random.below(min(order.count, 25)))]
        let revision = (requests[id]?.revision ?? 1) + (random.below(20) == 0 ? random.below(3) - 1 : 0)
        let move = move(for: requests[id]?.state ?? .draft)
        return .move(id, move, revision: revision, people[random.below(people.count)].actor)
    }

    private mutating func draft() -> SPPDraft {
        var lines: [SPPLine] = []
        for key in Self.keys where random.below(2) == 0 {
            let amount: Int64 =
                switch random.below(20) {
                case 0: 0
                case 1: .max
                case 2: -100
                default: Int64(1 + random.below(60_000))
                }
            lines.append(SPPLine(key: key, amount: Rupiah(sen: amount)))
        }
        if random.below(30) == 0, let first = lines.first { lines.append(first) }
        if random.below(30) == 0 {
            lines.append(
                SPPLine(
                    key: LineKey(activity: "9.9.99", account: "5.1.1.01", fund: "DDS"), amount: Rupiah(sen: 1)
                ))
        }
        let kind: SPPKind =
            random.below(40) == 0 ? .financing : .definitive
        return SPPDraft(kind: kind, day: day(), purpose: "Uji acak", lines: lines)
    }

    /// Mostly early in the year, now and then outside it or in the future.
    private mutating func day() -> Day {
        let year =
            switch random.below(60) {
            case 0: hall.year - 1
            case 1: hall.year + 1
            default: hall.year
            }
        let text = "\(year)-01-0\(1 + min(random.below(3), hall.today.month > 1 ? 2 : 0))"
        do { return try Day(parsing: text) } catch { return hall.today }
    }

    /// Three times of four the step that should come, else any.
    private mutating func move(for state: SPPState) -> SPPMove {
        let wanted: Int =
            switch state {
            case .draft, .returned: 0
            case .submitted: 1
            case .verified: 3
            case .approved: 5
            case .rejected, .paid, .settled, .reversed: random.below(6)
            }
        switch random.below(4) == 0 ? random.below(6) : wanted {
        case 0: return random.below(3) == 0 ? .taxes([]) : .submit
        case 1: return .verify(day())
        case 2: return .giveBack(reason: random.below(5) == 0 ? " " : "Kurang lengkap")
        case 3: return .approve(day())
        case 4: return .reject(reason: random.below(5) == 0 ? "" : "Batal")
        default: return .pay(day())
        }
    }

    // MARK: - the rules' word

    func foresee(_ step: Step) -> Outcome {
        do throws(LedgerError) {
            switch step {
            case .create(_, let draft, let actor):
                guard actor.roles.contains(.manager) else {
                    throw .notYourPost(role: "manager", village: hall.village.number)
                }
                try StepRules.requireDay(draft.day, year: hall.year, today: hall.today)
                try BudgetControl.admit(draft.lines, kind: draft.kind, standings: holdings.standings)
                return .done(state: .draft, revision: 1)
            case .move(let id, let move, let revision, let actor):
                guard let facts = requests[id] else { throw .notFound(kind: "spp") }
                if done.contains(Done(id: id, person: actor.person, verb: move.verb, revision: revision)) {
                    return .done(state: Self.state(after: move, from: facts.state), revision: revision + 1)
                }
                try StepRules.check(
                    move, of: facts, revision: revision, by: actor, today: hall.today, holdings: holdings)
                return .done(state: Self.state(after: move, from: facts.state), revision: revision + 1)
            }
        } catch {
            return .refused(error)
        }
    }

    private static func state(after move: SPPMove, from state: SPPState) -> SPPState {
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

    // MARK: - the database's word

    func ask(_ step: Step) async -> Outcome {
        do throws(LedgerError) {
            let answer: SPPStep
            switch step {
            case .create(let id, let draft, let actor):
                answer = try await CreateSPP(hall.database)(
                    id, draft, village: hall.village, year: hall.year, by: session(of: actor))
            case .move(let id, let move, let revision, let actor):
                answer = try await take(move, id, revision, session(of: actor))
            }
            return .done(state: answer.state, revision: answer.revision)
        } catch {
            return .refused(error)
        }
    }

    private func take(
        _ move: SPPMove, _ id: UUID, _ revision: Int, _ session: Session
    ) async throws(LedgerError) -> SPPStep {
        let database = hall.database
        switch move {
        case .taxes(let taxes):
            return try await ProposeTaxes(database)(id, revision: revision, taxes, by: session)
        case .submit: return try await SubmitSPP(database)(id, revision: revision, by: session)
        case .verify(let day):
            return try await VerifySPP(database)(id, revision: revision, on: day, by: session)
        case .giveBack(let reason):
            return try await ReturnSPP(database)(id, revision: revision, reason: reason, by: session)
        case .approve(let day):
            return try await ApproveSPP(database)(id, revision: revision, on: day, by: session)
        case .reject(let reason):
            return try await RejectSPP(database)(id, revision: revision, reason: reason, by: session)
        case .pay(let day, let place, let taxes):
            return try await PaySPP(database)(
                id, revision: revision, on: day, from: place, taxes: taxes, by: session
            ).step
        }
    }

    private func session(of actor: SPPActor) throws(LedgerError) -> Session {
        guard let found = people.first(where: { $0.actor == actor }) else { throw .notSignedIn }
        return found.session
    }

    // MARK: - what a taken step changes

    mutating func apply(_ step: Step) {
        switch step {
        case .create(let id, let draft, let actor):
            taken += 1
            order.append(id)
            requests[id] = SPPFacts(
                state: .draft, revision: 1, trail: FourEyes.Trail(requester: actor.person), day: draft.day,
                lastDay: draft.day, village: hall.village, year: hall.year, lines: draft.lines)
            move(draft.lines) { $0.requested = Rupiah(sen: $0.requested.sen + $1) }
        case .move(let id, let move, let revision, let actor):
            let isNew = done.insert(Done(id: id, person: actor.person, verb: move.verb, revision: revision))
                .inserted
            guard isNew, var facts = requests[id] else { return }
            taken += 1
            record(move, by: actor, in: &facts)
            requests[id] = facts
        }
    }

    private mutating func record(_ step: SPPMove, by actor: SPPActor, in facts: inout SPPFacts) {
        switch step {
        case .submit: break
        case .taxes(let taxes): facts.taxes = taxes
        case .verify(let day):
            facts.trail.persons[.verify] = actor.person
            facts.lastDay = day
        case .giveBack:
            facts.trail.persons[.verify] = nil
            facts.lastDay = facts.day
        case .approve(let day):
            facts.trail.persons[.approve] = actor.person
            facts.lastDay = day
            move(facts.lines) {
                $0.requested = Rupiah(sen: $0.requested.sen - $1)
                $0.reserved = Rupiah(sen: $0.reserved.sen + $1)
            }
        case .reject:
            if facts.state == .approved {
                move(facts.lines) { $0.reserved = Rupiah(sen: $0.reserved.sen - $1) }
            } else {
                move(facts.lines) { $0.requested = Rupiah(sen: $0.requested.sen - $1) }
            }
        case .pay:
            facts.trail.persons[.pay] = actor.person
            move(facts.lines) {
                $0.reserved = Rupiah(sen: $0.reserved.sen - $1)
                $0.posted = Rupiah(sen: $0.posted.sen + $1)
            }
            for line in facts.lines {
                let held = holdings.cash[.bank]?[line.key.fund]?.sen ?? 0
                holdings.cash[.bank]?[line.key.fund] = Rupiah(sen: held - line.amount.sen)
            }
        }
        facts.state = Self.state(after: step, from: facts.state)
        facts.revision += 1
    }

    private mutating func move(_ lines: [SPPLine], _ change: (inout LineStanding, Int64) -> Void) {
        for line in lines {
            guard var standing = holdings.standings[line.key] else { continue }
            change(&standing, line.amount.sen)
            holdings.standings[line.key] = standing
        }
    }

    /// Whether the database holds what the model holds, line by line and fund by fund.
    func agreesOnHoldings() async throws -> Bool {
        let lines = try await ReadSPP(hall.database).available(
            in: hall.village, year: hall.year, by: hall.session(.head))
        let cash = try await ReadCash(hall.database)(
            of: hall.village, year: hall.year, by: hall.session(.head))
        return Dictionary(lines.map { ($0.key, $0.standing) }, uniquingKeysWith: { first, _ in first })
            == holdings.standings
            && Dictionary(cash.map { ($0.fund, $0.cash) }, uniquingKeysWith: { first, _ in first })
                == holdings.cash[.bank]
    }
}

/// SplitMix64: the same seed gives the same village life.
struct Seeded {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
