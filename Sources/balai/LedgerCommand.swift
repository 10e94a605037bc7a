public import ArgumentParser
import Commons
import Foundation
public import Ledger
import Postgres

/// `balai ledger …`: the books, for the server's operator and the auditor.
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Checks and exports the books.",
        subcommands: [Check.self, Export.self])

    /// `balai ledger check`: locks, numbers and sums against entries and documents; 1 when any differs.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Proves limits, cash, numbers and sums equal to the entries; 1 where one differs.")

        @OptionGroup var store: StoreOptions
        @Option(help: "Only this village (35.10.01.2001).") var village: String?
        @Option(help: "Language of what is printed: id or en.") var language = Language.indonesian

        func run() async throws {
            let chosen = try village.map { try VillageCode(parsing: $0) }
            try await store.withLedgerReader { reader, settings in
                let texts = try Texts(directory: settings.resources.appendingPathComponent("texts"))
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
        static let configuration = CommandConfiguration(abstract: "Writes a village's journal of one year.")

        @OptionGroup var store: StoreOptions
        @Option(help: "The village (35.10.01.2001).") var village: String
        @Option(help: "Budget year.") var year: Int
        @Option(help: "csv or hledger.") var format: BookFormat
        @Option(help: "The file to write.") var out: String

        func run() async throws {
            let code = try VillageCode(parsing: village)
            let url = URL(fileURLWithPath: out)
            // Opened before the process may give up root, so that it can be anywhere the caller may write.
            try Data().write(to: url)
            let file = try FileHandle(forWritingTo: url)
            try await store.withLedgerReader { reader, _ in
                try await ExportBook(reader)(of: code, year: year, as: format, by: nil) { piece in
                    try file.write(contentsOf: Data(piece.utf8))
                }
            }
            try file.close()
        }
    }
}

extension BookFormat: ExpressibleByArgument {}

extension StoreOptions {
    /// Runs `body` on a connection that reads all villages and writes nothing (role `balai_backup`).
    fileprivate func withLedgerReader(_ body: (Database, Settings) async throws -> Void) async throws {
        try await withStore { store in
            let conninfo = store.owner.configuration.conninfo
            let reader = try await Database(
                DatabaseConfiguration(conninfo: conninfo, shared: 1, exclusive: 1, role: "balai_backup"))
            do {
                try await body(reader, store.settings)
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
