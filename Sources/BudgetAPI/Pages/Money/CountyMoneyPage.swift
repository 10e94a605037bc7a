import Commons
import Foundation
import Hummingbird
import Ledger

/// `/county-money`: what DPMD decides of village money: ceilings and tranches by village (also pasted or from
/// a CSV), tax rates, and the parameters of cash and deadlines.
struct CountyMoneyPage: Sendable {
    let house: House
    let ceilings: Ceilings
    let disbursements: Disbursements
    let rates: TaxRates
    let parameters: MoneyParameters
    let today: @Sendable () -> String

    var routes: [Route] {
        [
            Route(.get, "/county-money", .posts([.county]), show),
            Route(.post, "/county-money/ceilings", .posts([.county]), setCeilings),
            Route(.post, "/county-money/tranches", .posts([.county]), plan),
            Route(.post, "/county-money/tranches/{id}/cancel", .posts([.county]), cancel),
            Route(.post, "/county-money/tax-rates", .posts([.county]), setRate),
            Route(.post, "/county-money/parameters", .posts([.county]), setParameter),
        ]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let state = FormState(words: house.words(context))
        return house.pages.render(
            try await screen(
                state, context, year: try request.query("year", Int.init),
                after: request.query("after")), request, context)
    }

    private func round(
        _ key: String, _ request: Request, _ context: AppContext,
        act: (inout FormReader, Session) async throws -> Void
    ) async throws -> Response {
        let session = try context.requireSession()
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            try await act(&fields, session)
            return "/county-money?year=\((form["year"] ?? "").queryEncoded)"
        } again: { state in
            var state = state
            state.refusedStep = key
            return try await screen(state, context, year: state.form["year"].flatMap(Int.init), after: nil)
        }
    }

    @Sendable func setCeilings(_ request: Request, _ context: AppContext) async throws -> Response {
        try await round("ceilings", request, context) { fields, session in
            let year = fields.integer("year", in: 2015...2100)
            let basis = fields.text("basis", limit: 200)
            let text = fields.text("rows", limit: 400_000)
            try fields.finish()
            let rows = try MoneyCSV.ceilings(text)
            try await ceilings.set(rows, year: year, basis: basis, by: session)
        }
    }

    @Sendable func plan(_ request: Request, _ context: AppContext) async throws -> Response {
        try await round("tranches", request, context) { fields, session in
            let year = fields.integer("year", in: 2015...2100)
            let (id, text) = (fields.uuid("id"), fields.text("rows", limit: 400_000))
            try fields.finish()
            try await disbursements.plan(id, try MoneyCSV.tranches(text), year: year, by: session)
        }
    }

    @Sendable func cancel(_ request: Request, _ context: AppContext) async throws -> Response {
        let id = try context.id()
        return try await round("cancel", request, context) { fields, session in
            let revision = fields.revision()
            try fields.finish()
            try await disbursements.cancel(id, revision: revision, by: session)
        }
    }

    @Sendable func setRate(_ request: Request, _ context: AppContext) async throws -> Response {
        try await round("tax-rates", request, context) { fields, session in
            let (code, from) = (fields.text("code", limit: 40), fields.day("day"))
            let name = fields.text("name", limit: 200)
            let (account, map) = (fields.text("account", limit: 20), fields.optionalText("map", limit: 20))
            let ppm = fields.percentPpm("percent")
            let base = fields.text("base_kind", limit: 10)
            let basis = fields.text("basis", limit: 200)
            try fields.finish()
            let rate = TaxRate(
                code: code, validFrom: from, name: name, account: account, mapCode: map, ratePpm: ppm,
                isOfNetPrice: base == "net", above: .zero, isOfCounty: true, isConfirmed: true, basis: basis)
            try await rates.set(rate, by: session)
        }
    }

    @Sendable func setParameter(_ request: Request, _ context: AppContext) async throws -> Response {
        try await round("parameters", request, context) { fields, session in
            let key = MoneyParameters.Key(rawValue: fields.text("key", limit: 60))
            let from = fields.day("day")
            let value = key == .handLimit ? fields.sen("value") : Int64(fields.integer("value", in: 0...200))
            let basis = fields.text("basis", limit: 200)
            try fields.finish()
            guard let key else { throw Problem(.malformedRequest) }
            try await parameters.set(key, value, from: try Day(parsing: from), basis: basis, by: session)
        }
    }

    private func screen(_ state: FormState, _ context: AppContext, year: Int?, after: String?) async throws
        -> Screen
    {
        let session = try context.requireSession()
        let words = state.words
        let day = try Day(parsing: today())
        let year = year.flatMap { (2015...2100).contains($0) ? $0 : nil } ?? day.year
        let page = try await ceilings.list(year: year, limit: PageLimit(200), after: after, by: session)
        let tranches = try await disbursements.list(
            year: year, state: .planned, limit: PageLimit(200), by: session)
        var model = MoneyScreen(summary: state.summary)
        model.filter = MoneyFilter(
            action: "/county-money",
            fields: [FormState(words: words).field("year", .number, labels: "county", value: String(year))])
        let view = CountyMoneyView(state: state, year: year, today: today())
        model.forms = view.forms.map { $0.opened(when: state) }
        model.tables = [
            view.ceilings(page.rows), view.tranches(tranches.rows),
            view.rates(try await rates.on(day, by: session)),
            view.parameters(try await parameters.list(by: session)),
        ]
        model.next = page.next.map { "/county-money?year=\(year)&after=\($0.queryEncoded)" }
        return Screen(template: "money", title: words("county.title"), model: model)
    }
}

extension FormReader {
    /// A percentage as people write it, `1,5`, in millionths of the whole.
    mutating func percentPpm(_ name: String) -> Int {
        let value = text(name, limit: 12).replacingOccurrences(of: ",", with: ".")
        guard let number = Decimal(string: value), number >= 0, number <= 100 else {
            fail(name, "not-a-number", ["from": .integer(0), "until": .integer(100)])
            return 0
        }
        return NSDecimalNumber(decimal: number * 10_000).intValue
    }
}

/// Rows pasted from a spreadsheet or a CSV: separated by tab, semicolon or comma; amounts as people write
/// them, so with commas between columns they need quotes or no separators.
enum MoneyCSV {
    private static func rows(_ text: String, columns: Int) throws -> [(line: Int, fields: [String])] {
        let first = text.prefix { !$0.isNewline }
        let separator: Character = first.contains("\t") ? "\t" : first.contains(";") ? ";" : ","
        var reader = CSVReader(bytes: Array(text.utf8), separator: separator)
        var found: [(line: Int, fields: [String])] = []
        do {
            while let row = try reader.next() {
                let fields = row.fields.map { $0.trimmingCharacters(in: .whitespaces) }
                if fields.allSatisfy(\.isEmpty) { continue }
                // A heading has no village code.
                if found.isEmpty, fields[0].contains(where: \.isLetter) { continue }
                guard fields.count == columns else { throw wrong(row.line) }
                found.append((row.line, fields))
            }
        } catch is CSVError {
            throw wrong(1)
        }
        return found
    }

    private static func wrong(_ line: Int) -> Problem {
        Problem(
            .invalidFields,
            fields: [FieldProblem(field: "rows", key: "wrong-row", facts: ["line": .integer(Int64(line))])])
    }

    private static func parsed<T>(_ line: Int, _ read: () throws -> T) throws -> T {
        do { return try read() } catch { throw wrong(line) }
    }

    /// `village; fund; amount`.
    static func ceilings(_ text: String) throws -> [CeilingDraft] {
        try rows(text, columns: 3).map { line, fields in
            try parsed(line) {
                CeilingDraft(
                    village: try VillageCode(parsing: fields[0]), fund: fields[1],
                    amount: try Rupiah(parsing: fields[2]))
            }
        }
    }

    /// `village; fund; tranche; amount; due day`.
    static func tranches(_ text: String) throws -> [TrancheDraft] {
        try rows(text, columns: 5).map { line, fields in
            try parsed(line) {
                guard let number = Int(fields[2]) else { throw wrong(line) }
                return TrancheDraft(
                    village: try VillageCode(parsing: fields[0]), fund: fields[1], tranche: number,
                    amount: try Rupiah(parsing: fields[3]), due: try Day(parsing: fields[4]))
            }
        }
    }
}
