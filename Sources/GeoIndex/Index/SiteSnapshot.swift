/// One state of a `SiteIndex`; it never changes and may be asked from many tasks at once.
///
/// All answers are exact: candidates come from boxes, distances are the geodesics' to a twentieth of a
/// millimetre, and which side of the limit one lies on is the geodesic's to say.
public struct SiteSnapshot: Sendable {
    let state: IndexState

    /// How many sites there are.
    public var count: Int { state.count }

    /// Bytes held by the index, without the vertices of lines and polygons.
    public var indexBytes: Int { state.tiers.reduce(0) { $0 + $1.bulk.indexBytes } }

    /// The geometry of a site.
    public func shape(of id: SiteID) -> Shape? { state.shape(of: id) }

    /// All sites whose geodesic distance to the shape is at most `distance`, nearest first, then by id.
    public func sites(within distance: Metres, of shape: Shape) -> [SiteHit] {
        var hits: [SiteHit] = []
        visit(within: distance.value, of: shape, tiers: state.tiers[...]) { hits.append($0) }
        hits.sort(by: SiteHit.isNearer)
        return hits
    }

    /// The nearest sites, nearest first, then by id; no farther than `limit` when it is given.
    public func nearest(_ count: Int, to shape: Shape, within limit: Metres? = nil) -> [SiteHit] {
        guard count > 0 else { return [] }
        var search = NearestFirst(count: count, to: shape, limit: limit?.value ?? .infinity)
        search.consider(state)
        return search.hits
    }

    /// All pairs of sites at most `distance` from each other, each once, in no order.
    public func pairs(within distance: Metres) -> [SitePair] {
        var pairs: [SitePair] = []
        forEachPair(within: distance) { pairs.append($0) }
        return pairs
    }

    /// Calls `body` with each pair of sites at most `distance` from each other, each once, in no order.
    public func forEachPair(within distance: Metres, _ body: (SitePair) -> Void) {
        for (place, tier) in state.tiers.enumerated() {
            let ids = tier.bulk.ids
            tier.bulk.pairs(within: distance.value) { first, second, metres in
                guard tier.holds(first), tier.holds(second) else { return }
                body(SitePair(ids[first], ids[second], metres))
            }
            guard place > 0 else { continue }
            // Later tiers are smaller: their sites ask the earlier ones.
            for site in tier.sites {
                visit(within: distance.value, of: site.shape, tiers: state.tiers[..<place], open: 0) {
                    body(SitePair(site.id, $0.id, $0.distance.value))
                }
            }
        }
        for (place, site) in state.open.enumerated() {
            visit(within: distance.value, of: site.shape, tiers: state.tiers[...], open: place) {
                body(SitePair(site.id, $0.id, $0.distance.value))
            }
        }
    }

    /// The sites whose box meets the given box, in no order.
    public func sites(in box: Bounds) -> [SiteID] {
        var found: [SiteID] = []
        for tier in state.tiers {
            tier.bulk.meeting(box) { slot in
                if tier.holds(slot) { found.append(tier.bulk.ids[slot]) }
            }
        }
        for site in state.open where site.shape.bounds.intersects(box) { found.append(site.id) }
        return found
    }

    /// - Parameter open: how many of the open list are asked; all when nil.
    private func visit(
        within limit: Double, of shape: Shape, tiers: ArraySlice<IndexState.Tier>, open: Int? = nil,
        _ found: (SiteHit) -> Void
    ) {
        guard limit >= 0 else { return }
        let query = Proximity(shape)
        let box = shape.geodesicBounds.expanded(by: Metres(limit))
        let pieces = shape.pieces.map { $0.expanded(by: Metres(limit)) }
        for tier in tiers {
            let ids = tier.bulk.ids
            tier.bulk.within(limit, of: query, in: box, pieces: pieces) { slot, distance in
                if tier.holds(slot) { found(SiteHit(id: ids[slot], distance: Metres(distance))) }
            }
        }
        for place in 0..<(open ?? state.open.count) where state.openBounds[place].intersects(box) {
            if let distance = query.distance(to: state.open[place].shape, limit: limit) {
                found(SiteHit(id: state.open[place].id, distance: Metres(distance)))
            }
        }
    }
}

extension SiteHit {
    static func isNearer(_ first: SiteHit, _ second: SiteHit) -> Bool {
        first.distance != second.distance ? first.distance < second.distance : first.id < second.id
    }
}

extension SitePair {
    /// The pair in the order of its keys.
    init(_ one: SiteID, _ other: SiteID, _ metres: Double) {
        self.init(first: min(one, other), second: max(one, other), distance: Metres(metres))
    }
}
