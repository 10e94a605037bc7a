/// One year's budget (APBDes) of a demo village: real codes, invented amounts, balanced per fund source.
struct DemoBudget: Sendable {
    struct Line: Sendable {
        /// `00.00.00` lines of income and financing have no activity.
        let activity: String?
        let account: String
        let fund: String
        let details: [Detail]
    }

    /// One line of the RAB: volume × unit price, whole rupiah.
    struct Detail: Sendable {
        let description: String
        let volume: Int64
        let unit: String
        let priceRupiah: Int64
        var amountRupiah: Int64 { volume * priceRupiah }
    }

    let lines: [Line]
    let works: [DemoWork]

    init(village index: Int, year: Int) {
        var random = DemoRandom(seed: UInt64(index * 7_919 + year))
        let totals: [(fund: String, account: String, name: String, rupiah: Int64)] = [
            ("DDS", "4.2.1.01", "Dana Desa \(year)", Int64(random.between(880, 1_240)) * 1_000_000),
            ("ADD", "4.2.3.01", "Alokasi Dana Desa \(year)", Int64(random.between(760, 960)) * 1_000_000),
            ("PBH", "4.2.2.01", "Bagi hasil pajak dan retribusi", Int64(random.between(42, 70)) * 1_000_000),
            ("PAD", "4.1.2.01", "Sewa tanah kas desa", Int64(random.between(28, 60)) * 1_000_000),
        ]
        let carried = Int64(random.between(6, 24)) * 1_000_000
        var lines = totals.map { total in
            Line(
                activity: nil, account: total.account, fund: total.fund,
                details: [
                    Detail(description: total.name, volume: 1, unit: "tahun", priceRupiah: total.rupiah)
                ])
        }
        lines.append(
            Line(
                activity: nil, account: "6.1.1.01", fund: "DDS",
                details: [
                    Detail(description: "SiLPA \(year - 1)", volume: 1, unit: "tahun", priceRupiah: carried)
                ]))
        let works = DemoWork.forVillage(index, year: year, random: &random)
        var spending = DemoBudget.routine(random: &random) + works.flatMap(\.budgetLines)
        for total in totals {
            let available = total.rupiah + (total.fund == "DDS" ? carried : 0)
            let planned = spending.filter { $0.fund == total.fund }.flatMap(\.details).map(\.amountRupiah)
                .reduce(0, +)
            spending.append(DemoBudget.rest(of: available - planned, fund: total.fund))
        }
        self.lines = lines + spending
        self.works = works
    }

    /// What keeps a village running: pay, office, council, RT/RW, posyandu, training.
    private static func routine(random: inout DemoRandom) -> [Line] {
        func line(_ activity: String, _ account: String, _ fund: String, _ details: Detail...) -> Line {
            Line(activity: activity, account: account, fund: fund, details: details)
        }
        func detail(_ description: String, _ volume: Int64, _ unit: String, _ price: Int64) -> Detail {
            Detail(description: description, volume: volume, unit: unit, priceRupiah: price)
        }
        let units = Int64(random.between(18, 34))
        return [
            line(
                "1.1.01", "5.1.1.01", "ADD", detail("Penghasilan tetap Kepala Desa", 12, "bulan", 3_200_000)),
            line(
                "1.1.02", "5.1.2.01", "ADD",
                detail("Penghasilan tetap Sekretaris Desa", 12, "bulan", 2_400_000),
                detail("Penghasilan tetap perangkat (10 orang)", 120, "OB", 2_050_000)),
            line("1.1.03", "5.1.3.02", "ADD", detail("BPJS Kesehatan perangkat", 132, "OB", 92_000)),
            line(
                "1.1.04", "5.2.1.01", "ADD", detail("Alat tulis kantor", 12, "bulan", 650_000),
                detail("Kertas F4 80 gram", 60, "rim", 58_000)),
            line("1.1.04", "5.2.5.01", "PBH", detail("Langganan listrik kantor desa", 12, "bulan", 850_000)),
            line("1.1.05", "5.1.4.01", "ADD", detail("Tunjangan kedudukan BPD (7 orang)", 84, "OB", 450_000)),
            line("1.1.07", "5.2.2.03", "ADD", detail("Insentif RT/RW", units * 12, "OB", 150_000)),
            line(
                "1.4.04", "5.2.1.05", "PBH",
                detail("Cetak dan penggandaan dokumen APBDes", 1, "paket", 3_750_000)),
            line(
                "2.1.01", "5.2.2.03", "DDS", detail("Insentif guru PAUD (6 orang)", 72, "OB", 300_000)),
            line(
                "2.2.02", "5.2.1.06", "DDS",
                detail("Makanan tambahan balita (5 posyandu)", 60, "kegiatan", 650_000),
                detail("Makanan tambahan ibu hamil dan lansia", 12, "bulan", 900_000)),
            line("3.2.03", "5.2.1.08", "PAD", detail("Peringatan HUT RI", 1, "paket", 12_500_000)),
            line("4.2.03", "5.2.7.05", "DDS", detail("Bibit ternak ketahanan pangan", 40, "ekor", 2_750_000)),
            line("5.3.00", "5.4.1.01", "DDS", detail("BLT Dana Desa (30 KPM)", 360, "KPM", 300_000)),
        ]
    }

    /// What a fund has left after everything else, so that the fund balances to the rupiah.
    private static func rest(of rupiah: Int64, fund: String) -> Line {
        let (activity, account, description) =
            switch fund {
            case "DDS": ("2.3.05", "5.2.1.07", "Pemeliharaan gorong-gorong dan drainase padat karya")
            case "ADD": ("1.2.01", "5.3.2.03", "Peralatan komputer dan sarana kantor")
            case "PBH": ("1.4.01", "5.2.1.06", "Konsumsi musyawarah desa")
            default: ("3.3.06", "5.2.7.01", "Pembinaan karang taruna")
            }
        return Line(
            activity: activity, account: account, fund: fund,
            details: [Detail(description: description, volume: 1, unit: "paket", priceRupiah: rupiah)])
    }
}
