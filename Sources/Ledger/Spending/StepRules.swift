public import Commons
public import Foundation

/// What a rule must know of a payment request to judge the next step.
public struct SPPFacts: Hashable, Sendable {
    /// What it is for.
    public var kind: SPPKind
    /// Where it stands.
    public var state: SPPState
    /// The one the next step must name.
    public var revision: Int
    /// Who asked, verified and approved so far.
    public var trail: FourEyes.Trail<UUID>
    /// Day of the request.
    public var day: Day
    /// Day of the last step that has a day of its own.
    public var lastDay: Day
    /// Village and budget year.
    public var village: VillageCode
    /// Budget year.
    public var year: Int
    /// What it takes.
    public var lines: [SPPLine]
    /// What it proposes to withhold.
    public var taxes: [TaxDraft]

    /// A request as it stands.
    public init(
        kind: SPPKind = .definitive, state: SPPState, revision: Int, trail: FourEyes.Trail<UUID>, day: Day,
        lastDay: Day, village: VillageCode, year: Int, lines: [SPPLine], taxes: [TaxDraft] = []
    ) {
        self.kind = kind
        self.state = state
        self.revision = revision
        self.trail = trail
        self.day = day
        self.lastDay = lastDay
        self.village = village
        self.year = year
        self.lines = lines
        self.taxes = taxes
    }
}

/// Who wants to take a step, with the posts held over the village on the day of the step.
public struct SPPActor: Hashable, Sendable {
    /// The person.
    public let person: UUID
    /// Posts held today and on the day of the step.
    public let roles: Set<Role>
    /// Given within the last half hour of the session, or not asked for by the county.
    public let hasSecondFactor: Bool

    /// An actor as the session knows them.
    public init(person: UUID, roles: Set<Role>, hasSecondFactor: Bool) {
        self.person = person
        self.roles = roles
        self.hasSecondFactor = hasSecondFactor
    }
}

/// A step someone wants to take.
public enum SPPMove: Hashable, Sendable {
    /// Puts down which taxes will be withheld, in place of the earlier ones.
    case taxes([TaxDraft])
    case submit
    case verify(Day)
    case giveBack(reason: String)
    case approve(Day)
    case reject(reason: String)
    /// Without taxes: those that the request proposes.
    case pay(Day, from: CashPlace = .bank, taxes: [TaxDraft]? = nil)

    /// As refusals and the history name it.
    public var verb: String {
        switch self {
        case .taxes: "taxes"
        case .submit: "submit"
        case .verify: "verify"
        case .giveBack: "return"
        case .approve: "approve"
        case .reject: "reject"
        case .pay: "pay"
        }
    }
}

/// Tells beforehand whether the next step of a payment request will be taken: the same answer and reason, in
/// the same order, as the SQL functions. They decide; a model test keeps the two equal.
public enum StepRules {
    /// What the budget and the cash hold at this moment.
    public struct Holdings: Hashable, Sendable {
        /// Of each posted spending line.
        public var standings: [LineKey: LineStanding]
        /// Cash of each fund source in each place.
        public var cash: [CashPlace: [String: Rupiah]]
        /// The tax rates that hold on the days in question.
        public var rates: [TaxRate]

        /// What is there now.
        public init(
            standings: [LineKey: LineStanding], cash: [CashPlace: [String: Rupiah]], rates: [TaxRate] = []
        ) {
            self.standings = standings
            self.cash = cash
            self.rates = rates
        }
    }

    /// - Parameter revision: the one the form carried.
    /// - Throws: the refusal that the database would give.
    public static func check(
        _ move: SPPMove, of spp: SPPFacts, revision: Int, by actor: SPPActor, today: Day, holdings: Holdings
    ) throws(LedgerError) {
        try requirePost(move, of: spp, by: actor)
        guard spp.revision == revision else {
            throw .staleRevision(yours: revision, current: spp.revision, state: spp.state.rawValue)
        }
        let isOwn = spp.trail.persons[.submit] == actor.person
        guard states(before: move, isOwn: isOwn).contains(spp.state) else {
            throw .wrongState(state: spp.state.rawValue, verb: move.verb)
        }
        switch move {
        case .taxes(let taxes): try requireTaxes(taxes, of: spp, rates: holdings.rates)
        case .submit:
            guard isOwn else { throw .notRequester }
            try requireDay(spp.day, year: spp.year, today: today)
            try requireTaxes(spp.taxes, of: spp, rates: holdings.rates)
        case .verify(let day):
            try requireStep(.verify, on: day, of: spp, by: actor, today: today)
        case .giveBack(let reason), .reject(let reason):
            guard reason.contains(where: { $0 != " " }), reason.unicodeScalars.count <= 2_000 else {
                throw .reasonMissing(verb: move.verb)
            }
        case .approve(let day):
            try requireStep(.approve, on: day, of: spp, by: actor, today: today)
            try BudgetControl.reserve(spp.lines, standings: holdings.standings)
        case .pay(let day, let place, let stated):
            try requireStep(.pay, on: day, of: spp, by: actor, today: today)
            let taxes = stated ?? spp.taxes
            try requireTaxes(taxes, of: spp, rates: holdings.rates)
            try BudgetControl.pay(
                spp.lines, cash: holdings.cash[place] ?? [:], from: place,
                withheld: TaxRules.amounts(taxes, rates: holdings.rates))
        }
    }

    /// A book date lies in the open budget year and not after the legal day.
    /// - Throws: `.dateOutsideYear`, `.dateInFuture`.
    public static func requireDay(_ day: Day, year: Int, today: Day) throws(LedgerError) {
        guard day.year == year else { throw .dateOutsideYear(day: day.description, year: year) }
        guard day <= today else { throw .dateInFuture(day: day.description, today: today.description) }
    }

    /// Taxes are withheld from definitive requests only.
    private static func requireTaxes(
        _ taxes: [TaxDraft], of spp: SPPFacts, rates: [TaxRate]
    ) throws(LedgerError) {
        guard taxes.isEmpty || spp.kind == .definitive else {
            throw .treasury(.taxNotHere(kind: spp.kind.rawValue))
        }
        try TaxRules.check(taxes, gross: BudgetControl.gross(spp.lines), rates: rates)
    }

    private static func requireStep(
        _ step: FourEyes.Step, on day: Day, of spp: SPPFacts, by actor: SPPActor, today: Day
    ) throws(LedgerError) {
        try FourEyes.check(actor.person, takes: step, after: spp.trail)
        try requireDay(day, year: spp.year, today: today)
        guard day >= spp.lastDay else {
            throw .dateBeforeStep(day: day.description, earliest: spp.lastDay.description)
        }
    }

    private static func requirePost(_ move: SPPMove, of spp: SPPFacts, by actor: SPPActor) throws(LedgerError)
    {
        let isOwn = spp.trail.persons[.submit] == actor.person
        let roles: [Role] =
            switch move {
            case .taxes: isOwn ? [.manager] : [.treasurer]
            case .submit: [.manager]
            case .verify: [.secretary]
            case .giveBack: isOwn ? [.manager] : [.secretary, .head]
            case .approve: [.head]
            case .reject: isOwn && spp.state == .returned ? [.manager] : [.head]
            case .pay: [.treasurer]
            }
        guard roles.contains(where: actor.roles.contains) else {
            throw .notYourPost(role: roles[0].rawValue, village: spp.village.number)
        }
        switch move {
        case .approve, .pay: guard actor.hasSecondFactor else { throw .secondFactorNeeded }
        case .taxes, .submit, .verify, .giveBack, .reject: break
        }
    }

    /// - Parameter isOwn: whether the person who asked takes the step.
    private static func states(before move: SPPMove, isOwn: Bool) -> [SPPState] {
        switch move {
        case .taxes: isOwn ? [.draft, .returned] : [.draft, .returned, .submitted]
        case .submit: [.draft, .returned]
        case .verify: [.submitted]
        case .giveBack: [.submitted, .verified]
        case .approve: [.verified]
        case .reject: [.submitted, .verified, .returned, .approved]
        case .pay: [.approved]
        }
    }
}
