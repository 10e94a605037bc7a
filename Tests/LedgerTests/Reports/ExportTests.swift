import Commons
import Foundation
@testable import Ledger
import Postgres
import Synchronization
import TestSupport
import Testing

/// Goal: the books leave whole and other programs accept them. Method: export a lived-in book and ask
/// hledger.
@Suite struct ExportTests {
    private func lived() async throws -> SampleVillage {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000, SampleVillage.office: 400])
        try await hall.receive("DDS", rupiah: 1_000)
        try await hall.receive("ADD", rupiah: 400)
        let paid = try await hall.request(
            [SampleVillage.pothole: 600, SampleVillage.office: 100], upTo: .paid)
        let entry = try #require(
            try await ReadSPP(hall.database)(paid.id, by: hall.session(.head)).entries.first)
        _ = try await ReverseEntry(hall.database)(
            UUID.v7(), of: entry.id, on: hall.firstDay, reason: "=cmd; \"salah\" | bayar,\nsekali",
            by: hall.session(.treasurer))
        return hall
    }

    private func file(
        _ hall: SampleVillage, _ format: BookFormat, by session: SessionKey? = nil
    ) async throws -> [UInt8] {
        let gathered = Mutex<[UInt8]>([])
        try await ExportBook(hall.database)(
            of: hall.village, year: hall.year, as: format, by: session ?? hall.session(.treasurer).key
        ) { piece in gathered.withLock { $0 += piece } }
        return gathered.withLock { $0 }
    }

    private func text(_ hall: SampleVillage, _ format: BookFormat) async throws -> String {
        String(decoding: try await file(hall, format), as: UTF8.self)
    }

    @Test func `the csv has a row for each posting and sums to zero`() async throws {
        let hall = try await lived()
        let csv = try await text(hall, .csv)
        var reader = CSVReader(bytes: Array(csv.utf8))
        var rows: [[String]] = []
        while let row = try reader.next() { rows.append(row.fields) }
        let head = try #require(rows.first)
        let debit = try #require(head.firstIndex(of: "debit"))
        let debits: [Double] = rows.dropFirst().compactMap { Double($0[debit]) }
        let credits: [Double] = rows.dropFirst().compactMap { Double($0[debit + 1]) }
        let legs = 2 + 2 + 4 + 4
        #expect(debits.count == legs)
        #expect(debits.reduce(0, +) == 2_800)
        #expect(credits.reduce(0, +) == 2_800)
        #expect(csv.contains("\"'=cmd; \"\"salah\"\" | bayar,\nsekali\""))
    }

    @Test func `hledger accepts the journal strictly and finds the same cash`() async throws {
        let hall = try await lived()
        let journal = try await text(hall, .hledger)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "\(UUID().uuidString).journal")
        try journal.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let checked = try run(["check", "--strict", "-f", file.path])
        #expect(checked.status == 0, "\(checked.output)")
        let cash = try run(["balance", "-f", file.path, "1:1.1.1.02", "--no-total", "--flat"])
        #expect(cash.output.contains("IDR 1000.00"))
        #expect(cash.output.contains("IDR 400.00"))
    }

    @Test func `bean-check accepts the journal`() async throws {
        let hall = try await lived()
        let journal = try await text(hall, .beancount)
        #expect(journal.contains("open Expenses:5-3-5-01:2-3-10:DDS IDR"))
        #expect(journal.contains("  Assets:1-1-1-02:0-0-00:DDS  1000.00 IDR"))
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).beancount")
        try journal.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let checked = try run([file.path], program: "bean-check")
        #expect(checked.status == 0 && checked.output.isEmpty, "\(checked.output)")
        // Its own balance check must say no where a leg is another.
        try journal.replacing("  1000.00 IDR", with: "  1001.00 IDR").write(
            to: file, atomically: true, encoding: .utf8)
        #expect(try run([file.path], program: "bean-check").status != 0)
    }

    private func run(_ arguments: [String], program: String = "hledger") throws -> Program.Outcome {
        try Program.run(program, arguments, withErrors: true)
    }

    @Test func `a reader of another village gets an empty book, not this one`() async throws {
        let hall = try await lived()
        let stranger = try await SampleVillage.person(hall.test, [.treasurer], place: 3_510_992_002)
        let csv = String(decoding: try await file(hall, .csv, by: stranger.key), as: UTF8.self)
        #expect(csv.split(separator: "\r\n").count == 1)
    }

    @Test func `the workbook has a row for each posting, amounts that add up and no formula`() async throws {
        let hall = try await lived()
        let book = try await ReadWorkbook(bytes: try await file(hall, .xlsx))
        let rows = try #require(book.sheets.first).rows
        let heads = BookColumn.allCases
        let names: [ReadWorkbook.Cell] = heads.map { .text($0.rawValue) }
        #expect(rows.first?.cells == names)
        let debit = try #require(heads.firstIndex(of: .debit))
        func sum(_ column: Int) -> Double {
            rows.dropFirst().reduce(0) { sum, row in
                guard case .number(let text) = row.cells[column] else { return .nan }
                return sum + (Double(text) ?? .nan)
            }
        }
        #expect(rows.count == 13, "its head and 2 + 2 + 4 + 4 postings")
        #expect(sum(debit) == 2_800 && sum(debit + 1) == 2_800)
        let description = try #require(heads.firstIndex(of: .description))
        let hostile = ReadWorkbook.Cell.text("=cmd; \"salah\" | bayar,\nsekali")
        #expect(rows.contains { $0.cells[description] == hostile })
    }

    @Test func `a book longer than a workbook may be is refused before it fills the memory`() throws {
        var book = BookWorkbook(
            village: try VillageCode(number: 3_510_992_001), year: 2026,
            place: (name: "Contoh", isDemo: true))
        let leg = JournalLeg(
            number: 1, day: "2026-01-02", recordedAt: "", kind: "receipt", description: "", origin: "entered",
            reverses: nil, documentNumber: nil, ordinal: 1, account: "1.1.1.02", accountName: "Kas",
            activity: "0.0.00", fund: "DDS", subDetail: "01", amountSen: 1)
        for _ in 0..<BookWorkbook.rowLimit { try book.add(leg) }
        #expect(throws: WorkbookError.tooManyRows(limit: BookWorkbook.rowLimit)) { try book.add(leg) }
    }
}
