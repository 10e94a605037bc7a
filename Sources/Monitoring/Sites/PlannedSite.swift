public import GeoIndex

/// A planned geometry (*lokasi rencana*) that may be stored: valid, and within the country.
public struct PlannedSite: Hashable, Sendable {
    public let shape: Shape
    public let source: SiteSource
    /// The reference system it was given in, where not WGS 84.
    public let epsg: Int?
    /// The coordinates as typed, or the name of the file.
    public let given: String
    /// The largest drawing as stored, in bytes.
    static let largestBytes = 2_000_000

    /// Checks a shape.
    /// - Parameter area: where works can be; a point the other way round is told so.
    /// - Throws: `MonitoringError.geometry` naming the place of the fault.
    public init(
        _ shape: Shape, source: SiteSource, epsg: Int? = nil, given: String = "",
        within area: Bounds = .indonesia
    ) throws(MonitoringError) {
        do throws(GeometryError) {
            try shape.require(within: area)
            try shape.validate()
            guard WKB.encode(shape).count <= Self.largestBytes else { throw .tooManyVertices(limit: 20_000) }
        } catch {
            throw .geometry(error)
        }
        self.shape = shape
        self.source = source
        (self.epsg, self.given) = (epsg, given)
    }

    /// Reads a GeoJSON geometry, feature or collection of one feature.
    /// - Throws: `MonitoringError.geometry` naming the place, or the byte where the text breaks.
    public init(
        geoJSON bytes: [UInt8], source: SiteSource, within area: Bounds = .indonesia
    ) throws(MonitoringError) {
        let shape: Shape
        do throws(GeometryError) {
            shape = try GeoJSON.shape(from: bytes, limits: .oneSite)
        } catch {
            throw .geometry(error)
        }
        try self.init(shape, source: source, within: area)
    }
}
