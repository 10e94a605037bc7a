import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/villages/{village}/{year}/income`: money that came in (Tanda Bukti Penerimaan), booked by the treasurer.
struct IncomePage: Sendable {
    let house: House
    let villages: ReadVillages
    let list: ListReceipts
    let lists: ReadCodeLists
    let receive: ReceiveIncome
    let reverse: ReverseEntry
    let today: @Sendable () -> String

    var routes: [Route] {
        let base = "/villages/{village}/{year}/income"
        return [
            Route(.get, base, .signedIn, show),
            Route(.post, base, .posts([.treasurer]), book),
            Route(.post, "\(base)/{entry}/reverse", .posts([.treasurer]), takeBack),
        ]
    }

    /// What income.mustache reads.
    struct Model {
        struct Line {
            let number: String
            /// The printed receipt (TBP).
            let paper: String?
            let day: String
            let description: String
            let account: String
            let fund: String
            let payer: String
            let amount: String
            let isReversed: Bool
            let reversal: MoneyTable.RowAction?
        }

        let summary: FormSummary?
        let tabs: [MoneyLink]
        let canBook: Bool
        let action: String
        let formID: String?
        let fields: [Field]
        let isOpen: Bool
        let lines: [Line]
        let next: String?
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let state = FormState(words: house.words(context))
        let after = request.query("after")
        return house.pages.render(try await screen(state, context, after: after), request, context)
    }

    @Sendable func book(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let (village, year) = (try context.village(), try context.year())
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let (id, day) = (fields.uuid("id"), fields.day("day"))
            let (account, fund) = (fields.text("account", limit: 20), fields.text("fund", limit: 10))
            let amount = fields.sen("amount")
            let payer = fields.optionalText("payer", limit: 200)
            let place = fields.place()
            let description = fields.text("description", limit: 500)
            try fields.finish()
            let income = IncomeDraft(
                day: try Day(parsing: day), account: account, fund: fund, amount: Rupiah(sen: amount),
                payer: payer, description: description, place: place)
            _ = try await receive(id, income, village: village, year: year, by: session)
            return request.uri.path
        } again: {
            try await screen($0, context)
        }
    }

    @Sendable func takeBack(_ request: Request, _ context: AppContext) async throws -> Response {
        try await house.takeBack(request, context, reverse, back: "income") { try await screen($0, context) }
    }

    private func screen(_ state: FormState, _ context: AppContext, after: String? = nil) async throws
        -> Screen
    {
        let session = try context.requireSession()
        let words = state.words
        let village = try await villages.require(try context.village(), by: session)
        let address = VillageAddress(village.code.number, year: try context.year())
        let base = "\(address.base)/income"
        let page = try await list(of: village.code, year: address.year, after: after, by: session)
        let canBook = session.holds(.treasurer, over: village.code.number)
        let fields = canBook ? try await self.fields(state, village, address.year, session) : []
        let model = Model(
            summary: state.summary, tabs: address.tabs("income", words), canBook: canBook,
            action: base, formID: state.form["id"], fields: fields,
            isOpen: state.problem != nil && state.refusedStep == nil,
            lines: page.rows.map { receipt in
                Model.Line(
                    number: words("income.paper", ["number": String(receipt.number)]),
                    paper: receipt.entry.map { "\(base)/\($0.uuidString.lowercased())/print" },
                    day: words.date(receipt.day),
                    description: receipt.description,
                    account: "\(receipt.account) \(receipt.accountName)", fund: receipt.fund,
                    payer: receipt.payer,
                    amount: words.amount(sen: receipt.amount.sen), isReversed: receipt.isReversed,
                    reversal: canBook && !receipt.isReversed
                        ? receipt.entry.map { .reverse($0, in: base, today: today(), state) } : nil)
            },
            next: page.next.map { "\(base)?after=\($0.queryEncoded)" })
        return Screen(
            template: "income", title: words("income.title", ["year": String(address.year)]), model: model,
            crumbs: [Crumb(label: village.name, address: address.base)], isDemo: village.isDemo)
    }

    private func fields(
        _ state: FormState, _ village: Village, _ year: Int, _ session: Session
    ) async throws -> [Field] {
        let accounts = try await lists.accounts(of: village.code, year: year, by: session)
            .filter { $0.level == 4 && ($0.code.hasPrefix("4.") || $0.code.hasPrefix("6.1.")) }
            .map { Choice(value: $0.code, label: "\($0.code) \($0.name)") }
        let funds = try await lists.funds(of: village.code, year: year, by: session)
            .map { Choice(value: $0.code, label: "\($0.code) \($0.name)") }
        let own = state.refusedStep == nil ? state : FormState(words: state.words)
        return [
            own.field("day", .date, labels: "income", value: today()),
            own.field("account", labels: "income", options: accounts),
            own.field("fund", labels: "income", options: funds),
            own.field("amount", .money, labels: "income"),
            own.field("place", labels: "treasury", options: CashPlace.choices(state.words)),
            own.field("payer", labels: "income", isRequired: false),
            own.field("description", .area, labels: "income"),
        ]
    }
}
