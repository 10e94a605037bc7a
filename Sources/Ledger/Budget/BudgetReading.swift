internal import Commons
internal import Postgres

extension VersionStep {
    init(rows: Rows) throws(PostgresError) {
        let row = try rows.one()
        self.init(
            id: try row.uuid("id"), revision: try row.int("revision"),
            state: try row.read("state", BudgetState.init(rawValue:)))
    }
}

extension BudgetVersion {
    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.uuid("id"), village: try row.village("village"), year: try row.int("year"),
            ordinal: try row.int("ordinal"), kind: try row.read("kind", BudgetKind.init(rawValue:)),
            state: try row.read("state", BudgetState.init(rawValue:)), revision: try row.int("revision"),
            origin: try row.read("origin", Origin.init(rawValue:)),
            regulationNumber: try row.textOrNil("regulation_number"),
            regulationDate: try row.dateOrNil("regulation_date"),
            submittedOn: try row.dateOrNil("submitted_on"),
            minutesNumber: try row.textOrNil("minutes_number"),
            minutesDate: try row.dateOrNil("minutes_date"))
    }
}

extension LineKey {
    init(row: Row) throws(PostgresError) {
        self.init(
            activity: try row.text("activity"), account: try row.text("account"), fund: try row.text("fund"),
            subDetail: try row.text("sub_detail"))
    }
}

extension Row {
    /// A word of a closed list.
    func read<T>(_ column: String, _ make: (String) -> T?) throws(PostgresError) -> T {
        guard let value = make(try text(column)) else { throw .decoding(column: column) }
        return value
    }

    func village(_ column: String) throws(PostgresError) -> VillageCode {
        do throws(PlaceError) {
            return try VillageCode(number: try number(column))
        } catch {
            throw .decoding(column: column)
        }
    }

    /// `int64` for a place where only place errors may leave.
    private func number(_ column: String) throws(PlaceError) -> Int64 {
        do throws(PostgresError) { return try int64(column) } catch { throw .malformed(column) }
    }
}
