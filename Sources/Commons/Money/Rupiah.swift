/// An exact amount of money, counted in sen (100 sen = 1 rupiah). Never a `Double`.
public struct Rupiah: Hashable, Sendable, Comparable {
    /// The amount in sen; negative amounts are legal (a balance may be short).
    public let sen: Int64

    public static let zero = Rupiah(sen: 0)

    public init(sen: Int64) { self.sen = sen }

    /// - Throws: `.outOfRange` past ±92 quadrillion rupiah, where `Int64` ends.
    public init(rupiah: Int64) throws(MoneyError) {
        let (sen, overflow) = rupiah.multipliedReportingOverflow(by: 100)
        guard !overflow else { throw .outOfRange }
        self.sen = sen
    }

    public static func < (left: Rupiah, right: Rupiah) -> Bool { left.sen < right.sen }

    /// - Throws: `.outOfRange` past ±92 quadrillion rupiah.
    public func adding(_ other: Rupiah) throws(MoneyError) -> Rupiah {
        let (sum, overflow) = sen.addingReportingOverflow(other.sen)
        guard !overflow else { throw .outOfRange }
        return Rupiah(sen: sum)
    }

    /// - Throws: `.outOfRange` past ±92 quadrillion rupiah.
    public func subtracting(_ other: Rupiah) throws(MoneyError) -> Rupiah {
        let (difference, overflow) = sen.subtractingReportingOverflow(other.sen)
        guard !overflow else { throw .outOfRange }
        return Rupiah(sen: difference)
    }
}

/// Why a text or a sum is no amount of money.
public enum MoneyError: Error, Hashable, Sendable {
    /// Not a number in Indonesian form; the text is given back, cut to 40 characters.
    case malformed(String)
    /// `1,234,567.89`: the English form, refused rather than guessed.
    case englishForm(String)
    /// More than two decimals.
    case tooManyDecimals(String)
    /// Past what `Int64` sen can hold.
    case outOfRange
}

extension Rupiah {
    /// Reads an amount as Indonesians write it: `12.345` is twelve thousand, `12.345,67` has decimals,
    /// `Rp 1.000`, `-500` and `(500)` (negative in accounting) are understood.
    ///
    /// - Throws: `MoneyError`; the English form `1,234,567.89` is refused, never guessed.
    public init(parsing text: String) throws(MoneyError) {
        let shown = String(text.prefix(40))
        var body = text.filter { !$0.isWhitespace && $0 != "\u{A0}" }[...]
        var isNegative = false
        if body.hasPrefix("("), body.hasSuffix(")") {
            isNegative = true
            body = body.dropFirst().dropLast()
        }
        if body.hasPrefix("-") || body.hasPrefix("\u{2212}") {
            isNegative.toggle()
            body = body.dropFirst()
        }
        if body.lowercased().hasPrefix("rp") { body = body.dropFirst(2) }
        if body.hasPrefix(".") && shown.lowercased().contains("rp.") { body = body.dropFirst() }
        let halves = body.split(separator: ",", omittingEmptySubsequences: false)
        guard let whole = halves.first, !body.isEmpty else { throw .malformed(shown) }
        if halves.count > 2 || (halves.count == 2 && halves[1].contains(".")) { throw .englishForm(shown) }
        let groups = whole.split(separator: ".", omittingEmptySubsequences: false)
        let areDigits = groups.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
        guard areDigits else { throw .malformed(shown) }
        if groups.count > 1 {
            let areThousands = groups[0].count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 }
            guard areThousands else {
                throw groups.count == 2 && groups[1].count <= 2 ? .englishForm(shown) : .malformed(shown)
            }
        }
        let decimals = halves.count == 2 ? halves[1] : "0"
        guard !decimals.isEmpty, decimals.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw .malformed(shown)
        }
        guard decimals.count <= 2 else { throw .tooManyDecimals(shown) }
        let padded = decimals.count == 1 ? "\(decimals)0" : String(decimals)
        guard let rupiah = Int64(groups.joined()), let sen = Int64(padded) else { throw .outOfRange }
        let (scaled, overflow) = rupiah.multipliedReportingOverflow(by: 100)
        let (sum, overflowOfSum) = scaled.addingReportingOverflow(sen)
        guard !overflow, !overflowOfSum else { throw .outOfRange }
        self.init(sen: isNegative ? -sum : sum)
    }

    /// `1.234.567,00`, without the sign of the currency: for table columns headed "(Rp)".
    public var formattedPlain: String {
        let magnitude = sen.magnitude
        let digits = String(magnitude / 100)
        var grouped = ""
        for (offset, digit) in digits.enumerated() {
            if offset > 0, (digits.count - offset) % 3 == 0 { grouped.append(".") }
            grouped.append(digit)
        }
        let decimals = magnitude % 100
        return "\(sen < 0 ? "-" : "")\(grouped),\(decimals < 10 ? "0" : "")\(decimals)"
    }

    /// `Rp 1.234.567,00` with a no-break space, as printed.
    public var formatted: String {
        let plain = formattedPlain
        return sen < 0 ? "-Rp\u{A0}\(plain.dropFirst())" : "Rp\u{A0}\(plain)"
    }
}
