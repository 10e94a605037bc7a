import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// `/villages/{village}/{year}/books/{book}`: any book of the village for a period, with opening and running
/// balance, and its rows as CSV.
struct BooksPage: Sendable {
    let house: House
    let villages: ReadVillages
    let readBook: ReadBook
    let lists: ReadCodeLists

    private static let pageRows = 200

    var routes: [Route] {
        let base = "/villages/{village}/{year}/books/{book}"
        return [
            Route(.get, base, .signedIn, show),
            Route(.get, "\(base)/export", .signedIn, download),
        ]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let words = house.words(context)
        let place = try await MoneyPlace(context, villages, words)
        let book = try context.book()
        let period = try request.bookPeriod()
        let page = try await readBook(
            book, of: place.code, year: place.year, period, limit: PageLimit(Self.pageRows),
            after: request.query("after"), by: place.session)
        let totals = try await readBook.totals(
            book, of: place.code, year: place.year, period, by: place.session)
        let base = "\(place.address.base)/books/\(book.rawValue)"
        let query = period.query
        var model = MoneyScreen(tabs: place.tabs(book == .general ? "book" : "books/\(book.rawValue)"))
        model.figures = [
            MoneyFigure(label: words("books.opening"), amount: words.money(sen: totals.opening.sen)),
            MoneyFigure(
                label: words("books.\(book.rawValue)-in"), amount: words.money(sen: totals.incoming.sen)),
            MoneyFigure(
                label: words("books.\(book.rawValue)-out"), amount: words.money(sen: totals.outgoing.sen)),
            MoneyFigure(label: words("books.closing"), amount: words.money(sen: totals.closing.sen)),
        ]
        model.filter = MoneyFilter(action: base, fields: try await filterFields(period, place))
        model.tables = [table(book, page.rows, place)]
        model.next = page.next.map { "\(base)?after=\($0)&\(query)" }
        let papers = [("F4", "size=f4"), ("A4", "size=a4"), ("XLSX", "format=xlsx")].map {
            Crumb(label: words("books.print", ["form": $0.0]), address: "\(base)/print?\(query)&\($0.1)")
        }
        model.downloads =
            [Crumb(label: words("book.export-csv"), address: "\(base)/export?\(query)")] + papers
        return house.pages.render(
            place.screen(words("books.\(book.rawValue)", ["year": String(place.year)]), model), request,
            context)
    }

    private func filterFields(_ period: BookPeriod, _ place: MoneyPlace) async throws -> [Field] {
        let state = FormState(words: place.words)
        let all = Choice(value: "", label: place.words("book.all-funds"))
        return [
            state.field(
                "from", .date, labels: "books", value: period.from?.description ?? "", isRequired: false),
            state.field(
                "until", .date, labels: "books", value: period.until?.description ?? "", isRequired: false),
            state.field(
                "fund", labels: "income", value: period.fund ?? "", isRequired: false,
                options: [all] + (try await place.funds(lists))),
        ]
    }

    private func table(_ book: BookName, _ rows: [ReadBook.Line], _ place: MoneyPlace) -> MoneyTable {
        let words = place.words
        return MoneyTable(
            key: "book", caption: words("book.caption"), none: words("book.none"),
            heads: [
                .text(words("book.number")), .text(words("spp.day")), .text(words("books.proof")),
                .text(words("book.description")), .text(words("book.account")), .text(words("budget.fund")),
                .amount(words("books.\(book.rawValue)-in")), .amount(words("books.\(book.rawValue)-out")),
                .amount(words("book.balance")),
            ],
            rows: rows.map { line in
                let link = line.spp.map { "\(place.address.base)/spp/\($0.uuidString.lowercased())" }
                let activity = line.activity == LineKey.noActivity ? "" : " \(line.activity)"
                return MoneyTable.Row(
                    cells: [
                        .text(String(line.number)), .day(words.date(line.day)),
                        .link(line.proof ?? "", link),
                        .text(
                            [line.description, line.party].filter { !$0.isEmpty }.joined(separator: " – ")),
                        .text(line.account + activity), .text(line.fund),
                        .amount(line.incoming.sen, words), .amount(line.outgoing.sen, words),
                        .amount(line.balance.sen, words),
                    ], isShort: line.balance.sen < 0)
            })
    }

    @Sendable func download(_ request: Request, _ context: AppContext) async throws -> Response {
        let place = try await MoneyPlace(context, villages, house.words(context))
        return BookCSV.answer(
            readBook, try context.book(), place.village, place.year, try request.bookPeriod(), place.session)
    }
}

extension AppContext {
    /// The book in the address.
    /// - Throws: `not-found`.
    func book() throws -> BookName {
        guard let book = BookName(rawValue: try parameters.require("book")) else { throw Problem(.notFound) }
        return book
    }
}

extension BookPeriod {
    /// The same bounds as a query.
    var query: String {
        "from=\(from?.description ?? "")&until=\(until?.description ?? "")&fund=\((fund ?? "").queryEncoded)"
    }
}

extension Request {
    /// Period and fund source of the query; empty ones bound nothing.
    /// - Throws: `LedgerError.malformedDay`.
    func bookPeriod() throws(LedgerError) -> BookPeriod {
        var period = BookPeriod(fund: query("fund"))
        if let from = query("from") { period.from = try Day(parsing: from) }
        if let until = query("until") { period.until = try Day(parsing: until) }
        return period
    }
}

/// A book as CSV, page by page: memory stays flat however long the year was. Amounts with a decimal point.
enum BookCSV {
    static func answer(
        _ read: ReadBook, _ book: BookName, _ village: Village, _ year: Int, _ period: BookPeriod,
        _ session: Session
    ) -> Response {
        let name = "\(book.rawValue)-\(village.code.dotted)-\(year).csv"
        let mark = village.isDemo ? "DATA CONTOH" : ""
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition: "attachment; filename=\"\(name)\"", .cacheControl: "no-store",
            ],
            body: .init { writer in
                var pieces = PieceBuffer()
                let head =
                    "ordinal,number,book_date,kind,proof,description,party,account,activity,fund,in,out,"
                    + "balance,mark\r\n"
                _ = pieces.add(head.utf8)
                var after: String?
                repeat {
                    let page = try await read(
                        book, of: village.code, year: year, period, limit: PageLimit(PageLimit.largest),
                        after: after, by: session)
                    for line in page.rows {
                        if let full = pieces.add(row(line, mark).utf8) { try await writer.write(full) }
                    }
                    after = page.next
                } while after != nil
                try await writer.write(pieces.rest())
                try await writer.finish(nil)
            })
    }

    private static func row(_ line: ReadBook.Line, _ mark: String) -> String {
        CSVForm.plain.row([
            .number(String(line.ordinal)), .number(String(line.number)), .number(line.day), .text(line.kind),
            .text(line.proof ?? ""), .text(line.description), .text(line.party), .number(line.account),
            .number(line.activity), .text(line.fund), .money(line.incoming), .money(line.outgoing),
            .money(line.balance), .text(mark),
        ])
    }
}
