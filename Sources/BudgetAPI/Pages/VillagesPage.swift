import Commons
import HTTPTypes
import Hummingbird
import Ledger

/// `/villages`: the villages that a person's posts cover, and `/villages/{village}/{year}`, the way into one.
struct VillagesPage: Sendable {
    let house: House
    let villages: ReadVillages
    let figures: ReadYearFigures

    private static let pageRows = 50

    var routes: [Route] {
        [
            Route(.get, "/villages", .signedIn, list),
            Route(.get, "/villages/{village}/{year}", .signedIn, show),
        ]
    }

    /// What villages.mustache reads.
    struct Model {
        struct Line {
            let name: String
            let code: String
            let district: String
            let address: String
            let limit: String
            let posted: String
            let share: String
        }

        let search: String
        let caption: String
        let lines: [Line]
        let next: String?
    }

    /// What village.mustache reads.
    struct VillageModel {
        let place: String
        let cards: [Crumb]
        let publicAddress: String
        /// For those who may change it.
        let complaintAddress: String?
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        let search = String((request.query("search") ?? "").prefix(60))
        let after = try request.query("after", Int64.init) ?? 0
        let found = try await villages(search: search, after: after, limit: Self.pageRows + 1, by: session)
        let shown = found.prefix(Self.pageRows)
        let next = found.count > Self.pageRows ? shown.last?.code.number : nil
        let spending = try await figures(of: shown.map(\.code), year: session.year, by: session)
        let model = Model(
            search: search, caption: words("villages.list", ["year": String(session.year)]),
            lines: shown.map { line($0, spending[$0.code], session.year, words) },
            next: next.map { "/villages?after=\($0)&search=\(search.queryEncoded)" })
        let screen = Screen(
            template: "villages", title: words("villages.title"), model: model,
            isDemo: shown.contains(where: \.isDemo))
        return house.pages.render(screen, request, context)
    }

    private func line(
        _ village: Village, _ spending: ReadYearFigures.Spending?, _ year: Int, _ words: Words
    ) -> Model.Line {
        Model.Line(
            name: village.name, code: village.code.dotted, district: village.districtName,
            address: VillageAddress(village.code.number, year: year).base,
            limit: spending.map { words.amount(sen: $0.limit.sen) } ?? words("villages.no-budget"),
            posted: spending.map { words.amount(sen: $0.posted.sen) } ?? "",
            share: spending.map { words.percent($0.posted.sen, of: $0.limit.sen) } ?? "")
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        let village = try await villages.require(try context.village(), by: session)
        let address = VillageAddress(village.code.number, year: try context.year())
        let cards = address.entries.map { key, address in
            Crumb(label: words("nav.\(key)"), address: address)
        }
        let model = VillageModel(
            place: words("village.place", ["code": village.code.dotted, "district": village.districtName]),
            cards: cards, publicAddress: "/desa/\(village.code.number)",
            complaintAddress: session.holds(.operator, .secretary, .head, .county, over: village.code.number)
                ? "/villages/\(village.code.number)/complaint" : nil)
        let screen = Screen(
            template: "village", title: "\(village.name) \(address.year)", model: model,
            crumbs: [Crumb(label: words("villages.title"), address: "/villages")], isDemo: village.isDemo)
        return house.pages.render(screen, request, context)
    }
}

extension String {
    /// Safe as a value in a query.
    var queryEncoded: String {
        utf8.map { byte in
            let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            if isPlain || byte == 45 || byte == 46 || byte == 95 { return String(UnicodeScalar(byte)) }
            return (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
