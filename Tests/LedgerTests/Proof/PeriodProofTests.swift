import Commons
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Ledger

/// Goal: who closed a month, who reopened it and why, and which entry another stands for, are in the signed
/// log. Method: close, reopen and correct; prove it twice over; then change each fact as superuser.
@Suite struct PeriodProofTests {
    private func lived() async throws -> ProofHall {
        let proof = try await ProofHall.make()
        try await proof.live()
        let hall = proof.hall
        let entry = try await hall.test.sql(
            "SELECT id FROM ledger.entry WHERE kind = 'receipt' ORDER BY number LIMIT 1"
        ).one().uuid("id")
        let income = IncomeDraft(
            day: try hall.firstDay, account: "4.2.1.01", fund: "DDS", amount: try Rupiah(rupiah: 1_100),
            payer: "Kas negara", description: "Jumlah yang benar")
        _ = try await CorrectReceipt(hall.database)(
            UUID.v7(), entry, with: income, reason: "Salah tulis", by: hall.session(.treasurer))
        let periods = Periods(hall.database)
        try await periods(
            .close, 1, of: hall.village, year: hall.year, id: UUID.v7(), by: hall.session(.treasurer))
        try await proof.sequencer.sequenceWaiting()
        try await periods(
            .reopen, 1, of: hall.village, year: hall.year, reason: "TBP {lupa} dibukukan", id: UUID.v7(),
            by: hall.session(.head))
        try await hall.receive("DDS", rupiah: 5)
        try await proof.sequencer.sequenceWaiting()
        return proof
    }

    @Test func `closing, reopening and corrections are proven by both verifiers, in full and without texts`()
        async throws
    {
        let proof = try await lived()
        let full = try await proof.export()
        #expect(try proof.verify(full).entries == 16)
        #expect(full.contains("\"verb\":\"close\",\"last\":15"))
        #expect(full.contains("\"verb\":\"reopen\",\"last\":15"))
        #expect(full.contains("TBP \\u007blupa\\u007d dibukukan"))
        #expect(full.contains(",\"reverses\":null,\"corrects\":1,\"postings\""))
        let redacted = try await proof.export(isRedacted: true)
        #expect(try proof.verify(redacted).closedTexts == 18)
        #expect(!redacted.contains("dibukukan"))
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).ndjson")
        defer { unlink(file.path) }
        for text in [full, redacted] {
            try text.write(to: file, atomically: true, encoding: .utf8)
            #expect(try ProofHall.python([file.path, proof.key.text]))
        }
    }

    @Test func `each fact of a step or a correction that is changed shows`() async throws {
        let proof = try await lived()
        try await proof.keep(as: "now")
        for change in [
            "UPDATE ledger.period_step SET reason = 'lain' WHERE verb = 'reopen'",
            "UPDATE ledger.period_step SET month = 2",
            "UPDATE ledger.period_step SET person_name = 'Orang lain' WHERE verb = 'close'",
            "UPDATE ledger.period_step SET last_number = 3 WHERE verb = 'close'",
            "DELETE FROM ledger.period_step WHERE verb = 'reopen'",
            "UPDATE ledger.entry SET corrects = NULL WHERE corrects IS NOT NULL",
        ] {
            try await proof.tamper(change)
            let text = try await proof.export()
            #expect(try proof.fault(text) != nil, "\(change)")
            try await proof.putBack("now")
        }
        #expect(try proof.fault(try await proof.export()) == nil)
    }

    @Test func `an export tells of corrections from the leaf on from which its log does`() async throws {
        let proof = try await lived()
        // As if the log were older than that: its leaves say nothing, so an export must not, and these say
        // more.
        let size = try await proof.checkpoint().size
        try await proof.hall.test.sql("UPDATE proof.log SET corrections_from = $1", .int64(Int64(size)))
        let text = try await proof.export()
        #expect(!text.contains("\"corrects\""))
        #expect(try proof.fault(text) != nil)
    }
}
