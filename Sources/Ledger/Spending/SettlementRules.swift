public import Commons
public import Foundation

/// What a rule must know of a settlement (SPJ) to judge its next step.
public struct SettlementFacts: Hashable, Sendable {
    /// Where it stands.
    public var state: SettlementState
    /// The one the next step must name.
    public var revision: Int
    /// Who handed it in, verified and approved it so far.
    public var trail: FourEyes.Trail<UUID>
    /// Day of the last step that has a day of its own.
    public var lastDay: Day
    /// Village and budget year.
    public let village: VillageCode
    /// Budget year.
    public let year: Int
    /// What was spent of each line.
    public let lines: [SPPLine]
    /// Where its advance stands.
    public var advance: SPPState
    /// What is still open on each line of its advance.
    public var open: [LineKey: Rupiah]

    /// A settlement as it stands.
    public init(
        state: SettlementState = .submitted, revision: Int = 1, trail: FourEyes.Trail<UUID>, lastDay: Day,
        village: VillageCode, year: Int, lines: [SPPLine], advance: SPPState = .paid, open: [LineKey: Rupiah]
    ) {
        (self.state, self.revision, self.trail, self.lastDay) = (state, revision, trail, lastDay)
        (self.village, self.year, self.lines) = (village, year, lines)
        (self.advance, self.open) = (advance, open)
    }
}

/// A step someone wants to take on a settlement.
public enum SettlementMove: Hashable, Sendable {
    case verify(Day)
    case approve(Day)
    case giveBack(reason: String)
    case book(Day, taxes: [TaxDraft])

    /// As refusals name it.
    public var verb: String {
        switch self {
        case .verify: "verify"
        case .approve: "approve"
        case .giveBack: "return"
        case .book: "book"
        }
    }
}

/// Tells beforehand whether the next step of a settlement will be taken: the same answer and reason, in the
/// same order, as the SQL functions. They decide; a model test keeps the two equal. Permendagri 20/2018 has
/// the secretary verify and the head approve it.
public enum SettlementRules {
    /// - Parameters:
    ///   - revision: the one the form carried.
    ///   - rates: those that hold on the day of booking.
    /// - Throws: the refusal that the database would give.
    public static func check(
        _ move: SettlementMove, of facts: SettlementFacts, revision: Int, by actor: SPPActor, today: Day,
        rates: [TaxRate]
    ) throws(LedgerError) {
        try requirePost(move, of: facts, by: actor)
        guard facts.revision == revision else {
            throw .staleRevision(yours: revision, current: facts.revision, state: facts.state.rawValue)
        }
        guard states(before: move).contains(facts.state) else {
            throw .wrongState(state: facts.state.rawValue, verb: move.verb)
        }
        switch move {
        case .verify(let day): try requireStep(.verify, move, on: day, of: facts, by: actor, today: today)
        case .approve(let day): try requireStep(.approve, move, on: day, of: facts, by: actor, today: today)
        case .giveBack(let reason):
            guard reason.contains(where: { $0 != " " }), reason.unicodeScalars.count <= 2_000 else {
                throw .reasonMissing(verb: move.verb)
            }
        case .book(let day, let taxes):
            try FourEyes.check(actor.person, takes: .pay, as: move.verb, after: facts.trail)
            guard facts.advance == .paid else {
                throw .wrongState(state: facts.advance.rawValue, verb: "settle")
            }
            try requireStep(.pay, move, on: day, of: facts, by: actor, today: today)
            try TreasuryRules.checkOpen(facts.lines, open: facts.open)
            try TaxRules.check(taxes, gross: BudgetControl.gross(facts.lines), rates: rates)
        }
    }

    private static func requireStep(
        _ step: FourEyes.Step, _ move: SettlementMove, on day: Day, of facts: SettlementFacts,
        by actor: SPPActor, today: Day
    ) throws(LedgerError) {
        try FourEyes.check(actor.person, takes: step, as: move.verb, after: facts.trail)
        try StepRules.requireDay(day, year: facts.year, today: today)
        guard day >= facts.lastDay else {
            throw .dateBeforeStep(day: day.description, earliest: facts.lastDay.description)
        }
    }

    private static func requirePost(
        _ move: SettlementMove, of facts: SettlementFacts, by actor: SPPActor
    ) throws(LedgerError) {
        let isOwn = facts.trail.persons[.submit] == actor.person
        let roles: [Role] =
            switch move {
            case .verify: [.secretary]
            case .approve: [.head]
            case .giveBack: isOwn ? [.manager] : [.secretary, .head, .treasurer]
            case .book: [.treasurer]
            }
        guard roles.contains(where: actor.roles.contains) else {
            throw .notYourPost(role: roles[0].rawValue, village: facts.village.number)
        }
        switch move {
        case .approve, .book: guard actor.hasSecondFactor else { throw .secondFactorNeeded }
        case .verify, .giveBack: break
        }
    }

    private static func states(before move: SettlementMove) -> [SettlementState] {
        switch move {
        case .verify: [.submitted]
        case .approve: [.verified]
        case .giveBack: [.submitted, .verified, .approved]
        case .book: [.approved]
        }
    }
}
