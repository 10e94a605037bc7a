/// Money against evidence: R15, R16, R21.
enum MoneyRules {
    /// R15: most of a physical work is paid and nobody has sent a single photo.
    ///
    /// - Parameter today: the last day that the facts know of.
    static func paidWithoutPhoto(
        _ site: ScreenedSite, today: Day, _ parameters: ScreeningParameters
    ) -> Finding? {
        guard site.kind.isPhysical, !site.isOfCounty, site.photos.isEmpty else { return nil }
        let share = site.work.paidShare
        let facts: [String: EvidenceValue] = [
            "paidShare": .number(share), "realizedRupiah": .number(site.work.realizedRupiah),
        ]
        if share >= parameters["R15.criticalShare"] {
            return Finding(.r15, site.id, .critical, .firm, score: min(1, share), facts)
        }
        guard share >= parameters["R15.highShare"], let start = site.work.start,
            Double(today.number - start.number) > parameters["R15.afterDays"]
        else { return nil }
        return Finding(.r15, site.id, .high, .firm, score: share, facts)
    }

    /// R16: the money, or the claim, runs far ahead of the work.
    static func aheadOfWork(_ site: ScreenedSite, _ parameters: ScreeningParameters) -> Finding? {
        guard site.kind.isPhysical, !site.isOfCounty else { return nil }
        let paid = site.work.paidShare * 100
        let ahead = paid - site.work.physicalProgress
        if ahead > parameters["R16.noticePoints"] {
            let isFar = ahead > parameters["R16.points"]
            return Finding(
                .r16, site.id, isFar ? .medium : .low, isFar ? .firm : .note, score: ahead / 100,
                [
                    "paidPercent": .number(paid.rounded()),
                    "progressPercent": .number(site.work.physicalProgress),
                    "points": .number(ahead.rounded()),
                ])
        }
        guard let newest = site.photos.map(\.progress).max() else { return nil }
        let claimed = site.work.physicalProgress - newest
        guard claimed > parameters["R16.stagePoints"] else { return nil }
        // A work that is called done, and paid, of which nothing but the ground before it was ever shown.
        if newest == 0, site.work.physicalProgress >= 100,
            site.work.paidShare >= parameters["R16.baselinePaidShare"],
            Double(site.photos.count) >= parameters["R16.baselinePhotos"]
        {
            return Finding(
                .r16, site.id, .medium, .firm, score: 0.6, reason: "R16.baseline",
                [
                    "photos": .number(Double(site.photos.count)), "paidPercent": .number(paid.rounded()),
                    "progressPercent": .number(site.work.physicalProgress),
                ])
        }
        return Finding(
            .r16, site.id, .low, .supporting, score: 0.2, reason: "R16.stage",
            [
                "progressPercent": .number(site.work.physicalProgress), "stagePercent": .number(newest),
                "points": .number(claimed.rounded()),
            ])
    }

    /// R21: several physical works of a village and year cost the same to the rupiah.
    ///
    /// - Parameter group: all works of the village with this budget; the finding names the last by id.
    static func copiedBudget(_ group: [ScreenedSite], _ parameters: ScreeningParameters) -> Finding? {
        guard Double(group.count) >= parameters["R21.minimumWorks"] else { return nil }
        let sorted = group.sorted { $0.id < $1.id }
        guard let last = sorted.last else { return nil }
        return Finding(
            .r21, last.id, .low, .note, score: 0.1,
            [
                "works": .number(Double(group.count)), "budgetRupiah": .number(last.work.budgetRupiah),
                "ids": .text(sorted.prefix(20).map(\.id).joined(separator: " ")),
            ])
    }
}
