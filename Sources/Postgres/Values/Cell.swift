/// One value in PostgreSQL's text form, borrowed from its result for the length of one reading.
struct Cell {
    let bytes: UnsafeRawBufferPointer

    var text: String { String(decoding: bytes, as: UTF8.self) }

    var int64: Int64? {
        guard let first = bytes.first, bytes.count <= 20 else { return nil }
        let isNegative = first == 45
        guard bytes.count > (isNegative ? 1 : 0) else { return nil }
        var value: Int64 = 0
        for byte in bytes.dropFirst(isNegative ? 1 : 0) {
            guard (48...57).contains(byte) else { return nil }
            let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
            let (sum, alsoOverflowed) = product.subtractingReportingOverflow(Int64(byte - 48))
            guard !overflowed, !alsoOverflowed else { return nil }
            value = sum  // counted downwards: Int64.min has no positive twin
        }
        if isNegative { return value }
        return value == Int64.min ? nil : -value
    }

    var bool: Bool? {
        guard bytes.count == 1 else { return nil }
        switch bytes[0] {
        case 116: return true
        case 102: return false
        default: return nil
        }
    }

    var double: Double? { Double(text) }

    /// `2026-11-22`; nil for any other shape.
    var date: String? {
        guard bytes.count == 10, bytes[4] == 45, bytes[7] == 45 else { return nil }
        return text
    }

    /// bytea in hex form: `\x00ff`.
    var unhexed: [UInt8]? {
        guard bytes.count >= 2, bytes.count.isMultiple(of: 2), bytes[0] == 92, bytes[1] == 120 else {
            return nil
        }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count / 2 - 1)
        var position = 2
        while position < bytes.count {
            guard let high = hexDigit(bytes[position]), let low = hexDigit(bytes[position + 1]) else {
                return nil
            }
            decoded.append(high << 4 | low)
            position += 2
        }
        return decoded
    }
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 97...102: byte - 87
    case 65...70: byte - 55
    default: nil
    }
}

/// The elements of a one-dimensional array literal, or nil when it is none, is nested or holds NULL.
func arrayElements(_ text: String) -> [String]? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 2, bytes.first == 123, bytes.last == 125 else { return nil }
    guard bytes.count > 2 else { return [] }
    var elements: [String] = []
    var current: [UInt8] = []
    var isQuoted = false
    var wasQuoted = false
    var position = 1
    while position < bytes.count {
        let byte = bytes[position]
        let isLast = position == bytes.count - 1
        switch byte {
        case 92 where position + 2 < bytes.count:
            position += 1
            current.append(bytes[position])
        case 34:
            isQuoted.toggle()
            wasQuoted = true
        case 44 where !isQuoted, 125 where !isQuoted && isLast:
            let element = String(decoding: current, as: UTF8.self)
            if !wasQuoted, element.isEmpty || element == "NULL" { return nil }
            elements.append(element)
            current.removeAll(keepingCapacity: true)
            wasQuoted = false
        case 123 where !isQuoted, 125 where !isQuoted:
            return nil
        default:
            current.append(byte)
        }
        position += 1
    }
    return isQuoted ? nil : elements
}

/// All elements converted, or nil when one of them can't be.
func converted<T>(_ elements: [String]?, _ convert: (String) -> T?) -> [T]? {
    guard let elements else { return nil }
    let values = elements.compactMap(convert)
    return values.count == elements.count ? values : nil
}
