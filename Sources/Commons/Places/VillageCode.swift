/// A village's (desa or kelurahan) Kemendagri code: `35.10.01.2001`, as a number 3510012001.
public struct VillageCode: Hashable, Sendable, Comparable {
    /// Ten digits: province, regency, district (kecamatan), then 1xxx for a kelurahan or 2xxx for a desa.
    public let number: Int64

    /// - Throws: `.malformed` unless it has ten digits.
    public init(number: Int64) throws(PlaceError) {
        guard (1_100_000_000...9_999_999_999).contains(number) else { throw .malformed(String(number)) }
        self.number = number
    }

    /// Reads `35.10.01.2001` or `3510012001`.
    ///
    /// - Throws: `.malformed` for anything else.
    public init(parsing text: String) throws(PlaceError) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isDotted = parts.map(\.utf8.count) == [2, 2, 2, 4]
        let digits = parts.joined()
        guard isDotted || parts.count == 1, digits.utf8.count == 10,
            digits.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int64(digits)
        else { throw .malformed(String(text.prefix(40))) }
        try self.init(number: number)
    }

    public static func < (left: VillageCode, right: VillageCode) -> Bool { left.number < right.number }

    /// Kabupaten: 3510.
    public var regency: Int { Int(number / 1_000_000) }

    /// Kecamatan: 351001.
    public var district: Int { Int(number / 10_000) }

    /// A kelurahan has letters and SPM, but no village budget.
    public var isKelurahan: Bool { number / 1_000 % 10 == 1 }

    /// `35.10.01.2001`, as people write it.
    public var dotted: String {
        let digits = Array(String(number))
        return [digits[0..<2], digits[2..<4], digits[4..<6], digits[6...]].map { String($0) }
            .joined(separator: ".")
    }
}

/// Why a text names no place.
public enum PlaceError: Error, Hashable, Sendable {
    /// The text is given back, cut to 40 characters.
    case malformed(String)
}
