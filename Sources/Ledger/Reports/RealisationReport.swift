public import Commons

/// The realisation report (Laporan Realisasi Anggaran) as it is shown and printed: headings, lines and sums
/// in the order of the official form, each with the postings it stands for.
public struct RealisationReport: Hashable, Sendable {
    /// How the year is cut.
    public enum View: String, CaseIterable, Hashable, Sendable {
        /// Along the chart of accounts: the official form.
        case account
        /// Spending by bidang, sub bidang and kegiatan.
        case activity
        /// Each fund source by itself.
        case fund
    }

    /// What a sum is of.
    public enum Total: String, CaseIterable, Hashable, Sendable {
        case income, spending, surplus
        case financing
        /// SiLPA.
        case rest
    }

    /// One line.
    public struct Line: Hashable, Sendable {
        /// Of an account, activity or fund source; empty for a sum.
        public let code: String
        /// As in the year's list; empty for a sum.
        public let name: String
        /// Set for a sum, whose words the reader's language gives.
        public let total: Total?
        /// 1 outermost.
        public let level: Int
        /// Anggaran and realisasi.
        public let pair: Realisation.Pair
        /// What it stands for.
        public let filter: PostingFilter
    }

    /// How it is cut.
    public let view: View
    /// From top to bottom.
    public let lines: [Line]
    /// The year's figures.
    public let realisation: Realisation

    /// Names by code.
    public struct Names: Hashable, Sendable {
        /// Akun to objek.
        public let accounts: [String: String]
        /// Bidang to kegiatan.
        public let activities: [String: String]
        /// In the order of the year's list.
        public let funds: [(code: String, name: String)]

        public init(
            accounts: [String: String], activities: [String: String], funds: [(code: String, name: String)]
        ) {
            self.accounts = accounts
            self.activities = activities
            self.funds = funds
        }

        public static func == (left: Names, right: Names) -> Bool {
            left.accounts == right.accounts && left.activities == right.activities
                && left.funds.elementsEqual(right.funds, by: ==)
        }

        public func hash(into hasher: inout Hasher) {
            hasher.combine(accounts)
            hasher.combine(activities)
        }
    }

    /// - Parameter until: carried into each line's filter.
    public init(_ realisation: Realisation, view: View, names: Names, until: Day?) {
        self.view = view
        self.realisation = realisation
        var builder = Builder(cells: realisation.cells, names: names, until: until)
        switch view {
        case .account: builder.byAccount()
        case .activity: builder.byActivity()
        case .fund: builder.byFund()
        }
        lines = builder.lines
    }

    /// What the cells that a filter covers come to.
    public func sum(_ filter: PostingFilter) -> Realisation.Pair { Self.sum(filter, of: realisation.cells) }

    /// Income and money drawn count up, spending and money put away count down, unless only these are asked.
    private static func sum(_ filter: PostingFilter, of cells: [Realisation.Cell]) -> Realisation.Pair {
        var (budget, realised): (Int64, Int64) = (0, 0)
        for cell in cells where filter.covers(cell) {
            let isOut = cell.account.hasPrefix("5") || cell.account.hasPrefix("6.2")
            let sign: Int64 = isOut && !filter.isDebit ? -1 : 1
            budget += sign * cell.budget.sen
            realised += sign * cell.realised.sen
        }
        return Realisation.Pair(budget: Rupiah(sen: budget), realised: Rupiah(sen: realised))
    }

    /// Adds line after line; every figure is summed from the cells its filter covers.
    private struct Builder {
        let cells: [Realisation.Cell]
        let names: Names
        let until: Day?
        var lines: [Line] = []

        mutating func byAccount() {
            accounts(below: "4", depth: 4)
            total(.income, ["4"])
            accounts(below: "5", depth: 4)
            total(.spending, ["5"])
            total(.surplus, ["4", "5"])
            financing(depth: 4)
        }

        mutating func byActivity() {
            accounts(below: "4", depth: 3)
            total(.income, ["4"])
            let used = Set(cells.filter { $0.account.hasPrefix("5") }.map(\.activity))
            for code in Set(used.flatMap(Self.heads)).sorted() {
                let level = Self.depth(code)
                add(code, names.activities[code] ?? "", level, filter(["5"], activity: code))
                guard level == 3 else { continue }
                let own = cells.filter { $0.activity == code && $0.account.hasPrefix("5") }
                for account in Set(own.map { Self.head($0.account, 3) }).sorted() {
                    let name = names.accounts[account] ?? ""
                    add(account, name, 4, filter([account], activity: code))
                }
            }
            total(.spending, ["5"])
            total(.surplus, ["4", "5"])
            financing(depth: 3)
        }

        mutating func byFund() {
            let used = Set(cells.map(\.fund))
            for fund in names.funds where used.contains(fund.code) {
                let code = fund.code
                add(code, fund.name, 1, filter(["4", "5", "6"], fund: code))
                accounts(below: "4", depth: 3, fund: code)
                total(.income, ["4"], fund: code)
                accounts(below: "5", depth: 3, fund: code)
                total(.spending, ["5"], fund: code)
                accounts(below: "6", depth: 3, fund: code)
                total(.rest, ["4", "5", "6"], fund: code)
            }
            total(.rest, ["4", "5", "6"])
        }

        private mutating func financing(depth: Int) {
            accounts(below: "6", depth: depth)
            total(.financing, ["6"])
            total(.rest, ["4", "5", "6"])
        }

        private mutating func accounts(below head: String, depth: Int, fund: String? = nil) {
            let own = cells.filter { $0.account.hasPrefix(head + ".") && (fund ?? $0.fund) == $0.fund }
            let first = fund == nil ? 1 : 2
            for code in Set(own.flatMap { Self.heads($0.account) }).sorted() {
                let level = Self.depth(code)
                guard (first...depth).contains(level) else { continue }
                add(code, names.accounts[code] ?? "", level, filter([code], fund: fund))
            }
        }

        private mutating func total(_ total: Total, _ accounts: [String], fund: String? = nil) {
            let filter = filter(accounts, fund: fund)
            lines.append(
                Line(code: "", name: "", total: total, level: 1, pair: pair(filter), filter: filter))
        }

        private mutating func add(_ code: String, _ name: String, _ level: Int, _ filter: PostingFilter) {
            lines.append(
                Line(
                    code: code, name: name, total: nil, level: level, pair: pair(filter), filter: filter))
        }

        private func filter(_ accounts: [String], activity: String? = nil, fund: String? = nil)
            -> PostingFilter
        {
            PostingFilter(accounts: accounts, activity: activity, fund: fund, until: until)
        }

        private func pair(_ filter: PostingFilter) -> Realisation.Pair {
            RealisationReport.sum(filter, of: cells)
        }

        private static func depth(_ code: String) -> Int { code.split(separator: ".").count }

        private static func head(_ code: String, _ depth: Int) -> String {
            code.split(separator: ".").prefix(depth).joined(separator: ".")
        }

        private static func heads(_ code: String) -> [String] {
            (1...max(1, depth(code))).map { head(code, $0) }
        }
    }
}

extension ReadRealisation {
    /// The report in one of its cuts.
    /// - Throws: `.database`, `.notSignedIn`.
    public func report(
        _ view: RealisationReport.View, of village: VillageCode, year: Int, until: Day? = nil,
        by session: Session
    ) async throws(LedgerError) -> RealisationReport {
        let lists = ReadCodeLists(database)
        let accounts = try await lists.accounts(of: village, year: year, by: session)
        let activities = try await lists.activities(of: village, year: year, by: session)
        let funds = try await lists.funds(of: village, year: year, by: session)
        let realisation = try await self(of: village, year: year, until: until, by: session)
        let names = RealisationReport.Names(
            accounts: Dictionary(
                accounts.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first }),
            activities: Dictionary(
                activities.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first }),
            funds: funds.map { ($0.code, $0.name) })
        return RealisationReport(realisation, view: view, names: names, until: until)
    }
}
