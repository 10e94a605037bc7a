import Foundation
import FoundationNetworking
import Testing

@testable import BudgetAPI

/// Goal: the rules that every answer keeps, whatever the route.
@Suite struct HouseTests {
    @Test func `every answer forbids what a page does not need`() async throws {
        let server = try await TestServer.start()
        for path in ["/sign-in", "/nothing", "/v1/nothing", "/problems/busy"] {
            let answer = try await Client(server).get(path)
            let policy = answer.header("Content-Security-Policy") ?? ""
            #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
            #expect(!policy.contains("unsafe"))
            #expect(answer.header("X-Content-Type-Options") == "nosniff")
            #expect(answer.header("Referrer-Policy") == "same-origin")
            #expect(answer.header("X-Request-Id")?.isEmpty == false)
        }
        await server.stop()
    }

    @Test func `problems are JSON for programs and pages for people`() async throws {
        let server = try await TestServer.start()
        let client = Client(server)
        let program = try await client.json("GET", "/v1/nothing", "")
        #expect(program.status == 404 && program.header("Content-Type") == "application/problem+json")
        #expect(try program.member("type") == "/problems/not-found")
        #expect(try program.member("requestId") == program.header("X-Request-Id"))
        let person = try await client.get("/nothing")
        #expect(person.status == 404 && person.text.contains("<h1>Tidak ditemukan</h1>"))
        #expect(person.text.contains(person.header("X-Request-Id") ?? "?"))
        await server.stop()
    }

    @Test func `another method says which ones there are`() async throws {
        let server = try await TestServer.start()
        let answer = try await Client(server).json("DELETE", "/sign-in", "")
        #expect(answer.status == 405 && answer.header("Allow") == "GET, HEAD, POST")
        let head = try await Client(server).send("HEAD", "/sign-in", nil, [:])
        #expect(head.status == 200 && head.body.isEmpty)
        await server.stop()
    }

    @Test func `every problem type has a page`() async throws {
        let server = try await TestServer.start()
        for kind in ProblemKind.allCases {
            #expect(
                try await Client(server).get("/problems/\(kind.rawValue)").status == 200, "\(kind.rawValue)")
        }
        #expect(try await Client(server).get("/problems/nothing").status == 404)
        await server.stop()
    }

    @Test func `static files are packed and kept for ever, and nothing else is reachable`() async throws {
        let server = try await TestServer.start()
        let client = Client(server)
        let page = try await client.get("/sign-in").text
        let style = try #require(page.firstMatch(of: /href="(\/static\/[0-9a-f]{16}\/styles\/balai.css)"/)?.1)
        let file = try await client.get(String(style), ["Accept-Encoding": "gzip"])
        #expect(file.status == 200 && file.header("Cache-Control")?.contains("immutable") == true)
        #expect(file.header("Content-Type") == "text/css; charset=utf-8")
        #expect(file.text.contains("--ink") && file.body.count < 20_000)
        for path in [
            "/static/x/styles/balai.css", "/static/../Package.swift", "/static/%2e%2e/Package.swift",
            String(style).replacingOccurrences(of: "styles/balai.css", with: "pages/layout.mustache"),
            String(style).replacingOccurrences(of: "styles/balai.css", with: "logic/money.test.js"),
        ] {
            #expect(try await client.get(path).status == 404, "\(path)")
        }
        await server.stop()
    }

    @Test func `a body past the limit is refused`() async throws {
        let server = try await TestServer.start()
        let fields = [("username", String(repeating: "a", count: AppContext.bodyBytesLimit + 1))]
        #expect(try await Client(server).post("/sign-in", fields).status == 413)
        await server.stop()
    }

    @Test func `an unknown bearer token is refused, not ignored`() async throws {
        let server = try await TestServer.start()
        let answer = try await Client(server, bearer: "nonsense").json("GET", "/v1/session", "")
        #expect(answer.status == 401 && answer.header("WWW-Authenticate") == "Bearer")
        await server.stop()
    }
}
