import Commons
import Foundation
import Ledger
import Postgres
import TestSupport
import Testing

/// Goal: no place of cash, advance or tax gives more than it has, however many ask at once. Method: 32
/// clients over 16 connections race for what is enough for a few of them.
@Suite struct TreasuryRaceTests {
    private static let clients = 32

    private func race(
        _ body: @escaping @Sendable (Int) async throws(LedgerError) -> Void
    ) async -> (won: Int, refusals: [LedgerError]) {
        await withTaskGroup(of: LedgerError?.self) { group in
            for index in 0..<Self.clients {
                group.addTask {
                    do throws(LedgerError) {
                        try await body(index)
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            var (won, refusals): (Int, [LedgerError]) = (0, [])
            for await refusal in group {
                if let refusal { refusals.append(refusal) } else { won += 1 }
            }
            return (won, refusals)
        }
    }

    private func hall() async throws -> (SampleVillage, Database) {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 10_000])
        try await hall.receive("DDS", rupiah: 1_000)
        return (hall, try await Database(hall.test.configuration(role: "balai_app", shared: 16)))
    }

    @Test func `32 withdrawals at once: the hand never holds more than the county allows`() async throws {
        let (hall, database) = try await hall()
        try await hall.test.sql(
            """
            INSERT INTO place.parameter (regency, key, valid_from, value, basis)
            VALUES (3510, 'cash.hand-limit-sen', $1, '40000', 'Perbup uji')
            """, .text(hall.firstDay.description))
        let (treasurer, day) = (try hall.session(.treasurer), try hall.firstDay)
        let result = await race { (_) throws(LedgerError) in
            let move = CashMove(
                kind: .withdraw, day: day, fund: "DDS", amount: Rupiah(sen: 10_000), description: "Tarik")
            _ = try await BookCashMove(database)(
                UUID.v7(), move, village: hall.village, year: hall.year, by: treasurer)
        }
        await database.close()
        #expect(result.won == 4)
        let over = LedgerError.treasury(.handLimit(limit: Rupiah(sen: 40_000), held: Rupiah(sen: 50_000)))
        #expect(result.refusals == Array(repeating: over, count: Self.clients - 4))
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `an advance's last rupiah is brought back once`() async throws {
        let (hall, database) = try await hall()
        let paid = try await hall.request([SampleVillage.pothole: 1_000], upTo: .paid, kind: .advance)
        let (treasurer, day) = (try hall.session(.treasurer), try hall.firstDay)
        let result = await race { (_) throws(LedgerError) in
            let draft = GiveBackDraft(
                kind: .advanceRest, day: day, place: .bank, payer: "", description: "Sisa",
                lines: [SPPLine(key: SampleVillage.pothole, amount: Rupiah(sen: 30_000))])
            _ = try await GiveBack(database)(UUID.v7(), draft, of: paid.id, by: treasurer)
        }
        await database.close()
        #expect(result.won == 3)
        let over = LedgerError.treasury(
            .overAdvance(
                line: SampleVillage.pothole.description, remaining: Rupiah(sen: 10_000),
                asked: Rupiah(sen: 30_000)))
        #expect(result.refusals == Array(repeating: over, count: Self.clients - 3))
        #expect(try await hall.differences().isEmpty)
    }

    @Test func `one deposit sent by 32 clients at once is booked once, and none beside it`() async throws {
        let (hall, database) = try await hall()
        let step = try await hall.request([SampleVillage.pothole: 1_000], upTo: .approved)
        let (treasurer, day) = (try hall.session(.treasurer), try hall.firstDay)
        let tax = TaxDraft(code: "pph-22", fund: "DDS", base: Rupiah(sen: 100_000))
        _ = try await PaySPP(database)(
            step.id, revision: step.revision, on: day, taxes: [tax], by: treasurer)
        let held = try await ReadTaxes(database).held(of: hall.village, year: hall.year, by: treasurer)
        let id = UUID.v7()
        let result = await race { (index) throws(LedgerError) in
            // Half send the same form again, half a deposit of their own.
            let own = index.isMultiple(of: 2)
            let digits = String(index + 10)
            _ = try await DepositTaxes(database)(
                own ? id : UUID.v7(), held.map(\.id), on: day,
                ntpn: own ? "AAAAAAAAAAAAAAAA" : "BBBBBBBBBBBBBB" + digits, village: hall.village,
                year: hall.year, by: treasurer)
        }
        await database.close()
        #expect(result.won == Self.clients / 2 || result.won == 1)
        #expect(result.refusals.allSatisfy { $0 == .treasury(.taxDeposited) })
        #expect(try await hall.test.sql("SELECT FROM ledger.tax_deposit").count == 1)
        #expect(try await hall.differences().isEmpty)
    }
}
