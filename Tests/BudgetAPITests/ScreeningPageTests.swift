import Foundation
import Testing

@testable import BudgetAPI

/// Goal: DPMD sees how each rule fared, tries a threshold and stores it with a reason; the inspector sees and
/// tries; nobody else. Method: pages and JSON of the real server.
@Suite struct ScreeningPageTests {
    @Test func `thresholds are tried and stored on the page, with a reason`() async throws {
        let server = try await TestServer.start()
        let county = Client(server)
        try await county.signIn("county")
        let page = try await county.get("/screening")
        #expect(page.status == 200 && page.text.contains("R18") && page.text.contains("jalur yang sama"))
        let tried = try await county.get("/screening/preview?name=R18.share&value=0,7&year=2026")
        #expect(tried.status == 200 && tried.text.contains("Dari 0 pekerjaan"))
        let wrong = try await county.get("/screening/preview?name=R99&value=x&year=2026")
        #expect(wrong.status == 422 || wrong.status == 400)
        let id = try #require(page.input("id"))
        let fields = [("id", id), ("version", "0"), ("name", "R18.share"), ("value", "0.7")]
        let silent = try await county.submit("/screening", fields)
        #expect(silent.status >= 400 && silent.text.contains("store-reason"))
        let stored = try await county.submit("/screening", fields + [("reason", "Terlalu banyak")])
        #expect(stored.status == 303 && stored.header("Location") == "/screening")
        let after = try await county.get("/screening").text
        #expect(after.contains("R18.share = 0.7") && after.contains("Terlalu banyak"))
        let stale = try await county.submit(
            "/screening", [("id", UUID().uuidString), ("reason", "x")] + fields.dropFirst())
        #expect(stale.status == 409)
        await server.stop()
    }

    @Test func `programs read rules, try and store, and lists go on`() async throws {
        let server = try await TestServer.start()
        let county = Client(server)
        try await county.signIn("county")
        let inspector = Client(server)
        try await inspector.signIn("inspector")
        let shown = try await inspector.json("GET", "/v1/screening", "")
        #expect(shown.status == 200 && shown.text.contains("\"rule\":\"R22\""))
        let tried = try await inspector.json(
            "POST", "/v1/screening/preview", #"{"changes":{"R18.share":0.7},"year":2026}"#,
            ["X-CSRF-Token": try await inspector.csrf()])
        #expect(tried.status == 200 && tried.text.contains("\"works\":0"))
        let token = ["X-CSRF-Token": try await county.csrf()]
        let body = #"{"changes":{"R17.metres":25},"revision":0,"reason":"Uji"}"#
        #expect(try await county.json("POST", "/v1/screening/versions", body, token).status == 201)
        #expect(try await county.json("POST", "/v1/screening/versions", body, token).status == 409)
        let unknown = #"{"changes":{"R99.x":25},"revision":1,"reason":"Uji"}"#
        #expect(try await county.json("POST", "/v1/screening/versions", unknown, token).status == 422)
        let versions = try await inspector.json("GET", "/v1/screening/versions?limit=1", "")
        #expect(versions.status == 200 && versions.text.contains("\"R17.metres\":25"))
        let refused = try await inspector.json(
            "POST", "/v1/screening/versions", body, ["X-CSRF-Token": try await inspector.csrf()])
        #expect(refused.status == 403)
        await server.stop()
    }

    @Test func `cases: a page, a list for programs and a file, also when there are none`() async throws {
        let server = try await TestServer.start()
        let inspector = Client(server)
        try await inspector.signIn("inspector")
        let page = try await inspector.get("/cases?state=dismissed&village=351098")
        #expect(page.status == 200 && page.text.contains("Tidak ada berkas"))
        #expect(page.text.contains("/cases/file?state=dismissed&amp;village=351098&amp;format=csv"))
        let listed = try await inspector.json("GET", "/v1/cases?limit=1", "")
        #expect(listed.status == 200 && listed.text.contains("\"items\":[]"))
        #expect(try await inspector.json("GET", "/v1/cases?limit=501", "").status == 422)
        for wrong in ["state=gone", "village=12", "after=alert:2"] {
            #expect(try await inspector.json("GET", "/v1/cases?\(wrong)", "").status == 400)
        }
        let file = try await inspector.get("/cases/file")
        #expect(file.status == 200 && file.text.hasPrefix("case,severity,families,at_stake,"))
        #expect(try await inspector.get("/cases/file?format=doc").status == 406)
        await server.stop()
    }

    @Test func `villages see neither`() async throws {
        let server = try await TestServer.start()
        let manager = Client(server)
        try await manager.signIn("manager")
        #expect(try await manager.get("/screening").status == 403)
        #expect(try await manager.json("GET", "/v1/screening", "").status == 403)
        await server.stop()
    }
}
