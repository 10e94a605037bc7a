/// The coordinate systems that village data in Banyuwangi comes in; the raw value is the EPSG code.
///
/// The regency straddles 114° E, so both zones of each grid are at home here. TM-3 zone 51.1 (23839) is not.
public enum ReferenceSystem: Int, CaseIterable, Hashable, Sendable {
    /// WGS 84 longitude and latitude: GeoJSON, EXIF, and what is stored.
    case wgs84 = 4326
    /// SRGI2013, the legal national frame; longitude and latitude.
    case srgi2013 = 9470
    /// DGN95, the frame under TM-3; longitude and latitude.
    case dgn95 = 4755
    /// SRGI2013 / UTM 49 south: map sheets of BIG.
    case srgi2013UTM49S = 9489
    /// SRGI2013 / UTM 50 south.
    case srgi2013UTM50S = 9490
    /// WGS 84 / UTM 49 south: what GIS users pick west of 114° E.
    case utm49S = 32749
    /// WGS 84 / UTM 50 south.
    case utm50S = 32750
    /// DGN95 / UTM 49 south: older data.
    case dgn95UTM49S = 23879
    /// DGN95 / UTM 50 south.
    case dgn95UTM50S = 23880
    /// DGN95 / TM-3 zone 49.2: land parcels of BPN, 111–114° E.
    case tm3Zone49p2 = 23836
    /// DGN95 / TM-3 zone 50.1: 114–117° E.
    case tm3Zone50p1 = 23837
    /// Batavia longitude and latitude: colonial maps, 6 m at best.
    case batavia = 4211
    /// Batavia / UTM 50 south.
    case bataviaUTM50S = 21150

    /// - Throws: `GeometryError.unsupportedCRS` for any other code.
    public init(epsg code: Int) throws(GeometryError) {
        guard let system = ReferenceSystem(rawValue: code) else { throw .unsupportedCRS(code) }
        self = system
    }

    /// Whether its coordinates are degrees (longitude first here, whatever EPSG's order), not metres.
    public var isGeographic: Bool {
        switch self {
        case .wgs84, .srgi2013, .dgn95, .batavia: true
        default: false
        }
    }

    /// The same grid one zone farther: what a wrong zone setting gives.
    public var otherZone: ReferenceSystem? {
        switch self {
        case .srgi2013UTM49S: .srgi2013UTM50S
        case .srgi2013UTM50S: .srgi2013UTM49S
        case .utm49S: .utm50S
        case .utm50S: .utm49S
        case .dgn95UTM49S: .dgn95UTM50S
        case .dgn95UTM50S: .dgn95UTM49S
        case .tm3Zone49p2: .tm3Zone50p1
        case .tm3Zone50p1: .tm3Zone49p2
        case .wgs84, .srgi2013, .dgn95, .batavia, .bataviaUTM50S: nil
        }
    }
}

/// A pair of numbers in some reference system: easting and northing in metres, or longitude and latitude
/// in degrees.
public struct GridCoordinate: Hashable, Sendable {
    /// Easting in metres, or longitude in degrees.
    public let x: Double
    /// Northing in metres, or latitude in degrees.
    public let y: Double
    /// What the two numbers are counted in.
    public let system: ReferenceSystem

    /// Any two numbers; `CoordinateConverter` says whether they are a place.
    public init(x: Double, y: Double, system: ReferenceSystem) {
        self.x = x
        self.y = y
        self.system = system
    }

    /// With the two numbers the other way round.
    var swapped: GridCoordinate { GridCoordinate(x: y, y: x, system: system) }

    func with(_ system: ReferenceSystem) -> GridCoordinate {
        GridCoordinate(x: x, y: y, system: system)
    }
}
