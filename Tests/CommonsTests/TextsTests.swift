import Commons
import Foundation
import Testing

/// Goal: what a person reads is complete, filled in, and written as Indonesians write it.
@Suite struct TextsTests {
    private let words = Texts([
        .indonesian: ["greet": "Halo {name}, sisa {rest}.", "month.1": "Januari", "month.11": "November"],
        .english: [:],
    ]).words(in: .indonesian)

    @Test func `placeholders are filled and unknown ones stay visible`() {
        #expect(words("greet", ["name": "Bu Sri"]) == "Halo Bu Sri, sisa {rest}.")
    }

    @Test func `a missing key shows itself`() {
        #expect(words("nothing.here") == "⟦nothing.here⟧")
    }

    @Test(arguments: [
        (0, "Rp\u{A0}0,00"), (5, "Rp\u{A0}0,05"), (123_456_700, "Rp\u{A0}1.234.567,00"),
        (-100_000, "-Rp\u{A0}1.000,00"),
        (Int64.min, "-Rp\u{A0}92.233.720.368.547.758,08"),
    ])
    func `money is grouped by dots with a decimal comma`(_ sen: Int64, _ text: String) {
        #expect(words.money(sen: sen) == text)
    }

    @Test func `numbers and shares`() {
        #expect(words.number(-1_234_567) == "-1.234.567")
        #expect(words.percent(1, of: 8) == "12,5 %")
        #expect(words.percent(1, of: 0) == "–")
    }

    @Test func `days and spans of days`() {
        #expect(words.date("2026-11-22") == "22 November 2026")
        #expect(words.date("soon") == "soon")
        #expect(words.dates(from: "2026-11-01", until: "2026-11-30") == "1–30 November 2026")
        #expect(words.dates(from: "2026-01-05", until: "2026-11-30") == "5 Januari – 30 November 2026")
        #expect(words.dates(from: "2025-11-05", until: "2026-01-30") == "5 November 2025 – 30 Januari 2026")
    }

    @Test func `a moment is told in its zone`() throws {
        let zone = try #require(TimeZone(identifier: "Asia/Jakarta"))
        #expect(
            words.moment(Date(timeIntervalSince1970: 1_795_313_520), zone: zone)
                == "22 November 2026 09.12 WIB")
    }

    @Test(arguments: [
        ("en", Language.english), ("en-GB,en;q=0.9,id;q=0.5", .english), ("id;q=0.9,en;q=0.8", .indonesian),
        ("fr,de", .indonesian), ("", .indonesian), (";;;,q=", .indonesian),
    ])
    func `the browser's languages choose`(_ header: String, _ language: Language) {
        #expect(Language(accepting: header) == language)
    }

    @Test func `a repeated key or a line without a tab is refused with its place`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
        let file = folder.appendingPathComponent("id.tsv")
        try "# note\na\tb\na\tc\n".write(to: file, atomically: true, encoding: .utf8)
        #expect(throws: TextsError.repeated(key: "a", path: file.path)) { try Texts(directory: folder) }
        try "a b\n".write(to: file, atomically: true, encoding: .utf8)
        #expect(throws: TextsError.malformed(path: file.path, line: 1)) { try Texts(directory: folder) }
    }
}
