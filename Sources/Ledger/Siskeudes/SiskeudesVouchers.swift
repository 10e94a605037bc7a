/// The year's documents as the export holds them: read and questioned, kept as they were.
public struct SiskeudesVouchers: Hashable, Sendable {
    /// TBP, proofs of receipt.
    public var receipts: [SiskeudesReceipt] = []
    /// SPP, payment requests.
    public var requests: [SiskeudesRequest] = []
    /// Pencairan, payments of requests.
    public var payments: [SiskeudesPayment] = []
    /// Mutasi kas, moves between bank and cash box, bank interest and fees.
    public var transfers: [SiskeudesTransfer] = []
    /// SPJ, settlements of advances.
    public var settlements: [SiskeudesSettlement] = []
    /// Sisa panjar, rests of advances brought back.
    public var rests: [SiskeudesRest] = []
    /// Penyetoran pajak, deposits of held taxes.
    public var deposits: [SiskeudesDeposit] = []
    /// Jurnal umum, what no other document books.
    public var journal: [SiskeudesJournalEntry] = []

    public init() {}
}

/// Part of a voucher that falls on one budget key.
public struct SiskeudesVoucherLine: Hashable, Sendable {
    public let key: SiskeudesKey
    public let amountSen: Int64
}

/// How money moved, Siskeudes `KdBayar`.
public enum SiskeudesMeans: Int, Hashable, Sendable {
    case cash = 1
    case bank = 2
}

/// TBP (tanda bukti penerimaan): money that came in.
public struct SiskeudesReceipt: Hashable, Sendable {
    public let number: String
    /// `2019-01-25`.
    public let day: String
    public let purpose: String
    public let payer: String
    public let headerSen: Int64
    public let means: SiskeudesMeans
    public let lines: [SiskeudesVoucherLine]
}

/// SPP (surat permintaan pembayaran): money asked for.
public struct SiskeudesRequest: Hashable, Sendable {
    /// `Jn_SPP`.
    public enum Kind: String, Hashable, Sendable {
        /// Definitif: after delivery.
        case definite = "LS"
        /// Panjar: an advance.
        case advance = "UM"
        /// Pembiayaan.
        case financing = "PBY"
    }

    public let number: String
    public let day: String
    public let kind: Kind
    public let purpose: String
    /// `Jumlah` of the header; the truth is the sum of the lines.
    public let headerSen: Int64
    public let deductionSen: Int64
    /// `Status` as the source counts it: 1 in work, 2 final.
    public let status: String
    public let lines: [SiskeudesVoucherLine]
    public let proofs: [SiskeudesProof]
    public let deductions: [SiskeudesDeduction]
}

/// Bukti (kuitansi) behind a payment request.
public struct SiskeudesProof: Hashable, Sendable {
    public let number: String
    public let day: String
    public let key: SiskeudesKey
    public let payee: String
    public let purpose: String
    public let amountSen: Int64
}

/// Tax held back from a request (`Ta_SPPPot`).
public struct SiskeudesDeduction: Hashable, Sendable {
    public let proofNumber: String
    /// Account 7.x of the held tax.
    public let account: String
    public let amountSen: Int64
}

/// Pencairan: a request that was paid.
public struct SiskeudesPayment: Hashable, Sendable {
    public let number: String
    public let requestNumber: String
    public let day: String
    public let amountSen: Int64
    public let deductionSen: Int64
    public let means: SiskeudesMeans
}

/// Mutasi: money taken from the bank or brought to it, the bank's interest, its fees.
public struct SiskeudesTransfer: Hashable, Sendable {
    public let number: String
    /// `2019-01-25`.
    public let day: String
    public let purpose: String
    /// `Kd_Mutasi`: 1 is a withdrawal.
    public let kind: String
    /// `4.3.6.…` for interest, `5.2.5.…` for a fee, else where the money is taken from.
    public let account: String
    /// The activity of a fee, else `0.0.00`.
    public let activity: String
    /// The fund source, nil where the document names none, as the other system's own usually do.
    public let fund: String?
    public let amountSen: Int64
}

/// SPJ (surat pertanggungjawaban): what was spent of an advance.
public struct SiskeudesSettlement: Hashable, Sendable {
    public let number: String
    /// `2019-01-25`.
    public let day: String
    /// The advance (SPP UM) it settles.
    public let requestNumber: String
    public let purpose: String
    public let lines: [SiskeudesVoucherLine]
    public let proofs: [SiskeudesProof]
    /// Taxes held back, handed over in cash.
    public let deductions: [SiskeudesDeduction]
}

/// Sisa panjar (`Ta_SPJSisa`): what was not spent of an advance, brought back into the hand. Names
/// the activity only; the fund source is the advance's.
public struct SiskeudesRest: Hashable, Sendable {
    public let number: String
    /// `2019-01-25`.
    public let day: String
    /// The advance (SPP UM) that it is the rest of, and its day.
    public let requestNumber, requestDay: String
    /// The settlement (SPJ) before it and its day; empty where there was none.
    public let settlementNumber, settlementDay: String
    public let purpose: String
    public let activity: String
    public let amountSen: Int64
}

/// Penyetoran pajak (SSP): held taxes brought to the state or the county.
public struct SiskeudesDeposit: Hashable, Sendable {
    public let number: String
    /// `2019-01-25`.
    public let day: String
    public let purpose: String
    public let means: SiskeudesMeans
    /// What is deposited, each part with the proof it was held back from.
    public let parts: [SiskeudesDeduction]
}

/// Jurnal umum: an entry of the general journal.
public struct SiskeudesJournalEntry: Hashable, Sendable {
    public let number: String
    /// `2019-01-25`.
    public let day: String
    public let purpose: String
    /// Debit positive, credit negative.
    public let lines: [SiskeudesVoucherLine]
}
