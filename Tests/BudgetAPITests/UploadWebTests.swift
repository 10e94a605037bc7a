import Commons
import Foundation
import TestSupport
import Testing

@testable import BudgetAPI
@testable import Monitoring

/// Goal: a signed-in person's photo goes up in pieces, goes on after a cut, and is one photo in the end.
/// Method: the real server, spoken to as the progress page speaks.
@Suite struct UploadWebTests {
    private struct Scene {
        let server: TestServer
        let manager: Client
        let csrf: [String: String]

        static func make() async throws -> Scene {
            let server = try await TestServer.start()
            let manager = Client(server)
            try await manager.signIn("manager")
            return Scene(
                server: server, manager: manager, csrf: ["X-CSRF-Token": try await manager.csrf()])
        }

        func patch(_ bytes: some Collection<UInt8>, _ hash: String, at offset: Int, of total: Int)
            async throws -> Answer
        {
            let place = [
                "Upload-Offset": String(offset), "Upload-Length": String(total),
                "Content-Type": "application/offset+octet-stream", "Accept": "application/json",
            ]
            return try await manager.send(
                "PATCH", "/v1/uploads/\(hash)", Data(bytes), csrf.merging(place) { $1 })
        }

        func finish(_ hash: String, of total: Int) async throws -> Answer {
            let own = ["Upload-Length": String(total), "Accept": "application/json"]
            return try await manager.send(
                "PUT", "/v1/photos/\(hash)?village=\(TestServer.village)", nil, csrf.merging(own) { $1 })
        }

        func have(_ hash: String) async throws -> String? {
            try await manager.get("/v1/uploads/\(hash)", ["Accept": "application/json"]).member("offset")
        }
    }

    private static func photo() throws -> [UInt8] {
        let (width, height) = (320, 240)
        let rgb = (0..<width * height * 3).map { UInt8(truncatingIfNeeded: $0 / 11 + $0 / 960 * 5) }
        return try PhotoCopies.jpeg(rgb: rgb, width: width, height: height, quality: 80)
    }

    @Test func `what came before a cut stays, and all of it becomes one receipt`() async throws {
        let it = try await Scene.make()
        let bytes = try Self.photo()
        let hash = SHA256.hexadecimal(SHA256.sum(of: bytes))
        #expect(try await it.have(hash) == "0")
        let half = bytes.count / 2
        let first = try await it.patch(bytes[..<half], hash, at: 0, of: bytes.count)
        #expect(first.status == 200 && first.header("Upload-Offset") == "\(half)")
        let early = try await it.finish(hash, of: bytes.count)
        #expect(early.status == 409, "\(early.text)")
        #expect(try early.member("offset") == "\(half)")
        let gap = try await it.patch(bytes[(half + 1)...], hash, at: half + 1, of: bytes.count)
        #expect(gap.status == 409)
        _ = try await it.patch(bytes[half...], hash, at: half, of: bytes.count)
        #expect(try await it.have(hash) == "\(bytes.count)")
        let done = try await it.finish(hash, of: bytes.count)
        #expect(done.status == 201, "\(done.text)")
        #expect(try done.member("sha256") == hash)
        #expect(try await it.have(hash) == "0", "no leftover")
        // The answer was lost: the same photo again is the same receipt.
        _ = try await it.patch(bytes, hash, at: 0, of: bytes.count)
        let again = try await it.finish(hash, of: bytes.count)
        #expect(again.status == 200)
        #expect(try again.member("id") == done.member("id"))
        await it.server.stop()
    }

    @Test func `other bytes than announced are gone, and a part is its sender's alone`() async throws {
        let it = try await Scene.make()
        let bytes = try Self.photo()
        let wrong = SHA256.hexadecimal(SHA256.sum(of: [1]))
        _ = try await it.patch(bytes, wrong, at: 0, of: bytes.count)
        let treasurer = Client(it.server)
        try await treasurer.signIn("treasurer")
        let theirs = try await treasurer.get("/v1/uploads/\(wrong)", ["Accept": "application/json"])
        #expect(try theirs.member("offset") == "0")
        #expect(try await it.finish(wrong, of: bytes.count).status == 422)
        #expect(try await it.have(wrong) == "0")
        let text = Array("not a picture".utf8)
        let hash = SHA256.hexadecimal(SHA256.sum(of: text))
        _ = try await it.patch(text, hash, at: 0, of: text.count)
        #expect(try await it.finish(hash, of: text.count).status == 422)
        #expect(try await it.have(hash) == "0", "what is no photo does not stay")
        await it.server.stop()
    }

    @Test func `pieces that can't be are refused, and so is who may not send photos`() async throws {
        let it = try await Scene.make()
        let hash = SHA256.hexadecimal(SHA256.sum(of: [2]))
        #expect(try await it.patch([1], hash, at: -1, of: 10).status == 413)
        #expect(try await it.patch([1], hash, at: 0, of: 25_000_001).status == 413)
        #expect(try await it.patch([1, 2, 3], hash, at: 0, of: 2).status == 413)
        #expect(try await it.patch([1], "x", at: 0, of: 1).status == 400)
        let inspector = Client(it.server)
        try await inspector.signIn("inspector")
        #expect(try await inspector.get("/v1/uploads/\(hash)").status == 403)
        #expect(try await Client(it.server).get("/v1/uploads/\(hash)").status == 401)
        await it.server.stop()
    }
}
