import GeoIndex
import Testing

@testable import Monitoring

/// Goal: one thing paid twice is found however it is drawn; its lawful neighbours are not.
/// Method: each rule at, just inside and just outside its threshold.
@Suite struct PairRulesTests {
    private func relation(
        _ first: Work, _ second: Work, shared: Bool = false
    ) -> PairRules.Relation? {
        PairRules.relation(site(first), site(second), isPinShared: shared, standard)
    }

    private func spot(_ id: String, _ east: Double, _ change: (inout Work) -> Void = { _ in }) throws -> Work
    {
        work(id, .point(try at(east, 0))) {
            $0.activity = "2.4.14"
            $0.name = "Pembangunan MCK Dusun Krajan RT 01"
            $0.unit = "unit"
            change(&$0)
        }
    }

    private func spotFinding(_ metres: Double, _ change: (inout Work) -> Void = { _ in }) throws -> Finding? {
        let pair = relation(
            try spot("A", 0),
            try spot("B", metres) {
                $0.fund = "ADD"; change(&$0)
            })
        return try #require(pair).flatMapFinding { PairRules.sameSpot($0, standard) }
    }

    @Test(arguments: [(14.8, FindingStanding.firm), (15.2, .noisy), (59.8, .noisy)])
    func `R17 stands alone within 15 m and wants company beyond`(
        _ metres: Double, _ standing: FindingStanding
    ) throws {
        let hamletOnly = "Pembangunan MCK Dusun Krajan"
        let pair = relation(
            try spot("A", 0) { $0.name = hamletOnly }, try spot("B", metres) { $0.name = hamletOnly })
        #expect(try #require(pair).flatMapFinding { PairRules.sameSpot($0, standard) }?.standing == standing)
    }

    @Test(arguments: [(29.8, FindingStanding.firm), (30.2, .noisy), (59.8, .noisy)])
    func `R17 stands alone within 30 m where the names agree to the RT`(
        _ metres: Double, _ standing: FindingStanding
    ) throws {
        #expect(try spotFinding(metres)?.standing == standing)
    }

    @Test func `R17 is silent past 60 m, and past 30 m where the names do not agree`() throws {
        #expect(try spotFinding(59.5) != nil)
        #expect(try spotFinding(60.5) == nil)
        #expect(try spotFinding(29.8) { $0.name = "Pembangunan MCK" } != nil)
        #expect(try spotFinding(30.5) { $0.name = "Pembangunan MCK" } == nil)
    }

    @Test func `R17 names the later work and rates two funds in one year high`() throws {
        let finding = try #require(try spotFinding(5) { $0.start = Day(parsing: "2023-06-01") })
        #expect(finding.project == "B")
        #expect(finding.other == "A")
        #expect(finding.strength == .high)
        #expect(try spotFinding(5) { $0.year = 2024 }?.strength == .medium)
    }

    @Test func `R17 only notes another RT, a named phase, and doubts a shared pin`() throws {
        #expect(try spotFinding(5) { $0.name = "Pembangunan MCK Dusun Krajan RT 02" }?.standing == .note)
        let phase = relation(
            try spot("A", 0) { $0.name += " Tahap I" },
            try spot("B", 5) {
                $0.name += " Tahap II"; $0.year = 2024
            })
        #expect(try #require(phase).flatMapFinding { PairRules.sameSpot($0, standard) }?.standing == .note)
        let pinned = relation(try spot("A", 0), try spot("B", 5), shared: true)
        #expect(try #require(pinned).flatMapFinding { PairRules.sameSpot($0, standard) }?.standing == .noisy)
    }

    @Test func `lamp posts in a row are not copies of each other`() throws {
        func lamp(_ metres: Double) throws -> Finding? {
            let first = try spot("A", 0) { $0.activity = "2.7.02" }
            let second = try spot("B", metres) { $0.activity = "2.7.02" }
            return try #require(relation(first, second)).flatMapFinding { PairRules.sameSpot($0, standard) }
        }
        #expect(try lamp(24) != nil)
        #expect(try lamp(26) == nil)
    }

    @Test func `a building drawn twice is found by its shared area`() throws {
        func building(_ id: String, _ east: Double) throws -> Work {
            work(id, try house(east, 0, width: 60, depth: 40)) {
                $0.activity = "2.3.15"; $0.name = "Balai Dusun Krajan"
            }
        }
        let shifted = try #require(relation(try building("A", 0), try building("B", 18)))
        #expect(PairRules.sameSpot(shifted, standard)?.standing == .firm)
        let pin = try #require(
            relation(try building("A", 0), work("B", .point(try at(30, 45))) { $0.activity = "2.3.15" }))
        #expect(PairRules.sameSpot(pin, standard) != nil)
    }

    @Test func `works of other kinds, upkeep, and works past their service life are not related`() throws {
        let road = work("A", try line((0, 0), (200, 0)))
        #expect(relation(road, work("B", road.shape) { $0.activity = "2.3.14" }) == nil)
        #expect(relation(road, work("B", road.shape) { $0.workType = "maintenance" }) == nil)
        #expect(relation(road, work("B", road.shape) { $0.name = "Pemeliharaan Jalan Dusun Krajan" }) == nil)
        #expect(relation(road, work("B", road.shape) { $0.year = 2027 }) != nil)
        #expect(relation(road, work("B", road.shape) { $0.year = 2028 }) == nil)
        #expect(relation(road, road) == nil)
    }

    private func way(
        _ first: Shape, _ second: Shape, _ change: (inout Work) -> Void = { _ in }
    ) throws -> Finding? {
        let pair = relation(
            work("A", first),
            work("B", second) {
                $0.fund = "ADD"; change(&$0)
            })
        return try #require(pair).flatMapFinding { PairRules.sameWay($0, standard) }
    }

    @Test func `R18 finds a line drawn backwards with other vertices`() throws {
        let finding = try way(line((0, 0), (100, 3), (200, 0)), line((200, 4), (150, 2), (60, 6), (0, 4)))
        #expect(finding?.standing == .firm)
        #expect(finding?.strength == .high)
    }

    @Test(arguments: [(96.0, true), (150.0, false)])
    func `R18 stands alone from half of the line on`(_ from: Double, _ isFirm: Bool) throws {
        let finding = try way(line((0, 0), (200, 0)), line((from, 4), (from + 200, 4)))
        #expect((finding?.standing == .firm) == isFirm)
    }

    @Test(arguments: [(14.0, FindingStanding.firm), (20, .noisy)])
    func `R18 wants company where the line runs 15 to 35 m aside`(
        _ aside: Double, _ standing: FindingStanding
    ) throws {
        let hamletOnly: (inout Work) -> Void = { $0.name = "Paving Jalan Dusun Krajan" }
        let pair = relation(
            work("A", try line((0, 0), (200, 0)), hamletOnly),
            work("B", try line((0, aside), (200, aside)), hamletOnly))
        #expect(try #require(pair).flatMapFinding { PairRules.sameWay($0, standard) }?.standing == standing)
    }

    @Test func `R18 stands alone aside where names agree to the RT and lengths within 15 %`() throws {
        #expect(try way(line((0, 0), (200, 0)), line((0, 34), (200, 34)))?.standing == .firm)
        #expect(try way(line((0, 0), (200, 0)), line((0, 20), (172, 20)))?.standing == .firm)
        #expect(try way(line((0, 0), (200, 0)), line((0, 20), (168, 20)))?.standing == .noisy)
        #expect(try way(line((0, 0), (200, 0)), line((0, 36), (200, 36))) == nil)
    }

    @Test func `a parallel lane, a crossing and the next stretch are not copies`() throws {
        #expect(try way(line((0, 0), (200, 0)), line((0, 36), (200, 36))) == nil)
        let lane = try way(line((0, 0), (200, 0)), line((0, 25), (200, 25))) {
            $0.name = "Paving Dusun Pasar"
        }
        #expect(lane == nil)
        #expect(try way(line((0, 0), (200, 0)), line((100, -100), (100, 100))) == nil)
        #expect(try way(line((0, 0), (200, 0)), line((195, 2), (400, 5))) == nil)
        let join = try way(line((0, 0), (150, 0)), line((110, 2), (250, 5)))
        #expect(join?.standing == .note)
    }

    @Test func `R18 only notes another RT aside, but not on the very line`() throws {
        let other: (inout Work) -> Void = { $0.name = "Paving Jalan Dusun Krajan RT 02" }
        #expect(try way(line((0, 0), (200, 0)), line((0, 13), (200, 13)), other)?.standing == .note)
        #expect(try way(line((0, 0), (200, 0)), line((0, 3), (200, 3)), other)?.standing == .firm)
    }

    @Test func `a boundary road claimed from both sides is found whatever the hamlets are called`() throws {
        let finding = try way(line((0, 0), (200, 0)), line((200, 12), (0, 12))) {
            $0.village = "35.10.99.2002"
            $0.name = "Rabat Beton Dusun Sumbersari RT 07"
        }
        #expect(finding?.standing == .firm)
        let aside = try way(line((0, 0), (200, 0)), line((200, 20), (0, 20))) { $0.village = "35.10.99.2002" }
        #expect(aside?.standing == .firm)
        let longer = try way(line((0, 0), (200, 0)), line((200, 20), (0, 20))) {
            $0.village = "35.10.99.2002"
            $0.volume = 220
        }
        #expect(longer == nil)
    }

    @Test(arguments: [(29.5, 200.0, FindingStanding.firm), (29.5, 120, .noisy)])
    func `R18 finds a line claimed again as a pin, surely with the same volume`(
        _ metres: Double, _ volume: Double, _ standing: FindingStanding
    ) throws {
        let finding = try way(line((0, 0), (200, 0)), .point(at(90, metres))) { $0.volume = volume }
        #expect(finding?.reason == "R18.spot")
        #expect(finding?.standing == standing)
    }

    @Test func `a pin farther than 30 m from the line is another work`() throws {
        #expect(try way(line((0, 0), (200, 0)), .point(at(90, 30.5))) == nil)
    }

    private func words(_ metres: Double, _ change: (inout Work) -> Void = { _ in }) throws -> Finding? {
        let pair = relation(
            try spot("A", 0),
            try spot("B", metres) {
                $0.fund = "PBK"; change(&$0)
            })
        return pair?.flatMapFinding { PairRules.sameWords($0, standard) }
    }

    @Test(arguments: [(100_900_000.0, FindingStanding.firm), (101_200_000, nil)])
    func `R20 reaches to a far pin only where costs agree within 1 %`(
        _ budget: Double, _ standing: FindingStanding?
    ) throws {
        let found = try words(120) {
            $0.budgetRupiah = budget; $0.year = 2024
        }
        #expect(found?.standing == standing)
    }

    @Test(arguments: [(113_000_000.0, FindingStanding.firm), (114_000_000, nil)])
    func `R20 lets two funds of one year differ by 12 %`(
        _ budget: Double, _ standing: FindingStanding?
    ) throws {
        #expect(try words(120) { $0.budgetRupiah = budget }?.standing == standing)
        let oneFund = try words(120) {
            $0.budgetRupiah = budget; $0.fund = "DD"
        }
        #expect(oneFund == nil)
    }

    @Test func `R20 asks for the same RT, the same village and 250 m`() throws {
        #expect(try words(120) { $0.name = "MCK Dusun Krajan RT 02" } == nil)
        #expect(try words(120) { $0.village = "35.10.99.2002" } == nil)
        #expect(try words(249) != nil)
        #expect(try words(251) == nil)
        #expect(try words(120) { $0.name = "MCK Dusun Krajan" }?.standing != .firm)
        #expect(try words(120) { $0.year = 2025 } != nil)
        #expect(try words(120) { $0.year = 2026 } == nil)
    }

    @Test func `R20 lets the next lamp post of a row pass`() throws {
        func lamp(_ metres: Double) throws -> Finding? {
            let first = try spot("A", 0) { $0.activity = "2.7.02" }
            let second = try spot("B", metres) {
                $0.activity = "2.7.02"; $0.fund = "ADD"
            }
            return try #require(relation(first, second)).flatMapFinding { PairRules.sameWords($0, standard) }
        }
        #expect(try lamp(50)?.standing == .supporting)
        #expect(try lamp(130)?.standing == .firm)
    }
}

extension PairRules.Relation {
    /// Applies a rule; reads better than nesting in a test.
    func flatMapFinding(_ rule: (PairRules.Relation) -> Finding?) -> Finding? { rule(self) }
}
