import Commons
import Foundation
import TestSupport
import Testing

/// Goal: an archive holds what was put in, within its limits. Method: Python's zip reader tests the file.
@Suite struct ArchiveTests {
    private func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("archive-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test func `files go in under their names and whole`() async throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try CountedFile(folder.appendingPathComponent("part"))
        for number in 0..<50_000 { try await file.add("baris \(number)\r\n") }
        let sum = try await file.finish()
        let bytes = try Data(contentsOf: file.url)
        #expect(sum.pieces == 50_000 && sum.bytes == Int64(bytes.count))
        #expect(sum.sha256 == SHA256.hexadecimal(SHA256.sum(of: bytes)))
        let target = folder.appendingPathComponent("out.zip")
        let entries = ["35.10/buku.csv", "foto/ä.jpg"].map {
            Archive.Entry(name: $0, file: file.url, bytes: sum.bytes)
        }
        try await Archive.write(entries, to: target)
        let script =
            "import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;"
            + "print([(i.filename,i.file_size,i.compress_type) for i in z.infolist()])"
        let listed = try Program.run("python3", ["-c", script, target.path]).output
        #expect(listed.contains("('35.10/buku.csv', \(sum.bytes), 8)"))
        #expect(listed.contains("('foto/ä.jpg', \(sum.bytes), 0)"))
    }

    @Test func `too many files, too many bytes and a missing file are refused`() async throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let target = folder.appendingPathComponent("out.zip")
        let missing = Archive.Entry(name: "x", file: folder.appendingPathComponent("none"), bytes: 1)
        let many = Array(repeating: missing, count: Archive.fileLimit + 1)
        await #expect(throws: ArchiveError.tooManyFiles(limit: Archive.fileLimit)) {
            try await Archive.write(many, to: target)
        }
        let large = Archive.Entry(name: "x", file: target, bytes: Archive.byteLimit + 1)
        await #expect(throws: ArchiveError.tooLarge(limitBytes: Archive.byteLimit)) {
            try await Archive.write([large], to: target)
        }
        await #expect(throws: ArchiveError.self) { try await Archive.write([missing], to: target) }
        #expect(!FileManager.default.fileExists(atPath: target.path))
    }
}
