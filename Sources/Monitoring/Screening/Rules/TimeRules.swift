/// When photos were taken: R11, R12, R13, R14.
enum TimeRules {
    /// R11: the pictures are older than the work, or from after they were received.
    ///
    /// Baseline photos (stage 0) may be early. A clock that is equally wrong for the same phone's other works
    /// is a wrong clock, not an old picture. Without a day of start the fiscal year's first day counts:
    /// before it there was no money for the work.
    static func outsideWindow(
        _ site: ScreenedSite, clocks: DeviceClocks, _ parameters: ScreeningParameters
    ) -> Finding? {
        let start = site.work.start ?? Day(number: Day.count(year: site.work.year, month: 1, day: 1))
        let dated = site.datedPhotos
        let stages = dated.filter { $0.photo.progress > 0 }
        let limit = Double(start.number) - parameters["R11.beforeStartDays"]
        let old = stages.filter { Double($0.taken.day.number) < limit }
        let oldest = old.map { start.number - $0.taken.day.number }.max() ?? 0
        if !old.isEmpty, Double(old.count) >= parameters["R11.share"] * Double(stages.count) {
            let facts: [String: EvidenceValue] = [
                "photos": .number(Double(old.count)), "dated": .number(Double(stages.count)),
                "daysBefore": .number(Double(oldest)),
            ]
            if old.allSatisfy({ clocks.isWrong(for: $0.photo, at: $0.taken, parameters) }) {
                return Finding(.r11, site.id, .low, .note, score: 0.1, reason: "R11.clock", facts)
            }
            return Finding(.r11, site.id, .medium, .firm, score: min(1, 0.4 + Double(oldest) / 730), facts)
        }
        let late = dated.filter { entry in
            guard let received = entry.photo.receivedAt else { return false }
            return entry.taken.seconds > received.seconds + parameters["R11.afterReceiptHours"] * 3_600
        }
        guard !late.isEmpty || !old.isEmpty else { return nil }
        return Finding(
            .r11, site.id, .low, .note, score: 0.1, reason: "R11.some",
            ["photos": .number(Double(late.count + old.count)), "dated": .number(Double(dated.count))])
    }

    /// R12: the GPS clock and the camera's clock tell different times.
    static func gpsClock(_ site: ScreenedSite, _ parameters: ScreeningParameters) -> Finding? {
        let weeks = 1_024.0 * 7 * 86_400
        let gaps = site.datedPhotos.compactMap { entry -> Double? in
            guard let gps = entry.photo.gpsAt else { return nil }
            let local = entry.taken.seconds + entry.taken.offsetSeconds
            let offsets = [7.0, 8.0, 9.0].map { $0 * 3_600 } + [entry.taken.offsetSeconds]
            return [0, weeks].flatMap { era in
                offsets.map { (local - $0 - gps.seconds - era).magnitude }
            }.min()
        }
        guard let worst = gaps.max(), worst > parameters["R12.lowMinutes"] * 60 else { return nil }
        let isDays = worst > parameters["R12.mediumHours"] * 3_600
        return Finding(
            .r12, site.id, isDays ? .medium : .low, isDays ? .noisy : .note, score: isDays ? 0.4 : 0.1,
            ["photos": .number(Double(gaps.count)), "minutes": .number((worst / 60).rounded())])
    }

    /// R13: one phone can't have been at both places; counted against the work whose photo lies off its plan.
    static func impossibleTravel(
        _ site: ScreenedSite, track: [DeviceStop], _ parameters: ScreeningParameters
    ) -> Finding? {
        let off = Set(site.offSite(parameters).map(\.photo.id))
        guard !off.isEmpty else { return nil }
        var worst: (kilometresPerHour: Double, kilometres: Double)?
        for (before, after) in zip(track, track.dropFirst()) where before.device == after.device {
            let mine = [before, after].filter { off.contains($0.photo) && $0.project == site.id }
            guard mine.count == 1 else { continue }
            let kilometres = before.claim.metres(to: after.claim) / 1_000
            let hours = max((after.seconds - before.seconds) / 3_600, 1.0 / 60)
            let speed = kilometres / hours
            guard kilometres > parameters["R13.kilometres"], speed > parameters["R13.kilometresPerHour"]
            else {
                continue
            }
            if speed > worst?.kilometresPerHour ?? 0 { worst = (speed, kilometres) }
        }
        guard let worst else { return nil }
        return Finding(
            .r13, site.id, .medium, .noisy, score: 0.4,
            [
                "kilometres": .number(worst.kilometres.rounded()),
                "kilometresPerHour": .number(worst.kilometresPerHour.rounded()),
            ])
    }

    /// R14: pictures claimed for several stages of a contract of weeks were taken within one day. Where no
    /// contract is given, the money speaks: what costs as much is not built in a day.
    static func stagesInOneGo(_ site: ScreenedSite, _ parameters: ScreeningParameters) -> Finding? {
        let contract = site.work.start.flatMap { start in site.work.end.map { $0.number - start.number } }
        let isLong =
            contract.map { Double($0) >= parameters["R14.minimumDays"] }
            ?? (site.work.budgetRupiah >= parameters["R14.undatedRupiah"])
        guard isLong else { return nil }
        let dated = site.datedPhotos
        let stages = Set(dated.map(\.photo.progress))
        guard stages.count >= 2, let first = dated.map(\.taken).min(), let last = dated.map(\.taken).max()
        else {
            return nil
        }
        let hours = (last.seconds - first.seconds) / 3_600
        guard hours < parameters["R14.spreadHours"] else { return nil }
        // Half of the work can't lie between a morning and an evening; two early stages over a night may.
        let isHalf =
            (stages.max() ?? 0) - (stages.min() ?? 0) >= parameters["R14.twoStagesPoints"]
            && hours < parameters["R14.twoStagesHours"]
        let isWhole = stages.count >= 3 || (stages.max() ?? 0) >= 100 || isHalf
        let size: (name: String, value: Double) =
            contract.map { ("contractDays", Double($0)) } ?? ("budgetRupiah", site.work.budgetRupiah)
        return Finding(
            .r14, site.id, isWhole ? .high : .medium, isWhole ? .firm : .noisy, score: isWhole ? 0.8 : 0.4,
            reason: contract == nil ? "R14.undated" : nil,
            [
                "stages": .number(Double(stages.count)), "hours": .number(hours.rounded()),
                size.name: .number(size.value),
            ])
    }
}

/// A located and dated photo of a phone.
struct DeviceStop: Sendable {
    let device: String
    let photo: String
    let project: String
    let seconds: Double
    let claim: ClaimedPosition
}

/// By how much each phone's clock differs from the server's, photo by photo.
struct DeviceClocks: Sendable {
    private struct Reading: Sendable {
        let project: String
        let received: Double
        let days: Double
    }

    private var readings: [String: [Reading]] = [:]

    init(_ photos: some Sequence<SitePhoto>) {
        for photo in photos where !photo.device.isEmpty { note(photo) }
    }

    private mutating func note(_ photo: SitePhoto) {
        guard let taken = photo.takenAt, let received = photo.receivedAt else { return }
        let days = (received.seconds - taken.seconds) / 86_400
        guard days > 20 else { return }
        readings[photo.device, default: []].append(
            Reading(project: photo.project, received: received.seconds, days: days))
    }

    /// Whether the same phone, at about the same time, was as wrong for another work.
    func isWrong(for photo: SitePhoto, at taken: Moment, _ parameters: ScreeningParameters) -> Bool {
        guard let received = photo.receivedAt, let others = readings[photo.device] else { return false }
        let days = (received.seconds - taken.seconds) / 86_400
        return others.contains {
            $0.project != photo.project
                && ($0.received - received.seconds).magnitude <= parameters["R11.nearbyDays"] * 86_400
                && ($0.days - days).magnitude <= parameters["R11.sameOffsetDays"]
        }
    }
}
