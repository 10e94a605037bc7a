/// Where village money lies: one account of the village (Rekening Kas Desa) and the treasurer's hand (Kas di
/// Bendahara).
public enum CashPlace: String, Hashable, Sendable, CaseIterable {
    /// The village account, 1.1.1.02.
    case bank
    /// The treasurer's hand, 1.1.1.01.
    case cash
}
