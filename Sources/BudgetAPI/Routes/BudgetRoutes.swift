import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/v1/villages…/versions` and `/v1/versions/{id}`: the village budget for programs.
struct BudgetRoutes: Sendable {
    let villages: ReadVillages
    let versions: ListBudgetVersions
    let readBudget: ReadBudget
    let readActivity: ReadActivityBudget
    let save: SaveBudgetLines
    let steps: BudgetSteps

    var routes: [Route] {
        let base = "/v1/villages/{village}/{year}/versions"
        let one = "/v1/versions/{id}"
        return [
            Route(.get, "/v1/villages", .signedIn, listVillages),
            Route(.get, base, .signedIn, list),
            Route(.post, base, .posts([.treasurer, .secretary]), open),
            Route(.get, one, .signedIn, show),
            Route(.delete, one, .posts([.treasurer, .secretary]), delete),
            Route(.get, "\(one)/lines", .signedIn, lines),
            Route(.put, "\(one)/activities/{activity}/lines", .posts([.treasurer, .secretary]), store),
            Route(.post, "\(one)/agree", .posts([.council]), agree),
            Route(.post, "\(one)/submit", .posts([.head, .secretary]), submit),
            Route(.post, "\(one)/evaluate", .posts([.district, .county]), evaluate),
            Route(.post, "\(one)/post", .posts([.secretary, .treasurer]), post),
        ]
    }

    struct OpenBody: Decodable {
        let id: UUID?
        let kind: String
    }
    struct NoteBody: Decodable {
        let revision: Int?
        let note: String?
        let isAccepted: Bool?
    }
    struct AgreeBody: Decodable {
        let revision: Int?
        let minutesNumber: String
        let minutesDate: String
        let note: String?
    }
    struct PostBody: Decodable {
        let revision: Int?
        let regulationNumber: String
        let regulationDate: String
    }

    @Sendable func listVillages(_ request: Request, _ context: AppContext) async throws -> Response {
        let limit = try request.limit().rows
        let after = try request.query("after", Int64.init) ?? 0
        let found = try await villages(
            search: request.query("search") ?? "", after: after, limit: min(limit + 1, ReadVillages.limit),
            by: try context.requireSession())
        let shown = found.prefix(limit)
        let next = found.count > limit ? shown.last.map { String($0.code.number) } : nil
        return try context.json(list: shown.map(VillageBody.init), next: next, request)
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let found = try await versions(of: village.code, year: try context.year(), by: session)
        return try context.json(list: found.map(VersionBody.init), next: nil, request)
    }

    @Sendable func open(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(OpenBody.self)
        guard let kind = BudgetKind(rawValue: body.kind) else {
            throw Problem(.malformedRequest, ["member": .text("kind")])
        }
        let step = try await steps.open(
            try request.newID(body.id), village: try context.village(), year: try context.year(), kind: kind,
            by: try context.requireSession())
        return try context.json(
            StepBody(step), status: .created, revision: step.revision,
            location: "/v1/versions/\(step.id.uuidString.lowercased())")
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let tree = try await readBudget(try context.id(), by: try context.requireSession())
        return try context.json(BudgetBody(tree), revision: tree.version.revision)
    }

    @Sendable func delete(_ request: Request, _ context: AppContext) async throws -> Response {
        try await steps.delete(
            try context.id(), revision: try request.revision(nil), by: try context.requireSession())
        return Response(status: .noContent)
    }

    @Sendable func lines(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let version = try await versions.version(try context.id(), by: session)
        let found = try await readActivity(version.id, activity: request.query("activity"), by: session)
        return try context.json(
            ListBody(items: found.map(LineBody.init), next: nil), revision: version.revision)
    }

    @Sendable func store(_ request: Request, _ context: AppContext) async throws -> Response {
        let activity = try context.parameters.require("activity")
        let body = try await request.body(LinesBody.self)
        let step = try await save(
            try body.drafts(of: activity), into: try context.id(),
            revision: try request.revision(body.revision),
            replacing: activity, request: try request.newID(body.id), by: try context.requireSession())
        return try context.json(StepBody(step), revision: step.revision)
    }

    @Sendable func agree(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(AgreeBody.self)
        let day = try Day(parsing: body.minutesDate)
        return try done(
            try await steps.agree(
                try context.id(), revision: try request.revision(body.revision),
                minutes: body.minutesNumber, on: day, note: body.note ?? "",
                by: try context.requireSession()), context)
    }

    @Sendable func submit(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(NoteBody.self)
        return try done(
            try await steps.submit(
                try context.id(), revision: try request.revision(body.revision),
                by: try context.requireSession()),
            context)
    }

    @Sendable func evaluate(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(NoteBody.self)
        guard let isAccepted = body.isAccepted else {
            throw Problem(.malformedRequest, ["member": .text("isAccepted")])
        }
        return try done(
            try await steps.evaluate(
                try context.id(), revision: try request.revision(body.revision), isAccepted: isAccepted,
                note: body.note ?? "", by: try context.requireSession()), context)
    }

    @Sendable func post(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(PostBody.self)
        return try done(
            try await steps.post(
                try context.id(), revision: try request.revision(body.revision),
                regulationNumber: body.regulationNumber,
                regulationDate: try Day(parsing: body.regulationDate),
                by: try context.requireSession()), context)
    }

    private func done(_ step: VersionStep, _ context: AppContext) throws -> Response {
        try context.json(StepBody(step), revision: step.revision)
    }
}
