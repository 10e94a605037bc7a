import GeoIndex
import Ledger
import Testing

@testable import Demo

/// Goal: the demo looks like a county's real year and keeps the rules a real one must. Method: every village,
/// five years.
@Suite struct DemoPlanTests {
    @Test func `what is asked on a month's last day goes on in the next month, not on 31 November`() throws {
        let last = try Day(parsing: "2026-11-30")
        #expect(try DemoYear.later(last, by: 1, until: last) == nil)
        #expect(try DemoYear.later(Day(parsing: "2026-11-29"), by: 1, until: last) == last)
        let early = try Day(parsing: "2026-09-02")
        #expect(try DemoYear.later(early, by: 3, until: last) == Day(parsing: "2026-09-05"))
    }

    @Test(arguments: Array(0..<10), [2024, 2025, 2026])
    func `a demo budget balances for each fund to the rupiah`(_ village: Int, _ year: Int) {
        let budget = DemoBudget(village: village, year: year)
        var balance: [String: Int64] = [:]
        for line in budget.lines {
            let amount = line.details.map(\.amountRupiah).reduce(0, +)
            #expect(amount > 0, "\(line)")
            balance[line.fund, default: 0] += line.activity == nil ? amount : -amount
        }
        #expect(balance.count == 4)
        #expect(balance.values.allSatisfy { $0 == 0 }, "\(balance)")
    }

    @Test func `the same seed gives the same year`() {
        let first = DemoBudget(village: 3, year: 2026).lines.flatMap(\.details).map(\.amountRupiah)
        let second = DemoBudget(village: 3, year: 2026).lines.flatMap(\.details).map(\.amountRupiah)
        #expect(first == second)
        #expect(first != DemoBudget(village: 4, year: 2026).lines.flatMap(\.details).map(\.amountRupiah))
    }

    @Test func `the ten villages share their edges`() {
        let villages = DemoPlaces().villages
        #expect(villages.count == 10)
        #expect(Set(villages.map(\.code)).count == 10)
        let first = villages[0].ring.map { "\($0.longitude) \($0.latitude)" }
        let east = villages[1].ring.map { "\($0.longitude) \($0.latitude)" }
        #expect(Set(first).intersection(east).count == 13)
        for village in villages {
            #expect(village.ring.first?.longitude == village.ring.last?.longitude)
            #expect(village.ring.count == 49)
        }
    }
}

@Suite struct DemoPhotoTests {
    @Test func `a stage changes the picture, a site changes it more`() {
        let start = DemoPicture(seed: 1, progress: 0).pixels()
        let end = DemoPicture(seed: 1, progress: 100).pixels()
        #expect(start.count == DemoPicture.width * DemoPicture.height * 3)
        #expect(start != end)
        #expect(start == DemoPicture(seed: 1, progress: 0).pixels())
    }

    @Test func `an Exif segment says its own length, with a position and without`() {
        for position in [(longitude: 114.4512345, latitude: -8.4254321), nil]
            as [(longitude: Double, latitude: Double)?]
        {
            let segment = DemoExif(
                make: "Contoh", model: "C-1", takenAt: "2026:03:14 09:26:53", gpsDate: "2026:03:14",
                gpsTime: (2, 26, 50), position: position, errorMetres: 6.5
            ).segment
            #expect(Array(segment[0..<2]) == [0xFF, 0xE1])
            #expect(Int(segment[2]) << 8 | Int(segment[3]) == segment.count - 2)
        }
    }
}
