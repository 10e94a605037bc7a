// Scores of the labelled corpus under every disturbance: run by scripts/bench-robust.
import Foundation
import Monitoring

/// Which step began when, on standard error.
enum Told {
    private static let start = ContinuousClock.now

    static func step(_ name: String) {
        FileHandle.standardError.write(Data("\(start.duration(to: .now)) \(name)\n".utf8))
    }
}

func shown(_ share: Double) -> String { String(format: "%.3f", share) }

let arguments = CommandLine.arguments.dropFirst()
let options = arguments.filter { $0.hasPrefix("--") }
let plain = arguments.filter { !$0.hasPrefix("--") }
if options.contains("--screen"), plain.count == 3 {
    // What `balai screen` does, without its words: for timing where no release build of all is at hand.
    Told.step("start")
    let urls = plain.map { URL(fileURLWithPath: $0) }
    let works = try ScreeningFiles.works(at: urls[0])
    let photos = try await ScreeningFiles.photos(at: urls[1])
    let screening = Screening(villages: try ScreeningFiles.villages(at: urls[2]))
    Told.step("read")
    let sites = await ScreeningFiles.sites(works, photos, parameters: .standard)
    Told.step("sites")
    for flag in await screening.screen(sites, progress: Told.step) {
        print(flag.rule.rawValue, flag.severity.rawValue, flag.project, flag.other ?? "-")
    }
    Told.step("done")
    exit(0)
}
guard plain.count >= 2 else {
    print("robust CORPUS BOUNDARIES [PART OF A NAME]… [--seeds=N] [--detail]")
    exit(2)
}
let paths = Array(plain)
let seeds = options.compactMap { $0.hasPrefix("--seeds=") ? UInt64($0.dropFirst(8)) : nil }.first ?? 2
let wanted = paths.dropFirst(2)
let corpus = try await LabelledCorpus(
    URL(fileURLWithPath: paths[0]), boundaries: URL(fileURLWithPath: paths[1]))
print("| disturbance | precision | duplicates | fictitious |\n| --- | --- | --- | --- |")
for disturbance in Disturbance.catalogue
where wanted.isEmpty || wanted.contains(where: disturbance.name.contains) {
    var scores: [CorpusScore] = []
    for seed in 1...seeds { scores.append(await corpus.score(disturbance, seed: seed)) }
    let worst: [Double] = [
        scores.map { $0.precision }.min() ?? 0, scores.map { $0.duplicates }.min() ?? 0,
        scores.map { $0.fictitious }.min() ?? 0,
    ]
    print("| \(disturbance.name) | \(worst.map(shown).joined(separator: " | ")) |")
    guard options.contains("--detail") else { continue }
    for (seed, score) in scores.enumerated() {
        for (why, ids) in score.missed.sorted(by: { $0.key < $1.key }) {
            print("    \(seed + 1) missed \(why): \(ids.joined(separator: " "))")
        }
        for flag in score.wrong {
            let evidence = flag.finding.evidence.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            print(
                "    \(seed + 1) wrong \(flag.rule.rawValue) \(flag.project) \(flag.other ?? "")"
                    + " \(evidence.joined(separator: " "))")
        }
    }
}
