import Commons
import Foundation
import FoundationNetworking
import Testing

@testable import BudgetAPI

/// Goal: village money goes its whole way over HTTP, four persons one request, and refusals name their facts.
/// Method: one village's year from an empty budget to the cash book, partly by pages, partly by JSON.
@Suite struct MoneyFlowTests {
    static let base = "/villages/\(TestServer.village)/\(TestServer.year)"
    private static let line = "2.3.10 5.3.5.01 DDS 01"

    /// A person at work: a browser with a session and, where asked, a second factor.
    static func person(_ server: TestServer, _ name: String, factor: Bool = false) async throws
        -> Client
    {
        let client = Client(server)
        try await client.signIn(name)
        guard factor else { return client }
        let secret = try #require(try await client.submit("/account/second-factor").input("secret"))
        let code = try #require(OneTimeCode(base32: secret)).code(step: OneTimeCode.step(at: Date()))
        _ = try await client.submit("/account/second-factor/confirm", [("secret", secret), ("code", code)])
        return client
    }

    /// The treasurer's grid rows as the form sends them.
    private static func rows(_ rows: [[String]]) -> [(String, String)] {
        rows.flatMap { Array(zip(GridForm.columns, $0)) }
    }

    /// Opens the year's first version and returns its id.
    static func openVersion(_ treasurer: Client) async throws -> String {
        let id = UUID.v7().uuidString.lowercased()
        let opened = try await treasurer.submit(
            "\(base)/versions", [("id", id), ("kind", "murni"), ("revision", "1")])
        #expect(opened.status == 303 && opened.header("Location") == "\(base)/budget?version=\(id)")
        return id
    }

    private static func revision(_ client: Client, _ version: String) async throws -> String {
        let answer = try await client.json("GET", "/v1/versions/\(version)", "")
        return try #require(answer.header("ETag")).filter { $0 != "\"" }
    }

    static func fill(_ treasurer: Client, _ version: String) async throws {
        let path = "\(base)/versions/\(version)/activities"
        for (activity, grid) in [
            ("0.0.00", [["4.2.1.01", "DDS", "", "Dana Desa", "1", "tahun", "1.000.000"]]),
            ("2.3.10", [["5.3.5.01", "dds", "01", "Honor tim", "2,5", "OB", "400.000"]]),
        ] {
            let fields = [
                ("revision", try await revision(treasurer, version)),
                ("id", UUID.v7().uuidString.lowercased()),
            ]
            let saved = try await treasurer.submit("\(path)/\(activity)", fields + rows(grid))
            #expect(saved.status == 303, "\(saved.text)")
        }
    }

    static func post(_ server: TestServer, _ version: String) async throws {
        let people: [(name: String, verb: String, more: [(String, String)])] = [
            ("council", "agree", [("minutes", "BA 1/2026"), ("day", "2026-01-01")]),
            ("secretary", "submit", []),
            ("district", "evaluate", [("note", "")]),
            ("secretary", "post", [("regulation", "Perdes 1/2026"), ("day", "2026-01-02")]),
        ]
        for step in people {
            let client = try await person(server, step.name)
            let fields = [("revision", try await revision(client, version))] + step.more
            let answer = try await client.submit("\(base)/versions/\(version)/\(step.verb)", fields)
            #expect(answer.status == 303, "\(step.verb): \(answer.text)")
        }
    }

    @Test func `from an empty budget to the cash book`() async throws {
        let server = try await TestServer.start()
        let treasurer = try await Self.person(server, "treasurer", factor: true)
        let version = try await Self.openVersion(treasurer)
        try await Self.fill(treasurer, version)
        let page = try await treasurer.get("\(Self.base)/budget")
        #expect(page.text.contains("Rp\u{A0}1.000.000,00") && page.text.contains("Seimbang"))
        try await Self.post(server, version)

        let manager = try await Self.person(server, "manager")
        let form = try await manager.get("\(Self.base)/spp/new")
        #expect(form.text.contains(Self.line))
        let over = try await manager.submit("\(Self.base)/spp", Self.request("1.000.001"))
        #expect(over.status == 409 && over.text.contains("Rp\u{A0}1.000.000,00"), "names what remains")
        #expect(over.text.contains("value=\"1.000.001\""), "keeps what was typed")
        let asked = try await manager.submit("\(Self.base)/spp", Self.request("600.000"))
        let spp = try #require(asked.header("Location"))
        #expect(asked.status == 303)

        let secretary = try await Self.person(server, "secretary")
        let head = try await Self.person(server, "head", factor: true)
        #expect(try await Self.step(manager, spp, "submit").status == 303)
        #expect(try await Self.step(manager, spp, "verify").status == 403, "not the manager's post")
        #expect(try await Self.step(secretary, spp, "verify").status == 303)
        #expect(try await Self.step(head, spp, "approve").status == 303)
        let short = try await Self.step(treasurer, spp, "pay")
        #expect(short.status == 409 && short.text.contains("Kas tidak cukup"))
        let income = try await treasurer.submit(
            "\(Self.base)/income",
            [
                ("id", UUID.v7().uuidString), ("day", "2026-02-01"), ("account", "4.2.1.01"), ("fund", "DDS"),
                ("amount", "1.000.000"), ("payer", "KPPN"), ("description", "Dana Desa tahap 1"),
            ])
        #expect(income.status == 303, "\(income.text)")
        #expect(try await Self.step(treasurer, spp, "pay").status == 303)

        let book = try await treasurer.get("\(Self.base)/book")
        #expect(book.text.contains("Dana Desa tahap 1") && book.text.contains("400.000,00"))
        let csv = try await treasurer.get("\(Self.base)/book/export?format=csv")
        #expect(csv.status == 200 && csv.header("Content-Type")?.hasPrefix("text/csv") == true)
        #expect(csv.text.contains("5.3.5.01"))
        try await listAsFile(treasurer)
        let detail = try await treasurer.get(spp)
        #expect(detail.text.contains("dibayar") && detail.text.contains("manager contoh"))
        await server.stop()
    }

    private func listAsFile(_ reader: Client) async throws {
        let paid = try await reader.get("\(Self.base)/spp/file?state=paid&format=csv")
        let rows = paid.text.split(separator: "\r\n")
        #expect(rows.first == "number,day,kind,purpose,requester,amount,state" && rows.count == 2)
        let only = "definitive,Honor tim bulan Maret,manager contoh,600000.00,paid"
        #expect(rows.last?.hasSuffix(only) == true)
        let people = try await reader.get("\(Self.base)/spp/file?format=excel")
        #expect(people.text.contains("Nomor;Tanggal;Jenis;Uraian;Pengaju;Jumlah (Rp);Keadaan"))
        let none = try await reader.get("\(Self.base)/spp/file?state=draft&format=csv")
        #expect(none.text.split(separator: "\r\n").count == 1)
        #expect(try await reader.get("\(Self.base)/spp/file?state=x").status == 400, "not all of them")
    }

    static func request(_ amount: String) -> [(String, String)] {
        [
            ("id", UUID.v7().uuidString.lowercased()), ("day", "2026-03-01"), ("kind", "definitive"),
            ("purpose", "Honor tim bulan Maret"), ("payee", "Tim"), ("line", line), ("amount", amount),
        ]
    }

    /// A step with the revision that the page shows now.
    static func step(_ client: Client, _ spp: String, _ verb: String) async throws -> Answer {
        let id = spp.split(separator: "/").last.map(String.init) ?? ""
        let revision = try await client.json("GET", "/v1/spp/\(id)", "").header("ETag") ?? ""
        return try await client.submit("\(spp)/\(verb)", [("revision", revision.filter { $0 != "\"" })])
    }

    @Test func `mistakes in the grid are named cell by cell and nothing is lost`() async throws {
        let server = try await TestServer.start()
        let treasurer = try await Self.person(server, "treasurer")
        let version = try await Self.openVersion(treasurer)
        let path = "\(Self.base)/versions/\(version)/activities/2.3.10"
        let fields = [("revision", "1"), ("id", UUID.v7().uuidString)]
        let grid = [
            ["5.3.5.01", "DDS", "01", "Honor", "2,5", "OB", "400.000"],
            ["5.3.5.01", "DDS", "01", "Salah <b>", "1,00001", "OB", "1,234.50"],
            ["", "", "", "", "", "", ""],
        ]
        let answer = try await treasurer.submit(path, fields + Self.rows(grid))
        #expect(answer.status == 422)
        #expect(answer.text.contains("id=\"e-volume-2\"") && answer.text.contains("id=\"e-price-2\""))
        #expect(answer.text.contains("value=\"Salah &lt;b&gt;\"") && answer.text.contains("value=\"Honor\""))
        let unknown = try await treasurer.submit(
            path, fields + Self.rows([["5.9.9.99", "DDS", "01", "Honor", "1", "OB", "1"]]))
        #expect(unknown.status == 422 && unknown.text.contains("5.9.9.99"))
        #expect(
            try await treasurer.get(path.replacingOccurrences(of: "2.3.10", with: "9.9.99")).status == 404)
        await server.stop()
    }

    @Test func `a stale form is refused and another village's version does not exist`() async throws {
        let server = try await TestServer.start()
        let treasurer = try await Self.person(server, "treasurer")
        let version = try await Self.openVersion(treasurer)
        try await Self.fill(treasurer, version)
        let stale = try await treasurer.submit("\(Self.base)/versions/\(version)/delete", [("revision", "1")])
        #expect(stale.status == 409 && stale.text.contains("Sudah diubah orang lain"))
        let neighbour = try await Self.person(server, "treasurer2")
        #expect(try await neighbour.get("\(Self.base)/budget?version=\(version)").status == 404)
        #expect(try await neighbour.json("GET", "/v1/versions/\(version)", "").status == 404)
        let deleted = try await neighbour.submit(
            "\(Self.base)/versions/\(version)/delete", [("revision", "3")])
        #expect((400..<500).contains(deleted.status))
        #expect(try await treasurer.json("GET", "/v1/versions/\(version)", "").status == 200)
        await server.stop()
    }

    @Test func `programs do the same by JSON, once per id`() async throws {
        let server = try await TestServer.start()
        let signIn = #"{"username":"treasurer","password":"\#(TestServer.password)"}"#
        let opened = try await Client(server).json("POST", "/v1/session", signIn)
        #expect(opened.status == 201)
        let program = Client(server, bearer: try opened.member("token"))
        #expect(try await program.json("GET", "/v1/session", "").member("username") == "treasurer")
        let versions = "/v1\(Self.base)/versions"
        let id = UUID.v7().uuidString.lowercased()
        let first = try await program.json("POST", versions, #"{"kind":"murni"}"#, ["Idempotency-Key": id])
        let again = try await program.json("POST", versions, #"{"kind":"murni"}"#, ["Idempotency-Key": id])
        #expect(first.status == 201 && again.status == 201)
        #expect(try first.member("id")?.lowercased() == id && again.body == first.body)
        let other = try await program.json(
            "POST", versions, #"{"kind":"perubahan"}"#, ["Idempotency-Key": id])
        #expect(other.status == 422)
        #expect(try other.member("type") == "/problems/id-reused")
        let lines = """
            {"revision":1,"lines":[{"account":"5.3.5.01","fund":"DDS","rab":[
              {"description":"Honor","volume":"2.5","unit":"OB","unitPriceSen":40000000}]}]}
            """
        let put = try await program.json("PUT", "/v1/versions/\(id)/activities/2.3.10/lines", lines)
        #expect(put.status == 200, "\(put.text)")
        let tree = try await program.json("GET", "/v1/versions/\(id)", "")
        #expect(try tree.member("spendingSen") == "100000000" && tree.header("ETag") == "\"2\"")
        let bad = try await program.json(
            "PUT", "/v1/versions/\(id)/activities/2.3.10/lines", #"{"lines":[{}]}"#)
        #expect(bad.status == 400)
        #expect(try bad.member("member") == "lines.0.account")
        let list = try await program.json("GET", "\(versions)?limit=501", "")
        #expect(list.status == 200 || list.status == 422)
        let tooMany = try await program.json("GET", "/v1\(Self.base)/spp?limit=501", "")
        #expect(tooMany.status == 422)
        #expect(try await program.json("DELETE", "/v1/session", "").status == 204)
        #expect(try await program.json("GET", "/v1/session", "").status == 401)
        await server.stop()
    }
}
