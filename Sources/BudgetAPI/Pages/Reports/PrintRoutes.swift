import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger

/// Papers of single documents and of the cash book: `…/spp/{id}/print`, `…/income/{entry}/print`,
/// `…/book/print`.
struct PrintRoutes: Sendable {
    let villages: ReadVillages
    let desk: PaperDesk
    let readSPP: ReadSPP
    let readBook: ReadBook

    private var papers: VoucherPapers { VoucherPapers(desk: desk) }

    var routes: [Route] {
        let base = "/villages/{village}/{year}"
        return [
            Route(.get, "\(base)/spp/{id}/print", .signedIn, spp),
            Route(.get, "\(base)/income/{entry}/print", .signedIn, income),
            Route(.get, "\(base)/book/print", .signedIn, book),
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
        let draft = try await papers.drafts(detail, by: session).draft(kind)
        return try await desk.answer(draft, PaperDesk.size(request), by: session)
    }

    @Sendable func income(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let paper = try await papers.incomeDraft(
            try context.id("entry"), in: village.code, year: try context.year(), by: session)
        return try await desk.answer(paper.draft, PaperDesk.size(request), by: session)
    }

    @Sendable func book(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let (year, fund, format) = (
            try context.year(), request.query("fund"), try request.reportFormat()
        )
        let month = request.query("month").flatMap(Int.init).flatMap { (1...12).contains($0) ? $0 : nil }
        let day = LegalDay.today()
        let paper = BookPaper(
            words: desk.words, place: try await desk.print.place(village.code, by: session), year: year,
            month: month, fund: fund,
            lines: try await lines(village.code, year, fund, by: session),
            officials: try await desk.print.officials(of: village.code, on: day, by: session))
        let name = "bku-\(village.code.dotted)-\(year)" + (month.map { "-\($0)" } ?? "")
        switch format {
        case .pdf:
            return try await desk.answer(paper.draft(day: day), PaperDesk.size(request), by: session)
        case .xlsx:
            return try await ReportFile.workbook(
                paper.table, title: desk.words("paper.book"), name: name)
        case .csv: return ReportFile.csv(paper.table, .csv, name: name)
        case .excel: return ReportFile.csv(paper.table, .excel, name: name)
        }
    }

    /// The whole year, page by page; more than a paper holds is refused before it is gathered.
    private func lines(
        _ village: VillageCode, _ year: Int, _ fund: String?, by session: Session
    ) async throws -> [ReadBook.Line] {
        var (lines, after): ([ReadBook.Line], String?) = ([], nil)
        repeat {
            let page = try await readBook(
                .general, of: village, year: year, BookPeriod(fund: fund),
                limit: PageLimit(PageLimit.largest), after: after, by: session)
            lines += page.rows
            after = page.next
            guard lines.count <= PaperPress.rowLimit else {
                throw PaperError.tooLong(limit: PaperPress.rowLimit)
            }
        } while after != nil
        return lines
    }
}
