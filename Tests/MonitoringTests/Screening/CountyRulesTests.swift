import Commons
import Foundation
import Logging
import Postgres
import TestSupport
import Testing

@testable import Monitoring

/// Goal: the county's thresholds are its own, kept by version, and screening goes by them; what a change
/// would have done is told beforehand. Method: the smallest county with a road paid twice.
@Suite struct CountyRulesTests {
    /// Thresholds under which no way is ever the same as another.
    private static let blind = ["R18.share": 2.0, "R18.wideShare": 2, "R18.partShare": 2]

    private func screen(_ sample: SampleRegency) async throws {
        let worker = ScreeningWorker(
            sample.database, SiteDirectory(sample.database), Boundaries(sample.database),
            logger: Logger(label: "test"))
        while try await worker.screenWaiting() > 0 {}
    }

    private func doubleRoad(_ sample: SampleRegency) async throws {
        _ = try await sample.work()
        _ = try await sample.work(
            try SampleRegency.plan(name: "Pembangunan Paving Krajan", fund: "ADD"),
            at: try SampleRegency.road(north: 0.000_02))
    }

    private func ways(_ sample: SampleRegency) async throws -> [RaisedFlag] {
        try await ListFlags(sample.database)(FlagFilter(rule: "R18"), by: sample.inspector).items
    }

    @Test func `a set of thresholds becomes the next version, once, with its reason`() async throws {
        let sample = try await SampleRegency.make()
        let (rules, set) = (ReadRules(sample.database), SetRules(sample.database))
        #expect(try await rules.current(by: sample.county) == .shipped)
        let id = UUID.v7()
        for _ in 1...2 {
            let version = try await set(
                id, over: 0, ["R18.share": 0.7], reason: "Uji coba", by: sample.county)
            #expect(version == 1)
        }
        let next = try await set(
            UUID.v7(), over: 1, ["R18.share": 0.6], reason: "Terlalu longgar", by: sample.county)
        #expect(next == 2)
        let current = try await rules.current(by: sample.inspector)
        #expect(current.version == 2 && current.changes == ["R18.share": 0.6])
        #expect(current.parameters["R18.share"] == 0.6 && current.parameters["R17.metres"] == 30)
        let versions = try await rules.versions(limit: 1, by: sample.inspector)
        #expect(versions.items.map(\.reason) == ["Terlalu longgar"] && versions.next == 2)
        let older = try await rules.versions(before: 2, by: sample.inspector)
        #expect(older.items.map(\.changes) == [["R18.share": 0.7]] && older.next == nil)
    }

    @Test func `a stale version, another post, no reason and an unknown name are refused`() async throws {
        let sample = try await SampleRegency.make()
        let set = SetRules(sample.database)
        _ = try await set(UUID.v7(), over: 0, ["R18.share": 0.7], reason: "Uji", by: sample.county)
        func code(_ version: Int, _ reason: String, _ session: Session) async throws -> String? {
            try await refusal {
                _ = try await set(
                    UUID.v7(), over: version, ["R18.share": 0.8], reason: reason, by: session)
            }
        }
        #expect(try await code(0, "Uji", sample.county) == "stale-revision")
        #expect(try await code(7, "Uji", sample.county) == "stale-revision")
        #expect(try await code(1, "  ", sample.county) == "reason-missing")
        for session in [sample.inspector, sample.manager, sample.district] {
            #expect(try await code(1, "Uji", session) == "not-your-post")
        }
        await #expect(throws: ScreeningFileError.unknownParameter(name: "R99.metres")) {
            try await set(UUID.v7(), over: 1, ["R99.metres": 1], reason: "Uji", by: sample.county)
        }
    }

    @Test func `screening goes by the stored thresholds from the next change on`() async throws {
        let sample = try await SampleRegency.make()
        _ = try await SetRules(sample.database)(
            UUID.v7(), over: 0, Self.blind, reason: "Uji", by: sample.county)
        try await doubleRoad(sample)
        try await screen(sample)
        #expect(try await ways(sample).isEmpty)
        _ = try await SetRules(sample.database)(UUID.v7(), over: 1, [:], reason: "Uji", by: sample.county)
        _ = try await sample.work(
            try SampleRegency.plan(name: "Rabat Krajan", fund: "ADD"),
            at: try SampleRegency.road(north: 0.000_03))
        try await screen(sample)
        #expect(try await ways(sample).count == 2)
    }

    @Test func `a preview tells what would go and what had been decided about it, and changes nothing`()
        async throws
    {
        let sample = try await SampleRegency.make()
        try await doubleRoad(sample)
        try await screen(sample)
        let flag = try #require(try await ways(sample).first)
        _ = try await DecideFlag(sample.database)(
            flag.id, revision: 1, .dismiss, reason: "Beda lapis", by: sample.inspector)
        let preview = PreviewRules(sample.database, sample.directory, sample.boundaries)
        let found = try await preview(Self.blind, year: 2026, by: sample.county)
        #expect(found.works == 2 && !found.isPartial && found.before > found.after)
        let gone = found.changes.filter { $0.flag.rule == .r18 && !$0.isAdded }
        #expect(gone.count == 1 && gone.first?.decision == .dismissed)
        #expect(found.sparedDismissed == 1 && found.lostConfirmed == 0)
        let same = try await preview([:], year: 2026, by: sample.inspector)
        #expect(same.changes.isEmpty && same.before == same.after)
        #expect(try await preview([:], year: 2025, by: sample.county).works == 0)
        #expect(try await preview([:], year: 2026, by: sample.otherManager).works == 0)
        #expect(try await ReadRules(sample.database).current(by: sample.county) == .shipped)
    }

    @Test func `decisions are counted per rule, for those who may see the flags`() async throws {
        let sample = try await SampleRegency.make()
        try await doubleRoad(sample)
        try await screen(sample)
        let rules = ReadRules(sample.database)
        func tally(_ session: Session) async throws -> RuleTally? {
            try await rules.tallies(by: session).first { $0.rule == .r18 }
        }
        #expect(try await tally(sample.inspector)?.open == 1)
        #expect(try await tally(sample.inspector)?.dismissedShare == nil)
        let flag = try #require(try await ways(sample).first)
        _ = try await DecideFlag(sample.database)(
            flag.id, revision: 1, .dismiss, reason: "Beda lapis", by: sample.inspector)
        let counted = try #require(try await tally(sample.county))
        #expect(counted.open == 0 && counted.dismissed == 1 && counted.dismissedShare == 1)
        #expect(try await tally(sample.otherManager)?.dismissed == 0)
        #expect(try await rules.tallies(by: sample.county).count == ScreeningRule.allCases.count)
    }

    @Test func `a stored name that no rule asks for any more is passed over`() {
        let parameters = ScreeningParameters(stored: ["R18.share": 0.7, "R99.gone": 3])
        #expect(parameters["R18.share"] == 0.7)
        #expect(parameters["R17.metres"] == ScreeningParameters.standard["R17.metres"])
    }
}
