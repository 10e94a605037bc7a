import Commons
import Foundation
import Ledger
import Postgres
import Synchronization
import TestSupport
import Testing

/// Goal: the realisation report says what the documents say, in every cut, and each figure is the sum of the
/// postings it opens. Method: a lived-in village recomputed from its requests and receipts, and by hledger.
@Suite struct RealisationReportTests {
    /// A budget over two funds, three requests paid, one of them reversed.
    private func lived() async throws -> SampleVillage {
        let hall = try await SampleVillage.make()
        try await hall.postBudget([
            SampleVillage.pothole: 9_000_000, SampleVillage.culvert: 2_500_000,
            SampleVillage.office: 4_000_000,
        ])
        try await hall.receive("DDS", rupiah: 7_000_000)
        try await hall.receive("ADD", rupiah: 4_000_000)
        _ = try await hall.request([SampleVillage.pothole: 3_250_000], upTo: .paid)
        _ = try await hall.request(
            [SampleVillage.culvert: 1_000_000, SampleVillage.office: 400_000], upTo: .paid)
        let wrong = try await hall.request([SampleVillage.office: 777_000], upTo: .paid)
        let entry = try #require(
            try await ReadSPP(hall.database)(wrong.id, by: hall.session(.head)).entries.first)
        _ = try await ReverseEntry(hall.database)(
            UUID.v7(), of: entry.id, on: hall.firstDay, reason: "Salah bayar", by: hall.session(.treasurer))
        _ = try await hall.request([SampleVillage.pothole: 1_000], upTo: .approved)
        return hall
    }

    private func report(_ hall: SampleVillage, _ view: RealisationReport.View) async throws
        -> RealisationReport
    {
        try await ReadRealisation(hall.database).report(
            view, of: hall.village, year: hall.year, by: hall.session(.treasurer))
    }

    @Test func `realisation equals what the requests and receipts come to`() async throws {
        let hall = try await lived()
        let cells = try await report(hall, .account).realisation.cells
        let found = Set(
            cells.filter { $0.realised != .zero }.map {
                "\($0.activity) \($0.account) \($0.fund) \($0.realised.sen)"
            })
        let rows = try await hall.test.sql(
            """
            SELECT l.activity || ' ' || l.account || ' ' || l.fund || ' ' || sum(l.amount_sen) AS line
              FROM ledger.spp_line AS l JOIN ledger.spp AS s ON s.id = l.spp_id
             WHERE s.state = 'paid' GROUP BY l.activity, l.account, l.fund
            UNION ALL
            SELECT '0.0.00 ' || account || ' ' || fund || ' ' || sum(amount_sen) FROM ledger.receipt
             GROUP BY account, fund
            """)
        #expect(found == Set(try rows.map { try $0.text("line") }))
        #expect(found.count == 5)
    }

    @Test(arguments: RealisationReport.View.allCases)
    func `each figure of each cut is the sum of the postings it opens`(_ view: RealisationReport.View)
        async throws
    {
        let hall = try await lived()
        let report = try await report(hall, view)
        #expect(report.lines.count > 8)
        for line in report.lines {
            let page = try await ListPostings(hall.database)(
                line.filter, of: hall.village, year: hall.year, by: hall.session(.treasurer))
            #expect(page.next == nil)
            #expect(
                page.rows.reduce(0) { $0 + $1.amount.sen } == line.pair.realised.sen,
                "\(line.code) \(line.total?.rawValue ?? "")")
        }
    }

    @Test func `the cuts agree in their totals and the sums are the form's`() async throws {
        let hall = try await lived()
        let byAccount = try await report(hall, .account)
        func total(_ report: RealisationReport, _ kind: RealisationReport.Total) -> Realisation.Pair? {
            report.lines.last { $0.total == kind }?.pair
        }
        let rest = try #require(total(byAccount, .rest))
        #expect(rest.realised == Rupiah(sen: 635_000_000), "11.000.000 in, 4.650.000 out")
        #expect(rest.budget == .zero)
        #expect(total(byAccount, .surplus) == rest && total(byAccount, .financing)?.realised == .zero)
        for view in RealisationReport.View.allCases {
            #expect(total(try await report(hall, view), .rest) == rest)
        }
        #expect(total(byAccount, .spending)?.basisPoints == 3_000, "4.650.000 of 15.500.000")
        let activities = try await report(hall, .activity).lines
        #expect(activities.contains { $0.code == "2.3" && $0.pair.realised == Rupiah(sen: 425_000_000) })
        #expect(activities.contains { $0.code == "1.1.04" && $0.level == 3 && !$0.name.isEmpty })
    }

    @Test func `only what was booked up to the day counts`() async throws {
        let hall = try await lived()
        let before = try await ReadRealisation(hall.database)(
            of: hall.village, year: hall.year, until: Day(parsing: "\(hall.year - 1)-12-31"),
            by: hall.session(.treasurer))
        #expect(before.cells.allSatisfy { $0.realised == .zero } && !before.cells.isEmpty)
        let whole = try await ReadRealisation(hall.database)(
            of: hall.village, year: hall.year, until: hall.today, by: hall.session(.treasurer))
        #expect(whole.cells == (try await report(hall, .account)).realisation.cells)
    }

    @Test func `a reader of another village gets no figures and no postings`() async throws {
        let hall = try await lived()
        let stranger = try await SampleVillage.person(hall.test, [.treasurer], place: 3_510_992_002)
        let cells = try await ReadRealisation(hall.database)(
            of: hall.village, year: hall.year, by: stranger
        ).cells
        #expect(cells.isEmpty)
        let page = try await ListPostings(hall.database)(
            PostingFilter(accounts: ["5"]), of: hall.village, year: hall.year, by: stranger)
        #expect(page.rows.isEmpty)
    }

    @Test func `postings come in pages, each once`() async throws {
        let hall = try await lived()
        let (list, filter) = (ListPostings(hall.database), PostingFilter(accounts: ["5"]))
        var (seen, after): ([Int64], String?) = ([], nil)
        repeat {
            let page = try await list(
                filter, of: hall.village, year: hall.year, limit: PageLimit(2), after: after,
                by: hall.session(.head))
            seen += page.rows.map(\.amount.sen)
            after = page.next
        } while after != nil
        #expect(seen.sorted() == [-77_700_000, 40_000_000, 77_700_000, 100_000_000, 325_000_000])
        await #expect(throws: LedgerError.malformedDay("x")) {
            try await list(
                filter, of: hall.village, year: hall.year, after: "x", by: hall.session(.head))
        }
    }

    @Test func `hledger's balances equal the report`() async throws {
        let hall = try await lived()
        let gathered = Mutex("")
        try await ExportBook(hall.database)(
            of: hall.village, year: hall.year, as: .hledger, by: hall.session(.treasurer).key
        ) { piece in gathered.withLock { $0 += String(decoding: piece, as: UTF8.self) } }
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).journal")
        try gathered.withLock { $0 }.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let output = try hledger(["balance", "-f", file.path, "--flat", "--no-total", "-O", "csv", "4", "5"])
        var balances: [String: Int64] = [:]
        for match in output.matches(of: /"\d:([\d.]+):([\d.]+):([A-Z]+)","IDR ?(-?\d+)(?:\.(\d\d))?"/) {
            let whole = (Int64(match.4) ?? 0) * 100
            let sen = Int64(match.5 ?? "0") ?? 0
            balances["\(match.2) \(match.1) \(match.3)"] = whole < 0 ? whole - sen : whole + sen
        }
        let cells = try await report(hall, .account).realisation.cells.filter { $0.realised != .zero }
        #expect(balances.count == cells.count && cells.count == 5)
        for cell in cells {
            let sign: Int64 = cell.account.hasPrefix("4") ? -1 : 1
            let found = balances["\(cell.activity) \(cell.account) \(cell.fund)"]
            #expect(found == sign * cell.realised.sen, "\(cell)")
        }
    }

    private func hledger(_ arguments: [String]) throws -> String {
        try Program.run("hledger", arguments).output
    }
}
