internal import CLibPQ
public import Foundation

/// Sole owner of one libpq result; freed with the last row that looks into it.
final class ResultHandle: @unchecked Sendable {  // a finished PGresult is only ever read
    let pointer: OpaquePointer
    init(_ pointer: OpaquePointer) { self.pointer = pointer }
    deinit { PQclear(pointer) }
}

/// The rows a statement gave, in its order.
public struct Rows: Sendable, RandomAccessCollection {
    private let result: ResultHandle?
    public let endIndex: Int
    public var startIndex: Int { 0 }

    init(_ result: ResultHandle?) {
        self.result = result
        endIndex = result.map { Int(PQntuples($0.pointer)) } ?? 0
    }

    public subscript(position: Int) -> Row {
        guard let result, position >= 0, position < endIndex else { preconditionFailure("row out of range") }
        return Row(result: result, index: Int32(position))
    }

    /// Rows inserted, updated, deleted or selected.
    public var affected: Int {
        result.flatMap { Int(String(cString: PQcmdTuples($0.pointer))) } ?? 0
    }

    /// The only row.
    /// - Throws: `.decoding(column: "*")` when there is none or more than one.
    public func one() throws(PostgresError) -> Row {
        guard count == 1, let first else { throw .decoding(column: "*") }
        return first
    }
}

/// One row; columns are read by name. Each reader throws `.decoding(column:)` when the column is not in the
/// answer, is NULL, or can't be read as that type; the `…OrNil` twins give nil for NULL.
public struct Row: Sendable {
    let result: ResultHandle
    let index: Int32

    /// Any type in PostgreSQL's text form.
    public func text(_ column: String) throws(PostgresError) -> String {
        try required(column) { $0.text }
    }
    public func textOrNil(_ column: String) throws(PostgresError) -> String? {
        try read(column) { $0.text }
    }
    public func int(_ column: String) throws(PostgresError) -> Int {
        try required(column) { $0.int64.flatMap(Int.init(exactly:)) }
    }
    public func intOrNil(_ column: String) throws(PostgresError) -> Int? {
        try read(column) { $0.int64.flatMap(Int.init(exactly:)) }
    }
    public func int64(_ column: String) throws(PostgresError) -> Int64 {
        try required(column) { $0.int64 }
    }
    public func int64OrNil(_ column: String) throws(PostgresError) -> Int64? {
        try read(column) { $0.int64 }
    }
    public func uuid(_ column: String) throws(PostgresError) -> UUID {
        try required(column) { UUID(uuidString: $0.text) }
    }
    public func uuidOrNil(_ column: String) throws(PostgresError) -> UUID? {
        try read(column) { UUID(uuidString: $0.text) }
    }
    public func bool(_ column: String) throws(PostgresError) -> Bool {
        try required(column) { $0.bool }
    }
    public func boolOrNil(_ column: String) throws(PostgresError) -> Bool? {
        try read(column) { $0.bool }
    }
    public func bytes(_ column: String) throws(PostgresError) -> [UInt8] {
        try required(column) { $0.unhexed }
    }
    public func bytesOrNil(_ column: String) throws(PostgresError) -> [UInt8]? {
        try read(column) { $0.unhexed }
    }
    public func double(_ column: String) throws(PostgresError) -> Double {
        try required(column) { $0.double }
    }
    public func doubleOrNil(_ column: String) throws(PostgresError) -> Double? {
        try read(column) { $0.double }
    }
    /// A `date` as `2026-11-22`.
    public func date(_ column: String) throws(PostgresError) -> String {
        try required(column) { $0.date }
    }
    public func dateOrNil(_ column: String) throws(PostgresError) -> String? {
        try read(column) { $0.date }
    }
    /// A `timestamptz`.
    public func moment(_ column: String) throws(PostgresError) -> Date {
        try required(column) { Moment.date($0.text) }
    }
    public func momentOrNil(_ column: String) throws(PostgresError) -> Date? {
        try read(column) { Moment.date($0.text) }
    }
    /// `text[]`, one dimension, no NULL inside.
    public func texts(_ column: String) throws(PostgresError) -> [String] {
        try required(column) { arrayElements($0.text) }
    }
    public func textsOrNil(_ column: String) throws(PostgresError) -> [String]? {
        try read(column) { arrayElements($0.text) }
    }
    /// `bigint[]` or `integer[]`, one dimension, no NULL inside.
    public func int64s(_ column: String) throws(PostgresError) -> [Int64] {
        try required(column) { converted(arrayElements($0.text)) { Int64($0) } }
    }
    public func int64sOrNil(_ column: String) throws(PostgresError) -> [Int64]? {
        try read(column) { converted(arrayElements($0.text)) { Int64($0) } }
    }
    /// `uuid[]`, one dimension, no NULL inside.
    public func uuids(_ column: String) throws(PostgresError) -> [UUID] {
        try required(column) { converted(arrayElements($0.text)) { UUID(uuidString: $0) } }
    }
    public func uuidsOrNil(_ column: String) throws(PostgresError) -> [UUID]? {
        try read(column) { converted(arrayElements($0.text)) { UUID(uuidString: $0) } }
    }

    /// The names of the columns, in order.
    public var columns: [String] {
        (0..<PQnfields(result.pointer)).map { PQfname(result.pointer, $0).map { String(cString: $0) } ?? "" }
    }

    private func required<T>(_ column: String, _ decode: (Cell) -> T?) throws(PostgresError) -> T {
        guard let value = try read(column, decode) else { throw .decoding(column: column) }
        return value
    }

    private func read<T>(_ column: String, _ decode: (Cell) -> T?) throws(PostgresError) -> T? {
        let pointer = result.pointer
        let field = column.withCString { name in
            (0..<PQnfields(pointer)).first { strcmp(PQfname(pointer, $0), name) == 0 }
        }
        guard let field else { throw .decoding(column: column) }
        guard PQgetisnull(pointer, index, field) == 0, let start = PQgetvalue(pointer, index, field) else {
            return nil
        }
        let length = Int(PQgetlength(pointer, index, field))
        let cell = Cell(bytes: UnsafeRawBufferPointer(start: start, count: length))
        guard let value = decode(cell) else { throw .decoding(column: column) }
        return value
    }
}
