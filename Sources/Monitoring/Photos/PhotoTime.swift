/// A moment as a camera writes it, read strictly: a date that no calendar has is no date.
enum PhotoTime {
    struct Parts: Hashable {
        var year: Int
        var month: Int
        var day: Int
        var hour = 0
        var minute = 0
        var second = 0
    }

    /// `2026:03:14 10:04:05`, also with `-`, `/`, `.` and `T`, also without seconds.
    static func parts(_ bytes: ArraySlice<UInt8>) -> Parts? {
        var reader = Reader(bytes)
        guard var parts = reader.date() else { return nil }
        guard reader.skip(" T_") else { return nil }
        guard let hour = reader.number(1...2), reader.skip(":.-"), let minute = reader.number(1...2)
        else { return nil }
        parts.hour = hour
        parts.minute = minute
        if reader.skip(":.-") {
            guard let second = reader.number(1...2) else { return nil }
            parts.second = second
        }
        guard (0..<24).contains(parts.hour), (0..<60).contains(parts.minute), (0..<60).contains(parts.second)
        else { return nil }
        return parts
    }

    /// `2026:03:14`, also with `-`, `/`, `.` or nothing between.
    static func date(_ bytes: ArraySlice<UInt8>) -> Parts? {
        var reader = Reader(bytes)
        return reader.date()
    }

    /// `+07:00`, `+0700`, `+7` or `Z` as `+07:00`; at most 14 hours either way.
    static func offset(_ bytes: ArraySlice<UInt8>) -> String? {
        var reader = Reader(bytes)
        if reader.skip("Zz") { return "+00:00" }
        let isWest = reader.skip("-")
        guard isWest || reader.skip("+"), let hour = reader.number(1...2) else { return nil }
        _ = reader.skip(":")
        let minute = reader.number(2...2) ?? 0
        guard hour <= 14, minute < 60 else { return nil }
        return (isWest ? "-" : "+") + two(hour) + ":" + two(minute)
    }

    /// ISO 8601 without a zone: `2026-03-14T10:04:05`.
    static func iso(_ parts: Parts) -> String {
        day(parts) + "T" + two(parts.hour) + ":" + two(parts.minute) + ":" + two(parts.second)
    }

    /// ISO 8601 in UTC of a date and the seconds since its midnight, to the millisecond: `…T03:04:05.5Z`.
    static func utc(_ date: Parts, secondsOfDay: Double) -> String? {
        let milliseconds = (secondsOfDay * 1_000).rounded()
        guard milliseconds >= 0, milliseconds < 86_400_000 else { return nil }
        let (seconds, rest) = Int(milliseconds).quotientAndRemainder(dividingBy: 1_000)
        var parts = date
        (parts.hour, parts.minute, parts.second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60)
        guard rest > 0 else { return iso(parts) + "Z" }
        var fraction = String(rest + 1_000).dropFirst()
        while fraction.last == "0" { fraction.removeLast() }
        return iso(parts) + "." + fraction + "Z"
    }

    private static func day(_ parts: Parts) -> String {
        String(String(parts.year + 10_000).dropFirst()) + "-" + two(parts.month) + "-" + two(parts.day)
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Reads digits and single separators from the front.
    private struct Reader {
        private var rest: ArraySlice<UInt8>

        init(_ bytes: ArraySlice<UInt8>) {
            rest = bytes.prefix(64).drop { $0 == 0x20 || $0 == 0 }
        }

        mutating func skip(_ separators: String) -> Bool {
            guard let first = rest.first, separators.utf8.contains(first) else { return false }
            rest.removeFirst()
            return true
        }

        /// A number of so many digits; a blank may stand for the first of two.
        mutating func number(_ digits: ClosedRange<Int>) -> Int? {
            if digits.lowerBound == 1, rest.first == 0x20 { rest.removeFirst() }
            let found = rest.prefix(digits.upperBound).prefix { (0x30...0x39).contains($0) }
            guard found.count >= digits.lowerBound else { return nil }
            rest = rest.dropFirst(found.count)
            return found.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }

        mutating func date() -> Parts? {
            guard let year = number(4...4) else { return nil }
            _ = skip(":-/. ")
            guard let month = number(1...2) else { return nil }
            _ = skip(":-/. ")
            guard let day = number(1...2), year > 0, (1...12).contains(month) else { return nil }
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            guard (1...lengths[month - 1]).contains(day) else { return nil }
            return Parts(year: year, month: month, day: day)
        }
    }
}
