import GeoIndex
import Testing

/// Goal: no impossible position, box, line or ring has a value. Method: the edge of each rule and one
/// step past.
@Suite struct PositionTests {
    @Test(arguments: [(180.0, 90.0), (-180, -90), (0, 0), (114.3691, -8.2193)])
    func `positions up to the edge of the world are fine`(_ longitude: Double, _ latitude: Double) throws {
        let position = try Position(longitude: longitude, latitude: latitude)
        #expect(position.longitude == longitude && position.latitude == latitude)
    }

    @Test func `one step past the edge is refused by name`() {
        #expect(throws: GeometryError.longitudeOutOfRange(180.000_000_1, .whole)) {
            try position(180.000_000_1, 0)
        }
        #expect(throws: GeometryError.latitudeOutOfRange(-90.5, .whole)) { try position(100, -90.5) }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `NaN and infinity are refused in both places`(_ value: Double) {
        #expect(throws: GeometryError.notFinite(.whole)) { try position(value, 0) }
        #expect(throws: GeometryError.notFinite(.whole)) { try position(0, value) }
    }

    @Test func `swapped axes are recognised where they can be`() throws {
        let meant = try position(114.3691, -8.2193)
        #expect(throws: GeometryError.axesSwapped(meant: meant, .whole)) { try position(-8.2193, 114.3691) }
    }

    @Test func `a shape with swapped axes is recognised by the regency's box`() throws {
        // 95° E is still a latitude's neighbour: only the box can tell.
        let box = try Bounds(west: 80, south: -10, east: 89, north: 10)
        let swapped = Shape.line(try Line([position(85, 5), position(5, 85)]))
        let place = Place(vertex: 1)
        #expect(throws: GeometryError.axesSwapped(meant: try position(85, 5), place)) {
            try swapped.require(within: box)
        }
        let jakarta = try position(106.8, -6.2)
        #expect(throws: GeometryError.outside(.banyuwangi, jakarta, .whole)) {
            try Shape.point(jakarta).require(within: .banyuwangi)
        }
        #expect(throws: Never.self) {
            try Shape.point(position(114.3, -8.2)).require(within: .banyuwangi)
        }
        let far = try Ring([position(1, 1), position(2, 1), position(2, 2), position(1, 1)])
        let two = Shape.multiPolygon([Polygon(outer: far), Polygon(outer: far, holes: [far])])
        #expect(two.repeatedVertices.isEmpty)
        let hole = GeometryError.outside(box, try position(1, 1), Place(part: 0, ring: 0, vertex: 0))
        #expect(throws: hole) { try two.require(within: box) }
    }

    @Test func `a box has its west in the west and its south in the south`() {
        #expect(throws: GeometryError.crossesAntimeridian(.whole)) {
            try Bounds(west: 179, south: 0, east: -179, north: 1)
        }
        #expect(throws: GeometryError.noExtent(.whole)) { try Bounds(west: 0, south: 1, east: 1, north: 0) }
        #expect(throws: GeometryError.notFinite(.whole)) {
            try Bounds(west: .nan, south: 1, east: 1, north: 0)
        }
    }

    @Test(arguments: [0.0, 1, 25, 5_000, 2_000_000])
    func `a widened box holds every place within the distance`(_ metres: Double) throws {
        for latitude in [-8.2, 0, 60, -85] {
            let centre = try position(50, latitude)
            let box = Bounds(centre).expanded(by: Metres(metres))
            for bearing in stride(from: 0.0, to: 360, by: 5) {
                let edge = Geodesic.destination(
                    from: centre, bearing: Angle(degrees: bearing), distance: Metres(metres))
                #expect(box.contains(edge) || metres > 500_000 && latitude < -80)
            }
        }
    }

    @Test func `a line needs two different places`() throws {
        let a = try position(114.3, -8.2)
        #expect(throws: GeometryError.tooFewVertices(count: 1, needed: 2, .whole)) { try Line([a]) }
        #expect(throws: GeometryError.tooFewVertices(count: 0, needed: 2, .whole)) { try Line([]) }
        #expect(throws: GeometryError.noExtent(.whole)) { try Line([a, a, a]) }
        #expect(try Line([a, a, position(114.4, -8.2)]).vertices.count == 3)
    }

    @Test func `a ring is closed and has three corners`() throws {
        let a = try position(1, 1), b = try position(2, 1), c = try position(2, 2)
        #expect(throws: GeometryError.tooFewVertices(count: 3, needed: 4, .whole)) { try Ring([a, b, a]) }
        #expect(throws: GeometryError.ringNotClosed(.whole)) { try Ring([a, b, c, b]) }
        #expect(throws: GeometryError.noExtent(.whole)) { try Ring([a, b, b, a]) }
        #expect(try Ring([a, b, c, a]).vertices.count == 4)
    }

    @Test func `a line over the antimeridian is refused where it crosses`() throws {
        let vertices = [try position(170, 0), try position(179, 0), try position(-179, 0)]
        #expect(throws: GeometryError.crossesAntimeridian(Place(vertex: 2))) { try Line(vertices) }
    }

    @Test func `repeated vertices are told, not refused`() throws {
        let a = try position(1, 1), b = try position(2, 1)
        #expect(
            Shape.line(try Line([a, a, b, b])).repeatedVertices == [
                Place(vertex: 1), Place(vertex: 3),
            ])
        #expect(Shape.line(try Line([a, b, a])).repeatedVertices.isEmpty)
    }

    @Test func `undirected bearings differ by at most a right angle`() {
        func difference(_ one: Double, _ other: Double) -> Double {
            Angle(degrees: one).undirectedDifference(to: Angle(degrees: other)).degrees
        }
        #expect(difference(10, 190) == 0)
        #expect(difference(-170, 20) == 10)
        #expect(difference(0, 90) == 90)
        #expect(difference(359, 1) == 2)
    }
}
