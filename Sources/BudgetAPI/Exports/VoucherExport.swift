import Commons
import Foundation
import Ledger
import Monitoring

/// What lies behind a list of voucher numbers, as one archive: a folder a voucher with its papers, the
/// journal lines it caused, and the photos of its works.
struct VoucherExport: Sendable {
    /// As they were pasted, without doubles.
    let numbers: [VoucherNumber]
    /// Lines that are no number.
    let unread: [String]
    let find: FindVouchers
    let readSPP: ReadSPP
    let papers: VoucherPapers
    let evidence: ListEvidence
    let photos: ReadPhoto
    let session: Session

    /// The most vouchers of one list.
    static let numberLimit = 500
    /// The most photos of one voucher.
    static let photoLimit = 60

    private static let head = ["number", "found", "files", "note"]

    func make(_ folder: ExportFolder) async throws {
        var index: [[ReportTable.Cell]] = []
        for number in numbers {
            folder.begin(number.text)
            let found = try await find(number, by: session)
            var files = 0
            switch found {
            case .spp(let id): files = try await request(number, id, folder)
            case .income(let entry): files = try await income(number, entry, folder)
            case nil: break
            }
            index.append([
                .text(number.text), .text(found == nil ? "no" : "yes"), .number(Int64(files)), .empty,
            ])
            folder.finish(number.text)
        }
        index += unread.map { [.text($0), .text("no"), .number(0), .text("not a voucher number")] }
        let text = ReportCSV.csv.line(Self.head.map { .text($0) }) + index.map(ReportCSV.csv.line).joined()
        try await folder.write("index.csv", bytes: Array(text.utf8), rows: Int64(index.count))
    }

    /// `0007-SPP-35.10.99.2001-2026`.
    private static func name(_ number: VoucherNumber) -> String {
        number.text.replacing("/", with: "-")
    }

    private func request(_ number: VoucherNumber, _ id: UUID, _ folder: ExportFolder) async throws -> Int {
        let path = Self.name(number)
        let detail = try await readSPP(id, by: session)
        var files = 0
        for (name, bytes) in try await papers.request(detail, by: session) {
            try await folder.write("\(path)/\(name)", bytes: bytes)
            files += 1
        }
        files += try await bank(path, id, number, folder)
        let photos = try await evidence(
            of: number.village, year: number.year,
            activities: Array(Set(detail.lines.map(\.key.activity))).sorted(), limit: Self.photoLimit,
            by: session)
        for (index, photo) in photos.enumerated() {
            let bytes = try await self.photos.bytes(photo.receipt, .original, by: session)
            let hash = photo.sha256.hexadecimal.prefix(12)
            try await folder.write(
                "\(path)/photos/\(index + 1)-\(photo.stage)-\(photo.day)-\(hash).jpg", bytes: bytes)
        }
        return files + photos.count
    }

    private func income(_ number: VoucherNumber, _ entry: UUID, _ folder: ExportFolder) async throws -> Int {
        let path = Self.name(number)
        let (receipt, bytes) = try await papers.income(
            entry, in: number.village, year: number.year, by: session)
        try await folder.write("\(path)/tbp.pdf", bytes: bytes)
        return 1 + (try await bank(path, receipt.id, number, folder))
    }

    /// The journal lines of a document, bank and cash legs among them.
    private func bank(
        _ path: String, _ document: UUID, _ number: VoucherNumber, _ folder: ExportFolder
    ) async throws -> Int {
        let legs = try await find.legs(
            of: document, in: number.village, year: number.year, by: session)
        let rows = Int64(legs.split(separator: "\r\n").count - 1)
        try await folder.write("\(path)/journal.csv", bytes: Array(legs.utf8), rows: rows)
        return 1
    }
}

/// The papers of single documents as PDF bytes: for prints and for archives alike.
struct VoucherPapers: Sendable {
    let desk: PaperDesk

    /// The papers of a request that there are in its state.
    func request(
        _ detail: ReadSPP.Detail, by session: Session
    ) async throws -> [(name: String, bytes: [UInt8])] {
        let papers = try await drafts(detail, by: session)
        var made: [(name: String, bytes: [UInt8])] = []
        for kind in SPPPapers.Kind.allCases where kind != .receipt || papers.paymentNumber != nil {
            made.append(("\(kind.rawValue).pdf", try await desk.pdf(papers.draft(kind), .f4, by: session)))
        }
        return made
    }

    func drafts(_ detail: ReadSPP.Detail, by session: Session) async throws -> SPPPapers {
        let (code, day) = (detail.summary.village, detail.summary.day)
        var number: Int?
        if let payment = detail.entries.first(where: { $0.kind == "payment" || $0.kind == "imported" }) {
            number = try await desk.print.paymentNumber(payment.id, by: session)
        }
        return SPPPapers(
            words: desk.words, place: try await desk.print.place(code, by: session), detail: detail,
            officials: try await desk.print.officials(of: code, on: day, by: session), paymentNumber: number)
    }

    /// The receipt for money that came in.
    func income(
        _ entry: UUID, in village: VillageCode, year: Int, by session: Session
    ) async throws -> (receipt: ListReceipts.Receipt, bytes: [UInt8]) {
        let draft = try await incomeDraft(entry, in: village, year: year, by: session)
        return (draft.receipt, try await desk.pdf(draft.draft, .f4, by: session))
    }

    func incomeDraft(
        _ entry: UUID, in village: VillageCode, year: Int, by session: Session
    ) async throws -> IncomePaper {
        let receipt = try await desk.print.receipt(of: entry, in: village, year: year, by: session)
        return IncomePaper(
            words: desk.words, place: try await desk.print.place(village, by: session), year: year,
            receipt: receipt,
            officials: try await desk.print.officials(of: village, on: receipt.day, by: session))
    }
}
