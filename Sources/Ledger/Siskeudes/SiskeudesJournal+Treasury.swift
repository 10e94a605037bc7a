/// The vouchers that the treasurer writes beside receipts and payments, as entries.
extension SiskeudesJournal.Builder {
    private typealias Posting = SiskeudesJournal.Posting

    /// Mutations that name their funds are booked, several of one number as one entry; the rest waits until
    /// everything else is known.
    mutating func move(_ transfers: [SiskeudesTransfer]) {
        moves = transfers.filter { $0.fund == nil && $0.amountSen > 0 }
        let named = Dictionary(
            grouping: transfers.filter { $0.fund != nil && $0.amountSen > 0 }, by: \.number)
        for (number, parts) in named.sorted(by: { $0.key < $1.key }) {
            add(.move, number, parts[0].day, parts[0].purpose, parts.flatMap(Self.postings))
        }
    }

    /// What a mutation takes its money from and brings it to.
    static func way(of transfer: SiskeudesTransfer) -> (from: String, to: String) {
        let bank = SiskeudesJournal.bank
        if transfer.account.hasPrefix("4.") { return (transfer.account, bank) }
        if transfer.account.hasPrefix("5.") { return (bank, transfer.account) }
        let hand = SiskeudesJournal.hand
        return transfer.kind == "1" ? (bank, hand) : (hand, bank)
    }

    private static func postings(_ transfer: SiskeudesTransfer) -> [SiskeudesJournal.Posting] {
        let (from, to) = way(of: transfer)
        let fund = transfer.fund ?? ""
        let debit = Posting(
            account: to, activity: transfer.activity, fund: fund, subDetail: "01",
            amountSen: transfer.amountSen)
        return [debit, Posting(from, fund, -transfer.amountSen)]
    }

    /// What was spent of an advance is spending now; taxes held back come in as cash.
    mutating func settle(_ vouchers: SiskeudesVouchers) {
        for settlement in vouchers.settlements {
            let lines = settlement.lines.filter { $0.amountSen > 0 }
            guard let first = lines.first else { continue }
            var (postings, handedOver) = (lines.map { Posting($0) }, [String: Int64]())
            for line in lines {
                postings.append(
                    Posting(
                        account: SiskeudesJournal.advances, activity: line.key.activity, fund: line.key.fund,
                        subDetail: "01", amountSen: -line.amountSen))
            }
            for held in settlement.deductions where held.amountSen > 0 {
                let fund = Self.fund(of: held, settlement.proofs) ?? first.key.fund
                handedOver[fund, default: 0] += held.amountSen
                postings.append(Posting(held.account, fund, -held.amountSen))
            }
            postings += Self.legs(SiskeudesJournal.hand, handedOver)
            add(.settlement, settlement.number, settlement.day, settlement.purpose, postings)
        }
    }

    /// The rest of an advance comes into the hand, and the claim on the manager goes down. Its fund source is
    /// that of the advance's lines of the activity; of several, each what it has open.
    mutating func bringBack(_ vouchers: SiskeudesVouchers) {
        var open = Self.open(vouchers)
        for (number, parts) in Dictionary(grouping: vouchers.rests, by: \.number).sorted(by: {
            $0.key < $1.key
        }) {
            var (postings, cash) = ([SiskeudesJournal.Posting](), [String: Int64]())
            for part in parts where part.amountSen > 0 {
                let key = AdvancePart(request: part.requestNumber, activity: part.activity)
                let shares = Self.divide(part.amountSen, over: &open[key, default: [:]])
                if shares.isEmpty {
                    findings.append(.restWithoutAdvance(number: number, request: part.requestNumber))
                } else if shares.count > 1 {
                    findings.append(.restDivided(number: number, funds: shares.map(\.fund)))
                }
                for share in shares {
                    cash[share.fund, default: 0] += share.sen
                    postings.append(
                        Posting(
                            account: SiskeudesJournal.advances, activity: part.activity, fund: share.fund,
                            subDetail: "01", amountSen: -share.sen))
                }
            }
            let legs = Self.legs(SiskeudesJournal.hand, cash)
            add(.rest, number, parts[0].day, parts[0].purpose, legs + postings)
        }
    }

    /// What an advance gave for one activity.
    private struct AdvancePart: Hashable {
        let request, activity: String
    }

    /// What is not settled yet of each advance, by activity and fund source.
    private static func open(_ vouchers: SiskeudesVouchers) -> [AdvancePart: [String: Int64]] {
        var open: [AdvancePart: [String: Int64]] = [:]
        for request in vouchers.requests where request.kind == .advance {
            for line in request.lines {
                let key = AdvancePart(request: request.number, activity: line.key.activity)
                open[key, default: [:]][line.key.fund, default: 0] += line.amountSen
            }
        }
        for settlement in vouchers.settlements {
            for line in settlement.lines {
                let key = AdvancePart(request: settlement.requestNumber, activity: line.key.activity)
                open[key]?[line.key.fund]? -= line.amountSen
            }
        }
        return open
    }

    /// Each fund in the order of its code up to what it has open; what none has is the first one's.
    private static func divide(
        _ amountSen: Int64, over open: inout [String: Int64]
    ) -> [(fund: String, sen: Int64)] {
        guard let first = open.keys.min() else { return [] }
        var (rest, shares) = (amountSen, [String: Int64]())
        for (fund, sen) in open.sorted(by: { $0.key < $1.key }) where rest > 0 && sen > 0 {
            shares[fund] = min(rest, sen)
            rest -= min(rest, sen)
        }
        if rest > 0 { shares[first, default: 0] += rest }
        for (fund, sen) in shares { open[fund, default: 0] -= sen }
        return shares.sorted { $0.key < $1.key }.map { (fund: $0.key, sen: $0.value) }
    }

    /// A tax is deposited from the fund of the proof it was held back from; a proof that is not here is said.
    mutating func deposit(_ vouchers: SiskeudesVouchers) {
        let proofs = vouchers.requests.flatMap(\.proofs) + vouchers.settlements.flatMap(\.proofs)
        for deposit in vouchers.deposits {
            var (postings, paid) = ([SiskeudesJournal.Posting](), [String: Int64]())
            for part in deposit.parts where part.amountSen > 0 {
                guard let fund = Self.fund(of: part, proofs) else {
                    findings.append(
                        .depositWithoutProof(number: deposit.number, proof: part.proofNumber))
                    continue
                }
                postings.append(Posting(part.account, fund, part.amountSen))
                paid[fund, default: 0] -= part.amountSen
            }
            let place = deposit.means == .bank ? SiskeudesJournal.bank : SiskeudesJournal.hand
            add(.deposit, deposit.number, deposit.day, deposit.purpose, postings + Self.legs(place, paid))
        }
    }

    /// An entry of the general journal, where it balances in each fund.
    mutating func book(_ entry: SiskeudesJournalEntry) {
        var sums: [String: Int64] = [:]
        for line in entry.lines { sums[line.key.fund, default: 0] += line.amountSen }
        guard sums.values.allSatisfy({ $0 == 0 }) else {
            return findings.append(.journalUnbalanced(number: entry.number))
        }
        let postings = entry.lines.filter { $0.amountSen != 0 }.map { Posting($0) }
        add(.journal, entry.number, entry.day, entry.purpose, postings)
    }

    /// The fund of the proof that a tax was held back from.
    static func fund(of held: SiskeudesDeduction, _ proofs: [SiskeudesProof]) -> String? {
        proofs.first { $0.number == held.proofNumber }?.key.fund
    }

    /// One leg a fund, in the order of their codes.
    static func legs(_ account: String, _ sums: [String: Int64]) -> [SiskeudesJournal.Posting] {
        sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { Posting(account, $0.key, $0.value) }
    }

    private mutating func add(
        _ kind: SiskeudesJournal.Entry.Kind, _ number: String, _ day: String, _ purpose: String,
        _ postings: [SiskeudesJournal.Posting]
    ) {
        guard !postings.isEmpty else { return }
        entries.append(
            SiskeudesJournal.Entry(
                kind: kind, number: number, day: inYear(day), description: Self.text(purpose, number),
                payer: "", means: .bank, request: nil, postings: postings))
    }
}
