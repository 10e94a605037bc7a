import Commons
import Foundation
import Hummingbird
import Ledger

/// `/villages/{village}/{year}/advances`: advances (panjar) that are out, the oldest first.
struct AdvancesPage: Sendable {
    let house: House
    let villages: ReadVillages
    let read: ReadAdvances

    var routes: [Route] { [Route(.get, "/villages/{village}/{year}/advances", .signedIn, show)] }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let words = house.words(context)
        let place = try await MoneyPlace(context, villages, words)
        let open = try await read.open(of: place.code, year: place.year, by: place.session)
        var model = MoneyScreen(tabs: place.tabs("advances"))
        model.figures = [
            MoneyFigure(
                label: words("treasury.advances-open"),
                amount: words.money(sen: open.reduce(0) { $0 + $1.open.sen }))
        ]
        model.tables = [
            MoneyTable(
                key: "advances", caption: words("treasury.advances-caption"),
                none: words("treasury.no-advances"),
                heads: [
                    .text(words("spp.number")), .text(words("spp.purpose")), .text(words("spp.requester")),
                    .text(words("treasury.paid-on")), .text(words("treasury.settle-by")),
                    .amount(words("spp.amount")), .amount(words("treasury.open")), .text(words("spp.state")),
                ],
                rows: open.map { row($0, place) })
        ]
        let title = words("treasury.advances-title", ["year": String(place.year)])
        return house.pages.render(place.screen(title, model), request, context)
    }

    private func row(_ advance: ReadAdvances.Open, _ place: MoneyPlace) -> MoneyTable.Row {
        let words = place.words
        let own = "\(place.address.base)/spp/\(advance.id.uuidString.lowercased())/money"
        let until = advance.settleBy.map(words.date) ?? ""
        return MoneyTable.Row(
            cells: [
                .link(String(advance.number), own), .text(advance.purpose), .text(advance.manager),
                .day(words.date(advance.paidOn)), advance.isLate ? .tag(until, "wrong") : .text(until),
                .amount(advance.amount.sen, words), .amount(advance.open.sen, words),
                .text(advance.waiting.map { "SPJ \(words("state.\($0.rawValue)"))" } ?? ""),
            ], isShort: advance.isLate)
    }
}
