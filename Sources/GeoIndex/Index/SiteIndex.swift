import Synchronization

/// All planned geometries of a regency in memory, open to many readers at once.
///
/// Readers take a `snapshot`, which never changes; writers put and remove single sites.
public final class SiteIndex: Sendable {
    private let sites: Mutex<[SiteID: Shape]>

    /// Builds the index over the bulk; of two sites with one id the later wins.
    public init(_ sites: [Site] = []) {
        self.sites = Mutex(Dictionary(sites.map { ($0.id, $0.shape) }, uniquingKeysWith: { $1 }))
    }

    /// Puts a site in, in place of the one with the same id.
    public func insert(_ site: Site) {
        sites.withLock { $0[site.id] = site.shape }
    }

    /// Takes a site out. False when it was not there.
    @discardableResult
    public func remove(_ id: SiteID) -> Bool {
        sites.withLock { $0.removeValue(forKey: id) != nil }
    }

    /// The state of this moment, for any number of questions.
    public var snapshot: SiteSnapshot {
        SiteSnapshot(shapes: sites.withLock { $0 })
    }
}

/// One state of a `SiteIndex`; it never changes.
public struct SiteSnapshot: Sendable {
    let shapes: [SiteID: Shape]

    /// How many sites there are.
    public var count: Int { shapes.count }

    /// The geometry of a site.
    public func shape(of id: SiteID) -> Shape? { shapes[id] }

    /// All sites whose geodesic distance to the shape is at most `distance`, nearest first, then by id.
    public func sites(within distance: Metres, of shape: Shape) -> [SiteHit] {
        let box = shape.bounds.expanded(by: distance)
        return shapes.filter { box.intersects($0.value.bounds) }
            .map { SiteHit(id: $0.key, distance: $0.value.distance(to: shape)) }
            .filter { $0.distance <= distance }
            .sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }
    }

    /// The nearest sites, nearest first, then by id; no farther than `limit` when it is given.
    public func nearest(_ count: Int, to shape: Shape, within limit: Metres? = nil) -> [SiteHit] {
        let hits = shapes.map { SiteHit(id: $0.key, distance: $0.value.distance(to: shape)) }
            .filter { limit == nil || $0.distance <= limit ?? .zero }
            .sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }
        return Array(hits.prefix(max(0, count)))
    }

    /// All pairs of sites at most `distance` from each other, each once, in no order.
    public func pairs(within distance: Metres) -> [SitePair] {
        shapes.flatMap { id, shape in
            sites(within: distance, of: shape).filter { id < $0.id }
                .map { SitePair(first: id, second: $0.id, distance: $0.distance) }
        }
    }

    /// The sites whose box meets the given box, in no order.
    public func sites(in box: Bounds) -> [SiteID] {
        shapes.filter { box.intersects($0.value.bounds) }.map(\.key)
    }
}
