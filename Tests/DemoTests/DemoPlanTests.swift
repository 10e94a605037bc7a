import GeoIndex
import Testing

@testable import Demo

/// Goal: the demo looks like a county's real year and keeps the rules a real one must. Method: every village, five years.
@Suite struct DemoPlanTests {
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
