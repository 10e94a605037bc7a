import GeoIndex
import Testing

/// Goal: how two works lie to each other is measured in metres, whatever their vertices. Method: lines
/// and areas laid out by geodesics so that the answer is known.
@Suite struct RelationTests {
    private let origin: Position

    init() throws {
        origin = try position(114.30, -8.20)
    }

    /// The place so many metres east and north of the origin.
    private func at(_ east: Double, _ north: Double) -> Position {
        let up = Geodesic.destination(
            from: origin, bearing: Angle(degrees: 0), distance: Metres(north))
        return Geodesic.destination(from: up, bearing: Angle(degrees: 90), distance: Metres(east))
    }

    private func line(_ places: (Double, Double)...) throws -> Line {
        try Line(places.map { at($0.0, $0.1) })
    }

    private func square(_ east: Double, _ north: Double, side: Double) throws -> Shape {
        .polygon(
            Polygon(
                outer: try Ring([
                    at(east, north), at(east + side, north), at(east + side, north + side),
                    at(east, north + side), at(east, north),
                ])))
    }

    // MARK: lines along lines (R18)

    @Test func `the same road drawn twice overlaps wholly, also backwards and with other vertices`() throws {
        let road = try line((0, 0), (1_000, 0))
        let again = try line((1_000, 3), (730, 2), (400, 4), (11, 5), (0, 3))
        for overlap in [road.overlap(with: again), road.overlap(with: again.reversed)] {
            #expect(abs(overlap.shareOfShorter - 1) < 0.001)
            #expect(abs(overlap.firstLength.value - 1_000) < 1)
        }
    }

    @Test func `half a road overlaps by half of the longer and all of the shorter`() throws {
        let overlap = try line((0, 0), (1_000, 0)).overlap(with: line((0, 4), (500, 4)))
        // The round end of the corridor adds √(15² − 4²) = 14.46 m.
        #expect(abs(overlap.length.value - 514.46) < 0.5)
        #expect(abs(overlap.reverseLength.value - 500) < 0.5)
        #expect(abs(overlap.shareOfShorter - 1) < 0.001)
        #expect(abs(overlap.shareOfFirst - 0.5145) < 0.001)
    }

    @Test func `a continuation overlaps only by the corridor's round end`() throws {
        let overlap = try line((0, 0), (500, 0)).overlap(with: line((500, 0), (1_000, 0)))
        #expect(abs(overlap.length.value - 15) < 0.1)
        #expect(overlap.shareOfShorter < 0.1)
    }

    @Test func `the corridor ends at its width`() throws {
        let road = try line((0, 0), (500, 0))
        #expect(try road.overlap(with: line((0, 14.9), (500, 14.9))).shareOfShorter > 0.999)
        #expect(try road.overlap(with: line((0, 15.1), (500, 15.1))).length == .zero)
    }

    @Test func `a crossing road does not overlap, however close`() throws {
        let road = try line((0, 0), (500, 0))
        #expect(try road.overlap(with: line((250, -200), (250, 200))).length == .zero)
        let slanted = try line((100, -60), (300, 60))  // 31° off
        #expect(road.overlap(with: slanted).length == .zero)
        let gentle = try line((100, -50), (300, 50))  // 26.6° off
        #expect(road.overlap(with: gentle).length.value > 60)
    }

    @Test func `the share does not depend on who asks first`() throws {
        var samples = Samples(seed: 70)
        for _ in 0..<50 {
            let one = try samples.line(from: origin, step: 100)
            let other = try samples.line(from: samples.position(near: origin, within: 40), step: 100)
            let there = one.overlap(with: other), back = other.overlap(with: one)
            #expect(abs(there.length.value - back.reverseLength.value) < 0.01)
            #expect(there.length <= there.firstLength + 0.001)
            #expect((0...1.000_001).contains(there.shareOfShorter))
        }
    }

    @Test func `lengths are geodesic to a tenth of a per mille`() throws {
        let long = try line((0, 0), (5_000, 300), (9_000, -200))
        let overlap = long.overlap(with: long)
        #expect(abs(overlap.firstLength / long.length - 1) < 1e-4)
        #expect(abs(overlap.length / long.length - 1) < 1e-4)
    }

    @Test func `a trembling track along a road still runs along it`() throws {
        let road = try line((0, 0), (400, 0))
        let steps = (0...80).map { at(Double($0) * 5, $0.isMultiple(of: 2) ? 4 : -4) }
        let overlap = road.overlap(with: try Line(steps))
        #expect(overlap.shareOfShorter > 0.99)
        // Drawn across the road, the same track still only crosses it.
        let across = (0...80).map { at(200 + ($0.isMultiple(of: 2) ? 4 : -4), Double($0) * 5 - 200) }
        #expect(road.overlap(with: try Line(across)).length == .zero)
    }

    @Test func `shapes without lines run along nothing`() throws {
        let overlap = Shape.point(origin).lineOverlap(with: .line(try line((0, 0), (9, 9))))
        #expect(overlap.length == .zero && overlap.firstLength == .zero)
        #expect(!(overlap.shareOfShorter > 0))
    }

    // MARK: areas over areas (R17)

    @Test func `equal areas have an intersection over union of one, halves of a third`() throws {
        let field = try square(0, 0, side: 100)
        #expect(abs(try field.areaOverlap(with: field).intersectionOverUnion - 1) < 1e-9)
        let half = try field.areaOverlap(with: square(50, 0, side: 100))
        #expect(abs(half.intersectionOverUnion - 1.0 / 3) < 0.001)
        #expect(abs(half.shareOfFirst - 0.5) < 0.001)
        #expect(abs(half.firstArea.value - 10_000) < 10)
        #expect(abs(half.firstArea / field.area - 1) < 0.001)
        #expect(try field.areaOverlap(with: square(500, 0, side: 100)).shared == .zero)
    }

    @Test func `points and lines have an area once they are widened`() throws {
        let near = try Shape.point(at(0, 0)).areaOverlap(with: .point(at(10, 0)), buffer: 15)
        #expect(near.intersectionOverUnion > 0.3 && near.intersectionOverUnion < 0.5)
        #expect(abs(near.firstArea.value - .pi * 225) < 1)
        #expect(try Shape.point(at(0, 0)).areaOverlap(with: .point(at(0, 0))).intersectionOverUnion == 0)
    }

    @Test func `a buffer is as wide as was asked`() throws {
        let engine = try GeometryEngine()
        let disc = try engine.buffer(.point(origin), by: 50)
        #expect(abs(disc.area.value - .pi * 2_500) < 8)
        for vertex in disc.polygons[0].outer.vertices {
            #expect(abs(vertex.distance(to: origin).value - 50) < 0.001)
        }
        #expect(throws: GeometryError.empty(.whole)) {
            try engine.buffer(square(0, 0, side: 20), by: -50)
        }
        #expect(throws: GeometryError.notFinite(.whole)) {
            try engine.buffer(.point(origin), by: Metres(.nan))
        }
    }

    @Test func `the length of a road inside a village is measured`() throws {
        let engine = try GeometryEngine()
        let road = Shape.line(try line((-100, 50), (300, 50)))
        #expect(abs(try engine.length(of: road, inside: square(0, 0, side: 200)).value - 200) < 0.1)
        #expect(try engine.length(of: road, inside: .point(origin)) == .zero)
    }

    // MARK: validity

    @Test func `a bow tie is refused with the place where it crosses`() throws {
        let ring = try Ring([at(0, 0), at(100, 100), at(100, 0), at(0, 100), at(0, 0)])
        let bowTie = Shape.polygon(Polygon(outer: ring))
        do {
            try bowTie.validate()
            Issue.record("accepted")
        } catch {
            guard case .invalid(.selfIntersection, let place?) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(place.distance(to: at(50, 50)) < 0.01)
        }
        #expect(throws: GeometryError.self) { try bowTie.areaOverlap(with: square(0, 0, side: 10)) }
        #expect(throws: Never.self) { try square(0, 0, side: 1).validate() }
        let loop = Shape.line(try line((0, 0), (9, 9), (0, 9), (9, 0)))
        #expect(throws: Never.self) { try loop.validate() }
    }

    @Test func `a hole outside its polygon and parts inside each other are refused`() throws {
        guard case .polygon(let near) = try square(0, 0, side: 100),
            case .polygon(let far) = try square(500, 0, side: 50),
            case .polygon(let inner) = try square(20, 20, side: 10)
        else { return }
        let holed = Shape.polygon(Polygon(outer: near.outer, holes: [far.outer]))
        #expect(fault(of: holed) == .holeOutside)
        #expect(fault(of: .multiPolygon([near, inner])) == .nestedParts)
        #expect(fault(of: .multiPolygon([near, far])) == nil)
        #expect(fault(of: .polygon(Polygon(outer: near.outer, holes: [inner.outer]))) == nil)
    }

    private func fault(of shape: Shape) -> ShapeFault? {
        do {
            try shape.validate()
            return nil
        } catch {
            guard case .invalid(let fault, _) = error else { return .other }
            return fault
        }
    }

    @Test func `a prepared shape answers as the plain one`() throws {
        let engine = try GeometryEngine()
        let field = try square(0, 0, side: 100)
        let prepared = try engine.prepare(field)
        var samples = Samples(seed: 71)
        for _ in 0..<200 {
            let place = Shape.point(samples.position(near: at(50, 50), within: 120))
            #expect(try prepared.intersects(place) == engine.intersects(field, place))
            #expect(try prepared.covers(place) == engine.covers(field, place))
        }
        let corner = Shape.point(field.polygons[0].outer.vertices[0])
        #expect(try prepared.covers(corner))
        #expect(try !prepared.contains(corner))
    }

    // MARK: crossings and centres

    @Test func `crossings are found once, with their angle`() throws {
        let road = Shape.line(try line((0, 0), (200, 0)))
        let other = Shape.line(try line((50, -50), (100, 0), (150, 50)))
        let crossings = road.crossings(with: other)
        #expect(crossings.count == 1)
        #expect(crossings.allSatisfy { $0.position.distance(to: at(100, 0)) < 0.02 })
        #expect(crossings.allSatisfy { abs($0.angle.degrees - 45) < 0.1 })
        #expect(road.crossings(with: road).isEmpty)
        #expect(try road.crossings(with: .line(line((0, 5), (200, 5)))).isEmpty)
    }

    @Test func `centres of gravity are where they balance`() throws {
        let field = try square(0, 0, side: 100)
        #expect(field.centroid.distance(to: at(50, 50)) < 0.05)
        let road = Shape.line(try line((0, 0), (100, 0), (100, 100)))
        #expect(road.centroid.distance(to: at(75, 25)) < 0.05)
        #expect(Shape.multiPoint([at(0, 0), at(10, 0)]).centroid.distance(to: at(5, 0)) < 0.01)
        #expect(abs(try field.centroidDistance(to: square(30, 0, side: 100)).value - 30) < 0.05)
    }
}
