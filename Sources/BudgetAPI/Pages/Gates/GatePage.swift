import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/spp/{id}/gate`: which photos the county's rules ask of one payment request, which there are, and the two
/// steps that let it through without them.
struct GatePage: Sendable {
    let house: House
    let read: ReadGate
    let request: ReadSPP
    let override: OverrideGate

    static let askers: [Role] = [.secretary, .manager, .treasurer]
    static let granters: [Role] = [.head, .district, .county]

    var routes: [Route] {
        [
            Route(.get, "/spp/{id}/gate", .signedIn, show),
            Route(.post, "/spp/{id}/override", .posts(Set(Self.askers)), ask),
            Route(.post, "/spp/{id}/override/grant", .posts(Set(Self.granters)), grant),
        ]
    }

    /// What gate.mustache reads.
    struct Model {
        struct Line {
            let activity: String
            let rule: String
            let spent: String
            let needed: String
            let found: String
            let elsewhere: String
            let verdict: String
            let style: String
            let worksAddress: String
        }

        let summary: FormSummary?
        let purpose: String
        let amount: String
        let sppAddress: String
        let lines: [Line]
        let reason: String?
        let asked: String
        let granted: String?
        let askField: [Field]
        let id: String
        let mayGrant: Bool
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let screen = try await screen(FormState(words: house.words(context)), context)
        return house.pages.render(screen, request, context)
    }

    @Sendable func ask(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let id = try context.id()
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let reason = fields.text("reason", limit: 2_000)
            try fields.finish()
            try await override.ask(id, reason: reason, by: session)
            return "/spp/\(id.uuidString.lowercased())/gate"
        } again: {
            try await screen($0, context)
        }
    }

    @Sendable func grant(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let id = try context.id()
        return try await house.round(request, context) { _ in
            try await override.grant(id, by: session)
            return "/spp/\(id.uuidString.lowercased())/gate"
        } again: {
            try await screen($0, context)
        }
    }

    private func screen(_ state: FormState, _ context: AppContext) async throws -> Screen {
        let session = try context.requireSession()
        let words = state.words
        let id = try context.id()
        let spp = try await request(id, by: session).summary
        let standings = try await read.standing(of: id, by: session)
        let kept = try await read.override(of: id, by: session)
        let here = spp.village.number
        let isMissing = standings.contains(where: \.isMissing)
        let mayAsk =
            isMissing && kept?.grantedAt == nil && Self.askers.contains { session.holds($0, over: here) }
        let address = VillageAddress(here, year: spp.year)
        let own = "\(address.base)/spp/\(id.uuidString.lowercased())"
        let model = Model(
            summary: state.summary, purpose: spp.purpose, amount: words.money(sen: spp.amount.sen),
            sppAddress: own, lines: standings.map { line($0, here, words) }, reason: kept?.reason,
            asked: kept.map { "\($0.askedBy), \(words.moment($0.askedAt, zone: .jakarta))" } ?? "",
            granted: kept?.grantedAt.map { "\(kept?.grantedBy ?? ""), \(words.moment($0, zone: .jakarta))" },
            askField: mayAsk ? [state.field("reason", .area, labels: "gate")] : [],
            id: id.uuidString.lowercased(),
            mayGrant: kept != nil && kept?.grantedAt == nil && kept?.askedByID != session.person
                && Self.granters.contains { session.holds($0, over: here) })
        return Screen(
            template: "gate", title: words("gate.title"), model: model,
            crumbs: [
                Crumb(label: words("spp.title", ["year": String(spp.year)]), address: "\(address.base)/spp"),
                Crumb(label: spp.numberText ?? words("spp.no-number"), address: own),
            ])
    }

    private func line(_ standing: GateStanding, _ village: Int64, _ words: Words) -> Model.Line {
        let verdict = standing.isMissing ? "missing" : standing.asks ? "met" : "not-asked"
        return Model.Line(
            activity: "\(standing.activity) \(standing.fund)", rule: standing.rule,
            spent: "\(standing.spentPercent) % / \(standing.pastPercent) %", needed: String(standing.needed),
            found: String(standing.found), elsewhere: String(standing.elsewhere),
            verdict: words("gate.verdict.\(verdict)"),
            style: standing.isMissing ? "wrong" : standing.asks ? "well" : "",
            worksAddress: "/works?village=\(village)&activity=\(standing.activity)")
    }
}
