public import GeoIndex

/// Screens works for double funding and fiction (*proyek ganda*, *proyek fiktif*): facts in, evidence out.
///
/// One and the same rules run over a whole regency and over a single change.
public struct Screening: Sendable {
    public let parameters: ScreeningParameters
    /// The village boundaries; nil when there are none, then no rule asks for them.
    public let villages: ScreeningVillages?

    public init(parameters: ScreeningParameters = .standard, villages: ScreeningVillages? = nil) {
        self.parameters = parameters
        self.villages = villages
    }

    /// What the batch knows beyond single works.
    struct Surroundings: Sendable {
        var clocks = DeviceClocks([])
        var tracks: [String: [DeviceStop]] = [:]
        var today = Day(number: 0)
        var sharedPins: Set<String> = []
        /// Pins that a village's works and programmes of different kinds share: its office, as a rule.
        var offices: [String: [Position]] = [:]
        /// Works of equal pieces by the row that they stand in (lamp posts along a road).
        var rows: [String: Int] = [:]
        var commonWords: Set<String> = []
        var villages: ScreeningVillages?
    }

    // MARK: A whole file

    /// Screens all works against each other.
    ///
    /// - Parameter progress: told in a word which step begins.
    /// - Returns: the flags in the order of project, rule, other; the same for the same input, on each run.
    public func screen(
        _ sites: [ScreenedSite], progress: (String) -> Void = { _ in }
    ) async -> [Flag] {
        FindingCombination.flags(of: await findings(sites, progress: progress))
    }

    func findings(_ sites: [ScreenedSite], progress: (String) -> Void) async -> [Finding] {
        let sites = sites.sorted { $0.id < $1.id }
        progress("neighbours")
        let grid = Neighbours(sites.map(\.work.shape), reachMetres: reach)
        let around = surroundings(sites, grid)
        progress("works")
        var findings = await Parallel.map(sites) { workFindings($0, around) }
        progress("pairs")
        findings += await Parallel.map(Array(sites.indices)) { index in
            pairFindings(index, sites, grid, around)
        }
        findings += budgetFindings(sites)
        progress("pictures")
        findings += await ReuseSearch(sites, parameters).reuses().compactMap {
            PhotoRules.reuse($0, parameters)
        }
        return findings
    }

    private var reach: Double {
        max(parameters["R20.metres"], parameters["R18.wideMetres"], parameters["R17.metres"])
    }

    private func surroundings(_ sites: [ScreenedSite], _ grid: Neighbours) -> Surroundings {
        var around = Surroundings()
        around.clocks = DeviceClocks(sites.lazy.flatMap(\.photos))
        around.tracks = Self.tracks(sites)
        around.today = sites.lazy.flatMap(\.photos).compactMap(\.receivedAt?.day).max() ?? Day(number: 0)
        around.villages = villages?.markingSuspects(among: sites, parameters)
        around.commonWords = NameWords.common(in: sites.lazy.map { ($0.work.village, $0.words) })
        let pin = Metres(parameters["R22.samePinMetres"])
        for (index, site) in sites.enumerated() where site.plan?.kind == .spot {
            let isShared = grid.neighbours(of: index, within: pin).contains {
                PlaceRules.isOnePin(site, sites[$0], parameters)
            }
            guard isShared, let plan = site.plan else { continue }
            if site.kind.isPhysical { around.sharedPins.insert(site.id) }
            if around.offices[site.work.village]?.contains(plan.centre) != true {
                around.offices[site.work.village, default: []].append(plan.centre)
            }
        }
        around.rows = rows(sites, grid)
        return around
    }

    /// Numbers the rows: works of equal pieces that stand a row's step apart, and what is linked through
    /// them.
    private func rows(_ sites: [ScreenedSite], _ grid: Neighbours) -> [String: Int] {
        let step = Metres(parameters["R20.rowMetres"])
        var rows: [String: Int] = [:]
        for start in sites.indices where sites[start].isSerial && rows[sites[start].id] == nil {
            var waiting = [start]
            rows[sites[start].id] = start
            while let index = waiting.popLast() {
                for next in grid.neighbours(of: index, within: step)
                where sites[next].kind.workClass == sites[index].kind.workClass
                    && sites[next].isSerial && rows[sites[next].id] == nil
                {
                    rows[sites[next].id] = start
                    waiting.append(next)
                }
            }
        }
        return rows
    }

    /// The stops of each phone that was off some plan, with what came just before and after.
    static func tracks(_ sites: [ScreenedSite]) -> [String: [DeviceStop]] {
        var byDevice: [String: [DeviceStop]] = [:]
        for site in sites {
            for fix in site.fixes where !fix.photo.device.isEmpty {
                guard let taken = fix.photo.takenAt, !site.isFactoryDate(taken.day) else { continue }
                byDevice[fix.photo.device, default: []].append(
                    DeviceStop(
                        device: fix.photo.device, photo: fix.photo.id, project: site.id,
                        seconds: taken.seconds,
                        claim: fix.claim))
            }
        }
        return byDevice.mapValues { $0.sorted { ($0.seconds, $0.photo) < ($1.seconds, $1.photo) } }
    }

    /// The rules on one work.
    func workFindings(_ site: ScreenedSite, _ around: Surroundings) -> [Finding] {
        // A phone's track may be long, and is asked only where a photo lies off the plan.
        let off = site.offSite(parameters)
        let track = Set(off.map(\.photo.device)).sorted().flatMap { around.tracks[$0] ?? [] }
        return [
            PlaceRules.offSite(
                site, villages: around.villages, isPinShared: around.sharedPins.contains(site.id),
                offices: around.offices[site.work.village] ?? [], parameters),
            PlaceRules.impossiblePosition(site, parameters), PlaceRules.twoPositions(site, parameters),
            PlaceRules.implausibleSite(site, villages: around.villages, parameters),
            PhotoRules.contradictoryFile(site, parameters), PhotoRules.editorTrace(site, parameters),
            PhotoRules.messengerCopies(site, parameters),
            TimeRules.outsideWindow(site, clocks: around.clocks, parameters),
            TimeRules.gpsClock(site, parameters),
            TimeRules.impossibleTravel(site, track: track, parameters),
            TimeRules.stagesInOneGo(site, parameters),
            MoneyRules.paidWithoutPhoto(site, today: around.today, parameters),
            MoneyRules.aheadOfWork(site, parameters),
        ].compactMap { $0 }
    }

    private func pairFindings(
        _ index: Int, _ sites: [ScreenedSite], _ grid: Neighbours, _ around: Surroundings
    ) -> [Finding] {
        let site = sites[index]
        var findings: [Finding] = []
        for other in grid.neighbours(of: index) where other > index {
            findings += pairFindings(site, sites[other], around)
        }
        return findings + elsewhereFindings(site, sites, grid, around)
    }

    /// The rules on a pair of works.
    func pairFindings(_ first: ScreenedSite, _ second: ScreenedSite, _ around: Surroundings) -> [Finding] {
        var findings: [Finding] = []
        if let pin = PlaceRules.sharedPin(max(first, second), min(first, second), parameters) {
            findings.append(pin)
        }
        let isPinShared = around.sharedPins.contains(first.id) || around.sharedPins.contains(second.id)
        let isOneRow = around.rows[first.id].map { $0 == around.rows[second.id] } ?? false
        guard
            let relation = PairRules.relation(
                first, second, isPinShared: isPinShared, isOneRow: isOneRow,
                commonWords: around.commonWords, parameters)
        else { return findings }
        let found = [
            PairRules.sameSpot(relation, parameters), PairRules.sameWay(relation, parameters),
            PairRules.sameWords(relation, parameters),
        ]
        return findings + found.compactMap { $0 }
    }

    /// R19: looks for other works where this one's stray photos lie.
    private func elsewhereFindings(
        _ site: ScreenedSite, _ sites: [ScreenedSite], _ grid: Neighbours, _ around: Surroundings
    ) -> [Finding] {
        let off = site.offSite(parameters)
        guard Double(off.count) >= parameters["R19.minimumPhotos"] else { return [] }
        var seen: Set<Int> = []
        for fix in off {
            if let position = fix.claim.place { seen.formUnion(grid.near(Bounds(position))) }
        }
        let found = seen.sorted().compactMap {
            PlaceRules.anothersSite(
                site, sites[$0], isPinShared: around.sharedPins.contains(site.id), parameters)
        }
        return found.max { ($0.strength, $1.other ?? "") < ($1.strength, $0.other ?? "") }.map { [$0] } ?? []
    }

    private func budgetFindings(_ sites: [ScreenedSite]) -> [Finding] {
        struct Key: Hashable {
            let village: String
            let year: Int
            let budget: Double
        }
        let physical = sites.filter { $0.kind.isPhysical && $0.work.budgetRupiah > 0 }
        let groups = Dictionary(grouping: physical) {
            Key(village: $0.work.village, year: $0.work.year, budget: $0.work.budgetRupiah)
        }
        return groups.values.compactMap { MoneyRules.copiedBudget($0, parameters) }.sorted {
            $0.project < $1.project
        }
    }

    // MARK: One change

    /// Screens one new or changed work against others, such as its neighbours from a `SiteIndex` and the
    /// works whose pictures a hash index found: the same rules, hence the same findings, as for the whole
    /// file.
    ///
    /// - Parameters:
    ///   - change: the work as it is now.
    ///   - others: works within `reachMetres`, and works that share a picture or a phone with it.
    ///   - today: the legal day.
    /// - Returns: the flags about the change, and about pairs that it is part of.
    public func screen(change: ScreenedSite, against others: [ScreenedSite], today: Day) async -> [Flag] {
        let others = others.filter { $0.id != change.id }
        let sites = ([change] + others).sorted()
        let grid = Neighbours(sites.map(\.work.shape), reachMetres: reach)
        var around = surroundings(sites, grid)
        around.villages = villages
        around.today = today
        var findings = workFindings(change, around)
        for other in others { findings += pairFindings(min(change, other), max(change, other), around) }
        findings += elsewhereFindings(change, sites, grid, around)
        findings += await ReuseSearch(sites, parameters).reuses()
            .filter { $0.project == change.id || $0.other == change.id }
            .compactMap { PhotoRules.reuse($0, parameters) }
        return FindingCombination.flags(of: findings)
    }

    /// How far from a change other works matter, for asking a `SiteIndex`.
    public var reachMetres: Metres { Metres(reach) }
}

extension ScreenedSite: Comparable {
    public static func == (left: ScreenedSite, right: ScreenedSite) -> Bool { left.id == right.id }
    public static func < (left: ScreenedSite, right: ScreenedSite) -> Bool { left.id < right.id }
}
