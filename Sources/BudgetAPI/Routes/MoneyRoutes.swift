import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/v1/…/cash-moves`, `/books`, `/taxes`, `/tax-deposits` and `/v1/entries/{id}/correction` for programs.
struct MoneyRoutes: Sendable {
    let villages: ReadVillages
    let moves: ListCashMoves
    let book: BookCashMove
    let readBook: ReadBook
    let taxes: ReadTaxes
    let deposit: DepositTaxes
    let correct: CorrectReceipt

    var routes: [Route] {
        let base = "/v1/villages/{village}/{year}"
        return [
            Route(.get, "\(base)/cash-moves", .signedIn, listMoves),
            Route(.post, "\(base)/cash-moves", .posts([.treasurer]), bookMove),
            Route(.get, "\(base)/books/{book}", .signedIn, showBook),
            Route(.get, "\(base)/books/{book}/export", .signedIn, exportBook),
            Route(.get, "\(base)/taxes", .signedIn, listHeld),
            Route(.get, "\(base)/tax-deposits", .signedIn, listDeposits),
            Route(.post, "\(base)/tax-deposits", .posts([.treasurer]), bookDeposit),
            Route(.post, "/v1/entries/{id}/correction", .posts([.treasurer]), correctReceipt),
        ]
    }

    @Sendable func listMoves(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let page = try await moves(
            of: village.code, year: try context.year(), limit: try request.limit(),
            after: request.query("after"), by: session)
        return try context.json(list: page.rows.map(CashMoveBody.init), next: page.next, request)
    }

    @Sendable func bookMove(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(CashMoveDraftBody.self)
        let booked = try await book(
            try request.newID(body.id), try body.move(), village: try context.village(),
            year: try context.year(), by: try context.requireSession())
        return try context.json(BookedDocumentBody(booked), status: .created)
    }

    @Sendable func showBook(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let page = try await readBook(
            try context.book(), of: village.code, year: try context.year(), try request.bookPeriod(),
            limit: try request.limit(), after: request.query("after"), by: session)
        return try context.json(list: page.rows.map(BookRowBody.init), next: page.next, request)
    }

    @Sendable func exportBook(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        return BookCSV.answer(
            readBook, try context.book(), village, try context.year(), try request.bookPeriod(), session)
    }

    @Sendable func listHeld(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let held = try await taxes.held(of: village.code, year: try context.year(), by: session)
        return try context.json(
            list: held.map { WithholdingBody($0.withholding, isLate: $0.isLate) }, next: nil, request)
    }

    @Sendable func listDeposits(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let page = try await taxes.deposits(
            of: village.code, year: try context.year(), limit: try request.limit(),
            after: request.query("after"), by: session)
        return try context.json(list: page.rows.map(TaxDepositBody.init), next: page.next, request)
    }

    struct DepositBody: Decodable {
        let id: UUID?
        let day: String
        let place: String?
        let ntpn: String?
        let withholdings: [UUID]
    }

    @Sendable func bookDeposit(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(DepositBody.self)
        let booked = try await deposit(
            try request.newID(body.id), body.withholdings, on: try Day(parsing: body.day),
            from: try CashPlace(wire: body.place), ntpn: body.ntpn ?? "", village: try context.village(),
            year: try context.year(), by: try context.requireSession())
        return try context.json(BookedDocumentBody(booked), status: .created)
    }

    struct CorrectionBody: Decodable {
        let id: UUID?
        let reason: String
        let receipt: IncomeBody
    }

    @Sendable func correctReceipt(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(CorrectionBody.self)
        let booked = try await correct(
            try request.newID(body.id), try context.id(), with: try body.receipt.draft(),
            reason: body.reason, by: try context.requireSession())
        return try context.json(BookedDocumentBody(booked), status: .created)
    }
}

/// `/v1/…/advances`, `/v1/spp/{id}/settlements`, `/give-backs`, `/scans`, `/v1/settlements/{id}/…`.
struct AdvanceRoutes: Sendable {
    let villages: ReadVillages
    let uses: SPPMoney

    var routes: [Route] {
        let steps = SPPMoney.Verb.allCases.map { verb in
            Route(.post, "/v1/settlements/{id}/\(verb.rawValue)", .posts(verb.roles)) { request, context in
                try await step(verb, request, context)
            }
        }
        return [
            Route(.get, "/v1/villages/{village}/{year}/advances", .signedIn, list),
            Route(.get, "/v1/spp/{id}/settlements", .signedIn, settlements),
            Route(.post, "/v1/spp/{id}/settlements", .posts([.manager]), submit),
            Route(.post, "/v1/spp/{id}/give-backs", .posts([.treasurer]), giveBack),
            Route(.get, "/v1/spp/{id}/scans", .signedIn, scans),
            Route(.post, "/v1/spp/{id}/scans", .posts([.manager, .treasurer, .secretary]), attach),
            Route(.get, "/v1/spp/{id}/scans/{scan}", .signedIn, download),
        ] + steps
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let open = try await uses.advances.open(of: village.code, year: try context.year(), by: session)
        return try context.json(list: open.map(AdvanceBody.init), next: nil, request)
    }

    @Sendable func settlements(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let spp = try context.id()
        _ = try await uses.read(spp, by: session)
        let found = try await uses.advances.settlements(of: spp, by: session)
        return try context.json(list: found.map(SettlementBody.init), next: nil, request)
    }

    @Sendable func submit(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(SettlementDraftBody.self)
        let step = try await uses.settle.submit(
            try request.newID(body.id), try body.draft(), of: try context.id(),
            by: try context.requireSession())
        return try context.json(SettlementStepBody(step), status: .created, revision: step.revision)
    }

    struct StepBody: Decodable {
        let revision: Int?
        let reason: String?
        let place: String?
        let taxes: [TaxDraftBody]?
    }

    private func step(
        _ verb: SPPMoney.Verb, _ request: Request, _ context: AppContext
    ) async throws -> Response {
        let body = try await request.body(StepBody.self)
        let step = try await uses.take(
            verb, try context.id(), revision: try request.revision(body.revision), reason: body.reason ?? "",
            place: try CashPlace(wire: body.place ?? CashPlace.cash.rawValue),
            taxes: (body.taxes ?? []).map(\.draft), by: try context.requireSession())
        return try context.json(SettlementStepBody(step), revision: step.revision)
    }

    @Sendable func giveBack(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(GiveBackBody.self)
        let booked = try await uses.giveBack(
            try request.newID(body.id), try body.draft(), of: try context.id(),
            by: try context.requireSession())
        return try context.json(BookedDocumentBody(booked), status: .created)
    }

    struct ScanBody: Encodable {
        let id: UUID
        let sha256: String
        let bytes: Int
        let kind: String
        let name: String

        init(_ scan: Scans.Scan) {
            (id, sha256, bytes) = (scan.id, scan.hash.hexadecimal, scan.bytes)
            (kind, name) = (scan.kind.rawValue, scan.name)
        }
    }

    @Sendable func scans(_ request: Request, _ context: AppContext) async throws -> Response {
        let found = try await uses.scans.list(of: try context.id(), by: try context.requireSession())
        return try context.json(list: found.map(ScanBody.init), next: nil, request)
    }

    /// The raw bytes of one PDF or JPEG; `name` in the query is what its sender calls it.
    @Sendable func attach(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let buffer = try await request.body.collect(upTo: Scans.byteLimit)
        let (id, spp) = (try request.newID(nil), try context.id())
        try await uses.scans.attach(
            id, to: spp, name: request.query("name") ?? "", bytes: Array(buffer.readableBytesView),
            by: session)
        let scan = try await uses.scans.list(of: spp, by: session).first { $0.id == id }
        guard let scan else { throw Problem(.notFound) }
        return try context.json(ScanBody(scan), status: .created)
    }

    @Sendable func download(_ request: Request, _ context: AppContext) async throws -> Response {
        try await ScanDownload.answer(
            uses.scans, try context.id("scan"), of: try context.id(), by: try context.requireSession())
    }
}
