import Commons

/// Writes a village's year as the tables of a Siskeudes export: every table there is, with its own columns in
/// their own order; what Balai does not hold stays empty.
public struct SiskeudesWriter {
    let reference: SiskeudesReference
    let export: SiskeudesExport
    private var rows: [String: [String]] = [:]

    /// The tables' names and CSV texts, in the order of `SiskeudesReference.tableNames`.
    public static func tables(
        of export: SiskeudesExport, reference: SiskeudesReference
    ) -> [(name: String, text: String)] {
        var writer = SiskeudesWriter(reference: reference, export: export)
        writer.writePlace()
        writer.writeActivities()
        writer.writeBudgets()
        writer.writeReceiptsAndRequests()
        writer.writeTreasury()
        return reference.tableNames.map { name in
            let head = CSVForm.plain.row((reference.columns(of: name) ?? []).map { .number($0) })
            return (name, head + (writer.rows[name] ?? []).joined())
        }
    }

    private init(reference: SiskeudesReference, export: SiskeudesExport) {
        (self.reference, self.export) = (reference, export)
    }

    /// Adds a row; columns without a value stay empty. Year and village are every row's own.
    mutating func add(_ table: String, _ values: [String: CSVCell]) {
        let known = reference.columns(of: table) ?? []
        assert(values.keys.allSatisfy(known.contains), "\(table): \(values.keys.sorted())")
        let common: [String: CSVCell] = [
            "Tahun": .number(String(export.year)), "Kd_Desa": .number("\(export.place.localCode)."),
        ]
        let cells = known.map { values[$0] ?? common[$0] ?? .number("") }
        rows[table, default: []].append(CSVForm.plain.row(cells))
    }

    /// Whole rupiah without decimals, else two.
    func sen(_ amount: Int64) -> CSVCell {
        let rest = amount.magnitude % 100
        let whole = "\(amount < 0 ? "-" : "")\(amount.magnitude / 100)"
        return .number(rest == 0 ? whole : "\(whole).\(rest < 10 ? "0" : "")\(rest)")
    }

    func day(_ day: String) -> CSVCell { .number("\(day) 00:00:00") }

    func account(_ code: String) -> CSVCell { .number("\(code).") }

    /// `04.2014.02.03.13.`
    func activity(_ code: String) -> CSVCell {
        .number("\(export.place.localCode).\(reference.spelling(ofActivity: code)).")
    }

    /// The columns that name a budget line, as voucher tables spell them.
    func key(_ key: SiskeudesKey) -> [String: CSVCell] {
        [
            "Kd_Keg": activity(key.activity), "Kd_Rincian": account(key.account),
            "Kd_SubRinci": .number(key.subDetail), "Sumberdana": .number(key.fund),
        ]
    }

    /// The same, as budget tables spell them.
    func budgetKey(_ key: SiskeudesKey) -> [String: CSVCell] {
        var values = self.key(key)
        values["SumberDana"] = values.removeValue(forKey: "Sumberdana")
        return values
    }

    private mutating func writePlace() {
        let place = export.place
        let digits = String(place.village)
        let district = CSVCell.number(String(place.localCode.prefix(2)))
        add("Ref_Version", ["Versi": .number(export.version)])
        add(
            "Ta_Pemda",
            [
                "Kd_Prov": .number(String(digits.prefix(2))),
                "Kd_Kab": .number(String(digits.dropFirst(2).prefix(2))),
                "Nama_Pemda": .text("PEMERINTAH KABUPATEN \(place.regencyName.uppercased())"),
                "Nama_Provinsi": .text("PROVINSI \(place.provinceName.uppercased())"),
            ])
        add(
            "Ref_Kecamatan",
            [
                "Kd_Kec": district, "Nama_Kecamatan": .text("KECAMATAN \(place.districtName.uppercased())"),
            ])
        add(
            "Ref_Desa",
            [
                "Kd_Kec": district, "Nama_Desa": .text("PEMERINTAH DESA \(place.villageName.uppercased())"),
            ])
        let posted = export.budgets.first
        add(
            "Ta_Desa",
            [
                "No_Perdes": .text(posted?.regulationNumber ?? ""),
                "Tgl_Perdes": posted?.postedOn.map(day) ?? .number(""),
            ])
        for code in export.countyCodes {
            let parent = code.code.split(separator: ".").dropLast().joined(separator: ".")
            switch code.list {
            case .activity:
                let spelling = reference.spelling(ofActivity: code.code)
                let values: [String: CSVCell] = [
                    "Kd_Sub": .number("\(reference.spelling(ofActivity: parent))."),
                    "ID_Keg": .number("\(spelling)."), "Nama_Kegiatan": .text(code.name),
                    "Jns_Kegiatan": .number(code.kind.map(String.init) ?? ""),
                ]
                add("Ref_Kegiatan", values)
            case .account:
                let values: [String: CSVCell] = [
                    "Jenis": account(parent), "Obyek": account(code.code), "Nama_Obyek": .text(code.name),
                ]
                add("Ref_Rek4", values)
            }
        }
    }

    private mutating func writeActivities() {
        for activity in export.activities {
            let spelling = reference.spelling(ofActivity: activity.code)
            let parent = spelling.split(separator: ".").prefix(2).joined(separator: ".")
            let values: [String: CSVCell] = [
                "Kd_Sub": .number("\(export.place.localCode).\(parent)."),
                "Kd_Keg": self.activity(activity.code), "ID_Keg": .number("\(spelling)."),
                "Nama_Kegiatan": .text(activity.name), "Pagu": sen(activity.ceilingSen),
                "Nm_PPTKD": .text(activity.managerName), "Jbt_PPTKD": .text(activity.managerPost),
                "Lokasi": .text(activity.location), "Waktu": .text(activity.duration),
                "Keluaran": .text(activity.output), "Nilai": .number(activity.volume),
                "Satuan": .text(activity.unit),
            ]
            add("Ta_Kegiatan", values)
        }
    }
}
