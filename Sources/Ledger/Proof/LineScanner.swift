internal import Commons
internal import Foundation

/// Reads an export's lines byte by byte in their one allowed form. Every step looks first whether there is
/// still something to read: the file may be anybody's.
struct LineScanner {
    private let bytes: UnsafeRawBufferPointer
    /// The next byte.
    private(set) var at: Int
    /// Behind the last byte of what may be read.
    private(set) var end: Int

    /// Reads all of these bytes. They must outlive the scanner.
    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        at = 0
        end = bytes.count
    }

    var isAtEnd: Bool { at >= end }

    /// The bytes that are left.
    var rest: UnsafeRawBufferPointer { slice(at, end) }

    /// The bytes up to the next line end, which is passed over; nil at the end. A last line without its end
    /// counts.
    mutating func line() -> LineScanner? {
        guard at < end else { return nil }
        let stop = find(10) ?? end
        var line = self
        line.end = stop
        at = min(end, stop + 1)
        return line
    }

    /// Passes over exactly this text.
    mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard end - at >= count, let base = bytes.baseAddress, memcmp(base + at, text.utf8Start, count) == 0
        else { return false }
        at += count
        return true
    }

    /// Passes over exactly these bytes.
    mutating func take(_ text: [UInt8]) -> Bool {
        guard end - at >= text.count, let base = bytes.baseAddress, memcmp(base + at, text, text.count) == 0
        else { return false }
        at += text.count
        return true
    }

    /// A whole number without sign or leading zeros, at most 18 digits.
    mutating func number() -> Int64? {
        let start = at
        var value: Int64 = 0
        while at < end, at - start < 18, bytes[at] &- 48 < 10 {
            value = value * 10 + Int64(bytes[at] - 48)
            at += 1
        }
        guard at > start, at - start == 1 || bytes[start] != 48 else { return nil }
        return value
    }

    /// 64 small hexadecimal digits.
    mutating func digest() -> Digest? {
        guard end - at >= Digest.byteCount * 2 else { return nil }
        defer { at += Digest.byteCount * 2 }
        return Digest(hexadecimal: slice(at, at + Digest.byteCount * 2))
    }

    /// An object without braces inside: everything up to the first `}`, with it.
    mutating func object() -> UnsafeRawBufferPointer? {
        guard at < end, bytes[at] == 123, let stop = find(125) else { return nil }
        defer { at = stop + 1 }
        return slice(at, stop + 1)
    }

    /// A JSON string without escapes, as it stands between its quotes; nil, and nothing is passed over, for
    /// one with.
    mutating func plainString() -> UnsafeRawBufferPointer? {
        guard at < end, bytes[at] == 34 else { return nil }
        var stop = at + 1
        while stop < end, bytes[stop] != 34 {
            guard bytes[stop] != 92 else { return nil }
            stop += 1
        }
        guard stop < end else { return nil }
        defer { at = stop + 1 }
        return slice(at + 1, stop)
    }

    /// A JSON string; of escapes only `\u0000` ones, as exports write them.
    mutating func string() -> String? {
        guard at < end, bytes[at] == 34 else { return nil }
        var units: [UInt16] = []
        var next = at + 1
        while next < end, bytes[next] != 34 {
            if bytes[next] != 92 {
                guard (32...126).contains(bytes[next]) else { return nil }
                units.append(UInt16(bytes[next]))
                next += 1
                continue
            }
            guard end - next > 6, bytes[next + 1] == 117,
                let unit = UInt16(String(decoding: slice(next + 2, next + 6), as: UTF8.self), radix: 16)
            else { return nil }
            units.append(unit)
            next += 6
        }
        guard next < end, let text = String(validating: units, as: UTF16.self) else { return nil }
        at = next + 1
        return text
    }

    private func find(_ byte: UInt8) -> Int? {
        guard at < end, let base = bytes.baseAddress, let found = memchr(base + at, Int32(byte), end - at)
        else {
            return nil
        }
        return UnsafeRawPointer(found) - base
    }

    private func slice(_ from: Int, _ until: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[from..<until])
    }
}
