import Commons
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// In which form a report leaves.
enum ReportFormat: String, CaseIterable {
    case pdf, xlsx
    /// For programs.
    case csv
    /// For Excel with Indonesian settings.
    case excel
}

/// A report's table as a file to be saved.
enum ReportFile {
    /// - Parameter form: `csv` or `excel`.
    static func csv(_ table: ReportTable, _ form: ReportCSV, name: String) -> Response {
        answer(Array(form.text(table).utf8), "text/csv; charset=utf-8", "\(name).csv")
    }

    /// - Throws: `WorkbookError`.
    static func workbook(_ table: ReportTable, title: String, name: String) async throws -> Response {
        let sheet = Workbook.Sheet.table(
            title, table.columns.map { Workbook.Column($0.heading, width: $0.width / 2) },
            table.rows.map { row in
                Workbook.Row(row.cells.map(cell), row.isBold ? .total : .plain)
            })
        let bytes = try await Workbook(title: title, sheets: [sheet]).bytes()
        return answer(bytes, Workbook.mediaType, "\(name).xlsx")
    }

    private static func cell(_ cell: ReportTable.Cell) -> Workbook.Cell {
        switch cell {
        case .empty: .empty
        case .text(let text): text.isEmpty ? .empty : .text(text)
        case .money(let amount): .money(amount)
        case .day(let day): .day(day)
        case .number(let number): .count(Int(number))
        case .share(let points): points.map { .share(Double($0) / 10_000) } ?? .empty
        }
    }

    static func answer(_ bytes: [UInt8], _ type: String, _ name: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type, .contentDisposition: "attachment; filename=\"\(name)\"",
                .cacheControl: "no-store",
            ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
