import Commons

/// One table of an export: the rows of one village, each value by its column's name.
struct SiskeudesTable {
    let name: String
    let columns: [String]
    var rows: [Row] = []
    /// Codes (`Kd_Desa`) of the villages that were left aside.
    var otherVillages: Set<String> = []
    var sawOtherEncoding = false
    private let positions: [String: Int]

    /// A row with the line of the file it begins on.
    struct Row {
        let table: String
        let line: Int
        fileprivate let fields: [String]
        fileprivate let positions: [String: Int]

        /// The value without blanks at its ends and the mark of a defused formula; empty where the column is
        /// missing.
        subscript(_ column: String) -> String {
            guard let position = positions[column.lowercased()] else { return "" }
            return CSVForm.read(fields[position].trimmed)
        }
    }

    /// Most rows of one village in one table; a village has hundreds.
    static let rowLimit = 50_000

    init(name: String, header: [String]) {
        self.name = name
        columns = header.map(\.trimmed)
        positions = Dictionary(
            columns.enumerated().map { ($0.element.lowercased(), $0.offset) },
            uniquingKeysWith: { first, _ in first })
    }

    func has(_ column: String) -> Bool { positions[column.lowercased()] != nil }

    /// Keeps the row unless it is of another village than the one asked for, whose code is then noted.
    mutating func append(_ row: CSVRow, village: String?) throws(SiskeudesProblem) {
        guard row.fields.count == columns.count else { throw .raggedRow(table: name, line: row.line) }
        let entry = Row(table: name, line: row.line, fields: row.fields, positions: positions)
        if let village, has("Kd_Desa") {
            let code = entry["Kd_Desa"].withoutLastDot
            guard code == village else {
                if !code.isEmpty, otherVillages.count < 1_000 { otherVillages.insert(code) }
                return
            }
        }
        guard rows.count < Self.rowLimit else {
            throw .unreadableTable(table: name, error: "too-many-rows", line: row.line)
        }
        rows.append(entry)
    }
}

extension SiskeudesTable.Row {
    /// An amount in sen; empty is zero, as Access exports an empty cell.
    ///
    /// - Throws: `.malformedValue` for anything but a number up to a trillion rupiah.
    func sen(_ column: String, rounded: inout Bool) throws(SiskeudesProblem) -> Int64 {
        let text = self[column]
        if text.isEmpty { return 0 }
        guard let amount = SiskeudesNumber.sen(text) else { throw malformed(column) }
        if amount.isRounded { rounded = true }
        return amount.sen
    }

    /// - Throws: `.malformedValue`.
    func sen(_ column: String) throws(SiskeudesProblem) -> Int64 {
        var rounded = false
        return try sen(column, rounded: &rounded)
    }

    /// - Throws: `.malformedValue` for a negative number or no number; empty is zero.
    func volume(_ column: String) throws(SiskeudesProblem) -> String {
        let text = self[column]
        guard let volume = SiskeudesNumber.volume(text.isEmpty ? "0" : text) else { throw malformed(column) }
        return volume
    }

    /// The day of `2019-04-25 00:00:00` or of mdb-export's own `04/25/19 00:00:00`, as `2019-04-25`.
    ///
    /// - Throws: `.malformedValue`, also for an empty value.
    func day(_ column: String) throws(SiskeudesProblem) -> String {
        guard let day = SiskeudesDay.parse(self[column]) else { throw malformed(column) }
        return day
    }

    func malformed(_ column: String) -> SiskeudesProblem {
        .malformedValue(table: table, line: line, column: column, value: String(self[column].prefix(60)))
    }

    /// The two digits of `Kd_SubRinci`, `01` where it is empty.
    ///
    /// - Throws: `.malformedValue` for anything but one or two digits.
    func subDetail() throws(SiskeudesProblem) -> String {
        let text = self["Kd_SubRinci"]
        guard text.utf8.count <= 2, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw malformed("Kd_SubRinci")
        }
        return text.isEmpty ? "01" : text.utf8.count == 1 ? "0\(text)" : text
    }
}

/// Days as exports write them.
enum SiskeudesDay {
    static func parse(_ text: String) -> String? {
        let date = text.split(separator: " ").first.map(String.init) ?? ""
        let isoParts = date.split(separator: "-").map { Int($0) }
        if date.utf8.count == 10, isoParts.count == 3, let year = isoParts[0], let month = isoParts[1],
            let day = isoParts[2]
        {
            return format(year, month, day)
        }
        let parts = date.split(separator: "/").map { Int($0) }
        guard parts.count == 3, let month = parts[0], let day = parts[1], let year = parts[2] else {
            return nil
        }
        return format(year < 100 ? 2000 + year : year, month, day)
    }

    private static func format(_ year: Int, _ month: Int, _ day: Int) -> String? {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1990...2100).contains(year), (1...12).contains(month), (1...lengths[month - 1]).contains(day)
        else {
            return nil
        }
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}

extension String {
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }

    /// `04.2014.` and `04.2014` are the same code.
    var withoutLastDot: String { hasSuffix(".") ? String(dropLast()) : self }
}
