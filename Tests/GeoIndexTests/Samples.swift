import GeoIndex

/// Random sample shapes around Banyuwangi, the same for the same seed.
struct Samples {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    mutating func fraction() -> Double {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Double(state >> 11) / 9_007_199_254_740_992
    }

    mutating func number(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + fraction() * (range.upperBound - range.lowerBound)
    }

    mutating func whole(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(fraction() * Double(range.count))
    }

    mutating func position(within box: Bounds) throws -> Position {
        try Position(
            longitude: number(box.west...box.east), latitude: number(box.south...box.north))
    }

    /// A place up to so many metres away.
    mutating func position(near centre: Position, within metres: Double) -> Position {
        Geodesic.destination(
            from: centre, bearing: Angle(degrees: number(0...360)),
            distance: Metres(metres * fraction().squareRoot()))
    }

    /// A wandering line of 2 to 12 vertices, steps up to so many metres.
    mutating func line(from start: Position, step: Double) throws -> Line {
        var vertices = [start]
        var bearing = number(0...360)
        for _ in 0..<whole(1...11) {
            bearing += number(-40...40)
            let end = vertices[vertices.count - 1]
            vertices.append(
                Geodesic.destination(
                    from: end, bearing: Angle(degrees: bearing), distance: Metres(number(1...step))))
        }
        return try Line(vertices)
    }

    /// A star-shaped polygon around a centre.
    mutating func polygon(around centre: Position, radius: Double) throws -> Polygon {
        let count = whole(3...14)
        var vertices = (0..<count).map { index in
            Geodesic.destination(
                from: centre, bearing: Angle(degrees: 360 * Double(index) / Double(count)),
                distance: Metres(number(radius * 0.2...radius)))
        }
        vertices.append(vertices[0])
        return Polygon(outer: try Ring(vertices))
    }

    /// A site of any kind.
    mutating func shape(within box: Bounds, size: Double) throws -> Shape {
        let start = try position(within: box)
        switch whole(0...9) {
        case 0...4: return .point(start)
        case 5...6: return .line(try line(from: start, step: size))
        case 7: return .polygon(try polygon(around: start, radius: size))
        case 8: return .multiPoint((0..<whole(1...4)).map { _ in position(near: start, within: size) })
        default:
            let other = position(near: start, within: size * 3)
            return .multiLine([try line(from: start, step: size), try line(from: other, step: size)])
        }
    }
}

extension Bounds {
    /// A town: 8 km by 8 km.
    static let town = Bounds.box(114.30, -8.25, 114.37, -8.18)

    static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Bounds {
        (try? Bounds(west: west, south: south, east: east, north: north)) ?? .banyuwangi
    }
}
