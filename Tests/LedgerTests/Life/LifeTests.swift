import Commons
import Foundation
import Ledger
import TestSupport
import Testing

/// Goal: a whole year of money, with advances, settlements, taxes, moves between places of cash, returns and
/// corrections: the plain Swift model and the SQL functions give the same answer, the same reason and the
/// same numbers, and hold the same money at the end. Method: random legal and illegal steps by random people;
/// every disagreement names the seed.
@Suite struct LifeTests {
    private static let steps = 10_000

    @Test func `10000 random steps of a year: model and database agree on each`() async throws {
        let seed = UInt64.random(in: 1...UInt64.max)
        print("seed \(seed)")
        let hall = try await SampleVillage.make()
        var life = try await LifeModel(hall, seed: seed)
        for number in 1...Self.steps {
            let step = life.nextStep()
            var next = life
            let foreseen = next.take(step)
            let answered = await life.ask(step)
            guard foreseen == answered else {
                Issue.record("seed \(seed), step \(number): \(step): model \(foreseen), database \(answered)")
                return
            }
            if case .done = answered { life = next }
        }
        for kind in LifeStep.Kind.allCases {
            #expect(life.taken[kind, default: 0] > 20, "seed \(seed): too few of \(kind) to prove anything")
        }
        #expect(try await hall.differences().map(\.kind) == [], "seed \(seed)")
        #expect(try await life.agreesOnHoldings(), "seed \(seed)")
    }
}

/// What a step came to.
enum LifeOutcome: Hashable {
    /// State and revision, or number and journal number.
    case done(String)
    case refused(LedgerError)
}

/// One thing somebody tries.
enum LifeStep {
    case create(UUID, SPPDraft, SPPActor)
    case advance(UUID, SPPMove, revision: Int, SPPActor)
    case settle(UUID, spp: UUID, SettlementDraft, SPPActor)
    case verify(UUID, revision: Int, Day, SPPActor)
    case approve(UUID, revision: Int, Day, SPPActor)
    case giveUp(UUID, revision: Int, reason: String, SPPActor)
    case book(UUID, revision: Int, Day, CashPlace, [TaxDraft], SPPActor)
    case giveBack(UUID, spp: UUID, GiveBackDraft, SPPActor)
    case move(UUID, CashMove, SPPActor)
    case receive(UUID, IncomeDraft, SPPActor)
    case deposit(UUID, [Int], Day, CashPlace, SPPActor)
    case reverse(UUID, entry: Int64, Day, SPPActor)
    case correct(UUID, entry: Int64, IncomeDraft, SPPActor)

    enum Kind: String, CaseIterable {
        case create, advance, taxes, settle, verify, approve, book, giveBack, move, receive, deposit, reverse,
            correct
    }

    /// For the count of what succeeded; sending a settlement back counts as its verification's end.
    var kind: Kind {
        switch self {
        case .create: .create
        case .advance(_, .taxes, _, _): .taxes
        case .advance: .advance
        case .settle: .settle
        case .verify, .giveUp: .verify
        case .approve: .approve
        case .book: .book
        case .giveBack: .giveBack
        case .move: .move
        case .receive: .receive
        case .deposit: .deposit
        case .reverse: .reverse
        case .correct: .correct
        }
    }
}
