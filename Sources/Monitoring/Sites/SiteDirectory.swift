internal import Foundation
internal import GeoIndex
public import Postgres
internal import Synchronization

/// All works of each regency in memory, with a spatial index over their sites. PostgreSQL holds the truth:
/// every question first takes in the changes that were committed since the last, whichever server made them.
public final class SiteDirectory: Sendable {
    /// Changes taken in with one statement: some tenths of a second, so that neither a server that starts
    /// over 10^5 works nor one that follows a large import waits for one long answer.
    private static let batch = 10_000
    private let database: Database
    private let regencies = Mutex<[Int: RegencySites]>([:])

    public init(_ database: Database) { self.database = database }

    /// Loads a regency, so that the first question does not wait.
    public func warm(_ regency: Int) async throws {
        let sites = try await current(regency)
        sites.index.compact()
    }

    /// The regency's works, including every change committed before this call.
    func current(_ regency: Int) async throws -> RegencySites {
        let sites = regencies.withLock { known in
            if let sites = known[regency] { return sites }
            let fresh = RegencySites()
            known[regency] = fresh
            return fresh
        }
        while true {
            let after = sites.head
            let rows = try await database.once(
                SiteStatement.worksSince, .int(regency), .int64(after), .int(Self.batch), as: nil)
            guard let head = try rows.first?.int64("head") else { return sites }
            sites.take(try rows.compactMap(WorkRecord.init), head: head)
            if head < after + Int64(Self.batch) { return sites }
        }
    }
}

/// The works of one regency. Changes may be taken in twice and in any order; the newest state of each stays.
final class RegencySites: Sendable {
    let index = SiteIndex()
    private let state = Mutex(State())

    private struct State {
        var head: Int64 = 0
        var records: [UUID: WorkRecord] = [:]
    }

    var head: Int64 { state.withLock { $0.head } }

    func record(_ id: UUID) -> WorkRecord? { state.withLock { $0.records[id] } }

    /// The works of a fiscal year that were not cancelled, by id.
    func records(of year: Int) -> [WorkRecord] {
        state.withLock { $0.records.values.filter { $0.year == year && $0.state != .cancelled } }
            .sorted { $0.id.uuidString < $1.id.uuidString }
    }

    /// Every work once, in no order; short, since nothing else is taken in meanwhile.
    func forEach(_ body: (WorkRecord) -> Void) {
        state.withLock { state in state.records.values.forEach(body) }
    }

    /// The works that a test takes, by id.
    func records(where isTaken: (WorkRecord) -> Bool) -> [WorkRecord] {
        state.withLock { $0.records.values.filter(isTaken) }
    }

    func take(_ records: [WorkRecord], head: Int64) {
        state.withLock { state in
            for record in records where record.head >= state.records[record.id]?.head ?? 0 {
                state.records[record.id] = record
                // Under the lock, so that an older state can't overtake a newer one in the index.
                if let shape = record.shape, record.state != .cancelled {
                    index.insert(Site(id: SiteID(record.id), shape: shape))
                } else {
                    index.remove(SiteID(record.id))
                }
            }
            state.head = max(state.head, head)
        }
    }

    /// The works whose sites lie within the distance, the nearest first.
    func near(_ shape: Shape, within distance: Metres, limit: Int) -> [(record: WorkRecord, distance: Metres)]
    {
        let hits = index.snapshot.sites(within: distance, of: shape).prefix(limit)
        return state.withLock { state in
            hits.compactMap { hit in state.records[hit.id.uuid].map { ($0, hit.distance) } }
        }
    }
}
