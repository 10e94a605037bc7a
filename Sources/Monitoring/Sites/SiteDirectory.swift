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

    /// The regency's works, including every change committed before this call, by whichever server.
    func current(_ regency: Int) async throws -> RegencySites {
        let sites = regencies.withLock { known in
            if let sites = known[regency] { return sites }
            let fresh = RegencySites()
            known[regency] = fresh
            return fresh
        }
        try await sites.rounds { [database] in try await Self.follow(sites, of: regency, in: database) }
        return sites
    }

    /// Asks for the newest number, and where it is not known yet for what changed until then.
    private static func follow(_ sites: RegencySites, of regency: Int, in database: Database) async throws {
        let newest = try await database.once(SiteStatement.newestChange, .int(regency), as: nil).one()
            .int64("number")
        while sites.head < newest {
            let rows = try await database.once(
                SiteStatement.worksSince, .int(regency), .int64(sites.head), .int(batch), as: nil)
            guard let head = try rows.first?.int64("head") else { return }
            sites.take(try rows.compactMap(WorkRecord.init), head: head)
        }
    }
}

/// The works of one regency. Changes may be taken in twice and in any order; the newest state of each stays.
final class RegencySites: Sendable {
    let index = SiteIndex()
    let rounds = SharedRounds()
    private let state = Mutex(State())

    private struct State {
        var head: Int64 = 0
        /// Where each work stands in `records`.
        var places: [UUID: Int] = [:]
        /// In the order they became known; none ever leaves its place.
        var records: [WorkRecord] = []

        subscript(_ id: UUID) -> WorkRecord? { places[id].map { records[$0] } }

        mutating func keep(_ record: WorkRecord) {
            if let place = places[record.id] {
                records[place] = record
            } else {
                places[record.id] = records.count
                records.append(record)
            }
        }
    }

    var head: Int64 { state.withLock { $0.head } }

    func record(_ id: UUID) -> WorkRecord? { state.withLock { $0[id] } }

    /// The works of a fiscal year that were not cancelled, by id.
    func records(of year: Int) -> [WorkRecord] {
        state.withLock { $0.records.filter { $0.year == year && $0.state != .cancelled } }
            .sorted { $0.id.uuidString < $1.id.uuidString }
    }

    /// Every work once; short, since nothing else is taken in meanwhile.
    func forEach(_ body: (WorkRecord) -> Void) {
        state.withLock { state in state.records.forEach(body) }
    }

    /// Some works in the order they became known, from a place on; none at the end. Whoever goes on with the
    /// next places meets each work once, whatever changes meanwhile.
    func records(from place: Int, count: Int) -> [WorkRecord] {
        // A copy of its own: a slice would make the next change copy all.
        state.withLock { Array($0.records.dropFirst(place).prefix(count)) }
    }

    func take(_ records: [WorkRecord], head: Int64) {
        state.withLock { state in
            for record in records where record.head >= state[record.id]?.head ?? 0 {
                state.keep(record)
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
            hits.compactMap { hit in state[hit.id.uuid].map { ($0, hit.distance) } }
        }
    }
}
