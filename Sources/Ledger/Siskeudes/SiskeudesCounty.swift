public import Commons
public import Postgres

/// Which village of the list a village of a county's export is: one pair a line, a tab between.
public struct SiskeudesMapping: Hashable, Sendable {
    /// A village by both its codes.
    public struct Pair: Hashable, Sendable {
        /// Siskeudes' own code, `04.2014`.
        public let localCode: String
        /// The Kemendagri code.
        public let village: VillageCode
    }

    public let pairs: [Pair]

    /// Reads `04.2014<tab>35.10.04.2014` line by line; empty lines, those that begin with `#` and a head
    /// without digits say nothing.
    ///
    /// - Throws: `.malformedMapping` with the first line that is no pair, or names a village that had one.
    public init(parsing text: String) throws(SiskeudesProblem) {
        var pairs: [Pair] = []
        var locals: Set<String> = []
        var villages: Set<VillageCode> = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated()
        {
            let words = String(line).trimmed
            let isHead = index == 0 && !words.contains { $0.isNumber }
            if words.isEmpty || words.hasPrefix("#") || isHead { continue }
            let fields = words.split(separator: "\t").map { String($0).trimmed }
            guard fields.count == 2, let pair = Self.pair(fields), locals.insert(pair.localCode).inserted,
                villages.insert(pair.village).inserted
            else { throw .malformedMapping(line: index + 1, text: String(words.prefix(60))) }
            pairs.append(pair)
        }
        self.pairs = pairs
    }

    private static func pair(_ fields: [String]) -> Pair? {
        let local = fields[0].withoutLastDot
        do {
            return local.isEmpty ? nil : Pair(localCode: local, village: try VillageCode(parsing: fields[1]))
        } catch {
            return nil
        }
    }
}

/// A county's export of many villages, read one village after the other: what is wrong with one does not
/// touch the others.
public struct SiskeudesCounty: Sendable {
    /// What became of one village of the mapping.
    public struct Reading: Sendable {
        public let pair: SiskeudesMapping.Pair
        public let result: Result<SiskeudesExport, SiskeudesRefusal>
    }

    /// In the order of the mapping.
    public let readings: [Reading]
    /// Villages with a posted budget in the export that the mapping does not name, by their local codes.
    public let unmapped: [String]

    /// - Throws: `SiskeudesProblem` where the folder is no export at all.
    public init(
        _ source: SiskeudesSource, mapping: SiskeudesMapping, reference: SiskeudesReference
    ) throws(SiskeudesProblem) {
        var tables = try SiskeudesTables(source, reference: reference)
        let budgeted = Set(try tables.codes("Ta_Anggaran"))
        unmapped = budgeted.subtracting(mapping.pairs.map(\.localCode)).sorted()
        readings = mapping.pairs.map { pair in
            do throws(SiskeudesRefusal) {
                let export = try SiskeudesReader.read(
                    source, village: pair.village.dotted, localCode: pair.localCode, reference: reference)
                return Reading(pair: pair, result: .success(export))
            } catch {
                return Reading(pair: pair, result: .failure(error))
            }
        }
    }

    /// What is odd about the export's tables themselves, whichever village is read: said once.
    public var tableWarnings: [SiskeudesWarning] {
        let exports = readings.compactMap { reading -> SiskeudesExport? in
            if case .success(let export) = reading.result { export } else { nil }
        }
        let all = exports.flatMap(\.warnings).filter(\.isOfTables)
        return all.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

extension SiskeudesWarning {
    /// Whether it is about the files and not about what a village wrote.
    var isOfTables: Bool {
        switch self {
        case .unknownTable, .unknownColumns, .missingColumns, .otherEncoding, .otherVillages: true
        default: false
        }
    }
}

/// Stores what one village's export holds: its budget, all of it or nothing, then its vouchers, all or none.
/// A year that has its budget keeps it and takes what is new of the vouchers.
public struct ImportSiskeudes: Sendable {
    let owner: Database

    /// - Parameter owner: the operator's own connection (role `balai_owner`).
    public init(owner: Database) { self.owner = owner }

    /// What was stored.
    public struct Kept: Hashable, Sendable {
        /// False where the year had its budget already.
        public let isBudgetNew: Bool
        public let changes: [StoreVouchers.Change]
    }

    /// - Throws: `LedgerError`: what `StoreSiskeudes` and `StoreVouchers` refuse, but not `budget-exists`.
    public func callAsFunction(
        _ export: SiskeudesExport, _ journal: SiskeudesJournal
    ) async throws(LedgerError) -> Kept {
        let isBudgetNew = try await storeBudget(export)
        let changes = try await StoreVouchers(owner: owner)(
            journal, village: export.place.village, year: export.year)
        return Kept(isBudgetNew: isBudgetNew, changes: changes)
    }

    private func storeBudget(_ export: SiskeudesExport) async throws(LedgerError) -> Bool {
        do {
            _ = try await StoreSiskeudes(owner: owner)(export)
            return true
        } catch {
            guard error.refusal?.code == "budget-exists" else { throw error }
            return false
        }
    }
}
