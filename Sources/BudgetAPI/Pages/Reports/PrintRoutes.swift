import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// Papers of single documents and of the books: `…/spp/{id}/print`, `…/income/{entry}/print`,
/// `…/taxes/{entry}/print`, `…/books/{book}/print`, and `…/book/print` for a month of the general book.
struct PrintRoutes: Sendable {
    let villages: ReadVillages
    let desk: PaperDesk
    let readSPP: ReadSPP
    let readBook: ReadBook
    let readTaxes: ReadTaxes

    private var papers: VoucherPapers { VoucherPapers(desk: desk) }

    var routes: [Route] {
        let base = "/villages/{village}/{year}"
        return [
            Route(.get, "\(base)/spp/{id}/print", .signedIn, spp),
            Route(.get, "\(base)/income/{entry}/print", .signedIn, income),
            Route(.get, "\(base)/taxes/{entry}/print", .signedIn, deposit),
            Route(.get, "\(base)/book/print", .signedIn, generalBook),
            Route(.get, "\(base)/books/{book}/print", .signedIn, anyBook),
        ]
    }

    @Sendable func spp(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        guard let kind = SPPPapers.Kind(rawValue: request.query("kind") ?? "spp") else {
            throw Problem(.notAcceptable)
        }
        let detail = try await readSPP(try context.id(), by: session)
        guard detail.summary.village == village.code, detail.summary.year == (try context.year()) else {
            throw Problem(.notFound)
        }
        guard SPPPapers.Kind.offered(in: detail.summary.state).contains(kind) else {
            throw Problem(
                .wrongState, ["state": .text(detail.summary.state.rawValue), "verb": .text("print-receipt")])
        }
        let draft = try await papers.drafts(detail, by: session).draft(kind)
        return try await desk.answer(draft, try PaperDesk.size(request), by: session)
    }

    @Sendable func income(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let paper = try await papers.incomeDraft(
            try context.id("entry"), in: village.code, year: try context.year(), by: session)
        return try await desk.answer(paper.draft, try PaperDesk.size(request), by: session)
    }

    @Sendable func deposit(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        guard
            let deposit = try await readTaxes.deposit(
                booked: try context.id("entry"), in: village.code, year: try context.year(), by: session)
        else { throw Problem(.notFound) }
        let paper = DepositPaper(
            words: desk.words, place: try await desk.print.place(village.code, by: session),
            year: try context.year(), deposit: deposit,
            officials: try await desk.print.officials(of: village.code, on: deposit.day, by: session))
        return try await desk.answer(paper.draft, try PaperDesk.size(request), by: session)
    }

    /// The whole year or `month`, of all fund sources or `fund`.
    @Sendable func generalBook(_ request: Request, _ context: AppContext) async throws -> Response {
        let (year, fund) = (try context.year(), request.query("fund"))
        let month = try request.query("month") { text in
            Int(text).flatMap { BookPeriod.month($0, of: year, fund: fund) }
        }
        let period = month ?? BookPeriod(fund: fund)
        return try await answer(.general, period, request, context)
    }

    @Sendable func anyBook(_ request: Request, _ context: AppContext) async throws -> Response {
        try await answer(try context.book(), try request.bookPeriod(), request, context)
    }

    private func answer(
        _ book: BookName, _ period: BookPeriod, _ request: Request, _ context: AppContext
    ) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let (year, format, day) = (try context.year(), try request.reportFormat(), LegalDay.today())
        let paper = BookPaper(
            words: desk.words, place: try await desk.print.place(village.code, by: session), book: book,
            year: year, period: period,
            lines: try await lines(book, village.code, year, period, by: session),
            totals: try await readBook.totals(book, of: village.code, year: year, period, by: session),
            officials: try await desk.print.officials(of: village.code, on: day, by: session))
        let name =
            "\(book == .general ? "bku" : book.rawValue)-\(village.code.dotted)-\(year)"
            + (period.from.map { "-\($0)" } ?? "")
        switch format {
        case .pdf:
            return try await desk.answer(paper.draft(day: day), try PaperDesk.size(request), by: session)
        case .xlsx: return try await ReportFile.workbook(paper.table, title: paper.title, name: name)
        case .csv: return ReportFile.csv(paper.table, .csv, name: name)
        case .excel: return ReportFile.csv(paper.table, .excel, name: name)
        }
    }

    /// All lines of the period, page by page; more than a paper holds is refused before it is gathered.
    private func lines(
        _ book: BookName, _ village: VillageCode, _ year: Int, _ period: BookPeriod, by session: Session
    ) async throws -> [ReadBook.Line] {
        var (lines, after): ([ReadBook.Line], String?) = ([], nil)
        repeat {
            let page = try await readBook(
                book, of: village, year: year, period, limit: PageLimit(PageLimit.largest), after: after,
                by: session)
            lines += page.rows
            after = page.next
            guard lines.count <= PaperPress.rowLimit else {
                throw PaperError.tooLong(limit: PaperPress.rowLimit)
            }
        } while after != nil
        return lines
    }
}
