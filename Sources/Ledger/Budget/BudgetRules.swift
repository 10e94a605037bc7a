public import Commons

/// What a line of the cost estimate costs and when a budget balances: the same as the SQL functions decide,
/// explained
/// beforehand.
public enum BudgetRules {
    /// The largest amount any field or sum may hold: one quadrillion rupiah.
    public static let largest = Rupiah(sen: 100_000_000_000_000_000)

    /// Volume × unit price, rounded half up once to whole rupiah.
    /// - Throws: `.amountOutOfRange` for a negative factor or a product past `largest`; `row` is the one
    ///   given.
    public static func amount(
        of item: RABItem, line: LineKey, row: Int
    ) throws(LedgerError) -> Rupiah {
        let outOfRange = LedgerError.amountOutOfRange(line: line.description, row: row)
        guard item.volume.tenThousandths >= 0, item.volume <= .largest, item.unitPrice.sen >= 0,
            item.unitPrice <= largest
        else { throw outOfRange }
        let product = item.volume.tenThousandths.magnitude.multipliedFullWidth(
            by: item.unitPrice.sen.magnitude)
        // The product counts in ten-thousandths of a sen; a rupiah is a million of those.
        guard product.high < 1_000_000 else { throw outOfRange }
        let (rupiah, rest) = UInt64(1_000_000).dividingFullWidth(product)
        let rounded = rupiah + (rest >= 500_000 ? 1 : 0)
        guard rounded <= UInt64(largest.sen / 100) else { throw outOfRange }
        return Rupiah(sen: Int64(rounded) * 100)
    }

    /// The sum of a line's RAB.
    /// - Throws: `.amountOutOfRange`, `.descriptionMissing` with the row.
    public static func amount(of line: LineDraft) throws(LedgerError) -> Rupiah {
        guard line.rab.count <= 1_000 else { throw .tooManyLines(limit: 1_000) }
        var sum: Int64 = 0
        for (index, item) in line.rab.enumerated() {
            let length = item.description.unicodeScalars.count
            guard length <= 500, item.description.contains(where: { !$0.isWhitespace }) else {
                throw .descriptionMissing(line: line.key.description, row: index + 1)
            }
            sum += try amount(of: item, line: line.key, row: index + 1).sen
            guard sum <= largest.sen else { throw .amountOutOfRange(line: line.key.description, row: 0) }
        }
        return Rupiah(sen: sum)
    }

    /// Which side of the balance an account stands on.
    public static func side(of account: String) -> BudgetSide? {
        BudgetSide.allCases.first { account.hasPrefix($0.prefix) }
    }

    /// Sources (income and financing in) less uses (spending and financing out), by fund source.
    /// - Throws: `.emptyBudget`; `.unbalanced` where any fund source differs from zero.
    public static func requireBalance(_ lines: [(key: LineKey, amount: Rupiah)]) throws(LedgerError) {
        guard !lines.isEmpty else { throw .emptyBudget }
        let differences = differencesByFund(lines)
        let uneven = differences.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        guard let first = uneven.first else { return }
        throw .unbalanced(
            difference: Rupiah(sen: differences.values.reduce(0, +)),
            funds: uneven.map(\.key).joined(separator: ", "),
            fund: first.key, fundDifference: Rupiah(sen: first.value))
    }

    /// Sources less uses of each fund source, in sen.
    public static func differencesByFund(_ lines: [(key: LineKey, amount: Rupiah)]) -> [String: Int64] {
        var differences: [String: Int64] = [:]
        for (key, amount) in lines {
            guard let side = side(of: key.account) else { continue }
            differences[key.fund, default: 0] += side.isSource ? amount.sen : -amount.sen
        }
        return differences
    }
}

/// The four sides of a budget.
public enum BudgetSide: String, Hashable, Sendable, CaseIterable {
    /// Pendapatan, 4.
    case income
    /// Belanja, 5.
    case spending
    /// Penerimaan pembiayaan, 6.1.
    case financingIn
    /// Pengeluaran pembiayaan, 6.2.
    case financingOut

    /// Income and financing in.
    public var isSource: Bool { self == .income || self == .financingIn }

    /// How account codes of this side begin.
    public var prefix: String {
        switch self {
        case .income: "4."
        case .spending: "5."
        case .financingIn: "6.1."
        case .financingOut: "6.2."
        }
    }
}
