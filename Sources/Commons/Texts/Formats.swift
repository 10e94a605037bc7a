public import Foundation

/// How numbers, money and dates are written. The server writes them itself, so that what a person reads
/// never depends on a browser's or an operating system's locale data.
extension Words {
    /// Money with its currency and a no-break space: `Rp 1.234.567,00`; negative `-Rp 1.234.567,00`.
    public func money(sen: Int64) -> String { Rupiah(sen: sen).formatted }

    /// Money for a table whose head says (Rp): `1.234.567,00`; negative `-1.234.567,00`.
    public func amount(sen: Int64) -> String { Rupiah(sen: sen).formattedPlain }

    /// A whole number with thousands separators: `1.234.567`.
    public func number(_ value: Int64) -> String {
        (value < 0 ? "-" : "") + Words.grouped(String(value.magnitude))
    }

    /// A share in percent with one decimal: `12,5 %`; an empty whole gives a dash.
    public func percent(_ part: Int64, of whole: Int64) -> String {
        guard whole != 0 else { return "–" }
        let tenths = Int64((Double(part) / Double(whole) * 1000).rounded())
        return "\(tenths / 10),\(abs(tenths % 10)) %"
    }

    /// A rate in millionths, exactly: 17,500 is `1,75 %`.
    public func rate(ppm: Int) -> String {
        let digits = String(ppm % 10_000 + 10_000).dropFirst()
        let decimals = digits.reversed().drop { $0 == "0" }.reversed()
        return "\(ppm / 10_000)\(decimals.isEmpty ? "" : ",\(String(decimals))") %"
    }

    /// A day written `2026-11-22` as `22 November 2026`; anything else comes back as it is.
    public func date(_ iso: String) -> String {
        let parts = iso.prefix(10).split(separator: "-")
        guard parts.count == 3, let day = Int(parts[2]), let month = Int(parts[1]), (1...12).contains(month)
        else {
            return iso
        }
        return "\(day) \(self("month.\(month)")) \(parts[0])"
    }

    /// A moment as local day and time with its zone: `22 November 2026 09.12 WIB`.
    public func moment(_ date: Date, zone: TimeZone) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let part = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        guard let year = part.year, let month = part.month, let day = part.day, let hour = part.hour,
            let minute = part.minute
        else { return "–" }
        let time = Words.twoDigits(hour) + "." + Words.twoDigits(minute)
        return "\(day) \(self("month.\(month)")) \(year) \(time) \(Words.zoneName(zone, at: date))"
    }

    /// A span of days: `1–30 November 2026`, `1 Oktober – 30 November 2026`, or with both years.
    public func dates(from: String, until: String) -> String {
        let (first, last) = (from.split(separator: "-"), until.split(separator: "-"))
        guard first.count == 3, last.count == 3, let firstDay = Int(first[2]), let month = Int(first[1])
        else {
            return "\(date(from)) – \(date(until))"
        }
        if first[0] == last[0], first[1] == last[1] { return "\(firstDay)–\(date(until))" }
        if first[0] == last[0] { return "\(firstDay) \(self("month.\(month)")) – \(date(until))" }
        return "\(date(from)) – \(date(until))"
    }

    private static func grouped(_ digits: String) -> String {
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(".") }
            result.append(digit)
        }
        return result
    }

    private static func twoDigits(_ value: Int) -> String {
        value < 10 ? "0\(value)" : String(value)
    }

    private static func zoneName(_ zone: TimeZone, at date: Date) -> String {
        switch zone.secondsFromGMT(for: date) / 3600 {
        case 7: "WIB"
        case 8: "WITA"
        case 9: "WIT"
        default: "UTC"
        }
    }
}
