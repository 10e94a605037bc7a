import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

/// `/villages/{village}/{year}/book`: the general cash book (Buku Kas Umum) with its running balance, what
/// each fund source holds, and the book's exports.
struct BookPage: Sendable {
    let house: House
    let villages: ReadVillages
    let readBook: ReadBook
    let readCash: ReadCash
    let export: ExportBook

    private static let pageRows = 200

    var routes: [Route] {
        let base = "/villages/{village}/{year}/book"
        return [
            Route(.get, base, .signedIn, show),
            Route(.get, "\(base)/export", .signedIn, download),
        ]
    }

    /// What book.mustache reads.
    struct Model {
        struct Line {
            let number: String
            let day: String
            let proof: String
            /// The request behind it.
            let document: String?
            let description: String
            let account: String
            let fund: String
            let received: String
            let spent: String
            let balance: String
            let isShort: Bool
        }
        struct Cash {
            let fund: String
            let amount: String
        }

        let tabs: [MoneyLink]
        let lines: [Line]
        let cash: [Cash]
        let funds: [Choice]
        let from: String
        let until: String
        let action: String
        let next: String?
        let exports: [Crumb]
        let printAction: String
        let months: [Choice]
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let words = house.words(context)
        let village = try await villages.require(try context.village(), by: session)
        let address = VillageAddress(village.code.number, year: try context.year())
        let period = try request.bookPeriod()
        let page = try await readBook(
            .general, of: village.code, year: address.year, period,
            limit: PageLimit(Self.pageRows),
            after: request.query("after"), by: session)
        let cash = try await readCash(of: village.code, year: address.year, by: session)
        let base = "\(address.base)/book"
        let choices = cash.map {
            Choice(value: $0.fund, label: "\($0.fund) \($0.name)", isChosen: $0.fund == period.fund)
        }
        let model = Model(
            tabs: address.tabs("book", words), lines: page.rows.map { line($0, address, words) },
            cash: cash.map {
                Model.Cash(fund: "\($0.fund) \($0.name)", amount: words.money(sen: $0.cash.sen))
            } + [
                Model.Cash(
                    fund: words("treasury.both"),
                    amount: words.money(sen: cash.reduce(0) { $0 + $1.cash.sen }))
            ],
            funds: [Choice(value: "", label: words("book.all-funds"))] + choices,
            from: period.from?.description ?? "", until: period.until?.description ?? "", action: base,
            next: page.next.map { "\(base)?after=\($0)&\(period.query)" },
            exports: BookFormat.allCases.map {
                Crumb(
                    label: words("book.export-\($0.rawValue)"),
                    address: "\(base)/export?format=\($0.rawValue)")
            } + [Crumb(label: words("book.export-siskeudes"), address: "\(address.base)/siskeudes")],
            printAction: "\(base)/print",
            months: [Choice(value: "", label: words("book.whole-year"))]
                + (1...12).map { Choice(value: String($0), label: words("month.\($0)")) })
        let screen = Screen(
            template: "book", title: words("book.title", ["year": String(address.year)]), model: model,
            crumbs: [Crumb(label: village.name, address: address.base)], isDemo: village.isDemo)
        return house.pages.render(screen, request, context)
    }

    private func line(_ line: ReadBook.Line, _ address: VillageAddress, _ words: Words) -> Model.Line {
        Model.Line(
            number: String(line.number), day: words.date(line.day), proof: line.proof ?? "",
            document: line.spp.map { "\(address.base)/spp/\($0.uuidString.lowercased())" },
            description: line.description,
            account: "\(line.account) \(line.activity == LineKey.noActivity ? "" : line.activity)",
            fund: line.fund,
            received: words.amount(sen: line.incoming.sen), spent: words.amount(sen: line.outgoing.sen),
            balance: words.amount(sen: line.balance.sen), isShort: line.balance.sen < 0)
    }

    @Sendable func download(_ request: Request, _ context: AppContext) async throws -> Response {
        let session = try context.requireSession()
        let village = try await villages.require(try context.village(), by: session)
        let year = try context.year()
        guard let format = BookFormat(rawValue: request.query("format") ?? "csv") else {
            throw Problem(.notAcceptable)
        }
        return BookDownload.answer(export, village.code, year, format, session)
    }
}

/// The book as a file, streamed row by row: memory stays flat however long the year was.
enum BookDownload {
    static func answer(
        _ export: ExportBook, _ village: VillageCode, _ year: Int, _ format: BookFormat, _ session: Session
    ) -> Response {
        let name = "bku-\(village.dotted)-\(year).\(format.rawValue)"
        let key = session.key
        return Response(
            status: .ok,
            headers: [
                .contentType: format.mediaType,
                .contentDisposition: "attachment; filename=\"\(name)\"", .cacheControl: "no-store",
            ],
            body: .init { writer in
                var pieces = PieceBuffer()
                try await export(of: village, year: year, as: format, by: key) { piece in
                    if let full = pieces.add(piece) { try await writer.write(full) }
                }
                try await writer.write(pieces.rest())
                try await writer.finish(nil)
            })
    }
}

/// Gathers small pieces into writes worth a packet.
struct PieceBuffer {
    private var buffer = ByteBuffer()
    private static let fullBytes = 16_384

    mutating func add(_ piece: some Sequence<UInt8>) -> ByteBuffer? {
        buffer.writeBytes(piece)
        return buffer.readableBytes >= Self.fullBytes ? rest() : nil
    }

    mutating func rest() -> ByteBuffer {
        defer { buffer = ByteBuffer() }
        return buffer
    }
}
