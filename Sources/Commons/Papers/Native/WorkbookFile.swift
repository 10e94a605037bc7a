import CXLSXWriter
import Foundation

/// Writes a workbook with libxlsxwriter: into a temporary file that is gone again before it returns.
enum WorkbookFile {
    /// Blocks: call it on a worker thread.
    /// - Throws: `WorkbookError`.
    static func write(_ book: Workbook) throws(WorkbookError) -> [UInt8] {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("balai-\(UUID().uuidString).xlsx")
        defer { remove(file) }
        try WorkbookWriter(file.path, book).write()
        do {
            return Array(try Data(contentsOf: file))
        } catch {
            throw .writing(code: Int(LXW_ERROR_CREATING_XLSX_FILE.rawValue))
        }
    }

    /// A file that is not there needs no removing; one that can't be removed is the system's to clean.
    private static func remove(_ file: URL) { _ = unlink(file.path) }
}

/// Sole owner of one open workbook of the library; `write` closes it on every way out.
private struct WorkbookWriter: ~Copyable {
    private let handle: UnsafeMutablePointer<lxw_workbook>
    private let book: Workbook
    private var formats: [Look: UnsafeMutablePointer<lxw_format>] = [:]
    private var isOpen = true

    /// What decides how a cell looks.
    private struct Look: Hashable {
        let style: Workbook.Style
        let number: String?
    }

    init(_ path: String, _ book: Workbook) throws(WorkbookError) {
        guard let handle = workbook_new(path) else {
            throw .writing(code: Int(LXW_ERROR_MEMORY_MALLOC_FAILED.rawValue))
        }
        self.handle = handle
        self.book = book
    }

    /// An unfinished workbook is closed without being looked at: that is how the library frees it.
    deinit { if isOpen { _ = workbook_close(handle) } }

    consuming func write() throws(WorkbookError) {
        guard !book.sheets.isEmpty else { throw .sheets }
        let names = Set(book.sheets.map { Self.safe($0.name).lowercased() })
        guard names.count == book.sheets.count else { throw .sheets }
        setTitle()
        for sheet in book.sheets { try add(sheet) }
        isOpen = false
        let code = workbook_close(handle)
        guard code == LXW_NO_ERROR else { throw .writing(code: Int(code.rawValue)) }
    }

    private func setTitle() {
        book.title.withCString { title in
            var properties = lxw_doc_properties()
            properties.title = UnsafeMutablePointer(mutating: title)
            _ = workbook_set_properties(handle, &properties)
        }
    }

    /// A tab's name that Excel takes.
    static func safe(_ name: String) -> String {
        let allowed = name.map { "[]:*?/\\".contains($0) || $0.isNewline ? "-" : $0 }
        let trimmed = String(allowed).trimmingCharacters(in: CharacterSet(charactersIn: " '"))
        return trimmed.isEmpty ? "-" : String(trimmed.prefix(31))
    }

    private mutating func add(_ sheet: Workbook.Sheet) throws(WorkbookError) {
        guard sheet.rows.count <= Workbook.rowLimit else { throw .tooManyRows(limit: Workbook.rowLimit) }
        guard sheet.columns.count <= Workbook.columnLimit else {
            throw .tooManyColumns(limit: Workbook.columnLimit)
        }
        guard let page = workbook_add_worksheet(handle, Self.safe(sheet.name)) else {
            throw .writing(code: Int(LXW_ERROR_SHEETNAME_ALREADY_USED.rawValue))
        }
        for (index, column) in sheet.columns.enumerated() {
            let place = lxw_col_t(index)
            _ = worksheet_set_column(page, place, place, min(max(column.width, 1), 255), nil)
        }
        layOut(page, sheet)
        for (index, row) in sheet.rows.enumerated() {
            try add(row, at: index, to: page)
        }
    }

    /// F4 is no Excel paper; A4, one page wide, headings on each page.
    private func layOut(_ page: UnsafeMutablePointer<lxw_worksheet>, _ sheet: Workbook.Sheet) {
        if sheet.isLandscape { worksheet_set_landscape(page) }
        worksheet_set_paper(page, 9)
        worksheet_fit_to_pages(page, 1, 0)
        let frozen = min(max(sheet.frozenRows, 0), sheet.rows.count)
        guard frozen > 0 else { return }
        worksheet_freeze_panes(page, lxw_row_t(frozen), 0)
        _ = worksheet_repeat_rows(page, 0, lxw_row_t(frozen - 1))
    }

    private mutating func add(
        _ row: Workbook.Row, at index: Int, to page: UnsafeMutablePointer<lxw_worksheet>
    ) throws(WorkbookError) {
        guard row.cells.count <= Workbook.columnLimit else {
            throw .tooManyColumns(limit: Workbook.columnLimit)
        }
        for (column, cell) in row.cells.enumerated() {
            let format = try format(Look(style: row.style, number: Self.numberForm(cell)))
            let code = try write(cell, page, index, column, format)
            guard code == LXW_NO_ERROR else { throw .writing(code: Int(code.rawValue)) }
        }
    }

    private func write(
        _ cell: Workbook.Cell, _ page: UnsafeMutablePointer<lxw_worksheet>, _ row: Int, _ column: Int,
        _ format: UnsafeMutablePointer<lxw_format>?
    ) throws(WorkbookError) -> lxw_error {
        let (r, c) = (lxw_row_t(row), lxw_col_t(column))
        switch cell {
        case .empty: return worksheet_write_blank(page, r, c, format)
        case .text(let text):
            guard text.utf16.count <= Workbook.textLimit else {
                throw .textTooLong(row: row + 1, column: column + 1)
            }
            return worksheet_write_string(page, r, c, text, format)
        case .money(let amount): return worksheet_write_number(page, r, c, Double(amount.sen) / 100, format)
        case .count(let count): return worksheet_write_number(page, r, c, Double(count), format)
        case .number(let value), .share(let value): return worksheet_write_number(page, r, c, value, format)
        case .day(let day):
            let parts = day.split(separator: "-").compactMap { Int32($0) }
            guard parts.count == 3, (1900...9999).contains(parts[0]), (1...12).contains(parts[1]),
                (1...31).contains(parts[2])
            else { throw .malformedDay(row: row + 1, column: column + 1) }
            var moment = lxw_datetime(
                year: parts[0], month: parts[1], day: parts[2], hour: 0, min: 0, sec: 0)
            return worksheet_write_datetime(page, r, c, &moment, format)
        }
    }

    private static func numberForm(_ cell: Workbook.Cell) -> String? {
        switch cell {
        case .money: "#,##0.00"
        case .day: "yyyy-mm-dd"
        case .count: "0"
        case .number: "#,##0.####"
        case .share: "0.00%"
        case .empty, .text: nil
        }
    }

    /// One format of the library for each look; it belongs to the workbook.
    private mutating func format(_ look: Look) throws(WorkbookError) -> UnsafeMutablePointer<lxw_format>? {
        if look.style == .plain, look.number == nil { return nil }
        if let known = formats[look] { return known }
        guard let format = workbook_add_format(handle) else {
            throw .writing(code: Int(LXW_ERROR_MEMORY_MALLOC_FAILED.rawValue))
        }
        if let number = look.number { format_set_num_format(format, number) }
        if look.style != .plain { format_set_bold(format) }
        if look.style == .header {
            format_set_bg_color(format, 0xDFE9F3)
            format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
            format_set_text_wrap(format)
        }
        if look.style == .total { format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue)) }
        formats[look] = format
        return format
    }
}
