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

/// A county's export of many villages, read one village after the other, when it is asked for: what is wrong
/// with one does not touch the others, and one is in memory at a time.
public struct SiskeudesCounty: Sendable {
    /// What became of one village of the mapping.
    public struct Reading: Sendable {
        public let pair: SiskeudesMapping.Pair
        public let result: Result<SiskeudesExport, SiskeudesRefusal>
    }

    /// What is read, in the order of the mapping.
    public let pairs: [SiskeudesMapping.Pair]
    /// Villages with a posted budget in the export that the mapping does not name, by their local codes.
    public let unmapped: [String]
    /// What is odd about the export's tables themselves, whichever village is read: said once.
    public let tableWarnings: [SiskeudesWarning]
    private let source: SiskeudesSource
    private let reference: SiskeudesReference

    /// - Throws: `SiskeudesProblem` where the folder is no export at all, or a table can't be read.
    public init(
        _ source: SiskeudesSource, mapping: SiskeudesMapping, reference: SiskeudesReference
    ) throws(SiskeudesProblem) {
        var tables = try SiskeudesTables(source, reference: reference)
        let index = try tables.index()
        (self.source, self.reference, pairs) = (.indexed(index), reference, mapping.pairs)
        unmapped = index.villages("Ta_Anggaran").subtracting(mapping.pairs.map(\.localCode)).sorted()
        tableWarnings = tables.warnings.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Reads one village.
    public func reading(_ pair: SiskeudesMapping.Pair) -> Reading {
        do throws(SiskeudesRefusal) {
            let export = try SiskeudesReader.read(
                source, village: pair.village.dotted, localCode: pair.localCode, reference: reference)
            return Reading(pair: pair, result: .success(export))
        } catch {
            return Reading(pair: pair, result: .failure(error))
        }
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
