import Commons
import Foundation
import GeoIndex
import HTTPTypes
import Hummingbird
import Monitoring

/// `/flags`: evidence that asks for a look (tanda perlu diperiksa), and `/flags/{id}`: one case with both
/// works, what was said, and the decision. A flag is never a verdict.
struct FlagsPage: Sendable {
    let house: House
    let list: ListFlags
    let read: ReadFlag
    let explain: ExplainFlag
    let decide: DecideFlag

    var routes: [Route] {
        [
            Route(.get, "/flags", .signedIn, show),
            Route(.get, "/flags/{id}", .signedIn, showOne),
            Route(.post, "/flags/{id}/explain", .posts([.manager, .secretary, .head]), explainIt),
            Route(.post, "/flags/{id}/confirm", .posts([.inspector]), confirm),
            Route(.post, "/flags/{id}/dismiss", .posts([.inspector]), dismiss),
            Route(.post, "/flags/{id}/reopen", .posts([.inspector]), reopen),
        ]
    }

    /// What flags.mustache reads.
    struct Model {
        struct Line {
            let address: String
            let severity: String
            let style: String
            let reason: String
            let works: String
            let state: String
            let at: String
        }

        let states: [Choice]
        let severities: [Choice]
        let lines: [Line]
        let next: String?
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        let state = request.query("state").flatMap(FlagState.init(rawValue:))
        let severity = request.query("severity").flatMap(FlagSeverity.init(rawValue:))
        let project = request.query("project").flatMap(UUID.init(uuidString:))
        let filter = FlagFilter(
            states: state.map { [$0] } ?? [.open, .explained, .confirmed], severities: severity.map { [$0] },
            project: project)
        let page = try await list(filter, after: request.query("after").flatMap(Int64.init), by: session)
        func choices(_ values: [String], _ key: String, _ chosen: String?) -> [Choice] {
            [Choice(value: "", label: words("works.all"))]
                + values.map { Choice(value: $0, label: words("\(key).\($0)"), isChosen: $0 == chosen) }
        }
        let query = "state=\(state?.rawValue ?? "")&severity=\(severity?.rawValue ?? "")"
        let model = Model(
            states: choices(FlagState.allCases.map(\.rawValue), "flag.state", state?.rawValue),
            severities: choices(FlagSeverity.allCases.map(\.rawValue), "flag.severity", severity?.rawValue),
            lines: page.items.map { line($0, words) }, next: page.next.map { "/flags?\(query)&after=\($0)" })
        return house.pages.render(
            Screen(template: "flags", title: words("flags.title"), model: model), request, context)
    }

    private func line(_ flag: RaisedFlag, _ words: Words) -> Model.Line {
        let works = [flag.work, flag.other].compactMap { $0 }.map { "\($0.name) (\($0.villageName))" }
        return Model.Line(
            address: "/flags/\(flag.id.uuidString.lowercased())",
            severity: words("flag.severity.\(flag.severity.rawValue)"), style: Self.style(flag.severity),
            reason: FlagWords.reason(flag, words), works: works.joined(separator: " – "),
            state: words("flag.state.\(flag.state.rawValue)"), at: words.moment(flag.raisedAt, zone: .jakarta)
        )
    }

    private static func style(_ severity: FlagSeverity) -> String {
        switch severity {
        case .alert: "wrong"
        case .warning: "warn"
        case .info: ""
        }
    }

    // MARK: one case

    /// What flag.mustache reads.
    struct CaseModel {
        struct Work {
            let name: String
            let address: String?
            let facts: String
            let geoJSON: String?
        }

        struct Past {
            let what: String
            let who: String
            let reason: String
        }

        let summary: FormSummary?
        let severity: String
        let style: String
        let state: String
        let reason: String
        let works: [Work]
        let past: [Past]
        let steps: [Step]
    }

    @Sendable func showOne(_ request: Request, _ context: AppContext) async throws -> Response {
        let screen = try await screen(FormState(words: house.words(context)), context)
        return house.pages.render(screen, request, context)
    }

    @Sendable func explainIt(_ request: Request, _ context: AppContext) async throws -> Response {
        try await step("explain", request, context) { id, revision, reason, session in
            _ = try await explain(id, revision: revision, reason: reason, by: session)
        }
    }

    @Sendable func confirm(_ request: Request, _ context: AppContext) async throws -> Response {
        try await step("confirm", request, context) { id, revision, reason, session in
            _ = try await decide(id, revision: revision, .confirm, reason: reason, by: session)
        }
    }

    @Sendable func dismiss(_ request: Request, _ context: AppContext) async throws -> Response {
        try await step("dismiss", request, context) { id, revision, reason, session in
            _ = try await decide(id, revision: revision, .dismiss, reason: reason, by: session)
        }
    }

    @Sendable func reopen(_ request: Request, _ context: AppContext) async throws -> Response {
        try await step("reopen", request, context) { id, revision, reason, session in
            _ = try await decide.reopen(id, revision: revision, reason: reason, by: session)
        }
    }

    private func step(
        _ verb: String, _ request: Request, _ context: AppContext,
        act: (UUID, Int, String, Session) async throws -> Void
    ) async throws -> Response {
        let session = try context.requireSession()
        let id = try context.id()
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let revision = fields.revision()
            let reason = fields.text("reason", limit: 2_000)
            try fields.finish()
            try await act(id, revision, reason, session)
            return "/flags/\(id.uuidString.lowercased())"
        } again: { state in
            var state = state
            state.refusedStep = verb
            return try await screen(state, context)
        }
    }

    private func screen(_ state: FormState, _ context: AppContext) async throws -> Screen {
        let session = try context.requireSession()
        let words = state.words
        let found = try await read(try context.id(), by: session)
        let flag = found.flag
        let past = found.steps.map { step in
            CaseModel.Past(
                what: words("flag.verb.\(step.verb)"),
                who: [step.person, step.villageName, words.moment(step.at, zone: .jakarta)].compactMap { $0 }
                    .joined(separator: ", "),
                reason: step.reason)
        }
        let model = CaseModel(
            summary: state.summary, severity: words("flag.severity.\(flag.severity.rawValue)"),
            style: Self.style(flag.severity), state: words("flag.state.\(flag.state.rawValue)"),
            reason: FlagWords.reason(flag, words),
            works: [flag.work, flag.other].compactMap { $0 }.map { work($0, session, words) }, past: past,
            steps: steps(flag, session, state))
        return Screen(
            template: "flag", title: words("flags.case"), model: model,
            crumbs: [Crumb(label: words("flags.title"), address: "/flags")],
            modules: ["components/site-map.js"],
            styles: ["lib/leaflet/leaflet.css"], libraries: ["lib/leaflet/leaflet.js"])
    }

    private func work(_ work: FlaggedWork, _ session: Session, _ words: Words) -> CaseModel.Work {
        let mayOpen = session.posts.contains { $0.covers(work.village) }
        let facts = [
            work.villageName, words("work.kind.\(work.kind.rawValue)"), "\(work.fund) \(work.year)",
            words("work.state.\(work.state.rawValue)"),
        ]
        return CaseModel.Work(
            name: work.name, address: mayOpen ? "/works/\(work.project.uuidString.lowercased())" : nil,
            facts: facts.joined(separator: " · "),
            geoJSON: work.shape?.geoJSON())
    }

    private func steps(_ flag: RaisedFlag, _ session: Session, _ state: FormState) -> [Step] {
        let villages = [flag.work.village, flag.other?.village].compactMap { $0 }
        let isOfVillage = villages.contains { session.holds(.manager, .secretary, .head, over: $0) }
        let isInspector = session.holds(.inspector)
        var verbs: [String] = []
        switch flag.state {
        case .open:
            if isOfVillage { verbs.append("explain") }
            if isInspector { verbs += ["confirm", "dismiss"] }
        case .explained: if isInspector { verbs += ["confirm", "dismiss"] }
        case .confirmed, .dismissed: if isInspector { verbs.append("reopen") }
        case .superseded: break
        }
        return verbs.map { verb in
            Step(
                address: "/flags/\(flag.id.uuidString.lowercased())/\(verb)",
                label: state.words("flag.do.\(verb)"),
                style: verb == "confirm" ? "danger" : "", revision: flag.revision,
                fields: [state.step(verb).field("reason", .area, labels: "flag.\(verb)")])
        }
    }
}

/// A flag's reason as a sentence.
enum FlagWords {
    static func reason(_ flag: RaisedFlag, _ words: Words) -> String {
        words(flag.reason, flag.evidence.shown(in: words))
    }
}
