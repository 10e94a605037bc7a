import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Monitoring

/// `/tolerances`: how far is near. The county's limits of judging photos, each with its basis; dated, so that
/// what was judged stays as it was.
struct TolerancesPage: Sendable {
    let house: House
    let tolerances: CountyTolerances

    var routes: [Route] {
        [
            Route(.get, "/tolerances", .signedIn, show),
            Route(.post, "/tolerances", .posts([.county]), set),
            Route(.get, "/v1/tolerances", .signedIn, list),
        ]
    }

    /// What tolerances.mustache reads.
    struct Model {
        struct Line {
            let name: String
            let value: String
            let basis: String
            let since: String
        }

        let summary: FormSummary?
        let lines: [Line]
        let mayChange: Bool
        let fields: [Field]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let screen = try await screen(FormState(words: house.words(context)), context)
        return house.pages.render(screen, request, context)
    }

    @Sendable func set(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let key = fields.text("key", limit: 60)
            let value = fields.integer("value", in: 0...100_000)
            let day = fields.day("from")
            let basis = fields.text("basis", limit: 500)
            try fields.finish()
            try await tolerances.set(key, to: Double(value), from: day, basis: basis, by: session)
            return "/tolerances"
        } again: {
            try await screen($0, context)
        }
    }

    struct Body: Encodable {
        let key: String
        let value: Double
        let lowest: Double
        let highest: Double
        let basis: String
        let since: String?
        let next: String?

        init(_ limit: CountyTolerance) {
            (key, value, lowest, highest) = (limit.key, limit.value, limit.lowest, limit.highest)
            (basis, since, next) = (limit.basis, limit.since, limit.next)
        }
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let found = try await tolerances.list(by: try context.requireSession())
        return try context.json(list: found.map(Body.init), next: nil, request)
    }

    private func screen(_ state: FormState, _ context: AppContext) async throws -> Screen {
        let session = try context.requireSession()
        let words = state.words
        let found = try await tolerances.list(by: session)
        func name(_ limit: CountyTolerance) -> String { words("tolerance.\(limit.key.dropFirst(6))") }
        let lines = found.map { limit in
            var since =
                limit.since.map { words("tolerances.since", ["day": words.date($0)]) }
                ?? words("tolerances.usual")
            if let next = limit.next { since += " " + words("tolerances.next", ["day": words.date(next)]) }
            return Model.Line(
                name: name(limit), value: words.number(Int64(limit.value)),
                basis: limit.since == nil ? words("tolerance-basis.\(limit.key.dropFirst(6))") : limit.basis,
                since: since)
        }
        let choices = found.map { limit in
            Choice(
                value: limit.key,
                label: "\(name(limit)) (\(Int64(limit.lowest))–\(Int64(limit.highest)))")
        }
        let model = Model(
            summary: state.summary, lines: lines, mayChange: session.holds(.county),
            fields: [
                state.field("key", labels: "tolerances", options: choices),
                state.field("value", .number, labels: "tolerances"),
                state.field("from", .date, labels: "tolerances", value: LegalDay.today()),
                state.field("basis", .area, labels: "tolerances"),
            ])
        return Screen(template: "tolerances", title: words("tolerances.title"), model: model)
    }
}
