import GeoIndex

/// Where photos and plans lie: R5, R6, R7, R19, R22.
enum PlaceRules {
    /// R5: the photos were taken away from the planned site.
    ///
    /// Photos that agree with each other inside the village but not with the plan speak against the pin.
    ///
    /// - Parameters:
    ///   - isPinShared: the pin is also that of works of other kinds, so it stands for the village.
    ///   - offices: such pins of the village.
    static func offSite(
        _ site: ScreenedSite, villages: ScreeningVillages?, isPinShared: Bool = false,
        offices: [Position] = [], _ parameters: ScreeningParameters
    ) -> Finding? {
        let off = site.offSite(parameters)
        guard !off.isEmpty else { return nil }
        let middle = median(off.map(\.metres))
        let outside = villages.flatMap { map in
            off.compactMap { map.metresOutside(site.work.village, of: $0.claim) }.min()
        }
        let isOutside = (outside ?? 0) > parameters["R5.villageMetres"]
        let facts: [String: EvidenceValue] = [
            "photosOff": .number(Double(off.count)), "photosLocated": .number(Double(site.fixes.count)),
            "distanceMetres": .number(middle.rounded()),
            "outsideVillageMetres": .number((outside ?? 0).rounded()),
        ]
        func found(
            _ strength: FindingStrength, _ standing: FindingStanding, _ reason: String, _ score: Double
        ) -> Finding {
            Finding(.r5, site.id, strength, standing, score: score, reason: reason, facts)
        }
        guard Double(off.count) >= parameters["R5.minimumPhotos"], off.count * 2 > site.fixes.count else {
            let isLone = off.count == site.fixes.count && middle > parameters["R5.loneFarMetres"]
            return isLone && (isOutside || outside == nil)
                ? found(.medium, .firm, "R5.lone", 0.6) : found(.low, .note, "R5.some", 0.1)
        }
        let share = Double(off.count) / Double(site.fixes.count)
        let agreeing = agree(off, within: agreement(site, parameters))
        let doAgree = isPinShared || agreeing * 4 >= off.count * 3
        if doAgree, !isOutside, !isPinShared, areAtOffice(off, offices, parameters) {
            return found(.medium, .firm, "R5.office", 0.6)
        }
        if doAgree, !isOutside, middle <= parameters["R5.suspectPlanMetres"] {
            let isSure = isPinShared || Double(agreeing) >= parameters["R5.agreePhotos"]
            return isSure ? found(.low, .note, "R5.plan", 0.2) : found(.medium, .noisy, "R5.plan", 0.3)
        }
        // Photos of another place lie together; wild fixes scatter.
        let together =
            off.map { middle in
                off.count { middle.metres(to: $0) <= parameters["R5.togetherMetres"] + 3 * $0.sigmaMetres }
            }.max() ?? 0
        let isFar = middle > parameters["R5.farMetres"] || isOutside
        let needed = parameters[isFar ? "R5.minimumPhotos" : "R5.agreePhotos"]
        guard Double(together) >= needed, together * 2 > site.fixes.count else {
            return found(.medium, .noisy, "R5", 0.3)
        }
        return found(isFar ? .high : .medium, .firm, "R5", isFar ? 0.7 + 0.3 * share : 0.4 + 0.3 * share)
    }

    /// How near to each other photos of one place lie: a road of 300 m is photographed along its 300 m.
    private static func agreement(_ site: ScreenedSite, _ parameters: ScreeningParameters) -> Double {
        let drawn = site.plan?.wayMetres ?? 0
        let length = max(site.reachFromPin(parameters), min(drawn, parameters["R5.farMetres"]))
        return parameters["R5.agreeMetres"] + length / 2
    }

    /// How many fixes lie within `metres`, and their own standard deviations, of the one most lie about.
    static func agree(_ fixes: [PhotoFix], within metres: Double) -> Int {
        fixes.map { middle in
            fixes.count { middle.metres(to: $0) <= metres + middle.sigmaMetres + $0.sigmaMetres }
        }.max() ?? 0
    }

    /// Whether most fixes lie at the village office, a walk away from the site.
    private static func areAtOffice(
        _ fixes: [PhotoFix], _ offices: [Position], _ parameters: ScreeningParameters
    ) -> Bool {
        let far = fixes.filter { $0.metres > parameters["R5.officeMetres"] }
        return offices.contains { office in
            let here = ClaimedPosition(latitude: office.latitude, longitude: office.longitude)
            let there = far.count {
                $0.claim.metres(to: here) <= parameters["R5.agreeMetres"] + $0.sigmaMetres
            }
            return there >= Int(parameters["R5.agreePhotos"]) && there * 3 >= fixes.count * 2
        }
    }

    /// R6: positions that no receiver gives: one and the same on different days, 0,0, or rounded.
    static func impossiblePosition(_ site: ScreenedSite, _ parameters: ScreeningParameters) -> Finding? {
        let claims = site.photos.compactMap { photo in photo.position.map { (photo: photo, claim: $0) } }
        let broken = claims.filter { !$0.claim.isPossible }
        if let same = repeated(site, parameters) { return same }
        guard !broken.isEmpty else { return nil }
        return Finding(
            .r6, site.id, .low, .note, score: 0.1, reason: "R6.broken",
            ["photos": .number(Double(broken.count))])
    }

    private static func repeated(_ site: ScreenedSite, _ parameters: ScreeningParameters) -> Finding? {
        var groups: [[PhotoFix]] = []
        // A position found by the network, not by satellites, is rightly the same each time.
        let fixes = site.fixes.filter { ($0.photo.accuracyMetres ?? 0) <= parameters["R6.sigmaMetres"] }
        for fix in fixes where decimals(fix.claim) >= 5 && !isInWholeSeconds(fix.claim) {
            let near = groups.firstIndex { $0[0].metres(to: fix) <= parameters["R6.sameMetres"] }
            if let near { groups[near].append(fix) } else { groups.append([fix]) }
        }
        guard let largest = groups.max(by: { $0.count < $1.count }),
            Double(largest.count) >= parameters["R6.minimumPhotos"]
                || largest.count == site.fixes.count
                    && Double(largest.count) >= parameters["R6.minimumOfAll"],
            Double(largest.count) >= parameters["R6.share"] * Double(site.fixes.count)
        else { return nil }
        let times = largest.compactMap { $0.photo.takenAt?.seconds }
        guard let first = times.min(), let last = times.max(), times.count >= 2 else { return nil }
        let minutes = (last - first) / 60
        guard minutes > parameters["R6.apartMinutes"] else { return nil }
        let isAcrossDays = minutes >= parameters["R6.apartHours"] * 60
        return Finding(
            .r6, site.id, isAcrossDays ? .medium : .low, isAcrossDays ? .firm : .supporting,
            score: isAcrossDays ? 0.6 : 0.3,
            [
                "photos": .number(Double(largest.count)), "located": .number(Double(site.fixes.count)),
                "days": .number((minutes / 1_440).rounded()),
            ])
    }

    /// Whether both numbers are whole seconds of arc (31 m), as some old phones write them.
    static func isInWholeSeconds(_ claim: ClaimedPosition) -> Bool {
        [claim.latitude, claim.longitude].allSatisfy { degrees in
            let seconds = degrees * 3_600
            // Six decimals of a degree leave a second off by 0.0018 at the most.
            return (seconds.rounded() - seconds).magnitude < 0.002
        }
    }

    /// How many decimals a position was written with; at four (11 m) equal positions are natural.
    static func decimals(_ claim: ClaimedPosition) -> Int {
        for digits in 0..<7 {
            var scale = 1.0
            for _ in 0..<digits { scale *= 10 }
            let isLatitudeWhole =
                ((claim.latitude * scale).rounded() - claim.latitude * scale).magnitude < 1e-6
            let isLongitudeWhole =
                ((claim.longitude * scale).rounded() - claim.longitude * scale).magnitude < 1e-6
            if isLatitudeWhole, isLongitudeWhole { return digits }
        }
        return 7
    }

    /// R7: EXIF and the browser, at one and the same capture, name two places.
    static func twoPositions(_ site: ScreenedSite, _ parameters: ScreeningParameters) -> Finding? {
        let apart = site.photos.compactMap { photo -> Double? in
            guard photo.locationSource != nil, let exif = photo.position, exif.isPossible,
                let capture = photo.capturePosition, capture.isPossible
            else { return nil }
            let sigma = parameters["location.defaultSigmaMetres"]
            let slack = 3 * ((photo.accuracyMetres ?? sigma) + (photo.captureAccuracyMetres ?? sigma))
            let metres = exif.metres(to: capture)
            return metres > parameters["R7.metres"] + slack ? metres : nil
        }
        guard let most = apart.max() else { return nil }
        return Finding(
            .r7, site.id, .medium, apart.count > 1 ? .firm : .noisy, score: 0.5,
            ["photos": .number(Double(apart.count)), "distanceMetres": .number(most.rounded())])
    }

    /// R19: the photos of one work, away from its own plan, were taken at another work's site.
    static func anothersSite(
        _ site: ScreenedSite, _ other: ScreenedSite, isPinShared: Bool = false,
        _ parameters: ScreeningParameters
    ) -> Finding? {
        guard site.id != other.id, let plan = site.plan, let otherPlan = other.plan else { return nil }
        let within = parameters["R19.withinMetres"]
        let there = site.offSite(parameters).filter {
            otherPlan.metres(from: $0.claim) <= within + $0.sigmaMetres
        }
        let own = other.fixes.filter { $0.metres <= within + $0.sigmaMetres }
        let minimum = Int(parameters["R19.minimumPhotos"])
        guard there.count >= minimum, own.count >= minimum else { return nil }
        let apart = plan.metres(to: otherPlan)
        guard apart > parameters["R19.plansApartMetres"] else { return nil }
        let isSameKind = site.kind.workClass == other.kind.workClass
        // Works of other kinds stand side by side, and a pin may be wrong: most pictures must lie there, and
        // at a spot, which is not met by chance as a long line or a lamp is.
        let areMost =
            there.count * 3 >= site.fixes.count * 2 && Double(there.count) >= parameters["R5.agreePhotos"]
        let middle = there[there.count / 2]
        let beside = own.count { $0.metres(to: middle) <= within + $0.sigmaMetres }
        let areMixed = Double(beside) >= parameters["R5.agreePhotos"] && beside * 2 >= own.count
        let isByChance =
            isPinShared || (plan.kind == .spot && !areMixed && (otherPlan.kind == .way || other.isSerial))
        let isFirm = isSameKind || (areMost && !isByChance)
        return Finding(
            .r19, site.id, other.id, isSameKind ? .high : .medium, isFirm ? .firm : .noisy, score: 0.7,
            [
                "photos": .number(Double(there.count)), "otherPhotos": .number(Double(own.count)),
                "plansApartMetres": .number(apart.rounded()),
            ])
    }

    /// R22: the plan itself can't be right: far outside the village. Boundary maps are poor, so the tolerance
    /// is generous, wider for water (springs lie uphill in another village) and where two boundary maps
    /// disagree.
    static func implausibleSite(
        _ site: ScreenedSite, villages: ScreeningVillages?, _ parameters: ScreeningParameters
    ) -> Finding? {
        guard site.kind.isPhysical, let plan = site.plan, let villages,
            let outside = villages.metresOutside(site.work.village, plan),
            outside > parameters["R22.noticeMetres"]
        else { return nil }
        let isUncertain = villages.agreement(of: site.work.village) < parameters["R22.agreement"]
        var limit = parameters["R22.outsideMetres"]
        if site.kind.workClass.isWater { limit = max(limit, parameters["R22.waterMetres"]) }
        if isUncertain { limit = max(limit, parameters["R22.uncertainMetres"]) }
        let isSuspectMap = villages.isSuspect(site.work.village)
        let isFirm = outside > limit && !isSuspectMap
        return Finding(
            .r22, site.id, isFirm ? .medium : .low, isFirm ? .firm : .supporting,
            score: isFirm ? min(0.9, 0.4 + outside / 20_000) : 0.2, reason: isSuspectMap ? "R22.map" : "R22",
            ["outsideMetres": .number(outside.rounded()), "toleranceMetres": .number(limit)])
    }

    /// R22, second half: works of different kinds share one pin to the metre, as pins at the village office
    /// do.
    static func sharedPin(
        _ site: ScreenedSite, _ other: ScreenedSite, _ parameters: ScreeningParameters
    ) -> Finding? {
        guard site.kind.isPhysical, other.kind.isPhysical, isOnePin(site, other, parameters) else {
            return nil
        }
        return Finding(
            .r22, site.id, other.id, .low, .note, score: 0.1, reason: "R22.pin",
            ["otherName": .text(other.work.name)])
    }

    /// Two spots of different kinds, works or programmes, lie on each other to the metre.
    static func isOnePin(
        _ site: ScreenedSite, _ other: ScreenedSite, _ parameters: ScreeningParameters
    ) -> Bool {
        guard let plan = site.plan, let otherPlan = other.plan, plan.kind == .spot, otherPlan.kind == .spot,
            site.kind.workClass != other.kind.workClass,
            (plan.centre.latitude - otherPlan.centre.latitude).magnitude < 0.001
        else { return false }
        return plan.metres(to: otherPlan) <= parameters["R22.samePinMetres"]
    }
}
