public import Commons
internal import Dispatch
internal import Foundation
internal import GeoIndex
public import Postgres

/// What a change of thresholds would have done with the works of one year (*pratinjau parameter*).
public struct RulesPreview: Sendable {
    /// A flag that only one of the two sets raises.
    public struct Change: Sendable {
        public let flag: Flag
        public let isAdded: Bool
        /// What an inspector had decided about the same rule and works; nil when nothing.
        public let decision: FlagState?
    }

    /// How many works were screened.
    public let works: Int
    /// Warnings and alerts under the thresholds that count now, and under the others.
    public let before: Int
    public let after: Int
    public let changes: [Change]
    /// Not all works of the year were screened: there are more than `PreviewRules.largestCount`.
    public let isPartial: Bool

    /// Confirmed flags that would not have been raised: what the change would have cost.
    public var lostConfirmed: Int { changes.count { !$0.isAdded && $0.decision == .confirmed } }
    /// Dismissed flags that would not have been raised: what it would have spared.
    public var sparedDismissed: Int { changes.count { !$0.isAdded && $0.decision == .dismissed } }
}

/// Screens the stored works of a year under two sets of thresholds and compares. Changes nothing.
///
/// It reads works of the whole county, so it is for those whose posts cover them; works outside the
/// reader's posts are left out.
public struct PreviewRules: Sendable {
    /// More works than this are not screened at once: some five seconds of one thread.
    public static let largestCount = 5_000
    private static let chunk = 1_000
    private static let thread = UtilityThread()
    let database: Database
    let directory: SiteDirectory
    let boundaries: Boundaries

    public init(_ database: Database, _ directory: SiteDirectory, _ boundaries: Boundaries) {
        (self.database, self.directory, self.boundaries) = (database, directory, boundaries)
    }

    /// - Parameters:
    ///   - changes: the whole set that would replace the one in force.
    ///   - year: the fiscal year of the works.
    /// - Throws: `ScreeningFileError.unknownParameter`.
    public func callAsFunction(
        _ changes: [String: Double], year: Int, by session: Session
    ) async throws -> RulesPreview {
        let proposed = try ScreeningParameters(overriding: changes)
        let current = try await ReadRules.current(of: session.regency, database).parameters
        let all = try await directory.current(session.regency).records(of: year).filter { record in
            session.posts.contains { $0.covers(record.village) }
        }
        let records = Array(all.prefix(Self.largestCount))
        let photos = try await photos(of: records, session.regency)
        let villages = try await boundaries.screened(session.regency)
        let works = records.map(Work.init)
        let effect = await withTaskExecutorPreference(Self.thread) {
            let before = await Self.screen(works, photos, villages, current)
            let after = await Self.screen(works, photos, villages, proposed)
            return ParameterEffect(before: before, after: after)
        }
        let decisions = try await decisions(session)
        func change(_ flag: Flag, isAdded: Bool) -> RulesPreview.Change {
            RulesPreview.Change(
                flag: flag, isAdded: isAdded,
                decision: decisions[Self.key(flag.rule.rawValue, flag.project, flag.other)])
        }
        return RulesPreview(
            works: records.count, before: effect.before, after: effect.after,
            changes: effect.added.map { change($0, isAdded: true) }
                + effect.removed.map { change($0, isAdded: false) },
            isPartial: all.count > records.count)
    }

    private static func screen(
        _ works: [Work], _ photos: [SitePhoto], _ villages: ScreeningVillages?,
        _ parameters: ScreeningParameters
    ) async -> [Flag] {
        let sites = await ScreeningFiles.sites(works, photos, parameters: parameters)
        return await Screening(parameters: parameters, villages: villages).screen(sites)
    }

    private func photos(of records: [WorkRecord], _ regency: Int) async throws -> [SitePhoto] {
        var photos: [SitePhoto] = []
        for start in stride(from: 0, to: records.count, by: Self.chunk) {
            let ids = records[start..<min(start + Self.chunk, records.count)].map(\.id)
            let rows = try await database.once(
                InspectionStatement.photosOf, .int(regency), .uuids(ids), as: nil)
            photos += try rows.compactMap(SitePhoto.init)
        }
        return photos
    }

    private func decisions(_ session: Session) async throws -> [String: FlagState] {
        var decisions: [String: FlagState] = [:]
        for row in try await database.once(RuleStatement.decided, as: session.key) {
            let first = try row.uuid("first_of_pair").uuidString.lowercased()
            let last = try row.uuid("last_of_pair").uuidString.lowercased()
            let key = Self.key(try row.text("rule"), first, first == last ? nil : last)
            if decisions[key] == nil { decisions[key] = try row.word("state") }
        }
        return decisions
    }

    private static func key(_ rule: String, _ project: String, _ other: String?) -> String {
        ([rule] + [project, other].compactMap { $0 }.sorted()).joined(separator: " ")
    }
}

/// One thread for long sums, so that they never hold the threads that answer requests.
private final class UtilityThread: TaskExecutor {
    private let queue = DispatchQueue(label: "balai.preview", qos: .utility)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}
