public import Commons

/// What stands on one posted spending line: the pure twin of its control row.
public struct LineStanding: Hashable, Sendable {
    /// What the newest posted version allows.
    public var limit: Rupiah
    /// Asked for, not yet approved.
    public var requested: Rupiah
    /// Approved, not yet paid.
    public var reserved: Rupiah
    /// Paid.
    public var posted: Rupiah

    /// A line on which nothing has happened yet.
    public init(limit: Rupiah, requested: Rupiah = .zero, reserved: Rupiah = .zero, posted: Rupiah = .zero) {
        self.limit = limit
        self.requested = requested
        self.reserved = reserved
        self.posted = posted
    }

    /// What may still be approved.
    public var free: Rupiah { Rupiah(sen: limit.sen - reserved.sen - posted.sen) }
    /// What may still be asked for.
    public var remaining: Rupiah { Rupiah(sen: free.sen - requested.sen) }
}

/// Holds requests against the posted budget and the cash: the same answer and reason as the SQL functions
/// give.
public enum BudgetControl {
    /// Whether the lines may be asked for, beside all that is already asked, approved and paid.
    /// - Throws: `.noLines`, `.tooManyLines`, `.lineNotBudgeted`, `.duplicateLine`, `.amountOutOfRange`,
    ///   `.overBudget` for the first line in key order.
    public static func admit(
        _ lines: [SPPLine], kind: SPPKind, standings: [LineKey: LineStanding]
    ) throws(LedgerError) {
        guard !lines.isEmpty else { throw .noLines }
        guard lines.count <= 200 else { throw .tooManyLines(limit: 200) }
        let sorted = lines.sorted { $0.key < $1.key }
        let total = sorted.reduce(Int128(0)) { $0 + Int128($1.amount.sen) }
        for line in sorted {
            let name = line.key.description
            guard standings[line.key] != nil, line.key.account.hasPrefix("5.") == (kind != .financing) else {
                throw .lineNotBudgeted(line: name)
            }
            guard sorted.count(where: { $0.key == line.key }) == 1 else { throw .duplicateLine(line: name) }
            guard line.amount.sen >= 1, total <= Int128(BudgetRules.largest.sen) else {
                throw .amountOutOfRange(line: name, row: 0)
            }
        }
        for line in sorted {
            let remaining = standings[line.key]?.remaining ?? .zero
            guard line.amount <= remaining else {
                throw .overBudget(
                    line: line.key.description, remaining: max(.zero, remaining), asked: line.amount)
            }
        }
    }

    /// Whether approving may reserve the lines.
    /// - Throws: `.overBudget` for the first line in key order.
    public static func reserve(
        _ lines: [SPPLine], standings: [LineKey: LineStanding]
    ) throws(LedgerError) {
        for line in lines.sorted(by: { $0.key < $1.key }) {
            let free = standings[line.key]?.free ?? .zero
            guard line.amount <= free else {
                throw .overBudget(line: line.key.description, remaining: max(.zero, free), asked: line.amount)
            }
        }
    }

    /// Whether the cash of each fund source in one place can pay the lines, less the taxes withheld from
    /// them.
    /// - Throws: `.cashShort` for the first fund source by code.
    public static func pay(
        _ lines: [SPPLine], cash: [String: Rupiah], from place: CashPlace = .bank,
        withheld: [String: Rupiah] = [:]
    ) throws(LedgerError) {
        for (fund, amount) in gross(lines).sorted(by: { $0.key < $1.key }) {
            let held = cash[fund] ?? .zero
            let asked = Rupiah(sen: amount.sen - (withheld[fund]?.sen ?? 0))
            guard asked <= held else {
                throw .cashShort(fund: fund, place: place, remaining: held, asked: asked)
            }
        }
    }

    /// What the lines take of each fund source.
    public static func gross(_ lines: [SPPLine]) -> [String: Rupiah] {
        Dictionary(lines.map { ($0.key.fund, $0.amount.sen) }, uniquingKeysWith: +).mapValues(
            Rupiah.init(sen:))
    }
}

/// Whoever asks, verifies, approves and pays one request are four different persons; so are those who hand
/// in, verify, approve and book one settlement.
public enum FourEyes {
    /// The steps that four different persons take.
    public enum Step: String, Hashable, Sendable, CaseIterable {
        case submit, verify, approve, pay

        /// The post that takes the step.
        public var role: Role {
            switch self {
            case .submit: .manager
            case .verify: .secretary
            case .approve: .head
            case .pay: .treasurer
            }
        }
    }

    /// Who took which step so far.
    public struct Trail<Person: Hashable & Sendable>: Hashable, Sendable {
        /// By step.
        public var persons: [Step: Person]
        /// Starts with the person who asks.
        public init(requester: Person) { persons = [.submit: requester] }
    }

    /// Whether this person may take the step.
    /// - Parameter verb: as the document calls the step, where it has a name of its own for it.
    /// - Throws: `.samePerson` naming the earlier step.
    public static func check<Person>(
        _ person: Person, takes step: Step, as verb: String? = nil, after trail: Trail<Person>
    ) throws(LedgerError) {
        for earlier in Step.allCases where earlier != step && trail.persons[earlier] == person {
            throw .samePerson(
                step: verb ?? step.rawValue, earlier: earlier.rawValue, role: step.role.rawValue)
        }
    }
}
