public import ArgumentParser
public import Commons
import Foundation
import Ledger
import Postgres

/// `balai import siskeudes DIR`: one village's year from a Siskeudes export, or many villages' with a
/// mapping.
struct ImportSiskeudesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "siskeudes",
        abstract: "Loads lists, budget and vouchers from a folder of Siskeudes tables (CSV).",
        discussion: """
            Prints what was read, each warning and the totals. Ends with 1 and stores nothing where a RAB is \
            not its posted key, a version or a fund is out of balance, or a code is unknown. With --all each \
            village is stored by itself; ends with 1 where one was refused.
            """)

    @Argument(help: "Folder with one CSV file a table (Ta_RAB.csv, …).") var directory: String
    @Option(help: "The village: Kemendagri code (11.75.04.2014) or Siskeudes' own (04.2014).") var village:
        String?
    @Option(help: "The village's code within the export, where it is not the end of its Kemendagri code.")
    var siskeudesVillage: String?
    @Flag(help: "Every village of the mapping.") var all = false
    @Option(help: "File of pairs: Siskeudes' village code, a tab, the Kemendagri code.") var mapping: String?
    @OptionGroup var store: StoreOptions
    @Option(help: "Language of what is printed: id or en.") var language = Language.indonesian
    @Flag(help: "Only check and print; store nothing.") var dryRun = false

    func validate() throws {
        let isOne = village != nil && !all && mapping == nil
        let isAll = village == nil && all && mapping != nil && siskeudesVillage == nil
        guard isOne || isAll else { throw ValidationError("either --village, or --all with --mapping") }
    }

    func run() async throws {
        let settings = try store.settings()
        let texts = try Texts(directory: settings.resources.appendingPathComponent("texts"))
        let report = SiskeudesReport(texts.words(in: language))
        let lists = settings.resources.appendingPathComponent("schema/reference")
        let reference = try SiskeudesReference(folder: lists)
        let source = SiskeudesSource.folder(URL(fileURLWithPath: directory, isDirectory: true))
        do {
            if let village {
                try await run(try read(source, village, reference), report)
            } else if let mapping {
                try await run(try county(source, mapping, reference), report)
            }
        } catch let refusal as SiskeudesRefusal {
            report.lines(refusal).forEach { print($0) }
            throw ExitCode.failure
        }
    }

    private func read(
        _ source: SiskeudesSource, _ village: String, _ reference: SiskeudesReference
    ) throws(SiskeudesRefusal) -> SiskeudesExport {
        try SiskeudesReader.read(
            source, village: village, localCode: siskeudesVillage, reference: reference)
    }

    /// Read before the process may give up root, stored after.
    private func run(_ export: SiskeudesExport, _ report: SiskeudesReport) async throws {
        report.lines(export).forEach { print($0) }
        let journal = SiskeudesJournal(export.vouchers, year: export.year)
        report.lines(journal).forEach { print($0) }
        if dryRun { return print(report.checked) }
        try await store.withStore { store in
            do {
                let kept = try await ImportSiskeudes(owner: store.owner)(export, journal)
                print(kept.isBudgetNew ? report.stored(export) : report.budgetKept)
                report.lines(kept.changes).forEach { print($0) }
            } catch let error as LedgerError {
                guard let refusal = error.refusal else { throw error }
                report.lines(refusal).forEach { print($0) }
                throw ExitCode.failure
            }
        }
    }

    private func county(
        _ source: SiskeudesSource, _ mapping: String, _ reference: SiskeudesReference
    ) throws -> SiskeudesCounty {
        do throws(SiskeudesProblem) {
            let text: String
            do { text = try String(contentsOfFile: mapping, encoding: .utf8) } catch {
                throw .notAnExport(missing: [mapping])
            }
            return try SiskeudesCounty(source, mapping: try .init(parsing: text), reference: reference)
        } catch {
            throw SiskeudesRefusal([error])
        }
    }

    /// One line a village as soon as it is done, in the order of the mapping; what is refused of one stops no
    /// other.
    private func run(_ county: SiskeudesCounty, _ report: SiskeudesReport) async throws {
        report.lines(county).forEach { print($0) }
        var failed = 0
        if dryRun {
            for (index, pair) in county.pairs.enumerated() {
                let line = line(county.reading(pair), nil, report)
                failed += say(line, index, county, report) ? 0 : 1
            }
        } else {
            try await store.withStore { store in
                let keep = ImportSiskeudes(owner: store.owner)
                for (index, pair) in county.pairs.enumerated() {
                    let line = try await stored(county.reading(pair), keep, report)
                    failed += say(line, index, county, report) ? 0 : 1
                }
            }
        }
        print(report.countyDone(stored: county.pairs.count - failed, failed: failed))
        if failed > 0 { throw ExitCode.failure }
    }

    /// Prints how far it is and what became of the village, at once also where the output is a file.
    private func say(
        _ line: Line, _ index: Int, _ county: SiskeudesCounty, _ report: SiskeudesReport
    ) -> Bool {
        print(report.progress(index + 1, of: county.pairs.count, line.text))
        fflush(nil)
        return line.isStored
    }

    /// What became of one village, in words.
    private struct Line {
        let text: String
        let isStored: Bool
    }

    private func stored(
        _ reading: SiskeudesCounty.Reading, _ keep: ImportSiskeudes, _ report: SiskeudesReport
    ) async throws -> Line {
        guard case .success(let export) = reading.result else { return line(reading, nil, report) }
        let journal = SiskeudesJournal(export.vouchers, year: export.year)
        let kept: ImportSiskeudes.Kept
        do throws(LedgerError) {
            kept = try await keep(export, journal)
        } catch {
            guard let refusal = error.refusal else { throw error }
            return Line(
                text: report.line(reading.pair, report.lines(refusal).last ?? ""), isStored: false)
        }
        return line(reading, kept, report)
    }

    private func line(
        _ reading: SiskeudesCounty.Reading, _ kept: ImportSiskeudes.Kept?, _ report: SiskeudesReport
    ) -> Line {
        switch reading.result {
        case .success(let export): Line(text: report.line(export, kept), isStored: true)
        case .failure(let refusal):
            Line(
                text: report.line(reading.pair, report.lines(refusal).dropFirst().first ?? ""),
                isStored: false)
        }
    }
}

extension Language: ExpressibleByArgument {}
