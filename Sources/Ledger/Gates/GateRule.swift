public import Commons
internal import Postgres

/// A county rule (*gerbang*): past which share of an activity's money which photos must be there.
public struct GateRule: Hashable, Sendable {
    /// Which activities it asks.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// `jns_kegiatan` 2, or whatever has photos already.
        case physical
        case other
    }

    /// Names the rule over its versions: `foto-40`.
    public let code: String
    /// First day it counts; of one code the newest not after the day does.
    public let validFrom: Day
    /// Sumber dana; nil: all.
    public let fund: String?
    /// Nil: all.
    public let kind: Kind?
    /// Bidang, sub bidang or kegiatan; nil: all.
    public let activity: String?
    /// Asks once more than this share of the activity and fund is approved and paid, 0–99.
    public let spentPercent: Int
    /// Photos of this stage or a later one count, 0–100.
    public let stage: Int
    /// How many photos are needed that are not located elsewhere; 0 ends the rule.
    public let photos: Int
    /// The regulation or decree.
    public let basis: String

    /// A rule as the county enters it; ranges are the database's to refuse.
    public init(
        code: String, validFrom: Day, fund: String? = nil, kind: Kind? = .physical, activity: String? = nil,
        spentPercent: Int, stage: Int = 0, photos: Int, basis: String
    ) {
        (self.code, self.validFrom, self.fund, self.kind) = (code, validFrom, fund, kind)
        (self.activity, self.spentPercent, self.stage) = (activity, spentPercent, stage)
        (self.photos, self.basis) = (photos, basis)
    }
}

/// One photo that monitoring offers as evidence: its stage, and whether it shows another place.
public struct Evidence: Hashable, Sendable {
    public let stage: Int
    /// `tidak cocok`. A photo without a place is not elsewhere.
    public let isElsewhere: Bool

    public init(stage: Int, isElsewhere: Bool) {
        (self.stage, self.isElsewhere) = (stage, isElsewhere)
    }
}

/// What one activity and fund of a request looks like to the rules.
public struct GateQuestion: Hashable, Sendable {
    public let activity: String
    public let fund: String
    public let isPhysical: Bool
    /// Limit of its lines.
    public let limit: Rupiah
    /// Approved and paid before this request.
    public let before: Rupiah
    /// What this request takes.
    public let asked: Rupiah
    public let isAdvance: Bool
    public let evidence: [Evidence]

    public init(
        activity: String, fund: String, isPhysical: Bool, limit: Rupiah, before: Rupiah, asked: Rupiah,
        isAdvance: Bool = false, evidence: [Evidence]
    ) {
        (self.activity, self.fund, self.isPhysical) = (activity, fund, isPhysical)
        (self.limit, self.before, self.asked) = (limit, before, asked)
        (self.isAdvance, self.evidence) = (isAdvance, evidence)
    }
}

extension GateRule {
    /// Whether the rule speaks of this activity and fund at all.
    public func covers(_ question: GateQuestion) -> Bool {
        let isPhysical = question.isPhysical || !question.evidence.isEmpty
        return (fund == nil || fund == question.fund)
            && (kind == nil || (kind == .physical) == isPhysical)
            && (activity.map { question.activity == $0 || question.activity.hasPrefix($0 + ".") } ?? true)
    }

    /// How many photos are still missing: what `ledger.require_evidence` decides, said beforehand. The first
    /// advance of an activity is asked nothing.
    public func missing(_ question: GateQuestion) -> Int {
        guard photos > 0, covers(question) else { return 0 }
        if question.isAdvance, question.before == .zero { return 0 }
        let spent = Double(question.before.sen) + Double(question.asked.sen)
        guard spent * 100 > Double(question.limit.sen) * Double(spentPercent) else { return 0 }
        let counting = question.evidence.filter { $0.stage >= stage && !$0.isElsewhere }.count
        return max(0, photos - counting)
    }
}

/// The first activity of a request whose photos are missing, and which.
public struct MissingEvidence: Hashable, Sendable {
    public let activity: String
    public let fund: String
    /// The rule's code.
    public let rule: String
    /// Approved and paid with this request, percent of the limit.
    public let spentPercent: Int
    /// The rule's share.
    public let pastPercent: Int
    public let stage: Int
    public let needed: Int
    /// Photos that count.
    public let found: Int
    /// Photos that show another place.
    public let elsewhere: Int

    public init(
        activity: String, fund: String, rule: String, spentPercent: Int, pastPercent: Int, stage: Int,
        needed: Int, found: Int, elsewhere: Int
    ) {
        (self.activity, self.fund, self.rule) = (activity, fund, rule)
        (self.spentPercent, self.pastPercent, self.stage) = (spentPercent, pastPercent, stage)
        (self.needed, self.found, self.elsewhere) = (needed, found, elsewhere)
    }

    var facts: [String: FactValue] {
        [
            "activity": .text(activity), "fund": .text(fund), "rule": .text(rule),
            "spentPercent": .integer(Int64(spentPercent)), "pastPercent": .integer(Int64(pastPercent)),
            "stage": .integer(Int64(stage)), "needed": .integer(Int64(needed)),
            "found": .integer(Int64(found)), "elsewhere": .integer(Int64(elsewhere)),
        ]
    }
}
