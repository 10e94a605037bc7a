public import ArgumentParser
public import Commons
import Foundation
import Ledger
import Postgres

/// `balai import siskeudes DIR --village CODE`: a village's budget from a Siskeudes export.
struct ImportSiskeudesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "siskeudes",
        abstract: "Loads lists, budget and vouchers of one village from a folder of Siskeudes tables (CSV).",
        discussion: """
            Prints what was read, each warning and the totals. Ends with 1 and stores nothing where a RAB is \
            not its posted key, a version or a fund is out of balance, or a code is unknown.
            """)

    @Argument(help: "Folder with one CSV file a table (Ta_RAB.csv, …).") var directory: String
    @Option(help: "The village: Kemendagri code (11.75.04.2014) or Siskeudes' own (04.2014).") var village:
        String
    @Option(help: "The village's code within the export, where it is not the end of its Kemendagri code.")
    var siskeudesVillage: String?
    @OptionGroup var store: StoreOptions
    @Option(help: "Language of what is printed: id or en.") var language = Language.indonesian
    @Flag(help: "Only check and print; store nothing.") var dryRun = false

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let flags = store.data.map { [Settings.Name.data.rawValue: $0] } ?? [:]
        let settings = try Settings(flags: flags, environment: environment)
        let texts = try Texts(directory: settings.resources.appendingPathComponent("texts"))
        let report = SiskeudesReport(texts.words(in: language))
        let lists = settings.resources.appendingPathComponent("schema/reference")
        let reference = try SiskeudesReference(folder: lists)
        switch read(reference) {
        case .success(let export):
            report.lines(export).forEach { print($0) }
            let journal = SiskeudesJournal(export.vouchers, year: export.year)
            report.lines(journal).forEach { print($0) }
            if dryRun { return print(report.checked) }
            try await keep(export, journal, report)
        case .failure(let refusal):
            report.lines(refusal).forEach { print($0) }
            throw ExitCode.failure
        }
    }

    /// The budget, all of it or nothing, then the vouchers, all of them or none; read before the process may
    /// give up root, stored after. A year that has its budget keeps it and takes what is new of the vouchers.
    private func keep(
        _ export: SiskeudesExport, _ journal: SiskeudesJournal, _ report: SiskeudesReport
    ) async throws {
        try await store.withStore { store in
            do {
                try await keepBudget(export, report, store)
                let changes = try await StoreVouchers(owner: store.owner)(
                    journal, village: export.place.village, year: export.year)
                report.lines(changes).forEach { print($0) }
            } catch let error as LedgerError {
                guard let refusal = error.refusal else { throw error }
                report.lines(refusal).forEach { print($0) }
                throw ExitCode.failure
            }
        }
    }

    private func keepBudget(
        _ export: SiskeudesExport, _ report: SiskeudesReport, _ store: Store
    ) async throws(LedgerError) {
        do {
            _ = try await StoreSiskeudes(owner: store.owner)(export)
            print(report.stored(export))
        } catch {
            guard error.refusal?.code == "budget-exists" else { throw error }
            print(report.budgetKept)
        }
    }

    private func read(_ reference: SiskeudesReference) -> Result<SiskeudesExport, SiskeudesRefusal> {
        do throws(SiskeudesRefusal) {
            let folder = URL(fileURLWithPath: directory, isDirectory: true)
            return .success(
                try SiskeudesReader.read(
                    .folder(folder), village: village, localCode: siskeudesVillage, reference: reference))
        } catch {
            return .failure(error)
        }
    }
}

extension Language: ExpressibleByArgument {}
