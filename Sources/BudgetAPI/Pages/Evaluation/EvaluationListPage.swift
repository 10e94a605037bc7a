import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/evaluations`: the budgets on their way in all villages of a person's posts, what has waited longest
/// first.
struct EvaluationListPage: Sendable {
    let house: House
    let work: ListBudgetWork

    var routes: [Route] {
        [
            Route(.get, "/evaluations", .signedIn, show),
            Route(.get, "/v1/versions", .signedIn, list),
        ]
    }

    /// What evaluations.mustache reads.
    struct Model {
        struct Row {
            let village: String
            let district: String
            let version: String
            let address: String
            let state: String
            let submitted: String
            let due: String
            let amount: String
            let remarks: String
        }

        let states: [Choice]
        let rows: [Row]
        let next: String?
    }

    /// The states in which somebody has something to do.
    static let states: [BudgetState] = [.submitted, .returned, .evaluated, .agreed, .draft]

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let words = house.words(context)
        let wanted = try Self.wanted(request)
        let page = try await page(request, context)
        let name = wanted.count == 1 ? wanted[0].rawValue : ""
        let model = Model(
            states: [Choice(value: "", label: words("evaluation.all"), isChosen: name.isEmpty)]
                + Self.states.map {
                    Choice(
                        value: $0.rawValue, label: words("state.\($0.rawValue)"),
                        isChosen: $0.rawValue == name)
                },
            rows: page.rows.map { row($0, words) },
            next: page.next.map { "/evaluations?state=\(name)&after=\($0)" })
        return house.pages.render(
            Screen(template: "evaluations", title: words("evaluation.list"), model: model), request, context)
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let page = try await page(request, context)
        return try context.json(list: page.rows.map(WorkBody.init), next: page.next, request)
    }

    private func page(_ request: Request, _ context: AppContext) async throws -> Page<ListBudgetWork.Item> {
        try await work(
            in: try Self.wanted(request), limit: try request.limit(),
            after: try request.query("after", UUID.init(uuidString:)),
            by: try context.requireSession())
    }

    private static func wanted(_ request: Request) throws -> [BudgetState] {
        let state = try request.query("state") { name in states.first { $0.rawValue == name } }
        return state.map { [$0] } ?? states
    }

    private func row(_ item: ListBudgetWork.Item, _ words: Words) -> Model.Row {
        let version = item.version
        let base = VillageAddress(version.village.number, year: version.year).base
        return Model.Row(
            village: item.villageName, district: item.districtName,
            version: "\(words("budget-kind.\(version.kind.rawValue)")) \(version.year) (\(version.ordinal))",
            address: "\(base)/versions/\(version.id.uuidString.lowercased())/evaluation",
            state: words("state.\(version.state.rawValue)"),
            submitted: version.submittedOn.map(words.date) ?? "", due: item.due.map(words.date) ?? "",
            amount: words.amount(sen: item.uses.sen),
            remarks: item.openRemarks == 0 ? "" : String(item.openRemarks))
    }
}

/// One version on its way, on the wire.
struct WorkBody: Encodable {
    let version: VersionBody
    let villageName: String
    let districtName: String
    let dueOn: String?
    let usesSen: Int64
    let openRemarks: Int

    init(_ item: ListBudgetWork.Item) {
        version = VersionBody(item.version)
        villageName = item.villageName
        districtName = item.districtName
        dueOn = item.due
        usesSen = item.uses.sen
        openRemarks = item.openRemarks
    }
}
