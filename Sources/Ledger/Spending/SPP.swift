public import Commons
public import Foundation

/// Where a payment request stands: asked, verified, approved, paid; sent back, voided or reversed.
public enum SPPState: String, Hashable, Sendable, CaseIterable {
    case draft
    /// With the secretary.
    case submitted
    /// With the head.
    case verified
    /// Back with the manager.
    case returned
    /// Its lines are reserved; with the treasurer.
    case approved
    /// Void.
    case rejected
    /// In the journal. An advance is out and not yet fully accounted for.
    case paid
    /// An advance of which all is accounted for or brought back.
    case settled
    /// Its payment was taken back by a new entry.
    case reversed

    /// Whether it still takes from the budget as asked, not yet as approved.
    public var isRequested: Bool {
        switch self {
        case .draft, .submitted, .verified, .returned: true
        case .approved, .rejected, .paid, .settled, .reversed: false
        }
    }
}

/// What a payment request is for.
public enum SPPKind: String, Hashable, Sendable, CaseIterable {
    /// Goods or works received (LS).
    case definitive
    /// Panjar (UM): money for the manager, to be accounted for by a settlement (SPJ).
    case advance
    /// Financing out (PBY), accounts 6.2.
    case financing
}

/// What a payment request takes from one budget line.
public struct SPPLine: Hashable, Sendable {
    /// The posted budget line.
    public let key: LineKey
    /// Positive.
    public let amount: Rupiah

    /// The budget is asked when the request is saved.
    public init(key: LineKey, amount: Rupiah) {
        self.key = key
        self.amount = amount
    }
}

/// What someone asks money for (Surat Permintaan Pembayaran).
public struct SPPDraft: Hashable, Sendable {
    /// Goods received, advance or financing.
    public let kind: SPPKind
    /// Day of the request.
    public let day: Day
    /// Uraian, 1…500 characters.
    public let purpose: String
    /// Who receives the money, at most 200 characters; may be empty.
    public let payee: String
    /// 1…200 lines, each budget line once.
    public let lines: [SPPLine]

    /// `SpendingRules` tells beforehand whether it can be asked.
    public init(kind: SPPKind = .definitive, day: Day, purpose: String, payee: String = "", lines: [SPPLine])
    {
        self.kind = kind
        self.day = day
        self.purpose = purpose
        self.payee = payee
        self.lines = lines
    }
}

/// What a step of a payment request gives back: carry `revision` in the next form.
public struct SPPStep: Hashable, Sendable {
    /// The request.
    public let id: UUID
    /// The one the next step must name.
    public let revision: Int
    /// Where it stands now.
    public let state: SPPState
    /// Its number, from the first submission on.
    public let number: Int?
}

/// A request as lists show it.
public struct SPPSummary: Hashable, Sendable, Identifiable {
    /// The request.
    public let id: UUID
    /// Its village.
    public let village: VillageCode
    /// Budget year.
    public let year: Int
    /// `nil` for a draft.
    public let number: Int?
    /// What it is for.
    public let kind: SPPKind
    /// Where it stands.
    public let state: SPPState
    /// The one the next step must name.
    public let revision: Int
    /// Day of the request, `2026-03-01`.
    public let day: String
    /// Uraian.
    public let purpose: String
    /// Sum of its lines.
    public let amount: Rupiah
    /// Who asked; `nil` where imported.
    public let requester: String?
    /// Whether it was entered here.
    public let origin: Origin
    /// The person who asked; `nil` where imported.
    public let requesterID: UUID?
    /// The persons who verified and approved it so far.
    public let verifierID, approverID: UUID?

    /// `0007/SPP/3510992001/2026`, as printed.
    public var numberText: String? {
        number.map { number in
            let digits = String(number)
            let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            return "\(padded)/SPP/\(village.dotted)/\(year)"
        }
    }
}
