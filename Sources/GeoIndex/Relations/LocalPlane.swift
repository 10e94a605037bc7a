import Foundation

/// A point of a local plane in metres: x east, y north of the plane's origin.
package struct PlanePoint: Hashable, Sendable {
    package var x: Double
    package var y: Double

    @inlinable
    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    @inlinable
    package static func - (left: PlanePoint, right: PlanePoint) -> PlanePoint {
        PlanePoint(x: left.x - right.x, y: left.y - right.y)
    }

    @inlinable
    package static func + (left: PlanePoint, right: PlanePoint) -> PlanePoint {
        PlanePoint(x: left.x + right.x, y: left.y + right.y)
    }

    @inlinable
    package static func * (left: PlanePoint, factor: Double) -> PlanePoint {
        PlanePoint(x: left.x * factor, y: left.y * factor)
    }

    @inlinable
    package func dot(_ other: PlanePoint) -> Double { x * other.x + y * other.y }

    @inlinable
    package func cross(_ other: PlanePoint) -> Double { x * other.y - y * other.x }

    @inlinable
    package var length: Double { square.squareRoot() }

    /// The length squared.
    @inlinable
    package var square: Double { x * x + y * y }
}

/// The azimuthal equidistant projection around one position: distances and bearings from the origin are
/// true, everything near it almost so.
///
/// Within 22 km of the origin the projection is Gauss's mid-latitude series, some twenty times faster than
/// the geodesic; `uncertainty(at:)` bounds its error. Farther out it is the geodesic itself.
package struct LocalPlane: Sendable {
    package let origin: Position
    private let sine: Double
    private let cosine: Double

    package init(origin: Position) {
        self.origin = origin
        sine = sin(origin.latitude * .pi / 180)
        cosine = cos(origin.latitude * .pi / 180)
    }

    /// The farthest step in degrees that the series serves.
    private static let seriesReach = 0.2

    package func project(_ position: Position) -> PlanePoint {
        let longitudeStep = position.longitude - origin.longitude
        let latitudeStep = position.latitude - origin.latitude
        guard
            latitudeStep.magnitude < Self.seriesReach, longitudeStep.magnitude < Self.seriesReach,
            cosine > 0.25
        else { return projectExactly(position) }
        let latitudeRadians = latitudeStep * (.pi / 180)
        let longitudeRadians = longitudeStep * (.pi / 180)
        // Sine and cosine of the middle latitude, by Taylor's series around the origin's.
        let half = latitudeRadians / 2
        let halfCosine = 1 - half * half / 2
        let halfSine = half * (1 - half * half / 6)
        let middleSine = sine * halfCosine + cosine * halfSine
        let middleCosine = cosine * halfCosine - sine * halfSine
        let squeeze = 1 - WGS84.eccentricitySquared * middleSine * middleSine
        let normalRadius = WGS84.equatorialRadius / squeeze.squareRoot()
        let meridianRadius = normalRadius * (1 - WGS84.eccentricitySquared) / squeeze
        let east = normalRadius * middleCosine * longitudeRadians
        let north = meridianRadius * latitudeRadians
        // The bearing turns along the way by the convergence; half of it back to the origin.
        let turn = longitudeRadians * middleSine / 2
        let turnSine = turn * (1 - turn * turn / 6)
        let turnCosine = 1 - turn * turn / 2
        return PlanePoint(
            x: east * turnCosine - north * turnSine, y: north * turnCosine + east * turnSine)
    }

    func projectExactly(_ position: Position) -> PlanePoint {
        let way = Geodesic.inverse(origin, position)
        let bearing = way.startBearing * .pi / 180
        return PlanePoint(x: way.distance * sin(bearing), y: way.distance * cos(bearing))
    }

    package func project(_ positions: [Position]) -> [PlanePoint] {
        positions.map(project)
    }

    /// The position at a point of the plane, by the direct geodesic.
    package func position(of point: PlanePoint) -> Position {
        Geodesic.direct(
            origin, bearing: atan2(point.x, point.y) * 180 / .pi, distance: point.length
        ).position
    }

    /// Distances of the plane that are surely this close to the geodesic's, in metres, are told as they are:
    /// so it is for what lies within a kilometre. A work is drawn to some metres, a boundary to some
    /// hundred.
    static let tellable = 20e-6

    /// A bound in metres on how far a plane distance can be off, when all its points lie within `radius`
    /// metres of the origin: the curvature of the earth and the series' own error.
    static func uncertainty(at radius: Double) -> Double {
        radius * radius * radius / (2 * 6_335_439 * 6_335_439) + 1e-6
    }
}
