import Commons
import Foundation
import GeoIndex
import Postgres
import TestSupport
import Testing

@testable import Monitoring

/// Goal: a report carries its photos with what each says against the plan, and moves the work on. Method: a
/// photo from Surabaya, reported for roads there and elsewhere.
@Suite struct ProgressTests {
    private func surabaya(north: Double = 0) throws -> PlannedSite {
        try PlannedSite(
            geoJSON: Array(
                """
                {"type":"LineString","coordinates":[[112.7495,\(-7.25 + north)],[112.7505,\(-7.25 + north)]]}
                """.utf8), source: .drawn)
    }

    private func draft(_ stage: Int, _ photos: UUID..., day: String = "2026-04-05") throws -> ProgressDraft {
        try ProgressDraft(
            stage: stage, quantity: Quantity(parsing: "60"), note: "Pasangan", day: day,
            photos: photos.map { ProgressDraft.Photo(receipt: $0) })
    }

    private func report(_ sample: SampleRegency) -> ReportProgress {
        ReportProgress(sample.database, sample.boundaries)
    }

    @Test func `a photo from the site matches and moves the work on`() async throws {
        let uploads = try await SampleUploads.make()
        defer { uploads.remove() }
        let sample = uploads.sample
        let work = try await sample.work(at: try surabaya())
        let photo = try await uploads.received(try SampleUploads.photo())
        let answer = try await report(sample)(.v7(), of: work.id, try draft(50, photo), by: sample.manager)
        #expect(answer.state == .running)
        #expect(answer.stage == 50)
        let judgement = try #require(answer.judgements.first)
        #expect(judgement.location == .match)
        #expect(judgement.basis == .exif)
        #expect((judgement.distance ?? 999) < 1)
        #expect(judgement.time == .inside)
        let read = try await ReadProject(sample.database)(work.id, by: sample.manager)
        #expect(read.project.state == .running)
        #expect(read.reports.first?.photos.first?.judgement == judgement)
        #expect(read.reports.first?.quantity?.plain == "60")
    }

    @Test func `the same photo at another place does not match, at none says nothing`() async throws {
        let uploads = try await SampleUploads.make()
        defer { uploads.remove() }
        let sample = uploads.sample
        let photo = try await uploads.received(try SampleUploads.photo())
        let far = try await sample.work()
        let undrawn = try await CreateProject(sample.database)(
            .v7(), in: sample.first, try SampleRegency.plan(name: "Tanpa Lokasi"), site: nil,
            by: sample.manager)
        let report = report(sample)
        let away = try await report(.v7(), of: far.id, try draft(50, photo), by: sample.manager)
        #expect(away.judgements.map(\.location) == [.mismatch])
        let none = try await report(.v7(), of: undrawn.id, try draft(0, photo), by: sample.manager)
        #expect(none.judgements.map(\.location) == [LocationVerdict.none])
        #expect(none.state == .planned)
    }

    @Test func `a report sent twice is one, another under its id is refused`() async throws {
        let sample = try await SampleRegency.make()
        let work = try await sample.work()
        let (report, id) = (report(sample), UUID.v7())
        let first = try await report(id, of: work.id, try draft(100), by: sample.manager)
        #expect(
            try await report(id, of: work.id, try draft(100), by: sample.manager).ordinal == first.ordinal)
        let other = try draft(50)
        #expect(
            try await refusal { _ = try await report(id, of: work.id, other, by: sample.manager) }
                == "id-reused")
        let reports = try await ReadProject(sample.database)(work.id, by: sample.manager).reports
        #expect(reports.map(\.stage) == [100])
    }

    @Test func `only the manager reports, of days that were, with photos of the village`() async throws {
        let sample = try await SampleRegency.make()
        let work = try await sample.work()
        let report = report(sample)
        let (plain, future) = (try draft(50), try draft(50, day: "2031-01-01"))
        let unknown = try draft(50, UUID())
        #expect(
            try await refusal { _ = try await report(.v7(), of: work.id, plain, by: sample.treasurer) }
                == "not-your-post")
        #expect(
            try await refusal { _ = try await report(.v7(), of: work.id, future, by: sample.manager) }
                == "date-in-future")
        #expect(
            try await refusal { _ = try await report(.v7(), of: work.id, unknown, by: sample.manager) }
                == "unknown-photo")
        await #expect(throws: MonitoringError.notFound(kind: "project")) {
            try await report(.v7(), of: work.id, plain, by: sample.otherManager)
        }
    }

    @Test func `a withdrawn report counts no more and stays readable`() async throws {
        let sample = try await SampleRegency.make()
        let work = try await sample.work()
        _ = try await report(sample)(.v7(), of: work.id, try draft(40), by: sample.manager)
        let last = try await report(sample)(.v7(), of: work.id, try draft(100), by: sample.manager)
        #expect(last.state == .done)
        let reports = ReadProgress(sample.database)
        #expect(
            try await refusal {
                _ = try await reports.withdraw(last.id, revision: 1, reason: "", by: sample.manager)
            }
                == "reason-missing")
        #expect(try await reports.withdraw(last.id, revision: 1, reason: "Salah", by: sample.manager) == 2)
        #expect(
            try await refusal {
                _ = try await reports.withdraw(last.id, revision: 1, reason: "x", by: sample.manager)
            }
                == "stale-revision")
        let detail = try await ReadProject(sample.database)(work.id, by: sample.manager)
        #expect(detail.project.stage == 40)
        #expect(detail.project.state == .running)
        #expect(detail.reports.map(\.isWithdrawn) == [true, false])
    }

    @Test func `a report outside its limits can't be built`() {
        #expect(throws: MonitoringError.invalidField("stage", .outOfRange)) { try draft(101) }
        #expect(throws: MonitoringError.invalidField("day", .malformed)) { try draft(50, day: "2026-13-01") }
        let photo = UUID()
        #expect(throws: MonitoringError.invalidField("photos", .malformed)) { try draft(50, photo, photo) }
        #expect(throws: MonitoringError.invalidField("photos", .outOfRange)) {
            try ProgressDraft(
                stage: 0, day: "2026-01-01", photos: (0..<21).map { _ in .init(receipt: UUID()) })
        }
    }
}
