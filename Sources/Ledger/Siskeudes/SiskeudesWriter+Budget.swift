import Commons

/// The posted budgets: keys (`Ta_Anggaran`), cost lines as posted (`Ta_AnggaranRinci`) and as worked on
/// (`Ta_RABRinci`).
extension SiskeudesWriter {
    private typealias Costs = [SiskeudesKey: [Int: SiskeudesRABLine]]

    mutating func writeBudgets() {
        let original = export.budgets.first { $0.posting == .original }
        for budget in export.budgets {
            writeLog(budget)
            writePosted(budget, before: original?.lines ?? [])
        }
        guard let newest = export.budgets.last else { return }
        writeWorking(newest, before: original?.lines ?? [])
    }

    private mutating func writeLog(_ budget: SiskeudesBudget) {
        let posting = CSVCell.number(String(budget.posting.rawValue))
        let values: [String: CSVCell] = [
            "KdPosting": posting, "No_Perdes": .text(budget.regulationNumber),
            "TglPosting": budget.postedOn.map(day) ?? .number(""), "Kunci": .number("True"),
        ]
        add("Ta_AnggaranLog", values)
    }

    private mutating func writePosted(_ budget: SiskeudesBudget, before: [SiskeudesLine]) {
        let posting = CSVCell.number(String(budget.posting.rawValue))
        let earlier = Dictionary(
            before.map { ($0.key, $0.amountSen) }, uniquingKeysWith: { first, _ in first })
        let costs = Self.costs(before)
        for line in budget.lines {
            let key = line.key
            let codes = "\(export.place.localCode).\(reference.spelling(ofActivity: key.activity))"
            var values = budgetKey(key)
            values.merge(amounts(earlier[key] ?? 0, line.amountSen)) { _, new in new }
            values["KdPosting"] = posting
            values["KURincianSD"] = .number("\(codes).\(key.account).\(key.subDetail)\(key.fund)")
            values["RincianSD"] = .number("\(key.account).\(key.fund)")
            values["TglPosting"] = budget.postedOn.map(day) ?? .number("")
            values["Belanja"] = .number(key.account.hasPrefix("4.") ? "PDPT" : "")
            add("Ta_Anggaran", values)
            for item in line.rab {
                var values = cost(item, of: key, before: costs[key]?[item.ordinal])
                values["KdPosting"] = posting
                add("Ta_AnggaranRinci", values)
            }
        }
    }

    /// Headers without their fund source, and the cost lines.
    private mutating func writeWorking(_ budget: SiskeudesBudget, before: [SiskeudesLine]) {
        let costs = Self.costs(before)
        let groups = Dictionary(grouping: budget.lines) {
            SiskeudesKey(activity: $0.activity, account: $0.account, fund: "", subDetail: $0.subDetail)
        }
        let earlier = Dictionary(grouping: before) {
            SiskeudesKey(activity: $0.activity, account: $0.account, fund: "", subDetail: $0.subDetail)
        }
        for (key, lines) in groups.sorted(by: { $0.key < $1.key }) {
            var values = budgetKey(key)
            values["SumberDana"] = nil
            let old = (earlier[key] ?? []).reduce(0) { $0 + $1.amountSen }
            values.merge(amounts(old, lines.reduce(0) { $0 + $1.amountSen })) { _, new in new }
            add("Ta_RAB", values)
            if let name = lines.map(\.name).first(where: { !$0.isEmpty }) {
                values["Nama_SubRinci"] = .text(name)
                add("Ta_RABSub", values)
            }
            for line in lines {
                for item in line.rab {
                    add("Ta_RABRinci", cost(item, of: line.key, before: costs[line.key]?[item.ordinal]))
                }
            }
        }
    }

    /// Before the change, the change, after it.
    private func amounts(_ before: Int64, _ after: Int64) -> [String: CSVCell] {
        [
            "Anggaran": sen(before), "AnggaranPAK": sen(after - before), "AnggaranStlhPAK": sen(after),
        ]
    }

    private func cost(
        _ item: SiskeudesRABLine, of key: SiskeudesKey, before: SiskeudesRABLine?
    ) -> [String: CSVCell] {
        let place = item.ordinal < 10 ? "0\(item.ordinal)" : String(item.ordinal)
        let values: [String: CSVCell] = [
            "No_Urut": .number(place), "Uraian": .text(item.description), "Satuan": .text(item.unit),
            "JmlSatuan": .number(before?.volume ?? "0"), "HrgSatuan": sen(before?.unitPriceSen ?? 0),
            "JmlSatuanPAK": .number(item.volume), "HrgSatuanPAK": sen(item.unitPriceSen),
        ]
        return values.merging(budgetKey(key)) { first, _ in first }
            .merging(amounts(before?.amountSen ?? 0, item.amountSen)) { first, _ in first }
    }

    private static func costs(_ lines: [SiskeudesLine]) -> Costs {
        Dictionary(
            lines.map { line in
                (
                    line.key,
                    Dictionary(
                        line.rab.map { ($0.ordinal, $0) }, uniquingKeysWith: { first, _ in first })
                )
            },
            uniquingKeysWith: { first, _ in first })
    }
}
