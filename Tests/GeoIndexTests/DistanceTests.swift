import GeoIndex
import Testing

func position(_ longitude: Double, _ latitude: Double) throws -> Position {
    try Position(longitude: longitude, latitude: latitude)
}

/// Goal: distances are true on the ellipsoid. Method: published geodesics, places a known way off, and brute
/// force over densified geodesics.
@Suite struct DistanceTests {
    @Test func `a degree of latitude at 8 degrees south is the WGS 84 meridian arc`() throws {
        let distance = try position(114.3, -8).distance(to: position(114.3, -9))
        #expect(abs(distance.value - 110_599.5) < 1, "\(distance)")
    }

    @Test func `a published geodesic is met to the millimetre`() throws {
        // JFK to LHR, from GeographicLib's documentation.
        let distance = try position(-73.8, 40.6).distance(to: position(-0.5, 51.6))
        #expect(abs(distance.value - 5_551_759.400) < 0.001)
    }

    @Test func `haversine's half percent would be noticed`() throws {
        let distance = try position(114.3, -8.2).distance(to: position(114.3, -8.3))
        let radius = 6_371_008.8
        let haversine = radius * 0.1 * .pi / 180
        #expect(abs(haversine / distance.value - 1.0054) < 0.0002)
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

    /// Positions along a geodesic segment.
    private func densified(
        _ from: Position, _ to: Position, _ start: Double, _ end: Double, step: Double
    ) -> [(along: Double, position: Position)] {
        let bearing = Geodesic.bearing(from: from, to: to)
        return stride(from: max(0, start), through: end, by: step).map {
            ($0, Geodesic.destination(from: from, bearing: bearing, distance: Metres($0)))
        }
    }

    /// The least distance to a line: every 2 m, then every 2 mm around the best.
    private func bruteForce(_ point: Position, _ line: Line) -> Double {
        var least = Double.infinity
        for (from, to) in zip(line.vertices, line.vertices.dropFirst()) {
            let length = from.distance(to: to).value
            let coarse = densified(from, to, 0, length, step: 2)
                .min { point.distance(to: $0.position) < point.distance(to: $1.position) }
            guard let coarse else { continue }
            let fine = densified(from, to, coarse.along - 2, min(length, coarse.along + 2), step: 0.002)
            for place in fine { least = min(least, point.distance(to: place.position).value) }
            least = min(least, point.distance(to: to).value)
        }
        return least
    }

    @Test func `point to line equals brute force within a centimetre up to 5 km`() throws {
        var samples = Samples(seed: 50)
        for reach in [5.0, 60, 900, 5_000, 5_000] {
            let start = try samples.position(within: .town)
            let line = try samples.line(from: start, step: 800)
            let point = samples.position(near: start, within: reach)
            let expected = bruteForce(point, line)
            #expect(abs(point.distance(to: .line(line)).value - expected) < 0.01)
            #expect(abs(Shape.line(line.reversed).distance(to: .point(point)).value - expected) < 0.01)
        }
    }

    @Test func `line to line equals the least of all point distances`() throws {
        var samples = Samples(seed: 51)
        for _ in 0..<12 {
            let start = try samples.position(within: .town)
            let first = try samples.line(from: start, step: 120)
            let second = try samples.line(from: samples.position(near: start, within: 2_000), step: 120)
            let distance = Shape.line(first).distance(to: .line(second)).value
            let opposite = Shape.line(second).distance(to: .line(first)).value
            #expect(abs(distance - opposite) < 0.001)
            guard distance > 0 else { continue }
            let ends =
                first.vertices.map { $0.distance(to: .line(second)).value }
                + second.vertices.map { $0.distance(to: .line(first)).value }
            #expect(abs(distance - (ends.min() ?? .nan)) < 0.001)
            var least = Double.infinity
            for (from, to) in zip(first.vertices, first.vertices.dropFirst()) {
                let length = from.distance(to: to).value
                for place in densified(from, to, 0, length, step: 3) {
                    least = min(least, place.position.distance(to: .line(second)).value)
                }
            }
            #expect(distance <= least + 0.001 && least < distance + 3)
        }
    }

    @Test func `crossing lines and points inside polygons are at no distance`() throws {
        let one = try Line([position(114.30, -8.20), position(114.31, -8.21)])
        let other = try Line([position(114.30, -8.21), position(114.31, -8.20)])
        #expect(Shape.line(one).distance(to: .line(other)) == .zero)
        let area = Shape.polygon(try Self.ringed())
        #expect(try position(114.301, -8.209).distance(to: area) == .zero)
        #expect(Shape.line(one).distance(to: area) == .zero)
        #expect(area.distance(to: area) == .zero)
    }

    /// A square of about 1.1 km with a hole in its middle third.
    private static func ringed() throws -> Polygon {
        let outer = try Ring([
            position(114.30, -8.21), position(114.31, -8.21), position(114.31, -8.20),
            position(114.30, -8.20), position(114.30, -8.21),
        ])
        let hole = try Ring([
            position(114.304, -8.206), position(114.306, -8.206), position(114.306, -8.204),
            position(114.304, -8.204), position(114.304, -8.206),
        ])
        return Polygon(outer: outer, holes: [hole])
    }

    @Test func `a hole is outside: the distance is to its rim`() throws {
        let area = Shape.polygon(try Self.ringed())
        let inHole = try position(114.305, -8.205)
        #expect(abs(inHole.distance(to: area).value - 110.21) < 0.1)
        let outside = try position(114.32, -8.205)
        #expect(abs(outside.distance(to: area).value - 1_102.1) < 1)
    }

    @Test func `length and area are those of the ellipsoid`() throws {
        let line = try Line([position(114.30, -8.2), position(114.40, -8.2), position(114.40, -8.3)])
        let (a, b, c) = (line.vertices[0], line.vertices[1], line.vertices[2])
        #expect(line.length == a.distance(to: b) + b.distance(to: c))
        let square = try Self.ringed()
        #expect(abs(square.area.value - 1_102.1 * 1_105.9 * 0.96) < 1_000)
        #expect(Shape.polygon(square).area == square.area)
        #expect(Shape.line(line).area == .zero)
        #expect(Shape.point(line.vertices[0]).length == .zero)
    }

    @Test func `places on opposite sides of the earth have a distance too`() throws {
        let far = try position(-65.7, 8.2)
        let line = Shape.line(try Line([position(114.3, -8.2), position(114.4, -8.2)]))
        let distance = far.distance(to: line).value
        #expect(distance > 19_000_000 && distance < 20_004_000)
    }
}

/// Goal: a shape as large as is let in can't hold up the server. Method: two lines of 5,000 vertices each.
@Suite struct LargeShapeTests {
    private func zigzag(_ latitude: Double) throws -> Line {
        try Line(
            (0..<5_000).map { index in
                try position(
                    114.0 + Double(index) * 0.000_08, latitude + (index.isMultiple(of: 2) ? 0 : 0.000_1))
            })
    }

    @Test(.timeLimit(.minutes(1)))
    func `large shapes are measured against each other in seconds`() throws {
        let first = try zigzag(-8.2), second = try zigzag(-8.201)
        let distance = Shape.line(first).distance(to: .line(second))
        #expect(abs(distance.value - 99.5) < 0.5)
        #expect(first.overlap(with: second).length == .zero)
        #expect(Shape.line(first).crossings(with: .line(second)).isEmpty)
    }
}
