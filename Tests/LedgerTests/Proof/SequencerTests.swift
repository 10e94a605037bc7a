import Commons
import Foundation
import Postgres
import Testing
import TestSupport

@testable import Ledger

/// Goal: everything posted becomes one leaf, however many servers work at it, and nothing is signed over a
/// database that was put back.
@Suite struct SequencerTests {
    private func count(_ proof: ProofHall, _ sql: String) async throws -> Int {
        try await proof.hall.test.sql("SELECT (\(sql))::integer AS n").one().int("n")
    }

    @Test func `two servers at once log each entry once and in order`() async throws {
        let proof = try await ProofHall.make()
        try await proof.hall.postBudget([SampleVillage.pothole: 1_000])
        let other = ProofSequencer(proof.database, keyring: proof.keyring)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for sequencer in [proof.sequencer, other] {
                group.addTask {
                    for _ in 0..<60 {
                        try await sequencer.sequenceWaiting()
                        try await Task.sleep(for: .milliseconds(5))
                    }
                }
            }
            for sender in 0..<4 {
                group.addTask {
                    for step in 1...10 {
                        try await proof.hall.receive("DDS", rupiah: Int64(sender * 100 + step))
                    }
                }
            }
            try await group.waitForAll()
        }
        try await proof.sequencer.sequenceWaiting()
        #expect(try await count(proof, "SELECT count(*) FROM proof.pending") == 0)
        #expect(try await count(proof, "SELECT count(*) FROM proof.leaf WHERE kind = 'entry'") == 40)
        #expect(try await count(proof, "SELECT count(*) FROM proof.checkpoint") > 1)
        #expect(try proof.verify(try await proof.export()).entries == 40)
    }

    @Test func `while people post, what is posted shares checkpoints, at most two a second`() async throws {
        let proof = try await ProofHall.make()
        try await proof.hall.postBudget([SampleVillage.pothole: 1_000])
        let took = try await ContinuousClock().measure {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await proof.sequencer.run { Issue.record($0) } }
                for rupiah in 1...40 {
                    try await proof.hall.receive("DDS", rupiah: Int64(rupiah))
                    try await Task.sleep(for: .milliseconds(40))
                }
                group.cancelAll()
                try await group.waitForAll()
            }
        }
        let checkpoints = try await count(proof, "SELECT count(*) FROM proof.checkpoint")
        let allowed = 2 * (took.components.seconds + 1) + 1
        #expect(checkpoints > 0 && checkpoints <= allowed, "\(checkpoints) checkpoints in \(took)")
    }

    @Test func `more than a tile and more than a batch are proven`() async throws {
        let proof = try await ProofHall.make()
        try await proof.hall.postBudget([SampleVillage.pothole: 1_000])
        try await proof.sequencer.sequenceWaiting()
        let older = try await proof.checkpoint()
        try await proof.hall.test.script(
            """
            INSERT INTO ledger.village_year (regency, village, year) VALUES (3510, 3510992002, \(proof.hall.year));
            INSERT INTO ledger.entry (regency, village, year, id, number, book_date, kind, document_id, description, origin)
            SELECT 3510, v, \(proof.hall.year), gen_random_uuid(), n, '\(proof.hall.year)-01-01', 'imported',
                   gen_random_uuid(), 'Jurnal ' || n, 'imported'
              FROM generate_series(1, 700) AS n, unnest('{3510992001,3510992002}'::bigint[]) AS v ORDER BY n;
            INSERT INTO ledger.posting (regency, village, year, entry_id, ordinal, account, activity, fund, amount_sen)
            SELECT e.regency, e.village, e.year, e.id, o, '1.1.1.02', '0.0.00', 'DDS', CASE o WHEN 1 THEN e.number ELSE -e.number END
              FROM ledger.entry AS e, generate_series(1, 2) AS o;
            """)
        #expect(try await proof.sequencer.sequenceWaiting() == 1_400)
        #expect(try await count(proof, "SELECT count(*) FROM proof.tile WHERE level = 1") == 1)
        let text = try await proof.export(older: [older])
        #expect(try proof.verify(text, older: [older]).entries == 700)
        // Where the neighbour's leaves stand as one subtree, the file can't be compared, and says so.
        let hidden = Checkpoint(origin: older.origin, size: 850, root: .zero)
        #expect(try proof.fault(text, older: [hidden]) == .notShown(size: 850))
        let shown = try await proof.export(older: [hidden])
        #expect(try proof.fault(shown, older: [hidden]) == .forked(size: 850))
    }

    @Test func `a restore stops signing until it is declared, and the new log names the old`() async throws {
        let proof = try await ProofHall.make()
        try await proof.live()
        try await proof.keep(as: "early")
        let before = try await proof.checkpoint()
        try await proof.hall.receive("DDS", rupiah: 77)
        try await proof.sequencer.sequenceWaiting()
        let signed = try await proof.checkpoint()
        try await proof.putBack("early")
        try await proof.hall.receive("DDS", rupiah: 78)
        await #expect(throws: ProofError.rolledBack(signed: signed.size, found: before.size)) {
            try await proof.sequencer.sequenceWaiting()
        }
        #expect(try await proof.checkpoint() == before)
        let declare = DeclareRestore(owner: proof.hall.test.owner, keyring: proof.keyring)
        let follows = try await declare(3510)
        #expect(
            follows.contains(
                "\(before.origin) signed \(signed.size) \(signed.root.base64) found \(before.size)"))
        try await proof.sequencer.sequenceWaiting()
        let text = try await proof.export()
        let report = try proof.verify(text)
        #expect(report.entries == 14 && report.follows == follows && report.origin != before.origin)
        #expect(
            try proof.fault(text, older: [signed]) == .otherLog(known: before.origin, found: report.origin))
    }

    @Test func `a tree that grew again after being put back is no continuation`() async throws {
        let proof = try await ProofHall.make()
        try await proof.live()
        try await proof.keep(as: "early")
        try await proof.hall.receive("DDS", rupiah: 77)
        try await proof.sequencer.sequenceWaiting()
        try await proof.putBack("early")
        // A server with the same key and an older memory signs on; ours must not follow it.
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "balai-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(proof.keyring.signing).write(to: folder.appendingPathComponent("signing.key"))
        let forgetful = try Keyring(directory: folder)
        try await LogMemory(directory: folder).remember(try await proof.checkpoint())
        for amount in 1...3 {
            try await proof.hall.receive("DDS", rupiah: Int64(amount))
            try await ProofSequencer(proof.database, keyring: forgetful).sequenceWaiting()
        }
        try await proof.hall.receive("DDS", rupiah: 5)
        let problem = await #expect(throws: ProofError.self) { try await proof.sequencer.sequenceWaiting() }
        guard case .forked = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
    }

    @Test func `nothing is signed with a foreign keys folder, on a changed head, or after balai restore`()
        async throws
    {
        let proof = try await ProofHall.make()
        try await proof.live()
        let strange = try Keyring(
            directory: FileManager.default.temporaryDirectory.appendingPathComponent("b-\(UUID().uuidString)")
        )
        try await proof.hall.receive("DDS", rupiah: 5)
        let origin = try await proof.checkpoint().origin
        await #expect(throws: ProofError.forgotten(origin: origin)) {
            try await ProofSequencer(proof.database, keyring: strange).sequenceWaiting()
        }
        try await proof.keep(as: "sound")
        try await proof.tamper("UPDATE proof.log SET edge = set_byte(edge, 0, get_byte(edge, 0) # 1)")
        await #expect(throws: ProofError.headChanged(origin: origin)) {
            try await proof.sequencer.sequenceWaiting()
        }
        try await proof.putBack("sound")
        try await DeclareRestore.stop(owner: proof.hall.test.owner)
        await #expect(throws: ProofError.stopped(regency: 3510)) {
            try await proof.sequencer.sequenceWaiting()
        }
        try await proof.putBack("sound")
        try await proof.sequencer.sequenceWaiting()
        #expect(try proof.verify(try await proof.export()).entries == 14)
    }
}
