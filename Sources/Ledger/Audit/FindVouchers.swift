public import Commons
public import Foundation
public import Postgres

/// The number of a document as it stands on paper: `0007/SPP/35.10.99.2001/2026`.
public struct VoucherNumber: Hashable, Sendable {
    /// Which series the number is of.
    public enum Series: String, Hashable, Sendable, CaseIterable {
        case spp = "SPP"
        case statement = "SPTB"
        case receipt = "KWT"
        case income = "TBP"
    }

    /// 1…
    public let number: Int
    /// Of the village's year.
    public let series: Series
    /// Who made it.
    public let village: VillageCode
    /// Budget year.
    public let year: Int

    /// `nil` for anything that is no such number; dots in the village's code may be missing.
    public init?(_ text: String) {
        let parts = text.trimmingCharacters(in: .whitespaces).split(
            separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 4, let number = Int(parts[0]), number > 0, number < 1_000_000,
            let series = Series(rawValue: parts[1].uppercased()), let year = Int(parts[3]),
            (2015...2100).contains(year)
        else { return nil }
        let digits = parts[2].filter { $0 != "." }
        guard digits.utf8.count == 10, digits.utf8.allSatisfy({ (48...57).contains($0) }),
            let code = Int64(digits)
        else { return nil }
        do { village = try VillageCode(number: code) } catch { return nil }
        self.number = number
        self.series = series
        self.year = year
    }

    /// As it stands on paper.
    public var text: String {
        let digits = String(number)
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return "\(padded)/\(series.rawValue)/\(village.dotted)/\(year)"
    }
}

/// Documents by their numbers, and the journal lines that each caused.
public struct FindVouchers: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// What a number names.
    public enum Voucher: Hashable, Sendable {
        /// A payment request, also for its statement and receipt.
        case spp(UUID)
        /// The journal entry of an income receipt.
        case income(UUID)
    }

    /// - Returns: `nil` where there is none in the reader's scope.
    /// - Throws: `.database`, `.notSignedIn`.
    public func callAsFunction(
        _ number: VoucherNumber, by session: Session
    ) async throws(LedgerError) -> Voucher? {
        let statement: AuditStatement =
            switch number.series {
            case .spp, .statement: .sppOfNumber
            case .receipt: .sppOfPayment
            case .income: .entryOfReceipt
            }
        let found = try await database.ask(
            statement, .int64(number.village.number), .int(number.year), .int(number.number), as: session.key
        ) { rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in try row.uuid("id") }
        }
        return found.first.map { number.series == .income ? .income($0) : .spp($0) }
    }

    /// Every posting that a document caused, as CSV like the journal's export.
    /// - Parameter document: the request or receipt.
    /// - Throws: `.database`, `.notSignedIn`.
    public func legs(
        of document: UUID, in village: VillageCode, year: Int, by session: Session
    ) async throws(LedgerError) -> String {
        let legs = try await database.ask(AuditStatement.documentLegs, .uuid(document), as: session.key) {
            rows throws(PostgresError) in try rows.values(JournalLeg.init(row:))
        }
        var writer = BookWriter(
            format: .csv, village: village, year: year, declared: [], place: (name: "", isDemo: false))
        return writer.opening() + legs.map { writer.add($0) }.joined()
    }
}
