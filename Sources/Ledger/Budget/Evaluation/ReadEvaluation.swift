public import Commons
public import Foundation
public import Postgres

/// A budget version as its evaluator reads it: every line beside the budget before it, and what was remarked.
public struct ReadEvaluation: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// One line of this version or of the budget before it.
    public struct Line: Hashable, Sendable {
        public let key: LineKey
        public let activityName: String
        public let accountName: String
        /// Of this version; zero where it left the line out.
        public let amount: Rupiah
        /// Of the newest posted version of this year, for the year's first of the year before; zero where it
        /// was not there.
        public let before: Rupiah
    }

    /// Every line, by key.
    /// - Throws: `.database`, `.notSignedIn`.
    public func lines(of version: UUID, by session: Session) async throws(LedgerError) -> [Line] {
        try await database.ask(EvaluationStatement.lines, .uuid(version), as: session.key) {
            rows throws(PostgresError) in
            try rows.values { row throws(PostgresError) in
                Line(
                    key: try LineKey(row: row), activityName: try row.text("activity_name"),
                    accountName: try row.text("account_name"), amount: try row.money("amount_sen"),
                    before: try row.money("before_sen"))
            }
        }
    }

    /// Remarks that were not taken back, oldest first.
    /// - Throws: `.database`, `.notSignedIn`.
    public func remarks(of version: UUID, by session: Session) async throws(LedgerError) -> [LineRemark] {
        try await database.ask(EvaluationStatement.remarks, .uuid(version), as: session.key) {
            rows throws(PostgresError) in try rows.values(LineRemark.init(row:))
        }
    }
}

extension LineRemark {
    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.uuid("id"),
            place: RemarkPlace(
                activity: try row.text("activity"), account: try row.text("account"),
                fund: try row.text("fund"), subDetail: try row.text("sub_detail")),
            text: try row.text("remark"), isBinding: try row.bool("is_binding"),
            revision: try row.int("revision"), person: try row.text("name"),
            recordedAt: try row.moment("recorded_at"), answer: try row.textOrNil("answer"),
            answeredBy: try row.textOrNil("answered_name"))
    }
}
