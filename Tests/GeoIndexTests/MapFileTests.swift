import Foundation
import Testing

@testable import GeoIndex

/// Goal: a place comes in as map programs and phones write it, and a strange file never does harm. Method:
/// files as Google Earth and a GPS receiver write them, then broken ones.
@Suite struct MapFileTests {
    private func shape(_ text: String) throws -> Shape { try MapFile.shape(of: Array(text.utf8)) }

    private static let kml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Jalan</name><LineString>
        <coordinates>
          114.3000,-8.3000,0 114.3010,-8.3000,0
          114.3010,-8.3010
        </coordinates></LineString></Placemark></Document></kml>
        """

    private static let gpx = """
        <gpx version="1.1" creator="uji"><wpt lat="-8.2999" lon="114.3001"><name>Awal</name></wpt>
        <trk><name>Jejak</name><trkseg><trkpt lat="-8.3" lon="114.3"><ele>12</ele></trkpt>
        <trkpt lat="-8.3" lon="114.301"/></trkseg></trk></gpx>
        """

    @Test func `a line of KML and a track of GPX become lines, longitude first`() throws {
        let line = try shape(Self.kml)
        #expect(line.kind == "LineString" && line.vertexCount == 3)
        #expect(line.lines.first?.vertices.first == (try Position(longitude: 114.3, latitude: -8.3)))
        let track = try shape(Self.gpx)
        #expect(track.kind == "LineString" && track.vertexCount == 2, "the way is meant, not its waypoints")
        let features = try MapFile.features(of: Array(Self.gpx.utf8))
        #expect(features.map { $0.properties["name"]?.text } == ["Awal", "Jejak"])
    }

    @Test func `an area with a hole, a point, and GeoJSON come in too`() throws {
        func ring(_ side: Double) -> String {
            let corners = [(0.0, 0.0), (side, 0), (side, side), (0, side), (0, 0)]
            return corners.map { "\(114.3 + $0.0),\(-8.3 + $0.1)" }.joined(separator: " ")
        }
        func boundary(_ name: String, _ side: Double) -> String {
            "<\(name)><LinearRing><coordinates>\(ring(side))</coordinates></LinearRing></\(name)>"
        }
        let area = """
            <kml><Placemark><Polygon>\(boundary("outerBoundaryIs", 0.01))\
            \(boundary("innerBoundaryIs", 0.001))\
            </Polygon></Placemark></kml>
            """
        #expect(try shape(area).polygons.first?.holes.count == 1)
        #expect(
            try shape(
                "<kml><Placemark><Point><coordinates>114.3,-8.3</coordinates></Point></Placemark></kml>"
            )
            .kind == "Point")
        #expect(try shape(#"{"type":"Point","coordinates":[114.3,-8.3]}"#).kind == "Point")
    }

    @Test(arguments: [
        "", "abc", "<kml", "<html></html>", "<kml><Placemark></kml>",
        "<!DOCTYPE kml [<!ENTITY a \"x\">]><kml>&a;</kml>", "<gpx><wpt lat=\"x\" lon=\"1\"/></gpx>",
    ])
    func `what is none of the three or broken is refused`(_ text: String) {
        #expect(throws: GeometryError.self) { try shape(text) }
    }

    @Test func `an empty file, mixed kinds, swapped numbers and one of too many points say so`() throws {
        #expect(throws: GeometryError.empty(.whole)) { try shape("<kml></kml>") }
        let mixed = """
            <kml><Placemark><Point><coordinates>114.3,-8.3</coordinates></Point></Placemark>\
            <Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>114.3,-8.3 114.4,-8.3 114.4,-8.4 \
            114.3,-8.3</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>
            """
        #expect(throws: GeometryError.wrongKind(found: "Polygon", expected: "Point")) { try shape(mixed) }
        #expect(throws: GeometryError.self) {
            try shape(
                "<kml><Placemark><Point><coordinates>-8.3,114.3</coordinates></Point></Placemark></kml>")
        }
        let many = (0..<20_001).map { "114.\($0),-8.3" }.joined(separator: " ")
        #expect(throws: GeometryError.tooManyVertices(limit: 20_000)) {
            try shape(
                "<kml><Placemark><LineString><coordinates>\(many)</coordinates></LineString></Placemark>"
            )
        }
    }
}

/// Goal: typed coordinates of any system in use become the place that was meant, or the slip is named.
/// Method: the check point of the regency (−8.2193, 114.3691) in each notation and system, then every slip.
@Suite struct CoordinateListTests {
    private func positions(_ text: String, _ system: ReferenceSystem = .wgs84) throws -> [Position] {
        try CoordinateList.positions(text, in: system, expecting: .banyuwangi)
    }

    @Test(arguments: [
        ("-8.2193, 114.3691", ReferenceSystem.wgs84), ("8°13'9,48\" LS 114°22'8,76\" BT", .wgs84),
        ("210135,629 9090506,151", .utm50S), ("210.135,629; 9.090.506,151", .utm50S),
        ("X=210135.629 Y=9090506.151", .utm50S), ("210135.629, 9090506.151", .utm50S),
        ("871277.625 9089896.148", .utm49S), ("75398.050 591009.576", .tm3Zone50p1),
        ("405958.791 590704.999", .tm3Zone49p2),
    ])
    func `one place in every notation`(_ text: String, _ system: ReferenceSystem) throws {
        let found = try #require(try positions(text, system).first)
        #expect(found.distance(to: try Position(longitude: 114.3691, latitude: -8.2193)) < 0.01)
    }

    @Test func `a wrong zone, swapped numbers and a missing minus are named with their line`() throws {
        func slip(_ text: String, _ system: ReferenceSystem) -> CoordinateSlip? {
            do {
                _ = try CoordinateList.positions(text, in: system, expecting: .banyuwangi)
                return nil
            } catch {
                guard error.line == 2, case .slip(let slip, _) = error.kind else { return nil }
                return slip
            }
        }
        let fine = "210135.629 9090506.151\n"
        #expect(slip(fine + "9090506.151 210135.629", .utm50S) == .axesSwapped)
        #expect(slip(fine + "871277.625 9089896.148", .utm50S) == .otherSystem(.utm49S))
        #expect(slip("-8.2193 114.3691\n8.2193 114.3691", .wgs84) == .southMissing)
        #expect(slip("-8.2193 114.3691\n210135.629 9090506.151", .wgs84) == .otherSystem(.utm50S))
    }

    @Test func `lines become a line or a closed area, and too few say so`() throws {
        let corners = "-8.30 114.30\n\n-8.30 114.31\n-8.31 114.31"
        let line = try CoordinateList.shape(corners, in: .wgs84, as: .line, expecting: .banyuwangi)
        let area = try CoordinateList.shape(corners, in: .wgs84, as: .area, expecting: .banyuwangi)
        #expect(line.vertexCount == 3 && area.vertexCount == 4)
        #expect(throws: CoordinateList.Fault.self) {
            try CoordinateList.shape("-8.3 114.3", in: .wgs84, as: .line, expecting: .banyuwangi)
        }
        #expect(throws: CoordinateList.Fault.self) {
            try CoordinateList.shape("", in: .wgs84, as: .point, expecting: .banyuwangi)
        }
    }

    @Test func `random lines never do harm`() {
        let alphabet = Array("0123456789.,;-XY°'\"LSBT =\n/")
        var samples = Samples(seed: 41)
        for _ in 0..<3_000 {
            let text = String(
                (0..<samples.whole(0...30)).map { _ in alphabet[samples.whole(0...alphabet.count - 1)] })
            for system in [ReferenceSystem.wgs84, .utm50S] {
                do {
                    let found = try CoordinateList.positions(text, in: system, expecting: .banyuwangi)
                    #expect(found.allSatisfy(Bounds.banyuwangi.contains))
                } catch {
                    #expect(error.line >= 0)
                }
            }
        }
    }
}
