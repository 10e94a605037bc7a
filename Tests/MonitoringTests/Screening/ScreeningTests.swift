import GeoIndex
import Testing

@testable import Monitoring

/// Goal: findings weigh each other as the design says, and one change gives what the whole file gives.
@Suite struct ScreeningTests {
    private func finding(
        _ rule: ScreeningRule, _ strength: FindingStrength, _ standing: FindingStanding, other: String? = nil
    ) -> Finding {
        Finding(rule, "A", other, strength, standing, score: 0.5, ["photos": .number(1)])
    }

    private func severities(_ findings: Finding...) -> [FlagSeverity] {
        FindingCombination.flags(of: findings).map(\.severity)
    }

    @Test func `low is info, medium and high are a warning, critical is an alert`() {
        #expect(severities(finding(.r5, .low, .note)) == [.info])
        #expect(severities(finding(.r5, .medium, .firm)) == [.warning])
        #expect(severities(finding(.r14, .high, .firm)) == [.warning])
        #expect(severities(finding(.r15, .critical, .firm)) == [.alert])
    }

    @Test func `two independent kinds of evidence are an alert, two of one kind are not`() {
        #expect(severities(finding(.r5, .medium, .firm), finding(.r14, .high, .firm)) == [.alert, .alert])
        #expect(
            severities(finding(.r11, .medium, .firm), finding(.r14, .high, .firm)) == [.warning, .warning])
    }

    @Test func `a noisy finding warns only beside another kind, and a note makes nothing stronger`() {
        #expect(severities(finding(.r13, .medium, .noisy)) == [.info])
        #expect(
            severities(finding(.r5, .medium, .noisy), finding(.r13, .medium, .noisy)) == [.warning, .warning])
        #expect(severities(finding(.r5, .low, .note), finding(.r13, .medium, .noisy)) == [.info, .info])
        let named = [
            finding(.r18, .medium, .noisy, other: "B"), finding(.r20, .low, .supporting, other: "B"),
        ]
        #expect(FindingCombination.flags(of: named).map(\.severity) == [.warning, .info])
    }

    @Test func `evidence about one pair says nothing about another pair of the same work`() {
        let flags = FindingCombination.flags(of: [
            finding(.r18, .medium, .noisy, other: "B"), finding(.r20, .low, .supporting, other: "C"),
        ])
        #expect(flags.allSatisfy { $0.severity == .info })
    }

    private func village() throws -> [ScreenedSite] {
        let road = try line((0, 0), (200, 0)), again = try line((200, 4), (0, 4))
        let far = Shape.point(try at(1_000, 1_000)), unpaid = Shape.point(try at(-900, 300))
        var borrowed = photos(from: 10, at: claim(1_000, 1_000))
        borrowed[1].sha256 = photo(1).sha256
        borrowed[1].receivedAt = Moment(parsing: "2023-06-01T12:00:00+07:00")
        return [
            site(work("A", road), photos(from: 0, at: claim(100, 0))),
            site(
                work("B", again) {
                    $0.fund = "PBK"; $0.start = Day(parsing: "2023-03-02")
                }, photos(from: 4)),
            site(
                work("C", far) {
                    $0.activity = "2.4.14"; $0.budgetRupiah = 1e8 + 1
                }, borrowed),
            site(
                work("D", unpaid) {
                    $0.activity = "2.4.11"; $0.budgetRupiah = 1e8 - 1
                }),
        ]
    }

    @Test func `a small village is screened whole, in a fixed order, the same on each run`() async throws {
        let sites = try village()
        let screening = Screening(villages: try villages())
        let flags = await screening.screen(sites)
        #expect(
            flags.map { "\($0.rule.rawValue) \($0.project) \($0.other ?? "-") \($0.severity)" } == [
                "R18 B A alert", "R20 B A alert", "R1 C A alert", "R15 D - alert",
            ])
        #expect(await screening.screen(sites.reversed()) == flags)
    }

    @Test func `one change gives what the whole file gives about it`() async throws {
        let sites = try village()
        let screening = Screening(villages: try villages())
        let whole = await screening.screen(sites)
        for change in sites {
            let today = try #require(Day(parsing: "2023-12-31"))
            let alone = await screening.screen(change: change, against: sites, today: today)
            #expect(alone == whole.filter { $0.project == change.id || $0.other == change.id })
        }
    }

    @Test func `nothing and a work without facts give no flags`() async {
        #expect(await Screening().screen([]).isEmpty)
        let bare = Work(id: "A", village: "", year: 0, activity: "", name: "")
        #expect(await Screening().screen([site(bare), site(work("B", nil), photos(from: 0))]).isEmpty)
    }

    @Test func `thresholds are overridden by name, and an unknown name is refused`() throws {
        #expect(try ScreeningParameters(overriding: ["R18.share": 0.9])["R18.share"] == 0.9)
        #expect(throws: ScreeningFileError.unknownParameter(name: "R18.shear")) {
            try ScreeningParameters(overriding: ["R18.shear": 0.9])
        }
        #expect(throws: ScreeningFileError.unknownParameter(name: "R18.share")) {
            try ScreeningParameters(overriding: ["R18.share": .nan])
        }
    }

    @Test func `a comparison names what a parameter change adds and removes`() async throws {
        let sites = try village()
        let before = await Screening().screen(sites)
        let lenient = try ScreeningParameters(overriding: ["R15.criticalShare": 1.1, "R15.highShare": 1.05])
        let effect = ParameterEffect(
            before: before, after: await Screening(parameters: lenient).screen(sites))
        #expect(effect.removed.map(\.rule) == [.r15])
        #expect(effect.added.isEmpty)
        #expect(effect.before == effect.after + 1)
    }

    @Test func `cases join works by their flags, the gravest and dearest first`() async throws {
        let flags = await Screening(villages: try villages()).screen(try village())
        let cases = Case.cases(of: flags, realizedRupiah: ["A": 1, "B": 2, "C": 3, "D": 9])
        #expect(cases.map(\.projects) == [["A", "B", "C"], ["D"]])
        #expect(cases.first?.atStakeRupiah == 5)
        #expect(cases.first?.families == [.content, .name, .place])
        #expect(Case.cases(of: flags.filter { $0.severity == .info }, realizedRupiah: [:]).isEmpty)
    }

    @Test func `a dismissed pair stays dismissed until its facts change`() async throws {
        var sites = try village()
        let flags = await Screening().screen(sites)
        let dismissed = Dismissals(flags.map(\.fingerprint))
        #expect(dismissed.open(flags).isEmpty)
        let lenient = try ScreeningParameters(overriding: ["R18.share": 0.6])
        #expect(dismissed.open(await Screening(parameters: lenient).screen(sites)).isEmpty)
        sites[1] = site(work("B", try line((190, 4), (0, 4))) { $0.fund = "PBK" }, sites[1].photos)
        #expect(dismissed.open(await Screening().screen(sites)).contains { $0.rule == .r18 })
    }
}
