import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/v1/…/disbursements`, `/v1/ceilings`, `/v1/tranches`, `/v1/tax-rates`, `/v1/money-parameters` for
/// programs.
struct CountyMoneyRoutes: Sendable {
    let villages: ReadVillages
    let ceilings: Ceilings
    let disbursements: Disbursements
    let rates: TaxRates
    let parameters: MoneyParameters
    let today: @Sendable () -> String

    var routes: [Route] {
        [
            Route(.get, "/v1/villages/{village}/{year}/disbursements", .signedIn, list),
            Route(.post, "/v1/tranches/{id}/receive", .posts([.treasurer]), receive),
            Route(.get, "/v1/ceilings/{year}", .signedIn, listCeilings),
            Route(.put, "/v1/ceilings/{year}", .posts([.county]), setCeilings),
            Route(.post, "/v1/tranches", .posts([.county]), plan),
            Route(.post, "/v1/tranches/{id}/cancel", .posts([.county]), cancel),
            Route(.get, "/v1/tax-rates", .signedIn, listRates),
            Route(.put, "/v1/tax-rates", .posts([.county]), setRate),
            Route(.put, "/v1/money-parameters", .posts([.county]), setParameter),
        ]
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let page = try await disbursements.list(
            year: try context.year(), village: village.code,
            state: try request.query("state", Disbursements.State.init(rawValue:)),
            limit: try request.limit(), after: request.query("after"), by: session)
        return try context.json(list: page.rows.map(TrancheBody.init), next: page.next, request)
    }

    struct ReceiveBody: Decodable {
        let id: UUID?
        let revision: Int?
        let day: String
    }

    @Sendable func receive(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(ReceiveBody.self)
        let booked = try await disbursements.receive(
            try request.newID(body.id), try context.id(), revision: try request.revision(body.revision),
            on: try Day(parsing: body.day), by: try context.requireSession())
        return try context.json(BookedDocumentBody(booked), status: .created)
    }

    @Sendable func listCeilings(_ request: Request, _ context: AppContext) async throws -> Response {
        let page = try await ceilings.list(
            year: try context.year(), limit: try request.limit(), after: request.query("after"),
            by: try context.requireSession())
        return try context.json(list: page.rows.map(CeilingBody.init), next: page.next, request)
    }

    struct CeilingsBody: Decodable {
        struct Row: Decodable {
            let village: Int64
            let fund: String
            let amountSen: Int64
        }
        let basis: String
        let rows: [Row]
    }
    struct CountBody: Encodable { let changed: Int }

    @Sendable func setCeilings(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(CeilingsBody.self)
        let rows = try body.rows.map {
            CeilingDraft(
                village: try VillageCode(number: $0.village), fund: $0.fund, amount: Rupiah(sen: $0.amountSen)
            )
        }
        let changed = try await ceilings.set(
            rows, year: try context.year(), basis: body.basis, by: try context.requireSession())
        return try context.json(CountBody(changed: changed))
    }

    struct PlanBody: Decodable {
        struct Row: Decodable {
            let village: Int64
            let fund: String
            let tranche: Int
            let amountSen: Int64
            let dueOn: String
        }
        let id: UUID?
        let year: Int
        let rows: [Row]
    }

    @Sendable func plan(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(PlanBody.self)
        let rows = try body.rows.map {
            TrancheDraft(
                village: try VillageCode(number: $0.village), fund: $0.fund, tranche: $0.tranche,
                amount: Rupiah(sen: $0.amountSen), due: try Day(parsing: $0.dueOn))
        }
        let count = try await disbursements.plan(
            try request.newID(body.id), rows, year: body.year, by: try context.requireSession())
        return try context.json(CountBody(changed: count), status: .created)
    }

    struct RevisionBody: Decodable { let revision: Int? }

    @Sendable func cancel(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(RevisionBody.self)
        try await disbursements.cancel(
            try context.id(), revision: try request.revision(body.revision),
            by: try context.requireSession())
        return Response(status: .noContent)
    }

    @Sendable func listRates(_ request: Request, _ context: AppContext) async throws -> Response {
        let day = try Day(parsing: request.query("day") ?? today())
        let found = try await rates.on(day, by: try context.requireSession())
        return try context.json(list: found.map(TaxRateBody.init), next: nil, request)
    }

    @Sendable func setRate(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(TaxRateBody.self)
        try await rates.set(body.rate, by: try context.requireSession())
        return Response(status: .noContent)
    }

    struct ParameterBody: Decodable {
        let key: String
        let from: String
        let value: Int64
        let basis: String
    }

    @Sendable func setParameter(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(ParameterBody.self)
        guard let key = MoneyParameters.Key(rawValue: body.key) else {
            throw LedgerError.treasury(.parameterMalformed(key: body.key))
        }
        try await parameters.set(
            key, body.value, from: try Day(parsing: body.from), basis: body.basis,
            by: try context.requireSession())
        return Response(status: .noContent)
    }
}
