internal import Commons

/// One row of a budget sheet as a person typed it: one line of the cost estimate (RAB) with the codes of its
/// budget line.
public struct SheetRow: Hashable, Sendable {
    /// The columns, in the order of every sheet, page and file.
    public static let columns = [
        "activity", "account", "fund", "sub", "description", "volume", "unit", "price",
    ]
    /// More rows than any village's budget has.
    public static let limit = 4_000

    /// One text for each column.
    public private(set) var cells: [String]

    /// What is missing is empty, what is too much is left out; blanks around a text don't count.
    public init(_ texts: some Sequence<String>) {
        var cells = texts.prefix(SheetRow.columns.count).map(SheetRow.trimmed)
        while cells.count < SheetRow.columns.count { cells.append("") }
        self.cells = cells
    }

    /// The text under a column's name.
    public subscript(_ column: String) -> String {
        get { SheetRow.columns.firstIndex(of: column).map { cells[$0] } ?? "" }
        set {
            guard let index = SheetRow.columns.firstIndex(of: column) else { return }
            cells[index] = SheetRow.trimmed(newValue)
        }
    }

    /// Whether nothing was typed.
    public var isBlank: Bool { cells.allSatisfy(\.isEmpty) }

    /// No-break spaces come along from spreadsheets.
    private static func trimmed(_ text: String) -> String {
        let single = text.replacing("\u{A0}", with: " ")
        guard let first = single.firstIndex(where: { !$0.isWhitespace }),
            let last = single.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(single[first...last])
    }
}

extension SheetRow {
    /// Rows as they lie in a spreadsheet's clipboard: tabs between cells, quotes around cells that hold tabs
    /// or line ends.
    public static func rows(pasted text: String) -> [SheetRow] {
        var rows: [SheetRow] = []
        var (row, cell, isQuoted): ([String], String, Bool) = ([], "", false)
        let letters = Array(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
        var index = 0
        while index < letters.count {
            let letter = letters[index]
            index += 1
            if isQuoted {
                if letter != "\"" {
                    cell.append(letter)
                } else if index < letters.count, letters[index] == "\"" {
                    cell.append("\"")
                    index += 1
                } else {
                    isQuoted = false
                }
            } else if letter == "\"", cell.isEmpty {
                isQuoted = true
            } else if letter == "\t" {
                row.append(cell)
                cell = ""
            } else if letter == "\n" {
                rows.append(SheetRow(row + [cell]))
                (row, cell) = ([], "")
            } else {
                cell.append(letter)
            }
        }
        if !row.isEmpty || !cell.isEmpty { rows.append(SheetRow(row + [cell])) }
        return rows
    }

    /// The row as a line of a spreadsheet's clipboard.
    public var pasted: String {
        cells.map { cell in
            let needsQuotes = cell.contains { $0 == "\t" || $0.isNewline } || cell.hasPrefix("\"")
            return needsQuotes ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
        }.joined(separator: "\t")
    }

    /// The rows of a stored line; a line without an estimate is one row without description.
    public static func rows(of line: ReadActivityBudget.Line) -> [SheetRow] {
        let key = [line.key.activity, line.key.account, line.key.fund, line.key.subDetail]
        guard !line.rab.isEmpty else { return [SheetRow(key)] }
        return line.rab.map { rab in
            let price = rab.item.unitPrice
            let plain = price.formattedPlain
            return SheetRow(
                key + [
                    rab.item.description, rab.item.volume.formatted, rab.item.unit,
                    price.sen % 100 == 0 ? String(plain.dropLast(3)) : plain,
                ])
        }
    }
}
