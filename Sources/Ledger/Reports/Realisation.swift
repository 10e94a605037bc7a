public import Commons

/// Budget and realisation, summed along the chart of accounts; every total is computed from the cells.
public struct Realisation: Hashable, Sendable {
    /// Activity × account × fund source.
    public let cells: [Cell]
    /// Akun, kelompok, jenis and objek, by code.
    public let rows: [Row]
    /// Σ4 − Σ5: the surplus or deficit.
    public let surplus: Pair
    /// Σ6.1 − Σ6.2: net financing.
    public let financing: Pair

    /// What was planned and what happened.
    public struct Pair: Hashable, Sendable {
        /// Anggaran.
        public let budget: Rupiah
        /// Realisasi.
        public let realised: Rupiah
        /// Budget less realisation (lebih/kurang).
        public var difference: Rupiah { Rupiah(sen: budget.sen - realised.sen) }
        /// Realisation in hundredths of a percent of the budget; `nil` where nothing was budgeted: 0 of 0 is
        /// no 100 %.
        public var basisPoints: Int64? {
            guard budget.sen != 0 else { return nil }
            let product = realised.sen.magnitude.multipliedFullWidth(by: 10_000)
            guard product.high < budget.sen.magnitude else { return nil }
            let share = Int64(clamping: budget.sen.magnitude.dividingFullWidth(product).quotient)
            return (realised.sen < 0) == (budget.sen < 0) ? share : -share
        }
    }

    /// The smallest piece of the report.
    public struct Cell: Hashable, Sendable {
        /// Kegiatan, `0.0.00` where none.
        public let activity: String
        /// Objek.
        public let account: String
        /// Sumber dana.
        public let fund: String
        /// Anggaran.
        public let budget: Rupiah
        /// Realisasi.
        public let realised: Rupiah
    }

    /// One account with all below it.
    public struct Row: Hashable, Sendable {
        /// `5`, `5.2`, `5.2.1` or `5.2.1.04`.
        public let account: String
        /// As in the year's list.
        public let name: String
        /// 1 akun … 4 objek.
        public let level: Int
        /// Its sums.
        public let pair: Pair
    }

    /// Sums the cells.
    /// - Parameter names: account names by code.
    public init(cells: [Cell], names: [String: String]) {
        self.cells = cells
        var sums: [String: (budget: Int64, realised: Int64)] = [:]
        for cell in cells {
            let parts = cell.account.split(separator: ".")
            for depth in 1...max(1, parts.count) {
                let code = parts.prefix(depth).joined(separator: ".")
                sums[code, default: (0, 0)].budget += cell.budget.sen
                sums[code, default: (0, 0)].realised += cell.realised.sen
            }
        }
        // Financing has two sides of opposite sign: its head is net, never their sum.
        let into = sums["6.1"] ?? (0, 0)
        let out = sums["6.2"] ?? (0, 0)
        if sums["6"] != nil { sums["6"] = (into.budget - out.budget, into.realised - out.realised) }
        rows = sums.sorted { $0.key < $1.key }.map { code, sum in
            Row(
                account: code, name: names[code] ?? "", level: code.split(separator: ".").count,
                pair: Pair(budget: Rupiah(sen: sum.budget), realised: Rupiah(sen: sum.realised)))
        }
        let income = sums["4"] ?? (0, 0)
        let spending = sums["5"] ?? (0, 0)
        surplus = Pair(
            budget: Rupiah(sen: income.budget - spending.budget),
            realised: Rupiah(sen: income.realised - spending.realised))
        financing = Pair(
            budget: Rupiah(sen: into.budget - out.budget), realised: Rupiah(sen: into.realised - out.realised)
        )
    }
}
