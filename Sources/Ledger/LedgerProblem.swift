internal import Commons
internal import Foundation
public import Postgres

extension LedgerError {
    /// The refusal as code and facts: what a problem type (RFC 9457) and its text are made of. `nil` for a
    /// failure that is no
    /// answer of a rule (`.database`).
    public var refusal: Refusal? {
        switch self {
        case .database: nil
        case .refused(let refusal): refusal
        case .treasury(let refusal): refusal.refusal
        default: moneyRefusal ?? actorRefusal ?? timeRefusal ?? stateRefusal ?? inputRefusal
        }
    }

    private var moneyRefusal: Refusal? {
        switch self {
        case .overBudget(let line, let remaining, let asked):
            Refusal(
                code: "over-budget",
                facts: [
                    "line": .text(line), "remainingSen": .integer(remaining.sen),
                    "askedSen": .integer(asked.sen),
                ])
        case .cashShort(let fund, let place, let remaining, let asked):
            Refusal(
                code: "cash-short",
                facts: [
                    "fund": .text(fund), "place": .text(place.rawValue),
                    "remainingSen": .integer(remaining.sen),
                    "askedSen": .integer(asked.sen),
                ])
        case .unbalanced(let difference, let funds, let fund, let fundDifference):
            Refusal(
                code: "unbalanced",
                facts: [
                    "differenceSen": .integer(difference.sen), "funds": .text(funds), "fund": .text(fund),
                    "fundDifferenceSen": .integer(fundDifference.sen),
                ])
        case .belowCommitted(let line, let limit, let committed):
            Refusal(
                code: "below-committed",
                facts: [
                    "line": .text(line), "limitSen": .integer(limit.sen),
                    "committedSen": .integer(committed.sen),
                ])
        case .emptyBudget: Refusal(code: "empty-budget")
        case .noPostedBudget(let year):
            Refusal(code: "no-posted-budget", facts: ["year": .integer(Int64(year))])
        case .evidenceMissing(let missing): Refusal(code: "evidence-missing", facts: missing.facts)
        case .nothingToOverride: Refusal(code: "nothing-to-override")
        case .lineNotBudgeted(let line): Refusal(code: "line-not-budgeted", facts: ["line": .text(line)])
        case .unbalancedEntry(let fund, let excess):
            Refusal(
                code: "unbalanced-entry", facts: ["fund": .text(fund), "excessSen": .integer(excess.sen)])
        default: nil
        }
    }

    private var actorRefusal: Refusal? {
        switch self {
        case .samePerson(let step, let earlier, let role):
            Refusal(
                code: "same-person",
                facts: ["step": .text(step), "earlier": .text(earlier), "role": .text(role)])
        case .notYourPost(let role, let village):
            Refusal(code: "not-your-post", facts: ["role": .text(role), "village": .integer(village)])
        case .postVacant(let role, let village, let day):
            Refusal(
                code: "post-vacant",
                facts: ["role": .text(role), "village": .integer(village), "day": .text(day)])
        case .notRequester: Refusal(code: "not-requester")
        case .secondFactorNeeded: Refusal(code: "second-factor-needed")
        case .notSignedIn: Refusal(code: "not-signed-in")
        default: nil
        }
    }

    private var timeRefusal: Refusal? {
        switch self {
        case .yearNotOpen(let year): Refusal(code: "year-not-open", facts: ["year": .integer(Int64(year))])
        case .yearClosed(let year): Refusal(code: "year-closed", facts: ["year": .integer(Int64(year))])
        case .periodClosed(let month, let year, let day):
            Refusal(
                code: "period-closed",
                facts: [
                    "month": .integer(Int64(month)), "year": .integer(Int64(year)), "day": .text(day),
                ])
        case .dateOutsideYear(let day, let year):
            Refusal(code: "date-outside-year", facts: ["day": .text(day), "year": .integer(Int64(year))])
        case .dateInFuture(let day, let today):
            Refusal(code: "date-in-future", facts: ["day": .text(day), "today": .text(today)])
        case .dateBeforeStep(let day, let earliest):
            Refusal(code: "date-before-step", facts: ["day": .text(day), "earliest": .text(earliest)])
        case .evaluationPending(let until):
            Refusal(code: "evaluation-pending", facts: ["until": .text(until)])
        case .malformedDay(let text): Refusal(code: "malformed-day", facts: ["day": .text(text)])
        default: nil
        }
    }

    private var stateRefusal: Refusal? {
        switch self {
        case .staleRevision(let yours, let current, let state):
            Refusal(
                code: "stale-revision",
                facts: [
                    "yours": .integer(Int64(yours)), "current": .integer(Int64(current)),
                    "state": .text(state),
                ])
        case .wrongState(let state, let verb):
            Refusal(code: "wrong-state", facts: ["state": .text(state), "verb": .text(verb)])
        case .versionInWork(let id):
            Refusal(code: "version-in-work", facts: ["version": .text(id?.uuidString.lowercased() ?? "")])
        case .versionKind(let kind, let posted):
            Refusal(code: "version-kind", facts: ["kind": .text(kind), "posted": .integer(Int64(posted))])
        case .versionPosted: Refusal(code: "version-posted")
        case .alreadyReversed(let entry): Refusal(code: "already-reversed", facts: ["entry": .integer(entry)])
        case .idReused: Refusal(code: "id-reused")
        case .notFound(let kind): Refusal(code: "not-found", facts: ["kind": .text(kind)])
        default: nil
        }
    }

    private var inputRefusal: Refusal? {
        switch self {
        case .noVillageBudget(let village):
            Refusal(code: "no-village-budget", facts: ["village": .integer(village)])
        case .unknownActivity(let code): Refusal(code: "unknown-activity", facts: ["activity": .text(code)])
        case .unknownAccount(let code): Refusal(code: "unknown-account", facts: ["account": .text(code)])
        case .unknownFund(let code): Refusal(code: "unknown-fund", facts: ["fund": .text(code)])
        case .accountOutsideBudget(let code):
            Refusal(code: "account-outside-budget", facts: ["account": .text(code)])
        case .activityMismatch(let activity, let account):
            Refusal(
                code: "activity-mismatch", facts: ["activity": .text(activity), "account": .text(account)])
        case .malformedSubDetail(let line):
            Refusal(code: "malformed-sub-detail", facts: ["line": .text(line)])
        case .duplicateLine(let line): Refusal(code: "duplicate-line", facts: ["line": .text(line)])
        case .tooManyLines(let limit):
            Refusal(code: "too-many-lines", facts: ["limit": .integer(Int64(limit))])
        case .noLines: Refusal(code: "no-lines")
        case .sppKind(let kind): Refusal(code: "spp-kind", facts: ["kind": .text(kind)])
        case .amountOutOfRange(let line, let row):
            Refusal(code: "amount-out-of-range", facts: ["line": .text(line), "row": .integer(Int64(row))])
        case .descriptionMissing(let line, let row):
            Refusal(code: "description-missing", facts: ["line": .text(line), "row": .integer(Int64(row))])
        case .reasonMissing(let verb): Refusal(code: "reason-missing", facts: ["verb": .text(verb)])
        case .regulationMissing: Refusal(code: "regulation-missing")
        default: nil
        }
    }
}
