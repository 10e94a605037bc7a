import Commons
import Foundation
import GeoIndex
import Postgres
import TestSupport
import Testing

@testable import Monitoring

/// A vault and photo threads beside the sample's database.
struct SampleUploads {
    let sample: SampleRegency
    let folder: String
    let vault: Vault
    let receive: ReceivePhoto
    let read: ReadPhoto

    static func make() async throws -> SampleUploads {
        let sample = try await SampleRegency.make()
        let folder = NSTemporaryDirectory() + "balai-uploads-" + UUID().uuidString
        let vault = try await Vault(directory: folder)
        let workers = PhotoWorkers()
        return SampleUploads(
            sample: sample, folder: folder, vault: vault,
            receive: ReceivePhoto(sample.database, vault, workers),
            read: ReadPhoto(sample.database, vault, workers))
    }

    func remove() {
        do { try FileManager.default.removeItem(atPath: folder) } catch { return }
    }

    /// A photo that says it was taken near Surabaya on 5 April 2026.
    static func photo(seed: Int = 7) throws -> [UInt8] {
        var exif = SampleExif.surabaya()
        exif.exif = [exif.text(0x9003, "2026:04:05 10:00:00")]
        var jpeg = SampleJPEG(width: 400, height: 300)
        jpeg.image = SampleJPEG.pattern(width: 400, height: 300, seed: seed)
        return try jpeg.with(exif).bytes()
    }

    func received(_ bytes: [UInt8], by session: Session? = nil, in village: VillageCode? = nil) async throws
        -> UUID
    {
        try await receive(bytes, id: .v7(), in: village ?? sample.first, by: session ?? sample.manager).id
    }
}

/// Goal: what a village sends is kept once, proven by its hash, read as it is, and seen only by those it is
/// for. Method: small photos with chosen Exif blocks, sent as the server would.
@Suite struct ReceivePhotoTests {
    @Test func `a photo is taken in with its place and time as claims of their own`() async throws {
        let uploads = try await SampleUploads.make()
        defer { uploads.remove() }
        let bytes = try SampleUploads.photo()
        let device = try LocationClaim(
            source: .device, latitude: -7.2501, longitude: 112.75, accuracyMetres: 8, nonce: Array(0..<16))
        let deviceAt = Date(timeIntervalSince1970: 1_775_358_060)
        let received = try await uploads.receive(
            bytes, announced: ContentHash(SHA256.sum(of: bytes)), id: .v7(), in: uploads.sample.first,
            CaptureContext(claims: [device], deviceAt: deviceAt), by: uploads.sample.manager)
        #expect(received.isNew)
        let record = try await uploads.read.record(received.id, by: uploads.sample.manager)
        #expect(record.sha256.bytes == SHA256.sum(of: bytes))
        #expect(record.claims.map(\.source) == [.device, .exif])
        var kept = device
        kept.nonceState = .unknown  // never issued to this sender: told, not refused
        #expect(record.claims.first == kept)
        #expect(record.claims.last?.position.latitude == -7.25)
        // 10:00 on a clock of Western Indonesia
        #expect(record.exifAt == Date(timeIntervalSince1970: 1_775_358_000))
        #expect(record.deviceAt == deviceAt)
        #expect(record.gpsAt == nil)
        #expect(record.receivedFrom == uploads.sample.manager.personName)
        #expect(try await uploads.vault.bytes(of: record.sha256) == bytes)
    }

    @Test func `the same bytes give one receipt a village, and each village its own`() async throws {
        let uploads = try await SampleUploads.make()
        defer { uploads.remove() }
        let (bytes, sample) = (try SampleUploads.photo(), uploads.sample)
        let first = try await uploads.received(bytes)
        let again = try await uploads.receive(bytes, id: .v7(), in: sample.first, by: sample.treasurer)
        #expect(again.id == first)
        #expect(!again.isNew)
        let other = try await uploads.receive(bytes, id: .v7(), in: sample.second, by: sample.otherManager)
        #expect(other.isNew)
        #expect(other.id != first)
        await #expect(throws: MonitoringError.notFound(kind: "photo")) {
            try await uploads.read.record(first, by: sample.otherManager)
        }
        #expect(try await uploads.read.record(other.id, by: sample.inspector).village == sample.second.number)
        let blobs = try await sample.test.sql("SELECT count(*) AS blobs FROM monitoring.blob").one()
        #expect(try blobs.int("blobs") == 1)
    }

    @Test func `other bytes than announced, no photo, or no post leave nothing`() async throws {
        let uploads = try await SampleUploads.make()
        defer { uploads.remove() }
        let (bytes, sample) = (try SampleUploads.photo(), uploads.sample)
        await #expect(throws: MonitoringError.otherContent) {
            try await uploads.receive(
                bytes, announced: ContentHash(SHA256.sum(of: [1])), id: .v7(), in: sample.first,
                by: sample.manager)
        }
        await #expect(throws: MonitoringError.self) {
            try await uploads.received(Array("\u{89}PNG\r\n\u{1A}\n".utf8))
        }
        await #expect(throws: MonitoringError.self) { try await uploads.received([]) }
        #expect(
            try await refusal { _ = try await uploads.received(bytes, by: sample.otherManager) }
                == "not-your-post")
        #expect(
            try await refusal { _ = try await uploads.received(bytes, by: sample.inspector) }
                == "not-your-post")
        let hash = try #require(ContentHash(SHA256.sum(of: bytes)))
        #expect(await !uploads.vault.contains(hash))
        #expect(try await uploads.read.receipt(of: hash, in: sample.first, by: sample.manager) == nil)
    }

    @Test func `shown copies are made anew without the file's metadata, the original stays as it came`()
        async throws
    {
        let uploads = try await SampleUploads.make()
        defer { uploads.remove() }
        let bytes = try SampleUploads.photo()
        let id = try await uploads.received(bytes)
        let manager = uploads.sample.manager
        let thumbnail = try await uploads.read.bytes(id, .thumbnail, by: manager)
        let facts = try PhotoInspector().inspect(thumbnail)
        #expect(max(facts.width, facts.height) == 320)
        #expect(facts.latitude == nil && facts.takenAt == nil)
        #expect(try await uploads.read.bytes(id, .thumbnail, by: manager) == thumbnail)
        #expect(try await uploads.read.bytes(id, .original, by: manager) == bytes)
        await #expect(throws: MonitoringError.notFound(kind: "photo")) {
            try await uploads.read.bytes(id, .original, by: uploads.sample.otherManager)
        }
    }

    private struct Expected: Decodable {
        let file: String, policy: String, truthLat: Double?, truthLon: Double?, tolDeg: Double?
    }

    private static let corpus = "photos/open/expected.jsonl"

    @Test(.enabled(if: SharedFiles.has(corpus), "../shared/photos is not beside the project"))
    func `what comes back of the open photo set agrees with what is known of it`() async throws {
        let uploads = try await SampleUploads.make()
        defer { uploads.remove() }
        let lines = String(decoding: try SharedFiles.bytes(Self.corpus), as: UTF8.self).split(separator: "\n")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let expected = try lines.map { try decoder.decode(Expected.self, from: Data($0.utf8)) }
        var differing: [String] = []
        for one in expected {
            let bytes = try SharedFiles.bytes("photos/open/" + one.file)
            if try await !agrees(one, bytes, uploads) { differing.append(one.file) }
        }
        #expect(expected.count > 300)
        #expect(differing.count * 50 <= expected.count, "\(differing)")
    }

    private func agrees(_ expected: Expected, _ bytes: [UInt8], _ uploads: SampleUploads) async throws -> Bool
    {
        let mayRefuse = expected.policy.contains("reject")
        do {
            let sample = uploads.sample
            let facts = try await uploads.receive(bytes, id: .v7(), in: sample.first, by: sample.manager)
                .facts
            guard !expected.policy.hasPrefix("reject") else { return false }
            guard let latitude = expected.truthLat, let longitude = expected.truthLon else {
                return facts.latitude == nil
            }
            let tolerance = expected.tolDeg ?? 0.000_01
            return abs((facts.latitude ?? 999) - latitude) <= tolerance
                && abs((facts.longitude ?? 999) - longitude) <= tolerance
        } catch MonitoringError.photoRefused {
            return mayRefuse
        }
    }
}
