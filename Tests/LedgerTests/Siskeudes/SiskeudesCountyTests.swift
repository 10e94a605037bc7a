import Commons
import Foundation
import Ledger
import Postgres
import TestSupport
import Testing

/// Goal: a county's export of many villages comes in village by village: who is not mapped is named, who is
/// broken stops nobody, who came before changes nothing. Method: the invented village written three times
/// under three codes.
@Suite struct SiskeudesCountyTests {
    /// The sample's tables with the same rows again for other villages; columns and quotes stay as they are.
    private func county(_ codes: [String]) -> SampleExport {
        var export = SampleExport()
        for (table, text) in export.tables {
            let lines = text.split(separator: "\n").map(String.init)
            let own = lines.filter { $0.contains("99.2001") }
            let others = codes.flatMap { code in own.map { $0.replacing("99.2001", with: code) } }
            export.tables[table] = (lines + others).joined(separator: "\n") + "\n"
        }
        export.tables["Ref_Desa"] =
            "Kd_Kec,Kd_Desa,Nama_Desa\n99,99.2001.,SATU\n"
            + codes.map { "99,\($0).,DESA \($0)\n" }.joined()
        return export
    }

    private func read(_ export: SampleExport, _ mapping: String) throws -> SiskeudesCounty {
        try SiskeudesCounty(
            .texts(export.tables), mapping: SiskeudesMapping(parsing: mapping),
            reference: SampleExport.reference.get())
    }

    private func readings(_ county: SiskeudesCounty) -> [SiskeudesCounty.Reading] {
        county.pairs.map { county.reading($0) }
    }

    private let three = "# desa\n99.2001\t35.10.99.2001\n99.2005.\t35.10.99.2002\n99.2007\t3510992003\n"

    @Test func `each mapped village is read under its own code, the others are named`() throws {
        let county = try read(county(["99.2005", "99.2007", "99.2009"]), three)
        let villages = try readings(county).map { try $0.result.get().place.village }
        #expect(villages == [3_510_992_001, 3_510_992_002, 3_510_992_003])
        #expect(county.unmapped == ["99.2009"])
        let sums = try readings(county).map { try $0.result.get().budgets.map(\.totals.spendingSen) }
        #expect(sums == [[1_000_000_000], [1_000_000_000], [1_000_000_000]])
    }

    @Test func `one village's fault is its own; unknown tables and columns are said once and stop nobody`()
        throws
    {
        var export = county(["99.2005", "99.2007"])
        export.tables["Ta_RABRinci"] = export.tables["Ta_RABRinci"]?.replacing(
            "99.2005.,99.2005.02.03.93.,5.2.2.91.,01,01,DDS,Honor,OB,1,2000000,2000000",
            with: "99.2005.,99.2005.02.03.93.,5.2.2.91.,01,01,DDS,Honor,OB,1,2000001,2000001")
        export.tables["Ta_Baru"] = "Kolom\nx\n"
        export.replace("Kd_Kec,Nama_Kecamatan", with: "Kd_Kec,Nama_Kecamatan,Aneh", in: "Ref_Kecamatan")
        export.replace("99,KECAMATAN CONTOH", with: "99,KECAMATAN CONTOH,?", in: "Ref_Kecamatan")
        let county = try read(export, three)
        let isRead = readings(county).map { reading in
            if case .success = reading.result { true } else { false }
        }
        #expect(isRead == [true, false, true])
        #expect(county.tableWarnings.filter { $0 == .unknownTable("Ta_Baru") }.count == 1)
        #expect(
            county.tableWarnings.contains(.unknownColumns(table: "Ref_Kecamatan", columns: ["Aneh"])))
    }

    @Test func `a village reads the same in a county as alone, rows mixed too, and faults name their line`()
        throws
    {
        var export = county(["99.2005", "99.2007"])
        for (table, text) in export.tables where table.hasPrefix("Ta_") && table != "Ta_Pemda" {
            // As Access writes them: by whatever order the rows came in.
            let lines = text.split(separator: "\n").map(String.init)
            export.tables[table] = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\r\n")
        }
        let whole = try read(export, three)
        for reading in readings(whole) {
            let alone = try SiskeudesReader.read(
                .texts(export.tables), village: reading.pair.village.dotted,
                localCode: reading.pair.localCode, reference: SampleExport.reference.get())
            let found = try reading.result.get()
            #expect(found.vouchers == alone.vouchers && found.budgets == alone.budgets)
            #expect(found.activities == alone.activities)
        }
        let lines = try #require(export.tables["Ta_TBP"]).split(separator: "\r\n").map(String.init)
        let number = try #require(lines.firstIndex { $0.contains("99.2005") })
        export.replace(
            lines[number], with: lines[number].replacing("3000000", with: "tiga juta"), in: "Ta_TBP")
        guard case .failure(let refusal) = readings(try read(export, three))[1].result,
            case .malformedValue("Ta_TBP", number + 1, "Jumlah", _)? = refusal.problems.first
        else {
            Issue.record("line \(number + 1) of Ta_TBP is not named")
            return
        }
    }

    @Test func `a village that the export lacks is refused by name`() throws {
        let county = try read(SampleExport(), "99.2001\t35.10.99.2001\n99.2044\t35.10.99.2044\n")
        guard case .failure(let refusal) = readings(county)[1].result,
            case .villageNotInExport = refusal.problems.first
        else {
            Issue.record("\(readings(county)[1].result)")
            return
        }
    }

    @Test func `stored twice, the second time changes nothing`() async throws {
        let hall = try await SampleVillage.make()
        let county = try read(county(["99.2005", "99.2007"]), three)
        let keep = ImportSiskeudes(owner: hall.test.owner)
        for round in 1...2 {
            for reading in readings(county) {
                let export = try reading.result.get()
                let kept = try await keep(export, SiskeudesJournal(export.vouchers, year: export.year))
                #expect(kept.isBudgetNew == (round == 1))
                #expect(kept.changes.map(\.what) == (round == 1 ? [.new, .new, .new, .new] : []))
            }
        }
        let entries = try await hall.test.sql("SELECT DISTINCT village FROM ledger.entry")
        #expect(entries.count == 3)
        #expect(try await hall.differences().isEmpty)
    }

    @Test(arguments: [
        "99.2001", "99.2001\t35.10.99", "99.2001\tx", "\t35.10.99.2001", "99.2001\t35.10.99.2001\t1",
        "99.2001\t35.10.99.2001\n99.2001\t35.10.99.2002", "99.2001\t35.10.99.2001\n99.2002\t35.10.99.2001",
    ])
    func `a line that is no pair of codes, or names one again, is refused with its number`(_ text: String) {
        let lines = text.split(separator: "\n")
        let last = String(lines[lines.count - 1])
        #expect(
            throws: SiskeudesProblem.malformedMapping(
                line: lines.count, text: last.trimmingCharacters(in: .whitespaces))
        ) {
            try SiskeudesMapping(parsing: text)
        }
    }

    @Test func `a head, comments and empty lines say nothing`() throws {
        let mapping = try SiskeudesMapping(parsing: "siskeudes\tkemendagri\n\n# a\n99.2001.\t3510992001\r\n")
        #expect(mapping.pairs.map(\.localCode) == ["99.2001"])
        #expect(mapping.pairs.map(\.village.number) == [3_510_992_001])
    }
}
