/// A report as every form of it needs it: page, PDF, workbook and CSV show the same rows.
public struct ReportTable: Hashable, Sendable {
    public var columns: [Column]
    public var rows: [Row]

    public init(columns: [Column], rows: [Row]) {
        self.columns = columns
        self.rows = rows
    }

    /// A column: the name that programs read, the heading that people read.
    public struct Column: Hashable, Sendable {
        /// Lower case with `_`, never translated.
        public let key: String
        public let heading: String
        /// Weighs against the other columns; about millimetres of an upright page.
        public let width: Double
        public let align: PaperTable.Align

        public init(_ key: String, _ heading: String, width: Double, _ align: PaperTable.Align = .start) {
            self.key = key
            self.heading = heading
            self.width = width
            self.align = align
        }
    }

    /// One row of cells.
    public struct Row: Hashable, Sendable {
        public let cells: [Cell]
        /// Sums and headings of groups.
        public let isBold: Bool
        /// Steps to the right of the row's first text, on pages and papers.
        public let indent: Int

        public init(_ cells: [Cell], isBold: Bool = false, indent: Int = 0) {
            self.cells = cells
            self.isBold = isBold
            self.indent = indent
        }
    }

    /// What a cell holds.
    public enum Cell: Hashable, Sendable {
        case empty
        case text(String)
        case money(Rupiah)
        /// `2026-11-22`.
        case day(String)
        case number(Int64)
        /// Hundredths of a percent; `nil` where nothing was budgeted, shown as a dash: 0 of 0 is no 100 %.
        case share(basisPoints: Int64?)

        /// As people read it.
        public func shown(_ words: Words) -> String {
            switch self {
            case .empty: ""
            case .text(let text): text
            case .money(let amount): amount.formattedPlain
            case .day(let day): words.date(day)
            case .number(let number): String(number)
            case .share(let points): Self.percent(points)
            }
        }

        /// `12,34`, or a dash.
        public static func percent(_ basisPoints: Int64?) -> String {
            guard let basisPoints else { return "–" }
            return Rupiah(sen: basisPoints).formattedPlain
        }
    }

    /// As a table on paper, with the sums of the money columns at the foot of each page where wanted.
    public func paper(_ words: Words, carry: PaperTable.Carry? = nil, isNumbered: Bool = true) -> PaperTable {
        PaperTable(
            columns: columns.map { PaperTable.Column($0.heading, width: $0.width, $0.align) },
            rows: rows.map { row in
                PaperTable.Row(
                    row.cells.map { $0.shown(words) }, isBold: row.isBold,
                    amounts: (carry?.columns ?? []).map { index in
                        if case .money(let amount) = row.cells[index] { amount.sen } else { 0 }
                    })
            }, carry: carry, isNumbered: isNumbered)
    }
}

/// How a report is written as text, and what people call the two ways.
public enum ReportCSV: String, CaseIterable, Hashable, Sendable {
    /// Comma, decimal point, days as 2026-11-22; for programs.
    case csv
    /// As Excel with Indonesian settings reads it at a double click.
    case excel

    private var form: CSVForm { self == .csv ? .plain : .indonesian }

    /// What comes before the first row.
    public var opening: String { form.opening }

    /// One row with its line end.
    public func line(_ cells: [ReportTable.Cell]) -> String { form.row(cells.map(cell)) }

    /// The whole table; programs get the columns' keys, people their headings.
    public func text(_ table: ReportTable) -> String {
        let head = table.columns.map { ReportTable.Cell.text(self == .csv ? $0.key : $0.heading) }
        return opening + line(head) + table.rows.map { line($0.cells) }.joined()
    }

    private func cell(_ cell: ReportTable.Cell) -> CSVCell {
        switch cell {
        case .empty: .text("")
        case .text(let text), .day(let text): .text(text)
        case .money(let amount): .money(amount)
        case .number(let number): .number(String(number))
        case .share(let points): points.map { .money(Rupiah(sen: $0)) } ?? .text("")
        }
    }
}
