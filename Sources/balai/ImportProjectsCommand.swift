import ArgumentParser
import Commons
import Foundation
import GeoIndex
import Monitoring
import Postgres

/// `balai import projects FILE`: the works of county agencies, so that double works are seen.
struct ImportProjectsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "projects",
        abstract: "Takes the works of county agencies from a GeoJSON FeatureCollection or a CSV table.",
        discussion: """
            Columns (or properties) are named key, name, kind, year, fund, agency, village, budget, paid, \
            starts, ends, volume, unit, state, activity, longitude, latitude, geometry; --map says which \
            column of the file fills which, such as --map name=NAMA_PAKET,year=TAHUN,paid=REALISASI. A work \
            known by its key is changed. Ends with 1 and stores nothing where a row can't be taken in.
            """)

    @Argument(help: "GeoJSON or CSV file.") var file: String
    @Option(help: "FIELD=COLUMN, separated by commas.") var map = ""
    @Option(help: "Agency of the rows that name none.") var agency = ""
    @Option(help: "Budget year of the rows that name none.") var year: Int?
    @Option(help: "Fund source of the rows that name none.") var fund = "APBD"
    @Option(help: "EPSG code of the columns longitude and latitude.") var epsg = 4326
    @Option(help: "Language of what is printed: id or en.") var language = Language.indonesian
    @OptionGroup var store: StoreOptions

    func run() async throws {
        let path = URL(fileURLWithPath: file)
        let bytes = [UInt8](try Data(contentsOf: path))
        try await store.withStore { store in
            let texts = try Texts(directory: store.settings.resources.appendingPathComponent("texts"))
            let words = texts.words(in: language)
            do {
                let defaults = ImportWorks.Defaults(
                    agency: agency, year: year, fund: fund, system: try system())
                let answer = try await ImportWorks(owner: store.owner, Boundaries(store.owner))(
                    bytes, regency: store.settings.regency, try WorkMapping(parsing: map), defaults,
                    source: path.lastPathComponent)
                let counts = [
                    "created": String(answer.created), "changed": String(answer.changed),
                    "same": String(answer.same), "nowhere": String(answer.withoutPlace),
                ]
                print(words("import.projects.done", counts))
            } catch let error as MonitoringError {
                print(words("import.projects.refused"))
                lines(error, words).forEach { print("  " + $0) }
                throw ExitCode.failure
            }
        }
    }

    private func system() throws -> ReferenceSystem {
        do {
            return try ReferenceSystem(epsg: epsg)
        } catch {
            throw MonitoringError.geometry(error)
        }
    }

    /// The fault of the file, and of the geometry or coordinate in it, each in its own sentence.
    private func lines(_ error: MonitoringError, _ words: Words) -> [String] {
        let facts = error.refusal.facts.mapValues(\.description)
        return ["works", "geometry", "coordinates"].compactMap { subject in
            facts[subject].map { words("\(subject).fault.\($0)", facts) }
        }
    }
}
