import Foundation
import GeoIndex
import TestSupport
import Testing

/// Goal: grids convert as PROJ's own tool does, and slips are recognised. Method: the check pair of the
/// regency (−8.2193, 114.3691), cs2cs on random places, and the slips themselves.
@Suite struct CoordinateTests {
    @Test(arguments: [
        (32750, 210_135.629, 9_090_506.151), (32749, 871_277.625, 9_089_896.148),
        (23837, 75_398.050, 591_009.576), (23836, 405_958.791, 590_704.999),
    ])
    func `the check pair converts both ways within a centimetre`(
        _ code: Int, _ easting: Double, _ northing: Double
    ) throws {
        let converter = try CoordinateConverter()
        let system = try ReferenceSystem(epsg: code)
        let here = try position(114.3691, -8.2193)
        let grid = try converter.coordinate(of: here, in: system)
        #expect(abs(grid.x - easting) < 0.001 && abs(grid.y - northing) < 0.001)
        let back = try converter.position(of: GridCoordinate(x: easting, y: northing, system: system))
        #expect(back.distance(to: here) < 0.01)
    }

    @Test(arguments: ReferenceSystem.allCases)
    func `each system agrees with cs2cs and comes back within a centimetre`(
        _ system: ReferenceSystem
    ) throws {
        let converter = try CoordinateConverter()
        var samples = Samples(seed: UInt64(system.rawValue))
        let places = try (0..<20).map { _ in try samples.position(within: .banyuwangi) }
        let grids = try places.map { try converter.coordinate(of: $0, in: system) }
        // On land: in the Madura Strait PROJ takes another datum shift to Batavia than from it.
        for _ in 0..<20 {
            let place = try samples.position(within: .town)
            let grid = try converter.coordinate(of: place, in: system)
            #expect(try converter.position(of: grid).distance(to: place) < 0.01)
        }
        let reference = try Self.cs2cs(places, to: system)
        #expect(reference.count == grids.count)
        for (grid, expected) in zip(grids, reference) {
            // Geographic systems of EPSG have the latitude first.
            let (x, y) = system.isGeographic ? (expected.1, expected.0) : expected
            let unit = system.isGeographic ? 111_000.0 : 1
            #expect(abs(grid.x - x) * unit < 0.01 && abs(grid.y - y) * unit < 0.01)
        }
    }

    /// The tool's answers.
    private static func cs2cs(
        _ places: [Position], to system: ReferenceSystem
    ) throws -> [(Double, Double)] {
        let lines = places.map { "\($0.latitude) \($0.longitude)\n" }.joined()
        let answer = try Program.run(
            "cs2cs", ["-f", "%.10f", "EPSG:4326", "EPSG:\(system.rawValue)"], input: lines)
        return answer.output.split(separator: "\n").compactMap { line in
            let numbers = line.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
            return numbers.count >= 2 ? (numbers[0], numbers[1]) : nil
        }
    }

    @Test func `TM-3 zone 51.1 and other grids are refused by their code`() {
        #expect(throws: GeometryError.unsupportedCRS(23839)) { try ReferenceSystem(epsg: 23839) }
        #expect(throws: GeometryError.unsupportedCRS(0)) { try ReferenceSystem(epsg: 0) }
    }

    @Test func `coordinates that are no place on the grid are refused`() throws {
        let converter = try CoordinateConverter()
        #expect(throws: GeometryError.notFinite(.whole)) {
            try converter.position(of: GridCoordinate(x: .nan, y: 1, system: .utm50S))
        }
        #expect(throws: GeometryError.self) {
            try converter.position(of: GridCoordinate(x: 1e30, y: 1e30, system: .utm50S))
        }
        #expect(throws: GeometryError.latitudeOutOfRange(-91, .whole)) {
            try converter.position(of: GridCoordinate(x: 114, y: -91, system: .srgi2013))
        }
    }

    @Test func `a coordinate in the regency fits`() throws {
        let given = GridCoordinate(x: 210_135.629, y: 9_090_506.151, system: .utm50S)
        guard case .fits(let found) = try reading(given) else {
            Issue.record("not recognised")
            return
        }
        #expect(try found.distance(to: position(114.3691, -8.2193)) < 0.01)
    }

    private func reading(_ given: GridCoordinate) throws -> CoordinateReading {
        try CoordinateConverter().read(given, expecting: .banyuwangi)
    }

    @Test(arguments: [
        (210_135.6, 9_090_506.2, ReferenceSystem.utm49S, CoordinateSlip.otherSystem(.utm50S)),
        (9_090_506.2, 210_135.6, .utm50S, .axesSwapped),
        (9_090_506.2, 210_135.6, .utm49S, .axesSwappedInOtherSystem(.utm50S)),
        (75_398.0, 591_009.6, .tm3Zone49p2, .otherSystem(.tm3Zone50p1)),
        (75_398.0, 591_009.6, .utm50S, .otherSystem(.tm3Zone50p1)),
        (114.3691, -8.2193, .utm50S, .otherSystem(.wgs84)),
        (-8.2193, 114.3691, .utm50S, .axesSwappedInOtherSystem(.wgs84)),
        (-8.2193, 114.3691, .wgs84, .axesSwapped),
        (114.3691, 8.2193, .wgs84, .southMissing),
        (8.2193, 114.3691, .wgs84, .axesSwappedAndSouthMissing),
        (210_135.6, 9_090_506.2, .wgs84, .otherSystem(.utm50S)),
    ])
    func `a slip is recognised and mended`(
        _ x: Double, _ y: Double, _ system: ReferenceSystem, _ slip: CoordinateSlip
    ) throws {
        let reading = try reading(GridCoordinate(x: x, y: y, system: system))
        guard case .suspect(_, let meant, let found) = reading else {
            Issue.record("\(reading)")
            return
        }
        #expect(found == slip)
        #expect(try meant.distance(to: position(114.3691, -8.2193)) < 1)
    }

    @Test func `what no slip explains is outside`() throws {
        let jakarta = GridCoordinate(x: 106.8, y: -6.2, system: .wgs84)
        #expect(try reading(jakarta) == .outside(position(106.8, -6.2)))
        #expect(try reading(GridCoordinate(x: 1e9, y: 1e9, system: .wgs84)) == .outside(nil))
    }
}

/// Goal: coordinates can be typed as people write them. Method: one place in many notations, and texts
/// that are no coordinate.
@Suite struct CoordinateTextTests {
    @Test(arguments: [
        "-8.2193, 114.3691", "-8.2193 114.3691", "−8.2193;114.3691", "-8,2193; 114,3691",
        "-8,2193 114,3691", "-8,2193, 114,3691", "114.3691, -8.2193", "(-8.2193, 114.3691)",
        "8.2193 LS 114.3691 BT", "8,2193° LS, 114,3691° BT", "114.3691BT 8.2193LS", "S 8.2193 E 114.3691",
        "LS 8,2193 BT 114,3691", "-8.2193 LS, 114.3691 BT", "8°13'9.48\"S 114°22'8.76\"E",
        "8°13′9,48″ LS, 114°22′8,76″ BT", "8 13 9.48 S 114 22 8.76 E", "-8 13 9.48 114 22 8.76",
        "8°13.158'S 114°22.146'E", "8°13''9.48", "8d13'9.48\"s 114d22'8.76\"e", "-8°13'9.48\" 114°22'8.76\"",
        "8 13.158 LS / 114 22.146 BT", "8°13'9.48''LS 114°22'8.76''BT", "8.2193 selatan",
    ])
    func `one place in many notations`(_ text: String) throws {
        guard text != "8°13''9.48", !text.hasSuffix("selatan") else {
            #expect(throws: GeometryError.self) { try CoordinateText.parse(text) }
            return
        }
        let expected = try position(114.3691, -8.2193)
        #expect(try CoordinateText.parse(text).distance(to: expected) < 0.01, "\(text)")
    }

    @Test(arguments: [
        ("", CoordinateFault.empty), ("   ", .empty), ("8.2", .notTwoValues), ("1 2 3", .notTwoValues),
        ("1,2;3;4", .notTwoValues), ("-8,2193,114,3691", .ambiguousCommas), ("abc", .strangeCharacter),
        ("8.2 LS 114.3 LS", .contradictoryDirections), ("-8.2 LU 114.3 BT", .contradictoryDirections),
        ("8°60'0\"S 114°0'0\"E", .minutesOutOfRange), ("8°13'75\"S 114°0'0\"E", .minutesOutOfRange),
        ("1.2.3 114", .notANumber), ("--8.2 114.3", .notANumber), ("8.5°30'S 114°E", .notTwoValues),
        ("8.2 S 114.3 E 5", .notTwoValues), ("８.2 114", .strangeCharacter), ("°", .notTwoValues),
        ("LS BT", .notTwoValues), ("8.2 LS", .notTwoValues), ("1e5 2e5", .notTwoValues),
    ])
    func `what is no coordinate is refused with the reason`(_ text: String, _ fault: CoordinateFault) {
        #expect(throws: GeometryError.malformedCoordinate(fault)) { try CoordinateText.parse(text) }
    }

    @Test func `a text of any length is answered quickly`() {
        #expect(throws: GeometryError.malformedCoordinate(.tooLong)) {
            try CoordinateText.parse(String(repeating: "9", count: 1_000_000))
        }
        #expect(throws: GeometryError.latitudeOutOfRange(99, .whole)) { try CoordinateText.parse("99, 199") }
    }

    @Test func `random texts never do harm`() throws {
        let alphabet = Array("0123456789.,;-°'\"LSBTUNEW /")
        var samples = Samples(seed: 40)
        for _ in 0..<5_000 {
            let length = samples.whole(0...20)
            let text = String((0..<length).map { _ in alphabet[samples.whole(0...alphabet.count - 1)] })
            do {
                let found = try CoordinateText.parse(text)
                #expect(found.latitude.magnitude <= 90)
            } catch {
                #expect(error != .outOfMemory)
            }
        }
    }

    @Test func `a typed place outside the regency is explained`() throws {
        let reading = try CoordinateText.read("8.2193, 114.3691", expecting: .banyuwangi)
        #expect(
            try reading
                == .suspect(
                    given: position(114.3691, 8.2193), meant: position(114.3691, -8.2193), .southMissing))
    }
}
