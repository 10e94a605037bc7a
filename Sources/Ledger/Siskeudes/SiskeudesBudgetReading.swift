/// The budgets of an export: posted keys (`Ta_Anggaran`) with the cost lines that must make them.
extension SiskeudesReader {
    /// The columns that hold a posting's figures: a change (posting 3) has its own.
    private struct Columns {
        let amount: String
        let volume: String
        let price: String

        init(_ posting: SiskeudesBudget.Posting) {
            let isChange = posting == .change
            amount = isChange ? "AnggaranStlhPAK" : "Anggaran"
            volume = isChange ? "JmlSatuanPAK" : "JmlSatuan"
            price = isChange ? "HrgSatuanPAK" : "HrgSatuan"
        }
    }

    private typealias CostLines = [SiskeudesKey: [Int: SiskeudesRABLine]]

    /// One budget a posting, oldest first; what is out of balance or differs from its cost lines is noted.
    mutating func readBudgets(
        _ posted: SiskeudesTable, year: Int, activities: Set<String>
    ) throws(SiskeudesProblem) -> [SiskeudesBudget] {
        let postings = try group(posted)
        guard let newest = postings.keys.max() else { throw .noBudget(village: codes.village) }
        if newest == .change { try requireChangeColumns(posted) }
        let working = try rows("Ta_RABRinci", year: year)
        let archive = try rows("Ta_AnggaranRinci", year: year)
        let log = try rows("Ta_AnggaranLog", year: year)
        let names = try subDetailNames(year: year)
        var budgets: [SiskeudesBudget] = []
        for posting in postings.keys.sorted() {
            let archived = archive.filter { $0["KdPosting"] == String(posting.rawValue) }
            let isNewest = posting == newest
            let columns = Columns(posting)
            let lines = costLines(isNewest || archived.isEmpty ? working : archived, columns)
            if isNewest {
                compareArchive(costLines(archived, columns, isCounted: false), with: lines)
                try compareHeaders(with: lines, column: columns.amount, year: year)
            }
            let keys = postedKeys(postings[posting] ?? [], columns)
            let regulation = regulation(posting, log: log, posted: postings[posting] ?? [], year: year)
            let budget = SiskeudesBudget(
                posting: posting, regulationNumber: regulation.number, postedOn: regulation.day,
                lines: assemble(keys, lines, names))
            check(budget, activities: activities)
            budgets.append(budget)
        }
        return budgets
    }

    private mutating func group(
        _ posted: SiskeudesTable
    ) throws(SiskeudesProblem) -> [SiskeudesBudget.Posting: [SiskeudesTable.Row]] {
        var postings: [SiskeudesBudget.Posting: [SiskeudesTable.Row]] = [:]
        for row in posted.rows {
            guard let number = Int(row["KdPosting"]), let posting = SiskeudesBudget.Posting(rawValue: number)
            else {
                throw row.malformed("KdPosting")
            }
            postings[posting, default: []].append(row)
        }
        return postings
    }

    private mutating func requireChangeColumns(_ posted: SiskeudesTable) throws(SiskeudesProblem) {
        for (name, columns) in SiskeudesSchema.changeColumns.sorted(by: { $0.key < $1.key }) {
            let table = name == posted.name ? posted : try tables.read(name, village: codes.village)
            let missing = columns.filter { !table.has($0) }
            guard missing.isEmpty else { throw .missingColumns(table: name, columns: missing) }
        }
    }

    private mutating func postedKeys(_ rows: [SiskeudesTable.Row], _ columns: Columns) -> [SiskeudesKey:
        Int64]
    {
        var posted: [SiskeudesKey: Int64] = [:]
        for row in rows {
            do throws(SiskeudesProblem) {
                guard let key = try codes.key(row) else { continue }
                guard posted[key] == nil else {
                    throw .doubleRow(table: row.table, line: row.line, key: key.description)
                }
                posted[key] = try amount(row, columns.amount)
            } catch {
                problems.append(error)
            }
        }
        return posted
    }

    /// Cost lines by key and ordinal. `isCounted` is false for a copy whose own faults don't matter.
    private mutating func costLines(
        _ rows: [SiskeudesTable.Row], _ columns: Columns, isCounted: Bool = true
    ) -> CostLines {
        var lines: CostLines = [:]
        for row in rows {
            do throws(SiskeudesProblem) {
                guard let key = try codes.key(row) else { continue }
                guard let ordinal = Int(row["No_Urut"]), (1...32_767).contains(ordinal) else {
                    throw row.malformed("No_Urut")
                }
                guard lines[key]?[ordinal] == nil else {
                    throw .doubleRow(table: row.table, line: row.line, key: "\(key) \(ordinal)")
                }
                let description = row["Uraian"]
                let line = SiskeudesRABLine(
                    ordinal: ordinal,
                    description: description.isEmpty ? "-" : String(description.prefix(500)),
                    volume: try row.volume(columns.volume), unit: String(row["Satuan"].prefix(50)),
                    unitPriceSen: try amount(row, columns.price), amountSen: try amount(row, columns.amount))
                lines[key, default: [:]][ordinal] = line
                if isCounted { checkProduct(key, line) }
            } catch {
                if isCounted { problems.append(error) }
            }
        }
        return lines
    }

    /// - Throws: `.malformedValue` also for a negative amount: budgets have none.
    private mutating func amount(_ row: SiskeudesTable.Row, _ column: String) throws(SiskeudesProblem)
        -> Int64
    {
        var isRounded = false
        let sen = try row.sen(column, rounded: &isRounded)
        guard sen >= 0 else { throw row.malformed(column) }
        if isRounded { warnings.append(.roundedAmount(table: row.table, line: row.line)) }
        return sen
    }

    private mutating func checkProduct(_ key: SiskeudesKey, _ line: SiskeudesRABLine) {
        let product = SiskeudesNumber.productSen(volume: line.volume, unitPriceSen: line.unitPriceSen)
        guard let product, abs(product - line.amountSen) >= 100 else { return }
        warnings.append(
            .productDiffers(key: key, ordinal: line.ordinal, productSen: product, amountSen: line.amountSen))
    }

    /// Number and day of the village regulation: from the posting's log, else from the posted rows. A budget
    /// without them is noted and keeps a dash and the first day of its year, for a posted one must name both.
    private mutating func regulation(
        _ posting: SiskeudesBudget.Posting, log: [SiskeudesTable.Row], posted: [SiskeudesTable.Row], year: Int
    ) -> (number: String, day: String) {
        let entry = log.first { $0["KdPosting"] == String(posting.rawValue) }
        let number = entry?["No_Perdes"] ?? ""
        let day = ([entry].compactMap { $0 } + posted).lazy.compactMap {
            SiskeudesDay.parse($0["TglPosting"])
        }.first
        if number.isEmpty || day == nil {
            warnings.append(.postingWithoutRegulation(posting: posting.rawValue))
        }
        return (number.isEmpty ? "-" : number, day ?? "\(year)-01-01")
    }

    private mutating func assemble(
        _ posted: [SiskeudesKey: Int64], _ rab: CostLines, _ names: [String: String]
    ) -> [SiskeudesLine] {
        var lines: [SiskeudesLine] = []
        for key in Set(posted.keys).union(rab.keys).sorted() {
            let costs = (rab[key] ?? [:]).values.sorted { $0.ordinal < $1.ordinal }
            let sum = costs.reduce(0) { $0 + $1.amountSen }
            if sum != posted[key] ?? 0 {
                problems.append(.rabDiffers(key: key, postedSen: posted[key] ?? 0, rabSen: sum))
            }
            guard let amountSen = posted[key] else { continue }
            lines.append(
                SiskeudesLine(
                    key: key, name: names[Self.headerKey(key)] ?? "", amountSen: amountSen, rab: costs))
        }
        return lines
    }

    /// Balance of the version and of each of its fund sources, and activities that are in no plan.
    private mutating func check(_ budget: SiskeudesBudget, activities: Set<String>) {
        let posting = budget.posting.rawValue
        let totals = budget.totals
        if totals.differenceSen != 0 {
            problems.append(
                .versionUnbalanced(
                    posting: posting, sourcesSen: totals.incomeSen + totals.financingInSen,
                    usesSen: totals.spendingSen + totals.financingOutSen))
        }
        for (fund, totals) in budget.totalsByFund.sorted(by: { $0.key < $1.key })
        where totals.differenceSen != 0 {
            problems.append(
                .fundUnbalanced(
                    posting: posting, fund: fund, sourcesSen: totals.incomeSen + totals.financingInSen,
                    usesSen: totals.spendingSen + totals.financingOutSen))
        }
        let used = Set(budget.lines.map(\.activity)).subtracting(activities).subtracting([
            SiskeudesCodes.noActivity
        ])
        warnings += used.sorted().map { .activityNotPlanned($0) }
    }

    private mutating func compareArchive(_ archive: CostLines, with lines: CostLines) {
        guard !archive.isEmpty else { return }
        let differing = Set(archive.keys).union(lines.keys).filter { key in
            let archived = (archive[key] ?? [:]).values.reduce(0) { $0 + $1.amountSen }
            return archived != (lines[key] ?? [:]).values.reduce(0) { $0 + $1.amountSen }
        }
        if !differing.isEmpty { warnings.append(.archiveDiffers(keys: differing.count)) }
    }

    /// `Ta_RAB` has one header a key without its fund; headers go stale, so they are only compared.
    private mutating func compareHeaders(
        with lines: CostLines, column: String, year: Int
    ) throws(SiskeudesProblem) {
        var sums: [String: Int64] = [:]
        for (key, costs) in lines {
            sums[Self.headerKey(key), default: 0] += costs.values.reduce(0) { $0 + $1.amountSen }
        }
        for row in try rows("Ta_RAB", year: year) {
            let subDetail = try row.subDetail()
            guard let activity = codes.activity(row, "Kd_Keg"), let account = codes.account(row, "Kd_Rincian")
            else {
                continue
            }
            let name = "\(activity) \(account) \(subDetail)"
            let headerSen = try row.sen(column)
            let linesSen = sums[name] ?? 0
            if headerSen != linesSen {
                warnings.append(.staleHeader(key: name, headerSen: headerSen, linesSen: linesSen))
            }
        }
    }

    private static func headerKey(_ key: SiskeudesKey) -> String {
        "\(key.activity) \(key.account) \(key.subDetail)"
    }

    private mutating func subDetailNames(year: Int) throws(SiskeudesProblem) -> [String: String] {
        var names: [String: String] = [:]
        for row in try rows("Ta_RABSub", year: year) {
            let subDetail = try row.subDetail()
            guard let activity = codes.activity(row, "Kd_Keg"), let account = codes.account(row, "Kd_Rincian")
            else {
                continue
            }
            names["\(activity) \(account) \(subDetail)"] = String(row["Nama_SubRinci"].prefix(500))
        }
        return names
    }
}
