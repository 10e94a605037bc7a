import Foundation
import GeoIndex
import Testing

/// Goal: the index answers as if it had compared everything with everything. Method: random sites of all
/// kinds, each question also asked by brute force over geodesic distances.
@Suite struct SiteIndexTests {
    private func samples(_ count: Int, seed: UInt64) throws -> [Site] {
        var samples = Samples(seed: seed)
        return try (0..<count).map { number in
            Site(id: SiteID(number), shape: try samples.shape(within: .town, size: 150))
        }
    }

    private func bruteForce(_ sites: [Site], within limit: Double, of shape: Shape) -> [Int: Double] {
        var hits: [Int: Double] = [:]
        for site in sites {
            let distance = site.shape.distance(to: shape).value
            if distance <= limit { hits[site.id.number] = distance }
        }
        return hits
    }

    private func expectSame(_ hits: [SiteHit], _ expected: [Int: Double]) {
        #expect(Set(hits.map(\.id.number)) == Set(expected.keys))
        #expect(hits.count == expected.count)
        for hit in hits {
            #expect(abs(hit.distance.value - (expected[hit.id.number] ?? .nan)) < 1e-6)
        }
        #expect(hits == hits.sorted { ($0.distance, $0.id) < ($1.distance, $1.id) })
    }

    @Test(arguments: [0.0, 25, 400])
    func `all sites within a distance are found and no other`(_ limit: Double) throws {
        let sites = try samples(600, seed: 1)
        let snapshot = SiteIndex(sites).snapshot
        var questions = Samples(seed: 2)
        for _ in 0..<40 {
            let shape = try questions.shape(within: .town, size: 300)
            let expected = bruteForce(sites, within: limit, of: shape)
            expectSame(snapshot.sites(within: Metres(limit), of: shape), expected)
        }
    }

    @Test func `the limit itself belongs to the answer and a hair more does not`() throws {
        let here = try position(114.35, -8.2)
        let there = Geodesic.destination(from: here, bearing: Angle(degrees: 77), distance: 25)
        let exact = here.distance(to: there)
        let snapshot = SiteIndex([Site(id: SiteID(7), shape: .point(there))]).snapshot
        #expect(snapshot.sites(within: exact, of: .point(here)).map(\.id) == [SiteID(7)])
        #expect(snapshot.sites(within: exact - 1e-6, of: .point(here)).isEmpty)
        #expect(snapshot.sites(within: -1, of: .point(here)).isEmpty)
        #expect(snapshot.sites(within: Metres(.nan), of: .point(here)).isEmpty)
    }

    @Test func `all pairs are those of brute force, each once`() throws {
        let sites = try samples(500, seed: 3)
        let index = SiteIndex(sites)
        var expected: [SitePair: Double] = [:]
        for (place, one) in sites.enumerated() {
            for other in sites[..<place] {
                let distance = one.shape.distance(to: other.shape)
                if distance.value <= 60 {
                    expected[SitePair.key(other.id, one.id)] = distance.value
                }
            }
        }
        let pairs = index.snapshot.pairs(within: 60)
        #expect(expected.count > 50)
        #expect(pairs.count == expected.count)
        #expect(Set(pairs.map { SitePair.key($0.first, $0.second) }) == Set(expected.keys))
    }

    @Test func `the nearest are those of brute force`() throws {
        let sites = try samples(800, seed: 4)
        let snapshot = SiteIndex(sites).snapshot
        var questions = Samples(seed: 5)
        for _ in 0..<25 {
            let shape = try questions.shape(within: .banyuwangi, size: 100)
            let all = bruteForce(sites, within: .infinity, of: shape).values.sorted()
            let nearest = snapshot.nearest(7, to: shape)
            #expect(nearest.count == 7)
            for (hit, distance) in zip(nearest, all) {
                #expect(abs(hit.distance.value - distance) < 1e-6)
            }
        }
        let far = try position(112, -7)
        #expect(snapshot.nearest(3, to: .point(far), within: 100_000).isEmpty)
        #expect(snapshot.nearest(0, to: .point(far)).isEmpty)
        #expect(snapshot.nearest(10_000, to: .point(far)).count == 800)
    }

    @Test func `inserting and removing keeps the answers equal to brute force`() throws {
        var samples = Samples(seed: 6)
        var alive = Dictionary(
            uniqueKeysWithValues: try self.samples(300, seed: 7).map { ($0.id, $0) })
        let index = SiteIndex(Array(alive.values))
        for step in 0..<3_000 {
            let id = SiteID(samples.whole(0...1_500))
            if samples.fraction() < 0.3 {
                #expect(index.remove(id) == (alive.removeValue(forKey: id) != nil))
            } else {
                let site = Site(id: id, shape: try samples.shape(within: .town, size: 60))
                index.insert(site)
                alive[id] = site
            }
            guard step % 500 == 499 else { continue }
            let snapshot = index.snapshot
            #expect(snapshot.count == alive.count)
            let shape = try samples.shape(within: .town, size: 400)
            let expected = bruteForce(Array(alive.values), within: 300, of: shape)
            expectSame(snapshot.sites(within: 300, of: shape), expected)
            #expect(snapshot.nearest(1, to: shape).first?.distance.value ?? .nan <= 5_000)
        }
        index.compact()
        #expect(index.snapshot.count == alive.count)
        #expect(alive.values.allSatisfy { index.snapshot.shape(of: $0.id) == $0.shape })
    }

    @Test func `a snapshot does not change under its reader`() throws {
        let index = SiteIndex(try samples(50, seed: 8))
        let before = index.snapshot
        index.insert(Site(id: SiteID(999), shape: .point(try position(114.3, -8.2))))
        index.remove(SiteID(3))
        #expect(before.count == 50)
        #expect(before.shape(of: SiteID(3)) != nil)
        #expect(before.shape(of: SiteID(999)) == nil)
        #expect(index.snapshot.count == 50)
        #expect(index.snapshot.shape(of: SiteID(3)) == nil)
    }

    @Test func `readers and writers at once leave an exact index`() async throws {
        let sites = try samples(4_000, seed: 9)
        let index = SiteIndex()
        await withTaskGroup(of: Void.self) { group in
            for quarter in 0..<4 {
                group.addTask {
                    for place in stride(from: quarter, to: sites.count, by: 4) {
                        index.insert(sites[place])
                        if place % 3 == 0 { index.remove(sites[place].id) }
                    }
                }
            }
            group.addTask {
                for site in sites.prefix(200) {
                    _ = index.snapshot.sites(within: 10, of: site.shape)
                }
            }
        }
        let expected = sites.enumerated().filter { $0.offset % 3 != 0 }.map(\.element)
        let snapshot = index.snapshot
        #expect(snapshot.count == expected.count)
        #expect(Set(snapshot.sites(in: .indonesia)) == Set(expected.map(\.id)))
        index.compact()
        #expect(Set(index.snapshot.sites(in: .indonesia)) == Set(expected.map(\.id)))
    }

    @Test func `an empty index has no answers`() throws {
        let snapshot = SiteIndex().snapshot
        let here = Shape.point(try position(114.3, -8.2))
        #expect(snapshot.count == 0)
        #expect(snapshot.sites(within: 1_000_000, of: here).isEmpty)
        #expect(snapshot.nearest(5, to: here).isEmpty)
        #expect(snapshot.pairs(within: 100).isEmpty)
        #expect(snapshot.sites(in: .indonesia).isEmpty)
    }

    @Test func `of two sites with one id the later stays`() throws {
        let here = try position(114.3, -8.2), there = try position(114.4, -8.3)
        let index = SiteIndex([
            Site(id: SiteID(1), shape: .point(here)), Site(id: SiteID(1), shape: .point(there)),
        ])
        #expect(index.snapshot.count == 1)
        #expect(index.snapshot.shape(of: SiteID(1)) == .point(there))
    }

    @Test func `a thousand sites on one spot are all found`() throws {
        let here = try position(114.3, -8.2)
        let snapshot = SiteIndex((0..<1_000).map { Site(id: SiteID($0), shape: .point(here)) }).snapshot
        #expect(snapshot.sites(within: 0, of: .point(here)).count == 1_000)
        #expect(snapshot.nearest(3, to: .point(here)).map(\.id.number) == [0, 1, 2])
        #expect(snapshot.pairs(within: 0).count == 499_500)
    }

    @Test func `keys keep the UUID or number they were made from`() {
        let uuid = UUID()
        #expect(SiteID(uuid).uuid == uuid)
        #expect(SiteID(4_711).number == 4_711)
        #expect(SiteID(1) < SiteID(2))
    }
}

extension SitePair {
    /// The pair without its distance.
    static func key(_ one: SiteID, _ other: SiteID) -> SitePair {
        SitePair(first: min(one, other), second: max(one, other), distance: .zero)
    }
}
