public import Commons
public import Postgres

/// In which form the books leave.
public enum BookFormat: String, Hashable, Sendable, CaseIterable {
    /// One posting a row, RFC 4180.
    case csv
    /// The same rows as a workbook whose amounts can be added up.
    case xlsx
    /// One JSON object a line with its proof, for `balai ledger verify` (`ExportProof` writes it).
    case ndjson
    /// A journal that `hledger check --strict` accepts.
    case hledger
    /// A journal that `bean-check` accepts.
    case beancount

    /// What the file is, for whoever receives it.
    public var mediaType: String {
        switch self {
        case .csv: "text/csv; charset=utf-8"
        case .xlsx: Workbook.mediaType
        case .ndjson, .hledger, .beancount: "text/plain; charset=utf-8"
        }
    }
}

/// The whole journal of a village's year as a file, chunk by chunk; memory stays flat however long the book
/// is. Only a workbook is gathered first.
public struct ExportBook: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameters:
    /// - session: `nil` only for the server's operator at the command line, over a connection that sees all
    ///     villages.
    ///   - write: gets each piece of the file in order; text is UTF-8.
    /// - Throws: `LedgerError`, `WorkbookError` where a book is longer than a workbook can be, and what
    ///   `write` throws.
    public func callAsFunction(
        of village: VillageCode, year: Int, as format: BookFormat, by session: SessionKey?,
        write: ([UInt8]) async throws -> Void
    ) async throws {
        do {
            switch format {
            case .ndjson:
                let scope = ExportProof.Scope(village: village, year: year)
                try await ExportProof(database)(scope, by: session) { try await write(Array($0.utf8)) }
            case .xlsx:
                try await write(try await workbook(village, year, session))
            case .csv, .hledger, .beancount:
                try await text(village, year, format, session) { try await write(Array($0.utf8)) }
            }
        } catch let error as PostgresError {
            throw LedgerError(error)
        }
    }

    private func text(
        _ village: VillageCode, _ year: Int, _ format: BookFormat, _ session: SessionKey?,
        _ write: (String) async throws -> Void
    ) async throws {
        var writer = try await BookWriter(
            format: format, village: village, year: year, declared: declared(village, year, session),
            place: place(village, session))
        try await write(writer.opening())
        for try await row in legs(village, year, session) {
            try await write(writer.add(try JournalLeg(row: row)))
        }
    }

    private func workbook(
        _ village: VillageCode, _ year: Int, _ session: SessionKey?
    ) async throws -> [UInt8] {
        var book = try await BookWorkbook(village: village, year: year, place: place(village, session))
        for try await row in legs(village, year, session) { try book.add(try JournalLeg(row: row)) }
        return try await book.workbook.bytes()
    }

    private func legs(
        _ village: VillageCode, _ year: Int, _ session: SessionKey?
    ) -> AsyncThrowingStream<Row, any Error> {
        database.stream(BookStatement.journal, .int64(village.number), .int(year), as: session)
    }

    private func declared(
        _ village: VillageCode, _ year: Int, _ session: SessionKey?
    ) async throws(LedgerError) -> [DeclaredAccount] {
        try await database.ask(
            BookStatement.journalAccounts, .int64(village.number), .int(year), as: session
        ) { rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                DeclaredAccount(
                    account: try row.text("account"), name: try row.text("name"),
                    activity: try row.text("activity"), fund: try row.text("fund"))
            }
        }
    }

    private func place(
        _ village: VillageCode, _ session: SessionKey?
    ) async throws(LedgerError) -> (name: String, isDemo: Bool) {
        let found = try await database.ask(BookStatement.villageName, .int64(village.number), as: session) {
            rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in (try row.text("name"), try row.bool("is_demo")) }
        }
        guard let place = found.first else { throw .notFound(kind: "village") }
        return place
    }
}

extension JournalLeg {
    init(row: Row) throws(PostgresError) {
        self.init(
            number: try row.int64("number"), day: try row.date("book_date"),
            recordedAt: try row.text("recorded_at"), kind: try row.text("kind"),
            description: try row.text("description"), origin: try row.text("origin"),
            reverses: try row.int64OrNil("reverses_number"),
            documentNumber: try row.intOrNil("document_number"),
            ordinal: try row.int("ordinal"), account: try row.text("account"),
            accountName: try row.text("account_name"), activity: try row.text("activity"),
            fund: try row.text("fund"), subDetail: try row.text("sub_detail"),
            amountSen: try row.int64("amount_sen"))
    }
}
