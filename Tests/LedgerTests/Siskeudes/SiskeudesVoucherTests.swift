import Foundation
import Ledger
import Testing

/// Goal: the year's documents are read as they were, and each disagreement between them is said once.
@Suite struct SiskeudesVoucherTests {
    @Test func `receipts, requests, payments and transfers are read with their lines`() throws {
        let vouchers = try SampleExport().read().vouchers
        #expect(vouchers.receipts.map(\.headerSen) == [300_000_000])
        #expect(vouchers.receipts.first?.lines.map(\.key.subDetail) == ["01"])
        let request = try #require(vouchers.requests.first)
        #expect(request.kind == .definite && request.lines.map(\.amountSen) == [25_000_000])
        #expect(request.proofs.map(\.number) == ["00001/KWT"])
        #expect(request.deductions.map(\.account) == ["7.1.1.02"])
        #expect(vouchers.payments.map(\.means) == [.cash])
        #expect(vouchers.transfers.map(\.amountSen) == [100_000_000])
    }

    @Test func `a header that is not its lines is said alone and in sum`() throws {
        var export = SampleExport()
        export.replace("Siltap,250000,", with: "Siltap,250001,", in: "Ta_SPP")
        export.append("2026,0002/SPP,2026-02-11 00:00:00,UM,99.2001.,Kosong,100000,0,1", to: "Ta_SPP")
        let warnings = try export.read().warnings
        #expect(
            warnings.contains(.headerDiffers(number: "0001/SPP", headerSen: 25_000_100, linesSen: 25_000_000))
        )
        #expect(warnings.contains(.requestWithoutLines(number: "0002/SPP", headerSen: 10_000_000)))
        #expect(warnings.contains(.requestTotalsDiffer(headersSen: 35_000_100, linesSen: 25_000_000)))
        #expect(warnings.contains(.requestsUnpaid(1)))
    }

    @Test func `a receipt of nothing and a document of another year are said`() throws {
        var export = SampleExport()
        export.append("2026,0002/TBP,2025-12-31 00:00:00,99.2001.,Nol,BUMDes,0,1", to: "Ta_TBP")
        export.replace("00001/KWT,2026-02-10", with: "00001/KWT,2018-02-10", in: "Ta_SPPBukti")
        let warnings = try export.read().warnings
        #expect(warnings.contains(.zeroReceipt(number: "0002/TBP")))
        #expect(warnings.contains(.dayOutsideYear(number: "0002/TBP", day: "2025-12-31")))
        #expect(warnings.contains(.dayOutsideYear(number: "00001/KWT", day: "2018-02-10")))
    }

    @Test func `a payment that is not its request, or older than it, is said`() throws {
        var export = SampleExport()
        export.replace(
            "2026-02-12 00:00:00,99.2001.,Siltap,250000", with: "2026-02-09,99.2001.,Siltap,249999",
            in: "Ta_Pencairan")
        let warnings = try export.read().warnings
        #expect(
            warnings.contains(
                .paymentDiffers(number: "0001/CASH", paymentSen: 24_999_900, requestSen: 25_000_000)))
        #expect(
            warnings.contains(
                .paymentBeforeRequest(number: "0001/CASH", day: "2026-02-09", requestDay: "2026-02-10")))
    }

    @Test func `requests up to the last rupiah of a key are fine, one more is said`() throws {
        var export = SampleExport()
        export.replace("ADD,250000", with: "ADD,3000000", in: "Ta_SPPRinci")
        export.replace("Siltap,250000,", with: "Siltap,3000000,", in: "Ta_SPP")
        export.replace("Siltap,250000,", with: "Siltap,3000000,", in: "Ta_Pencairan")
        func isOver(_ warning: SiskeudesWarning) -> Bool {
            if case .requestedOverBudget = warning { return true }
            return false
        }
        #expect(try !export.read().warnings.contains(where: isOver))
        export.replace("ADD,3000000", with: "ADD,3000001", in: "Ta_SPPRinci")
        #expect(try export.read().warnings.contains(where: isOver))
    }

    @Test(arguments: ["2026-02-30 00:00:00", "kemarin", "", "13/13/26"])
    func `a day that is none is refused`(_ day: String) throws {
        var export = SampleExport()
        export.replace("2026-02-10 00:00:00", with: day, in: "Ta_SPP")
        #expect(
            try export.problems() == [
                .malformedValue(table: "Ta_SPP", line: 2, column: "Tgl_SPP", value: day)
            ])
    }
}

/// Goal: the real export of 2019 comes out as it was counted by hand. Runs where the shared material is.
@Suite(.enabled(if: RealExport.exists, "../shared/domain/siskeudes2019 is not here"))
struct RealExportTests {
    @Test func `income and financing equal spending and financing, 1_459_971_435 rupiah`() throws {
        let export = try RealExport.read()
        let totals = try #require(export.budgets.last?.totals)
        #expect(totals.incomeSen + totals.financingInSen == 145_997_143_500)
        #expect(totals.spendingSen + totals.financingOutSen == 145_997_143_500)
        #expect(export.place.village == 1_175_042_014)
        #expect(export.activities.count == 59)
        #expect(export.budgets.map(\.rabCount) == [481])
        #expect(export.budgets.map(\.lines.count) == [197])
    }

    @Test func `nine stale header totals and four codes without a dot are warnings`() throws {
        let warnings = try RealExport.read().warnings
        #expect(warnings.count { if case .staleHeader = $0 { true } else { false } } == 9)
        #expect(warnings.count { if case .missingDot = $0 { true } else { false } } == 4)
        #expect(!warnings.contains { if case .productDiffers = $0 { true } else { false } })
    }

    @Test func `the funds balance one by one`() throws {
        let funds = try #require(try RealExport.read().budgets.last?.totalsByFund)
        let expected = [
            "DDS": 78_674_779_900, "ADD": 63_799_037_600, "PBH": 2_763_326_000, "PAD": 600_000_000,
            "DLL": 160_000_000,
        ].mapValues { Int64($0) }
        #expect(funds.mapValues(\.incomeSen) == expected)
        #expect(funds.mapValues(\.spendingSen) == expected)
    }

    @Test func `the vouchers are counted and their dirt is said`() throws {
        let export = try RealExport.read()
        let vouchers = export.vouchers
        #expect(vouchers.requests.count == 52)
        #expect(vouchers.requests.flatMap(\.lines).count == 99)
        #expect(vouchers.requests.flatMap(\.proofs).count == 116)
        #expect(vouchers.payments.map(\.amountSen).reduce(0, +) == 37_036_270_000)
        #expect(vouchers.receipts.map(\.headerSen).reduce(0, +) == 37_118_384_739)
        #expect(vouchers.transfers.map(\.amountSen).reduce(0, +) == 37_080_000_000)
        #expect(
            export.warnings.contains(
                .requestTotalsDiffer(headersSen: 83_340_270_000, linesSen: 65_318_470_000)))
        #expect(export.warnings.contains(.requestsUnpaid(21)))
        #expect(export.warnings.contains(.zeroReceipt(number: "0011/TBP/04.2014/2019")))
        #expect(
            export.warnings.contains {
                if case .dayOutsideYear(_, let day) = $0 { day.hasPrefix("2018-") } else { false }
            })
        #expect(export.warnings.count { if case .requestWithoutLines = $0 { true } else { false } } == 8)
    }
}

/// The real export, where it is.
enum RealExport {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../../shared/domain/siskeudes2019").standardizedFileURL

    static var exists: Bool { FileManager.default.fileExists(atPath: folder.path) }

    static func read() throws -> SiskeudesExport {
        try SiskeudesReader.read(
            .folder(folder), village: "11.75.04.2014", reference: SampleExport.reference.get())
    }
}
