import Commons
import Foundation
import GeoIndex

/// The ways from a place on a page into a map: the device's own application (`geo:`, which a desktop may
/// lack), the numbers to copy, and the map on the web that the county has set, which nothing asks until it
/// is opened.
struct PlaceLinks {
    let geo: String
    /// `-8.4695, 114.445`: latitude first, as map applications search for it.
    let coordinates: String
    let web: String?

    /// - Parameter template: `Settings.mapLink`.
    init(_ place: Position, template: String?) {
        let (latitude, longitude) = (Self.degrees(place.latitude), Self.degrees(place.longitude))
        geo = "geo:\(latitude),\(longitude)?q=\(latitude),\(longitude)"
        coordinates = "\(latitude), \(longitude)"
        web = template?.replacingOccurrences(of: "{lat}", with: latitude)
            .replacingOccurrences(of: "{lon}", with: longitude)
    }

    /// Six decimals, a tenth of a metre.
    static func degrees(_ value: Double) -> String { String(format: "%.6f", value) }
}
