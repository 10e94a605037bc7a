/// A place on the WGS 84 ellipsoid (EPSG:4326), longitude first: finite and within range, always.
public struct Position: Hashable, Sendable {
    /// Degrees east of Greenwich, −180 to 180.
    public let longitude: Double
    /// Degrees north of the equator (*lintang*; south is negative), −90 to 90.
    public let latitude: Double

    /// - Throws: `GeometryError.notFinite`, `.longitudeOutOfRange`, `.latitudeOutOfRange`, or `.axesSwapped`
    ///   where the two numbers would be a position the other way round.
    public init(longitude: Double, latitude: Double) throws(GeometryError) {
        try self.init(longitude: longitude, latitude: latitude, at: .whole)
    }

    /// As the public initialiser, naming the place of the fault in a larger shape.
    init(longitude: Double, latitude: Double, at place: Place) throws(GeometryError) {
        guard longitude.isFinite, latitude.isFinite else { throw .notFinite(place) }
        guard (-90...90).contains(latitude) else {
            if (-180...180).contains(latitude), (-90...90).contains(longitude) {
                throw .axesSwapped(meant: Position(trustedLongitude: latitude, latitude: longitude), place)
            }
            throw .latitudeOutOfRange(latitude, place)
        }
        guard (-180...180).contains(longitude) else { throw .longitudeOutOfRange(longitude, place) }
        self.longitude = longitude
        self.latitude = latitude
    }

    /// For values this module has computed itself and that are in range by construction.
    init(trustedLongitude longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }
}

extension Position: CustomStringConvertible {
    /// Longitude, then latitude.
    public var description: String { "(\(longitude), \(latitude))" }
}

/// Where in a shape something is: the feature, part, ring and vertex, each counted from 0.
public struct Place: Hashable, Sendable {
    /// The feature of a collection, when there is one.
    public var feature: Int?
    /// The part of a multi-part shape.
    public var part: Int?
    /// The ring of a polygon: 0 is the outer one, then the holes.
    public var ring: Int?
    /// The vertex in its line or ring.
    public var vertex: Int?

    /// A place; what is nil is not narrowed down.
    public init(feature: Int? = nil, part: Int? = nil, ring: Int? = nil, vertex: Int? = nil) {
        self.feature = feature
        self.part = part
        self.ring = ring
        self.vertex = vertex
    }

    /// The shape as a whole.
    public static let whole = Place()

    func part(_ part: Int) -> Place {
        var place = self
        place.part = part
        return place
    }

    func ring(_ ring: Int) -> Place {
        var place = self
        place.ring = ring
        return place
    }

    func vertex(_ vertex: Int) -> Place {
        var place = self
        place.vertex = vertex
        return place
    }
}
