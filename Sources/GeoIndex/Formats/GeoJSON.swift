/// A GeoJSON feature: a shape, or none, with its properties.
public struct Feature: Hashable, Sendable {
    /// The member `id`: a text or a number.
    public let id: JSONValue?
    /// The member `properties`; empty for `null`.
    public let properties: [String: JSONValue]
    /// Nil for an unlocated feature (`"geometry": null`).
    public let shape: Shape?

    /// A feature put together by hand.
    public init(id: JSONValue? = nil, properties: [String: JSONValue] = [:], shape: Shape?) {
        self.id = id
        self.properties = properties
        self.shape = shape
    }
}

/// How much of a GeoJSON text is read before it is refused.
public struct GeoJSONLimits: Hashable, Sendable {
    /// The size of the text in bytes.
    public var bytes: Int
    /// Vertices of all geometries together.
    public var vertices: Int
    /// How many features a collection may have.
    public var features: Int
    /// Nested arrays and objects.
    public var depth: Int

    /// Limits for a file of the county, where nothing else is said: 64 MiB, two million vertices.
    public init(
        bytes: Int = 64 << 20, vertices: Int = 2_000_000, features: Int = 500_000, depth: Int = 32
    ) {
        self.bytes = bytes
        self.vertices = vertices
        self.features = features
        self.depth = depth
    }

    /// For a single site sent by a person: 2 MB, 20,000 vertices.
    public static let oneSite = GeoJSONLimits(bytes: 2 << 20, vertices: 20_000, features: 1)
    /// For a file of the county.
    public static let file = GeoJSONLimits()
}

/// Reads GeoJSON (RFC 7946): a geometry, a feature or a collection of features. Altitudes are ignored.
public enum GeoJSON {
    /// The shape of a text that is a geometry, a feature, or a collection of one feature.
    ///
    /// - Throws: `GeometryError`, naming part, ring and vertex, or the byte where the text breaks.
    public static func shape(
        from bytes: [UInt8], limits: GeoJSONLimits = .oneSite
    ) throws(GeometryError) -> Shape {
        guard let shape = try features(from: bytes, limits: limits).first?.shape else {
            throw .empty(.whole)
        }
        return shape
    }

    /// All features of a text; a lone geometry becomes a feature without properties.
    ///
    /// - Throws: `GeometryError`, naming feature, part, ring and vertex, or the byte where the text breaks.
    public static func features(
        from bytes: [UInt8], limits: GeoJSONLimits = .file
    ) throws(GeometryError) -> [Feature] {
        var features: [Feature] = []
        try read(bytes, limits: limits) { features.append($0) }
        return features
    }

    /// Hands out the features one by one, holding only one at a time.
    ///
    /// - Throws: `GeometryError`; features handed out before the fault stand, so whoever stores them
    ///   must do so all or nothing.
    public static func read(
        _ bytes: [UInt8], limits: GeoJSONLimits = .file, each: (Feature) throws(GeometryError) -> Void
    ) throws(GeometryError) {
        guard bytes.count <= limits.bytes else { throw .tooManyBytes(limit: limits.bytes) }
        var reader = GeoJSONReader(bytes, limits: limits)
        try reader.read(each)
    }
}
