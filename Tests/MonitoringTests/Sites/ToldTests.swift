import Commons
import Foundation
import GeoIndex
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Monitoring

/// Goal: what a neighbour is told from memory is what the database tells, whatever happened before, and
/// nothing committed before the question is missed. Method: random steps of works that share budget lines,
/// each compared with `monitoring.works_facts`.
@Suite struct ToldTests {
    private final class Count: Sendable {
        private let count = Mutex(0)

        var now: Int { count.withLock { $0 } }

        func next() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }
    }

    private typealias Told = [UUID: [String]]

    /// Works entered, edited, given up and paid in random order; half of them without a place.
    private struct Life {
        let sample: SampleRegency
        var chance = SystemRandomNumberGenerator()
        var works: [(id: UUID, revision: Int)] = []

        private mutating func plan() throws -> ProjectPlan {
            try ProjectPlan(
                year: 2026, owner: .desa, activity: ["2.3.10", "2.3.11"].randomElement(using: &chance),
                fund: ["DDS", "ADD"].randomElement(using: &chance) ?? "DDS",
                name: ["Paving", "Talud"].randomElement(using: &chance) ?? "", kind: .road,
                volume: nil, unit: "m", budget: try Rupiah(rupiah: Int64.random(in: 1...3, using: &chance)),
                startsOn: "2026-03-01", endsOn: "2026-12-20")
        }

        mutating func step() async throws {
            let database = sample.database
            let which = Int.random(in: 0..<10, using: &chance)
            if which < 3 || works.isEmpty {
                let hasPlace = Bool.random(using: &chance)
                let made = try await CreateProject(database)(
                    .v7(), in: sample.first, try plan(), site: hasPlace ? try SampleRegency.road() : nil,
                    by: sample.manager)
                works.append((made.id, made.revision))
                return
            }
            let place = Int.random(in: works.indices, using: &chance)
            switch which {
            case 3..<7:
                works[place].revision = try await EditProject(database)(
                    works[place].id, revision: works[place].revision, try plan(), by: sample.manager)
            case 7:
                _ = try await EditProject(database).cancel(
                    works[place].id, revision: works[place].revision, reason: "Batal", by: sample.manager)
                works.remove(at: place)
            default:
                try await sample.test.script(
                    """
                    UPDATE ledger.line_control SET posted_sen = posted_sen + \(which)
                     WHERE village = 3510982001;
                    DO $$ BEGIN PERFORM monitoring.note_change(p.village, 'payment', p.id, p.id)
                      FROM monitoring.project AS p WHERE p.village = 3510982001 AND p.state <> 'cancelled';
                    END $$
                    """)
            }
        }
    }

    private func facts(_ works: [UUID], _ sample: SampleRegency) async throws -> Told {
        let rows = try await sample.database.once(
            SiteStatement.worksFacts, .uuids(works), as: sample.otherManager.key)
        return try rows.reduce(into: [:]) { told, row in
            guard try row.bytesOrNil("geometry") != nil else { return }
            let columns = [
                "name", "village_name", "village", "kind", "is_maintenance", "year", "fund", "owner",
                "agency", "state", "budget_sen", "paid_sen",
            ]
            told[try row.uuid("project")] = try columns.map { try row.textOrNil($0) ?? "" }
        }
    }

    private func told(_ sample: SampleRegency, _ directory: SiteDirectory) async throws -> Told {
        let found = try await FindNeighbours(directory)(
            of: SampleRegency.road().shape, by: sample.otherManager)
        return found.reduce(into: [:]) { told, work in
            told[work.project] = [
                work.name, work.villageName, "\(work.village)", work.kind.rawValue,
                work.isMaintenance ? "t" : "f", "\(work.year)", work.fund, work.owner.rawValue, work.agency,
                work.state.rawValue, "\(work.budget.sen)", work.paid.map { "\($0.sen)" } ?? "",
            ]
        }
    }

    @Test func `after each of eighty random steps memory tells what the database tells`() async throws {
        let sample = try await SampleRegency.make()
        try await sample.test.script(
            """
            INSERT INTO ledger.village_year (regency, village, year) VALUES (3510, 3510982001, 2026)
                ON CONFLICT DO NOTHING;
            INSERT INTO ledger.line_control (regency, village, year, activity, account, fund, sub_detail,
                                             limit_sen, posted_sen)
            SELECT 3510, 3510982001, 2026, a, '5.3.5.04', f, '01', 100000, 7
              FROM unnest(ARRAY['2.3.10', '2.3.11']) AS a, unnest(ARRAY['DDS', 'ADD']) AS f
            """)
        let servers = [sample.directory, SiteDirectory(sample.database)]
        var life = Life(sample: sample)
        var paid = 0
        for step in 0..<80 {
            try await life.step()
            let expected = try await facts(life.works.map(\.id), sample)
            for server in servers {
                #expect(try await told(sample, server) == expected, "step \(step)")
            }
            paid += expected.values.filter { $0.last != "" }.count
        }
        #expect(paid > 0, "some work was alone on its lines")
    }

    @Test func `who asks while a round is under way is answered by the next one`() async throws {
        let rounds = SharedRounds()
        let begun = Count()
        let (gate, open) = AsyncStream<Void>.makeStream()
        let (entered, enter) = AsyncStream<Int>.makeStream()
        @Sendable func ask() async throws {
            try await rounds {
                enter.yield(begun.next())
                var turns = gate.makeAsyncIterator()
                await turns.next()
            }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            var arrivals = entered.makeAsyncIterator()
            group.addTask { try await ask() }
            #expect(await arrivals.next() == 1)
            for _ in 0..<5 { group.addTask { try await ask() } }
            try await Task.sleep(for: .milliseconds(50))
            #expect(begun.now == 1, "the five wait")
            open.yield()
            #expect(await arrivals.next() == 2)
            open.yield()
            try await group.waitForAll()
        }
        #expect(begun.now == 2, "one round for all five")
    }

    @Test func `a round that fails fails for those who shared it, and the next is asked anew`() async throws {
        struct Broken: Error {}
        let rounds = SharedRounds()
        let failed = Count()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    do {
                        try await rounds {
                            try await Task.sleep(for: .milliseconds(5))
                            throw Broken()
                        }
                    } catch is Broken {
                        _ = failed.next()
                    } catch {
                        Issue.record(error)
                    }
                }
            }
        }
        #expect(failed.now == 20)
        try await rounds { _ = failed.next() }
        #expect(failed.now == 21)
    }
}
