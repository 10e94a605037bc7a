import Commons
import Foundation
import Hummingbird
import Ledger

/// `/villages/{village}/{year}/cash`: what lies where, and the bank mutations (mutasi kas).
struct CashPage: Sendable {
    let house: House
    let villages: ReadVillages
    let readCash: ReadCash
    let lists: ReadCodeLists
    let available: ReadSPP
    let list: ListCashMoves
    let book: BookCashMove
    let reverse: ReverseEntry
    let today: @Sendable () -> String

    var routes: [Route] {
        let base = "/villages/{village}/{year}/cash"
        return [
            Route(.get, base, .signedIn, show),
            Route(.post, base, .posts([.treasurer]), move),
            Route(.post, "\(base)/{entry}/reverse", .posts([.treasurer]), takeBack),
        ]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let state = FormState(words: house.words(context))
        return house.pages.render(
            try await screen(state, context, after: request.query("after")), request, context)
    }

    @Sendable func move(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let (village, year) = (try context.village(), try context.year())
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let (id, day, fund) = (fields.uuid("id"), fields.day("day"), fields.text("fund", limit: 10))
            let kind = CashMove.Kind(rawValue: fields.text("kind", limit: 20))
            let amount = Rupiah(sen: fields.sen("amount"))
            let description = fields.text("description", limit: 500)
            let parts = fields.optionalText("line", limit: 60).split(separator: " ").map(String.init)
            try fields.finish()
            guard let kind else { throw Problem(.malformedRequest) }
            let line =
                parts.count == 4 && kind == .fee
                ? LineKey(activity: parts[0], account: parts[1], fund: parts[2], subDetail: parts[3]) : nil
            let move = CashMove(
                kind: kind, day: try Day(parsing: day), fund: line?.fund ?? fund, amount: amount,
                description: description, line: line)
            _ = try await book(id, move, village: village, year: year, by: session)
            return request.uri.path
        } again: {
            try await screen($0.refused(at: "move"), context)
        }
    }

    @Sendable func takeBack(_ request: Request, _ context: AppContext) async throws -> Response {
        try await house.takeBack(request, context, reverse, back: "cash") { try await screen($0, context) }
    }

    private func screen(_ state: FormState, _ context: AppContext, after: String? = nil) async throws
        -> Screen
    {
        let place = try await MoneyPlace(context, villages, state.words)
        let words = state.words
        let held = try await readCash(of: place.code, year: place.year, by: place.session)
        let page = try await list(of: place.code, year: place.year, after: after, by: place.session)
        var model = MoneyScreen(summary: state.summary, tabs: place.tabs("cash"))
        let sums = (held.reduce(0) { $0 + $1.inBank.sen }, held.reduce(0) { $0 + $1.inHand.sen })
        model.figures = [
            MoneyFigure(label: CashPlace.bank.name(words), amount: words.money(sen: sums.0)),
            MoneyFigure(label: CashPlace.cash.name(words), amount: words.money(sen: sums.1)),
            MoneyFigure(label: words("treasury.both"), amount: words.money(sen: sums.0 + sums.1)),
        ]
        if place.isTreasurer { model.forms = [try await form(state, place).opened(when: state)] }
        model.tables = [balances(held, words), moves(page.rows, place, state)]
        model.next = page.next.map { "\(place.address.base)/cash?after=\($0.queryEncoded)" }
        return place.screen(words("treasury.cash-title", ["year": String(place.year)]), model)
    }

    private func form(_ state: FormState, _ place: MoneyPlace) async throws -> MoneyForm {
        let own = state.step("move")
        let kinds = CashMove.Kind.allCases.map {
            Choice(value: $0.rawValue, label: own.words("cash-move.\($0.rawValue)"))
        }
        let lines = try await available.available(in: place.code, year: place.year, by: place.session)
            .filter { $0.key.account.hasPrefix("5.2.5.") }
            .map {
                Choice(
                    value: $0.key.description,
                    label: "\($0.key.activity) \($0.key.account) \($0.accountName) – \($0.key.fund)")
            }
        let none = Choice(value: "", label: own.words("treasury.no-line"))
        return MoneyForm(
            key: "move", title: own.words("treasury.new-move"), action: "\(place.address.base)/cash",
            button: own.words("spp.save"),
            fields: [
                own.field("kind", labels: "treasury", options: kinds),
                own.field("day", .date, labels: "income", value: today()),
                own.field("fund", labels: "income", options: try await place.funds(lists)),
                own.field("amount", .money, labels: "income"),
                own.field("line", labels: "treasury", isRequired: false, options: [none] + lines),
                own.field("description", labels: "income"),
            ])
    }

    private func balances(_ held: [ReadCash.Cash], _ words: Words) -> MoneyTable {
        MoneyTable(
            key: "balances", caption: words("treasury.balances"), none: words("treasury.no-cash"),
            heads: [
                .text(words("budget.fund")), .amount(CashPlace.bank.name(words)),
                .amount(CashPlace.cash.name(words)), .amount(words("treasury.both")),
            ],
            rows: held.map { fund in
                MoneyTable.Row(
                    cells: [
                        .text("\(fund.fund) \(fund.name)"), .amount(fund.inBank.sen, words),
                        .amount(fund.inHand.sen, words), .amount(fund.cash.sen, words),
                    ], isShort: fund.cash.sen < 0)
            })
    }

    private func moves(_ rows: [ListCashMoves.Line], _ place: MoneyPlace, _ state: FormState) -> MoneyTable {
        let words = state.words
        return MoneyTable(
            key: "moves", caption: words("treasury.moves"), none: words("treasury.no-moves"),
            heads: [
                .text(words("book.number")), .text(words("spp.day")), .text(words("treasury.kind")),
                .text(words("book.description")), .text(words("budget.fund")), .amount(words("spp.amount")),
                .text(words("spp.state")),
            ],
            rows: rows.map { move in
                let list = "\(place.address.base)/cash"
                return MoneyTable.Row(
                    cells: [
                        .text(String(move.number)), .day(words.date(move.day)),
                        .text(words("cash-move.\(move.kind.rawValue)")), .text(move.description),
                        .text(move.fund), .amount(move.amount.sen, words),
                        move.isReversed ? .tag(words("income.reversed"), "wrong") : .text(""),
                    ],
                    actions: place.isTreasurer && !move.isReversed
                        ? [.reverse(move.entry, in: list, today: today(), state)] : [])
            })
    }
}

extension House {
    /// The form that takes an entry back, from whichever screen: reverses, and goes back to that screen.
    func takeBack(
        _ request: Request, _ context: AppContext, _ reverse: ReverseEntry, back: String,
        again: (FormState) async throws -> Screen
    ) async throws -> Response {
        let session = try context.requireSession()
        let entry = try context.id("entry")
        let base = VillageAddress(try context.village().number, year: try context.year()).base
        return try await round(request, context) { form in
            var fields = FormReader(form)
            let (id, day) = (fields.uuid("id"), fields.day("day"))
            let reason = fields.text("reason", limit: 500)
            try fields.finish()
            _ = try await reverse(id, of: entry, on: try Day(parsing: day), reason: reason, by: session)
            return "\(base)/\(back)"
        } again: {
            try await again($0.refused(at: entry.uuidString.lowercased()))
        }
    }
}
