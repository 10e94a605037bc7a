import Commons
import Foundation
import GeoIndex
import HTTPTypes
import Hummingbird
import Ledger
import Monitoring

/// `/villages/{village}/{year}/works/new`: a work of a budget activity with its place, drawn on the map or
/// given as GeoJSON; what lies near is shown before it is saved.
struct WorkFormPage: Sendable {
    let house: House
    let villages: ReadVillages
    let lists: ReadCodeLists
    let create: CreateProject
    let neighbours: FindNeighbours
    let today: @Sendable () -> String

    var routes: [Route] {
        let base = "/villages/{village}/{year}/works/new"
        return [
            Route(.get, base, .posts([.manager, .treasurer, .secretary]), show),
            Route(.post, base, .posts([.manager, .treasurer, .secretary]), save),
        ]
    }

    /// What work-form.mustache reads.
    struct Model {
        let summary: FormSummary?
        let fields: [Field]
        let geometry: Field
        let village: Int64
        let near: [NeighbourLine]
        let hasChecked: Bool
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let screen = try await screen(FormState(words: house.words(context)), [], false, context)
        return house.pages.render(screen, request, context)
    }

    @Sendable func save(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let (village, year) = (try context.village(), try context.year())
        var near: [NeighbourLine] = []
        var hasChecked = false
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let id = fields.uuid("id")
            let plan = try plan(&fields, year: year)
            let drawing = fields.optionalText("geometry", limit: 500_000)
            try fields.finish()
            guard let plan else { throw Problem(.malformedRequest) }
            let site = drawing.isEmpty ? nil : try PlannedSite(geoJSON: Array(drawing.utf8), source: .drawn)
            if let site, form["checked"] == nil {
                // Shown once before saving; the button then carries `checked`.
                near = try await found(near: site.shape, session, house.words(context))
                hasChecked = true
                if !near.isEmpty { throw Problem(.worksNearby, ["count": .integer(Int64(near.count))]) }
            }
            let step = try await create(id, in: village, plan, site: site, by: session)
            return "/works/\(step.id.uuidString.lowercased())"
        } again: {
            try await screen($0, near, hasChecked, context)
        }
    }

    private func found(near shape: Shape, _ session: Session, _ words: Words) async throws -> [NeighbourLine]
    {
        try await neighbours(of: shape, within: 60, by: session).map { NeighbourLine($0, words) }
    }

    private func plan(_ fields: inout FormReader, year: Int) throws -> ProjectPlan? {
        let name = fields.text("name", limit: 200)
        let activity = fields.text("activity", limit: 10)
        let fund = fields.text("fund", limit: 4)
        let kind = WorkKind(rawValue: fields.text("kind", limit: 20))
        let unit = fields.optionalText("unit", limit: 50)
        let volume = fields.optionalText("volume", limit: 20)
        let budget = fields.sen("budget")
        let (starts, ends) = (fields.day("starts"), fields.day("ends"))
        if kind == nil { fields.fail("kind", "missing") }
        let quantity = Quantity(parsing: volume)
        if !volume.isEmpty, quantity == nil { fields.fail("volume", "fault-malformed") }
        guard fields.problems.isEmpty, let kind else { return nil }
        return try ProjectPlan(
            year: year, activity: activity, fund: fund, name: name, kind: kind,
            isMaintenance: fields.form["maintenance"] == "yes",
            management: fields.form["management"] == "contract" ? .contract : .selfManaged,
            volume: volume.isEmpty ? nil : quantity, unit: unit, budget: Rupiah(sen: budget),
            startsOn: starts,
            endsOn: ends)
    }

    private func screen(
        _ state: FormState, _ near: [NeighbourLine], _ hasChecked: Bool, _ context: AppContext
    ) async throws -> Screen {
        let session = try context.requireSession()
        let words = state.words
        let village = try await villages.require(try context.village(), by: session)
        let year = try context.year()
        let address = VillageAddress(village.code.number, year: year)
        // Only activities with works to show on the ground (jns_kegiatan 2), and those that do not say.
        let activities = try await lists.activities(of: village.code, year: year, by: session)
            .filter { $0.level == 3 && $0.kind != 1 }
            .map { Choice(value: $0.code, label: "\($0.code) \($0.name)") }
        let funds = try await lists.funds(of: village.code, year: year, by: session)
            .map { Choice(value: $0.code, label: "\($0.code) \($0.name)") }
        let kinds = WorkKind.allCases.map {
            Choice(value: $0.rawValue, label: words("work.kind.\($0.rawValue)"))
        }
        let managements = WorkManagement.allCases.map {
            Choice(value: $0.rawValue, label: words("work.management.\($0.rawValue)"))
        }
        let upkeep = [("no", "works.build"), ("yes", "works.upkeep")].map {
            Choice(value: $0.0, label: words($0.1))
        }
        let fields = [
            state.field("name", labels: "works"),
            state.field("activity", labels: "works", options: activities),
            state.field("fund", labels: "works", options: funds),
            state.field("kind", labels: "works", options: kinds),
            state.field("maintenance", labels: "works", options: upkeep),
            state.field("management", labels: "works", options: managements),
            state.field("volume", .number, labels: "works", isRequired: false),
            state.field("unit", labels: "works", isRequired: false),
            state.field("budget", .money, labels: "works"),
            state.field("starts", .date, labels: "works", value: today()),
            state.field("ends", .date, labels: "works"),
        ]
        let model = Model(
            summary: state.summary, fields: fields,
            geometry: state.field("geometry", .area, labels: "works", isRequired: false),
            village: village.code.number, near: near, hasChecked: hasChecked)
        return Screen(
            template: "work-form", title: words("works.new"), model: model,
            crumbs: [
                Crumb(label: village.name, address: address.base),
                Crumb(label: words("works.title"), address: "/works"),
            ],
            modules: ["components/site-map.js"], styles: ["lib/leaflet/leaflet.css"],
            libraries: ["lib/leaflet/leaflet.js"], isDemo: village.isDemo)
    }
}

/// One neighbour as the form and the case show it: never people or photos (docs/disclosure.md).
struct NeighbourLine {
    let name: String
    let village: String
    let fund: String
    let state: String
    let distance: String
    let shared: String?
    let geoJSON: String

    init(_ neighbour: Neighbour, _ words: Words) {
        name = neighbour.name
        village = neighbour.villageName
        fund = "\(neighbour.fund) \(neighbour.year)"
        state = words("work.state.\(neighbour.state.rawValue)")
        distance = words("works.metres", ["metres": String(Int(neighbour.distance.value.rounded()))])
        shared = neighbour.sharedLine.flatMap { share in
            share < 0.05 ? nil : words("works.shared", ["percent": String(Int((share * 100).rounded()))])
        }
        geoJSON = neighbour.shape.geoJSON()
    }
}
