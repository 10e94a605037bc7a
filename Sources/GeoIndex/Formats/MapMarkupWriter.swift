/// Writes KML and GPX, a work after the other, as map programs and receivers read them.
public struct MapMarkupWriter: Sendable {
    private let format: MapFile
    private let write = CoordinateWriter(decimals: 7)

    /// - Parameter format: `.kml` or `.gpx`.
    public init(_ format: MapFile) { self.format = format }

    /// What comes before the first work.
    public func opening(_ title: String) -> String {
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        return format == .kml
            ? head
                + "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>"
                + "<name>\(Self.escaped(title))</name>\n"
            : head + "<gpx version=\"1.1\" creator=\"Balai\" xmlns=\"http://www.topografix.com/GPX/1/1\">\n"
    }

    /// What comes after the last.
    public var closing: String { format == .kml ? "</Document></kml>\n" : "</gpx>\n" }

    /// One work; GPX knows no areas: their outline becomes a track.
    public func work(_ name: String, _ description: String, _ shape: Shape) -> String {
        let (name, description) = (Self.escaped(name), Self.escaped(description))
        guard format == .gpx else {
            return "<Placemark><name>\(name)</name><description>\(description)</description>"
                + "\(geometry(shape))</Placemark>\n"
        }
        let points = shape.points.map { point in
            "<wpt \(place(point))><name>\(name)</name><desc>\(description)</desc></wpt>\n"
        }
        let chains = shape.lines.map(\.vertices) + shape.polygons.map(\.outer.vertices)
        guard !chains.isEmpty else { return points.joined() }
        let segments = chains.map { chain in
            "<trkseg>" + chain.map { "<trkpt \(place($0))/>" }.joined() + "</trkseg>"
        }.joined()
        return points.joined()
            + "<trk><name>\(name)</name><desc>\(description)</desc>\(segments)</trk>\n"
    }

    private func place(_ position: Position) -> String {
        "lat=\"\(write.number(position.latitude))\" lon=\"\(write.number(position.longitude))\""
    }

    private func geometry(_ shape: Shape) -> String {
        let parts =
            shape.points.map { "<Point>\(coordinates([$0]))</Point>" }
            + shape.lines.map { "<LineString>\(coordinates($0.vertices))</LineString>" }
            + shape.polygons.map(polygon)
        return parts.count == 1 ? parts[0] : "<MultiGeometry>\(parts.joined())</MultiGeometry>"
    }

    private func polygon(_ polygon: Polygon) -> String {
        func ring(_ name: String, _ ring: Ring) -> String {
            "<\(name)><LinearRing>\(coordinates(ring.vertices))</LinearRing></\(name)>"
        }
        return "<Polygon>\(ring("outerBoundaryIs", polygon.outer))"
            + polygon.holes.map { ring("innerBoundaryIs", $0) }.joined() + "</Polygon>"
    }

    private func coordinates(_ positions: [Position]) -> String {
        let list = positions.map { "\(write.number($0.longitude)),\(write.number($0.latitude))" }
        return "<coordinates>\(list.joined(separator: " "))</coordinates>"
    }

    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case _ where scalar.value < 0x20 && scalar != "\n" && scalar != "\t": escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
