import Commons
import Foundation
import TestSupport
import Testing

/// Goal: what is packed comes back byte for byte from somebody else's reader. Method: gzip itself unpacks it.
@Suite struct GzipTests {
    @Test func `gzip unpacks what was packed`() throws {
        let text = String(repeating: "Anggaran Pendapatan dan Belanja Desa – Rp 1.459.971.435\n", count: 400)
        let packed = try #require(Gzip.packed(Array(text.utf8)))
        #expect(packed.count < text.utf8.count / 10)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).gz")
        try Data(packed).write(to: file)
        defer { unlink(file.path) }
        let answer = try Program.run("gzip", ["-dc", file.path])
        #expect(answer.status == 0 && answer.output == text)
    }

    @Test func `what would not become smaller is left as it is`() {
        #expect(Gzip.packed([]) == nil)
        #expect(Gzip.packed([65]) == nil)
        var numbers = SystemRandomNumberGenerator()
        #expect(Gzip.packed((0..<5_000).map { _ in UInt8.random(in: 0...255, using: &numbers) }) == nil)
        #expect(Gzip.packed([UInt8](repeating: 65, count: 100)) != nil)
    }
}
