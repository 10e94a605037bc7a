import Commons
import Foundation
import FoundationNetworking
import Ledger
import TestSupport
import Testing

@testable import BudgetAPI

/// Goal: reports and papers say what the ledger says, in each form, and only to whom they belong. Method: one
/// payment of 600.000 from a budget of 1.000.000; pages are followed and files read back.
@Suite struct ReportPagesTests {
    private static let base = MoneyFlowTests.base

    /// A year with one income and one payment; gives the treasurer's browser and the request's address.
    static func lived(_ server: TestServer) async throws -> (treasurer: Client, spp: String) {
        let treasurer = try await MoneyFlowTests.person(server, "treasurer", factor: true)
        let version = try await MoneyFlowTests.openVersion(treasurer)
        try await MoneyFlowTests.fill(treasurer, version)
        try await MoneyFlowTests.post(server, version)
        let income = try await treasurer.submit(
            "\(base)/income",
            [
                ("id", UUID.v7().uuidString), ("day", "2026-02-01"), ("account", "4.2.1.01"), ("fund", "DDS"),
                ("amount", "1.000.000"), ("payer", "KPPN Banyuwangi"), ("description", "Dana Desa tahap 1"),
            ])
        #expect(income.status == 303, "\(income.text)")
        let manager = try await MoneyFlowTests.person(server, "manager")
        let asked = try await manager.submit("\(base)/spp", MoneyFlowTests.request("600.000"))
        let spp = try #require(asked.header("Location"))
        let secretary = try await MoneyFlowTests.person(server, "secretary")
        let head = try await MoneyFlowTests.person(server, "head", factor: true)
        for (client, verb) in [
            (manager, "submit"), (secretary, "verify"), (head, "approve"), (treasurer, "pay"),
        ] {
            #expect(try await MoneyFlowTests.step(client, spp, verb).status == 303)
        }
        return (treasurer, spp)
    }

    @Test func `from a figure of the report to its entries, the request and back`() async throws {
        let server = try await TestServer.start()
        let (treasurer, spp) = try await Self.lived(server)
        for view in ["account", "activity", "fund"] {
            let page = try await treasurer.get("\(Self.base)/realisation?view=\(view)")
            #expect(page.status == 200)
            #expect(page.text.contains("600.000,00") && page.text.contains("60,00"), "\(view)")
        }
        let page = try await treasurer.get("\(Self.base)/realisation")
        let link = try #require(page.text.firstMatch(of: /href="([^"]*entries\?account=5)"/))
        let entries = try await treasurer.get(String(link.1))
        #expect(entries.text.contains("Honor tim bulan Maret") && entries.text.contains(spp))
        #expect(entries.text.contains("Rp\u{A0}600.000,00"))
        let program = try await treasurer.json("GET", "/v1\(Self.base)/realisation", "")
        #expect(program.text.contains("\"realisedSen\":60000000"))
        let postings = try await treasurer.json("GET", "/v1\(Self.base)/postings?account=5", "")
        #expect(postings.text.contains("\"amountSen\":60000000"))
        #expect(try await treasurer.get("\(Self.base)/realisation/entries?account=x").status == 422)
        #expect(try await treasurer.get("\(Self.base)/realisation?until=2026-02-30").status == 422)
        let early = try await treasurer.get("\(Self.base)/realisation?until=2026-02-15")
        #expect(!early.text.contains("600.000,00"))
        let stranger = try await MoneyFlowTests.person(server, "treasurer2")
        for path in ["realisation", "realisation/entries?account=5", "realisation/file", "book/print"] {
            #expect(try await stranger.get("\(Self.base)/\(path)").status == 404)
        }
        #expect(try await stranger.get("\(spp)/print").status == 404)
        await server.stop()
    }

    @Test func `the report's files hold the same figures`() async throws {
        let server = try await TestServer.start()
        let (treasurer, _) = try await Self.lived(server)
        let file = "\(Self.base)/realisation/file?view=account"
        let pdf = try await treasurer.get("\(file)&format=pdf&size=a4")
        #expect(pdf.status == 200 && pdf.header("Content-Type") == "application/pdf")
        let text = try PDFText(pdf.body)
        let line = try #require(text.line("Jumlah belanja"))
        #expect(line.contains(/1\.000\.000,00 +600\.000,00 +400\.000,00 +60,00/))
        #expect(text.all.contains("PEMERINTAH DESA SUMBERMULYO") && text.all.contains("DATA CONTOH"))
        #expect(text.all.contains("head contoh"))
        let csv = try await treasurer.get("\(file)&format=csv").text
        #expect(csv.contains("code,name,budget,realised,difference,percent\r\n"))
        #expect(csv.contains("Jumlah belanja,1000000.00,600000.00,400000.00,60.00\r\n"))
        let excel = try await treasurer.get("\(file)&format=excel")
        #expect(Array(excel.body.prefix(3)) == [0xEF, 0xBB, 0xBF])
        #expect(excel.text.contains("Jumlah belanja;1000000,00;600000,00;400000,00;60,00\r\n"))
        let workbook = try await treasurer.get("\(file)&format=xlsx")
        #expect(workbook.status == 200 && Array(workbook.body.prefix(2)) == Array("PK".utf8))
        #expect(try await treasurer.get("\(file)&format=docx").status == 406)
        await server.stop()
    }

    @Test func `papers of a payment carry number, amount in words, names and a code that finds them`()
        async throws
    {
        let server = try await TestServer.start()
        let (treasurer, spp) = try await Self.lived(server)
        for (kind, number) in [("spp", "0001/SPP/"), ("sptb", "0001/SPTB/"), ("kuitansi", "0001/KWT/")] {
            let pdf = try await treasurer.get("\(spp)/print?kind=\(kind)")
            #expect(pdf.status == 200, "\(pdf.text.prefix(300))")
            let text = try PDFText(pdf.body)
            #expect(text.all.contains("\(number)35.10.99.2001/2026"), "\(kind)")
            #expect(text.words.contains("Enam ratus ribu rupiah"))
            #expect(text.words.contains(kind == "kuitansi" ? "treasurer contoh" : "manager contoh"))
            #expect(text.all.contains("600.000,00"))
            let address = text.all.filter { !$0.isWhitespace }
            let token = try #require(address.firstMatch(of: /\/matches\/([a-z2-7]{26})/))
            let found = try await Client(server).get("/matches/\(token.1)")
            #expect(found.status == 200 && found.text.contains("\(number)35.10.99.2001/2026"))
        }
        // The payment is booked on the day it is made.
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "Asia/Jakarta"))
        let month = calendar.component(.month, from: Date())
        let book = try await treasurer.get("\(Self.base)/book/print?month=\(month)&size=a4")
        let text = try PDFText(book.body)
        #expect(text.all.contains("Buku Kas Umum") || text.all.contains("BUKU KAS UMUM"))
        #expect(text.line("Saldo bulan lalu")?.contains("1.000.000,00") == true)
        #expect(text.line("Jumlah halaman ini")?.contains(/0,00 +600\.000,00/) == true)
        #expect(text.all.contains("Saldo akhir") && text.all.contains(": Rp 400.000,00"))
        let entries = try await treasurer.get("\(Self.base)/realisation/entries?account=4")
        let receipt = try #require(entries.text.firstMatch(of: /href="([^"]*\/income\/[^"]*\/print)"/))
        let tbp = try PDFText(try await treasurer.get(String(receipt.1)).body)
        #expect(tbp.all.contains("0001/TBP/") && tbp.words.contains("Satu juta rupiah"))
        await server.stop()
    }

    @Test func `a kuitansi is refused until the money is paid`() async throws {
        let server = try await TestServer.start()
        _ = try await Self.lived(server)
        let manager = try await MoneyFlowTests.person(server, "manager")
        let asked = try await manager.submit("\(Self.base)/spp", MoneyFlowTests.request("100.000"))
        let spp = try #require(asked.header("Location"))
        let refused = try await manager.get("\(spp)/print?kind=kuitansi")
        #expect(refused.status == 409 && refused.text.contains("mencetak kuitansi"))
        #expect(try await manager.get("\(spp)/print?kind=spp").status == 200)
        #expect(!(try await manager.get(spp).text.contains("kind=kuitansi")))
        await server.stop()
    }

    @Test func `every book is printed for its period, with its own columns and sums`() async throws {
        let server = try await TestServer.start()
        let (treasurer, _) = try await Self.lived(server)
        for book in BookName.allCases {
            let page = try await treasurer.get("\(Self.base)/books/\(book.rawValue)")
            #expect(page.text.contains("/books/\(book.rawValue)/print?"))
            let pdf = try await treasurer.get("\(Self.base)/books/\(book.rawValue)/print?from=2026-01-15")
            #expect(pdf.status == 200, "\(book): \(pdf.text.prefix(300))")
            #expect(try PDFText(pdf.body).all.contains("15 Januari 2026 – 31 Desember 2026"))
        }
        let bank = try PDFText(try await treasurer.get("\(Self.base)/books/bank/print").body)
        #expect(bank.all.contains(": Rp 400.000,00"))
        #expect(bank.line("Jumlah halaman ini")?.contains(/1\.000\.000,00 +600\.000,00/) == true)
        let tax = try PDFText(try await treasurer.get("\(Self.base)/books/tax/print").body)
        #expect(tax.all.contains("Pemotongan (Rp)") && tax.all.contains(": Rp 0,00"))
        #expect(try await treasurer.get("\(Self.base)/books/none/print").status == 404)
        #expect(try await treasurer.get("\(Self.base)/taxes/\(UUID.v7().uuidString)/print").status == 404)
        await server.stop()
    }
}

/// The text of a PDF as pdftotext reads it.
struct PDFText {
    /// Laid out as printed.
    let all: String

    init(_ bytes: Data) throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).pdf")
        try bytes.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        all = try Program.run("pdftotext", ["-layout", file.path, "-"]).output
    }

    /// Wrapped lines joined, blanks single.
    var words: String { all.split { $0.isWhitespace }.joined(separator: " ") }

    func line(_ label: String) -> Substring? {
        all.split(separator: "\n").first { $0.contains(label) }
    }
}
