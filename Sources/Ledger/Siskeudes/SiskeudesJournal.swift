/// The year's vouchers as journal entries: derived from receipts (TBP), lines of paid requests (SPP),
/// payments (pencairan), mutations, settlements (SPJ) and what else the treasurer writes, as the other system
/// itself counts realisation. Pure; what had to be assumed is a finding.
public struct SiskeudesJournal: Hashable, Sendable {
    /// One leg of an entry: debit positive, credit negative.
    public struct Posting: Hashable, Sendable, Encodable {
        public let account: String
        public let activity: String
        public let fund: String
        public let subDetail: String
        public let amountSen: Int64

        init(account: String, activity: String, fund: String, subDetail: String, amountSen: Int64) {
            (self.account, self.activity, self.fund) = (account, activity, fund)
            (self.subDetail, self.amountSen) = (subDetail, amountSen)
        }

        /// A leg of a balance account, which belongs to no activity.
        init(_ account: String, _ fund: String, _ amountSen: Int64) {
            self.init(
                account: account, activity: noActivity, fund: fund, subDetail: "01", amountSen: amountSen)
        }

        /// A leg of a budget line.
        init(_ line: SiskeudesVoucherLine) {
            self.init(
                account: line.key.account, activity: line.key.activity, fund: line.key.fund,
                subDetail: line.key.subDetail, amountSen: line.amountSen)
        }
    }

    /// A voucher that becomes an entry.
    public struct Entry: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable {
            case receipt, payment, move, settlement, rest, deposit, journal
        }
        public let kind: Kind
        /// The number it has there; a receipt of several lines has `#2`, `#3`, … after it.
        public let number: String
        /// `2019-04-26`, within the year.
        public let day: String
        public let description: String
        /// Who paid; empty for the others.
        public let payer: String
        /// Where the money moved.
        public let means: SiskeudesMeans
        /// Number of the request that is paid.
        public let request: String?
        public let postings: [Posting]
    }

    /// A request with the lines that came in, and whether it was paid.
    public struct Request: Hashable, Sendable {
        public let request: SiskeudesRequest
        public let day: String
        public let lines: [SiskeudesVoucherLine]
        public let payment: SiskeudesPayment?
    }

    public let entries: [Entry]
    public let requests: [Request]
    /// Withdrawals without a fund source that were divided, and funds that end below zero.
    public let findings: [SiskeudesWarning]

    static let hand = "1.1.1.01"
    static let bank = "1.1.1.02"
    static let advances = "1.1.2.07"
    static let noActivity = "0.0.00"

    /// - Parameter year: days outside it count on its first or last day; the reader has warned of them.
    public init(_ vouchers: SiskeudesVouchers, year: Int) {
        var builder = Builder(year: year)
        let payments = Dictionary(
            vouchers.payments.map { ($0.requestNumber, $0) }, uniquingKeysWith: { first, _ in first })
        requests = vouchers.requests.compactMap { request in
            let lines = Self.merged(request.lines)
            guard !lines.isEmpty else { return nil }
            return Request(
                request: request, day: builder.inYear(request.day), lines: lines,
                payment: payments[request.number])
        }
        for receipt in vouchers.receipts { builder.receive(receipt) }
        for request in requests { builder.pay(request) }
        builder.move(vouchers.transfers)
        builder.settle(vouchers)
        builder.bringBack(vouchers)
        builder.deposit(vouchers)
        for entry in vouchers.journal { builder.book(entry) }
        builder.divideMoves()
        entries = builder.entries.sorted {
            ($0.day, $0.kind.rawValue, $0.number) < ($1.day, $1.kind.rawValue, $1.number)
        }
        findings = builder.findings + builder.overdrawn()
    }

    /// One line a key; lines that come to nothing are left out.
    private static func merged(_ lines: [SiskeudesVoucherLine]) -> [SiskeudesVoucherLine] {
        var sums: [SiskeudesKey: Int64] = [:]
        for line in lines { sums[line.key, default: 0] += line.amountSen }
        return sums.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map {
            SiskeudesVoucherLine(key: $0.key, amountSen: $0.value)
        }
    }

    /// What is posted while the vouchers are read one after the other.
    struct Builder {
        let year: Int
        var entries: [Entry] = []
        var findings: [SiskeudesWarning] = []
        /// Withdrawals that wait until everything else is known.
        var moves: [SiskeudesTransfer] = []

        func inYear(_ day: String) -> String {
            if day.hasPrefix("\(year)-") { return day }
            return day < "\(year)" ? "\(year)-01-01" : "\(year)-12-31"
        }

        mutating func receive(_ receipt: SiskeudesReceipt) {
            let place = receipt.means == .bank ? bank : hand
            for (index, line) in SiskeudesJournal.merged(receipt.lines).enumerated() {
                let key = line.key
                entries.append(
                    Entry(
                        kind: .receipt, number: receipt.number + (index == 0 ? "" : "#\(index + 1)"),
                        day: inYear(receipt.day), description: Self.text(receipt.purpose, receipt.number),
                        payer: receipt.payer, means: receipt.means, request: nil,
                        postings: [
                            Posting(place, key.fund, line.amountSen),
                            Posting(
                                account: key.account, activity: noActivity, fund: key.fund,
                                subDetail: key.subDetail, amountSen: -line.amountSen),
                        ]))
            }
        }

        /// Spending is what the lines say; what is held back as tax stays as a debt, the rest leaves the
        /// place of cash.
        mutating func pay(_ paid: Request) {
            guard let payment = paid.payment else { return }
            let isAdvance = paid.request.kind == .advance
            var owed: [String: Int64] = [:]
            var postings = paid.lines.map { line in
                owed[line.key.fund, default: 0] += line.amountSen
                return Posting(
                    account: isAdvance ? advances : line.key.account, activity: line.key.activity,
                    fund: line.key.fund, subDetail: line.key.subDetail, amountSen: line.amountSen)
            }
            for held in paid.request.deductions where held.amountSen > 0 {
                let fund = Self.fund(of: held, paid.request.proofs) ?? paid.lines.first?.key.fund
                guard let fund, owed[fund, default: 0] >= held.amountSen else { continue }
                owed[fund, default: 0] -= held.amountSen
                postings.append(Posting(held.account, fund, -held.amountSen))
            }
            postings += Self.legs(payment.means == .bank ? bank : hand, owed.mapValues { -$0 })
            entries.append(
                Entry(
                    kind: .payment, number: payment.number, day: inYear(payment.day),
                    description: Self.text(paid.request.purpose, payment.number), payer: "",
                    means: payment.means, request: paid.request.number, postings: postings))
        }

        /// A mutation without a fund is taken from the funds that hold most in the bank on that day, and what
        /// none holds from the largest of them.
        mutating func divideMoves() {
            for transfer in moves.sorted(by: { ($0.day, $0.number) < ($1.day, $1.number) }) {
                let (from, to) = Self.way(of: transfer)
                let day = inYear(transfer.day)
                let shares = divide(transfer.amountSen, over: held(at: from, until: day))
                guard !shares.isEmpty else { continue }
                findings.append(.moveDivided(number: transfer.number, funds: shares.map(\.fund)))
                let postings = shares.flatMap { share in
                    [Posting(to, share.fund, share.sen), Posting(from, share.fund, -share.sen)]
                }
                entries.append(
                    Entry(
                        kind: .move, number: transfer.number, day: day,
                        description: Self.text(transfer.purpose, transfer.number), payer: "", means: .bank,
                        request: nil, postings: postings))
            }
        }

        /// What each fund has at a place of cash at the end of a day.
        private func held(at place: String, until day: String) -> [String: Int64] {
            var sums: [String: Int64] = [:]
            for entry in entries where entry.day <= day {
                for posting in entry.postings where posting.account == place {
                    sums[posting.fund, default: 0] += posting.amountSen
                }
            }
            return sums
        }

        private func divide(_ amountSen: Int64, over held: [String: Int64]) -> [(fund: String, sen: Int64)] {
            let order = held.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            guard let largest = order.first else { return [] }
            var (rest, shares) = (amountSen, [String: Int64]())
            for (fund, sen) in order where rest > 0 && sen > 0 {
                shares[fund] = min(rest, sen)
                rest -= min(rest, sen)
            }
            if rest > 0 { shares[largest.key, default: 0] += rest }
            return shares.sorted { $0.key < $1.key }.map { (fund: $0.key, sen: $0.value) }
        }

        /// Funds whose own money the year ends below zero, in cash and bank together. Taxes held back lie
        /// there too, but are not the village's (Permendagri 20/2018, account group 7).
        func overdrawn() -> [SiskeudesWarning] {
            var (cash, held) = ([String: Int64](), [String: Int64]())
            for posting in entries.flatMap(\.postings) {
                if posting.account.hasPrefix("1.1.1.") {
                    cash[posting.fund, default: 0] += posting.amountSen
                } else if posting.account.hasPrefix("7.") {
                    held[posting.fund, default: 0] -= posting.amountSen
                }
            }
            return cash.sorted { $0.key < $1.key }.compactMap { fund, cashSen in
                let heldSen = held[fund] ?? 0
                return cashSen - heldSen < 0
                    ? .fundBelowZero(fund: fund, cashSen: cashSen, heldTaxSen: heldSen) : nil
            }
        }

        static func text(_ purpose: String, _ number: String) -> String {
            let words = purpose.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            return words.isEmpty ? number : "\(words) (\(number))"
        }
    }
}
