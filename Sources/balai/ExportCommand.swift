import ArgumentParser
import Commons
import Foundation
import Ledger

/// `balai export …`: gives other systems what they can read.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes data for other systems.", subcommands: [Siskeudes.self])

    /// `balai export siskeudes DIR --village CODE --year Y`: a village's year as Siskeudes tables.
    struct Siskeudes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes lists, budget and vouchers of a village's year as Siskeudes tables (CSV).",
            discussion: """
                One file a table, every table of Siskeudes; `balai import siskeudes` reads them again. What \
                was reversed is left out with its reversal. Ends with 1 where the year has no posted budget.
                """)

        @Argument(help: "Folder for the files; made when it is not there.") var directory: String
        @OptionGroup var store: StoreOptions
        @Option(help: "The village (35.10.01.2001).") var village: String
        @Option(help: "Budget year.") var year: Int

        func run() async throws {
            let code = try VillageCode(parsing: village)
            let lists = try store.settings().resources.appendingPathComponent("schema/reference")
            let reference = try SiskeudesReference(folder: lists)
            let folder = URL(fileURLWithPath: directory, isDirectory: true)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            // Opened before the process may give up root, so that they can be anywhere the caller may write.
            let names = reference.tableNames
            let files = try OutputFiles(names.map { folder.appendingPathComponent("\($0).csv").path })
            do {
                try await store.withLedgerReader { reader, _ in
                    let year = try await ReadSiskeudesYear(reader)(of: code, year: year, by: nil)
                    let tables = SiskeudesWriter.tables(of: year, reference: reference)
                    for (file, table) in zip(files.handles, tables) {
                        try file.write(contentsOf: Data(table.text.utf8))
                    }
                }
                try files.keep()
            } catch {
                try files.discard()
                throw error
            }
        }
    }
}
