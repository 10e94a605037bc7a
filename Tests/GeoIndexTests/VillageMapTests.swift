import Foundation
import GeoIndex
import Testing

/// Goal: each point has one deterministic village. Method: small maps drawn by hand with a shared border, an
/// overlap and a sliver.
@Suite struct VillageMapTests {
    private func square(
        _ code: Int64, _ west: Double, _ south: Double, _ east: Double, _ north: Double
    ) throws -> Village {
        let ring = try Ring([
            position(west, south), position(east, south), position(east, north), position(west, north),
            position(west, south),
        ])
        return try Village(
            code: code, name: "Desa \(code)", district: "Contoh", boundary: .polygon(Polygon(outer: ring)))
    }

    /// Two neighbours with a shared border at 114.31, a third that overlaps the second by 0.001° (110 m),
    /// and a fourth beyond a sliver of 0.0001° (11 m).
    private func map() throws -> VillageMap {
        VillageMap([
            try square(1, 114.30, -8.21, 114.31, -8.20), try square(2, 114.31, -8.21, 114.32, -8.20),
            try square(3, 114.319, -8.21, 114.33, -8.20), try square(4, 114.3301, -8.21, 114.34, -8.20),
        ])
    }

    @Test func `a point well inside belongs to its village`() throws {
        #expect(try map().locate(position(114.305, -8.205)) == .inside(code: 1))
        #expect(try map().code(at: position(114.315, -8.205)) == 2)
    }

    @Test func `each point of a shared border belongs to exactly one village`() throws {
        let map = try map()
        var samples = Samples(seed: 20)
        for _ in 0..<200 {
            let point = try position(114.31, samples.number(-8.2099 ... -8.2001))
            #expect(map.codes(at: point).count == 1)
        }
        #expect(try map.codes(at: position(114.31, -8.21)).count == 1)
    }

    @Test func `in an overlap the village where the point lies deeper comes first`() throws {
        let map = try map()
        #expect(try map.locate(position(114.3192, -8.205)) == .overlap(codes: [2, 3]))
        #expect(try map.locate(position(114.3198, -8.205)) == .overlap(codes: [3, 2]))
        #expect(try map.code(at: position(114.3198, -8.205)) == 3)
    }

    @Test func `a point in a sliver is near the closer village`() throws {
        let answer = try map().locate(position(114.33003, -8.205))
        guard case .near(let code, let distance) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(code == 3)
        #expect(abs(distance.value - 3.306) < 0.01)
        #expect(try map().locate(position(114.33003, -8.205), tolerance: 3.3) == .outside)
        #expect(try map().locate(position(114.33003, -8.205), tolerance: 3.31).code == 3)
    }

    @Test func `the distance to a boundary is positive outside and negative inside`() throws {
        let map = try map()
        let outside = try #require(try map.signedDistance(1, of: position(114.299, -8.205)))
        let inside = try #require(try map.signedDistance(1, of: position(114.301, -8.205)))
        #expect(abs(outside.value - 110.2) < 0.1)
        #expect(abs(outside.value + inside.value) < 0.01)
        #expect(try map.distanceOutside(1, of: position(114.301, -8.205)) == .zero)
        #expect(try map.distanceOutside(9, of: position(114.301, -8.205)) == nil)
    }

    @Test func `a point far away is outside and still has a nearest village`() throws {
        let map = try map()
        #expect(try map.locate(position(100, 2)) == .outside)
        let far = try #require(try map.nearest(to: position(114.5, -8.205), within: 1_000_000))
        #expect(far.code == 4)
        #expect(abs(far.distance.value - 17_630) < 10)
        #expect(try map.nearest(to: position(114.5, -8.205), within: 10_000) == nil)
    }

    @Test func `a map without villages holds nothing`() throws {
        let map = VillageMap([])
        #expect(try map.locate(position(114.3, -8.2)) == .outside)
        #expect(map.village(1) == nil)
    }

    @Test func `a line is no boundary`() throws {
        let line = try Line([position(114.3, -8.2), position(114.4, -8.2)])
        #expect(throws: GeometryError.wrongKind(found: "LineString", expected: "Polygon")) {
            try Village(code: 1, name: "A", district: "B", boundary: .line(line))
        }
    }

    @Test(arguments: [
        (#"{"name":"A"}"#, VillageMapError.missingCode(feature: 0)),
        (#"{"code":"35.10.01","name":"A"}"#, .missingCode(feature: 0)),
        (#"{"code":"35.10.01.2001"}"#, .missingName(feature: 0)),
    ])
    func `a feature that does not name its village is refused`(
        _ properties: String, _ error: VillageMapError
    ) throws {
        let geometry = #"{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,1]]]}"#
        let feature = #"{"type":"Feature","properties":\#(properties),"geometry":\#(geometry)}"#
        let text = #"{"type":"FeatureCollection","features":[\#(feature)]}"#
        #expect(throws: error) { try VillageMap(boundaries: Array(text.utf8)) }
    }
}
