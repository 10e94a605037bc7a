public import Commons
public import Foundation
public import Postgres

/// Writes whole budget lines, each with its whole RAB, into a version that is still open.
public struct SaveBudgetLines: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameters:
    ///   - request: made by the caller; the same call under the same id answers as the first time.
    ///   - activity: when given, lines of that activity that are not among `lines` are removed.
    /// - Throws: `.staleRevision`, `.wrongState`, `.unknownActivity`, `.unknownAccount`, `.unknownFund`,
    ///   `.accountOutsideBudget`, `.activityMismatch`, `.duplicateLine`, `.tooManyLines`,
    ///   `.amountOutOfRange`,
    ///   `.descriptionMissing`, `.notYourPost`.
    public func callAsFunction(
        _ lines: [LineDraft], into version: UUID, revision: Int, replacing activity: String? = nil,
        request: UUID,
        by session: Session
    ) async throws(LedgerError) -> VersionStep {
        for line in lines { _ = try BudgetRules.amount(of: line) }
        return try await database.ask(
            BudgetStatement.save, .uuid(request), .uuid(version), .int(revision), .optional(activity),
            .json(try written(lines.map(LineBody.init))), as: session.key, VersionStep.init(rows:))
    }
}

/// The JSON that `ledger.save_lines` reads.
struct LineBody: Encodable {
    let activity, account, fund, subDetail, name: String
    let rab: [RABBody]

    init(_ line: LineDraft) {
        (activity, account) = (line.key.activity, line.key.account)
        (fund, subDetail, name) = (line.key.fund, line.key.subDetail, line.name)
        rab = line.rab.map(RABBody.init)
    }
}

struct RABBody: Encodable {
    let description, volume, unit: String
    let unitPriceSen: Int64

    init(_ item: RABItem) {
        description = item.description
        volume = item.volume.description
        unit = item.unit
        unitPriceSen = item.unitPrice.sen
    }
}

/// A value as JSON with keys in order, so that the same content always has the same fingerprint.
func written(_ value: some Encodable) throws(LedgerError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    do {
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
        throw .database(.decoding(column: "json"))
    }
}
