public import Commons
internal import Postgres

/// The taxes of a payment request: proposed before it is signed, withheld when it is paid.
public struct SPPTaxes: Hashable, Sendable {
    /// One tax of one fund source.
    public struct Tax: Hashable, Sendable {
        /// Which tax, on which base.
        public let draft: TaxDraft
        /// As people call it.
        public let name: String
        /// Millionths of the base.
        public let ratePpm: Int
        /// Base × rate, in whole rupiah.
        public let amount: Rupiah

        /// A tax as a page or test says it.
        public init(draft: TaxDraft, name: String, ratePpm: Int, amount: Rupiah) {
            (self.draft, self.name, self.ratePpm, self.amount) = (draft, name, ratePpm, amount)
        }
    }

    /// What secretary and head saw, by code and fund source.
    public var proposed: [Tax] = []
    /// What the treasurer withheld; empty before payment and after its reversal.
    public var withheld: [Tax] = []

    /// None.
    public init() {}

    /// What counts in a state: what was withheld once it is paid, what is proposed else.
    public func standing(in state: SPPState) -> [Tax] { state == .paid ? withheld : proposed }

    /// What the payee gets of a gross amount.
    public func net(of gross: Rupiah, in state: SPPState) -> Rupiah {
        Rupiah(sen: gross.sen - standing(in: state).reduce(0) { $0 + $1.amount.sen })
    }

    /// Whether a paid request withheld other amounts than the head had signed.
    public func differ(in state: SPPState) -> Bool {
        func sums(_ taxes: [Tax]) -> [String: Int64] {
            Dictionary(
                taxes.map { ("\($0.draft.code) \($0.draft.fund)", $0.amount.sen) }, uniquingKeysWith: +)
        }
        return state == .paid && sums(withheld) != sums(proposed)
    }
}

extension SPPTaxes.Tax {
    init(row: Row) throws(PostgresError) {
        self.init(
            draft: TaxDraft(
                code: try row.text("code"), fund: try row.text("fund"), base: try row.money("base_sen")),
            name: try row.text("name"), ratePpm: try row.int("rate_ppm"),
            amount: try row.money("amount_sen"))
    }
}
