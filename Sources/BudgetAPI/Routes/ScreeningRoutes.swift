import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Monitoring

/// `/v1/screening…`: how the rules fared and their thresholds, for programs.
struct ScreeningRoutes: Sendable {
    let house: House
    let rules: ReadRules
    let set: SetRules
    let preview: PreviewRules

    var routes: [Route] {
        [
            Route(.get, "/v1/screening", .posts([.county, .inspector]), show),
            Route(.get, "/v1/screening/versions", .posts([.county, .inspector]), showVersions),
            Route(.post, "/v1/screening/preview", .posts([.county, .inspector]), look),
            Route(.post, "/v1/screening/versions", .posts([.county]), store),
        ]
    }

    struct RulesBody: Encodable {
        struct Tally: Encodable {
            let rule: String
            let open: Int
            let explained: Int
            let confirmed: Int
            let dismissed: Int
        }

        let version: Int
        let thresholds: [String: Double]
        let changes: [String: Double]
        let rules: [Tally]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let current = try await rules.current(by: session)
        let tallies = try await rules.tallies(by: session).map {
            RulesBody.Tally(
                rule: $0.rule.rawValue, open: $0.open, explained: $0.explained, confirmed: $0.confirmed,
                dismissed: $0.dismissed)
        }
        let thresholds = Dictionary(
            uniqueKeysWithValues: current.parameters.all.map { ($0.name, $0.value) })
        return try context.json(
            RulesBody(
                version: current.version, thresholds: thresholds, changes: current.changes, rules: tallies),
            revision: current.version)
    }

    struct VersionBody: Encodable {
        let version: Int
        let changes: [String: Double]
        let reason: String
        let person: String?
        let at: Date
    }

    @Sendable func showVersions(_ request: Request, _ context: AppContext) async throws -> Response {
        let page = try await rules.versions(
            before: try request.query("after", Int.init), limit: try request.limit().rows,
            by: try context.requireSession())
        let items = page.items.map {
            VersionBody(
                version: $0.version, changes: $0.changes, reason: $0.reason, person: $0.person, at: $0.at)
        }
        return try context.json(list: items, next: page.next.map(String.init), request)
    }

    /// What a program sends: the whole set of changed thresholds.
    struct ChangesBody: Decodable {
        let id: UUID?
        let changes: [String: Double]
        let year: Int?
        let revision: Int?
        let reason: String?
    }

    struct PreviewBody: Encodable {
        struct Change: Encodable {
            let change: String
            let rule: String
            let project: String
            let other: String?
            let reason: String
            let decision: String?
        }

        let works: Int
        let isPartial: Bool
        let before: Int
        let after: Int
        let lostConfirmed: Int
        let sparedDismissed: Int
        let changes: [Change]
    }

    @Sendable func look(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(ChangesBody.self)
        let words = house.words(context)
        guard let year = body.year, (2015...2100).contains(year) else {
            throw Problem(.invalidFields, fields: [FieldProblem(field: "year", key: "missing")])
        }
        let found = try await preview(body.changes, year: year, by: try context.requireSession())
        let changes = found.changes.prefix(500).map { change in
            PreviewBody.Change(
                change: change.isAdded ? "added" : "removed", rule: change.flag.rule.rawValue,
                project: change.flag.project, other: change.flag.other, reason: change.flag.reason(in: words),
                decision: change.decision?.rawValue)
        }
        return try context.json(
            PreviewBody(
                works: found.works, isPartial: found.isPartial, before: found.before, after: found.after,
                lostConfirmed: found.lostConfirmed, sparedDismissed: found.sparedDismissed,
                changes: Array(changes)))
    }

    struct StoredBody: Encodable {
        let version: Int
    }

    @Sendable func store(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(ChangesBody.self)
        let version = try await set(
            try request.newID(body.id), over: try request.revision(body.revision), body.changes,
            reason: body.reason ?? "", by: try context.requireSession())
        return try context.json(StoredBody(version: version), status: .created, revision: version)
    }
}
