public import Foundation

/// Why a paper could not be printed.
public enum PaperError: Error, Hashable, Sendable {
    case noMemory
    /// cairo's own number.
    case drawing(code: Int)
    /// The stamp's text fits no QR code.
    case code
    /// More rows than one file should have: ask for a part, or for CSV.
    case tooLong(limit: Int)
    /// Too many papers wait: come again.
    case busy
}

/// Makes PDF of papers, on threads of its own: setting text blocks, and the cooperative threads never wait.
public final class PaperPress: Sendable {
    private let threads = WorkerThreads("papers", threads: 2)
    private let queueLimit: Int
    /// The most table rows of one paper, about 250 pages.
    public static let rowLimit = 10_000

    /// - Parameter queueLimit: how many papers may wait before the next is refused.
    public init(queueLimit: Int = 24) { self.queueLimit = queueLimit }

    /// The bytes of the PDF file: fonts embedded, text selectable.
    /// - Parameter created: when it was printed; equal papers of one moment have equal bytes.
    /// - Throws: `PaperError`.
    public func pdf(_ paper: Paper, created: Date = Date()) async throws(PaperError) -> [UInt8] {
        guard threads.waiting < queueLimit else { throw .busy }
        let moment = created.ISO8601Format()
        return try await threads.run { () throws(PaperError) in
            try PaperPress.make(paper, created: moment)
        }
    }

    private static func make(_ paper: Paper, created: String) throws(PaperError) -> [UInt8] {
        let rows = paper.blocks.reduce(0) { count, block in
            if case .table(let table) = block { count + table.rows.count } else { count }
        }
        guard rows <= rowLimit else { throw .tooLong(limit: rowLimit) }
        let canvas = try PaperCanvas(paper, created: created)
        var flow = PaperFlow(paper, ruler: canvas)
        return try canvas.draw(flow.run())
    }
}
