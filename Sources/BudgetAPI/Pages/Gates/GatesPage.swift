import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/gates`: which photos money waits for (gerbang), by the county's dated rules, and which requests two
/// persons let through without them.
struct GatesPage: Sendable {
    let house: House
    let read: ReadGate
    let set: SetGateRule
    let today: @Sendable () -> String

    var routes: [Route] {
        [
            Route(.get, "/gates", .signedIn, show),
            Route(.post, "/gates", .posts([.county]), save),
        ]
    }

    /// What gates.mustache reads.
    struct Model {
        struct Rule {
            let code: String
            let from: String
            let whom: String
            let asks: String
            let basis: String
        }

        struct Override {
            let request: String
            let address: String
            let village: String
            let amount: String
            let reason: String
            let asked: String
            let granted: String?
        }

        let summary: FormSummary?
        let maySet: Bool
        let fields: [Field]
        let rules: [Rule]
        let overrides: [Override]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let screen = try await screen(FormState(words: house.words(context)), context)
        return house.pages.render(screen, request, context)
    }

    @Sendable func save(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let rule = try Self.rule(&fields)
            try await set(rule, by: session)
            return "/gates"
        } again: {
            try await screen($0, context)
        }
    }

    private static func rule(_ fields: inout FormReader) throws -> GateRule {
        let code = fields.text("code", limit: 40)
        if code.wholeMatch(of: /[a-z0-9-]{1,40}/) == nil { fields.fail("code", "fault-malformed") }
        let from = fields.day("from")
        let fund = fields.optionalText("fund", limit: 4)
        let activity = fields.optionalText("activity", limit: 10)
        let spent = fields.integer("spent", in: 0...99)
        let stage = fields.integer("stage", in: 0...100)
        let photos = fields.integer("photos", in: 0...100)
        let basis = fields.text("basis", limit: 500)
        if !fund.isEmpty, fund.wholeMatch(of: /[A-Z]{2,4}/) == nil { fields.fail("fund", "fault-malformed") }
        if !activity.isEmpty, activity.wholeMatch(of: /[0-9](\.[0-9]{1,2}(\.[0-9]{2})?)?/) == nil {
            fields.fail("activity", "fault-malformed")
        }
        try fields.finish()
        return GateRule(
            code: code, validFrom: try Day(parsing: from), fund: fund.isEmpty ? nil : fund,
            kind: fields.form["kind"].flatMap(GateRule.Kind.init(rawValue:)),
            activity: activity.isEmpty ? nil : activity, spentPercent: spent, stage: stage, photos: photos,
            basis: basis)
    }

    private func screen(_ state: FormState, _ context: AppContext) async throws -> Screen {
        let session = try context.requireSession()
        let words = state.words
        let rules = try await read.rules(by: session)
        let overrides = try await read.overrides(by: session)
        let kinds =
            GateRule.Kind.allCases.map {
                Choice(value: $0.rawValue, label: words("gate.kind.\($0.rawValue)"))
            } + [Choice(value: "", label: words("gates.all"))]
        let fields = [
            state.field("code", labels: "gates"), state.field("from", .date, labels: "gates", value: today()),
            state.field("fund", labels: "gates", isRequired: false),
            state.field("kind", labels: "gates", isRequired: false, options: kinds),
            state.field("activity", labels: "gates", isRequired: false),
            state.field("spent", .number, labels: "gates", value: "40"),
            state.field("stage", .number, labels: "gates", value: "0"),
            state.field("photos", .number, labels: "gates", value: "1"),
            state.field("basis", labels: "gates"),
        ]
        let model = Model(
            summary: state.summary, maySet: session.holds(.county), fields: fields,
            rules: rules.map { rule($0, words) }, overrides: overrides.map { override($0, words) })
        return Screen(template: "gates", title: words("gates.title"), model: model)
    }

    private func rule(_ rule: GateRule, _ words: Words) -> Model.Rule {
        let whom = [
            rule.fund, rule.kind.map { words("gate.kind.\($0.rawValue)") }, rule.activity,
        ].compactMap { $0 }
        return Model.Rule(
            code: rule.code, from: words.date(rule.validFrom.description),
            whom: whom.isEmpty ? words("gates.all") : whom.joined(separator: ", "),
            asks: rule.photos == 0
                ? words("gates.ended")
                : words(
                    "gates.asks",
                    [
                        "spent": String(rule.spentPercent), "stage": String(rule.stage),
                        "photos": String(rule.photos),
                    ]), basis: rule.basis)
    }

    private func override(_ found: GateOverride, _ words: Words) -> Model.Override {
        func said(_ by: String, _ at: Date) -> String { "\(by), \(words.moment(at, zone: .jakarta))" }
        return Model.Override(
            request: found.number.map(String.init) ?? words("spp.no-number"),
            address: "/spp/\(found.spp.uuidString.lowercased())/gate", village: found.villageName,
            amount: words.amount(sen: found.amount.sen), reason: found.reason,
            asked: said(found.askedBy, found.askedAt),
            granted: found.grantedAt.map { said(found.grantedBy ?? "", $0) })
    }
}
