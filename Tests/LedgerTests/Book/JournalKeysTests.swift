import Foundation
import Ledger
import Postgres
import TestSupport
import Testing

/// Goal: what a foreign key would say of the journal holds without one: whatever it names is there when it is
/// written, and never goes away. Method: one village with one receipt, written to as superuser, past every
/// function.
@Suite struct JournalKeysTests {
    private func hall() async throws -> SampleVillage {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000])
        try await hall.receive("DDS", rupiah: 1_000)
        return hall
    }

    /// Two legs that balance, beside the receipt's own; each text is SQL over the receipt's entry `e`.
    private func legs(
        village: String = "village", entry: String = "id", account: String = "'4.2.1.01'",
        activity: String = "'0.0.00'", fund: String = "'DDS'", amounts: String = "(7, 1), (8, -1)"
    ) -> String {
        """
        INSERT INTO ledger.posting
            (regency, village, year, entry_id, ordinal, account, activity, fund, amount_sen)
        SELECT e.regency, e.\(village), e.year, e.\(entry), n.ordinal, \(account), \(activity), \(fund), n.sen
          FROM ledger.entry AS e, (VALUES \(amounts)) AS n (ordinal, sen)
        """
    }

    @Test func `legs that balance and name what is there are taken`() async throws {
        let hall = try await hall()
        try await hall.test.sql(legs())
        #expect(try await hall.test.sql("SELECT FROM ledger.posting").count == 4)
    }

    @Test func `a leg names an account, activity, fund and entry that are there`() async throws {
        let hall = try await hall()
        let stray = PostgresError.constraint(name: "posting_of_entry_and_codes", sqlState: "23503")
        for wrong in [
            legs(account: "'4.2.1.99'"), legs(activity: "'9.9.99'"), legs(fund: "'XYZ'"),
            legs(village: "village + 1"), legs(entry: "document_id"), legs(account: "''"),
        ] {
            await #expect(throws: stray, "\(wrong)") { try await hall.test.sql(wrong) }
        }
    }

    @Test func `legs balance in each fund, to the sen`() async throws {
        let hall = try await hall()
        let uneven: [(String, Int64)] = [
            ("(7, 1)", 1), ("(7, 2), (8, -1)", 1), ("(7, -9000000000)", -9_000_000_000),
        ]
        for (amounts, excess) in uneven {
            let refusal = Refusal(
                code: "unbalanced-entry", facts: ["fund": .text("DDS"), "excessSen": .integer(excess)])
            await #expect(throws: PostgresError.refused(refusal)) {
                try await hall.test.sql(legs(amounts: amounts))
            }
        }
        let across = legs(fund: "CASE n.ordinal WHEN 7 THEN 'DDS' ELSE 'ADD' END")
        await #expect(throws: PostgresError.self) { try await hall.test.sql(across) }
    }

    @Test func `an entry is of an opened year, and no entry is without legs`() async throws {
        let hall = try await hall()
        let copy = """
            INSERT INTO ledger.entry
                (regency, village, year, id, number, book_date, kind, document_id, description, origin)
            SELECT regency, village, year + $, gen_random_uuid(), 2, book_date + $ * interval '1 year',
                   'receipt', document_id, 'x', 'entered' FROM ledger.entry
            """
        let bare = Refusal(code: "unbalanced-entry", facts: ["fund": .text(""), "excessSen": .integer(0)])
        await #expect(throws: PostgresError.refused(bare)) {
            try await hall.test.sql(copy.replacingOccurrences(of: "$", with: "0"))
        }
        let early = PostgresError.constraint(name: "entry_of_village_year", sqlState: "23503")
        await #expect(throws: early) {
            try await hall.test.sql(copy.replacingOccurrences(of: "$", with: "1"))
        }
    }

    @Test func `a receipt names an account, a fund and an opened year that are there`() async throws {
        let hall = try await hall()
        func receipt(account: String = "account", fund: String = "fund", years: Int = 0) -> String {
            """
            INSERT INTO ledger.receipt
                (regency, village, year, id, number, book_date, account, fund, amount_sen, description,
                 origin)
            SELECT regency, village, year + \(years), gen_random_uuid(), 2,
                   book_date + \(years) * interval '1 year', \(account), \(fund), 1, 'x',
                   'entered' FROM ledger.receipt
            """
        }
        for (wrong, code) in [
            (receipt(account: "'4.9.9.99'"), "unknown-account"),
            (receipt(account: "'4.2.1'"), "unknown-account"),
            (receipt(account: "'5.1.1.01'"), "unknown-account"), (receipt(fund: "'XYZ'"), "unknown-fund"),
        ] {
            let error = await #expect(throws: PostgresError.self) { try await hall.test.sql(wrong) }
            guard case .refused(let refusal) = error else {
                Issue.record("\(String(describing: error)) for \(wrong)")
                continue
            }
            #expect(refusal.code == code)
        }
        await #expect(throws: PostgresError.self) { try await hall.test.sql(receipt(years: 1)) }
        try await hall.test.sql(receipt())
    }

    @Test(arguments: ["activity", "account", "fund_source", "village_year"])
    func `what the journal names never goes away and keeps its key`(_ table: String) async throws {
        let hall = try await hall()
        let key = table == "village_year" ? "village" : "code"
        for loss in [
            "DELETE FROM ledger.\(table)", "DELETE FROM ledger.\(table) WHERE false",
            "TRUNCATE ledger.\(table) CASCADE", "UPDATE ledger.\(table) SET \(key) = \(key)",
            "UPDATE ledger.\(table) SET year = year + 1",
        ] {
            await #expect(throws: PostgresError.query(sqlState: "BA001", statement: "ad hoc"), "\(loss)") {
                try await hall.test.sql(loss)
            }
        }
    }
}
