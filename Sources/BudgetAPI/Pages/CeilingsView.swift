import Commons
import Ledger

/// Ceiling, budget and difference of each fund source, as ceilings.mustache shows them on the budget's pages.
struct CeilingsView {
    struct Line {
        let fund: String
        let ceiling: String
        let budgeted: String
        let difference: String
        let isAbove: Bool
    }

    let lines: [Line]
    /// Which fund sources are above their ceiling, in one sentence.
    let warning: String?

    init(_ ceilings: [BudgetCeiling], _ words: Words) {
        lines = ceilings.map {
            Line(
                fund: $0.fund, ceiling: words.amount(sen: $0.ceiling.sen),
                budgeted: words.amount(sen: $0.budgeted.sen),
                difference: words.amount(sen: $0.difference.sen),
                isAbove: $0.isAbove)
        }
        let above = ceilings.filter(\.isAbove).map(\.fund).joined(separator: ", ")
        warning = above.isEmpty ? nil : words("budget.above-ceiling", ["funds": above])
    }
}
