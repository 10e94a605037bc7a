import Foundation
import Testing

@testable import Monitoring

/// Goal: on the labelled corpus precision and both recalls stay at 0.98 or above. Without the corpus
/// (a clone without ../shared) the suite is skipped; the other suites test every rule on made-up cases.
@Suite(.enabled(if: Corpus.isThere, "no labelled corpus: set BALAI_SCREENING_CORPUS or put it in ../shared"))
struct CorpusTests {
    @Test func `precision and both recalls are at least 0.98`() async throws {
        let flags = try await Corpus.flags().filter { $0.severity >= .warning }
        let labels = try Corpus.labels()
        let isTrue: (Flag) -> Bool = { flag in
            labels.fictitious.contains(flag.project)
                || flag.other.map { labels.duplicates.contains([flag.project, $0]) } == true
        }
        let named = Set(flags.map(\.project))
        let pairs = Set(flags.compactMap { flag in flag.other.map { [flag.project, $0] as Set } })
        let precision = Double(flags.filter(isTrue).count) / Double(flags.count)
        let duplicates = Double(labels.duplicates.intersection(pairs).count) / Double(labels.duplicates.count)
        let fictitious = Double(labels.fictitious.intersection(named).count) / Double(labels.fictitious.count)
        #expect(precision >= 0.98)
        #expect(duplicates >= 0.98)
        #expect(fictitious >= 0.98)
    }

    @Test func `no genuine work and no lawful pair is warned about`() async throws {
        let labels = try Corpus.labels()
        let wrong = try await Corpus.flags().filter { flag in
            let isLawful = flag.other.map { labels.lawful.contains([flag.project, $0]) } ?? false
            return flag.severity >= .warning && (labels.genuine.contains(flag.project) || isLawful)
        }
        #expect(wrong.map(\.project) == [])
    }
}

/// The labelled corpus, where there is one.
enum Corpus {
    static var folder: URL {
        let given = ProcessInfo.processInfo.environment["BALAI_SCREENING_CORPUS"]
        let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return given.map { URL(fileURLWithPath: $0) }
            ?? repository.appendingPathComponent("../shared/screening/open")
    }

    static var isThere: Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent("labels.ndjson").path)
    }

    static var boundaries: URL { folder.appendingPathComponent("../../geo/boundaries.geojson") }

    static func flags() async throws -> [Flag] {
        let works = try ScreeningFiles.works(at: folder.appendingPathComponent("projects.geojson"))
        let photos = try await ScreeningFiles.photos(at: folder.appendingPathComponent("photos.ndjson"))
        let villages = try ScreeningFiles.villages(at: boundaries)
        let sites = await ScreeningFiles.sites(works, photos, parameters: .standard)
        return await Screening(villages: villages).screen(sites)
    }

    struct Labels {
        var duplicates: Set<Set<String>> = []
        var lawful: Set<Set<String>> = []
        var fictitious: Set<String> = []
        var genuine: Set<String> = []
    }

    static func labels() throws -> Labels {
        struct Line: Decodable {
            let a: String?
            let b: String?
            let project: String?
            let label: String
        }
        var labels = Labels()
        let text = try String(contentsOf: folder.appendingPathComponent("labels.ndjson"), encoding: .utf8)
        for line in text.split(separator: "\n") {
            let entry = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
            let pair = Set([entry.a, entry.b].compactMap { $0 })
            switch entry.label {
            case "duplicate": labels.duplicates.insert(pair)
            case "legitimate": labels.lawful.insert(pair)
            case "fictitious": labels.fictitious.formUnion([entry.project].compactMap { $0 })
            default: labels.genuine.formUnion([entry.project].compactMap { $0 })
            }
        }
        return labels
    }
}
