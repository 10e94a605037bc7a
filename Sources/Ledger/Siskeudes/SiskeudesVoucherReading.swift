/// The documents of the year: read as they were, with what does not agree listed.
extension SiskeudesReader {
    mutating func readVouchers(year: Int, budget: SiskeudesBudget?) throws(SiskeudesProblem)
        -> SiskeudesVouchers
    {
        var vouchers = SiskeudesVouchers()
        vouchers.receipts = try readReceipts(year: year)
        vouchers.requests = try readRequests(year: year)
        vouchers.payments = try readPayments(year: year)
        vouchers.transfers = try readTransfers(year: year)
        vouchers.settlements = try readSettlements(year: year)
        vouchers.rests = try readRests(year: year)
        vouchers.deposits = try readDeposits(year: year)
        vouchers.journal = try readJournal(year: year)
        questionRequests(vouchers)
        questionPayments(vouchers)
        if let budget { compare(vouchers, with: budget) }
        questionDays(vouchers, year: year)
        return vouchers
    }

    private mutating func readReceipts(year: Int) throws(SiskeudesProblem) -> [SiskeudesReceipt] {
        let lines = try linesByNumber("Ta_TBPRinci", "No_Bukti", year: year)
        var receipts: [SiskeudesReceipt] = []
        for row in try rows("Ta_TBP", year: year) {
            guard let means = Int(row["KdBayar"]).flatMap(SiskeudesMeans.init(rawValue:)) else {
                throw row.malformed("KdBayar")
            }
            let receipt = SiskeudesReceipt(
                number: row["No_Bukti"], day: try row.day("Tgl_Bukti"), purpose: row["Uraian"],
                payer: row["Nm_Penyetor"], headerSen: try row.sen("Jumlah"), means: means,
                lines: lines[row["No_Bukti"]] ?? [])
            receipts.append(receipt)
            if receipt.headerSen == 0 { warnings.append(.zeroReceipt(number: receipt.number)) }
            let sum = receipt.lines.reduce(0) { $0 + $1.amountSen }
            if sum != receipt.headerSen {
                warnings.append(
                    .headerDiffers(number: receipt.number, headerSen: receipt.headerSen, linesSen: sum))
            }
        }
        return receipts.sorted { $0.number < $1.number }
    }

    private mutating func readRequests(year: Int) throws(SiskeudesProblem) -> [SiskeudesRequest] {
        let lines = try linesByNumber("Ta_SPPRinci", "No_SPP", year: year)
        let proofs = try proofsByNumber("Ta_SPPBukti", "No_SPP", year: year)
        let deductions = try deductionsByNumber("Ta_SPPPot", "No_SPP", year: year)
        var requests: [SiskeudesRequest] = []
        for row in try rows("Ta_SPP", year: year) {
            guard let kind = SiskeudesRequest.Kind(rawValue: row["Jn_SPP"]) else {
                throw row.malformed("Jn_SPP")
            }
            let number = row["No_SPP"]
            requests.append(
                SiskeudesRequest(
                    number: number, day: try row.day("Tgl_SPP"), kind: kind, purpose: row["Keterangan"],
                    headerSen: try row.sen("Jumlah"), deductionSen: try row.sen("Potongan"),
                    status: row["Status"],
                    lines: lines[number] ?? [], proofs: proofs[number] ?? [],
                    deductions: deductions[number] ?? []))
        }
        return requests.sorted { $0.number < $1.number }
    }

    mutating func linesByNumber(
        _ table: String, _ column: String, year: Int
    ) throws(SiskeudesProblem) -> [String: [SiskeudesVoucherLine]] {
        var lines: [String: [SiskeudesVoucherLine]] = [:]
        for row in try rows(table, year: year) {
            guard let key = try codes.key(row) else { continue }
            lines[row[column], default: []].append(
                SiskeudesVoucherLine(key: key, amountSen: try row.sen("Nilai")))
        }
        return lines
    }

    mutating func proofsByNumber(
        _ table: String, _ column: String, year: Int
    ) throws(SiskeudesProblem) -> [String: [SiskeudesProof]] {
        var proofs: [String: [SiskeudesProof]] = [:]
        for row in try rows(table, year: year) {
            guard let key = try codes.key(row) else { continue }
            proofs[row[column], default: []].append(
                SiskeudesProof(
                    number: row["No_Bukti"], day: try row.day("Tgl_Bukti"), key: key,
                    payee: row["Nm_Penerima"],
                    purpose: row["Keterangan"], amountSen: try row.sen("Nilai")))
        }
        return proofs
    }

    mutating func deductionsByNumber(
        _ table: String, _ column: String, year: Int
    ) throws(SiskeudesProblem) -> [String: [SiskeudesDeduction]] {
        var deductions: [String: [SiskeudesDeduction]] = [:]
        for row in try rows(table, year: year) {
            guard let account = codes.account(row, "Kd_Rincian") else { continue }
            deductions[row[column], default: []].append(
                SiskeudesDeduction(
                    proofNumber: row["No_Bukti"], account: account, amountSen: try row.sen("Nilai")))
        }
        return deductions
    }

    private mutating func readPayments(year: Int) throws(SiskeudesProblem) -> [SiskeudesPayment] {
        var payments: [SiskeudesPayment] = []
        for row in try rows("Ta_Pencairan", year: year) {
            guard let means = Int(row["KdBayar"]).flatMap(SiskeudesMeans.init(rawValue:)) else {
                throw row.malformed("KdBayar")
            }
            payments.append(
                SiskeudesPayment(
                    number: row["No_Cek"], requestNumber: row["No_SPP"], day: try row.day("Tgl_Cek"),
                    amountSen: try row.sen("Jumlah"), deductionSen: try row.sen("Potongan"), means: means))
        }
        return payments.sorted { $0.number < $1.number }
    }

    /// Headers against lines, one by one and in sum.
    private mutating func questionRequests(_ vouchers: SiskeudesVouchers) {
        var headers: Int64 = 0
        var total: Int64 = 0
        for request in vouchers.requests {
            let sum = request.lines.reduce(0) { $0 + $1.amountSen }
            headers += request.headerSen
            total += sum
            if request.lines.isEmpty {
                warnings.append(.requestWithoutLines(number: request.number, headerSen: request.headerSen))
            } else if sum != request.headerSen {
                warnings.append(
                    .headerDiffers(number: request.number, headerSen: request.headerSen, linesSen: sum))
            }
        }
        if headers != total { warnings.append(.requestTotalsDiffer(headersSen: headers, linesSen: total)) }
    }

    private mutating func questionPayments(_ vouchers: SiskeudesVouchers) {
        let requests = Dictionary(
            vouchers.requests.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        for payment in vouchers.payments {
            guard let request = requests[payment.requestNumber] else {
                warnings.append(
                    .paymentDiffers(number: payment.number, paymentSen: payment.amountSen, requestSen: 0))
                continue
            }
            if payment.amountSen != request.headerSen {
                warnings.append(
                    .paymentDiffers(
                        number: payment.number, paymentSen: payment.amountSen, requestSen: request.headerSen))
            }
            if payment.day < request.day {
                warnings.append(
                    .paymentBeforeRequest(number: payment.number, day: payment.day, requestDay: request.day))
            }
        }
        let paid = Set(vouchers.payments.map(\.requestNumber))
        let unpaid = vouchers.requests.count { !paid.contains($0.number) }
        if unpaid > 0 { warnings.append(.requestsUnpaid(unpaid)) }
    }

    /// What was asked for against the newest posted budget.
    private mutating func compare(_ vouchers: SiskeudesVouchers, with budget: SiskeudesBudget) {
        let posted = Dictionary(
            budget.lines.map { ($0.key, $0.amountSen) }, uniquingKeysWith: { first, _ in first })
        var requested: [SiskeudesKey: Int64] = [:]
        for request in vouchers.requests {
            for line in request.lines {
                if posted[line.key] == nil {
                    warnings.append(.voucherOutsideBudget(number: request.number, key: line.key))
                } else {
                    requested[line.key, default: 0] += line.amountSen
                }
            }
        }
        for (key, sum) in requested.sorted(by: { $0.key < $1.key }) where sum > posted[key] ?? 0 {
            warnings.append(.requestedOverBudget(key: key, requestedSen: sum, budgetSen: posted[key] ?? 0))
        }
    }

    private mutating func questionDays(_ vouchers: SiskeudesVouchers, year: Int) {
        let days =
            vouchers.receipts.map { ($0.number, $0.day) } + vouchers.requests.map { ($0.number, $0.day) }
            + vouchers.requests.flatMap { $0.proofs.map { ($0.number, $0.day) } }
            + vouchers.payments.map { ($0.number, $0.day) } + vouchers.transfers.map { ($0.number, $0.day) }
            + vouchers.settlements.map { ($0.number, $0.day) } + vouchers.deposits.map { ($0.number, $0.day) }
            + vouchers.rests.map { ($0.number, $0.day) } + vouchers.journal.map { ($0.number, $0.day) }
        for (number, day) in days where !day.hasPrefix("\(year)-") {
            warnings.append(.dayOutsideYear(number: number, day: day))
        }
    }
}
