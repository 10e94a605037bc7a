/// What a post (jabatan) lets a person do; the same words as `identity.post.role`.
public enum Role: String, CaseIterable, Hashable, Sendable {
    /// Kaur Keuangan (bendahara): enters plans, pays, keeps the books.
    case treasurer
    /// Kasi/Kaur as PKA: runs an activity, asks for money, reports progress.
    case manager
    /// Sekretaris desa: verifies.
    case secretary
    /// Kepala desa: approves, signs.
    case head
    /// BPD: agrees to the budget, oversees.
    case council
    /// Village operator: letters, SPM, aid.
    case `operator`
    /// Camat's office: evaluates budgets of its villages.
    case district
    /// DPMD: ceilings, lists, accounts of the regency.
    case county
    /// Inspektorat: works through flags, records findings.
    case inspector
    /// BPK, BPKP and others: exports and verifies.
    case auditor
    /// Dinsos: verifies SPM and aid.
    case social

    /// Held for one village, not for a district or the regency.
    public var isOfVillage: Bool {
        switch self {
        case .treasurer, .manager, .secretary, .head, .council, .operator: true
        case .district, .county, .inspector, .auditor, .social: false
        }
    }
}

/// A post (jabatan) held today: a role over a range of villages, or over a list of them.
public struct Post: Hashable, Sendable {
    public let role: Role
    public let villages: ClosedRange<Int64>
    /// When set, only these of the range.
    public let list: [Int64]?
    /// Acting (Pj/Plt) rather than definitive.
    public let isActing: Bool
    /// The name of the village, district or regency, for people to read.
    public let place: String

    public init(role: Role, villages: ClosedRange<Int64>, list: [Int64]?, isActing: Bool, place: String) {
        self.role = role
        self.villages = villages
        self.list = list
        self.isActing = isActing
        self.place = place
    }

    public func covers(_ village: Int64) -> Bool {
        villages.contains(village) && (list?.contains(village) ?? true)
    }
}
