import Foundation

/// A JSON value outside of coordinates: what stands in a feature's `properties`.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    /// The text, when it is one.
    public var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The number, when it is one.
    public var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    /// The number as a whole one, when it is exactly that and within ±2⁵³.
    public var whole: Int? {
        guard case .number(let number) = self, number.magnitude <= 9_007_199_254_740_992 else { return nil }
        return Int(exactly: number)
    }
}

/// Reads JSON (RFC 8259) from bytes, value by value, without building more than it is asked for.
struct JSONScanner {
    private let bytes: [UInt8]
    private let depthLimit: Int
    private(set) var offset = 0
    private var depth = 0
    /// Whether no element of the innermost container has been read yet.
    private var isFirst = false

    init(_ bytes: [UInt8], depthLimit: Int) {
        self.bytes = bytes
        self.depthLimit = depthLimit
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    /// The next byte that is no white space; nil at the end.
    mutating func peek() -> UInt8? {
        while offset < bytes.count {
            let byte = bytes[offset]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            offset += 1
        }
        return nil
    }

    mutating func expect(_ byte: UInt8) throws(GeometryError) {
        guard peek() == byte else { throw .malformedJSON(byte: offset) }
        offset += 1
    }

    /// Nothing but white space may follow.
    mutating func expectEnd() throws(GeometryError) {
        guard peek() == nil else { throw .malformedJSON(byte: offset) }
    }

    /// Enters an object; then `nextKey()` until it is nil, reading each value in between.
    mutating func enterObject() throws(GeometryError) {
        try enter(UInt8(ascii: "{"))
    }

    /// Enters an array; then `nextElement()` until it is false, reading each value in between.
    mutating func enterArray() throws(GeometryError) {
        try enter(UInt8(ascii: "["))
    }

    /// The next key of the object, or nil when it has ended.
    mutating func nextKey() throws(GeometryError) -> String? {
        guard try hasNext(until: UInt8(ascii: "}")) else { return nil }
        let key = try string()
        try expect(UInt8(ascii: ":"))
        return key
    }

    /// Whether another element of the array follows.
    mutating func nextElement() throws(GeometryError) -> Bool {
        try hasNext(until: UInt8(ascii: "]"))
    }

    private mutating func enter(_ byte: UInt8) throws(GeometryError) {
        try expect(byte)
        depth += 1
        isFirst = true
        guard depth <= depthLimit else { throw .tooDeep(limit: depthLimit, byte: offset - 1) }
    }

    private mutating func hasNext(until end: UInt8) throws(GeometryError) -> Bool {
        if peek() == end {
            offset += 1
            depth -= 1
            isFirst = false
            return false
        }
        if !isFirst { try expect(UInt8(ascii: ",")) }
        isFirst = false
        return true
    }

    mutating func value() throws(GeometryError) -> JSONValue {
        switch peek() {
        case UInt8(ascii: "{"):
            var members: [String: JSONValue] = [:]
            try enterObject()
            while let key = try nextKey() { members[key] = try value() }
            return .object(members)
        case UInt8(ascii: "["):
            var elements: [JSONValue] = []
            try enterArray()
            while try nextElement() { elements.append(try value()) }
            return .list(elements)
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return .bool(try word("true", is: true))
        case UInt8(ascii: "f"): return .bool(try word("false", is: false))
        case UInt8(ascii: "n"):
            _ = try word("null", is: false)
            return .null
        default: return .number(try number())
        }
    }

    private mutating func word(_ word: String, is value: Bool) throws(GeometryError) -> Bool {
        let expected = Array(word.utf8)
        guard bytes[offset...].starts(with: expected) else { throw .malformedJSON(byte: offset) }
        offset += expected.count
        return value
    }

    // MARK: numbers

    private mutating func digits(_ value: inout UInt64, _ count: inout Int) -> Int {
        let start = offset
        while offset < bytes.count, case let digit = bytes[offset] &- 48, digit < 10 {
            if count < 19 { value = value &* 10 &+ UInt64(digit) }
            if value != 0 { count += 1 }
            offset += 1
        }
        return offset - start
    }

    /// A JSON number, correctly rounded; infinite where it is too large for a `Double`.
    mutating func number() throws(GeometryError) -> Double {
        _ = peek()
        let start = offset
        var value: UInt64 = 0, significant = 0
        let negative = take(UInt8(ascii: "-"))
        let firstDigit = offset
        let whole = digits(&value, &significant)
        guard whole == 1 || (whole > 1 && bytes[firstDigit] != UInt8(ascii: "0")) else {
            throw .malformedJSON(byte: start)
        }
        var fraction = 0
        if take(UInt8(ascii: ".")) {
            fraction = digits(&value, &significant)
            guard fraction > 0 else { throw .malformedJSON(byte: offset) }
        }
        var isPlain = true
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isPlain = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            var ignored: UInt64 = 0, ignoredCount = 0
            guard digits(&ignored, &ignoredCount) > 0 else { throw .malformedJSON(byte: offset) }
        }
        // Up to 2⁵³ and 10²² both operands are exact, so one division rounds correctly.
        if isPlain, significant <= 15, fraction <= 22 {
            let magnitude = Double(value) / Self.powersOfTen[fraction]
            return negative ? -magnitude : magnitude
        }
        guard let number = Double(String(decoding: bytes[start..<offset], as: UTF8.self)) else {
            throw .malformedJSON(byte: start)
        }
        return number
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    private mutating func take(_ byte: UInt8) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    // MARK: strings

    mutating func string() throws(GeometryError) -> String {
        try expect(UInt8(ascii: "\""))
        var text: [UInt8] = []
        let start = offset
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw .malformedJSON(byte: start)
                }
                return string
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw .malformedJSON(byte: offset - 1)
            default: text.append(byte)
            }
        }
        throw .malformedJSON(byte: offset)
    }

    private mutating func escape(into text: inout [UInt8]) throws(GeometryError) {
        guard offset < bytes.count else { throw .malformedJSON(byte: offset) }
        let byte = bytes[offset]
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: Array(String(try unicode()).utf8))
        default: throw .malformedJSON(byte: offset - 1)
        }
    }

    private mutating func unicode() throws(GeometryError) -> Unicode.Scalar {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800..<0xDC00).contains(first), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw .malformedJSON(byte: offset)
        }
        let second = try hexadecimal()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw .malformedJSON(byte: offset) }
        return scalar
    }

    private mutating func hexadecimal() throws(GeometryError) -> UInt32 {
        guard offset + 4 <= bytes.count else { throw .malformedJSON(byte: offset) }
        var value: UInt32 = 0
        for byte in bytes[offset..<offset + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 128 else {
                throw .malformedJSON(byte: offset)
            }
            value = value << 4 | UInt32(digit)
        }
        offset += 4
        return value
    }
}
