public import Commons
public import Foundation
public import Postgres

/// Where a settlement of an advance (SPJ) stands.
public enum SettlementState: String, Hashable, Sendable, CaseIterable {
    /// With the secretary.
    case submitted
    /// With the head.
    case verified
    /// With the treasurer.
    case approved
    /// Sent back; the manager makes another one.
    case returned
    /// In the journal.
    case booked
    /// Its entry was taken back.
    case reversed

    /// Whether it is on its way: the advance can have no other one.
    public var isWaiting: Bool { self == .submitted || self == .verified || self == .approved }
}

/// What a step of a settlement gives back: carry `revision` in the next form.
public struct SettlementStep: Hashable, Sendable {
    /// The settlement.
    public let id: UUID
    /// The one the next step must name.
    public let revision: Int
    /// Where it stands now.
    public let state: SettlementState
    /// Gapless in the village's year.
    public let number: Int

    init(row: Row) throws(PostgresError) {
        id = try row.uuid("id")
        revision = try row.int("revision")
        state = try row.read("state", SettlementState.init(rawValue:))
        number = try row.int("number")
    }
}

/// What was spent of an advance, as the manager accounts for it.
public struct SettlementDraft: Hashable, Sendable {
    /// Day of the account.
    public let day: Day
    /// Uraian, 1…500 characters.
    public let description: String
    /// Lines of the advance with what was spent of each.
    public let lines: [SPPLine]

    /// `TreasuryRules.checkOpen` tells beforehand whether its lines can be handed in.
    public init(day: Day, description: String, lines: [SPPLine]) {
        self.day = day
        self.description = description
        self.lines = lines
    }
}

/// The way of a settlement: handed in by the manager who asked, checked by the secretary, approved by the
/// head, booked by the treasurer: four persons. `SettlementRules` tells each step's answer beforehand.
public struct SettleAdvance: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameter id: made by the caller; the same call under the same id answers as the first time.
    /// - Throws: `.treasury(.overAdvance)` naming the line and what is open, `.settlementOpen`;
    ///   `.notRequester`,
    ///   `.wrongState`, `.sppKind`, `.noLines`, `.duplicateLine`, `.lineNotBudgeted`, `.dateBeforeStep`,
    ///   `.notYourPost`, `.notFound`, `.idReused`.
    public func submit(
        _ id: UUID, _ draft: SettlementDraft, of spp: UUID, by session: Session
    ) async throws(LedgerError) -> SettlementStep {
        try await database.ask(
            SPPStatement.submitSettlement, .uuid(id), .uuid(spp), .text(draft.day.description),
            .text(draft.description), .json(try written(draft.lines.map(SPPLineBody.init))), as: session.key
        ) { rows throws(PostgresError) in try SettlementStep(row: try rows.one()) }
    }

    /// - Throws: `.samePerson`, `.staleRevision`, `.wrongState`, `.dateBeforeStep`, `.notYourPost`,
    ///   `.notFound`.
    public func verify(
        _ id: UUID, revision: Int, on day: Day? = nil, by session: Session
    ) async throws(LedgerError) -> SettlementStep {
        try await database.ask(
            SPPStatement.verifySettlement, .uuid(id), .int(revision), .optional(day?.description),
            as: session.key
        ) { rows throws(PostgresError) in try SettlementStep(row: try rows.one()) }
    }

    /// - Throws: `.secondFactorNeeded`, `.samePerson`, `.staleRevision`, `.wrongState`, `.dateBeforeStep`,
    ///   `.notYourPost`, `.notFound`.
    public func approve(
        _ id: UUID, revision: Int, on day: Day? = nil, by session: Session
    ) async throws(LedgerError) -> SettlementStep {
        try await database.ask(
            SPPStatement.approveSettlement, .uuid(id), .int(revision), .optional(day?.description),
            as: session.key
        ) { rows throws(PostgresError) in try SettlementStep(row: try rows.one()) }
    }

    /// - Throws: `.reasonMissing`, `.staleRevision`, `.wrongState`, `.notYourPost`, `.notFound`.
    public func giveBack(
        _ id: UUID, revision: Int, reason: String, by session: Session
    ) async throws(LedgerError) -> SettlementStep {
        try await database.ask(
            SPPStatement.returnSettlement, .uuid(id), .int(revision), .text(reason), as: session.key
        ) { rows throws(PostgresError) in try SettlementStep(row: try rows.one()) }
    }

    /// - Parameters:
    ///   - place: where the withheld taxes are kept that the manager hands over.
    ///   - taxes: withheld from what was bought with the advance.
    /// - Throws: `.treasury(.overAdvance)` where the rest was brought back meanwhile, the refusals of taxes,
    ///   `.samePerson`, `.secondFactorNeeded`, `.staleRevision`, `.wrongState`, `.notYourPost`.
    public func book(
        _ id: UUID, revision: Int, on day: Day? = nil, into place: CashPlace = .cash,
        taxes: [TaxDraft] = [], by session: Session
    ) async throws(LedgerError) -> SettlementStep {
        try await database.ask(
            SPPStatement.bookSettlement, .uuid(id), .int(revision), .optional(day?.description),
            .text(place.rawValue), .json(try written(taxes.map(TaxBody.init))), as: session.key
        ) { rows throws(PostgresError) in try SettlementStep(row: try rows.one()) }
    }
}

/// Money brought back to the treasurer: the rest of an advance, or spending that the payee returns.
public struct GiveBackDraft: Hashable, Sendable {
    /// What comes back.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Unspent rest of an advance (sisa panjar).
        case advanceRest = "advance-return"
        /// Spending given back in the same year (pengembalian belanja).
        case refund
    }

    /// What comes back.
    public let kind: Kind
    /// Book date.
    public let day: Day
    /// Where it came in.
    public let place: CashPlace
    /// Who brought it, at most 200 characters; may be empty.
    public let payer: String
    /// Uraian, 1…500 characters.
    public let description: String
    /// Lines of the request with what came back of each.
    public let lines: [SPPLine]

    /// Judged when it is booked.
    public init(
        kind: Kind, day: Day, place: CashPlace, payer: String, description: String, lines: [SPPLine]
    ) {
        self.kind = kind
        self.day = day
        self.place = place
        self.payer = payer
        self.description = description
        self.lines = lines
    }
}

/// The treasurer books money that came back; the budget lines can be spent again.
public struct GiveBack: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameter id: made by the caller; the same call under the same id answers as the first time.
    /// - Throws: `.treasury(.overAdvance)` naming the line and what can still come back, `.handLimit`;
    ///   `.wrongState`, `.sppKind`, `.noLines`, `.duplicateLine`, `.lineNotBudgeted`, `.dateBeforeStep`,
    ///   `.notYourPost`, `.notFound`, `.idReused`.
    public func callAsFunction(
        _ id: UUID, _ draft: GiveBackDraft, of spp: UUID, by session: Session
    ) async throws(LedgerError) -> BookedDocument {
        try await database.ask(
            SPPStatement.bookGiveBack, .uuid(id), .uuid(spp), .text(draft.kind.rawValue),
            .text(draft.day.description), .text(draft.place.rawValue), .text(draft.payer),
            .text(draft.description), .json(try written(draft.lines.map(SPPLineBody.init))), as: session.key,
            BookedDocument.init(rows:))
    }
}
