import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/villages/{village}/{year}/realisation/entries`: what a figure of the realisation report stands for, its
/// budget lines and its journal postings, each with the document behind it.
struct PostingsPage: Sendable {
    let house: House
    let villages: ReadVillages
    let read: ReadRealisation
    let list: ListPostings

    var routes: [Route] {
        [
            Route(.get, "/villages/{village}/{year}/realisation/entries", .signedIn, show),
            Route(.get, "/v1/villages/{village}/{year}/postings", .signedIn, program),
        ]
    }

    /// What postings.mustache reads.
    struct Model {
        struct Cell {
            let activity: String
            let account: String
            let fund: String
            let budget: String
            let realised: String
            let address: String
            let label: String
        }
        struct Line {
            let number: String
            let day: String
            let kind: String
            let description: String
            let account: String
            let fund: String
            let amount: String
            let document: String
            let address: String?
        }

        let of: String
        let budget: String
        let realised: String
        let cells: [Cell]
        let lines: [Line]
        let next: String?
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        let village = try await villages.require(try context.village(), by: session)
        let (year, filter) = (try context.year(), try PostingFilter(request))
        let address = VillageAddress(village.code.number, year: year)
        let report = try await read.report(
            .account, of: village.code, year: year, until: filter.until, by: session)
        let cells = report.realisation.cells.filter(filter.covers)
        let page = try await list(
            filter, of: village.code, year: year, after: request.query("after"), by: session)
        let own = "\(address.base)/realisation/entries"
        let sum = report.sum(filter)
        let names = Dictionary(
            report.lines.filter { $0.total == nil }.map { ($0.code, $0.name) },
            uniquingKeysWith: { first, _ in first })
        let model = Model(
            of: Self.title(filter, names, words), budget: words.money(sen: sum.budget.sen),
            realised: words.money(sen: sum.realised.sen),
            cells: cells.map { cell($0, filter.until, names, own, words) },
            lines: page.rows.map { line($0, address.base, words) },
            next: page.next.map { "\(own)?\(filter.query)&after=\($0.queryEncoded)" })
        let screen = Screen(
            template: "postings", title: words("postings.title"), model: model,
            crumbs: [
                Crumb(label: village.name, address: address.base),
                Crumb(
                    label: "\(words("lra.short")) \(year)",
                    address: "\(address.base)/realisation?until=\(filter.until?.description ?? "")"),
            ], isDemo: village.isDemo)
        return house.pages.render(screen, request, context)
    }

    private static func title(_ filter: PostingFilter, _ names: [String: String], _ words: Words) -> String {
        let accounts = filter.accounts.map { "\($0) \(names[$0] ?? "")" }.joined(separator: " + ")
        return [
            accounts, filter.activity, filter.fund,
            filter.until.map { words("lra.until-day", ["day": words.date($0.description)]) },
        ].compactMap { $0 }.joined(separator: " · ")
    }

    private func cell(
        _ cell: Realisation.Cell, _ until: Day?, _ names: [String: String], _ own: String, _ words: Words
    ) -> Model.Cell {
        let filter = PostingFilter(
            accounts: [cell.account], activity: cell.activity, fund: cell.fund, until: until)
        let account = "\(cell.account) \(names[cell.account] ?? "")"
        return Model.Cell(
            activity: cell.activity == LineKey.noActivity ? "–" : cell.activity, account: account,
            fund: cell.fund, budget: words.amount(sen: cell.budget.sen),
            realised: words.amount(sen: cell.realised.sen), address: "\(own)?\(filter.query)",
            label: words("lra.open", ["name": account]))
    }

    private func line(_ posting: ListPostings.Posting, _ base: String, _ words: Words) -> Model.Line {
        let (document, address): (String, String?) =
            switch posting.document {
            case .spp(let id, let number):
                ("SPP \(number.map(String.init) ?? "")", "\(base)/spp/\(id.uuidString.lowercased())")
            case .receipt(let entry, let number):
                ("TBP \(number)", "\(base)/income/\(entry.uuidString.lowercased())/print")
            case .other: (words("postings.no-document"), nil)
            }
        let activity = posting.activity == LineKey.noActivity ? "" : " · \(posting.activity)"
        return Model.Line(
            number: String(posting.number), day: words.date(posting.day),
            kind: words("entry.\(posting.kind)"), description: posting.description,
            account: posting.account + activity,
            fund: posting.fund, amount: words.amount(sen: posting.amount.sen), document: document,
            address: address)
    }

    /// One posting for programs.
    struct PostingBody: Encodable {
        let entryId: UUID
        let number: Int64
        let day: String
        let kind: String
        let description: String
        let account: String
        let activity: String
        let fund: String
        let amountSen: Int64
    }

    @Sendable func program(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let page = try await list(
            try PostingFilter(request), of: village.code, year: try context.year(),
            limit: try request.limit(), after: request.query("after"), by: session)
        let items = page.rows.map {
            PostingBody(
                entryId: $0.entry, number: $0.number, day: $0.day, kind: $0.kind,
                description: $0.description, account: $0.account, activity: $0.activity, fund: $0.fund,
                amountSen: $0.amount.sen)
        }
        return try context.json(list: items, next: page.next, request)
    }
}
