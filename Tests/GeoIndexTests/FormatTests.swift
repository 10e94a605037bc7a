import GeoIndex
import Testing

/// Goal: GeoJSON is read as RFC 7946 says, and each fault is named with its place. Method: the six kinds, the
/// smallest fault of each sort, and texts meant to hurt.
@Suite struct GeoJSONTests {
    private func shape(_ text: String) throws(GeometryError) -> Shape {
        try GeoJSON.shape(from: Array(text.utf8))
    }

    @Test(arguments: [
        #"{"type":"Point","coordinates":[114.3691,-8.2193]}"#,
        #"{"type":"MultiPoint","coordinates":[[114.3,-8.2],[114.4,-8.3]]}"#,
        #"{"type":"LineString","coordinates":[[114.3,-8.2],[114.4,-8.3]]}"#,
        #"{"type":"MultiLineString","coordinates":[[[114.3,-8.2],[114.4,-8.3]],[[1,2],[3,4]]]}"#,
        #"{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[2,1],[3,1],[3,2],[2,1]]]}"#,
        #"{"type":"MultiPolygon","coordinates":[[[[0,0],[9,0],[9,9],[0,0]]],[[[2,0],[5,0],[5,9],[2,0]]]]}"#,
    ])
    func `each kind survives reading, writing and WKB`(_ text: String) throws {
        let shape = try shape(text)
        #expect(shape.geoJSON() == text)
        #expect(try WKB.decode(WKB.encode(shape)) == shape)
    }

    @Test func `members may come in any order, with altitude, names and a byte order mark`() throws {
        let text = """
            \u{FEFF}{ "coordinates" : [ [114.3,-8.2,12.5] , [1.143e2,-82e-1, 3 ,4],[114.4,-8.2] ],
              "bbox":[0,0,1,1], "x":{"coordinates":"no"}, "type":"LineString" }
            """
        #expect(
            try shape(text).lines.first?.vertices == [
                position(114.3, -8.2), position(114.3, -8.2), position(114.4, -8.2),
            ])
    }

    @Test func `a collection hands out its features with properties`() throws {
        let text = #"""
            {"features":[
              {"type":"Feature","id":"A","properties":{"n":1,"t":"\u00e9\ud83c\udfe0\n","b":[true,null]},
               "geometry":{"type":"Point","coordinates":[1,2]}},
              {"geometry":null,"type":"Feature","properties":null,"id":7}
            ],"type":"FeatureCollection"}
            """#
        let features = try GeoJSON.features(from: Array(text.utf8))
        #expect(features.count == 2)
        #expect(features[0].id?.text == "A")
        #expect(features[0].properties["n"]?.whole == 1)
        #expect(features[0].properties["t"]?.text == "é🏠\n")
        #expect(features[0].properties["b"] == .list([.bool(true), .null]))
        #expect(try features[0].shape == .point(position(1, 2)))
        #expect(features[1].shape == nil && features[1].id?.whole == 7)
    }

    @Test(arguments: [
        (#"{"type":"Point","coordinates":[]}"#, GeometryError.empty(.whole)),
        (#"{"type":"Point","coordinates":[200,0]}"#, .longitudeOutOfRange(200, .whole)),
        (#"{"type":"Point","coordinates":[1e999,0]}"#, .notFinite(.whole)),
        (#"{"type":"LineString","coordinates":[]}"#, .empty(.whole)),
        (#"{"type":"LineString","coordinates":[[1,1]]}"#, .tooFewVertices(count: 1, needed: 2, .whole)),
        (#"{"type":"LineString","coordinates":[[1,1],[1,1]]}"#, .noExtent(.whole)),
        (
            #"{"type":"LineString","coordinates":[[1,1],[100,99]]}"#,
            .latitudeOutOfRange(99, Place(vertex: 1))
        ),
        (
            #"{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,1]]]}"#,
            .ringNotClosed(Place(ring: 0))
        ),
        (
            #"{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[1,1],[2,2],[1,1]]]}"#,
            .tooFewVertices(count: 3, needed: 4, Place(ring: 1))
        ),
        (
            #"{"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[[179,0],[-179,0]]]}"#,
            .crossesAntimeridian(Place(part: 1, vertex: 1))
        ),
        (#"{"type":"Circle","coordinates":[1,2]}"#, .unknownType("Circle", byte: 0)),
        (#"{"type":"GeometryCollection","geometries":[]}"#, .unknownType("GeometryCollection", byte: 0)),
        (#"{"coordinates":[1,2]}"#, .badMember("type", byte: 0)),
        (#"{"type":"Point"}"#, .badMember("coordinates", byte: 0)),
        (#"{"type":"Point","coordinates":[1]}"#, .badMember("coordinates", byte: 30)),
        (#"{"type":"Point","coordinates":[1,[2]]}"#, .badMember("coordinates", byte: 30)),
        (#"{"type":"Point","coordinates":[[1,2]]}"#, .badMember("coordinates", byte: 0)),
        (#"{"type":"Point","coordinates":"1,2"}"#, .badMember("coordinates", byte: 30)),
        (#"{"type":"Feature","geometry":null}"#, .empty(.whole)),
        (#"{"type":"Feature"}"#, .badMember("geometry", byte: 0)),
        (#"{"type":"FeatureCollection"}"#, .badMember("features", byte: 0)),
    ])
    func `each fault is named with its place`(_ text: String, _ error: GeometryError) {
        #expect(throws: error) { try shape(text) }
    }

    @Test func `a fault in a collection names the feature`() {
        let bad = #"{"type":"Feature","geometry":{"type":"LineString","coordinates":[[1,1],[2,null]]}}"#
        let text = #"{"type":"FeatureCollection","features":[\#(bad)]}"#
        #expect(throws: GeometryError.malformedJSON(byte: 114)) { try shape(text) }
        let far = bad.replacing("null", with: "1e3")
        let good = bad.replacing("null", with: "3")
        let second = #"{"type":"FeatureCollection","features":[\#(good),\#(far)]}"#
        #expect(throws: GeometryError.latitudeOutOfRange(1_000, Place(feature: 1, vertex: 1))) {
            try GeoJSON.features(from: Array(second.utf8))
        }
    }

    @Test(arguments: [
        "", " ", "{", "[]", "null", "{}}", "{\"type\":\"Point\",\"coordinates\":[01,2]}",
        "{\"type\":\"Point\",\"coordinates\":[+1,2]}", "{\"type\":\"Point\",\"coordinates\":[1.,2]}",
        "{\"type\":\"Point\",\"coordinates\":[1,2,]}", "{\"type\":\"Point\",\"coordinates\":[NaN,2]}",
        "{\"type\":\"Point\",\"coordinates\":[1,2]", "{\"type\":\"Point\" \"coordinates\":[1,2]}",
        "{'type':'Point'}", "{\"a\":\"\\ud800\"}", "{\"a\":\"\\x\"}", "{\"a\":\"\u{1}\"}", "{\"a\":tru}",
        "{\"type\":\"Point\",\"coordinates\":[1,2]} x", "{\"type\":\"Point\",\"coordinates\":[1 2]}",
    ])
    func `what is not JSON is refused`(_ text: String) {
        #expect {
            try shape(text)
        } throws: { error in
            guard case .malformedJSON = error as? GeometryError else { return false }
            return true
        }
    }

    @Test func `size, vertices, features and depth are bounded`() throws {
        let point = Array(#"{"type":"Point","coordinates":[1,2]}"#.utf8)
        #expect(throws: GeometryError.tooManyBytes(limit: 10)) {
            try GeoJSON.shape(from: point, limits: GeoJSONLimits(bytes: 10))
        }
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: GeometryError.tooDeep(limit: 32, byte: 46)) {
            try shape(#"{"coordinates":\#(deep)"#)
        }
        let vertices = (0..<11).map { "[\($0),0]" }.joined(separator: ",")
        let line = Array(#"{"type":"LineString","coordinates":[\#(vertices)]}"#.utf8)
        #expect(throws: GeometryError.tooManyVertices(limit: 10)) {
            try GeoJSON.shape(from: line, limits: GeoJSONLimits(vertices: 10))
        }
        #expect(throws: Never.self) { try GeoJSON.shape(from: line, limits: GeoJSONLimits(vertices: 11)) }
        let feature = #"{"type":"Feature","geometry":null}"#
        let two = Array(#"{"type":"FeatureCollection","features":[\#(feature),\#(feature)]}"#.utf8)
        #expect(throws: GeometryError.tooManyFeatures(limit: 1)) {
            try GeoJSON.features(from: two, limits: GeoJSONLimits(features: 1))
        }
    }

    @Test func `damaged texts never do harm`() throws {
        let sound = Array(#"{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]]],"a":"\u00e9"}"#.utf8)
        var samples = Samples(seed: 60)
        var refused = 0
        for _ in 0..<5_000 {
            var bytes = sound
            for _ in 0...samples.whole(0...3) {
                bytes[samples.whole(0...bytes.count - 1)] = UInt8(samples.whole(0...255))
            }
            do { _ = try GeoJSON.shape(from: bytes) } catch { refused += 1 }
        }
        #expect(refused > 1_000)
    }

    @Test(arguments: [
        "0.1", "114.36912345678901234567", "1e-7", "123456789012345678", "-0.00000001", "2.5E+1",
    ])
    func `numbers are read as the nearest double`(_ text: String) throws {
        let bytes = Array(#"{"type":"Feature","geometry":null,"properties":{"n":\#(text)}}"#.utf8)
        #expect(try GeoJSON.features(from: bytes)[0].properties["n"]?.number == Double(text))
    }
}

/// Goal: WKB is read and written as PostgreSQL and GEOS do, and forged bytes do no harm. Method: known bytes,
/// each prefix, and damage.
@Suite struct WKBTests {
    private let point: [UInt8] = [
        1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0x40,
    ]

    @Test func `the bytes of POINT (1 2) are the known ones`() throws {
        let shape = Shape.point(try position(1, 2))
        #expect(WKB.encode(shape) == point)
        #expect(try WKB.decode(point) == shape)
        let bigEndian: [UInt8] = [0, 0, 0, 0, 1, 0x3F, 0xF0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0]
        #expect(try WKB.decode(bigEndian) == shape)
    }

    @Test func `every shortened or lengthened text is refused`() throws {
        let shape = Shape.multiLine([
            try Line([position(1, 2), position(3, 4)]), try Line([position(5, 6), position(7, 8)]),
        ])
        let bytes = WKB.encode(shape)
        for length in 0..<bytes.count {
            #expect(throws: GeometryError.self) { try WKB.decode(Array(bytes[..<length])) }
        }
        #expect(throws: GeometryError.malformedWKB(byte: bytes.count)) { try WKB.decode(bytes + [0]) }
    }

    @Test func `forged counts, kinds and coordinates are refused`() {
        #expect(throws: GeometryError.malformedWKB(byte: 5)) {
            try WKB.decode([1, 2, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF])
        }
        #expect(throws: GeometryError.unknownType("WKB 7", byte: 1)) {
            try WKB.decode([1, 7, 0, 0, 0, 0, 0, 0, 0])
        }
        #expect(throws: GeometryError.unknownType("WKB 536870913", byte: 1)) {
            try WKB.decode([1, 1, 0, 0, 0x20] + point[5...])
        }
        #expect(throws: GeometryError.notFinite(.whole)) {
            try WKB.decode(Array(point[..<13]) + [0, 0, 0, 0, 0, 0, 0xF8, 0x7F])
        }
        #expect(throws: GeometryError.empty(.whole)) { try WKB.decode([1, 3, 0, 0, 0, 0, 0, 0, 0]) }
    }

    @Test func `damaged bytes never do harm`() throws {
        let ring = try Ring([position(0, 0), position(9, 0), position(9, 9), position(0, 0)])
        let sound = WKB.encode(.polygon(Polygon(outer: ring)))
        var samples = Samples(seed: 61)
        var refused = 0
        for _ in 0..<5_000 {
            var bytes = sound
            bytes[samples.whole(0...bytes.count - 1)] = UInt8(samples.whole(0...255))
            do { _ = try WKB.decode(bytes) } catch { refused += 1 }
        }
        #expect(refused > 500)
    }

    @Test func `well-known text shows longitude first`() throws {
        let line = Shape.line(try Line([position(1, 2), position(3, 4)]))
        #expect(line.wellKnownText == "LINESTRING (1.0 2.0, 3.0 4.0)")
        #expect(Shape.point(try position(1, 2)).wellKnownText == "POINT (1.0 2.0)")
    }
}
