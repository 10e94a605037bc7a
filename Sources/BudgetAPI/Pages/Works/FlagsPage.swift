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
    let progress: ReadProgress
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
        let state = try request.query("state", FlagState.init(rawValue:))
        let severity = try request.query("severity", FlagSeverity.init(rawValue:))
        let project = try request.query("project", UUID.init(uuidString:))
        let filter = FlagFilter(
            states: state.map { [$0] } ?? [.open, .explained, .confirmed], severities: severity.map { [$0] },
            project: project)
        let page = try await list(filter, after: try request.query("after", Int64.init), by: session)
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

    static func style(_ severity: FlagSeverity) -> String {
        switch severity {
        case .alert: "wrong"
        case .warning: "warn"
        case .info: ""
        }
    }

    // MARK: one case

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
        var photos: [UUID: [ProgressReport]] = [:]
        for work in [found.flag.work, found.flag.other].compactMap({ $0 }) {
            // Only of works in the reader's own villages: photos are nobody else's to see.
            photos[work.project] = try await reports(of: work.project, by: session)
        }
        let view = CaseView(
            found: found, photos: photos, session: session, words: words, mapLink: house.settings.mapLink)
        let model = view.model(
            summary: state.summary, style: Self.style(found.flag.severity),
            steps: steps(found.flag, session, state))
        return Screen(
            template: "flag", title: words("flags.case", ["work": found.flag.work.name]), model: model,
            crumbs: [Crumb(label: words("flags.title"), address: "/flags")],
            modules: [
                "components/site-map.js", "components/photo-compare.js", "components/live-page.js",
                "components/copy-text.js",
            ],
            styles: ["lib/leaflet/leaflet.css"], libraries: ["lib/leaflet/leaflet.js"])
    }

    private func reports(of project: UUID, by session: Session) async throws -> [ProgressReport] {
        try await progress.reports(of: project, by: session)
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
