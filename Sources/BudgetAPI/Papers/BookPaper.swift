import Commons
import Ledger

/// The general cash book (Buku Kas Umum, BKU) of a year or one month on paper, summed on each page.
struct BookPaper {
    let words: Words
    let place: ReadPrint.Place
    let year: Int
    /// 1…12; `nil` for the whole year.
    let month: Int?
    /// One fund source; `nil` for all.
    let fund: String?
    /// All lines of the year, in running order.
    let lines: [ReadBook.Line]
    let officials: [Role: String]

    private var shown: [ReadBook.Line] {
        guard let month else { return lines }
        return lines.filter { Self.month($0.day) == month }
    }

    /// What was in the till before the first line shown.
    private var opening: Rupiah {
        guard let month else { return .zero }
        return lines.last { Self.month($0.day) < month }?.balance ?? .zero
    }

    private static func month(_ day: String) -> Int { Int(day.dropFirst(5).prefix(2)) ?? 0 }

    private var period: String {
        guard let month else { return words("paper.year-is", ["year": String(year)]) }
        return "\(words("month.\(month)")) \(year)"
    }

    private var closing: Rupiah { shown.last?.balance ?? opening }

    /// The lines as the official form has them; the opening balance is a line of its own.
    var table: ReportTable {
        var rows: [ReportTable.Row] = []
        if month != nil {
            rows.append(
                ReportTable.Row(
                    [
                        .empty, .empty, .empty, .text(words("paper.opening")), .empty, .empty, .empty,
                        .empty, .money(opening),
                    ], isBold: true))
        }
        rows += shown.map { line in
            let activity = line.activity == LineKey.noActivity ? "" : "\(line.activity) "
            return ReportTable.Row([
                .number(line.number), .day(line.day), .text("\(activity)\(line.account)"),
                .text("\(line.description) (\(line.fund))"), .money(line.incoming), .money(line.outgoing),
                .text(line.proof ?? ""), .money(line.outgoingSoFar),
                .money(line.balance),
            ])
        }
        return ReportTable(columns: columns, rows: rows)
    }

    private var columns: [ReportTable.Column] {
        [
            .init("number", words("book.number"), width: 10, .end),
            .init("day", words("spp.day"), width: 23),
            .init("account", words("paper.account"), width: 25),
            .init("description", words("book.description"), width: 78),
            .init("received_sen", words("paper.received"), width: 31, .end),
            .init("spent_sen", words("paper.spent"), width: 31, .end),
            .init("document", words("paper.voucher"), width: 14, .centre),
            .init("spent_so_far", words("paper.spent-so-far"), width: 31, .end),
            .init("balance", words("paper.balance"), width: 31, .end),
        ]
    }

    func draft(day: String) -> PaperDraft {
        let title = words("paper.book")
        let carry = PaperTable.Carry(
            thisPage: words("paper.this-page"), before: words("paper.brought-forward"),
            soFar: words("paper.so-far"), columns: [4, 5])
        let fundLine = fund.map { [words("paper.fund-is", ["fund": $0])] } ?? []
        return PaperDraft(
            kind: "bku", title: title, place: place, year: year, isLandscape: true,
            blocks: [
                .title(title, lines: [period] + fundLine), .table(table.paper(words, carry: carry)),
                .facts([
                    Paper.Fact(words("paper.closing"), words.money(sen: closing.sen)),
                    Paper.Fact(words("paper.in-words"), Terbilang.sentence(closing)),
                ]),
                .signatures([
                    Paper.Signature(
                        above: [words("paper.known"), words("paper.head")], name: officials[.head] ?? ""),
                    Paper.Signature(
                        above: ["\(place.name), \(words.date(day))", words("paper.treasurer")],
                        name: officials[.treasurer] ?? ""),
                ]),
            ],
            parameters: ["month": month.map(String.init) ?? "", "fund": fund ?? ""],
            facts: [
                Paper.Fact(words("paper.document"), "\(title), \(period)"),
                Paper.Fact(words("paper.received-sum"), words.money(sen: sum(\.incoming))),
                Paper.Fact(words("paper.spent-sum"), words.money(sen: sum(\.outgoing))),
                Paper.Fact(words("paper.closing"), words.money(sen: closing.sen)),
            ])
    }

    private func sum(_ side: KeyPath<ReadBook.Line, Rupiah>) -> Int64 {
        shown.reduce(0) { $0 + $1[keyPath: side].sen }
    }
}
