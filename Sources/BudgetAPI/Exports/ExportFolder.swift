import Commons
import Foundation

/// The files of one export while they are made, and the list (manifest) of what each holds. Used by one task.
final class ExportFolder: Sendable {
    /// One file as the manifest lists it.
    struct Line: Hashable, Sendable {
        let name: String
        let sum: CountedFile.Sum
        /// Rows, where the file is a table.
        let rows: Int64?
    }

    static let manifestName = "manifest.csv"
    private let folder: URL
    private let progress: @Sendable (_ step: String, _ isNext: Bool) -> Void
    private let state = State()

    private final class State: @unchecked Sendable {
        // Only ever touched by the one task that makes the export.
        var lines: [Line] = []
        var names: Set<String> = []
    }

    init(_ folder: URL, progress: @escaping @Sendable (_ step: String, _ isNext: Bool) -> Void) {
        self.folder = folder
        self.progress = progress
    }

    /// What is being worked on now.
    func begin(_ step: String) { progress(step, false) }

    /// One of the parts that were counted beforehand is done.
    func finish(_ step: String) { progress(step, true) }

    /// Writes one file piece by piece.
    /// - Parameter headRows: how many pieces are no rows; `nil` where the file is no table.
    /// - Throws: a file error, and what `body` throws; a task that was cancelled.
    func write(
        _ name: String, headRows: Int64? = nil, _ body: (CountedFile) async throws -> Void
    ) async throws {
        try Task.checkCancellation()
        var unique = name
        var copy = 2
        while !state.names.insert(unique).inserted {
            unique = "\(copy)-\(name)"
            copy += 1
        }
        let url = folder.appendingPathComponent("part-\(state.lines.count)")
        let file = try CountedFile(url)
        try await body(file)
        let sum = try await file.finish()
        state.lines.append(Line(name: unique, sum: sum, rows: headRows.map { sum.pieces - $0 }))
    }

    func write(_ name: String, bytes: [UInt8], rows: Int64? = nil) async throws {
        try await write(name, headRows: rows.map { 1 - $0 }) { try await $0.add(bytes) }
    }

    /// Adds the manifest and makes the archive of all. The parts are removed.
    func pack(to target: URL) async throws -> CountedFile.Sum {
        let columns: [ReportTable.Cell] = ["file", "bytes", "sha256", "rows"].map { .text($0) }
        let rows = state.lines.map { line in
            ReportCSV.csv.line([
                .text(line.name), .number(line.sum.bytes), .text(line.sum.sha256),
                line.rows.map { .number($0) } ?? .empty,
            ])
        }
        try await write(Self.manifestName) { file in
            try await file.add(ReportCSV.csv.line(columns) + rows.joined())
        }
        let entries = state.lines.enumerated().map { index, line in
            Archive.Entry(
                name: line.name, file: folder.appendingPathComponent("part-\(index)"), bytes: line.sum.bytes)
        }
        try await Archive.write(entries, to: target)
        let sum = try await Self.threads.run { try Self.sum(of: target) }
        for entry in entries { try FileManager.default.removeItem(at: entry.file) }
        return sum
    }

    private static let threads = WorkerThreads("export sums", threads: 1)

    private static func sum(of file: URL) throws -> CountedFile.Sum {
        let handle = try FileHandle(forReadingFrom: file)
        defer { handle.closeFile() }
        var (hash, bytes) = (SHA256(), Int64(0))
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
            hash.update(piece)
            bytes += Int64(piece.count)
        }
        return CountedFile.Sum(bytes: bytes, pieces: 0, sha256: SHA256.hexadecimal(hash.finished()))
    }
}
