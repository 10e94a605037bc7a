import Commons
import Foundation
import Ledger
import Testing

/// Goal: whoever imports reads in words what was read, what is odd and why nothing was stored, in both
/// languages.
@Suite struct SiskeudesReportTests {
    private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../texts").standardizedFileURL

    private func report(_ language: Language = .indonesian) throws -> SiskeudesReport {
        SiskeudesReport(try Texts(directory: folder).words(in: language))
    }

    @Test func `an export is told with its place, its warnings and its totals`() throws {
        var export = SampleExport()
        export.replace(",5000000,5000000", with: ",4990000,4990000", in: "Ta_RAB")
        let lines = try report().lines(try export.read())
        #expect(lines.first?.contains("35.10.99.2001 Contoh-Satu, Contoh, Banyuwangi") == true)
        #expect(lines.contains { $0.contains("Rp\u{A0}4.990.000,00") && $0.contains("Rp\u{A0}5.000.000,00") })
        #expect(lines.contains { $0.contains("3 kegiatan, 5 kunci anggaran, 6 baris RAB") })
        #expect(lines.contains { $0.hasPrefix("  ADD: Rp\u{A0}3.000.000,00 = Rp\u{A0}3.000.000,00") })
    }

    @Test(arguments: Language.allCases)
    func `every warning and problem has its words and every value its place`(_ language: Language) throws {
        let report = try report(language)
        let key = SiskeudesKey(activity: "1.1.01", account: "5.1.1.01", fund: "ADD", subDetail: "01")
        let warnings: [SiskeudesWarning] = [
            .unknownTable("T"), .unknownColumns(table: "T", columns: ["A", "B"]),
            .missingColumns(table: "T", columns: ["A"]), .otherVillages(["04.2005"]),
            .otherEncoding(table: "T"),
            .missingDot(code: "C", tables: ["T"], rows: 2), .codeMapped(from: "A", to: "B", rows: 1),
            .staleHeader(key: "K", headerSen: 1, linesSen: 2),
            .productDiffers(key: key, ordinal: 1, productSen: 1, amountSen: 2),
            .roundedAmount(table: "T", line: 3), .archiveDiffers(keys: 1),
            .postingWithoutRegulation(posting: 2), .activityNotPlanned("1.1.01"),
            .requestTotalsDiffer(headersSen: 1, linesSen: 2),
            .headerDiffers(number: "N", headerSen: 1, linesSen: 2),
            .requestWithoutLines(number: "N", headerSen: 1), .requestsUnpaid(2), .zeroReceipt(number: "N"),
            .dayOutsideYear(number: "N", day: "2018-01-01"),
            .paymentDiffers(number: "N", paymentSen: 1, requestSen: 2),
            .paymentBeforeRequest(number: "N", day: "2019-01-01", requestDay: "2019-01-02"),
            .requestedOverBudget(key: key, requestedSen: 2, budgetSen: 1),
            .voucherOutsideBudget(number: "N", key: key),
        ]
        let words = try Texts(directory: folder).words(in: language)
        for wording in warnings.map(\.wording) {
            let text = words(wording.key, wording.values)
            #expect(!text.contains("⟦") && !text.contains("{"), "\(text)")
        }
        let problems: [SiskeudesProblem] = [
            .notAnExport(missing: ["T"]), .unreadableTable(table: "T", error: "stray-quote", line: 1),
            .missingColumns(table: "T", columns: ["A"]), .raggedRow(table: "T", line: 1),
            .malformedValue(table: "T", line: 1, column: "A", value: "x"),
            .unknownCode(table: "T", line: 1, column: "A", code: "x"), .villageNotInExport("x", known: ["y"]),
            .noBudget(village: "x"), .severalYears(["2018", "2019"]),
            .doubleRow(table: "T", line: 1, key: "K"),
            .rabDiffers(key: key, postedSen: 1, rabSen: 2),
            .versionUnbalanced(posting: 2, sourcesSen: 1, usesSen: 2),
            .fundUnbalanced(posting: 2, fund: "ADD", sourcesSen: 1, usesSen: 2),
        ]
        let lines = report.lines(SiskeudesRefusal(problems))
        #expect(lines.count == problems.count + 1)
        #expect(!lines.contains { $0.contains("⟦") || $0.contains("{") }, "\(lines)")
    }
}
