import ArgumentParser
import Commons
import Foundation
import Monitoring
import Postgres

/// `balai import boundaries FILE`: the county's village boundaries, all or nothing.
struct ImportBoundariesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "boundaries",
        abstract: "Loads village boundaries from a GeoJSON FeatureCollection with a code in each feature.",
        discussion: """
            Boundaries loaded before are replaced. Ends with 1 and stores nothing where a code is unknown, \
            stands twice or is missing, or where a geometry is invalid: the place of the fault is printed.
            """)

    @Argument(help: "GeoJSON file, WGS 84, longitude first.") var file: String
    @Option(help: "Where the boundaries are from (the file's name unless told).") var source: String?
    @Option(help: "Language of what is printed: id or en.") var language = Language.indonesian
    @OptionGroup var store: StoreOptions

    func run() async throws {
        let path = URL(fileURLWithPath: file)
        let bytes = [UInt8](try Data(contentsOf: path))
        let source = source ?? path.lastPathComponent
        try await store.withStore { store in
            let texts = try Texts(directory: store.settings.resources.appendingPathComponent("texts"))
            let words = texts.words(in: language)
            do {
                let answer = try await LoadBoundaries(owner: store.owner)(
                    bytes, regency: store.settings.regency, source: source)
                print(words("import.boundaries.loaded", ["count": String(answer.loaded)]))
                guard !answer.missing.isEmpty else { return }
                let codes = answer.missing.map(\.dotted).joined(separator: ", ")
                let missing = ["count": String(answer.missing.count), "codes": codes]
                print(words("import.boundaries.missing", missing))
            } catch let error as MonitoringError {
                print(words("import.boundaries.refused"))
                lines(error, words).forEach { print("  " + $0) }
                throw ExitCode.failure
            }
        }
    }

    /// The fault of the file, and of the geometry in it, each in its own sentence.
    private func lines(_ error: MonitoringError, _ words: Words) -> [String] {
        let facts = error.refusal.facts.mapValues(\.description)
        let keys = ["boundaries": facts["fault"], "geometry": facts["geometry"]]
        return ["boundaries", "geometry"].compactMap { subject in
            keys[subject].flatMap { $0 }.map { words("\(subject).fault.\($0)", facts) }
        }
    }
}
