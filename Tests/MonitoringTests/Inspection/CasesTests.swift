import Commons
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Monitoring

/// Goal: flags that hang together are one case, the gravest first, page by page, each person's own. Method:
/// flags raised as screening would, over works of two villages.
@Suite struct CasesTests {
    /// A, B and C hang together by a warning and an alert of two kinds of evidence; D stands alone with an
    /// alert of one kind; E has information only.
    private struct Scene {
        let sample: SampleRegency
        let works: [UUID]
        var list: ListCases { ListCases(sample.database, sample.directory) }

        init() async throws {
            sample = try await SampleRegency.make()
            var works: [UUID] = []
            for number in 0..<5 {
                let road = try SampleRegency.road(east: Double(number) * 0.01)
                works.append(
                    number < 3
                        ? try await sample.work(at: road).id
                        : try await sample.work(at: road, by: sample.otherManager, in: sample.second).id)
            }
            self.works = works
            let flags = [
                Self.flag("R17", "warning", works[1], works[0], "place", 1),
                Self.flag("R18", "alert", works[2], works[1], "name,place", 2),
                Self.flag("R15", "alert", works[3], nil, "money", 3),
                Self.flag("R9", "info", works[4], nil, "content", 4),
                Self.flag("R9", "info", works[3], nil, "content", 5),
            ]
            try await sample.database.once(
                InspectionStatement.raiseFlags, .int(3510), .int(1),
                .json("[\(flags.joined(separator: ","))]"),
                as: nil)
        }

        private static func flag(
            _ rule: String, _ severity: String, _ work: UUID, _ other: UUID?, _ families: String, _ print: Int
        ) -> String {
            let pair = other.map { #""other":"\#($0)","# } ?? ""
            let fingerprint = String(repeating: "0\(print)", count: 32)
            return """
                {"rule":"\(rule)","severity":"\(severity)","project":"\(work)",\(pair)"score":0.9,
                 "evidence":{},"reason":"rule.\(rule).reason","facts":{"families":"\(families)"},
                 "fingerprint":"\(fingerprint)"}
                """
        }

        func sets(_ cases: [InspectionCase]) -> [Set<Int>] {
            cases.map { Set($0.works.compactMap { works.firstIndex(of: $0.project) }) }
        }
    }

    @Test func `works that flags join are one case, two kinds of evidence come before one`() async throws {
        let scene = try await Scene()
        let page = try await scene.list(by: scene.sample.inspector)
        #expect(scene.sets(page.items) == [[0, 1, 2], [3]])
        #expect(page.items.map(\.families) == [[.name, .place], [.money]])
        #expect(page.items.map(\.flags.count) == [2, 2])
        #expect(page.items.allSatisfy { $0.severity == .alert })
        #expect(page.next == nil)
    }

    @Test func `pages go on where the last one ended`() async throws {
        let scene = try await Scene()
        let first = try await scene.list(limit: 1, by: scene.sample.inspector)
        #expect(scene.sets(first.items) == [[0, 1, 2]])
        #expect(first.next != nil)
        let second = try await scene.list(after: first.next, limit: 1, by: scene.sample.inspector)
        #expect(scene.sets(second.items) == [[3]] && second.next == nil)
    }

    @Test func `a dismissed pair leaves its case, and is found among the dismissed`() async throws {
        let scene = try await Scene()
        let flags = try await ListFlags(scene.sample.database)(
            FlagFilter(rule: "R18"), by: scene.sample.inspector)
        let flag = try #require(flags.items.first)
        _ = try await DecideFlag(scene.sample.database)(
            flag.id, revision: flag.revision, .dismiss, reason: "Lanjutan", by: scene.sample.inspector)
        let left = try await scene.list(by: scene.sample.inspector).items
        #expect(scene.sets(left) == [[3], [0, 1]])
        let dismissed = try await scene.list(CaseFilter(states: [.dismissed]), by: scene.sample.inspector)
            .items
        #expect(scene.sets(dismissed) == [[1, 2]])
    }

    @Test func `a village sees its own cases, and a filter by village those that touch it`() async throws {
        let scene = try await Scene()
        #expect(scene.sets(try await scene.list(by: scene.sample.manager).items) == [[0, 1, 2]])
        #expect(scene.sets(try await scene.list(by: scene.sample.otherManager).items) == [[3]])
        let number = scene.sample.second.number
        let filtered = try await scene.list(
            CaseFilter(villages: number...number), by: scene.sample.inspector)
        #expect(scene.sets(filtered.items) == [[3]])
    }

    @Test(arguments: [
        "", "alert", "alert:2:1.0", "grave:2:1.0:A", "alert:x:1.0:A", "alert:2:nan:A", "alert:2:inf:A",
    ])
    func `a text that is no cursor is none`(_ text: String) { #expect(CaseRank(text) == nil) }

    @Test func `ranks: severity, then kinds of evidence, then money, then id; as text they stay themselves`()
    {
        func rank(_ severity: FlagSeverity, _ families: Int, _ rupiah: Double, _ first: String) -> CaseRank {
            CaseRank(severity: severity, families: families, atStakeRupiah: rupiah, first: first)
        }
        let ordered = [
            rank(.alert, 2, 1, "Z:1"), rank(.alert, 1, 9, "B"), rank(.alert, 1, 8.5, "A"),
            rank(.alert, 1, 8.5, "B"), rank(.warning, 5, 1e15, "A"),
        ]
        #expect(ordered.shuffled().sorted() == ordered)
        #expect(ordered.map { CaseRank($0.description) } == ordered)
    }
}
