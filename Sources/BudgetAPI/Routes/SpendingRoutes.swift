import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/v1/…/spp`: payment requests for programs.
struct SpendingRoutes: Sendable {
    let villages: ReadVillages
    let list: ListSPP
    let read: ReadSPP
    let steps: SPPSteps

    var routes: [Route] {
        let base = "/v1/villages/{village}/{year}/spp"
        let one = "/v1/spp/{id}"
        let verbs = SPPSteps.Verb.allCases.filter { $0 != .delete }
        return [
            Route(.get, base, .signedIn, showAll),
            Route(.post, base, .posts([.manager]), create),
            Route(.get, one, .signedIn, show),
            Route(.put, one, .posts([.manager]), save),
            Route(.delete, one, .posts([.manager]), delete),
        ]
            + verbs.map { verb in
                Route(.post, "\(one)/\(verb.rawValue)", .posts(verb.roles)) { request, context in
                    try await take(verb, request, context)
                }
            }
    }

    struct VerbBody: Decodable {
        let revision: Int?
        let reason: String?
        let place: String?
        let taxes: [TaxDraftBody]?
    }

    @Sendable func showAll(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let filter = ListSPP.Filter(
            state: try request.query("state", SPPState.init(rawValue:)),
            search: request.query("search") ?? "", activity: request.query("activity"))
        let page = try await list(
            of: village.code, year: try context.year(), filter, limit: try request.limit(),
            after: request.query("after"), by: session)
        return try context.json(list: page.rows.map(SPPBody.init), next: page.next, request)
    }

    @Sendable func create(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(SPPDraftBody.self)
        let step = try await steps.create(
            try request.newID(body.id), try body.draft(), village: try context.village(),
            year: try context.year(),
            by: try context.requireSession())
        return try context.json(
            StepBody(step), status: .created, revision: step.revision,
            location: "/v1/spp/\(step.id.uuidString.lowercased())")
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let detail = try await read(try context.id(), by: try context.requireSession())
        return try context.json(SPPDetailBody(detail), revision: detail.summary.revision)
    }

    @Sendable func save(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(SPPDraftBody.self)
        let step = try await steps.save(
            try context.id(), revision: try request.revision(body.revision), try body.draft(),
            by: try context.requireSession())
        return try context.json(StepBody(step), revision: step.revision)
    }

    @Sendable func delete(_ request: Request, _ context: AppContext) async throws -> Response {
        try await steps.delete(
            try context.id(), revision: try request.revision(nil), by: try context.requireSession())
        return Response(status: .noContent)
    }

    private func take(_ verb: SPPSteps.Verb, _ request: Request, _ context: AppContext) async throws
        -> Response
    {
        let body = try await request.body(VerbBody.self)
        let session = try context.requireSession()
        let (id, revision) = (try context.id(), try request.revision(body.revision))
        if verb == .pay {
            let payment = try await steps.pay(
                id, revision: revision, from: try CashPlace(wire: body.place),
                taxes: body.taxes?.map(\.draft), by: session)
            return try context.json(
                StepBody(payment.step, entryNumber: payment.entryNumber), revision: payment.step.revision)
        }
        let step = try await steps(
            verb, id, revision: revision, reason: body.reason ?? "", taxes: body.taxes?.map(\.draft),
            by: session)
        guard let step else { return Response(status: .noContent) }
        return try context.json(StepBody(step), revision: step.revision)
    }
}

/// `/v1/…/book`, `/cash`, `/receipts` and `/v1/entries/{id}/reversal`: the journal's views for programs.
struct BookRoutes: Sendable {
    let villages: ReadVillages
    let readBook: ReadBook
    let readCash: ReadCash
    let export: ExportBook
    let receipts: ListReceipts
    let receive: ReceiveIncome
    let reverse: ReverseEntry

    var routes: [Route] {
        let base = "/v1/villages/{village}/{year}"
        return [
            Route(.get, "\(base)/book", .signedIn, book),
            Route(.get, "\(base)/book/export", .signedIn, download),
            Route(.get, "\(base)/cash", .signedIn, cash),
            Route(.get, "\(base)/receipts", .signedIn, listReceipts),
            Route(.post, "\(base)/receipts", .posts([.treasurer]), bookIncome),
            Route(.post, "/v1/entries/{id}/reversal", .posts([.treasurer]), takeBack),
        ]
    }

    struct ReversalBody: Decodable {
        let id: UUID?
        let day: String
        let reason: String
    }
    struct BookedBody: Encodable {
        let id: UUID
        let number: Int?
        let entryNumber: Int64
    }

    @Sendable func book(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let page = try await readBook(
            .general, of: village.code, year: try context.year(), BookPeriod(fund: request.query("fund")),
            limit: try request.limit(),
            after: request.query("after"), by: session)
        return try context.json(list: page.rows.map(BookLineBody.init), next: page.next, request)
    }

    @Sendable func download(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        guard let format = BookFormat(rawValue: request.query("format") ?? "csv") else {
            throw Problem(.notAcceptable)
        }
        return BookDownload.answer(export, village.code, try context.year(), format, session)
    }

    @Sendable func cash(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let funds = try await readCash(of: village.code, year: try context.year(), by: session)
        let items = funds.map { CashBody($0) }
        return try context.json(list: items, next: nil, request)
    }

    @Sendable func listReceipts(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let page = try await receipts(
            of: village.code, year: try context.year(), fund: request.query("fund"),
            limit: try request.limit(),
            after: request.query("after"), by: session)
        return try context.json(list: page.rows.map(ReceiptBody.init), next: page.next, request)
    }

    @Sendable func bookIncome(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(IncomeBody.self)
        let booked = try await receive(
            try request.newID(body.id), try body.draft(), village: try context.village(),
            year: try context.year(),
            by: try context.requireSession())
        return try context.json(
            BookedBody(id: booked.id, number: booked.number, entryNumber: booked.entryNumber),
            status: .created)
    }

    @Sendable func takeBack(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(ReversalBody.self)
        let id = try request.newID(body.id)
        let number = try await reverse(
            id, of: try context.id(), on: try Day(parsing: body.day), reason: body.reason,
            by: try context.requireSession())
        return try context.json(BookedBody(id: id, number: nil, entryNumber: number), status: .created)
    }
}
