public import Commons
public import Postgres

/// Reads a village's year as a Siskeudes export would hold it: place, activities, posted budgets, every
/// voucher. What was taken back stands there as it was, its reversal as an entry of the general journal that
/// names it.
public struct ReadSiskeudesYear: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameter session: `nil` only for the server's operator at the command line.
    /// - Throws: `.notFound` for a village out of scope and for a year without a posted budget.
    public func callAsFunction(
        of village: VillageCode, year: Int, by session: SessionKey?
    ) async throws(LedgerError) -> SiskeudesExport {
        let scope = Scope(village: village, year: year, session: session)
        let place = try await place(scope)
        let budgets = try await budgets(scope)
        guard !budgets.isEmpty else { throw .notFound(kind: "budget") }
        let held = SiskeudesHoldings(
            requests: try await requests(scope), lines: try await requestLines(scope),
            entries: try await entries(scope), withheld: try await withheld(scope),
            proposed: try await proposed(scope))
        return SiskeudesExport(
            place: place, year: year, version: "V2.0 R2.0.0.", activities: try await activities(scope),
            countyCodes: try await countyCodes(scope), budgets: budgets,
            vouchers: held.vouchers(localCode: place.localCode, year: year), tables: [], warnings: [])
    }

    private struct Scope {
        let village: VillageCode
        let year: Int
        let session: SessionKey?
    }

    private func ask<T>(
        _ statement: SiskeudesStatement, _ scope: Scope, _ read: (Row) throws(PostgresError) -> T
    ) async throws(LedgerError) -> [T] {
        try await database.ask(
            statement, .int64(scope.village.number), .int(scope.year), as: scope.session
        ) { rows throws(PostgresError) in try rows.values(read) }
    }

    private func place(_ scope: Scope) async throws(LedgerError) -> SiskeudesPlace {
        let found = try await ask(.place, scope) { row throws(PostgresError) in
            SiskeudesPlace(
                village: scope.village.number, localCode: scope.village.siskeudesCode,
                villageName: try row.text("name"), districtName: try row.text("district_name"),
                regencyName: try row.text("regency_name"), provinceName: try row.text("province"))
        }
        guard let place = found.first else { throw .notFound(kind: "village") }
        return place
    }

    private func activities(_ scope: Scope) async throws(LedgerError) -> [SiskeudesActivity] {
        try await ask(.activities, scope) { row throws(PostgresError) in
            SiskeudesActivity(
                code: try row.text("code"), name: try row.text("name"),
                ceilingSen: try row.int64("ceiling_sen"), managerPost: try row.text("manager_post"),
                managerName: try row.text("manager_name"), location: try row.text("location"),
                duration: try row.text("duration"), output: try row.text("output"),
                volume: SiskeudesNumber.volume(try row.text("volume")) ?? "0", unit: try row.text("unit"))
        }
    }

    private func countyCodes(_ scope: Scope) async throws(LedgerError) -> [SiskeudesCountyCode] {
        try await ask(.countyCodes, scope) { row throws(PostgresError) in
            SiskeudesCountyCode(
                list: try row.text("list") == "activity" ? .activity : .account, code: try row.text("code"),
                name: try row.text("name"), kind: try row.intOrNil("kind"))
        }
    }

    /// The first posted budget and, where it was shifted or changed since, the newest.
    private func budgets(_ scope: Scope) async throws(LedgerError) -> [SiskeudesBudget] {
        var budgets: [Int: SiskeudesBudget] = [:]
        var lines: [Int: [SiskeudesKey: SiskeudesLine]] = [:]
        let costs = try await ask(.budgetLines, scope) { row throws(PostgresError) in try Cost(row) }
        for cost in costs {
            let known = lines[cost.ordinal]?[cost.key]
            let rab = (known?.rab ?? []) + (cost.rab.map { [$0] } ?? [])
            lines[cost.ordinal, default: [:]][cost.key] = SiskeudesLine(
                key: cost.key, name: cost.name, amountSen: rab.reduce(0) { $0 + $1.amountSen }, rab: rab)
            budgets[cost.ordinal] = SiskeudesBudget(
                posting: cost.ordinal == 1 ? .original : .change, regulationNumber: cost.regulationNumber,
                postedOn: cost.postedOn,
                lines: [])
        }
        return budgets.sorted { $0.key < $1.key }.map { ordinal, budget in
            SiskeudesBudget(
                posting: budget.posting, regulationNumber: budget.regulationNumber, postedOn: budget.postedOn,
                lines: (lines[ordinal] ?? [:]).values.sorted { $0.key < $1.key })
        }
    }

    /// A budget line with one of its cost lines.
    private struct Cost {
        let ordinal: Int
        let regulationNumber: String
        let postedOn: String?
        let key: SiskeudesKey
        let name: String
        let rab: SiskeudesRABLine?

        init(_ row: Row) throws(PostgresError) {
            ordinal = try row.int("ordinal")
            regulationNumber = try row.text("regulation_number")
            postedOn = try row.textOrNil("regulation_date")
            key = try SiskeudesKey(row)
            name = try row.text("name")
            guard let place = try row.intOrNil("rab_ordinal") else {
                rab = nil
                return
            }
            rab = SiskeudesRABLine(
                ordinal: place, description: try row.text("description"),
                volume: SiskeudesNumber.volume(try row.text("volume")) ?? "0", unit: try row.text("unit"),
                unitPriceSen: try row.int64("unit_price_sen"), amountSen: try row.int64("amount_sen"))
        }
    }

    private func requests(_ scope: Scope) async throws(LedgerError) -> [SiskeudesHoldings.Request] {
        try await ask(.requests, scope) { row throws(PostgresError) in
            SiskeudesHoldings.Request(
                id: try row.uuid("id"), number: try row.int("number"), knownAs: try row.textOrNil("known_as"),
                kind: try row.text("kind"), day: try row.date("book_date"),
                purpose: try row.text("purpose"), payee: try row.text("payee"),
                amountSen: try row.int64("amount_sen"))
        }
    }

    private func requestLines(
        _ scope: Scope
    ) async throws(LedgerError) -> [SiskeudesHoldings.RequestLine] {
        try await ask(.requestLines, scope) { row throws(PostgresError) in
            SiskeudesHoldings.RequestLine(
                request: try row.uuid("spp_id"),
                line: SiskeudesVoucherLine(
                    key: try SiskeudesKey(row), amountSen: try row.int64("amount_sen")))
        }
    }

    private func entries(_ scope: Scope) async throws(LedgerError) -> [SiskeudesHoldings.Entry] {
        let legs = try await ask(.entries, scope) { row throws(PostgresError) in
            (
                SiskeudesHoldings.Entry(
                    number: try row.int64("number"), knownAs: try row.textOrNil("known_as"),
                    kind: try row.text("kind"), day: try row.date("book_date"),
                    description: try row.text("description"), document: try row.uuid("document_id"),
                    documentNumber: try row.intOrNil("document_number"), party: try row.text("party"),
                    request: try row.uuidOrNil("spp_id"),
                    reverses: try row.int64OrNil("reverses_number")),
                SiskeudesVoucherLine(key: try SiskeudesKey(row), amountSen: try row.int64("leg_sen"))
            )
        }
        return legs.reduce(into: []) { entries, leg in
            if entries.last?.number != leg.0.number { entries.append(leg.0) }
            entries[entries.count - 1].legs.append(leg.1)
        }
    }

    private func proposed(_ scope: Scope) async throws(LedgerError) -> [SiskeudesHoldings.Proposed] {
        try await ask(.proposed, scope) { row throws(PostgresError) in
            SiskeudesHoldings.Proposed(
                request: try row.uuid("spp_id"), account: try row.text("account"),
                fund: try row.text("fund"), amountSen: try row.int64("amount_sen"))
        }
    }

    private func withheld(_ scope: Scope) async throws(LedgerError) -> [SiskeudesHoldings.Withheld] {
        try await ask(.withheld, scope) { row throws(PostgresError) in
            SiskeudesHoldings.Withheld(
                document: try row.uuid("document_id"), deposit: try row.uuid("deposit_id"),
                account: try row.text("account"), fund: try row.text("fund"),
                amountSen: try row.int64("amount_sen"))
        }
    }
}

extension SiskeudesKey {
    fileprivate init(_ row: Row) throws(PostgresError) {
        self.init(
            activity: try row.text("activity"), account: try row.text("account"), fund: try row.text("fund"),
            subDetail: try row.text("sub_detail"))
    }
}

extension VillageCode {
    /// Siskeudes' own code within the regency: `04.2014`.
    var siskeudesCode: String {
        let tail = String(number).suffix(6)
        return "\(tail.prefix(2)).\(tail.suffix(4))"
    }
}
