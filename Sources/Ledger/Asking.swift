internal import Commons
internal import Postgres

extension Database {
    /// One short statement, its rows read into a value, its refusal turned into the ledger's own error.
    func ask<T>(
        _ statement: some SQLStatement, _ parameters: Parameter..., as session: SessionKey?,
        _ read: (Rows) throws(PostgresError) -> T
    ) async throws(LedgerError) -> T {
        do throws(PostgresError) {
            return try read(try await once(statement, parameters: parameters, as: session))
        } catch {
            throw LedgerError(error)
        }
    }
}

extension Rows {
    /// Every row read into a value.
    func values<T>(_ read: (Row) throws(PostgresError) -> T) throws(PostgresError) -> [T] {
        var values: [T] = []
        values.reserveCapacity(count)
        for row in self { values.append(try read(row)) }
        return values
    }
}

extension Row {
    func money(_ column: String) throws(PostgresError) -> Rupiah { Rupiah(sen: try int64(column)) }
}
