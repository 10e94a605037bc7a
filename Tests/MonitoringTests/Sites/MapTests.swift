import Commons
import Foundation
import GeoIndex
import TestSupport
import Testing

@testable import Monitoring

/// Goal: before saving, a village sees what lies near, in every village, and no more of it than may be known.
/// Method: works of two villages some metres apart.
@Suite struct NeighbourTests {
    @Test func `a work across the village border is near, with name, fund and share of the line`()
        async throws
    {
        let sample = try await SampleRegency.make()
        let other = try await sample.work(
            try SampleRegency.plan(name: "Paving Batas Desa", fund: "ADD"),
            at: try SampleRegency.road(north: 0.000_05),
            by: sample.otherManager, in: sample.second)
        let find = FindNeighbours(sample.directory)
        let found = try await find(of: try SampleRegency.road().shape, by: sample.manager)
        let near = try #require(found.first)
        #expect(found.count == 1)
        #expect(near.project == other.id)
        #expect(near.name == "Paving Batas Desa")
        #expect(near.fund == "ADD")
        #expect(near.villageName == "Uji Dua")
        #expect(near.distance > 5 && near.distance < 6)
        #expect((near.sharedLine ?? 0) > 0.95)
    }

    @Test func `what is farther than asked, given up, or the work itself is left out`() async throws {
        let sample = try await SampleRegency.make()
        let own = try await sample.work()
        let far = try await sample.work(at: try SampleRegency.road(north: 0.002))
        let find = FindNeighbours(sample.directory)
        let road = try SampleRegency.road().shape
        #expect(try await find(of: road, except: own.id, by: sample.manager).isEmpty)
        #expect(
            try await find(of: road, within: 300, except: own.id, by: sample.manager).map(\.project) == [
                far.id
            ])
        _ = try await EditProject(sample.database).cancel(
            far.id, revision: 2, reason: "Batal", by: sample.manager)
        #expect(try await find(of: road, within: 300, except: own.id, by: sample.manager).isEmpty)
    }

    @Test func `a drawing that another server took is known at once`() async throws {
        let sample = try await SampleRegency.make()
        let here = FindNeighbours(sample.directory)
        let there = FindNeighbours(SiteDirectory(sample.database))
        let road = try SampleRegency.road().shape
        #expect(try await here(of: road, by: sample.manager).isEmpty)
        let step = try await sample.work()
        #expect(try await here(of: road, by: sample.manager).map(\.project) == [step.id])
        _ = try await PlaceSite(sample.database)(
            step.id, revision: 2, try SampleRegency.road(north: 0.1), by: sample.manager)
        #expect(try await here(of: road, by: sample.manager).isEmpty)
        #expect(try await there(of: road, by: sample.manager).isEmpty)
    }
}

/// Goal: the map shows clusters from afar, single works from near, and only what the reader may see.
@Suite struct MapTests {
    private func box() throws -> Bounds { try Bounds(west: 114, south: -8.5, east: 114.6, north: -8) }

    @Test func `from afar works are counted, from near they are drawn`() async throws {
        let sample = try await SampleRegency.make()
        for number in 0..<3 {
            _ = try await sample.work(at: try SampleRegency.road(north: Double(number) * 0.000_1))
        }
        let far = try await sample.work(at: try SampleRegency.road(east: 0.2))
        let map = MapWorks(sample.database, sample.directory)
        guard case .clusters(let clusters) = try await map(try box(), zoom: 10, by: sample.inspector),
            case .works(let works) = try await map(try box(), zoom: 14, by: sample.inspector),
            case .works(let one) = try await map(
                try Bounds(west: 114.45, south: -8.5, east: 114.6, north: -8), zoom: 13, by: sample.inspector)
        else {
            Issue.record("the wrong kind of view")
            return
        }
        #expect(clusters.map(\.works) == [3, 1])
        #expect(clusters.first?.planned == 3)
        #expect(clusters.allSatisfy { $0.alerts == 0 && $0.warnings == 0 })
        #expect(works.count == 4)
        #expect(one.map(\.id) == [far.id])
    }

    @Test func `a village's map holds its own works, a filter narrows it`() async throws {
        let sample = try await SampleRegency.make()
        _ = try await sample.work()
        let map = MapWorks(sample.database, sample.directory)
        guard case .works(let others) = try await map(try box(), zoom: 15, by: sample.otherManager),
            case .works(let own) = try await map(try box(), zoom: 15, by: sample.manager),
            case .works(let add) = try await map(
                try box(), zoom: 15, ProjectFilter(fund: "ADD"), by: sample.manager),
            case .clusters(let none) = try await map(
                try box(), zoom: 3, ProjectFilter(year: 2020), by: sample.manager)
        else {
            Issue.record("the wrong kind of view")
            return
        }
        #expect(others.isEmpty)
        #expect(own.count == 1)
        #expect(add.isEmpty)
        #expect(none.isEmpty)
    }
}

/// Goal: a file of boundaries is loaded whole or not at all, and says what is wrong with it.
@Suite struct BoundaryTests {
    private func square(_ code: String, west: Double, size: Double = 0.05) -> String {
        let (east, south, north) = (west + size, -8.35, -8.25)
        return """
            {"type":"Feature","properties":{"code":"\(code)","name":"Uji"},
            "geometry":{"type":"Polygon","coordinates":
            [[[\(west),\(south)],[\(east),\(south)],[\(east),\(north)],
            [\(west),\(north)],[\(west),\(south)]]]}}
            """
    }

    private func file(_ features: String...) -> [UInt8] {
        Array(#"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#.utf8)
    }

    private func fault(_ bytes: [UInt8], _ sample: SampleRegency) async throws -> BoundaryFault? {
        do {
            _ = try await LoadBoundaries(owner: sample.test.owner)(bytes, regency: 3510, source: "uji")
            return nil
        } catch MonitoringError.boundaries(let fault) {
            return fault
        }
    }

    @Test func `two villages are loaded, and a place is told apart`() async throws {
        let sample = try await SampleRegency.make()
        let bytes = file(square("35.10.98.2001", west: 114.28), square("3510982002", west: 114.33))
        let answer = try await LoadBoundaries(owner: sample.test.owner)(bytes, regency: 3510, source: "uji")
        #expect(answer.loaded == 2)
        #expect(!answer.missing.contains(sample.first))
        let map = try await sample.boundaries.map(of: 3510)
        #expect(map.code(at: try SampleRegency.position(114.3, -8.3)) == sample.first.number)
        #expect(map.code(at: try SampleRegency.position(114.35, -8.3)) == sample.second.number)
        let again = try await LoadBoundaries(owner: sample.test.owner)(bytes, regency: 3510, source: "uji 2")
        #expect(again.loaded == 2)
    }

    @Test func `one unknown code refuses the whole file and is named`() async throws {
        let sample = try await SampleRegency.make()
        let bytes = file(square("35.10.98.2001", west: 114.28), square("35.10.98.2099", west: 114.33))
        #expect(try await fault(bytes, sample) == .unknownCodes(["35.10.98.2099"]))
        #expect(try await sample.boundaries.map(of: 3510).villages.isEmpty)
    }

    @Test func `a repeated code, a missing one, a point and a bow tie are each told`() async throws {
        let sample = try await SampleRegency.make()
        let one = square("35.10.98.2001", west: 114.28)
        #expect(try await fault(file(one, one), sample) == .repeatedCode("35.10.98.2001"))
        #expect(try await fault(file(square("", west: 114.28)), sample) == .missingCode(feature: 0))
        #expect(try await fault(file(), sample) == .empty)
        let point =
            #"{"type":"Feature","properties":{"code":"35.10.98.2001"},"#
            + #""geometry":{"type":"Point","coordinates":[114.3,-8.3]}}"#
        #expect(try await fault(file(point), sample) == .notPolygon(code: "35.10.98.2001"))
        let tie = point.replacingOccurrences(of: "Point", with: "Polygon").replacingOccurrences(
            of: "[114.3,-8.3]", with: "[[[114.3,-8.3],[114.4,-8.2],[114.4,-8.3],[114.3,-8.2],[114.3,-8.3]]]")
        guard case .geometry(let code, .invalid) = try await fault(file(tie), sample) else {
            Issue.record("the bow tie was not told")
            return
        }
        #expect(code == "35.10.98.2001")
    }

    @Test func `a drawn boundary is simpler from afar, and neighbours still share their line`() async throws {
        let sample = try await SampleRegency.make()
        let bytes = file(square("35.10.98.2001", west: 114.28), square("35.10.98.2002", west: 114.33))
        _ = try await LoadBoundaries(owner: sample.test.owner)(bytes, regency: 3510, source: "uji")
        let drawn = try await sample.boundaries.geoJSON(of: 3510, zoom: 14)
        let features = try GeoJSON.features(from: drawn)
        #expect(features.count == 2)
        let first = try #require(features.first?.shape), last = try #require(features.last?.shape)
        #expect(first.distance(to: last) == .zero)
        let edge = try SampleRegency.position(114.33, -8.3)
        #expect(edge.distance(to: first) < 6)
        let tiny = try GeoJSON.features(from: try await sample.boundaries.geoJSON(of: 3510, zoom: 0))
        #expect(tiny.count == 2)
    }

    @Test(.enabled(if: SharedFiles.has("geo/boundaries.geojson"), "../shared/geo is not beside the project"))
    func `the 217 boundaries of the real county are loaded`() async throws {
        let bytes = try SharedFiles.bytes("geo/boundaries.geojson")
        let sample = try await SampleRegency.make()
        let answer = try await LoadBoundaries(owner: sample.test.owner)(
            bytes, regency: 3510, source: "cahyadsn")
        #expect(answer.loaded == 217)
        #expect(try await sample.boundaries.map(of: 3510).villages.count == 217)
        #expect(try await sample.boundaries.geoJSON(of: 3510, zoom: 9).count < bytes.count / 2)
    }
}
