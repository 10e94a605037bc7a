public import Commons
public import Foundation
public import Postgres

/// Takes a journal entry back by a new one that names it and says why; nothing is ever changed or deleted.
public struct ReverseEntry: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameter id: of the new entry, made by the caller; the same call answers as the first time.
    /// - Returns: the new entry's journal number.
    /// - Throws: `.alreadyReversed`, `.cashShort` where taking income back would leave less than nothing,
    ///   `.reasonMissing`, `.wrongState` for a reversal or imported history, `.dateBeforeStep`,
    ///   `.dateInFuture`,
    ///   `.yearClosed`, `.secondFactorNeeded`, `.notFound`, `.notYourPost`.
    public func callAsFunction(
        _ id: UUID, of entry: UUID, on day: Day, reason: String, by session: Session
    ) async throws(LedgerError) -> Int64 {
        try await database.ask(
            BookStatement.reverse, .uuid(id), .uuid(entry), .text(day.description), .text(reason),
            as: session.key
        ) { rows throws(PostgresError) in try rows.one().int64("entry_number") }
    }
}
