/// Well-known binary (OGC, two dimensions, no SRID): what PostgreSQL stores and GEOS reads.
public enum WKB {
    /// The shape as little-endian WKB in degrees, longitude first.
    public static func encode(_ shape: Shape) -> [UInt8] {
        encode(shape) { ($0.longitude, $0.latitude) }
    }

    /// The shape of a WKB text in degrees, of either byte order.
    ///
    /// - Throws: `GeometryError.malformedWKB` naming the byte, `.unknownType` for collections, Z, M and
    ///   EWKB, `.tooManyVertices`, and all faults of a `Shape`.
    public static func decode(
        _ bytes: [UInt8], vertexLimit: Int = 2_000_000
    ) throws(GeometryError) -> Shape {
        try decode(bytes, vertexLimit: vertexLimit) { (x, y, place) throws(GeometryError) in
            try Position(longitude: x, latitude: y, at: place)
        }
    }

    /// Writes the shape with each position turned into plane coordinates by `map`.
    static func encode(_ shape: Shape, map: (Position) -> (Double, Double)) -> [UInt8] {
        var writer = WKBWriter()
        switch shape {
        case .point(let position): writer.point(map(position))
        case .line(let line): writer.line(line.vertices.map(map))
        case .polygon(let polygon): writer.polygon(polygon.rings.map { $0.vertices.map(map) })
        case .multiPoint(let positions):
            writer.header(.multiPoint, count: positions.count)
            for position in positions { writer.point(map(position)) }
        case .multiLine(let lines):
            writer.header(.multiLine, count: lines.count)
            for line in lines { writer.line(line.vertices.map(map)) }
        case .multiPolygon(let polygons):
            writer.header(.multiPolygon, count: polygons.count)
            for polygon in polygons { writer.polygon(polygon.rings.map { $0.vertices.map(map) }) }
        }
        return writer.bytes
    }

    /// Reads a shape whose coordinates `map` turns into positions.
    static func decode(
        _ bytes: [UInt8], vertexLimit: Int,
        map: (Double, Double, Place) throws(GeometryError) -> Position
    ) throws(GeometryError) -> Shape {
        var reader = WKBReader(bytes: bytes, vertexLimit: vertexLimit)
        let shape = try reader.shape(map)
        guard reader.offset == bytes.count else { throw .malformedWKB(byte: reader.offset) }
        return shape
    }

    enum Kind: UInt32 {
        case point = 1
        case line, polygon, multiPoint, multiLine, multiPolygon
    }
}

private struct WKBWriter {
    private(set) var bytes: [UInt8] = []

    mutating func header(_ kind: WKB.Kind, count: Int? = nil) {
        bytes.append(1)
        append(kind.rawValue)
        if let count { append(UInt32(truncatingIfNeeded: count)) }
    }

    mutating func point(_ point: (Double, Double)) {
        header(.point)
        append(point)
    }

    mutating func line(_ points: [(Double, Double)]) {
        header(.line)
        chain(points)
    }

    mutating func polygon(_ rings: [[(Double, Double)]]) {
        header(.polygon, count: rings.count)
        for ring in rings { chain(ring) }
    }

    private mutating func chain(_ points: [(Double, Double)]) {
        append(UInt32(truncatingIfNeeded: points.count))
        for point in points { append(point) }
    }

    private mutating func append(_ point: (Double, Double)) {
        append(point.0.bitPattern)
        append(point.1.bitPattern)
    }

    private mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
}

private struct WKBReader {
    let bytes: [UInt8]
    let vertexLimit: Int
    private(set) var offset = 0
    private var isBigEndian = false
    private var vertexCount = 0

    typealias Map = (Double, Double, Place) throws(GeometryError) -> Position

    init(bytes: [UInt8], vertexLimit: Int) {
        self.bytes = bytes
        self.vertexLimit = vertexLimit
    }

    mutating func shape(_ map: Map) throws(GeometryError) -> Shape {
        let kind = try header()
        switch kind {
        case .point: return .point(try position(at: .whole, map))
        case .line: return .line(try Line(try chain(at: .whole, map), at: .whole))
        case .polygon: return .polygon(try polygon(at: .whole, map))
        case .multiPoint:
            var positions: [Position] = []
            for part in 0..<(try partCount()) {
                try expect(.point)
                positions.append(try position(at: Place(part: part), map))
            }
            return .multiPoint(positions)
        case .multiLine:
            var lines: [Line] = []
            for part in 0..<(try partCount()) {
                try expect(.line)
                lines.append(try Line(try chain(at: Place(part: part), map), at: Place(part: part)))
            }
            return .multiLine(lines)
        case .multiPolygon:
            var polygons: [Polygon] = []
            for part in 0..<(try partCount()) {
                try expect(.polygon)
                polygons.append(try polygon(at: Place(part: part), map))
            }
            return .multiPolygon(polygons)
        }
    }

    private mutating func header() throws(GeometryError) -> WKB.Kind {
        guard offset < bytes.count, bytes[offset] < 2 else { throw .malformedWKB(byte: offset) }
        isBigEndian = bytes[offset] == 0
        offset += 1
        let start = offset
        let number: UInt32 = try integer()
        guard let kind = WKB.Kind(rawValue: number) else {
            throw .unknownType("WKB \(number)", byte: start)
        }
        return kind
    }

    private mutating func expect(_ kind: WKB.Kind) throws(GeometryError) {
        let start = offset
        guard try header() == kind else { throw .malformedWKB(byte: start) }
    }

    private mutating func polygon(at place: Place, _ map: Map) throws(GeometryError) -> Polygon {
        let count = try self.count(leastSize: 4)
        guard count > 0 else { throw .empty(place) }
        var rings: [Ring] = []
        for ring in 0..<count {
            let place = place.ring(ring)
            rings.append(try Ring(try chain(at: place, map), at: place))
        }
        return Polygon(outer: rings[0], holes: Array(rings.dropFirst()))
    }

    private mutating func chain(at place: Place, _ map: Map) throws(GeometryError) -> [Position] {
        let count = try self.count(leastSize: 16)
        vertexCount += count
        guard vertexCount <= vertexLimit else { throw .tooManyVertices(limit: vertexLimit) }
        var positions: [Position] = []
        positions.reserveCapacity(count)
        for index in 0..<count { positions.append(try position(at: place.vertex(index), map)) }
        return positions
    }

    private mutating func position(at place: Place, _ map: Map) throws(GeometryError) -> Position {
        let x = Double(bitPattern: try integer())
        let y = Double(bitPattern: try integer())
        return try map(x, y, place)
    }

    private mutating func partCount() throws(GeometryError) -> Int {
        let count = try self.count(leastSize: 9)
        guard count > 0 else { throw .empty(.whole) }
        vertexCount += count
        guard vertexCount <= vertexLimit else { throw .tooManyVertices(limit: vertexLimit) }
        return count
    }

    /// A count that the remaining bytes can hold: a forged one reserves no memory.
    private mutating func count(leastSize: Int) throws(GeometryError) -> Int {
        let start = offset
        let number: UInt32 = try integer()
        let count = Int(number)
        guard count <= (bytes.count - offset) / leastSize else { throw .malformedWKB(byte: start) }
        return count
    }

    private mutating func integer<T: FixedWidthInteger>() throws(GeometryError) -> T {
        let size = MemoryLayout<T>.size
        guard offset + size <= bytes.count else { throw .malformedWKB(byte: offset) }
        let value = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: T.self) }
        offset += size
        return isBigEndian ? T(bigEndian: value) : T(littleEndian: value)
    }
}
