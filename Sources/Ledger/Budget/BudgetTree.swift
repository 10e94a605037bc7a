public import Commons

/// One budget version as a tree: sides, bidang, sub bidang, activities, with every total computed from the
/// lines.
public struct BudgetTree: Hashable, Sendable {
    /// The version it shows.
    public let version: BudgetVersion
    /// The four sides, each with its sum.
    public let sides: [BudgetSide: Rupiah]
    /// Income plus financing in, less spending and financing out; zero when balanced.
    public let difference: Rupiah
    /// Each fund source used, by code.
    public let funds: [FundBalance]
    /// Bidang with spending, by code.
    public let fields: [Group]

    /// How one fund source stands in this version.
    public struct FundBalance: Hashable, Sendable {
        /// Sumber dana.
        public let fund: String
        /// Income (4) alone, what a ceiling of the county is held against.
        public let income: Rupiah
        /// Income and financing in.
        public let sources: Rupiah
        /// Spending and financing out.
        public let uses: Rupiah
        /// Sources less uses; zero when balanced.
        public var difference: Rupiah { Rupiah(sen: sources.sen - uses.sen) }
    }

    /// A bidang or sub bidang with what is below it.
    public struct Group: Hashable, Sendable {
        /// `2` or `2.3`.
        public let code: String
        /// As in the year's list.
        public let name: String
        /// Sum of the activities below.
        public let amount: Rupiah
        /// Approved, not yet paid.
        public let reserved: Rupiah
        /// Paid.
        public let posted: Rupiah
        /// Sub bidang of a bidang.
        public let groups: [Group]
        /// Activities of a sub bidang.
        public let activities: [Activity]
    }

    /// One activity (kegiatan) with its spending.
    public struct Activity: Hashable, Sendable {
        /// `2.3.10`.
        public let code: String
        /// As in the year's list.
        public let name: String
        /// 1 non-physical, 2 physical, 3 other.
        public let kind: Int?
        /// Sum of its lines.
        public let amount: Rupiah
        /// Approved, not yet paid.
        public let reserved: Rupiah
        /// Paid.
        public let posted: Rupiah
        /// Its fund sources, by code.
        public let funds: [String]
    }

    /// One row of the tree's leaves: activity × side × fund source.
    struct Leaf {
        let activity, name: String
        let kind: Int?
        let side: BudgetSide
        let fund: String
        let amountSen, reservedSen, postedSen: Int64
    }

    init(version: BudgetVersion, leaves: [Leaf], names: [String: String]) {
        self.version = version
        var sides: [BudgetSide: Int64] = [:]
        var sources: [String: Int64] = [:]
        var uses: [String: Int64] = [:]
        var income: [String: Int64] = [:]
        for leaf in leaves {
            sides[leaf.side, default: 0] += leaf.amountSen
            if leaf.side == .income { income[leaf.fund, default: 0] += leaf.amountSen }
            if leaf.side.isSource {
                sources[leaf.fund, default: 0] += leaf.amountSen
            } else {
                uses[leaf.fund, default: 0] += leaf.amountSen
            }
        }
        self.sides = sides.mapValues(Rupiah.init(sen:))
        difference = Rupiah(sen: sources.values.reduce(0, +) - uses.values.reduce(0, +))
        funds = Set(sources.keys).union(uses.keys).sorted().map { fund in
            FundBalance(
                fund: fund, income: Rupiah(sen: income[fund] ?? 0),
                sources: Rupiah(sen: sources[fund] ?? 0), uses: Rupiah(sen: uses[fund] ?? 0))
        }
        fields = BudgetTree.fields(leaves.filter { $0.side == .spending }, names: names)
    }

    private static func fields(_ leaves: [Leaf], names: [String: String]) -> [Group] {
        let activities = Dictionary(grouping: leaves, by: \.activity).map { code, leaves in
            Activity(
                code: code, name: leaves[0].name, kind: leaves[0].kind,
                amount: Rupiah(sen: leaves.reduce(0) { $0 + $1.amountSen }),
                reserved: Rupiah(sen: leaves.reduce(0) { $0 + $1.reservedSen }),
                posted: Rupiah(sen: leaves.reduce(0) { $0 + $1.postedSen }),
                funds: leaves.map(\.fund).sorted())
        }
        let subfields = Dictionary(grouping: activities) { parent(of: $0.code) }.map { code, activities in
            group(
                code, names, sums: activities.map(\.sums), activities: activities.sorted { $0.code < $1.code }
            )
        }
        return Dictionary(grouping: subfields) { parent(of: $0.code) }.map { code, groups in
            group(code, names, sums: groups.map(\.sums), groups: groups.sorted { $0.code < $1.code })
        }.sorted { $0.code < $1.code }
    }

    private static func group(
        _ code: String, _ names: [String: String], sums: [Sums], groups: [Group] = [],
        activities: [Activity] = []
    ) -> Group {
        Group(
            code: code, name: names[code] ?? "", amount: Rupiah(sen: sums.reduce(0) { $0 + $1.amount }),
            reserved: Rupiah(sen: sums.reduce(0) { $0 + $1.reserved }),
            posted: Rupiah(sen: sums.reduce(0) { $0 + $1.posted }), groups: groups, activities: activities)
    }

    /// `2.3.10` → `2.3` → `2`.
    private static func parent(of code: String) -> String {
        code.split(separator: ".").dropLast().joined(separator: ".")
    }
}

private struct Sums {
    let amount, reserved, posted: Int64
}

extension BudgetTree.Activity {
    fileprivate var sums: Sums { Sums(amount: amount.sen, reserved: reserved.sen, posted: posted.sen) }
}

extension BudgetTree.Group {
    fileprivate var sums: Sums { Sums(amount: amount.sen, reserved: reserved.sen, posted: posted.sen) }
}
