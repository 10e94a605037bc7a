import Foundation
import Testing

@testable import BudgetAPI

/// Goal: what can't be read is refused by its name: it neither becomes a fault of the server nor is it left
/// out in silence, which would answer another question than the one asked. Method: the real server, JSON and
/// addresses.
@Suite struct BadInputTests {
    @Test func `a character that no database holds is the sender's fault, wherever it stands`() async throws {
        let server = try await TestServer.start()
        let treasurer = Client(server)
        try await treasurer.signIn("treasurer")
        let token = ["X-CSRF-Token": try await treasurer.csrf()]
        let text = try await treasurer.json("POST", "/v1/tokens", #"{"label":"a\u0000b","days":5}"#, token)
        #expect(text.status == 400 && text.text.contains("malformed-request"))
        let sound = try await treasurer.json("POST", "/v1/tokens", #"{"label":"a\u0001b","days":5}"#, token)
        #expect(sound.status == 201)
        #expect(try await treasurer.get("/v1/works?search=jalan%00").status == 400)
        let form = try await treasurer.submit("/sign-out", [("csrf\0", "x\0")])
        #expect(form.status < 500)
        await server.stop()
    }

    @Test func `a system of reference that nobody knows is told, and so is a shape`() async throws {
        let server = try await TestServer.start()
        let manager = Client(server)
        try await manager.signIn("manager")
        let token = ["X-CSRF-Token": try await manager.csrf()]
        func check(_ more: String) async throws -> Answer {
            let body = #"{"village":"35.10.99.2001","coordinates":"-8.48, 114.44"\#(more)}"#
            return try await manager.json("POST", "/v1/sites/check", body, token)
        }
        #expect(try await check("").status == 200)
        #expect(try await check(#","epsg":4326,"shape":"point""#).status == 200)
        for epsg in [0, -1, 99_999, -7_566_429_702] {
            let answer = try await check(#","epsg":\#(epsg)"#)
            #expect(answer.status == 422 && answer.text.contains("invalid-geometry"), "epsg \(epsg)")
        }
        let shape = try await check(#","shape":"circle""#)
        #expect(shape.status == 400 && shape.text.contains(#""member":"shape""#))
        await server.stop()
    }

    @Test(arguments: [
        ("/v1/works", "year", "dua"), ("/v1/works", "year", "null"), ("/v1/works", "state", "opne"),
        ("/v1/works", "flag", "red"), ("/v1/works", "village", "Sumber"), ("/v1/works", "bbox", "1,2,3"),
        ("/v1/works", "after", "x"), ("/v1/map?bbox=114,-9,115,-8", "zoom", "near"),
        ("/v1/map?zoom=9", "bbox", ""),
        ("/v1/versions", "state", "opne"), ("/v1/versions", "after", "x"), ("/v1/boundaries", "zoom", "1.5"),
        ("/works", "year", "dua"), ("/villages", "after", "x"), ("/flags", "severity", "red"),
    ])
    func `a filter or cursor that can't be read is refused by its name`(
        _ path: String, _ name: String, _ value: String
    ) async throws {
        let server = try await TestServer.start()
        let inspector = Client(server)
        try await inspector.signIn("inspector")
        let join = path.contains("?") ? "&" : "?"
        let answer = try await inspector.get("\(path)\(join)\(name)=\(value)")
        #expect(answer.status == 400)
        if path.hasPrefix("/v1/") { #expect(answer.text.contains(#""member":"\#(name)""#)) }
        await server.stop()
    }

    @Test func `a gate rule names the member that is wrong`() async throws {
        let server = try await TestServer.start()
        let county = Client(server)
        try await county.signIn("county")
        let token = ["X-CSRF-Token": try await county.csrf()]
        func rule(kind: String = "null", stage: Int = 40, basis: String = "SK 1") async throws -> Answer {
            let body = """
                {"code":"uji","validFrom":"2026-01-01","kind":\(kind),"spentPercent":40,"stage":\(stage),
                 "photos":1,"basis":"\(basis)"}
                """
            return try await county.json("POST", "/v1/gate-rules", body, token)
        }
        #expect(try await rule().status == 201)
        #expect(try await rule(stage: 100).status == 201)
        #expect(try await rule(stage: 101).text.contains(#""member":"stage""#))
        #expect(try await rule(kind: "\"castle\"").text.contains(#""member":"kind""#))
        #expect(try await rule(basis: "").text.contains(#""member":"basis""#))
        await server.stop()
    }
}
