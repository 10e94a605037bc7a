extension Shape {
    /// The shape as well-known text in degrees, longitude first: for reading while searching for a fault.
    public var wellKnownText: String {
        func pair(_ position: Position) -> String { "\(position.longitude) \(position.latitude)" }
        func chain(_ positions: [Position]) -> String { group(positions.map(pair)) }
        func group(_ items: [String]) -> String { "(\(items.joined(separator: ", ")))" }
        func rings(_ polygon: Polygon) -> String { group(polygon.rings.map { chain($0.vertices) }) }
        switch self {
        case .point(let position): return "POINT (\(pair(position)))"
        case .multiPoint(let positions): return "MULTIPOINT \(group(positions.map { "(\(pair($0)))" }))"
        case .line(let line): return "LINESTRING \(chain(line.vertices))"
        case .multiLine(let lines): return "MULTILINESTRING \(group(lines.map { chain($0.vertices) }))"
        case .polygon(let polygon): return "POLYGON \(rings(polygon))"
        case .multiPolygon(let polygons): return "MULTIPOLYGON \(group(polygons.map(rings)))"
        }
    }
}
