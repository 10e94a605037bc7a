import Commons
import Foundation
import GeoIndex
import HTTPTypes
import Hummingbird
import Monitoring
import NIOCore

/// `/map`: the works on a map over the village boundaries, clustered by the server where they lie close; and
/// what the map asks for. The same works stand as a list under `/works`.
struct MapPage: Sendable {
    let house: House
    let works: MapWorks
    let boundaries: Boundaries
    let neighbours: FindNeighbours
    let lists: WorkLists

    var routes: [Route] {
        [
            Route(.get, "/map", .signedIn, show),
            Route(.get, "/v1/map", .signedIn, view),
            Route(.get, "/v1/boundaries", .signedIn, borders),
            Route(.post, "/v1/neighbours", .signedIn, near),
        ]
    }

    /// What map.mustache reads.
    struct Model {
        let year: String
        let states: [Choice]
        let ranks: [Choice]
        let legend: [Legend]
        let listAddress: String
        let query: String
        let tiles: String?
        let exports: [Choice]
        let fund: String
        let village: String
        let isAhead: Bool
        let lists: WorkLists.Model
        /// The village of a village officer, where the map begins.
        let home: String?
    }

    struct Legend {
        let letter: String
        let style: String
        let label: String
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        let filter = try WorksFilter(request)
        func choices(_ values: [String], _ key: String, _ chosen: String?) -> [Choice] {
            [Choice(value: "", label: words("works.all"))]
                + values.map { Choice(value: $0, label: words("\(key).\($0)"), isChosen: $0 == chosen) }
        }
        let legend = [("R", "planned"), ("B", "running"), ("S", "done"), ("!", "flagged")].map {
            Legend(letter: $0.0, style: $0.1, label: words("map.legend.\($0.1)"))
        }
        let model = Model(
            year: filter.year.map(String.init) ?? "",
            states: choices(WorkState.allCases.map(\.rawValue), "work.state", filter.state?.rawValue),
            ranks: choices(["info", "warning", "alert"], "flag.severity", filter.rank), legend: legend,
            listAddress: "/works?\(filter.query)", query: filter.query, tiles: house.settings.tiles,
            exports: WorksPage.exports(filter), fund: filter.fund ?? "", village: filter.place,
            isAhead: filter.isAhead, lists: try await lists.model(session, words),
            home: session.homeVillage.map(String.init))
        return house.pages.render(
            Screen(
                template: "map", title: words("map.title"), model: model,
                modules: ["components/works-map.js", "components/live-page.js"],
                styles: ["lib/leaflet/leaflet.css"], libraries: ["lib/leaflet/leaflet.js"]), request, context)
    }

    /// GeoJSON of what lies in `bbox` (west,south,east,north) at `zoom`: clusters with counts, or single
    /// works.
    @Sendable func view(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        let filter = try WorksFilter(request)
        guard let box = filter.box else { throw Problem(.malformedRequest, ["member": .text("bbox")]) }
        guard let zoom = try request.query("zoom", Int.init) else {
            throw Problem(.malformedRequest, ["member": .text("zoom")])
        }
        let answer = try await works(box, zoom: zoom, filter.projects, by: session)
        return geoJSON(MapFeatures(words).collection(answer))
    }

    @Sendable func borders(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let zoom = try request.query("zoom", Int.init) ?? 10
        let stamp = try await boundaries.stamp(of: session.regency)
        let tag = "\"\(Int(stamp.timeIntervalSince1970))-\(zoom)\""
        if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified) }
        var response = geoJSON(try await boundaries.geoJSON(of: session.regency, zoom: zoom))
        response.headers[.eTag] = tag
        response.headers[.cacheControl] = "private, max-age=300"
        return response
    }

    /// What lies near a drawing that is not saved yet: advice while it is drawn.
    @Sendable func near(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        let buffer = try await request.body.collect(upTo: AppContext.bodyBytesLimit)
        let site = try PlannedSite(geoJSON: Array(buffer.readableBytesView), source: .drawn)
        let found = try await neighbours(of: site.shape, within: 100, by: session)
        return try context.json(list: found.map { NeighbourBody($0, words) }, next: nil, request)
    }

    private func geoJSON(_ bytes: [UInt8]) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/geo+json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

/// A neighbour as JSON, with its geometry as text of GeoJSON.
struct NeighbourBody: Encodable {
    let name: String
    let village: String
    let fund: String
    let state: String
    let distance: String
    let shared: String?
    let geometry: String

    init(_ neighbour: Neighbour, _ words: Words) {
        let line = NeighbourLine(neighbour, words)
        (name, village, fund, state) = (line.name, line.village, line.fund, line.state)
        (distance, shared, geometry) = (line.distance, line.shared, line.geoJSON)
    }
}

/// Writes a view of the map as GeoJSON (RFC 7946).
struct MapFeatures {
    private let words: Words

    init(_ words: Words) { self.words = words }

    private struct ClusterBody: Encodable {
        let works: Int, planned: Int, running: Int, done: Int, alerts: Int, warnings: Int
        let label: String
    }

    private struct WorkBody: Encodable {
        let id: String, name: String, village: String, fund: String, state: String, stateWord: String
        let stage: Int, budget: String, flags: Int, severity: Int, address: String
    }

    func collection(_ view: MapView) -> [UInt8] {
        let features: [String] =
            switch view {
            case .clusters(let clusters): clusters.map(feature)
            case .works(let works): works.map(feature)
            }
        return Array(#"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#.utf8)
    }

    private func feature(_ cluster: MapCluster) -> String {
        let label = words("map.cluster", ["count": words.number(Int64(cluster.works))])
        let body = ClusterBody(
            works: cluster.works, planned: cluster.planned, running: cluster.running, done: cluster.done,
            alerts: cluster.alerts, warnings: cluster.warnings, label: label)
        let place = #"{"type":"Point","coordinates":[\#(cluster.longitude),\#(cluster.latitude)]}"#
        return #"{"type":"Feature","geometry":\#(place),"properties":\#(json(body))}"#
    }

    private func feature(_ work: MapWork) -> String {
        let id = work.id.uuidString.lowercased()
        let body = WorkBody(
            id: id, name: work.name, village: work.villageName, fund: "\(work.fund) \(work.year)",
            state: work.state.rawValue, stateWord: words("work.state.\(work.state.rawValue)"),
            stage: work.stage,
            budget: words.money(sen: work.budget.sen), flags: work.flagCount,
            severity: work.gravestFlag.rawValue,
            address: "/works/\(id)")
        return #"{"type":"Feature","geometry":\#(work.shape.geoJSON()),"properties":\#(json(body))}"#
    }

    private func json(_ body: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(body), as: UTF8.self)
        } catch {
            return "{}"
        }
    }
}
