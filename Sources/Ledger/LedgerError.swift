public import Commons
public import Foundation
public import Postgres

/// Why the ledger said no: one case for each different answer, with the facts a person needs. The SQL
/// functions and the
/// pure rules give the same ones; `code` is the problem type and the key of its text.
public enum LedgerError: Error, Hashable, Sendable {
    // What the budget and the cash allow.
    /// The line can't take what is asked.
    case overBudget(line: String, remaining: Rupiah, asked: Rupiah)
    /// The fund source's cash can't pay what is asked.
    case cashShort(fund: String, place: CashPlace = .bank, remaining: Rupiah, asked: Rupiah)
    /// Sources less uses, in all and of the first fund source that is out of balance; `funds` names them all.
    case unbalanced(difference: Rupiah, funds: String, fund: String, fundDifference: Rupiah)
    /// The new version gives a line less than is already approved and paid.
    case belowCommitted(line: String, limit: Rupiah, committed: Rupiah)
    case emptyBudget
    case noPostedBudget(year: Int)
    case lineNotBudgeted(line: String)
    /// The county's rule asks for photos that are not there (*bukti foto*).
    case evidenceMissing(MissingEvidence)
    /// Nothing is missing that two persons would have to let through.
    case nothingToOverride

    // Who.
    /// The person already took `earlier` on this document; someone else must take `step`.
    case samePerson(step: String, earlier: String, role: String)
    case notYourPost(role: String, village: Int64)
    /// Nobody is appointed to the post on that day.
    case postVacant(role: String, village: Int64, day: String)
    /// Only the person who asked may change or submit the request.
    case notRequester
    case secondFactorNeeded
    case notSignedIn

    // When.
    case yearNotOpen(Int)
    case yearClosed(Int)
    /// The month of the day is closed (tutup buku).
    case periodClosed(month: Int, year: Int, day: String)
    case dateOutsideYear(day: String, year: Int)
    case dateInFuture(day: String, today: String)
    /// A step dated before the one it follows.
    case dateBeforeStep(day: String, earliest: String)
    /// The camat may still answer until then.
    case evaluationPending(until: String)
    case malformedDay(String)

    // In which state.
    case staleRevision(yours: Int, current: Int, state: String)
    case wrongState(state: String, verb: String)
    case versionInWork(UUID?)
    /// The first version of a year is murni, later ones are not.
    case versionKind(kind: String, posted: Int)
    case versionPosted
    case alreadyReversed(entry: Int64)
    /// The same id came with other content.
    case idReused
    case notFound(kind: String)

    // What was given.
    /// A kelurahan has no village budget.
    case noVillageBudget(village: Int64)
    case unknownActivity(String)
    case unknownAccount(String)
    case unknownFund(String)
    case accountOutsideBudget(String)
    /// Spending needs an activity; income and financing have none.
    case activityMismatch(activity: String, account: String)
    case malformedSubDetail(line: String)
    case duplicateLine(line: String)
    case tooManyLines(limit: Int)
    case noLines
    case sppKind(String)
    /// An amount, or a sum, that is not positive or past one quadrillion rupiah. `row` counts from 1, 0 for
    /// the whole line.
    case amountOutOfRange(line: String, row: Int)
    case descriptionMissing(line: String, row: Int)
    case reasonMissing(verb: String)
    case regulationMissing
    /// An entry whose legs of one fund source don't sum to zero.
    case unbalancedEntry(fund: String, excess: Rupiah)

    /// What the places of cash, advances, taxes and disbursements allow.
    case treasury(TreasuryRefusal)

    /// A refusal this module does not know, from a rule of another one.
    case refused(Refusal)
    /// The database, not a rule, failed.
    case database(PostgresError)
}

extension LedgerError {
    /// Recognises a refusal by its code; anything else stays what the database said.
    public init(_ error: PostgresError) {
        guard case .refused(let refusal) = error else {
            self = .database(error)
            return
        }
        self = LedgerError(refusal)
    }

    /// The typed twin of a refusal.
    public init(_ refusal: Refusal) {
        let facts = Facts(refusal.facts)
        self =
            LedgerError.ofMoney(refusal.code, facts) ?? LedgerError.ofActor(refusal.code, facts)
            ?? LedgerError.ofTime(refusal.code, facts) ?? LedgerError.ofState(refusal.code, facts)
            ?? LedgerError.ofInput(refusal.code, facts)
            ?? TreasuryRefusal(refusal).map(LedgerError.treasury) ?? .refused(refusal)
    }

    private static func ofMoney(_ code: String, _ facts: Facts) -> LedgerError? {
        switch code {
        case "over-budget":
            .overBudget(
                line: facts.text("line"), remaining: facts.money("remainingSen"),
                asked: facts.money("askedSen"))
        case "cash-short":
            .cashShort(
                fund: facts.text("fund"), place: CashPlace(rawValue: facts.text("place")) ?? .bank,
                remaining: facts.money("remainingSen"),
                asked: facts.money("askedSen"))
        case "unbalanced":
            .unbalanced(
                difference: facts.money("differenceSen"), funds: facts.text("funds"),
                fund: facts.text("fund"),
                fundDifference: facts.money("fundDifferenceSen"))
        case "below-committed":
            .belowCommitted(
                line: facts.text("line"), limit: facts.money("limitSen"),
                committed: facts.money("committedSen"))
        case "empty-budget": .emptyBudget
        case "no-posted-budget": .noPostedBudget(year: facts.number("year"))
        case "line-not-budgeted": .lineNotBudgeted(line: facts.text("line"))
        case "evidence-missing": .evidenceMissing(MissingEvidence(facts))
        case "nothing-to-override": .nothingToOverride
        case "unbalanced-entry": .unbalancedEntry(fund: facts.text("fund"), excess: facts.money("excessSen"))
        default: nil
        }
    }

    private static func ofActor(_ code: String, _ facts: Facts) -> LedgerError? {
        switch code {
        case "same-person":
            .samePerson(step: facts.text("step"), earlier: facts.text("earlier"), role: facts.text("role"))
        case "not-your-post": .notYourPost(role: facts.text("role"), village: facts.long("village"))
        case "post-vacant":
            .postVacant(role: facts.text("role"), village: facts.long("village"), day: facts.text("day"))
        case "not-requester": .notRequester
        case "second-factor-needed": .secondFactorNeeded
        case "not-signed-in": .notSignedIn
        default: nil
        }
    }

    private static func ofTime(_ code: String, _ facts: Facts) -> LedgerError? {
        switch code {
        case "year-not-open": .yearNotOpen(facts.number("year"))
        case "year-closed": .yearClosed(facts.number("year"))
        case "period-closed":
            .periodClosed(month: facts.number("month"), year: facts.number("year"), day: facts.text("day"))
        case "date-outside-year": .dateOutsideYear(day: facts.text("day"), year: facts.number("year"))
        case "date-in-future": .dateInFuture(day: facts.text("day"), today: facts.text("today"))
        case "date-before-step": .dateBeforeStep(day: facts.text("day"), earliest: facts.text("earliest"))
        case "evaluation-pending": .evaluationPending(until: facts.text("until"))
        case "malformed-day": .malformedDay(facts.text("day"))
        default: nil
        }
    }

    private static func ofState(_ code: String, _ facts: Facts) -> LedgerError? {
        switch code {
        case "stale-revision":
            .staleRevision(
                yours: facts.number("yours"), current: facts.number("current"), state: facts.text("state"))
        case "wrong-state": .wrongState(state: facts.text("state"), verb: facts.text("verb"))
        case "version-in-work": .versionInWork(UUID(uuidString: facts.text("version")))
        case "version-kind": .versionKind(kind: facts.text("kind"), posted: facts.number("posted"))
        case "version-posted": .versionPosted
        case "already-reversed": .alreadyReversed(entry: facts.long("entry"))
        case "id-reused": .idReused
        case "not-found": .notFound(kind: facts.text("kind"))
        default: nil
        }
    }

    private static func ofInput(_ code: String, _ facts: Facts) -> LedgerError? {
        switch code {
        case "no-village-budget": .noVillageBudget(village: facts.long("village"))
        case "unknown-activity": .unknownActivity(facts.text("activity"))
        case "unknown-account": .unknownAccount(facts.text("account"))
        case "unknown-fund": .unknownFund(facts.text("fund"))
        case "account-outside-budget": .accountOutsideBudget(facts.text("account"))
        case "activity-mismatch":
            .activityMismatch(activity: facts.text("activity"), account: facts.text("account"))
        case "malformed-sub-detail": .malformedSubDetail(line: facts.text("line"))
        case "duplicate-line": .duplicateLine(line: facts.text("line"))
        case "too-many-lines": .tooManyLines(limit: facts.number("limit"))
        case "no-lines": .noLines
        case "spp-kind": .sppKind(facts.text("kind"))
        case "amount-out-of-range": .amountOutOfRange(line: facts.text("line"), row: facts.number("row"))
        case "description-missing": .descriptionMissing(line: facts.text("line"), row: facts.number("row"))
        case "reason-missing": .reasonMissing(verb: facts.text("verb"))
        case "regulation-missing": .regulationMissing
        default: nil
        }
    }
}

extension MissingEvidence {
    fileprivate init(_ facts: Facts) {
        self.init(
            activity: facts.text("activity"), fund: facts.text("fund"), rule: facts.text("rule"),
            spentPercent: facts.number("spentPercent"), pastPercent: facts.number("pastPercent"),
            stage: facts.number("stage"), needed: facts.number("needed"), found: facts.number("found"),
            elsewhere: facts.number("elsewhere"))
    }
}

/// Reads a refusal's facts; a missing one reads as empty or zero.
struct Facts {
    let values: [String: FactValue]
    init(_ values: [String: FactValue]) { self.values = values }
    func text(_ name: String) -> String { values[name]?.description ?? "" }
    func long(_ name: String) -> Int64 {
        guard case .integer(let number) = values[name] else { return 0 }
        return number
    }
    func number(_ name: String) -> Int { Int(long(name)) }
    func money(_ name: String) -> Rupiah { Rupiah(sen: long(name)) }
}
