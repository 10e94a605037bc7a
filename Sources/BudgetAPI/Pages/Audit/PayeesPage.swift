import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

/// `/audit/payees`: who was paid, across villages: search, pages, each payee's payments, and the list as CSV.
struct PayeesPage: Sendable {
    let house: House
    let list: ListPayees

    var routes: [Route] {
        [
            Route(.get, "/audit/payees", AuditPage.access, show),
            Route(.get, "/audit/payees/file", AuditPage.access, file),
            Route(.get, "/audit/payees/payments", AuditPage.access, payments),
            Route(.get, "/v1/audit/payees", AuditPage.access, program),
        ]
    }

    /// What payees.mustache reads.
    struct Model {
        struct Line {
            let address: String
            let name: String
            let payments: String
            let villages: String
            let amount: String
            let days: String
        }

        let search: String
        let place: String
        let from: String
        let until: String
        let lines: [Line]
        let next: String?
        let files: [Crumb]
    }

    /// What payee.mustache reads.
    struct PaymentsModel {
        struct Line {
            let address: String
            let number: String
            let village: String
            let day: String
            let purpose: String
            let amount: String
        }

        let lines: [Line]
        let next: String?
    }

    /// What a request asks for; the whole regency when it names no place.
    private struct Query {
        let filter: ListPayees.Filter
        let place: String

        init(_ request: Request, _ session: Session) throws(Problem) {
            let whole = AuditScope.dotted(session.regency)
            let scope = try request.query("place", AuditScope.init) ?? AuditScope(whole)
            place = scope?.text ?? whole
            let from = try request.query("from", Int.init) ?? 2015
            let until = try request.query("until", Int.init) ?? 2100
            filter = ListPayees.Filter(
                search: request.query("search").map { String($0.prefix(60)) },
                villages: scope?.villages ?? 0...0, years: min(from, until)...max(from, until))
        }

        var text: String {
            "search=\((filter.search ?? "").queryEncoded)&place=\(place)"
                + "&from=\(filter.years.lowerBound)&until=\(filter.years.upperBound)"
        }
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        let query = try Query(request, session)
        let page = try await list(query.filter, after: request.query("after"), by: session)
        let model = Model(
            search: query.filter.search ?? "", place: query.place,
            from: String(query.filter.years.lowerBound), until: String(query.filter.years.upperBound),
            lines: page.rows.map { payee in
                Model.Line(
                    address: "/audit/payees/payments?payee=\(payee.key.queryEncoded)", name: payee.name,
                    payments: words.number(payee.payments), villages: words.number(payee.villages),
                    amount: words.amount(sen: payee.amount.sen),
                    days: words.dates(from: payee.firstDay, until: payee.lastDay))
            },
            next: page.next.map { "/audit/payees?\(query.text)&after=\($0.queryEncoded)" },
            files: [ReportCSV.csv, .excel].map {
                Crumb(
                    label: words("lra.file-\($0.rawValue)"),
                    address: "/audit/payees/file?\(query.text)&format=\($0.rawValue)")
            })
        let screen = Screen(
            template: "payees", title: words("audit.payees"), model: model,
            crumbs: [Crumb(label: words("audit.title"), address: "/audit")])
        return house.pages.render(screen, request, context)
    }

    @Sendable func payments(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        let key = String((request.query("payee") ?? "").prefix(200))
        let page = try await list.payments(to: key, after: request.query("after"), by: session)
        let model = PaymentsModel(
            lines: page.rows.map { payment in
                let address = VillageAddress(payment.village.number, year: payment.year).base
                return PaymentsModel.Line(
                    address: "\(address)/spp/\(payment.id.uuidString.lowercased())",
                    number: "\(payment.number.map { String($0) } ?? "–")/\(payment.year)",
                    village: "\(payment.villageName) \(payment.village.dotted)",
                    day: words.date(payment.day), purpose: payment.purpose,
                    amount: words.amount(sen: payment.amount.sen))
            },
            next: page.next.map {
                "/audit/payees/payments?payee=\(key.queryEncoded)&after=\($0.queryEncoded)"
            })
        let screen = Screen(
            template: "payee", title: page.rows.first?.payee ?? words("audit.payee"), model: model,
            crumbs: [
                Crumb(label: words("audit.title"), address: "/audit"),
                Crumb(label: words("audit.payees"), address: "/audit/payees"),
            ])
        return house.pages.render(screen, request, context)
    }

    /// The whole list, streamed page by page.
    @Sendable func file(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        guard let form = ReportCSV(rawValue: request.query("format") ?? "csv") else {
            throw Problem(.notAcceptable)
        }
        let (query, words) = (try Query(request, session), house.words(context))
        let columns = ["payee", "payments", "villages", "amount", "first-day", "last-day"].map {
            form == .csv ? $0.replacing("-", with: "_") : words("audit.column-\($0)")
        }
        return form.answer("balai-payees-\(query.place).csv", columns) { after in
            let page = try await list(
                query.filter, limit: PageLimit(PageLimit.largest), after: after, by: session)
            let rows = page.rows.map { payee -> [ReportTable.Cell] in
                [
                    .text(payee.name), .number(payee.payments), .number(payee.villages),
                    .money(payee.amount), .day(payee.firstDay), .day(payee.lastDay),
                ]
            }
            return (rows, page.next)
        }
    }

    /// One payee for programs.
    struct PayeeBody: Encodable {
        let payee: String
        let payments: Int64
        let villages: Int64
        let amountSen: Int64
        let firstDay: String
        let lastDay: String
    }

    @Sendable func program(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let page = try await list(
            try Query(request, session).filter, limit: try request.limit(), after: request.query("after"),
            by: session)
        let items = page.rows.map {
            PayeeBody(
                payee: $0.name, payments: $0.payments, villages: $0.villages, amountSen: $0.amount.sen,
                firstDay: $0.firstDay, lastDay: $0.lastDay)
        }
        return try context.json(list: items, next: page.next, request)
    }
}
