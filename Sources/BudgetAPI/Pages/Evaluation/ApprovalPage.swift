import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/approvals`: the village head's box on a phone: all that waits for a decision, what each changes and what
/// remains on the line, with the buttons beside it.
struct ApprovalPage: Sendable {
    let house: House
    let read: ReadApprovals
    let settle: SettleAdvance
    let work: ListBudgetWork
    let spending: SPPSteps
    let submit: SubmitBudget
    let withdraw: WithdrawBudget

    var routes: [Route] {
        let box = "/approvals"
        return [
            Route(.get, box, .posts([.head]), show),
            Route(.post, "\(box)/requests/{id}/approve", .posts([.head])) { request, context in
                try await decide(.approve, request, context)
            },
            Route(.post, "\(box)/requests/{id}/return", .posts([.head])) { request, context in
                try await decide(.return, request, context)
            },
            Route(.post, "\(box)/settlements/{id}/approve", .posts([.head]), approve),
            Route(.post, "\(box)/settlements/{id}/return", .posts([.head]), giveBack),
            Route(.post, "\(box)/budgets/{id}/submit", .posts([.head]), send),
            Route(.post, "\(box)/budgets/{id}/withdraw", .posts([.head]), takeBack),
            Route(.get, "/v1/approvals", .posts([.head]), list),
            Route(.get, "/v1/approvals/settlements", .posts([.head]), listSettlements),
        ]
    }

    /// What approvals.mustache reads.
    struct Model {
        /// What is taken of one line, and how the line stands before and after.
        struct Line {
            let name: String
            let amount: String
            let isShort: Bool
            let figures: [Figure]
        }
        struct Figure {
            let label: String
            let amount: String
            var isShort = false
        }
        struct Item {
            let id: String
            let title: String
            let village: String
            let amount: String
            let purpose: String
            let facts: String
            let address: String
            let lines: [Line]
            /// Gross, each tax and net, where something is withheld.
            let taxes: [Figure]
            let revision: Int
            let approve: String
            let approveLabel: String
            let giveBack: String
            let giveBackLabel: String
            let reason: Field
            let isRefused: Bool
        }

        let summary: FormSummary?
        let factor: String
        let factorLink: String?
        let isFresh: Bool
        let notice: String?
        let count: String
        let items: [Item]
        /// Settlements on their way that others have: to be seen, not decided here.
        let settlements: [Settlement]

        struct Settlement {
            let title: String
            let address: String
            let amount: String
            let purpose: String
            let facts: String
        }
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let state = FormState(words: house.words(context))
        return house.pages.render(
            try await screen(state, done: request.query("done"), context), request, context)
    }

    private func decide(_ verb: SPPSteps.Verb, _ request: Request, _ context: AppContext) async throws
        -> Response
    {
        try await step(verb.rawValue, request, context) { fields, id, session in
            let revision = fields.revision()
            let reason = verb.needsReason ? fields.text("reason", limit: 2_000) : ""
            try fields.finish()
            _ = try await spending(verb, id, revision: revision, reason: reason, by: session)
        }
    }

    @Sendable func approve(_ request: Request, _ context: AppContext) async throws -> Response {
        try await step("approve", request, context) { fields, id, session in
            let revision = fields.revision()
            try fields.finish()
            _ = try await settle.approve(id, revision: revision, by: session)
        }
    }

    @Sendable func giveBack(_ request: Request, _ context: AppContext) async throws -> Response {
        try await step("return", request, context) { fields, id, session in
            let revision = fields.revision()
            let reason = fields.text("reason", limit: 2_000)
            try fields.finish()
            _ = try await settle.giveBack(id, revision: revision, reason: reason, by: session)
        }
    }

    @Sendable func send(_ request: Request, _ context: AppContext) async throws -> Response {
        try await step("submit", request, context) { fields, id, session in
            let revision = fields.revision()
            try fields.finish()
            _ = try await submit(id, revision: revision, by: session)
        }
    }

    @Sendable func takeBack(_ request: Request, _ context: AppContext) async throws -> Response {
        try await step("withdraw", request, context) { fields, id, session in
            let revision = fields.revision()
            let reason = fields.text("reason", limit: 2_000)
            try fields.finish()
            _ = try await withdraw(id, revision: revision, reason: reason, by: session)
        }
    }

    /// One decision; then the box again, with the next one on top.
    private func step(
        _ verb: String, _ request: Request, _ context: AppContext,
        act: (inout FormReader, UUID, Session) async throws -> Void
    ) async throws -> Response {
        let session = try context.requireSession()
        let id = try context.id()
        do {
            return try await house.round(request, context) { form in
                var fields = FormReader(form)
                try await act(&fields, id, session)
                return "/approvals?done=\(verb)"
            } again: {
                try await screen($0.refused(at: id.uuidString.lowercased()), done: nil, context)
            }
        } catch  where Problem(anyOf: error)?.kind == .secondFactorNeeded {
            // Back to the box afterwards, not to the address of the step.
            return .seeOther("/second-factor?next=/approvals")
        }
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let found = try await read(limit: try request.limit(), by: try context.requireSession())
        return try context.json(list: found.map(ApprovalBody.init), next: nil, request)
    }

    @Sendable func listSettlements(_ request: Request, _ context: AppContext) async throws -> Response {
        let found = try await read.settlements(
            limit: try request.limit(), by: try context.requireSession())
        return try context.json(list: found.map(WaitingSettlementBody.init), next: nil, request)
    }

    private func screen(_ state: FormState, done: String?, _ context: AppContext) async throws -> Screen {
        let session = try context.requireSession()
        let words = state.words
        let requests = try await read(limit: PageLimit(30), by: session)
        let budgets = try await work(in: [.agreed], limit: PageLimit(30), by: session).rows
            .filter { item in
                session.posts.contains { $0.role == .head && $0.covers(item.version.village.number) }
            }
        let settlements = try await read.settlements(limit: PageLimit(30), by: session)
        let minutes = session.secondFactorAt.map { 30 - Int(Date().timeIntervalSince($0) / 60) } ?? 0
        let isFresh = minutes > 0
        let items =
            requests.map { item($0, state) }
            + settlements.filter(\.isForReader).map { item($0, state) } + budgets.map { item($0, state) }
        let model = Model(
            summary: state.summary,
            factor: isFresh
                ? words("approvals.factor-valid", ["minutes": String(minutes)]) : words("approvals.factor"),
            factorLink: isFresh ? nil : "/second-factor?next=/approvals", isFresh: isFresh,
            notice: done.flatMap { words.has("approvals.done-\($0)") ? words("approvals.done-\($0)") : nil },
            count: words("approvals.count", ["count": String(items.count)]), items: items,
            settlements: settlements.filter { !$0.isForReader }.map { settlement($0, words) })
        return Screen(template: "approvals", title: words("approvals.title"), model: model)
    }

    private func item(_ request: ReadApprovals.Request, _ state: FormState) -> Model.Item {
        let (words, spp) = (state.words, request.summary)
        let id = spp.id.uuidString.lowercased()
        let base = VillageAddress(spp.village.number, year: spp.year).base
        return Model.Item(
            id: id, title: spp.numberText ?? words("spp.no-number"), village: request.villageName,
            amount: words.money(sen: spp.amount.sen), purpose: spp.purpose,
            facts: words(
                "approvals.facts",
                [
                    "day": words.date(spp.day), "requester": spp.requester ?? "",
                    "verifier": request.verifier, "payee": request.payee.isEmpty ? "–" : request.payee,
                ]),
            address: "\(base)/spp/\(id)", lines: request.lines.map { line($0, words) },
            taxes: taxes(of: request, words),
            revision: spp.revision, approve: "/approvals/requests/\(id)/approve",
            approveLabel: words("spp.step-approve"), giveBack: "/approvals/requests/\(id)/return",
            giveBackLabel: words("spp.step-return"),
            reason: state.step(id).field("reason", .area, labels: "spp"), isRefused: state.refusedStep == id)
    }

    private func taxes(of request: ReadApprovals.Request, _ words: Words) -> [Model.Figure] {
        let spp = request.summary
        let taxes = request.taxes.standing(in: spp.state)
        guard !taxes.isEmpty else { return [] }
        let net = request.taxes.net(of: spp.amount, in: spp.state)
        return [Model.Figure(label: words("spp.gross"), amount: words.money(sen: spp.amount.sen))]
            + taxes.map { Model.Figure(label: words.tax($0), amount: "−\(words.money(sen: $0.amount.sen))") }
            + [Model.Figure(label: words("spp.net"), amount: words.money(sen: net.sen))]
    }

    /// A settlement that waits for the head, with what it leaves open of the advance.
    private func item(_ item: ReadApprovals.Settlement, _ state: FormState) -> Model.Item {
        let (words, shown) = (state.words, settlement(item, state.words))
        let id = item.id.uuidString.lowercased()
        return Model.Item(
            id: id, title: shown.title, village: item.villageName, amount: shown.amount,
            purpose: shown.purpose, facts: shown.facts, address: shown.address,
            lines: item.lines.map { line in
                let rest = line.open.sen - line.amount.sen
                return Model.Line(
                    name: Self.name(of: line.key, line.activityName, line.accountName),
                    amount: words.money(sen: line.amount.sen), isShort: rest < 0,
                    figures: [
                        Model.Figure(
                            label: words("approvals.open-before"), amount: words.money(sen: line.open.sen)),
                        Model.Figure(
                            label: words("approvals.open-after"), amount: words.money(sen: rest),
                            isShort: rest < 0),
                    ])
            }, taxes: [], revision: item.revision, approve: "/approvals/settlements/\(id)/approve",
            approveLabel: words("spp.step-approve"), giveBack: "/approvals/settlements/\(id)/return",
            giveBackLabel: words("spp.step-return"),
            reason: state.step(id).field("reason", .area, labels: "spp"), isRefused: state.refusedStep == id)
    }

    private static func name(of key: LineKey, _ activity: String, _ account: String) -> String {
        "\(key.activity) \(activity) · \(key.account) \(account)"
    }

    private func settlement(_ item: ReadApprovals.Settlement, _ words: Words) -> Model.Settlement {
        let base = VillageAddress(item.village.number, year: item.year).base
        let facts = [
            "day": words.date(item.day), "requester": item.requester, "village": item.villageName,
            "state": words("approvals.settlement-\(item.state.rawValue)"),
        ]
        return Model.Settlement(
            title: words(
                "approvals.settlement",
                ["number": String(item.number), "advance": String(item.sppNumber)]),
            address: "\(base)/spp/\(item.spp.uuidString.lowercased())/money",
            amount: words.money(sen: item.amount.sen), purpose: item.description,
            facts: words("approvals.settlement-facts", facts))
    }

    private func line(_ line: ReadSPP.Line, _ words: Words) -> Model.Line {
        let (amount, rest) = (line.amount?.sen ?? 0, line.standing.remaining.sen)
        let isShort = rest < 0 || line.cash.sen < amount
        return Model.Line(
            name: Self.name(of: line.key, line.activityName, line.accountName),
            amount: words.money(sen: amount), isShort: isShort,
            figures: [
                Model.Figure(label: words("approvals.before"), amount: words.money(sen: rest + amount)),
                Model.Figure(
                    label: words("approvals.after"), amount: words.money(sen: rest), isShort: isShort),
                Model.Figure(
                    label: words("approvals.limit"), amount: words.money(sen: line.standing.limit.sen)),
                Model.Figure(
                    label: words("approvals.cash"),
                    amount: "\(line.key.fund) \(words.money(sen: line.cash.sen))"),
            ])
    }

    private func item(_ budget: ListBudgetWork.Item, _ state: FormState) -> Model.Item {
        let (words, version) = (state.words, budget.version)
        let id = version.id.uuidString.lowercased()
        let base = VillageAddress(version.village.number, year: version.year).base
        return Model.Item(
            id: id, title: "\(words("budget-kind.\(version.kind.rawValue)")) \(version.year)",
            village: budget.villageName, amount: words.money(sen: budget.uses.sen),
            purpose: words("approvals.budget"),
            facts: version.minutesNumber.map { number in
                words("budget.minutes", ["number": number, "day": words.date(version.minutesDate ?? "")])
            } ?? "",
            address: "\(base)/versions/\(id)/evaluation", lines: [], taxes: [], revision: version.revision,
            approve: "/approvals/budgets/\(id)/submit", approveLabel: words("budget.step-submit"),
            giveBack: "/approvals/budgets/\(id)/withdraw", giveBackLabel: words("budget.step-withdraw"),
            reason: state.step(id).field("reason", .area, labels: "spp"), isRefused: state.refusedStep == id)
    }
}

/// One waiting request on the wire.
struct ApprovalBody: Encodable {
    struct LineBody: Encodable {
        let line: String
        let amountSen: Int64
        let limitSen: Int64
        let remainingSen: Int64
        let cashSen: Int64
    }

    let id: UUID
    let village: Int64
    let year: Int
    let number: Int?
    let revision: Int
    let day: String
    let purpose: String
    let amountSen: Int64
    let requester: String?
    let verifier: String
    let lines: [LineBody]
    let taxes: [SPPDetailBody.TaxBody]
    let netSen: Int64

    init(_ request: ReadApprovals.Request) {
        let spp = request.summary
        id = spp.id
        village = spp.village.number
        year = spp.year
        number = spp.number
        revision = spp.revision
        day = spp.day
        purpose = spp.purpose
        amountSen = spp.amount.sen
        requester = spp.requester
        verifier = request.verifier
        taxes = request.taxes.proposed.map(SPPDetailBody.TaxBody.init)
        netSen = request.taxes.net(of: spp.amount, in: spp.state).sen
        lines = request.lines.map {
            LineBody(
                line: $0.key.description, amountSen: $0.amount?.sen ?? 0, limitSen: $0.standing.limit.sen,
                remainingSen: $0.standing.remaining.sen, cashSen: $0.cash.sen)
        }
    }
}

/// One settlement on its way, on the wire.
struct WaitingSettlementBody: Encodable {
    struct LineBody: Encodable {
        let line: String
        let amountSen: Int64
        let openSen: Int64
    }

    let id: UUID
    let village: Int64
    let year: Int
    let number: Int
    let state: String
    let revision: Int
    let spp: UUID
    let day: String
    let description: String
    let amountSen: Int64
    let requester: String
    let isForReader: Bool
    let lines: [LineBody]

    init(_ item: ReadApprovals.Settlement) {
        (id, village, year, number) = (item.id, item.village.number, item.year, item.number)
        (state, revision, spp, day) = (item.state.rawValue, item.revision, item.spp, item.day)
        (description, amountSen, requester) = (item.description, item.amount.sen, item.requester)
        isForReader = item.isForReader
        lines = item.lines.map {
            LineBody(line: $0.key.description, amountSen: $0.amount.sen, openSen: $0.open.sen)
        }
    }
}
