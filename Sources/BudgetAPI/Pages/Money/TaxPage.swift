import Commons
import Foundation
import Hummingbird
import Ledger

/// `/villages/{village}/{year}/taxes`: what is withheld and not deposited, and the deposits (SSP) made.
struct TaxPage: Sendable {
    let house: House
    let villages: ReadVillages
    let read: ReadTaxes
    let deposit: DepositTaxes
    let reverse: ReverseEntry
    let today: @Sendable () -> String

    var routes: [Route] {
        let base = "/villages/{village}/{year}/taxes"
        return [
            Route(.get, base, .signedIn, show),
            Route(.post, base, .posts([.treasurer]), handIn),
            Route(.post, "\(base)/{entry}/reverse", .posts([.treasurer]), takeBack),
        ]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let state = FormState(words: house.words(context))
        return house.pages.render(
            try await screen(state, context, after: request.query("after")), request, context)
    }

    @Sendable func handIn(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let (village, year) = (try context.village(), try context.year())
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let (id, day, place) = (fields.uuid("id"), fields.day("day"), fields.place())
            let ntpn = fields.optionalText("ntpn", limit: 40)
            try fields.finish()
            let chosen = form.all("withholding").compactMap(UUID.init(uuidString:))
            _ = try await deposit(
                id, chosen, on: try Day(parsing: day), from: place, ntpn: ntpn, village: village, year: year,
                by: session)
            return request.uri.path
        } again: {
            try await screen($0.refused(at: "deposit"), context)
        }
    }

    @Sendable func takeBack(_ request: Request, _ context: AppContext) async throws -> Response {
        try await house.takeBack(request, context, reverse, back: "taxes") { try await screen($0, context) }
    }

    private func screen(_ state: FormState, _ context: AppContext, after: String? = nil) async throws
        -> Screen
    {
        let words = state.words
        let place = try await MoneyPlace(context, villages, words)
        let held = try await read.held(of: place.code, year: place.year, by: place.session)
        let page = try await read.deposits(of: place.code, year: place.year, after: after, by: place.session)
        var model = MoneyScreen(summary: state.summary, tabs: place.tabs("taxes"))
        let late = held.filter(\.isLate)
        model.figures = [
            MoneyFigure(label: words("treasury.tax-held"), amount: sum(held, words)),
            MoneyFigure(label: words("treasury.tax-late"), amount: sum(late, words)),
        ]
        if place.isTreasurer && !held.isEmpty {
            model.forms = [form(state, held, place).opened(when: state)]
        }
        model.tables = [open(held, place), deposits(page.rows, place, state)]
        model.next = page.next.map { "\(place.address.base)/taxes?after=\($0.queryEncoded)" }
        return place.screen(words("treasury.taxes-title", ["year": String(place.year)]), model)
    }

    private func sum(_ held: [ReadTaxes.Held], _ words: Words) -> String {
        words.money(sen: held.reduce(0) { $0 + $1.withholding.amount.sen })
    }

    private func form(_ state: FormState, _ held: [ReadTaxes.Held], _ place: MoneyPlace) -> MoneyForm {
        let own = state.step("deposit")
        let chosen = Set(own.form.all("withholding"))
        return MoneyForm(
            key: "deposit", title: own.words("treasury.deposit"), action: "\(place.address.base)/taxes",
            button: own.words("spp.save"),
            fields: [
                own.field("day", .date, labels: "income", value: today()),
                own.field("place", labels: "treasury", options: CashPlace.choices(own.words)),
                own.field("ntpn", labels: "treasury", isRequired: false),
            ],
            checks: held.map { tax in
                let id = tax.id.uuidString.lowercased()
                return MoneyCheck(
                    value: id,
                    label: "\(tax.name) \(tax.withholding.mapCode) – \(tax.proof) – "
                        + "\(tax.withholding.fund) – \(own.words.money(sen: tax.withholding.amount.sen))",
                    isChosen: chosen.contains(id))
            })
    }

    private func open(_ held: [ReadTaxes.Held], _ place: MoneyPlace) -> MoneyTable {
        let words = place.words
        return MoneyTable(
            key: "held", caption: words("treasury.tax-open"), none: words("treasury.no-tax-open"),
            heads: [
                .text(words("treasury.due")), .text(words("treasury.tax")), .text(words("treasury.map")),
                .text(words("books.proof")), .text(words("budget.fund")), .amount(words("treasury.base")),
                .amount(words("spp.amount")),
            ],
            rows: held.map { tax in
                let link = tax.spp.map { "\(place.address.base)/spp/\($0.uuidString.lowercased())" }
                let due = words.date(tax.withholding.dueOn)
                return MoneyTable.Row(
                    cells: [
                        tax.isLate ? .tag(due, "wrong") : .text(due), .text(tax.name),
                        .text(tax.withholding.mapCode), .link(tax.proof, link),
                        .text(tax.withholding.fund), .amount(tax.withholding.base.sen, words),
                        .amount(tax.withholding.amount.sen, words),
                    ], isShort: tax.isLate)
            })
    }

    private func deposits(_ rows: [ReadTaxes.Deposit], _ place: MoneyPlace, _ state: FormState) -> MoneyTable
    {
        let words = place.words
        return MoneyTable(
            key: "deposits", caption: words("treasury.deposits"), none: words("treasury.no-deposits"),
            heads: [
                .text(words("book.number")), .text(words("spp.day")), .text(words("treasury.tax")),
                .text(words("treasury.map")), .text(words("treasury.ntpn")), .text(words("treasury.place")),
                .amount(words("spp.amount")), .text(words("spp.state")),
            ],
            rows: rows.map { deposit in
                let list = "\(place.address.base)/taxes"
                return MoneyTable.Row(
                    cells: [
                        .link(
                            words("treasury.ssp-number", ["number": String(deposit.number)]),
                            "\(list)/\(deposit.entry.uuidString.lowercased())/print"),
                        .day(words.date(deposit.day)), .text(deposit.name),
                        .text(deposit.mapCode), .text(deposit.ntpn), .text(deposit.place.name(words)),
                        .amount(deposit.amount.sen, words),
                        deposit.isReversed ? .tag(words("income.reversed"), "wrong") : .text(""),
                    ],
                    actions: place.isTreasurer && !deposit.isReversed
                        ? [.reverse(deposit.entry, in: list, today: today(), state)] : [])
            })
    }
}
