import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Monitoring
import NIOCore

/// `/reports`: what citizens told the inspector, and the answers. The village never sees that somebody wrote.
struct ReportsPage: Sendable {
    let house: House
    let reports: CitizenReports

    var routes: [Route] {
        [
            Route(.get, "/reports", .posts([.inspector]), show),
            Route(.get, "/reports/export", .posts([.inspector]), export),
            Route(.get, "/reports/{id}", .posts([.inspector]), showOne),
            Route(.get, "/reports/{id}/photo/{size}", .posts([.inspector]), picture),
            Route(.post, "/reports/{id}/answer", .posts([.inspector]), answer),
            Route(.get, "/v1/reports", .posts([.inspector]), list),
            Route(.get, "/v1/reports/export", .posts([.inspector]), export),
            Route(.post, "/v1/reports/{id}/answer", .posts([.inspector]), answerProgram),
        ]
    }

    /// What reports.mustache reads.
    struct Model {
        struct Line {
            let address: String
            let work: String
            let place: String
            let message: String
            let state: String
            let style: String
            let at: String
        }

        let states: [Choice]
        let lines: [Line]
        let next: String?
        let files: [Crumb]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let words = house.words(context)
        let state = try request.query("state", ReportState.init(rawValue:))
        let page = try await reports.list(
            state, after: try request.query("after", Int64.init), by: try context.requireSession())
        let model = Model(
            states: [Choice(value: "", label: words("works.all"))]
                + ReportState.allCases.map {
                    Choice(
                        value: $0.rawValue, label: words("report.state.\($0.rawValue)"), isChosen: $0 == state
                    )
                },
            lines: page.items.map { report in
                Model.Line(
                    address: "/reports/\(report.id.uuidString.lowercased())", work: report.projectName,
                    place: report.villageName, message: String(report.message.prefix(160)),
                    state: words("report.state.\(report.state.rawValue)"),
                    style: report.state == .received ? "warn" : report.state == .closed ? "well" : "",
                    at: words.moment(report.receivedAt, zone: .jakarta))
            }, next: page.next.map { "/reports?state=\(state?.rawValue ?? "")&after=\($0)" },
            files: [ReportCSV.csv, .excel].map { form in
                Crumb(
                    label: words("lra.file-\(form.rawValue)"),
                    address: "/reports/export?format=\(form.rawValue)&state=\(state?.rawValue ?? "")")
            })
        return house.pages.render(
            Screen(template: "reports", title: words("report.title"), model: model), request, context)
    }

    /// What report.mustache reads.
    struct CaseModel {
        let summary: FormSummary?
        let state: String
        let place: String
        let at: String
        let work: String
        let workAddress: String
        let message: String
        let photo: String?
        let verdict: String?
        let address: String
        let revision: Int
        let fields: [Field]
    }

    @Sendable func showOne(_ request: Request, _ context: AppContext) async throws -> Response {
        let screen = try await screen(FormState(words: house.words(context)), context)
        return house.pages.render(screen, request, context)
    }

    @Sendable func answer(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let id = try context.id()
        return try await house.round(request, context) { form in
            var fields = FormReader(form)
            let revision = fields.integer("revision", in: 1...Int(Int32.max))
            let state = ReportState(rawValue: fields.text("step", limit: 20))
            let text = fields.optionalText("answer", limit: 4_000)
            if state == nil { fields.fail("step", "missing") }
            try fields.finish()
            _ = try await reports.answer(
                id, revision: revision, state ?? .looking, text, by: session)
            return "/reports/\(id.uuidString.lowercased())"
        } again: {
            try await screen($0, context)
        }
    }

    private func screen(_ state: FormState, _ context: AppContext) async throws -> Screen {
        let words = state.words
        let report = try await reports.read(try context.id(), by: try context.requireSession())
        let base = "/reports/\(report.id.uuidString.lowercased())"
        let steps = [ReportState.looking, .closed].map {
            Choice(value: $0.rawValue, label: words("report.state.\($0.rawValue)"))
        }
        var verdict: String?
        if let location = report.location {
            let said = words("photo.location.\(location.rawValue)")
            let metres = report.distanceMetres.map {
                words("photo.distance", ["metres": String(Int($0.rounded()))])
            }
            verdict = [said, metres].compactMap { $0 }.joined(separator: " · ")
        }
        let model = CaseModel(
            summary: state.summary, state: words("report.state.\(report.state.rawValue)"),
            place: report.villageName, at: words.moment(report.receivedAt, zone: .jakarta),
            work: report.projectName, workAddress: "/works/\(report.project.uuidString.lowercased())",
            message: report.message, photo: report.photo == nil ? nil : "\(base)/photo/display",
            verdict: verdict, address: "\(base)/answer", revision: report.revision,
            fields: [
                state.field(
                    "step", labels: "report",
                    value: report.state == .received ? "looking" : report.state.rawValue, options: steps),
                state.field(
                    "answer", .area, labels: "report", value: report.answer, isRequired: false),
            ])
        return Screen(
            template: "report", title: words("report.about", ["work": report.projectName]), model: model,
            crumbs: [Crumb(label: words("report.title"), address: "/reports")])
    }

    @Sendable func picture(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let size = PhotoSize(rawValue: try context.parameters.require("size")) else {
            throw Problem(.notFound)
        }
        let bytes = try await reports.picture(try context.id(), size, by: try context.requireSession())
        return Response(
            status: .ok,
            headers: [
                .contentType: "image/jpeg", .cacheControl: "private, max-age=3600",
                .contentSecurityPolicy: "default-src 'none'; sandbox",
            ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    // MARK: for programs

    struct Body: Encodable {
        let id: UUID
        let village: Int64
        let work: UUID
        let message: String
        let hasPhoto: Bool
        let location: String?
        let distanceM: Double?
        let receivedAt: Date
        let state: String
        let answer: String
        let revision: Int

        init(_ report: CitizenReport) {
            (id, village, work) = (report.id, report.village, report.project)
            (message, hasPhoto) = (report.message, report.photo != nil)
            (location, distanceM) = (report.location?.rawValue, report.distanceMetres)
            (receivedAt, state) = (report.receivedAt, report.state.rawValue)
            (answer, revision) = (report.answer, report.revision)
        }
    }

    /// Every report of the list's filter, streamed as CSV.
    @Sendable func export(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        guard let form = ReportCSV(rawValue: request.query("format") ?? "csv") else {
            throw Problem(.notAcceptable)
        }
        let state = try request.query("state", ReportState.init(rawValue:))
        let words = house.words(context)
        let columns = [
            "id", "received-at", "village", "work", "message", "photo", "location", "distance-m", "state",
            "answer", "answered-at",
        ].map { form == .csv ? $0.replacing("-", with: "_") : words("report.column-\($0)") }
        return form.answer("laporan-warga.csv", columns) { (after: Int64?) in
            let page = try await reports.list(state, after: after, limit: PageLimit.largest, by: session)
            return (page.items.map(Self.cells), page.next)
        }
    }

    private static func cells(_ report: CitizenReport) -> [ReportTable.Cell] {
        [
            .text(report.id.uuidString.lowercased()), .text(report.receivedAt.ISO8601Format()),
            .text("\(report.village) \(report.villageName)"), .text(report.projectName),
            .text(report.message), .text(report.photo.map { "\($0)" } ?? ""),
            .text(report.location?.rawValue ?? ""),
            .text(report.distanceMetres.map { String(Int($0.rounded())) } ?? ""),
            .text(report.state.rawValue), .text(report.answer),
            .text(report.answeredAt?.ISO8601Format() ?? ""),
        ]
    }

    @Sendable func list(_ request: Request, _ context: AppContext) async throws -> Response {
        let page = try await reports.list(
            try request.query("state", ReportState.init(rawValue:)),
            after: try request.query("after", Int64.init), limit: try request.limit().rows,
            by: try context.requireSession())
        return try context.json(list: page.items.map(Body.init), next: page.next.map(String.init), request)
    }

    struct AnswerBody: Decodable {
        let revision: Int?
        let state: String
        let answer: String?
    }

    struct StepBody: Encodable {
        let id: UUID
        let revision: Int
    }

    @Sendable func answerProgram(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(AnswerBody.self)
        guard let state = ReportState(rawValue: body.state) else {
            throw Problem(.invalidFields, fields: [FieldProblem(field: "state", key: "missing")])
        }
        let id = try context.id()
        let revision = try await reports.answer(
            id, revision: try request.revision(body.revision), state, body.answer ?? "",
            by: try context.requireSession())
        return try context.json(StepBody(id: id, revision: revision), revision: revision)
    }
}
