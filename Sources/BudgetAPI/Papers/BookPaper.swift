import Commons
import Foundation
import Ledger

/// One of the village's books (Buku Kas Umum, bank, cash in hand, tax, advances, receipts) of a period on
/// paper, summed on each page.
struct BookPaper {
    let words: Words
    let place: ReadPrint.Place
    let book: BookName
    let year: Int
    let period: BookPeriod
    /// The lines of the period, in running order.
    let lines: [ReadBook.Line]
    let totals: ReadBook.Totals
    let officials: [Role: String]

    /// The month that the period is, from its first day to its last.
    private var month: Int? {
        guard let from = period.from?.description, let until = period.until?.description else { return nil }
        let month = Int(from.dropFirst(5).prefix(2)) ?? 0
        return BookPeriod.month(month, of: year).map { ($0.from?.description, $0.until?.description) }
            .flatMap { $0 == (from, until) ? month : nil }
    }

    private var days: String {
        if let month { return "\(words("month.\(month)")) \(year)" }
        guard period.from != nil || period.until != nil else {
            return words("paper.year-is", ["year": String(year)])
        }
        let from = period.from?.description ?? "\(year)-01-01"
        let until = period.until?.description ?? "\(year)-12-31"
        return "\(words.date(from)) – \(words.date(until))"
    }

    var title: String { words("books.\(book.rawValue)", ["year": String(year)]) }

    /// The lines as the official form has them; the opening balance is a line of its own.
    var table: ReportTable {
        let columns = columns
        var rows: [ReportTable.Row] = []
        if period.from != nil {
            let opening = words(month == nil ? "books.opening" : "paper.opening")
            let cells = columns.map { column -> ReportTable.Cell in
                switch column.key {
                case "description": .text(opening)
                case "balance": .money(totals.opening)
                default: .empty
                }
            }
            rows.append(ReportTable.Row(cells, isBold: true))
        }
        rows += lines.map { line in ReportTable.Row(columns.map { cell($0.key, line) }) }
        return ReportTable(columns: columns, rows: rows)
    }

    private func cell(_ key: String, _ line: ReadBook.Line) -> ReportTable.Cell {
        switch key {
        case "number": .number(line.number)
        case "day": .day(line.day)
        case "account":
            .text(line.activity == LineKey.noActivity ? line.account : "\(line.activity) \(line.account)")
        case "description": .text("\(line.description) (\(line.fund))")
        case "proof": .text(line.proof ?? "")
        case "party": .text(line.party)
        case "incoming": .money(line.incoming)
        case "outgoing": .money(line.outgoing)
        case "outgoing_so_far": .money(line.outgoingSoFar)
        default: .money(line.balance)
        }
    }

    private var columns: [ReportTable.Column] {
        let number = ReportTable.Column("number", words("book.number"), width: 10, .end)
        let day = ReportTable.Column("day", words("spp.day"), width: 23)
        let account = ReportTable.Column("account", words("paper.account"), width: 25)
        let description = ReportTable.Column("description", words("book.description"), width: 78)
        let proof = ReportTable.Column("proof", words("paper.voucher"), width: 18, .centre)
        let party = ReportTable.Column("party", words("paper.party"), width: 40)
        let incoming = ReportTable.Column(
            "incoming", "\(words("books.\(book.rawValue)-in")) (Rp)", width: 31, .end)
        let outgoing = ReportTable.Column(
            "outgoing", "\(words("books.\(book.rawValue)-out")) (Rp)", width: 31, .end)
        let soFar = ReportTable.Column("outgoing_so_far", words("paper.spent-so-far"), width: 31, .end)
        let balance = ReportTable.Column("balance", words("paper.balance"), width: 31, .end)
        switch book {
        case .general:
            return [number, day, account, description, incoming, outgoing, proof, soFar, balance]
        case .advance, .receipts:
            return [number, day, proof, description, party, incoming, outgoing, balance]
        case .bank, .cash, .tax:
            return [number, day, description, proof, incoming, outgoing, balance]
        }
    }

    func draft(day: String) -> PaperDraft {
        let money = table.columns.indices.filter {
            ["incoming", "outgoing"].contains(table.columns[$0].key)
        }
        let carry = PaperTable.Carry(
            thisPage: words("paper.this-page"), before: words("paper.brought-forward"),
            soFar: words("paper.so-far"), columns: money)
        let fundLine = period.fund.map { [words("paper.fund-is", ["fund": $0])] } ?? []
        return PaperDraft(
            kind: book == .general ? "bku" : "book-\(book.rawValue)", title: title, place: place, year: year,
            isLandscape: true,
            blocks: [
                .title(title, lines: [days] + fundLine), .table(table.paper(words, carry: carry)),
                .facts([
                    Paper.Fact(words("paper.closing"), words.money(sen: totals.closing.sen)),
                    Paper.Fact(words("paper.in-words"), Terbilang.sentence(totals.closing)),
                ]),
                .signatures([
                    Paper.Signature(
                        above: [words("paper.known"), words("paper.head")], name: officials[.head] ?? ""),
                    Paper.Signature(
                        above: ["\(place.name), \(words.date(day))", words("paper.treasurer")],
                        name: officials[.treasurer] ?? ""),
                ]),
            ],
            parameters: [
                "from": period.from?.description ?? "", "until": period.until?.description ?? "",
                "fund": period.fund ?? "",
            ],
            facts: [
                Paper.Fact(words("paper.document"), "\(title), \(days)"),
                Paper.Fact(words("books.\(book.rawValue)-in"), words.money(sen: totals.incoming.sen)),
                Paper.Fact(words("books.\(book.rawValue)-out"), words.money(sen: totals.outgoing.sen)),
                Paper.Fact(words("paper.closing"), words.money(sen: totals.closing.sen)),
            ])
    }
}

extension BookPeriod {
    /// A month of a year from its first day to its last; `nil` where there is no such month.
    static func month(_ month: Int, of year: Int, fund: String? = nil) -> BookPeriod? {
        let calendar = Calendar(identifier: .gregorian)
        let first = DateComponents(year: year, month: month, day: 1)
        guard (1...12).contains(month), let date = calendar.date(from: first),
            let days = calendar.range(of: .day, in: .month, for: date)
        else { return nil }
        let name = "\(year)-\(month < 10 ? "0" : "")\(month)"
        do {
            return BookPeriod(
                from: try Day(parsing: "\(name)-01"), until: try Day(parsing: "\(name)-\(days.count)"),
                fund: fund)
        } catch {
            return nil
        }
    }
}
