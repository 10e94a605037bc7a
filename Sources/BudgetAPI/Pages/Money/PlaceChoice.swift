import Commons
import Ledger

extension CashPlace {
    /// As a person reads it.
    func name(_ words: Words) -> String { words("cash-place.\(rawValue)") }

    /// The places as choices of a select field, the given one first.
    static func choices(_ words: Words, first: CashPlace = .bank) -> [Choice] {
        ([first] + allCases.filter { $0 != first }).map { Choice(value: $0.rawValue, label: $0.name(words)) }
    }
}

extension Words {
    /// A tax of a request with its rate.
    func tax(_ tax: SPPTaxes.Tax) -> String { "\(tax.name), \(rate(ppm: tax.ratePpm))" }
}
