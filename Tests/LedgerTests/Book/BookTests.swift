import Commons
import Foundation
import Ledger
import Postgres
import TestSupport
import Testing

/// Goal: the journal balances, only grows and numbers without gaps. Method: the functions, then tampering as
/// superuser.
@Suite struct BookTests {
    @Test func `income raises the fund's cash and is booked once under its id`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        let income = IncomeDraft(
            day: try hall.firstDay, account: "4.2.1.01", fund: "DDS", amount: Rupiah(sen: 123_456),
            payer: "KPPN",
            description: "Tahap I")
        let id = UUID.v7()
        let receive = ReceiveIncome(hall.database)
        let first = try await receive(
            id, income, village: hall.village, year: hall.year, by: hall.session(.treasurer))
        let again = try await receive(
            id, income, village: hall.village, year: hall.year, by: hall.session(.treasurer))
        #expect(first == again)
        let page = try await ListReceipts(hall.database)(
            of: hall.village, year: hall.year, by: hall.session(.treasurer))
        #expect(page.rows.map(\.amount) == [Rupiah(sen: 123_456)])
        #expect(try await hall.differences().isEmpty)
    }

    @Test(arguments: [0, -5, 100_000_000_000_000_001, Int64.max])
    func `absurd income is refused`(_ sen: Int64) async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        let income = IncomeDraft(
            day: try hall.firstDay, account: "4.2.1.01", fund: "DDS", amount: Rupiah(sen: sen), payer: "",
            description: "x")
        await #expect(throws: LedgerError.amountOutOfRange(line: "4.2.1.01", row: 0)) {
            try await ReceiveIncome(hall.database)(
                UUID.v7(), income, village: hall.village, year: hall.year, by: hall.session(.treasurer))
        }
    }

    @Test func `a reversal gives line and cash back and is final`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        try await hall.receive("DDS", rupiah: 1_000)
        let paid = try await hall.request([SampleVillage.pothole: 1_000], upTo: .paid)
        let detail = try await ReadSPP(hall.database)(paid.id, by: hall.session(.treasurer))
        let entry = try #require(detail.entries.first)
        let receipts = try await ListReceipts(hall.database)(
            of: hall.village, year: hall.year, by: hall.session(.head))
        let income = try #require(receipts.rows.first?.entry)
        let reverse = ReverseEntry(hall.database)
        let short = LedgerError.cashShort(fund: "DDS", remaining: .zero, asked: Rupiah(sen: 100_000))
        await #expect(throws: short) {
            try await reverse(
                UUID.v7(), of: income, on: hall.firstDay, reason: "Salah", by: hall.session(.treasurer))
        }
        let number = try await reverse(
            UUID.v7(), of: entry.id, on: hall.firstDay, reason: "Salah bayar", by: hall.session(.treasurer))
        #expect(number == 3)
        await #expect(throws: LedgerError.alreadyReversed(entry: 2)) {
            try await reverse(
                UUID.v7(), of: entry.id, on: hall.firstDay, reason: "Lagi", by: hall.session(.treasurer))
        }
        let again = try await hall.request([SampleVillage.pothole: 1_000], upTo: .paid)
        #expect(again.number == 2)
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `nothing in the journal can be changed, deleted or left out of balance`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        try await hall.receive("DDS", rupiah: 1_000)
        for tampering in [
            "UPDATE ledger.posting SET amount_sen = amount_sen * 2", "DELETE FROM ledger.entry",
            "TRUNCATE ledger.posting", "UPDATE ledger.receipt SET amount_sen = 1",
            """
            INSERT INTO ledger.posting
                (regency, village, year, entry_id, ordinal, account, activity, fund, amount_sen)
            SELECT regency, village, year, id, 9, '4.2.1.01', '0.0.00', 'DDS', 1 FROM ledger.entry
            """,
        ] {
            await #expect(throws: PostgresError.self) { try await hall.test.sql(tampering) }
        }
        await #expect(throws: PostgresError.query(sqlState: "42501", statement: "ad hoc")) {
            try await hall.database.adHoc("INSERT INTO ledger.series VALUES (1, 1, 1, 'spp', 1)")
        }
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `the check names a lock that no longer says what it stands for`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        try await hall.receive("DDS", rupiah: 1_000)
        try await hall.test.sql("UPDATE ledger.cash_control SET cash_sen = cash_sen + 1")
        try await hall.test.sql("UPDATE ledger.line_control SET requested_sen = 7")
        try await hall.test.sql("UPDATE ledger.village_year SET last_entry_number = 5")
        let found = try await hall.differences()
        #expect(found.map(\.kind) == ["cash", "entry-numbers", "line-requested"])
        #expect(found.first?.expected == 100_000)
        #expect(found.first?.found == 100_001)
        let seen = try await CheckLedger(hall.database)(by: hall.session(.treasurer).key)
        #expect(seen == found)
        let stranger = try await SampleVillage.person(hall.test, [.treasurer], place: 3_510_992_002)
        #expect(try await CheckLedger(hall.database)(by: stranger.key).isEmpty)
    }
}
