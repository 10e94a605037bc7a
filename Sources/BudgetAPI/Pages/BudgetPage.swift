import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// The use cases that move a budget version on.
struct BudgetSteps: Sendable {
    let open: OpenBudgetVersion
    let agree: AgreeBudget
    let submit: SubmitBudget
    let withdraw: WithdrawBudget
    let evaluate: EvaluateBudget
    let post: PostBudget
    let delete: DeleteBudgetVersion
}

/// `/villages/{village}/{year}/budget`: one version of the village's budget (APBDes) as a tree with totals,
/// how each fund source stands, and the steps this person may take.
struct BudgetPage: Sendable {
    let house: House
    let villages: ReadVillages
    let versions: ListBudgetVersions
    let readBudget: ReadBudget
    let ceilings: Ceilings
    let steps: BudgetSteps

    var routes: [Route] {
        let base = "/villages/{village}/{year}"
        return [
            Route(.get, "\(base)/budget", .signedIn, show),
            Route(.post, "\(base)/versions", .posts([.treasurer, .secretary]), open),
            Route(.post, "\(base)/versions/{id}/agree", .posts([.council]), agree),
            Route(.post, "\(base)/versions/{id}/submit", .posts([.head, .secretary]), submit),
            Route(.post, "\(base)/versions/{id}/withdraw", .posts([.head, .secretary]), withdraw),
            Route(.post, "\(base)/versions/{id}/evaluate", .posts([.district, .county]), evaluate),
            Route(.post, "\(base)/versions/{id}/return", .posts([.district, .county]), sendBack),
            Route(.post, "\(base)/versions/{id}/post", .posts([.secretary, .treasurer]), post),
            Route(.post, "\(base)/versions/{id}/delete", .posts([.treasurer, .secretary]), delete),
        ]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let state = FormState(words: house.words(context))
        let wanted = try request.query("version", UUID.init(uuidString:))
        return house.pages.render(try await screen(state, wanted, context), request, context)
    }

    @Sendable func open(_ request: Request, _ context: AppContext) async throws -> Response {
        try await step("open", request, context) { form, session in
            var fields = FormReader(form)
            let id = fields.uuid("id")
            guard let kind = BudgetKind(rawValue: fields.text("kind")) else {
                throw Problem(.malformedRequest)
            }
            try fields.finish()
            let (village, year) = (try context.village(), try context.year())
            return try await steps.open(id, village: village, year: year, kind: kind, by: session).id
        }
    }

    @Sendable func agree(_ request: Request, _ context: AppContext) async throws -> Response {
        try await step("agree", request, context) { form, session in
            var fields = FormReader(form)
            let (id, revision) = (try context.id(), fields.revision())
            let number = fields.text("minutes", limit: 100)
            let day = fields.day("day")
            let note = fields.optionalText("note", limit: 2_000)
            try fields.finish()
            let held = try Day(parsing: day)
            return try await steps.agree(
                id, revision: revision, minutes: number, on: held, note: note, by: session
            ).id
        }
    }

    @Sendable func withdraw(_ request: Request, _ context: AppContext) async throws -> Response {
        try await step("withdraw", request, context) { form, session in
            var fields = FormReader(form)
            let (id, revision) = (try context.id(), fields.revision())
            let note = fields.text("note", limit: 2_000)
            try fields.finish()
            return try await steps.withdraw(id, revision: revision, reason: note, by: session).id
        }
    }

    @Sendable func submit(_ request: Request, _ context: AppContext) async throws -> Response {
        try await step("submit", request, context) { form, session in
            var fields = FormReader(form)
            let (id, revision) = (try context.id(), fields.revision())
            try fields.finish()
            return try await steps.submit(id, revision: revision, by: session).id
        }
    }

    @Sendable func evaluate(_ request: Request, _ context: AppContext) async throws -> Response {
        try await answer("evaluate", isAccepted: true, request, context)
    }

    @Sendable func sendBack(_ request: Request, _ context: AppContext) async throws -> Response {
        try await answer("return", isAccepted: false, request, context)
    }

    private func answer(
        _ verb: String, isAccepted: Bool, _ request: Request, _ context: AppContext
    ) async throws -> Response {
        try await step(verb, request, context) { form, session in
            var fields = FormReader(form)
            let (id, revision) = (try context.id(), fields.revision())
            let note = fields.optionalText("note", limit: 2_000)
            try fields.finish()
            return try await steps.evaluate(
                id, revision: revision, isAccepted: isAccepted, note: note, by: session
            ).id
        }
    }

    @Sendable func post(_ request: Request, _ context: AppContext) async throws -> Response {
        try await step("post", request, context) { form, session in
            var fields = FormReader(form)
            let (id, revision) = (try context.id(), fields.revision())
            let number = fields.text("regulation", limit: 100)
            let day = fields.day("day")
            try fields.finish()
            return try await steps.post(
                id, revision: revision, regulationNumber: number, regulationDate: try Day(parsing: day),
                by: session
            ).id
        }
    }

    @Sendable func delete(_ request: Request, _ context: AppContext) async throws -> Response {
        try await step("delete", request, context) { form, session in
            var fields = FormReader(form)
            let (id, revision) = (try context.id(), fields.revision())
            try fields.finish()
            try await steps.delete(id, revision: revision, by: session)
            return nil
        }
    }

    /// One step of a version: acts, and goes back to the page of that version.
    private func step(
        _ verb: String, _ request: Request, _ context: AppContext,
        act: (Form, Session) async throws -> UUID?
    ) async throws -> Response {
        let session = try context.requireSession()
        let base = VillageAddress(try context.village().number, year: try context.year()).base
        return try await house.round(request, context) { form in
            let version = try await act(form, session)
            return "\(base)/budget" + (version.map { "?version=\($0.uuidString.lowercased())" } ?? "")
        } again: { state in
            var state = state
            state.refusedStep = verb
            return try await screen(state, context.parameters.get("id", as: UUID.self), context)
        }
    }

    private func screen(_ state: FormState, _ wanted: UUID?, _ context: AppContext) async throws -> Screen {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let year = try context.year()
        let all = try await versions(of: village.code, year: year, by: session)
        let shown = all.first { $0.id == wanted } ?? all.last
        let tree: BudgetTree? =
            if let shown { try await readBudget(of: shown, by: session) } else { nil }
        let past: [ListBudgetVersions.Step] =
            if let shown { try await versions.steps(of: shown.id, by: session) } else { [] }
        let promised = try await ceilings.list(
            year: year, village: village.code, limit: PageLimit(100), by: session
        ).rows
        let income = tree?.funds.map { ($0.fund, $0.income) } ?? []
        let view = BudgetView(
            words: state.words, village: village, year: year, versions: all, tree: tree,
            ceilings: BudgetCeiling.compare(promised, with: Dictionary(income) { first, _ in first }),
            past: past, session: session)
        return Screen(
            template: "budget", title: state.words("budget.title", ["year": String(year)]),
            model: view.model(state), crumbs: [Crumb(label: village.name, address: view.base)],
            isDemo: village.isDemo)
    }
}

extension FormReader {
    /// The revision of the document as the form showed it.
    mutating func revision() -> Int { integer("revision", in: 1...1_000_000_000) }
}
