import Commons
import Foundation
import Ledger
import Postgres
import Synchronization
import TestSupport

/// A village with a year of money whose books are logged, and what a test does with their proof.
struct ProofHall {
    let hall: SampleVillage
    let keyring: Keyring
    let sequencer: ProofSequencer

    var database: Database { hall.database }

    static func make() async throws -> ProofHall {
        let hall = try await SampleVillage.make()
        let keyring = try Keyring(
            directory: FileManager.default.temporaryDirectory.appendingPathComponent(
                "balai-proof-\(UUID().uuidString)"))
        return ProofHall(
            hall: hall, keyring: keyring, sequencer: ProofSequencer(hall.database, keyring: keyring))
    }

    /// Two budgets, receipts, payments, a reversal, in several checkpoints.
    func live() async throws {
        try await hall.postBudget([SampleVillage.pothole: 100_000, SampleVillage.office: 40_000])
        try await sequencer.sequenceWaiting()
        for amount in 1...6 {
            try await hall.receive("DDS", rupiah: Int64(amount * 1_000))
            if amount % 2 == 0 { try await sequencer.sequenceWaiting() }
        }
        try await hall.receive("ADD", rupiah: 9_000)
        var last: SPPStep?
        for amount in 1...5 {
            last = try await hall.request(
                [SampleVillage.pothole: Int64(amount * 100), SampleVillage.office: 50], upTo: .paid)
        }
        try await sequencer.sequenceWaiting()
        guard let last,
            let entry = try await ReadSPP(database)(last.id, by: hall.session(.head)).entries.first
        else { throw Empty() }
        _ = try await ReverseEntry(database)(
            UUID.v7(), of: entry.id, on: hall.firstDay, reason: "Salah \"bayar\" {dua kali} – Müller\n",
            by: hall.session(.treasurer))
        try await sequencer.sequenceWaiting()
    }

    struct Empty: Error {}

    var key: NoteKey { get throws { try ProofSequencer.signer(keyring, regency: 3510).key } }

    /// The newest signed checkpoint.
    func checkpoint() async throws -> Checkpoint {
        guard let note = try await ReadLog(database).checkpoint(3510) else { throw Empty() }
        return try Checkpoint(note: note, signedBy: key)
    }

    /// Whether the second verifier, Tests/Verifier/verify_proof.py, finds a file sound.
    static func python(_ arguments: [String]) throws -> Bool {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Verifier/verify_proof.py").standardizedFileURL
        return try Program.run("python3", [script.path] + arguments).status == 0
    }

    /// The export as the command line writes it: everything that the database says now.
    func export(isRedacted: Bool = false, older: [Checkpoint] = []) async throws -> String {
        let gathered = Mutex("")
        let scope = ExportProof.Scope(
            village: hall.village, year: hall.year, isRedacted: isRedacted, older: older)
        try await ExportProof(hall.test.superuser)(scope, by: nil) { piece in
            gathered.withLock { $0 += piece }
        }
        return gathered.withLock { $0 }
    }

    /// What is proven of an export; throws its first fault.
    @discardableResult
    func verify(_ text: String, older: [Checkpoint] = []) throws -> VerifyProof.Report {
        try Array(text.utf8).withUnsafeBytes { bytes in
            try VerifyProof(key: key, older: older)(bytes)
        }
    }

    /// The first fault of an export, nil when it is sound.
    func fault(_ text: String, older: [Checkpoint] = []) throws -> ProofFault? {
        do {
            try verify(text, older: older)
            return nil
        } catch let fault as ProofFault {
            return fault
        }
    }

    // MARK: - the database put back

    static let tables = [
        "ledger.period_step", "ledger.entry", "ledger.posting", "ledger.spp", "ledger.receipt",
        "ledger.rab_line",
        "ledger.budget_line", "ledger.budget_version", "ledger.village_year", "proof.log", "proof.checkpoint",
        "proof.tile",
        "proof.leaf", "proof.commitment", "proof.village_head", "proof.pending",
    ]

    /// Keeps the books and the log as they are now.
    func keep(as name: String) async throws {
        let copies = Self.tables.map {
            "CREATE TABLE \(name).\($0.replacing(".", with: "_")) AS TABLE \($0);"
        }
        try await hall.test.script("CREATE SCHEMA \(name); " + copies.joined(separator: "\n"))
    }

    /// Puts them back, as only somebody with the whole database can.
    func putBack(_ name: String) async throws {
        let steps = Self.tables.map { table in
            let kept = "\(name).\(table.replacing(".", with: "_"))"
            return "DELETE FROM \(table); INSERT INTO \(table) SELECT * FROM \(kept);"
        }
        try await tamper(steps.joined(separator: "\n"))
    }

    /// Changes what no function lets anybody change.
    func tamper(_ sql: String) async throws {
        try await hall.test.script("SET LOCAL session_replication_role = replica;\n" + sql)
    }
}

/// Random numbers that are the same for the same seed.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
