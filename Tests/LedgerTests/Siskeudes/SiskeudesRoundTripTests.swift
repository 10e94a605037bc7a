import Commons
import Foundation
import Ledger
import Postgres
import TestSupport
import Testing

/// Goal: what goes out to Siskeudes comes back in the same: budget, realisation of each line, cash, the whole
/// book. Method: export a year, import it into an empty village, compare every account; a random year of
/// everything that Balai books, the invented export, and the real one.
@Suite struct SiskeudesRoundTripTests {
    private static let target: Int64 = 3_510_992_002

    /// Writes a village's year as tables and reads them as another village's.
    private func export(
        _ test: TestDatabase, _ village: Int64, _ year: Int, as other: String
    ) async throws -> (out: SiskeudesExport, back: SiskeudesExport) {
        let reference = try SampleExport.reference.get()
        let out = try await ReadSiskeudesYear(test.superuser)(
            of: VillageCode(number: village), year: year, by: nil)
        let tables = SiskeudesWriter.tables(of: out, reference: reference)
        let back = try SiskeudesReader.read(
            .texts(Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0.text) })), village: other,
            localCode: out.place.localCode, reference: reference)
        return (out, back)
    }

    private func store(_ export: SiskeudesExport, _ test: TestDatabase) async throws -> SiskeudesJournal {
        _ = try await StoreSiskeudes(owner: test.owner)(export)
        let journal = SiskeudesJournal(export.vouchers, year: export.year)
        _ = try await StoreVouchers(owner: test.owner)(
            journal, village: export.place.village, year: export.year)
        return journal
    }

    /// Each account's sum of each day, by activity and fund source: cash, realisation, held taxes, advances.
    private func book(_ test: TestDatabase, _ village: Int64) async throws -> [String: Int64] {
        try await sums(
            test,
            """
            SELECT concat_ws(' ', e.book_date, p.activity, p.account, p.fund) AS key,
                   sum(p.amount_sen)::bigint AS sen
              FROM ledger.posting AS p JOIN ledger.entry AS e ON e.id = p.entry_id
             WHERE p.village = $1 GROUP BY 1 HAVING sum(p.amount_sen) <> 0
            """, village)
    }

    private func entryCounts(_ test: TestDatabase) async throws -> [Int64: Int64] {
        let rows = try await test.sql(
            "SELECT village, count(*) AS entries FROM ledger.entry GROUP BY village")
        return try Dictionary(
            uniqueKeysWithValues: rows.map { (try $0.int64("village"), try $0.int64("entries")) })
    }

    /// Each cost line of the first and of the newest posted budget.
    private func budget(_ test: TestDatabase, _ village: Int64) async throws -> [String: Int64] {
        try await sums(
            test,
            """
            SELECT concat_ws(' ', v.kind, r.activity, r.account, r.fund, r.sub_detail, r.ordinal,
                             r.description, r.volume, r.unit, r.unit_price_sen) AS key, r.amount_sen AS sen
              FROM ledger.rab_line AS r JOIN ledger.budget_version AS v ON v.id = r.version_id
             WHERE r.village = $1 AND v.state = 'posted'
            """, village)
    }

    private func sums(
        _ test: TestDatabase, _ sql: String, _ village: Int64
    ) async throws -> [String: Int64] {
        let rows = try await test.sql(sql, .int64(village))
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.text("key"), try $0.int64("sen")) })
    }

    /// What must have happened in a year that proves something.
    private static let eventful: Set<LifeStep.Kind> = [
        .receive, .advance, .taxes, .book, .giveBack, .move, .deposit, .reverse, .correct,
    ]

    @Test(arguments: [20_261_122, UInt64.random(in: 1...UInt64.max)])
    func `a random year of everything, corrections too, comes back to the sen, day by day`(
        _ seed: UInt64
    ) async throws {
        let hall = try await SampleVillage.make()
        var life = try await LifeModel(hall, seed: seed)
        for step in 1...6_000 {
            if step > 1_500, Self.eventful.isSubset(of: life.taken.keys) { break }
            let step = life.nextStep()
            var next = life
            let foreseen = next.take(step)
            guard case .done = foreseen, await life.ask(step) == foreseen else { continue }
            life = next
        }
        let (out, back) = try await export(
            hall.test, hall.village.number, hall.year, as: "35.10.99.2002")
        let held = out.vouchers
        for count in [
            held.receipts.count, held.payments.count, held.journal.count, held.transfers.count,
            held.settlements.count,
        ] {
            #expect(count > 0, "seed \(seed)")
        }
        #expect(held.journal.contains { $0.purpose.hasSuffix(": Salah") }, "seed \(seed): corrections")
        let journal = try await store(back, hall.test)
        #expect(journal.findings.isEmpty, "seed \(seed): \(journal.findings)")
        let (ours, theirs) = (
            try await book(hall.test, hall.village.number), try await book(hall.test, Self.target)
        )
        let differing = Set(ours.keys).union(theirs.keys).filter { ours[$0] != theirs[$0] }
        #expect(differing.isEmpty, "seed \(seed): \(differing.sorted())")
        let entries = try await entryCounts(hall.test)
        #expect(entries[Self.target] == entries[hall.village.number], "seed \(seed)")
        let budgets = try await budget(hall.test, hall.village.number)
        #expect(try await budget(hall.test, Self.target) == budgets)
        #expect(try await hall.differences().map(\.kind) == [], "seed \(seed)")
    }

    @Test func `the rest of an advance goes out as such where the table can say it, else by the journal`()
        async throws
    {
        let hall = try await SampleVillage.make()
        let key = SampleVillage.pothole
        try await hall.postBudget([key: 2_000])
        try await hall.receive("DDS", rupiah: 5_000)
        let paid = try await hall.request([key: 1_000], upTo: .paid, kind: .advance)
        for (place, rupiah) in [(CashPlace.cash, Int64(300)), (.bank, 200)] {
            let line = SPPLine(key: key, amount: try Rupiah(rupiah: rupiah))
            _ = try await GiveBack(hall.database)(
                UUID.v7(),
                GiveBackDraft(
                    kind: .advanceRest, day: try hall.firstDay, place: place, payer: "Kasi",
                    description: "Sisa", lines: [line]), of: paid.id, by: hall.session(.treasurer))
        }
        let (out, back) = try await export(hall.test, hall.village.number, hall.year, as: "35.10.99.2002")
        #expect(out.vouchers.rests.map(\.amountSen) == [30_000])
        #expect(out.vouchers.rests.map(\.requestNumber) == out.vouchers.requests.map(\.number))
        #expect(out.vouchers.journal.count == 1)
        #expect(back.vouchers.rests == out.vouchers.rests)
        _ = try await store(back, hall.test)
        #expect(try await book(hall.test, Self.target) == book(hall.test, hall.village.number))
    }

    @Test func `what a waiting request proposes to withhold goes out with it`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 50_000])
        var step = try await hall.ask([SampleVillage.pothole: 11_100])
        let tax = TaxDraft(code: "ppn", fund: "DDS", base: try Rupiah(rupiah: 10_000))
        step = try await ProposeTaxes(hall.database)(
            step.id, revision: step.revision, [tax], by: hall.session(.manager))
        _ = try await SubmitSPP(hall.database)(step.id, revision: step.revision, by: hall.session(.manager))
        let (_, back) = try await export(hall.test, hall.village.number, hall.year, as: "35.10.99.2002")
        #expect(back.vouchers.requests.map(\.deductionSen) == [110_000])
        #expect(back.vouchers.requests.map { $0.deductions.map(\.account) } == [["7.1.1.01"]])
    }

    @Test func `a changed budget goes out as change, with what was before`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000, SampleVillage.office: 400])
        try await hall.postBudget(
            [SampleVillage.pothole: 1_200, SampleVillage.office: 400], kind: .perubahan)
        let (_, back) = try await export(hall.test, hall.village.number, hall.year, as: "35.10.99.2002")
        #expect(back.budgets.map(\.posting) == [.original, .change])
        #expect(back.budgets.map(\.totals.spendingSen) == [140_000, 160_000])
        _ = try await store(back, hall.test)
        #expect(try await budget(hall.test, Self.target) == budget(hall.test, hall.village.number))
    }

    @Test
    func `what was imported goes out under its own numbers, and words that look like formulas stay words`()
        async throws
    {
        let hall = try await SampleVillage.make()
        var sample = SampleExport()
        sample.replace("Terima,BPKD", with: "=1+1,+BPKD", in: "Ta_TBP")
        _ = try await store(try sample.read(), hall.test)
        let (out, back) = try await export(hall.test, hall.village.number, 2026, as: "35.10.99.2002")
        #expect(out.vouchers.receipts.map(\.number) == ["0001/TBP"])
        #expect(out.vouchers.requests.map(\.number) == ["0001/SPP"])
        #expect(out.vouchers.payments.map(\.number) == ["0001/CASH"])
        #expect(out.vouchers.transfers.map(\.number) == ["0001/BANK"])
        #expect(back.vouchers.receipts.map(\.purpose) == ["=1+1"])
        #expect(back.vouchers.receipts.map(\.payer) == ["+BPKD"])
        #expect(back.activities.map(\.ceilingSen) == [300_000_000, 500_000_000, 200_000_000])
        #expect(back.activities.map(\.managerName) == ["PKA-001", "PKA-002", "PKA-002"])
        _ = try await store(back, hall.test)
        #expect(try await book(hall.test, Self.target) == book(hall.test, hall.village.number))
    }

    @Test func `every table is there with its own columns, also the empty ones`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        let reference = try SampleExport.reference.get()
        let out = try await ReadSiskeudesYear(hall.database)(
            of: hall.village, year: hall.year, by: hall.session(.treasurer).key)
        let tables = SiskeudesWriter.tables(of: out, reference: reference)
        #expect(tables.map(\.name) == reference.tableNames && tables.count == 86)
        let empty = try #require(tables.first { $0.name == "Ta_STSRinci" })
        #expect(empty.text == "Tahun,Kd_Desa,No_Bukti,No_TBP,Uraian,Nilai\r\n")
    }

    @Test func `a stranger, a year without a budget and an unknown village give nothing`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        let read = ReadSiskeudesYear(hall.database)
        let stranger = try await SampleVillage.person(hall.test, [.treasurer], place: 3_510_992_002)
        let treasurer = try hall.session(.treasurer)
        await #expect(throws: LedgerError.notFound(kind: "budget")) {
            try await read(of: hall.village, year: hall.year, by: stranger.key)
        }
        await #expect(throws: LedgerError.notFound(kind: "budget")) {
            try await read(of: hall.village, year: hall.year - 1, by: treasurer.key)
        }
        await #expect(throws: LedgerError.notFound(kind: "village")) {
            try await read(of: VillageCode(number: 3_510_992_999), year: hall.year, by: treasurer.key)
        }
    }

    @Test(.enabled(if: RealExport.exists, "../shared/domain/siskeudes2019 is not here"))
    func `the real year comes back: 59 activities, 481 cost lines, every line and fund`() async throws {
        let hall = try await SampleVillage.make()
        let real = try RealExport.read()
        _ = try await store(real, hall.test)
        let (out, back) = try await export(hall.test, 1_175_042_014, 2019, as: "35.10.99.2002")
        #expect(out.activities.count == 59)
        #expect(back.activities == real.activities)
        #expect(back.budgets.map(\.rabCount) == [481])
        #expect(back.budgets.map(\.totals) == real.budgets.map(\.totals))
        #expect(back.vouchers.receipts.reduce(0) { $0 + $1.headerSen } == 37_118_384_739)
        #expect(back.vouchers.payments.reduce(0) { $0 + $1.amountSen } == 37_036_270_000)
        _ = try await store(back, hall.test)
        #expect(try await book(hall.test, Self.target) == book(hall.test, 1_175_042_014))
        #expect(try await hall.differences().map(\.kind) == [])
    }
}
