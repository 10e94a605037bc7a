import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/villages/{village}/{year}/spp`: the payment requests of a year, newest first.
struct SPPListPage: Sendable {
    let house: House
    let villages: ReadVillages
    let list: ListSPP

    var routes: [Route] {
        [
            Route(.get, "/villages/{village}/{year}/spp", .signedIn, show),
            Route(.get, "/villages/{village}/{year}/spp/file", .signedIn, file),
        ]
    }

    /// What the list is narrowed to.
    private struct Query: Sendable {
        let search: String
        let state: SPPState?

        init(_ request: Request) throws {
            search = String((request.query("search") ?? "").prefix(60))
            state = try request.query("state", SPPState.init(rawValue:))
        }

        var filter: ListSPP.Filter { .init(state: state, search: search) }
        var text: String { "search=\(search.queryEncoded)&state=\(state?.rawValue ?? "")" }
    }

    /// What spp-list.mustache reads.
    struct Model {
        struct Line {
            let address: String
            let number: String
            let day: String
            let purpose: String
            let requester: String
            let amount: String
            let state: String
            let style: String
        }

        let search: String
        let states: [Choice]
        let lines: [Line]
        let next: String?
        let newAddress: String?
        let action: String
        let files: [Crumb]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        let village = try await villages.require(try context.village(), by: session)
        let address = VillageAddress(village.code.number, year: try context.year())
        let query = try Query(request)
        let page = try await list(
            of: village.code, year: address.year, query.filter, after: request.query("after"), by: session)
        let base = "\(address.base)/spp"
        let states = SPPState.allCases.map {
            Choice(value: $0.rawValue, label: words("state.\($0.rawValue)"), isChosen: $0 == query.state)
        }
        let model = Model(
            search: query.search, states: [Choice(value: "", label: words("spp.all-states"))] + states,
            lines: page.rows.map { line($0, base, words) },
            next: page.next.map { "\(base)?\(query.text)&after=\($0.queryEncoded)" },
            newAddress: session.holds(.manager, over: village.code.number) ? "\(base)/new" : nil,
            action: base,
            files: ReportCSV.allCases.map {
                Crumb(
                    label: words("lra.file-\($0.rawValue)"),
                    address: "\(base)/file?\(query.text)&format=\($0.rawValue)")
            })
        let screen = Screen(
            template: "spp-list", title: words("spp.title", ["year": String(address.year)]), model: model,
            crumbs: [Crumb(label: village.name, address: address.base)], isDemo: village.isDemo)
        return house.pages.render(screen, request, context)
    }

    /// The whole list with the page's filters, streamed page by page.
    @Sendable func file(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        guard let form = ReportCSV(rawValue: request.query("format") ?? "csv") else {
            throw Problem(.notAcceptable)
        }
        let (query, words) = (try Query(request), house.words(context))
        let village = try await villages.require(try context.village(), by: session)
        let year = try context.year()
        let columns = ["number", "day", "kind", "purpose", "requester", "amount", "state"].map {
            form == .csv ? $0 : words("spp.\($0)")
        }
        return form.answer("spp-\(village.code.dotted)-\(year).csv", columns) { after in
            let page = try await list(
                of: village.code, year: year, query.filter, limit: PageLimit(PageLimit.largest), after: after,
                by: session)
            let rows = page.rows.map { spp -> [ReportTable.Cell] in
                let (kind, state) = (spp.kind.rawValue, spp.state.rawValue)
                return [
                    .text(spp.numberText ?? ""), .day(spp.day),
                    .text(form == .csv ? kind : words("spp-kind.\(kind)")), .text(spp.purpose),
                    .text(spp.requester ?? ""), .money(spp.amount),
                    .text(form == .csv ? state : words("state.\(state)")),
                ]
            }
            return (rows, page.next)
        }
    }

    private func line(_ spp: SPPSummary, _ base: String, _ words: Words) -> Model.Line {
        Model.Line(
            address: "\(base)/\(spp.id.uuidString.lowercased())",
            number: spp.numberText ?? words("spp.no-number"),
            day: words.date(spp.day), purpose: spp.purpose, requester: spp.requester ?? "",
            amount: words.amount(sen: spp.amount.sen), state: words("state.\(spp.state.rawValue)"),
            style: Self.style(spp.state))
    }

    /// How a state's tag looks.
    static func style(_ state: SPPState) -> String {
        switch state {
        case .paid, .settled: "well"
        case .returned: "warn"
        case .rejected, .reversed: "wrong"
        case .draft, .submitted, .verified, .approved: ""
        }
    }
}
