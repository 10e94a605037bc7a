import Commons
import Foundation
import Postgres
import Testing
import TestSupport

@testable import Ledger

/// Goal: whatever somebody with the whole database changes behind the functions' back is found. Method:
/// random changes, one at a time, each judged by its export alone; the database is put back between.
@Suite struct TamperTests {
    /// Changes of each run; the seed is named with whatever was not found.
    private static let rounds = 1_000

    /// What one change is, with the SQL that makes it.
    struct Change: Sendable {
        let name: String
        let sql: String
    }

    @Test func `a thousand random changes are all found, and none where nothing was changed`() async throws {
        let seed = UInt64(Date().timeIntervalSince1970 * 1_000)
        var numbers = SeededNumbers(seed: seed)
        let proof = try await ProofHall.make()
        try await proof.live()
        try await proof.keep(as: "early")
        try await proof.hall.receive("DDS", rupiah: 12_345)
        try await proof.sequencer.sequenceWaiting()
        let newest = try await proof.checkpoint()
        try await proof.keep(as: "now")
        let exported = try await proof.export()
        let count = try proof.verify(exported, older: [newest]).entries
        var found: [String: Int] = [:]
        var missed: [String] = []
        for round in 0..<Self.rounds {
            let change = Self.change(&numbers, entries: Int(count))
            if change.name == "rollback" {
                try await proof.putBack("early")
            } else {
                try await proof.tamper(change.sql)
            }
            let text = try await proof.export(older: [newest])
            if try proof.fault(text, older: [newest]) == nil {
                missed.append("seed \(seed), round \(round), \(change.name): \(change.sql)")
            }
            found[change.name, default: 0] += 1
            try await proof.putBack("now")
        }
        print(
            "tampering: seed \(seed), \(Self.rounds) changes, \(missed.count) missed: \(found.sorted { $0.key < $1.key })"
        )
        #expect(missed.isEmpty, "\(missed.prefix(10).joined(separator: "\n"))")
        #expect(found.count >= 20)
        #expect(try proof.fault(try await proof.export(older: [newest]), older: [newest]) == nil)
    }

    private static func change(_ numbers: inout SeededNumbers, entries: Int) -> Change {
        let first = Int.random(in: 1...entries, using: &numbers)
        let second = (first + Int.random(in: 1..<entries, using: &numbers) - 1) % entries + 1
        let amount = Int.random(in: 1...1_000_000, using: &numbers)
        let byte = Int.random(in: 0..<32, using: &numbers)
        let all = changes(first, second == first ? first % entries + 1 : second, amount, byte)
        return all[Int.random(in: 0..<all.count, using: &numbers)]
    }

    /// Every change there is, of entry `n` (and `m`).
    private static func changes(_ n: Int, _ m: Int, _ amount: Int, _ byte: Int) -> [Change] {
        let entry = "(SELECT id FROM ledger.entry WHERE village = 3510992001 AND number = \(n))"
        let leg = "entry_id = \(entry) AND ordinal = 1"
        return ofEntry(n, m, entry) + [
            Change(
                name: "amount",
                sql: "UPDATE ledger.posting SET amount_sen = amount_sen + \(amount) WHERE \(leg)"),
            Change(
                name: "amounts-balanced",
                sql: """
                    UPDATE ledger.posting SET amount_sen = amount_sen
                        + CASE ordinal WHEN 1 THEN \(amount) WHEN 2 THEN -\(amount) ELSE 0 END WHERE entry_id = \(entry)
                    """),
            Change(
                name: "amount-sign", sql: "UPDATE ledger.posting SET amount_sen = -amount_sen WHERE \(leg)"),
            Change(
                name: "all-amounts",
                sql: "UPDATE ledger.posting SET amount_sen = amount_sen * 2 WHERE entry_id = \(entry)"),
            Change(name: "account", sql: "UPDATE ledger.posting SET account = '5.2.1.02' WHERE \(leg)"),
            Change(name: "fund", sql: "UPDATE ledger.posting SET fund = 'PBH' WHERE \(leg)"),
            Change(name: "activity", sql: "UPDATE ledger.posting SET activity = '9.9.99' WHERE \(leg)"),
            Change(name: "leg-deleted", sql: "DELETE FROM ledger.posting WHERE \(leg)"),
            Change(
                name: "legs-swapped",
                sql: "UPDATE ledger.posting SET ordinal = ordinal + 10 WHERE \(leg)"),
            Change(
                name: "leg-added",
                sql: """
                    INSERT INTO ledger.posting SELECT regency, village, year, entry_id, 99, account, activity, fund, sub_detail,
                        amount_sen FROM ledger.posting WHERE \(leg)
                    """),
            Change(
                name: "payee",
                sql: """
                    UPDATE ledger.spp SET payee = payee || 'x';
                    UPDATE ledger.receipt SET payer = payer || 'x'
                    """),
        ] + ofLog(n, amount, byte)
    }

    private static func ofEntry(_ n: Int, _ m: Int, _ entry: String) -> [Change] {
        let here = "village = 3510992001 AND number"
        return [
            Change(
                name: "date", sql: "UPDATE ledger.entry SET book_date = book_date + 1 WHERE \(here) = \(n)"),
            Change(
                name: "recorded",
                sql:
                    "UPDATE ledger.entry SET recorded_at = recorded_at - interval '1 us' WHERE \(here) = \(n)"
            ),
            Change(
                name: "kind",
                sql: "UPDATE ledger.entry SET kind = 'imported', reverses = NULL WHERE \(here) = \(n)"),
            Change(name: "origin", sql: "UPDATE ledger.entry SET origin = 'imported' WHERE \(here) = \(n)"),
            Change(
                name: "description",
                sql: "UPDATE ledger.entry SET description = description || '.' WHERE \(here) = \(n)"),
            Change(
                name: "document",
                sql: "UPDATE ledger.entry SET document_id = gen_random_uuid() WHERE \(here) = \(n)"),
            Change(
                name: "order",
                sql: """
                    UPDATE ledger.entry SET number = 10000 WHERE \(here) = \(n);
                    UPDATE ledger.entry SET number = \(n) WHERE \(here) = \(m);
                    UPDATE ledger.entry SET number = \(m) WHERE \(here) = 10000
                    """),
        ] + ofRows(n, entry)
    }

    private static func ofRows(_ n: Int, _ entry: String) -> [Change] {
        let here = "village = 3510992001 AND number"
        return [
            Change(
                name: "deleted",
                sql:
                    "DELETE FROM ledger.posting WHERE entry_id = \(entry); DELETE FROM ledger.entry WHERE \(here) = \(n)"
            ),
            Change(
                name: "deleted-with-leaf",
                sql: """
                    DELETE FROM proof.leaf WHERE \(here) = \(n);
                    DELETE FROM ledger.posting WHERE entry_id = \(entry); DELETE FROM ledger.entry WHERE \(here) = \(n)
                    """),
            Change(
                name: "tail-deleted",
                sql: """
                    DELETE FROM proof.leaf WHERE \(here) >= \(n);
                    DELETE FROM ledger.posting WHERE entry_id IN (SELECT id FROM ledger.entry WHERE \(here) >= \(n));
                    DELETE FROM ledger.entry WHERE \(here) >= \(n);
                    UPDATE proof.village_head SET last_number = \(n - 1) WHERE village = 3510992001
                    """),
            Change(
                name: "forged",
                sql: """
                    INSERT INTO ledger.entry SELECT regency, village, year, gen_random_uuid(), 1000, book_date, now(), 'imported',
                        document_id, NULL, description, person, origin FROM ledger.entry WHERE \(here) = \(n)
                    """),
            Change(
                name: "moved-to-other-village",
                sql: "UPDATE ledger.entry SET village = 3510992002 WHERE \(here) = \(n)"),
            Change(
                name: "other-year",
                sql: """
                    UPDATE ledger.entry SET year = year - 1, book_date = book_date - interval '1 year' WHERE \(here) = \(n)
                    """),
        ]
    }

    private static func ofLog(_ n: Int, _ amount: Int, _ byte: Int) -> [Change] {
        let flip = "set_byte(%1$@, \(byte), get_byte(%1$@, \(byte)) # 1)"
        func flipped(_ column: String) -> String { flip.replacing("%1$@", with: column) }
        return [
            Change(
                name: "leaf-deleted",
                sql: "DELETE FROM proof.leaf WHERE village = 3510992001 AND number = \(n)"),
            Change(
                name: "leaves-swapped",
                sql: """
                    UPDATE proof.leaf SET index = index + 1000 WHERE village = 3510992001 AND number = \(n)
                    """),
            Change(name: "tile", sql: "UPDATE proof.tile SET hashes = \(flipped("hashes")) WHERE level = 0"),
            Change(name: "chain", sql: "UPDATE proof.village_head SET chain = \(flipped("chain"))"),
            Change(name: "last-number", sql: "UPDATE proof.village_head SET last_number = last_number - 1"),
            Change(
                name: "salt", sql: "UPDATE proof.commitment SET salt = \(flipped("salt"))"),
            Change(
                name: "commitment", sql: "UPDATE proof.commitment SET description = \(flipped("description"))"
            ),
            Change(
                name: "older-note",
                sql: """
                    UPDATE proof.log AS l SET (size, note, signed_at) =
                        (SELECT c.size, c.note, c.signed_at FROM proof.checkpoint AS c ORDER BY c.size LIMIT 1)
                    """),
            Change(name: "budget", sql: "UPDATE ledger.rab_line SET amount_sen = amount_sen + \(amount)"),
            Change(
                name: "regulation", sql: "UPDATE ledger.budget_version SET regulation_number = '2/1945'"),
            Change(name: "rollback", sql: ""),
            Change(name: "rollback", sql: ""),
        ]
    }

    /// The Python program was written from the document alone: it must say the same.
    @Test func `a second verifier, in another language, agrees on sound and tampered exports`() async throws {
        let proof = try await ProofHall.make()
        try await proof.live()
        try await proof.keep(as: "now")
        let newest = try await proof.checkpoint()
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "balai-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (file, old) = (folder.appendingPathComponent("book.ndjson"), folder.appendingPathComponent("old"))
        let note = try #require(try await ReadLog(proof.database).checkpoint(3510))
        try note.write(to: old, atomically: true, encoding: .utf8)
        func python(_ text: String) throws -> Bool {
            try text.write(to: file, atomically: true, encoding: .utf8)
            return try ProofHall.python([file.path, proof.key.text, old.path])
        }
        #expect(try python(try await proof.export(older: [newest])))
        #expect(try python(try await proof.export(isRedacted: true, older: [newest])))
        var numbers = SeededNumbers(seed: 20_261_122)
        for change in Self.changes(3, 7, 100, 5) where change.name != "rollback" {
            try await proof.tamper(change.sql)
            let text = try await proof.export(older: [newest])
            let verdicts = (try python(text), try proof.fault(text, older: [newest]) == nil)
            #expect(verdicts == (false, false), "\(change.name)")
            try await proof.putBack("now")
        }
        let sound = Array(try await proof.export().utf8)
        for _ in 0..<20 {
            var changed = sound
            changed[Int.random(in: 400..<sound.count - 1, using: &numbers)] ^= 1
            let text = String(decoding: changed, as: UTF8.self)
            let verdicts = (try python(text), try proof.fault(text) == nil)
            #expect(verdicts == (false, false))
        }
    }
}
