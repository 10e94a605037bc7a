/// Something odd in an export that does not stop its import. Words come from the texts by `key` and `values`.
public enum SiskeudesWarning: Hashable, Sendable {
    /// A file of the folder that is no table of Siskeudes.
    case unknownTable(String)
    case unknownColumns(table: String, columns: [String])
    /// Columns that Siskeudes has and this export lacks, none of them needed.
    case missingColumns(table: String, columns: [String])
    /// Rows of other villages were left aside.
    case otherVillages([String])
    /// Fields that are not UTF-8 were read as Latin-1.
    case otherEncoding(table: String)
    /// A code without the trailing dot that Siskeudes writes.
    case missingDot(code: String, tables: [String], rows: Int)
    /// A code that stands for another one: 4.3.7 is 4.3.9 in Permendagri 20/2018, DD is DDS.
    case codeMapped(from: String, to: String, rows: Int)
    /// `Ta_RAB` gives another total than its cost lines; the lines count.
    case staleHeader(key: String, headerSen: Int64, linesSen: Int64)
    /// Volume × unit price is not the amount; the amount is kept.
    case productDiffers(key: SiskeudesKey, ordinal: Int, productSen: Int64, amountSen: Int64)
    /// An amount had more than two decimals and was rounded to the sen.
    case roundedAmount(table: String, line: Int)
    /// The posted copy of the cost lines (`Ta_AnggaranRinci`) differs from the working ones.
    case archiveDiffers(keys: Int)
    /// The posting's regulation (Perdes) has no number or no day.
    case postingWithoutRegulation(posting: Int)
    /// The budget uses an activity that `Ta_Kegiatan` lacks.
    case activityNotPlanned(String)

    /// SPP headers and lines differ in sum over the year.
    case requestTotalsDiffer(headersSen: Int64, linesSen: Int64)
    case headerDiffers(number: String, headerSen: Int64, linesSen: Int64)
    case requestWithoutLines(number: String, headerSen: Int64)
    case requestsUnpaid(Int)
    case zeroReceipt(number: String)
    /// A document dated in another year.
    case dayOutsideYear(number: String, day: String)
    case paymentDiffers(number: String, paymentSen: Int64, requestSen: Int64)
    case paymentBeforeRequest(number: String, day: String, requestDay: String)
    /// More was asked for than the posted key holds.
    case requestedOverBudget(key: SiskeudesKey, requestedSen: Int64, budgetSen: Int64)
    /// A voucher names a key that the posted budget lacks.
    case voucherOutsideBudget(number: String, key: SiskeudesKey)
    /// A move between bank and cash box names no fund source; it was taken from what the funds held that day.
    case moveDivided(number: String, funds: [String])
    /// The rest of an advance of several fund sources; it was divided by what each had open.
    case restDivided(number: String, funds: [String])
    /// The rest of an advance that is not here, or has nothing of its activity; it is not booked.
    case restWithoutAdvance(number: String, request: String)
    /// A tax deposit names a proof that no request or settlement has; that part is not booked.
    case depositWithoutProof(number: String, proof: String)
    /// An entry of the general journal does not come to zero in each fund; it is not booked.
    case journalUnbalanced(number: String)
    /// A fund source ends the year's documents below zero: cash and bank together, less the taxes held back
    /// and not yet deposited, which are not the village's.
    case fundBelowZero(fund: String, cashSen: Int64, heldTaxSen: Int64)
}

/// What makes an export unfit: nothing of it may be stored. Words come from the texts by `key` and `values`.
public enum SiskeudesProblem: Error, Hashable, Sendable {
    case notAnExport(missing: [String])
    case unreadableTable(table: String, error: String, line: Int?)
    case missingColumns(table: String, columns: [String])
    /// A row has another number of fields than the header.
    case raggedRow(table: String, line: Int)
    case malformedValue(table: String, line: Int, column: String, value: String)
    case unknownCode(table: String, line: Int, column: String, code: String)
    case villageNotInExport(String, known: [String])
    /// A line of a mapping file is no pair of codes, or names one again.
    case malformedMapping(line: Int, text: String)
    case noBudget(village: String)
    case severalYears([String])
    /// The same posted key or cost line stands twice.
    case doubleRow(table: String, line: Int, key: String)
    /// Σ cost lines is not the posted key.
    case rabDiffers(key: SiskeudesKey, postedSen: Int64, rabSen: Int64)
    case versionUnbalanced(posting: Int, sourcesSen: Int64, usesSen: Int64)
    case fundUnbalanced(posting: Int, fund: String, sourcesSen: Int64, usesSen: Int64)
}

/// Why an export was refused: every problem that was found, at most a hundred.
public struct SiskeudesRefusal: Error, Hashable, Sendable {
    public let problems: [SiskeudesProblem]

    public init(_ problems: [SiskeudesProblem]) { self.problems = Array(problems.prefix(100)) }
}
