import Commons
import Foundation
import Testing

/// Goal: what Balai writes as XLSX, it and others read again value by value; a workbook that lies or explodes
/// is refused.
@Suite struct WorkbookTests {
    private func sample(_ rows: [Workbook.Row]) -> Workbook {
        Workbook(
            title: "Uji", sheets: [.table("RAB", [.init("Uraian", width: 40), .init("Jumlah (Rp)")], rows)])
    }

    @Test func `typed cells come back as they went out`() async throws {
        let book = sample([
            .init([.text("Semen \"40 kg\" <Tiga> & Roda"), .money(Rupiah(sen: 123_456_789))]),
            .init([.text("=1+1"), .empty, .count(7), .number(2.5), .share(0.25)]),
            .init([.empty, .day("2026-01-31")], .total),
        ])
        let read = try await ReadWorkbook(bytes: try await book.bytes())
        let sheet = try #require(read.sheets.first)
        #expect(sheet.name == "RAB")
        #expect(sheet.rows.map(\.number) == [1, 2, 3, 4])
        #expect(sheet.rows[0].cells == [.text("Uraian"), .text("Jumlah (Rp)")])
        #expect(sheet.rows[1].cells[0] == .text("Semen \"40 kg\" <Tiga> & Roda"))
        #expect(sheet.rows[1].cells[1].typed == "1234567,89")
        #expect(
            sheet.rows[2].cells.map(\.typed) == ["=1+1", "", "7", "2,5", "0,25"], "a formula stays a text")
        #expect(sheet.rows[3].cells.map(\.typed) == ["", "46053"])
    }

    @Test func `what Excel can't hold is refused by its place`() async throws {
        await #expect(throws: WorkbookError.sheets) { try await Workbook(title: "", sheets: []).bytes() }
        let twice = Workbook.Sheet.table("A/B", [], [])
        let again = Workbook.Sheet.table("a-b", [], [])
        await #expect(throws: WorkbookError.sheets) {
            try await Workbook(title: "", sheets: [twice, again]).bytes()
        }
        let long = String(repeating: "x", count: Workbook.textLimit)
        #expect(try await !sample([.init([.text(long)])]).bytes().isEmpty)
        await #expect(throws: WorkbookError.textTooLong(row: 2, column: 1)) {
            try await sample([.init([.text(long + "x")])]).bytes()
        }
        await #expect(throws: WorkbookError.malformedDay(row: 2, column: 2)) {
            try await sample([.init([.empty, .day("2026-13-01")])]).bytes()
        }
    }

    @Test func `a file that is no workbook is refused`() async throws {
        for bytes in [[], [0x50], Array("PK but no archive".utf8), [0xD0, 0xCF, 0x11, 0xE0]] as [[UInt8]] {
            await #expect(throws: WorkbookReadError.notAWorkbook) { try await ReadWorkbook(bytes: bytes) }
        }
        let whole = try await sample([]).bytes()
        for length in stride(from: 0, to: whole.count, by: 97) {
            await #expect(throws: WorkbookReadError.self) {
                try await ReadWorkbook(bytes: Array(whole.prefix(length)))
            }
        }
    }

    @Test func `every limit holds at its edge and refuses the next`() async throws {
        let bytes = try await sample([.init([.text("a"), .text("b")]), .init([.text("c"), .text("d")])])
            .bytes()
        var limits = WorkbookLimits()
        limits.cells = 6
        #expect(try await ReadWorkbook(bytes: bytes, limits: limits).sheets[0].rows.count == 3)
        limits.cells = 5
        await #expect(throws: WorkbookReadError.tooManyCells(limit: 5)) {
            try await ReadWorkbook(bytes: bytes, limits: limits)
        }
        limits = WorkbookLimits()
        limits.columns = 1
        await #expect(throws: WorkbookReadError.tooManyColumns(limit: 1)) {
            try await ReadWorkbook(bytes: bytes, limits: limits)
        }
        limits = WorkbookLimits()
        limits.entries = 3
        await #expect(throws: WorkbookReadError.tooManyEntries(limit: 3)) {
            try await ReadWorkbook(bytes: bytes, limits: limits)
        }
        limits = WorkbookLimits()
        limits.fileBytes = bytes.count - 1
        await #expect(throws: WorkbookReadError.fileTooLarge(limit: bytes.count - 1)) {
            try await ReadWorkbook(bytes: bytes, limits: limits)
        }
        limits = WorkbookLimits()
        limits.textBytes = 10
        await #expect(throws: WorkbookReadError.textTooLong(limit: 10)) {
            try await ReadWorkbook(bytes: bytes, limits: limits)
        }
    }

    @Test func `a workbook of one repeated letter is refused before it is unpacked`() async throws {
        let long = String(repeating: "0", count: 32_000)
        let rows = (0..<60).map { Workbook.Row([.text(long + String($0))]) }
        let bytes = try await sample(rows).bytes()
        #expect(bytes.count < 100_000)
        await #expect(throws: WorkbookReadError.unpacksTooLarge(part: "xl/sharedStrings.xml")) {
            try await ReadWorkbook(bytes: bytes)
        }
    }

    @Test func `prefixed names, gaps, rich texts and cells without a place are read`() async throws {
        let sheet = """
            <x:worksheet xmlns:x='m'><x:sheetData><x:row r='3'><x:c r='B3' t='s'><x:v>0</x:v></x:c>
            <x:c t='inlineStr'><x:is><x:t>dua</x:t></x:is></x:c><x:c r='E3'><x:f>1+1</x:f><x:v>2</x:v></x:c>
            <x:c r='F3' t='e'><x:v>#REF!</x:v></x:c><x:c r='G3' t='s'><x:v>99</x:v></x:c></x:row>
            </x:sheetData></x:worksheet>
            """
        let strings = "<sst><si><r><t>sa</t></r><r><t>tu</t></r><rPh><t>x</t></rPh></si></sst>"
        let bytes = StoredArchive.bytes(StoredArchive.workbook(sheet: sheet, strings: strings))
        let read = try await ReadWorkbook(bytes: bytes)
        #expect(read.sheets.first?.rows.map(\.number) == [3])
        #expect(
            read.sheets.first?.rows.first?.cells
                == [.empty, .text("satu"), .text("dua"), .empty, .number("2"), .error("#REF!")])
    }

    @Test(arguments: [
        "<!DOCTYPE a [<!ENTITY b 'b'>]><worksheet/>", "\u{FEFF}<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
    ])
    func `a part with a document type of its own is refused`(_ sheet: String) async throws {
        let bytes = StoredArchive.bytes(StoredArchive.workbook(sheet: sheet))
        await #expect(throws: WorkbookReadError.forbidden(part: "xl/worksheets/s.xml")) {
            try await ReadWorkbook(bytes: bytes)
        }
    }

    @Test func `broken XML, a missing part and a size that lies are refused`() async throws {
        let broken = StoredArchive.workbook(sheet: "<worksheet><row>")
        await #expect(throws: WorkbookReadError.broken(part: "xl/worksheets/s.xml")) {
            try await ReadWorkbook(bytes: StoredArchive.bytes(broken))
        }
        let missing = Array(StoredArchive.workbook(sheet: "<a/>").prefix(2))
        await #expect(throws: WorkbookReadError.broken(part: "xl/worksheets/s.xml")) {
            try await ReadWorkbook(bytes: StoredArchive.bytes(missing))
        }
        let whole = StoredArchive.workbook(sheet: "<a/>")
        await #expect(throws: WorkbookReadError.self) {
            try await ReadWorkbook(bytes: StoredArchive.bytes(whole, claims: 3))
        }
        await #expect(throws: WorkbookReadError.self) {
            try await ReadWorkbook(bytes: StoredArchive.bytes(whole, claims: 0x7FFF_FFFF))
        }
    }

    @Test(arguments: [
        ("12345.67", "12345.67"), ("1.2345E+4", "12345"), ("0.1", "0.1"), ("2.4999999999999996", "2.5"),
        ("-3", "-3"), ("1000000000000", "1000000000000"), ("0.30000000000000004", "0.3"),
    ])
    func `a stored number is read without its binary noise`(_ stored: String, _ plain: String) {
        #expect(ReadWorkbook.Cell.plain(stored) == plain)
    }

    @Test(arguments: ["", "x", "nan", "inf", "1e16", "1,5"])
    func `what is no number stays as it is`(_ stored: String) {
        #expect(ReadWorkbook.Cell.plain(stored) == nil)
        #expect(ReadWorkbook.Cell.number(stored).typed == stored)
    }
}
