import Foundation

/// A box of longitudes and latitudes in degrees; west ≤ east, so it never spans the antimeridian.
public struct Bounds: Hashable, Sendable {
    /// The least longitude, degrees.
    public let west: Double
    /// The least latitude, degrees.
    public let south: Double
    /// The greatest longitude, degrees.
    public let east: Double
    /// The greatest latitude, degrees.
    public let north: Double

    /// - Throws: `GeometryError.notFinite` for NaN, the range errors of `Position`, and
    ///   `.crossesAntimeridian` when west > east, `.noExtent` when south > north.
    public init(west: Double, south: Double, east: Double, north: Double) throws(GeometryError) {
        let first = try Position(longitude: west, latitude: south)
        let second = try Position(longitude: east, latitude: north)
        guard west <= east else { throw .crossesAntimeridian(.whole) }
        guard south <= north else { throw .noExtent(.whole) }
        self.init(trustedWest: first.longitude, first.latitude, second.longitude, second.latitude)
    }

    init(trustedWest west: Double, _ south: Double, _ east: Double, _ north: Double) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    /// The box of a single position.
    public init(_ position: Position) {
        self.init(
            trustedWest: position.longitude, position.latitude, position.longitude, position.latitude)
    }

    /// The smallest box around the positions; nil when there are none.
    public init?(_ positions: some Sequence<Position>) {
        var west = Double.infinity, south = Double.infinity
        var east = -Double.infinity, north = -Double.infinity
        for position in positions {
            west = min(west, position.longitude)
            east = max(east, position.longitude)
            south = min(south, position.latitude)
            north = max(north, position.latitude)
        }
        guard west <= east else { return nil }
        self.init(trustedWest: west, south, east, north)
    }

    /// The regency of Banyuwangi with some sea around it: for recognising swapped or misread coordinates.
    public static let banyuwangi = Bounds(trustedWest: 113.75, -8.95, 114.75, -7.65)

    /// The whole of Indonesia.
    public static let indonesia = Bounds(trustedWest: 94.5, -11.5, 141.5, 6.5)

    /// Whether the position lies in the box or on its edge.
    public func contains(_ position: Position) -> Bool {
        position.longitude >= west && position.longitude <= east
            && position.latitude >= south && position.latitude <= north
    }

    /// Whether the boxes share at least a point.
    public func intersects(_ other: Bounds) -> Bool {
        west <= other.east && other.west <= east && south <= other.north && other.south <= north
    }

    /// The smallest box around both.
    public func union(_ other: Bounds) -> Bounds {
        Bounds(
            trustedWest: min(west, other.west), min(south, other.south),
            max(east, other.east), max(north, other.north))
    }

    /// The middle of the box.
    public var centre: Position {
        Position(trustedLongitude: (west + east) / 2, latitude: (south + north) / 2)
    }

    /// A box that surely holds everything within `distance` of this one.
    ///
    /// It errs to the large side by less than 1 % plus 1 mm, and is cut off at the antimeridian and at
    /// the poles.
    public func expanded(by distance: Metres) -> Bounds {
        let reach = max(0, distance.value) * 1.000_001 + 0.001
        // One degree of latitude is at least 110,574 m on WGS 84.
        let latitudeStep = reach / 110_574
        let lower = max(-90, south - latitudeStep)
        let upper = min(90, north + latitudeStep)
        let farthest = max(lower.magnitude, upper.magnitude)
        // The widest a geodesic circle gets in longitude: sin(step) = sin(reach) / cos(latitude).
        let shrink = cos(min(farthest, 89.999_999) * .pi / 180)
        let ratio = sin(min(reach / 6_356_752, .pi / 2)) / max(shrink, 1e-12)
        let longitudeStep = ratio >= 1 ? 360 : asin(ratio) * 180 / .pi
        return Bounds(
            trustedWest: max(-180, west - longitudeStep), lower, min(180, east + longitudeStep), upper)
    }
}
