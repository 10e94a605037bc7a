import Commons
import Foundation
import Ledger
import Monitoring
import Postgres
import TestSupport
import Testing

@testable import Demo

/// Goal: the demo is a true year, made by clicks a person could make. Method: load it on a real database,
/// then hold the books against the ledger's own check.
@Suite struct DemoLifeTests {
    @Test func `five villages live through a year and the ledger is clean`() async throws {
        let test = try await TestDatabase.make()
        let keys = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { Self.remove(keys) }
        let loader = DemoLoader(
            database: test.database, owner: test.owner, passwords: try Passwords(),
            keyring: try Keyring(directory: keys.appendingPathComponent("keys")),
            vault: try await Vault(directory: keys.appendingPathComponent("photos").path),
            workers: PhotoWorkers(),
            progress: { _, _ in })
        #expect(try await loader.isLoaded() == false)
        try await loader.load(at: Date(timeIntervalSince1970: 1_795_312_800))
        #expect(try await loader.isLoaded())
        let counts = try await test.sql(
            """
            SELECT (SELECT count(*) FROM place.village WHERE is_demo) AS villages,
                   (SELECT count(*) FROM ledger.budget_version WHERE state = 'posted') AS posted,
                   (SELECT count(*) FROM ledger.spp WHERE state = 'paid') AS paid,
                   (SELECT count(DISTINCT state) FROM ledger.spp) AS states,
                   (SELECT count(*) FROM monitoring.project WHERE owner = 'desa') AS works,
                   (SELECT count(*) FROM monitoring.project WHERE agency = 'Dinas PU Contoh') AS agency,
                   (SELECT count(*) FROM ledger.budget_version WHERE state = 'submitted') AS waiting,
                   (SELECT count(*) FROM ledger.gate_override WHERE granted_by IS NOT NULL) AS let_through,
                   (SELECT count(*) FROM monitoring.citizen_report) AS reports,
                   (SELECT count(*) FROM monitoring.progress_photo WHERE location = 'match') AS matching,
                   (SELECT count(*) FROM monitoring.progress_photo WHERE location = 'mismatch') AS elsewhere,
                   (SELECT count(*) FROM ledger.disbursement WHERE state = 'received') AS tranches,
                   (SELECT count(*) FROM ledger.tax_deposit) AS deposits,
                   (SELECT count(*) FROM ledger.settlement WHERE state = 'booked') AS settled,
                   (SELECT sum(hand_sen) FROM ledger.cash_control)::bigint AS hand,
                   (SELECT sum(amount_sen) FROM ledger.posting)::bigint AS sum
            """
        ).one()
        #expect(try counts.int("villages") == 10)
        #expect(try counts.int("posted") == 5)
        #expect(try counts.int("paid") > 150)
        #expect(try counts.int("states") >= 2)
        #expect(try counts.int("works") == 26)
        #expect(try counts.int("agency") == 1)
        #expect(try counts.int("waiting") == 1)
        #expect(try counts.int("let_through") == 1)
        #expect(try counts.int("reports") == 1)
        #expect(try counts.int("matching") > 20)
        #expect(try counts.int("elsewhere") >= 2)
        #expect(try counts.int("tranches") == 29)
        #expect(try counts.int("deposits") > 20)
        #expect(try counts.int("settled") == 5)
        #expect(try counts.int64("hand") > 0)
        #expect(try counts.int64("sum") == 0)
        #expect(try await CheckLedger(test.superuser)(by: nil).isEmpty)
    }

    @Test func `what is asked on a month's last days waits until the next month`() throws {
        let asked = try Ledger.Day(parsing: "2026-11-29")
        for (today, days, isOver) in [
            ("2026-11-29", 0, true), ("2026-11-29", 1, false), ("2026-11-30", 1, true),
            ("2026-11-30", 2, false), ("2026-12-01", 1, true),
        ] {
            let now = try Ledger.Day(parsing: today)
            #expect(DemoYear.isOver(asked, days: days, today: now) == isOver, "\(today)")
        }
    }

    private static func remove(_ directory: URL) {
        do { try FileManager.default.removeItem(at: directory) } catch { Issue.record(error) }
    }
}
