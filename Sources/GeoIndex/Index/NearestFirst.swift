/// The search for the nearest sites: opens the tree node with the least possible distance first and stops
/// when no node can hold anything nearer than what it has.
struct NearestFirst {
    private struct Entry {
        let least: Double
        let tier: Int
        let node: SiteBulk.SearchNode
    }

    private let count: Int
    private let query: Proximity
    private let bounds: Bounds
    private let around: DegreeLengths
    private var limit: Double
    /// A binary heap, the least first.
    private var heap: [Entry] = []
    /// What is found so far, nearest first, at most `count`.
    private(set) var hits: [SiteHit] = []

    init(count: Int, to shape: Shape, limit: Double) {
        self.count = count
        query = Proximity(shape)
        bounds = shape.geodesicBounds
        around = DegreeLengths(least: bounds.widened(byDegrees: 2))
        self.limit = limit
    }

    mutating func consider(_ state: IndexState) {
        for site in state.open {
            if let distance = query.distance(to: site.shape, limit: limit) { keep(site.id, distance) }
        }
        for (place, tier) in state.tiers.enumerated() {
            for node in tier.bulk.roots { push(node, of: tier.bulk, at: place) }
        }
        while let entry = pop(), entry.least <= limit {
            let tier = state.tiers[entry.tier]
            guard entry.node.node.level == 0 else {
                for child in tier.bulk.children(of: entry.node) {
                    push(child, of: tier.bulk, at: entry.tier)
                }
                continue
            }
            for slot in tier.bulk.slots(under: entry.node) where tier.holds(slot) {
                if let distance = tier.bulk.distance(ofSlot: slot, to: query, limit: limit) {
                    keep(tier.bulk.ids[slot], distance)
                }
            }
        }
    }

    private mutating func keep(_ id: SiteID, _ distance: Double) {
        let hit = SiteHit(id: id, distance: Metres(distance))
        let place = hits.firstIndex { SiteHit.isNearer(hit, $0) } ?? hits.count
        hits.insert(hit, at: place)
        if hits.count > count { hits.removeLast() }
        if hits.count == count, let last = hits.last { limit = min(limit, last.distance.value) }
    }

    private mutating func push(_ node: SiteBulk.SearchNode, of bulk: SiteBulk, at tier: Int) {
        let least = bounds.leastDistance(to: bulk.bounds(of: node), around: around)
        guard least <= limit else { return }
        heap.append(Entry(least: least, tier: tier, node: node))
        var child = heap.count - 1
        while child > 0, heap[child].least < heap[(child - 1) / 2].least {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func pop() -> Entry? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child].least < heap[least].least { least = child }
            guard least != parent else { return first }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
