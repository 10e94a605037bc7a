import Commons
import Foundation
import Ledger

/// The books of many villages as one archive: a folder a village and year, a file a form, and the manifest.
struct AuditExport: Sendable {
    /// One form of file that can be asked for.
    enum Form: String, CaseIterable, Sendable {
        case journal, hledger, beancount
        /// The journal with its proof, for `balai ledger verify`.
        case proof
        /// The realisation report by activity.
        case realisation
        /// The same for Excel with Indonesian settings.
        case excel
    }

    let books: [ListBooks.Book]
    let forms: Set<Form>
    let export: ExportBook
    let read: ReadRealisation
    let words: Words
    let session: Session
    /// Key and checkpoint that the books can be proven with.
    let keys: ProofKeys

    func make(_ folder: ExportFolder) async throws {
        try await folder.write("README.txt", bytes: Array(readme.utf8))
        for file in try await keys.files() { try await folder.write(file.name, bytes: Array(file.text.utf8)) }
        for book in books {
            let name = "\(book.name) \(book.year)"
            folder.begin(name)
            for form in Form.allCases where forms.contains(form) { try await add(form, of: book, to: folder) }
            folder.finish(name)
        }
    }

    private var readme: String {
        let lines = [
            words("audit.readme-title"),
            words("audit.readme-made", ["moment": words.moment(Date(), zone: .jakarta)]),
            words("audit.readme-books", ["count": String(books.count)]), words("audit.readme-manifest"),
            books.contains { $0.isDemo } ? words("paper.demo") : "",
        ]
        return lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
    }

    private func add(_ form: Form, of book: ListBooks.Book, to folder: ExportFolder) async throws {
        let path = "\(book.village.dotted)/\(book.year)"
        switch form {
        case .journal: try await journal(book, .csv, "\(path)/journal.csv", folder)
        case .hledger: try await journal(book, .hledger, "\(path)/journal.hledger", folder)
        case .beancount: try await journal(book, .beancount, "\(path)/journal.beancount", folder)
        case .proof: try await proof(book, "\(path)/journal.ndjson", folder)
        case .realisation: try await realisation(book, .csv, "\(path)/lra.csv", folder)
        case .excel: try await realisation(book, .excel, "\(path)/lra-excel.csv", folder)
        }
    }

    /// Leg by leg: memory stays flat however long a book is.
    private func journal(
        _ book: ListBooks.Book, _ format: BookFormat, _ name: String, _ folder: ExportFolder
    ) async throws {
        try await folder.write(name, headRows: 1) { file in
            try await export(of: book.village, year: book.year, as: format, by: session.key) { piece in
                try await file.add(piece)
            }
        }
    }

    /// A book that nothing was signed of yet is left out.
    private func proof(_ book: ListBooks.Book, _ name: String, _ folder: ExportFolder) async throws {
        let isSigned = try await keys.files().contains { $0.name == "checkpoint.txt" }
        guard isSigned else { return }
        try await journal(book, .ndjson, name, folder)
    }

    private func realisation(
        _ book: ListBooks.Book, _ form: ReportCSV, _ name: String, _ folder: ExportFolder
    ) async throws {
        let report = try await read.report(.activity, of: book.village, year: book.year, by: session)
        let table = RealisationPaper(words: words, report: report, year: book.year, until: nil).table
        try await folder.write(name, bytes: Array(form.text(table).utf8), rows: Int64(table.rows.count))
    }
}

/// What an export needs beside the books so that others can prove it: the key that signs them, the newest
/// checkpoint.
struct ProofKeys: Sendable {
    /// Small text files with their names; empty where nothing signs yet.
    let files: @Sendable () async throws -> [(name: String, text: String)]
}
