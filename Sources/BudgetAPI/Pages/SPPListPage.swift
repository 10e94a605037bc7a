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

    var routes: [Route] { [Route(.get, "/villages/{village}/{year}/spp", .signedIn, show)] }

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
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        let village = try await villages.require(try context.village(), by: session)
        let address = VillageAddress(village.code.number, year: try context.year())
        let query = request.uri.queryParameters
        let search = String(query["search"]?.prefix(60) ?? "")
        let state = query["state"].flatMap { SPPState(rawValue: String($0)) }
        let page = try await list(
            of: village.code, year: address.year, .init(state: state, search: search),
            after: query["after"].map(String.init), by: session)
        let base = "\(address.base)/spp"
        let filter = "search=\(search.queryEncoded)&state=\(state?.rawValue ?? "")"
        let states = SPPState.allCases.map {
            Choice(value: $0.rawValue, label: words("state.\($0.rawValue)"), isChosen: $0 == state)
        }
        let model = Model(
            search: search, states: [Choice(value: "", label: words("spp.all-states"))] + states,
            lines: page.rows.map { line($0, base, words) },
            next: page.next.map { "\(base)?\(filter)&after=\($0.queryEncoded)" },
            newAddress: session.holds(.manager, over: village.code.number) ? "\(base)/new" : nil, action: base
        )
        let screen = Screen(
            template: "spp-list", title: words("spp.title", ["year": String(address.year)]), model: model,
            crumbs: [Crumb(label: village.name, address: address.base)], isDemo: village.isDemo)
        return house.pages.render(screen, request, context)
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
