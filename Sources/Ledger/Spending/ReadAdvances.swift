public import Commons
public import Foundation
public import Postgres

/// Advances (panjar) and their settlements, as pages and programs read them.
public struct ReadAdvances: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// A settlement with its lines.
    public struct Settlement: Hashable, Sendable, Identifiable {
        /// The settlement.
        public let id: UUID
        /// Gapless in the village's year.
        public let number: Int
        /// Where it stands.
        public let state: SettlementState
        /// The one the next step must name.
        public let revision: Int
        /// Day of the account, `2026-03-10`.
        public let day: String
        /// Uraian.
        public let description: String
        /// Sum of its lines.
        public let amount: Rupiah
        /// Why it was sent back; may be empty.
        public let note: String
        /// Who handed it in.
        public let requester: UUID
        /// The secretary and the head; `nil` until then.
        public let verifier, approver: UUID?
        /// What was spent of each line.
        public var lines: [SPPLine]
    }

    /// An advance that is out.
    public struct Open: Hashable, Sendable, Identifiable {
        /// The payment request.
        public let id: UUID
        /// Its number.
        public let number: Int
        /// Paid on, `2026-03-01`.
        public let paidOn: String
        /// The working day by which it must be settled.
        public let settleBy: String?
        /// Uraian.
        public let purpose: String
        /// Who has the money.
        public let manager: String
        /// What was given.
        public let amount: Rupiah
        /// Neither accounted for nor brought back.
        public let open: Rupiah
        /// A settlement that waits: `submitted`, `verified` or `approved`.
        public let waiting: SettlementState?
        /// Whether the day has passed.
        public let isLate: Bool
    }

    /// The settlements of an advance, by number.
    /// - Throws: `.database`, `.notSignedIn`.
    public func settlements(of spp: UUID, by session: Session) async throws(LedgerError) -> [Settlement] {
        var found = try await database.ask(SPPStatement.settlements, .uuid(spp), as: session.key) {
            rows throws(PostgresError) in try rows.values(Settlement.init(row:))
        }
        guard !found.isEmpty else { return [] }
        let lines = try await database.ask(SPPStatement.settlementLines, .uuid(spp), as: session.key) {
            rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                (
                    try row.uuid("settlement_id"),
                    SPPLine(key: try LineKey(row: row), amount: try row.money("amount_sen"))
                )
            }
        }
        for index in found.indices {
            found[index].lines = lines.filter { $0.0 == found[index].id }.map(\.1)
        }
        return found
    }

    /// What is out, the oldest first; at most 500.
    /// - Throws: `.database`, `.notSignedIn`.
    public func open(of village: VillageCode, year: Int, by session: Session) async throws(LedgerError)
        -> [Open]
    {
        try await database.ask(SPPStatement.advances, .int64(village.number), .int(year), as: session.key) {
            rows throws(PostgresError) in try rows.values(Open.init(row:))
        }
    }
}

extension ReadAdvances.Settlement {
    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.uuid("id"), number: try row.int("number"),
            state: try row.read("state", SettlementState.init(rawValue:)),
            revision: try row.int("revision"), day: try row.date("book_date"),
            description: try row.text("description"), amount: try row.money("amount_sen"),
            note: try row.text("note"), requester: try row.uuid("requester"),
            verifier: try row.uuidOrNil("verifier"), approver: try row.uuidOrNil("approver"), lines: [])
    }
}

extension ReadAdvances.Open {
    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.uuid("id"), number: try row.int("number"), paidOn: try row.date("paid_on"),
            settleBy: try row.dateOrNil("settle_by"), purpose: try row.text("purpose"),
            manager: try row.textOrNil("requester_name") ?? "", amount: try row.money("amount_sen"),
            open: try row.money("open_sen"),
            waiting: SettlementState(rawValue: try row.text("settlement_state")),
            isLate: try row.boolOrNil("is_late") ?? false)
    }
}
