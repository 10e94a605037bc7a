import Foundation
import Ledger
import Testing

/// Goal: the dirt of real exports is survived and listed; what is no export is refused with what it lacks.
@Suite struct SiskeudesDirtTests {
    @Test func `a clean export has no warning but the columns it lacks`() throws {
        let warnings = try SampleExport().read().warnings.filter {
            if case .missingColumns = $0 { return false }
            return true
        }
        #expect(warnings.isEmpty, "\(warnings)")
    }

    @Test func `a stale header total is a warning and the cost lines count`() throws {
        var export = SampleExport()
        export.replace(",5000000,5000000", with: ",4990000,4990000", in: "Ta_RAB")
        let read = try export.read()
        let expected = SiskeudesWarning.staleHeader(
            key: "2.3.10 5.3.5.01 01", headerSen: 499_000_000, linesSen: 500_000_000)
        #expect(read.warnings.contains(expected))
        #expect(read.budgets.first?.totals.spendingSen == 1_000_000_000)
    }

    @Test func `a code without its last dot is read and noted once`() throws {
        var export = SampleExport()
        for table in ["Ta_Anggaran", "Ta_Kegiatan", "Ta_RABRinci"] {
            export.replace("99.2001.02.03.93.", with: "99.2001.02.03.93", in: table)
        }
        let expected = SiskeudesWarning.missingDot(
            code: "99.2001.02.03.93", tables: ["Ta_Anggaran", "Ta_Kegiatan", "Ta_RABRinci"], rows: 3)
        #expect(try export.read().warnings.contains(expected))
    }

    @Test func `4_3_7 is read as 4_3_9, DD as DDS, and both are said`() throws {
        var export = SampleExport()
        for table in ["Ta_Anggaran", "Ta_RABRinci"] {
            export.replace("4.2.1.01.", with: "4.3.7.99.", in: table)
            export.replace("DDS", with: "DD", in: table)
        }
        let read = try export.read()
        #expect(read.warnings.contains(.codeMapped(from: "4.3.7.99", to: "4.3.9.90", rows: 2)))
        #expect(read.warnings.contains(.codeMapped(from: "DD", to: "DDS", rows: 7)))
        #expect(read.budgets.first?.lines.map(\.fund).contains("DD") == false)
    }

    @Test func `volume times price may differ: the amount is kept and the product told`() throws {
        var export = SampleExport()
        export.replace("Sak,50,50000", with: "Sak,49,50000", in: "Ta_RABRinci")
        let key = SiskeudesKey(activity: "2.3.10", account: "5.3.5.01", fund: "DDS", subDetail: "01")
        let expected = SiskeudesWarning.productDiffers(
            key: key, ordinal: 2, productSen: 245_000_000, amountSen: 250_000_000)
        #expect(try export.read().warnings.contains(expected))
    }

    @Test func `floating-point dust is rounded to the sen and said`() throws {
        var export = SampleExport()
        export.replace("50,50000,2500000,", with: "50,50000,2500000.0000004,", in: "Ta_RABRinci")
        let read = try export.read()
        #expect(read.warnings.contains(.roundedAmount(table: "Ta_RABRinci", line: 6)))
        #expect(read.budgets.first?.totals.differenceSen == 0)
    }

    @Test func `an unknown table and an unknown column are listed, a program's own accounts are not`() throws
    {
        var export = SampleExport()
        export.tables["Ta_Baru"] = "a,b\n1,2\n"
        export.tables["Ta_UserID"] = "a\n"
        export.tables["Ref_Version"] = "Versi,Tgl_Rilis,Kanal\nV2.0,2020-01-01,x\n"
        let warnings = try export.read().warnings
        #expect(warnings.contains(.unknownTable("Ta_Baru")))
        #expect(!warnings.contains(.unknownTable("Ta_UserID")))
        #expect(warnings.contains(.unknownColumns(table: "Ref_Version", columns: ["Kanal"])))
    }

    @Test func `rows of other villages are left aside and the villages named`() throws {
        var export = SampleExport()
        export.append("2,2026,4.2.1.01.,01,9,0,9,99.2002.00.00.00.,DDS,99.2002.,", to: "Ta_Anggaran")
        let read = try export.read()
        #expect(read.warnings.contains(.otherVillages(["99.2002"])))
        #expect(read.budgets.first?.totals.incomeSen == 1_000_000_000)
    }

    @Test(arguments: [
        "Ref_Version", "Ta_RAB", "Ta_RABRinci", "Ta_Anggaran", "Ta_Kegiatan", "Ta_Pemda", "Ref_Desa",
    ])
    func `a folder without a table that makes the budget is no export`(_ table: String) throws {
        var export = SampleExport()
        export.tables[table] = nil
        #expect(try export.problems() == [.notAnExport(missing: [table])])
    }

    @Test func `a missing column is named with its table`() throws {
        var export = SampleExport()
        export.replace("HrgSatuan,", with: "Harga,", in: "Ta_RABRinci")
        #expect(try export.problems() == [.missingColumns(table: "Ta_RABRinci", columns: ["HrgSatuan"])])
    }

    @Test func `a short row and a broken quote are refused by line`() throws {
        var ragged = SampleExport()
        ragged.append("2,2026", to: "Ta_Anggaran")
        #expect(try ragged.problems() == [.raggedRow(table: "Ta_Anggaran", line: 7)])
        var quote = SampleExport()
        quote.append("2026,\"99.2001.", to: "Ta_RAB")
        #expect(try quote.problems() == [.unreadableTable(table: "Ta_RAB", error: "unclosed-quote", line: 3)])
    }

    @Test func `an export without this village's budget, or with two years of it, is refused`() throws {
        var empty = SampleExport()
        empty.tables["Ta_Anggaran"] = empty.tables["Ta_Anggaran"]?.split(separator: "\n").first.map {
            "\($0)\n"
        }
        #expect(try empty.problems() == [.noBudget(village: "99.2001")])
        var double = SampleExport()
        double.append("2,2025,4.2.1.01.,01,9,0,9,99.2001.00.00.00.,DDS,99.2001.,", to: "Ta_Anggaran")
        #expect(try double.problems() == [.severalYears(["2025", "2026"])])
    }

    @Test func `a budget whose posting was not logged keeps the day of its rows and a dash, and it is said`()
        throws
    {
        var export = SampleExport()
        export.tables["Ta_AnggaranLog"] = nil
        let read = try export.read()
        #expect(read.warnings.contains(.postingWithoutRegulation(posting: 2)))
        #expect(read.budgets.map(\.regulationNumber) == ["-"])
        #expect(read.budgets.map(\.postedOn) == ["2026-01-05"])
    }

    @Test func `mdb-export's dates and tables in lower case are read`() throws {
        var export = SampleExport()
        export.replace("2026-02-01 00:00:00", with: "02/01/26 00:00:00", in: "Ta_TBP")
        export.tables["ta_tbp"] = export.tables.removeValue(forKey: "Ta_TBP")
        #expect(try export.read().vouchers.receipts.map(\.day) == ["2026-02-01"])
    }
}
