import Commons
import Foundation
import FoundationNetworking
import Testing

@testable import BudgetAPI

/// Goal: who signs in, how long, and what a stranger learns. Method: the real server over loopback.
@Suite struct SignInTests {
    @Test func `health answers as soon as the database does`() async throws {
        let server = try await TestServer.start()
        let client = Client(server)
        var answer = try await client.get("/health")
        for _ in 0..<100 where answer.status != 200 {
            try await Task.sleep(for: .milliseconds(50))
            answer = try await client.get("/health")
        }
        #expect(answer.status == 200)
        #expect(try answer.member("status") == "ok")
        for _ in 0..<3 {
            #expect(try await client.get("/health").status == 200, "the connection stays usable")
        }
        #expect(try await client.get("/sign-in").status == 200)
        #expect(try await client.get("/health", ["Connection": "close"]).status == 200)
        #expect(try await client.send("POST", "/health", nil, [:]).status != 200)
        await server.stop()
    }

    @Test func `a right password opens a session, and signing out ends it`() async throws {
        let server = try await TestServer.start()
        let client = Client(server)
        let before = try await client.get("/")
        #expect(before.status == 303 && before.header("Location") == "/sign-in?next=%2F")
        let answer = try await client.signIn("treasurer")
        #expect(answer.status == 303 && answer.header("Location") == "/")
        let cookie = try #require(answer.header("Set-Cookie"))
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.hasPrefix("balai="))
        let home = try await client.get("/")
        #expect(home.status == 200 && home.text.contains("treasurer contoh"))
        let token = client.cookies["balai"]
        #expect(try await client.submit("/sign-out").status == 303)
        #expect(client.cookies["balai"] == nil)
        let stale = try await Client(server).send("GET", "/", nil, ["Cookie": "balai=\(token ?? "")"])
        #expect(stale.status == 303, "the old cookie is worth nothing")
        await server.stop()
    }

    @Test func `a wrong password and an unknown name look the same, and keep what was typed`() async throws {
        let server = try await TestServer.start()
        let client = Client(server)
        let wrong = try await client.signIn("treasurer", password: "salah sekali")
        let unknown = try await client.signIn("tiada", password: "salah sekali")
        #expect(wrong.status == 401 && unknown.status == 401)
        #expect(wrong.text.contains("value=\"treasurer\"") && !wrong.text.contains("salah sekali"))
        #expect(wrong.text.replacingOccurrences(of: "treasurer", with: "tiada").count == unknown.text.count)
        await server.stop()
    }

    @Test func `the fifth wrong password makes the account wait, also for the right one`() async throws {
        let server = try await TestServer.start()
        let client = Client(server)
        for _ in 0..<4 {
            #expect(try await client.signIn("secretary", password: "salah sekali").status == 401)
        }
        let fifth = try await client.signIn("secretary", password: "salah sekali")
        #expect(fifth.status == 429)
        #expect(try await client.signIn("secretary").status == 429)
        #expect(try await client.signIn("head").status == 303, "others are not locked out")
        await server.stop()
    }

    @Test func `empty fields are named beside the fields`() async throws {
        let server = try await TestServer.start()
        let answer = try await Client(server).post("/sign-in", [("username", ""), ("password", "")])
        #expect(answer.status == 422)
        #expect(answer.text.contains("href=\"#f-username\"") && answer.text.contains("id=\"e-password\""))
        await server.stop()
    }

    @Test func `a form from another site, without token or for another host is refused`() async throws {
        let server = try await TestServer.start()
        let client = Client(server)
        let foreign = try await client.post(
            "/sign-in", [("username", "head"), ("password", TestServer.password)],
            ["Origin": "https://evil.example"])
        #expect(foreign.status == 403)
        let crossSite = try await client.post(
            "/sign-in", [("username", "head")], ["Sec-Fetch-Site": "cross-site"])
        #expect(crossSite.status == 403)
        try await client.signIn("head")
        #expect(try await client.post("/sign-out", []).status == 403)
        #expect(try await client.post("/sign-out", [("csrf", "x")]).status == 403)
        #expect(try await client.get("/").status == 200, "still signed in")
        let rebound = try await client.get("/", ["Host": "evil.example"])
        #expect(rebound.status == 421)
        await server.stop()
    }

    @Test func `pages speak the language that was chosen`() async throws {
        let server = try await TestServer.start()
        let client = Client(server, language: "en-GB,en")
        #expect(try await client.get("/sign-in").text.contains("<html lang=\"en\">"))
        let chosen = try await client.post("/language", [("language", "id"), ("back", "/sign-in")])
        #expect(chosen.status == 303)
        let page = try await client.get("/sign-in")
        #expect(page.text.contains("<html lang=\"id\">") && page.header("Content-Language") == "id")
        try await client.signIn("auditor")
        let csrf = try await client.csrf()
        _ = try await client.post("/language", [("csrf", csrf), ("language", "en"), ("back", "/")])
        #expect(try await client.get("/").text.contains("Welcome, auditor contoh."))
        await server.stop()
    }

    @Test func `a second factor is enrolled, asked for and taken once`() async throws {
        let server = try await TestServer.start()
        let client = Client(server)
        try await client.signIn("head")
        let enrol = try await client.submit("/account/second-factor")
        let secret = try #require(enrol.input("secret"))
        let code = try #require(OneTimeCode(base32: secret))
        let wrong = try await client.submit(
            "/account/second-factor/confirm", [("secret", secret), ("code", "000000")])
        #expect(wrong.status == 401 && wrong.text.contains(secret), "the page can be tried again")
        let now = code.code(step: OneTimeCode.step(at: Date()))
        let right = try await client.submit(
            "/account/second-factor/confirm", [("secret", secret), ("code", now)])
        #expect(right.status == 303)
        #expect(try await client.get("/account").text.contains("Terpasang."))
        let again = try await client.submit("/second-factor", [("code", now), ("next", "/")])
        #expect(again.status == 401, "a code is taken once")
        await server.stop()
    }

    @Test func `a changed password ends the other browsers`() async throws {
        let server = try await TestServer.start()
        let (client, other) = (Client(server), Client(server))
        try await client.signIn("social")
        try await other.signIn("social")
        let short = try await client.submit(
            "/account/password", [("current", TestServer.password), ("fresh", "pendek")])
        #expect(short.status == 422 && short.text.contains("id=\"e-fresh\""))
        let wrong = try await client.submit(
            "/account/password", [("current", "bukan"), ("fresh", "sandi baru saya")])
        #expect(wrong.status == 401)
        let done = try await client.submit(
            "/account/password", [("current", TestServer.password), ("fresh", "sandi baru saya")])
        #expect(done.status == 303)
        #expect(try await client.get("/").status == 200)
        #expect(try await other.get("/").status == 303)
        #expect(try await Client(server).signIn("social", password: "sandi baru saya").status == 303)
        await server.stop()
    }
}
