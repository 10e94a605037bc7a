import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// JSON of the gates: the county's rules, and what one payment request still needs.
struct GateRoutes: Sendable {
    let read: ReadGate
    let set: SetGateRule
    let override: OverrideGate

    var routes: [Route] {
        [
            Route(.get, "/v1/gate-rules", .signedIn, rules),
            Route(.post, "/v1/gate-rules", .posts([.county]), save),
            Route(.get, "/v1/spp/{id}/gate", .signedIn, standing),
            Route(.post, "/v1/spp/{id}/override", .posts(Set(GatePage.askers)), ask),
            Route(.post, "/v1/spp/{id}/override/grant", .posts(Set(GatePage.granters)), grant),
        ]
    }

    /// A rule on the wire, both ways.
    struct RuleBody: Codable {
        let code: String
        let validFrom: String
        let fund: String?
        let kind: String?
        let activity: String?
        let spentPercent: Int
        let stage: Int
        let photos: Int
        let basis: String
    }

    struct StandingBody: Encodable {
        let activity: String, fund: String, rule: String, asks: Bool, isMissing: Bool, spentPercent: Int
        let pastPercent: Int, stage: Int, needed: Int, found: Int, elsewhere: Int
    }

    struct ReasonBody: Decodable {
        let reason: String
    }

    @Sendable func rules(_ request: Request, _ context: AppContext) async throws -> Response {
        let rules = try await read.rules(by: try context.requireSession())
        return try context.json(list: rules.map(RuleBody.init), next: nil, request)
    }

    @Sendable func save(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(RuleBody.self)
        let kind = body.kind.flatMap(GateRule.Kind.init(rawValue:))
        let rules = [
            ("code", body.code.wholeMatch(of: /[a-z0-9-]{1,40}/) != nil),
            // A kind that is not known must not become a rule for every kind.
            ("kind", (body.kind == nil) == (kind == nil)),
            ("spentPercent", (0...99).contains(body.spentPercent)),
            ("stage", (0...100).contains(body.stage)),
            ("photos", (0...100).contains(body.photos)),
            ("basis", !body.basis.isEmpty),
        ]
        if let wrong = rules.first(where: { !$0.1 }) {
            throw Problem(.malformedRequest, ["member": .text(wrong.0)])
        }
        let rule = GateRule(
            code: body.code, validFrom: try Day(parsing: body.validFrom), fund: body.fund,
            kind: kind, activity: body.activity,
            spentPercent: body.spentPercent, stage: body.stage, photos: body.photos, basis: body.basis)
        try await set(rule, by: try context.requireSession())
        return try context.json(RuleBody(rule), status: .created)
    }

    @Sendable func standing(_ request: Request, _ context: AppContext) async throws -> Response {
        let found = try await read.standing(of: try context.id(), by: try context.requireSession())
        return try context.json(list: found.map(StandingBody.init), next: nil, request)
    }

    @Sendable func ask(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(ReasonBody.self)
        try await override.ask(try context.id(), reason: body.reason, by: try context.requireSession())
        return Response(status: .noContent)
    }

    @Sendable func grant(_ request: Request, _ context: AppContext) async throws -> Response {
        try await override.grant(try context.id(), by: try context.requireSession())
        return Response(status: .noContent)
    }
}

extension GateRoutes.RuleBody {
    init(_ rule: GateRule) {
        self.init(
            code: rule.code, validFrom: rule.validFrom.description, fund: rule.fund,
            kind: rule.kind?.rawValue, activity: rule.activity, spentPercent: rule.spentPercent,
            stage: rule.stage, photos: rule.photos, basis: rule.basis)
    }
}

extension GateRoutes.StandingBody {
    init(_ found: GateStanding) {
        self.init(
            activity: found.activity, fund: found.fund, rule: found.rule, asks: found.asks,
            isMissing: found.isMissing, spentPercent: found.spentPercent, pastPercent: found.pastPercent,
            stage: found.stage, needed: found.needed, found: found.found, elsewhere: found.elsewhere)
    }
}
