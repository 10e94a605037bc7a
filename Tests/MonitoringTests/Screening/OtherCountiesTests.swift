import GeoIndex
import Testing

@testable import Monitoring

/// Goal: what other counties build, write and draw is judged as an inspector would. Method: made-up cases at,
/// just inside and just outside each threshold.
@Suite struct OtherCountiesNamesTests {
    private func conflict(_ first: String, _ second: String) -> String? {
        NameWords(first).compare(NameWords(second)).conflict
    }

    @Test func `works for two households are two, and one household is one however it is written`() {
        let first = "Rehab RTLH an. Slamet Dusun Krajan RT 01"
        #expect(conflict(first, "Bedah Rumah a.n. Sukirno Dsn Krajan RT 1") == "penerima")
        #expect(conflict(first, "RTLH Bpk Sukirno RT 01 Dusun Krajan") == "penerima")
        #expect(conflict(first, "RTLH atas nama Slamte Dusun Krajan RT 01") == nil)
        #expect(conflict(first, "RTLH Dusun Krajan RT 01") == nil)
        #expect(NameWords("Paving depan rumah Bpk Slamet Dusun Krajan").recipients.isEmpty)
        #expect(NameWords("Jamban an. Mat Rais RT 05").recipients == ["matrais"])
    }

    @Test(arguments: [
        ("STA 0+000 s/d 0+200", "STA 0+200 s/d 0+350", true), ("STA 0+000-0+200", "STA 0+100-0+300", false),
        ("STA 0+000-0+200", "STA 0+101-0+301", true), ("STA 1+950 sd 2+100", "STA 1+950 s.d. 2+100", false),
    ])
    func `stretches by chainage are two unless they share half of the shorter`(
        _ first: String, _ second: String, _ isOther: Bool
    ) {
        let found = conflict("Rabat Dusun Krajan \(first)", "Rabat Dusun Krajan \(second)")
        #expect((found == "STA") == isOther)
    }

    @Test func `both sides of a road are two works`() {
        let left = "Drainase Dusun Krajan Timur RT 02 sisi kiri"
        #expect(conflict(left, "Drainase Dusun Krajan Timur RT 02 kanan jalan") == "arah")
        #expect(conflict("Drainase Jalan Sawah Lor sisi selatan", "Drainase sisi utara") == "arah")
        #expect(conflict(left, "Drainase Dusun Krajan Timur RT 02") == nil)
    }

    @Test func `a landmark ends the hamlet's name and is no part of the hamlet`() {
        let names = [
            "Paving Dusun Bolot Mushola Nurul Huda", "Paving Dusun Bolot timur SDN 2",
            "Paving Dsn Bolot arah sawah",
            "Paving Dusun Bolot depan rumah P. Slamet", "Paving Dusun Bolot timur TK Khadijah",
        ]
        for name in names {
            #expect(NameWords(name).hamlet == "bolot", "\(name)")
            #expect(NameWords(name).directions.isEmpty, "\(name)")
        }
        #expect(NameWords("Paving Dusun Ketapang Lor").hamlet == "ketapanglor")
    }

    @Test func `letters swapped in RT, a quarter called kampung and contract numbers do no harm`() {
        #expect(NameWords("Paving TR 04/2 Dusun Krajan").neighbourhoods == [4])
        #expect(NameWords("Paving Dk. Bedewang TR.4").hamlet == "bedewang")
        #expect(NameWords("Pipa 20 mtr 3 dim Dusun Krajan").neighbourhoods.isEmpty)
        let county = "Peningkatan Jalan Lingkungan Kampung Anyar Desa Genteng"
        #expect(conflict(county, "Rabat Jalan Dusun Kampung Anyar RT 02") == nil)
        #expect(NameWords("Jalan Lingkungan Banjarsari Desa Genteng").hamlet == "banjarsari")
        #expect(NameWords("Balai Dusun - Kontrak 152/TPK/2023").hamlet == nil)
        #expect(conflict("Sumur Bor No. 077/SPK/2023", "Sumur Bor No. 187/SPK/2023") == nil)
        #expect(conflict("Lampu No. 7 Dusun Krajan", "Lampu No. 8 Dusun Krajan") == "blok/nomor")
    }

    private func kind(_ code: String, _ name: String) -> ActivityKind {
        ActivityKind(code: code, words: NameWords(name))
    }

    @Test func `guard posts, sports grounds, markets and house of worship are works`() {
        let works = [
            ("3.1.01", "Pembangunan Pos Kamling Dusun Krajan", WorkClass.guardPost),
            ("3.3.05", "Lapangan Voli", .sport), ("4.7.02", "Los Pasar Desa", .market),
            ("3.2.05", "Rehabilitasi Mushola", .worship),
        ]
        for (code, name, workClass) in works {
            #expect(kind(code, name).workClass == workClass && kind(code, name).isPhysical, "\(code)")
        }
        #expect(!kind("3.1.01", "Honor Linmas dan Operasional Ronda").isPhysical)
    }

    @Test func `a retaining wall is one under whichever code it is booked`() {
        #expect(kind("2.3.14", "Plengsengan Dusun Krajan").workClass == .wall)
        #expect(kind("2.3.14", "Pek. Plngsengan Dusun Krajan").workClass == .wall)
        #expect(kind("2.3.90", "TPT Dusun Krajan").workClass == .wall)
        #expect(kind("2.3.10", "Tembok Penahan Jalan Dusun Krajan").workClass == .wall)
        #expect(kind("2.3.14", "Drainase dan TPT Dusun Krajan").workClass == .drain)
        #expect(kind("2.3.10", "Rabat Beton dan TPT").workClass == .road)
        #expect(kind("2.3.14", "Gorong-gorong").workClass == .drain)
    }
}

@Suite struct OtherCountiesPairTests {
    private func pair(
        _ first: Work, _ second: Work, isOneRow: Bool = false
    ) -> PairRules.Relation? {
        PairRules.relation(site(first), site(second), isOneRow: isOneRow, standard)
    }

    private func ends(_ apart: Double, volume: Double = 300, vertices: Int = 2) throws -> Finding? {
        let bent = try line((0, 0), (75, 55), (150, 70), (225, 55), (300, 0))
        let sketch =
            vertices == 2
            ? try line((apart, 0), (300, 0)) : try line((apart, 0), (100, 0), (200, 0), (300, 0))
        let relation = try #require(
            pair(
                work("A", bent) { $0.volume = 300 },
                work("B", sketch) {
                    $0.volume = volume; $0.fund = "ADD"
                }))
        return PairRules.sameWay(relation, standard)
    }

    @Test func `R18 knows a bent road that was drawn by its ends, by them and by its length`() throws {
        #expect(try ends(24.5)?.reason == "R18.ends")
        #expect(try ends(24.5)?.standing == .firm)
        #expect(try ends(25.5) == nil)
        #expect(try ends(10, volume: 285)?.standing == .firm)
        #expect(try ends(10, volume: 284) == nil)
        #expect(try ends(10, vertices: 4) == nil)
    }

    private func beside(_ metres: Double, _ change: (inout Work) -> Void) throws -> Finding? {
        let second = work("B", try line((0, metres), (200, metres))) {
            $0.name = "Paving Dusun Krajan Jalan Melati"
            $0.fund = "ADD"
            change(&$0)
        }
        let relation = try #require(pair(work("A", try line((0, 0), (200, 0))), second))
        return PairRules.sameWay(relation, standard)
    }

    @Test func `R18 goes by equal lengths where a line runs aside, but not for one year's package`() throws {
        #expect(try beside(24.5) { _ in }?.standing == .firm)
        #expect(try beside(25.5) { _ in }?.standing != .firm)
        #expect(try beside(20) { $0.volume = 211 }?.standing != .firm)
        #expect(try beside(20) { $0.fund = "DD" }?.standing != .firm)
        #expect(
            try beside(20) {
                $0.fund = "DD"; $0.year = 2024
            }?.standing == .firm)
    }

    @Test func `R18 takes a road of one length within 10 m for one, a drain on either side for two`() throws {
        func along(_ metres: Double, _ code: String, _ name: String) throws -> Finding? {
            let second = work("B", try line((0, metres), (200, metres))) {
                $0.activity = code
                $0.name = name
                $0.fund = "ADD"
            }
            let first = work("A", try line((0, 0), (200, 0))) {
                $0.activity = code
                $0.name = "Pekerjaan Dusun Krajan RT 01 sisi kiri"
            }
            return PairRules.sameWay(try #require(pair(first, second)), standard)
        }
        #expect(try along(9.5, "2.3.10", "Pekerjaan Dusun Krajan RT 02")?.standing == .firm)
        #expect(try along(10.5, "2.3.10", "Pekerjaan Dusun Krajan RT 02")?.standing == .note)
        #expect(try along(9.5, "2.3.14", "Pekerjaan Dusun Krajan RT 02")?.standing == .note)
        #expect(try along(3, "2.3.14", "Pekerjaan Dusun Krajan RT 01 sisi kanan")?.standing == .note)
    }

    @Test func `R17 asks ways pinned at one spot for their lengths`() throws {
        func pinned(_ volume: Double) throws -> Finding? {
            let second = work("B", .point(try at(3, 0))) {
                $0.volume = volume; $0.fund = "ADD"
            }
            return PairRules.sameSpot(
                try #require(pair(work("A", .point(try at(0, 0))), second)), standard)
        }
        #expect(try pinned(120)?.standing == .firm)
        #expect(try pinned(119)?.reason == "R17.length")
    }

    @Test func `R20 lets a stretch that goes on from another pass, and lamps of one row`() throws {
        func stretch(_ from: Double) throws -> Finding? {
            let second = work("B", try line((from, 0), (from + 200, 0))) { $0.fund = "ADD" }
            return PairRules.sameWords(
                try #require(pair(work("A", try line((0, 0), (200, 0))), second)), standard)
        }
        #expect(try stretch(200)?.standing == .supporting)
        #expect(try stretch(234)?.standing == .supporting)
        #expect(try stretch(240)?.standing == .firm)
        func lamp(isOneRow: Bool) throws -> Finding? {
            let first = work("A", .point(try at(0, 0))) {
                $0.activity = "2.7.02"; $0.unit = "unit"
            }
            let second = work("B", .point(try at(110, 0))) {
                $0.activity = "2.7.02"; $0.unit = "unit"; $0.fund = "ADD"
            }
            return PairRules.sameWords(try #require(pair(first, second, isOneRow: isOneRow)), standard)
        }
        #expect(try lamp(isOneRow: true)?.standing == .supporting)
        #expect(try lamp(isOneRow: false)?.standing == .firm)
    }

    @Test func `a row of lamps is followed from post to post`() async throws {
        let lamps = try [0.0, 60, 120].enumerated().map { index, east in
            site(
                work("L\(index)", .point(try at(east, 0))) {
                    $0.activity = "2.7.02"
                    $0.unit = "unit"
                    $0.fund = ["DD", "ADD", "PBK"][index]
                    $0.name = "Lampu PJU Dusun Krajan RT 01"
                }, photos(from: UInt64(index * 10)))
        }
        let whole = await Screening().screen(lamps)
        #expect(whole.allSatisfy { $0.severity == .info })
        let gap = await Screening().screen([lamps[0], lamps[2]])
        #expect(gap.contains { $0.rule == .r20 && $0.severity >= .warning })
    }

    @Test func `things bought for the office are no copies of each other`() throws {
        let pin = Shape.point(try at(0, 0))
        func bought(_ id: String) -> Work { work(id, pin) { $0.activity = "1.2.01" } }
        #expect(pair(bought("A"), bought("B")) == nil)
    }
}

@Suite struct OtherCountiesPhotoTests {
    private func stray(
        _ places: [ClaimedPosition], offices: [Position] = [], _ change: (inout Work) -> Void = { _ in }
    ) throws -> Finding? {
        let photos = places.enumerated().map { index, place in
            photo(UInt64(index), at: place) { $0.accuracyMetres = 5 }
        }
        let one = work("A", .point(try at(0, 0))) {
            $0.unit = "unit"; change(&$0)
        }
        return PlaceRules.offSite(site(one, photos), villages: try villages(), offices: offices, standard)
    }

    @Test func `R5 knows photos of the village office from those of a wrong pin`() throws {
        let there = [claim(900, 0), claim(905, 5), claim(902, -6)]
        #expect(try stray(there)?.reason == "R5.plan")
        #expect(try stray(there, offices: [at(950, 0)])?.reason == "R5.office")
        #expect(try stray(there, offices: [at(964, 0)])?.reason == "R5.plan")
        let near = [claim(490, 0), claim(495, 5), claim(492, -6)]
        #expect(try stray(near, offices: [at(490, 0)])?.reason == "R5.plan")
        #expect(try stray(Array(there.prefix(2)), offices: [at(900, 0)])?.standing == .noisy)
    }

    @Test func `R5 lets one of four fixes be wild, and asks for three photos within a kilometre`() throws {
        let agreeing = [claim(700, 0), claim(705, 5), claim(702, -6)]
        #expect(try stray(agreeing + [claim(-600, 300)])?.standing == .note)
        #expect(try stray([claim(500, 0), claim(500, 200)])?.standing == .noisy)
        #expect(try stray([claim(500, 0), claim(500, 200), claim(500, 400)])?.standing == .firm)
        #expect(try stray([claim(1_100, 0), claim(1_100, 200)])?.standing == .firm)
    }

    @Test func `R5 lets a road pinned as a point be photographed along its length`() throws {
        func along(_ metres: Double) throws -> Finding? {
            try stray([claim(metres, 0), claim(metres + 2, 0)]) {
                $0.unit = "m"; $0.volume = 300
            }
        }
        #expect(try along(410) == nil)
        #expect(try along(420) != nil)
    }

    @Test func `R6 lets positions in whole seconds be equal`() throws {
        let days = ["2023-03-01", "2023-04-01", "2023-05-01"]
        func repeated(_ latitude: Double, _ longitude: Double) throws -> Finding? {
            let position = ClaimedPosition(latitude: latitude, longitude: longitude)
            let photos = days.enumerated().map { photo(UInt64($0), on: $1, at: position) }
            return PlaceRules.impossiblePosition(site(work("A", .point(try at(0, 0))), photos), standard)
        }
        #expect(try repeated(-8.222222, 114.017778) == nil)
        #expect(try repeated(-8.222222, 114.017790)?.standing == .firm)
    }

    @Test func `R16 holds where three photos of a paid work show only the ground before it`() {
        func baseline(_ count: Int, paid: Double = 0.98, stage: Double = 0) -> Finding? {
            let shown = (0..<count).map { photo(UInt64($0), stage) }
            let one = work("A", nil) { $0.realizedRupiah = paid * $0.budgetRupiah }
            return MoneyRules.aheadOfWork(site(one, shown), standard)
        }
        #expect(baseline(3)?.reason == "R16.baseline")
        #expect(baseline(3)?.standing == .firm)
        #expect(baseline(2)?.standing == .supporting)
        #expect(baseline(3, paid: 0.8)?.standing == .firm)
        #expect(baseline(3, paid: 0.79)?.standing == .supporting)
        #expect(baseline(3, stage: 10)?.standing == .supporting)
    }

    @Test func `R19 holds across kinds where most photos lie at one spot, not along a line or by a lamp`()
        throws
    {
        func shown(_ other: Shape, _ count: Int, shared: Bool = false, code: String = "2.4.11") throws
            -> Finding?
        {
            let mine = (0..<count).map { photo(UInt64($0), at: claim(700, Double($0))) }
            let theirs = [claim(700, 0), claim(760, 0)].enumerated().map { photo(UInt64(20 + $0), at: $1) }
            let first = work("A", .point(try at(0, 0))) {
                $0.activity = "2.4.14"; $0.unit = "unit"
            }
            let second = work("B", other) { $0.activity = code }
            return PlaceRules.anothersSite(
                site(first, mine), site(second, theirs), isPinShared: shared, standard)
        }
        let spot = Shape.point(try at(720, 0)), way = try line((700, 0), (900, 0))
        #expect(try shown(spot, 3)?.standing == .firm)
        #expect(try shown(spot, 2)?.standing == .noisy)
        #expect(try shown(spot, 3, shared: true)?.standing == .noisy)
        #expect(try shown(way, 3, code: "2.3.14")?.standing == .noisy)
        #expect(try shown(spot, 3, code: "2.7.02")?.standing == .noisy)
    }

    @Test func `one picture may be of two works in one place, but not most pictures of a work`() async throws
    {
        func shared(_ count: Int, of all: Int) async throws -> Finding? {
            let original = (1...6).map { photo(UInt64($0)) }
            let copies = (1...all).map { index in
                photo(UInt64(index <= count ? index : index + 50)) { photo in
                    photo.id = "Z\(index)"
                    photo.receivedAt = photo.receivedAt.map { Moment(seconds: $0.seconds + 864_000) }
                    if index <= count { photo.sha256 = original[index - 1].sha256 }
                }
            }
            let road = try line((0, 0), (200, 0))
            let sites = [
                site(work("A", road), original), site(work("B", road) { $0.activity = "2.3.14" }, copies),
            ]
            return await ReuseSearch(sites, standard).reuses().first.flatMap {
                PhotoRules.reuse($0, standard)
            }
        }
        #expect(try await shared(1, of: 1)?.standing == .supporting)
        #expect(try await shared(2, of: 4)?.standing == .supporting)
        #expect(try await shared(2, of: 3)?.standing == .firm)
    }

    @Test func `a clock that fell back says nothing; a photo of last year's does, also in 2016`() {
        func old(_ day: String, year: Int) -> Bool {
            let one = work("A", nil) {
                $0.year = year
                $0.start = Day(parsing: "\(year)-06-01")
                $0.end = Day(parsing: "\(year)-08-01")
            }
            return TimeRules.outsideWindow(
                site(one, [photo(1, on: day)]), clocks: DeviceClocks([]), standard)?.standing == .firm
        }
        #expect(old("2015-09-01", year: 2016) && old("2014-05-01", year: 2017))
        #expect(!old("2015-01-10", year: 2016) && old("2015-01-11", year: 2016))
        #expect(!old("2015-09-01", year: 2022) && !old("2009-09-01", year: 2010))
    }
}
