import Commons
import Foundation

/// Where each village's rows stand in the tables of a county's export, so that each village is read without
/// the others: a county's tables are read twice, not once for each village, and one village is in memory at a
/// time. Its files are open from the start, so that they are read also after the process gave up root.
public final class SiskeudesIndex: Sendable {
    /// Rows of one village that stand together.
    struct Run {
        /// Bytes of the file.
        var bytes: Range<Int>
        /// The line of the first row.
        let line: Int
    }

    /// One table of the county.
    struct Table {
        /// Bytes of the head.
        let head: Range<Int>
        /// By village code without its last dot; `nil` for a table that names no village.
        private(set) var villages: [String: [Run]]?

        /// Reads the rows behind the head.
        /// - Parameter column: where a row names its village (`Kd_Desa`).
        init(_ reader: inout CSVReader, column: Int?) throws(CSVError) {
            head = 0..<reader.offset
            villages = column.map { _ in [:] }
            var (start, line) = (reader.offset, reader.line)
            while let row = try reader.next() {
                if let column, column < row.fields.count {
                    add(CSVForm.read(row.fields[column].trimmed).withoutLastDot, start..<reader.offset, line)
                }
                (start, line) = (reader.offset, reader.line)
            }
        }

        private mutating func add(_ village: String, _ bytes: Range<Int>, _ line: Int) {
            if let last = villages?[village]?.indices.last,
                villages?[village]?[last].bytes.upperBound == bytes.lowerBound
            {
                let start = villages?[village]?[last].bytes.lowerBound ?? bytes.lowerBound
                villages?[village]?[last].bytes = start..<bytes.upperBound
            } else {
                villages?[village, default: []].append(Run(bytes: bytes, line: line))
            }
        }
    }

    /// File names of the tables, by lower-case table name.
    let files: [String: String]
    private let tables: [String: Table]
    private let contents: [String: Contents]

    private enum Contents: Sendable {
        case bytes([UInt8])
        case file(FileHandle)
    }

    /// - Throws: `.unreadableTable` where a file can't be opened.
    init(
        _ source: SiskeudesSource, files: [String: String], tables: [String: Table]
    ) throws(SiskeudesProblem) {
        (self.files, self.tables) = (files, tables)
        var contents: [String: Contents] = [:]
        for file in files.values {
            switch source {
            case .texts(let texts): contents[file] = .bytes(Array((texts[file] ?? "").utf8))
            case .folder(let folder):
                do {
                    contents[file] = .file(
                        try FileHandle(forReadingFrom: folder.appendingPathComponent(file)))
                } catch {
                    throw .unreadableTable(table: file, error: "unreadable", line: nil)
                }
            case .indexed(let index): contents[file] = index.contents[file]
            }
        }
        self.contents = contents
    }

    /// The villages that have rows in a table, by code.
    func villages(_ name: String) -> Set<String> {
        guard let file = files[name.lowercased()], let villages = tables[file]?.villages else { return [] }
        return Set(villages.keys).subtracting([""])
    }

    /// All bytes of a file.
    func whole(_ file: String) throws(CSVError) -> [UInt8] { try read(file, nil) }

    /// Head and rows of one village; `nil` where the table names no village, or is none.
    func parts(of file: String, village: String) throws(CSVError) -> [CSVReader]? {
        guard let table = tables[file], let villages = table.villages else { return nil }
        var parts = [CSVReader(bytes: try read(file, table.head))]
        for run in villages[village] ?? [] {
            parts.append(CSVReader(bytes: try read(file, run.bytes), line: run.line))
        }
        return parts
    }

    /// - Parameter range: `nil` for the whole file.
    private func read(_ file: String, _ range: Range<Int>?) throws(CSVError) -> [UInt8] {
        switch contents[file] {
        case nil: return []
        case .bytes(let bytes): return range.map { Array(bytes[$0]) } ?? bytes
        case .file(let handle):
            do {
                try handle.seek(toOffset: UInt64(range?.lowerBound ?? 0))
                let data = try range.map { try handle.read(upToCount: $0.count) } ?? handle.readToEnd()
                return Array(data ?? Data())
            } catch {
                throw .unreadable(name: file)
            }
        }
    }
}
