/// How much of something, exact to four decimals: 2,5 m3. Counted in ten-thousandths, never a `Double`.
public struct Volume: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The largest a RAB line holds: numeric(14,4).
    public static let largest = Volume(tenThousandths: 99_999_999_999_999)
    /// 2.5 is 25000.
    public let tenThousandths: Int64

    /// Takes the count as it is; the limits are held where a volume is used.
    public init(tenThousandths: Int64) { self.tenThousandths = tenThousandths }

    /// Reads `2.5`, as programs write it.
    /// - Throws: `.amountOutOfRange` for anything that is no decimal of at most four places between 0 and the
    ///   largest.
    public init(decimal text: String) throws(LedgerError) {
        try self.init(text, separator: ".", grouping: nil)
    }

    /// Reads `1.234,5`, as people in Indonesia write it.
    /// - Throws: `.amountOutOfRange` as above.
    public init(parsing text: String) throws(LedgerError) {
        try self.init(text.filter { !$0.isWhitespace }, separator: ",", grouping: ".")
    }

    private init(_ text: String, separator: Character, grouping: Character?) throws(LedgerError) {
        let halves = text.split(separator: separator, omittingEmptySubsequences: false)
        var whole = halves.first.map(String.init) ?? ""
        if let grouping, whole.contains(grouping) {
            let groups = whole.split(separator: grouping, omittingEmptySubsequences: false)
            guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
                throw .amountOutOfRange(line: String(text.prefix(40)), row: 0)
            }
            whole = groups.joined()
        }
        let decimals = halves.count == 2 ? String(halves[1]) : "0"
        let digits = whole + decimals + String(repeating: "0", count: max(0, 4 - decimals.count))
        guard halves.count <= 2, !whole.isEmpty, (1...4).contains(decimals.count),
            digits.utf8.allSatisfy({ (48...57).contains($0) }), let counted = Int64(digits),
            counted <= Volume.largest.tenThousandths
        else { throw .amountOutOfRange(line: String(text.prefix(40)), row: 0) }
        tenThousandths = counted
    }

    /// `2.5`, with a point and without trailing zeros.
    public var description: String { written(separator: ".") }

    /// `2,5`, as printed in Indonesia.
    public var formatted: String { written(separator: ",") }

    private func written(separator: String) -> String {
        let (whole, rest) = tenThousandths.quotientAndRemainder(dividingBy: 10_000)
        guard rest != 0 else { return String(whole) }
        var decimals = String(rest + 10_000).dropFirst()
        while decimals.hasSuffix("0") { decimals = decimals.dropLast() }
        return "\(whole)\(separator)\(decimals)"
    }

    /// By size.
    public static func < (left: Volume, right: Volume) -> Bool { left.tenThousandths < right.tenThousandths }
}
