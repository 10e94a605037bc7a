/// One pass over a GeoJSON text; the members of an object may come in any order.
struct GeoJSONReader {
    /// Positions nested as in a `coordinates` member.
    private enum Nest {
        case position(longitude: Double, latitude: Double)
        case list([Nest])
    }

    /// The members of a geometry object as they stand in the text.
    private struct RawGeometry {
        var type: String?
        var coordinates: Nest?
        let start: Int
    }

    private var scanner: JSONScanner
    private let limits: GeoJSONLimits
    private var vertexCount = 0
    private var featureCount = 0

    init(_ bytes: [UInt8], limits: GeoJSONLimits) {
        scanner = JSONScanner(bytes, depthLimit: limits.depth)
        self.limits = limits
    }

    mutating func read(_ each: (Feature) throws(GeometryError) -> Void) throws(GeometryError) {
        _ = scanner.peek()
        let start = scanner.offset
        var type: String?
        var feature = RawFeature()
        var bare = RawGeometry(start: start)
        var hasFeatures = false
        try scanner.enterObject()
        while let key = try scanner.nextKey() {
            switch key {
            case "type": type = try typeName()
            case "coordinates": bare.coordinates = try nest()
            case "features":
                hasFeatures = true
                try readCollection(each)
            default: try read(member: key, into: &feature)
            }
        }
        try scanner.expectEnd()
        guard let type else { throw .badMember("type", byte: start) }
        switch type {
        case "FeatureCollection":
            guard hasFeatures else { throw .badMember("features", byte: start) }
        case "Feature": try each(try finish(feature, at: .whole, start: start))
        default:
            bare.type = type
            try each(Feature(shape: try shape(bare, at: .whole)))
        }
    }

    private mutating func readCollection(
        _ each: (Feature) throws(GeometryError) -> Void
    ) throws(GeometryError) {
        try scanner.enterArray()
        while try scanner.nextElement() {
            guard featureCount < limits.features else {
                throw .tooManyFeatures(limit: limits.features)
            }
            let place = Place(feature: featureCount)
            featureCount += 1
            _ = scanner.peek()
            let start = scanner.offset
            var type: String?
            var feature = RawFeature()
            try scanner.enterObject()
            while let key = try scanner.nextKey() {
                if key == "type" {
                    type = try typeName()
                } else {
                    try read(member: key, into: &feature)
                }
            }
            guard let type else { throw .badMember("type", byte: start) }
            guard type == "Feature" else { throw .unknownType(type, byte: start) }
            try each(try finish(feature, at: place, start: start))
        }
    }

    // MARK: features

    private struct RawFeature {
        var id: JSONValue?
        var properties: [String: JSONValue] = [:]
        var hasGeometry = false
        var geometry: RawGeometry?
    }

    private mutating func read(
        member key: String, into feature: inout RawFeature
    ) throws(GeometryError) {
        let start = scanner.offset
        switch key {
        case "id": feature.id = try scanner.value()
        case "properties":
            switch try scanner.value() {
            case .object(let members): feature.properties = members
            case .null: feature.properties = [:]
            default: throw .badMember("properties", byte: start)
            }
        case "geometry":
            feature.hasGeometry = true
            feature.geometry = try rawGeometry()
        default: _ = try scanner.value()
        }
    }

    private func finish(
        _ feature: RawFeature, at place: Place, start: Int
    ) throws(GeometryError) -> Feature {
        guard feature.hasGeometry else { throw .badMember("geometry", byte: start) }
        guard let geometry = feature.geometry else {
            return Feature(id: feature.id, properties: feature.properties, shape: nil)
        }
        return Feature(
            id: feature.id, properties: feature.properties, shape: try shape(geometry, at: place))
    }

    /// A geometry object, or nil for `null`.
    private mutating func rawGeometry() throws(GeometryError) -> RawGeometry? {
        guard scanner.peek() == UInt8(ascii: "{") else {
            let start = scanner.offset
            guard try scanner.value() == .null else { throw .badMember("geometry", byte: start) }
            return nil
        }
        var geometry = RawGeometry(start: scanner.offset)
        try scanner.enterObject()
        while let key = try scanner.nextKey() {
            switch key {
            case "type": geometry.type = try typeName()
            case "coordinates": geometry.coordinates = try nest()
            default: _ = try scanner.value()
            }
        }
        return geometry
    }

    private mutating func typeName() throws(GeometryError) -> String {
        guard scanner.peek() == UInt8(ascii: "\"") else {
            throw .badMember("type", byte: scanner.offset)
        }
        return try scanner.string()
    }

    // MARK: coordinates

    private mutating func nest() throws(GeometryError) -> Nest {
        guard scanner.peek() == UInt8(ascii: "[") else {
            throw .badMember("coordinates", byte: scanner.offset)
        }
        let start = scanner.offset
        try scanner.enterArray()
        var elements: [Nest] = []
        var numbers: (longitude: Double, latitude: Double) = (.nan, .nan)
        var numberCount = 0
        while try scanner.nextElement() {
            if scanner.peek() == UInt8(ascii: "[") {
                guard numberCount == 0 else { throw .badMember("coordinates", byte: start) }
                elements.append(try nest())
            } else {
                guard elements.isEmpty else { throw .badMember("coordinates", byte: start) }
                let number = try scanner.number()
                if numberCount == 0 { numbers.longitude = number }
                if numberCount == 1 { numbers.latitude = number }
                numberCount += 1
            }
        }
        guard numberCount > 0 else { return .list(elements) }
        // RFC 7946: longitude, latitude and perhaps an altitude; more has no meaning.
        guard (2...4).contains(numberCount) else { throw .badMember("coordinates", byte: start) }
        vertexCount += 1
        guard vertexCount <= limits.vertices else { throw .tooManyVertices(limit: limits.vertices) }
        return .position(longitude: numbers.longitude, latitude: numbers.latitude)
    }

    // MARK: shapes

    private func shape(_ geometry: RawGeometry, at place: Place) throws(GeometryError) -> Shape {
        let byte = geometry.start
        guard let type = geometry.type else { throw .badMember("type", byte: byte) }
        guard Self.kinds.contains(type) else { throw .unknownType(type, byte: byte) }
        guard let nest = geometry.coordinates else { throw .badMember("coordinates", byte: byte) }
        switch type {
        case "Point": return .point(try position(nest, at: place, byte))
        case "MultiPoint": return .multiPoint(try positions(nest, at: place, byte))
        case "LineString": return .line(try Line(try positions(nest, at: place, byte), at: place))
        case "Polygon": return .polygon(try polygon(nest, at: place, byte))
        case "MultiLineString":
            var lines: [Line] = []
            for (index, part) in try list(nest, at: place, byte).enumerated() {
                let place = place.part(index)
                lines.append(try Line(try positions(part, at: place, byte), at: place))
            }
            return .multiLine(lines)
        default:
            var polygons: [Polygon] = []
            for (index, part) in try list(nest, at: place, byte).enumerated() {
                polygons.append(try polygon(part, at: place.part(index), byte))
            }
            return .multiPolygon(polygons)
        }
    }

    private static let kinds: Set<String> = [
        "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
    ]

    private func list(_ nest: Nest, at place: Place, _ byte: Int) throws(GeometryError) -> [Nest] {
        guard case .list(let elements) = nest else { throw .badMember("coordinates", byte: byte) }
        guard !elements.isEmpty else { throw .empty(place) }
        return elements
    }

    private func position(_ nest: Nest, at place: Place, _ byte: Int) throws(GeometryError) -> Position {
        switch nest {
        case .position(let longitude, let latitude):
            return try Position(longitude: longitude, latitude: latitude, at: place)
        case .list(let elements):
            guard elements.isEmpty else { throw .badMember("coordinates", byte: byte) }
            throw .empty(place)
        }
    }

    private func positions(
        _ nest: Nest, at place: Place, _ byte: Int
    ) throws(GeometryError) -> [Position] {
        var positions: [Position] = []
        for (index, element) in try list(nest, at: place, byte).enumerated() {
            positions.append(try position(element, at: place.vertex(index), byte))
        }
        return positions
    }

    private func polygon(_ nest: Nest, at place: Place, _ byte: Int) throws(GeometryError) -> Polygon {
        var rings: [Ring] = []
        for (index, element) in try list(nest, at: place, byte).enumerated() {
            let place = place.ring(index)
            rings.append(try Ring(try positions(element, at: place, byte), at: place))
        }
        guard let outer = rings.first else { throw .empty(place) }
        return Polygon(outer: outer, holes: Array(rings.dropFirst()))
    }
}
