import Commons
import Foundation

/// What the books hold of a year, turned into the vouchers that Siskeudes would hold. Pure: what has a
/// document there becomes that document, all else an entry of the general journal.
struct SiskeudesHoldings {
    /// A payment request; one whose payment was taken back was paid before.
    struct Request {
        let id: UUID
        let number: Int
        /// Its number in Siskeudes, where it was imported.
        let knownAs: String?
        let kind, day, purpose, payee: String
        let amountSen: Int64
    }

    struct RequestLine {
        let request: UUID
        let line: SiskeudesVoucherLine
    }

    /// A journal entry.
    struct Entry {
        let number: Int64
        let knownAs: String?
        let kind, day, description: String
        let document: UUID
        let documentNumber: Int?
        let party: String
        /// The request behind a settlement or return.
        let request: UUID?
        /// Number of the entry that this one takes back.
        let reverses: Int64?
        var legs: [SiskeudesVoucherLine] = []
    }

    /// A tax that a waiting request proposes to withhold.
    struct Proposed {
        let request: UUID
        let account, fund: String
        let amountSen: Int64
    }

    /// A tax that was deposited, by the document it was withheld from.
    struct Withheld {
        let document, deposit: UUID
        let account, fund: String
        let amountSen: Int64
    }

    let requests: [Request]
    let lines: [RequestLine]
    let entries: [Entry]
    let withheld: [Withheld]
    let proposed: [Proposed]

    /// - Parameter localCode: Siskeudes' code of the village, `04.2014`; numbers end with it and the year.
    func vouchers(localCode: String, year: Int) -> SiskeudesVouchers {
        var writer = Writer(
            held: self, numbers: SiskeudesNumbers(tail: "\(localCode)/\(year)", taken: known))
        writer.write()
        return writer.vouchers
    }

    private var known: Set<String> {
        Set(requests.compactMap(\.knownAs) + entries.compactMap(\.knownAs))
    }
}

/// Numbers as Siskeudes forms them, `0012/SPP/04.2014/2019`; one that an imported voucher bears already gets
/// a letter.
struct SiskeudesNumbers {
    let tail: String
    var taken: Set<String>

    mutating func next(_ series: String, _ number: Int64, digits: Int = 4) -> String {
        let padded = String(repeating: "0", count: max(0, digits - String(number).count)) + String(number)
        var text = "\(padded)/\(series)/\(tail)"
        while !taken.insert(text).inserted { text = "B" + text }
        return text
    }
}

/// Writes the vouchers of a year, entry by entry in journal order.
private struct Writer {
    let held: SiskeudesHoldings
    var numbers: SiskeudesNumbers
    var vouchers = SiskeudesVouchers()
    private var requestNumbers: [UUID: String] = [:]
    private var proofs: [UUID: [SiskeudesProof]] = [:]
    private var proofCount: Int64 = 0
    private var deductions: [UUID: [SiskeudesDeduction]] = [:]
    /// The number that each journal entry goes out under.
    private var entryNumbers: [Int64: String] = [:]
    /// Lines of each request.
    private let lines: [UUID: [SiskeudesVoucherLine]]
    private var proposed: [UUID: [SiskeudesVoucherLine]] = [:]
    private let requestDays: [UUID: String]
    /// The newest settlement of each advance.
    private var settlements: [UUID: SiskeudesSettlement] = [:]

    init(held: SiskeudesHoldings, numbers: SiskeudesNumbers) {
        (self.held, self.numbers) = (held, numbers)
        lines = Dictionary(grouping: held.lines, by: \.request).mapValues { $0.map(\.line) }
        requestDays = Dictionary(
            held.requests.map { ($0.id, $0.day) }, uniquingKeysWith: { first, _ in first })
        for tax in held.proposed {
            let key = SiskeudesKey(
                activity: SiskeudesCodes.noActivity, account: tax.account, fund: tax.fund, subDetail: "01")
            proposed[tax.request, default: []].append(
                SiskeudesVoucherLine(key: key, amountSen: -tax.amountSen))
        }
    }

    mutating func write() {
        for request in held.requests {
            requestNumbers[request.id] = request.knownAs ?? numbers.next("SPP", Int64(request.number))
            proofs[request.id] = proofs(
                of: lines[request.id] ?? [], day: request.day, payee: request.payee, purpose: request.purpose)
        }
        for entry in held.entries { write(entry) }
        for request in held.requests { write(request, lines[request.id] ?? []) }
    }

    private mutating func write(_ request: SiskeudesHoldings.Request, _ lines: [SiskeudesVoucherLine]) {
        let number = requestNumbers[request.id] ?? ""
        let held =
            deductions[request.id] ?? deductions(proposed[request.id] ?? [], proofs[request.id] ?? [])
        vouchers.requests.append(
            SiskeudesRequest(
                number: number, day: request.day, kind: SiskeudesRequest.Kind(spp: request.kind),
                purpose: request.purpose.withoutNumber(number), headerSen: request.amountSen,
                deductionSen: held.reduce(0) { $0 + $1.amountSen },
                status: "1", lines: lines,
                proofs: proofs[request.id] ?? [], deductions: held))
    }

    private mutating func write(_ entry: SiskeudesHoldings.Entry) {
        let taxes = entry.legs.filter { $0.key.account.hasPrefix("7.") }
        let isTransfer =
            entry.reverses == nil && (entry.legs.count == 2 || entry.legs.allSatisfy { $0.key.isCash })
        if entry.kind == "receipt" {
            writeReceipt(entry)
        } else if entry.kind == "advance-return", let request = entry.request,
            let number = requestNumbers[request], isExact(entry, rest: request)
        {
            writeRest(entry, of: request, number)
        } else if entry.kind == "payment", let number = requestNumbers[entry.document] {
            writePayment(entry, request: number, taxes)
        } else if entry.kind == "settlement", let request = entry.request.flatMap({ requestNumbers[$0] }),
            taxes.isEmpty || entry.legs.contains(where: { $0.key.account == SiskeudesJournal.hand })
        {
            writeSettlement(entry, request: request, taxes)
        } else if entry.kind == "tax-deposit", let parts = depositParts(entry) {
            writeDeposit(entry, parts)
        } else if isTransfer, let kind = entry.transferKind {
            writeTransfers(entry, kind: kind)
        } else {
            let number = entry.knownAs ?? numbers.next("JU", entry.number)
            let corrected = entry.reverses.flatMap { entryNumbers[$0] }.map { "\($0): " } ?? ""
            entryNumbers[entry.number] = number
            vouchers.journal.append(
                SiskeudesJournalEntry(
                    number: number, day: entry.day, purpose: corrected + entry.purpose(number),
                    lines: entry.legs))
        }
    }

    /// Parts of one imported receipt (`#2`, `#3`, …) become one again.
    private mutating func writeReceipt(_ entry: SiskeudesHoldings.Entry) {
        let lines = entry.legs.filter { !$0.key.isCash }.map {
            SiskeudesVoucherLine(key: $0.key, amountSen: -$0.amountSen)
        }
        let whole = entry.knownAs?.split(separator: "#").first.map(String.init)
        let number = whole ?? numbers.next("TBP", Int64(entry.documentNumber ?? 0))
        entryNumbers[entry.number] = number
        let earlier = vouchers.receipts.firstIndex { $0.number == number }
        let all = (earlier.map { vouchers.receipts[$0].lines } ?? []) + lines
        let receipt = SiskeudesReceipt(
            number: number, day: entry.day, purpose: entry.purpose(number), payer: entry.party,
            headerSen: all.reduce(0) { $0 + $1.amountSen }, means: entry.means, lines: all)
        if let earlier { vouchers.receipts[earlier] = receipt } else { vouchers.receipts.append(receipt) }
    }

    private mutating func writePayment(
        _ entry: SiskeudesHoldings.Entry, request: String, _ taxes: [SiskeudesVoucherLine]
    ) {
        deductions[entry.document] = deductions(taxes, proofs[entry.document] ?? [])
        let paid = entry.legs.filter { $0.amountSen > 0 }.reduce(0) { $0 + $1.amountSen }
        let series = entry.means == .bank ? "BANK" : "CASH"
        let number = entry.knownAs ?? numbers.next(series, entry.number)
        entryNumbers[entry.number] = number
        vouchers.payments.append(
            SiskeudesPayment(
                number: number, requestNumber: request, day: entry.day, amountSen: paid,
                deductionSen: -taxes.reduce(0) { $0 + $1.amountSen },
                means: entry.means))
    }

    private mutating func writeSettlement(
        _ entry: SiskeudesHoldings.Entry, request: String, _ taxes: [SiskeudesVoucherLine]
    ) {
        let number = numbers.next("SPJ", Int64(entry.documentNumber ?? 0))
        let spent = entry.legs.filter { $0.amountSen > 0 && !$0.key.isCash }
        let made = proofs(of: spent, day: entry.day, payee: "", purpose: entry.description)
        proofs[entry.document] = made
        entryNumbers[entry.number] = number
        let settlement = SiskeudesSettlement(
            number: number, day: entry.day, requestNumber: request, purpose: entry.description,
            lines: spent, proofs: made, deductions: deductions(taxes, made))
        vouchers.settlements.append(settlement)
        if let advance = entry.request { settlements[advance] = settlement }
    }

    /// Whether `Ta_SPJSisa` can say it: brought into the hand, of activities that the advance gave money of
    /// one fund source for, since the table names none.
    private func isExact(_ entry: SiskeudesHoldings.Entry, rest request: UUID) -> Bool {
        guard entry.means == .cash else { return false }
        let funds = Dictionary(grouping: lines[request] ?? [], by: \.key.activity)
            .mapValues { Set($0.map(\.key.fund)) }
        return entry.legs.allSatisfy { $0.key.isCash || funds[$0.key.activity] == [$0.key.fund] }
    }

    private mutating func writeRest(
        _ entry: SiskeudesHoldings.Entry, of request: UUID, _ requestNumber: String
    ) {
        let number = numbers.next("SISA", Int64(entry.documentNumber ?? 0))
        entryNumbers[entry.number] = number
        for leg in entry.legs where !leg.key.isCash {
            vouchers.rests.append(
                SiskeudesRest(
                    number: number, day: entry.day, requestNumber: requestNumber,
                    requestDay: requestDays[request] ?? entry.day,
                    settlementNumber: settlements[request]?.number ?? "",
                    settlementDay: settlements[request]?.day ?? "", purpose: entry.description,
                    activity: leg.key.activity, amountSen: -leg.amountSen))
        }
    }

    /// Each part with the proof it was withheld from; nil where a document has none in Siskeudes, and for a
    /// deposit that was taken back, of which nobody knows any more what it covered.
    private func depositParts(_ entry: SiskeudesHoldings.Entry) -> [SiskeudesDeduction]? {
        let withheld = held.withheld.filter { $0.deposit == entry.document }
        guard !withheld.isEmpty else { return nil }
        let parts = withheld.compactMap { part in
            proofs[part.document]?.first { $0.key.fund == part.fund }.map {
                SiskeudesDeduction(
                    proofNumber: $0.number, account: part.account, amountSen: part.amountSen)
            }
        }
        return parts.count == withheld.count ? parts : nil
    }

    private mutating func writeDeposit(_ entry: SiskeudesHoldings.Entry, _ parts: [SiskeudesDeduction]) {
        let number = numbers.next("SSP", Int64(entry.documentNumber ?? 0))
        entryNumbers[entry.number] = number
        vouchers.deposits.append(
            SiskeudesDeposit(
                number: number, day: entry.day, purpose: entry.description, means: entry.means, parts: parts))
    }

    private mutating func writeTransfers(_ entry: SiskeudesHoldings.Entry, kind: String) {
        let number = entry.knownAs ?? numbers.next("MUT", Int64(entry.documentNumber ?? Int(entry.number)))
        entryNumbers[entry.number] = number
        let other = entry.legs.first { !$0.key.isCash }
        let from = kind == "2" ? SiskeudesJournal.hand : SiskeudesJournal.bank
        for leg in entry.legs where leg.amountSen > 0 {
            vouchers.transfers.append(
                SiskeudesTransfer(
                    number: number, day: entry.day, purpose: entry.purpose(number), kind: kind,
                    account: other?.key.account ?? from,
                    activity: other?.key.activity ?? SiskeudesCodes.noActivity, fund: leg.key.fund,
                    amountSen: leg.amountSen))
        }
    }

    /// One proof a line.
    private mutating func proofs(
        of lines: [SiskeudesVoucherLine], day: String, payee: String, purpose: String
    ) -> [SiskeudesProof] {
        lines.map { line in
            proofCount += 1
            return SiskeudesProof(
                number: numbers.next("KWT", proofCount, digits: 5), day: day, key: line.key, payee: payee,
                purpose: purpose, amountSen: line.amountSen)
        }
    }

    /// Taxes on the first proof of their fund.
    private func deductions(
        _ taxes: [SiskeudesVoucherLine], _ proofs: [SiskeudesProof]
    ) -> [SiskeudesDeduction] {
        taxes.map { tax in
            SiskeudesDeduction(
                proofNumber: proofs.first { $0.key.fund == tax.key.fund }?.number ?? "",
                account: tax.key.account, amountSen: -tax.amountSen)
        }
    }
}

extension SiskeudesHoldings.Entry {
    fileprivate var means: SiskeudesMeans {
        legs.contains { $0.key.account == SiskeudesJournal.hand } ? .cash : .bank
    }

    fileprivate func purpose(_ number: String) -> String { description.withoutNumber(number) }

    /// `Kd_Mutasi`: 1 withdrawal, 2 deposit, 3 interest, 4 fee; nil for an entry that no mutation can say.
    fileprivate var transferKind: String? {
        if legs.allSatisfy({ $0.key.isCash }) {
            // One way only: each fund leaves one place and comes to the other.
            let into = Set(legs.filter { $0.amountSen > 0 }.map(\.key.account))
            guard into.count == 1 else { return nil }
            return into.contains(SiskeudesJournal.hand) ? "1" : "2"
        }
        guard legs.contains(where: { $0.key.account == SiskeudesJournal.bank }),
            let other = legs.first(where: { !$0.key.isCash }), other.key.subDetail == "01"
        else { return nil }
        if other.key.account.hasPrefix("4.3.6."), other.amountSen < 0 { return "3" }
        return other.key.account.hasPrefix("5.2.5.") && other.amountSen > 0 ? "4" : nil
    }
}

extension SiskeudesKey {
    /// Cash in hand or the village account.
    fileprivate var isCash: Bool { account.hasPrefix("1.1.1.") }
}

extension SiskeudesRequest.Kind {
    fileprivate init(spp: String) {
        self = spp == "advance" ? .advance : spp == "financing" ? .financing : .definite
    }
}

extension String {
    /// An import adds the voucher's number to its words; an export takes it off again.
    fileprivate func withoutNumber(_ number: String) -> String {
        let tail = " (\(number))"
        return hasSuffix(tail) ? String(dropLast(tail.count)) : self
    }
}
