import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Monitoring

/// `/screening`: how each rule fared (what was confirmed, what dismissed), the thresholds in force with their
/// history, what a change would have done with the works of a year, and, for DPMD, the change itself.
struct RulesPage: Sendable {
    let house: House
    let rules: ReadRules
    let set: SetRules
    let preview: PreviewRules

    var routes: [Route] {
        [
            Route(.get, "/screening", .posts([.county, .inspector]), show),
            Route(.get, "/screening/preview", .posts([.county, .inspector]), look),
            Route(.post, "/screening", .posts([.county]), store),
        ]
    }

    /// What screening.mustache reads.
    struct Model {
        struct Rule {
            let rule: String
            let name: String
            let open: String
            let explained: String
            let confirmed: String
            let dismissed: String
            let share: String
            /// More dismissed than confirmed, and enough to tell.
            let isNoisy: Bool
        }

        struct Threshold {
            let name: String
            let value: String
            let shipped: String?
        }

        struct Version {
            let version: String
            let what: String
            let reason: String
            let who: String
        }

        let summary: FormSummary?
        let rules: [Rule]
        let thresholds: [Threshold]
        let versions: [Version]
        let look: [Field]
        let effect: EffectModel?
        let mayStore: Bool
        let version: Int
        let formID: String?
        let store: [Field]
    }

    /// What a change would have done.
    struct EffectModel {
        struct Line {
            let what: String
            let style: String
            let reason: String
            let address: String
            let decision: String
        }

        let counts: String
        let decided: String
        let isPartial: Bool
        let lines: [Line]
        let more: String?
    }

    /// The change of one threshold, as the forms ask it.
    struct Wish {
        var name = ""
        var value = 0.0

        init() {}

        init(_ fields: inout FormReader) {
            name = fields.text("name", limit: 60)
            let typed = fields.text("value", limit: 20)
            guard !typed.isEmpty else { return }
            guard let number = Double(typed.replacingOccurrences(of: ",", with: ".")),
                (0...1_000_000).contains(number)
            else {
                fields.fail("value", "fault-out-of-range")
                return
            }
            value = number
            let isKnown = ScreeningParameters.standard.all.contains { [name] in $0.name == name }
            if !name.isEmpty, !isKnown { fields.fail("name", "fault-malformed") }
        }

        /// The whole set: what was changed before, and this.
        func over(_ changes: [String: Double]) -> [String: Double] {
            var changes = changes
            changes[name] = value
            let shipped = ScreeningParameters.standard.all.first { $0.name == name }?.value
            if shipped == value { changes[name] = nil }
            return changes
        }
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let state = FormState(words: house.words(context))
        return house.pages.render(try await screen(state, context), request, context)
    }

    @Sendable func look(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let query = ["name", "value", "year"].map { (name: $0, value: request.query($0) ?? "") }
        var state = FormState(words: house.words(context), form: Form(query))
        var effect: EffectModel?
        do {
            var fields = FormReader(state.form)
            let wish = Wish(&fields)
            let year = fields.integer("year", in: 2015...2100)
            try fields.finish()
            let changes = wish.over(try await rules.current(by: session).changes)
            effect = self.effect(
                try await preview(changes, year: year, by: session), state.words)
        } catch let problem as Problem {
            state.problem = problem
        }
        var screen = try await screen(state, context, effect)
        if let problem = state.problem { screen.status = problem.status }
        return house.pages.render(screen, request, context)
    }

    @Sendable func store(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let wish = Wish(&fields)
            let (id, version) = (fields.uuid("id"), fields.integer("version", in: 0...1_000_000))
            let reason = fields.text("reason", limit: 2_000)
            try fields.finish()
            let changes = wish.over(try await rules.current(by: session).changes)
            _ = try await set(id, over: version, changes, reason: reason, by: session)
            return "/screening"
        } again: {
            try await screen($0, context)
        }
    }
}
