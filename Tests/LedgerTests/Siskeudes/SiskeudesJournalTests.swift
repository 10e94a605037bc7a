import Commons
import Foundation
import Ledger
import Postgres
import TestSupport
import Testing

/// Goal: another system's vouchers become a journal that says what they said, and say so again when they
/// come again. Method: the invented export with one thing changed; the real one against sums read straight
/// from its tables.
@Suite struct SiskeudesJournalTests {
    private func journal(_ export: SampleExport) throws -> SiskeudesJournal {
        let read = try export.read()
        return SiskeudesJournal(read.vouchers, year: read.year)
    }

    @Test func `each voucher becomes one balanced entry, tax held back is owed and not paid out`() throws {
        let entries = try journal(SampleExport()).entries
        #expect(entries.map(\.kind) == [.receipt, .move, .payment])
        for entry in entries {
            let sums = Dictionary(grouping: entry.postings, by: \.fund).mapValues {
                $0.reduce(0) { $0 + $1.amountSen }
            }
            #expect(sums.values.allSatisfy { $0 == 0 }, "\(entry.number)")
        }
        let paid = try #require(entries.last?.postings)
        #expect(paid.map(\.account) == ["5.1.1.01", "7.1.1.02", "1.1.1.01"])
        #expect(paid.map(\.amountSen) == [25_000_000, -1_250_000, -23_750_000])
    }

    @Test func `a withdrawal names no fund: it is taken from what the bank holds, and said`() throws {
        let journal = try journal(SampleExport())
        let move = try #require(journal.entries.first { $0.kind == .move })
        #expect(move.postings.map(\.account) == ["1.1.1.01", "1.1.1.02"])
        #expect(move.postings.map(\.fund) == ["ADD", "ADD"])
        #expect(journal.findings == [.moveDivided(number: "0001/BANK", funds: ["ADD"])])
    }

    /// The sample with an advance of two fund sources for one activity, and what came back of it.
    private func withRest(of request: String, _ amount: Int) -> SampleExport {
        var export = SampleExport()
        let key = "99.2001.02.03.10.,5.3.5.01.,01"
        export.append("2026,0009/SPP,2026-02-01 00:00:00,UM,99.2001.,Panjar,1000,0,1", to: "Ta_SPP")
        export.append("2026,99.2001.,0009/SPP,\(key),DDS,600", to: "Ta_SPPRinci")
        export.append("2026,99.2001.,0009/SPP,\(key),ADD,400", to: "Ta_SPPRinci")
        export.tables["Ta_SPJSisa"] =
            "Tahun,Kd_Desa,No_Bukti,Tgl_Bukti,No_SPJ,Tgl_SPJ,No_SPP,Tgl_SPP,Kd_Keg,Keterangan,Nilai\n"
            + "2026,99.2001.,0001/SISA,2026-03-01 00:00:00,,,\(request),,99.2001.02.03.10.,Sisa,\(amount)\n"
        return export
    }

    @Test func `the rest of an advance comes into the hand, divided by what each fund had open, and said`()
        throws
    {
        let journal = try journal(withRest(of: "0009/SPP", 700))
        let rest = try #require(journal.entries.first { $0.kind == .rest })
        #expect(rest.postings.map(\.account) == ["1.1.1.01", "1.1.1.01", "1.1.2.07", "1.1.2.07"])
        #expect(rest.postings.map(\.fund) == ["ADD", "DDS", "ADD", "DDS"])
        #expect(rest.postings.map(\.amountSen) == [40_000, 30_000, -40_000, -30_000])
        #expect(journal.findings.contains(.restDivided(number: "0001/SISA", funds: ["ADD", "DDS"])))
    }

    @Test func `the rest of an advance that is not there is said, not booked`() throws {
        let journal = try journal(withRest(of: "0008/SPP", 700))
        #expect(!journal.entries.contains { $0.kind == .rest })
        #expect(journal.findings.contains(.restWithoutAdvance(number: "0001/SISA", request: "0008/SPP")))
    }

    @Test func `paying more than ever came in is a finding, not a refusal`() async throws {
        var export = SampleExport()
        export.replace(",3000000,2", with: ",100000,2", in: "Ta_TBP")
        export.replace("ADD,3000000", with: "ADD,100000", in: "Ta_TBPRinci")
        let journal = try journal(export)
        let short = SiskeudesWarning.fundBelowZero(fund: "ADD", cashSen: -13_750_000, heldTaxSen: 1_250_000)
        #expect(journal.findings.contains(short))
        let hall = try await SampleVillage.make()
        _ = try await StoreSiskeudes(owner: hall.test.owner)(try export.read())
        _ = try await StoreVouchers(owner: hall.test.owner)(journal, village: 3_510_992_001, year: 2026)
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `spending above the line is stored with its excess`() async throws {
        var export = SampleExport()
        export.replace("ADD,250000", with: "ADD,3000001", in: "Ta_SPPRinci")
        let hall = try await SampleVillage.make()
        _ = try await StoreSiskeudes(owner: hall.test.owner)(try export.read())
        _ = try await StoreVouchers(owner: hall.test.owner)(
            try journal(export), village: 3_510_992_001, year: 2026)
        let excess = try await hall.test.sql(
            "SELECT excess_sen FROM ledger.line_control WHERE account = '5.1.1.01'")
        #expect(try excess.one().int64("excess_sen") == 100)
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `the same export again changes nothing; a changed and a gone voucher are told apart`()
        async throws
    {
        let hall = try await SampleVillage.make()
        let store = StoreVouchers(owner: hall.test.owner)
        _ = try await StoreSiskeudes(owner: hall.test.owner)(try SampleExport().read())
        let first = try await store(try journal(SampleExport()), village: 3_510_992_001, year: 2026)
        #expect(first.map(\.what) == [.new, .new, .new, .new])
        #expect(try await store(try journal(SampleExport()), village: 3_510_992_001, year: 2026).isEmpty)

        var later = SampleExport()
        later.replace("ADD,3000000", with: "ADD,2900000", in: "Ta_TBPRinci")
        later.replace("0001/BANK", with: "0002/BANK", in: "Ta_Mutasi")
        let second = try await store(try journal(later), village: 3_510_992_001, year: 2026)
        let told = second.map { "\($0.what.rawValue) \($0.number)" }
        #expect(told == ["changed 0001/TBP", "new 0002/BANK", "gone 0001/BANK"])
        let income = try await hall.test.sql(
            "SELECT -sum(amount_sen)::bigint AS sen FROM ledger.posting WHERE account LIKE '4.%'")
        #expect(try income.one().int64("sen") == 290_000_000)
        let reversals = try await hall.test.sql("SELECT FROM ledger.entry WHERE kind = 'reversal'")
        #expect(reversals.count == 1)
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `a year without a budget takes no vouchers`() async throws {
        let hall = try await SampleVillage.make()
        await #expect(throws: LedgerError.yearNotOpen(2026)) {
            try await StoreVouchers(owner: hall.test.owner)(
                try journal(SampleExport()), village: 3_510_992_001, year: 2026)
        }
    }

    @Test(.enabled(if: RealExport.exists, "../shared/domain/siskeudes2019 is not here"))
    func `realisation of the real year equals what its tables say, line by line`() async throws {
        let test = try await TestDatabase.make()
        let export = try RealExport.read()
        _ = try await StoreSiskeudes(owner: test.owner)(export)
        let journal = SiskeudesJournal(export.vouchers, year: export.year)
        _ = try await StoreVouchers(owner: test.owner)(journal, village: 1_175_042_014, year: 2019)
        #expect(try await test.sql("SELECT FROM ledger.difference").isEmpty)

        // What came in of ADD less what its requests took; the tax held back still lies in the cash box.
        let short = SiskeudesWarning.fundBelowZero(fund: "ADD", cashSen: -2_193_200, heldTaxSen: 12_720_000)
        #expect(journal.findings.contains(short))
        #expect(short.wording.values["own"] == "-Rp\u{a0}149.132,00")

        let booked = try await test.sql(
            """
            SELECT activity, account, fund, sum(amount_sen)::bigint AS sen FROM ledger.posting
             WHERE account LIKE '5.%' GROUP BY activity, account, fund
            """)
        var found: [String: Int64] = [:]
        for row in booked {
            let key = try "\(row.text("activity")) \(row.text("account")) \(row.text("fund"))"
            found[key] = try row.int64("sen")
        }
        let expected = try RealSums.spending()
        let differing = Set(found.keys).union(expected.keys).filter { found[$0] != expected[$0] }
        #expect(differing.isEmpty, "\(differing.sorted())")
        #expect(found.values.reduce(0, +) == 37_036_270_000)
        let income = try await test.sql(
            "SELECT -sum(amount_sen)::bigint AS sen FROM ledger.posting WHERE account LIKE '4.%'")
        #expect(try income.one().int64("sen") == 37_118_384_739)
    }
}

/// The real year's spending straight from two of its tables, by nothing but splitting lines: lines of
/// requests that were paid.
enum RealSums {
    static func spending() throws -> [String: Int64] {
        let paid = Set(try rows("Ta_Pencairan").map { $0["No_SPP"] ?? "" })
        var sums: [String: Int64] = [:]
        for row in try rows("Ta_SPPRinci") where paid.contains(row["No_SPP"] ?? "") {
            let activity = (row["Kd_Keg"] ?? "").dropFirst("04.2014.".count).split(separator: ".")
                .enumerated().map { $0.offset == 2 ? String($0.element) : String(Int($0.element) ?? 0) }
            let account = (row["Kd_Rincian"] ?? "").split(separator: ".").joined(separator: ".")
            let rupiah = Decimal(string: row["Nilai"] ?? "") ?? 0
            let key = "\(activity.joined(separator: ".")) \(account) \(row["Sumberdana"] ?? "")"
            sums[key, default: 0] += NSDecimalNumber(decimal: rupiah * 100).int64Value
        }
        return sums.filter { $0.value != 0 }
    }

    private static func rows(_ table: String) throws -> [[String: String]] {
        let text = try String(
            contentsOf: RealExport.folder.appendingPathComponent("\(table).csv"), encoding: .utf8)
        var lines = text.split(whereSeparator: \.isNewline).map(fields)
        let head = lines.removeFirst()
        return lines.map { Dictionary(uniqueKeysWithValues: zip(head, $0)) }
    }

    /// Commas within quotes belong to the field.
    private static func fields(_ line: Substring) -> [String] {
        var (fields, field, isQuoted) = ([String](), "", false)
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                fields.append(field)
                field = ""
            default: field.append(character)
            }
        }
        return fields + [field]
    }
}
