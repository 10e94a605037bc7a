import GeoIndex

/// Which plans lie near which, by the same index that the server asks.
struct Neighbours: Sendable {
    private let sites: SiteSnapshot
    private let bounds: [Bounds?]
    private let reach: Metres

    /// - Parameters:
    ///   - shapes: the works' geometries; their places in the list are what the answers name.
    ///   - reachMetres: how far a neighbour may be.
    init(_ shapes: [Shape?], reachMetres: Double) {
        reach = Metres(reachMetres)
        bounds = shapes.map { $0?.bounds }
        let sites = shapes.enumerated().compactMap { index, shape in
            shape.map { Site(id: SiteID(index), shape: $0) }
        }
        self.sites = SiteIndex(sites).snapshot
    }

    /// Plans whose bounds lie within a distance of this one's (the reach when none is given), by index,
    /// without itself.
    func neighbours(of index: Int, within distance: Metres? = nil) -> [Int] {
        guard let own = bounds[index] else { return [] }
        return near(own, within: distance).filter { $0 != index }
    }

    /// Plans whose bounds lie within a distance of some bounds, in order.
    func near(_ own: Bounds, within distance: Metres? = nil) -> [Int] {
        sites.sites(in: own.expanded(by: distance ?? reach)).map(\.number).sorted()
    }
}
