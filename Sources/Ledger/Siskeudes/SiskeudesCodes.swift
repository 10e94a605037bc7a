/// Turns the codes of an export into Balai's, and remembers what was odd or unknown about them.
struct SiskeudesCodes {
    /// Siskeudes' code of the village, `04.2014`.
    let village: String
    private(set) var problems: [SiskeudesProblem] = []
    /// The county's own codes that were met, by list and code.
    private(set) var countyCodes: [String: SiskeudesCountyCode] = [:]

    private let reference: SiskeudesReference
    private let activityNames: [String: (name: String, kind: Int?)]
    private let accountNames: [String: String]
    private var missingDots: [String: [String: Int]] = [:]
    private var mapped: [Place: Int] = [:]

    /// A code and the one it stands for.
    private struct Place: Hashable, Comparable {
        let first: String
        let second: String

        static func < (left: Place, right: Place) -> Bool {
            (left.first, left.second) < (right.first, right.second)
        }
    }

    /// The pseudo activity of income and financing.
    static let noActivity = "0.0.00"

    init(village: String, tables: inout SiskeudesTables) throws(SiskeudesProblem) {
        self.village = village
        reference = tables.reference
        var activityNames: [String: (name: String, kind: Int?)] = [:]
        for row in try tables.read("Ta_Kegiatan", village: village).rows {
            let code = Self.withoutVillage(row["Kd_Keg"], village) ?? row["ID_Keg"].withoutLastDot
            activityNames[code] = (row["Nama_Kegiatan"], nil)
        }
        for row in try tables.read("Ref_Kegiatan").rows {
            activityNames[row["ID_Keg"].withoutLastDot] = (row["Nama_Kegiatan"], Int(row["Jns_Kegiatan"]))
        }
        self.activityNames = activityNames
        accountNames = Dictionary(
            try tables.read("Ref_Rek4").rows.map { ($0["Obyek"].withoutLastDot, $0["Nama_Obyek"]) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The budget key of a row, or nil when one of its codes is unknown (then a problem is noted).
    mutating func key(_ row: SiskeudesTable.Row) throws(SiskeudesProblem) -> SiskeudesKey? {
        let subDetail = try row.subDetail()
        let activity = activity(row, "Kd_Keg")
        let account = account(row, "Kd_Rincian")
        let fund = fund(row)
        guard let activity, let account, let fund else { return nil }
        return SiskeudesKey(activity: activity, account: account, fund: fund, subDetail: subDetail)
    }

    /// `04.2014.02.03.13.` as `2.3.13`.
    mutating func activity(_ row: SiskeudesTable.Row, _ column: String) -> String? {
        let text = row[column]
        if !text.hasSuffix(".") { missingDots[text, default: [:]][row.table, default: 0] += 1 }
        guard let spelling = Self.withoutVillage(text, village) else { return unknown(row, column) }
        if spelling == "00.00.00" { return Self.noActivity }
        switch reference.activity(spelling) {
        case .national(let entry): return entry.code
        case .county(let code):
            guard let named = activityNames[spelling], !named.name.isEmpty else {
                return unknown(row, column)
            }
            countyCodes["activity \(code)"] = SiskeudesCountyCode(
                list: .activity, code: code, name: named.name, kind: named.kind)
            return code
        case nil: return unknown(row, column)
        }
    }

    /// `5.2.2.93.` as `5.2.2.93`; 4.3.7 as 4.3.9.
    mutating func account(_ row: SiskeudesTable.Row, _ column: String) -> String? {
        let text = row[column]
        if !text.hasSuffix(".") { missingDots[text, default: [:]][row.table, default: 0] += 1 }
        let spelling = text.withoutLastDot
        switch reference.account(spelling) {
        case .national(let entry):
            if entry.code != spelling { mapped[Place(first: spelling, second: entry.code), default: 0] += 1 }
            return entry.code
        case .county(let code):
            guard let name = accountNames[spelling], !name.isEmpty else { return unknown(row, column) }
            countyCodes["account \(code)"] = SiskeudesCountyCode(
                list: .account, code: code, name: name, kind: nil)
            return code
        case nil: return unknown(row, column)
        }
    }

    private mutating func fund(_ row: SiskeudesTable.Row) -> String? {
        let text = row["SumberDana"]
        guard let code = reference.fund(text) else { return unknown(row, "SumberDana") }
        if code != text { mapped[Place(first: text, second: code), default: 0] += 1 }
        return code
    }

    private mutating func unknown(_ row: SiskeudesTable.Row, _ column: String) -> String? {
        problems.append(
            .unknownCode(
                table: row.table, line: row.line, column: column, code: String(row[column].prefix(60))))
        return nil
    }

    /// `04.2014.02.03.13.` without the village: `02.03.13`; nil for another village's code.
    private static func withoutVillage(_ code: String, _ village: String) -> String? {
        code.hasPrefix("\(village).") ? String(code.dropFirst(village.count + 1)).withoutLastDot : nil
    }

    /// What was odd about the codes, in a fixed order.
    var warnings: [SiskeudesWarning] {
        missingDots.sorted { $0.key < $1.key }.map {
            .missingDot(code: $0.key, tables: $0.value.keys.sorted(), rows: $0.value.values.reduce(0, +))
        }
            + mapped.sorted { $0.key < $1.key }.map {
                .codeMapped(from: $0.key.first, to: $0.key.second, rows: $0.value)
            }
    }
}
