import Foundation

extension Shape {
    /// The shape as a GeoJSON geometry object, its coordinates rounded to `decimals` places
    /// (7 = 1 cm), the way RFC 7946 nests them.
    public func geoJSON(decimals: Int = 7) -> String {
        let write = CoordinateWriter(decimals: decimals)
        let coordinates =
            switch self {
            case .point(let position): write.position(position)
            case .multiPoint(let positions): write.chain(positions)
            case .line(let line): write.chain(line.vertices)
            case .multiLine(let lines): write.list(lines.map { write.chain($0.vertices) })
            case .polygon(let polygon): write.polygon(polygon)
            case .multiPolygon(let polygons): write.list(polygons.map(write.polygon))
            }
        return #"{"type":"\#(kind)","coordinates":\#(coordinates)}"#
    }
}

/// Writes coordinates as JSON numbers without exponents or needless zeros.
struct CoordinateWriter {
    private let decimals: Int
    private let scale: Double

    init(decimals: Int) {
        self.decimals = min(max(decimals, 0), 12)
        scale = pow(10, Double(self.decimals))
    }

    func number(_ value: Double) -> String {
        let scaled = (value * scale).rounded()
        let magnitude = Int64(scaled.magnitude)
        let divisor = Int64(scale)
        let sign = scaled < 0 ? "-" : ""
        let whole = "\(sign)\(magnitude / divisor)"
        let fraction = magnitude % divisor
        guard fraction != 0 else { return whole }
        let digits = String(fraction)
        var padded = String(repeating: "0", count: decimals - digits.count) + digits
        while padded.hasSuffix("0") { padded.removeLast() }
        return "\(whole).\(padded)"
    }

    func position(_ position: Position) -> String {
        "[\(number(position.longitude)),\(number(position.latitude))]"
    }

    func chain(_ positions: [Position]) -> String { list(positions.map(position)) }

    func polygon(_ polygon: Polygon) -> String { list(polygon.rings.map { chain($0.vertices) }) }

    func list(_ items: [String]) -> String { "[\(items.joined(separator: ","))]" }
}
