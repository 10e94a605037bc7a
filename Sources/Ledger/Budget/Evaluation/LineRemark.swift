public import Commons
public import Foundation
public import Postgres

/// What the evaluator (camat) says of one line, one activity or the whole budget, and what the village did.
public struct LineRemark: Hashable, Sendable, Identifiable {
    /// The remark.
    public let id: UUID
    /// The line, the activity (no account) or the whole budget (no activity).
    public let place: RemarkPlace
    /// What is to be changed, or advised.
    public let text: String
    /// Must be answered before the budget comes back; else advice.
    public let isBinding: Bool
    /// Of the version as it was submitted: which round of evaluation.
    public let revision: Int
    /// Who said it.
    public let person: String
    /// Server time.
    public let recordedAt: Date
    /// What the village did about it.
    public let answer: String?
    /// Who answered.
    public let answeredBy: String?
}

/// What a remark is about. Empty texts widen it: no account means the activity, no activity the whole budget.
public struct RemarkPlace: Hashable, Sendable {
    public let activity: String
    public let account: String
    public let fund: String
    public let subDetail: String

    public init(activity: String = "", account: String = "", fund: String = "", subDetail: String = "") {
        self.activity = activity
        self.account = account
        self.fund = fund
        self.subDetail = subDetail
    }

    /// `2.3.10 5.3.5.01 DDS 01`; empty for the whole budget.
    public var code: String {
        [activity, account, fund, subDetail].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Reads what `code` writes.
    public init(code: String) {
        let parts = code.split(separator: " ").map(String.init)
        func part(_ index: Int) -> String { index < parts.count ? parts[index] : "" }
        self.init(activity: part(0), account: part(1), fund: part(2), subDetail: part(3))
    }
}

/// The camat's office remarks on a budget while it evaluates it.
public struct RemarkLine: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameter id: made by the caller; the same call under the same id answers as the first time.
    /// - Throws: `.wrongState`, `.lineNotBudgeted`, `.reasonMissing`, `.notYourPost`, `.idReused`.
    @discardableResult
    public func callAsFunction(
        _ id: UUID, on version: UUID, _ place: RemarkPlace, text: String, isBinding: Bool, by session: Session
    ) async throws(LedgerError) -> UUID {
        try await database.ask(
            EvaluationStatement.remark, .uuid(id), .uuid(version), .text(place.activity),
            .text(place.account), .text(place.fund), .text(place.subDetail), .text(text), .bool(isBinding),
            as: session.key
        ) { rows throws(PostgresError) in try rows.one().uuid("id") }
    }

    /// Takes a remark of this round back.
    /// - Throws: `.wrongState`, `.notFound`, `.notYourPost`.
    public func withdraw(_ id: UUID, of version: UUID, by session: Session) async throws(LedgerError) {
        _ = try await database.ask(
            EvaluationStatement.withdrawRemark, .uuid(version), .uuid(id), as: session.key
        ) { rows throws(PostgresError) in rows.count }
    }
}

/// The village says what it did about a remark.
public struct AnswerRemark: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Throws: `.wrongState`, `.reasonMissing`, `.notFound`, `.notYourPost`.
    public func callAsFunction(
        _ id: UUID, of version: UUID, answer: String, by session: Session
    ) async throws(LedgerError) {
        _ = try await database.ask(
            EvaluationStatement.answerRemark, .uuid(version), .uuid(id), .text(answer), as: session.key
        ) { rows throws(PostgresError) in rows.count }
    }
}

/// The village takes an agreed or submitted version back before it is evaluated.
public struct WithdrawBudget: Sendable {
    let database: Database

    /// Asks this database.
    public init(_ database: Database) { self.database = database }

    /// - Throws: `.staleRevision`, `.wrongState`, `.reasonMissing`, `.notYourPost`.
    public func callAsFunction(
        _ version: UUID, revision: Int, reason: String, by session: Session
    ) async throws(LedgerError) -> VersionStep {
        try await database.ask(
            EvaluationStatement.withdraw, .uuid(version), .int(revision), .text(reason), as: session.key,
            VersionStep.init(rows:))
    }
}
