import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Monitoring

/// `/desa/{code}/{year}/pekerjaan/{work}`: one work for everybody, and the form with which anyone tells the
/// inspector what they saw; `/lapor` says by its code how far a report is.
struct PublicWorkPage: Sendable {
    let house: House
    let read: ReadPublic
    let reports: CitizenReports
    private var frame: PublicFrame { PublicFrame(house: house) }
    /// Reports of one address: five at once, then one in ten minutes. Codes tried: twenty, then one in three
    /// seconds.
    private let writers = TokenBuckets(perSecond: 1.0 / 600, burst: 5)
    private let askers = TokenBuckets(perSecond: 1.0 / 3, burst: 20)

    init(house: House, read: ReadPublic, reports: CitizenReports) {
        (self.house, self.read, self.reports) = (house, read, reports)
    }

    var routes: [Route] {
        [
            Route(.get, "/desa/{village}/{year}/pekerjaan/{work}", .anyone, show),
            Route(.post, "/desa/{village}/{year}/pekerjaan/{work}", .anyone, send),
            Route(.get, "/lapor", .anyone, ask),
            Route(.post, "/lapor", .anyone, standing),
        ]
    }

    /// What work-public.mustache reads.
    struct Model {
        struct Pair {
            let label: String
            let value: String
        }

        struct Photo {
            let address: String
            let full: String
            let alt: String
            let caption: String
        }

        let summary: FormSummary?
        let code: String?
        let address: String
        let state: String
        let style: String
        let facts: [Pair]
        let percent: Int
        let photos: [Photo]
        let formID: String
        let message: Field
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        // The form's id is one person's: this page is not for caches.
        let screen = try await screen(FormState(words: house.words(context)), context)
        var nobody = context
        nobody.session = nil
        return house.pages.render(screen, request, nobody)
    }

    @Sendable func send(_ request: Request, _ context: AppContext) async throws -> Response {
        let words = house.words(context)
        if let wait = writers.take(context.address) {
            throw Problem(.tooManyRequests, ["seconds": .integer(Int64(wait))], retryAfterSeconds: wait)
        }
        let work = try await work(context)  // before any byte is read
        let body = try await request.multipart()
        let form = try body.form()
        var nobody = context
        nobody.session = nil
        do {
            var fields = FormReader(form)
            let id = fields.uuid("id")
            let message = fields.text("message", limit: 4_000)
            try fields.finish()
            let code = try await reports.submit(
                id, about: work.id, in: try context.publicVillage(), message,
                photo: body.files("photo").first?.bytes)
            var screen = try await screen(FormState(words: words), context, code: code.text)
            screen.status = .created
            return house.pages.render(screen, request, nobody)
        } catch {
            guard let problem = Problem(anyOf: error), problem.isForTheForm else { throw error }
            var screen = try await screen(
                FormState(words: words, form: form, problem: problem), context)
            screen.status = problem.status
            return house.pages.render(screen, request, nobody)
        }
    }

    private func work(_ context: AppContext) async throws -> PublicWork {
        try await read.work(try context.id("work"), of: try context.publicVillage(), year: try context.year())
    }

    private func screen(
        _ state: FormState, _ context: AppContext, code: String? = nil
    ) async throws -> Screen {
        let words = state.words
        let work = try await work(context)
        let village = try await read.village(try context.publicVillage())
        let base = "/desa/\(village.code.dotted)/\(try context.year())"
        let photos = try await read.photos(of: work.id).map { photo in
            let address = "/foto/\(photo.id.uuidString.lowercased())"
            return Model.Photo(
                address: "\(address)/thumbnail", full: "\(address)/display",
                alt: words("public.photo-of", ["stage": String(photo.stage)]),
                caption: "\(photo.stage) % · \(words.date(photo.day))")
        }
        let model = Model(
            summary: state.summary, code: code,
            address: "\(base)/pekerjaan/\(work.id.uuidString.lowercased())",
            state: words("work.state.\(work.state.rawValue)"), style: WorkStyle.of(work.state),
            facts: facts(work, words), percent: work.stage, photos: photos,
            formID: state.form["id"] ?? UUID.v7().uuidString.lowercased(),
            message: state.field("message", .area, labels: "public"))
        return Screen(
            template: "work-public", title: work.name, model: model,
            crumbs: [
                Crumb(
                    label: words(
                        "public.title", ["village": village.name, "year": String(try context.year())]),
                    address: base)
            ], isDemo: village.isDemo)
    }

    private func facts(_ work: PublicWork, _ words: Words) -> [Model.Pair] {
        func pair(_ key: String, _ value: String) -> Model.Pair { .init(label: words(key), value: value) }
        var facts = [
            pair("works.kind", words("work.kind.\(work.kind.rawValue)")),
            pair("works.activity", "\(work.activity) \(work.activityName)"),
            pair("works.fund", work.fund), pair("works.budget", words.money(sen: work.budget.sen)),
            pair("works.stage", "\(work.stage) %"),
            pair("works.period", words.dates(from: work.startsOn, until: work.endsOn)),
        ]
        if !work.volume.isEmpty { facts.insert(pair("works.volume", work.volume), at: 2) }
        if let paid = work.paid {
            facts.insert(pair("works.spent", words.money(sen: paid.sen)), at: facts.count - 2)
        }
        if let day = work.reportedOn { facts.append(pair("public.reported", words.date(day))) }
        return facts
    }

    // MARK: by code

    /// What report-status.mustache reads.
    struct StatusModel {
        let summary: FormSummary?
        let field: Field
        let found: Found?

        struct Found {
            let work: String
            let state: String
            let received: String
            let answer: String?
        }
    }

    @Sendable func ask(_ request: Request, _ context: AppContext) async throws -> Response {
        let words = house.words(context)
        return frame.render(status(FormState(words: words), nil), request, context)
    }

    @Sendable func standing(_ request: Request, _ context: AppContext) async throws -> Response {
        if let wait = askers.take(context.address) {
            throw Problem(.tooManyRequests, ["seconds": .integer(Int64(wait))], retryAfterSeconds: wait)
        }
        let words = house.words(context)
        let form = try await request.form()
        var nobody = context
        nobody.session = nil
        let code = ReportCode(typed: form["code"] ?? "")
        let found: ReportStanding? = if let code { try await reports.standing(code) } else { nil }
        var state = FormState(words: words, form: form)
        if found == nil {
            state.problem = Problem(.invalidFields, fields: [FieldProblem(field: "code", key: "report-code")])
        }
        var screen = status(state, found)
        if found == nil { screen.status = .unprocessableContent }
        return house.pages.render(screen, request, nobody)
    }

    private func status(_ state: FormState, _ found: ReportStanding?) -> Screen {
        let words = state.words
        let model = StatusModel(
            summary: state.summary, field: state.field("code", labels: "public"),
            found: found.map {
                StatusModel.Found(
                    work: "\($0.work) (\($0.villageName))", state: words("report.state.\($0.state.rawValue)"),
                    received: words.moment($0.receivedAt, zone: .jakarta),
                    answer: $0.answer.isEmpty ? nil : $0.answer)
            })
        return Screen(template: "report-status", title: words("public.status"), model: model)
    }
}
