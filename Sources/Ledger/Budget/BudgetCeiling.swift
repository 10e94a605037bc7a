public import Commons

/// What a budget expects of a fund source beside what the county promised of it (pagu).
public struct BudgetCeiling: Hashable, Sendable {
    /// Sumber dana.
    public let fund: String
    /// What the county promised.
    public let ceiling: Rupiah
    /// The budget's income (4) of this fund source; last year's rest is not in it.
    public let budgeted: Rupiah

    /// What is still to be budgeted; below zero where the budget expects more than was promised.
    public var difference: Rupiah { Rupiah(sen: ceiling.sen - budgeted.sen) }
    /// The budget expects more than was promised.
    public var isAbove: Bool { budgeted.sen > ceiling.sen }

    /// Each fund source that has a ceiling, in the order of the ceilings.
    public static func compare(_ ceilings: [Ceilings.Ceiling], with income: [String: Rupiah])
        -> [BudgetCeiling]
    {
        ceilings.map {
            BudgetCeiling(fund: $0.fund, ceiling: $0.amount, budgeted: income[$0.fund] ?? .zero)
        }
    }

    /// The income of each fund source in a budget's lines.
    public static func income(of lines: [ReadActivityBudget.Line]) -> [String: Rupiah] {
        lines.reduce(into: [:]) { income, line in
            guard BudgetRules.side(of: line.key.account) == .income else { return }
            income[line.key.fund] = Rupiah(sen: (income[line.key.fund] ?? .zero).sen + line.amount.sen)
        }
    }
}
