import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

/// `…/spp/{id}/money`: what follows a payment request: its evidence, the settlement of an advance (SPJ),
/// money that came back, withheld taxes, its journal entries.
struct SPPMoneyPage: Sendable {
    let house: House
    let villages: ReadVillages
    let uses: SPPMoney
    let today: @Sendable () -> String

    private static let path = "/villages/{village}/{year}/spp/{id}"

    var routes: [Route] {
        let path = Self.path
        let steps = SPPMoney.Verb.allCases.map { verb in
            Route(.post, "\(path)/settlements/{settlement}/\(verb.rawValue)", .posts(verb.roles)) {
                request, context in try await step(verb, request, context)
            }
        }
        return [
            Route(.get, "\(path)/money", .signedIn, show),
            Route(.post, "\(path)/settlements", .posts([.manager]), settle),
            Route(.post, "\(path)/give-back", .posts([.treasurer]), giveBack),
            Route(.post, "\(path)/entries/{entry}/reverse", .posts([.treasurer]), takeBack),
            Route(.post, "\(path)/scans", .posts([.manager, .treasurer, .secretary]), attach),
            Route(.get, "\(path)/scans/{scan}", .signedIn, download),
            Route(.post, "\(path)/scans/{scan}/detach", .posts([.manager]), detach),
        ] + steps
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let state = FormState(words: house.words(context))
        return house.pages.render(try await screen(state, context), request, context)
    }

    /// A round whose form stays on this page.
    private func round(
        _ key: String, _ request: Request, _ context: AppContext, act: (Form) async throws -> Void
    ) async throws -> Response {
        let base = VillageAddress(try context.village().number, year: try context.year()).base
        let back = "\(base)/spp/\(try context.id().uuidString.lowercased())/money"
        return try await house.round(request, context) { form in
            try await act(form)
            return back
        } again: {
            try await screen($0.refused(at: key), context)
        }
    }

    @Sendable func settle(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let spp = try context.id()
        return try await round("settle", request, context) { form in
            var fields = FormReader(form)
            let (id, day) = (fields.uuid("id"), fields.day("day"))
            let description = fields.text("description", limit: 500)
            let lines = try fields.gridLines()
            try fields.finish()
            let draft = SettlementDraft(day: try Day(parsing: day), description: description, lines: lines)
            _ = try await uses.settle.submit(id, draft, of: spp, by: session)
        }
    }

    @Sendable func giveBack(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let spp = try context.id()
        let kind = try await uses.kindOfReturn(spp, by: session)
        return try await round("give-back", request, context) { form in
            var fields = FormReader(form)
            let (id, day, place) = (fields.uuid("id"), fields.day("day"), fields.place())
            let payer = fields.optionalText("payer", limit: 200)
            let description = fields.text("description", limit: 500)
            let lines = try fields.gridLines()
            try fields.finish()
            let draft = GiveBackDraft(
                kind: kind, day: try Day(parsing: day), place: place, payer: payer, description: description,
                lines: lines)
            _ = try await uses.giveBack(id, draft, of: spp, by: session)
        }
    }

    private func step(
        _ verb: SPPMoney.Verb, _ request: Request, _ context: AppContext
    ) async throws -> Response {
        let session = try context.requireSession()
        let id = try context.id("settlement")
        let (gross, rates) =
            verb == .book ? try await uses.taxable(id, of: try context.id(), by: session) : ([:], [])
        return try await round(verb.rawValue, request, context) { form in
            var fields = FormReader(form)
            let revision = fields.revision()
            let reason = verb == .return ? fields.text("reason", limit: 2_000) : ""
            let (place, taxes) = (fields.place(), fields.taxes(of: gross, rates: rates))
            try fields.finish()
            _ = try await uses.take(
                verb, id, revision: revision, reason: reason, place: place, taxes: taxes, by: session)
        }
    }

    @Sendable func takeBack(_ request: Request, _ context: AppContext) async throws -> Response {
        let own = try context.id().uuidString.lowercased()
        return try await house.takeBack(request, context, uses.reverse, back: "spp/\(own)/money") {
            try await screen($0, context)
        }
    }

    @Sendable func attach(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let spp = try context.id()
        let body = try await request.multipart()
        let form = try body.form()
        guard let csrf = form["csrf"], csrf == session.csrf else { throw Problem(.formExpired) }
        guard let file = body.files("file").first, let id = form["id"].flatMap(UUID.init(uuidString:)) else {
            throw Problem(.invalidFields, fields: [FieldProblem(field: "file", key: "missing")])
        }
        do {
            try await uses.scans.attach(
                id, to: spp, name: file.fileName ?? "", bytes: file.bytes, by: session)
        } catch let error as LedgerError {
            guard let problem = Problem(error), problem.isForTheForm else { throw error }
            let state = FormState(words: house.words(context), form: form, problem: problem)
            var page = try await screen(state.refused(at: "scan"), context)
            page.status = problem.status
            return house.pages.render(page, request, context)
        }
        let base = VillageAddress(try context.village().number, year: try context.year()).base
        return .seeOther("\(base)/spp/\(spp.uuidString.lowercased())/money")
    }

    @Sendable func detach(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let scan = try context.id("scan")
        return try await round("detach", request, context) { _ in
            try await uses.scans.detach(scan, by: session)
        }
    }

    /// Never inline: a PDF of a stranger is for the person's own viewer, in no way part of this site.
    @Sendable func download(_ request: Request, _ context: AppContext) async throws -> Response {
        try await ScanDownload.answer(
            uses.scans, try context.id("scan"), of: try context.id(), by: try context.requireSession())
    }

    private func screen(_ state: FormState, _ context: AppContext) async throws -> Screen {
        let words = state.words
        let place = try await MoneyPlace(context, villages, words)
        let facts = try await uses.facts(of: try context.id(), by: place.session)
        let spp = facts.detail.summary
        guard spp.village == place.code, spp.year == place.year else { throw Problem(.notFound) }
        let own = "\(place.address.base)/spp/\(spp.id.uuidString.lowercased())"
        let view = SPPMoneyView(facts: facts, place: place, state: state, own: own, today: today())
        return place.screen(
            words("treasury.spp-money"), view.model,
            crumbs: [
                Crumb(
                    label: words("spp.title", ["year": String(spp.year)]),
                    address: "\(place.address.base)/spp"),
                Crumb(label: spp.numberText ?? words("spp.no-number"), address: own),
            ])
    }
}

/// A scan as a download.
enum ScanDownload {
    static func answer(_ scans: Scans, _ id: UUID, of spp: UUID, by session: Session) async throws -> Response
    {
        let (scan, bytes) = try await scans.bytes(of: id, in: spp, by: session)
        let name = "bukti-\(scan.hash.hexadecimal.prefix(12)).\(scan.kind == .pdf ? "pdf" : "jpg")"
        return Response(
            status: .ok,
            headers: [
                .contentType: scan.kind == .pdf ? "application/pdf" : "image/jpeg",
                .contentDisposition: "attachment; filename=\"\(name)\"", .cacheControl: "private, no-store",
                .contentSecurityPolicy: "default-src 'none'; sandbox",
            ],
            body: .init(byteBuffer: .init(bytes: bytes)))
    }
}

/// The use cases of what follows a payment request.
struct SPPMoney: Sendable {
    let read: ReadSPP
    let advances: ReadAdvances
    let taxes: ReadTaxes
    let rates: TaxRates
    let settle: SettleAdvance
    let giveBack: GiveBack
    let scans: Scans
    let reverse: ReverseEntry
    let today: @Sendable () -> String

    /// A step of a settlement, as its address names it.
    enum Verb: String, CaseIterable, Sendable {
        case verify, approve, `return`, book

        var roles: Set<Role> {
            switch self {
            case .verify: [.secretary]
            case .approve: [.head]
            case .return: [.manager, .secretary, .head, .treasurer]
            case .book: [.treasurer]
            }
        }
    }

    /// Everything the page shows.
    struct Facts: Sendable {
        let detail: ReadSPP.Detail
        let settlements: [ReadAdvances.Settlement]
        let taxes: [Withholding]
        let scans: [Scans.Scan]
        let rates: [TaxRate]
    }

    func facts(of spp: UUID, by session: Session) async throws -> Facts {
        Facts(
            detail: try await read(spp, by: session),
            settlements: try await advances.settlements(of: spp, by: session),
            taxes: try await taxes.withheld(from: spp, by: session),
            scans: try await scans.list(of: spp, by: session),
            rates: try await rates.on(try Day(parsing: today()), by: session))
    }

    /// What taxes can be taken from when a settlement is booked, and today's rates.
    func taxable(
        _ settlement: UUID, of spp: UUID, by session: Session
    ) async throws -> (gross: [String: Rupiah], rates: [TaxRate]) {
        let lines = try await advances.settlements(of: spp, by: session).first { $0.id == settlement }?.lines
        return (BudgetControl.gross(lines ?? []), try await rates.on(try Day(parsing: today()), by: session))
    }

    /// An advance with something open gets its rest back, anything else a refund.
    func kindOfReturn(_ spp: UUID, by session: Session) async throws -> GiveBackDraft.Kind {
        let summary = try await read(spp, by: session).summary
        return summary.kind == .advance && summary.state != .settled ? .advanceRest : .refund
    }

    func take(
        _ verb: Verb, _ id: UUID, revision: Int, reason: String, place: CashPlace, taxes: [TaxDraft],
        by session: Session
    ) async throws(LedgerError) -> SettlementStep {
        switch verb {
        case .verify: try await settle.verify(id, revision: revision, by: session)
        case .approve: try await settle.approve(id, revision: revision, by: session)
        case .return: try await settle.giveBack(id, revision: revision, reason: reason, by: session)
        case .book:
            try await settle.book(id, revision: revision, into: place, taxes: taxes, by: session)
        }
    }
}
