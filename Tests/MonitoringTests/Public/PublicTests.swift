import Commons
import Foundation
import GeoIndex
import Postgres
import TestSupport
import Testing

@testable import Monitoring

/// Goal: anyone reads what is public and nothing else; what anyone writes only the inspector reads. Method: a
/// sample regency read on a connection of the role balai_public.
@Suite struct PublicTests {
    private struct Scene {
        let it: SampleCapture
        let read: ReadPublic
        let reports: CitizenReports
        let release: ReleasePhotos
        let anyone: Database

        static func make() async throws -> Scene {
            let it = try await SampleCapture.make()
            var configuration = it.sample.database.configuration
            configuration.role = "balai_public"
            let anyone = Database(deferred: configuration)
            let workers = PhotoWorkers()
            return Scene(
                it: it, read: ReadPublic(anyone, it.uploads.vault, workers, regency: 3510),
                reports: CitizenReports(it.sample.database, it.uploads.vault, workers),
                release: ReleasePhotos(it.sample.database), anyone: anyone)
        }
    }

    @Test func `a work is public with its progress, without people, flags or claims`() async throws {
        let scene = try await Scene.make()
        defer { scene.it.remove() }
        _ = try await scene.it.receive(SampleCapture.plain(seed: 80), scene.it.draft(), through: scene.it.key)
        let works = try await scene.read.works(of: scene.it.sample.first, year: 2026)
        #expect(works.map(\.stage) == [50])
        #expect(works.first?.name == "Paving Dusun Krajan")
        #expect(works.first?.reportedOn == "2026-11-20")
        #expect(try await scene.read.works(of: scene.it.sample.second, year: 2026).isEmpty)
        await #expect(throws: MonitoringError.notFound(kind: "village")) {
            _ = try await scene.read.village(try VillageCode(number: 3_510_999_999))
        }
    }

    @Test(arguments: [
        "monitoring.project", "monitoring.receipt", "monitoring.claim", "monitoring.flag", "identity.person",
        "monitoring.citizen_report", "monitoring.capture_link", "ledger.spp", "audit.event",
    ])
    func `the public's role can read no table behind the views`(_ table: String) async throws {
        let scene = try await Scene.make()
        defer { scene.it.remove() }
        await #expect(throws: PostgresError.self) {
            _ = try await scene.anyone.adHoc("SELECT count(*) FROM \(table)")
        }
    }

    @Test func `a photo is public only while a person of the village says so`() async throws {
        let scene = try await Scene.make()
        defer { scene.it.remove() }
        let sample = scene.it.sample
        let photo = try await scene.it.receive(
            SampleCapture.plain(seed: 81), scene.it.draft(), through: scene.it.key)
        #expect(try await scene.read.photos(of: scene.it.work).isEmpty)
        let found = try #require(try await scene.release.photos(of: scene.it.work, by: sample.manager).first)
        #expect(found.receipt == photo.receipt && found.release == nil)
        func release(by session: Session) async throws {
            try await scene.release.release(found.receipt, of: found.progress, by: session)
        }
        #expect(try await refusal { try await release(by: sample.otherManager) } == "not-found")
        #expect(try await refusal { try await release(by: sample.inspector) } == "not-your-post")
        try await release(by: sample.manager)
        try await release(by: sample.manager)
        let shown = try await scene.read.photos(of: scene.it.work)
        #expect(shown.count == 1)
        let id = try #require(shown.first?.id)
        let facts = try PhotoInspector().inspect(try await scene.read.picture(id, .thumbnail))
        #expect(max(facts.width, facts.height) == 320 && facts.takenAt == nil)
        await #expect(throws: MonitoringError.notFound(kind: "photo")) {
            _ = try await scene.read.picture(id, .original)
        }
        try await scene.release.withdraw(found.receipt, of: found.progress, by: sample.manager)
        await #expect(throws: MonitoringError.notFound(kind: "photo")) {
            _ = try await scene.read.picture(id, .thumbnail)
        }
    }

    @Test func `a citizen's report reaches the inspector, its answer the reporter, and nothing the village`()
        async throws
    {
        let scene = try await Scene.make()
        defer { scene.it.remove() }
        let (sample, reports) = (scene.it.sample, scene.reports)
        var exif = SampleExif.surabaya()
        exif.exif = []
        let code = try await reports.submit(
            .v7(), about: scene.it.work, in: sample.first, "Belum ada bangunan di sini",
            photo: try SampleJPEG(width: 400, height: 300).with(exif).bytes())
        for session in [
            sample.manager, sample.treasurer, sample.otherManager, sample.county, sample.district,
        ] {
            #expect(try await reports.list(nil, by: session).items.isEmpty)
        }
        let seen = try #require(try await reports.list(nil, by: sample.inspector).items.first)
        #expect(seen.message == "Belum ada bangunan di sini" && seen.state == .received)
        #expect(seen.location == .mismatch, "a photo of Surabaya is not at the road")
        #expect(try await !reports.picture(seen.id, .thumbnail, by: sample.inspector).isEmpty)
        func answer(_ state: ReportState, _ text: String, by session: Session) async throws -> Int {
            try await reports.answer(seen.id, revision: 1, state, text, by: session)
        }
        #expect(try await refusal { _ = try await answer(.looking, "", by: sample.manager) } == "not-found")
        #expect(
            try await refusal { _ = try await answer(.closed, " ", by: sample.inspector) } == "reason-missing"
        )
        #expect(try await answer(.closed, "Sudah diperiksa.", by: sample.inspector) == 2)
        #expect(try await answer(.closed, "Sudah diperiksa.", by: sample.inspector) == 2)
        #expect(
            try await refusal { _ = try await answer(.looking, "lain", by: sample.inspector) }
                == "stale-revision")
        let standing = try #require(try await reports.standing(code))
        #expect(standing.state == .closed && standing.answer == "Sudah diperiksa.")
        let typed = try #require(ReportCode(typed: " \(code.text.lowercased().replacing("-", with: " ")) "))
        #expect(try await reports.standing(typed) == standing)
        #expect(try await reports.standing(.random()) == nil)
        for wrong in ["", "ABCD", "ABCD-EFGH-JKL0", "ABCD-EFGH-JKLM-N"] {
            #expect(ReportCode(typed: wrong) == nil)
        }
    }

    @Test func `a report needs words and a work that is there, and one village takes two hundred a day`()
        async throws
    {
        let scene = try await Scene.make()
        defer { scene.it.remove() }
        let (village, reports) = (scene.it.sample.first, scene.reports)
        func submit(_ text: String, _ work: UUID? = nil, id: UUID = .v7()) async throws {
            _ = try await reports.submit(id, about: work ?? scene.it.work, in: village, text, photo: nil)
        }
        await #expect(throws: MonitoringError.invalidField("message", .missing)) { try await submit("  ") }
        await #expect(throws: MonitoringError.invalidField("message", .tooLong)) {
            try await submit(String(repeating: "x", count: 4_001))
        }
        #expect(try await refusal { try await submit("x", .v7()) } == "not-found")
        let id = UUID.v7()
        try await submit("pertama", id: id)
        #expect(try await refusal { try await submit("kedua", id: id) } == "id-reused")
        for number in 1..<200 { try await submit("laporan \(number)") }
        #expect(try await refusal { try await submit("terlalu banyak") } == "too-many-requests")
    }
}

/// Goal: the county sets how far is near, from a day on, with a basis; nobody else does.
@Suite struct ToleranceTests {
    @Test func `a limit the county sets counts for the photos that come after`() async throws {
        let it = try await SampleCapture.make()
        defer { it.remove() }
        let limits = CountyTolerances(it.sample.database)
        func verdict(_ seed: Int) async throws -> LocationVerdict {
            try await it.receive(
                SampleCapture.plain(seed: seed), it.draft(place: it.place(90)), through: it.key
            ).judgement.location
        }
        #expect(try await verdict(90) == .look)
        let today = try await it.sample.test.sql("SELECT balai.today(3510)::text AS day").one().text("day")
        try await limits.set(
            "photo.near-metres", to: 120, from: today, basis: "SK Bupati 1/2026", by: it.sample.county)
        #expect(try await verdict(91) == .match)
        let found = try #require(
            try await limits.list(by: it.sample.county).first { $0.key == "photo.near-metres" })
        #expect(found.value == 120 && found.basis == "SK Bupati 1/2026" && found.since == today)
        #expect(try await limits.list(by: it.sample.inspector).count == 7)
        let reports = try await ReadProgress(it.sample.database).reports(of: it.work, by: it.sample.manager)
        #expect(
            Set(reports.flatMap(\.photos).map(\.judgement.location)) == [.look, .match], "judged ones stay")
    }

    @Test func `nobody else sets a limit, and none out of range, in the past, unknown or without a basis`()
        async throws
    {
        let it = try await SampleCapture.make()
        defer { it.remove() }
        let limits = CountyTolerances(it.sample.database)
        func code(
            _ key: String, _ value: Double, _ day: String = "2099-01-01", _ basis: String = "SK",
            by session: Session
        ) async throws -> String? {
            try await refusal { try await limits.set(key, to: value, from: day, basis: basis, by: session) }
        }
        let county = it.sample.county
        #expect(try await code("photo.near-metres", 50, by: it.sample.manager) == "not-your-post")
        #expect(try await code("photo.near-metres", 50, by: it.sample.inspector) == "not-your-post")
        #expect(try await code("photo.near-metres", 4, by: county) == "parameter-out-of-range")
        #expect(try await code("photo.near-metres", 1_001, by: county) == "parameter-out-of-range")
        #expect(try await code("photo.near-metres", 50, "2020-01-01", by: county) == "date-in-past")
        #expect(try await code("photo.near-metres", 50, "2099-01-01", " ", by: county) == "reason-missing")
        #expect(try await code("second-factor.required", 1, by: county) == "not-found")
        #expect(try await code("photo.near-metres", 50, by: county) == nil)
    }
}
