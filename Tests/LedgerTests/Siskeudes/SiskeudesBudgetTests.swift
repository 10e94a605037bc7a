import Foundation
import Ledger
import Testing

/// Goal: a budget comes out of an export to the rupiah, or nothing comes out and every reason is named.
/// Method: one invented export in balance; each test breaks one rule by the least and by a lot.
@Suite struct SiskeudesBudgetTests {
    private func key(_ activity: String, _ account: String, _ fund: String) -> SiskeudesKey {
        SiskeudesKey(activity: activity, account: account, fund: fund, subDetail: "01")
    }

    @Test func `the sample is read: place, year, keys, cost lines, totals`() throws {
        let export = try SampleExport().read()
        #expect(export.place.village == 3_510_992_001)
        #expect(export.place.villageName == "Contoh-Satu")
        #expect(export.place.districtName == "Contoh")
        #expect(export.place.regencyName == "Banyuwangi")
        #expect(export.place.provinceName == "Jawa Timur")
        #expect(export.year == 2026)
        #expect(export.activities.map(\.code) == ["1.1.01", "2.3.10", "2.3.93"])
        let budget = try #require(export.budgets.first)
        #expect(export.budgets.count == 1 && budget.posting == .original && budget.regulationNumber == "4")
        #expect(budget.postedOn == "2026-01-05")
        #expect(budget.lines.count == 5 && budget.rabCount == 6)
        #expect(budget.totals.incomeSen == 1_000_000_000 && budget.totals.spendingSen == 1_000_000_000)
        let road = try #require(budget.lines.first { $0.key == key("2.3.10", "5.3.5.01", "DDS") })
        #expect(road.rab.map(\.volume) == ["2.5", "50"])
        #expect(road.rab.map(\.description) == ["Batu, pecah", "Semen"])
        #expect(road.rab.map(\.amountSen) == [250_000_000, 250_000_000])
    }

    @Test func `the county's own codes come with the names the export gives them`() throws {
        let codes = try SampleExport().read().countyCodes
        #expect(codes.map(\.code) == ["5.2.2.91", "2.3.93"])
        #expect(codes.map(\.name) == ["Honor Modin", "Tugu Desa"])
        #expect(codes.map(\.kind) == [nil, 2])
    }

    @Test(arguments: ["35.10.99.2001", "3510992001", "99.2001", "99.2001."])
    func `the village is found by any spelling of its code`(_ code: String) throws {
        #expect(try SampleExport().read(village: code).place.village == 3_510_992_001)
    }

    @Test(arguments: ["35.10.99.2003", "11.75.99.2001", "", "Contoh", "35.10.99.20011", "٣٥١٠٩٩٢٠٠١"])
    func `a village that is not in the export is refused with those that are`(_ code: String) throws {
        #expect(throws: SiskeudesRefusal([.villageNotInExport(code, known: ["35.10.99.2001"])])) {
            try SampleExport().read(village: code)
        }
    }

    @Test(arguments: ["2500001", "2500000.01", "0", "99999999999"])
    func `a cost line off by any amount makes the key differ from its posting`(_ amount: String) throws {
        var export = SampleExport()
        export.replace("50,50000,2500000,", with: "50,50000,\(amount),", in: "Ta_RABRinci")
        guard case .rabDiffers(let key, let posted, let rab)? = try export.problems().first else {
            Issue.record("not refused")
            return
        }
        #expect(key == self.key("2.3.10", "5.3.5.01", "DDS"))
        #expect(posted == 500_000_000 && rab != posted)
        #expect(try export.problems().count == 1)
    }

    @Test func `a posted key off by one rupiah unbalances its fund and the version too`() throws {
        var export = SampleExport()
        export.replace("5000000,0,5000000", with: "5000001,0,5000001", in: "Ta_Anggaran")
        let expected: [SiskeudesProblem] = [
            .rabDiffers(key: key("2.3.10", "5.3.5.01", "DDS"), postedSen: 500_000_100, rabSen: 500_000_000),
            .versionUnbalanced(posting: 2, sourcesSen: 1_000_000_000, usesSen: 1_000_000_100),
            .fundUnbalanced(posting: 2, fund: "DDS", sourcesSen: 700_000_000, usesSen: 700_000_100),
        ]
        #expect(try export.problems() == expected)
    }

    @Test func `a version in balance whose funds are not is refused for each fund`() throws {
        var export = SampleExport()
        for table in ["Ta_Anggaran", "Ta_RABRinci"] {
            export.replace("7000000", with: "6999999", in: table)
            export.replace(
                "4.2.3.01.,01,3000000,0,3000000", with: "4.2.3.01.,01,3000001,0,3000001", in: table)
            export.replace("ADD,Ls,1,3000000,3000000,", with: "ADD,Ls,1,3000001,3000001,", in: table)
        }
        let expected: [SiskeudesProblem] = [
            .fundUnbalanced(posting: 2, fund: "ADD", sourcesSen: 300_000_100, usesSen: 300_000_000),
            .fundUnbalanced(posting: 2, fund: "DDS", sourcesSen: 699_999_900, usesSen: 700_000_000),
        ]
        #expect(try export.problems() == expected)
    }

    @Test func `financing counts on both sides of the balance`() throws {
        var export = SampleExport()
        export.append("2,2026,6.1.1.01.,01,1000,0,1000,99.2001.00.00.00.,DDS,99.2001.,", to: "Ta_Anggaran")
        export.append("2,2026,6.2.1.01.,01,1000,0,1000,99.2001.00.00.00.,DDS,99.2001.,", to: "Ta_Anggaran")
        for (account, number) in [("6.1.1.01.", 1), ("6.2.1.01.", 1)] {
            export.append(
                "2026,99.2001.,99.2001.00.00.00.,\(account),01,0\(number),DDS,SiLPA,Ls,1,1000,1000,1,1000,1000",
                to: "Ta_RABRinci")
        }
        let totals = try #require(try export.read().budgets.first?.totals)
        #expect(totals.financingInSen == 100_000 && totals.financingOutSen == 100_000)
        #expect(totals.differenceSen == 0)
    }

    @Test(arguments: [
        ("5.3.5.01.", "5.9.5.01.", "Kd_Rincian"), ("5.3.5.01.", "5.3.5.89.", "Kd_Rincian"),
        ("5.3.5.01.", "5.2.2.92.", "Kd_Rincian"), ("02.03.10.", "02.03.77.", "Kd_Keg"),
        ("02.03.10.", "02.03.94.", "Kd_Keg"), ("DDS", "XYZ", "SumberDana"),
    ])
    func `an unknown code is refused, also in the county's range when the export does not name it`(
        _ known: String, _ unknown: String, _ column: String
    ) throws {
        var export = SampleExport()
        export.replace(known, with: unknown, in: "Ta_Anggaran")
        let found = try export.problems().contains {
            if case .unknownCode("Ta_Anggaran", _, column, let code) = $0 { return code.hasSuffix(unknown) }
            return false
        }
        #expect(found)
    }

    @Test func `a key or a cost line that stands twice is refused`() throws {
        var export = SampleExport()
        let row =
            "2026,99.2001.,99.2001.02.03.10.,5.3.5.01.,01,02,DDS,Semen,Sak,50,50000,2500000,50,50000,2500000"
        export.append(row, to: "Ta_RABRinci")
        #expect(
            try export.problems() == [
                .doubleRow(table: "Ta_RABRinci", line: 8, key: "2.3.10 5.3.5.01 DDS 01 2")
            ])
        var posted = SampleExport()
        posted.append("2,2026,5.3.5.01.,01,0,0,0,99.2001.02.03.10.,DDS,99.2001.,", to: "Ta_Anggaran")
        #expect(
            try posted.problems() == [
                .doubleRow(table: "Ta_Anggaran", line: 7, key: "2.3.10 5.3.5.01 DDS 01")
            ])
    }

    @Test(arguments: [
        "-5000000", "lima juta", "5.000.000", "5,0", "1e40", "NaN", "0x10", "200000000000000000000",
    ])
    func `a posted amount that is no amount is refused by its line`(_ amount: String) throws {
        var export = SampleExport()
        export.replace("5000000,0,5000000", with: "\"\(amount)\",0,5000000", in: "Ta_Anggaran")
        #expect(
            try export.problems().contains(
                .malformedValue(table: "Ta_Anggaran", line: 5, column: "Anggaran", value: amount)))
    }

    @Test func `a change is read from its own columns beside the posting before it`() throws {
        var export = SampleExport()
        let rows = export.tables["Ta_Anggaran"]?.split(separator: "\n").dropFirst() ?? []
        for row in rows {
            var change = "3" + row.dropFirst()
            change = change.replacingOccurrences(of: "7000000,0,7000000", with: "7000000,500000,7500000")
            change = change.replacingOccurrences(of: "5000000,0,5000000", with: "5000000,500000,5500000")
            export.append(change, to: "Ta_Anggaran")
        }
        export.replace("7000000,1,7000000,7000000", with: "7000000,1,7500000,7500000", in: "Ta_RABRinci")
        export.replace("2500000,50,50000,2500000", with: "2500000,60,50000,3000000", in: "Ta_RABRinci")
        export.replace("5000000,5000000", with: "5000000,5500000", in: "Ta_RAB")
        let budgets = try export.read().budgets
        #expect(budgets.map(\.posting) == [.original, .change])
        #expect(budgets.map(\.totals.spendingSen) == [1_000_000_000, 1_050_000_000])
        #expect(budgets.last?.lines.flatMap(\.rab).contains { $0.volume == "60" } == true)
    }
}
