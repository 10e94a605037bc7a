import Foundation

/// Reads JSON from bytes in one pass without building a tree: hundreds of megabytes of records, bounded in
/// depth.
///
/// The caller walks objects and arrays and takes the values it knows; the rest is skipped.
struct JSONScanner {
    /// The deepest nesting that is followed; GeoJSON needs eight.
    static let deepest = 64
    /// The longest text that is read, in bytes.
    static let longestText = 65_536

    private let bytes: UnsafeRawBufferPointer
    private(set) var position: Int
    private let end: Int

    init(_ bytes: UnsafeRawBufferPointer, from start: Int = 0, to end: Int? = nil) {
        self.bytes = bytes
        self.end = end ?? bytes.count
        let hasMark =
            start == 0 && self.end >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
        position = hasMark ? 3 : start
    }

    /// The first byte of the next JSON text; nil after the last one. Between texts a record separator may
    /// stand (RFC 8142).
    mutating func nextText() -> UInt8? {
        while let byte = peek() {
            guard byte == 0x1E else { return byte }
            position += 1
        }
        return nil
    }

    /// The next byte that is not white space, not consumed; nil at the end.
    mutating func peek() -> UInt8? {
        while position < end {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            position += 1
        }
        return nil
    }

    /// Consumes one structural byte.
    ///
    /// - Throws: `ScreeningFileError.malformed` when another byte is there.
    mutating func expect(_ byte: UInt8) throws(ScreeningFileError) {
        guard peek() == byte else { throw fault() }
        position += 1
    }

    func fault() -> ScreeningFileError { .malformed(offset: position) }

    /// Calls `member` for each key of an object; `member` must consume the value.
    mutating func object(
        _ member: (String, inout JSONScanner) throws(ScreeningFileError) -> Void
    ) throws(ScreeningFileError) {
        try expect(0x7B)
        if peek() == 0x7D { position += 1; return }
        while true {
            let key = try text()
            try expect(0x3A)
            try member(key, &self)
            guard let next = peek() else { throw fault() }
            position += 1
            if next == 0x7D { return }
            guard next == 0x2C else { throw fault() }
        }
    }

    /// Calls `element` before each element of an array; `element` must consume it.
    mutating func array(
        _ element: (inout JSONScanner) throws(ScreeningFileError) -> Void
    ) throws(ScreeningFileError) {
        try expect(0x5B)
        if peek() == 0x5D { position += 1; return }
        while true {
            try element(&self)
            guard let next = peek() else { throw fault() }
            position += 1
            if next == 0x5D { return }
            guard next == 0x2C else { throw fault() }
        }
    }

    /// Consumes `null` when it is next.
    mutating func null() throws(ScreeningFileError) -> Bool {
        guard peek() == 0x6E else { return false }
        try word("null")
        return true
    }

    private mutating func word(_ word: StaticString) throws(ScreeningFileError) {
        let length = word.utf8CodeUnitCount
        guard position + length <= end else { throw fault() }
        for offset in 0..<length where bytes[position + offset] != word.utf8Start[offset] { throw fault() }
        position += length
    }

    /// A text, or nil for `null`; a number is given as it is written.
    mutating func textOrNil() throws(ScreeningFileError) -> String? {
        switch peek() {
        case 0x22: return try text()
        case 0x6E: try word("null"); return nil
        case .some(0x2D), .some(0x30...0x39):
            let start = position
            _ = try number()
            return String(decoding: bytes[start..<position], as: UTF8.self)
        default: throw fault()
        }
    }

    /// A text with its escapes resolved.
    mutating func text() throws(ScreeningFileError) -> String {
        try expect(0x22)
        let start = position
        while position < end {
            let byte = bytes[position]
            if byte == 0x22 {
                guard position - start <= Self.longestText else { throw fault() }
                let text = String(
                    decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
                position += 1
                return text
            }
            if byte == 0x5C { return try escapedText(from: start) }
            guard byte >= 0x20 else { throw fault() }
            position += 1
        }
        throw fault()
    }

    private mutating func escapedText(from start: Int) throws(ScreeningFileError) -> String {
        while position < end, bytes[position] != 0x22 {
            position += bytes[position] == 0x5C ? 2 : 1
        }
        guard position < end, position - start <= Self.longestText else { throw fault() }
        let quoted = Data(bytes[(start - 1)...position])
        do {
            let text = try JSONDecoder().decode(String.self, from: quoted)
            position += 1
            return text
        } catch {
            throw fault()
        }
    }

    /// A finite number, or nil for `null` and for texts that are no number.
    mutating func numberOrNil() throws(ScreeningFileError) -> Double? {
        switch peek() {
        case 0x6E: try word("null"); return nil
        case 0x22:
            guard let value = Self.written(try text()), value.magnitude <= Self.largest else { return nil }
            return value
        default:
            let value = try number()
            guard value.magnitude <= Self.largest else { throw fault() }
            return value
        }
    }

    /// A number as a text: `50000000.5`, or as Indonesian offices write it, `Rp 50.000.000,50`.
    private static func written(_ text: String) -> Double? {
        if let value = Double(text) { return value }
        let plain = text.replacing("Rp", with: "").filter { !$0.isWhitespace }
        let parts = plain.split(separator: ",", omittingEmptySubsequences: false)
        let groups = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }) else { return nil }
        return Double(groups.joined() + (parts.count == 2 ? ".\(parts[1])" : ""))
    }

    /// No sum of rupiah, size or count of a work is larger: a quadrillion.
    private static let largest = 1e15

    private static let powers: [Double] = (0...22).map { Double("1e\($0)") ?? 1 }

    /// A finite number, rounded correctly: short decimals by one exact division, others by the C library.
    mutating func number() throws(ScreeningFileError) -> Double {
        _ = peek()
        let start = position
        var mantissa: UInt64 = 0
        var digits = 0, decimals = 0
        var isPlain = true
        let isNegative = position < end && bytes[position] == 0x2D
        if isNegative { position += 1 }
        var afterPoint = false
        while position < end {
            let byte = bytes[position]
            if byte >= 0x30, byte <= 0x39 {
                if digits < 15 { mantissa = mantissa * 10 + UInt64(byte - 0x30) } else { isPlain = false }
                digits += 1
                if afterPoint { decimals += 1 }
            } else if byte == 0x2E, !afterPoint {
                afterPoint = true
            } else if byte == 0x65 || byte == 0x45 || byte == 0x2B || byte == 0x2D {
                isPlain = false
            } else {
                break
            }
            position += 1
        }
        guard digits > 0 else { throw fault() }
        if isPlain, decimals <= 22 {
            let value = Double(mantissa) / Self.powers[decimals]
            return isNegative ? -value : value
        }
        let written = String(
            decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
        guard let value = Double(written), value.isFinite else { throw fault() }
        return value
    }

    /// Consumes any value.
    mutating func skip(depth: Int = 0) throws(ScreeningFileError) {
        guard depth <= Self.deepest else { throw fault() }
        switch peek() {
        case 0x22: _ = try text()
        case 0x7B:
            try object { (_, scanner) throws(ScreeningFileError) in try scanner.skip(depth: depth + 1) }
        case 0x5B: try array { (scanner) throws(ScreeningFileError) in try scanner.skip(depth: depth + 1) }
        case 0x74: try word("true")
        case 0x66: try word("false")
        case 0x6E: try word("null")
        case nil: throw fault()
        default: _ = try number()
        }
    }

    /// True for `true`, false for `false` and `null`.
    mutating func flag() throws(ScreeningFileError) -> Bool {
        switch peek() {
        case 0x74: try word("true"); return true
        case 0x66: try word("false"); return false
        default: try word("null"); return false
        }
    }
}

/// Why a file of works, photos, villages or parameters can't be screened.
public enum ScreeningFileError: Error, Hashable, Sendable {
    /// The file can't be opened; the system's reason.
    case unreadable(path: String, reason: String)
    /// Not the JSON that was expected, at this byte.
    case malformed(offset: Int)
    /// Not the JSON that was expected, in this line and at this byte of the line (both from 1) of this file.
    case malformedLine(path: String, line: Int, column: Int)
    /// A member that is missing or can't be understood, before this byte.
    case member(name: String, offset: Int)
    /// A member that is missing or can't be understood, in this line (from 1) of this file.
    case memberInLine(name: String, path: String, line: Int)
    /// The file states a reference system that is not longitude and latitude on WGS84.
    case otherReferenceSystem(name: String)
    /// Not one work's geometry lies on the earth.
    case notDegrees(id: String)
    /// No boundary with a village's code.
    case noVillages(path: String)
    /// Two works carry one id.
    case repeatedProject(id: String)
    /// A parameter that does not exist, or whose value is no number.
    case unknownParameter(name: String)
    /// `--explain` or a comparison names a work that is not in the file.
    case unknownProject(id: String)
}
