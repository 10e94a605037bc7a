/// What a `SiteIndex` holds at one moment: packed tiers from old and large to new and small, and a short
/// open list of the newest sites.
struct IndexState: Sendable {
    /// A packed tier and the slots taken out of it since.
    struct Tier: Sendable {
        let bulk: SiteBulk
        var removed: Set<Int> = []

        var count: Int { bulk.count - removed.count }

        @inline(__always)
        func holds(_ slot: Int) -> Bool { removed.isEmpty || !removed.contains(slot) }

        var sites: [Site] {
            removed.isEmpty
                ? bulk.sites
                : bulk.ids.indices.filter(holds).map { Site(id: bulk.ids[$0], shape: bulk.shape(atSlot: $0)) }
        }
    }

    /// So many sites stay in the open list before they are packed.
    static let openLimit = 256
    /// Merges up to this many sites happen at once; larger ones in the background.
    static let promptLimit = 2048

    var tiers: [Tier] = []
    private(set) var open: [Site] = []
    private(set) var openBounds: [Bounds] = []

    var count: Int { tiers.reduce(open.count) { $0 + $1.count } }

    func shape(of id: SiteID) -> Shape? {
        if let site = open.first(where: { $0.id == id }) { return site.shape }
        for tier in tiers {
            if let slot = tier.bulk.slot(of: id), tier.holds(slot) { return tier.bulk.shape(atSlot: slot) }
        }
        return nil
    }

    mutating func insert(_ site: Site) {
        remove(site.id)
        open.append(site)
        openBounds.append(site.shape.geodesicBounds)
    }

    @discardableResult
    mutating func remove(_ id: SiteID) -> Bool {
        if let place = open.firstIndex(where: { $0.id == id }) {
            open.swapAt(place, open.count - 1)
            openBounds.swapAt(place, openBounds.count - 1)
            open.removeLast()
            openBounds.removeLast()
            return true
        }
        for place in tiers.indices {
            if let slot = tiers[place].bulk.slot(of: id), tiers[place].holds(slot) {
                tiers[place].removed.insert(slot)
                return true
            }
        }
        return false
    }

    var isOpenFull: Bool { open.count >= Self.openLimit }

    /// Packs the open list into a tier of its own.
    mutating func seal() {
        guard !open.isEmpty else { return }
        tiers.append(Tier(bulk: SiteBulk(open)))
        open = []
        openBounds = []
    }

    /// The newest tiers that are worth merging: each no more than twice as large as all after it, or
    /// half emptied. Nil when there is nothing to gain.
    ///
    /// - Parameter first: older tiers than this one are busy.
    func mergeable(from first: Int) -> Range<Int>? {
        var start = tiers.count
        var total = 0
        for place in tiers.indices.reversed() {
            guard place >= first else { break }
            let tier = tiers[place]
            let isHalfEmpty = tier.removed.count * 2 > tier.bulk.count
            guard start == tiers.count || tier.count <= 2 * total || isHalfEmpty else { break }
            start = place
            total += tier.count
        }
        let isLoneButEmptied =
            start == tiers.count - 1 && tiers[start].removed.count * 2 > tiers[start].bulk.count
        guard tiers.count - start > 1 || isLoneButEmptied else { return nil }
        return start..<tiers.count
    }

    /// Puts one merged tier in the place of those it was made from, if they are still there. What was
    /// taken out of them since (`before` is how they looked then) is taken out of it too.
    mutating func replace(_ before: [Tier], by merged: SiteBulk) {
        guard let oldest = before.first,
            let start = tiers.firstIndex(where: { $0.bulk === oldest.bulk }),
            start + before.count <= tiers.count
        else { return }
        let range = start..<start + before.count
        guard zip(before, tiers[range]).allSatisfy({ $0.bulk === $1.bulk }) else { return }
        var tier = Tier(bulk: merged)
        for (then, now) in zip(before, tiers[range]) {
            for slot in now.removed.subtracting(then.removed) {
                if let place = merged.slot(of: now.bulk.ids[slot]) { tier.removed.insert(place) }
            }
        }
        tiers.replaceSubrange(range, with: merged.count > 0 ? [tier] : [])
    }
}
