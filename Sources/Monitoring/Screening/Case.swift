/// A flag as a case is made of it: of files, or of the server.
public protocol CaseEvidence: Hashable, Sendable {
    /// The later work of a pair.
    var project: String { get }
    var other: String? { get }
    var severity: FlagSeverity { get }
    /// All kinds of evidence about the same work or pair.
    var families: [EvidenceFamily] { get }
}

extension Flag: CaseEvidence {}

/// Works whose flags hang together, as one thing for an inspector to look into (*berkas pemeriksaan*).
public struct Case<Evidence: CaseEvidence>: Hashable, Sendable {
    /// The works, by id.
    public let projects: [String]
    /// Their flags, in the order given.
    public let flags: [Evidence]
    /// The kinds of evidence that warn.
    public let families: [EvidenceFamily]
    /// The gravest severity.
    public let severity: FlagSeverity
    /// What has been paid for the works named as later or as lone, in rupiah: what may have been lost.
    public let atStakeRupiah: Double

    /// Groups flags into cases: works joined by a flag of at least `least` are one case.
    ///
    /// - Parameters:
    ///   - realizedRupiah: what has been paid for each work.
    ///   - least: flags below this severity neither join works nor make a case, but are shown in one.
    /// - Returns: the gravest first: severity, then kinds of evidence, then money at stake, then id.
    public static func cases(
        of flags: [Evidence], realizedRupiah: [String: Double], least: FlagSeverity = .warning
    ) -> [Case] {
        var parents: [String: String] = [:]
        func root(_ id: String) -> String {
            var current = id
            while let parent = parents[current], parent != current { current = parent }
            return current
        }
        for flag in flags where flag.severity >= least {
            let own = root(flag.project)
            parents[own] = own
            guard let other = flag.other.map(root), other != own else { continue }
            parents[max(own, other)] = min(own, other)
            parents[min(own, other)] = min(own, other)
        }
        var groups: [String: [Evidence]] = [:]
        for flag in flags where parents[flag.project] != nil {
            groups[root(flag.project), default: []].append(flag)
        }
        return groups.values.map { Case($0, realizedRupiah, least) }.sorted { $0.rank < $1.rank }
    }

    private init(_ flags: [Evidence], _ realizedRupiah: [String: Double], _ least: FlagSeverity) {
        let warning = flags.filter { $0.severity >= least }
        self.flags = flags
        projects = Set(warning.map(\.project) + warning.compactMap(\.other)).sorted()
        families = Set(warning.flatMap(\.families)).sorted()
        severity = warning.map(\.severity).max() ?? .info
        atStakeRupiah = Set(warning.map(\.project)).reduce(0) { $0 + (realizedRupiah[$1] ?? 0) }
    }

    /// Where the case stands among others.
    public var rank: CaseRank {
        CaseRank(
            severity: severity, families: families.count, atStakeRupiah: atStakeRupiah,
            first: projects.first ?? "")
    }
}

/// The order of cases: the gravest is the least. As text it is the cursor of a list that goes on.
public struct CaseRank: Hashable, Sendable, Comparable, LosslessStringConvertible {
    let severity: FlagSeverity
    let families: Int
    let atStakeRupiah: Double
    /// The case's first work by id: no two cases share a work.
    let first: String

    init(severity: FlagSeverity, families: Int, atStakeRupiah: Double, first: String) {
        (self.severity, self.families) = (severity, families)
        (self.atStakeRupiah, self.first) = (atStakeRupiah, first)
    }

    /// Reads `description`; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false).map(
            String.init)
        guard parts.count == 4, let severity = FlagSeverity(rawValue: parts[0]),
            let families = Int(parts[1]), let rupiah = Double(parts[2]), rupiah.isFinite
        else { return nil }
        self.init(severity: severity, families: families, atStakeRupiah: rupiah, first: parts[3])
    }

    /// `alert:2:150000000.0:ID`.
    public var description: String { "\(severity.rawValue):\(families):\(atStakeRupiah):\(first)" }

    public static func < (left: CaseRank, right: CaseRank) -> Bool {
        if left.severity != right.severity { return left.severity > right.severity }
        return (-left.families, -left.atStakeRupiah, left.first)
            < (-right.families, -right.atStakeRupiah, right.first)
    }
}

/// What another set of thresholds would change on the same data.
public struct ParameterEffect: Sendable {
    /// Flags that warn only under the new thresholds.
    public let added: [Flag]
    /// Flags that warn only under the old ones.
    public let removed: [Flag]
    /// Warnings and alerts under the old and the new thresholds.
    public let before: Int
    /// Warnings and alerts under the new thresholds.
    public let after: Int

    /// Compares by rule, project and other; only warnings and alerts count.
    public init(before: [Flag], after: [Flag]) {
        struct Key: Hashable {
            let rule: ScreeningRule
            let project: String
            let other: String?
        }
        func key(_ flag: Flag) -> Key { Key(rule: flag.rule, project: flag.project, other: flag.other) }
        let old = before.filter { $0.severity >= .warning }, new = after.filter { $0.severity >= .warning }
        let oldKeys = Set(old.map(key)), newKeys = Set(new.map(key))
        added = new.filter { !oldKeys.contains(key($0)) }
        removed = old.filter { !newKeys.contains(key($0)) }
        self.before = old.count
        self.after = new.count
    }
}
