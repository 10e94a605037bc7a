import Commons
import Foundation
import GeoIndex
import HTTPTypes
import Hummingbird
import Ledger
import Monitoring

/// `/v1/works…`: works and their progress for programs.
struct WorkRoutes: Sendable {
    let house: House
    let list: ListProjects
    let read: ReadProject
    let create: CreateProject
    let report: ReportProgress

    var routes: [Route] {
        [
            Route(.get, "/v1/works", .signedIn, showAll),
            Route(.get, "/v1/works/{id}", .signedIn, show),
            Route(
                .post, "/v1/villages/{village}/{year}/works", .posts([.manager, .treasurer, .secretary]),
                add),
            Route(.post, "/v1/works/{id}/progress", .posts([.manager]), addProgress),
        ]
    }

    struct WorkBody: Encodable {
        let id: UUID
        let village: Int64
        let villageName: String
        let year: Int
        let activity: String?
        let fund: String
        let name: String
        let kind: String
        let state: String
        let stage: Int
        let budgetSen: Int64
        let starts: String
        let ends: String
        let flags: Int
        let revision: Int
        /// West, south, east, north of its place; null before the first drawing.
        let box: [Double]?

        init(_ work: Project) {
            (id, village, villageName) = (work.id, work.village, work.villageName)
            (year, activity, fund) = (work.plan.year, work.plan.activity, work.plan.fund)
            (name, kind, state) = (work.plan.name, work.plan.kind.rawValue, work.state.rawValue)
            (stage, budgetSen) = (work.stage, work.plan.budget.sen)
            (starts, ends) = (work.plan.startsOn, work.plan.endsOn)
            (flags, revision) = (work.flagCount, work.revision)
            box = work.bounds.map { [$0.west, $0.south, $0.east, $0.north] }
        }
    }

    @Sendable func showAll(_ request: Request, _ context: AppContext) async throws -> Response {
        let page = try await list(
            try WorksFilter(request).projects, after: try request.query("after", Int64.init),
            limit: try request.limit().rows, by: try context.requireSession())
        return try context.json(
            list: page.items.map(WorkBody.init), next: page.next.map(String.init), request)
    }

    /// A work with its money and its photos: what a pin of the map opens.
    struct DetailBody: Encodable {
        struct Photo: Encodable {
            let receipt: UUID
            let stage: Int
            let location: String
            let thumbnail: String
        }

        private enum CodingKeys: String, CodingKey { case limitSen, spentSen, photos }

        let work: WorkBody
        /// Of the posted budget lines that pay it, with all the works they pay; nil where none does.
        let limitSen: Int64?
        let spentSen: Int64?
        /// The newest report's first.
        let photos: [Photo]

        init(_ detail: ProjectDetail) {
            work = WorkBody(detail.project)
            (limitSen, spentSen) = (detail.money?.limit.sen, detail.money?.spent.sen)
            photos = detail.reports.filter { !$0.isWithdrawn }.flatMap { report in
                report.photos.map { photo in
                    Photo(
                        receipt: photo.receipt, stage: report.stage,
                        location: photo.judgement.location.rawValue,
                        thumbnail: "/photos/\(photo.receipt.uuidString.lowercased())/thumbnail")
                }
            }
        }

        func encode(to encoder: any Encoder) throws {
            try work.encode(to: encoder)
            var more = encoder.container(keyedBy: CodingKeys.self)
            try more.encode(limitSen, forKey: .limitSen)
            try more.encode(spentSen, forKey: .spentSen)
            try more.encode(photos, forKey: .photos)
        }
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let detail = try await read(try context.id(), by: try context.requireSession())
        return try context.json(DetailBody(detail), revision: detail.project.revision)
    }

    /// What a program sends to enter a work; `geometry` is GeoJSON as text.
    struct NewBody: Decodable {
        let id: UUID?
        let name: String
        let activity: String
        let fund: String
        let kind: String
        let isMaintenance: Bool?
        let volume: String?
        let unit: String?
        let budgetSen: Int64
        let starts: String
        let ends: String
        let geometry: String?
    }

    @Sendable func add(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(NewBody.self)
        guard let kind = WorkKind(rawValue: body.kind) else {
            throw Problem(.invalidFields, fields: [FieldProblem(field: "kind", key: "missing")])
        }
        let plan = try ProjectPlan(
            year: try context.year(), activity: body.activity, fund: body.fund, name: body.name, kind: kind,
            isMaintenance: body.isMaintenance ?? false, volume: body.volume.flatMap(Quantity.init(parsing:)),
            unit: body.unit ?? "", budget: Rupiah(sen: body.budgetSen), startsOn: body.starts,
            endsOn: body.ends)
        let site = try body.geometry.map { try PlannedSite(geoJSON: Array($0.utf8), source: .uploaded) }
        let step = try await create(
            try request.newID(body.id), in: try context.village(), plan, site: site,
            by: try context.requireSession())
        return try context.json(
            StepBody(id: step.id, revision: step.revision), status: .created, revision: step.revision,
            location: "/v1/works/\(step.id.uuidString.lowercased())")
    }

    struct StepBody: Encodable {
        let id: UUID
        let revision: Int
    }

    struct ProgressBody: Decodable {
        let id: UUID?
        let stage: Int
        let day: String
        let note: String?
        let receipts: [UUID]?
    }

    struct ProgressAnswerBody: Encodable {
        struct Photo: Encodable {
            let receipt: UUID
            let location: String
            let distanceM: Double?
            let toleranceM: Double?
            let village: String
            let time: String
            let meaning: String
        }

        let id: UUID
        let state: String
        let stage: Int
        let photos: [Photo]
    }

    @Sendable func addProgress(_ request: Request, _ context: AppContext) async throws -> Response {
        let body = try await request.body(ProgressBody.self)
        let words = house.words(context)
        let receipts = body.receipts ?? []
        let draft = try ProgressDraft(
            stage: body.stage, note: body.note ?? "", day: body.day,
            photos: receipts.map { ProgressDraft.Photo(receipt: $0) })
        let answer = try await report(
            try request.newID(body.id), of: try context.id(), draft, by: try context.requireSession())
        let photos = zip(receipts, answer.judgements).map { receipt, judged in
            let said = PhotoWords(judged, takenAt: nil, words)
            return ProgressAnswerBody.Photo(
                receipt: receipt, location: judged.location.rawValue, distanceM: judged.distance?.value,
                toleranceM: judged.tolerance?.value, village: judged.village.rawValue,
                time: judged.time.rawValue,
                meaning: said.detail.isEmpty ? said.verdict : "\(said.verdict): \(said.detail)")
        }
        return try context.json(
            ProgressAnswerBody(
                id: answer.id, state: answer.state.rawValue, stage: answer.stage, photos: Array(photos)),
            status: .created)
    }
}
