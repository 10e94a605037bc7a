public import Foundation

/// One list of `schema/reference`: tab-separated rows, each value by the name of its column.
public struct ReferenceList: Hashable, Sendable {
    public let name: String
    public let columns: [String]
    public let rows: [[String: String]]

    /// Reads `NAME.tsv` of a folder.
    ///
    /// - Throws: `.unreadable` where the file is not there, `.ragged` where a row differs from the head.
    public init(_ name: String, in folder: URL) throws(ReferenceError) {
        let text: String
        do {
            text = try String(contentsOf: folder.appendingPathComponent("\(name).tsv"), encoding: .utf8)
        } catch {
            throw .unreadable(list: name)
        }
        try self.init(name, parsing: text)
    }

    /// - Throws: `.ragged`, `.empty`.
    public init(_ name: String, parsing text: String) throws(ReferenceError) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let head = lines.first, !head.isEmpty else { throw .empty(list: name) }
        let columns = head.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        var rows: [[String: String]] = []
        for (number, line) in lines.enumerated().dropFirst() where !line.isEmpty {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == columns.count else { throw .ragged(list: name, line: number + 1) }
            rows.append(Dictionary(uniqueKeysWithValues: zip(columns, fields)))
        }
        self.name = name
        self.columns = columns
        self.rows = rows
    }

    /// The rows as a JSON array of objects, for a loading function.
    public var json: String {
        let objects = rows.map { row in
            columns.map { "\(Self.quoted($0)):\(Self.quoted(row[$0] ?? ""))" }.joined(separator: ",")
        }
        return "[" + objects.map { "{\($0)}" }.joined(separator: ",") + "]"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 32: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

/// Why a reference list can't be used.
public enum ReferenceError: Error, Hashable, Sendable {
    case unreadable(list: String)
    case empty(list: String)
    /// A row has another number of columns than the head; lines count from 1.
    case ragged(list: String, line: Int)
}
