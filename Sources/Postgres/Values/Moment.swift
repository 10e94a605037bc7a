internal import Foundation

/// timestamptz as text and back, in UTC, exact to the microsecond, without a formatter's cost.
enum Moment {
    private static let secondsPerDay: Int64 = 86_400

    /// `2026-11-22 05:07:09.000001+00`. A date past year 9999 or before year 1 becomes `infinity` or
    /// `-infinity`.
    static func text(_ date: Date) -> String {
        let seconds = date.timeIntervalSince1970
        guard seconds < 253_402_300_800 else { return "infinity" }
        guard seconds >= -62_135_596_800 else { return "-infinity" }
        var whole = Int64(seconds.rounded(.down))
        var micros = Int64(((seconds - Double(whole)) * 1_000_000).rounded())
        if micros == 1_000_000 { (whole, micros) = (whole + 1, 0) }
        var days = whole / secondsPerDay
        if whole % secondsPerDay < 0 { days -= 1 }
        let second = whole - days * secondsPerDay
        let (year, month, day) = civil(days)
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2)) "
            + "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
            + ".\(padded(micros, 6))+00"
    }

    /// Reads `2026-11-22 12:07:09.5+07`; nil when it is not a finite ISO timestamp of this era.
    static func date(_ text: String) -> Date? {
        var reader = Digits(bytes: Array(text.utf8))
        guard let year = reader.number(), reader.skip(45), let month = reader.number(), reader.skip(45),
            let day = reader.number(), reader.skip(32), let hour = reader.number(), reader.skip(58),
            let minute = reader.number(), reader.skip(58), let second = reader.number()
        else { return nil }
        let fraction = reader.skip(46) ? reader.fraction() : 0
        guard let offset = reader.offsetSeconds(), reader.isAtEnd else { return nil }
        let whole = days(year, month, day) * secondsPerDay + hour * 3600 + minute * 60 + second - offset
        return Date(timeIntervalSince1970: Double(whole) + Double(fraction) / 1_000_000)
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    /// Days since 1970-01-01 to year, month, day (Howard Hinnant's `civil_from_days`).
    private static func civil(_ days: Int64) -> (Int64, Int64, Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

/// Reads runs of ASCII digits.
private struct Digits {
    let bytes: [UInt8]
    var position = 0
    init(bytes: [UInt8]) { self.bytes = bytes }
    var isAtEnd: Bool { position == bytes.count }

    mutating func number() -> Int64? {
        let start = position
        var value: Int64 = 0
        while position < bytes.count, position - start < 6, (48...57).contains(bytes[position]) {
            value = value * 10 + Int64(bytes[position] - 48)
            position += 1
        }
        return position > start ? value : nil
    }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// Up to six digits after the point, as microseconds.
    mutating func fraction() -> Int64 {
        let start = position
        var value = number() ?? 0
        for _ in (position - start)..<6 { value *= 10 }
        return value
    }

    /// `+07`, `-03:30`, `+07:00:12`.
    mutating func offsetSeconds() -> Int64? {
        let sign: Int64
        if skip(43) { sign = 1 } else if skip(45) { sign = -1 } else { return nil }
        guard let hours = number() else { return nil }
        var seconds = hours * 3600
        if skip(58) { seconds += (number() ?? 0) * 60 }
        if skip(58) { seconds += number() ?? 0 }
        return sign * seconds
    }
}
