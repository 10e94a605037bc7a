import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `…/spp/new` and `…/spp/{id}/edit`: a manager (PKA) asks for money of posted lines.
struct SPPFormPage: Sendable {
    let house: House
    let villages: ReadVillages
    let read: ReadSPP
    let steps: SPPSteps
    /// The legal day of the regency, the form's first suggestion.
    let today: @Sendable () -> String

    var routes: [Route] {
        let base = "/villages/{village}/{year}/spp"
        return [
            Route(.get, "\(base)/new", .posts([.manager]), showNew),
            Route(.post, base, .posts([.manager]), create),
            Route(.get, "\(base)/{id}/edit", .posts([.manager]), showEdit),
            Route(.post, "\(base)/{id}/edit", .posts([.manager]), save),
        ]
    }

    /// What spp-form.mustache reads.
    struct Model {
        struct Line {
            let key: String
            let activity: String
            let account: String
            let limit: String
            let remaining: String
            let cash: String
            let amount: String
            let id: String
            let label: String
            let error: String?
        }

        let summary: FormSummary?
        let action: String
        let revision: Int
        let formID: String?
        let day: Field
        let kind: Field?
        let purpose: Field
        let payee: Field
        let lines: [Line]
    }

    @Sendable func showNew(_ request: Request, _ context: AppContext) async throws -> Response {
        let state = FormState(words: house.words(context))
        return house.pages.render(try await screen(state, nil, context), request, context)
    }

    @Sendable func showEdit(_ request: Request, _ context: AppContext) async throws -> Response {
        let state = FormState(words: house.words(context))
        let detail = try await read(try context.id(), by: try context.requireSession())
        return house.pages.render(try await screen(state, detail, context), request, context)
    }

    @Sendable func create(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let (village, year) = (try context.village(), try context.year())
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let id = fields.uuid("id")
            let draft = try Self.draft(&fields)
            let step = try await steps.create(id, draft, village: village, year: year, by: session)
            return "\(VillageAddress(village.number, year: year).base)/spp/\(step.id.uuidString.lowercased())"
        } again: {
            try await screen($0, nil, context)
        }
    }

    @Sendable func save(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let id = try context.id()
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let revision = fields.revision()
            _ = try await steps.save(id, revision: revision, try Self.draft(&fields), by: session)
            return String(request.uri.path.dropLast("/edit".count))
        } again: {
            try await screen($0, try await read(id, by: session), context)
        }
    }

    /// The form as a request. Lines without an amount are not asked for.
    private static func draft(_ fields: inout FormReader) throws -> SPPDraft {
        let day = fields.day("day")
        let kind = SPPKind(rawValue: fields.form["kind"] ?? "") ?? .definitive
        let purpose = fields.text("purpose", limit: 500)
        let payee = fields.optionalText("payee", limit: 200)
        var lines: [SPPLine] = []
        for (index, pair) in zip(fields.form.all("line"), fields.form.all("amount")).enumerated() {
            let text = pair.1.trimmingCharacters(in: .whitespaces)
            let parts = pair.0.split(separator: " ").map(String.init)
            guard !text.isEmpty else { continue }
            guard parts.count == 4 else { throw Problem(.malformedRequest) }
            do {
                let key = LineKey(activity: parts[0], account: parts[1], fund: parts[2], subDetail: parts[3])
                lines.append(SPPLine(key: key, amount: try Rupiah(parsing: text)))
            } catch {
                fields.fail("amount-\(index + 1)", "not-money")
            }
        }
        try fields.finish()
        return SPPDraft(kind: kind, day: try Day(parsing: day), purpose: purpose, payee: payee, lines: lines)
    }

    private func screen(_ state: FormState, _ detail: ReadSPP.Detail?, _ context: AppContext) async throws
        -> Screen
    {
        let session = try context.requireSession()
        let words = state.words
        let village = try await villages.require(try context.village(), by: session)
        let address = VillageAddress(village.code.number, year: try context.year())
        let available = try await read.available(in: village.code, year: address.year, by: session)
        let base = "\(address.base)/spp"
        let own = detail.map { "\(base)/\($0.summary.id.uuidString.lowercased())" }
        let kinds = [SPPKind.definitive, .advance, .financing].map {
            Choice(value: $0.rawValue, label: words("spp-kind.\($0.rawValue)"))
        }
        let model = Model(
            summary: state.summary, action: own.map { "\($0)/edit" } ?? base,
            revision: detail?.summary.revision ?? 1, formID: state.form["id"],
            day: state.field("day", .date, labels: "spp", value: detail?.summary.day ?? today()),
            kind: detail == nil ? state.field("kind", labels: "spp", options: kinds) : nil,
            purpose: state.field("purpose", .area, labels: "spp", value: detail?.summary.purpose ?? ""),
            payee: state.field("payee", labels: "spp", value: detail?.payee ?? "", isRequired: false),
            lines: lines(available, detail, state))
        var crumbs = [
            Crumb(label: village.name, address: address.base),
            Crumb(label: words("spp.title", ["year": String(address.year)]), address: base),
        ]
        if let own, let number = detail?.summary.numberText {
            crumbs.append(Crumb(label: number, address: own))
        }
        return Screen(
            template: "spp-form", title: words(detail == nil ? "spp.new" : "spp.edit"), model: model,
            crumbs: crumbs,
            isDemo: village.isDemo)
    }

    private func lines(_ available: [ReadSPP.Line], _ detail: ReadSPP.Detail?, _ state: FormState) -> [Model
        .Line]
    {
        let words = state.words
        let typed = Dictionary(
            zip(state.form.all("line"), state.form.all("amount")), uniquingKeysWith: { first, _ in first })
        let asked = Dictionary(
            (detail?.lines ?? []).map { ($0.key.description, $0.amount?.formattedPlain ?? "") },
            uniquingKeysWith: { first, _ in first })
        return available.enumerated().map { index, line in
            let key = line.key.description
            return Model.Line(
                key: key, activity: "\(line.key.activity) \(line.activityName)",
                account: "\(line.key.account) \(line.accountName) – \(line.key.fund)",
                limit: words.amount(sen: line.standing.limit.sen),
                remaining: words.amount(sen: line.standing.remaining.sen),
                cash: words.amount(sen: line.cash.sen),
                amount: typed[key] ?? (state.problem == nil ? asked[key] : nil) ?? "",
                id: "amount-\(index + 1)",
                label: words("spp.amount-of", ["line": key]),
                error: state.problem?.fields.first { $0.field == "amount-\(index + 1)" }?.words(words))
        }
    }
}
