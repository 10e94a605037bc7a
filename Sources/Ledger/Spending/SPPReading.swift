internal import Commons
internal import Foundation
internal import Postgres

extension SPPStep {
    init(rows: Rows) throws(PostgresError) { self = try SPPStep(row: try rows.one()) }

    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.uuid("id"), revision: try row.int("revision"),
            state: try row.read("state", SPPState.init(rawValue:)), number: try row.intOrNil("number"))
    }
}

extension SPPSummary {
    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.uuid("id"), village: try row.village("village"), year: try row.int("year"),
            number: try row.intOrNil("number"), kind: try row.read("kind", SPPKind.init(rawValue:)),
            state: try row.read("state", SPPState.init(rawValue:)), revision: try row.int("revision"),
            day: try row.date("book_date"), purpose: try row.text("purpose"),
            amount: try row.money("amount_sen"),
            requester: try row.textOrNil("requester_name"),
            origin: try row.read("origin", Origin.init(rawValue:)),
            requesterID: try row.uuidOrNil("requester"),
            verifierID: try row.uuidOrNil("verifier"), approverID: try row.uuidOrNil("approver"))
    }
}

extension LineStanding {
    init(row: Row) throws(PostgresError) {
        self.init(
            limit: try row.money("limit_sen"), requested: try row.money("requested_sen"),
            reserved: try row.money("reserved_sen"), posted: try row.money("posted_sen"))
    }
}

/// The JSON that `ledger.create_spp` and `ledger.save_spp` read.
struct SPPLineBody: Encodable {
    let activity, account, fund, subDetail: String
    let amountSen: Int64

    init(_ line: SPPLine) {
        (activity, account) = (line.key.activity, line.key.account)
        (fund, subDetail) = (line.key.fund, line.key.subDetail)
        amountSen = line.amount.sen
    }
}
