import GeoIndex

/// A work's planned geometry as the rules see it: a spot, a way or a ground.
struct GroundPlan: Sendable {
    enum Kind: Sendable { case spot, way, ground }

    let kind: Kind
    /// Chains of vertices: one position for a spot, open lines for a way, closed rings for a ground.
    let chains: [[Position]]
    let bounds: Bounds
    /// The middle: of the spot, halfway along the longest line, or the mean of the ground's corners.
    let centre: Position

    init(_ shape: Shape) {
        bounds = shape.bounds
        switch shape {
        case .point(let position):
            (kind, chains, centre) = (.spot, [[position]], position)
        case .multiPoint(let positions):
            kind = .spot
            chains = positions.map { [$0] }
            centre = positions.first ?? shape.bounds.centre
        case .line(let line):
            (kind, chains) = (.way, [line.vertices])
            centre = Self.middle(of: line.vertices)
        case .multiLine(let lines):
            (kind, chains) = (.way, lines.map(\.vertices))
            let longest = lines.max { $0.length < $1.length }
            centre = longest.map { Self.middle(of: $0.vertices) } ?? shape.bounds.centre
        case .polygon(let polygon) where polygon.rings.count == 1:
            if let spine = Self.spine(of: polygon.outer.vertices) {
                (kind, chains) = (.way, [spine])
                centre = Self.middle(of: spine)
            } else {
                (kind, chains) = (.ground, [polygon.outer.vertices])
                centre = Self.mean(of: polygon.outer.vertices, else: shape.bounds.centre)
            }
        case .polygon, .multiPolygon:
            (kind, chains) = (.ground, shape.polygons.flatMap { $0.rings.map(\.vertices) })
            centre = Self.mean(of: chains.first ?? [], else: shape.bounds.centre)
        }
    }

    /// The middle line of a way that was drawn by both edges; nil for a ground.
    private static func spine(of ring: [Position]) -> [Position]? {
        guard let first = ring.first else { return nil }
        let plane = LocalPlane(origin: first)
        return Strip.spine(of: plane.project(ring))?.map(plane.position(of:))
    }

    /// The vertex nearest to halfway along.
    private static func middle(of vertices: [Position]) -> Position {
        guard let first = vertices.first else { preconditionFailure("a line has vertices") }
        let plane = LocalPlane(origin: first)
        let points = vertices.map(plane.project)
        let half = WayMeasure.length(points) / 2
        var walked = 0.0
        var best = (position: first, gap: half)
        for index in points.indices.dropFirst() {
            walked += points[index].distance(to: points[index - 1])
            if abs(walked - half) < best.gap { best = (vertices[index], abs(walked - half)) }
        }
        return best.position
    }

    /// The mean of a ring's corners: for buildings as good as the centroid, and safe where a ring crosses
    /// itself.
    private static func mean(of ring: [Position], else fallback: Position) -> Position {
        let corners = ring.dropLast()
        guard !corners.isEmpty else { return fallback }
        let count = Double(corners.count)
        do {
            return try Position(
                longitude: corners.reduce(0) { $0 + $1.longitude } / count,
                latitude: corners.reduce(0) { $0 + $1.latitude } / count)
        } catch {
            return fallback
        }
    }

    /// The length of a way's longest line, metres; 0 of anything else.
    var wayMetres: Double {
        guard kind == .way else { return 0 }
        let plane = LocalPlane(origin: centre)
        return points(in: plane).map(WayMeasure.length).max() ?? 0
    }

    /// How many vertices the plan was drawn with.
    var vertexCount: Int { chains.reduce(0) { $0 + $1.count } }

    /// How far the ends of two ways lie apart, whichever end is called the first: the worse of both ends.
    func metresBetweenEnds(_ other: GroundPlan) -> Double? {
        guard kind == .way, other.kind == .way, let first = chains.first?.first, let last = chains.last?.last,
            let otherFirst = other.chains.first?.first, let otherLast = other.chains.last?.last
        else { return nil }
        let plane = LocalPlane(origin: centre)
        func apart(_ a: Position, _ b: Position) -> Double {
            plane.project(a).distance(to: plane.project(b))
        }
        return min(
            max(apart(first, otherFirst), apart(last, otherLast)),
            max(apart(first, otherLast), apart(last, otherFirst)))
    }

    /// The chains in metres around the plane's origin.
    func points(in plane: LocalPlane) -> [[PlanePoint]] { chains.map { $0.map(plane.project) } }

    /// Metres from a claimed position to the plan; 0 inside a ground.
    func metres(from claim: ClaimedPosition) -> Double {
        guard let position = claim.place else { return .infinity }
        let plane = LocalPlane(origin: centre)
        let rough = Self.metres(from: plane.project(position), to: points(in: plane), kind: kind)
        guard rough > 2_000 else { return rough }
        let exact = chains.joined().map { Geodesic.distance(position, $0).value }.min() ?? rough
        return min(exact, rough * 1.01)
    }

    /// Metres between two plans, measured from their vertices; 0 where one lies in the other.
    func metres(to other: GroundPlan) -> Double {
        let plane = LocalPlane(origin: centre)
        let mine = points(in: plane), theirs = other.points(in: plane)
        var least = Double.infinity
        for point in theirs.joined() { least = min(least, Self.metres(from: point, to: mine, kind: kind)) }
        for point in mine.joined() {
            least = min(least, Self.metres(from: point, to: theirs, kind: other.kind))
        }
        return least
    }

    static func metres(from point: PlanePoint, to chains: [[PlanePoint]], kind: Kind) -> Double {
        if kind == .ground, holds(point, chains) { return 0 }
        var least = Double.infinity
        for chain in chains {
            guard chain.count > 1 else {
                if let only = chain.first { least = min(least, point.distance(to: only)) }
                continue
            }
            for index in 1..<chain.count {
                least = min(least, point.distance(toSegment: chain[index - 1], chain[index]))
            }
        }
        return least
    }

    /// Even-odd rule over all rings.
    static func holds(_ point: PlanePoint, _ rings: [[PlanePoint]]) -> Bool {
        var isInside = false
        for ring in rings where ring.count > 2 {
            var previous = ring[ring.count - 1]
            for current in ring {
                if (current.y > point.y) != (previous.y > point.y) {
                    let x =
                        current.x + (point.y - current.y) / (previous.y - current.y)
                        * (previous.x - current.x)
                    if point.x < x { isInside.toggle() }
                }
                previous = current
            }
        }
        return isInside
    }

    /// Shared area over joint area of two grounds, counted on a fixed raster: 0–1, good to a few hundredths.
    func sharedArea(with other: GroundPlan) -> Double {
        guard kind == .ground, other.kind == .ground, bounds.intersects(other.bounds) else { return 0 }
        let plane = LocalPlane(origin: centre)
        let mine = points(in: plane), theirs = other.points(in: plane)
        let all = Array((mine + theirs).joined())
        guard let west = all.map(\.x).min(), let east = all.map(\.x).max(),
            let south = all.map(\.y).min(), let north = all.map(\.y).max()
        else { return 0 }
        let cells = 48
        var both = 0, either = 0
        for row in 0..<cells {
            for column in 0..<cells {
                let point = PlanePoint(
                    x: west + (Double(column) + 0.5) / Double(cells) * (east - west),
                    y: south + (Double(row) + 0.5) / Double(cells) * (north - south))
                let a = Self.holds(point, mine), b = Self.holds(point, theirs)
                if a, b { both += 1 }
                if a || b { either += 1 }
            }
        }
        return either > 0 ? Double(both) / Double(either) : 0
    }
}
