import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

/// `/audit`: what an auditor takes home. Exports of the books of a scope, what lies behind a list of voucher
/// numbers, and the way to the list of payees. Reads only: an export is made in files, never in the database.
struct AuditPage: Sendable {
    let house: House
    let villages: ReadVillages
    let list: ListBooks
    let desk: ExportDesk
    let makers: AuditMakers

    static let access = Access.posts([.auditor, .inspector])
    /// The most village years of one export.
    static let bookLimit = 5_000

    var routes: [Route] {
        [
            Route(.get, "/audit", Self.access, show),
            Route(.post, "/audit/exports", Self.access, export),
            Route(.post, "/audit/vouchers", Self.access, vouchers),
        ]
    }

    /// What audit.mustache reads.
    struct Model {
        struct Export {
            let address: String
            let title: String
            let state: String
        }

        let summary: FormSummary?
        let fields: [Field]
        let forms: [Choice]
        let list: Field
        let exports: [Export]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let state = FormState(words: house.words(context))
        return house.pages.render(try screen(state, context), request, context)
    }

    private func screen(_ state: FormState, _ context: AppContext) throws -> Screen {
        let session = try context.requireSession()
        let words = state.words
        let year = String(session.year)
        let chosen = state.problem == nil ? ["journal", "realisation"] : state.form.all("form")
        let model = Model(
            summary: state.summary,
            fields: [
                state.field("place", .text, labels: "audit", value: AuditScope.dotted(session.regency)),
                state.field("from", .number, labels: "audit", value: year),
                state.field("until", .number, labels: "audit", value: year),
            ],
            forms: AuditExport.Form.allCases.map {
                Choice(
                    value: $0.rawValue, label: words("audit.form-\($0.rawValue)"),
                    isChosen: chosen.contains($0.rawValue))
            },
            list: state.field("numbers", .area, labels: "audit"),
            exports: desk.jobs(by: session).map {
                Model.Export(
                    address: "/audit/exports/\($0.id.uuidString.lowercased())", title: $0.title,
                    state: words("audit.state-\(AuditExportPage.name($0.state))"))
            })
        return Screen(
            template: "audit", title: words("audit.title"), model: model,
            modules: ["components/text-file.js"])
    }

    /// Begins an export of the books of a scope.
    @Sendable func export(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let scope = AuditScope(fields.text("place", limit: 20))
            if scope == nil { fields.fail("place", "not-a-place") }
            let years = fields.years()
            let forms = Set(form.all("form").compactMap(AuditExport.Form.init(rawValue:)))
            if forms.isEmpty { fields.fail("form", "missing") }
            try fields.finish()
            guard let scope else { throw Problem(.notFound) }
            let books = try await list(
                in: scope.villages, years: years, limit: Self.bookLimit, by: session)
            guard !books.isEmpty else {
                throw Problem(.invalidFields, fields: [FieldProblem(field: "place", key: "no-books")])
            }
            let words = house.texts.words(in: .indonesian)
            let title = house.words(context)(
                "audit.export-title",
                ["place": scope.text, "from": String(years.lowerBound), "until": String(years.upperBound)])
            let maker = makers.export(books, forms, words, session)
            let job = try desk.begin(
                title, fileName: "balai-\(scope.text)-\(years.lowerBound)-\(years.upperBound).zip",
                total: books.count, by: session
            ) { folder in try await maker.make(folder) }
            return "/audit/exports/\(job.id.uuidString.lowercased())"
        } again: { state in
            try screen(state, context)
        }
    }

    /// Begins an archive of what lies behind the numbers.
    @Sendable func vouchers(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let lines = fields.text("numbers", limit: 60_000).split { ",;\t".contains($0) || $0.isNewline }
                .map { $0.trimmingCharacters(in: .whitespaces.union(["\""])) }.filter { !$0.isEmpty }
            var (numbers, unread): ([VoucherNumber], [String]) = ([], [])
            for line in lines {
                guard let number = VoucherNumber(line) else {
                    unread.append(String(line.prefix(80)))
                    continue
                }
                if !numbers.contains(number) { numbers.append(number) }
            }
            if numbers.isEmpty { fields.fail("numbers", "no-voucher") }
            if numbers.count > VoucherExport.numberLimit || unread.count > VoucherExport.numberLimit {
                fields.fail("numbers", "too-many", ["limit": .integer(Int64(VoucherExport.numberLimit))])
            }
            try fields.finish()
            let maker = makers.vouchers(numbers, unread, session)
            let title = house.words(context)("audit.vouchers-title", ["count": String(numbers.count)])
            let job = try desk.begin(
                title, fileName: "balai-vouchers-\(numbers.count).zip", total: numbers.count, by: session
            ) { folder in try await maker.make(folder) }
            return "/audit/exports/\(job.id.uuidString.lowercased())"
        } again: { state in
            try screen(state, context)
        }
    }
}

/// How the auditor's archives are made; put together where the modules meet.
struct AuditMakers: Sendable {
    let export: @Sendable ([ListBooks.Book], Set<AuditExport.Form>, Words, Session) -> AuditExport
    let vouchers: @Sendable ([VoucherNumber], [String], Session) -> VoucherExport
}

/// Villages that an auditor names by a code: a regency's four digits, a district's six, a village's ten.
struct AuditScope {
    let villages: ClosedRange<Int64>
    /// With dots.
    let text: String

    /// `nil` for what is no such code. The session's scope narrows it further.
    init?(_ code: String) {
        let digits = code.filter { $0 != "." }
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(digits) else {
            return nil
        }
        switch digits.utf8.count {
        case 4: villages = number * 1_000_000...number * 1_000_000 + 999_999
        case 6: villages = number * 10_000...number * 10_000 + 9_999
        case 10: villages = number...number
        default: return nil
        }
        let groups = [2, 2, 2, 4].reduce(into: (parts: [String](), rest: Substring(digits))) { state, size in
            if !state.rest.isEmpty {
                state.parts.append(String(state.rest.prefix(size)))
                state.rest = state.rest.dropFirst(size)
            }
        }
        text = groups.parts.joined(separator: ".")
    }

    /// `35.10`.
    static func dotted(_ regency: Int) -> String { "\(regency / 100).\(regency % 100)" }
}

extension FormReader {
    /// The years `from` and `until`, in their order.
    mutating func years() -> ClosedRange<Int> {
        let (from, until) = (integer("from", in: 2015...2100), integer("until", in: 2015...2100))
        return min(from, until)...max(from, until)
    }
}
