/// The rules of the catalogue (docs/screening.md).
public enum ScreeningRule: String, CaseIterable, Sendable, Comparable {
    case r1 = "R1", r2 = "R2", r3 = "R3", r4 = "R4", r5 = "R5", r6 = "R6", r7 = "R7", r8 = "R8", r9 = "R9"
    case r10 = "R10", r11 = "R11", r12 = "R12", r13 = "R13", r14 = "R14", r15 = "R15", r16 = "R16", r17 =
        "R17"
    case r18 = "R18", r19 = "R19", r20 = "R20", r21 = "R21", r22 = "R22"

    /// 1 to 22.
    public var number: Int { Int(rawValue.dropFirst()) ?? 0 }

    public static func < (left: ScreeningRule, right: ScreeningRule) -> Bool { left.number < right.number }

    /// Which kind of evidence the rule gives; only different kinds make each other stronger.
    public var family: EvidenceFamily {
        switch self {
        case .r1, .r2, .r3, .r4, .r8, .r9, .r10: .content
        case .r5, .r6, .r7, .r17, .r18, .r19, .r22: .place
        case .r11, .r12, .r13, .r14: .time
        case .r15, .r16, .r21: .money
        case .r20: .name
        }
    }
}

/// Independent kinds of evidence (*keluarga bukti*).
public enum EvidenceFamily: String, CaseIterable, Sendable, Comparable {
    case content, place, time, money, name

    public static func < (left: EvidenceFamily, right: EvidenceFamily) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// How heavy one rule's evidence is.
public enum FindingStrength: Int, Sendable, Comparable {
    case low, medium, high, critical

    public static func < (left: FindingStrength, right: FindingStrength) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// What a finding is worth when it stands alone.
public enum FindingStanding: Sendable {
    /// For the record only: neither warns nor makes others stronger.
    case note
    /// Does not warn alone, but is a second kind of evidence for others.
    case supporting
    /// Known to be noisy: warns only beside another kind of evidence.
    case noisy
    /// Stands alone.
    case firm
}

/// A value of evidence.
public enum EvidenceValue: Hashable, Sendable {
    case number(Double)
    case text(String)
}

/// What one rule says about one work, or about a work and an earlier one: evidence, never a verdict.
public struct Finding: Hashable, Sendable {
    public let rule: ScreeningRule
    /// The work that the finding is about; of a pair the later one.
    public let project: String
    /// The other work of the pair.
    public let other: String?
    public let strength: FindingStrength
    public let standing: FindingStanding
    /// 0–1: how far past the threshold.
    public let score: Double
    /// The facts that the rule went by.
    public let evidence: [String: EvidenceValue]
    /// The text key is `rule.<reason>.reason`; the evidence fills its places.
    public let reason: String

    init(
        _ rule: ScreeningRule, _ project: String, _ strength: FindingStrength, _ standing: FindingStanding,
        score: Double, reason: String? = nil, _ evidence: [String: EvidenceValue]
    ) {
        self.init(rule, project, nil, strength, standing, score: score, reason: reason, evidence)
    }

    init(
        _ rule: ScreeningRule, _ project: String, _ other: String?, _ strength: FindingStrength,
        _ standing: FindingStanding, score: Double, reason: String? = nil, _ evidence: [String: EvidenceValue]
    ) {
        self.rule = rule
        self.project = project
        self.other = other
        self.strength = strength
        self.standing = standing
        self.score = min(1, max(0, score))
        self.evidence = evidence
        self.reason = reason ?? rule.rawValue
    }
}

/// The three words a flag may carry.
public enum FlagSeverity: String, Sendable, Comparable, CaseIterable {
    case info, warning, alert

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .alert: 2
        }
    }

    public static func < (left: FlagSeverity, right: FlagSeverity) -> Bool { left.rank < right.rank }
}

/// A finding with its severity among the other findings about the same work or pair (*tanda*).
public struct Flag: Hashable, Sendable {
    public let finding: Finding
    public let severity: FlagSeverity
    /// All kinds of evidence about the same work or pair, in order.
    public let families: [EvidenceFamily]

    public var rule: ScreeningRule { finding.rule }
    public var project: String { finding.project }
    public var other: String? { finding.other }

    init(_ finding: Finding, severity: FlagSeverity, families: [EvidenceFamily]) {
        self.finding = finding
        self.severity = severity
        self.families = families
    }
}

/// Weighs findings against each other.
///
/// Low is info, medium and high are a warning, critical is an alert; two independent kinds of evidence about
/// one work or one pair are an alert; a noisy rule alone stays info until another kind of evidence joins it.
public enum FindingCombination {
    /// What findings are held together: one pair for rules on pairs of works, else the one work.
    private enum Subject: Hashable {
        case work(String)
        case pair(String, String)
    }

    private static func subject(of finding: Finding) -> Subject {
        switch finding.rule {
        case .r17, .r18, .r20:
            guard let other = finding.other else { return .work(finding.project) }
            return finding.project < other ? .pair(finding.project, other) : .pair(other, finding.project)
        default: return .work(finding.project)
        }
    }

    /// The flags of all findings, in a fixed order: project, rule, other.
    public static func flags(of findings: [Finding]) -> [Flag] {
        var families: [Subject: Set<EvidenceFamily>] = [:]
        for finding in findings where finding.standing != .note {
            families[subject(of: finding), default: []].insert(finding.rule.family)
        }
        return findings.map { finding in
            let around = families[subject(of: finding)] ?? []
            return Flag(
                finding, severity: severity(of: finding, among: around),
                families: around.union([finding.rule.family]).sorted())
        }.sorted { left, right in
            (left.project, left.rule, left.other ?? "", left.finding.reason)
                < (right.project, right.rule, right.other ?? "", right.finding.reason)
        }
    }

    static func severity(of finding: Finding, among families: Set<EvidenceFamily>) -> FlagSeverity {
        let isJoined = families.contains { $0 != finding.rule.family }
        switch finding.standing {
        case .note, .supporting: return .info
        case .noisy: return isJoined ? .warning : .info
        case .firm:
            if finding.strength == .low { return .info }
            return isJoined || finding.strength == .critical ? .alert : .warning
        }
    }
}
