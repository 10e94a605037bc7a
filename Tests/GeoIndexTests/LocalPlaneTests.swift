import Testing

@testable import GeoIndex

/// Goal: the plane that candidates are turned down in is never off by more than it says. Method: random
/// pairs of points against geodesics, at the latitudes of Indonesia and beyond.
@Suite struct LocalPlaneTests {
    @Test(arguments: [0.0, -8.2, -11, 5, 45])
    func `plane distances stay within the stated uncertainty`(_ latitude: Double) throws {
        var samples = Samples(seed: 80)
        for reach in [10.0, 500, 5_000, 20_000, 60_000] {
            let plane = LocalPlane(origin: try position(114.3, latitude))
            for _ in 0..<200 {
                let one = samples.position(near: plane.origin, within: reach)
                let other = samples.position(near: plane.origin, within: reach)
                let flat = (plane.project(one) - plane.project(other)).length
                let error = (flat - one.distance(to: other).value).magnitude
                let radius = max(plane.project(one).length, plane.project(other).length)
                #expect(error <= LocalPlane.uncertainty(at: radius), "\(reach) m: \(error)")
            }
        }
    }

    @Test func `the series is the exact projection to a fifth of a millimetre at 5 km`() throws {
        var samples = Samples(seed: 81)
        let plane = LocalPlane(origin: try position(114.3691, -8.2193))
        for _ in 0..<500 {
            let place = samples.position(near: plane.origin, within: 5_000)
            let error = (plane.project(place) - plane.projectExactly(place)).length
            #expect(error < 2e-4, "\(error)")
            #expect(plane.position(of: plane.projectExactly(place)).distance(to: place).value < 1e-6)
        }
    }

    @Test func `what the plane tells is the geodesic to 50 µm, on the same side of a limit`() throws {
        var samples = Samples(seed: 83)
        var hits = 0
        for _ in 0..<2_000 {
            let start = samples.position(near: try position(114.3, -8.2), within: 300)
            let shapes: [Shape] = [
                .point(start), .line(try samples.line(from: start, step: 30)),
                .polygon(try samples.polygon(around: start, radius: 60)),
                .multiPoint([start, samples.position(near: start, within: 50)]),
            ]
            let (shape, other) = (shapes[samples.whole(0...3)], shapes[samples.whole(0...3)])
            let away = samples.position(near: start, within: 400)
            let moved = other.moved(
                east: away.longitude - start.longitude, north: away.latitude - start.latitude)
            let exact = shape.distance(to: moved).value
            for limit in [exact + 1e-9, exact - 1e-9, exact + 1e-5, 100, 2_000] where limit > 0 {
                let told = Proximity(shape).distance(to: moved, limit: limit)
                if exact == 0 { #expect(told == 0) }
                // Edges a millimetre apart may be called touching.
                if exact > 0, exact < 1e-3 { continue }
                // Both sides of the geodesic itself are rounding.
                if (exact - limit).magnitude > 1e-7 { #expect((told != nil) == (exact <= limit)) }
                if let told {
                    hits += 1
                    #expect((told - exact).magnitude < 5e-5, "\(told) \(exact)")
                }
            }
        }
        #expect(hits > 2_000)
    }

    @Test func `a least distance between boxes is never more than a true one`() throws {
        var samples = Samples(seed: 82)
        for _ in 0..<300 {
            let first = try samples.position(within: .indonesia)
            let second = samples.position(near: first, within: samples.number(10...400_000))
            let near = Bounds(first)
            let other = Bounds(second).widened(byDegrees: samples.number(0...0.1))
            let least = near.leastDistance(
                to: other, around: DegreeLengths(least: near.widened(byDegrees: 2)))
            #expect(least <= first.distance(to: second).value)
        }
    }

    @Test func `neighbours on Hilbert's curve are neighbours on the ground`() {
        var places: [UInt32: (UInt32, UInt32)] = [:]
        for x in UInt32(0)..<64 {
            for y in UInt32(0)..<64 { places[HilbertOrder.key(x, y)] = (x, y) }
        }
        #expect(places.count == 4_096)
        for key in 0..<UInt32(4_095) {
            guard let one = places[key], let next = places[key + 1] else {
                Issue.record("a gap after \(key)")
                return
            }
            let step =
                Int(one.0).distance(to: Int(next.0)).magnitude
                + Int(one.1).distance(to: Int(next.1)).magnitude
            #expect(step == 1)
        }
    }

    @Test func `garbage to the C wrappers is a typed error`() throws {
        let context = try GEOSContext()
        for bytes in [[], [1], [9, 9, 9], [UInt8](repeating: 255, count: 40)] as [[UInt8]] {
            #expect(throws: GeometryError.self) { _ = try GEOSGeometry(wkb: bytes, in: context) }
        }
        let nan = WKB.encode(.point(try position(1, 2))) { _ in (.nan, .nan) }
        let strange = try GEOSGeometry(wkb: nan, in: context)
        #expect(throws: GeometryError.self) { _ = try WKB.decode(try strange.wkb()) }
        let projections = try ProjectionContext()
        #expect(throws: GeometryError.self) {
            _ = try projections.transform(0, 0, epsg: 999_999, forward: true)
        }
        #expect(throws: GeometryError.outsideProjection(epsg: 32750)) {
            _ = try projections.transform(.nan, 0, epsg: 32750, forward: true)
        }
    }
}

extension Shape {
    /// The same shape elsewhere, by degrees.
    fileprivate func moved(east: Double, north: Double) -> Shape {
        func move(_ place: Position) -> Position {
            Position(trustedLongitude: place.longitude + east, latitude: place.latitude + north)
        }
        func move(_ ring: Ring) -> Ring { Ring(trusted: ring.vertices.map(move)) }
        switch self {
        case .point(let place): return .point(move(place))
        case .multiPoint(let places): return .multiPoint(places.map(move))
        case .line(let line): return .line(Line(trusted: line.vertices.map(move)))
        case .polygon(let area):
            return .polygon(Polygon(outer: move(area.outer), holes: area.holes.map(move)))
        case .multiLine, .multiPolygon: return self
        }
    }
}
