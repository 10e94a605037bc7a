import GeoIndex
import Testing

@testable import Monitoring

/// Goal: what a work's own photos, dates and money say. Method: each rule at, just inside and just outside.
@Suite struct WorkRulesTests {
    private let clocks = DeviceClocks([])

    private func offSite(_ positions: [ClaimedPosition?], accuracy: Double? = 5) throws -> Finding? {
        let photos = positions.enumerated().map { index, position in
            photo(UInt64(index), at: position) { $0.accuracyMetres = accuracy }
        }
        return PlaceRules.offSite(
            site(work("A", .point(try at(0, 0))) { $0.unit = "unit" }, photos), villages: try villages(),
            standard)
    }

    @Test func `R5 holds beyond 100 m and three standard deviations`() throws {
        #expect(try offSite([claim(114, 0), claim(-114, 0)]) == nil)
        #expect(try offSite([claim(117, 0), claim(-117, 0)])?.strength == .medium)
        #expect(try offSite([claim(117, 0), claim(-117, 0)], accuracy: 40) == nil)
    }

    @Test func `R5 is high beyond 1 km`() throws {
        #expect(try offSite([claim(990, 0), claim(-995, 0)])?.strength == .medium)
        #expect(try offSite([claim(1_020, 0), claim(1_030, 150)])?.strength == .high)
        #expect(try offSite([claim(25_000, 0), claim(25_010, 0), claim(25_020, 0)])?.standing == .firm)
    }

    @Test func `R5 lets one wild fix, photos without a location and useless fixes pass`() throws {
        #expect(try offSite([claim(900, 0), nil, nil])?.standing == .note)
        #expect(try offSite([claim(900, 0), claim(3, 0), claim(5, 5)])?.standing == .note)
        #expect(try offSite([nil, nil, nil]) == nil)
        #expect(try offSite([claim(900, 0), claim(800, 0)], accuracy: 1_100) == nil)
        #expect(try offSite([claim(8_000, 0), nil])?.standing == .firm)
    }

    @Test func `R5 asks that photos of another place lie together: wild fixes scatter`() throws {
        #expect(try offSite([claim(1_100, 0), claim(1_100, 510)])?.standing == .firm)
        #expect(try offSite([claim(1_100, 0), claim(1_100, 520)])?.standing == .noisy)
        #expect(try offSite([claim(1_100, 0), claim(-900, 700), claim(1_150, 100)])?.standing == .firm)
        #expect(
            try offSite([claim(1_100, 0), claim(1_150, 90), claim(-900, 0), claim(0, -900)])?.standing
                == .noisy)
    }

    @Test func `R5 doubts the pin where three photos in the village agree with each other`() throws {
        let agreeing = try offSite([claim(900, 0), claim(910, 10), claim(905, 20)])
        #expect(agreeing?.reason == "R5.plan")
        #expect(agreeing?.standing == .note)
        #expect(try offSite([claim(900, 0), claim(910, 10), claim(905, 200)])?.reason == "R5")
    }

    @Test func `R5 doubts a pin that works of other kinds share, and knows how long a road is`() throws {
        let strewn = [claim(900, 0), claim(700, 300), claim(800, -150)].enumerated().map {
            photo(UInt64($0), at: $1)
        }
        let one = site(work("A", .point(try at(0, 0))) { $0.unit = "unit" }, strewn)
        #expect(PlaceRules.offSite(one, villages: try villages(), standard)?.standing == .firm)
        let shared = PlaceRules.offSite(one, villages: try villages(), isPinShared: true, standard)
        #expect(shared?.standing == .note)
        let road = [claim(900, 0), claim(900, 140), claim(900, 280)].enumerated().map {
            photo(UInt64($0), at: $1)
        }
        let pinned = site(work("A", .point(try at(0, 0))) { $0.volume = 300 }, road)
        #expect(PlaceRules.offSite(pinned, villages: try villages(), standard)?.reason == "R5.plan")
    }

    private func repeated(_ days: [String], _ positions: [ClaimedPosition]) throws -> Finding? {
        let photos = zip(days, positions).enumerated().map { photo(UInt64($0), on: $1.0, at: $1.1) }
        return PlaceRules.impossiblePosition(site(work("A", .point(try at(0, 0))), photos), standard)
    }

    @Test func `R6 holds for three equal positions on different days`() throws {
        let days = ["2023-03-01", "2023-04-01", "2023-05-01"]
        let exact = ClaimedPosition(latitude: -8.300123, longitude: 114.200456)
        let near = ClaimedPosition(latitude: -8.300125, longitude: 114.200456)
        #expect(try repeated(days, [exact, exact, exact])?.standing == .firm)
        #expect(try repeated(days, [exact, exact, near]) == nil)
        #expect(try repeated(Array(days.prefix(2)), [exact, exact])?.standing == .firm)
        let elsewhere = ClaimedPosition(latitude: -8.300345, longitude: 114.200456)
        #expect(try repeated(days, [exact, exact, elsewhere]) == nil)
        #expect(try repeated(["2023-03-01", "2023-03-01", "2023-03-01"], [exact, exact, exact]) == nil)
        let rounded = ClaimedPosition(latitude: -8.3001, longitude: 114.2004)
        #expect(try repeated(days, [rounded, rounded, rounded]) == nil)
        #expect(try repeated(days, [ClaimedPosition(latitude: 0, longitude: 0)])?.reason == "R6.broken")
    }

    @Test func `R6 lets a position found by the network be the same each time`() throws {
        let exact = ClaimedPosition(latitude: -8.300123, longitude: 114.200456)
        func found(_ accuracy: Double) throws -> Finding? {
            let photos = ["2023-03-01", "2023-04-01", "2023-05-01"].enumerated().map { index, day in
                photo(UInt64(index), on: day, at: exact) { $0.accuracyMetres = accuracy }
            }
            return PlaceRules.impossiblePosition(site(work("A", .point(try at(0, 0))), photos), standard)
        }
        #expect(try found(30)?.standing == .firm)
        #expect(try found(31) == nil)
    }

    @Test func `R7 compares the two positions of one capture only`() throws {
        func apart(_ metres: Double) throws -> Finding? {
            let one = photo(1, at: claim(0, 0)) {
                $0.locationSource = "exif"
                $0.capturePosition = claim(metres, 0)
            }
            return PlaceRules.twoPositions(site(work("A", .point(try at(0, 0))), [one]), standard)
        }
        #expect(try apart(288) == nil)
        #expect(try apart(292) != nil)
    }

    @Test(arguments: [(31, FindingStanding.firm), (400, .firm)])
    func `R11 holds for photos of the work from more than 30 days before it`(
        _ days: Int, _ standing: FindingStanding
    ) throws {
        #expect(old(days)?.standing == standing)
    }

    private func old(_ days: Int, stage: Double = 50, clocks: DeviceClocks = DeviceClocks([])) -> Finding? {
        let start = Day(parsing: "2023-03-01") ?? Day(number: 0)
        let one = oldPhoto(1, start.number - days, stage)
        return TimeRules.outsideWindow(site(work("A", nil), [one]), clocks: clocks, standard)
    }

    private func oldPhoto(_ number: UInt64, _ day: Int, _ stage: Double) -> SitePhoto {
        photo(number, stage) {
            $0.takenAt = Moment(seconds: Double(day) * 86_400)
            $0.receivedAt = Moment(parsing: "2023-04-01T12:00:00+07:00")
            $0.device = "phone"
        }
    }

    @Test func `R11 lets early baselines, a slow clock and a reset clock pass`() {
        #expect(old(30) == nil)
        #expect(old(1) == nil)
        #expect(old(400, stage: 0) == nil)
        #expect(old(8_000) == nil)
        let start = Day(parsing: "2023-03-01") ?? Day(number: 0)
        var same = oldPhoto(2, start.number - 401, 50)
        same.project = "B"
        #expect(old(400, clocks: DeviceClocks([same]))?.standing == .note)
    }

    @Test(arguments: [
        ("2022-12-31", false), ("2022-12-02", false), ("2022-12-01", true), ("2020-01-01", true),
    ])
    func `R11 goes by the fiscal year where no start is given`(_ day: String, _ holds: Bool) {
        let undated = work("A", nil) { ($0.start, $0.end) = (nil, nil) }
        let found = TimeRules.outsideWindow(
            site(undated, [photo(1, on: day)]), clocks: DeviceClocks([]), standard)
        #expect((found?.standing == .firm) == holds)
    }

    @Test func `R12 forgives zones and the week rollover`() {
        func gap(_ seconds: Double) -> Finding? {
            let one = photo(1) { photo in
                photo.gpsAt = photo.takenAt.map { Moment(seconds: $0.seconds - seconds) }
            }
            return TimeRules.gpsClock(site(work("A", nil), [one]), standard)
        }
        #expect(gap(599) == nil)
        #expect(gap(601)?.strength == .low)
        #expect(gap(3_600) == nil)
        #expect(gap(86_400 * 2)?.strength == .medium)
        #expect(gap(619_315_200) == nil)
    }

    @Test func `R13 counts an impossible way against the work whose photo lies off its plan`() throws {
        func travel(_ kilometres: Double, minutes: Double) throws -> Finding? {
            let here = photo(1, at: claim(0, 0)) { $0.device = "phone" }
            let there = photo(2, at: claim(kilometres * 1_000, 0)) { photo in
                photo.device = "phone"
                photo.takenAt = photo.takenAt.map { Moment(seconds: $0.seconds + minutes * 60) }
            }
            let one = site(work("A", .point(try at(0, 0))), [here, there])
            return TimeRules.impossibleTravel(one, track: Screening.tracks([one])["phone"] ?? [], standard)
        }
        #expect(try travel(25, minutes: 9)?.standing == .noisy)
        #expect(try travel(25, minutes: 11) == nil)
        #expect(try travel(4.9, minutes: 1) == nil)
    }

    private func oneGo(
        _ hours: Double, days: Int?, stages: [Double] = [0, 50, 100], budget: Double = 100_000_000
    ) -> Finding? {
        let photos = stages.enumerated().map { index, stage in
            photo(UInt64(index), stage) { photo in
                let share = stages.count > 1 ? Double(index) / Double(stages.count - 1) : 0
                photo.takenAt = photo.takenAt.map { Moment(seconds: $0.seconds + share * hours * 3_600) }
            }
        }
        let one = work("A", nil) {
            $0.start = days.flatMap { _ in Day(parsing: "2023-03-01") }
            $0.end = $0.start.map { Day(number: $0.number + (days ?? 0)) }
            $0.budgetRupiah = budget
        }
        return TimeRules.stagesInOneGo(site(one, photos), standard)
    }

    @Test func `R14 holds within 36 hours for contracts of two weeks`() {
        #expect(oneGo(35.9, days: 14)?.standing == .firm)
        #expect(oneGo(36, days: 14) == nil)
        #expect(oneGo(5, days: 13) == nil)
        #expect(oneGo(5, days: 0) == nil)
        #expect(oneGo(11.9, days: 60, stages: [0, 50])?.standing == .firm)
        #expect(oneGo(12.1, days: 60, stages: [0, 50])?.standing == .noisy)
        #expect(oneGo(5, days: 60, stages: [0, 40])?.standing == .noisy)
        #expect(oneGo(5, days: 60, stages: [50, 50]) == nil)
    }

    @Test func `R14 goes by the money where no contract is given: from Rp 50 million on`() {
        #expect(oneGo(5, days: nil, budget: 50_000_000)?.reason == "R14.undated")
        #expect(oneGo(5, days: nil, budget: 49_999_999) == nil)
        #expect(oneGo(36, days: nil, budget: 1_000_000_000) == nil)
        #expect(oneGo(5, days: 13, budget: 1_000_000_000) == nil)
    }

    private func unpaid(_ share: Double, photos: [SitePhoto] = [], _ change: (inout Work) -> Void = { _ in })
        -> Finding?
    {
        let one = work("A", nil) {
            $0.realizedRupiah = share * $0.budgetRupiah; change(&$0)
        }
        return MoneyRules.paidWithoutPhoto(
            site(one, photos), today: Day(parsing: "2023-12-31") ?? Day(number: 0), standard)
    }

    @Test func `R15 is critical from 80 % paid and high from 40 %`() {
        #expect(unpaid(0.8)?.strength == .critical)
        #expect(unpaid(0.79)?.strength == .high)
        #expect(unpaid(0.4)?.strength == .high)
        #expect(unpaid(0.39) == nil)
        #expect(unpaid(1, photos: [photo(1)]) == nil)
        #expect(
            unpaid(1) {
                $0.activity = "4.3.01"; $0.name = "Pelatihan"
            } == nil)
        #expect(unpaid(1) { $0.owner = "opd" } == nil)
        #expect(unpaid(0.5) { $0.start = Day(parsing: "2023-12-15") } == nil)
    }

    private func ahead(_ paid: Double, _ progress: Double, stage: Double = 100) -> Finding? {
        let one = work("A", nil) {
            $0.realizedRupiah = paid / 100 * $0.budgetRupiah
            $0.physicalProgress = progress
        }
        return MoneyRules.aheadOfWork(site(one, [photo(1, stage)]), standard)
    }

    @Test func `R16 holds beyond 50 points and notes beyond 30`() {
        #expect(ahead(61, 10)?.standing == .firm)
        #expect(ahead(60, 10)?.standing == .note)
        #expect(ahead(41, 10)?.standing == .note)
        #expect(ahead(40, 10) == nil)
        #expect(ahead(98, 100, stage: 50)?.reason == "R16.stage")
        #expect(ahead(98, 95, stage: 50) == nil)
    }

    @Test func `R19 holds for photos taken at another work of the kind`() throws {
        func stray(_ metres: Double, _ count: Int = 2) throws -> Finding? {
            let mine = (0..<count).map { photo(UInt64($0), at: claim(metres, Double($0))) }
            let theirs = (10..<12).map { photo(UInt64($0), at: claim(700, 0)) }
            return PlaceRules.anothersSite(
                site(work("A", .point(try at(0, 0))), mine), site(work("B", .point(try at(700, 0))), theirs),
                standard)
        }
        #expect(try stray(700)?.standing == .firm)
        #expect(try stray(654) == nil)
        #expect(try stray(700, 1) == nil)
    }

    @Test func `R21 notes three equal budgets`() {
        let three = ["A", "B", "C"].map { site(work($0, nil)) }
        #expect(MoneyRules.copiedBudget(three, standard)?.project == "C")
        #expect(MoneyRules.copiedBudget(Array(three.prefix(2)), standard) == nil)
    }

    private func outside(_ metres: Double, agreement: Double = 1, code: String = "2.4.14") throws -> Finding?
    {
        let one = work("A", .point(try at(2_000 + metres, 0))) { $0.activity = code }
        return PlaceRules.implausibleSite(site(one), villages: try villages(agreement: agreement), standard)
    }

    @Test func `R22 is generous to poor boundary maps and to water`() throws {
        #expect(try outside(198) == nil)
        #expect(try outside(202)?.standing == .supporting)
        #expect(try outside(990)?.standing == .supporting)
        #expect(try outside(1_010)?.standing == .firm)
        #expect(try outside(1_010, agreement: 0.5)?.standing == .firm)
        #expect(try outside(1_010, agreement: 0.49)?.standing == .supporting)
        #expect(try outside(3_600, agreement: 0.49)?.standing == .firm)
        #expect(try outside(3_000, code: "2.4.12")?.standing == .supporting)
    }

    @Test func `R22 doubts the map where many of a village's works lie outside`() throws {
        let sites = try (0..<4).map { site(work("A\($0)", .point(try at(5_000, Double($0) * 100)))) }
        let marked = try villages().markingSuspects(among: sites, standard)
        #expect(PlaceRules.implausibleSite(sites[0], villages: marked, standard)?.reason == "R22.map")
    }

    @Test func `R22 notes one pin for works of two kinds`() throws {
        let pin = Shape.point(try at(0, 0)), near = Shape.point(try at(1.5, 0))
        let other = site(work("B", pin) { $0.activity = "2.4.14" })
        #expect(PlaceRules.sharedPin(site(work("A", pin)), other, standard) != nil)
        #expect(PlaceRules.sharedPin(site(work("A", near)), other, standard) == nil)
    }
}
