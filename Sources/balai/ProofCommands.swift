import ArgumentParser
import Commons
import Foundation
import Ledger
import Postgres

/// `balai ledger verify FILE --key PUBKEY [--checkpoint OLD]…`: judges an export offline; 0 sound, 1 not.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Judges an export offline (ndjson, or csv beside its .proof); 1 where anything is wrong.")

    @Argument(help: "The file that balai ledger export wrote.") var file: String
    @Option(help: "The log's public key (balai ledger key), or a file that holds it.") var key: String
    @Option(help: "A checkpoint of an earlier day; may be given several times.") var checkpoint: [String] = []
    @Option(help: "Language of what is printed: id or en.") var language = Language.indonesian

    func run() async throws {
        let settings = try Settings(flags: [:], environment: ProcessInfo.processInfo.environment)
        let words = try Texts(directory: settings.resources.appendingPathComponent("texts")).words(
            in: language)
        let verify = VerifyProof(
            key: try KeptCheckpoint.key(key), older: try checkpoint.map(KeptCheckpoint.read))
        do throws(ProofFault) {
            say(try judged(verify), words)
        } catch {
            let (key, values) = error.words
            print(words("ledger.verify.unsound"))
            print(words("ledger.verify.fault.\(key)", values))
            throw ExitCode.failure
        }
    }

    private func judged(_ verify: VerifyProof) throws(ProofFault) -> VerifyProof.Report {
        do {
            let proof = URL(fileURLWithPath: file + ".proof")
            guard FileManager.default.fileExists(atPath: proof.path) else {
                let data = try Data(contentsOf: URL(fileURLWithPath: file), options: .alwaysMapped)
                return try data.withUnsafeBytes { bytes in try verify(bytes) }
            }
            let csv = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
            let data = try Data(contentsOf: proof, options: .alwaysMapped)
            return try data.withUnsafeBytes { bytes in try verify(csv: csv, proof: bytes) }
        } catch let fault as ProofFault {
            throw fault
        } catch {
            throw .malformed(line: 0)
        }
    }

    private func say(_ report: VerifyProof.Report, _ words: Words) {
        print(
            words(
                "ledger.verify.sound",
                [
                    "village": report.village, "year": String(report.year), "count": String(report.entries),
                    "origin": report.origin, "size": String(report.size),
                ]))
        if report.closedTexts > 0 {
            print(words("ledger.verify.closed", ["count": String(report.closedTexts)]))
        }
        if report.waiting > 0 { print(words("ledger.verify.waiting", ["count": String(report.waiting)])) }
        if !report.follows.isEmpty { print(words("ledger.verify.follows", ["log": report.follows])) }
        for size in report.compared { print(words("ledger.verify.compared", ["size": String(size)])) }
        if report.compared.isEmpty { print(words("ledger.verify.no-older")) }
    }
}

/// `balai ledger key`: the public key that others verify with.
struct ProofKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Prints the public key with which exports are verified.")

    @OptionGroup var store: StoreOptions
    @Option(help: "Regency (3510).") var regency: Int?

    func run() async throws {
        let settings = try store.settings()
        let keyring = try Keyring(directory: settings.keys)
        print(try ProofSequencer.signer(keyring, regency: regency ?? settings.regency).key.text)
    }
}

/// `balai ledger declare-restore`: after a restore, begins a new log that names the old one.
struct DeclareRestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "declare-restore",
        abstract: "After a restore: begins a new log that names the old one, so that signing goes on.")

    @OptionGroup var store: StoreOptions
    @Option(help: "Regency (3510).") var regency: Int?

    func run() async throws {
        try await store.withStore { store in
            let keyring = try Keyring(directory: store.settings.keys)
            let declare = DeclareRestore(owner: store.owner, keyring: keyring)
            print(try await declare(regency ?? store.settings.regency))
        }
    }
}

/// Keys and checkpoints as people keep them: a text, or a file that holds it.
enum KeptCheckpoint {
    /// - Throws: when there is no such file or it is no checkpoint. Its signature is not asked for: who
    ///   kept it
    ///   trusts it.
    static func read(_ path: String) throws -> Checkpoint {
        let text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
        guard text.contains("\n\n") else { return try Checkpoint(parsing: text) }
        return try Checkpoint(parsing: try SignedNote(parsing: text).text)
    }

    static func key(_ given: String) throws -> NoteKey {
        guard FileManager.default.fileExists(atPath: given) else { return try NoteKey(parsing: given) }
        let text = try String(contentsOf: URL(fileURLWithPath: given), encoding: .utf8)
        return try NoteKey(parsing: text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
