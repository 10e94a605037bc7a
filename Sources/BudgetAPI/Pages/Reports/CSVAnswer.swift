import Commons
import HTTPTypes
import Hummingbird
import NIOCore

extension ReportCSV {
    /// A whole list as a file to keep, streamed page by page.
    /// - Parameters:
    ///   - name: of the file.
    ///   - columns: its head.
    ///   - page: the rows after a cursor (nil at first), and the next cursor; nil at the end.
    func answer<Cursor: Sendable>(
        _ name: String, _ columns: [String],
        page: @escaping @Sendable (Cursor?) async throws -> (rows: [[ReportTable.Cell]], next: Cursor?)
    ) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ],
            body: .init { writer in
                let head = line(columns.map { .text($0) })
                try await writer.write(ByteBuffer(string: opening + head))
                var after: Cursor?
                repeat {
                    let found = try await page(after)
                    try await writer.write(ByteBuffer(string: found.rows.map(line).joined()))
                    after = found.next
                } while after != nil
                try await writer.finish(nil)
            })
    }
}
