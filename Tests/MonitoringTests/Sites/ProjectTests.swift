import Commons
import Foundation
import GeoIndex
import Postgres
import TestSupport
import Testing

@testable import Monitoring

/// Goal: works are entered, drawn, changed and given up by those whose they are, and seen by nobody else.
/// Method: use cases on a real database with its row-level security.
@Suite struct ProjectTests {
    @Test func `a work comes back as it was entered, with its drawing`() async throws {
        let sample = try await SampleRegency.make()
        let step = try await sample.work()
        let detail = try await ReadProject(sample.database)(step.id, by: sample.manager)
        #expect(detail.project.plan == (try SampleRegency.plan()))
        #expect(detail.project.state == .planned)
        #expect(detail.project.revision == 2)
        #expect(detail.site?.shape == (try SampleRegency.road().shape))
        #expect(detail.site?.ordinal == 1)
        #expect(detail.createdBy == sample.manager.personName)
        #expect(detail.money == nil)
        #expect(detail.reports.isEmpty)
        #expect(detail.activityName?.isEmpty == false)
    }

    @Test func `the same form sent twice is one work, another under its id is refused`() async throws {
        let sample = try await SampleRegency.make()
        let create = CreateProject(sample.database)
        let id = UUID.v7()
        let (plan, road) = (try SampleRegency.plan(), try SampleRegency.road())
        let first = try await create(id, in: sample.first, plan, site: road, by: sample.manager)
        let again = try await create(id, in: sample.first, plan, site: road, by: sample.manager)
        #expect(first == again)
        let other = try SampleRegency.plan(name: "Lain")
        #expect(
            try await refusal {
                _ = try await create(id, in: sample.first, other, site: road, by: sample.manager)
            }
                == "id-reused")
        #expect(try await ListProjects(sample.database)(ProjectFilter(), by: sample.manager).items.count == 1)
    }

    @Test func `nobody enters a work in another's village, and only the county another agency's`()
        async throws
    {
        let sample = try await SampleRegency.make()
        let opd = try SampleRegency.plan(fund: "PBK", owner: .opd, activity: nil)
        #expect(try await refusal { _ = try await sample.work(by: sample.otherManager) } == "not-your-post")
        #expect(try await refusal { _ = try await sample.work(by: sample.inspector) } == "not-your-post")
        #expect(try await refusal { _ = try await sample.work(by: sample.county) } == "not-your-post")
        #expect(try await refusal { _ = try await sample.work(opd, by: sample.manager) } == "not-your-post")
        #expect(try await sample.work(opd, by: sample.county).siteOrdinal == 1)
        #expect(try await sample.work(by: sample.treasurer).siteOrdinal == 1)
    }

    @Test func `activity and fund must be on the year's lists`() async throws {
        let sample = try await SampleRegency.make()
        #expect(
            try await refusal { _ = try await sample.work(try SampleRegency.plan(activity: "9.9.99")) }
                == "unknown-activity")
        #expect(
            try await refusal { _ = try await sample.work(try SampleRegency.plan(fund: "QQ")) }
                == "unknown-fund")
        #expect(
            try await refusal { _ = try await sample.work(try SampleRegency.plan(year: 2100)) }
                == "year-not-open")
        let lurah = try VillageCode(number: 3_510_981_001)
        #expect(try await refusal { _ = try await sample.work(in: lurah) } == "not-your-post")
    }

    @Test func `another village sees nothing of a work, the inspector and the camat's office do`()
        async throws
    {
        let sample = try await SampleRegency.make()
        let step = try await sample.work()
        let list = ListProjects(sample.database)
        #expect(try await list(ProjectFilter(), by: sample.otherManager).items.isEmpty)
        #expect(try await list(ProjectFilter(), by: sample.inspector).items.map(\.id) == [step.id])
        #expect(try await list(ProjectFilter(), by: sample.district).items.map(\.id) == [step.id])
        await #expect(throws: MonitoringError.notFound(kind: "project")) {
            try await ReadProject(sample.database)(step.id, by: sample.otherManager)
        }
        let place = PlaceSite(sample.database)
        #expect(
            try await refusal {
                _ = try await place(step.id, revision: 2, try SampleRegency.road(), by: sample.otherManager)
            } == "not-found")
    }

    @Test func `a new drawing counts, the old one stays, a stale form is refused`() async throws {
        let sample = try await SampleRegency.make()
        let step = try await sample.work()
        let place = PlaceSite(sample.database)
        let moved = try SampleRegency.road(north: 0.01)
        let placed = try await place(step.id, revision: 2, moved, by: sample.manager)
        #expect(placed == ProjectStep(id: step.id, revision: 3, siteOrdinal: 2))
        #expect(try await place(step.id, revision: 2, moved, by: sample.manager) == placed)
        let third = try SampleRegency.road(north: 0.02)
        #expect(
            try await refusal { _ = try await place(step.id, revision: 2, third, by: sample.manager) }
                == "stale-revision")
        let sites = try await ReadProject(sample.database)(step.id, by: sample.manager).sites
        #expect(sites.map(\.ordinal) == [2, 1])
        #expect(sites.first?.shape == moved.shape)
    }

    @Test func `an edit counts once, a cancelled work can't be drawn or edited`() async throws {
        let sample = try await SampleRegency.make()
        let step = try await sample.work()
        let edit = EditProject(sample.database)
        let renamed = try SampleRegency.plan(name: "Rabat Beton")
        #expect(try await edit(step.id, revision: 2, renamed, by: sample.manager) == 3)
        #expect(
            try await refusal { _ = try await edit(step.id, revision: 2, renamed, by: sample.manager) }
                == "stale-revision")
        #expect(
            try await refusal {
                _ = try await edit.cancel(step.id, revision: 3, reason: " ", by: sample.manager)
            }
                == "reason-missing")
        #expect(try await edit.cancel(step.id, revision: 3, reason: "Batal", by: sample.manager) == 4)
        #expect(
            try await refusal { _ = try await edit(step.id, revision: 4, renamed, by: sample.manager) }
                == "project-cancelled")
        let detail = try await ReadProject(sample.database)(step.id, by: sample.manager)
        #expect(detail.project.state == .cancelled)
        #expect(detail.project.plan.name == "Rabat Beton")
    }

    @Test func `a list goes on where it ended and keeps to its filters`() async throws {
        let sample = try await SampleRegency.make()
        var made: [UUID] = []
        for number in 1...5 {
            let plan = try SampleRegency.plan(name: "Jalan 100% \(number)", fund: number == 3 ? "ADD" : "DDS")
            made.append(try await sample.work(plan).id)
        }
        let list = ListProjects(sample.database)
        let page = try await list(ProjectFilter(), limit: 2, by: sample.manager)
        #expect(page.items.map(\.id) == [made[4], made[3]])
        let rest = try await list(ProjectFilter(), after: page.next, limit: 3, by: sample.manager)
        #expect(rest.items.map(\.id) == [made[2], made[1], made[0]])
        #expect(rest.next == nil)
        #expect(try await list(ProjectFilter(fund: "ADD"), by: sample.manager).items.map(\.id) == [made[2]])
        #expect(
            try await list(ProjectFilter(search: "100% 4"), by: sample.manager).items.map(\.id) == [made[3]])
        #expect(try await list(ProjectFilter(search: "100%4"), by: sample.manager).items.isEmpty)
        #expect(try await list(ProjectFilter(state: .done), by: sample.manager).items.isEmpty)
        #expect(try await list(ProjectFilter(flag: .info), by: sample.manager).items.isEmpty)
        let camat = ProjectFilter.district(351_098)
        #expect(try await list(ProjectFilter(villages: camat), by: sample.inspector).items.count == 5)
        #expect(
            try await list(
                ProjectFilter(villages: sample.second.number...sample.second.number), by: sample.inspector
            )
            .items.isEmpty)
    }

    @Test func `the app can't write the tables itself, and history can't be changed by their owner`()
        async throws
    {
        let sample = try await SampleRegency.make()
        _ = try await sample.work()
        await #expect(throws: PostgresError.self) {
            _ = try await sample.database.adHoc("UPDATE monitoring.project SET name = 'x'")
        }
        await #expect(throws: PostgresError.self) {
            _ = try await sample.database.adHoc("SELECT * FROM monitoring.blob")
        }
        await #expect(throws: PostgresError.self) {
            try await sample.test.script("DELETE FROM monitoring.site")
        }
    }
}
