public import Commons
public import Foundation
public import Postgres

/// The treasurer deposits withheld taxes (setoran): some withholdings of one tax, under one NTPN.
public struct DepositTaxes: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameters:
    ///   - id: made by the caller; the same call under the same id answers as the first time.
    ///   - ntpn: the state's receipt number, 16 digits and letters; empty for a tax of the county.
    ///   - withholdings: 1…200 of the same MAP code.
    /// - Throws: `.treasury(.ntpnMalformed)`, `.ntpnUsed`, `.mixedTaxes`, `.taxDeposited`; `.cashShort`,
    ///   `.noLines`, `.dateBeforeStep`, `.secondFactorNeeded`, `.notFound`, `.notYourPost`, `.idReused`.
    public func callAsFunction(
        _ id: UUID, _ withholdings: [UUID], on day: Day, from place: CashPlace = .bank, ntpn: String,
        village: VillageCode, year: Int, by session: Session
    ) async throws(LedgerError) -> BookedDocument {
        try await database.ask(
            TreasuryStatement.deposit, .uuid(id), .int64(village.number), .int(year), .text(day.description),
            .text(place.rawValue), .text(ntpn), .uuids(withholdings), as: session.key,
            BookedDocument.init(rows:))
    }
}

/// Taxes that are withheld and wait for their deposit, and the deposits made.
public struct ReadTaxes: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// A tax that waits, with the document it was withheld from.
    public struct Held: Hashable, Sendable, Identifiable {
        /// The withholding.
        public let withholding: Withholding
        /// Name of its account.
        public let name: String
        /// Number of the payment request or settlement, `0007/SPP`.
        public let proof: String
        /// The payment request.
        public let spp: UUID?
        /// Whether its last day has passed.
        public let isLate: Bool
        /// The withholding's.
        public var id: UUID { withholding.id }
    }

    /// A deposit (SSP).
    public struct Deposit: Hashable, Sendable, Identifiable {
        /// The deposit.
        public let id: UUID
        /// Gapless in the village's year.
        public let number: Int
        /// Book date, `2026-04-10`.
        public let day: String
        /// Paid from.
        public let place: CashPlace
        /// Account of the tax.
        public let account: String
        /// Name of the account.
        public let name: String
        /// MAP and KJS code.
        public let mapCode: String
        /// The state's receipt number.
        public let ntpn: String
        /// How much.
        public let amount: Rupiah
        /// Its journal entry.
        public let entry: UUID
        /// Journal number.
        public let entryNumber: Int64
        /// Whether a later entry took it back.
        public let isReversed: Bool
    }

    /// At most 500, the most urgent first.
    /// - Throws: `.database`, `.notSignedIn`.
    public func held(of village: VillageCode, year: Int, by session: Session) async throws(LedgerError)
        -> [Held]
    {
        try await database.ask(TreasuryStatement.held, .int64(village.number), .int(year), as: session.key) {
            rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                Held(
                    withholding: try Withholding(row: row), name: try row.text("account_name"),
                    proof: try row.text("proof"), spp: try row.uuidOrNil("spp_id"),
                    isLate: try row.bool("is_late"))
            }
        }
    }

    /// What was withheld from a payment request and its settlements.
    /// - Throws: `.database`, `.notSignedIn`.
    public func withheld(from spp: UUID, by session: Session) async throws(LedgerError) -> [Withholding] {
        try await database.ask(SPPStatement.withheldFrom, .uuid(spp), as: session.key) {
            rows throws(PostgresError) in try rows.values(Withholding.init(row:))
        }
    }

    /// Newest first, in pages.
    /// - Throws: `.malformedDay` for a cursor that no page gave, `.database`, `.notSignedIn`.
    public func deposits(
        of village: VillageCode, year: Int, limit: PageLimit = PageLimit(), after: String? = nil,
        by session: Session
    ) async throws(LedgerError) -> Page<Deposit> {
        let cursor = try after.map { (text) throws(LedgerError) in try DayCursor(parsing: text) }
        let found = try await database.ask(
            TreasuryStatement.deposits, .int64(village.number), .int(year),
            .optional(cursor?.day.description), .optional(cursor?.id), .int(limit.rows + 1), .null,
            as: session.key
        ) { rows throws(PostgresError) in try rows.values(Deposit.init(row:)) }
        let shown = Array(found.prefix(limit.rows))
        let next = found.count > limit.rows ? shown.last.map { DayCursor.text($0.day, $0.id) } : nil
        return Page(rows: shown, next: next)
    }

    /// The deposit that a journal entry booked; `nil` where it booked none.
    /// - Throws: `.database`, `.notSignedIn`.
    public func deposit(
        booked entry: UUID, in village: VillageCode, year: Int, by session: Session
    ) async throws(LedgerError) -> Deposit? {
        try await database.ask(
            TreasuryStatement.deposits, .int64(village.number), .int(year), .null, .null, .int(1),
            .uuid(entry), as: session.key
        ) { rows throws(PostgresError) in try rows.values(Deposit.init(row:)).first }
    }
}

extension Withholding {
    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.uuid("id"), document: try row.uuid("document_id"), code: try row.text("code"),
            account: try row.text("account"), mapCode: try row.text("map_code"), fund: try row.text("fund"),
            base: try row.money("base_sen"), ratePpm: try row.int("rate_ppm"),
            amount: try row.money("amount_sen"), state: try row.read("state", State.init(rawValue:)),
            heldOn: try row.date("held_on"), dueOn: try row.date("due_on"))
    }
}

extension ReadTaxes.Deposit {
    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.uuid("id"), number: try row.int("number"), day: try row.date("book_date"),
            place: try row.read("place", CashPlace.init(rawValue:)), account: try row.text("account"),
            name: try row.text("account_name"), mapCode: try row.text("map_code"), ntpn: try row.text("ntpn"),
            amount: try row.money("amount_sen"), entry: try row.uuid("entry_id"),
            entryNumber: try row.int64("entry_number"), isReversed: try row.bool("is_reversed"))
    }
}
