import Commons
import Foundation
import GeoIndex
import HTTPTypes
import Hummingbird
import Monitoring

/// `/works/{id}/place`: draws a work's site anew, types it or sends a file; earlier drawings stay, each to be
/// looked at beside the one that counts.
struct PlacePage: Sendable {
    let house: House
    let read: ReadProject
    let place: PlaceSite
    let reading: ReadSite
    let neighbours: FindNeighbours

    var routes: [Route] {
        let officers: Access = .posts([.manager, .treasurer, .secretary, .county])
        return [
            Route(.get, "/works/{id}/place", .signedIn, show),
            Route(.post, "/works/{id}/place", officers, save),
            Route(.post, "/v1/works/{id}/site", officers, saveJSON),
        ]
    }

    /// What place.mustache reads.
    struct Model {
        struct Version {
            let label: String
            let given: String?
            let geoJSON: String
            let isCurrent: Bool
        }

        let id: String
        let summary: FormSummary?
        let revision: Int
        let site: SiteForm.Model?
        let near: [NeighbourLine]
        let notes: [String]
        let hasChecked: Bool
        let checked: String
        let versions: [Version]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let screen = try await screen(FormState(words: house.words(context)), SiteForm.Finding(), context)
        return house.pages.render(screen, request, context)
    }

    @Sendable func save(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let id = try context.id()
        let words = house.words(context)
        var finding = SiteForm.Finding()
        return try await house.fileRound(request, context) { form, files in
            var fields = FormReader(form)
            let revision = fields.integer("revision", in: 1...Int(Int32.max))
            try fields.finish()
            let work = try await read(id, by: session).project
            let site = try await SiteForm.place(
                form, files("site"), village: try VillageCode(number: work.village), except: id,
                read: reading, neighbours: neighbours, session: session, words: words, finding: &finding)
            guard let site else {
                throw Problem(.invalidFields, fields: [.init(field: "geometry", key: "missing")])
            }
            _ = try await place(id, revision: revision, site, by: session)
            return "/works/\(id.uuidString.lowercased())"
        } again: {
            try await screen($0, finding, context)
        }
    }

    /// What a program sends: a GeoJSON geometry as text, or typed coordinates with their system and shape.
    struct SiteBody: Decodable {
        let revision: Int?
        let geometry: String?
        let coordinates: String?
        let epsg: Int?
        let shape: String?

        func input() throws -> SiteInput {
            if let coordinates {
                guard let kind = TypedShape(rawValue: shape ?? TypedShape.point.rawValue) else {
                    throw Problem(.malformedRequest, ["member": .text("shape")])
                }
                return .typed(coordinates, try ReferenceSystem(epsg: epsg ?? 4326), kind)
            }
            guard let geometry else { throw Problem(.malformedRequest, ["member": .text("geometry")]) }
            return .file(Array(geometry.utf8), name: "")
        }
    }

    @Sendable func saveJSON(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let body = try await request.body(SiteBody.self)
        let revision = try request.revision(body.revision)
        let work = try await read(try context.id(), by: session).project
        let proposal = try await reading(
            try body.input(), village: try VillageCode(number: work.village), regency: session.regency)
        let step = try await place(work.id, revision: revision, proposal.site, by: session)
        return try context.json(
            SiteAnswer(
                revision: step.revision, siteOrdinal: step.siteOrdinal,
                notes: proposal.notes.map { $0.words(house.words(context)) }), revision: step.revision)
    }

    struct SiteAnswer: Encodable {
        let revision: Int
        let siteOrdinal: Int?
        let notes: [String]
    }

    private func screen(
        _ state: FormState, _ finding: SiteForm.Finding, _ context: AppContext
    ) async throws -> Screen {
        let session = try context.requireSession()
        let words = state.words
        let detail = try await read(try context.id(), by: session)
        let work = detail.project
        let mayDraw =
            work.state != .cancelled
            && (work.plan.owner == .opd
                ? session.holds(.county)
                : session.holds(.manager, .treasurer, .secretary, over: work.village))
        let drawn = detail.site?.shape.geoJSON() ?? ""
        let model = Model(
            id: work.id.uuidString.lowercased(), summary: state.summary, revision: work.revision,
            site: mayDraw
                ? SiteForm.model(state, village: work.village, drawn: drawn, finding: finding) : nil,
            near: finding.near, notes: finding.notes, hasChecked: !finding.isEmpty,
            checked: finding.mark,
            versions: detail.sites.enumerated().map { version($1, isCurrent: $0 == 0, words) })
        return Screen(
            template: "place", title: words("site.title"), model: model,
            crumbs: [
                Crumb(label: words("works.title"), address: "/works"),
                Crumb(label: work.plan.name, address: "/works/\(work.id.uuidString.lowercased())"),
            ],
            modules: ["components/site-map.js"], styles: ["lib/leaflet/leaflet.css"],
            libraries: ["lib/leaflet/leaflet.js"])
    }

    private func version(_ site: SiteVersion, isCurrent: Bool, _ words: Words) -> Model.Version {
        var given = [words("site.source.\(site.source.rawValue)")]
        if let epsg = site.epsg { given.append(words("crs.\(epsg)")) }
        if !site.given.isEmpty { given.append(String(site.given.prefix(200))) }
        return Model.Version(
            label: words(
                "works.drawing",
                [
                    "number": String(site.ordinal),
                    "by": site.drawnBy ?? words("site.source.\(site.source.rawValue)"),
                    "at": words.moment(site.at, zone: .jakarta),
                ]), given: given.joined(separator: ": "), geoJSON: site.shape.geoJSON(), isCurrent: isCurrent)
    }
}
