/// The figures of the WGS 84 ellipsoid.
enum WGS84 {
    /// Half the equatorial diameter in metres.
    static let equatorialRadius = 6_378_137.0
    /// How much the poles are pressed in.
    static let flattening = 1 / 298.257223563
    /// First eccentricity squared.
    static let eccentricitySquared = flattening * (2 - flattening)
}
