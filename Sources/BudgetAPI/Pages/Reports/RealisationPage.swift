import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/villages/{village}/{year}/realisation`: the realisation report (LRA) along accounts, activities or fund
/// sources; each figure opens its entries; also as PDF, workbook and CSV.
struct RealisationPage: Sendable {
    let house: House
    let villages: ReadVillages
    let read: ReadRealisation
    let desk: PaperDesk

    var routes: [Route] {
        let base = "/villages/{village}/{year}/realisation"
        return [
            Route(.get, base, .signedIn, show), Route(.get, "\(base)/file", .signedIn, download),
            Route(.get, "/v1\(base)", .signedIn, program),
        ]
    }

    /// What realisation.mustache reads.
    struct Model {
        struct Line {
            let code: String
            let name: String
            let style: String
            let budget: String
            let realised: String
            let difference: String
            let percent: String
            let address: String
            let label: String
            let isShort: Bool
        }

        let action: String
        let views: [Choice]
        let until: String
        let lines: [Line]
        let files: [Crumb]
    }

    /// What a request asks for.
    private struct Query {
        let village: Village
        let year: Int
        let view: RealisationReport.View
        let until: Day?

        var text: String { "view=\(view.rawValue)&until=\(until?.description ?? "")" }
        var base: String { "\(VillageAddress(village.code.number, year: year).base)/realisation" }
    }

    private func query(_ request: Request, _ context: AppContext) async throws -> Query {
        let village = try await villages.require(
            try context.village(), by: try context.requireSession())
        return Query(
            village: village, year: try context.year(),
            view: try request.query("view", RealisationReport.View.init(rawValue:)) ?? .account,
            until: try request.query("until").map(Day.init(parsing:)))
    }

    private func report(_ query: Query, _ session: Session) async throws -> RealisationReport {
        try await read.report(
            query.view, of: query.village.code, year: query.year, until: query.until, by: session)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let words = house.words(context)
        let query = try await query(request, context)
        let report = try await report(query, try context.requireSession())
        let paper = RealisationPaper(words: words, report: report, year: query.year, until: query.until)
        let sizes = Paper.Size.allCases.map { (format: ReportFormat.pdf, size: "&size=\($0.rawValue)", $0) }
        let files =
            sizes.map { item in
                Crumb(
                    label: words("lra.pdf", ["size": item.2.rawValue.uppercased()]),
                    address: "\(query.base)/file?\(query.text)&format=pdf\(item.size)")
            }
            + [ReportFormat.xlsx, .csv, .excel].map { format in
                Crumb(
                    label: words("lra.file-\(format.rawValue)"),
                    address: "\(query.base)/file?\(query.text)&format=\(format.rawValue)")
            }
        let model = Model(
            action: query.base,
            views: RealisationReport.View.allCases.map {
                Choice(
                    value: $0.rawValue, label: words("lra.view-\($0.rawValue)"), isChosen: $0 == query.view)
            },
            until: query.until?.description ?? "",
            lines: zip(report.lines, paper.table.rows).map { line($0, $1, query.base, words) }, files: files)
        let screen = Screen(
            template: "realisation", title: "\(paper.title) \(query.year)", model: model,
            crumbs: [
                Crumb(
                    label: query.village.name,
                    address: VillageAddress(query.village.code.number, year: query.year).base)
            ], isDemo: query.village.isDemo)
        return house.pages.render(screen, request, context)
    }

    private func line(
        _ line: RealisationReport.Line, _ row: ReportTable.Row, _ base: String, _ words: Words
    ) -> Model.Line {
        let texts = row.cells.map { $0.shown(words) }
        let style = line.total == nil ? "level-\(line.level)" : "total"
        return Model.Line(
            code: texts[0], name: texts[1], style: style, budget: texts[2], realised: texts[3],
            difference: texts[4], percent: texts[5], address: "\(base)/entries?\(line.filter.query)",
            label: words("lra.open", ["name": "\(texts[0]) \(texts[1])"]),
            isShort: line.pair.difference.sen < 0 && line.filter.isDebit)
    }

    @Sendable func download(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let query = try await query(request, context)
        let format = try request.reportFormat()
        let report = try await report(query, session)
        let paper = RealisationPaper(
            words: desk.words, report: report, year: query.year, until: query.until)
        let name = "lra-\(query.view.rawValue)-\(query.village.code.dotted)-\(query.year)"
        switch format {
        case .pdf:
            let day = LegalDay.today()
            let place = try await desk.print.place(query.village.code, by: session)
            let officials = try await desk.print.officials(of: query.village.code, on: day, by: session)
            return try await desk.answer(
                paper.draft(place, officials, day: day), try PaperDesk.size(request), by: session)
        case .xlsx: return try await ReportFile.workbook(paper.table, title: paper.title, name: name)
        case .csv: return ReportFile.csv(paper.table, .csv, name: name)
        case .excel: return ReportFile.csv(paper.table, .excel, name: name)
        }
    }

    /// One cell of the report for programs.
    struct CellBody: Encodable {
        let activity: String
        let account: String
        let fund: String
        let budgetSen: Int64
        let realisedSen: Int64
    }

    @Sendable func program(_ request: Request, _ context: AppContext) async throws -> Response {
        let query = try await query(request, context)
        let found = try await read(
            of: query.village.code, year: query.year, until: query.until, by: try context.requireSession())
        let cells = found.cells.map {
            CellBody(
                activity: $0.activity, account: $0.account, fund: $0.fund, budgetSen: $0.budget.sen,
                realisedSen: $0.realised.sen)
        }
        return try context.json(list: cells, next: nil, request)
    }
}

extension Request {
    /// The form of file that is asked for; PDF when nothing is said.
    /// - Throws: `not-acceptable`.
    func reportFormat() throws(Problem) -> ReportFormat {
        guard let format = ReportFormat(rawValue: query("format") ?? "pdf") else {
            throw Problem(.notAcceptable)
        }
        return format
    }
}

extension PostingFilter {
    /// As it stands in an address.
    var query: String {
        var parts = accounts.map { "account=\($0)" }
        if let activity { parts.append("activity=\(activity)") }
        if let fund { parts.append("fund=\(fund)") }
        if let until { parts.append("until=\(until)") }
        return parts.joined(separator: "&")
    }

    /// Reads what `query` wrote.
    /// - Throws: `malformed-day`, `unknown-account`, `unknown-activity`, `unknown-fund` for what is no code.
    init(_ request: Request) throws {
        func code(_ text: String) -> Bool {
            text.utf8.count <= 12 && text.utf8.allSatisfy { $0 == 46 || (48...57).contains($0) }
        }
        let accounts = request.uri.queryParameters[values: "account"].map(String.init)
        guard (1...10).contains(accounts.count), accounts.allSatisfy(code) else {
            throw LedgerError.unknownAccount(String((accounts.first ?? "").prefix(20)))
        }
        let (activity, fund) = (request.query("activity"), request.query("fund"))
        if let activity, !code(activity) { throw LedgerError.unknownActivity(String(activity.prefix(20))) }
        if let fund, fund.utf8.count > 4 { throw LedgerError.unknownFund(String(fund.prefix(10))) }
        self.init(
            accounts: accounts, activity: activity, fund: fund,
            until: try request.query("until").map(Day.init(parsing:)))
    }
}
