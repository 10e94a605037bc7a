import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/v1/versions/{id}/lines`, `/sheet` and `/copy`: the budget sheet for programs and for the page's
/// autosave.
struct SheetRoutes: Sendable {
    let house: House
    let versions: ListBudgetVersions
    let readActivity: ReadActivityBudget
    let save: SaveSheet
    let copy: CopyLastYear

    var routes: [Route] {
        let one = "/v1/versions/{id}"
        let writers: Set<Role> = [.treasurer, .secretary]
        return [
            Route(.put, "\(one)/lines", .posts(writers), store),
            Route(.get, "\(one)/sheet", .signedIn, export),
            Route(.post, "\(one)/copy", .posts(writers), copyLastYear),
        ]
    }

    /// Lines sent to replace those of some activities, or of the whole version.
    struct Body: Decodable {
        let id: UUID?
        let revision: Int?
        let activities: [String]?
        let lines: [SheetLineBody]
    }

    struct CopyBody: Decodable {
        let id: UUID?
        let revision: Int?
    }

    struct Copied: Encodable {
        let id: UUID
        let revision: Int
        let state: String
        let copied: Int
        let leftOut: Int
    }

    @Sendable func store(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(Body.self)
        let step = try await save(
            try body.lines.map { try $0.draft }, into: try context.id(),
            revision: try request.revision(body.revision), replacing: body.activities,
            request: try request.newID(body.id), by: try context.requireSession())
        return try context.json(StepBody(step), revision: step.revision)
    }

    @Sendable func export(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let version = try await versions.version(try context.id(), by: session)
        return try await SheetDownload.answer(
            request, version, try await readActivity(version.id, activity: nil, by: session),
            house.words(context))
    }

    @Sendable func copyLastYear(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(CopyBody.self)
        let done = try await copy(
            into: try context.id(), revision: try request.revision(body.revision),
            request: try request.newID(body.id), by: try context.requireSession())
        let answer = Copied(
            id: done.step.id, revision: done.step.revision, state: done.step.state.rawValue,
            copied: done.copied, leftOut: done.leftOut)
        return try context.json(answer, revision: done.step.revision)
    }
}

/// One budget line on the wire, with its activity.
struct SheetLineBody: Decodable {
    let activity: String
    let account: String
    let fund: String
    let subDetail: String?
    let name: String?
    let rab: [LinesBody.Line.RAB]

    /// - Throws: `LedgerError.amountOutOfRange` for a volume that is none.
    var draft: LineDraft {
        get throws {
            let key = LineKey(
                activity: activity, account: account, fund: fund, subDetail: subDetail ?? "01")
            let items = try rab.map {
                RABItem(
                    description: $0.description, volume: try Volume(decimal: $0.volume), unit: $0.unit,
                    unitPrice: Rupiah(sen: $0.unitPriceSen))
            }
            return LineDraft(key: key, name: name ?? "", rab: items)
        }
    }
}
