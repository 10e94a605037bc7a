import Commons
import Foundation
import Testing

/// Goal: the lists that every budget refers to are whole: right counts, no doubles, every parent there.
@Suite struct ReferenceListTests {
    private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../schema/reference").standardizedFileURL

    @Test func `rows are read by their columns and given as JSON`() throws {
        let list = try ReferenceList("x", parsing: "code\tname\n1\tA \"b\" \\\n2\t\n")
        #expect(list.rows == [["code": "1", "name": "A \"b\" \\"], ["code": "2", "name": ""]])
        #expect(list.json == #"[{"code":"1","name":"A \"b\" \\"},{"code":"2","name":""}]"#)
    }

    @Test func `a row with a column too many, an empty list and a missing file are refused`() {
        #expect(throws: ReferenceError.ragged(list: "x", line: 3)) {
            try ReferenceList("x", parsing: "a\tb\n1\t2\n1\t2\t3\n")
        }
        #expect(throws: ReferenceError.empty(list: "x")) { try ReferenceList("x", parsing: "") }
        #expect(throws: ReferenceError.unreadable(list: "nothing")) {
            try ReferenceList("nothing", in: folder)
        }
    }

    @Test(arguments: [
        ("activities", 208), ("accounts", 411), ("fund_sources", 8), ("outputs", 220), ("regions", 243),
        ("tax_codes", 8), ("holidays", 121), ("siskeudes_columns", 757),
    ])
    func `each list has the rows it was made with`(_ name: String, _ count: Int) throws {
        #expect(try ReferenceList(name, in: folder).rows.count == count)
    }

    @Test(arguments: ["activities", "accounts", "regions"])
    func `codes stand once and each has its parent`(_ name: String) throws {
        let rows = try ReferenceList(name, in: folder).rows
        let codes = rows.compactMap { $0["code"] }
        #expect(Set(codes).count == codes.count)
        for code in codes where code.contains(".") && code != "35.10" {
            let parent = code.split(separator: ".").dropLast().joined(separator: ".")
            #expect(codes.contains(parent), "\(code) has no parent")
        }
    }

    @Test func `Banyuwangi has 25 kecamatan, 189 desa and 28 kelurahan`() throws {
        let levels = try ReferenceList("regions", in: folder).rows.compactMap { $0["level"] }
        #expect(levels.count { $0 == "kecamatan" } == 25)
        #expect(levels.count { $0 == "desa" } == 189)
        #expect(levels.count { $0 == "kelurahan" } == 28)
    }

    @Test func `every activity under a sub bidang with a county slot can be told from the slot`() throws {
        let slots = try ReferenceList("activities", in: folder).rows.filter { $0["slot"] == "90-99" }
        #expect(slots.count == 24)
        #expect(slots.allSatisfy { $0["code"]?.hasSuffix(".90") == true })
    }

    @Test func `holidays of a year are in order and only the lunar days of 2027 are provisional`() throws {
        let rows = try ReferenceList("holidays", in: folder).rows
        let days = rows.compactMap { $0["day"] }
        #expect(days == days.sorted())
        let provisional = rows.filter { $0["kind"] == "provisional" }
        #expect(provisional.count == 10)
        #expect(provisional.allSatisfy { $0["day"]?.hasPrefix("2027-") == true })
        #expect(days.count { $0.hasPrefix("2026-") } == 25)
    }
}
