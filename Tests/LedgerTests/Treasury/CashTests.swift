import Commons
import Foundation
import Ledger
import Postgres
import TestSupport
import Testing

/// Goal: the village account and the treasurer's hand are two places with a limit each. Method: moves,
/// payments and receipts through the use cases, then the books.
@Suite struct CashTests {
    private func hall(_ rupiah: Int64 = 1_000) async throws -> SampleVillage {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 5_000, Self.fee: 100])
        try await hall.receive("DDS", rupiah: rupiah)
        return hall
    }

    private static let fee = LineKey(activity: "1.1.04", account: "5.2.5.99", fund: "DDS")

    private func move(
        _ hall: SampleVillage, _ kind: CashMove.Kind, _ rupiah: Int64, line: LineKey? = nil,
        id: UUID = UUID.v7()
    ) async throws -> BookedDocument {
        let move = CashMove(
            kind: kind, day: try hall.firstDay, fund: "DDS", amount: try Rupiah(rupiah: rupiah),
            description: "Mutasi", line: line)
        return try await BookCashMove(hall.database)(
            id, move, village: hall.village, year: hall.year, by: hall.session(.treasurer))
    }

    private func held(_ hall: SampleVillage) async throws -> (bank: Int64, hand: Int64) {
        let cash = try await ReadCash(hall.database)(
            of: hall.village, year: hall.year, by: hall.session(.head))
        let fund = try #require(cash.first { $0.fund == "DDS" })
        return (fund.inBank.sen / 100, fund.inHand.sen / 100)
    }

    @Test func `each place gives only what lies there`() async throws {
        let hall = try await hall()
        let short = LedgerError.cashShort(
            fund: "DDS", place: .cash, remaining: .zero, asked: Rupiah(sen: 100))
        await #expect(throws: short) { try await move(hall, .deposit, 1) }
        let id = UUID.v7()
        let first = try await move(hall, .withdraw, 400, id: id)
        #expect(try await move(hall, .withdraw, 400, id: id) == first)
        #expect(try await held(hall) == (600, 400))
        let bank = LedgerError.cashShort(
            fund: "DDS", place: .bank, remaining: Rupiah(sen: 60_000), asked: Rupiah(sen: 60_100))
        await #expect(throws: bank) { try await move(hall, .withdraw, 601) }
        let approved = try await hall.request([SampleVillage.pothole: 401], upTo: .approved)
        let hand = LedgerError.cashShort(
            fund: "DDS", place: .cash, remaining: Rupiah(sen: 40_000), asked: Rupiah(sen: 40_100))
        let pay = PaySPP(hall.database)
        await #expect(throws: hand) {
            try await pay(
                approved.id, revision: approved.revision, on: hall.firstDay, from: .cash,
                by: hall.session(.treasurer))
        }
        _ = try await pay(
            approved.id, revision: approved.revision, on: hall.firstDay, from: .bank,
            by: hall.session(.treasurer))
        #expect(try await held(hall) == (199, 400))
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `interest comes in, a fee is spent of a budget line and within it`() async throws {
        let hall = try await hall()
        _ = try await move(hall, .interest, 7)
        _ = try await move(hall, .fee, 100, line: Self.fee)
        #expect(try await held(hall) == (907, 0))
        await #expect(
            throws: LedgerError.overBudget(
                line: Self.fee.description, remaining: .zero, asked: Rupiah(sen: 100))
        ) { try await move(hall, .fee, 1, line: Self.fee) }
        await #expect(throws: LedgerError.unknownAccount("5.3.5.01")) {
            try await move(hall, .fee, 1, line: SampleVillage.pothole)
        }
        let moves = try await ListCashMoves(hall.database)(
            of: hall.village, year: hall.year, by: hall.session(.head))
        let entry = try #require(moves.rows.first { $0.kind == .fee }?.entry)
        _ = try await ReverseEntry(hall.database)(
            UUID.v7(), of: entry, on: hall.firstDay, reason: "Salah", by: hall.session(.treasurer))
        _ = try await move(hall, .fee, 100, line: Self.fee)
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `the county's limit on cash in hand holds from its day on`() async throws {
        let hall = try await hall()
        try await hall.test.sql(
            """
            INSERT INTO place.parameter (regency, key, valid_from, value, basis)
            VALUES (3510, 'cash.hand-limit-sen', $1, '30000', 'Perbup uji')
            """, .text(hall.firstDay.description))
        _ = try await move(hall, .withdraw, 300)
        let over = LedgerError.treasury(.handLimit(limit: Rupiah(sen: 30_000), held: Rupiah(sen: 30_100)))
        await #expect(throws: over) { try await move(hall, .withdraw, 1) }
        #expect(try await held(hall) == (700, 300))
    }

    @Test func `each book has its own lines, running balance and opening`() async throws {
        let hall = try await hall()
        _ = try await move(hall, .withdraw, 400)
        _ = try await hall.request([SampleVillage.pothole: 250], upTo: .paid)
        let read = ReadBook(hall.database)
        let head = try hall.session(.head)
        let bank = try await read(.bank, of: hall.village, year: hall.year, by: head).rows
        #expect(bank.map(\.balance.sen) == [100_000, 60_000, 35_000])
        let cash = try await read(.cash, of: hall.village, year: hall.year, by: head).rows
        #expect(cash.map(\.incoming.sen) == [40_000])
        #expect(cash.first?.proof == "0001/MTS")
        let general = try await read(.general, of: hall.village, year: hall.year, by: head).rows
        #expect(general.map(\.balance.sen) == [100_000, 140_000, 100_000, 75_000])
        let later = BookPeriod(from: try Day(parsing: "\(hall.year)-01-02"))
        let totals = try await read.totals(.bank, of: hall.village, year: hall.year, later, by: head)
        #expect(totals.opening.sen == 35_000)
        #expect(totals.closing.sen == 35_000)
        #expect(totals.incoming == .zero)
        let second = try await read(
            .general, of: hall.village, year: hall.year, limit: PageLimit(2), after: "2", by: head)
        #expect(second.rows.map(\.ordinal) == [3, 4])
        let stranger = try await SampleVillage.person(hall.test, [.head], place: 3_510_992_002)
        #expect(try await read(.bank, of: hall.village, year: hall.year, by: stranger).rows.isEmpty)
    }

    @Test func `a receipt booked wrong is replaced by one that names it, and only the right money stays`()
        async throws
    {
        let hall = try await hall(1_000)
        let treasurer = try hall.session(.treasurer)
        _ = try await hall.request([SampleVillage.pothole: 900], upTo: .paid)
        let receipts = try await ListReceipts(hall.database)(of: hall.village, year: hall.year, by: treasurer)
        let entry = try #require(receipts.rows.first?.entry)
        let right = IncomeDraft(
            day: try hall.firstDay, account: "4.2.1.01", fund: "DDS", amount: Rupiah(sen: 95_000), payer: "",
            description: "Tahap I, jumlah benar")
        let correct = CorrectReceipt(hall.database)
        let id = UUID.v7()
        let booked = try await correct(id, entry, with: right, reason: "Salah jumlah", by: treasurer)
        #expect(try await correct(id, entry, with: right, reason: "Salah jumlah", by: treasurer) == booked)
        #expect(try await held(hall) == (50, 0))
        let names = try await hall.test.sql("SELECT corrects FROM ledger.entry WHERE corrects IS NOT NULL")
            .one()
        #expect(try names.uuid("corrects") == entry)
        #expect(try await hall.differences().isEmpty)
    }
}
