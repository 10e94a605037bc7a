import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/villages/{village}/{year}/versions/{id}/evaluation`: a budget version line by line beside the one before
/// it, with the camat's remarks and the village's answers.
struct EvaluationPage: Sendable {
    let house: House
    let villages: ReadVillages
    let versions: ListBudgetVersions
    let read: ReadEvaluation
    let remark: RemarkLine
    let answer: AnswerRemark

    var routes: [Route] {
        let path = "/villages/{village}/{year}/versions/{id}/evaluation"
        return [
            Route(.get, path, .signedIn, show),
            Route(.post, "\(path)/remarks", .posts([.district, .county]), add),
            Route(.post, "\(path)/remarks/{remark}/withdraw", .posts([.district, .county]), takeBack),
            Route(.post, "\(path)/remarks/{remark}/answer", .posts([.treasurer, .secretary]), reply),
        ]
    }

    /// What evaluation.mustache reads.
    struct Model {
        struct Remark {
            let text: String
            let who: String
            let mark: String
            let style: String
            let answer: String?
            let withdrawAddress: String?
            let answerAddress: String?
            let field: Field?
        }
        struct Row {
            let level: Int
            let code: String
            let name: String
            let amount: String
            let before: String
            let change: String
            let isChanged: Bool
            let remarkAddress: String?
            /// Where the form for a new remark on this line is open.
            let isOpen: Bool
            let remarks: [Remark]
        }

        let summary: FormSummary?
        let villageName: String
        let status: String
        let minutes: String?
        let budgetAddress: String
        let rows: [Row]
        let whole: [Remark]
        let action: String
        let place: String
        let placeName: String
        let canRemark: Bool
        let text: Field
        let binding: Field
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let state = FormState(words: house.words(context))
        let place = RemarkPlace(code: request.query("line") ?? "")
        return house.pages.render(try await screen(state, place, context), request, context)
    }

    @Sendable func add(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let version = try context.id()
        let back = request.uri.path.replacing("/remarks", with: "")
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let id = fields.uuid("id")
            let place = RemarkPlace(code: form["place"] ?? "")
            let text = fields.text("remark", limit: 2_000)
            try fields.finish()
            try await remark(
                id, on: version, place, text: text, isBinding: form["binding"] != "advice", by: session)
            return back
        } again: { state in
            try await screen(state, RemarkPlace(code: state.form["place"] ?? ""), context)
        }
    }

    @Sendable func takeBack(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let (version, id) = (try context.id(), try context.id("remark"))
        return try await house.round(request, context) { _ in
            try await remark.withdraw(id, of: version, by: session)
            return try page(context)
        } again: { state in
            try await screen(state, RemarkPlace(), context)
        }
    }

    @Sendable func reply(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let (version, id) = (try context.id(), try context.id("remark"))
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let text = fields.text("answer", limit: 2_000)
            try fields.finish()
            try await answer(id, of: version, answer: text, by: session)
            return try page(context)
        } again: {
            try await screen($0.refused(at: id.uuidString.lowercased()), RemarkPlace(), context)
        }
    }

    private func page(_ context: AppContext) throws -> String {
        let base = VillageAddress(try context.village().number, year: try context.year()).base
        return "\(base)/versions/\(try context.id().uuidString.lowercased())/evaluation"
    }

    private func screen(_ state: FormState, _ place: RemarkPlace, _ context: AppContext) async throws
        -> Screen
    {
        let session = try context.requireSession()
        let words = state.words
        let village = try await villages.require(try context.village(), by: session)
        let version = try await versions.version(try context.id(), by: session)
        guard version.village == village.code, version.year == (try context.year()) else {
            throw Problem(.notFound)
        }
        let base = VillageAddress(village.code.number, year: version.year).base
        let view = EvaluationView(
            words: words, version: version, session: session, own: try page(context), state: state,
            place: place, remarks: try await read.remarks(of: version.id, by: session),
            lines: try await read.lines(of: version.id, by: session))
        return Screen(
            template: "evaluation", title: words("evaluation.title", ["year": String(version.year)]),
            model: view.model(
                village.name, "\(base)/budget?version=\(version.id.uuidString.lowercased())"),
            crumbs: [
                Crumb(label: village.name, address: base),
                Crumb(
                    label: words("budget.title", ["year": String(version.year)]),
                    address: "\(base)/budget?version=\(version.id.uuidString.lowercased())"),
            ], isDemo: village.isDemo)
    }
}

/// What the evaluation page says: plain texts and numbers, ready for its template.
struct EvaluationView {
    let words: Words
    let version: BudgetVersion
    let session: Session
    let own: String
    let state: FormState
    let place: RemarkPlace
    let remarks: [LineRemark]
    let lines: [ReadEvaluation.Line]

    private func mine(_ roles: Role...) -> Bool {
        session.posts.contains { roles.contains($0.role) && $0.covers(version.village.number) }
    }

    private var canRemark: Bool { version.state == .submitted && mine(.district, .county) }
    private var canAnswer: Bool { version.state == .returned && mine(.treasurer, .secretary) }

    func model(_ villageName: String, _ budgetAddress: String) -> EvaluationPage.Model {
        let rows = rows
        let line = rows.first(where: \.isOpen).map { "\($0.code) \($0.name)" } ?? place.code
        return EvaluationPage.Model(
            summary: state.summary, villageName: villageName,
            status: [
                words("budget-kind.\(version.kind.rawValue)"), words("state.\(version.state.rawValue)"),
            ].joined(separator: " – "),
            minutes: version.minutesNumber.map { number in
                words("budget.minutes", ["number": number, "day": words.date(version.minutesDate ?? "")])
            },
            budgetAddress: budgetAddress, rows: rows, whole: remarks(on: RemarkPlace()),
            action: "\(own)/remarks", place: place.code,
            placeName: place.code.isEmpty
                ? words("evaluation.whole") : words("evaluation.on", ["line": line]),
            canRemark: canRemark, text: state.field("remark", .area, labels: "evaluation"),
            binding: state.field(
                "binding", labels: "evaluation", value: "binding",
                options: ["binding", "advice"].map {
                    Choice(value: $0, label: words("evaluation.mark-\($0)"))
                }))
    }

    private var rows: [EvaluationPage.Model.Row] {
        var rows: [EvaluationPage.Model.Row] = []
        var activity = ""
        for line in lines {
            if line.key.activity != activity {
                activity = line.key.activity
                let own = lines.filter { $0.key.activity == activity }
                rows.append(
                    row(
                        1, activity, line.activityName, own.reduce(0) { $0 + $1.amount.sen },
                        own.reduce(0) { $0 + $1.before.sen }, RemarkPlace(activity: activity)))
            }
            let place = RemarkPlace(
                activity: activity, account: line.key.account, fund: line.key.fund,
                subDetail: line.key.subDetail)
            let code = "\(line.key.account) \(line.key.fund) \(line.key.subDetail)"
            rows.append(row(3, code, line.accountName, line.amount.sen, line.before.sen, place))
        }
        return rows
    }

    private func row(
        _ level: Int, _ code: String, _ name: String, _ amount: Int64, _ before: Int64, _ place: RemarkPlace
    ) -> EvaluationPage.Model.Row {
        EvaluationPage.Model.Row(
            level: level, code: code, name: name, amount: words.amount(sen: amount),
            before: words.amount(sen: before), change: words.amount(sen: amount - before),
            isChanged: amount != before,
            remarkAddress: canRemark ? "\(own)?line=\(place.code.queryEncoded)#remark" : nil,
            isOpen: canRemark && place == self.place, remarks: remarks(on: place))
    }

    private func remarks(on place: RemarkPlace) -> [EvaluationPage.Model.Remark] {
        remarks.filter { $0.place == place }.map { remark in
            let id = remark.id.uuidString.lowercased()
            let isOfRound = remark.revision == version.revision
            return EvaluationPage.Model.Remark(
                text: remark.text,
                who: "\(remark.person), \(words.moment(remark.recordedAt, zone: .jakarta))",
                mark: words("evaluation.mark-\(remark.isBinding ? "binding" : "advice")"),
                style: remark.answer != nil ? "well" : remark.isBinding ? "wrong" : "warn",
                answer: remark.answer.map { "\($0) – \(remark.answeredBy ?? "")" },
                withdrawAddress: canRemark && isOfRound ? "\(own)/remarks/\(id)/withdraw" : nil,
                answerAddress: canAnswer ? "\(own)/remarks/\(id)/answer" : nil,
                field: canAnswer ? answerField(remark) : nil)
        }
    }

    private func answerField(_ remark: LineRemark) -> Field {
        state.step(remark.id.uuidString.lowercased())
            .field("answer", .area, labels: "evaluation", value: remark.answer ?? "")
    }
}
