import Commons
import Foundation
import Hummingbird
import Ledger

/// `/villages/{village}/{year}/disbursements`: ceilings of the village and the tranches that bring them:
/// due, late, received. The treasurer books what came in.
struct DisbursementsPage: Sendable {
    let house: House
    let villages: ReadVillages
    let ceilings: Ceilings
    let disbursements: Disbursements
    let today: @Sendable () -> String

    var routes: [Route] {
        let base = "/villages/{village}/{year}/disbursements"
        return [
            Route(.get, base, .signedIn, show),
            Route(.post, "\(base)/{id}/receive", .posts([.treasurer]), receive),
        ]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let state = FormState(words: house.words(context))
        return house.pages.render(
            try await screen(state, context, after: request.query("after")), request, context)
    }

    @Sendable func receive(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let tranche = try context.id()
        let base = VillageAddress(try context.village().number, year: try context.year()).base
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let (id, day, revision) = (fields.uuid("id"), fields.day("day"), fields.revision())
            try fields.finish()
            _ = try await disbursements.receive(
                id, tranche, revision: revision, on: try Day(parsing: day), by: session)
            return "\(base)/disbursements"
        } again: {
            try await screen($0.refused(at: tranche.uuidString.lowercased()), context)
        }
    }

    private func screen(_ state: FormState, _ context: AppContext, after: String? = nil) async throws
        -> Screen
    {
        let words = state.words
        let place = try await MoneyPlace(context, villages, words)
        let ceilings = try await ceilings.list(
            year: place.year, village: place.code, limit: PageLimit(100), by: place.session)
        let page = try await disbursements.list(
            year: place.year, village: place.code, after: after, by: place.session)
        var model = MoneyScreen(summary: state.summary, tabs: place.tabs("disbursements"))
        model.tables = [ceilingTable(ceilings.rows, words), table(page.rows, place, state)]
        model.next = page.next.map { "\(place.address.base)/disbursements?after=\($0.queryEncoded)" }
        return place.screen(words("treasury.disbursements-title", ["year": String(place.year)]), model)
    }

    private func ceilingTable(_ rows: [Ceilings.Ceiling], _ words: Words) -> MoneyTable {
        MoneyTable(
            key: "ceilings", caption: words("treasury.ceilings"), none: words("treasury.no-ceilings"),
            heads: [
                .text(words("budget.fund")), .amount(words("treasury.ceiling")),
                .amount(words("treasury.planned")), .amount(words("treasury.received")),
                .text(words("treasury.basis")),
            ],
            rows: rows.map { ceiling in
                MoneyTable.Row(cells: [
                    .text(ceiling.fund), .amount(ceiling.amount.sen, words),
                    .amount(ceiling.planned.sen, words), .amount(ceiling.received.sen, words),
                    .text(ceiling.basis),
                ])
            })
    }

    private func table(_ rows: [Disbursements.Tranche], _ place: MoneyPlace, _ state: FormState) -> MoneyTable
    {
        let words = state.words
        return MoneyTable(
            key: "tranches", caption: words("treasury.tranches"), none: words("treasury.no-tranches"),
            heads: [
                .text(words("treasury.due")), .text(words("budget.fund")), .text(words("treasury.tranche")),
                .amount(words("spp.amount")), .text(words("spp.state")), .text(words("treasury.receipt")),
            ],
            rows: rows.map { tranche in
                let key = tranche.id.uuidString.lowercased()
                let own = state.step(key)
                let receipt = tranche.receiptNumber.map { number in
                    "\(number) – \(tranche.receivedOn.map(words.date) ?? "")"
                }
                return MoneyTable.Row(
                    cells: [
                        .day(words.date(tranche.dueOn)), .text(tranche.fund), .text(String(tranche.number)),
                        .amount(tranche.amount.sen, words), DisbursementsPage.state(tranche, words),
                        .text(receipt ?? ""),
                    ], isShort: tranche.isLate,
                    actions: place.isTreasurer && tranche.state == .planned
                        ? [
                            MoneyTable.RowAction(
                                label: words("treasury.receive"),
                                action: "\(place.address.base)/disbursements/\(key)/receive", style: "",
                                isOpen: state.refusedStep == key, revision: String(tranche.revision),
                                fields: [own.field("day", .date, labels: "income", value: today())])
                        ] : [])
            })
    }

    static func state(_ tranche: Disbursements.Tranche, _ words: Words) -> MoneyTable.Cell {
        if tranche.isLate { return .tag(words("treasury.late"), "wrong") }
        let style = tranche.state == .received ? "well" : ""
        return .tag(words("state.\(tranche.state.rawValue)"), style)
    }
}
