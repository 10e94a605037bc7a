import Commons
import Foundation
import GeoIndex
import Logging
import Postgres
import TestSupport
import Testing

@testable import Monitoring

/// Goal: screening keeps going by itself and sees what lies far away. Method: workers of two servers on one
/// database, changes that fail, days that pass, links between works.
@Suite struct LiveScreeningTests {
    private func worker(_ sample: SampleRegency) -> ScreeningWorker {
        ScreeningWorker(
            sample.database, SiteDirectory(sample.database), Boundaries(sample.database),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func drain(_ worker: ScreeningWorker) async throws {
        while try await worker.screenWaiting() > 0 {}
    }

    private func flags(_ sample: SampleRegency, _ rule: String) async throws -> [RaisedFlag] {
        try await ListFlags(sample.database)(FlagFilter(rule: rule), limit: 500, by: sample.inspector).items
    }

    /// Each pair on a stretch of its own, 1 km apart; both works of a pair committed at once, while two
    /// servers screen.
    @Test func `of two overlapping works committed at once from two servers each pair is flagged once`()
        async throws
    {
        let sample = try await SampleRegency.make()
        let pairs = 200
        let servers = [worker(sample), worker(sample)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<pairs {
                let north = Double(number) * 0.01
                for (fund, shift) in [("DDS", 0.0), ("ADD", 0.000_02)] {
                    group.addTask {
                        _ = try await sample.work(
                            try SampleRegency.plan(name: "Paving \(number)", fund: fund),
                            at: try SampleRegency.road(north: north / 10 + shift, east: north))
                    }
                }
                // Both of a pair are under way together; more pairs would only wait for connections.
                for _ in 0..<2 { try await group.next() }
                if number % 20 == 19 {
                    for server in servers { group.addTask { try await self.drain(server) } }
                    for _ in servers { try await group.next() }
                }
            }
        }
        for server in servers { try await drain(server) }
        let found = try await sample.test.sql(
            """
            SELECT count(*) AS flags, count(DISTINCT (first_of_pair, last_of_pair)) AS pairs
              FROM monitoring.flag WHERE rule = 'R18'
            """
        ).one()
        #expect(try found.int("flags") == pairs)
        #expect(try found.int("pairs") == pairs)
    }

    @Test func `works linked as phases are told of, not warned about`() async throws {
        let sample = try await SampleRegency.make()
        let first = try await sample.work()
        let second = try await sample.work(
            try SampleRegency.plan(name: "Paving Krajan lanjutan", fund: "ADD"),
            at: try SampleRegency.road(north: 0.000_02))
        let server = worker(sample)
        try await drain(server)
        #expect(try await flags(sample, "R18").map(\.severity).allSatisfy { $0 >= .warning })
        try await TendWork(sample.database).relate(
            second.id, to: first.id, as: .phase, reason: "Lapis kedua", by: sample.manager)
        try await drain(server)
        let after = try await flags(sample, "R18")
        #expect(after.map(\.state) == [.open, .superseded])
        #expect(after.first?.severity == .info)
        #expect(after.first?.evidence["relation"] == .text("phase"))
    }

    @Test func `a change that can't be screened steps aside and is tried again the next day`() async throws {
        let sample = try await SampleRegency.make()
        let bad = try await sample.work()
        // A geometry that no reader takes: the directory fails on this work alone.
        let server = worker(sample)
        try await sample.test.sql(
            """
            INSERT INTO monitoring.change (regency, village, number, kind, project, object)
            VALUES (3510, 3510982001, 2, 'photo', $1, $1)
            """, .uuid(bad.id))
        #expect(
            try await sample.database.once(
                InspectionStatement.raiseFlags, .int(3510), .int(1), .json("[]"), as: nil
            ).one().intOrNil("raised") == 0)
        let stepped = try await sample.database.once(
            InspectionStatement.stepOver, .int(3510), .int64(2), .text("uji"), as: nil
        ).one().bool("stepped")
        #expect(stepped)
        let late = try await sample.work(at: try SampleRegency.road(east: 0.2))
        try await drain(server)
        let cursor = try await sample.test.sql(
            "SELECT number FROM monitoring.screening_cursor WHERE regency = 3510"
        ).one().int("number")
        #expect(cursor == 3, "\(late.id) was screened after the change that was stepped over")
        #expect(try await server.beginDays() >= 1)
        #expect(try await server.beginDays() == 0, "once a legal day")
        let again = try await sample.test.sql(
            "SELECT count(*) AS n FROM monitoring.change WHERE kind = 'again'"
        ).one().int("n")
        #expect(again == 1)
        try await drain(server)
    }
}

/// Goal: works go out as map programs read them, with the list's filters. Method: the files of two works,
/// read by our own readers and, where it is installed, by GDAL.
@Suite struct ExportWorksTests {
    private func file(
        _ sample: SampleRegency, _ format: WorkFormat, _ filter: ProjectFilter = ProjectFilter(),
        by session: Session? = nil
    ) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        try await ExportWorks(sample.database, sample.directory)(
            filter, as: format, title: "Uji", headings: (0..<14).map { "Kolom \($0)" },
            by: session ?? sample.inspector
        ) { bytes += $0 }
        return bytes
    }

    private func sample() async throws -> SampleRegency {
        let sample = try await SampleRegency.make()
        _ = try await sample.work(try SampleRegency.plan(name: "Jalan \"A\" & <B>"))
        let point = try PlannedSite(.point(SampleRegency.position(114.31, -8.31)), source: .drawn)
        _ = try await sample.work(
            try SampleRegency.plan(name: "=Sumur", kind: .water), at: point, by: sample.otherManager,
            in: sample.second)
        return sample
    }

    /// Feature count as `ogrinfo` says it.
    private func gdal(_ bytes: [UInt8], _ ending: String) throws -> Int {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).\(ending)")
        defer {
            do { try FileManager.default.removeItem(at: path) } catch { Issue.record("left \(path)") }
        }
        try Data(bytes).write(to: path)
        let text = try Program.run("ogrinfo", ["-ro", "-al", "-so", path.path]).output
        return text.matches(of: /Feature Count: (\d+)/).compactMap { Int($0.1) }.reduce(0, +)
    }

    @Test func `GeoJSON, KML and GPX come back as they went out, and GDAL reads them`() async throws {
        let sample = try await sample()
        for format in [WorkFormat.geojson, .kml, .gpx] {
            let bytes = try await file(sample, format)
            let features = try MapFile.features(of: bytes)
            #expect(features.count == 2, "\(format)")
            let kinds = Set(features.compactMap { $0.shape?.kind })
            let names = features.compactMap { $0.properties["name"]?.text }
            #expect(kinds == ["LineString", "Point"])
            #expect(names.contains("Jalan \"A\" & <B>"))
            // GDAL counts the two points of a GPX track once more, as a layer of their own.
            let expected = format == .gpx ? 4 : 2
            #expect(try gdal(bytes, format.rawValue) == expected, "\(format)")
        }
        let flagged = try await file(sample, .geojson, ProjectFilter(search: "Sumur"))
        #expect(try MapFile.features(of: flagged).count == 1, "the database's own way gives the same shape")
    }

    @Test func `the same file has the same bytes again, a changed work keeps its place`() async throws {
        let sample = try await sample()
        let first = try await file(sample, .geojson)
        #expect(try await file(sample, .geojson) == first)
        let names = try GeoJSON.features(from: first).compactMap { $0.properties["name"]?.text }
        #expect(names == ["Jalan \"A\" & <B>", "=Sumur"], "as they were entered")
        let work = try await ListProjects(sample.database)(ProjectFilter(), by: sample.manager).items[0]
        let plan = try SampleRegency.plan(name: "Jalan C")
        _ = try await EditProject(sample.database)(
            work.id, revision: work.revision, plan, by: sample.manager)
        let again = try GeoJSON.features(from: try await file(sample, .geojson))
        #expect(again.compactMap { $0.properties["name"]?.text } == ["Jalan C", "=Sumur"])
    }

    @Test func `a village's officer gets the own village only, a table's formula is defused`() async throws {
        let sample = try await sample()
        for format in [WorkFormat.geojson, .kml] {
            let mine = try MapFile.features(of: try await file(sample, format, by: sample.manager))
            #expect(mine.count == 1)
        }
        let table = String(decoding: try await file(sample, .csv), as: UTF8.self)
        #expect(table.contains(",'=Sumur,") && table.contains("\"Jalan \"\"A\"\" & <B>\""))
        #expect(table.split(separator: "\r\n").count == 3)
        #expect(try await file(sample, .xlsx).starts(with: [0x50, 0x4B]))
        let none = try await file(sample, .geojson, ProjectFilter(year: 2020))
        #expect(try GeoJSON.features(from: none).isEmpty)
    }
}
