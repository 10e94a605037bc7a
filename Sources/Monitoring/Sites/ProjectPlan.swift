public import Commons
internal import Foundation

/// What a form says of a work, checked: which budget it belongs to, what is built, how much, when.
public struct ProjectPlan: Hashable, Sendable {
    /// Tahun anggaran.
    public let year: Int
    public let owner: WorkOwner
    /// Kode kegiatan, `2.3.10`; nil only for another agency's work.
    public let activity: String?
    /// Sumber dana, `DDS`.
    public let fund: String
    /// Kode rekening of the line that pays it; nil where all lines of activity and fund do.
    public let account: String?
    public let name: String
    public let kind: WorkKind
    /// Pemeliharaan: compared with other upkeep only.
    public let isMaintenance: Bool
    public let management: WorkManagement
    public let volume: Quantity?
    public let unit: String
    public let budget: Rupiah
    /// `2026-03-01`.
    public let startsOn: String
    public let endsOn: String
    /// Perangkat daerah or other agency; empty for a village's own.
    public let agency: String
    /// Standard output (keluaran), a code of `StandardOutputs`.
    public let output: String?

    /// - Throws: `MonitoringError.invalidField` with the first field that breaks its rule.
    public init(
        year: Int, owner: WorkOwner = .desa, activity: String?, fund: String, account: String? = nil,
        name: String,
        kind: WorkKind, isMaintenance: Bool = false, management: WorkManagement = .selfManaged,
        volume: Quantity? = nil, unit: String = "", budget: Rupiah, startsOn: String, endsOn: String,
        agency: String = "", output: String? = nil
    ) throws(MonitoringError) {
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        func check(_ holds: Bool, _ field: String, _ fault: FieldFault) throws(MonitoringError) {
            if !holds { throw .invalidField(field, fault) }
        }
        try check((2015...2100).contains(year), "year", .outOfRange)
        try check(owner == .opd || activity != nil, "activity", .missing)
        try check(activity.map { Self.isCode($0, parts: 3...3) } ?? true, "activity", .malformed)
        try check(Self.isFund(fund), "fund", fund.isEmpty ? .missing : .malformed)
        try check(
            account.map { Self.isCode($0, parts: 2...4) && $0.hasPrefix("5") } ?? true, "account", .malformed)
        try check(!name.isEmpty, "name", .missing)
        try check(name.unicodeScalars.count <= 200, "name", .tooLong)
        try check(volume.map { $0.tenThousandths > 0 } ?? true, "volume", .outOfRange)
        try check(unit.unicodeScalars.count <= 50, "unit", .tooLong)
        try check((0...100_000_000_000_000_000).contains(budget.sen), "budgetSen", .outOfRange)
        try check(isCalendarDay(startsOn), "startsOn", startsOn.isEmpty ? .missing : .malformed)
        try check(isCalendarDay(endsOn), "endsOn", endsOn.isEmpty ? .missing : .malformed)
        try check(startsOn <= endsOn, "endsOn", .reversed)
        try check(agency.unicodeScalars.count <= 200, "agency", .tooLong)
        try check(output.map(Self.isOutput) ?? true, "output", .malformed)
        (self.year, self.owner, self.activity, self.fund, self.account) = (
            year, owner, activity, fund, account
        )
        (self.name, self.kind, self.isMaintenance, self.management) = (name, kind, isMaintenance, management)
        (self.volume, self.unit, self.budget) = (volume, unit, budget)
        (self.agency, self.output) = (agency, output)
        (self.startsOn, self.endsOn) = (startsOn, endsOn)
    }

    private static func isOutput(_ text: String) -> Bool {
        (6...8).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    private static func isFund(_ text: String) -> Bool {
        (2...4).contains(text.utf8.count) && text.utf8.allSatisfy { (65...90).contains($0) }
    }

    private static func isCode(_ text: String, parts range: ClosedRange<Int>) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return range.contains(parts.count) && parts.first?.utf8.count == 1
            && parts.allSatisfy {
                (1...2).contains($0.utf8.count) && $0.utf8.allSatisfy { (48...57).contains($0) }
            }
            && (range != 3...3 || parts[2].utf8.count == 2)
    }

    /// The object that the SQL functions read.
    var json: String {
        get throws {
            let fields = Fields(
                year: year, owner: owner, activity: activity, fund: fund, account: account, name: name,
                kind: kind,
                isMaintenance: isMaintenance, management: management, volume: volume?.plain, unit: unit,
                budgetSen: budget.sen, startsOn: startsOn, endsOn: endsOn, agency: agency, output: output)
            return try jsonText(fields)
        }
    }

    private struct Fields: Encodable {
        let year: Int, owner: WorkOwner, activity: String?, fund: String, account: String?, name: String
        let kind: WorkKind, isMaintenance: Bool, management: WorkManagement, volume: String?, unit: String
        let budgetSen: Int64, startsOn: String, endsOn: String, agency: String, output: String?
    }
}

/// A value as JSON text with sorted keys, so that equal requests have equal fingerprints.
func jsonText(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
