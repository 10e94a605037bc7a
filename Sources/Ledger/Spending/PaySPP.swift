public import Commons
public import Foundation
public import Postgres

/// The treasurer pays exactly what was approved; the journal gets its entry, each fund's cash goes down.
public struct PaySPP: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// A payment and the journal entry it made.
    public struct Payment: Hashable, Sendable {
        /// The request, now paid.
        public let step: SPPStep
        /// The journal entry.
        public let entry: UUID
        /// Its gapless number in the village's year.
        public let entryNumber: Int64
    }

    /// - Parameters:
    ///   - day: book date; `nil` for the legal day.
    ///   - place: where the money is taken from.
    ///   - taxes: what is withheld from the payee, `nil` for what the request proposes; the payment is the
    ///     amount less these.
    /// - Throws: `.cashShort` naming the fund source and what remains there, `.treasury` for a tax that can't
    ///   be withheld, `.samePerson` naming the earlier step,
    ///   `.secondFactorNeeded`, `.yearClosed`, `.staleRevision`, `.wrongState`, `.dateBeforeStep`,
    ///   `.dateInFuture`,
    ///   `.dateOutsideYear`, `.notFound`, `.notYourPost`, `.postVacant`.
    public func callAsFunction(
        _ id: UUID, revision: Int, on day: Day? = nil, from place: CashPlace = .bank,
        taxes: [TaxDraft]? = nil,
        by session: Session
    ) async throws(LedgerError) -> Payment {
        let stated = try taxes.map { (taxes) throws(LedgerError) in try written(taxes.map(TaxBody.init)) }
        return try await database.ask(
            SPPStatement.pay, .uuid(id), .int(revision), .optional(day?.description), .text(place.rawValue),
            stated.map(Parameter.json) ?? .null, as: session.key
        ) { rows throws(PostgresError) in
            let row = try rows.one()
            return Payment(
                step: try SPPStep(row: row), entry: try row.uuid("entry_id"),
                entryNumber: try row.int64("entry_number"))
        }
    }
}
