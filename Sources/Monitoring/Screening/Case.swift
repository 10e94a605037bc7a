/// Works whose flags hang together, as one thing for an inspector to look into (*berkas pemeriksaan*).
public struct Case: Hashable, Sendable {
    /// The works, by id.
    public let projects: [String]
    /// Their flags, by project, rule, other.
    public let flags: [Flag]
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
        of flags: [Flag], realizedRupiah: [String: Double], least: FlagSeverity = .warning
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
        var groups: [String: [Flag]] = [:]
        for flag in flags where parents[flag.project] != nil {
            groups[root(flag.project), default: []].append(flag)
        }
        return groups.values.map { Case($0, realizedRupiah, least) }.sorted { $0.isGraver(than: $1) }
    }

    private init(_ flags: [Flag], _ realizedRupiah: [String: Double], _ least: FlagSeverity) {
        let warning = flags.filter { $0.severity >= least }
        self.flags = flags
        projects = Set(warning.map(\.project) + warning.compactMap(\.other)).sorted()
        families = Set(warning.flatMap(\.families)).sorted()
        severity = warning.map(\.severity).max() ?? .info
        atStakeRupiah = Set(warning.map(\.project)).reduce(0) { $0 + (realizedRupiah[$1] ?? 0) }
    }

    private func isGraver(than other: Case) -> Bool {
        if severity != other.severity { return severity > other.severity }
        if families.count != other.families.count { return families.count > other.families.count }
        if atStakeRupiah != other.atStakeRupiah { return atStakeRupiah > other.atStakeRupiah }
        return projects.lexicographicallyPrecedes(other.projects)
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
