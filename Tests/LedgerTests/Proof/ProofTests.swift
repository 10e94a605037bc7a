import Commons
import Foundation
import Postgres
import Testing
import TestSupport

@testable import Ledger

/// Goal: an untouched book is proven by its export alone, with and without texts; what is left out, put
/// back or taken from elsewhere shows.
@Suite struct ProofTests {
    @Test func `an untouched year is proven, in full and without texts`() async throws {
        let proof = try await ProofHall.make()
        try await proof.live()
        let full = try await proof.export()
        let report = try proof.verify(full)
        #expect(report.entries == 13 && report.closedTexts == 0 && report.waiting == 0)
        #expect(report.village == "35.10.99.2001" && report.compared.isEmpty)
        #expect(full.contains("Toko Maju"))
        let redacted = try await proof.export(isRedacted: true)
        #expect(try proof.verify(redacted).closedTexts == 13)
        for secret in ["Toko Maju", "Kas negara", "Belanja uji", "Salah"] {
            #expect(!redacted.contains(secret), "\(secret)")
        }
    }

    @Test func `an older checkpoint proves that the log goes on from it`() async throws {
        let proof = try await ProofHall.make()
        try await proof.live()
        let older = try await proof.checkpoint()
        try await proof.hall.receive("DDS", rupiah: 77)
        try await proof.sequencer.sequenceWaiting()
        let newer = try await proof.checkpoint()
        #expect(newer.size > older.size)
        let asked = try await proof.export(older: [older])
        #expect(try proof.verify(asked, older: [older]).compared == [older.size])
        #expect(try proof.verify(asked, older: [older, newer]).compared == [older.size, newer.size])
        let other = Checkpoint(origin: older.origin, size: older.size, root: newer.root)
        #expect(try proof.fault(asked, older: [other]) == .forked(size: older.size))
        let foreign = Checkpoint(origin: "elsewhere", size: 1, root: newer.root)
        #expect(
            try proof.fault(asked, older: [foreign]) == .otherLog(known: "elsewhere", found: older.origin))
    }

    @Test func `a log put back to an older day is found by a newer checkpoint, and only by it`() async throws
    {
        let proof = try await ProofHall.make()
        try await proof.live()
        try await proof.keep(as: "early")
        try await proof.hall.receive("DDS", rupiah: 77)
        try await proof.sequencer.sequenceWaiting()
        let newest = try await proof.checkpoint()
        try await proof.putBack("early")
        let text = try await proof.export()
        let found = try await proof.checkpoint()
        #expect(try proof.fault(text) == nil)
        #expect(
            try proof.fault(text, older: [newest]) == .rolledBack(known: newest.size, found: found.size))
    }

    @Test func `another key, a changed line, a cut file and any flipped byte are found`() async throws {
        let proof = try await ProofHall.make()
        try await proof.live()
        let text = try await proof.export()
        let stranger = try #require(NoteSigner(name: "balai/3510", seed: [UInt8](repeating: 7, count: 32)))
        let bytes = Array(text.utf8)
        #expect(throws: ProofFault.badSignature(line: text.split(separator: "\n").count)) {
            try bytes.withUnsafeBytes { try VerifyProof(key: stranger.key)($0) }
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for drop in 1..<(lines.count - 1) {
            let cut = lines.enumerated().filter { $0.offset != drop }.map(\.element).joined(separator: "\n")
            #expect(try proof.fault(cut) != nil, "without line \(drop + 1)")
        }
        var numbers = SeededNumbers(seed: 1)
        let head = (lines.first?.utf8.count ?? 0) + 1
        for _ in 0..<1_000 {
            var changed = bytes
            let place = Int.random(in: head..<bytes.count - 1, using: &numbers)
            changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
            let verdict = try? changed.withUnsafeBytes { try VerifyProof(key: proof.key)($0) }
            #expect(verdict == nil, "byte \(place) flipped")
        }
        for length in stride(from: 0, to: bytes.count - 1, by: 97) {
            let verdict = try? Array(bytes[..<length]).withUnsafeBytes { try VerifyProof(key: proof.key)($0) }
            #expect(verdict == nil, "cut after \(length) bytes")
        }
    }

    @Test func `erased texts leave a proven entry without texts`() async throws {
        let proof = try await ProofHall.make()
        try await proof.live()
        let entry = try await proof.hall.test.sql("SELECT id FROM ledger.entry WHERE number = 3").one().uuid(
            "id")
        let erased = try await proof.hall.test.owner.once(
            RestoreStatement.eraseTexts, .int(3510), .uuid(entry), as: nil
        ).one().bool("is_erased")
        #expect(erased)
        #expect(try proof.verify(try await proof.export()).closedTexts == 1)
        #expect(try proof.verify(try await proof.export(isRedacted: true)).entries == 13)
    }

    @Test func `the village's own treasurer exports the same, a stranger nothing of it`() async throws {
        let proof = try await ProofHall.make()
        try await proof.live()
        let scope = ExportProof.Scope(village: proof.hall.village, year: proof.hall.year)
        var own = ""
        try await ExportProof(proof.database)(scope, by: proof.hall.session(.treasurer).key) { own += $0 }
        #expect(try proof.verify(own).entries == 13)
        let stranger = try await SampleVillage.person(proof.hall.test, [.treasurer], place: 3_510_992_002)
        var others = ""
        try await ExportProof(proof.database)(scope, by: stranger.key) { others += $0 }
        #expect(!others.contains("\"type\":\"entry\"") && !others.contains("Toko Maju"))
        #expect(try proof.fault(others) == .otherEnd(logged: 13, found: 0))
    }

    @Test func `each row of a csv is held against the proof beside it`() async throws {
        let proof = try await ProofHall.make()
        try await proof.live()
        var csv = ""
        try await ExportBook(proof.database)(
            of: proof.hall.village, year: proof.hall.year, as: .csv, by: proof.hall.session(.treasurer).key
        ) { csv += String(decoding: $0, as: UTF8.self) }
        let beside = Array(try await proof.export().utf8)
        func judge(_ text: String) throws -> VerifyProof.Report {
            try beside.withUnsafeBytes { try VerifyProof(key: proof.key)(csv: Array(text.utf8), proof: $0) }
        }
        #expect(try judge(csv).entries == 13)
        let lines = csv.components(separatedBy: "\r\n")
        let head = lines.first ?? ""
        let changes = [
            csv.replacing("1000.00", with: "1000.01"), csv.replacing("Penyaluran DDS", with: "Penyaluran"),
            csv.replacing(",receipt,", with: ",payment,"),
            csv.replacing("debit,credit", with: "credit,debit"),
            ([head] + lines.dropFirst(2)).joined(separator: "\r\n"),
            (lines.dropLast() + [lines[1], ""]).joined(separator: "\r\n"),
            ([head, lines[2], lines[1]] + lines.dropFirst(3)).joined(separator: "\r\n"), "",
        ]
        for (index, changed) in changes.enumerated() {
            #expect(throws: ProofFault.self, "change \(index)") { try judge(changed) }
        }
    }
}
