import Foundation
import TestSupport
import Testing

@testable import Commons

/// Goal: what is printed can be read back: sheet sizes, every row once, sums right on each page, long names
/// whole. Method: poppler's pdftotext and pdfinfo read the files that the press makes.
@Suite struct PaperTests {
    private static let columns = [
        PaperTable.Column("No.", width: 10, .end), PaperTable.Column("Uraian", width: 70),
        PaperTable.Column("Penerimaan (Rp)", width: 30, .end),
        PaperTable.Column("Pengeluaran (Rp)", width: 30, .end),
    ]

    private static func paper(_ size: Paper.Size, rows: Int, isLandscape: Bool = false) -> Paper {
        let lines = (1...max(1, rows)).map { number in
            let (received, spent) = (Int64(number) * 100, number % 3 == 0 ? Int64(number) * 50 : 0)
            return PaperTable.Row(
                [
                    String(number), "Belanja nomor urut \(number)", Rupiah(sen: received).formattedPlain,
                    Rupiah(sen: spent).formattedPlain,
                ], amounts: [received, spent])
        }
        let carry = PaperTable.Carry(
            thisPage: "Jumlah halaman ini", before: "Pindahan", soFar: "Jumlah s.d. halaman ini",
            columns: [2, 3])
        return Paper(
            size: size, isLandscape: isLandscape, title: "Buku uji", head: ["KABUPATEN UJI", "DESA UJI"],
            blocks: [
                .title("Buku Kas Umum", lines: ["Tahun 2026"]),
                .table(PaperTable(columns: columns, rows: lines, carry: carry, isNumbered: true)),
                .signatures([
                    Paper.Signature(above: ["Mengetahui,", "Kepala Desa"], name: "Siti Aminah"),
                    Paper.Signature(above: ["Kaur Keuangan"], name: ""),
                ]),
            ], foot: "Dicetak untuk uji", pageLabel: "Halaman {page} dari {pages}", mark: "DATA CONTOH",
            stamp: PaperStamp(address: "https://contoh.test/matches/abc", caption: "Periksa keasliannya"))
    }

    /// Two words of one page that cover each other.
    private static func overlaps(_ file: PrintedFile) throws -> [String] {
        let number = #"([0-9.]+)"#
        let pattern = try Regex(
            "<word xMin=\"\(number)\" yMin=\"\(number)\" xMax=\"\(number)\" yMax=\"\(number)\">(.*?)</word>")
        let boxes = try file.run("pdftotext", ["-bbox", file.url.path, "-"]).matches(of: pattern).map {
            match in
            ((1...4).map { Double(match.output[$0].substring ?? "") ?? 0 }, match.output[5].substring ?? "")
        }
        return boxes.enumerated().flatMap { index, one in
            boxes.dropFirst(index + 1).filter { other in
                let wide = min(one.0[2], other.0[2]) - max(one.0[0], other.0[0])
                let tall = min(one.0[3], other.0[3]) - max(one.0[1], other.0[1])
                // The boxes of two lines touch; words that can't be read share half their height.
                return wide > 1 && tall > (one.0[3] - one.0[1]) / 2
            }.map { "\(one.1) over \($0.1)" }
        }
    }

    @Test func `what stands above and below a signature is read also where it takes two lines`() async throws
    {
        let paper = Paper(
            size: .a4, isLandscape: false, title: "Kuitansi", head: [],
            blocks: [
                .signatures([
                    Paper.Signature(above: ["Setuju dibayarkan,", "Kepala Desa"], name: "Agus Umpama"),
                    Paper.Signature(
                        above: ["Lunas dibayar 30 November 2026 di kas desa", "Kaur Keuangan"],
                        name: "Lestari Andai Sari Dewi Kusumawardani"),
                    Paper.Signature(
                        above: ["Sumbercontoh Lor Wetan, 30 November 2026", "Yang menerima"],
                        name: "CV Toko Bangunan Maju Jaya Sentosa"),
                ])
            ], foot: "", pageLabel: "{page}")
        let file = try await PrintedFile(paper)
        #expect(try file.pages().joined().contains("Kaur Keuangan"))
        #expect(try Self.overlaps(file).isEmpty)
    }

    @Test(arguments: [
        (Paper.Size.a4, false, "595.276 x 841.89"), (.f4, false, "609.449 x 935.433"),
        (.f4, true, "935.433 x 609.449"),
    ])
    func `a sheet has the size of its paper`(_ size: Paper.Size, _ isLandscape: Bool, _ points: String)
        async throws
    {
        let file = try await PrintedFile(Self.paper(size, rows: 5, isLandscape: isLandscape))
        #expect(try file.info().contains("\(points) pts"))
    }

    @Test func `a book of three pages carries its sums from page to page`() async throws {
        let file = try await PrintedFile(Self.paper(.a4, rows: 110))
        let pages = try file.pages()
        #expect(pages.count == 3)
        var seen: [Int] = []
        var (before, spentBefore): (Int64, Int64) = (0, 0)
        for (index, page) in pages.enumerated() {
            let numbers = page.matches(of: /Belanja nomor urut (\d+)/).compactMap { Int($0.1) }
            seen += numbers
            let received = numbers.reduce(0) { $0 + Int64($1) * 100 }
            let spent = numbers.filter { $0 % 3 == 0 }.reduce(0) { $0 + Int64($1) * 50 }
            for (label, left, right) in [
                ("Jumlah halaman ini", received, spent), ("Pindahan", before, spentBefore),
                ("Jumlah s.d. halaman ini", before + received, spentBefore + spent),
            ] {
                let line = try #require(page.split(separator: "\n").first { $0.contains(label) })
                let amounts = line.matches(of: /-?[\d.]+,\d\d/).map { String($0.0) }
                #expect(amounts == [Rupiah(sen: left).formattedPlain, Rupiah(sen: right).formattedPlain])
            }
            (before, spentBefore) = (before + received, spentBefore + spent)
            #expect(page.contains("Halaman \(index + 1) dari 3"))
            #expect(page.contains("Penerimaan (Rp)"), "the head is repeated")
        }
        #expect(seen == Array(1...110), "every row once, in order")
    }

    @Test func `fonts are embedded and a long name wraps whole`() async throws {
        let name =
            "Pembangunan rabat beton jalan usaha tani Dusun Krajan menuju Dusun Sumberwadung "
            + "tahap dua beserta saluran drainase, gorong-gorong, dan plengsengan sepanjang seratus meter"
        var paper = Self.paper(.f4, rows: 1)
        paper.blocks = [
            .table(
                PaperTable(
                    columns: Self.columns,
                    rows: [PaperTable.Row(["1", name, "1,00", "0,00"]), PaperTable.Row(["2", "x", "", ""])]))
        ]
        let file = try await PrintedFile(paper)
        let words = try file.pages().joined().split { $0.isWhitespace }.joined(separator: " ")
        for word in name.split(separator: " ") { #expect(words.contains(word)) }
        let fonts = try file.run("pdffonts", [file.url.path]).split(separator: "\n").dropFirst(2)
        #expect(!fonts.isEmpty && fonts.allSatisfy { $0.contains(/yes +yes +yes/) }, "\(fonts)")
    }

    @Test func `a row taller than the page does not stop the paper`() {
        #expect(PaperTable.split(heights: [10, 900, 10], first: 100, rest: 100) == [0..<1, 1..<2, 2..<3])
        #expect(PaperTable.split(heights: [60, 60], first: 50, rest: 100) == [0..<0, 0..<1, 1..<2])
        #expect(PaperTable.split(heights: [50, 50, 1], first: 100, rest: 100) == [0..<2, 2..<3])
        #expect(PaperTable.split(heights: [], first: 100, rest: 100) == [0..<0])
    }

    @Test func `nobody signs a sheet without a row of what is signed`() {
        for rows in 1...90 {
            let paper = Self.paper(.a4, rows: rows, isLandscape: true)
            var flow = PaperFlow(paper, ruler: TypewriterRuler())
            let texts = flow.run().map { page in
                page.compactMap { ink -> String? in
                    guard case .text(let text, _, _, _, _, _) = ink else { return nil }
                    return text
                }
            }
            let all = texts.joined().filter { $0.hasPrefix("Belanja nomor urut") }
            #expect(all == (1...rows).map { "Belanja nomor urut \($0)" })
            let last = texts.last ?? []
            #expect(last.contains("Siti Aminah") && last.contains("Belanja nomor urut \(rows)"), "\(rows)")
        }
    }

    @Test func `three who sign stand beside each other, none of their lines on another`() {
        let who = [
            Paper.Signature(above: ["Setuju dibayarkan,", "Kepala Desa"], name: "Agus"),
            Paper.Signature(above: ["Lunas dibayar 23 September 2026", "Kaur Keuangan"], name: "Lestari"),
            Paper.Signature(above: ["Sumbercontoh, 23 September 2026", "Yang menerima"], name: "Penyedia"),
        ]
        let paper = Paper(
            size: .f4, title: "Kuitansi", head: [], blocks: [.signatures(who)], foot: "", pageLabel: "")
        let ruler = TypewriterRuler()
        var flow = PaperFlow(paper, ruler: ruler)
        let texts = flow.run().joined().compactMap { ink -> (x: Double, from: Double, until: Double)? in
            guard case .text(let text, let font, let x, let y, let width, _) = ink, !text.isEmpty else {
                return nil
            }
            return (x, y, y + ruler.height(text, font, width: width))
        }
        let columns = Dictionary(grouping: texts, by: \.x).values.map { $0.sorted { $0.from < $1.from } }
        #expect(columns.map(\.count) == [3, 3, 3])
        for column in columns {
            for (upper, lower) in zip(column, column.dropFirst()) { #expect(upper.until <= lower.from) }
        }
        #expect(Set(columns.compactMap(\.last?.from)).count == 1, "the names stand in one line")
    }

    @Test func `equal papers of one moment have equal bytes`() async throws {
        let (press, moment) = (PaperPress(), Date(timeIntervalSince1970: 1_795_000_000))
        let paper = Self.paper(.a4, rows: 3)
        let first = try await press.pdf(paper, created: moment)
        #expect(try await press.pdf(paper, created: moment) == first)
        #expect(first.starts(with: Array("%PDF".utf8)))
    }

    @Test func `more rows than a file should have, and a stamp too long for a code`() async throws {
        let press = PaperPress()
        await #expect(throws: PaperError.tooLong(limit: PaperPress.rowLimit)) {
            try await press.pdf(Self.paper(.a4, rows: PaperPress.rowLimit + 1))
        }
        var paper = Self.paper(.a4, rows: 1)
        paper.stamp = PaperStamp(address: String(repeating: "x", count: 4_000), caption: "")
        await #expect(throws: PaperError.code) { try await press.pdf(paper) }
    }
}

/// Every letter half as wide as the font is tall.
private struct TypewriterRuler: PaperRuler {
    func height(_ text: String, _ font: PaperFont, width: Double) -> Double {
        let perLine = max(1, (width / (font.size / 2)).rounded(.down))
        return (Double(text.count) / perLine).rounded(.up) * font.size * 1.2
    }
}

/// A printed paper in a file of its own, as other programs read it.
final class PrintedFile {
    let url: URL

    init(_ paper: Paper) async throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("paper-\(UUID().uuidString).pdf")
        try Data(try await PaperPress().pdf(paper)).write(to: url)
    }

    deinit {
        do { try FileManager.default.removeItem(at: url) } catch { return }
    }

    func info() throws -> String { try run("pdfinfo", [url.path]) }

    /// The text of each page, laid out as printed.
    func pages() throws -> [String] {
        try run("pdftotext", ["-layout", url.path, "-"]).split(separator: "\u{0C}").map(String.init)
            .filter { $0.contains { !$0.isWhitespace } }
    }

    func run(_ program: String, _ arguments: [String]) throws -> String {
        try Program.run(program, arguments).output
    }
}
