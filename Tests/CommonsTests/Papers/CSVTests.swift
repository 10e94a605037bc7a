import Commons
import Foundation
import Testing

/// Goal: what a spreadsheet or Access writes is read field by field; a broken or greedy file is refused.
@Suite struct CSVTests {
    private func rows(_ text: String, limits: CSVLimits = CSVLimits()) throws -> [[String]] {
        var reader = CSVReader(bytes: Array(text.utf8), limits: limits)
        var rows: [[String]] = []
        while let row = try reader.next() { rows.append(row.fields) }
        return rows
    }

    @Test func `fields, quotes, doubled quotes and line breaks inside quotes are read`() throws {
        let text = "\u{FEFF}\"Kode\",Nama\r\n\"1\",\"Jalan \"\"Melati\"\"\r\nRT 02\"\r\n2,\r\n"
        let expected = [["Kode", "Nama"], ["1", "Jalan \"Melati\"\r\nRT 02"], ["2", ""]]
        #expect(try rows(text) == expected)
    }

    @Test(arguments: ["a,b\r\nc,d", "a,b\nc,d\n", "a,b\rc,d\r", "\n\na,b\n\nc,d\n\n"])
    func `every line ending gives the same two records and empty lines give none`(_ text: String) throws {
        #expect(try rows(text) == [["a", "b"], ["c", "d"]])
    }

    @Test func `an empty file has no records and a lone quoted nothing has one empty field`() throws {
        #expect(try rows("").isEmpty)
        #expect(try rows("\"\"") == [[""]])
    }

    @Test func `a record knows the line on which it begins`() throws {
        var reader = CSVReader(bytes: Array("a\n\"b\nb\"\nc".utf8))
        var lines: [Int] = []
        while let row = try reader.next() { lines.append(row.line) }
        #expect(lines == [1, 2, 4])
    }

    @Test func `a quote in the wrong place is refused by its line`() {
        #expect(throws: CSVError.strayQuote(line: 2)) { try rows("a\nb\"c\n") }
        #expect(throws: CSVError.strayQuote(line: 1)) { try rows("\"a\"b\n") }
        #expect(throws: CSVError.unclosedQuote(line: 2)) { try rows("a\n\"b\nc\nd") }
    }

    @Test func `the limits hold at the last allowed byte, field and row and refuse the next`() throws {
        var limits = CSVLimits()
        limits.fieldBytes = 3
        limits.fieldsOfRow = 2
        limits.rows = 2
        #expect(try rows("abc,d\ne\n", limits: limits) == [["abc", "d"], ["e"]])
        #expect(throws: CSVError.fieldTooLong(line: 1, limit: 3)) { try rows("abcd", limits: limits) }
        #expect(throws: CSVError.tooManyFields(line: 1, limit: 2)) { try rows("a,b,c", limits: limits) }
        #expect(throws: CSVError.tooManyRows(limit: 2)) { try rows("a\nb\nc", limits: limits) }
        let endless = "\"" + String(repeating: "x", count: 1_000_000)
        #expect(throws: CSVError.fieldTooLong(line: 1, limit: 3)) { try rows(endless, limits: limits) }
    }

    @Test func `bytes that come one by one give the same records`() throws {
        var bytes = Array("\u{FEFF}a,\"b\"\"c\"\r\nd,e\r\n".utf8)[...]
        var reader = CSVReader(separator: ",", limits: CSVLimits()) { () throws(CSVError) -> [UInt8] in
            bytes.popFirst().map { [$0] } ?? []
        }
        var rows: [[String]] = []
        while let row = try reader.next() { rows.append(row.fields) }
        #expect(rows == [["a", "b\"c"], ["d", "e"]])
    }

    @Test func `a field in Latin-1 is read and noted`() throws {
        var reader = CSVReader(bytes: [0x43, 0x61, 0x66, 0xE9])
        #expect(try reader.next()?.fields == ["Café"])
        #expect(reader.sawOtherEncoding)
    }

    @Test func `a file that is not there is named without its folder`() {
        let file = URL(fileURLWithPath: "/nowhere/Ta_RAB.csv")
        #expect(throws: CSVError.unreadable(name: "Ta_RAB.csv")) { try CSVReader(file: file) }
    }
}
