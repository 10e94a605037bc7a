import Foundation
import FoundationXML

/// Reads the files that map programs and phones give: GeoJSON, KML and GPX, told apart by what is in them.
public enum MapFile: String, CaseIterable, Hashable, Sendable {
    case geoJSON = "geojson"
    /// Google Earth, My Maps. A zipped `.kmz` is not read.
    case kml
    /// Walked tracks and waypoints.
    case gpx

    /// The kind of a file by its first bytes; nil for anything else.
    public init?(sniffing bytes: [UInt8]) {
        let head = String(decoding: bytes.prefix(2_000), as: UTF8.self).lowercased()
        let start = head.first { !$0.isWhitespace && $0 != "\u{FEFF}" }
        if start == "{" {
            self = .geoJSON
        } else if head.contains("<kml") {
            self = .kml
        } else if head.contains("<gpx") {
            self = .gpx
        } else {
            return nil
        }
    }

    /// All features of a file, in WGS 84.
    ///
    /// - Throws: `GeometryError.unreadableFile` for what is none of the three or breaks off, and as GeoJSON.
    public static func features(
        of bytes: [UInt8], limits: GeoJSONLimits = .file
    ) throws(GeometryError) -> [Feature] {
        guard bytes.count <= limits.bytes else { throw .tooManyBytes(limit: limits.bytes) }
        switch MapFile(sniffing: bytes) {
        case .geoJSON: return try GeoJSON.features(from: bytes, limits: limits)
        case .kml, .gpx: return try MapMarkup.features(of: bytes, limits: limits)
        case nil: throw .unreadableFile(line: 1)
        }
    }

    /// The one shape of a file: several lines become one multi-line, several points one multi-point, several
    /// areas one multi-area.
    ///
    /// - Throws: `.empty` without a shape, `.wrongKind` where kinds are mixed, and as `features`.
    public static func shape(
        of bytes: [UInt8], limits: GeoJSONLimits = .oneSite
    ) throws(GeometryError) -> Shape {
        var wide = limits
        wide.features = 1_000
        let shapes = try features(of: bytes, limits: wide).compactMap(\.shape)
        guard let first = shapes.first else { throw .empty(.whole) }
        guard shapes.count > 1 else { return first }
        let points = shapes.flatMap(\.points), lines = shapes.flatMap(\.lines)
        let polygons = shapes.flatMap(\.polygons)
        switch (points.isEmpty, lines.isEmpty, polygons.isEmpty) {
        case (true, false, true): return .multiLine(lines)
        case (false, true, true): return .multiPoint(points)
        case (true, true, false): return .multiPolygon(polygons)
        // A walked track with its waypoints: the way is meant.
        case (false, false, true): return lines.count == 1 ? .line(lines[0]) : .multiLine(lines)
        default:
            let other = shapes.first { $0.kind != first.kind } ?? first
            throw .wrongKind(found: other.kind, expected: first.kind)
        }
    }
}

/// Reads KML and GPX as a stream of elements. Entities and document types are refused, nothing is fetched.
final class MapMarkup: NSObject, XMLParserDelegate {
    private let limits: GeoJSONLimits
    private var features: [Feature] = []
    private var fault: GeometryError?
    private var path: [String] = []
    private var text = ""
    private var name: String?
    private var vertexCount = 0
    private var shapes: [Shape] = []
    private var chain: [Position] = []
    private var chains: [Line] = []
    private var rings: [Ring] = []
    private var lonePoint: Position?

    private init(limits: GeoJSONLimits) { self.limits = limits }

    static func features(of bytes: [UInt8], limits: GeoJSONLimits) throws(GeometryError) -> [Feature] {
        let reader = MapMarkup(limits: limits)
        let head = String(decoding: bytes.prefix(4_096), as: UTF8.self).uppercased()
        guard !head.contains("<!DOCTYPE"), !head.contains("<!ENTITY") else { throw .unreadableFile(line: 1) }
        let parser = XMLParser(data: Data(bytes))
        parser.shouldResolveExternalEntities = false
        parser.delegate = reader
        let isWhole = parser.parse()
        if let fault = reader.fault { throw fault }
        guard isWhole else { throw .unreadableFile(line: max(1, parser.lineNumber)) }
        return reader.features
    }

    func parser(
        _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        let element = Self.local(element)
        guard path.count < limits.depth else { return stop(parser, .tooDeep(limit: limits.depth, byte: 0)) }
        path.append(element)
        text = ""
        switch element {
        case "Placemark", "wpt", "rte", "trk":
            (name, shapes, chains, rings, chain, lonePoint) = (nil, [], [], [], [], nil)
        case "trkseg": chain = []
        default: break
        }
        if ["wpt", "rtept", "trkpt"].contains(element) { add(attributes, element, parser) }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        // Coordinates of one element are counted when read; this only keeps memory within the file's size.
        text += string
    }

    func parser(_ parser: XMLParser, foundCDATA data: Data) {
        text += String(decoding: data, as: UTF8.self)
    }

    func parser(
        _ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?
    ) {
        let element = Self.local(element)
        do throws(GeometryError) {
            try end(element)
        } catch {
            stop(parser, error)
        }
        path.removeLast()
        text = ""
    }

    private func end(_ element: String) throws(GeometryError) {
        let place = Place(feature: features.count)
        switch element {
        case "name"
        where path.dropLast().last.map { ["Placemark", "wpt", "rte", "trk"].contains($0) } == true:
            name = String(text.trimmingCharacters(in: .whitespacesAndNewlines).prefix(200))
        case "coordinates": chain = try positions(text, place)
        case "Point": if let first = chain.first { shapes.append(.point(first)) }
        case "LineString": shapes.append(.line(try Line(chain, at: place)))
        case "LinearRing": rings.append(try Ring(chain, at: place.ring(rings.count)))
        case "Polygon":
            guard let outer = rings.first else { throw .empty(place) }
            shapes.append(.polygon(Polygon(outer: outer, holes: Array(rings.dropFirst()))))
            rings = []
        case "trkseg": try closeChain(place)
        case "rte": try closeChain(place)
        case "wpt": if let lonePoint { shapes.append(.point(lonePoint)) }
        default: break
        }
        if ["Placemark", "wpt", "rte", "trk"].contains(element) { try finish() }
    }

    /// A segment of a track; one that never moved is a point.
    private func closeChain(_ place: Place) throws(GeometryError) {
        guard let first = chain.first else { return }
        if chain.allSatisfy({ $0 == first }) {
            shapes.append(.point(first))
        } else {
            chains.append(try Line(chain, at: place))
        }
        chain = []
    }

    private func finish() throws(GeometryError) {
        if chains.count == 1 {
            shapes.insert(.line(chains[0]), at: 0)
        } else if chains.count > 1 {
            shapes.insert(.multiLine(chains), at: 0)
        }
        for shape in shapes {
            guard features.count < limits.features else { throw .tooManyFeatures(limit: limits.features) }
            features.append(
                Feature(properties: name.map { ["name": .text($0)] } ?? [:], shape: shape))
        }
        (shapes, chains, name) = ([], [], nil)
    }

    private func add(_ attributes: [String: String], _ element: String, _ parser: XMLParser) {
        guard let longitude = attributes["lon"].flatMap(Double.init),
            let latitude = attributes["lat"].flatMap(Double.init)
        else { return stop(parser, .unreadableFile(line: max(1, parser.lineNumber))) }
        let place = Place(feature: features.count, vertex: chain.count)
        do throws(GeometryError) {
            let position = try Position(longitude: longitude, latitude: latitude, at: place)
            try count()
            if element == "wpt" { lonePoint = position } else { chain.append(position) }
        } catch {
            stop(parser, error)
        }
    }

    /// KML writes `longitude,latitude[,altitude]` with white space between.
    private func positions(_ text: String, _ place: Place) throws(GeometryError) -> [Position] {
        var positions: [Position] = []
        for (index, tuple) in text.split(whereSeparator: \.isWhitespace).enumerated() {
            let numbers = tuple.split(separator: ",", omittingEmptySubsequences: false)
            guard (2...3).contains(numbers.count), let longitude = Double(numbers[0]),
                let latitude = Double(numbers[1])
            else { throw .malformedCoordinate(.notANumber) }
            try count()
            positions.append(
                try Position(longitude: longitude, latitude: latitude, at: place.vertex(index)))
        }
        return positions
    }

    private func count() throws(GeometryError) {
        vertexCount += 1
        guard vertexCount <= limits.vertices else { throw .tooManyVertices(limit: limits.vertices) }
    }

    private func stop(_ parser: XMLParser, _ error: GeometryError) {
        fault = fault ?? error
        parser.abortParsing()
    }

    private static func local(_ name: String) -> String {
        name.split(separator: ":").last.map(String.init) ?? name
    }
}
