import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Monitoring
import NIOCore

/// `/cases`: works whose flags hang together, the gravest first (berkas pemeriksaan); the same for programs
/// and as a file.
struct CasesPage: Sendable {
    let house: House
    let list: ListCases
    let lists: WorkLists

    var routes: [Route] {
        [
            Route(.get, "/cases", .signedIn, show),
            Route(.get, "/cases/file", .signedIn, file),
            Route(.get, "/v1/cases", .signedIn, answer),
        ]
    }

    /// What cases.mustache reads.
    struct Model {
        struct Line {
            let severity: String
            let style: String
            let works: [String]
            let flags: [Choice]
            let families: String
            let atStake: String
        }

        let states: [Choice]
        let village: String
        let lists: WorkLists.Model
        let lines: [Line]
        let next: String?
        let files: [Crumb]
    }

    /// The filters that page, JSON and file share.
    private struct Query {
        let state: FlagState?
        let villages: ClosedRange<Int64>?
        let place: String
        let after: CaseRank?

        /// - Throws: `malformed-request` naming what can't be read.
        init(_ request: Request) throws(Problem) {
            state = try request.query("state", FlagState.init(rawValue:))
            villages = try request.query("village", WorksFilter.range)
            place = request.query("village") ?? ""
            after = try request.query("after", CaseRank.init)
        }

        var filter: CaseFilter {
            state.map { CaseFilter(states: [$0], villages: villages) } ?? CaseFilter(villages: villages)
        }

        var text: String { "state=\(state?.rawValue ?? "")&village=\(place.queryEncoded)" }
    }

    /// What a list of cases can be narrowed to; nothing chosen is what still waits.
    private static let states: [FlagState] = [.open, .explained, .confirmed, .dismissed]

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let (query, words) = (try Query(request), house.words(context))
        let session = try context.requireSession()
        let page = try await list(query.filter, after: query.after, by: session)
        let states = Self.states.map(\.rawValue).map {
            Choice(value: $0, label: words("flag.state.\($0)"), isChosen: $0 == query.state?.rawValue)
        }
        let model = Model(
            states: [Choice(value: "", label: words("cases.waiting"))] + states, village: query.place,
            lists: try await lists.model(session, words), lines: page.items.map { line($0, words) },
            next: page.next.map { "/cases?\(query.text)&after=\($0.description.queryEncoded)" },
            files: ReportCSV.allCases.map {
                Crumb(
                    label: words("lra.file-\($0.rawValue)"),
                    address: "/cases/file?\(query.text)&format=\($0.rawValue)")
            })
        return house.pages.render(
            Screen(
                template: "cases", title: words("cases.title"), model: model,
                crumbs: [Crumb(label: words("flags.title"), address: "/flags")]), request, context)
    }

    private func line(_ found: InspectionCase, _ words: Words) -> Model.Line {
        Model.Line(
            severity: words("flag.severity.\(found.severity.rawValue)"),
            style: FlagsPage.style(found.severity),
            works: found.works.map { "\($0.name) (\($0.villageName), \($0.fund) \($0.year))" },
            flags: found.flags.map {
                Choice(value: "/flags/\($0.id.uuidString.lowercased())", label: FlagWords.reason($0, words))
            },
            families: families(found, words), atStake: words.amount(sen: found.atStake.sen))
    }

    private func families(_ found: InspectionCase, _ words: Words) -> String {
        found.families.map { words("cases.family-\($0.rawValue)") }.joined(separator: ", ")
    }

    // MARK: for programs

    struct CaseBody: Encodable {
        struct Work: Encodable {
            let id: UUID
            let village: Int64
            let villageName: String
            let name: String
            let year: Int
            let fund: String
            let budgetSen: Int64
            let paidSen: Int64?
        }

        struct Flag: Encodable {
            let id: UUID
            let rule: String
            let severity: String
            let state: String
            let project: UUID
            let other: UUID?
            let reason: String
        }

        let severity: String
        let families: [String]
        let atStakeSen: Int64
        let works: [Work]
        let flags: [Flag]

        init(_ found: InspectionCase, _ words: Words) {
            (severity, families) = (found.severity.rawValue, found.families.map(\.rawValue))
            atStakeSen = found.atStake.sen
            works = found.works.map {
                Work(
                    id: $0.project, village: $0.village, villageName: $0.villageName, name: $0.name,
                    year: $0.year, fund: $0.fund, budgetSen: $0.budget.sen, paidSen: $0.paid?.sen)
            }
            flags = found.flags.map {
                Flag(
                    id: $0.id, rule: $0.rule, severity: $0.severity.rawValue, state: $0.state.rawValue,
                    project: $0.work.project, other: $0.other?.project, reason: FlagWords.reason($0, words))
            }
        }
    }

    @Sendable func answer(_ request: Request, _ context: AppContext) async throws -> Response {
        let (query, words) = (try Query(request), house.words(context))
        let page = try await list(
            query.filter, after: query.after, limit: try request.limit().rows,
            by: try context.requireSession())
        return try context.json(
            list: page.items.map { CaseBody($0, words) }, next: page.next?.description, request)
    }

    // MARK: as a file

    private static let columns = [
        "case", "severity", "families", "at-stake", "work", "village", "name", "year", "fund", "budget",
        "paid",
        "flags",
    ]

    /// One row a work, streamed page by page; the cases are numbered in their order.
    @Sendable func file(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        guard let form = ReportCSV(rawValue: request.query("format") ?? "csv") else {
            throw Problem(.notAcceptable)
        }
        let (query, words) = (try Query(request), house.words(context))
        let columns = Self.columns.map {
            form == .csv ? $0.replacing("-", with: "_") : words("cases.column-\($0)")
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"berkas.csv\"",
            ],
            body: .init { writer in
                try await writer.write(
                    ByteBuffer(string: form.opening + form.line(columns.map { .text($0) })))
                var (number, after): (Int64, CaseRank?) = (0, nil)
                repeat {
                    let page = try await list(
                        query.filter, after: after, limit: ListCases.largestLimit, by: session)
                    for found in page.items {
                        number += 1
                        let rows = rows(found, number, words).map(form.line)
                        try await writer.write(ByteBuffer(string: rows.joined()))
                    }
                    after = page.next
                } while after != nil
                try await writer.finish(nil)
            })
    }

    private func rows(_ found: InspectionCase, _ number: Int64, _ words: Words) -> [[ReportTable.Cell]] {
        found.works.map { work in
            let reasons = found.flags.filter { [$0.work.project, $0.other?.project].contains(work.project) }
                .map { "\($0.rule): \(FlagWords.reason($0, words))" }
            return [
                .number(number), .text(words("flag.severity.\(found.severity.rawValue)")),
                .text(families(found, words)), .money(found.atStake),
                .text(work.project.uuidString.lowercased()), .text(work.villageName), .text(work.name),
                .number(Int64(work.year)), .text(work.fund), .money(work.budget),
                work.paid.map { .money($0) } ?? .empty, .text(reasons.joined(separator: " | ")),
            ]
        }
    }
}
