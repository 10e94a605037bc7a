public import Commons
public import Postgres

/// What an import says on paper: what was read, each warning, the totals; or every reason why nothing was
/// stored.
public struct SiskeudesReport: Sendable {
    private let words: Words

    /// - Parameter words: the language it speaks.
    public init(_ words: Words) { self.words = words }

    /// The lines about an export that can be stored.
    public func lines(_ export: SiskeudesExport) -> [String] {
        let place = export.place
        let read = say(
            "read",
            [
                "version": export.version, "year": String(export.year), "code": Self.dotted(place.village),
                "village": place.villageName, "district": place.districtName, "regency": place.regencyName,
            ])
        var lines = [read, say("tables", ["count": String(export.tables.count)])]
        lines += export.tables.filter(\.isRead).map {
            say("table", ["table": $0.name, "rows": String($0.rows)])
        }
        let others = export.tables.filter { !$0.isRead }.map { "\($0.name) (\($0.rows))" }
        if !others.isEmpty { lines.append(say("tables-unread", ["tables": others.joined(separator: ", ")])) }
        if !export.countyCodes.isEmpty {
            lines.append(say("county-codes", ["count": String(export.countyCodes.count)]))
            lines += export.countyCodes.map { say("county-code", ["code": $0.code, "name": $0.name]) }
        }
        lines += warnings(export.warnings)
        for budget in export.budgets { lines += totals(budget, activities: export.activities.count) }
        lines.append(vouchers(export.vouchers))
        return lines
    }

    /// The lines about an export that was refused.
    public func lines(_ refusal: SiskeudesRefusal) -> [String] {
        [say("problems", ["count": String(refusal.problems.count)])]
            + refusal.problems.map { item($0.wording) }
    }

    /// The lines about an export that the store refused, by the rule's code and facts.
    public func lines(_ refusal: Refusal) -> [String] {
        let values = refusal.facts.reduce(into: [String: String]()) { values, fact in
            switch fact.value {
            case .text(let text): values[fact.key] = text
            case .integer(let number):
                values[fact.key] = fact.key.hasSuffix("Sen") ? SiskeudesWording.money(number) : String(number)
            }
        }
        let own = "import.siskeudes.problem.\(refusal.code)"
        let key = words.has(own) ? own : "problem.\(refusal.code).detail"
        return [say("problems", ["count": "1"]), say("item", ["text": words(key, values)])]
    }

    /// What had to be assumed of the vouchers, and what they come to.
    public func lines(_ journal: SiskeudesJournal) -> [String] {
        func sum(_ kind: SiskeudesJournal.Entry.Kind, _ prefixes: [String]) -> Int64 {
            journal.entries.filter { $0.kind == kind }.flatMap(\.postings)
                .filter { posting in prefixes.contains { posting.account.hasPrefix($0) } }
                .reduce(0) { $0 + $1.amountSen }
        }
        return warnings(journal.findings) + [
            say(
                "journal",
                [
                    "entries": String(journal.entries.count), "requests": String(journal.requests.count),
                    "income": SiskeudesWording.money(-sum(.receipt, ["4.", "6.1."])),
                    "spending": SiskeudesWording.money(sum(.payment, ["5.", "6.2.", "1.1.2."])),
                ])
        ]
    }

    /// What an import changed, and what the other system no longer has.
    public func lines(_ changes: [StoreVouchers.Change]) -> [String] {
        func count(_ what: StoreVouchers.Change.What) -> String {
            String(changes.count { $0.what == what })
        }
        let named = changes.filter { $0.what != .new }.map {
            say("item", ["text": say("voucher-\($0.what.rawValue)", ["number": $0.number])])
        }
        return named + [
            say("vouchers-stored", ["new": count(.new), "changed": count(.changed), "gone": count(.gone)])
        ]
    }

    /// A county's export before anything is stored: what its tables have that is unknown, and who is not in
    /// the mapping.
    public func lines(_ county: SiskeudesCounty) -> [String] {
        let tables = county.tableWarnings.isEmpty ? [] : warnings(county.tableWarnings)
        guard !county.unmapped.isEmpty else { return tables }
        let codes = county.unmapped.joined(separator: ", ")
        return tables + [
            say("county-unmapped", ["count": String(county.unmapped.count), "codes": codes])
        ]
    }

    /// One village of a county that was stored, or with `nil` only checked.
    public func line(_ export: SiskeudesExport, _ kept: ImportSiskeudes.Kept?) -> String {
        func count(_ what: StoreVouchers.Change.What) -> String {
            String(kept?.changes.count { $0.what == what } ?? 0)
        }
        return say(
            kept == nil ? "county-checked" : "county-village",
            [
                "code": Self.dotted(export.place.village), "village": export.place.villageName,
                "budgets": String(kept?.isBudgetNew == true ? export.budgets.count : 0),
                "new": count(.new), "changed": count(.changed), "gone": count(.gone),
                "warnings": String(export.warnings.filter { !$0.isOfTables }.count),
            ])
    }

    /// One village of a county of which nothing was stored, and the first reason.
    public func line(_ pair: SiskeudesMapping.Pair, _ reason: String) -> String {
        say(
            "county-refused",
            [
                "code": pair.village.dotted, "local": pair.localCode,
                "reason": reason.trimmed,
            ])
    }

    /// How far a county is, before what became of one village.
    public func progress(_ number: Int, of count: Int, _ line: String) -> String {
        say("county-progress", ["number": String(number), "count": String(count), "line": line])
    }

    /// The last line of a county.
    public func countyDone(stored: Int, failed: Int) -> String {
        say("county-done", ["stored": String(stored), "failed": String(failed)])
    }

    /// The year's budget was here before: it stays as it is.
    public var budgetKept: String { say("budget-kept") }

    /// The last line: what the store now holds.
    public func stored(_ export: SiskeudesExport) -> String {
        say("stored", ["count": String(export.budgets.count), "code": Self.dotted(export.place.village)])
    }

    /// The last line where nothing was to be stored.
    public var checked: String { say("checked") }

    private func warnings(_ warnings: [SiskeudesWarning]) -> [String] {
        guard !warnings.isEmpty else { return [say("no-warnings")] }
        return [say("warnings", ["count": String(warnings.count)])] + warnings.map { item($0.wording) }
    }

    private func totals(_ budget: SiskeudesBudget, activities: Int) -> [String] {
        let totals = budget.totals
        func amount(_ name: String, _ sen: Int64) -> String {
            say(name, ["amount": SiskeudesWording.money(sen)])
        }
        let head = say(
            "totals",
            [
                "posting": say("posting-\(budget.posting.rawValue)"), "day": budget.postedOn ?? "–",
                "number": budget.regulationNumber.isEmpty ? "–" : budget.regulationNumber,
                "activities": String(activities), "keys": String(budget.lines.count),
                "lines": String(budget.rabCount),
            ])
        let funds = budget.totalsByFund.sorted { $0.key < $1.key }.map { fund, totals in
            say(
                "total-fund",
                [
                    "fund": fund, "sources": SiskeudesWording.money(totals.incomeSen + totals.financingInSen),
                    "uses": SiskeudesWording.money(totals.spendingSen + totals.financingOutSen),
                ])
        }
        return [
            head, amount("total-income", totals.incomeSen), amount("total-spending", totals.spendingSen),
            amount("total-financing-in", totals.financingInSen),
            amount("total-financing-out", totals.financingOutSen),
            amount("total-sources", totals.incomeSen + totals.financingInSen),
            amount("total-uses", totals.spendingSen + totals.financingOutSen),
        ] + funds
    }

    private func vouchers(_ vouchers: SiskeudesVouchers) -> String {
        say(
            "vouchers",
            [
                "receipts": String(vouchers.receipts.count), "requests": String(vouchers.requests.count),
                "payments": String(vouchers.payments.count), "transfers": String(vouchers.transfers.count),
            ])
    }

    private func item(_ wording: SiskeudesWording) -> String {
        say("item", ["text": words(wording.key, wording.values)])
    }

    private func say(_ name: String, _ values: [String: String] = [:]) -> String {
        words("import.siskeudes.\(name)", values)
    }

    private static func dotted(_ village: Int64) -> String {
        let digits = Array(String(village))
        guard digits.count == 10 else { return String(village) }
        return [digits[0..<2], digits[2..<4], digits[4..<6], digits[6..<10]].map { String($0) }
            .joined(separator: ".")
    }
}
