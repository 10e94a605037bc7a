import Commons
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

/// What is to be printed, before head, foot, code and sheet: made by one builder a paper.
struct PaperDraft {
    /// `spp`, `lra`…: stands in the file's name and behind the code.
    let kind: String
    let title: String
    let place: ReadPrint.Place
    let year: Int
    var isLandscape = false
    let blocks: [Paper.Block]
    /// Which document or cut it is, for machines.
    var parameters: [String: String] = [:]
    /// What a holder of the paper is shown to compare.
    let facts: [Paper.Fact]
}

/// Where papers are printed: gives a draft its head, foot and code, and answers with the PDF. Papers are
/// official documents and always in Bahasa Indonesia.
struct PaperDesk: Sendable {
    let house: House
    let press: PaperPress
    let print: ReadPrint
    let stamps: ReportStamps

    var words: Words { house.texts.words(in: .indonesian) }

    /// Folio unless the query names another sheet.
    /// - Throws: `malformed-request` for a sheet that is not known.
    static func size(_ request: Request) throws(Problem) -> Paper.Size {
        try request.query("size", Paper.Size.init(rawValue:)) ?? .f4
    }

    /// The paper as a file to be shown by the browser.
    /// - Throws: `PaperError`, and what making the code throws.
    func answer(_ draft: PaperDraft, _ size: Paper.Size, by session: Session) async throws -> Response {
        let bytes = try await pdf(draft, size, by: session)
        let name = "\(draft.kind)-\(draft.place.village.dotted)-\(draft.year).pdf"
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/pdf", .contentDisposition: "inline; filename=\"\(name)\"",
                .cacheControl: "no-store",
            ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    func pdf(_ draft: PaperDraft, _ size: Paper.Size, by session: Session) async throws -> [UInt8] {
        let (words, place) = (words, draft.place)
        let now = Date()
        let paper = Paper(
            size: size, isLandscape: draft.isLandscape, title: draft.title,
            head: [
                words("paper.head-regency", ["name": place.regency.uppercased()]),
                words("paper.head-district", ["name": place.district.uppercased()]),
                words("paper.head-village", ["name": place.name.uppercased()]),
            ],
            blocks: draft.blocks,
            foot: words(
                "paper.foot", ["moment": words.moment(now, zone: .jakarta), "person": session.personName]),
            pageLabel: words("paper.page", ["page": "{page}", "pages": "{pages}"]),
            mark: place.isDemo ? words("paper.demo") : nil, stamp: try await stamp(draft, by: session))
        return try await press.pdf(paper, created: now)
    }

    /// The code of this paper; none for those who only look: what an auditor prints leaves no trace.
    private func stamp(_ draft: PaperDraft, by session: Session) async throws -> PaperStamp? {
        guard session.posts.contains(where: { $0.role != .auditor && $0.role != .inspector }) else {
            return nil
        }
        guard let hash = ContentHash(SHA256.sum(of: Self.content(of: draft).utf8)) else { return nil }
        let token = try await stamps.make(
            kind: draft.kind, village: draft.place.village, year: draft.year, parameters: draft.parameters,
            facts: draft.facts.map { ReportStamps.Fact(label: $0.label, value: $0.value) },
            contentHash: hash, by: session)
        let address = "\(house.settings.address)/matches/\(token.text)"
        let code = MatchesPage.shortCode(hash.hexadecimal)
        return PaperStamp(
            address: address, caption: words("paper.check", ["code": code, "address": address]))
    }

    /// All that the paper says, one line a text: equal papers have equal content.
    static func content(of draft: PaperDraft) -> String {
        var lines = [draft.kind, draft.place.village.dotted, String(draft.year)]
        for block in draft.blocks {
            switch block {
            case .title(let title, let more): lines += [title] + more
            case .text(let text, _), .box(let text): lines.append(text)
            case .facts(let facts): lines += facts.map { "\($0.label)\t\($0.value)" }
            case .table(let table): lines += table.rows.map { $0.cells.joined(separator: "\t") }
            case .signatures(let signatures): lines += signatures.map(\.name)
            case .space: continue
            }
        }
        return lines.joined(separator: "\n")
    }

    /// `0007/SPP/35.10.99.2001/2026`.
    static func number(_ number: Int, _ series: String, _ place: ReadPrint.Place, _ year: Int) -> String {
        let digits = String(number)
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return "\(padded)/\(series)/\(place.village.dotted)/\(year)"
    }
}

extension Settings {
    /// Where people reach this server, without a slash at the end.
    var address: String {
        let text = publicURL?.absoluteString ?? "http://\(host):\(port)"
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}
