import Commons
import Foundation
import TestSupport
import Testing

@testable import BudgetAPI

/// Goal: anyone reads a village's lasting page and reports on a work; caches may keep it; the village's
/// officers never meet the report. Method: the real server, without and with people signed in.
@Suite struct PublicWebTests {
    private static let village = "35.10.99.2001"

    private static func scene() async throws -> (server: TestServer, anyone: Client, work: String) {
        let server = try await TestServer.start()
        let manager = Client(server)
        try await manager.signIn("manager")
        let made = try await manager.json(
            "POST", "/v1/villages/\(TestServer.village)/2026/works",
            """
            {"name":"=Talud <uji>","activity":"2.3.10","fund":"DDS","kind":"wall","budgetSen":750000000,
             "starts":"2026-01-01","ends":"2026-12-31"}
            """, ["X-CSRF-Token": try await manager.csrf()])
        return (server, Client(server), try #require(try made.member("id")))
    }

    @Test func `a resident finds a village by its name or kecamatan, without an account`() async throws {
        let (_, anyone, _) = try await Self.scene()
        // The page before the village's code is full of other villages: the next one begins after it.
        let next = try await anyone.get("/desa?after=3510991999")
        #expect(next.status == 200 && next.text.contains("href=\"/desa/\(Self.village)\""))
        #expect(try await !anyone.get("/desa").text.contains("/desa/\(Self.village)"))
        let none = try await anyone.get("/desa?search=%25%25tidak-ada")
        #expect(none.status == 200 && !none.text.contains("/desa/35."))
        #expect(try await anyone.get("/desa?after=x").status == 400)
        #expect(try await anyone.get("/sign-in").text.contains("href=\"/desa\""))
    }

    @Test func `the page of a village has one lasting address and an ETag`() async throws {
        let (server, anyone, _) = try await Self.scene()
        let address = "/desa/\(Self.village)/2026"
        let page = try await anyone.get(address)
        #expect(page.status == 200 && page.text.contains("=Talud &lt;uji&gt;"))
        #expect(page.header("Cache-Control")?.hasPrefix("public") == true)
        let tag = try #require(page.header("ETag"))
        let again = try await anyone.get(address, ["If-None-Match": tag])
        #expect(again.status == 304 && again.body.isEmpty)
        let plain = try await anyone.get("/desa/3510992001/2026")
        #expect(plain.status == 301 && plain.header("Location") == address)
        #expect(try await anyone.get("/desa/\(Self.village)").header("Location")?.hasPrefix("/desa/") == true)
        for nowhere in ["/desa/35.10.99.2099/2026", "/desa/abc/2026", "/desa/\(Self.village)/1999"] {
            #expect(try await anyone.get(nowhere).status == 404, "\(nowhere)")
        }
        let head = Client(server)
        try await head.signIn("head")
        let seen = try await head.get(address)
        #expect(seen.header("ETag") == tag && !seen.text.contains("head contoh"))
        await server.stop()
    }

    @Test func `the tables are CSV in which no cell becomes a formula`() async throws {
        let (server, anyone, work) = try await Self.scene()
        let works = try await anyone.get("/desa/\(Self.village)/2026/pekerjaan.csv")
        #expect(works.header("Content-Type")?.hasPrefix("text/csv") == true)
        #expect(works.text.contains(work.lowercased()) && works.text.contains("'=Talud <uji>"))
        #expect(works.text.contains("750000000"))
        let budget = try await anyone.get("/desa/\(Self.village)/2026/anggaran.csv")
        #expect(budget.status == 200 && budget.text.contains("amount_sen"))
        await server.stop()
    }

    @Test func `a village says where to complain, and nobody says it for another village`() async throws {
        let (server, anyone, _) = try await Self.scene()
        let page = "/villages/\(TestServer.village)/complaint"
        let secretary = Client(server)
        try await secretary.signIn("secretary")
        #expect(try await secretary.submit(page, [("complaint", "Kantor <Desa> 08-14")]).status == 303)
        #expect(try await anyone.get("/desa/\(Self.village)/2026").text.contains("Kantor &lt;Desa&gt; 08-14"))
        let longest = String(repeating: "é", count: 300)
        #expect(try await secretary.submit(page, [("complaint", longest)]).status == 303)
        #expect(try await anyone.get("/desa/\(Self.village)/2026").text.contains(longest))
        #expect(try await secretary.submit(page, [("complaint", longest + "é")]).status == 422)
        #expect(try await secretary.submit(page, [("complaint", "")]).status == 303)
        #expect(try await !anyone.get("/desa/\(Self.village)/2026").text.contains(longest))
        let treasurer = Client(server)
        try await treasurer.signIn("treasurer")
        #expect(try await treasurer.get(page).status == 403)
        #expect([403, 404].contains(try await secretary.get("/villages/3510992002/complaint").status))
        await server.stop()
    }

    @Test func `anyone reports on a work and looks the answer up by the code`() async throws {
        let (server, anyone, work) = try await Self.scene()
        let address = "/desa/\(Self.village)/2026/pekerjaan/\(work)"
        let form = try await anyone.get(address)
        let id = try #require(form.input("id"))
        func body(_ message: String, id: String) -> Data {
            Data(
                ("--x\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n\(id)\r\n--x\r\n"
                    + "Content-Disposition: form-data; name=\"message\"\r\n\r\n\(message)\r\n--x--\r\n").utf8)
        }
        let headers = [
            "Content-Type": "multipart/form-data; boundary=x", "Origin": server.address.absoluteString,
        ]
        #expect(try await anyone.send("POST", address, body("", id: id), headers).status == 422)
        let sent = try await anyone.send("POST", address, body("Belum dibangun", id: id), headers)
        #expect(sent.status == 201, "\(sent.text.suffix(600))")
        let code = try #require(sent.text.firstMatch(of: /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/)).0
        #expect(try await anyone.post("/lapor", [("code", String(code))]).text.contains("Diterima"))
        #expect(try await anyone.post("/lapor", [("code", "ABCD-EFGH-JKLM")]).status == 422)
        let inspector = Client(server)
        try await inspector.signIn("inspector")
        let list = try await inspector.get("/reports")
        #expect(list.text.contains("Belum dibangun"))
        let file = try await inspector.get("/reports/export?format=csv&state=received")
        #expect(file.header("Content-Type") == "text/csv; charset=utf-8")
        #expect(file.text.hasPrefix("id,received_at,") && file.text.contains("Belum dibangun"))
        #expect(try await !inspector.get("/reports/export?state=closed").text.contains("Belum dibangun"))
        #expect(try await inspector.get("/reports/export?format=exe").status == 406)
        let one = try #require(list.text.firstMatch(of: /\/reports\/[0-9a-f-]{36}/)).0
        let answered = try await inspector.submit(
            "\(one)/answer", [("revision", "1"), ("step", "closed"), ("answer", "Kami periksa")])
        #expect(answered.status == 303)
        #expect(try await anyone.post("/lapor", [("code", String(code))]).text.contains("Kami periksa"))
        for role in ["manager", "head", "county", "auditor", "district"] {
            let other = Client(server)
            try await other.signIn(role)
            #expect(try await other.get("/reports").status == 403)
            #expect(try await other.get("/reports/export").status == 403)
            #expect(try await !other.get("/works/\(work)").text.contains("Belum dibangun"))
        }
        await server.stop()
    }

    @Test func `the sixth report of one address in a row has to wait`() async throws {
        let (server, anyone, work) = try await Self.scene()
        let address = "/desa/\(Self.village)/2026/pekerjaan/\(work)"
        var statuses: [Int] = []
        for _ in 0..<6 {
            let answer = try await anyone.send(
                "POST", address, Data("--x--\r\n".utf8),
                [
                    "Content-Type": "multipart/form-data; boundary=x",
                    "Origin": server.address.absoluteString,
                ])
            statuses.append(answer.status)
        }
        #expect(statuses.last == 429 && !statuses.dropLast().contains(429), "\(statuses)")
        await server.stop()
    }

    @Test func `the county changes a limit on its page, others only read it`() async throws {
        let (server, _, _) = try await Self.scene()
        let county = Client(server)
        try await county.signIn("county")
        #expect(try await county.get("/tolerances").text.contains("Cocok sampai"))
        let set = try await county.submit(
            "/tolerances",
            [("key", "photo.near-metres"), ("value", "80"), ("from", "2099-01-01"), ("basis", "SK 2/2026")])
        #expect(set.status == 303, "\(set.text.suffix(600))")
        #expect(try await county.get("/tolerances").text.contains("2099"))
        let head = Client(server)
        try await head.signIn("head")
        #expect(try await head.get("/tolerances").status == 200)
        #expect(try await head.submit("/tolerances", [("key", "photo.near-metres")]).status == 403)
        await server.stop()
    }
}
