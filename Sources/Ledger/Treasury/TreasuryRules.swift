public import Commons

/// Tells beforehand what advances, returns and bank mutations will be answered: the same answer and reason,
/// in the same order, as the SQL functions. They decide; a model test keeps the two equal.
public enum TreasuryRules {
    /// Whether these lines of a request can be accounted for, or brought back.
    /// - Parameter open: what each line of the request still has open.
    /// - Throws: `.noLines`, `.tooManyLines`; `.lineNotBudgeted`, `.duplicateLine`, `.amountOutOfRange`,
    ///   `.treasury(.overAdvance)` for the first line in key order.
    public static func checkOpen(_ lines: [SPPLine], open: [LineKey: Rupiah]) throws(LedgerError) {
        guard !lines.isEmpty else { throw .noLines }
        guard lines.count <= 200 else { throw .tooManyLines(limit: 200) }
        for line in lines.sorted(by: { $0.key < $1.key }) {
            let name = line.key.description
            guard let rest = open[line.key] else { throw .lineNotBudgeted(line: name) }
            guard lines.count(where: { $0.key == line.key }) == 1 else { throw .duplicateLine(line: name) }
            guard line.amount.sen >= 1, line.amount <= BudgetRules.largest else {
                throw .amountOutOfRange(line: name, row: 0)
            }
            guard line.amount <= rest else {
                throw .treasury(.overAdvance(line: name, remaining: rest, asked: line.amount))
            }
        }
    }

    /// Whether a line can take more spending without a request.
    /// - Throws: `.lineNotBudgeted`, `.overBudget`.
    public static func spend(
        _ amount: Rupiah, of key: LineKey, standings: [LineKey: LineStanding]
    ) throws(LedgerError) {
        guard let standing = standings[key] else { throw .lineNotBudgeted(line: key.description) }
        guard amount <= standing.free else {
            throw .overBudget(line: key.description, remaining: standing.free, asked: amount)
        }
    }

    /// Whether a place of cash can give an amount of a fund source.
    /// - Throws: `.cashShort` with what lies there.
    public static func take(
        _ amount: Rupiah, of fund: String, from place: CashPlace, cash: [CashPlace: [String: Rupiah]]
    ) throws(LedgerError) {
        let held = cash[place]?[fund] ?? .zero
        guard amount <= held else {
            throw .cashShort(fund: fund, place: place, remaining: held, asked: amount)
        }
    }

    /// Whether a bank mutation can be booked.
    /// - Throws: `.amountOutOfRange`, `.unknownAccount`, `.lineNotBudgeted`, `.overBudget`, `.cashShort`, and
    ///   the refusals of its day.
    public static func check(
        _ move: CashMove, year: Int, today: Day, holdings: StepRules.Holdings
    ) throws(LedgerError) {
        try StepRules.requireDay(move.day, year: year, today: today)
        guard move.amount.sen >= 1, move.amount <= BudgetRules.largest else {
            throw .amountOutOfRange(line: move.fund, row: 0)
        }
        switch move.kind {
        case .withdraw: try take(move.amount, of: move.fund, from: .bank, cash: holdings.cash)
        case .deposit: try take(move.amount, of: move.fund, from: .cash, cash: holdings.cash)
        case .interest: break
        case .fee:
            guard let line = move.line, line.account.hasPrefix("5.2.5.") else {
                throw .unknownAccount(move.line?.account ?? "")
            }
            try spend(move.amount, of: line, standings: holdings.standings)
            try take(move.amount, of: move.fund, from: .bank, cash: holdings.cash)
        }
    }
}
