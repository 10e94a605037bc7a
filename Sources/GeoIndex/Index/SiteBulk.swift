/// Sites packed once into flat arrays along Hilbert's curve, never changed afterwards: points and other
/// shapes in a tree each, since a point needs 16 bytes and no box of its own.
final class SiteBulk: Sendable {
    /// Keys by slot: the points' first, then the shapes'.
    let ids: [SiteID]
    private let frame: BoxFrame
    private let pointTree: PackedBoxes
    private let points: [PointEntry]
    private let shapeTree: PackedBoxes
    private let shapes: [Shape]
    private let shapeBoxes: [SmallBox]
    private let table: SlotTable

    struct PointEntry: Sendable {
        let longitude: Double
        let latitude: Double

        @inline(__always)
        var position: Position { Position(trustedLongitude: longitude, latitude: latitude) }
    }

    var count: Int { ids.count }

    /// - Parameter sites: each key once.
    init(_ sites: [Site]) {
        var pointSites: [Int] = []
        var otherSites: [Int] = []
        pointSites.reserveCapacity(sites.count)
        var area: Bounds?
        for (index, site) in sites.enumerated() {
            if case .point = site.shape { pointSites.append(index) } else { otherSites.append(index) }
        }
        let pointPlaces = pointSites.map { index -> PointEntry in
            guard case .point(let position) = sites[index].shape else {
                return PointEntry(longitude: 0, latitude: 0)
            }
            return PointEntry(longitude: position.longitude, latitude: position.latitude)
        }
        let otherBounds = otherSites.map { sites[$0].shape.geodesicBounds }
        area = Bounds(pointPlaces.lazy.map(\.position))
        for bounds in otherBounds { area = area?.union(bounds) ?? bounds }
        let whole = area ?? Bounds(trustedWest: 0, 0, 0, 0)
        let frame = BoxFrame(longitude: whole.centre.longitude, latitude: whole.centre.latitude)

        let pointOrder = HilbertOrder.indexes(count: pointPlaces.count, bounds: whole) {
            (pointPlaces[$0].longitude, pointPlaces[$0].latitude)
        }
        let points = pointOrder.map { pointPlaces[Int($0)] }
        let otherOrder = HilbertOrder.indexes(count: otherBounds.count, bounds: whole) {
            let centre = otherBounds[$0].centre
            return (centre.longitude, centre.latitude)
        }
        let shapeBoxes = otherOrder.map { frame.box(otherBounds[Int($0)]) }
        var ids: [SiteID] = []
        ids.reserveCapacity(sites.count)
        for place in pointOrder { ids.append(sites[pointSites[Int(place)]].id) }
        for place in otherOrder { ids.append(sites[otherSites[Int(place)]].id) }

        self.frame = frame
        self.points = points
        self.shapeBoxes = shapeBoxes
        shapes = otherOrder.map { sites[otherSites[Int($0)]].shape }
        self.ids = ids
        table = SlotTable(ids)
        pointTree = PackedBoxes(count: points.count) { range in
            var box = SmallBox.empty
            for point in points[range] {
                box.include(frame.box(point.longitude, point.latitude, point.longitude, point.latitude))
            }
            return box
        }
        shapeTree = PackedBoxes(count: shapeBoxes.count) { range in
            shapeBoxes[range].reduce(into: SmallBox.empty) { $0.include($1) }
        }
    }

    /// Bytes held by the index itself: all but the vertices of lines and polygons.
    var indexBytes: Int {
        ids.count * MemoryLayout<SiteID>.stride + points.count * MemoryLayout<PointEntry>.stride
            + shapes.count * (MemoryLayout<Shape>.stride + MemoryLayout<SmallBox>.stride)
            + (points.count + shapes.count) * MemoryLayout<SmallBox>.stride / 15 + table.size
    }

    func slot(of id: SiteID) -> Int? { table.slot(of: id, in: ids) }

    func shape(atSlot slot: Int) -> Shape {
        slot < points.count ? .point(points[slot].position) : shapes[slot - points.count]
    }

    var sites: [Site] {
        ids.indices.map { Site(id: ids[$0], shape: shape(atSlot: $0)) }
    }

    /// Calls `found` with each slot whose geodesic distance is at most `limit` metres.
    ///
    /// - Parameters:
    ///   - box: surely holds everything within `limit` of the shape.
    ///   - pieces: boxes of which one at least meets whatever lies within `limit` of it; empty for the whole.
    func within(
        _ limit: Double, of query: Proximity, in box: Bounds, pieces: [Bounds], found: (Int, Double) -> Void
    ) {
        let small = frame.box(box)
        var groups: [Int] = []
        pointTree.groups(meeting: small, into: &groups)
        for group in groups {
            for slot in pointTree.members(of: group) {
                let point = points[slot].position
                guard box.contains(point) else { continue }
                if let distance = query.distance(to: point, limit: limit) { found(slot, distance) }
            }
        }
        groups.removeAll(keepingCapacity: true)
        shapeTree.groups(meeting: small, into: &groups)
        let smallPieces = groups.isEmpty ? [] : pieces.map(frame.box)
        for group in groups {
            for index in shapeTree.members(of: group) where shapeBoxes[index].intersects(small) {
                let around = shapeBoxes[index]
                guard smallPieces.isEmpty || smallPieces.contains(where: around.intersects) else { continue }
                if let distance = query.distance(to: shapes[index], limit: limit) {
                    found(points.count + index, distance)
                }
            }
        }
    }

    /// Calls `found` with each slot whose box meets the query.
    func meeting(_ box: Bounds, found: (Int) -> Void) {
        let small = frame.box(box)
        var groups: [Int] = []
        pointTree.groups(meeting: small, into: &groups)
        for group in groups {
            for slot in pointTree.members(of: group) where box.contains(points[slot].position) {
                found(slot)
            }
        }
        groups.removeAll(keepingCapacity: true)
        shapeTree.groups(meeting: small, into: &groups)
        for group in groups {
            for index in shapeTree.members(of: group)
            where shapeBoxes[index].intersects(small) && shapes[index].bounds.intersects(box) {
                found(points.count + index)
            }
        }
    }

    /// Calls `found` with each pair of slots within `limit` metres of each other, once.
    func pairs(within limit: Double, found: (Int, Int, Double) -> Void) {
        pointPairs(within: limit, found: found)
        for index in shapes.indices {
            let box = shapes[index].geodesicBounds.expanded(by: Metres(limit))
            let slot = points.count + index
            within(limit, of: Proximity(shapes[index]), in: box, pieces: []) { other, distance in
                if other < slot { found(other, slot, distance) }
            }
        }
    }

    /// Pairs of points, group by group: the points of one group against those of all groups near it.
    private func pointPairs(within limit: Double, found: (Int, Int, Double) -> Void) {
        var groups: [Int] = []
        for group in 0..<pointTree.groupCount {
            let own = frame.bounds(pointTree.box(ofGroup: group))
            let near = own.expanded(by: Metres(limit))
            // A degree's least length anywhere in the box: what it makes too far is surely too far.
            let bound = DegreeLengths(least: near)
            groups.removeAll(keepingCapacity: true)
            pointTree.groups(meeting: frame.box(near), from: group, into: &groups)
            points.withUnsafeBufferPointer { points in
                for slot in pointTree.members(of: group) {
                    let point = points[slot]
                    for other in groups {
                        for second in pointTree.members(of: other) where second > slot {
                            let east = (points[second].longitude - point.longitude) * bound.longitude
                            let north = (points[second].latitude - point.latitude) * bound.latitude
                            guard east * east + north * north <= limit * limit else { continue }
                            let distance = Geodesic.distance(point.position, points[second].position)
                            if distance.value <= limit { found(slot, second, distance.value) }
                        }
                    }
                }
            }
        }
    }

    // MARK: nearest first

    /// The trees' roots, for a search that opens the nearest node first.
    var roots: [SearchNode] {
        [(pointTree, true), (shapeTree, false)].compactMap { tree, isPoints in
            tree.root.map { SearchNode(node: $0, isPoints: isPoints) }
        }
    }

    struct SearchNode {
        let node: PackedBoxes.Node
        let isPoints: Bool
    }

    func bounds(of search: SearchNode) -> Bounds {
        frame.bounds((search.isPoints ? pointTree : shapeTree).box(of: search.node))
    }

    func children(of search: SearchNode) -> [SearchNode] {
        (search.isPoints ? pointTree : shapeTree).children(of: search.node)
            .map { SearchNode(node: $0, isPoints: search.isPoints) }
    }

    /// The slots under a lowest node.
    func slots(under search: SearchNode) -> Range<Int> {
        if search.isPoints { return pointTree.members(of: search.node.index) }
        let range = shapeTree.members(of: search.node.index)
        return points.count + range.lowerBound..<points.count + range.upperBound
    }

    /// The geodesic distance of a slot when it is at most `limit` metres.
    func distance(ofSlot slot: Int, to query: Proximity, limit: Double) -> Double? {
        slot < points.count
            ? query.distance(to: points[slot].position, limit: limit)
            : query.distance(to: shapes[slot - points.count], limit: limit)
    }
}
