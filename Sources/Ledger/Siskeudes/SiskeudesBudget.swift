/// A village budget (APBDes) as one posting of a Siskeudes export holds it: keys with their cost lines.
public struct SiskeudesBudget: Hashable, Sendable {
    /// What was posted, Siskeudes `KdPosting`.
    public enum Posting: Int, Hashable, Sendable, CaseIterable, Comparable {
        /// RAPBDes: the proposal before the Perdes.
        case proposal = 1
        /// APBDes by Perdes.
        case original = 2
        /// APBDes perubahan: the change.
        case change = 3

        public static func < (left: Posting, right: Posting) -> Bool { left.rawValue < right.rawValue }
    }

    public let posting: Posting
    /// Number of the village regulation (Perdes), empty where the export gives none.
    public let regulationNumber: String
    /// Day of the posting as `2019-04-25`, nil where the export gives none.
    public let postedOn: String?
    /// The budget keys, in the order of their codes.
    public let lines: [SiskeudesLine]

    public init(posting: Posting, regulationNumber: String, postedOn: String?, lines: [SiskeudesLine]) {
        self.posting = posting
        self.regulationNumber = regulationNumber
        self.postedOn = postedOn
        self.lines = lines
    }
}

/// One budget key (activity, account, fund source, sub-detail) with the cost lines (RAB) that make it.
public struct SiskeudesLine: Hashable, Sendable {
    public let key: SiskeudesKey
    /// Name of the sub-detail (`Ta_RABSub`), empty where the village gave none.
    public let name: String
    /// The posted amount in sen; it equals the sum of the cost lines.
    public let amountSen: Int64
    public let rab: [SiskeudesRABLine]

    public init(key: SiskeudesKey, name: String, amountSen: Int64, rab: [SiskeudesRABLine]) {
        self.key = key
        self.name = name
        self.amountSen = amountSen
        self.rab = rab
    }

    public var activity: String { key.activity }
    public var account: String { key.account }
    public var fund: String { key.fund }
    public var subDetail: String { key.subDetail }
}

/// What names a budget line, in Balai's own codes.
public struct SiskeudesKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// `2.3.13`; `0.0.00` for income and financing, which belong to no activity.
    public let activity: String
    /// Objek, `5.3.6.01`.
    public let account: String
    /// `DDS`, `ADD`, …
    public let fund: String
    /// Two digits (`Kd_SubRinci`), `01` where the export has none.
    public let subDetail: String

    public init(activity: String, account: String, fund: String, subDetail: String) {
        self.activity = activity
        self.account = account
        self.fund = fund
        self.subDetail = subDetail
    }

    public var description: String { "\(activity) \(account) \(fund) \(subDetail)" }

    public static func < (left: SiskeudesKey, right: SiskeudesKey) -> Bool {
        (left.activity, left.account, left.fund, left.subDetail)
            < (right.activity, right.account, right.fund, right.subDetail)
    }
}

/// One line of a cost estimate (RAB).
public struct SiskeudesRABLine: Hashable, Sendable {
    /// `No_Urut`, unique within its key.
    public let ordinal: Int
    public let description: String
    /// A decimal with at most four places, such as `12.5`.
    public let volume: String
    public let unit: String
    public let unitPriceSen: Int64
    /// The source's own amount, kept even where volume × price gives another (then a warning says so).
    public let amountSen: Int64

    public init(
        ordinal: Int, description: String, volume: String, unit: String, unitPriceSen: Int64, amountSen: Int64
    ) {
        self.ordinal = ordinal
        self.description = description
        self.volume = volume
        self.unit = unit
        self.unitPriceSen = unitPriceSen
        self.amountSen = amountSen
    }
}

extension SiskeudesBudget {
    /// The four sums a budget balances by, in sen.
    public struct Totals: Hashable, Sendable {
        /// Pendapatan, accounts 4.
        public var incomeSen: Int64 = 0
        /// Belanja, accounts 5.
        public var spendingSen: Int64 = 0
        /// Penerimaan pembiayaan, accounts 6.1.
        public var financingInSen: Int64 = 0
        /// Pengeluaran pembiayaan, accounts 6.2.
        public var financingOutSen: Int64 = 0

        /// Sources less uses; zero in a balanced budget.
        public var differenceSen: Int64 { incomeSen + financingInSen - spendingSen - financingOutSen }

        mutating func add(_ amountSen: Int64, account: String) {
            if account.hasPrefix("4.") { incomeSen += amountSen }
            if account.hasPrefix("5.") { spendingSen += amountSen }
            if account.hasPrefix("6.1.") { financingInSen += amountSen }
            if account.hasPrefix("6.2.") { financingOutSen += amountSen }
        }
    }

    public var totals: Totals {
        var totals = Totals()
        for line in lines { totals.add(line.amountSen, account: line.account) }
        return totals
    }

    /// The sums of each fund source that the budget uses.
    public var totalsByFund: [String: Totals] {
        var totals: [String: Totals] = [:]
        for line in lines { totals[line.fund, default: Totals()].add(line.amountSen, account: line.account) }
        return totals
    }

    /// How many cost lines (RAB) the budget has.
    public var rabCount: Int { lines.reduce(0) { $0 + $1.rab.count } }
}
