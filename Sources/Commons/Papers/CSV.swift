public import Foundation

/// One record of a comma-separated file.
public struct CSVRow: Hashable, Sendable {
    /// The line of the file on which the record begins, counted from 1; a quoted field may span lines.
    public let line: Int
    public let fields: [String]

    public init(line: Int, fields: [String]) {
        self.line = line
        self.fields = fields
    }
}

/// How much a file may ask of us before it is refused.
public struct CSVLimits: Hashable, Sendable {
    public var fieldBytes = 65_536
    public var fieldsOfRow = 512
    public var rows = 1_000_000

    public init() {}
}

/// Why a file is no comma-separated table. Lines count from 1.
public enum CSVError: Error, Hashable, Sendable {
    /// A quote inside an unquoted field, or text after a closing quote.
    case strayQuote(line: Int)
    /// The file ends inside a quoted field; the line is where the field began.
    case unclosedQuote(line: Int)
    case fieldTooLong(line: Int, limit: Int)
    case tooManyFields(line: Int, limit: Int)
    case tooManyRows(limit: Int)
    /// The file is not there or can't be read; the name is without its folder.
    case unreadable(name: String)
}

/// Reads RFC 4180 record by record from a stream of bytes, holding one record at a time.
///
/// A byte order mark is skipped; lines end with CRLF, LF or CR; empty lines are no records; a field that is
/// not UTF-8 is read as Latin-1 and `sawOtherEncoding` tells so.
public struct CSVReader {
    /// True once a field was not UTF-8.
    public private(set) var sawOtherEncoding = false
    /// Bytes read so far, ends of lines included: where the next record may begin.
    public var offset: Int { before + position }
    /// The line of the next record, counted from 1.
    public private(set) var line: Int

    private let limits: CSVLimits
    private let separator: UInt8
    private let nextChunk: () throws(CSVError) -> [UInt8]
    private var chunk: [UInt8] = []
    private var position = 0
    /// Bytes of the chunks before this one.
    private var before = 0
    private var isAtStart = true
    private var rows = 0

    private static let quote: UInt8 = 34
    private static let lineFeed: UInt8 = 10
    private static let carriageReturn: UInt8 = 13

    /// Reads bytes that are in memory.
    /// - Parameter line: the line on which they begin, where they are a part of a file.
    public init(
        bytes: [UInt8], line: Int = 1, separator: Character = ",", limits: CSVLimits = CSVLimits()
    ) {
        var rest: [UInt8]? = bytes
        self.init(line: line, separator: separator, limits: limits) { () throws(CSVError) -> [UInt8] in
            defer { rest = nil }
            return rest ?? []
        }
    }

    /// Reads a file in pieces of 64 KiB.
    ///
    /// - Throws: `.unreadable` when the file can't be opened.
    public init(
        file: URL, separator: Character = ",", limits: CSVLimits = CSVLimits()
    ) throws(CSVError) {
        let handle: FileHandle
        do { handle = try FileHandle(forReadingFrom: file) } catch {
            throw .unreadable(name: file.lastPathComponent)
        }
        self.init(separator: separator, limits: limits) { () throws(CSVError) -> [UInt8] in
            do {
                return Array(try handle.read(upToCount: 65_536) ?? Data())
            } catch {
                throw .unreadable(name: file.lastPathComponent)
            }
        }
    }

    /// Reads what `nextChunk` gives until it gives nothing.
    public init(
        line: Int = 1, separator: Character, limits: CSVLimits,
        nextChunk: @escaping () throws(CSVError) -> [UInt8]
    ) {
        self.line = line
        self.limits = limits
        self.separator = separator.asciiValue ?? 44
        self.nextChunk = nextChunk
    }

    /// The next record, or nil at the end.
    ///
    /// - Throws: `CSVError`, with the line of the fault; nothing can be read after it.
    public mutating func next() throws(CSVError) -> CSVRow? {
        try skipByteOrderMark()
        while let byte = try peek() {
            guard byte == Self.lineFeed || byte == Self.carriageReturn else { return try record() }
            try endLine()
        }
        return nil
    }

    private mutating func record() throws(CSVError) -> CSVRow {
        let first = line
        rows += 1
        guard rows <= limits.rows else { throw .tooManyRows(limit: limits.rows) }
        var fields: [String] = []
        while true {
            guard fields.count < limits.fieldsOfRow else {
                throw .tooManyFields(line: first, limit: limits.fieldsOfRow)
            }
            fields.append(try field())
            guard let byte = try peek() else { break }
            if byte == separator {
                position += 1
                continue
            }
            try endLine()
            break
        }
        return CSVRow(line: first, fields: fields)
    }

    private mutating func field() throws(CSVError) -> String {
        if try peek() == Self.quote { return try quotedField() }
        var bytes: [UInt8] = []
        while let byte = try peek(), byte != separator, byte != Self.lineFeed, byte != Self.carriageReturn {
            guard byte != Self.quote else { throw .strayQuote(line: line) }
            try append(byte, to: &bytes)
            position += 1
        }
        return text(bytes)
    }

    private mutating func quotedField() throws(CSVError) -> String {
        let first = line
        var bytes: [UInt8] = []
        position += 1
        while let byte = try peek() {
            position += 1
            if byte == Self.quote {
                guard try peek() == Self.quote else {
                    if let after = try peek(), after != separator, after != Self.lineFeed,
                        after != Self.carriageReturn
                    {
                        throw .strayQuote(line: line)
                    }
                    return text(bytes)
                }
                position += 1
            } else if byte == Self.lineFeed {
                line += 1
            }
            try append(byte, to: &bytes)
        }
        throw .unclosedQuote(line: first)
    }

    private func append(_ byte: UInt8, to bytes: inout [UInt8]) throws(CSVError) {
        guard bytes.count < limits.fieldBytes else {
            throw .fieldTooLong(line: line, limit: limits.fieldBytes)
        }
        bytes.append(byte)
    }

    /// Steps over one LF, CR or CRLF.
    private mutating func endLine() throws(CSVError) {
        let wasCarriageReturn = try peek() == Self.carriageReturn
        position += 1
        if wasCarriageReturn, try peek() == Self.lineFeed { position += 1 }
        line += 1
    }

    /// The byte at the position, fetching the next chunk where the last one is used up.
    private mutating func peek() throws(CSVError) -> UInt8? {
        if position == chunk.count {
            before += chunk.count
            chunk = try nextChunk()
            position = 0
            if chunk.isEmpty { return nil }
        }
        return chunk[position]
    }

    private mutating func skipByteOrderMark() throws(CSVError) {
        guard isAtStart else { return }
        isAtStart = false
        while chunk.count < 3 {
            let more = try nextChunk()
            if more.isEmpty { break }
            chunk += more
        }
        if chunk.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    private mutating func text(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        sawOtherEncoding = true
        return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}
