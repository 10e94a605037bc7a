public import Commons
internal import Foundation
public import Postgres

/// Which cases a list shows.
public struct CaseFilter: Hashable, Sendable {
    /// Flags in these states make the cases.
    public var states: [FlagState]
    /// One village, or a kecamatan as a range of codes; nil means all.
    public var villages: ClosedRange<Int64>?

    /// By default what still waits for the inspector.
    public init(states: [FlagState] = [.open, .explained], villages: ClosedRange<Int64>? = nil) {
        (self.states, self.villages) = (states, villages)
    }
}

/// A case (*berkas pemeriksaan*): works whose flags hang together, to be looked into as one.
public struct InspectionCase: Sendable {
    public let severity: FlagSeverity
    /// The kinds of evidence that warn.
    public let families: [EvidenceFamily]
    /// What has been paid for the works named as later or as lone, as far as it can be told.
    public let atStake: Rupiah
    /// Each once, the one that is named most often first.
    public let works: [FlaggedWork]
    /// By work and rule.
    public let flags: [RaisedFlag]
}

/// Lists the cases a person may see: ordered by severity, independent kinds of evidence and money at stake.
public struct ListCases: Sendable {
    /// The longest page.
    public static let largestLimit = 500
    let database: Database
    let directory: SiteDirectory

    public init(_ database: Database, _ directory: SiteDirectory) {
        (self.database, self.directory) = (database, directory)
    }

    /// - Parameters:
    ///   - after: `next` of the page before.
    ///   - limit: cut to 1…500.
    /// - Returns: one page, and where the next begins.
    public func callAsFunction(
        _ filter: CaseFilter = CaseFilter(), after: CaseRank? = nil, limit: Int = 50, by session: Session
    ) async throws -> (items: [InspectionCase], next: CaseRank?) {
        let flags = try await database.once(
            InspectionStatement.caseFlags, .texts(filter.states.map(\.rawValue)),
            .optional(filter.villages?.lowerBound), .optional(filter.villages?.upperBound), as: session.key
        ).map(CaseFlag.init)
        let cases = Case.cases(of: flags, realizedRupiah: try await paid(for: flags, session))
        let limit = min(max(limit, 1), Self.largestLimit)
        let start = after.map { rank in cases.firstIndex { $0.rank > rank } ?? cases.count } ?? 0
        let page = cases[start...].prefix(limit)
        let next = page.endIndex < cases.count ? page.last?.rank : nil
        return (try await told(Array(page), session), next)
    }

    /// What each work was paid, in rupiah, from the works in memory.
    private func paid(for flags: [CaseFlag], _ session: Session) async throws -> [String: Double] {
        let sites = try await directory.current(session.regency)
        return flags.reduce(into: [:]) { paid, flag in
            guard paid[flag.project] == nil else { return }
            let sen = UUID(uuidString: flag.project).flatMap(sites.record)?.paidSen
            paid[flag.project] = Double(sen ?? 0) / 100
        }
    }

    /// The cases with all that may be said of their works.
    private func told(_ cases: [Case<CaseFlag>], _ session: Session) async throws -> [InspectionCase] {
        let ids = cases.flatMap { $0.flags.map(\.id) }
        let rows = try await database.once(InspectionStatement.flagsByID, .uuids(ids), as: session.key)
        let flags = try await ListFlags(database).flags(Array(rows), session)
        let byID = Dictionary(flags.map { ($0.id, $0) }) { first, _ in first }
        return cases.map { found in
            let flags = found.flags.compactMap { byID[$0.id] }
            return InspectionCase(
                severity: found.severity, families: found.families,
                atStake: Rupiah(sen: Int64((found.atStakeRupiah * 100).rounded())),
                works: Self.works(of: flags, named: Set(found.projects)), flags: flags)
        }
    }

    private static func works(of flags: [RaisedFlag], named projects: Set<String>) -> [FlaggedWork] {
        let all = flags.flatMap { [$0.work, $0.other].compactMap { $0 } }
            .filter { projects.contains($0.project.uuidString) }
        let counts = Dictionary(all.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.sorted {
            ($1.value, $0.key.project.uuidString) < ($0.value, $1.key.project.uuidString)
        }.map(\.key)
    }
}

/// What decides which flags make one case.
private struct CaseFlag: CaseEvidence {
    let id: UUID
    let project: String
    let other: String?
    let severity: FlagSeverity
    let families: [EvidenceFamily]

    init(_ row: Row) throws {
        id = try row.uuid("id")
        project = try row.uuid("project").uuidString
        other = try row.uuidOrNil("other")?.uuidString
        severity = try row.word("severity")
        families = (try row.textOrNil("families") ?? "").split(separator: ",")
            .compactMap { EvidenceFamily(rawValue: String($0)) }
    }
}
