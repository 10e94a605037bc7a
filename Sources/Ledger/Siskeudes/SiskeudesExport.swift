/// What one Siskeudes export says about one village and year: place, codes, budgets, vouchers, oddities.
public struct SiskeudesExport: Hashable, Sendable {
    public let place: SiskeudesPlace
    public let year: Int
    /// `Ref_Version`, such as `V2.0 R2.0.0.`.
    public let version: String
    /// The village's activities (kegiatan) of the year, from `Ta_Kegiatan`.
    public let activities: [SiskeudesActivity]
    /// Codes of the county's own (90–99) that this export uses, with the names it gives them.
    public let countyCodes: [SiskeudesCountyCode]
    /// One budget a posting, oldest first.
    public let budgets: [SiskeudesBudget]
    public let vouchers: SiskeudesVouchers
    /// Every table of the export with its number of rows for this village.
    public let tables: [SiskeudesTableCount]
    public let warnings: [SiskeudesWarning]
}

/// The village an export is about, from the export's own tables.
public struct SiskeudesPlace: Hashable, Sendable {
    /// Kemendagri code as a number: 1175042014.
    public let village: Int64
    /// Siskeudes' own code of the village: `04.2014`.
    public let localCode: String
    public let villageName: String
    public let districtName: String
    public let regencyName: String
    public let provinceName: String
}

/// A kegiatan of the village's year.
public struct SiskeudesActivity: Hashable, Sendable, Encodable {
    /// `2.3.13`.
    public let code: String
    public let name: String
    /// Pagu: the ceiling in sen.
    public let ceilingSen: Int64
    /// The post of the PKA as written, such as `Kaur Pembangunan`.
    public let managerPost: String
    public let managerName: String
    public let location: String
    /// Waktu, as written: `30 Hari`.
    public let duration: String
    /// Keluaran, as written.
    public let output: String
    /// Volume of the output, a decimal with at most four places.
    public let volume: String
    public let unit: String
}

/// A code 90–99 that is the county's own in this year.
public struct SiskeudesCountyCode: Hashable, Sendable, Comparable {
    /// Which list the code belongs to.
    public enum List: String, Hashable, Sendable { case activity, account }

    public let list: List
    public let code: String
    public let name: String
    /// `Jns_Kegiatan` of an activity (1 non-physical, 2 physical, 3 other), nil for an account.
    public let kind: Int?

    public static func < (left: SiskeudesCountyCode, right: SiskeudesCountyCode) -> Bool {
        (left.list.rawValue, left.code) < (right.list.rawValue, right.code)
    }
}

/// A table that was found in the export's folder.
public struct SiskeudesTableCount: Hashable, Sendable {
    public let name: String
    /// Rows of the chosen village, or all rows where the table names no village.
    public let rows: Int
    /// Whether this reader takes anything from it.
    public let isRead: Bool
}
