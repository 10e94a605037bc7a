import Commons
import Foundation
import Hummingbird
import Ledger

/// `/villages/{village}/{year}/periods`: which months of the book are closed, by whom and why they were
/// reopened; the same for programs under `/v1`.
struct PeriodsPage: Sendable {
    let house: House
    let villages: ReadVillages
    let periods: Periods

    var routes: [Route] {
        let base = "/villages/{village}/{year}/periods"
        let closers: Set<Role> = [.treasurer, .head]
        return [
            Route(.get, base, .signedIn, show),
            Route(.post, base, .posts(closers), move),
            Route(.get, "/v1\(base)", .signedIn, list),
            Route(.post, "/v1\(base)", .posts(closers), moveByProgram),
        ]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let state = FormState(words: house.words(context))
        return house.pages.render(try await screen(state, context), request, context)
    }

    @Sendable func move(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let (village, year) = (try context.village(), try context.year())
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let (id, month) = (fields.uuid("id"), fields.integer("month", in: 1...12))
            let verb = Periods.Verb(rawValue: fields.text("verb", limit: 10))
            let reason = fields.optionalText("reason", limit: 500)
            try fields.finish()
            guard let verb else { throw Problem(.malformedRequest) }
            try await periods(verb, month, of: village, year: year, reason: reason, id: id, by: session)
            return request.uri.path
        } again: { state in
            var state = state
            state.refusedStep = state.form["verb"]
            return try await screen(state, context)
        }
    }

    private func screen(_ state: FormState, _ context: AppContext) async throws -> Screen {
        let place = try await MoneyPlace(context, villages, state.words)
        let words = state.words
        let steps = try await periods.list(of: place.code, year: place.year, by: place.session)
        let closed = Set(
            Dictionary(grouping: steps, by: \.month).filter { $0.value.count % 2 == 1 }.map(\.key))
        var model = MoneyScreen(summary: state.summary, tabs: place.tabs("periods"))
        let isHead = place.session.holds(.head, over: place.code.number)
        if place.isTreasurer || isHead {
            let open = (1...12).filter { !closed.contains($0) }
            model.forms.append(form(.close, open, state, place).opened(when: state))
        }
        if isHead, !closed.isEmpty {
            model.forms.append(form(.reopen, closed.sorted(), state, place).opened(when: state))
        }
        model.figures = [
            MoneyFigure(
                label: words("period.closed"),
                amount: closed.isEmpty
                    ? words("period.none")
                    : closed.sorted().map { words("month.\($0)") }.joined(separator: ", "))
        ]
        model.tables = [table(steps, words)]
        return place.screen(words("period.title", ["year": String(place.year)]), model)
    }

    private func form(
        _ verb: Periods.Verb, _ months: [Int], _ state: FormState, _ place: MoneyPlace
    ) -> MoneyForm {
        let own = state.step(verb.rawValue)
        let choices = months.map { Choice(value: String($0), label: own.words("month.\($0)")) }
        let reason = verb == .reopen ? [own.field("reason", labels: "period")] : []
        return MoneyForm(
            key: verb.rawValue, title: own.words("period.\(verb.rawValue)"),
            action: "\(place.address.base)/periods", button: own.words("period.\(verb.rawValue)"),
            hidden: [
                MoneyHidden(name: "verb", value: verb.rawValue)
            ],
            fields: [own.field("month", labels: "period", options: choices)] + reason)
    }

    private func table(_ steps: [Periods.Step], _ words: Words) -> MoneyTable {
        MoneyTable(
            key: "periods", caption: words("period.steps"), none: words("period.no-steps"),
            heads: [
                .text(words("period.month")), .text(words("period.what")), .text(words("period.person")),
                .text(words("period.reason")), .text(words("period.recorded")),
                .amount(words("period.last")),
            ],
            rows: steps.map { step in
                MoneyTable.Row(cells: [
                    .text(words("month.\(step.month)")), .text(words("period.did-\(step.verb.rawValue)")),
                    .text(step.personName), .text(step.reason),
                    .text(words.moment(step.recordedAt, zone: .jakarta)),
                    MoneyTable.Cell(text: String(step.lastNumber), isAmount: true),
                ])
            })
    }
}

/// The same for programs.
extension PeriodsPage {
    struct StepBody: Encodable {
        let month, ordinal: Int
        let verb, person, reason: String
        let lastNumber: Int64
        let recordedAt: Date
    }

    struct MoveBody: Decodable {
        let id: UUID?
        let month: Int
        let verb: String
        let reason: String?
    }

    struct MovedBody: Encodable {
        let id: String
        let ordinal: Int
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let steps = try await periods.list(of: village.code, year: try context.year(), by: session)
        let bodies = steps.map {
            StepBody(
                month: $0.month, ordinal: $0.ordinal, verb: $0.verb.rawValue, person: $0.personName,
                reason: $0.reason, lastNumber: $0.lastNumber, recordedAt: $0.recordedAt)
        }
        return try context.json(list: bodies, next: nil, request)
    }

    @Sendable func moveByProgram(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(MoveBody.self)
        guard let verb = Periods.Verb(rawValue: body.verb) else { throw Problem(.malformedRequest) }
        let id = try request.newID(body.id)
        let ordinal = try await periods(
            verb, body.month, of: try context.village(), year: try context.year(),
            reason: body.reason ?? "", id: id, by: try context.requireSession())
        return try context.json(
            MovedBody(id: id.uuidString.lowercased(), ordinal: ordinal), status: .created)
    }
}
