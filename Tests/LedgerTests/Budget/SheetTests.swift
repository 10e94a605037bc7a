import Commons
import Foundation
import Ledger
import Testing

/// Goal: what people paste or bring as a file is read as they meant it; what is wrong is named cell by cell.
@Suite struct SheetTests {
    private let good = ["2.3.10", "5.3.5.01", "DDS", "01", "Semen", "2,5", "zak", "70.000"]

    private func faults(_ changes: [String: String]) -> [String] {
        var row = SheetRow(good)
        for (column, text) in changes { row[column] = text }
        return SheetReading([row]).faults.map { "\($0.column) \($0.key)" }
    }

    @Test func `rows of one key are one line, and income needs no activity`() {
        let rows = [
            SheetRow(good), SheetRow(["02.03.10.", "5.3.5.1.", "dds", "1", "Pasir", "1", "m3", "1.000"]),
            SheetRow([]), SheetRow(["", "4.2.1.01", "DDS", "", "Dana Desa", "1", "tahun", "176.000"]),
        ]
        let reading = SheetReading(rows)
        #expect(reading.faults.isEmpty)
        #expect(reading.lines.map(\.key.activity) == ["0.0.00", "2.3.10"])
        #expect(reading.lines.last?.rab.map(\.description) == ["Semen", "Pasir"])
    }

    @Test func `each mistake is named at its cell`() {
        #expect(faults([:]) == [])
        #expect(faults(["activity": ""]) == ["activity missing-in-row"])
        #expect(faults(["activity": "jalan"]) == ["activity activity-in-row"])
        #expect(faults(["account": "5.3"]) == ["account account-in-row"])
        #expect(faults(["fund": ""]) == ["fund missing-in-row"])
        #expect(faults(["sub": "001"]) == ["sub sub-in-row"])
        #expect(faults(["price": "1,234,567.89"]) == ["price english-in-row"])
        #expect(faults(["price": "murah"]) == ["price not-money-in-row"])
        #expect(
            faults(["volume": "1.5", "description": ""]).sorted()
                == ["description missing-in-row", "volume not-a-volume"])
        #expect(faults(["description": "", "volume": "", "unit": "", "price": ""]) == [], "a line of zero")
    }

    @Test func `a clipboard with quotes and tabs is read and written back`() {
        let rows = SheetRow.rows(pasted: "a\t\"b \"\"c\"\"\td\"\r\n\u{A0}x\u{A0}\t\r\n\r\n")
        #expect(rows.map { $0.cells.prefix(3) } == [["a", "b \"c\"\td", ""], ["x", "", ""], ["", "", ""]])
        #expect(SheetRow.rows(pasted: rows[0].pasted) == [rows[0]])
        #expect(SheetRow.rows(pasted: "") == [])
    }

    @Test(arguments: [";", ",", "\t"])
    func `a file of text is read whatever separates its columns`(_ sign: String) async throws {
        let lines = [
            ["Uraian", "Kode Rekening", "Sumber Dana", "Volume", "Satuan", "Harga Satuan (Rp)", "Kegiatan"],
            ["'=Semen", "5.3.5.01", "DDS", "\"2,5\"", "zak", "70.000", "2.3.10"],
        ]
        let text = "\u{FEFF}" + lines.map { $0.joined(separator: sign) }.joined(separator: "\r\n")
        let rows = try await SheetFile.read(Array(text.utf8))
        #expect(rows == [SheetRow(["2.3.10", "5.3.5.01", "DDS", "", "=Semen", "2,5", "zak", "70.000"])])
    }

    @Test func `what is no sheet is refused with its reason`() async throws {
        for (text, refusal) in [
            ("", SheetFileError.empty), ("Uraian;Volume;Satuan;Harga\n", .empty),
            ("a;\"b\"c\n", .broken(line: 1)),
            ("PK\u{3}\u{4}", .unreadable), ("a\u{0}b", .unreadable),
            (String(repeating: "a;b\n", count: SheetRow.limit + 1), .tooManyRows(limit: SheetRow.limit)),
        ] {
            await #expect(throws: refusal) { try await SheetFile.read(Array(text.utf8)) }
        }
    }

    @Test func `every file form that leaves is read again as the same lines`() async throws {
        let hall = try await SampleVillage.make()
        let id = try await hall.postBudget([SampleVillage.pothole: 12_345, SampleVillage.office: 7])
        let lines = try await ReadActivityBudget(hall.database)(
            id, activity: nil, by: hall.session(.treasurer))
        let before = SheetReading(lines.flatMap(SheetRow.rows))
        #expect(before.lines.count == 4 && before.faults.isEmpty)
        for format in SheetFormat.allCases {
            let heads = [
                "Kegiatan", "Rekening", "Sumber", "Sub", "Uraian", "Volume", "Satuan", "Harga satuan (Rp)",
                "Jumlah (Rp)",
            ]
            let bytes = try await SheetFile.write(lines, as: format, headings: heads, title: "Uji")
            #expect(SheetReading(try await SheetFile.read(bytes)) == before, "\(format)")
        }
    }

    @Test func `a sheet replaces the activities it names and no other`() async throws {
        let hall = try await SampleVillage.make()
        let treasurer = try hall.session(.treasurer)
        let id = UUID.v7()
        _ = try await OpenBudgetVersion(hall.database)(
            id, village: hall.village, year: hall.year, kind: .murni, by: treasurer)
        let save = SaveSheet(hall.database)
        let all = try [SampleVillage.pothole, SampleVillage.culvert, SampleVillage.office].map {
            try SampleVillage.line($0, rupiah: 10)
        }
        let request = UUID.v7()
        let first = try await save(
            all, into: id, revision: 1, replacing: nil, request: request, by: treasurer)
        let again = try await save(
            all, into: id, revision: 1, replacing: nil, request: request, by: treasurer)
        #expect(first == again && first.revision == 2)
        let road = [try SampleVillage.line(SampleVillage.pothole, rupiah: 99)]
        await #expect(throws: LedgerError.staleRevision(yours: 1, current: 2, state: "draft")) {
            try await save(
                road, into: id, revision: 1, replacing: ["2.3.10"], request: .v7(), by: treasurer)
        }
        await #expect(throws: LedgerError.activityMismatch(activity: "2.3.10", account: "")) {
            try await save(
                road, into: id, revision: 2, replacing: ["1.1.04"], request: .v7(), by: treasurer)
        }
        _ = try await save(
            road, into: id, revision: 2, replacing: ["2.3.10"], request: .v7(), by: treasurer)
        let stored = try await ReadActivityBudget(hall.database)(id, activity: nil, by: treasurer)
        #expect(stored.map(\.key) == [SampleVillage.office, SampleVillage.pothole])
        #expect(stored.map(\.amount.sen) == [1_000, 9_900])
    }

    @Test func `last year's posted budget fills an empty draft once`() async throws {
        let hall = try await SampleVillage.make()
        let treasurer = try hall.session(.treasurer)
        let next = UUID.v7()
        try await hall.postBudget([SampleVillage.pothole: 12, SampleVillage.office: 7])
        _ = try await OpenBudgetVersion(hall.database)(
            next, village: hall.village, year: hall.year + 1, kind: .murni, by: treasurer)
        let copy = CopyLastYear(hall.database)
        let done = try await copy(into: next, revision: 1, request: .v7(), by: treasurer)
        #expect(done.copied == 4 && done.leftOut == 0 && done.step.revision == 2)
        let tree = try await ReadBudget(hall.database)(next, by: treasurer)
        #expect(tree.sides[.spending] == Rupiah(sen: 1_900) && tree.difference == .zero)
        await #expect(throws: LedgerError.self) {
            try await copy(into: next, revision: 2, request: .v7(), by: treasurer)
        }
    }
}
