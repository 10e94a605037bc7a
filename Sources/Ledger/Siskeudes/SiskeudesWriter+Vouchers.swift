import Commons

/// The year's documents.
extension SiskeudesWriter {
    mutating func writeReceiptsAndRequests() {
        for receipt in export.vouchers.receipts { write(receipt) }
        for request in export.vouchers.requests { write(request) }
        for payment in export.vouchers.payments {
            let purpose = export.vouchers.requests.first { $0.number == payment.requestNumber }?.purpose
            let values: [String: CSVCell] = [
                "No_Cek": .text(payment.number), "No_SPP": .text(payment.requestNumber),
                "Tgl_Cek": day(payment.day), "Keterangan": .text(purpose ?? ""),
                "Jumlah": sen(payment.amountSen), "Potongan": sen(payment.deductionSen),
                "KdBayar": means(payment.means), "Kunci": .number("False"),
            ]
            add("Ta_Pencairan", values)
        }
    }

    mutating func writeTreasury() {
        for transfer in export.vouchers.transfers { write(transfer) }
        for settlement in export.vouchers.settlements { write(settlement) }
        for rest in export.vouchers.rests { write(rest) }
        for deposit in export.vouchers.deposits { write(deposit) }
        for entry in export.vouchers.journal { write(entry) }
    }

    private func means(_ means: SiskeudesMeans) -> CSVCell { .number(String(means.rawValue)) }

    private mutating func write(_ receipt: SiskeudesReceipt) {
        let head: [String: CSVCell] = [
            "No_Bukti": .text(receipt.number), "Tgl_Bukti": day(receipt.day),
            "Uraian": .text(receipt.purpose), "Nm_Penyetor": .text(receipt.payer),
            "Jumlah": sen(receipt.headerSen), "Status": .number("1"), "KdBayar": means(receipt.means),
        ]
        add("Ta_TBP", head)
        for line in receipt.lines {
            var values = budgetKey(line.key)
            values["No_Bukti"] = .text(receipt.number)
            values["RincianSD"] = .number("\(line.key.account).\(line.key.fund)")
            values["Nilai"] = sen(line.amountSen)
            add("Ta_TBPRinci", values)
        }
    }

    private mutating func write(_ request: SiskeudesRequest) {
        let head: [String: CSVCell] = [
            "No_SPP": .text(request.number), "Tgl_SPP": day(request.day),
            "Jn_SPP": .number(request.kind.rawValue), "Keterangan": .text(request.purpose),
            "Jumlah": sen(request.headerSen), "Potongan": sen(request.deductionSen),
            "Status": .number(request.status),
        ]
        add("Ta_SPP", head)
        let name: [String: CSVCell] = ["No_SPP": .text(request.number)]
        for line in request.lines { add("Ta_SPPRinci", of: name, line) }
        for proof in request.proofs { add("Ta_SPPBukti", of: name, proof) }
        for held in request.deductions { add("Ta_SPPPot", of: name, held, request.proofs) }
    }

    private mutating func write(_ settlement: SiskeudesSettlement) {
        let spent = settlement.lines.reduce(0) { $0 + $1.amountSen }
        let head: [String: CSVCell] = [
            "No_SPJ": .text(settlement.number), "Tgl_SPJ": day(settlement.day),
            "No_SPP": .text(settlement.requestNumber), "Keterangan": .text(settlement.purpose),
            "Jumlah": sen(spent), "Potongan": sen(settlement.deductions.reduce(0) { $0 + $1.amountSen }),
            "Status": .number("1"), "Kunci": .number("False"),
        ]
        add("Ta_SPJ", head)
        let name: [String: CSVCell] = ["No_SPJ": .text(settlement.number)]
        for line in settlement.lines {
            let request: [String: CSVCell] = [
                "No_SPP": .text(settlement.requestNumber), "JmlCair": sen(line.amountSen), "Sisa": sen(0),
            ]
            add("Ta_SPJRinci", of: name.merging(request) { first, _ in first }, line)
        }
        for proof in settlement.proofs { add("Ta_SPJBukti", of: name, proof) }
        for held in settlement.deductions { add("Ta_SPJPot", of: name, held, settlement.proofs) }
    }

    private mutating func add(
        _ table: String, of name: [String: CSVCell], _ line: SiskeudesVoucherLine
    ) {
        add(table, key(line.key).merging(name) { $1 }.merging(["Nilai": sen(line.amountSen)]) { $1 })
    }

    private mutating func add(_ table: String, of name: [String: CSVCell], _ proof: SiskeudesProof) {
        let values: [String: CSVCell] = [
            "No_Bukti": .text(proof.number), "Tgl_Bukti": day(proof.day),
            "Nm_Penerima": .text(proof.payee), "Keterangan": .text(proof.purpose),
            "Nilai": sen(proof.amountSen),
        ]
        add(table, key(proof.key).merging(name) { $1 }.merging(values) { $1 })
    }

    private mutating func add(
        _ table: String, of name: [String: CSVCell], _ held: SiskeudesDeduction, _ proofs: [SiskeudesProof]
    ) {
        let proof = proofs.first { $0.number == held.proofNumber }
        let values: [String: CSVCell] = [
            "Kd_Keg": activity(proof?.key.activity ?? SiskeudesCodes.noActivity),
            "No_Bukti": .text(held.proofNumber), "Kd_Rincian": account(held.account),
            "Nilai": sen(held.amountSen),
        ]
        add(table, name.merging(values) { $1 })
    }

    private mutating func write(_ transfer: SiskeudesTransfer) {
        let values: [String: CSVCell] = [
            "No_Bukti": .text(transfer.number), "Tgl_Bukti": day(transfer.day),
            "Keterangan": .text(transfer.purpose), "Kd_Rincian": account(transfer.account),
            "Kd_Keg": activity(transfer.activity), "Sumberdana": .number(transfer.fund ?? ""),
            "Kd_Mutasi": .number(transfer.kind), "Nilai": sen(transfer.amountSen),
        ]
        add("Ta_Mutasi", values)
    }

    private mutating func write(_ rest: SiskeudesRest) {
        let values: [String: CSVCell] = [
            "No_Bukti": .text(rest.number), "Tgl_Bukti": day(rest.day),
            "No_SPJ": .text(rest.settlementNumber),
            "Tgl_SPJ": rest.settlementDay.isEmpty ? .number("") : day(rest.settlementDay),
            "No_SPP": .text(rest.requestNumber),
            "Tgl_SPP": rest.requestDay.isEmpty ? .number("") : day(rest.requestDay),
            "Kd_Keg": activity(rest.activity), "Keterangan": .text(rest.purpose),
            "Nilai": sen(rest.amountSen),
        ]
        add("Ta_SPJSisa", values)
    }

    private mutating func write(_ deposit: SiskeudesDeposit) {
        let head: [String: CSVCell] = [
            "No_SSP": .text(deposit.number), "Tgl_SSP": day(deposit.day),
            "Keterangan": .text(deposit.purpose), "KdBayar": means(deposit.means),
            "Kd_Rincian": deposit.parts.first.map { account($0.account) } ?? .number(""),
            "Jumlah": sen(deposit.parts.reduce(0) { $0 + $1.amountSen }),
        ]
        add("Ta_Pajak", head)
        for part in deposit.parts {
            let values: [String: CSVCell] = [
                "No_SSP": .text(deposit.number), "No_Bukti": .text(part.proofNumber),
                "Kd_Rincian": account(part.account), "Nilai": sen(part.amountSen),
            ]
            add("Ta_PajakRinci", values)
        }
    }

    private mutating func write(_ entry: SiskeudesJournalEntry) {
        let total = entry.lines.reduce(0) { $0 + max(0, $1.amountSen) }
        let head: [String: CSVCell] = [
            "Tanggal": day(entry.day), "NoBukti": .text(entry.number), "Keterangan": .text(entry.purpose),
            "Debet": sen(total), "Kredit": sen(total),
        ]
        add("Ta_JurnalUmum", head)
        for (index, line) in entry.lines.enumerated() {
            var values = key(line.key)
            values["Kd_SubRinci"] = nil
            values["RincianSD"] = .number(SiskeudesJournalKey.text(line.key))
            values["NoBukti"] = .text(entry.number)
            values["NoID"] = .number(String(index + 1))
            values["Akun"] = .number("\(line.key.account.prefix(1)).")
            values["DK"] = .number(line.amountSen > 0 ? "D" : "K")
            values["Debet"] = sen(max(0, line.amountSen))
            values["Kredit"] = sen(max(0, -line.amountSen))
            add("Ta_JurnalUmumRinci", values)
        }
    }
}
