import Commons
import Foundation
import TestSupport
import Testing

@testable import BudgetAPI
@testable import Monitoring

/// Goal: a foreman without an account sends photos through a shared link: in pieces that go on after a cut,
/// or by the plain form; nobody else gets in. Method: the real server, spoken to as page and form speak.
@Suite struct CaptureWebTests {
    /// A work of the test village and a link shared by its manager.
    private struct Scene {
        let server: TestServer
        let manager: Client
        let foreman: Client
        let work: String
        let token: String

        static func make() async throws -> Scene {
            let server = try await TestServer.start()
            let manager = Client(server)
            try await manager.signIn("manager")
            let csrf = ["X-CSRF-Token": try await manager.csrf()]
            let point = #"{\"type\":\"Point\",\"coordinates\":[114.3,-8.3]}"#
            let made = try await manager.json(
                "POST", "/v1/villages/\(TestServer.village)/2026/works",
                """
                {"name":"Talud uji","activity":"2.3.10","fund":"DDS","kind":"wall","budgetSen":100,
                 "starts":"2026-01-01","ends":"2026-12-31","geometry":"\(point)"}
                """, csrf)
            let work = try #require(try made.member("id"))
            let shared = try await manager.json(
                "POST", "/v1/works/\(work)/links", #"{"label":"Pak Slamet","days":7}"#, csrf)
            let address = try #require(try shared.member("address"))
            let token = String(address.split(separator: "/").last ?? "")
            return Scene(
                server: server, manager: manager, foreman: Client(server), work: work, token: token)
        }

        var headers: [String: String] {
            ["Authorization": "Capture \(token)", "Accept": "application/json"]
        }

        func patch(_ bytes: some Collection<UInt8>, _ hash: String, at offset: Int, of total: Int)
            async throws
            -> Answer
        {
            let place = [
                "Upload-Offset": String(offset), "Upload-Length": String(total),
                "Content-Type": "application/offset+octet-stream",
            ]
            return try await foreman.send(
                "PATCH", "/v1/capture/uploads/\(hash)", Data(bytes), headers.merging(place) { $1 })
        }

        func record(_ hash: String, _ count: Int, set: UUID = .v7(), place: String = "null") async throws
            -> Answer
        {
            try await foreman.json(
                "POST", "/v1/capture/photos",
                """
                {"sha256":"\(hash)","bytes":\(count),"set":"\(set)","stage":50,"day":"2026-11-20",
                 "mode":"camera","capturedAt":"2026-11-20T03:00:00.123Z","place":\(place)}
                """, headers)
        }
    }

    private static func photo() throws -> [UInt8] {
        let (width, height) = (320, 240)
        var rgb = [UInt8](repeating: 90, count: width * height * 3)
        for index in rgb.indices { rgb[index] = UInt8(truncatingIfNeeded: index / 7 + index / 960 * 3) }
        return try PhotoCopies.jpeg(rgb: rgb, width: width, height: height, quality: 80)
    }

    @Test func `a photo goes up in pieces and is acknowledged by the hash of its bytes`() async throws {
        let it = try await Scene.make()
        let bytes = try Self.photo()
        let hash = SHA256.hexadecimal(SHA256.sum(of: bytes))
        let half = bytes.count / 2
        let nonces = try await it.foreman.json("POST", "/v1/capture/nonces", #"{"count":3}"#, it.headers)
        #expect(nonces.status == 201)
        let nonce = try #require(nonces.text.firstMatch(of: /[0-9a-f]{32}/)).0
        #expect(
            try await it.patch(bytes[..<half], hash, at: 0, of: bytes.count).member("offset") == "\(half)")
        let gap = try await it.patch(bytes[(half + 1)...], hash, at: half + 1, of: bytes.count)
        #expect(gap.status == 409)
        #expect(try gap.member("offset") == "\(half)")
        #expect(try await it.record(hash, bytes.count).status == 409, "not all bytes are here")
        #expect(
            try await it.patch(bytes[half...], hash, at: half, of: bytes.count).header("Upload-Offset")
                == "\(bytes.count)")
        let place = #"{"latitude":-8.3001,"longitude":114.3,"accuracyM":9,"nonce":"\#(nonce)"}"#
        let said = try await it.record(hash, bytes.count, place: place)
        #expect(said.status == 201, "\(said.text)")
        #expect(try said.member("sha256") == hash)
        #expect(try said.member("location") == "match")
        #expect(try said.member("nonce") == "fresh")
        #expect(try await it.record(hash, bytes.count).member("receipt") == said.member("receipt"))
        let standing = try await it.foreman.send("GET", "/v1/capture/uploads/\(hash)", nil, it.headers)
        #expect(standing.text.contains("\"stored\""))
        let page = try await it.manager.get("/works/\(it.work)")
        #expect(page.text.contains("/photos/"))
        await it.server.stop()
    }

    @Test func `other bytes than announced are refused, and nobody gets in without the token`() async throws {
        let it = try await Scene.make()
        let bytes = try Self.photo()
        let wrong = SHA256.hexadecimal(SHA256.sum(of: [1]))
        _ = try await it.patch(bytes, wrong, at: 0, of: bytes.count)
        #expect(try await it.record(wrong, bytes.count).status == 422)
        let standing = try await it.foreman.send("GET", "/v1/capture/uploads/\(wrong)", nil, it.headers)
        #expect(try standing.member("offset") == "0")
        for header in ["Capture \(Token.random().text)", "Capture x", "Bearer x"] {
            let answer = try await it.foreman.send(
                "GET", "/v1/capture", nil, ["Authorization": header, "Accept": "application/json"])
            #expect([401, 404].contains(answer.status), "\(header): \(answer.status)")
        }
        #expect(try await it.foreman.get("/rekam/\(Token.random().text)").status == 404)
        await it.server.stop()
    }

    @Test func `the page opens without an account, installs, and takes a photo by the plain form`()
        async throws
    {
        let it = try await Scene.make()
        let page = try await it.foreman.get("/rekam/\(it.token)")
        #expect(page.status == 200 && page.text.contains("Talud uji"))
        #expect(!page.text.contains("contoh</a>"))
        let manifest = try await it.foreman.get("/rekam/\(it.token)/manifest.webmanifest")
        #expect(try manifest.member("start_url") == "/rekam/\(it.token)")
        #expect(try manifest.member("display") == "standalone")
        #expect(
            try await it.foreman.get("/rekam-sw.js").header("Content-Type")?.hasPrefix("text/javascript")
                == true)
        let set = try #require(page.input("id"))
        var body = Data()
        for (name, value) in [("id", set), ("stage", "50"), ("note", "Pasangan batu")] {
            body += Data("--x\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        body += Data("--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\n".utf8)
        body += Data(try Self.photo()) + Data("\r\n--x--\r\n".utf8)
        let sent = try await it.foreman.send(
            "POST", "/rekam/\(it.token)", body,
            ["Content-Type": "multipart/form-data; boundary=x", "Origin": it.server.address.absoluteString])
        #expect(sent.status == 200 && sent.text.contains("role=\"status\""), "\(sent.text.suffix(900))")
        #expect(try await it.manager.get("/works/\(it.work)").text.contains("Pasangan batu"))
        await it.server.stop()
    }

    @Test func `a closed link is gone, and the list says who had it`() async throws {
        let it = try await Scene.make()
        let list = try await it.manager.get("/works/\(it.work)/links")
        #expect(list.text.contains("Pak Slamet") && !list.text.contains(it.token))
        let form = try #require(list.text.firstMatch(of: /\/works\/[0-9a-f-]+\/links\/[0-9a-f-]+\/revoke/)).0
        #expect(try await it.manager.submit(String(form)).status == 303)
        #expect(try await it.foreman.get("/rekam/\(it.token)").status == 410)
        let made = try await it.manager.submit(
            "/works/\(it.work)/links", [("id", UUID.v7().uuidString), ("label", "Bu Ani"), ("days", "3")])
        #expect(made.status == 201)
        #expect(made.text.contains("https://wa.me/?text=") && made.text.contains("/rekam/"))
        await it.server.stop()
    }
}
