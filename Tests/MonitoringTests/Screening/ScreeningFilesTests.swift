import Commons
import Foundation
import GeoIndex
import Testing

@testable import Monitoring

/// Goal: files of the agreed formats are read, others are refused with the line.
@Suite struct ScreeningFilesTests {
    private func file(_ text: String) throws -> URL {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).json")
        try Data(text.utf8).write(to: url)
        return url
    }

    private let feature = """
        {"type":"Feature","geometry":{"type":"LineString","coordinates":[[114.1,-8.3],[114.2,-8.3,12]]},\
        "properties":\
        {"id":"K1","village":"35.10.99.2001","year":2023,"activity":"2.3.10",\
        "name":"Jalan \\"A\\" \\u00e9","fund":"DD",\
        "owner":"desa","volume":12.5,"unit":"m","budget":1e8,"realized":98765432,"physical_progress":100,\
        "start":"2023-01-02","end":"2023-02-28","status":"completed","extra":{"a":[1,{"b":null}]}}}
        """

    @Test func `a work is read with all its properties`() throws {
        let works = try ScreeningFiles.works(
            at: file("{\"type\":\"FeatureCollection\",\"features\":[\(feature)]}"))
        let work = try #require(works.first)
        #expect(work.id == "K1")
        #expect(work.name == "Jalan \"A\" é")
        #expect(work.volume == 12.5)
        #expect(work.budgetRupiah == 100_000_000)
        #expect(work.start == Day(parsing: "2023-01-02"))
        #expect(work.shape?.lines.first?.vertices.count == 2)
        #expect(work.workType == nil)
    }

    @Test(arguments: [("1e15", true), ("1000000000000001", false), ("1e300", false), ("-1e300", false)])
    func `a sum beyond a quadrillion rupiah is a fault of the file`(_ budget: String, _ isRead: Bool) throws {
        let text = feature.replacing("1e8", with: budget)
        let url = try file("{\"type\":\"FeatureCollection\",\"features\":[\(text)]}")
        if isRead {
            #expect(try ScreeningFiles.works(at: url).first?.budgetRupiah == 1e15)
        } else {
            #expect(throws: ScreeningFileError.self) { try ScreeningFiles.works(at: url) }
        }
    }

    @Test func `a share of next to nothing is told without a fault`() {
        let shown = ["paidShare": EvidenceValue.number(.infinity), "paidRupiah": .number(1e300)]
            .shown(in: Texts([:]).words(in: .english))
        #expect(shown["paidShare"] != nil && shown["paidRupiah"] != nil)
    }

    @Test(arguments: [
        "null", "{\"type\":\"Point\",\"coordinates\":[114.1,-8.3]}",
        "{\"type\":\"LineString\",\"coordinates\":[[114.1,-8.3],[114.1,-8.3]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}",
        "{\"type\":\"MultiPoint\",\"coordinates\":[[1,2],[3,4]]}",
        "{\"type\":\"MultiLineString\",\"coordinates\":[[[0,0],[1,1]],[[2,2],[3,3]]]}",
        "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[1,0],[1,1],[0,0]]]]}",
        "{\"type\":\"Point\",\"coordinates\":[999,999]}", "{\"type\":\"Circle\",\"coordinates\":[1,2]}",
    ])
    func `every geometry, also a broken one, is read without a fault`(_ geometry: String) throws {
        let text = "{\"features\":[{\"id\":\"K1\",\"geometry\":\(geometry),\"properties\":null}]}"
        #expect(try ScreeningFiles.works(at: file(text)).count == 1)
    }

    @Test(arguments: [
        "", "[]", "{", "{\"features\":[{}]}", "{\"features\":[{\"id\":1,\"geometry\":{\"x\":}}]}",
    ])
    func `a broken works file is refused with its line`(_ text: String) throws {
        #expect(throws: ScreeningFileError.self) { try ScreeningFiles.works(at: file(text)) }
    }

    @Test(arguments: ["", "\u{1E}", "\u{FEFF}"])
    func `features one after the other and a byte order mark are read`(_ mark: String) throws {
        let second = feature.replacing("K1", with: "K2")
        let text = "\(mark)\(feature)\r\n\(mark == "\u{1E}" ? mark : "")\(second)\r\n"
        #expect(try ScreeningFiles.works(at: file(text)).map(\.id) == ["K1", "K2"])
        let collection = "\(mark){\"features\":[\(feature)]}"
        #expect(try ScreeningFiles.works(at: file(collection)).map(\.id) == ["K1"])
    }

    @Test func `a number as id, a village without dots and amounts with dots are read`() throws {
        let text = feature.replacing("\"K1\"", with: "71").replacing("35.10.99.2001", with: "3510992001")
            .replacing("1e8", with: "\"Rp 50.000.000,5\"")
        let work = try #require(try ScreeningFiles.works(at: file(text)).first)
        #expect(work.id == "71" && work.village == "35.10.99.2001" && work.budgetRupiah == 50_000_000.5)
        let odd = feature.replacing("1e8", with: "\"50.00.000\"")
        #expect(try ScreeningFiles.works(at: file(odd)).first?.budgetRupiah == 0)
    }

    @Test func `a collection of geometries is its lines, and what lies nowhere is said to`() throws {
        let line = #"{"type":"LineString","coordinates":[[114.1,-8.3],[114.2,-8.3]]}"#
        func read(_ geometry: String) throws -> Work? {
            try ScreeningFiles.works(
                at: file("{\"features\":[{\"id\":1,\"geometry\":\(geometry),\"properties\":{}}]}")
            ).first
        }
        let point = #"{"type":"Point","coordinates":[114.1,-8.3]}"#
        let both = try read(#"{"type":"GeometryCollection","geometries":[\#(point),\#(line)]}"#)
        #expect(both?.shape?.lines.count == 1 && both?.isPlanUnreadable == false)
        #expect(try read(#"{"type":"GeometryCollection","geometries":[\#(point)]}"#)?.shape != nil)
        for nowhere in ["[210135.6,9090506.1]", "[-8.3,114.1]"] {
            let work = try read("{\"type\":\"Point\",\"coordinates\":\(nowhere)}")
            #expect(work?.shape == nil && work?.isPlanUnreadable == true)
        }
    }

    @Test func `another reference system, a missing id and a file without villages are refused by name`()
        throws
    {
        func collection(_ crs: String) throws -> URL {
            try file(
                #"{"crs":{"type":"name","properties":{"name":"\#(crs)"}},"features":[\#(feature)]}"#)
        }
        let metres = "urn:ogc:def:crs:EPSG::32750"
        #expect(throws: ScreeningFileError.otherReferenceSystem(name: metres)) {
            try ScreeningFiles.works(at: collection(metres))
        }
        for degrees in ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326"] {
            #expect(try ScreeningFiles.works(at: collection(degrees)).count == 1)
        }
        let nameless = try file("{\"features\":[\n{\"geometry\":null,\"properties\":{}}]}")
        #expect(
            throws: ScreeningFileError.memberInLine(name: "id", path: nameless.path, line: 2)
        ) { try ScreeningFiles.works(at: nameless) }
        let works = try file("{\"type\":\"FeatureCollection\",\"features\":[\(feature)]}")
        #expect(throws: ScreeningFileError.noVillages(path: works.path)) {
            try ScreeningFiles.villages(at: works)
        }
    }

    @Test func `photos are read from an array too, a broken hash is named, and no hash is no equal hash`()
        async throws
    {
        let array = try file("[\(record("F1")),\n\(record("F2"))]")
        #expect(try await ScreeningFiles.photos(at: array).map(\.id) == ["F1", "F2"])
        let zeros = String(repeating: "0", count: 63)
        let broken = try file(record("F1").replacing("\(zeros)a", with: "xyz"))
        await #expect(
            throws: ScreeningFileError.memberInLine(name: "sha256", path: broken.path, line: 1)
        ) { try await ScreeningFiles.photos(at: broken) }
        let unhashed = record("F1").replacing("\"\(zeros)a\"", with: "null")
            .replacing("\"pdq\":\"\(zeros)F\"", with: "\"pdq\":null")
        let photos = try await ScreeningFiles.photos(at: file(unhashed))
        var other = try #require(photos.first)
        other.id = "F2"
        let sites = [site(work("A", nil), photos), site(work("B", nil), [other])]
        #expect(await ReuseSearch(sites, standard).reuses().isEmpty)
    }

    @Test func `two works of one id are refused`() throws {
        #expect(throws: ScreeningFileError.repeatedProject(id: "K1")) {
            try ScreeningFiles.works(at: file("{\"features\":[\(feature),\(feature)]}"))
        }
    }

    private func record(_ id: String) -> String {
        let zeros = String(repeating: "0", count: 63)
        return
            "{\"id\":\"\(id)\",\"project\":\"K1\",\"progress\":50,\"taken_at\":\"2023-05-19T07:48:37+07:00\","
            + "\"received_at\":null,\"lat\":-8.25,\"lon\":114.5,\"accuracy_m\":null,"
            + "\"location_source\":\"exif\","
            + "\"device\":\"d\",\"software\":null,\"sha256\":\"\(zeros)a\","
            + "\"pdq\":\"\(zeros)F\",\"pdq_quality\":77}"
    }

    @Test func `photos are read in order, whatever the parts`() async throws {
        let ids = (0..<100).map { "F\($0)" }
        let photos = try await ScreeningFiles.photos(at: file(ids.map(record).joined(separator: "\n") + "\n"))
        #expect(photos.map(\.id) == ids)
        #expect(photos.first?.sha256 == PictureHash(0, 0, 0, 10))
        #expect(photos.first?.position == ClaimedPosition(latitude: -8.25, longitude: 114.5))
        #expect(photos.first?.takenAt == Moment(seconds: 1_684_457_317))
    }

    @Test func `a broken line is named`() async throws {
        let broken = record("F2").dropLast(5)
        let column = broken.utf8.count + 1
        let url = try file(record("F1") + "\n" + broken + "\n")
        await #expect(throws: ScreeningFileError.malformedLine(path: url.path, line: 2, column: column)) {
            try await ScreeningFiles.photos(at: url)
        }
    }

    @Test func `a file that is not there is refused`() {
        #expect(throws: ScreeningFileError.self) {
            try ScreeningFiles.works(at: URL(fileURLWithPath: "/none/x"))
        }
    }

    @Test(arguments: [
        ("0", 0.0), ("-8.291426", -8.291426), ("1e3", 1_000), ("123456789012345678", 1.2345678901234568e17),
    ])
    func `numbers are rounded correctly`(_ text: String, _ value: Double) throws {
        let read = try Array(text.utf8).withUnsafeBytes { bytes in
            var scanner = JSONScanner(bytes)
            return try scanner.number()
        }
        #expect(read == value)
    }

    @Test func `days and moments are read and counted`() {
        #expect(Day(parsing: "1970-01-01")?.number == 0)
        #expect(Day(parsing: "2024-02-29")?.number == 19_782)
        #expect(Day(parsing: "2024-12-31")?.year == 2024)
        #expect(Day(parsing: "2024-13-01") == nil)
        #expect(Moment(parsing: "1970-01-01T07:00:00+07:00")?.seconds == 0)
        #expect(Moment(parsing: "1970-01-01T00:00:00Z")?.seconds == 0)
        #expect(Moment(parsing: "1970-01-01T07:00:00")?.seconds == 0)
        #expect(Moment(parsing: "gestern") == nil)
    }

    @Test func `a flag is one line of JSON with a reason in words`() throws {
        let finding = Finding(
            .r15, "K\"1", .critical, .firm, score: 0.98,
            ["paidShare": .number(0.98), "realizedRupiah": .number(1_234_567)])
        let flag = try #require(FindingCombination.flags(of: [finding]).first)
        let words = Texts([.indonesian: ["rule.R15.reason": "Dibayar {paidShare} ({realizedRupiah})"]])
            .words(in: .indonesian)
        #expect(
            flag.line(in: words)
                == "{\"rule\":\"R15\",\"severity\":\"alert\",\"project\":\"K\\\"1\",\"other\":null,"
                + "\"score\":0.98,"
                + "\"evidence\":{\"families\":\"money\",\"family\":\"money\",\"paidShare\":0.98,"
                + "\"realizedRupiah\":1234567},\"reason\":\"Dibayar 98,0 % (Rp\u{A0}1.234.567,00)\"}")
    }
}
