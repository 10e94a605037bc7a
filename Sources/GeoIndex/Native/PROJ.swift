internal import CPROJ
import Foundation

/// Geodesics on the WGS 84 ellipsoid by Karney's method: exact to about 15 nanometres.
public enum Geodesic {
    private static let ellipsoid: geod_geodesic = {
        var ellipsoid = geod_geodesic()
        geod_init(&ellipsoid, WGS84.equatorialRadius, WGS84.flattening)
        return ellipsoid
    }()

    /// The length of the shortest way between two positions.
    public static func distance(_ first: Position, _ second: Position) -> Metres {
        Metres(inverse(first, second).distance)
    }

    /// Distance in metres, and the bearings in degrees at both ends, each pointing from first to second.
    static func inverse(
        _ first: Position, _ second: Position
    ) -> (distance: Double, startBearing: Double, endBearing: Double) {
        var distance = 0.0, start = 0.0, end = 0.0
        withUnsafePointer(to: ellipsoid) {
            geod_inverse(
                $0, first.latitude, first.longitude, second.latitude, second.longitude,
                &distance, &start, &end)
        }
        return (distance, start, end)
    }

    /// The direction from the first position to the second at the first, −180 to 180 clockwise from north.
    public static func bearing(from first: Position, to second: Position) -> Angle {
        Angle(degrees: inverse(first, second).startBearing)
    }

    /// The position reached after going `distance` from `start` in the direction `bearing`.
    public static func destination(from start: Position, bearing: Angle, distance: Metres) -> Position {
        let end = direct(start, bearing: bearing.degrees, distance: distance.value)
        return end.position
    }

    static func direct(
        _ start: Position, bearing: Double, distance: Double
    ) -> (position: Position, bearing: Double) {
        var latitude = 0.0, longitude = 0.0, end = 0.0
        withUnsafePointer(to: ellipsoid) {
            geod_direct(
                $0, start.latitude, start.longitude, bearing, distance, &latitude, &longitude, &end)
        }
        return (Position(trustedLongitude: longitude, latitude: latitude), end)
    }

    /// The length of a chain of geodesic segments.
    static func length(of vertices: [Position]) -> Double {
        zip(vertices, vertices.dropFirst()).reduce(0) { $0 + inverse($1.0, $1.1).distance }
    }

    /// The area inside a closed ring, whichever way it turns.
    static func area(of ring: Ring) -> Double {
        let open = ring.vertices.dropLast()
        var latitudes = open.map(\.latitude)
        var longitudes = open.map(\.longitude)
        var area = 0.0, perimeter = 0.0
        withUnsafePointer(to: ellipsoid) {
            geod_polygonarea($0, &latitudes, &longitudes, Int32(open.count), &area, &perimeter)
        }
        return area.magnitude
    }
}

/// A geodesic segment made ready: its length, and any point along it without solving for it anew.
struct Course {
    private let line: geod_geodesicline
    /// Metres.
    let distance: Double

    init(_ start: Position, _ end: Position) {
        line = Geodesic.line(start, end)
        distance = line.s13
    }

    /// The point so many metres from the start, and the bearing there.
    func foot(at along: Double) -> (position: Position, bearing: Double) {
        var latitude = 0.0, longitude = 0.0, bearing = 0.0
        withUnsafePointer(to: line) { geod_position($0, along, &latitude, &longitude, &bearing) }
        return (Position(trustedLongitude: longitude, latitude: latitude), bearing)
    }
}

extension Geodesic {
    fileprivate static func line(_ start: Position, _ end: Position) -> geod_geodesicline {
        var line = geod_geodesicline()
        withUnsafePointer(to: ellipsoid) {
            geod_inverseline(
                &line, $0, start.latitude, start.longitude, end.latitude, end.longitude, 0)
        }
        return line
    }

    /// The smallest distance in metres from a position to a geodesic segment, exact to a micrometre for
    /// distances up to some hundred kilometres.
    ///
    /// Each step goes to the foot that a flat triangle would have; on the ellipsoid the error of the foot
    /// shrinks by (distance / earth radius)² a step, and that of the distance by its square.
    ///
    /// - Parameters:
    ///   - fraction: about where on the segment the nearest point lies, 0 to 1.
    ///   - course: the segment where it is kept: most of the work.
    static func distance(
        _ position: Position, toSegment start: Position, _ end: Position, near fraction: Double,
        course: Course? = nil
    ) -> Double {
        guard start != end else { return inverse(start, position).distance }
        let whole = course ?? Course(start, end)
        var along = min(max(fraction, 0), 1) * whole.distance
        var least = Double.infinity
        for _ in 0..<16 {
            let foot = whole.foot(at: along)
            let way = inverse(foot.position, position)
            least = min(least, way.distance)
            let step = way.distance * cosine(way.startBearing - foot.bearing)
            let next = min(max(along + step, 0), whole.distance)
            // What is left to gain is about step² / 2 · distance.
            let gain = (next - along) * (next - along)
            if gain <= 1e-9 * way.distance { break }
            along = next
        }
        return least
    }

    private static func cosine(_ degrees: Double) -> Double {
        cos(degrees * .pi / 180)
    }
}
