import Foundation
import GeoIndex
import Monitoring

/// A corpus with what is known to be true of it, and how well a screening agrees.
struct LabelledCorpus: Sendable {
    let data: CorpusData
    let villages: ScreeningVillages
    private let labels: [CorpusLabel]

    /// - Parameter folder: projects.geojson, photos.ndjson, labels.ndjson.
    init(_ folder: URL, boundaries: URL) async throws {
        data = CorpusData(
            works: try ScreeningFiles.works(at: folder.appendingPathComponent("projects.geojson")),
            photos: try await ScreeningFiles.photos(at: folder.appendingPathComponent("photos.ndjson")))
        villages = try ScreeningFiles.villages(at: boundaries)
        let text = try String(contentsOf: folder.appendingPathComponent("labels.ndjson"), encoding: .utf8)
        labels = try text.split(separator: "\n").map {
            try JSONDecoder().decode(CorpusLabel.self, from: Data($0.utf8))
        }
    }

    func score(
        _ disturbance: Disturbance, seed: UInt64, parameters: ScreeningParameters = .standard
    ) async -> CorpusScore {
        let told = disturbance.applied(to: data, seed: seed)
        let sites = await ScreeningFiles.sites(told.works, told.photos, parameters: parameters)
        let flags = await Screening(parameters: parameters, villages: villages).screen(sites)
        return CorpusScore(flags.filter { $0.severity >= .warning }, labels)
    }
}

/// One line of labels.ndjson.
struct CorpusLabel: Decodable, Sendable {
    let a: String?
    let b: String?
    let project: String?
    let label: String
    let why: String

    var pair: Set<String> { Set([a, b].compactMap { $0 }) }
}

/// Precision and recall as ../shared/screening/README.md counts them, and what was missed or wrong.
struct CorpusScore: Sendable {
    let precision: Double
    let duplicates: Double
    let fictitious: Double
    /// Missed labels by why, and false flags by rule.
    let missed: [String: [String]]
    let wrong: [Flag]

    init(_ flags: [Flag], _ labels: [CorpusLabel]) {
        let doubled = labels.filter { $0.label == "duplicate" }
        let fiction = labels.filter { $0.label == "fictitious" }
        let truePairs = Set(doubled.map(\.pair)), trueWorks = Set(fiction.compactMap(\.project))
        func isTrue(_ flag: Flag) -> Bool {
            trueWorks.contains(flag.project)
                || flag.other.map { trueWorks.contains($0) || truePairs.contains([flag.project, $0]) } == true
        }
        wrong = flags.filter { !isTrue($0) }
        let pairs = Set(flags.compactMap { flag in flag.other.map { [flag.project, $0] as Set } })
        let works = Set(flags.map(\.project))
        let lost =
            doubled.filter { !pairs.contains($0.pair) } + fiction.filter { !works.contains($0.project ?? "") }
        missed = Dictionary(grouping: lost, by: \.why).mapValues {
            $0.map { $0.project ?? $0.pair.sorted().joined(separator: "+") }
        }
        let lostPairs = lost.filter { $0.project == nil }.count
        precision = flags.isEmpty ? 1 : 1 - Double(wrong.count) / Double(flags.count)
        duplicates = 1 - Double(lostPairs) / Double(max(1, doubled.count))
        fictitious = 1 - Double(lost.count - lostPairs) / Double(max(1, fiction.count))
    }
}
