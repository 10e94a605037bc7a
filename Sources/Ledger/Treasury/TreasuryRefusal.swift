public import Commons
public import Postgres

/// Why the treasury said no: places of cash, advances, taxes, disbursements. One case for each different
/// answer, with its facts; `LedgerError.treasury` carries it.
public enum TreasuryRefusal: Hashable, Sendable {
    /// The treasurer would hold more in hand than the county allows.
    case handLimit(limit: Rupiah, held: Rupiah)
    case unknownPlace(String)
    /// No such bank mutation.
    case unknownMove(String)
    /// More than what is open on a line of an advance, or than a refund can still take back.
    case overAdvance(line: String, remaining: Rupiah, asked: Rupiah)
    /// Another settlement of the advance waits.
    case settlementOpen
    /// Later entries stand on this one; take those back first.
    case entriesFollow(entry: Int64)
    /// Taxes are withheld from definitive payments and settlements only.
    case taxNotHere(kind: String)
    case unknownTax(code: String)
    case duplicateTax(code: String, fund: String)
    /// The base is nothing, more than the gross amount, or yields no tax.
    case taxBase(code: String, fund: String, gross: Rupiah)
    case taxDeposited
    /// One deposit is of one tax.
    case mixedTaxes
    case ntpnMalformed(String)
    case ntpnUsed(String)
    case taxRateMalformed(code: String)
    /// The tranches of a fund source would exceed its ceiling.
    case overCeiling(fund: String, ceiling: Rupiah, asked: Rupiah)
    /// The ceiling can't be lower than what is planned to be disbursed.
    case ceilingBelowPlanned(fund: String, planned: Rupiah)
    case noCeiling(fund: String)
    /// The budget's income of a fund source is above its ceiling, and the county refuses that.
    case budgetOverCeiling(fund: String, ceiling: Rupiah, budgeted: Rupiah)
    case tranchePlanned(fund: String, tranche: Int)
    case scanRefused(reason: String)
    case parameterMalformed(key: String)

    /// The typed twin of a refusal; `nil` when it is none of the treasury.
    init?(_ refusal: Refusal) {
        let facts = Facts(refusal.facts)
        guard let found = Self.ofCash(refusal.code, facts) ?? Self.ofTax(refusal.code, facts) else {
            return nil
        }
        self = found
    }

    private static func ofCash(_ code: String, _ facts: Facts) -> TreasuryRefusal? {
        switch code {
        case "hand-limit": .handLimit(limit: facts.money("limitSen"), held: facts.money("heldSen"))
        case "unknown-place": .unknownPlace(facts.text("place"))
        case "unknown-move": .unknownMove(facts.text("kind"))
        case "over-advance":
            .overAdvance(
                line: facts.text("line"), remaining: facts.money("remainingSen"),
                asked: facts.money("askedSen"))
        case "settlement-open": .settlementOpen
        case "entries-follow": .entriesFollow(entry: facts.long("entry"))
        case "over-ceiling":
            .overCeiling(
                fund: facts.text("fund"), ceiling: facts.money("ceilingSen"), asked: facts.money("askedSen"))
        case "ceiling-below-planned":
            .ceilingBelowPlanned(fund: facts.text("fund"), planned: facts.money("plannedSen"))
        case "no-ceiling": .noCeiling(fund: facts.text("fund"))
        case "budget-over-ceiling":
            .budgetOverCeiling(
                fund: facts.text("fund"), ceiling: facts.money("ceilingSen"),
                budgeted: facts.money("budgetedSen"))
        case "tranche-planned":
            .tranchePlanned(fund: facts.text("fund"), tranche: facts.number("tranche"))
        case "scan-refused": .scanRefused(reason: facts.text("reason"))
        case "parameter-malformed": .parameterMalformed(key: facts.text("key"))
        default: nil
        }
    }

    private static func ofTax(_ code: String, _ facts: Facts) -> TreasuryRefusal? {
        switch code {
        case "tax-not-here": .taxNotHere(kind: facts.text("kind"))
        case "unknown-tax": .unknownTax(code: facts.text("code"))
        case "duplicate-tax": .duplicateTax(code: facts.text("code"), fund: facts.text("fund"))
        case "tax-base":
            .taxBase(code: facts.text("code"), fund: facts.text("fund"), gross: facts.money("grossSen"))
        case "tax-deposited": .taxDeposited
        case "mixed-taxes": .mixedTaxes
        case "ntpn-malformed": .ntpnMalformed(facts.text("ntpn"))
        case "ntpn-used": .ntpnUsed(facts.text("ntpn"))
        case "tax-rate-malformed": .taxRateMalformed(code: facts.text("code"))
        default: nil
        }
    }

    /// As code and facts: what a problem type and its text are made of.
    public var refusal: Refusal { ofCash ?? ofTax }

    private var ofCash: Refusal? {
        switch self {
        case .handLimit(let limit, let held):
            Refusal(
                code: "hand-limit", facts: ["limitSen": .integer(limit.sen), "heldSen": .integer(held.sen)])
        case .unknownPlace(let place): Refusal(code: "unknown-place", facts: ["place": .text(place)])
        case .unknownMove(let kind): Refusal(code: "unknown-move", facts: ["kind": .text(kind)])
        case .overAdvance(let line, let remaining, let asked):
            Refusal(
                code: "over-advance",
                facts: [
                    "line": .text(line), "remainingSen": .integer(remaining.sen),
                    "askedSen": .integer(asked.sen),
                ])
        case .settlementOpen: Refusal(code: "settlement-open")
        case .entriesFollow(let entry): Refusal(code: "entries-follow", facts: ["entry": .integer(entry)])
        case .overCeiling(let fund, let ceiling, let asked):
            Refusal(
                code: "over-ceiling",
                facts: [
                    "fund": .text(fund), "ceilingSen": .integer(ceiling.sen), "askedSen": .integer(asked.sen),
                ])
        case .ceilingBelowPlanned(let fund, let planned):
            Refusal(
                code: "ceiling-below-planned",
                facts: ["fund": .text(fund), "plannedSen": .integer(planned.sen)])
        case .budgetOverCeiling(let fund, let ceiling, let budgeted):
            Refusal(
                code: "budget-over-ceiling",
                facts: [
                    "fund": .text(fund), "ceilingSen": .integer(ceiling.sen),
                    "budgetedSen": .integer(budgeted.sen),
                ])
        case .noCeiling(let fund): Refusal(code: "no-ceiling", facts: ["fund": .text(fund)])
        case .tranchePlanned(let fund, let tranche):
            Refusal(
                code: "tranche-planned",
                facts: ["fund": .text(fund), "tranche": .integer(Int64(tranche))])
        case .scanRefused(let reason): Refusal(code: "scan-refused", facts: ["reason": .text(reason)])
        case .parameterMalformed(let key): Refusal(code: "parameter-malformed", facts: ["key": .text(key)])
        default: nil
        }
    }

    private var ofTax: Refusal {
        switch self {
        case .taxNotHere(let kind): Refusal(code: "tax-not-here", facts: ["kind": .text(kind)])
        case .unknownTax(let code): Refusal(code: "unknown-tax", facts: ["code": .text(code)])
        case .duplicateTax(let code, let fund):
            Refusal(code: "duplicate-tax", facts: ["code": .text(code), "fund": .text(fund)])
        case .taxBase(let code, let fund, let gross):
            Refusal(
                code: "tax-base",
                facts: ["code": .text(code), "fund": .text(fund), "grossSen": .integer(gross.sen)])
        case .taxDeposited: Refusal(code: "tax-deposited")
        case .mixedTaxes: Refusal(code: "mixed-taxes")
        case .ntpnMalformed(let text): Refusal(code: "ntpn-malformed", facts: ["ntpn": .text(text)])
        case .ntpnUsed(let text): Refusal(code: "ntpn-used", facts: ["ntpn": .text(text)])
        case .taxRateMalformed(let code):
            Refusal(code: "tax-rate-malformed", facts: ["code": .text(code)])
        default: Refusal(code: "wrong-state")
        }
    }
}
