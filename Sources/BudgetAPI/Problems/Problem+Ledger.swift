import Ledger

extension Problem {
    /// What the ledger refused. `LedgerError.refusal` is its table (one code for each case, no default); a
    /// code without a `ProblemKind` fails `WordingTests`.
    init?(_ error: LedgerError) {
        if case .database(let error) = error {
            self.init(error)
        } else if let refusal = error.refusal {
            self.init(refusal)
        } else {
            return nil
        }
    }
}
