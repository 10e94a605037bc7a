import GeoIndex

/// The same thing paid twice: R17 (spots and buildings), R18 (ways), R20 (names).
///
/// Drawn again the same way is the strongest sign, but a pin at the village office, the next lamp post, the
/// next stretch and another trade are all near each other by nature: so every rule first asks whether the two
/// can be one work at all.
enum PairRules {
    /// What two works have to do with each other before any distance is measured.
    struct Relation: Sendable {
        let site: ScreenedSite
        let other: ScreenedSite
        let isSameVillage: Bool
        let yearsApart: Int
        let words: NameWords.Comparison
        /// A pin of either is shared with works of other kinds: it stands for the village, not for the work.
        let isPinShared: Bool
        /// Both stand in one row of equal pieces.
        let isOneRow: Bool

        var isOtherFund: Bool { site.work.fund != other.work.fund || site.work.owner != other.work.owner }
        var isSameYear: Bool { yearsApart == 0 }
        /// Named phases of one work in different years, or of one fund.
        var arePhases: Bool { words.differsInPhase && !(isSameYear && isOtherFund) }
        var costGap: Double { PairRules.costGap(site.work, other.work) }
    }

    /// Relates two works, or nil when they can't be one: not works, upkeep, other kinds, past the service
    /// life.
    static func relation(
        _ first: ScreenedSite, _ second: ScreenedSite, isPinShared: Bool = false,
        isOneRow: Bool = false, commonWords: Set<String> = [], _ parameters: ScreeningParameters
    ) -> Relation? {
        guard first.id != second.id, first.kind.isPhysical, second.kind.isPhysical,
            first.kind.workClass == second.kind.workClass, first.kind.workClass != .goods,
            !first.isMaintenance, !second.isMaintenance,
            first.id != second.id, mayBeOne(first, second, parameters)
        else { return nil }
        let yearsApart = abs(first.work.year - second.work.year)
        guard Double(yearsApart) < parameters.serviceYears(of: first.kind.workClass) else { return nil }
        let isLater = order(first) > order(second)
        let site = isLater ? first : second, other = isLater ? second : first
        let isSameVillage = first.work.village == second.work.village
        return Relation(
            site: site, other: other, isSameVillage: isSameVillage, yearsApart: yearsApart,
            words: site.words.compare(
                other.words, sameVillage: isSameVillage, common: commonWords, of: site.kind.workClass),
            isPinShared: isPinShared, isOneRow: isOneRow)
    }

    /// A cheap look before any measuring: the plans' boxes are near, or the costs agree as R20 wants it.
    private static func mayBeOne(
        _ first: ScreenedSite, _ second: ScreenedSite, _ parameters: ScreeningParameters
    ) -> Bool {
        guard let plan = first.plan, let other = second.plan else { return false }
        let share = max(parameters["R20.costShare"], parameters["R20.twoFundsCostShare"])
        if costGap(first.work, second.work) <= share { return true }
        return plan.bounds.expanded(by: Metres(nearMetres(parameters))).intersects(other.bounds)
    }

    /// Beyond this no rule on places can hold.
    private static func nearMetres(_ parameters: ScreeningParameters) -> Double {
        max(parameters["R17.namedMetres"], parameters["R17.metres"], parameters["R18.wideMetres"])
    }

    static func costGap(_ first: Work, _ second: Work) -> Double {
        let a = first.budgetRupiah, b = second.budgetRupiah
        return max(a, b) > 0 ? (a - b).magnitude / max(a, b) : 1
    }

    private struct Order: Comparable {
        let year: Int
        let start: Int
        let id: String

        static func < (left: Order, right: Order) -> Bool {
            (left.year, left.start, left.id) < (right.year, right.start, right.id)
        }
    }

    private static func order(_ site: ScreenedSite) -> Order {
        Order(year: site.work.year, start: site.work.start?.number ?? 0, id: site.id)
    }

    /// R17: one spot or building funded twice within its service life.
    static func sameSpot(_ relation: Relation, _ parameters: ScreeningParameters) -> Finding? {
        guard let plan = relation.site.plan, let other = relation.other.plan,
            plan.kind != .way, other.kind != .way
        else { return nil }
        let isSerial = relation.site.kind.workClass.isSerial
        let isNamed =
            relation.words.conflict == nil && relation.words.similarity >= parameters["R20.similarity"]
        let limit =
            isSerial
            ? parameters["R17.serialMetres"]
            : isNamed && relation.isSameVillage ? parameters["R17.namedMetres"] : parameters["R17.metres"]
        let plane = LocalPlane(origin: plan.centre)
        let centres = plane.project(plan.centre).distance(to: plane.project(other.centre))
        let gap = plan.kind == other.kind ? centres : min(centres, plan.metres(to: other))
        let shared = plan.sharedArea(with: other)
        let isShared = shared >= parameters["R17.sharedArea"]
        guard gap <= limit || isShared else { return nil }
        var facts = self.facts(relation)
        facts["distanceMetres"] = .number((gap * 10).rounded() / 10)
        if shared > 0 { facts["sharedArea"] = .number((shared * 100).rounded() / 100) }
        let score = max(shared, 1 - gap / (2 * limit))
        if relation.arePhases { return weak(.r17, relation, "R17.phase", facts) }
        if relation.words.conflict != nil { return weak(.r17, relation, "R17.conflict", facts) }
        // Ways of quite other lengths that were pinned at one spot.
        let reach = min(relation.site.reachFromPin(parameters), relation.other.reachFromPin(parameters))
        if reach > 0, !volumesAgree(relation, parameters["R17.volumeShare"]) {
            return weak(.r17, relation, "R17.length", facts)
        }
        let isSaid = isNamed && relation.isSameVillage && relation.words.isSpecific
        let strong = parameters[isSaid ? "R17.metres" : "R17.strongMetres"]
        let isStrong = (gap <= strong || isShared) && !relation.isPinShared
        return Finding(
            .r17, relation.site.id, relation.other.id,
            isStrong && relation.isSameYear && relation.isOtherFund ? .high : .medium,
            isStrong ? .firm : .noisy, score: score, facts)
    }

    /// R18: one way funded twice, whole or most of it.
    static func sameWay(_ relation: Relation, _ parameters: ScreeningParameters) -> Finding? {
        guard let plan = relation.site.plan, let other = relation.other.plan else { return nil }
        guard plan.kind == .way, other.kind == .way else {
            return wayAsSpot(relation, plan, other, parameters)
        }
        guard
            let measure = WayMeasure(
                plan, other, narrow: parameters["R18.corridorMetres"], wide: parameters["R18.wideMetres"],
                maximumAngle: parameters["R18.angleDegrees"])
        else { return nil }
        var facts = self.facts(relation)
        facts["sharedShare"] = .number((measure.narrowShare * 100).rounded() / 100)
        facts["sharedMetres"] = .number(measure.sharedMetres.rounded())
        facts["offsetMetres"] = .number((measure.meanOffsetMetres * 10).rounded() / 10)
        if measure.narrowShare >= parameters["R18.share"] {
            return mostOfTheWay(relation, measure, facts, parameters)
        }
        if let beside = besideTheWay(relation, measure, facts, parameters) { return beside }
        if let drawn = drawnByItsEnds(relation, plan, other, facts, parameters) { return drawn }
        guard measure.narrowShare >= parameters["R18.partShare"] else { return nil }
        let isJoin = measure.isAtBothEnds && measure.sharedMetres <= parameters["R18.joinMetres"]
        if isJoin || relation.arePhases { return weak(.r18, relation, "R18.join", facts) }
        if relation.words.conflict != nil { return weak(.r18, relation, "R18.conflict", facts) }
        return Finding(
            .r18, relation.site.id, relation.other.id, .medium, .noisy, score: measure.narrowShare,
            reason: "R18.part", facts)
    }

    private static func mostOfTheWay(
        _ relation: Relation, _ measure: WayMeasure, _ facts: [String: EvidenceValue],
        _ parameters: ScreeningParameters
    ) -> Finding {
        let score = min(1, 0.5 + measure.narrowShare / 2)
        if relation.arePhases { return weak(.r18, relation, "R18.phase", facts) }
        // A drain may follow each side of a road; a road has one surface.
        let isOneRoad =
            relation.site.kind.workClass == .road
            && volumesAgree(relation, parameters["R18.equalVolumeShare"])
        let close = parameters[isOneRoad ? "R18.closeRoadMetres" : "R18.closeMetres"]
        let isClose =
            measure.meanOffsetMetres <= close && measure.narrowShare >= parameters["R18.closeShare"]
        // Both sides of one road, one chainage after the other: near each other by nature.
        if let conflict = relation.words.conflict, !isClose || Self.partingWords.contains(conflict) {
            return weak(.r18, relation, "R18.conflict", facts)
        }
        let isHigh = relation.isSameYear && relation.isOtherFund
        return Finding(
            .r18, relation.site.id, relation.other.id, isHigh ? .high : .medium, .firm, score: score, facts)
    }

    /// What keeps two works apart however near they lie.
    private static let partingWords: Set<String> = ["pekerjaan", "arah", "STA", "penerima"]

    /// R18 where the line runs too far aside for the narrow corridor: the names must agree, or, from the two
    /// sides of a village boundary, the lengths.
    private static func besideTheWay(
        _ relation: Relation, _ measure: WayMeasure, _ facts: [String: EvidenceValue],
        _ parameters: ScreeningParameters
    ) -> Finding? {
        // A lane beside it would go by another RT or name; the next stretch would not run beside it.
        let isJoin = measure.isAtBothEnds && measure.sharedMetres <= parameters["R18.joinMetres"]
        let isSaid =
            !isJoin && relation.isSameVillage && relation.words.isSpecific && relation.words.agrees
            && relation.words.similarity >= parameters["R20.similarity"]
            && measure.shorterMetres >= (1 - parameters["R18.volumeShare"]) * measure.longerMetres
        let share = parameters[isSaid ? "R18.saidShare" : "R18.wideShare"]
        guard measure.wideShare >= share, !relation.arePhases else { return nil }
        var facts = facts
        facts["sharedShare"] = .number((measure.wideShare * 100).rounded() / 100)
        facts["sharedMetres"] = .number((measure.wideShare * measure.shorterMetres).rounded())
        if relation.isSameVillage {
            // Two lanes of one length may be one year's standard package; one fund does not pay a lane twice.
            let isMeasured =
                relation.words.conflict == nil && !isJoin && (relation.isOtherFund || !relation.isSameYear)
                && measure.shorterMetres >= (1 - parameters["R18.volumeShare"]) * measure.longerMetres
                && measure.meanOffsetMetres <= parameters["R18.measuredMetres"]
                && measure.wideShare >= parameters["R18.wideShare"]
                && volumesAgree(relation, parameters["R18.equalVolumeShare"])
            guard relation.words.agrees || isMeasured else { return nil }
            return Finding(
                .r18, relation.site.id, relation.other.id, .medium, isSaid || isMeasured ? .firm : .noisy,
                score: 0.5 * measure.wideShare, facts)
        }
        guard measure.meanOffsetMetres <= parameters["R18.besideMetres"],
            volumesAgree(relation, parameters["R18.equalVolumeShare"])
        else { return nil }
        return Finding(
            .r18, relation.site.id, relation.other.id, .medium, .firm, score: 0.5 * measure.wideShare, facts)
    }

    /// R18 where one of the two was drawn by its ends alone: the ends and the stated lengths are those of the
    /// other.
    private static func drawnByItsEnds(
        _ relation: Relation, _ plan: GroundPlan, _ other: GroundPlan, _ facts: [String: EvidenceValue],
        _ parameters: ScreeningParameters
    ) -> Finding? {
        let counts = [plan.vertexCount, other.vertexCount]
        guard counts.contains(where: { $0 <= 3 }), counts.contains(where: { $0 > 3 }), !relation.arePhases,
            relation.isOtherFund || !relation.isSameYear,
            relation.words.conflict == nil, volumesAgree(relation, parameters["R18.equalVolumeShare"]),
            let apart = plan.metresBetweenEnds(other), apart <= parameters["R18.endsMetres"]
        else { return nil }
        var facts = facts
        facts["endsMetres"] = .number(apart.rounded())
        let isFirm = relation.words.agrees || !relation.isSameVillage || relation.words.isSameHamlet
        return Finding(
            .r18, relation.site.id, relation.other.id, .medium, isFirm ? .firm : .noisy, score: 0.5,
            reason: "R18.ends", facts)
    }

    /// R18, second half: a way claimed again as a pin on it.
    private static func wayAsSpot(
        _ relation: Relation, _ plan: GroundPlan, _ other: GroundPlan, _ parameters: ScreeningParameters
    ) -> Finding? {
        guard plan.kind == .way || other.kind == .way else { return nil }
        let gap = plan.metres(to: other)
        guard gap <= parameters["R18.spotMetres"] else { return nil }
        var facts = self.facts(relation)
        facts["distanceMetres"] = .number((gap * 10).rounded() / 10)
        if relation.arePhases { return weak(.r18, relation, "R18.phase", facts) }
        if relation.words.conflict != nil { return weak(.r18, relation, "R18.conflict", facts) }
        let isSameVolume = volumesAgree(relation, parameters["R18.volumeShare"])
        let isFirm = isSameVolume && relation.words.agrees && !relation.isPinShared
        return Finding(
            .r18, relation.site.id, relation.other.id, .medium, isFirm ? .firm : .noisy,
            score: isFirm ? 0.7 : 0.4,
            reason: "R18.spot", facts)
    }

    private static func volumesAgree(_ relation: Relation, _ share: Double) -> Bool {
        guard let a = relation.site.work.volume, let b = relation.other.work.volume,
            relation.site.work.plainUnit == relation.other.work.plainUnit, max(a, b) > 1
        else { return false }
        return (a - b).magnitude / max(a, b) <= share
    }

    /// R20: the same place in words, so that a careless pin does not hide a second payment.
    static func sameWords(_ relation: Relation, _ parameters: ScreeningParameters) -> Finding? {
        guard relation.isSameVillage, let plan = relation.site.plan, let other = relation.other.plan,
            Double(relation.yearsApart) <= parameters["R20.maximumYears"], relation.words.conflict == nil,
            relation.words.similarity >= parameters["R20.similarity"], !relation.words.differsInPhase
        else { return nil }
        let gap = plan.metres(to: other)
        guard gap <= parameters["R20.metres"] else { return nil }
        var facts = self.facts(relation)
        facts["distanceMetres"] = .number(gap.rounded())
        facts["costGap"] = .number((relation.costGap * 1_000).rounded() / 1_000)
        // Two payers in one year need not agree to the rupiah.
        let isTwoFunds =
            relation.isSameYear && relation.isOtherFund && !relation.site.kind.workClass.isSerial
        let isSameCost =
            relation.costGap <= parameters[isTwoFunds ? "R20.twoFundsCostShare" : "R20.costShare"]
        guard isSameCost || gap <= nearMetres(parameters) else { return nil }
        let isInRow =
            relation.site.kind.workClass.isSerial && gap > parameters["R17.serialMetres"]
            && (gap <= parameters["R20.rowMetres"] || relation.isOneRow || !relation.isOtherFund)
        let isHigh =
            isSameCost && relation.words.isSpecific && !isInRow && !areNextStretches(relation, parameters)
        return Finding(
            .r20, relation.site.id, relation.other.id, isHigh ? .high : .low, isHigh ? .firm : .supporting,
            score: relation.words.similarity * (isHigh ? 0.9 : 0.5), reason: isHigh ? "R20" : "R20.words",
            facts)
    }

    /// Two lines that meet or run on from each other: what they share of one place's name is the place.
    private static func areNextStretches(_ relation: Relation, _ parameters: ScreeningParameters) -> Bool {
        guard let plan = relation.site.plan, let other = relation.other.plan,
            let measure = WayMeasure(
                plan, other, narrow: parameters["R18.corridorMetres"], wide: parameters["R18.wideMetres"],
                maximumAngle: parameters["R18.angleDegrees"])
        else { return false }
        return measure.wideShare < parameters["R18.share"]
            && plan.metres(to: other) <= parameters["R18.wideMetres"]
    }

    private static func weak(
        _ rule: ScreeningRule, _ relation: Relation, _ reason: String, _ facts: [String: EvidenceValue]
    ) -> Finding {
        Finding(
            rule, relation.site.id, relation.other.id, .low, .note, score: 0.2, reason: reason, facts)
    }

    private static func facts(_ relation: Relation) -> [String: EvidenceValue] {
        [
            "otherName": .text(relation.other.work.name), "yearsApart": .number(Double(relation.yearsApart)),
            "fund": .text(relation.site.work.fund), "otherFund": .text(relation.other.work.fund),
            "similarity": .number((relation.words.similarity * 100).rounded() / 100),
            "conflict": .text(relation.words.conflict ?? ""),
        ]
    }
}
