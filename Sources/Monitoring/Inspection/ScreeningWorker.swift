internal import Foundation
internal import GeoIndex
public import Logging
public import Postgres
internal import Synchronization

/// Screens each change of works and photos against all that was committed before it, and raises flags. Any
/// number of servers of one database may run it: the database takes each change once, in order.
public final class ScreeningWorker: Sendable {
    /// How long it sleeps when there is nothing to do.
    private static let pause = Duration.seconds(2)
    /// The most other works that one change is compared with.
    private static let largestNeighbourhood = 400
    private let database: Database
    private let directory: SiteDirectory
    private let boundaries: Boundaries
    private let logger: Logger
    private let pictures: PhotoDirectory
    private let failures = Mutex<[String: Int]>([:])
    /// A change that fails so often for a reason of its own is stepped over.
    private static let attempts = 3
    /// How often it is looked whether a new legal day has begun.
    private static let dayCheck = Duration.seconds(600)

    public init(
        _ database: Database, _ directory: SiteDirectory, _ boundaries: Boundaries, logger: Logger
    ) {
        (self.database, self.directory, self.boundaries) = (database, directory, boundaries)
        self.logger = logger
        pictures = PhotoDirectory(database)
    }

    /// Screens until the task is cancelled. An error is logged and tried again.
    public func run() async {
        var nextDay = ContinuousClock.now
        while !Task.isCancelled {
            do {
                if ContinuousClock.now >= nextDay {
                    try await beginDays()
                    nextDay = .now + Self.dayCheck
                }
                if try await screenWaiting() > 0 { continue }
            } catch {
                logger.warning("screening failed", metadata: ["error": "\(type(of: error))"])
            }
            do { try await Task.sleep(for: Self.pause) } catch { return }
        }
    }

    /// Puts the works under way before screening once each legal day: what time alone sets off.
    /// - Returns: how many; 0 when the day had begun already.
    @discardableResult
    public func beginDays() async throws -> Int {
        let rows = try await database.once(InspectionStatement.beginDays, as: nil)
        return try rows.reduce(0) { try $0 + ($1.intOrNil("noted") ?? 0) }
    }

    /// Screens what waits now.
    /// - Returns: how many changes this call moved past.
    public func screenWaiting(limit: Int = 100) async throws -> Int {
        let waiting = try await database.once(InspectionStatement.changesWaiting, .int(limit), as: nil)
        var done = 0
        for row in waiting {
            let (regency, number) = (try row.int("regency"), try row.int64("number"))
            do {
                let isCompared = try row.text("kind") != "facts"
                let flags =
                    isCompared ? try await screen(project: try row.uuid("project"), regency: regency) : []
                // Another server was faster: what waits has to be asked anew.
                guard try await raise(flags, regency, number) else { break }
                done += 1
            } catch {
                // What the database can't do now it may do later; what fails by itself is stepped over.
                guard try await stepOver(regency, number, error) else { throw error }
                done += 1
            }
        }
        return done
    }

    /// Whether a change that can't be screened was left aside, to be tried again the next day.
    private func stepOver(_ regency: Int, _ number: Int64, _ error: any Error) async throws -> Bool {
        let name = String(reflecting: type(of: error))
        logger.error(
            "a change can't be screened",
            metadata: ["regency": "\(regency)", "number": "\(number)", "error": "\(name)"])
        switch error {
        case PostgresError.connection, PostgresError.unknown, PostgresError.timeout: return false
        case is CancellationError: return false
        default: break
        }
        let count = failures.withLock { failures in
            failures["\(regency) \(number)", default: 0] += 1
            return failures["\(regency) \(number)"] ?? 0
        }
        guard count >= Self.attempts else { return false }
        failures.withLock { _ = $0.removeValue(forKey: "\(regency) \(number)") }
        return try await database.once(
            InspectionStatement.stepOver, .int(regency), .int64(number), .text(name), as: nil
        ).one().bool("stepped")
    }

    /// False when it was not this change's turn any more.
    private func raise(_ flags: [FlagDraft], _ regency: Int, _ number: Int64) async throws -> Bool {
        try await database.once(
            InspectionStatement.raiseFlags, .int(regency), .int64(number), .json(try jsonText(flags)), as: nil
        ).one().intOrNil("raised") != nil
    }

    /// What the rules say of one work as it is now, by the thresholds its county has set.
    private func screen(project: UUID, regency: Int) async throws -> [FlagDraft] {
        let sites = try await directory.current(regency)
        guard let subject = sites.record(project), subject.state != .cancelled else { return [] }
        let parameters = try await ReadRules.current(of: regency, database).parameters
        let screening = Screening(
            parameters: parameters, villages: try await boundaries.screened(regency))
        var others: [UUID: WorkRecord] = [:]
        if let shape = subject.shape {
            for near in sites.near(shape, within: screening.reachMetres, limit: Self.largestNeighbourhood) {
                others[near.record.id] = near.record
            }
        }
        let sharing = try await database.once(
            InspectionStatement.worksSharingPhotos, .int(regency), .uuid(project), as: nil)
        for row in sharing {
            let id = try row.uuid("other")
            if let record = sites.record(id), record.state != .cancelled { others[id] = record }
        }
        let mine = try await photos(of: [project], regency).values.flatMap { $0 }
        for id in try await pictures.works(showing: mine, of: project, regency) {
            if let record = sites.record(id), record.state != .cancelled { others[id] = record }
        }
        others[project] = nil
        let photos = try await photos(of: [project] + others.keys, regency)
        let today = try await database.once(InspectionStatement.legalDay, .int(regency), as: nil).one().text(
            "day")
        let flags = await screening.screen(
            change: site(subject, photos, parameters),
            against: others.values.map { site($0, photos, parameters) },
            today: Day(parsing: today) ?? Day(number: 0))
        let records = Dictionary(
            (others.values + [subject]).map { ($0.id.uuidString.lowercased(), $0) }, uniquingKeysWith: { $1 })
        let links = try await database.once(
            InspectionStatement.relationsOf, .int(regency), .uuid(project), as: nil)
        let linked = Dictionary(
            try links.map { (try $0.uuid("other").uuidString.lowercased(), try $0.text("kind")) },
            uniquingKeysWith: { $1 })
        return try flags.compactMap { try FlagDraft($0, works: records, links: linked) }
    }

    private func site(
        _ record: WorkRecord, _ photos: [String: [SitePhoto]], _ parameters: ScreeningParameters
    ) -> ScreenedSite {
        let work = Work(record)
        return ScreenedSite(work, photos: photos[work.id] ?? [], parameters: parameters)
    }

    private func photos(of projects: [UUID], _ regency: Int) async throws -> [String: [SitePhoto]] {
        let rows = try await database.once(
            InspectionStatement.photosOf, .int(regency), .uuids(projects), as: nil)
        return Dictionary(grouping: try rows.compactMap(SitePhoto.init), by: \.project)
    }
}
