import Commons
import Foundation
import Ledger
import Postgres
import TestSupport
import Testing

/// Goal: what a foreign key would say of a budget's lines and details holds without one, also between two
/// writers at once. Method: a draft with one line and one detail, written to as superuser, past every
/// function.
@Suite struct BudgetKeysTests {
    /// A village with a draft that holds the road's line with one detail.
    private func draft() async throws -> SampleVillage {
        let hall = try await SampleVillage.make()
        let id = UUID.v7()
        let treasurer = try hall.session(.treasurer)
        _ = try await OpenBudgetVersion(hall.database)(
            id, village: hall.village, year: hall.year, kind: .murni, by: treasurer)
        _ = try await SaveBudgetLines(hall.database)(
            [try SampleVillage.line(SampleVillage.pothole, rupiah: 100)], into: id, revision: 1,
            request: UUID.v7(), by: treasurer)
        return hall
    }

    /// A second line beside the draft's; each text is SQL over the first line `l`.
    private func line(
        activity: String = "l.activity", account: String = "'5.3.7.01'", fund: String = "l.fund"
    ) -> String {
        """
        INSERT INTO ledger.budget_line (regency, village, year, version_id, activity, account, fund)
        SELECT l.regency, l.village, l.year, l.version_id, \(activity), \(account), \(fund)
          FROM ledger.budget_line AS l
        """
    }

    /// A second detail beside the draft's.
    private func detail(
        village: String = "r.village", account: String = "r.account", sub: String = "r.sub_detail"
    ) -> String {
        """
        INSERT INTO ledger.rab_line (regency, village, version_id, activity, account, fund, sub_detail,
                                     ordinal, description, volume, unit, unit_price_sen, amount_sen)
        SELECT r.regency, \(village), r.version_id, r.activity, \(account), r.fund, \(sub), 2, 'x', 1, '',
               100, 100
          FROM ledger.rab_line AS r
        """
    }

    @Test func `a line names codes of the lists`() async throws {
        let hall = try await draft()
        let stray = PostgresError.constraint(name: "budget_line_of_codes", sqlState: "23503")
        for wrong in [line(activity: "'2.3.99'"), line(account: "'5.9.9.99'"), line(fund: "'XYZ'")] {
            await #expect(throws: stray, "\(wrong)") { try await hall.test.sql(wrong) }
        }
        try await hall.test.sql(line())
        #expect(try await hall.test.sql("SELECT FROM ledger.budget_line").count == 2)
    }

    @Test func `a detail stands under a line of its own village and goes with it`() async throws {
        let hall = try await draft()
        let stray = PostgresError.constraint(name: "rab_line_of_line", sqlState: "23503")
        for wrong in [detail(account: "'5.3.7.01'"), detail(sub: "'02'"), detail(village: "r.village + 1")] {
            await #expect(throws: stray, "\(wrong)") { try await hall.test.sql(wrong) }
        }
        try await hall.test.sql(detail())
        #expect(try await hall.test.sql("SELECT FROM ledger.rab_line").count == 2)
        try await hall.test.sql("DELETE FROM ledger.budget_version")
        #expect(try await hall.test.sql("SELECT FROM ledger.rab_line").isEmpty)
    }

    @Test func `neither changes its key`() async throws {
        let hall = try await draft()
        let kept = PostgresError.query(sqlState: "BA001", statement: "ad hoc")
        for change in [
            "UPDATE ledger.budget_line SET account = '5.3.7.01'",
            "UPDATE ledger.rab_line SET sub_detail = '02'",
            "UPDATE ledger.rab_line SET version_id = gen_random_uuid()", "TRUNCATE ledger.budget_line",
        ] {
            await #expect(throws: kept, "\(change)") { try await hall.test.sql(change) }
        }
    }

    @Test func `a detail written while its line is being deleted is refused`() async throws {
        let hall = try await draft()
        async let deleting: Void = hall.test.script("DELETE FROM ledger.budget_line; SELECT pg_sleep(0.8)")
        try await Task.sleep(for: .milliseconds(300))
        let adding = """
            INSERT INTO ledger.rab_line (regency, village, version_id, activity, account, fund, sub_detail,
                                         ordinal, description, volume, unit, unit_price_sen, amount_sen)
            SELECT regency, village, id, '2.3.10', '5.3.5.01', 'DDS', '01', 3, 'x', 1, '', 100, 100
              FROM ledger.budget_version
            """
        await #expect(throws: PostgresError.constraint(name: "rab_line_of_line", sqlState: "23503")) {
            try await hall.test.sql(adding)
        }
        try await deleting
        #expect(try await hall.test.sql("SELECT FROM ledger.rab_line").isEmpty)
    }
}
