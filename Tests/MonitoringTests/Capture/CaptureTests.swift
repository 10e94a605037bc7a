import Commons
import Foundation
import GeoIndex
import Postgres
import TestSupport
import Testing

@testable import Monitoring

/// A work with a shared link, and what its holder needs to send photos.
struct SampleCapture {
    let uploads: SampleUploads
    let work: UUID
    let link: SharedLink
    let key: LinkKey
    let partial: PartialUploads
    let open: OpenCapture
    let receive: ReceiveCapture
    let links: CaptureLinks

    var sample: SampleRegency { uploads.sample }

    static func make() async throws -> SampleCapture {
        let uploads = try await SampleUploads.make()
        let work = try await uploads.sample.work().id
        let links = CaptureLinks(uploads.sample.database)
        let link = try await links.share(
            .v7(), of: work, with: "Pak Slamet", days: 7, by: uploads.sample.manager)
        let partial = try await PartialUploads(uploads.vault)
        return SampleCapture(
            uploads: uploads, work: work, link: link, key: try #require(LinkKey(token: link.token)),
            partial: partial, open: OpenCapture(uploads.sample.database),
            receive: ReceiveCapture(
                uploads.sample.database, uploads.vault, partial, PhotoWorkers(), uploads.sample.boundaries),
            links: links)
    }

    func remove() { uploads.remove() }

    /// Turns the link's clock: made and over so many days ago.
    func shift(made: Int, expired: Int) async throws {
        try await sample.test.sql(
            """
            UPDATE monitoring.capture_link
               SET made_at = now() - interval '\(made) days', expires_at = now() - interval '\(expired) days'
            """)
    }

    /// Metres north of the road's middle.
    func place(_ metres: Double, accuracy: Double = 8, nonce: [UInt8]? = nil) throws -> LocationClaim {
        try LocationClaim(
            source: .device, latitude: -8.3 + metres / 110_600, longitude: 114.3005,
            accuracyMetres: accuracy, nonce: nonce, fixedAt: Date())
    }

    func draft(
        _ photoSet: UUID = .v7(), stage: Int = 50, day: String = "2026-11-20", place: LocationClaim? = nil
    ) throws -> CaptureDraft {
        try CaptureDraft(
            photoSet: photoSet, stage: stage, day: day, mode: .camera, capturedAt: Date(), place: place)
    }

    /// A photo without metadata, as a messenger or a browser's canvas leaves it.
    static func plain(seed: Int) throws -> [UInt8] {
        var jpeg = SampleJPEG(width: 400, height: 300)
        jpeg.image = SampleJPEG.pattern(width: 400, height: 300, seed: seed)
        return try jpeg.bytes()
    }
}

/// Goal: whoever holds a link adds photos to its work and sees nothing else; what is acknowledged is stored.
/// Method: links shared over a sample work, photos with chosen places and nonces.
@Suite struct CaptureTests {
    @Test
    func `a photo through a link becomes a report in the sharer's name, judged and acknowledged by its hash`()
        async throws
    {
        let it = try await SampleCapture.make()
        defer { it.remove() }
        let bytes = try SampleCapture.plain(seed: 1)
        let answer = try await it.receive(bytes, it.draft(place: it.place(20)), through: it.key)
        #expect(answer.sha256.bytes == SHA256.sum(of: bytes))
        #expect(answer.isNew)
        #expect(answer.judgement.location == .match)
        #expect(try await it.uploads.vault.bytes(of: answer.sha256) == bytes)
        let reports = try await ReadProgress(it.sample.database).reports(of: it.work, by: it.sample.inspector)
        #expect(reports.map(\.stage) == [50])
        #expect(reports.first?.photos.map(\.receipt) == [answer.receipt])
        #expect(reports.first?.reportedBy == it.sample.manager.personName)
        let work = try await ReadProject(it.sample.database)(it.work, by: it.sample.inspector).project
        #expect(work.stage == 50 && work.state == .running)
        #expect(try await it.links.list(of: it.work, by: it.sample.manager).first?.photos == 1)
    }

    @Test func `the same bytes sent again are one photo with one answer, whatever else is said`() async throws
    {
        let it = try await SampleCapture.make()
        defer { it.remove() }
        let bytes = try SampleCapture.plain(seed: 2)
        let first = try await it.receive(bytes, it.draft(place: it.place(0)), through: it.key)
        let again = try await it.receive(bytes, it.draft(stage: 100, place: it.place(9_000)), through: it.key)
        #expect(again.receipt == first.receipt && !again.isNew)
        #expect(again.judgement.location == .match)
        let reports = try await ReadProgress(it.sample.database).reports(of: it.work, by: it.sample.manager)
        #expect(reports.count == 1)
    }

    @Test func `a photo from 1.2 km away does not fit, a messenger copy has no place: both are taken`()
        async throws
    {
        let it = try await SampleCapture.make()
        defer { it.remove() }
        let away = try await it.receive(
            SampleCapture.plain(seed: 3), it.draft(place: it.place(1_200)), through: it.key)
        #expect(away.judgement.location == .mismatch)
        #expect(abs((away.judgement.distance?.value ?? 0) - 1_200) < 15)
        let copy = try await it.receive(SampleCapture.plain(seed: 4), it.draft(), through: it.key)
        #expect(copy.judgement.location == .none && copy.judgement.basis == nil)
        // Both stand as evidence of their payment; what asks for photos is not held up by a missing place.
        let evidence = try await it.sample.test.sql(
            "SELECT string_agg(location, ' ' ORDER BY location) AS found FROM ledger.evidence")
        #expect(try evidence.one().text("found") == "mismatch none")
    }

    @Test func `photos of one set are one report, up to twenty`() async throws {
        let it = try await SampleCapture.make()
        defer { it.remove() }
        let photoSet = UUID.v7()
        for seed in 10..<30 {
            _ = try await it.receive(SampleCapture.plain(seed: seed), it.draft(photoSet), through: it.key)
        }
        let reports = try await ReadProgress(it.sample.database).reports(of: it.work, by: it.sample.manager)
        #expect(reports.map(\.photos.count) == [20])
        let code = try await refusal {
            _ = try await it.receive(SampleCapture.plain(seed: 31), it.draft(photoSet), through: it.key)
        }
        #expect(code == "too-many-photos")
    }

    @Test func `a nonce is fresh once a set; reused, foreign or invented it is a fact, never a refusal`()
        async throws
    {
        let it = try await SampleCapture.make()
        defer { it.remove() }
        let nonces = try await it.open.nonces(2, for: it.key).map { Self.bytes($0) }
        let photoSet = UUID.v7()
        func state(_ seed: Int, _ nonce: [UInt8]?, in photoSet: UUID) async throws -> NonceState? {
            try await it.receive(
                SampleCapture.plain(seed: seed), it.draft(photoSet, place: it.place(0, nonce: nonce)),
                through: it.key
            ).nonceState
        }
        #expect(try await state(40, nonces[0], in: photoSet) == .fresh)
        #expect(try await state(41, nonces[0], in: photoSet) == .fresh)
        #expect(try await state(42, nonces[0], in: .v7()) == .reused)
        #expect(try await state(43, Array(repeating: 7, count: 16), in: .v7()) == .unknown)
        #expect(try await state(44, nil, in: .v7()) == nil)
        try await it.sample.test.sql("UPDATE monitoring.nonce SET issued_at = now() - interval '15 days'")
        #expect(try await state(45, nonces[1], in: .v7()) == .old)
        let other = try await it.links.share(
            .v7(), of: it.work, with: "Bu Ani", days: 1, by: it.sample.manager)
        let foreign = try await it.open.nonces(1, for: try #require(LinkKey(token: other.token)))
        #expect(try await state(46, Self.bytes(foreign[0]), in: .v7()) == .unknown)
    }

    @Test func `a link sees its own work and photos, and no other row of the village`() async throws {
        let it = try await SampleCapture.make()
        defer { it.remove() }
        _ = try await it.sample.work(
            SampleRegency.plan(name: "Drainase lain"), at: SampleRegency.road(north: 0.01))
        _ = try await it.uploads.received(SampleUploads.photo(seed: 50))
        _ = try await it.receive(SampleCapture.plain(seed: 51), it.draft(), through: it.key)
        let seen = try await it.sample.database.transaction(as: nil) { transaction in
            _ = try await transaction.run(
                CaptureStatement.ground, .bytes(it.key.hash), .bool(true), .null, .null)
            return try await transaction.run(SeenStatement.counts).one().text("seen")
        }
        #expect(seen == "works 1, receipts 1, reports 1, links 1, lines 0, requests 0, trail 0")
    }

    @Test func `a revoked link is closed at once, an expired one still takes what was on the way`()
        async throws
    {
        let it = try await SampleCapture.make()
        defer { it.remove() }
        func code(_ key: LinkKey, seed: Int) async throws -> String? {
            try await refusal {
                _ = try await it.receive(SampleCapture.plain(seed: seed), it.draft(), through: key)
            }
        }
        try await it.shift(made: 9, expired: 2)
        #expect(try await refusal { _ = try await it.open(it.key) } == "link-expired")
        #expect(try await refusal { _ = try await it.open.nonces(1, for: it.key) } == "link-expired")
        #expect(try await code(it.key, seed: 60) == nil)
        try await it.shift(made: 30, expired: 15)
        #expect(try await code(it.key, seed: 61) == "link-expired")
        #expect(try await it.links.revoke(it.link.id, by: it.sample.manager) == it.work)
        #expect(try await code(it.key, seed: 62) == "link-revoked")
        let unknown = try #require(LinkKey(token: Token.random().text))
        #expect(try await code(unknown, seed: 63) == "link-unknown")
        #expect(LinkKey(token: "kosong") == nil)
    }

    @Test func `only the village's own manager shares, and only with a label and some days`() async throws {
        let it = try await SampleCapture.make()
        defer { it.remove() }
        func share(_ label: String, _ days: Int, by session: Session) async throws {
            _ = try await it.links.share(.v7(), of: it.work, with: label, days: days, by: session)
        }
        #expect(try await refusal { try await share("x", 7, by: it.sample.treasurer) } == "not-your-post")
        #expect(try await refusal { try await share("x", 7, by: it.sample.otherManager) } == "not-found")
        #expect(
            try await refusal { _ = try await it.links.revoke(it.link.id, by: it.sample.otherManager) }
                == "not-found")
        await #expect(throws: MonitoringError.invalidField("label", .missing)) {
            try await share("  ", 7, by: it.sample.manager)
        }
        await #expect(throws: MonitoringError.invalidField("days", .outOfRange)) {
            try await share("x", 61, by: it.sample.manager)
        }
        #expect(try await it.links.list(of: it.work, by: it.sample.otherManager).isEmpty)
    }

    @Test func `a report that arrives late does not turn a work back`() async throws {
        let it = try await SampleCapture.make()
        defer { it.remove() }
        _ = try await it.receive(
            SampleCapture.plain(seed: 70), it.draft(stage: 100, day: "2026-11-21"), through: it.key)
        _ = try await it.receive(
            SampleCapture.plain(seed: 71), it.draft(stage: 50, day: "2026-11-18"), through: it.key)
        let work = try await ReadProject(it.sample.database)(it.work, by: it.sample.manager).project
        #expect(work.stage == 100 && work.state == .done)
    }

    @Test func `bytes that are no photo are refused and leave nothing`() async throws {
        let it = try await SampleCapture.make()
        defer { it.remove() }
        let bytes = Array("\u{89}PNG\r\n\u{1A}\n bukan foto".utf8)
        await #expect(throws: MonitoringError.self) {
            try await it.receive(bytes, it.draft(), through: it.key)
        }
        let hash = try #require(ContentHash(SHA256.sum(of: bytes)))
        #expect(await it.partial.offset(of: .init(sender: it.key.hash, hash: hash)) == 0)
        #expect(await !it.uploads.vault.contains(hash))
    }

    private static func bytes(_ hexadecimal: String) -> [UInt8] {
        ContentHash(hexadecimal: hexadecimal + String(repeating: "0", count: 32)).map {
            Array($0.bytes[..<16])
        } ?? []
    }
}

private enum SeenStatement: String, SQLStatement {
    case counts = """
        SELECT format('works %s, receipts %s, reports %s, links %s, lines %s, requests %s, trail %s',
            (SELECT count(*) FROM monitoring.project), (SELECT count(*) FROM monitoring.receipt),
            (SELECT count(*) FROM monitoring.progress), (SELECT count(*) FROM monitoring.capture_link),
            (SELECT count(*) FROM ledger.line_control), (SELECT count(*) FROM ledger.spp),
            (SELECT count(*) FROM audit.event)) AS seen
        """
}
