/// Reads a Siskeudes export into values, or says everything that makes it unfit.
public struct SiskeudesReader {
    let reference: SiskeudesReference
    var tables: SiskeudesTables
    var codes: SiskeudesCodes
    var problems: [SiskeudesProblem] = []
    var warnings: [SiskeudesWarning] = []

    /// Reads one village's year.
    ///
    /// - Parameters:
    ///   - village: Kemendagri code (`11.75.04.2014`, also without dots) or Siskeudes' own (`04.2014`).
    ///   - localCode: the village's code within the export, where it is not the end of the Kemendagri code.
    /// - Throws: `SiskeudesRefusal` with every problem found; then nothing of the export may be stored.
    public static func read(
        _ source: SiskeudesSource, village: String, localCode: String? = nil, reference: SiskeudesReference
    ) throws(SiskeudesRefusal) -> SiskeudesExport {
        do {
            var tables = try SiskeudesTables(source, reference: reference)
            let version = try tables.read("Ref_Version").rows.first?["Versi"] ?? ""
            let place = try SiskeudesPlace.find(village, localCode: localCode, in: &tables)
            let codes = try SiskeudesCodes(village: place.localCode, tables: &tables)
            var reader = SiskeudesReader(reference: reference, tables: tables, codes: codes)
            return try reader.export(of: place, version: version)
        } catch let refusal as SiskeudesRefusal {
            throw refusal
        } catch let problem as SiskeudesProblem {
            throw SiskeudesRefusal([problem])
        } catch {
            throw SiskeudesRefusal([])
        }
    }

    private init(reference: SiskeudesReference, tables: SiskeudesTables, codes: SiskeudesCodes) {
        self.reference = reference
        self.tables = tables
        self.codes = codes
    }

    private mutating func export(of place: SiskeudesPlace, version: String) throws -> SiskeudesExport {
        let local = place.localCode
        let posted = try tables.read("Ta_Anggaran", village: local)
        let years = Set(posted.rows.map { $0["Tahun"] })
        guard let first = years.first else { throw SiskeudesProblem.noBudget(village: local) }
        guard years.count == 1, let year = Int(first), (2015...2100).contains(year) else {
            throw SiskeudesProblem.severalYears(years.sorted())
        }
        let activities = try readActivities(year: year)
        let budgets = try readBudgets(posted, year: year, activities: Set(activities.map(\.code)))
        let vouchers = try readVouchers(year: year, budget: budgets.last)
        try tables.countTheRest(village: local)
        guard problems.isEmpty, codes.problems.isEmpty else {
            throw SiskeudesRefusal(codes.problems + problems)
        }
        let others = posted.otherVillages.sorted()
        let found =
            (others.isEmpty ? [] : [.otherVillages(others)]) + tables.warnings + codes.warnings + warnings
        return SiskeudesExport(
            place: place, year: year, version: version, activities: activities,
            countyCodes: codes.countyCodes.values.sorted(), budgets: budgets, vouchers: vouchers,
            tables: tables.counts.values.sorted { $0.name < $1.name },
            warnings: found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
    }

    /// The village's rows of one table that belong to the year.
    mutating func rows(_ table: String, year: Int) throws(SiskeudesProblem) -> [SiskeudesTable.Row] {
        let table = try tables.read(table, village: codes.village)
        guard table.has("Tahun") else { return table.rows }
        return table.rows.filter { $0["Tahun"] == String(year) }
    }

    private mutating func readActivities(year: Int) throws(SiskeudesProblem) -> [SiskeudesActivity] {
        var found: [String: SiskeudesActivity] = [:]
        for row in try rows("Ta_Kegiatan", year: year) {
            do throws(SiskeudesProblem) {
                guard let code = codes.activity(row, "Kd_Keg") else { continue }
                guard found[code] == nil else {
                    throw .doubleRow(table: row.table, line: row.line, key: code)
                }
                found[code] = SiskeudesActivity(
                    code: code, name: row["Nama_Kegiatan"], ceilingSen: try row.sen("Pagu"),
                    managerPost: row["Jbt_PPTKD"], managerName: row["Nm_PPTKD"], location: row["Lokasi"],
                    duration: row["Waktu"], output: row["Keluaran"], volume: try row.volume("Nilai"),
                    unit: row["Satuan"])
            } catch {
                problems.append(error)
            }
        }
        return found.values.sorted { $0.code < $1.code }
    }
}

extension SiskeudesPlace {
    /// Finds the village in the export's own tables.
    ///
    /// - Throws: `.villageNotInExport` with the villages that have a budget year there.
    static func find(
        _ text: String, localCode: String?, in tables: inout SiskeudesTables
    ) throws(SiskeudesProblem) -> SiskeudesPlace {
        let villages = try tables.read("Ref_Desa")
        let started = try tables.read("Ta_Desa")
        guard let government = try tables.read("Ta_Pemda").rows.first else {
            throw .notAnExport(missing: ["Ta_Pemda"])
        }
        let regency = twoDigits(government["Kd_Prov"]) + twoDigits(government["Kd_Kab"])
        let known = (started.rows.isEmpty ? villages : started).rows.map { "\(regency).\($0["Kd_Desa"])" }
            .map { dotted($0.filter(\.isNumber)) }.sorted()
        let digits = text.filter { $0 != "." }
        let unknown = SiskeudesProblem.villageNotInExport(
            String(text.prefix(40)), known: Array(Set(known)).sorted())
        guard digits.utf8.count == 6 || digits.utf8.count == 10,
            digits.utf8.allSatisfy({ (48...57).contains($0) })
        else { throw unknown }
        let full = digits.utf8.count == 6 ? regency + digits : digits
        guard localCode != nil || full.hasPrefix(regency), let number = Int64(full) else { throw unknown }
        let tail = full.suffix(6)
        let local = (localCode ?? "\(tail.prefix(2)).\(tail.suffix(4))").withoutLastDot
        guard let village = villages.rows.first(where: { $0["Kd_Desa"].withoutLastDot == local }) else {
            throw unknown
        }
        let districts = try tables.read("Ref_Kecamatan").rows
        let district = districts.first { twoDigits($0["Kd_Kec"]) == local.prefix(2) }
        return SiskeudesPlace(
            village: number, localCode: local,
            villageName: shown(village["Nama_Desa"], dropping: ["PEMERINTAH", "DESA"]),
            districtName: shown(
                district?["Nama_Kecamatan"] ?? String(local.prefix(2)), dropping: ["KECAMATAN"]),
            regencyName: shown(government["Nama_Pemda"], dropping: ["PEMERINTAH", "KABUPATEN"]),
            provinceName: shown(government["Nama_Provinsi"], dropping: ["PEMERINTAH", "PROVINSI"]))
    }

    private static func twoDigits(_ text: String) -> String { text.utf8.count == 1 ? "0\(text)" : text }

    private static func dotted(_ digits: String) -> String {
        let parts = Array(digits)
        guard parts.count == 10 else { return digits }
        return [parts[0..<2], parts[2..<4], parts[4..<6], parts[6..<10]].map { String($0) }.joined(
            separator: ".")
    }

    /// `PEMERINTAH DESA CIPAR-PARE` as `Cipar-Pare`.
    static func shown(_ text: String, dropping heads: [String]) -> String {
        var words = text.split(separator: " ").map(String.init)
        for head in heads where words.count > 1 && words.first?.uppercased() == head { words.removeFirst() }
        let shown = words.map { word in
            word.split(separator: "-", omittingEmptySubsequences: false)
                .map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }.joined(separator: "-")
        }
        return shown.joined(separator: " ")
    }
}
