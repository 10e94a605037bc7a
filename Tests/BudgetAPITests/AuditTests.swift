import Commons
import Foundation
import FoundationNetworking
import Postgres
import Testing
import TestSupport

@testable import BudgetAPI

/// Goal: an auditor takes everything home and changes nothing. Method: archives are unpacked and counted
/// again; every writing route is knocked at with the route check off, every table counted around it.
@Suite struct AuditTests {
    private static let base = MoneyFlowTests.base

    /// Files of an archive by name, unpacked by Python's own reader.
    private static func unpack(_ archive: Data) throws -> [String: Data] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("zip-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("export.zip")
        try archive.write(to: file)
        let unpacking = ["-m", "zipfile", "-e", file.path, folder.appendingPathComponent("out").path]
        #expect(try Program.run("python3", unpacking).status == 0)
        let out = folder.appendingPathComponent("out")
        var found: [String: Data] = [:]
        for case let path as String in FileManager.default.enumerator(atPath: out.path) ?? .init() {
            let url = out.appendingPathComponent(path)
            if !url.hasDirectoryPath { found[path] = try Data(contentsOf: url) }
        }
        return found
    }

    /// Waits for an export as its page's module does, then downloads it.
    private static func archive(_ auditor: Client, _ began: Answer) async throws -> [String: Data] {
        let address = try #require(began.header("Location"), "\(began.text)")
        var job = try await auditor.json("GET", "/v1\(address)", "")
        for _ in 0..<600 where try job.member("state") == "running" {
            try await Task.sleep(for: .milliseconds(50))
            job = try await auditor.json("GET", "/v1\(address)", "")
        }
        #expect(try job.member("state") == "done", "\(job.text)")
        #expect(try job.member("done") == job.member("total"))
        let page = try await auditor.get(address)
        #expect(page.text.contains(try #require(try job.member("sha256"))))
        let file = try await auditor.get("\(address)/file")
        #expect(SHA256.hexadecimal(SHA256.sum(of: file.body)) == (try job.member("sha256")))
        return try unpack(file.body)
    }

    @Test func `an export holds the books of the scope, and its manifest is true`() async throws {
        let server = try await TestServer.start()
        _ = try await ReportPagesTests.lived(server)
        let auditor = try await MoneyFlowTests.person(server, "auditor")
        let forms = ["journal", "hledger", "realisation", "excel"].map { ("form", $0) }
        let scope = [("place", "35.10.99"), ("from", "2026"), ("until", "2025")]
        let files = try await Self.archive(auditor, try await auditor.submit("/audit/exports", scope + forms))
        let folder = "35.10.99.2001/2026"
        let journal = String(decoding: try #require(files["\(folder)/journal.csv"]), as: UTF8.self)
        #expect(journal.contains("Honor tim bulan Maret") && journal.contains("600000.00"))
        #expect(files["\(folder)/journal.hledger"] != nil && files["\(folder)/lra-excel.csv"] != nil)
        let report = String(decoding: try #require(files["\(folder)/lra.csv"]), as: UTF8.self)
        #expect(report.contains("Jumlah belanja,1000000.00,600000.00,400000.00,60.00"))
        #expect(files["key.txt"].map { String(decoding: $0, as: UTF8.self) }?.hasPrefix("balai/3510") == true)
        let manifest = String(decoding: try #require(files["manifest.csv"]), as: UTF8.self)
        var reader = CSVReader(bytes: Array(manifest.utf8))
        var listed: [String: [String]] = [:]
        while let row = try reader.next() { listed[row.fields[0]] = row.fields }
        #expect(Set(listed.keys).subtracting(["file"]) == Set(files.keys).subtracting(["manifest.csv"]))
        for (name, data) in files where name != "manifest.csv" {
            #expect(listed[name]?[1] == String(data.count), "\(name)")
            #expect(listed[name]?[2] == SHA256.hexadecimal(SHA256.sum(of: data)), "\(name)")
        }
        #expect(listed["\(folder)/journal.csv"]?[3] == "4", "four postings")
        let wrong = try await auditor.submit(
            "/audit/exports", [("place", "Bali"), ("from", "2026"), ("until", "2026")] + forms)
        #expect(wrong.status == 422 && wrong.text.contains("e-place"))
        let none = try await auditor.submit(
            "/audit/exports", [("place", "35.10.99.2002"), ("from", "2026"), ("until", "2026")] + forms)
        #expect(none.status == 422, "no books there")
        await server.stop()
    }

    @Test func `a list of numbers gives papers and journal lines, and says what is not there`() async throws {
        let server = try await TestServer.start()
        _ = try await ReportPagesTests.lived(server)
        let auditor = try await MoneyFlowTests.person(server, "auditor")
        let pasted = """
            1/SPP/35.10.99.2001/2026
            0001/kwt/3510992001/2026
            0001/TBP/35.10.99.2001/2026
            0099/SPP/35.10.99.2001/2026
            =cmd
            """
        let files = try await Self.archive(
            auditor, try await auditor.submit("/audit/vouchers", [("numbers", pasted)]))
        let spp = "0001-SPP-35.10.99.2001-2026"
        for name in ["spp.pdf", "sptb.pdf", "kuitansi.pdf", "journal.csv"] {
            #expect(files["\(spp)/\(name)"] != nil, "\(name): \(files.keys.sorted())")
        }
        let receipt = try PDFText(try #require(files["0001-KWT-35.10.99.2001-2026/kuitansi.pdf"]))
        #expect(receipt.words.contains("Enam ratus ribu rupiah"))
        #expect(!receipt.all.contains("/matches/"), "an auditor's print leaves no trace")
        #expect(files["0001-TBP-35.10.99.2001-2026/tbp.pdf"] != nil)
        let legs = String(decoding: try #require(files["\(spp)/journal.csv"]), as: UTF8.self)
        #expect(legs.contains("1.1.1.02") && legs.contains("600000.00"), "the bank line is there")
        let index = String(decoding: try #require(files["index.csv"]), as: UTF8.self)
        #expect(index.contains("0099/SPP/35.10.99.2001/2026,no,0,") && index.contains("'=cmd,no"))
        let none = try await auditor.submit("/audit/vouchers", [("numbers", "abc")])
        #expect(none.status == 422 && none.text.contains("e-numbers"))
        await server.stop()
    }

    @Test func `payees are found across villages, with their payments, and only by auditors`() async throws {
        let server = try await TestServer.start()
        let (treasurer, spp) = try await ReportPagesTests.lived(server)
        let auditor = try await MoneyFlowTests.person(server, "auditor")
        let page = try await auditor.get("/audit/payees?search=TIM")
        #expect(page.status == 200 && page.text.contains("600.000,00"))
        let link = try #require(page.text.firstMatch(of: /href="(\/audit\/payees\/payments\?payee=[^"]*)"/))
        let payments = try await auditor.get(String(link.1))
        #expect(payments.text.contains(spp) && payments.text.contains("Sumbermulyo"))
        let csv = try await auditor.get("/audit/payees/file?format=csv")
        #expect(csv.text.contains("Tim,1,1,600000.00,2026-03-01,2026-03-01"))
        let program = try await auditor.json("GET", "/v1/audit/payees", "")
        #expect(program.text.contains("\"amountSen\":60000000"))
        #expect(try await auditor.get("/audit/payees?search=tiada").text.contains("Tim") == false)
        #expect(try await treasurer.get("/audit/payees").status == 403)
        let inspector = try await MoneyFlowTests.person(server, "inspector")
        let began = try await auditor.submit("/audit/vouchers", [("numbers", "1/SPP/3510992001/2026")])
        let other = try #require(began.header("Location"))
        #expect(try await inspector.get(other).status == 404, "another person's export")
        await server.stop()
    }

    /// How many rows each table has, but for sessions, which every request touches.
    private static func counts(_ server: TestServer) async throws -> [String: Int64] {
        let tables = try await server.test.sql(
            """
            SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
             WHERE table_schema IN ('ledger', 'monitoring', 'place', 'audit', 'proof', 'balai', 'identity')
               AND table_type = 'BASE TABLE' AND table_name <> 'session'
            """)
        var counts: [String: Int64] = [:]
        for row in tables {
            let name = try row.text("name")
            counts[name] = try await server.test.sql("SELECT count(*) AS n FROM \(name)").one().int64("n")
        }
        return counts
    }

    @Test func `nothing an auditor does changes anything, the route check on or off`() async throws {
        let server = try await TestServer.start(.init(checksRoutes: false))
        let (_, spp) = try await ReportPagesTests.lived(server)
        let auditor = try await MoneyFlowTests.person(server, "auditor")
        let id = String(spp.split(separator: "/").last ?? "")
        let csrf = try await auditor.csrf()
        // The sequencer signs what was posted by itself, within a second: that is not the auditor's doing.
        let waiting = "SELECT count(*) AS n FROM proof.pending"
        for _ in 0..<400 where try await server.test.sql(waiting).one().int64("n") > 0 {
            try await Task.sleep(for: .milliseconds(50))
        }
        let before = try await Self.counts(server)
        #expect(before.count > 30 && before["proof.pending"] == 0)
        let own = ["/account", "/sign", "/language", "/second-factor", "/slip", "/v1/session", "/v1/tokens"]
        var knocked = 0
        for row in try ContractTests.permissions() where row.method != "GET" {
            if own.contains(where: row.path.hasPrefix) && !row.path.hasPrefix("/accounts") { continue }
            if row.path.hasPrefix("/audit") || row.path == "/v1/neighbours" { continue }
            let path = row.path.replacing("{village}", with: String(TestServer.village))
                .replacing("{year}", with: "2026").replacing("{activity}", with: "2.3.10")
                .replacing("{id}", with: id).replacing(/\{[a-z]+\}/, with: UUID.v7().uuidString.lowercased())
            let answer =
                row.path.hasPrefix("/v1/")
                ? try await auditor.json(row.method, path, #"{"revision":1}"#, ["X-CSRF-Token": csrf])
                : try await auditor.post(path, [("csrf", csrf), ("revision", "1"), ("id", id)])
            #expect((400..<500).contains(answer.status), "\(row.method) \(path): \(answer.status)")
            knocked += 1
        }
        #expect(knocked > 40)
        for path in [
            "\(Self.base)/realisation/file", "\(spp)/print", "\(Self.base)/book/print", "/audit/payees/file",
        ] {
            #expect(try await auditor.get(path).status == 200)
        }
        let scope = [("place", "35.10"), ("from", "2026"), ("until", "2026"), ("form", "journal")]
        _ = try await Self.archive(auditor, try await auditor.submit("/audit/exports", scope))
        let after = try await Self.counts(server)
        #expect(after == before, "\(after.filter { before[$0.key] != $0.value })")
        await server.stop()
    }

    @Test func `the auditor's database role can read and nothing else`() async throws {
        let test = try await TestDatabase.make()
        let grants = try await test.sql(
            """
            SELECT privilege_type, count(*) AS n FROM information_schema.role_table_grants
             WHERE grantee = 'balai_audit' GROUP BY privilege_type
            """)
        #expect(try grants.map { try $0.text("privilege_type") } == ["SELECT"])
        let functions = try await test.sql(
            """
            SELECT n.nspname || '.' || p.proname AS name FROM pg_proc AS p
              JOIN pg_namespace AS n ON n.oid = p.pronamespace
             WHERE has_function_privilege('balai_audit', p.oid, 'EXECUTE') AND p.provolatile = 'v'
               AND n.nspname IN ('balai', 'ledger', 'place', 'identity', 'audit', 'monitoring', 'proof')
             ORDER BY 1
            """)
        let names = try functions.map { try $0.text("name") }
        let known: Set = ["balai.refuse", "identity.enter", "identity.session_of"]
        #expect(Set(names).isSubset(of: known), "\(names)")
    }
}
