import GeoIndex
import Testing

func position(_ longitude: Double, _ latitude: Double) throws -> Position {
    try Position(longitude: longitude, latitude: latitude)
}

/// Goal: distances are true on the ellipsoid. Method: published geodesics and places a known way off.
@Suite struct DistanceTests {
    @Test func `a degree of latitude at 8 degrees south is the WGS 84 meridian arc`() throws {
        let distance = try position(114.3, -8).distance(to: position(114.3, -9))
        #expect(abs(distance.value - 110_599.5) < 1, "\(distance)")
    }

    @Test func `a point beside a line is as far as it was moved`() throws {
        let line = Shape.line(try Line([position(114.30, -8.2), position(114.31, -8.2)]))
        let middle = try position(114.305, -8.2)
        for metres in [0.5, 15, 800, 4_900] {
            let moved = Geodesic.destination(
                from: middle, bearing: Angle(degrees: 180), distance: Metres(metres))
            #expect(abs(moved.distance(to: line).value - metres) < 0.01)
        }
    }
}
