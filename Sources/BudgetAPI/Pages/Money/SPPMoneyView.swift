import Commons
import Foundation
import Ledger

/// Lays out what follows a payment request, with the forms this person may use.
struct SPPMoneyView {
    let facts: SPPMoney.Facts
    let place: MoneyPlace
    let state: FormState
    let own: String
    let today: String

    private var words: Words { state.words }
    private var spp: SPPSummary { facts.detail.summary }
    private var isMine: Bool { spp.requesterID == place.session.person }
    private var isOut: Bool { spp.kind == .advance && spp.state == .paid }
    private var funds: [String] { Array(Set(facts.detail.lines.map(\.key.fund))).sorted() }

    var model: MoneyScreen {
        var model = MoneyScreen(summary: state.summary)
        model.links = [
            MoneyLink(label: words("treasury.back-to-spp"), address: own),
            MoneyLink(label: words("treasury.advances"), address: "\(place.address.base)/advances"),
        ]
        let open = facts.detail.lines.reduce(0) { $0 + $1.open.sen }
        model.figures = [MoneyFigure(label: words("spp.amount"), amount: words.money(sen: spp.amount.sen))]
        if isOut {
            model.figures.append(
                MoneyFigure(label: words("treasury.open"), amount: words.money(sen: open)))
            if let until = facts.detail.settleBy {
                model.figures.append(
                    MoneyFigure(label: words("treasury.settle-by"), amount: words.date(until)))
            }
        }
        // What waits goes first.
        model.forms = (settlementForms + forms).map { $0.opened(when: state) }
        model.tables = [lines, settlements, taxes, entries, scans]
        return model
    }

    private var forms: [MoneyForm] {
        var forms: [MoneyForm] = []
        if isMine && isOut && spp.origin == .entered
            && !facts.settlements.contains(where: \.state.isWaiting)
        {
            let form = state.step("settle")
            forms.append(
                MoneyForm(
                    key: "settle", title: words("treasury.settle"), action: "\(own)/settlements",
                    button: words("treasury.hand-in"),
                    fields: [
                        form.field("day", .date, labels: "income", value: today),
                        form.field("description", labels: "income"),
                    ], grid: grid(form) { $0.open }))
        }
        let isPaid = spp.state == .paid || spp.state == .settled
        if place.isTreasurer && isPaid && spp.kind != .financing && spp.origin == .entered {
            let form = state.step("give-back")
            let title = isOut ? "treasury.rest-back" : "treasury.refund"
            forms.append(
                MoneyForm(
                    key: "give-back", title: words(title), action: "\(own)/give-back",
                    button: words("spp.save"),
                    fields: [
                        form.field("day", .date, labels: "income", value: today),
                        form.field(
                            "place", labels: "treasury",
                            options: CashPlace.choices(words, first: isOut ? .cash : .bank)),
                        form.field("payer", labels: "income", isRequired: false),
                        form.field("description", labels: "income"),
                    ],
                    grid: grid(form) { line in
                        if isOut { return line.open }
                        let whole = spp.kind == .advance ? line.settled.sen : line.amount?.sen ?? 0
                        return Rupiah(sen: whole - line.refunded.sen)
                    }))
        }
        if place.session.holds(.manager, .treasurer, .secretary, over: place.code.number) {
            forms.append(
                MoneyForm(
                    key: "scan", title: words("treasury.attach"), action: "\(own)/scans",
                    button: words("treasury.attach"), isMultipart: true,
                    fileLabel: words("treasury.scan-file")))
        }
        return forms
    }

    private func grid(_ form: FormState, open: (ReadSPP.Line) -> Rupiah) -> [MoneyGridLine] {
        let typed = Dictionary(
            zip(form.form.all("line"), form.form.all("amount")), uniquingKeysWith: { first, _ in first })
        return facts.detail.lines.map { line in
            let key = line.key.description
            return MoneyGridLine(
                line: key,
                label: "\(line.key.activity) \(line.key.account) \(line.accountName) – \(line.key.fund)",
                open: words.amount(sen: open(line).sen), value: typed[key] ?? "",
                ariaLabel: words("spp.amount-of", ["line": key]))
        }
    }

    /// The steps of the settlement that waits, for whoever may take them.
    private var settlementForms: [MoneyForm] {
        guard let waiting = facts.settlements.first(where: \.state.isWaiting) else { return [] }
        let here = place.code.number
        let base = "\(own)/settlements/\(waiting.id.uuidString.lowercased())"
        let acted = [waiting.requester, waiting.verifier, waiting.approver].contains(place.session.person)
        var forms: [MoneyForm] = []
        if waiting.state == .submitted && !acted && place.session.holds(.secretary, over: here) {
            forms.append(
                MoneyForm(
                    key: "verify", title: words("treasury.verify-spj"), action: "\(base)/verify",
                    button: words("spp.step-verify"), revision: String(waiting.revision)))
        }
        if waiting.state == .verified && !acted && place.session.holds(.head, over: here) {
            forms.append(
                MoneyForm(
                    key: "approve", title: words("treasury.approve-spj"), action: "\(base)/approve",
                    button: words("spp.step-approve"), revision: String(waiting.revision)))
        }
        if waiting.state == .approved && !acted && place.isTreasurer {
            let form = state.step("book")
            forms.append(
                MoneyForm(
                    key: "book", title: words("treasury.book-spj"), action: "\(base)/book",
                    button: words("treasury.book"), revision: String(waiting.revision),
                    fields: [
                        form.field(
                            "place", labels: "treasury", options: CashPlace.choices(words, first: .cash))
                    ] + form.taxFields(facts.rates, funds: funds)))
        }
        if place.session.person == waiting.requester
            || place.session.holds(.secretary, .head, .treasurer, over: here)
        {
            let form = state.step("return")
            forms.append(
                MoneyForm(
                    key: "return", title: words("treasury.return-spj"), action: "\(base)/return",
                    button: words("spp.step-return"), style: "quiet", revision: String(waiting.revision),
                    fields: [form.field("reason", .area, labels: "spp")]))
        }
        return forms
    }

    private var lines: MoneyTable {
        MoneyTable(
            key: "lines", caption: words("spp.lines"), none: words("spp.no-lines"),
            heads: [
                .text(words("spp.account")), .amount(words("spp.amount")), .amount(words("treasury.settled")),
                .amount(words("treasury.given-back")), .amount(words("treasury.refunded")),
            ],
            rows: facts.detail.lines.map { line in
                MoneyTable.Row(cells: [
                    .text("\(line.key.activity) \(line.key.account) \(line.accountName) – \(line.key.fund)"),
                    .amount(line.amount?.sen ?? 0, words), .amount(line.settled.sen, words),
                    .amount(line.givenBack.sen, words), .amount(line.refunded.sen, words),
                ])
            })
    }

    private var settlements: MoneyTable {
        MoneyTable(
            key: "settlements", caption: words("treasury.settlements"),
            none: words("treasury.no-settlements"),
            heads: [
                .text(words("spp.number")), .text(words("spp.day")), .text(words("book.description")),
                .amount(words("spp.amount")), .text(words("spp.state")), .text(words("spp.reason")),
            ],
            rows: facts.settlements.map { settlement in
                MoneyTable.Row(cells: [
                    .text(String(settlement.number)), .text(words.date(settlement.day)),
                    .text(settlement.description), .amount(settlement.amount.sen, words),
                    .text(words("state.\(settlement.state.rawValue)")), .text(settlement.note),
                ])
            })
    }

    private var taxes: MoneyTable {
        MoneyTable(
            key: "taxes", caption: words("treasury.withheld"), none: words("treasury.none-withheld"),
            heads: [
                .text(words("treasury.tax")), .text(words("treasury.map")), .text(words("budget.fund")),
                .amount(words("treasury.base")), .amount(words("spp.amount")), .text(words("treasury.due")),
                .text(words("spp.state")),
            ],
            rows: facts.taxes.map { tax in
                MoneyTable.Row(cells: [
                    .text(facts.rates.first { $0.code == tax.code }?.name ?? tax.code), .text(tax.mapCode),
                    .text(tax.fund), .amount(tax.base.sen, words), .amount(tax.amount.sen, words),
                    .text(words.date(tax.dueOn)), .text(words("withholding.\(tax.state.rawValue)")),
                ])
            })
    }

    private var entries: MoneyTable {
        MoneyTable(
            key: "entries", caption: words("spp.entries"), none: words("treasury.no-entries"),
            heads: [.text(words("book.number")), .text(words("spp.day")), .text(words("treasury.kind"))],
            rows: facts.detail.entries.map { entry in
                let isOpen = entry.kind != "reversal" && !entry.isReversed && spp.origin == .entered
                return MoneyTable.Row(
                    cells: [
                        .text(String(entry.number)), .text(words.date(entry.day)),
                        .text(words("entry.\(entry.kind)")),
                    ],
                    actions: place.isTreasurer && isOpen
                        ? [.reverse(entry.id, in: "\(own)/entries", today: today, state)] : [])
            })
    }

    private var scans: MoneyTable {
        let canDetach = isMine && (spp.state == .draft || spp.state == .returned)
        return MoneyTable(
            key: "scans", caption: words("treasury.scans"), none: words("treasury.no-scans"),
            heads: [.text(words("treasury.scan")), .amount(words("treasury.kilobytes"))],
            rows: facts.scans.map { scan in
                let address = "\(own)/scans/\(scan.id.uuidString.lowercased())"
                return MoneyTable.Row(
                    cells: [
                        .link(scan.name, address),
                        MoneyTable.Cell(text: words.number(Int64(scan.bytes / 1024 + 1)), isAmount: true),
                    ],
                    actions: canDetach
                        ? [MoneyTable.RowAction(label: words("treasury.detach"), action: "\(address)/detach")]
                        : [])
            })
    }
}
