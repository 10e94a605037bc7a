public import Commons
public import Foundation
public import Postgres

/// Where a work stands after a change.
public struct ProjectStep: Hashable, Sendable {
    public let id: UUID
    public let revision: Int
    /// Number of the drawing that counts; nil before the first.
    public let siteOrdinal: Int?
}

/// Enters a work of a budget activity, with its first drawing where the form had one.
public struct CreateProject: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// - Parameters:
    ///   - id: made by the form; sending it again with the same content gives the same answer.
    ///   - village: where the work is; a village's own works are entered by its officers, others by the
    ///     county.
    /// - Throws: `PostgresError.refused` `not-your-post`, `post-vacant`, `unknown-activity`, `unknown-fund`,
    ///   `year-not-open`, `no-village-budget`, `id-reused`.
    public func callAsFunction(
        _ id: UUID, in village: VillageCode, _ plan: ProjectPlan, site: PlannedSite?, by session: Session
    ) async throws -> ProjectStep {
        let drawing = try Drawing(site)
        let row = try await database.once(
            SiteStatement.createProject,
            parameters: [.uuid(id), .int64(village.number), .json(try plan.json)] + drawing.parameters,
            as: session.key
        ).one()
        return ProjectStep(
            id: id, revision: try row.int("revision"), siteOrdinal: try row.intOrNil("site_ordinal"))
    }
}

/// Draws a work's site anew; earlier drawings stay readable.
public struct PlaceSite: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// - Throws: `PostgresError.refused` `stale-revision`, `project-cancelled`, `not-your-post`, `not-found`.
    public func callAsFunction(
        _ project: UUID, revision: Int, _ site: PlannedSite, by session: Session
    ) async throws -> ProjectStep {
        let drawing = try Drawing(site)
        let row = try await database.once(
            SiteStatement.placeSite, parameters: [.uuid(project), .int(revision)] + drawing.parameters,
            as: session.key
        ).one()
        return ProjectStep(
            id: project, revision: try row.int("revision"), siteOrdinal: try row.intOrNil("site_ordinal"))
    }
}

/// Changes the plan of a work, or gives the work up.
public struct EditProject: Sendable {
    let database: Database

    public init(_ database: Database) { self.database = database }

    /// - Returns: the new revision.
    /// - Throws: `PostgresError.refused` `stale-revision`, `project-cancelled`, and as `CreateProject`.
    public func callAsFunction(
        _ project: UUID, revision: Int, _ plan: ProjectPlan, by session: Session
    ) async throws -> Int {
        try await database.once(
            SiteStatement.editProject, .uuid(project), .int(revision), .json(try plan.json), as: session.key
        ).one().int("revision")
    }

    /// - Returns: the new revision.
    /// - Throws: `PostgresError.refused` `reason-missing`, `project-finished`, `stale-revision`,
    ///   `not-your-post`.
    public func cancel(_ project: UUID, revision: Int, reason: String, by session: Session) async throws
        -> Int
    {
        try await database.once(
            SiteStatement.cancelProject, .uuid(project), .int(revision), .text(reason), as: session.key
        ).one().int("revision")
    }
}
