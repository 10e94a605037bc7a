public import Commons
public import Foundation

/// Where a budget version (APBDes) stands on its way.
public enum BudgetState: String, Hashable, Sendable, CaseIterable {
    case draft
    /// The BPD agreed.
    case agreed
    /// With the camat.
    case submitted
    /// The camat found it in order.
    case evaluated
    /// The camat sent it back with a reason; it can be changed again.
    case returned
    /// Frozen; execution is held against the newest posted one.
    case posted

    /// Whether lines may still be changed.
    public var isOpen: Bool { self == .draft || self == .returned }
}

/// What sort of version it is.
public enum BudgetKind: String, Hashable, Sendable, CaseIterable {
    /// The first of the year, by Perdes.
    case murni
    /// A shift by Perkades before the Perdes of change.
    case pergeseran
    /// A change by Perdes (APBDes perubahan).
    case perubahan
}

/// Whether a thing was entered here or came from another system as it was.
public enum Origin: String, Hashable, Sendable {
    case entered, imported
}

/// One version of a village's budget, without its lines.
public struct BudgetVersion: Hashable, Sendable, Identifiable {
    /// The version.
    public let id: UUID
    /// Its village.
    public let village: VillageCode
    /// Budget year.
    public let year: Int
    /// Counts the year's versions from 1.
    public let ordinal: Int
    /// The year's first, a shift or a change.
    public let kind: BudgetKind
    /// Where it stands.
    public let state: BudgetState
    /// Goes up with every change; a form that carries an older one is refused.
    public let revision: Int
    /// Whether it was entered here.
    public let origin: Origin
    /// Number of the Perdes or Perkades, once posted.
    public let regulationNumber: String?
    /// `2026-01-02`, once posted.
    public let regulationDate: String?
    /// Legal day on which the camat received it.
    public let submittedOn: String?
    /// Of the BPD meeting that agreed (berita acara); `nil` for imports and shifts.
    public let minutesNumber: String?
    /// `2026-01-02`, with the number.
    public let minutesDate: String?
}

/// What names a budget line: activity × account × fund source × sub-detail.
public struct LineKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The activity code under which income and financing stand.
    public static let noActivity = "0.0.00"
    /// Kegiatan `2.3.10`, or `0.0.00` for income and financing.
    public let activity: String
    /// Objek `5.3.5.01`.
    public let account: String
    /// Sumber dana `DDS`.
    public let fund: String
    /// Kd_SubRinci, two digits; `01` where the village does not use it.
    public let subDetail: String

    /// The codes are checked against the year's lists when they are saved.
    public init(activity: String, account: String, fund: String, subDetail: String = "01") {
        self.activity = activity
        self.account = account
        self.fund = fund
        self.subDetail = subDetail
    }

    /// `2.3.10 5.3.5.01 DDS 01`, as refusals name a line.
    public var description: String { "\(activity) \(account) \(fund) \(subDetail)" }

    /// By activity, account, fund source, sub-detail.
    public static func < (left: LineKey, right: LineKey) -> Bool {
        (left.activity, left.account, left.fund, left.subDetail)
            < (right.activity, right.account, right.fund, right.subDetail)
    }
}

/// A line of the cost estimate (RAB) as someone enters it; its amount follows from it.
public struct RABItem: Hashable, Sendable {
    /// Uraian, 1…500 characters.
    public let description: String
    /// 0…9,999,999,999.9999.
    public let volume: Volume
    /// Satuan, such as `m3`; at most 50 characters.
    public let unit: String
    /// For one unit.
    public let unitPrice: Rupiah

    /// The limits are held by `BudgetRules` and by the database.
    public init(description: String, volume: Volume, unit: String, unitPrice: Rupiah) {
        self.description = description
        self.volume = volume
        self.unit = unit
        self.unitPrice = unitPrice
    }
}

/// A whole budget line with its whole RAB, as someone enters it.
public struct LineDraft: Hashable, Sendable {
    /// What names it.
    public let key: LineKey
    /// Name of the sub-detail, may be empty.
    public let name: String
    /// May be empty: a line of zero is legal.
    public let rab: [RABItem]

    /// The codes are checked against the year's lists when it is saved.
    public init(key: LineKey, name: String = "", rab: [RABItem]) {
        self.key = key
        self.name = name
        self.rab = rab
    }
}

/// What a change of a version or request gives back: carry `revision` in the next form.
public struct VersionStep: Hashable, Sendable {
    /// The version.
    public let id: UUID
    /// The one the next step must name.
    public let revision: Int
    /// Where it stands now.
    public let state: BudgetState
}
