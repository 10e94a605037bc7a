import Commons
import Foundation
import GeoIndex
import Monitoring

/// What flag.mustache reads: both works of a case on one map, their times and money, their photos side by
/// side, what was said, and the next step.
struct CaseView {
    let found: FlagCase
    /// Of each work the reader may see the photos of.
    let photos: [UUID: [ProgressReport]]
    let session: Session
    let words: Words
    let mapLink: String?

    struct Model {
        let summary: FormSummary?
        let id: String
        let severity: String
        let style: String
        let state: String
        let reason: String
        let relation: String?
        let works: [Work]
        let isPair: Bool
        let shape: String?
        let other: String?
        let geo: PlaceLinks?
        let liveWorks: String
        let compare: Compare?
        let past: [Past]
        let steps: [Step]
    }

    struct Work {
        let letter: String
        let style: String
        let name: String
        let address: String?
        let facts: [Pair]
        let photos: [Photo]
    }

    struct Pair {
        let label: String
        let value: String
    }

    struct Photo {
        let thumbnail: String
        let full: String
        let alt: String
        let verdict: String
        let style: String
        let detail: String
        let side: String
        let isFirst: Bool
    }

    struct Compare {
        let left: Photo
        let right: Photo
    }

    struct Past {
        let what: String
        let who: String
        let reason: String
    }

    func model(summary: FormSummary?, style: String, steps: [Step]) -> Model {
        let flag = found.flag
        let works = [flag.work, flag.other].compactMap { $0 }
        let shown = works.enumerated().map { work($1, isFirst: $0 == 0) }
        let compare =
            shown.count == 2
            ? shown[0].photos.first.flatMap { left in
                shown[1].photos.first.map { Compare(left: left, right: $0) }
            } : nil
        let centre = (flag.work.shape ?? flag.other?.shape)?.bounds.centre
        let relation: String? =
            if case .text(let kind)? = flag.evidence["relation"] { words("relation.\(kind)") } else { nil }
        return Model(
            summary: summary, id: flag.id.uuidString.lowercased(),
            severity: words("flag.severity.\(flag.severity.rawValue)"), style: style,
            state: words("flag.state.\(flag.state.rawValue)"), reason: FlagWords.reason(flag, words),
            relation: relation, works: shown, isPair: shown.count > 1,
            shape: (flag.work.shape ?? flag.other?.shape)?.geoJSON(),
            other: flag.work.shape == nil ? nil : flag.other?.shape?.geoJSON(),
            geo: centre.map { PlaceLinks($0, template: mapLink) },
            liveWorks: works.map { $0.project.uuidString.lowercased() }.joined(separator: ","),
            compare: compare, past: found.steps.map(past), steps: steps)
    }

    private func past(_ step: FlagStep) -> Past {
        Past(
            what: words("flag.verb.\(step.verb)"),
            who: [step.person, step.villageName, words.moment(step.at, zone: .jakarta)].compactMap { $0 }
                .joined(separator: ", "),
            reason: step.reason)
    }

    private func work(_ work: FlaggedWork, isFirst: Bool) -> Work {
        let mayOpen = session.posts.contains { $0.covers(work.village) }
        let owner = work.agency.isEmpty ? work.villageName : "\(work.agency), \(work.villageName)"
        let facts = [
            Pair(label: words("works.village"), value: owner),
            Pair(
                label: words("works.kind"),
                value: "\(words("work.kind.\(work.kind.rawValue)")), "
                    + words("work.state.\(work.state.rawValue)")),
            Pair(label: words("works.fund"), value: "\(work.fund) \(work.year)"),
            Pair(
                label: words("works.period"), value: words.dates(from: work.startsOn, until: work.endsOn)),
            Pair(label: words("works.budget"), value: words.money(sen: work.budget.sen)),
            Pair(
                label: words("works.spent"),
                value: work.paid.map { words.money(sen: $0.sen) } ?? words("case.unknown")),
        ]
        let side = isFirst ? "left" : "right"
        let reports = (photos[work.project] ?? []).filter { !$0.isWithdrawn }
        let all = reports.flatMap { report in report.photos.map { (report, $0) } }
        return Work(
            letter: isFirst ? "A" : "B", style: isFirst ? "line-a" : "line-b", name: work.name,
            address: mayOpen ? "/works/\(work.project.uuidString.lowercased())" : nil, facts: facts,
            photos: all.enumerated().map { photo($1.0, $1.1, side, isFirst: $0 == 0) })
    }

    private func photo(
        _ report: ProgressReport, _ photo: ReportedPhoto, _ side: String, isFirst: Bool
    ) -> Photo {
        let judged = PhotoWords(photo.judgement, takenAt: photo.takenAt, words)
        let base = "/photos/\(photo.receipt.uuidString.lowercased())"
        return Photo(
            thumbnail: "\(base)/thumbnail", full: "\(base)/display",
            alt: words("works.photo-of", ["stage": String(report.stage)]), verdict: judged.verdict,
            style: judged.style, detail: "\(report.stage) % · \(judged.detail)", side: side,
            isFirst: isFirst)
    }
}
