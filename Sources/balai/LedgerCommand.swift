public import ArgumentParser
import Commons
import Foundation
public import Ledger
import Postgres

/// `balai ledger …`: the books, for the server's operator and the auditor.
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Checks and exports the books.",
        subcommands: [
            Check.self, Export.self, VerifyCommand.self, ProofKeyCommand.self, DeclareRestoreCommand.self,
        ])

    /// `balai ledger check`: locks, numbers and sums against entries and documents; 1 when any differs.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Proves limits, cash, numbers and sums equal to the entries; 1 where one differs.")

        @OptionGroup var store: StoreOptions
        @Option(help: "Only this village (35.10.01.2001).") var village: String?
        @Option(help: "Language of what is printed: id or en.") var language = Language.indonesian

        func run() async throws {
            let chosen = try village.map { try VillageCode(parsing: $0) }
            try await store.withLedgerReader { reader, store in
                let texts = try Texts(directory: store.settings.resources.appendingPathComponent("texts"))
                let words = texts.words(in: language)
                let differences = try await CheckLedger(reader)(chosen, by: nil)
                for difference in differences { print(words("ledger.check.difference", difference.values)) }
                guard differences.isEmpty else {
                    print(words("ledger.check.unsound", ["count": String(differences.count)]))
                    throw ExitCode.failure
                }
                print(words("ledger.check.sound"))
            }
        }
    }

    /// `balai ledger export`: the journal of a village's year into a file.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes a village's journal of one year; ndjson and csv with their proof.")

        @OptionGroup var store: StoreOptions
        @Option(help: "The village (35.10.01.2001).") var village: String
        @Option(help: "Budget year.") var year: Int
        @Option(help: "csv (beside FILE.proof), xlsx, ndjson (self-contained), hledger or beancount.")
        var format: BookFormat
        @Option(help: "The file to write.") var out: String
        @Flag(help: "ndjson without payees and descriptions: their salted hashes still prove.")
        var redacted = false
        @Option(help: "A checkpoint that is to be compared later; may be given several times.")
        var checkpoint: [String] = []

        func run() async throws {
            let code = try VillageCode(parsing: village)
            let scope = ExportProof.Scope(
                village: code, year: year, isRedacted: redacted,
                older: try checkpoint.map(KeptCheckpoint.read))
            // Opened before the process may give up root, so that they can be anywhere the caller may write.
            let files = try OutputFiles(format == .csv ? [out, out + ".proof"] : [out])
            do {
                try await write(scope, files.handles)
                try files.keep()
            } catch {
                try files.discard()
                throw error
            }
        }

        private func write(_ scope: ExportProof.Scope, _ files: [FileHandle]) async throws {
            let format = format
            try await store.withLedgerReader { reader, store in
                let proof = ExportProof(reader)
                let isProven = format == .ndjson || format == .csv
                if isProven {
                    try await sequence(store)
                }
                if format != .ndjson {
                    try await ExportBook(reader)(
                        of: scope.village, year: scope.year, as: format, by: nil
                    ) { piece in try files[0].write(contentsOf: Data(piece)) }
                }
                guard isProven, let last = files.last else { return }
                try await proof(scope, by: nil) { piece in try last.write(contentsOf: Data(piece.utf8)) }
            }
        }

        /// What was posted and waits is logged first. Where nothing may be signed the file says what waits.
        private func sequence(_ store: Store) async throws {
            let keyring = try Keyring(directory: store.settings.keys)
            do {
                try await ProofSequencer(store.database, keyring: keyring).sequenceWaiting()
            } catch let error as ProofError {
                Terminal.say("not signed: \(error)")
            }
        }
    }
}

extension BookFormat: ExpressibleByArgument {}

extension StoreOptions {
    /// Runs `body` on a connection that reads all villages and writes nothing (role `balai_backup`).
    func withLedgerReader(_ body: (Database, Store) async throws -> Void) async throws {
        try await withStore { store in
            let conninfo = store.owner.configuration.conninfo
            let reader = try await Database(
                DatabaseConfiguration(conninfo: conninfo, shared: 1, exclusive: 1, role: "balai_backup"))
            do {
                try await body(reader, store)
            } catch {
                await reader.close()
                throw error
            }
            await reader.close()
        }
    }
}

extension CheckLedger.Difference {
    fileprivate var values: [String: String] {
        [
            "village": village.dotted, "year": String(year), "kind": kind, "object": object,
            "expected": String(expected), "found": found.map { String($0) } ?? "-",
        ]
    }
}
