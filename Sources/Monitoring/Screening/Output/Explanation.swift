public import Commons

/// What every rule saw in one work and what it made of it, line by line (`balai screen --explain ID`).
public struct ScreeningExplanation: Sendable {
    private let site: ScreenedSite
    private let flags: [Flag]
    private let parameters: ScreeningParameters

    /// - Parameter flags: all flags of a screening; those that name the work are explained.
    public init(_ site: ScreenedSite, flags: [Flag], parameters: ScreeningParameters) {
        self.site = site
        self.flags = flags.filter { $0.project == site.id || $0.other == site.id }
        self.parameters = parameters
    }

    /// One line of JSON a rule: its inputs, its verdict (`none`, `info`, `warning`, `alert`), its thresholds
    /// and, for each flag, the other work and the reason in words.
    public func lines(in words: Words) -> [String] {
        ScreeningRule.allCases.map { rule in
            let found = flags.filter { $0.rule == rule }
            let verdict = found.map(\.severity).max()?.rawValue ?? "none"
            let reasons = found.map { flag in
                let other = flag.project == site.id ? flag.other : flag.project
                let severity = flag.severity.rawValue
                return "{\"other\":\(other.map(JSONText.quoted) ?? "null"),\"severity\":\"\(severity)\","
                    + "\"reason\":\(JSONText.quoted(flag.reason(in: words)))}"
            }
            let project = JSONText.quoted(site.id)
            return "{\"rule\":\"\(rule.rawValue)\",\"project\":\(project),\"verdict\":\"\(verdict)\","
                + "\"inputs\":\(object(inputs(of: rule))),\"parameters\":\(object(thresholds(of: rule))),"
                + "\"found\":[\(reasons.joined(separator: ","))]}"
        }
    }

    private func object(_ facts: [String: EvidenceValue]) -> String {
        let members = facts.sorted { $0.key < $1.key }
            .map { "\(JSONText.quoted($0.key)):\(JSONText.value($0.value))" }
        return "{\(members.joined(separator: ","))}"
    }

    private func thresholds(of rule: ScreeningRule) -> [String: EvidenceValue] {
        var own = parameters.all.filter { $0.name.hasPrefix("\(rule.rawValue).") }
        if [.r17, .r18, .r20].contains(rule) {
            own.append((name: "serviceYears", value: parameters.serviceYears(of: site.kind.workClass)))
        }
        return own.reduce(into: [:]) { $0[$1.name] = .number($1.value) }
    }

    private func inputs(of rule: ScreeningRule) -> [String: EvidenceValue] {
        switch rule {
        case .r1, .r2, .r3, .r4:
            let usable = site.photos.filter {
                $0.pdq != nil && Double($0.pdqQuality) >= parameters["photo.minimumQuality"]
            }
            return ["photos": count(site.photos.count), "comparable": count(usable.count)]
        case .r5, .r6, .r7, .r19: return placeInputs
        case .r8, .r9, .r10:
            let software = Set(site.photos.compactMap(\.software)).sorted().joined(separator: ", ")
            return ["photos": count(site.photos.count), "software": .text(software)]
        case .r11, .r12, .r13, .r14: return timeInputs
        case .r15, .r16, .r21: return moneyInputs
        case .r17, .r18, .r20: return planInputs
        case .r22:
            return [
                "physical": .text(site.kind.isPhysical ? "yes" : "no"), "village": .text(site.work.village),
            ]
        }
    }

    private var placeInputs: [String: EvidenceValue] {
        let off = site.offSite(parameters)
        return [
            "photos": count(site.photos.count), "located": count(site.fixes.count), "off": count(off.count),
            "medianMetres": .number(median(site.fixes.map(\.metres)).rounded()),
        ]
    }

    private var timeInputs: [String: EvidenceValue] {
        let dated = site.datedPhotos
        let start = site.work.start?.number ?? 0
        let days = dated.map { Double($0.taken.day.number - start) }
        return [
            "dated": count(dated.count), "stages": count(Set(dated.map(\.photo.progress)).count),
            "firstDayAfterStart": .number(days.min() ?? 0), "lastDayAfterStart": .number(days.max() ?? 0),
            "contractDays": .number(Double((site.work.end?.number ?? start) - start)),
        ]
    }

    private var moneyInputs: [String: EvidenceValue] {
        [
            "photos": count(site.photos.count), "paidShare": .number(site.work.paidShare),
            "progressPercent": .number(site.work.physicalProgress),
            "physical": .text(site.kind.isPhysical ? "yes" : "no"),
            "budgetRupiah": .number(site.work.budgetRupiah),
        ]
    }

    private var planInputs: [String: EvidenceValue] {
        [
            "workClass": .text(site.kind.workClass.name),
            "maintenance": .text(site.isMaintenance ? "yes" : "no"),
            "hamlet": .text(site.words.hamlet ?? ""),
            "rt": .text(site.words.neighbourhoods.sorted().map(String.init).joined(separator: ",")),
            "rw": .text(site.words.wards.sorted().map(String.init).joined(separator: ",")),
            "properWords": .text(site.words.properWords.sorted().joined(separator: " ")),
            "plan": .text(site.plan.map { "\($0.kind)" } ?? "none"), "year": count(site.work.year),
        ]
    }

    private func count(_ number: Int) -> EvidenceValue { .number(Double(number)) }
}
