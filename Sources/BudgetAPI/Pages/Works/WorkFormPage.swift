import Commons
import Foundation
import GeoIndex
import HTTPTypes
import Hummingbird
import Ledger
import Monitoring

/// `/villages/{village}/{year}/works/new`: a work of a budget line with its place, drawn, typed or as a file;
/// what seems wrong with the place and what lies near is shown before it is saved.
struct WorkFormPage: Sendable {
    let house: House
    let villages: ReadVillages
    let lists: ReadCodeLists
    let budget: ReadSPP
    let outputs: StandardOutputs
    let create: CreateProject
    let place: ReadSite
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
        let site: SiteForm.Model
        let near: [NeighbourLine]
        let notes: [String]
        let hasChecked: Bool
        let checked: String
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let screen = try await screen(FormState(words: house.words(context)), SiteForm.Finding(), context)
        return house.pages.render(screen, request, context)
    }

    @Sendable func save(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let (village, year) = (try context.village(), try context.year())
        let words = house.words(context)
        var finding = SiteForm.Finding()
        return try await house.fileRound(request, context) { form, files in
            var fields = FormReader(form)
            let id = fields.uuid("id")
            let plan = try plan(&fields, year: year)
            try fields.finish()
            guard let plan else { throw Problem(.malformedRequest) }
            let site = try await SiteForm.place(
                form, files("site"), village: village, read: place, neighbours: neighbours, session: session,
                words: words, finding: &finding)
            let step = try await create(id, in: village, plan, site: site, by: session)
            return "/works/\(step.id.uuidString.lowercased())"
        } again: {
            try await screen($0, finding, context)
        }
    }

    private func plan(_ fields: inout FormReader, year: Int) throws -> ProjectPlan? {
        let name = fields.text("name", limit: 200)
        // A budget line, or its two parts where no budget is posted yet.
        let line = fields.optionalText("line", limit: 20).split(separator: "|").map(String.init)
        let activity = line.count == 2 ? line[0] : fields.text("activity", limit: 10)
        let fund = line.count == 2 ? line[1] : fields.text("fund", limit: 4)
        let kind = WorkKind(rawValue: fields.text("kind", limit: 20))
        let unit = fields.optionalText("unit", limit: 50)
        let volume = fields.optionalText("volume", limit: 20)
        let output = fields.optionalText("output", limit: 8)
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
            startsOn: starts, endsOn: ends, output: output.isEmpty ? nil : output)
    }

    private func screen(
        _ state: FormState, _ finding: SiteForm.Finding, _ context: AppContext
    ) async throws -> Screen {
        let session = try context.requireSession()
        let words = state.words
        let village = try await villages.require(try context.village(), by: session)
        let year = try context.year()
        let address = VillageAddress(village.code.number, year: year)
        let lines = try await lineFields(state, village.code, year, session)
        let model = Model(
            summary: state.summary, fields: lines + plainFields(state),
            site: SiteForm.model(state, village: village.code.number, finding: finding),
            near: finding.near, notes: finding.notes, hasChecked: !finding.isEmpty, checked: finding.mark)
        return Screen(
            template: "work-form", title: words("works.new"), model: model,
            crumbs: [
                Crumb(label: village.name, address: address.base),
                Crumb(label: words("works.title"), address: "/works"),
            ],
            modules: ["components/site-map.js"], styles: ["lib/leaflet/leaflet.css"],
            libraries: ["lib/leaflet/leaflet.js"], isDemo: village.isDemo)
    }

    /// The budget's own lines first; activity and fund apart only where no budget is posted yet. Activities
    /// without works on the ground (jns_kegiatan 1) are not offered.
    private func lineFields(
        _ state: FormState, _ village: VillageCode, _ year: Int, _ session: Session
    ) async throws -> [Field] {
        let name = state.field("name", labels: "works")
        let known = try await lists.activities(of: village, year: year, by: session)
            .filter { $0.level == 3 && $0.kind != 1 }
        let physical = Set(known.filter { $0.kind == 2 }.map(\.code))
        let codes = Set(known.map(\.code))
        let budgeted = try await budget.available(in: village, year: year, by: session)
            .filter { codes.contains($0.key.activity) }
        guard !budgeted.isEmpty else {
            let activities = known.map { Choice(value: $0.code, label: "\($0.code) \($0.name)") }
            let funds = try await lists.funds(of: village, year: year, by: session)
                .map { Choice(value: $0.code, label: "\($0.code) \($0.name)") }
            return [
                name, state.field("activity", labels: "works", options: activities),
                state.field("fund", labels: "works", options: funds), output(state, codes),
            ]
        }
        var choices: [String: (isPhysical: Bool, name: String, sen: Int64)] = [:]
        for line in budgeted {
            let key = "\(line.key.activity)|\(line.key.fund)"
            let before = choices[key]?.sen ?? 0
            choices[key] = (
                physical.contains(line.key.activity), line.activityName, before + line.standing.limit.sen
            )
        }
        let options = choices.sorted {
            ($0.value.isPhysical ? 0 : 1, $0.key) < ($1.value.isPhysical ? 0 : 1, $1.key)
        }.map { key, line in
            Choice(
                value: key,
                label: "\(key.replacingOccurrences(of: "|", with: " ")) \(line.name) – "
                    + state.words.money(sen: line.sen))
        }
        return [
            name, state.field("line", labels: "works", options: options),
            output(state, Set(budgeted.map(\.key.activity))),
        ]
    }

    /// The standard outputs (keluaran) of the activities that are offered.
    private func output(_ state: FormState, _ activities: Set<String>) -> Field {
        let options = outputs.all.filter { activities.contains($0.activity) }.map {
            Choice(value: $0.code, label: "\($0.activity) \($0.name) (\($0.unit))")
        }
        return state.field(
            "output", labels: "works", isRequired: false, options: [Choice(value: "", label: "–")] + options)
    }

    private func plainFields(_ state: FormState) -> [Field] {
        let words = state.words
        let kinds = WorkKind.allCases.map {
            Choice(value: $0.rawValue, label: words("work.kind.\($0.rawValue)"))
        }
        let managements = WorkManagement.allCases.map {
            Choice(value: $0.rawValue, label: words("work.management.\($0.rawValue)"))
        }
        let upkeep = [("no", "works.build"), ("yes", "works.upkeep")].map {
            Choice(value: $0.0, label: words($0.1))
        }
        return [
            state.field("kind", labels: "works", options: kinds),
            state.field("maintenance", labels: "works", options: upkeep),
            state.field("management", labels: "works", options: managements),
            state.field("volume", .number, labels: "works", isRequired: false),
            state.field("unit", labels: "works", isRequired: false),
            state.field("budget", .money, labels: "works"),
            state.field("starts", .date, labels: "works", value: today()),
            state.field("ends", .date, labels: "works"),
        ]
    }
}
