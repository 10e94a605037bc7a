import Glibc

/// The position that an XMP packet names, found by looking for two words in at most 64 kB of text. No XML
/// parser is used: packets may carry entities that swell or point outside. It is compared, never believed.
struct XMPPosition: Hashable {
    let latitude: Double
    let longitude: Double

    init?(_ packet: ArraySlice<UInt8>) {
        guard let latitude = Self.degrees("GPSLatitude", in: packet, limit: 90, "N", "S"),
            let longitude = Self.degrees("GPSLongitude", in: packet, limit: 180, "E", "W")
        else { return nil }
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Roughly how far away another place is, in metres: good enough to tell 100 m from less.
    func metres(from latitude: Double, _ longitude: Double) -> Double {
        let north = (self.latitude - latitude) * 111_320
        let east = (self.longitude - longitude) * 111_320 * cos(latitude * .pi / 180)
        return (north * north + east * east).squareRoot()
    }

    /// `exif:GPSLatitude="7,15.0S"` or `<exif:GPSLatitude>7,15,0S</exif:GPSLatitude>`, or signed decimals.
    private static func degrees(
        _ name: String, in packet: ArraySlice<UInt8>, limit: Double, _ positive: Character,
        _ negative: Character
    ) -> Double? {
        let wanted = Array(name.utf8)
        var rest = packet
        while let first = rest.firstIndex(of: wanted[0]) {
            rest = rest[first...]
            if rest.starts(with: wanted) {
                let after = rest.dropFirst(wanted.count)
                if let opening = after.first, opening == 0x3D || opening == 0x3E {
                    return read(after.dropFirst(), limit, positive, negative)
                }
            }
            rest = rest.dropFirst()
        }
        return nil
    }

    private static func read(
        _ bytes: ArraySlice<UInt8>, _ limit: Double, _ positive: Character, _ negative: Character
    ) -> Double? {
        let value = bytes.prefix(64).drop { $0 == 0x22 || $0 == 0x27 || $0 == 0x20 }
            .prefix { $0 != 0x22 && $0 != 0x27 && $0 != 0x3C && $0 < 0x80 }
        var text = String(decoding: value, as: UTF8.self)
        var sign = 1.0
        if let last = text.last, last == positive || last == negative {
            sign = last == negative ? -1 : 1
            text.removeLast()
        }
        let parts = text.split(separator: ",", maxSplits: 2).map { Double($0) }
        guard let whole = parts.first ?? nil, !parts.contains(nil) else { return nil }
        if whole < 0 { sign = -sign }
        let degrees = zip(parts.compactMap { $0 }, [1.0, 60.0, 3_600.0]).reduce(0) { $0 + abs($1.0) / $1.1 }
        return degrees.isFinite && degrees <= limit ? sign * degrees : nil
    }
}
