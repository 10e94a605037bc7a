import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Monitoring

/// `/desa/{code}/{year}`: what anyone may know of a village: budget, works, progress, released photos, where
/// to complain. The address lasts; the same as CSV stands beside it.
struct PublicVillagePage: Sendable {
    let house: House
    let read: ReadPublic
    private var frame: PublicFrame { PublicFrame(house: house) }

    init(house: House, read: ReadPublic) {
        (self.house, self.read) = (house, read)
    }

    var routes: [Route] {
        [
            Route(.get, "/desa/{village}", .anyone, newest),
            Route(.get, "/desa/{village}/{year}", .anyone, show),
            Route(.get, "/desa/{village}/{year}/anggaran.csv", .anyone, budgetFile),
            Route(.get, "/desa/{village}/{year}/pekerjaan.csv", .anyone, worksFile),
            Route(.get, "/foto/{photo}/{size}", .anyone, picture),
        ]
    }

    /// What village-public.mustache reads.
    struct Model {
        struct Figure {
            let label: String
            let value: String
        }

        struct Field {
            let code: String
            let name: String
            let amount: String
            let spent: String
            let share: String
            /// 0…100, for the bar.
            let percent: Int
        }

        struct Work {
            let address: String
            let name: String
            let detail: String
            let state: String
            let style: String
            let stage: String
            let percent: Int
            let budget: String
        }

        let place: String
        let base: String
        let years: [Choice]
        let figures: [Figure]
        let fields: [Field]
        let income: [Field]
        let works: [Work]
        let complaint: String?
    }

    /// The code without a year leads to the newest one.
    @Sendable func newest(_ request: Request, _ context: AppContext) async throws -> Response {
        let village = try await read.village(try context.publicVillage())
        let year = village.years.first ?? Int(LegalDay.today().prefix(4)) ?? 2026
        return Response(
            status: .found,
            headers: [
                .location: "/desa/\(village.code.dotted)/\(year)", .cacheControl: "public, max-age=60",
            ])
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let code = try context.publicVillage()
        let year = try context.year()
        // One lasting spelling of the address.
        guard context.parameters.get("village") == code.dotted else {
            return Response(
                status: .movedPermanently, headers: [.location: "/desa/\(code.dotted)/\(year)"])
        }
        let village = try await read.village(code)
        let budget = try await read.budget(of: code, year: year)
        let works = try await read.works(of: code, year: year)
        let isNow = LegalDay.today().hasPrefix("\(year)-")
        guard isNow || village.years.contains(year) || !works.isEmpty else { throw Problem(.notFound) }
        let words = house.words(context)
        let view = PublicBudgetView(lines: budget, words: words)
        let base = "/desa/\(code.dotted)"
        let model = Model(
            place: words(
                "public.place", ["district": village.districtName, "regency": village.regencyName]),
            base: "\(base)/\(year)",
            years: village.years.map {
                Choice(value: "\(base)/\($0)", label: String($0), isChosen: $0 == year)
            }, figures: view.figures, fields: view.spending, income: view.income,
            works: works.map { Self.work($0, base: "\(base)/\(year)", words) },
            complaint: village.complaint.isEmpty ? nil : village.complaint)
        let title = words("public.title", ["village": village.name, "year": String(year)])
        return frame.render(
            Screen(
                template: "village-public", title: title, model: model, isDemo: village.isDemo), request,
            context)
    }

    private static func work(_ work: PublicWork, base: String, _ words: Words) -> Model.Work {
        let detail = [words("work.kind.\(work.kind.rawValue)"), work.volume, work.fund]
        return Model.Work(
            address: "\(base)/pekerjaan/\(work.id.uuidString.lowercased())", name: work.name,
            detail: detail.filter { !$0.isEmpty }.joined(separator: " · "),
            state: words("work.state.\(work.state.rawValue)"), style: WorkStyle.of(work.state),
            stage: "\(work.stage) %", percent: work.stage, budget: words.money(sen: work.budget.sen))
    }

    @Sendable func budgetFile(_ request: Request, _ context: AppContext) async throws -> Response {
        let (code, year) = (try context.publicVillage(), try context.year())
        _ = try await read.village(code)
        var file = PublicCSV([
            "village", "year", "activity", "activity_name", "account", "account_name", "fund", "amount_sen",
            "spent_sen",
        ])
        for line in try await read.budget(of: code, year: year) {
            file.add([
                code.dotted, String(year), line.activity, line.activityName, line.account, line.accountName,
                line.fund, String(line.amount.sen), String(line.spent.sen),
            ])
        }
        return frame.file(
            file.bytes, type: "text/csv; charset=utf-8", name: "anggaran-\(code.number)-\(year).csv", request)
    }

    @Sendable func worksFile(_ request: Request, _ context: AppContext) async throws -> Response {
        let (code, year) = (try context.publicVillage(), try context.year())
        _ = try await read.village(code)
        var file = PublicCSV([
            "village", "year", "id", "name", "kind", "activity", "activity_name", "fund", "volume",
            "budget_sen", "paid_sen", "starts", "ends", "state", "stage_percent", "reported_on", "latitude",
            "longitude",
        ])
        for work in try await read.works(of: code, year: year) {
            file.add([
                code.dotted, String(year), work.id.uuidString.lowercased(), work.name, work.kind.rawValue,
                work.activity, work.activityName, work.fund, work.volume, String(work.budget.sen),
                work.paid.map { String($0.sen) } ?? "", work.startsOn, work.endsOn, work.state.rawValue,
                String(work.stage), work.reportedOn ?? "", work.latitude.map { "\($0)" } ?? "",
                work.longitude.map { "\($0)" } ?? "",
            ])
        }
        return frame.file(
            file.bytes, type: "text/csv; charset=utf-8", name: "pekerjaan-\(code.number)-\(year).csv", request
        )
    }

    @Sendable func picture(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let size = PhotoSize(rawValue: try context.parameters.require("size")) else {
            throw Problem(.notFound)
        }
        let bytes = try await read.picture(try context.id("photo"), size)
        var response = frame.file(bytes, type: "image/jpeg", request)
        response.headers[.contentSecurityPolicy] = "default-src 'none'; sandbox"
        return response
    }
}

/// The budget in the words of the public page: three figures, spending by field (*bidang*), income by kind.
struct PublicBudgetView {
    let lines: [PublicBudgetLine]
    let words: Words

    private func sum(_ account: String, _ value: (PublicBudgetLine) -> Rupiah) -> Int64 {
        lines.filter { $0.account.hasPrefix(account) }.reduce(0) { $0 + value($1).sen }
    }

    var figures: [PublicVillagePage.Model.Figure] {
        guard !lines.isEmpty else { return [] }
        let (income, spending, spent) = (sum("4.", \.amount), sum("5.", \.amount), sum("5.", \.spent))
        return [
            .init(label: words("public.income"), value: words.money(sen: income)),
            .init(label: words("public.spending"), value: words.money(sen: spending)),
            .init(
                label: words("public.spent"),
                value: "\(words.money(sen: spent)) (\(words.percent(spent, of: spending)))"),
        ]
    }

    /// One row a field of the budget: the activity's first number.
    var spending: [PublicVillagePage.Model.Field] {
        let spending = lines.filter { $0.account.hasPrefix("5.") }
        return rows(spending, by: { String($0.activity.prefix(1)) }, named: { "public.field.\($0)" })
    }

    /// One row a kind of income: the account's first two numbers.
    var income: [PublicVillagePage.Model.Field] {
        let income = lines.filter { $0.account.hasPrefix("4.") }
        return rows(
            income, by: { $0.account.split(separator: ".").prefix(2).joined(separator: "-") },
            named: { "public.source.\($0)" })
    }

    private func rows(
        _ lines: [PublicBudgetLine], by code: (PublicBudgetLine) -> String,
        named key: (String) -> String
    ) -> [PublicVillagePage.Model.Field] {
        Dictionary(grouping: lines, by: code).sorted { $0.key < $1.key }.map { code, lines in
            let amount = lines.reduce(0) { $0 + $1.amount.sen }
            let spent = lines.reduce(0) { $0 + $1.spent.sen }
            let name = key(code)
            return .init(
                code: code, name: words.has(name) ? words(name) : code, amount: words.amount(sen: amount),
                spent: words.amount(sen: spent), share: words.percent(spent, of: amount),
                percent: amount > 0 ? Int(min(100, spent * 100 / amount)) : 0)
        }
    }
}

/// A table for spreadsheets and programs (RFC 4180), UTF-8 with its mark; no cell can become a formula.
struct PublicCSV {
    private var text: String

    init(_ head: [String]) {
        text = "\u{FEFF}"
        add(head)
    }

    mutating func add(_ cells: [String]) {
        text += cells.map(Self.cell).joined(separator: ",") + "\r\n"
    }

    private static func cell(_ value: String) -> String {
        var value = value
        let isNumber = Double(value) != nil
        if !isNumber, let first = value.first, "=+-@\t\r".contains(first) { value = "'" + value }
        guard value.contains(where: { ",\"\r\n".contains($0) }) else { return value }
        return "\"" + value.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    var bytes: [UInt8] { Array(text.utf8) }
}
