import Commons

/// What a finding says: the key of its text and the values that fill it.
public struct SiskeudesWording: Hashable, Sendable {
    /// `import.siskeudes.warning.stale-header`
    public let key: String
    /// Amounts stand as printed, codes as Balai writes them.
    public let values: [String: String]

    fileprivate init(_ kind: String, _ name: String, _ values: [String: String]) {
        key = "import.siskeudes.\(kind).\(name)"
        self.values = values
    }

    fileprivate static func warning(_ name: String, _ values: [String: String]) -> SiskeudesWording {
        SiskeudesWording("warning", name, values)
    }

    fileprivate static func problem(_ name: String, _ values: [String: String]) -> SiskeudesWording {
        SiskeudesWording("problem", name, values)
    }

    /// `Rp 1.234.567,00`
    public static func money(_ sen: Int64) -> String { Rupiah(sen: sen).formatted }
}

extension SiskeudesWarning {
    /// The words of this warning.
    public var wording: SiskeudesWording { .warning(name, values) }

    private var name: String {
        switch self {
        case .unknownTable: "unknown-table"
        case .unknownColumns: "unknown-columns"
        case .missingColumns: "missing-columns"
        case .otherVillages: "other-villages"
        case .otherEncoding: "other-encoding"
        case .missingDot: "missing-dot"
        case .codeMapped: "code-mapped"
        case .staleHeader: "stale-header"
        case .productDiffers: "product-differs"
        case .roundedAmount: "rounded-amount"
        case .archiveDiffers: "archive-differs"
        case .postingWithoutRegulation: "posting-without-regulation"
        case .activityNotPlanned: "activity-not-planned"
        case .requestTotalsDiffer: "request-totals-differ"
        case .headerDiffers: "header-differs"
        case .requestWithoutLines: "request-without-lines"
        case .requestsUnpaid: "requests-unpaid"
        case .zeroReceipt: "zero-receipt"
        case .dayOutsideYear: "day-outside-year"
        case .paymentDiffers: "payment-differs"
        case .paymentBeforeRequest: "payment-before-request"
        case .requestedOverBudget: "requested-over-budget"
        case .voucherOutsideBudget: "voucher-outside-budget"
        case .moveDivided: "move-divided"
        case .restDivided: "rest-divided"
        case .restWithoutAdvance: "rest-without-advance"
        case .depositWithoutProof: "deposit-without-proof"
        case .journalUnbalanced: "journal-unbalanced"
        case .fundBelowZero: "fund-below-zero"
        }
    }

    private var values: [String: String] {
        let money = SiskeudesWording.money
        return switch self {
        case .unknownTable(let table), .otherEncoding(let table): ["table": table]
        case .unknownColumns(let table, let columns), .missingColumns(let table, let columns):
            ["table": table, "columns": columns.joined(separator: ", ")]
        case .otherVillages(let codes): ["codes": codes.joined(separator: ", ")]
        case .moveDivided(let number, let funds), .restDivided(let number, let funds):
            ["number": number, "funds": funds.joined(separator: ", ")]
        case .restWithoutAdvance(let number, let request): ["number": number, "request": request]
        case .fundBelowZero(let fund, let cash, let held):
            ["fund": fund, "own": money(cash - held), "cash": money(cash), "held": money(held)]
        case .missingDot(let code, let tables, let rows):
            ["code": code, "tables": tables.joined(separator: ", "), "rows": String(rows)]
        case .codeMapped(let from, let to, let rows): ["from": from, "to": to, "rows": String(rows)]
        case .staleHeader(let key, let header, let lines):
            ["key": key, "header": money(header), "lines": money(lines)]
        case .productDiffers(let key, let line, let product, let amount):
            ["key": "\(key)", "ordinal": "\(line)", "product": money(product), "amount": money(amount)]
        case .roundedAmount(let table, let line): ["table": table, "line": String(line)]
        case .archiveDiffers(let keys): ["keys": String(keys)]
        case .postingWithoutRegulation(let posting): ["posting": String(posting)]
        case .activityNotPlanned(let code): ["code": code]
        case .requestTotalsDiffer(let headers, let lines): ["headers": money(headers), "lines": money(lines)]
        case .headerDiffers(let number, let header, let lines):
            ["number": number, "header": money(header), "lines": money(lines)]
        case .requestWithoutLines(let number, let header): ["number": number, "header": money(header)]
        case .depositWithoutProof(let number, let proof): ["number": number, "proof": proof]
        case .requestsUnpaid(let count): ["count": String(count)]
        case .zeroReceipt(let number), .journalUnbalanced(let number): ["number": number]
        case .dayOutsideYear(let number, let day): ["number": number, "day": day]
        case .paymentDiffers(let number, let payment, let request):
            ["number": number, "payment": money(payment), "request": money(request)]
        case .paymentBeforeRequest(let number, let day, let requestDay):
            ["number": number, "day": day, "requestDay": requestDay]
        case .requestedOverBudget(let key, let requested, let budget):
            ["key": key.description, "requested": money(requested), "budget": money(budget)]
        case .voucherOutsideBudget(let number, let key): ["number": number, "key": key.description]
        }
    }
}

extension SiskeudesProblem {
    /// The words of this problem.
    public var wording: SiskeudesWording {
        let money = SiskeudesWording.money
        return switch self {
        case .notAnExport(let missing):
            .problem("not-an-export", ["missing": missing.joined(separator: ", ")])
        case .unreadableTable(let table, let error, let line):
            .problem(
                "unreadable-table", ["table": table, "error": error, "line": line.map { String($0) } ?? "–"])
        case .missingColumns(let table, let columns):
            .problem("missing-columns", ["table": table, "columns": columns.joined(separator: ", ")])
        case .raggedRow(let table, let line): .problem("ragged-row", ["table": table, "line": String(line)])
        case .malformedValue(let table, let line, let column, let value):
            .problem(
                "malformed-value", ["table": table, "line": String(line), "column": column, "value": value])
        case .unknownCode(let table, let line, let column, let code):
            .problem("unknown-code", ["table": table, "line": String(line), "column": column, "code": code])
        case .villageNotInExport(let code, let known):
            .problem("village-not-in-export", ["code": code, "known": known.joined(separator: ", ")])
        case .malformedMapping(let line, let text):
            .problem("malformed-mapping", ["line": String(line), "text": text])
        case .noBudget(let village): .problem("no-budget", ["village": village])
        case .severalYears(let years): .problem("several-years", ["years": years.joined(separator: ", ")])
        case .doubleRow(let table, let line, let key):
            .problem("double-row", ["table": table, "line": String(line), "key": key])
        case .rabDiffers(let key, let postedSen, let rabSen):
            .problem(
                "rab-differs", ["key": key.description, "posted": money(postedSen), "rab": money(rabSen)])
        case .versionUnbalanced(let posting, let sourcesSen, let usesSen):
            .problem(
                "version-unbalanced",
                ["posting": String(posting), "sources": money(sourcesSen), "uses": money(usesSen)])
        case .fundUnbalanced(let posting, let fund, let sourcesSen, let usesSen):
            .problem(
                "fund-unbalanced",
                [
                    "posting": String(posting), "fund": fund, "sources": money(sourcesSen),
                    "uses": money(usesSen),
                ])
        }
    }
}
