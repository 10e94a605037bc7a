public import Commons
public import Foundation
public import Postgres

/// Where a flag stands after a step.
public struct FlagStanding: Hashable, Sendable {
    public let revision: Int
    public let state: FlagState
}

/// A village of the pair explains: the same work, the next stretch, another trade.
public struct ExplainFlag: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// - Throws: `PostgresError.refused` `reason-missing`, `stale-revision`, `flag-state`, `not-your-post`,
    ///   `not-found`.
    public func callAsFunction(
        _ flag: UUID, revision: Int, reason: String, by session: Session
    ) async throws -> FlagStanding {
        try await database.once(
            InspectionStatement.explainFlag, .uuid(flag), .int(revision), .text(reason), as: session.key
        ).one().standing
    }
}

/// What an inspector answers.
public enum FlagDecision: String, CaseIterable, Hashable, Sendable {
    case confirm, dismiss
}

/// The inspector confirms or dismisses, always with the reason; or takes an answer back.
public struct DecideFlag: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// - Throws: as `ExplainFlag`.
    public func callAsFunction(
        _ flag: UUID, revision: Int, _ decision: FlagDecision, reason: String, by session: Session
    ) async throws -> FlagStanding {
        try await database.once(
            InspectionStatement.decideFlag, .uuid(flag), .int(revision), .text(decision.rawValue),
            .text(reason),
            as: session.key
        ).one().standing
    }

    /// Opens a decided flag again.
    /// - Throws: as `ExplainFlag`.
    public func reopen(
        _ flag: UUID, revision: Int, reason: String, by session: Session
    ) async throws -> FlagStanding {
        try await database.once(
            InspectionStatement.reopenFlag, .uuid(flag), .int(revision), .text(reason), as: session.key
        ).one().standing
    }
}

extension Row {
    fileprivate var standing: FlagStanding {
        get throws { FlagStanding(revision: try int("revision"), state: try word("state")) }
    }
}
