import Foundation
import Testing

@testable import BudgetAPI

/// Goal: each log entry is one line of JSON that a program can read, whatever stands in it.
@Suite struct LogTests {
    @Test func `what goes in comes out, on one line, names in order`() throws {
        let facts = [
            "message": "a \"quoted\" \\ path/with\nline\u{0}\u{1f}\u{7f} é 村", "at": "x", "level": "info",
            "": "empty",
        ]
        let line = JSONLines.json(facts)
        #expect(line.last == 10 && line.filter { $0 == 10 }.count == 1)
        #expect(try JSONDecoder().decode([String: String].self, from: Data(line)) == facts)
        #expect(
            String(decoding: JSONLines.json(["b": "1", "a": "2"]), as: UTF8.self)
                == "{\"a\":\"2\",\"b\":\"1\"}\n")
        #expect(JSONLines.json([:]) == Array("{}\n".utf8))
    }

    @Test func `the time is that of UTC to the second`() {
        #expect(JSONLines.time(Date(timeIntervalSince1970: 0)) == "1970-01-01T00:00:00Z")
        #expect(JSONLines.time(Date(timeIntervalSince1970: 1_795_410_429.9)) == "2026-11-23T05:07:09Z")
    }
}
