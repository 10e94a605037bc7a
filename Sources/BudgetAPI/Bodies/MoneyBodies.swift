import Commons
import Foundation
import Ledger

extension CashPlace {
    /// A place as a program names it; the account where nothing is said.
    /// - Throws: `LedgerError.treasury(.unknownPlace)`.
    init(wire text: String?) throws(LedgerError) {
        guard let text else {
            self = .bank
            return
        }
        guard let place = CashPlace(rawValue: text) else { throw .treasury(.unknownPlace(text)) }
        self = place
    }
}

/// A document that was booked.
struct BookedDocumentBody: Encodable {
    let id: UUID
    let number: Int
    let entryNumber: Int64

    init(_ booked: BookedDocument) {
        (id, number, entryNumber) = (booked.id, booked.number, booked.entryNumber)
    }
}

/// A bank mutation.
struct CashMoveBody: Encodable {
    let id: UUID
    let number: Int
    let kind: String
    let day: String
    let fund: String
    let amountSen: Int64
    let description: String
    let entry: UUID
    let entryNumber: Int64
    let isReversed: Bool

    init(_ move: ListCashMoves.Line) {
        (id, number, kind, day, fund) = (move.id, move.number, move.kind.rawValue, move.day, move.fund)
        (amountSen, description) = (move.amount.sen, move.description)
        (entry, entryNumber, isReversed) = (move.entry, move.entryNumber, move.isReversed)
    }
}

/// A line of a request, by its budget line.
struct MoneyLineBody: Codable {
    let activity: String
    let account: String
    let fund: String
    let subDetail: String?
    let amountSen: Int64

    init(_ line: SPPLine) {
        (activity, account, fund) = (line.key.activity, line.key.account, line.key.fund)
        (subDetail, amountSen) = (line.key.subDetail, line.amount.sen)
    }

    var line: SPPLine {
        SPPLine(
            key: LineKey(activity: activity, account: account, fund: fund, subDetail: subDetail ?? "01"),
            amount: Rupiah(sen: amountSen))
    }
}

/// A bank mutation as a program sends it; a fee names its budget line.
struct CashMoveDraftBody: Decodable {
    struct Line: Decodable {
        let activity: String
        let account: String
        let subDetail: String?
    }

    let id: UUID?
    let kind: String
    let day: String
    let fund: String
    let amountSen: Int64
    let description: String
    let line: Line?

    /// - Throws: `LedgerError.treasury(.unknownMove)`, `.malformedDay`.
    func move() throws(LedgerError) -> CashMove {
        guard let kind = CashMove.Kind(rawValue: kind) else { throw .treasury(.unknownMove(kind)) }
        let key = line.map {
            LineKey(activity: $0.activity, account: $0.account, fund: fund, subDetail: $0.subDetail ?? "01")
        }
        return CashMove(
            kind: kind, day: try Day(parsing: day), fund: fund, amount: Rupiah(sen: amountSen),
            description: description, line: key)
    }
}

/// One line of a book. What `inSen` and `outSen` mean depends on the book.
struct BookRowBody: Encodable {
    let ordinal: Int64
    let entry: UUID
    let number: Int64
    let day: String
    let kind: String
    let proof: String?
    let description: String
    let party: String
    let account: String
    let activity: String
    let fund: String
    let inSen: Int64
    let outSen: Int64
    let balanceSen: Int64

    init(_ line: ReadBook.Line) {
        (ordinal, entry, number, day, kind) = (line.ordinal, line.entry, line.number, line.day, line.kind)
        (proof, description, party) = (line.proof, line.description, line.party)
        (account, activity, fund) = (line.account, line.activity, line.fund)
        (inSen, outSen, balanceSen) = (line.incoming.sen, line.outgoing.sen, line.balance.sen)
    }
}

/// A tax to withhold.
struct TaxDraftBody: Decodable {
    let code: String
    let fund: String
    let baseSen: Int64

    var draft: TaxDraft { TaxDraft(code: code, fund: fund, base: Rupiah(sen: baseSen)) }
}

/// A tax that was withheld.
struct WithholdingBody: Encodable {
    let id: UUID
    let document: UUID
    let code: String
    let account: String
    let mapCode: String
    let fund: String
    let baseSen: Int64
    let ratePpm: Int
    let amountSen: Int64
    let state: String
    let heldOn: String
    let dueOn: String
    let isLate: Bool

    init(_ tax: Withholding, isLate: Bool) {
        (id, document, code, account) = (tax.id, tax.document, tax.code, tax.account)
        (mapCode, fund, baseSen, ratePpm) = (tax.mapCode, tax.fund, tax.base.sen, tax.ratePpm)
        (amountSen, state, heldOn, dueOn) = (tax.amount.sen, tax.state.rawValue, tax.heldOn, tax.dueOn)
        self.isLate = isLate
    }
}

/// A deposit of withheld taxes.
struct TaxDepositBody: Encodable {
    let id: UUID
    let number: Int
    let day: String
    let place: String
    let account: String
    let mapCode: String
    let ntpn: String
    let amountSen: Int64
    let entry: UUID
    let entryNumber: Int64
    let isReversed: Bool

    init(_ deposit: ReadTaxes.Deposit) {
        (id, number, day, place) = (deposit.id, deposit.number, deposit.day, deposit.place.rawValue)
        (account, mapCode, ntpn) = (deposit.account, deposit.mapCode, deposit.ntpn)
        amountSen = deposit.amount.sen
        (entry, entryNumber, isReversed) = (deposit.entry, deposit.entryNumber, deposit.isReversed)
    }
}

/// A tax rate, both ways.
struct TaxRateBody: Codable {
    let code: String
    let validFrom: String
    let name: String
    let account: String
    let mapCode: String
    let ratePpm: Int
    let base: String
    let aboveSen: Int64?
    let basis: String
    let isCounty: Bool?
    let isConfirmed: Bool?

    init(_ rate: TaxRate) {
        (code, validFrom, name, account) = (rate.code, rate.validFrom, rate.name, rate.account)
        (mapCode, ratePpm, base) = (rate.mapCode, rate.ratePpm, rate.isOfNetPrice ? "net" : "gross")
        (aboveSen, basis) = (rate.above.sen, rate.basis)
        (isCounty, isConfirmed) = (rate.isOfCounty, rate.isConfirmed)
    }

    var rate: TaxRate {
        TaxRate(
            code: code, validFrom: validFrom, name: name, account: account, mapCode: mapCode,
            ratePpm: ratePpm, isOfNetPrice: base == "net", above: Rupiah(sen: aboveSen ?? 0),
            isOfCounty: true, isConfirmed: true, basis: basis)
    }
}

/// An advance that is out.
struct AdvanceBody: Encodable {
    let id: UUID
    let number: Int
    let paidOn: String
    let settleBy: String?
    let purpose: String
    let manager: String
    let amountSen: Int64
    let openSen: Int64
    let waiting: String?
    let isLate: Bool

    init(_ advance: ReadAdvances.Open) {
        (id, number, paidOn, settleBy) = (advance.id, advance.number, advance.paidOn, advance.settleBy)
        (purpose, manager) = (advance.purpose, advance.manager)
        (amountSen, openSen) = (advance.amount.sen, advance.open.sen)
        (waiting, isLate) = (advance.waiting?.rawValue, advance.isLate)
    }
}

/// A settlement of an advance.
struct SettlementBody: Encodable {
    let id: UUID
    let number: Int
    let state: String
    let revision: Int
    let day: String
    let description: String
    let amountSen: Int64
    let note: String
    let lines: [MoneyLineBody]

    init(_ settlement: ReadAdvances.Settlement) {
        (id, number, state) = (settlement.id, settlement.number, settlement.state.rawValue)
        (revision, day, description) = (settlement.revision, settlement.day, settlement.description)
        (amountSen, note) = (settlement.amount.sen, settlement.note)
        lines = settlement.lines.map(MoneyLineBody.init)
    }
}

/// A settlement as a program sends it.
struct SettlementDraftBody: Decodable {
    let id: UUID?
    let day: String
    let description: String
    let lines: [MoneyLineBody]

    /// - Throws: `LedgerError.malformedDay`.
    func draft() throws(LedgerError) -> SettlementDraft {
        SettlementDraft(day: try Day(parsing: day), description: description, lines: lines.map(\.line))
    }
}

/// What a step of a settlement gave.
struct SettlementStepBody: Encodable {
    let id: UUID
    let revision: Int
    let state: String
    let number: Int

    init(_ step: SettlementStep) {
        (id, revision, state, number) = (step.id, step.revision, step.state.rawValue, step.number)
    }
}

/// Money brought back, as a program sends it.
struct GiveBackBody: Decodable {
    let id: UUID?
    let kind: String
    let day: String
    let place: String?
    let payer: String?
    let description: String
    let lines: [MoneyLineBody]

    /// - Throws: `LedgerError.malformedDay`, `.sppKind`, `.treasury(.unknownPlace)`.
    func draft() throws(LedgerError) -> GiveBackDraft {
        guard let kind = GiveBackDraft.Kind(rawValue: kind) else { throw .sppKind(kind) }
        return GiveBackDraft(
            kind: kind, day: try Day(parsing: day), place: try CashPlace(wire: place), payer: payer ?? "",
            description: description, lines: lines.map(\.line))
    }
}

/// A ceiling of a village.
struct CeilingBody: Encodable {
    let village: Int64
    let fund: String
    let amountSen: Int64
    let plannedSen: Int64
    let receivedSen: Int64
    let basis: String

    init(_ ceiling: Ceilings.Ceiling) {
        (village, fund, amountSen) = (ceiling.village.number, ceiling.fund, ceiling.amount.sen)
        (plannedSen, receivedSen, basis) = (ceiling.planned.sen, ceiling.received.sen, ceiling.basis)
    }
}

/// A tranche on its way.
struct TrancheBody: Encodable {
    let id: UUID
    let village: Int64
    let fund: String
    let tranche: Int
    let amountSen: Int64
    let dueOn: String
    let state: String
    let revision: Int
    let isLate: Bool
    let receiptNumber: Int?
    let receivedOn: String?

    init(_ tranche: Disbursements.Tranche) {
        (id, village, fund) = (tranche.id, tranche.village.number, tranche.fund)
        (self.tranche, amountSen, dueOn) = (tranche.number, tranche.amount.sen, tranche.dueOn)
        (state, revision, isLate) = (tranche.state.rawValue, tranche.revision, tranche.isLate)
        (receiptNumber, receivedOn) = (tranche.receiptNumber, tranche.receivedOn)
    }
}
