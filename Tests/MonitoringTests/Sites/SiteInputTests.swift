import Commons
import Foundation
import GeoIndex
import Postgres
import TestSupport
import Testing

@testable import Monitoring

/// Goal: a person hears what seems wrong with a place before it is saved. Method: two villages side by side,
/// each a square kilometre.
@Suite struct SiteInputTests {
    /// West of 114.305 the first village, east of it the second.
    private static let map: VillageMap = {
        func village(_ code: Int64, _ west: Double) -> GeoIndex.Village? {
            let corners = [
                (west, -8.305), (west + 0.01, -8.305), (west + 0.01, -8.295), (west, -8.295), (west, -8.305),
            ]
            do {
                let ring = try Ring(corners.map { try Position(longitude: $0.0, latitude: $0.1) })
                return try GeoIndex.Village(
                    code: code, name: "Desa \(code)", district: "Uji",
                    boundary: .polygon(Polygon(outer: ring)))
            } catch {
                return nil
            }
        }
        return VillageMap(
            [village(3_510_982_001, 114.295), village(3_510_982_002, 114.305)].compactMap { $0 })
    }()

    private func notes(_ text: String, as kind: TypedShape = .point) throws -> [SiteNote] {
        let site = try ReadSite.planned(.typed(text, .wgs84, kind), box: .banyuwangi)
        return ReadSite.notes(site.shape, village: 3_510_982_001, Self.map)
    }

    @Test func `in the village nothing is said, in the next one its name, far away that it is outside`()
        throws
    {
        #expect(try notes("-8.300 114.300").isEmpty)
        #expect(
            try notes("-8.300 114.310") == [.otherVillage(code: 3_510_982_002, name: "Desa 3510982002")])
        #expect(try notes("-8.300 114.450") == [.outsideRegency])
        #expect(try notes("-8.300 114.306").isEmpty, "boundaries disagree by some hundred metres")
        #expect(
            try notes("-8.300 114.300\n-8.300 114.312", as: .line) == [.across(names: ["Desa 3510982002"])])
    }

    @Test func `typed metres are stored as degrees with what was typed; the wrong zone is refused`() throws {
        let site = try ReadSite.planned(.typed("210135.629 9090506.151", .utm50S, .point), box: .banyuwangi)
        #expect(site.source == .typed && site.epsg == 32750 && site.given == "210135.629 9090506.151")
        #expect(site.shape.bounds.centre.distance(to: try SampleRegency.position(114.3691, -8.2193)) < 0.01)
        let refused = #expect(throws: MonitoringError.self) {
            try ReadSite.planned(.typed("871277.625 9089896.148", .utm50S, .point), box: .banyuwangi)
        }
        #expect(refused?.refusal.code == "invalid-coordinates")
        #expect(refused?.refusal.facts["coordinates"] == "other-system")
        #expect(refused?.refusal.facts["system"] == "EPSG:32749")
    }

    @Test func `every way keeps its history, with system and words`() async throws {
        let sample = try await SampleRegency.make()
        let step = try await sample.work()
        let typed = try ReadSite.planned(.typed("210135.629 9090506.151", .utm50S, .point), box: .banyuwangi)
        _ = try await PlaceSite(sample.database)(step.id, revision: step.revision, typed, by: sample.manager)
        let detail = try await ReadProject(sample.database)(step.id, by: sample.manager)
        #expect(detail.sites.map(\.source) == [.typed, .drawn])
        #expect(detail.sites.map(\.epsg) == [32750, nil])
        #expect(detail.sites.first?.given == "210135.629 9090506.151")
    }

    @Test func `a neighbour tells the metres, the money, the agency and the year`() async throws {
        let sample = try await SampleRegency.make()
        let road = try SampleRegency.road().shape.geoJSON()
        let file = """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"paket":"Paving jalan",\
            "tahun":2025,"bayar":"150.000.000","village":"35.10.98.2001","budget":160000000,"id":"A1"},\
            "geometry":\(road)}]}
            """
        let importer = ImportWorks(owner: sample.test.owner, sample.boundaries)
        let mapping = try WorkMapping(parsing: "name=paket,year=tahun,paid=bayar,key=id")
        let defaults = ImportWorks.Defaults(agency: "Dinas PU")
        let first = try await importer(
            Array(file.utf8), regency: 3510, mapping, defaults, source: "uji.geojson")
        #expect(first == ImportWorks.Answer(created: 1, changed: 0, same: 0, withoutPlace: 0))
        let again = try await importer(
            Array(file.utf8), regency: 3510, mapping, defaults, source: "uji.geojson")
        #expect(again.same == 1)
        let find = FindNeighbours(sample.directory)
        let near = try #require(
            try await find(of: SampleRegency.road(east: 0.000_5).shape, by: sample.manager).first)
        #expect(near.agency == "Dinas PU" && near.year == 2025 && near.kind == .road)
        #expect(near.paid == (try Rupiah(rupiah: 150_000_000)))
        guard case .line(let shared, let whole)? = near.shared else {
            Issue.record("no shared line")
            return
        }
        #expect(shared > 55 && shared < 85 && whole > 105 && whole < 115)
    }

    @Test func `an agency's table is refused whole with the row that is wrong`() async throws {
        let sample = try await SampleRegency.make()
        let importer = ImportWorks(owner: sample.test.owner, sample.boundaries)
        func fault(_ table: String, _ map: String = "") async throws -> WorkFileFault? {
            do {
                _ = try await importer(
                    Array(table.utf8), regency: 3510, WorkMapping(parsing: map),
                    ImportWorks.Defaults(agency: "Dinas PU", system: .utm50S), source: "uji.csv")
                return nil
            } catch MonitoringError.works(let fault) {
                return fault
            }
        }
        let head = "name;year;village;longitude;latitude\n"
        #expect(try await fault(head) == .empty)
        #expect(try await fault(head + ";2025;3510982001;;\n") == .missing(field: "name", row: 2))
        #expect(try await fault(head + "Jalan;x;3510982001;;\n") == .missing(field: "year", row: 2))
        #expect(try await fault(head + "Jalan;2025;3510989999;;\n") == .noVillage(row: 2))
        #expect(try await fault(head, "nama=NAMA") == .unknownField("nama=NAMA"))
        #expect(try await fault(head + "a;2025;1;;\n", "name=NAMA") == .unknownColumn("NAMA"))
        let row = "Jalan;2025;3510982001;210135,6;9090506,2\n"
        #expect(try await fault(head + row + row) == .repeatedKey("2025|3510982001|Jalan", row: 3))
        #expect(try await fault(head + row) == nil)
        let kept = try await ListProjects(sample.database)(ProjectFilter(), by: sample.inspector)
        #expect(kept.items.map(\.plan.agency) == ["Dinas PU"])
        #expect(kept.items.map(\.plan.kind) == [.road])
    }
}

/// Goal: works of one thing are told apart from double ones, and a finished work is handed over once. Method:
/// two roads on one place.
@Suite struct TendWorkTests {
    @Test func `a link is made, read from both sides and ended, with a reason`() async throws {
        let sample = try await SampleRegency.make()
        let first = try await sample.work(), second = try await sample.work()
        let tend = TendWork(sample.database)
        let code = try await refusal {
            try await tend.relate(first.id, to: second.id, as: .phase, reason: " ", by: sample.manager)
        }
        #expect(code == "reason-missing")
        try await tend.relate(first.id, to: second.id, as: .phase, reason: "Lapis kedua", by: sample.manager)
        try await tend.relate(second.id, to: first.id, as: .phase, reason: "Sama", by: sample.manager)
        for (one, other) in [(first, second), (second, first)] {
            let links = try await ReadProject(sample.database)(one.id, by: sample.manager).relations
            #expect(links.map(\.other) == [other.id] && links.map(\.reason) == ["Lapis kedua"])
        }
        let foreign = try await refusal {
            try await tend.relate(
                first.id, to: second.id, as: .trade, reason: "x", by: sample.otherManager)
        }
        #expect(foreign == "not-found")
        try await tend.unrelate(second.id, from: first.id, by: sample.manager)
        #expect(try await ReadProject(sample.database)(first.id, by: sample.manager).relations.isEmpty)
    }

    @Test func `half built is not handed over, a finished work once`() async throws {
        let sample = try await SampleRegency.make()
        let work = try await sample.work()
        let tend = TendWork(sample.database)
        let paper = Handover(day: "2026-10-01", number: "BA 1", receiver: "Kepala Desa")
        func handOver() async throws -> String? {
            try await refusal { try await tend.handOver(.v7(), of: work.id, paper, by: sample.manager) }
        }
        #expect(try await handOver() == "project-unfinished")
        _ = try await ReportProgress(sample.database, sample.boundaries)(
            .v7(), of: work.id, ProgressDraft(stage: 100, day: "2026-09-30"), by: sample.manager)
        #expect(try await handOver() == nil)
        #expect(try await handOver() == "handed-over")
        let read = try await ReadProject(sample.database)(work.id, by: sample.manager)
        #expect(read.handover == paper)
    }

    @Test func `stages are the county's; a percentage is of the target, and nothing of nothing is none`()
        async throws
    {
        let sample = try await SampleRegency.make()
        let work = try await sample.work()
        let report = ReportProgress(sample.database, sample.boundaries)
        let tend = TendWork(sample.database)
        try await tend.setStages([0, 40, 80, 100], from: "2026-01-01", basis: "SK 1", by: sample.county)
        #expect(
            try await ReadProject(sample.database)(work.id, by: sample.manager).stages == [0, 40, 80, 100])
        let unknown = try await refusal {
            _ = try await report(
                .v7(), of: work.id, ProgressDraft(stage: 50, day: "2026-09-01"), by: sample.manager)
        }
        #expect(unknown == "unknown-stage")
        let draft = try ProgressDraft(stage: 40, quantity: Quantity(parsing: "59,9"), day: "2026-09-01")
        _ = try await report(.v7(), of: work.id, draft, by: sample.manager)
        _ = try await report(
            .v7(), of: work.id, ProgressDraft(stage: 40, day: "2026-09-02"), by: sample.manager)
        let reports = try await ReadProgress(sample.database).reports(of: work.id, by: sample.manager)
        #expect(reports.map(\.percent) == [nil, 49])
        let curve = try await ReadCurve(sample.database)(work.id, by: sample.manager)
        #expect(curve.built.map(\.percent) == [49, 40] && curve.paid.isEmpty)
        let foreign = try await refusal {
            try await tend.setStages([0, 100], from: "2026-01-01", basis: "x", by: sample.manager)
        }
        #expect(foreign == "not-your-post")
    }
}
