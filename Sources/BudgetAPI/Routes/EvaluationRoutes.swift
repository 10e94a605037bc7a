import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/v1/versions/{id}/remarks` and `/withdraw`: the evaluation of a budget for programs.
struct EvaluationRoutes: Sendable {
    let read: ReadEvaluation
    let remark: RemarkLine
    let answer: AnswerRemark
    let withdraw: WithdrawBudget

    var routes: [Route] {
        let one = "/v1/versions/{id}"
        return [
            Route(.get, "\(one)/remarks", .signedIn, list),
            Route(.post, "\(one)/remarks", .posts([.district, .county]), add),
            Route(.delete, "\(one)/remarks/{remark}", .posts([.district, .county]), takeBack),
            Route(.put, "\(one)/remarks/{remark}/answer", .posts([.treasurer, .secretary]), reply),
            Route(.post, "\(one)/withdraw", .posts([.head, .secretary]), withdrawVersion),
        ]
    }

    struct RemarkBody: Codable {
        let id: UUID?
        let activity: String?
        let account: String?
        let fund: String?
        let subDetail: String?
        let remark: String
        let isBinding: Bool?
        var answer: String?
        var person: String?
    }
    struct AnswerBody: Decodable {
        let answer: String
    }
    struct ReasonBody: Decodable {
        let revision: Int?
        let reason: String
    }
    struct MadeBody: Encodable {
        let id: UUID
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let found = try await read.remarks(of: try context.id(), by: try context.requireSession())
        return try context.json(
            list: found.map {
                RemarkBody(
                    id: $0.id, activity: $0.place.activity, account: $0.place.account, fund: $0.place.fund,
                    subDetail: $0.place.subDetail, remark: $0.text, isBinding: $0.isBinding,
                    answer: $0.answer, person: $0.person)
            }, next: nil, request)
    }

    @Sendable func add(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(RemarkBody.self)
        let place = RemarkPlace(
            activity: body.activity ?? "", account: body.account ?? "", fund: body.fund ?? "",
            subDetail: body.subDetail ?? (body.account == nil ? "" : "01"))
        let id = try await remark(
            try request.newID(body.id), on: try context.id(), place, text: body.remark,
            isBinding: body.isBinding ?? true, by: try context.requireSession())
        return try context.json(MadeBody(id: id), status: .created)
    }

    @Sendable func takeBack(_ request: Request, _ context: AppContext) async throws -> Response {
        try await remark.withdraw(
            try context.id("remark"), of: try context.id(), by: try context.requireSession())
        return Response(status: .noContent)
    }

    @Sendable func reply(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(AnswerBody.self)
        let id = try context.id("remark")
        try await answer(
            id, of: try context.id(), answer: body.answer, by: try context.requireSession())
        return try context.json(MadeBody(id: id))
    }

    @Sendable func withdrawVersion(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(ReasonBody.self)
        let step = try await withdraw(
            try context.id(), revision: try request.revision(body.revision), reason: body.reason,
            by: try context.requireSession())
        return try context.json(StepBody(step), revision: step.revision)
    }
}
