/// How numbers and fields are written in a comma-separated file.
public struct CSVForm: Hashable, Sendable {
    public let separator: String
    public let decimal: String
    /// Excel takes a file for UTF-8 only with a byte order mark.
    public let hasByteOrderMark: Bool

    /// RFC 4180: commas, decimal points; for programs.
    public static let plain = CSVForm(separator: ",", decimal: ".", hasByteOrderMark: false)
    /// What Excel opens by a double click where the country writes `1.234,50`: semicolons, decimal commas.
    public static let indonesian = CSVForm(separator: ";", decimal: ",", hasByteOrderMark: true)

    /// What stands before the first row.
    public var opening: String { hasByteOrderMark ? "\u{FEFF}" : "" }
}

/// A cell of a row of a comma-separated file.
public enum CSVCell: Hashable, Sendable {
    /// Whatever a person typed; what a spreadsheet would take for a formula is defused.
    case text(String)
    /// A number as programs write it, `1234.5`; gets the form's decimal sign.
    case number(String)
    /// Rupiah with two decimals, without thousands separators.
    case money(Rupiah)
}

extension CSVForm {
    /// One record with its line end.
    public func row(_ cells: [CSVCell]) -> String {
        cells.map(written).joined(separator: separator) + "\r\n"
    }

    private func written(_ cell: CSVCell) -> String {
        switch cell {
        case .text(let text): quoted(CSVForm.defused(text))
        case .number(let number): quoted(number.replacing(".", with: decimal))
        case .money(let amount):
            quoted(
                "\(amount.sen < 0 ? "-" : "")\(amount.sen.magnitude / 100)\(decimal)"
                    + String(amount.sen.magnitude % 100 + 100).dropFirst())
        }
    }

    private func quoted(_ text: String) -> String {
        let needsQuotes = text.unicodeScalars.contains {
            $0 == "\"" || $0 == "\r" || $0 == "\n" || $0 == "\t" || String($0) == separator
        }
        guard needsQuotes else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }

    private static let formulaMarks: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    /// `=1+1` → `'=1+1`: a spreadsheet program shows a text and computes nothing.
    public static func defused(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, formulaMarks.contains(first) else { return text }
        return "'" + text
    }

    /// Takes the mark of `defused` off again.
    public static func read(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        guard scalars.popFirst() == "'", let next = scalars.first, formulaMarks.contains(next) else {
            return text
        }
        return String(scalars)
    }
}
