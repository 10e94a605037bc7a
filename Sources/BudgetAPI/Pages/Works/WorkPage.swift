import Commons
import Foundation
import GeoIndex
import HTTPTypes
import Hummingbird
import Monitoring

/// `/works/{id}`: one work with its place, money, progress and photos; the form that reports progress.
struct WorkPage: Sendable {
    let house: House
    let read: ReadProject
    let report: ReportProgress
    let receive: ReceivePhoto
    let today: @Sendable () -> String

    var routes: [Route] {
        [
            Route(.get, "/works/{id}", .signedIn, show),
            Route(.post, "/works/{id}/progress", .posts([.manager]), addProgress),
        ]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let screen = try await screen(FormState(words: house.words(context)), context)
        return house.pages.render(screen, request, context)
    }

    /// A report with at most one photo sent by the form itself; the page's script sends more beforehand and
    /// names their receipts.
    @Sendable func addProgress(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let id = try context.id()
        let body = try await request.multipart()
        let form = try body.form()
        guard let csrf = form["csrf"], csrf == session.csrf else { throw Problem(.formExpired) }
        do {
            var fields = FormReader(form)
            let reportID = fields.uuid("id")
            let stage = fields.integer("stage", in: 0...100)
            let day = fields.day("day")
            let note = fields.optionalText("note", limit: 2_000)
            let built = try fields.built()
            try fields.finish()
            var receipts = form.all("receipt").compactMap(UUID.init(uuidString:))
            let work = try await read(id, by: session).project
            for file in body.files("photo") {
                let photo = try await receive(
                    file.bytes, id: .v7(), in: try VillageCode(number: work.village), by: session)
                receipts.append(photo.id)
            }
            let draft = try ProgressDraft(
                stage: stage, quantity: built.quantity, percent: built.percent, note: note, day: day,
                photos: receipts.map { ProgressDraft.Photo(receipt: $0) })
            _ = try await report(reportID, of: id, draft, by: session)
            return .seeOther("/works/\(id.uuidString.lowercased())")
        } catch {
            guard let problem = Problem(anyOf: error), problem.isForTheForm else { throw error }
            var screen = try await screen(
                FormState(words: house.words(context), form: form, problem: problem), context)
            screen.status = problem.status
            return house.pages.render(screen, request, context)
        }
    }

    func screen(_ state: FormState, _ context: AppContext) async throws -> Screen {
        let session = try context.requireSession()
        let detail = try await read(try context.id(), by: session)
        let view = WorkView(
            detail: detail, session: session, state: state, today: today(), mapLink: house.settings.mapLink,
            upload: try state.words.json { "upload.js.\($0)" })
        return Screen(
            template: "work", title: detail.project.plan.name, model: view.model,
            crumbs: [Crumb(label: state.words("works.title"), address: "/works")],
            modules: ["components/site-map.js", "components/photo-upload.js", "components/copy-text.js"],
            styles: ["lib/leaflet/leaflet.css"], libraries: ["lib/leaflet/leaflet.js"])
    }
}

/// What work.mustache reads, put together from a work's detail.
struct WorkView {
    let detail: ProjectDetail
    let session: Session
    let state: FormState
    let today: String
    let mapLink: String?
    /// The words of the photo queue.
    let upload: String

    struct Model {
        let id: String
        let summary: FormSummary?
        let revision: Int
        let facts: [Pair]
        let figures: [Pair]
        let tag: String
        let style: String
        let geoJSON: String?
        let sites: [String]
        let reports: [Report]
        let village: Int64
        let mayReport: Bool
        let flagsAddress: String?
        let flags: String
        let fields: [Field]
        let curve: String
        let geo: PlaceLinks?
        let upload: String
        let more: WorkMore
    }

    struct Pair {
        let label: String
        let value: String
    }

    struct Report {
        let heading: String
        let note: String
        let by: String
        let photos: [Photo]
    }

    struct Photo {
        let about: String
        let address: String
        let full: String
        let alt: String
        let verdict: String
        let style: String
        let detail: String
    }

    var model: Model {
        let (words, work) = (state.words, detail.project)
        let id = work.id.uuidString.lowercased()
        return Model(
            id: id, summary: state.summary, revision: work.revision, facts: facts, figures: figures,
            tag: words("work.state.\(work.state.rawValue)"), style: WorkStyle.of(work.state),
            geoJSON: detail.site?.shape.geoJSON(),
            sites: detail.sites.map { site in
                let by = site.drawnBy ?? words("site.source.\(site.source.rawValue)")
                return words(
                    "works.drawing",
                    ["number": String(site.ordinal), "by": by, "at": words.moment(site.at, zone: .jakarta)])
            },
            reports: detail.reports.map(report), village: work.village,
            mayReport: session.holds(.manager, over: work.village) && work.state != .cancelled,
            flagsAddress: work.flagCount > 0 ? "/flags?project=\(id)" : nil,
            flags: words("works.flags", ["count": String(work.flagCount)]),
            fields: fields, curve: state.words("curve.title"),
            geo: detail.project.bounds.map { PlaceLinks($0.centre, template: mapLink) }, upload: upload,
            more: WorkMore(detail, session, state))
    }

    private var fields: [Field] {
        let stages = detail.stages.map { Choice(value: String($0), label: "\($0) %") }
        return [
            state.field("stage", labels: "works", value: String(detail.project.stage), options: stages),
            state.field("day", .date, labels: "works", value: today),
            state.field("quantity", .number, labels: "works", isRequired: false),
            state.field("percent", .number, labels: "works", isRequired: false),
            state.field("note", .area, labels: "works", isRequired: false),
        ]
    }

    private var facts: [Pair] {
        let (words, plan) = (state.words, detail.project.plan)
        let volume = plan.volume.map { "\($0.plain) \(plan.unit)" } ?? "–"
        return [
            Pair(
                label: words("works.village"),
                value: "\(detail.project.villageName), \(detail.project.districtName)"),
            Pair(
                label: words("works.activity"),
                value: "\(plan.activity ?? "–") \(detail.activityName ?? "")"),
            Pair(label: words("works.fund"), value: "\(plan.fund) \(plan.year)"),
            Pair(label: words("works.kind"), value: words("work.kind.\(plan.kind.rawValue)")),
            Pair(
                label: words("works.management"),
                value: words("work.management.\(plan.management.rawValue)")),
            Pair(label: words("works.output"), value: plan.output.map { "\($0)" } ?? "–"),
            Pair(label: words("works.volume"), value: volume),
            Pair(label: words("works.period"), value: words.dates(from: plan.startsOn, until: plan.endsOn)),
        ]
    }

    private var figures: [Pair] {
        let words = state.words
        let budget = Pair(
            label: words("works.budget"), value: words.money(sen: detail.project.plan.budget.sen))
        let stage = Pair(label: words("works.stage"), value: "\(detail.project.stage) %")
        guard let money = detail.money else { return [budget, stage] }
        return [
            budget, Pair(label: words("works.limit"), value: words.money(sen: money.limit.sen)),
            Pair(label: words("works.spent"), value: words.money(sen: money.spent.sen)), stage,
        ]
    }

    private func report(_ report: ProgressReport) -> Report {
        let words = state.words
        return Report(
            heading: "\(report.stage) % – \(words.date(report.day))", note: report.note,
            by: report.linkLabel.map {
                words("links.by", ["by": report.reportedBy ?? "", "label": $0])
            } ?? report.reportedBy ?? "",
            photos: report.photos.map { photo in
                let judged = PhotoWords(photo.judgement, takenAt: photo.takenAt, words)
                let base = "/photos/\(photo.receipt.uuidString.lowercased())"
                return Photo(
                    about: base, address: "\(base)/thumbnail", full: "\(base)/display",
                    alt: words("works.photo-of", ["stage": String(report.stage)]), verdict: judged.verdict,
                    style: judged.style, detail: judged.detail)
            })
    }
}

/// What a photo's judgement means, in words: lokasi cocok / tidak cocok / tidak ada. None is neutral.
struct PhotoWords {
    let verdict: String
    let style: String
    let detail: String

    init(_ judgement: PhotoJudgement, takenAt: Date?, _ words: Words) {
        verdict = words("photo.location.\(judgement.location.rawValue)")
        style =
            switch judgement.location {
            case .match: "well"
            case .mismatch: "wrong"
            case .look: "warn"
            case .none: ""
            }
        var parts: [String] = []
        if let distance = judgement.distance {
            parts.append(words("photo.distance", ["metres": String(Int(distance.value.rounded()))]))
        }
        if judgement.village == .outside { parts.append(words("photo.outside-village")) }
        if judgement.time != .inside { parts.append(words("photo.time.\(judgement.time.rawValue)")) }
        if let takenAt { parts.append(words.moment(takenAt, zone: .jakarta)) }
        detail = parts.joined(separator: " · ")
    }
}

extension TimeZone {
    /// Western Indonesia, in which Banyuwangi counts its days.
    static let jakarta = TimeZone(identifier: "Asia/Jakarta") ?? .gmt
}
