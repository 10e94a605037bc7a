/// What kind of work it is (*jenis pekerjaan*); also what decides with what it is compared.
public enum WorkKind: String, CaseIterable, Hashable, Sendable, Codable {
    /// Jalan, paving, rabat.
    case road
    /// Drainase, saluran, irigasi.
    case drain
    /// Jembatan, gorong-gorong.
    case bridge
    /// TPT, talud, plengsengan.
    case wall
    /// Gedung, balai, posyandu, sekolah.
    case building
    /// Air bersih, sumur, perpipaan.
    case water
    /// MCK, jamban, sampah.
    case sanitation
    /// Penerangan jalan umum.
    case lighting
    /// Rumah tidak layak huni.
    case house
    case other
}

/// Whose work it is.
public enum WorkOwner: String, CaseIterable, Hashable, Sendable, Codable {
    case desa
    /// The county's or another agency's (organisasi perangkat daerah).
    case opd
}

/// Who builds it.
public enum WorkManagement: String, CaseIterable, Hashable, Sendable, Codable {
    /// Swakelola.
    case selfManaged = "self-managed"
    /// Penyedia.
    case contract
}

/// How far a work has come.
public enum WorkState: String, CaseIterable, Hashable, Sendable, Codable {
    case planned, running, done, cancelled
}

/// How a drawing came in.
public enum SiteSource: String, CaseIterable, Hashable, Sendable {
    case drawn, uploaded, typed, device, imported
}

/// A measured amount (*volume*) to four decimals, exactly as it is stored.
public struct Quantity: Hashable, Sendable {
    /// Amount × 10,000.
    public let tenThousandths: Int64
    /// The largest that `numeric(14,4)` holds.
    public static let largest: Int64 = 99_999_999_999_999

    /// Nil below zero or past ten digits before the point.
    public init?(tenThousandths: Int64) {
        guard (0...Self.largest).contains(tenThousandths) else { return nil }
        self.tenThousandths = tenThousandths
    }

    /// Reads `983`, `1.234,5` and `12,25` as people write them, and `12.25` as programs do: one point with
    /// other than three digits after it is a decimal point.
    public init?(parsing text: String) {
        var text = text.filter { $0 != " " }
        if text.contains(",") {
            text = text.filter { $0 != "." }.map { $0 == "," ? "." : $0 }.reduce(into: "") { $0.append($1) }
        } else {
            let groups = text.split(separator: ".", omittingEmptySubsequences: false)
            if groups.count > 1, groups.dropFirst().allSatisfy({ $0.count == 3 }) { text = groups.joined() }
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let decimals = parts.count == 2 ? String(parts[1]) : ""
        let whole = parts.first.map(String.init) ?? ""
        let areDigits = (whole + decimals).utf8.allSatisfy { (48...57).contains($0) }
        guard parts.count <= 2, areDigits, !whole.isEmpty, whole.count <= 10, decimals.count <= 4,
            let number = Int64(whole + decimals + String(repeating: "0", count: 4 - decimals.count))
        else { return nil }
        self.init(tenThousandths: number)
    }

    /// `983.5`, for the database and JSON.
    public var plain: String {
        let fraction = String(tenThousandths % 10_000 + 10_000).dropFirst()
        let whole = "\(tenThousandths / 10_000)"
        guard let last = fraction.lastIndex(where: { $0 != "0" }) else { return whole }
        return whole + "." + fraction[...last]
    }

    /// As a number, for arithmetic that need not be exact.
    public var value: Double { Double(tenThousandths) / 10_000 }
}

/// Whether the text is a day of the calendar as `2026-11-22`.
func isCalendarDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
        let day = Int(parts[2]), (1...12).contains(month), year >= 1
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...lengths[month - 1]).contains(day)
}
