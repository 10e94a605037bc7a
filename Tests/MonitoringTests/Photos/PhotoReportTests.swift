import Foundation
import Testing

@testable import Monitoring

/// Goal: the line of `balai photo inspect` keeps its keys and their order, and is JSON whatever a file says.
@Suite struct PhotoReportTests {
    private let keys = [
        "file", "sha256", "status", "reason", "width", "height", "orientation", "lat", "lon", "altitude_m",
        "position_error_m", "taken_at", "gps_at", "make", "model", "software", "pdq", "pdq_quality", "notes",
    ]

    private func line(_ bytes: [UInt8], name: String = UUID().uuidString) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: name)
        try Data(bytes).write(to: file)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: file) } }
        return PhotoReport(inspecting: file.path, by: PhotoInspector()).line
    }

    private func object(_ line: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    private func expectKeys(_ line: String) throws {
        #expect(Set(try object(line).keys) == Set(keys))
        let places = keys.map { line.range(of: "\"\($0)\": ")?.lowerBound }
        #expect(!places.contains(nil) && places.compactMap { $0 } == places.compactMap { $0 }.sorted())
        #expect(!line.contains("\n"))
    }

    @Test func `an accepted photo has every key in its order`() throws {
        var exif = SampleExif.surabaya()
        exif.image = [exif.text(0x0131, "=cmd|' /C \"calc\\\"'!A0")]
        let line = try line(SampleJPEG().with(exif).bytes())
        try expectKeys(line)
        let object = try object(line)
        #expect(object["status"] as? String == "ok" && object["reason"] is NSNull)
        #expect(object["lat"] as? Double == -7.25 && object["lon"] as? Double == 112.75)
        #expect(object["software"] as? String == "=cmd|' /C \"calc\\\"'!A0")
        #expect((object["pdq"] as? String)?.count == 64 && object["altitude_m"] is NSNull)
    }

    @Test func `a refused file has every key too, with its sum and its reason`() throws {
        let line = try line(Array("GIF89a".utf8), name: "nama \"aneh\"\n\(UUID().uuidString).jpg")
        try expectKeys(line)
        let object = try object(line)
        #expect(object["status"] as? String == "refused" && object["reason"] as? String == "is-gif")
        #expect((object["sha256"] as? String)?.count == 64 && object["width"] is NSNull)
        #expect((object["notes"] as? [String]) == [])
    }

    @Test func `a file is read whose name is not UTF-8`() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/balai-\(UUID().uuidString)-"
        let path = Array(folder.utf8CString.dropLast()) + [CChar(bitPattern: 0xFF), 0]
        let bytes = try SampleJPEG().with(.surabaya()).bytes()
        let descriptor = open(path, O_CREAT | O_WRONLY, 0o600)
        #expect(write(descriptor, bytes, bytes.count) == bytes.count && close(descriptor) == 0)
        defer { #expect(unlink(path) == 0) }
        let line = PhotoReport(inspecting: path, named: "foto\u{FFFD}", by: PhotoInspector()).line
        try expectKeys(line)
        #expect(try object(line)["lat"] as? Double == -7.25)
        #expect(try object(line)["file"] as? String == "foto\u{FFFD}")
    }

    @Test func `a file that is not there is an answer`() throws {
        let line = PhotoReport(inspecting: "/nowhere.jpg", by: PhotoInspector()).line
        try expectKeys(line)
        #expect(try object(line)["reason"] as? String == "file-unreadable")
    }

    @Test(arguments: ["id", "en"])
    func `every refusal and every note has its text`(_ language: String) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let table = try String(contentsOf: root.appending(path: "texts/\(language).tsv"), encoding: .utf8)
        let known = Set(table.split(separator: "\n").compactMap { $0.split(separator: "\t").first })
        for reason in PhotoRefusal.Reason.allCases {
            #expect(known.contains("photo.refused.\(reason.rawValue)"))
        }
        for note in PhotoNote.allCases { #expect(known.contains("photo.note.\(note.code)")) }
    }
}
