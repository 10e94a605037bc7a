public import Commons
public import Postgres

/// In which form the books leave.
public enum BookFormat: String, Hashable, Sendable, CaseIterable {
    /// One posting a row, RFC 4180.
    case csv
    /// One JSON object a line with its proof, for `balai ledger verify` (`ExportProof` writes it).
    case ndjson
    /// A journal that `hledger check --strict` accepts.
    case hledger
    /// A journal that `bean-check` accepts.
    case beancount
}

/// The whole journal of a village's year as text, chunk by chunk; memory stays flat however long the book
/// is.
public struct ExportBook: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameters:
    /// - session: `nil` only for the server's operator at the command line, over a connection that sees all
    ///     villages.
    ///   - write: gets each piece of UTF-8 text in order.
    /// - Throws: `LedgerError`, and what `write` throws.
    public func callAsFunction(
        of village: VillageCode, year: Int, as format: BookFormat, by session: SessionKey?,
        write: (String) async throws -> Void
    ) async throws {
        if format == .ndjson {
            let scope = ExportProof.Scope(village: village, year: year)
            return try await ExportProof(database)(scope, by: session, write: write)
        }
        do {
            var writer = try await BookWriter(
                format: format, village: village, year: year, declared: declared(village, year, session),
                place: place(village, session))
            try await write(writer.opening())
            let rows = database.stream(
                BookStatement.journal, .int64(village.number), .int(year), as: session)
            for try await row in rows {
                let piece = writer.add(try JournalLeg(row: row))
                if !piece.isEmpty { try await write(piece) }
            }
            let rest = writer.closing()
            if !rest.isEmpty { try await write(rest) }
        } catch let error as PostgresError {
            throw LedgerError(error)
        }
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
