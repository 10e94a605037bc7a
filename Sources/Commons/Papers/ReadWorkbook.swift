import Foundation

/// What was read of an Excel workbook: values as they are stored, never computed again.
public struct ReadWorkbook: Hashable, Sendable {
    /// In the order of the tabs.
    public let sheets: [Sheet]

    /// One tab.
    public struct Sheet: Hashable, Sendable {
        public let name: String
        /// Rows that hold something, in order.
        public let rows: [Row]
    }

    /// One row that holds something.
    public struct Row: Hashable, Sendable {
        /// As Excel counts, from 1.
        public let number: Int
        /// From column A on; a gap is `.empty`.
        public let cells: [Cell]
    }

    /// A cell's stored value. Of a formula it is the result that Excel kept.
    public enum Cell: Hashable, Sendable {
        case empty
        case text(String)
        /// As the file spells it: `12345.67`, `1.2E+4`; decimal point, no thousands.
        case number(String)
        case flag(Bool)
        /// `#REF!` and its like.
        case error(String)
    }
}

/// How much a workbook may ask of us before it is refused.
public struct WorkbookLimits: Hashable, Sendable {
    /// Of the file as it came.
    public var fileBytes = 10_000_000
    /// Files inside the archive.
    public var entries = 500
    /// Of one unpacked file, and of all of them.
    public var unpackedBytes = 60_000_000
    /// How many times larger than packed a file may become, once it is past a megabyte.
    public var ratio = 150
    public var sheets = 50
    /// Cells that hold something, in all sheets.
    public var cells = 500_000
    public var columns = 512
    /// Of one cell, in UTF-8.
    public var textBytes = 131_068

    public init() {}
}

/// Why a file is no workbook that we read.
public enum WorkbookReadError: Error, Hashable, Sendable {
    /// No archive, or none that holds a workbook (also an encrypted one, or the old XLS).
    case notAWorkbook
    /// A part is missing or broken; its name within the archive.
    case broken(part: String)
    /// A part brings its own document type, which no spreadsheet program writes.
    case forbidden(part: String)
    case fileTooLarge(limit: Int)
    case tooManyEntries(limit: Int)
    /// A part unpacks to far more than its packed size.
    case unpacksTooLarge(part: String)
    case tooManySheets(limit: Int)
    case tooManyCells(limit: Int)
    case tooManyColumns(limit: Int)
    case textTooLong(limit: Int)
}

extension ReadWorkbook {
    /// Reads off the cooperative threads: unpacking and parsing take their time.
    private static let threads = WorkerThreads("workbooks in", threads: 2)

    /// Reads an XLSX file that is in memory.
    /// - Throws: `WorkbookReadError`; nothing of a hostile file is kept.
    public init(
        bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()
    ) async throws(WorkbookReadError) {
        self = try await Self.threads.run { () throws(WorkbookReadError) in
            try WorkbookParts.read(bytes, limits)
        }
    }
}

extension ReadWorkbook.Cell {
    /// The text of a cell as a person would have typed it in Indonesian form: a stored number gets its
    /// decimal comma, so that `12345.5` can't be taken for anything else.
    public var typed: String {
        switch self {
        case .empty: ""
        case .text(let text): text
        case .number(let number): Self.plain(number)?.replacing(".", with: ",") ?? number
        case .flag(let isSet): isSet ? "1" : "0"
        case .error(let error): error
        }
    }

    /// `1.2345E+4` → `12345`; binary noise past the fifteenth digit, which Excel itself doesn't show, is
    /// rounded away. `nil` where it is no number, or one past sixteen digits before the comma.
    public static func plain(_ number: String) -> String? {
        guard let value = Double(number), value.isFinite, abs(value) < 1e16 else { return nil }
        let digits = abs(value) >= 1 ? Int(max(0, 14 - log10Floor(abs(value)))) : 14
        let scaled = String(format: "%.\(min(digits, 10))f", locale: Locale(identifier: "en_US_POSIX"), value)
        guard scaled.contains(".") else { return scaled }
        var text = Substring(scaled)
        while text.hasSuffix("0") { text = text.dropLast() }
        if text.hasSuffix(".") { text = text.dropLast() }
        return text == "-0" ? "0" : String(text)
    }

    private static func log10Floor(_ value: Double) -> Int {
        var (power, rest) = (0, value)
        while rest >= 10 { (power, rest) = (power + 1, rest / 10) }
        return power
    }
}
