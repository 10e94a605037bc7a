import Commons
import Foundation
import FoundationNetworking
import Testing

@testable import BudgetAPI

/// Goal: the sheet, the evaluation and the approval box do over HTTP what their pages promise.
@Suite struct BudgetEntryTests {
    private static let base = "/villages/\(TestServer.village)/\(TestServer.year)"

    private static func person(_ server: TestServer, _ name: String) async throws -> Client {
        let client = Client(server)
        try await client.signIn(name)
        return client
    }

    private static func open(_ treasurer: Client) async throws -> String {
        let id = UUID.v7().uuidString.lowercased()
        let opened = try await treasurer.submit(
            "\(base)/versions", [("id", id), ("kind", "murni"), ("revision", "1")])
        #expect(opened.status == 303)
        return id
    }

    private static let rows = """
        \t4.2.1.01\tDDS\t\tDana Desa\t1\ttahun\t1.000.000
        2.3.10\t5.3.5.1\tdds\t1\tHonor tim\t2,5\tOB\t400.000
        """

    private static func store(_ client: Client, _ version: String, _ rows: String, revision: String = "1")
        async throws -> Answer
    {
        try await client.submit(
            "\(base)/versions/\(version)/sheet",
            [("id", UUID.v7().uuidString), ("revision", revision), ("rows", rows)])
    }

    @Test func `without scripts the sheet is a form, and files go out and in`() async throws {
        let server = try await TestServer.start()
        let treasurer = try await Self.person(server, "treasurer")
        let version = try await Self.open(treasurer)
        let path = "\(Self.base)/versions/\(version)/sheet"
        let wrong = try await Self.store(
            treasurer, version, Self.rows.replacing("400.000", with: "400,000.00"))
        #expect(wrong.status == 422 && wrong.text.contains("1.234.567,89"), "with a hint")
        #expect(wrong.text.contains("400,000.00"), "and nothing lost")
        #expect(try await Self.store(treasurer, version, Self.rows).status == 303)
        let stale = try await Self.store(treasurer, version, "2.3.10\t5.3.5.01\tDDS\t\tLain\t1\tls\t5")
        #expect(stale.status == 409 && stale.text.contains("Lain") && stale.text.contains("Honor tim"))
        for format in ["csv", "csv-id", "xlsx"] {
            let file = try await treasurer.get("\(path)/export?format=\(format)")
            #expect(
                file.status == 200 && file.header("Content-Disposition")?.contains("rab-35.10.99") == true)
            let brought = try await Self.upload(treasurer, "\(path)/import", file.body)
            #expect(brought.status == 200, "\(format)")
            #expect(brought.text.contains("2.3.10\t5.3.5.01\tDDS\t01\tHonor tim\t2,5\tOB\t400"), "\(format)")
            #expect(brought.text.contains("unsaved"))
        }
        let junk = try await Self.upload(treasurer, "\(path)/import", Data([0x50, 0x4B, 3, 4]))
        #expect(junk.status == 422 && junk.text.contains("bukan XLSX"))
        #expect(try await treasurer.get("\(path)/export?format=exe").status == 406)
        let head = try await Self.person(server, "head")
        let seen = try await head.get(path)
        #expect(seen.status == 200 && seen.text.contains("Honor tim") && !seen.text.contains("<textarea"))
        await server.stop()
    }

    private static func upload(_ client: Client, _ path: String, _ bytes: Data) async throws -> Answer {
        var body = Data(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n".utf8)
        body.append(bytes)
        body.append(Data("\r\n--b--\r\n".utf8))
        return try await client.send(
            "POST", path, body,
            [
                "Content-Type": "multipart/form-data; boundary=b", "X-CSRF-Token": try await client.csrf(),
                "Sec-Fetch-Site": "same-origin",
            ])
    }

    @Test func `autosave replaces named activities once per id`() async throws {
        let server = try await TestServer.start()
        let treasurer = try await Self.person(server, "treasurer")
        let version = try await Self.open(treasurer)
        let token = ["X-CSRF-Token": try await treasurer.csrf()]
        let path = "/v1/versions/\(version)/lines"
        let body = """
            {"id":"\(UUID.v7().uuidString)","revision":1,"activities":["2.3.10"],"lines":[
             {"activity":"2.3.10","account":"5.3.5.01","fund":"DDS","subDetail":"01","rab":[
              {"description":"Honor","volume":"2.5","unit":"OB","unitPriceSen":40000000}]}]}
            """
        let first = try await treasurer.json("PUT", path, body, token)
        let again = try await treasurer.json("PUT", path, body, token)
        #expect(first.status == 200 && first.body == again.body)
        #expect(try first.member("revision") == "2")
        let late = try await treasurer.json(
            "PUT", path, body.replacing(/"id":"[^"]+",/, with: ""), token)
        #expect(late.status == 409)
        #expect(try late.member("type") == "/problems/stale-revision")
        let copy = try await treasurer.json("POST", "/v1/versions/\(version)/copy", #"{"revision":2}"#, token)
        #expect(try copy.member("type") == "/problems/budget-not-empty")
        await server.stop()
    }

    @Test func `a budget is agreed, sent, remarked, returned and answered by pages`() async throws {
        let server = try await TestServer.start()
        let treasurer = try await Self.person(server, "treasurer")
        let version = try await Self.open(treasurer)
        #expect(try await Self.store(treasurer, version, Self.rows).status == 303)
        let own = "\(Self.base)/versions/\(version)"
        let council = try await Self.person(server, "council")
        #expect(try await council.get("/").text.contains("menunggu kesepakatan BPD"))
        let bare = try await council.submit("\(own)/agree", [("revision", "2")])
        #expect(bare.status == 422, "without minutes")
        let agreed = try await council.submit(
            "\(own)/agree", [("revision", "2"), ("minutes", "BA 7/2026"), ("day", "2026-01-02")])
        #expect(agreed.status == 303)
        let head = try await Self.person(server, "head")
        let box = try await head.get("/approvals")
        #expect(box.text.contains("BA 7/2026") && box.text.contains("Ajukan ke camat"))
        let sent = try await head.submit("/approvals/budgets/\(version)/submit", [("revision", "3")])
        #expect(sent.header("Location") == "/approvals?done=submit")

        let district = try await Self.person(server, "district")
        let list = try await district.get("/evaluations?state=submitted")
        #expect(list.text.contains("\(own)/evaluation") && list.text.contains("Sumbermulyo"))
        let page = "\(own)/evaluation"
        let place = "2.3.10 5.3.5.01 DDS 01"
        let remark = try await district.submit(
            "\(page)/remarks",
            [
                ("id", UUID.v7().uuidString), ("place", place), ("remark", "Honor terlalu tinggi"),
                ("binding", "binding"),
            ])
        #expect(remark.status == 303)
        let blocked = try await district.submit("\(own)/evaluate", [("revision", "4")])
        #expect(blocked.status == 409 && blocked.text.contains("catatan wajib"))
        #expect(try await district.submit("\(own)/return", [("revision", "4")]).status == 303)
        #expect(try await treasurer.get("/").text.contains("dikembalikan dengan catatan"))
        let seen = try await treasurer.get(page)
        #expect(seen.text.contains("Honor terlalu tinggi"))
        let address = try #require(seen.text.firstMatch(of: /action="([^"]+\/answer)"/)?.1)
        let answered = try await treasurer.submit(String(address), [("answer", "Sudah diturunkan")])
        #expect(answered.status == 303)
        let remarks = try await treasurer.json("GET", "/v1/versions/\(version)/remarks", "")
        #expect(remarks.text.contains("Sudah diturunkan"))
        let neighbour = try await Self.person(server, "treasurer2")
        #expect(try await neighbour.get(page).status == 404)
        #expect(!(try await neighbour.json("GET", "/v1/versions", "").text.contains(version)))
        await server.stop()
    }
}
