import Foundation

/// How many metres a degree is at least, anywhere in a box: for turning far things down cheaply.
struct DegreeLengths: Sendable {
    let longitude: Double
    let latitude: Double

    /// The lengths at the latitude of the box where each is shortest, less one part in 10⁵ for the
    /// curvature, which holds for steps up to 20 km.
    init(least box: Bounds) {
        let farthest = max(box.south.magnitude, box.north.magnitude)
        let isAcrossEquator = box.south <= 0 && box.north >= 0
        let nearest = isAcrossEquator ? 0 : min(box.south.magnitude, box.north.magnitude)
        longitude = Self.at(farthest).longitude * 0.999_99
        latitude = Self.at(nearest).latitude * 0.999_99
    }

    private static func at(_ degrees: Double) -> (longitude: Double, latitude: Double) {
        let radians = degrees * .pi / 180
        let sine = sin(radians)
        let squeeze = 1 - WGS84.eccentricitySquared * sine * sine
        let normal = WGS84.equatorialRadius / squeeze.squareRoot()
        let meridian = normal * (1 - WGS84.eccentricitySquared) / squeeze
        return (normal * cos(radians) * .pi / 180, meridian * .pi / 180)
    }
}

extension Bounds {
    /// The box widened by so many degrees on each side.
    func widened(byDegrees step: Double) -> Bounds {
        Bounds(
            trustedWest: max(-180, west - step), max(-90, south - step), min(180, east + step),
            min(90, north + step))
    }

    /// A length in metres that no geodesic from this box to the other is shorter than.
    ///
    /// - Parameter around: the least lengths within 2° of this box, for who asks about many boxes.
    func leastDistance(to other: Bounds, around: DegreeLengths) -> Double {
        let east = max(0, max(west, other.west) - min(self.east, other.east))
        let up = max(0, max(south, other.south) - min(north, other.north))
        if east < 2, up < 2 {
            let x = east * around.longitude, y = up * around.latitude
            // What lies beyond those 2° is at least as far as they are.
            return min((x * x + y * y).squareRoot(), 2 * around.longitude) * 0.998
        }
        let farthest = max(south.magnitude, north.magnitude)
        let across = east >= 90 ? 1 : sin(east * .pi / 180)
        // The spherical distance from a point to a meridian, on a sphere smaller than the ellipsoid;
        // boxes more than half the world wide together may be nearer over the antimeridian.
        let whole = union(other)
        let isFarRound = whole.east - whole.west > 180
        let round = isFarRound ? 0 : asin(cos(min(90, farthest) * .pi / 180) * across) * 6_335_000
        return max(up * 110_500, round) * 0.99
    }
}
