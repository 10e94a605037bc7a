public import Commons
public import Foundation
public import Postgres

/// A tranche (tahap) of a fund source that the county plans for a village.
public struct TrancheDraft: Hashable, Sendable, Encodable {
    /// A desa with a ceiling of the fund source.
    public let village: Int64
    /// Sumber dana.
    public let fund: String
    /// 1…24.
    public let tranche: Int
    /// Positive.
    public let amountSen: Int64
    /// Day by which it shall be in the village account.
    public let dueOn: String

    /// Judged when it is planned.
    public init(village: VillageCode, fund: String, tranche: Int, amount: Rupiah, due: Day) {
        self.village = village.number
        self.fund = fund
        self.tranche = tranche
        amountSen = amount.sen
        dueOn = due.description
    }
}

/// Disbursement (penyaluran) into village accounts: planned by DPMD, received by the treasurer, late where
/// the day has passed.
public struct Disbursements: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// Where a tranche stands.
    public enum State: String, Hashable, Sendable, CaseIterable {
        case planned, received, cancelled
    }

    /// One tranche.
    public struct Tranche: Hashable, Sendable, Identifiable {
        /// The tranche.
        public let id: UUID
        /// The village.
        public let village: VillageCode
        /// Its name.
        public let villageName: String
        /// Sumber dana.
        public let fund: String
        /// Tahap.
        public let number: Int
        /// How much.
        public let amount: Rupiah
        /// Day by which it shall be there, `2026-03-01`.
        public let dueOn: String
        /// Where it stands.
        public let state: State
        /// The one the next step must name.
        public let revision: Int
        /// Planned, and its day has passed.
        public let isLate: Bool
        /// Number of the receipt that booked it.
        public let receiptNumber: Int?
        /// Book date of that receipt.
        public let receivedOn: String?
    }

    /// Plans tranches, all or nothing; together they stay within each ceiling.
    /// - Parameter id: made by the caller; the same call under the same id answers as the first time.
    /// - Throws: `.treasury(.overCeiling)`, `.noCeiling`, `.tranchePlanned`; `.dateOutsideYear`,
    ///   `.amountOutOfRange`, `.noLines`, `.notYourPost`, `.idReused`.
    @discardableResult
    public func plan(
        _ id: UUID, _ rows: [TrancheDraft], year: Int, by session: Session
    ) async throws(LedgerError) -> Int {
        try await database.ask(
            DisbursementStatement.plan, .uuid(id), .int(session.regency), .int(year),
            .json(try written(rows)), as: session.key
        ) { rows throws(PostgresError) in try rows.one().int("planned") }
    }

    /// A tranche that will not come.
    /// - Throws: `.staleRevision`, `.wrongState`, `.notFound`, `.notYourPost`.
    public func cancel(_ id: UUID, revision: Int, by session: Session) async throws(LedgerError) {
        _ = try await database.ask(
            DisbursementStatement.cancel, .uuid(id), .int(revision), as: session.key
        ) { rows throws(PostgresError) in rows.count }
    }

    /// The money is in the village account: the treasurer's receipt (TBP) books it.
    /// - Parameters:
    ///   - id: of the receipt, made by the caller; the same call answers as the first time.
    /// - Throws: `.staleRevision`, `.wrongState`, `.yearNotOpen`, `.dateOutsideYear`, `.dateInFuture`,
    ///   `.notFound`, `.notYourPost`, `.idReused`.
    public func receive(
        _ id: UUID, _ tranche: UUID, revision: Int, on day: Day, by session: Session
    ) async throws(LedgerError) -> BookedDocument {
        try await database.ask(
            DisbursementStatement.receive, .uuid(id), .uuid(tranche), .int(revision),
            .text(day.description), as: session.key, BookedDocument.init(rows:))
    }

    /// By due day, in pages.
    /// - Parameters:
    ///   - village: only this one; `nil` for all in the reader's scope.
    ///   - after: `Page.next` of the page before.
    /// - Throws: `.malformedDay` for a cursor that no page gave, `.database`, `.notSignedIn`.
    public func list(
        year: Int, village: VillageCode? = nil, state: State? = nil, limit: PageLimit = PageLimit(),
        after: String? = nil, by session: Session
    ) async throws(LedgerError) -> Page<Tranche> {
        let cursor = try after.map { (text) throws(LedgerError) in try DayCursor(parsing: text) }
        let found = try await database.ask(
            DisbursementStatement.tranches, .int(session.regency), .int(year), .optional(village?.number),
            .optional(state?.rawValue), .optional(cursor?.day.description), .optional(cursor?.id),
            .int(limit.rows + 1), as: session.key
        ) { rows throws(PostgresError) in try rows.values(Tranche.init(row:)) }
        let shown = Array(found.prefix(limit.rows))
        let next = found.count > limit.rows ? shown.last.map { DayCursor.text($0.dueOn, $0.id) } : nil
        return Page(rows: shown, next: next)
    }
}

extension Disbursements.Tranche {
    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.uuid("id"), village: try row.village("village"),
            villageName: try row.text("village_name"), fund: try row.text("fund"),
            number: try row.int("tranche"), amount: try row.money("amount_sen"),
            dueOn: try row.date("due_on"),
            state: try row.read("state", Disbursements.State.init(rawValue:)),
            revision: try row.int("revision"), isLate: try row.bool("is_late"),
            receiptNumber: try row.intOrNil("receipt_number"),
            receivedOn: try row.dateOrNil("received_on"))
    }
}
