import Foundation

extension Position {
    /// The geodesic distance to another position.
    public func distance(to other: Position) -> Metres {
        Geodesic.distance(self, other)
    }

    /// The geodesic distance to the nearest point of a shape; zero inside a polygon.
    public func distance(to shape: Shape) -> Metres {
        Shape.point(self).distance(to: shape)
    }
}

extension Shape {
    /// The smallest geodesic distance between two shapes; zero where they touch or one holds the other.
    ///
    /// Candidates are found in a local plane and refined by the geodesic. For shapes within 5 km of each
    /// other the result is within 1 mm of the true minimum; two edges that pass within that of each other
    /// may be called touching.
    public func distance(to other: Shape) -> Metres {
        if case .point(let first) = self, case .point(let second) = other {
            return Geodesic.distance(first, second)
        }
        let plane = LocalPlane(origin: Self.middle(self, other))
        var search = NearestSearch(PlaneShape(self, in: plane), PlaneShape(other, in: plane))
        return Metres(search.minimum() ?? .infinity)
    }

    /// The middle of the gap between the two boxes, or of their overlap: close to the nearest points.
    private static func middle(_ first: Shape, _ second: Shape) -> Position {
        if case .point(let position) = first { return position }
        if case .point(let position) = second { return position }
        let a = first.bounds, b = second.bounds
        return Position(
            trustedLongitude: (max(a.west, b.west) + min(a.east, b.east)) / 2,
            latitude: (max(a.south, b.south) + min(a.north, b.north)) / 2)
    }

    /// The length along all lines; for polygons the length of all rings; zero for points.
    public var length: Metres {
        switch self {
        case .point, .multiPoint: .zero
        default: Metres(chains.reduce(0) { $0 + Geodesic.length(of: $1) })
        }
    }

    /// The area of all polygons less their holes; zero for points and lines.
    public var area: SquareMetres {
        polygons.reduce(.zero) { $0 + $1.area }
    }
}

extension Line {
    /// The geodesic length.
    public var length: Metres { Metres(Geodesic.length(of: vertices)) }
}

extension Polygon {
    /// The geodesic area of the outer ring less the holes.
    public var area: SquareMetres {
        SquareMetres(
            holes.reduce(Geodesic.area(of: outer)) { $0 - Geodesic.area(of: $1) })
    }
}
