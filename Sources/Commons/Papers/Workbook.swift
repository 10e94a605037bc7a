/// An Excel workbook (XLSX) to be written: sheets of typed cells. Text stays text: nothing in it is ever a
/// formula.
public struct Workbook: Hashable, Sendable {
    /// Shown in the file's properties.
    public var title: String
    /// At least one.
    public var sheets: [Sheet]

    public init(title: String, sheets: [Sheet]) {
        self.title = title
        self.sheets = sheets
    }

    /// One table of a workbook.
    public struct Sheet: Hashable, Sendable {
        /// The tab's name, 1…31 characters without `[]:*?/\`; what doesn't fit is replaced.
        public var name: String
        public var columns: [Column]
        public var rows: [Row]
        /// How many of the first rows stay in sight and are repeated on each printed page.
        public var frozenRows: Int
        public var isLandscape: Bool

        public init(
            name: String, columns: [Column], rows: [Row], frozenRows: Int = 1, isLandscape: Bool = true
        ) {
            self.name = name
            self.columns = columns
            self.rows = rows
            self.frozenRows = frozenRows
            self.isLandscape = isLandscape
        }

        /// A sheet whose first row carries the columns' headings.
        public static func table(_ name: String, _ columns: [Column], _ rows: [Row]) -> Sheet {
            let head = Row(columns.map { .text($0.heading) }, .header)
            return Sheet(name: name, columns: columns, rows: [head] + rows)
        }
    }

    /// A column: its heading and its width.
    public struct Column: Hashable, Sendable {
        public var heading: String
        /// In characters of the standard font.
        public var width: Double

        public init(_ heading: String, width: Double = 14) {
            self.heading = heading
            self.width = width
        }
    }

    /// One row of cells and how it is set.
    public struct Row: Hashable, Sendable {
        public var cells: [Cell]
        public var style: Style

        public init(_ cells: [Cell], _ style: Style = .plain) {
            self.cells = cells
            self.style = style
        }
    }

    /// How a row looks.
    public enum Style: Hashable, Sendable, CaseIterable {
        case plain
        /// Bold, shaded, centred, wrapped: column headings.
        case header
        /// Bold: the title of a page or section.
        case title
        /// Bold with a line above: sums.
        case total
    }

    /// What a cell holds.
    public enum Cell: Hashable, Sendable {
        case empty
        /// At most 32,767 UTF-16 units, as Excel has it.
        case text(String)
        /// Shown as `1.234.567,00` in the reader's own locale; a number that can be added up.
        case money(Rupiah)
        /// A calendar day, `2026-01-31`.
        case day(String)
        /// A whole number.
        case count(Int)
        /// A measure with as many decimals as it needs, such as a volume.
        case number(Double)
        /// A share: 0.5 is shown as 50,00 %.
        case share(Double)
    }
}

/// Why a workbook can't be written. Rows and columns count from 1.
public enum WorkbookError: Error, Hashable, Sendable {
    /// A workbook needs a sheet, and no two of the same name.
    case sheets
    case tooManyRows(limit: Int)
    case tooManyColumns(limit: Int)
    case textTooLong(row: Int, column: Int)
    case malformedDay(row: Int, column: Int)
    /// The library or the file system said no; libxlsxwriter's number.
    case writing(code: Int)
}

extension Workbook {
    /// What Excel holds in one sheet.
    public static let rowLimit = 1_048_576
    /// More columns than any of our tables has.
    public static let columnLimit = 512
    /// What Excel holds in one cell, in UTF-16 units.
    public static let textLimit = 32_767
    /// The media type of an XLSX file.
    public static let mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    /// Writes on threads of their own: the cooperative ones never wait for files.
    private static let threads = WorkerThreads("workbooks", threads: 2)

    /// The bytes of the XLSX file.
    /// - Throws: `WorkbookError`.
    public func bytes() async throws(WorkbookError) -> [UInt8] {
        try await Self.threads.run { () throws(WorkbookError) in try WorkbookFile.write(self) }
    }
}
