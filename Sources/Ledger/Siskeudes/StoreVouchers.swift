public import Postgres

/// Stores the vouchers of a Siskeudes export as they were, origin imported: all of them or nothing. May be
/// done again with a newer export of the same year: what is new is added, what changed is booked as reversal
/// and new entry, what is gone there is only named.
public struct StoreVouchers: Sendable {
    let owner: Database

    /// - Parameter owner: the operator's own connection (role `balai_owner`).
    public init(owner: Database) { self.owner = owner }

    /// What happened to one voucher.
    public struct Change: Hashable, Sendable {
        public enum What: String, Hashable, Sendable { case new, changed, gone }
        public let what: What
        /// `receipt`, `request`, `payment` or `move`.
        public let kind: String
        /// The number it has in the other system.
        public let number: String
    }

    /// - Throws: `.refused` with `year-not-open` where the village's year has no budget, `year-closed`;
    ///   nothing is stored then.
    public func callAsFunction(
        _ journal: SiskeudesJournal, village: Int64, year: Int
    ) async throws(LedgerError) -> [Change] {
        let body = VouchersBody(
            village: village, year: year,
            vouchers: journal.requests.map(VouchersBody.Voucher.init)
                + journal.entries.map(VouchersBody.Voucher.init))
        return try await owner.ask(ImportStatement.vouchers, .json(try written(body)), as: nil) {
            rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                guard let what = Change.What(rawValue: try row.text("what")) else {
                    throw PostgresError.decoding(column: "what")
                }
                return Change(what: what, kind: try row.text("kind"), number: try row.text("number"))
            }
        }
    }
}

/// The JSON that `ledger.import_vouchers` reads: requests first, for payments name them.
private struct VouchersBody: Encodable {
    let village: Int64
    let year: Int
    let vouchers: [Voucher]

    struct Voucher: Encodable {
        var kind: String
        var number: String
        var day: String
        var description: String?
        var payer: String?
        var account: String?
        var fund: String?
        var amountSen: Int64?
        var place: String?
        var request: String?
        var postings: [SiskeudesJournal.Posting]?
        // A request's own.
        var state: String?
        var purpose: String?
        var payee: String?
        var paidOn: String?
        var paidFrom: String?
        var lines: [Line]?

        struct Line: Encodable {
            let activity, account, fund, subDetail: String
            let amountSen: Int64
        }

        init(_ entry: SiskeudesJournal.Entry) {
            kind = entry.kind.rawValue
            (number, day, description) = (entry.number, entry.day, entry.description)
            (request, postings) = (entry.request, entry.postings)
            place = entry.means == .bank ? "bank" : "cash"
            guard entry.kind == .receipt, let income = entry.postings.last else { return }
            (payer, account, fund) = (entry.payer, income.account, income.fund)
            amountSen = -income.amountSen
        }

        init(_ asked: SiskeudesJournal.Request) {
            let request = asked.request
            kind = "request"
            (number, day) = (request.number, asked.day)
            state = asked.payment == nil ? "submitted" : "paid"
            purpose = request.purpose.isEmpty ? request.number : "\(request.purpose) (\(request.number))"
            payee = Set(request.proofs.map(\.payee)).count == 1 ? request.proofs.first?.payee ?? "" : ""
            paidOn = asked.payment?.day
            paidFrom = asked.payment.map { $0.means == .bank ? "bank" : "cash" }
            lines = asked.lines.map {
                Line(
                    activity: $0.key.activity, account: $0.key.account, fund: $0.key.fund,
                    subDetail: $0.key.subDetail, amountSen: $0.amountSen)
            }
            kind = "request"
            spp =
                request.kind == .advance ? "advance" : request.kind == .financing ? "financing" : "definitive"
        }

        /// Which sort of request.
        var spp: String?
    }
}
