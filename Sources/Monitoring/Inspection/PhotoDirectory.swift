internal import Commons
internal import Foundation
internal import Postgres
internal import Synchronization

/// The picture hashes of all reported photos of each regency in memory, with those of their stored views:
/// finds the works that show the same picture, wherever they lie. PostgreSQL holds the truth; every question
/// first takes in what was committed since the last.
final class PhotoDirectory: Sendable {
    /// PDQ bits within which two pictures of different works are one (photos/FACTS: 10 sd below the mean).
    static let radius = 45
    /// Below this a picture has too little in it to compare.
    static let leastQuality = 50
    private let database: Database
    private let regencies = Mutex<[Int: Hashes]>([:])

    private struct Hashes {
        var head: Int64 = 0
        var index = HashIndex()
        /// The work of each hash, by its ordinal.
        var works: [UUID] = []
        var receipts: Set<UUID> = []
    }

    init(_ database: Database) { self.database = database }

    /// Other works of the regency that show a picture of these photos, or a stored view of one.
    func works(showing photos: [SitePhoto], of project: UUID, _ regency: Int) async throws -> Set<UUID> {
        try await refresh(regency)
        let wanted = photos.filter { $0.pdqQuality >= Self.leastQuality }
            .flatMap { photo in [photo.pdq].compactMap { $0 } + photo.pdqViews }
        return regencies.withLock { known in
            guard let hashes = known[regency] else { return [] }
            var found: Set<UUID> = []
            for hash in wanted {
                for match in hashes.index.matches(of: hash, within: Self.radius) {
                    found.insert(hashes.works[match.ordinal])
                }
            }
            found.remove(project)
            return found
        }
    }

    private func refresh(_ regency: Int) async throws {
        let head = regencies.withLock { $0[regency]?.head ?? 0 }
        let rows = try await database.once(
            InspectionStatement.photoHashesSince, .int(regency), .int64(head), as: nil)
        guard let newest = try rows.first?.int64("head") else { return }
        var fresh: [(receipt: UUID, work: UUID, hashes: [PictureHash])] = []
        for row in rows {
            guard let receipt = try row.uuidOrNil("receipt"), let pdq = try row.bytesOrNil("pdq"),
                try row.intOrNil("pdq_quality") ?? 0 >= Self.leastQuality
            else { continue }
            let texts = [SHA256.hexadecimal(pdq)] + (try row.texts("views"))
            fresh.append(
                (receipt, try row.uuid("project"), texts.compactMap { PictureHash(hexadecimal: $0) }))
        }
        regencies.withLock { known in
            var hashes = known[regency] ?? Hashes()
            // A withdrawn photo stays here; the works it leads to are read anew before anything is said.
            for photo in fresh where hashes.receipts.insert(photo.receipt).inserted {
                for hash in photo.hashes {
                    hashes.index.add(hash)
                    hashes.works.append(photo.work)
                }
            }
            hashes.head = max(hashes.head, newest)
            known[regency] = hashes
        }
    }
}
