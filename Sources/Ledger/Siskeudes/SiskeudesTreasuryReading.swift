/// What the treasurer books beside receipts and payments: mutations, settlements, tax deposits, the general
/// journal.
extension SiskeudesReader {
    mutating func readTransfers(year: Int) throws(SiskeudesProblem) -> [SiskeudesTransfer] {
        var transfers: [SiskeudesTransfer] = []
        for row in try rows("Ta_Mutasi", year: year) {
            guard let account = codes.account(row, "Kd_Rincian") else { continue }
            // Only a fee is of an activity; elsewhere the source writes a stump of one.
            let ofFee = account.hasPrefix("5.") ? codes.activity(row, "Kd_Keg") : SiskeudesCodes.noActivity
            guard let activity = ofFee else { continue }
            transfers.append(
                SiskeudesTransfer(
                    number: row["No_Bukti"], day: try row.day("Tgl_Bukti"), purpose: row["Keterangan"],
                    kind: row["Kd_Mutasi"], account: account, activity: activity,
                    fund: reference.fund(row["Sumberdana"]), amountSen: try row.sen("Nilai")))
        }
        return transfers.sorted { ($0.number, $0.fund ?? "") < ($1.number, $1.fund ?? "") }
    }

    mutating func readSettlements(year: Int) throws(SiskeudesProblem) -> [SiskeudesSettlement] {
        let lines = try linesByNumber("Ta_SPJRinci", "No_SPJ", year: year)
        let proofs = try proofsByNumber("Ta_SPJBukti", "No_SPJ", year: year)
        let deductions = try deductionsByNumber("Ta_SPJPot", "No_SPJ", year: year)
        var settlements: [SiskeudesSettlement] = []
        for row in try rows("Ta_SPJ", year: year) {
            let number = row["No_SPJ"]
            settlements.append(
                SiskeudesSettlement(
                    number: number, day: try row.day("Tgl_SPJ"), requestNumber: row["No_SPP"],
                    purpose: row["Keterangan"], lines: lines[number] ?? [], proofs: proofs[number] ?? [],
                    deductions: deductions[number] ?? []))
        }
        return settlements.sorted { $0.number < $1.number }
    }

    mutating func readRests(year: Int) throws(SiskeudesProblem) -> [SiskeudesRest] {
        var rests: [SiskeudesRest] = []
        for row in try rows("Ta_SPJSisa", year: year) {
            guard let activity = codes.activity(row, "Kd_Keg") else { continue }
            rests.append(
                SiskeudesRest(
                    number: row["No_Bukti"], day: try row.day("Tgl_Bukti"), requestNumber: row["No_SPP"],
                    requestDay: row["Tgl_SPP"].isEmpty ? "" : try row.day("Tgl_SPP"),
                    settlementNumber: row["No_SPJ"],
                    settlementDay: row["Tgl_SPJ"].isEmpty ? "" : try row.day("Tgl_SPJ"),
                    purpose: row["Keterangan"], activity: activity,
                    amountSen: try row.sen("Nilai")))
        }
        return rests.sorted { ($0.number, $0.activity) < ($1.number, $1.activity) }
    }

    mutating func readDeposits(year: Int) throws(SiskeudesProblem) -> [SiskeudesDeposit] {
        let parts = try deductionsByNumber("Ta_PajakRinci", "No_SSP", year: year)
        var deposits: [SiskeudesDeposit] = []
        for row in try rows("Ta_Pajak", year: year) {
            guard let means = Int(row["KdBayar"]).flatMap(SiskeudesMeans.init(rawValue:)) else {
                throw row.malformed("KdBayar")
            }
            deposits.append(
                SiskeudesDeposit(
                    number: row["No_SSP"], day: try row.day("Tgl_SSP"), purpose: row["Keterangan"],
                    means: means, parts: parts[row["No_SSP"]] ?? []))
        }
        return deposits.sorted { $0.number < $1.number }
    }

    mutating func readJournal(year: Int) throws(SiskeudesProblem) -> [SiskeudesJournalEntry] {
        var lines: [String: [SiskeudesVoucherLine]] = [:]
        for row in try rows("Ta_JurnalUmumRinci", year: year) {
            guard let key = try codes.key(row) else { continue }
            let amountSen = try row.sen("Debet") - row.sen("Kredit")
            let detail = SiskeudesJournalKey.subDetail(in: row["RincianSD"])
            lines[row["NoBukti"], default: []].append(
                SiskeudesVoucherLine(
                    key: SiskeudesKey(
                        activity: key.activity, account: key.account, fund: key.fund,
                        subDetail: detail ?? key.subDetail), amountSen: amountSen))
        }
        var entries: [SiskeudesJournalEntry] = []
        for row in try rows("Ta_JurnalUmum", year: year) {
            entries.append(
                SiskeudesJournalEntry(
                    number: row["NoBukti"], day: try row.day("Tanggal"), purpose: row["Keterangan"],
                    lines: lines[row["NoBukti"]] ?? []))
        }
        return entries.sorted { $0.number < $1.number }
    }
}

/// `RincianSD` of a general journal line: `5.2.1.01.DDS`, or with the sub-detail `5.2.1.01.02DDS`, as the
/// budget's own `KURincianSD` writes it. The general journal has no column for it.
enum SiskeudesJournalKey {
    static func text(_ key: SiskeudesKey) -> String {
        "\(key.account).\(key.subDetail == "01" ? "" : key.subDetail)\(key.fund)"
    }

    /// The two digits before the fund source, where there are any.
    static func subDetail(in text: String) -> String? {
        let last = text.split(separator: ".").last ?? ""
        let digits = last.prefix { $0.isASCII && $0.isNumber }
        return digits.count == 2 && digits.count < last.count ? String(digits) : nil
    }
}
