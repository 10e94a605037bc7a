import Commons
import Foundation
import Ledger

/// A payment request (SPP) as lists show it.
struct SPPBody: Encodable {
    let id: UUID
    let village: Int64
    let year: Int
    let number: String?
    let kind: String
    let state: String
    let revision: Int
    let day: String
    let purpose: String
    let amountSen: Int64
    let requester: String?
    let origin: String

    init(_ spp: SPPSummary) {
        id = spp.id
        village = spp.village.number
        year = spp.year
        number = spp.numberText
        kind = spp.kind.rawValue
        state = spp.state.rawValue
        revision = spp.revision
        day = spp.day
        purpose = spp.purpose
        amountSen = spp.amount.sen
        requester = spp.requester
        origin = spp.origin.rawValue
    }
}

/// A payment request with its lines and its way so far.
struct SPPDetailBody: Encodable {
    struct LineBody: Encodable {
        let activity: String
        let account: String
        let fund: String
        let subDetail: String
        let amountSen: Int64
        let limitSen: Int64
        let remainingSen: Int64
        let cashSen: Int64
    }
    struct StepBody: Encodable {
        let verb: String
        let role: String
        let day: String
        let recordedAt: Date
        let person: String?
        let note: String
    }

    let spp: SPPBody
    let payee: String
    let lines: [LineBody]
    let history: [StepBody]
    /// Proposed, before it is paid and after.
    let taxes: [TaxBody]
    /// What was withheld when it was paid.
    let withheld: [TaxBody]
    let netSen: Int64

    struct TaxBody: Encodable {
        let code: String
        let name: String
        let fund: String
        let baseSen: Int64
        let ratePpm: Int
        let amountSen: Int64

        init(_ tax: SPPTaxes.Tax) {
            (code, name, fund) = (tax.draft.code, tax.name, tax.draft.fund)
            (baseSen, ratePpm, amountSen) = (tax.draft.base.sen, tax.ratePpm, tax.amount.sen)
        }
    }

    init(_ detail: ReadSPP.Detail) {
        spp = SPPBody(detail.summary)
        payee = detail.payee
        lines = detail.lines.map {
            LineBody(
                activity: $0.key.activity, account: $0.key.account, fund: $0.key.fund,
                subDetail: $0.key.subDetail,
                amountSen: $0.amount?.sen ?? 0, limitSen: $0.standing.limit.sen,
                remainingSen: $0.standing.remaining.sen, cashSen: $0.cash.sen)
        }
        taxes = detail.taxes.proposed.map(TaxBody.init)
        withheld = detail.taxes.withheld.map(TaxBody.init)
        netSen = detail.taxes.net(of: detail.summary.amount, in: detail.summary.state).sen
        history = detail.history.map {
            StepBody(
                verb: $0.verb, role: $0.role, day: $0.day, recordedAt: $0.recordedAt, person: $0.person,
                note: $0.note)
        }
    }
}

/// A payment request as a program sends it.
struct SPPDraftBody: Decodable {
    struct Line: Decodable {
        let activity: String
        let account: String
        let fund: String
        let subDetail: String?
        let amountSen: Int64
    }

    let id: UUID?
    let revision: Int?
    let kind: String?
    let day: String
    let purpose: String
    let payee: String?
    let lines: [Line]

    /// - Throws: `LedgerError.malformedDay`, `.sppKind`.
    func draft() throws(LedgerError) -> SPPDraft {
        guard let kind = SPPKind(rawValue: kind ?? SPPKind.definitive.rawValue) else {
            throw .sppKind(kind ?? "")
        }
        let lines = lines.map {
            SPPLine(
                key: LineKey(
                    activity: $0.activity, account: $0.account, fund: $0.fund, subDetail: $0.subDetail ?? "01"
                ),
                amount: Rupiah(sen: $0.amountSen))
        }
        return SPPDraft(
            kind: kind, day: try Day(parsing: day), purpose: purpose, payee: payee ?? "", lines: lines)
    }
}

/// One line of the cash book.
struct BookLineBody: Encodable {
    let ordinal: Int64
    let entry: UUID
    let number: Int64
    let day: String
    let kind: String
    let description: String
    let account: String
    let activity: String
    let fund: String
    let receivedSen: Int64
    let spentSen: Int64
    let balanceSen: Int64

    init(_ line: ReadBook.Line) {
        ordinal = line.ordinal
        entry = line.entry
        number = line.number
        day = line.day
        kind = line.kind
        description = line.description
        account = line.account
        activity = line.activity
        fund = line.fund
        receivedSen = line.incoming.sen
        spentSen = line.outgoing.sen
        balanceSen = line.balance.sen
    }
}

/// Cash of one fund source.
struct CashBody: Encodable {
    let fund: String
    let name: String
    let cashSen: Int64
    let bankSen: Int64
    let handSen: Int64

    init(_ cash: ReadCash.Cash) {
        (fund, name, cashSen) = (cash.fund, cash.name, cash.cash.sen)
        (bankSen, handSen) = (cash.inBank.sen, cash.inHand.sen)
    }
}

/// One income receipt.
struct ReceiptBody: Encodable {
    let id: UUID
    let number: Int
    let day: String
    let account: String
    let fund: String
    let amountSen: Int64
    let payer: String
    let description: String
    let entry: UUID?
    let entryNumber: Int64?
    let isReversed: Bool

    init(_ receipt: ListReceipts.Receipt) {
        id = receipt.id
        number = receipt.number
        day = receipt.day
        account = receipt.account
        fund = receipt.fund
        amountSen = receipt.amount.sen
        payer = receipt.payer
        description = receipt.description
        entry = receipt.entry
        entryNumber = receipt.entryNumber
        isReversed = receipt.isReversed
    }
}

/// Income as a program sends it.
struct IncomeBody: Decodable {
    let id: UUID?
    let day: String
    let account: String
    let fund: String
    let amountSen: Int64
    let payer: String?
    let description: String
    let place: String?

    /// - Throws: `LedgerError.malformedDay`, `.treasury(.unknownPlace)`.
    func draft() throws(LedgerError) -> IncomeDraft {
        IncomeDraft(
            day: try Day(parsing: day), account: account, fund: fund, amount: Rupiah(sen: amountSen),
            payer: payer ?? "", description: description, place: try CashPlace(wire: place))
    }
}
