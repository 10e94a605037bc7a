import Commons
import Foundation
import Ledger
import Postgres
import TestSupport
import Testing

/// Goal: screening hears of each payment for a work, and of nothing else. Method: a work of one activity and
/// fund source, then requests of that and of another.
@Suite struct PaymentNoteTests {
    @Test func `a payment of a work's lines and its reversal are numbered changes`() async throws {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([SampleVillage.pothole: 1_000, SampleVillage.office: 1_000])
        try await hall.receive("DDS", rupiah: 1_000)
        try await hall.receive("ADD", rupiah: 1_000)
        let work = UUID.v7()
        try await hall.test.sql(
            """
            INSERT INTO monitoring.project (regency, village, id, year, owner, activity, fund, name, kind,
                                            management, budget_sen, starts_on, ends_on)
            VALUES (3510, 3510992001, $1, $2, 'desa', '2.3.10', 'DDS', 'Jalan uji', 'road', 'self-managed', 1,
                    $3, $3)
            """, .uuid(work), .int(hall.year), .text(hall.firstDay.description))
        _ = try await hall.request([SampleVillage.office: 10], upTo: .paid)
        _ = try await hall.request([SampleVillage.pothole: 10], upTo: .approved)
        _ = try await hall.request([SampleVillage.pothole: 100], upTo: .paid, kind: .advance)
        #expect(try await noted(hall).isEmpty)
        let paid = try await hall.request([SampleVillage.pothole: 20], upTo: .paid)
        #expect(try await noted(hall) == [paid.id])
        let entry = try #require(
            try await ReadSPP(hall.database)(paid.id, by: hall.session(.treasurer)).entries.first)
        _ = try await ReverseEntry(hall.database)(
            UUID.v7(), of: entry.id, on: hall.firstDay, reason: "Salah", by: hall.session(.treasurer))
        #expect(try await noted(hall) == [paid.id, paid.id])
    }

    private func noted(_ hall: SampleVillage) async throws -> [UUID] {
        try await hall.test.sql(
            "SELECT object FROM monitoring.change WHERE kind = 'payment' ORDER BY number"
        ).map { try $0.uuid("object") }
    }
}
