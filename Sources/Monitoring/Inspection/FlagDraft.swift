internal import Commons
internal import Foundation

/// A flag on its way to the database.
struct FlagDraft: Encodable {
    let rule: String, severity: String, project: String, other: String?, score: Double
    let evidence: [String: EvidenceJSON], reason: String, facts: [String: String], fingerprint: String

    /// Nil for a work that is not known here.
    /// - Parameter links: works linked to the screened one, and how: of such a pair a place only informs.
    init?(_ flag: Flag, works: [String: WorkRecord], links: [String: String] = [:]) throws {
        guard works[flag.project] != nil, flag.other.map({ works[$0] != nil }) ?? true else { return nil }
        rule = flag.rule.rawValue
        let link = Self.link(of: flag, links)
        severity = link == nil ? flag.severity.rawValue : FlagSeverity.info.rawValue
        project = flag.project
        other = flag.other
        score = flag.finding.score
        evidence = flag.finding.evidence.mapValues(EvidenceJSON.init)
            .merging(link.map { ["relation": EvidenceJSON(.text($0))] } ?? [:]) { $1 }
        reason = "rule.\(flag.finding.reason).reason"
        facts = ["families": flag.families.map(\.rawValue).joined(separator: ",")]
        fingerprint = SHA256.hexadecimal(
            SHA256.sum(of: (try Self.facts(of: flag, works, evidence) + (link ?? "")).utf8))
    }

    /// How the two works of a flag about places or names are linked; nil where they are not.
    private static func link(of flag: Flag, _ links: [String: String]) -> String? {
        guard [.r17, .r18, .r20].contains(flag.rule), let other = flag.other else { return nil }
        return links[other] ?? links[flag.project]
    }

    /// What must change before the same pair is worth another flag: for pairs of places the sites and budgets
    /// of both, in whatever order they were found; for all else the evidence itself.
    private static func facts(
        of flag: Flag, _ works: [String: WorkRecord], _ evidence: [String: EvidenceJSON]
    ) throws -> String {
        let pair = [flag.project, flag.other].compactMap { $0 }.sorted()
        let isOfPlaces = [.r17, .r18, .r20].contains(flag.rule)
        let sides = pair.map { id in
            guard let work = works[id] else { return id }
            return [
                id, "\(work.siteOrdinal ?? 0)", "\(work.year)", work.fund, work.kind.rawValue,
                "\(work.isMaintenance)",
                flag.rule == .r20 ? work.name : "",
            ].joined(separator: "|")
        }
        return flag.rule.rawValue + "\n" + sides.joined(separator: "\n") + "\n"
            + (isOfPlaces ? "" : try jsonText(evidence))
    }
}
