import Foundation
import GeoIndex
import Testing

/// Real data beside the project; the tests that need it say so and are skipped where it is absent.
enum RealData {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/geo")

    static let projects = folder.deletingLastPathComponent()
        .appending(path: "screening/open/projects.geojson")

    static var hasProjects: Bool { FileManager.default.fileExists(atPath: projects.path) }

    static var isPresent: Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "boundaries.geojson").path)
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    /// The rows of a TSV as dictionaries by column name.
    static func rows(_ name: String) throws -> [[String: String]] {
        let lines = String(decoding: try bytes(name), as: UTF8.self).split(separator: "\n")
        let cells = lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
        guard let header = cells.first else { return [] }
        return cells.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { $1 }) }
    }
}

/// Goal: Banyuwangi's 217 villages as they are published. Method: the boundary map and its own figures.
@Suite(.enabled(if: RealData.isPresent, "../shared/geo is not beside the project"))
struct RealDataTests {
    let map: VillageMap

    init() throws {
        map = try VillageMap(boundaries: try RealData.bytes("boundaries.geojson"))
    }

    @Test func `all 217 villages load`() {
        #expect(map.villages.count == 217)
        #expect(map.village(3_510_012_001)?.name == "Sarongan")
        #expect(map.village(3_510_012_001)?.district == "Pesanggaran")
    }

    @Test func `their areas sum to the published figure`() {
        let sum = map.villages.reduce(SquareMetres.zero) { $0 + $1.boundary.area }
        #expect(abs(sum.squareKilometres - 3_592.90) < 0.1)
    }

    @Test func `the inner point of each village lies in that village`() throws {
        let rows = try RealData.rows("villages.tsv")
        #expect(rows.count == 217)
        for row in rows {
            let longitude = try #require(row["longitude"].flatMap(Double.init))
            let latitude = try #require(row["latitude"].flatMap(Double.init))
            let code = try #require(row["code"]).filter { $0 != "." }
            let position = try Position(longitude: longitude, latitude: latitude)
            #expect(map.code(at: position) == Int64(code), "\(row["name"] ?? "")")
        }
    }

    @Test func `all boundaries are valid`() throws {
        let engine = try GeometryEngine()
        for village in map.villages {
            #expect(throws: Never.self) { try engine.validate(village.boundary) }
        }
    }

    @Test func `random points and border points lie where GEOS puts them`() throws {
        let engine = try GeometryEngine()
        var samples = Samples(seed: 30)
        var points: [Position] = []
        for _ in 0..<1_500 { points.append(try samples.position(within: .banyuwangi)) }
        for village in map.villages {
            let rings = village.boundary.polygons.flatMap(\.rings)
            let vertices = rings[samples.whole(0...rings.count - 1)].vertices
            let place = samples.whole(1...vertices.count - 1)
            let (from, to) = (vertices[place - 1], vertices[place])
            points.append(from)
            points.append(
                try position(
                    (from.longitude + to.longitude) / 2, (from.latitude + to.latitude) / 2))
            points.append(samples.position(near: from, within: 5))
        }
        for village in map.villages {
            let prepared = try engine.prepare(village.boundary)
            let box = village.boundary.bounds
            for point in points where box.contains(point) {
                let holds = map.codes(at: point).contains(village.code)
                if try prepared.contains(.point(point)) { #expect(holds, "\(point)") }
                if try !prepared.covers(.point(point)) { #expect(!holds, "\(point)") }
            }
            for point in points.prefix(50) where !box.contains(point) {
                #expect(!map.codes(at: point).contains(village.code))
            }
        }
    }

    @Test func `border points are told apart by the same rule each time`() throws {
        for village in map.villages.prefix(40) {
            for vertex in village.boundary.polygons[0].outer.vertices {
                let answer = map.locate(vertex)
                #expect(answer.code != nil)
                #expect(answer == map.locate(vertex))
            }
        }
    }

    @Test func `the 25 kecamatan load, are valid and cover the same land`() throws {
        let kecamatan = try GeoJSON.features(from: try RealData.bytes("boundaries_kecamatan.geojson"))
        #expect(kecamatan.count == 25)
        var sum = SquareMetres.zero
        for feature in kecamatan {
            let shape = try #require(feature.shape)
            try shape.validate()
            sum = sum + shape.area
        }
        #expect(abs(sum.squareKilometres - 3_592.9) < 1)
    }

    @Test func `the regency straddles 114° east as published`() {
        let sides = map.villages.map { village in
            let box = village.boundary.bounds
            return box.west >= 114 ? "east" : box.east <= 114 ? "west" : "cut"
        }
        #expect(sides.count { $0 == "east" } == 205)
        #expect(sides.count { $0 == "west" } == 5)
        #expect(sides.count { $0 == "cut" } == 7)
    }
}

/// Goal: real-looking projects load, and the index finds among them what brute force finds. Method: the
/// 3,000 labelled projects beside the project checkout.
@Suite(.enabled(if: RealData.hasProjects, "../shared/screening/open is not beside the project"))
struct ProjectDataTests {
    @Test func `all 3,000 projects load, are valid and answer as brute force does`() throws {
        let features = try GeoJSON.features(from: [UInt8](try Data(contentsOf: RealData.projects)))
        #expect(features.count == 3_000)
        let engine = try GeometryEngine()
        let sites = try features.enumerated().map { number, feature in
            let shape = try #require(feature.shape)
            try engine.validate(shape)
            try shape.require(within: .banyuwangi)
            return Site(id: SiteID(number), shape: shape)
        }
        let snapshot = SiteIndex(sites).snapshot
        for site in sites.prefix(12) {
            let expected = sites.filter { $0.shape.distance(to: site.shape) <= 100 }.map(\.id)
            #expect(Set(snapshot.sites(within: 100, of: site.shape).map(\.id)) == Set(expected))
        }
    }
}
