import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/villages/{village}/{year}/spp/{id}`: one payment request with what remains of its lines, its way so
/// far, and the steps this person may take.
struct SPPPage: Sendable {
    let house: House
    let villages: ReadVillages
    let read: ReadSPP
    let steps: SPPSteps
    let rates: TaxRates

    var routes: [Route] {
        let path = "/villages/{village}/{year}/spp/{id}"
        return [Route(.get, path, .signedIn, show)]
            + SPPSteps.Verb.allCases.map { verb in
                Route(.post, "\(path)/\(verb.rawValue)", .posts(verb.roles)) { request, context in
                    try await take(verb, request, context)
                }
            }
    }

    /// What spp.mustache reads.
    struct Model {
        struct Line {
            let activity: String
            let account: String
            let amount: String
            let limit: String
            let remaining: String
            let cash: String
        }
        struct Past {
            let what: String
            let who: String
            let day: String
            let note: String?
        }
        struct Entry {
            let number: String
            let day: String
            let kind: String
        }

        /// Gross, what is withheld, net.
        struct Taxes {
            let rows: [Tax]
            let gross: String
            let net: String
            /// What the head had signed, where something else was withheld.
            let difference: String?
        }
        struct Tax {
            let name: String
            let base: String
            let amount: String
        }

        let summary: FormSummary?
        let state: String
        let style: String
        let amount: String
        let purpose: String
        let payee: String
        let day: String
        let requester: String
        let editAddress: String?
        let gateAddress: String
        let lines: [Line]
        let taxes: Taxes?
        let past: [Past]
        let entries: [Entry]
        let steps: [Step]
        let moneyAddress: String
        let prints: [Crumb]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let state = FormState(words: house.words(context))
        return house.pages.render(try await screen(state, context), request, context)
    }

    private func take(_ verb: SPPSteps.Verb, _ request: Request, _ context: AppContext) async throws
        -> Response
    {
        let session = try context.requireSession()
        let id = try context.id()
        let (village, year) = (try context.village(), try context.year())
        let (gross, rates) = verb.namesTaxes ? try await taxable(id, verb, session) : ([:], [])
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let revision = fields.revision()
            let reason = verb.needsReason ? fields.text("reason", limit: 2_000) : ""
            let place = verb == .pay ? fields.place() : .bank
            let taxes = verb.namesTaxes ? fields.taxes(of: gross, rates: rates) : nil
            try fields.finish()
            let step = try await steps(
                verb, id, revision: revision, reason: reason, from: place, taxes: taxes, by: session)
            let base = VillageAddress(village.number, year: year).base + "/spp"
            return step.map { "\(base)/\($0.id.uuidString.lowercased())" } ?? base
        } again: { state in
            var state = state
            state.refusedStep = verb.rawValue
            return try await screen(state, context)
        }
    }

    /// What taxes can be taken from, and the rates of the day that counts: of the request while they are
    /// proposed, today when it is paid.
    private func taxable(
        _ id: UUID, _ verb: SPPSteps.Verb, _ session: Session
    ) async throws -> (gross: [String: Rupiah], rates: [TaxRate]) {
        let detail = try await read(id, by: session)
        let day = verb == .pay ? LegalDay.today() : detail.summary.day
        return (detail.gross, try await rates.on(try Day(parsing: day), by: session))
    }

    private func screen(_ state: FormState, _ context: AppContext) async throws -> Screen {
        let session = try context.requireSession()
        let words = state.words
        let village = try await villages.require(try context.village(), by: session)
        let detail = try await read(try context.id(), by: session)
        let spp = detail.summary
        let day = spp.state == .approved ? LegalDay.today() : spp.day
        let rates =
            session.holds(.treasurer, .manager) && spp.kind == .definitive
            ? try await self.rates.on(try Day(parsing: day), by: session) : []
        guard spp.village == village.code, spp.year == (try context.year()) else { throw Problem(.notFound) }
        let address = VillageAddress(village.code.number, year: spp.year)
        let own = "\(address.base)/spp/\(spp.id.uuidString.lowercased())"
        let isMine = spp.requesterID == session.person
        let model = Model(
            summary: state.summary, state: words("state.\(spp.state.rawValue)"),
            style: SPPListPage.style(spp.state), amount: words.money(sen: spp.amount.sen),
            purpose: spp.purpose,
            payee: detail.payee, day: words.date(spp.day), requester: spp.requester ?? "",
            editAddress: isMine && (spp.state == .draft || spp.state == .returned) ? "\(own)/edit" : nil,
            gateAddress: "/spp/\(spp.id.uuidString.lowercased())/gate",
            lines: detail.lines.map { line($0, words) }, taxes: taxes(detail, words),
            past: detail.history.map { past($0, words) },
            entries: detail.entries.map { entry in
                Model.Entry(
                    number: String(entry.number), day: words.date(entry.day),
                    kind: words("entry.\(entry.kind)"))
            },
            steps: next(detail, own, state, session, rates), moneyAddress: "\(own)/money",
            prints: prints(spp, own, words))
        return Screen(
            template: "spp", title: spp.numberText ?? words("spp.no-number"), model: model,
            crumbs: [
                Crumb(label: village.name, address: address.base),
                Crumb(label: words("spp.title", ["year": String(spp.year)]), address: "\(address.base)/spp"),
            ],
            isDemo: village.isDemo)
    }

    /// The papers that there are in this state, on either sheet.
    private func prints(_ spp: SPPSummary, _ own: String, _ words: Words) -> [Crumb] {
        SPPPapers.Kind.offered(in: spp.state).flatMap { kind in
            Paper.Size.allCases.reversed().map { size in
                Crumb(
                    label: "\(words("paper.print-\(kind.rawValue)")) \(size.rawValue.uppercased())",
                    address: "\(own)/print?kind=\(kind.rawValue)&size=\(size.rawValue)")
            }
        }
    }

    private func line(_ line: ReadSPP.Line, _ words: Words) -> Model.Line {
        Model.Line(
            activity: "\(line.key.activity) \(line.activityName)",
            account: "\(line.key.account) \(line.accountName) – \(line.key.fund)",
            amount: words.amount(sen: line.amount?.sen ?? 0),
            limit: words.amount(sen: line.standing.limit.sen),
            remaining: words.amount(sen: line.standing.remaining.sen), cash: words.amount(sen: line.cash.sen))
    }

    private func taxes(_ detail: ReadSPP.Detail, _ words: Words) -> Model.Taxes? {
        let (spp, taxes) = (detail.summary, detail.taxes)
        let standing = taxes.standing(in: spp.state)
        let isOther = taxes.differ(in: spp.state)
        guard !standing.isEmpty || isOther else { return nil }
        let signed = taxes.proposed.map { "\($0.name) \(words.money(sen: $0.amount.sen))" }
        return Model.Taxes(
            rows: standing.map { tax in
                Model.Tax(
                    name: "\(words.tax(tax)) – \(tax.draft.fund)",
                    base: words.amount(sen: tax.draft.base.sen),
                    amount: words.amount(sen: tax.amount.sen))
            },
            gross: words.amount(sen: spp.amount.sen),
            net: words.amount(sen: taxes.net(of: spp.amount, in: spp.state).sen),
            difference: isOther
                ? words(
                    "spp.taxes-differ",
                    ["taxes": signed.isEmpty ? words("treasury.no-tax") : signed.joined(separator: "; ")])
                : nil)
    }

    private func past(_ step: ReadSPP.Step, _ words: Words) -> Model.Past {
        Model.Past(
            what: words("done.\(step.verb)"),
            who: [step.person, words("role.\(step.role)")].compactMap { $0 }.joined(separator: ", "),
            day: words.date(step.day), note: step.note.isEmpty ? nil : step.note)
    }

    /// The steps that posts and state allow. Whoever already acted on the request is not offered the next
    /// one.
    private func next(
        _ detail: ReadSPP.Detail, _ own: String, _ state: FormState, _ session: Session, _ rates: [TaxRate]
    ) -> [Step] {
        let spp = detail.summary
        let here = spp.village.number
        let isMine = spp.requesterID == session.person
        let acted = [spp.requesterID, spp.verifierID, spp.approverID].contains(session.person)
        return SPPSteps.Verb.allCases.filter { verb in
            guard spp.origin == .entered, verb.fits(spp.state) else { return false }
            guard session.posts.contains(where: { verb.roles.contains($0.role) && $0.covers(here) }) else {
                return false
            }
            switch verb {
            case .taxes:
                return spp.kind == .definitive
                    && (isMine ? spp.state != .submitted : session.holds(.treasurer, over: here))
            case .submit, .delete: return isMine
            case .verify, .approve, .pay: return !acted
            case .return: return isMine || session.holds(.secretary, .head, over: here)
            case .reject: return session.holds(.head, over: here) || (isMine && spp.state == .returned)
            }
        }.map { verb in
            let form = state.step(verb.rawValue)
            return Step(
                address: "\(own)/\(verb.rawValue)", label: state.words("spp.step-\(verb.rawValue)"),
                style: verb == .reject || verb == .delete
                    ? "danger" : verb == .return || verb == .taxes ? "quiet" : "",
                revision: spp.revision, fields: fields(of: verb, spp, form, detail, rates),
                isFolded: verb == .taxes, fold: state.words("spp.fold-taxes"),
                isOpen: state.refusedStep == verb.rawValue)
        }
    }

    /// What a step asks beside its button: a reason; of a payment where from, and the taxes withheld, filled
    /// with those proposed.
    private func fields(
        of verb: SPPSteps.Verb, _ spp: SPPSummary, _ form: FormState, _ detail: ReadSPP.Detail,
        _ rates: [TaxRate]
    ) -> [Field] {
        if verb.needsReason { return [form.field("reason", .area, labels: "spp")] }
        guard verb.namesTaxes else { return [] }
        let place =
            verb == .pay
            ? [form.field("place", labels: "treasury", options: CashPlace.choices(form.words))] : []
        guard spp.kind == .definitive else { return place }
        return place
            + form.taxFields(rates, funds: detail.gross.keys.sorted(), known: detail.taxes.proposed)
    }
}
