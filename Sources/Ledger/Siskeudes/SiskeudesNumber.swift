/// Numbers as an export writes them: a dot for decimals, at times an exponent or floating-point dust.
enum SiskeudesNumber {
    /// One trillion rupiah: past every village, and far enough from `Int64`'s end that sums can't overflow.
    static let limitSen: Int64 = 100_000_000_000_000

    /// An amount rounded half away from zero to the sen; `isRounded` tells that digits were lost.
    static func sen(_ text: String) -> (sen: Int64, isRounded: Bool)? {
        guard let scaled = scaled(text, places: 2), abs(scaled.value) <= limitSen else { return nil }
        return (scaled.value, scaled.isRounded)
    }

    /// A volume as a decimal with at most four places and no needless zeros.
    static func volume(_ text: String) -> String? {
        guard let scaled = scaled(text, places: 4), (0...99_999_999_999_999).contains(scaled.value) else {
            return nil
        }
        let whole = scaled.value / 10_000
        var decimals = String(10_000 + scaled.value % 10_000).dropFirst()
        while decimals.last == "0" { decimals.removeLast() }
        return decimals.isEmpty ? String(whole) : "\(whole).\(decimals)"
    }

    /// Volume × unit price, rounded half up once to whole rupiah, in sen.
    static func productSen(volume: String, unitPriceSen: Int64) -> Int64? {
        guard let volume = scaled(volume, places: 4) else { return nil }
        let product = Int128(volume.value) * Int128(unitPriceSen)
        let rupiah = (product + 500_000).quotientAndRemainder(dividingBy: 1_000_000).quotient
        return Int64(exactly: rupiah * 100)
    }

    /// The number times ten to the power of `places`, rounded half away from zero.
    static func scaled(_ text: String, places: Int) -> (value: Int64, isRounded: Bool)? {
        guard (1...40).contains(text.utf8.count) else { return nil }
        var body = text[...]
        let isNegative = body.hasPrefix("-")
        if isNegative || body.hasPrefix("+") { body = body.dropFirst() }
        var exponent = 0
        if let mark = body.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            guard let power = Int(body[body.index(after: mark)...]), abs(power) <= 20 else { return nil }
            exponent = power
            body = body[..<mark]
        }
        let halves = body.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(halves.count), !halves[0].isEmpty, halves.last?.isEmpty == false else {
            return nil
        }
        let digits = halves.joined()
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        let kept = halves[0].utf8.count + exponent + places
        let padded = digits + String(repeating: "0", count: max(0, kept - digits.utf8.count))
        let bytes = Array(padded.utf8)
        guard kept <= 18 else { return nil }
        let head = bytes.prefix(max(0, kept)).reduce(Int64(0)) { $0 * 10 + Int64($1 - 48) }
        let rest = kept >= 0 ? bytes.dropFirst(kept) : bytes[...]
        let roundsUp = kept >= 0 && (rest.first ?? 48) >= 53
        let value = head + (roundsUp ? 1 : 0)
        return (isNegative ? -value : value, rest.contains { $0 != 48 })
    }
}
