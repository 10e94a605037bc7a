public import Commons
public import Foundation

/// A tax that a village treasurer withholds, at the rate of one day: the county's, else the national one.
public struct TaxRate: Hashable, Sendable, Identifiable {
    /// Such as `pph-22`.
    public let code: String
    /// Day from which it counts, `2025-01-01`.
    public let validFrom: String
    /// As people call it.
    public let name: String
    /// Account under which it is held, 7.1.….
    public let account: String
    /// MAP and KJS code `411122-100`; empty for a tax of the county.
    public let mapCode: String
    /// Millionths of the base: 1.5 % is 15,000.
    public let ratePpm: Int
    /// Whether the base is the price without the PPN in it.
    public let isOfNetPrice: Bool
    /// Prices up to here are free of it: a hint, the treasurer decides.
    public let above: Rupiah
    /// Whether the county set it.
    public let isOfCounty: Bool
    /// Whether the rate was confirmed against the regulation.
    public let isConfirmed: Bool
    /// The regulation.
    public let basis: String

    /// Unique among the rates of a day.
    public var id: String { code }

    /// A rate as a list or a test says it.
    public init(
        code: String, validFrom: String, name: String, account: String, mapCode: String, ratePpm: Int,
        isOfNetPrice: Bool, above: Rupiah, isOfCounty: Bool, isConfirmed: Bool, basis: String
    ) {
        self.code = code
        self.validFrom = validFrom
        self.name = name
        self.account = account
        self.mapCode = mapCode
        self.ratePpm = ratePpm
        self.isOfNetPrice = isOfNetPrice
        self.above = above
        self.isOfCounty = isOfCounty
        self.isConfirmed = isConfirmed
        self.basis = basis
    }

    /// The tax on a base, rounded down to whole rupiah.
    public func tax(on base: Rupiah) -> Rupiah {
        Rupiah(sen: Int64(Int128(base.sen) * Int128(ratePpm) / 100_000_000 * 100))
    }

    /// The base that a gross price suggests: the price, or 100/111 of it where the PPN is in it.
    public func suggestedBase(of gross: Rupiah) -> Rupiah {
        isOfNetPrice ? Rupiah(sen: Int64(Int128(gross.sen) * 100 / 111 / 100 * 100)) : gross
    }
}

/// What a request proposes to withhold, or a treasurer withholds: which tax, of which fund source, on which
/// base.
public struct TaxDraft: Hashable, Sendable {
    /// Code of a rate that holds on the day of payment.
    public let code: String
    /// Sumber dana of the lines it is taken from.
    public let fund: String
    /// Dasar pengenaan pajak; at most the gross amount of the fund source.
    public let base: Rupiah

    /// Judged by `TaxRules` beforehand and by the database when it is paid.
    public init(code: String, fund: String, base: Rupiah) {
        self.code = code
        self.fund = fund
        self.base = base
    }
}

/// The JSON that `ledger.propose_taxes`, `ledger.pay_spp` and `ledger.book_settlement` read.
struct TaxBody: Encodable {
    let code, fund: String
    let baseSen: Int64

    init(_ tax: TaxDraft) { (code, fund, baseSen) = (tax.code, tax.fund, tax.base.sen) }
}

/// One tax withheld from a payment or settlement (potongan pajak).
public struct Withholding: Hashable, Sendable, Identifiable {
    /// Where it stands.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// With the treasurer.
        case held
        /// With the state or county.
        case deposited
        /// Its payment was taken back.
        case reversed
    }

    /// The withholding.
    public let id: UUID
    /// The payment request or settlement it was withheld from.
    public let document: UUID
    /// Code of its rate.
    public let code: String
    /// Account under which it is held.
    public let account: String
    /// MAP and KJS code; empty for a tax of the county.
    public let mapCode: String
    /// Sumber dana.
    public let fund: String
    /// Dasar pengenaan pajak.
    public let base: Rupiah
    /// Millionths of the base.
    public let ratePpm: Int
    /// What was withheld.
    public let amount: Rupiah
    /// Where it stands.
    public let state: State
    /// Book day, `2026-03-01`.
    public let heldOn: String
    /// Last day for its deposit, `2026-04-15`.
    public let dueOn: String
}

/// Tells beforehand whether taxes can be withheld: the same answer and reason as the SQL function gives.
public enum TaxRules {
    /// - Parameters:
    ///   - gross: what the document takes of each fund source.
    ///   - rates: those that hold on the day of payment.
    /// - Throws: `.treasury(.unknownTax)`, `.duplicateTax`, `.taxBase` for the first tax by code and fund
    ///   source.
    public static func check(
        _ taxes: [TaxDraft], gross: [String: Rupiah], rates: [TaxRate]
    ) throws(LedgerError) {
        guard taxes.count <= 40 else { throw .tooManyLines(limit: 40) }
        for tax in taxes.sorted(by: { ($0.code, $0.fund) < ($1.code, $1.fund) }) {
            guard let rate = rates.first(where: { $0.code == tax.code }), rate.ratePpm > 0 else {
                throw .treasury(.unknownTax(code: tax.code))
            }
            guard taxes.count(where: { $0.code == tax.code && $0.fund == tax.fund }) == 1 else {
                throw .treasury(.duplicateTax(code: tax.code, fund: tax.fund))
            }
            let whole = gross[tax.fund] ?? .zero
            let sum = amounts(taxes, rates: rates)[tax.fund] ?? .zero
            guard tax.base.sen >= 1, tax.base <= whole, rate.tax(on: tax.base).sen >= 1, sum <= whole else {
                throw .treasury(.taxBase(code: tax.code, fund: tax.fund, gross: whole))
            }
        }
    }

    /// What is withheld of each fund source. A tax on a base that no document has counts as nothing.
    public static func amounts(_ taxes: [TaxDraft], rates: [TaxRate]) -> [String: Rupiah] {
        var sums: [String: Rupiah] = [:]
        for tax in taxes where tax.base.sen >= 1 && tax.base <= BudgetRules.largest {
            let amount = rates.first { $0.code == tax.code }?.tax(on: tax.base) ?? .zero
            sums[tax.fund] = Rupiah(sen: (sums[tax.fund] ?? .zero).sen + amount.sen)
        }
        return sums
    }
}
