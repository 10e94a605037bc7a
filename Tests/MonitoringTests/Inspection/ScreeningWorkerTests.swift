import Commons
import Foundation
import GeoIndex
import Logging
import Postgres
import TestSupport
import Testing

@testable import Monitoring

/// Goal: of two works on one place the later finds the earlier, once, whichever server looks. Method: workers
/// of two servers on one database.
@Suite struct ScreeningWorkerTests {
    private func worker(_ sample: SampleRegency) -> ScreeningWorker {
        ScreeningWorker(
            sample.database, SiteDirectory(sample.database), Boundaries(sample.database),
            logger: Logger(label: "test"))
    }

    private func drain(_ worker: ScreeningWorker) async throws -> Int {
        var done = 0
        while true {
            let step = try await worker.screenWaiting()
            if step == 0 { return done }
            done += step
        }
    }

    private func lines(_ sample: SampleRegency, by session: Session? = nil) async throws -> [RaisedFlag] {
        try await ListFlags(sample.database)(FlagFilter(rule: "R18"), by: session ?? sample.inspector).items
    }

    /// The same road paid from two funds in one year.
    private func doubleRoad(_ sample: SampleRegency) async throws -> (UUID, UUID) {
        let first = try await sample.work()
        let second = try await sample.work(
            try SampleRegency.plan(name: "Pembangunan Paving Krajan", fund: "ADD"),
            at: try SampleRegency.road(north: 0.000_02))
        return (first.id, second.id)
    }

    @Test func `a road paid twice is flagged with its evidence, for village and inspector`() async throws {
        let sample = try await SampleRegency.make()
        let (first, second) = try await doubleRoad(sample)
        #expect(try await drain(worker(sample)) == 2)
        let flags = try await lines(sample)
        let flag = try #require(flags.first)
        #expect(flags.count == 1)
        #expect(Set([flag.work.project, flag.other?.project].compactMap { $0 }) == [first, second])
        #expect(flag.severity >= .warning)
        #expect(flag.state == .open)
        #expect(!flag.evidence.isEmpty)
        #expect(try await lines(sample, by: sample.manager).map(\.id) == [flag.id])
        #expect(try await lines(sample, by: sample.otherManager).isEmpty)
        let project = try await ReadProject(sample.database)(first, by: sample.manager).project
        #expect(project.gravestFlag >= .warning)
    }

    @Test func `three servers screening at once flag each pair once`() async throws {
        let sample = try await SampleRegency.make()
        for number in 0..<6 {
            _ = try await sample.work(
                try SampleRegency.plan(name: "Paving Krajan", fund: number % 2 == 0 ? "DDS" : "ADD"),
                at: try SampleRegency.road(north: Double(number) * 0.000_005))
        }
        async let one = drain(worker(sample))
        async let two = drain(worker(sample))
        async let three = drain(worker(sample))
        #expect(try await [one, two, three].reduce(0, +) == 6)
        let pairs = try await sample.test.sql(
            """
            SELECT count(*) AS found, count(DISTINCT (rule, first_of_pair, last_of_pair)) AS different,
                   count(*) FILTER (WHERE rule = 'R18') AS lines FROM monitoring.flag
            """
        ).one()
        #expect(try pairs.int("found") == pairs.int("different"))
        #expect(try pairs.int("lines") == 15)
    }

    @Test func `works far apart raise nothing between them`() async throws {
        let sample = try await SampleRegency.make()
        _ = try await sample.work()
        _ = try await sample.work(
            try SampleRegency.plan(name: "Rabat Dusun Sukorejo", fund: "ADD"),
            at: try SampleRegency.road(east: 0.1))
        #expect(try await drain(worker(sample)) == 2)
        #expect(try await lines(sample).isEmpty)
    }

    @Test func `across villages both see the flag, and only what may be known of the other's work`()
        async throws
    {
        let sample = try await SampleRegency.make()
        _ = try await sample.work()
        let other = try await sample.work(
            try SampleRegency.plan(fund: "ADD"), at: try SampleRegency.road(north: 0.000_02),
            by: sample.otherManager, in: sample.second)
        _ = try await drain(worker(sample))
        let mine = try await lines(sample, by: sample.manager)
        #expect(mine.count == 1)
        #expect(try await lines(sample, by: sample.otherManager).map(\.id) == mine.map(\.id))
        let names = mine.flatMap { [$0.work.villageName, $0.other?.villageName ?? ""] }
        #expect(Set(names) == ["Uji Satu", "Uji Dua"])
        await #expect(throws: MonitoringError.notFound(kind: "project")) {
            try await ReadProject(sample.database)(other.id, by: sample.manager)
        }
    }

    @Test func `a dismissed pair stays dismissed until its facts change`() async throws {
        let sample = try await SampleRegency.make()
        let (_, second) = try await doubleRoad(sample)
        let worker = worker(sample)
        _ = try await drain(worker)
        let flag = try #require(try await lines(sample).first)
        _ = try await DecideFlag(sample.database)(
            flag.id, revision: 1, .dismiss, reason: "Beda lapis", by: sample.inspector)
        let edited = try SampleRegency.plan(name: "Pembangunan Paving Krajan Barat", fund: "ADD")
        _ = try await EditProject(sample.database)(second, revision: 2, edited, by: sample.manager)
        #expect(try await drain(worker) == 1)
        #expect(try await lines(sample).map(\.state) == [.dismissed])
        _ = try await PlaceSite(sample.database)(
            second, revision: 3, try SampleRegency.road(north: 0.000_03), by: sample.manager)
        _ = try await drain(worker)
        #expect(try await lines(sample).map(\.state) == [.open, .dismissed])
    }
}

/// Goal: a flag's life is decided by those whose step it is, with reasons, and can be read. Method: one flag,
/// raised as screening would.
@Suite struct FlagLifeTests {
    private func raised(_ sample: SampleRegency) async throws -> UUID {
        let first = try await sample.work()
        let second = try await sample.work(by: sample.otherManager, in: sample.second)
        let flags = """
            [{"rule":"R18","severity":"alert","project":"\(second.id)","other":"\(first.id)","score":0.9,
              "evidence":{"sharedMetres":110},"reason":"rule.R18.reason","facts":{},
              "fingerprint":"\(String(repeating: "ab", count: 32))"}]
            """
        for number in 1...2 {
            try await sample.database.once(
                InspectionStatement.raiseFlags, .int(3510), .int(number), .json(flags), as: nil)
        }
        return try #require(try await ListFlags(sample.database)(by: sample.inspector).items.first?.id)
    }

    @Test func `open, explained by a village, confirmed, opened again, dismissed: each with its reason`()
        async throws
    {
        let sample = try await SampleRegency.make()
        let id = try await raised(sample)
        let explained = try await ExplainFlag(sample.database)(
            id, revision: 1, reason: "Lanjutan ruas", by: sample.otherSecretary)
        #expect(explained == FlagStanding(revision: 2, state: .explained))
        let decide = DecideFlag(sample.database)
        let inspector = sample.inspector
        #expect(
            try await decide(id, revision: 2, .confirm, reason: "Sama", by: inspector).state == .confirmed)
        #expect(try await decide.reopen(id, revision: 3, reason: "Bukti baru", by: inspector).state == .open)
        #expect(
            try await decide(id, revision: 4, .dismiss, reason: "Beda", by: inspector).state == .dismissed)
        let read = try await ReadFlag(sample.database)(id, by: inspector)
        #expect(read.steps.map(\.verb) == ["raise", "explain", "confirm", "reopen", "dismiss"])
        #expect(read.steps.compactMap(\.villageName) == ["Uji Dua"])
        #expect(read.flag.evidence["sharedMetres"] == .number(110))
        let seen = try await ReadFlag(sample.database)(id, by: sample.manager)
        #expect(seen.steps.map(\.verb) == ["raise", "confirm", "reopen", "dismiss"])
    }

    @Test func `a step out of turn, out of post or without a reason is refused`() async throws {
        let sample = try await SampleRegency.make()
        let id = try await raised(sample)
        let inspector = sample.inspector
        let (decide, explain) = (DecideFlag(sample.database), ExplainFlag(sample.database))
        func code(_ body: () async throws -> FlagStanding) async throws -> String? {
            try await refusal { _ = try await body() }
        }
        var found: [String?] = []
        found.append(
            try await code { try await decide(id, revision: 1, .dismiss, reason: "x", by: sample.manager) })
        found.append(try await code { try await explain(id, revision: 1, reason: "x", by: inspector) })
        found.append(
            try await code { try await decide(id, revision: 1, .confirm, reason: " ", by: inspector) })
        found.append(try await code { try await decide.reopen(id, revision: 1, reason: "x", by: inspector) })
        found.append(
            try await code { try await decide(id, revision: 7, .confirm, reason: "x", by: inspector) })
        found.append(
            try await code { try await decide(UUID.v7(), revision: 1, .confirm, reason: "x", by: inspector) })
        #expect(
            found == [
                "not-your-post", "not-your-post", "reason-missing", "flag-state", "stale-revision",
                "not-found",
            ])
        _ = try await decide(id, revision: 1, .confirm, reason: "Sama", by: inspector)
        #expect(try await decide(id, revision: 1, .confirm, reason: "Sama", by: inspector).revision == 2)
        #expect(
            try await code { try await explain(id, revision: 2, reason: "x", by: sample.manager) }
                == "flag-state")
    }
}
