import Commons
import Foundation
import GeoIndex
import HTTPTypes
import Hummingbird
import Monitoring

/// `/works`: the works on the ground that a person may see, with filters; the list beside the map.
struct WorksPage: Sendable {
    let house: House
    let list: ListProjects
    let lists: WorkLists

    var routes: [Route] { [Route(.get, "/works", .signedIn, show)] }

    /// What works.mustache reads.
    struct Model {
        struct Line {
            let address: String
            let name: String
            let village: String
            let fund: String
            let budget: String
            let stage: String
            let state: String
            let style: String
            let late: String?
            let flags: String?
            let flagStyle: String
        }

        let search: String
        let year: String
        let states: [Choice]
        let ranks: [Choice]
        let lines: [Line]
        let next: String?
        let newAddress: String?
        let mapAddress: String
        let exports: [Choice]
        let fund: String
        let village: String
        let isAhead: Bool
        let lists: WorkLists.Model
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        let filter = try WorksFilter(request)
        let page = try await list(
            filter.projects, after: try request.query("after", Int64.init), by: session)
        let years = filter.year ?? session.year
        let mayEnter = session.holds(.manager, .treasurer, .secretary)
        let model = Model(
            search: filter.search, year: filter.year.map(String.init) ?? "",
            states: choices(WorkState.allCases.map(\.rawValue), "work.state", filter.state?.rawValue, words),
            ranks: choices(["info", "warning", "alert"], "flag.severity", filter.rank, words),
            lines: page.items.map { line($0, session.today, words) },
            next: page.next.map { "/works?\(filter.query)&after=\($0)" },
            newAddress: mayEnter
                ? session.homeVillage.map { "\(VillageAddress($0, year: years).base)/works/new" } : nil,
            mapAddress: "/map?\(filter.query)", exports: Self.exports(filter),
            fund: filter.fund ?? "", village: filter.place, isAhead: filter.isAhead,
            lists: try await lists.model(session, words))
        return house.pages.render(
            Screen(template: "works", title: words("works.title"), model: model), request, context)
    }

    /// Where the same works are had as a file.
    static func exports(_ filter: WorksFilter) -> [Choice] {
        WorkFormat.allCases.map {
            Choice(
                value: "/works/export?format=\($0.rawValue)&\(filter.query)", label: $0.rawValue.uppercased())
        }
    }

    private func choices(_ values: [String], _ key: String, _ chosen: String?, _ words: Words) -> [Choice] {
        [Choice(value: "", label: words("works.all"))]
            + values.map { Choice(value: $0, label: words("\(key).\($0)"), isChosen: $0 == chosen) }
    }

    private func line(_ work: Project, _ today: String, _ words: Words) -> Model.Line {
        let isOpen = work.state == .planned || work.state == .running
        return Model.Line(
            address: "/works/\(work.id.uuidString.lowercased())", name: work.plan.name,
            village: "\(work.villageName), \(work.districtName)", fund: "\(work.plan.fund) \(work.plan.year)",
            budget: words.amount(sen: work.plan.budget.sen), stage: "\(work.stage) %",
            state: words("work.state.\(work.state.rawValue)"), style: WorkStyle.of(work.state),
            late: isOpen && work.plan.endsOn < today ? words("works.late") : nil,
            flags: work.flagCount > 0 ? words("works.flags", ["count": String(work.flagCount)]) : nil,
            flagStyle: work.gravestFlag >= .alert ? "wrong" : "warn")
    }
}

/// How a work's state looks as a tag.
enum WorkStyle {
    static func of(_ state: WorkState) -> String {
        switch state {
        case .done: "well"
        case .running: "warn"
        case .planned, .cancelled: ""
        }
    }
}

/// The filters that list, map and JSON share.
struct WorksFilter {
    let search: String
    let year: Int?
    let fund: String?
    let state: WorkState?
    let rank: String?
    let villages: ClosedRange<Int64>?
    let activity: String?
    /// Money ahead of work.
    let isAhead: Bool
    let box: Bounds?

    private static let ranks: [String: FlagRank] = ["info": .info, "warning": .warning, "alert": .alert]

    /// - Throws: `malformed-request` naming what can't be read.
    init(_ request: Request) throws(Problem) {
        search = String((request.query("search") ?? "").prefix(60))
        year = try request.query("year", Int.init)
        fund = request.query("fund")
        state = try request.query("state", WorkState.init(rawValue:))
        rank = try request.query("flag") { WorksFilter.ranks[$0] == nil ? nil : $0 }
        villages = try request.query("village", WorksFilter.range)
        activity = request.query("activity")
        isAhead = request.query("ahead") == "yes"
        box = try request.query("bbox", WorksFilter.box)
    }

    /// `west,south,east,north` in degrees; nil for anything else.
    static func box(_ text: String) -> Bounds? {
        let numbers = text.split(separator: ",").compactMap { Double($0) }
        guard numbers.count == 4 else { return nil }
        do {
            return try Bounds(west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3])
        } catch {
            return nil
        }
    }

    /// A village's ten digits, or a district's six.
    static func range(_ text: String) -> ClosedRange<Int64>? {
        let digits = text.filter { $0 != "." }
        guard let number = Int64(digits) else { return nil }
        switch digits.count {
        case 10: return number...number
        case 6: return ProjectFilter.district(Int(number))
        default: return nil
        }
    }

    var projects: ProjectFilter {
        return ProjectFilter(
            villages: villages, year: year, fund: fund, state: state,
            flag: rank.flatMap { WorksFilter.ranks[$0] },
            activity: activity, search: search.isEmpty ? nil : search, isAhead: isAhead ? true : nil,
            box: box)
    }

    /// The village or kecamatan as its field shows it.
    var place: String {
        guard let villages else { return "" }
        return villages.count == 1 ? "\(villages.lowerBound)" : "\(villages.lowerBound / 10_000)"
    }

    /// The same filters as a query.
    var query: String {
        var parts: [String] = []
        if !search.isEmpty { parts.append("search=\(search.queryEncoded)") }
        if let year { parts.append("year=\(year)") }
        if let fund { parts.append("fund=\(fund.queryEncoded)") }
        if let state { parts.append("state=\(state.rawValue)") }
        if let rank { parts.append("flag=\(rank.queryEncoded)") }
        if let villages {
            let isOne = villages.count == 1
            parts.append("village=\(isOne ? villages.lowerBound : villages.lowerBound / 10_000)")
        }
        if let activity { parts.append("activity=\(activity.queryEncoded)") }
        if isAhead { parts.append("ahead=yes") }
        return parts.joined(separator: "&")
    }
}
