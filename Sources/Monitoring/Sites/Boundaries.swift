public import Foundation
public import GeoIndex
public import Postgres
internal import Synchronization

/// The village boundaries (*batas desa*) of each regency in memory, read anew when the county loads others.
public final class Boundaries: Sendable {
    /// What is kept of one regency.
    private struct Kept {
        let stamp: Date
        let map: VillageMap
        var drawings: [Int: [UInt8]] = [:]
    }

    /// How long an answer counts before the database is asked whether there is a newer one.
    private static let checkedFor: TimeInterval = 60
    private let database: Database
    private let kept = Mutex<[Int: Kept]>([:])
    private let checked = Mutex<[Int: Date]>([:])

    public init(_ database: Database) { self.database = database }

    /// The boundary map; empty where none was loaded.
    public func map(of regency: Int) async throws -> VillageMap {
        try await current(regency).map
    }

    /// A FeatureCollection of the regency's boundaries for a zoom level, as simple as the screen allows. The
    /// boundaries of two neighbours stay one line: both are drawn through the same points of a grid.
    /// - Parameter zoom: of web maps, cut to 6…16.
    public func geoJSON(of regency: Int, zoom: Int) async throws -> [UInt8] {
        let zoom = min(max(zoom, 6), 16)
        let current = try await current(regency)
        if let drawn = current.drawings[zoom] { return drawn }
        let drawn = BoundaryDrawing(zoom: zoom).collection(current.map.villages)
        kept.withLock { kept in
            if kept[regency]?.stamp == current.stamp { kept[regency]?.drawings[zoom] = drawn }
        }
        return drawn
    }

    /// Changes with every load: for an `ETag`.
    public func stamp(of regency: Int) async throws -> Date {
        try await current(regency).stamp
    }

    private func current(_ regency: Int) async throws -> Kept {
        let isFresh = checked.withLock { checked in
            checked[regency].map { Date().timeIntervalSince($0) < Self.checkedFor } ?? false
        }
        if isFresh, let known = kept.withLock({ $0[regency] }) { return known }
        let stamp = try await database.once(SiteStatement.boundariesStamp, .int(regency), as: nil).one()
            .moment("loaded_at")
        checked.withLock { $0[regency] = Date() }
        if let known = kept.withLock({ $0[regency] }), known.stamp == stamp { return known }
        let villages = try await database.once(SiteStatement.boundaries, .int(regency), as: nil).map { row in
            try Village(
                code: try row.int64("village"), name: try row.text("name"),
                district: try row.text("district_name"),
                boundary: try row.shape("geometry"))
        }
        let fresh = Kept(stamp: stamp, map: VillageMap(villages))
        kept.withLock { $0[regency] = fresh }
        return fresh
    }

    /// Forgets when it last asked: for tests, and after a load in this process.
    public func recheck() {
        checked.withLock { $0.removeAll() }
    }
}

/// Draws boundaries through the points of a grid one pixel wide, dropping repeats.
struct BoundaryDrawing {
    private let step: Double
    private let decimals: Int

    init(zoom: Int) {
        step = 360 / Double(1 << zoom) / 256
        decimals = min(7, max(3, Int((-log10(step)).rounded(.up))))
    }

    func collection(_ villages: [Village]) -> [UInt8] {
        let features = villages.map { village in
            let rings = village.boundary.polygons.map { polygon in
                polygon.rings.compactMap(ring).map { "[\($0)]" }
            }.filter { !$0.isEmpty }
            let parts = rings.map { "[\($0.joined(separator: ","))]" }.joined(separator: ",")
            return """
                {"type":"Feature","id":\(village.code),"properties":{"village":\(village.code),\
                "name":\(quoted(village.name)),"district":\(quoted(village.district))},\
                "geometry":{"type":"MultiPolygon","coordinates":[\(parts)]}}
                """
        }
        return Array(#"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#.utf8)
    }

    /// Nil where the ring is smaller than what is seen.
    private func ring(_ ring: Ring) -> String? {
        var points: [(Int, Int)] = []
        for vertex in ring.vertices {
            let point = (Int((vertex.longitude / step).rounded()), Int((vertex.latitude / step).rounded()))
            if let last = points.last, last == point { continue }
            while points.count >= 2, isBetween(points[points.count - 2], points[points.count - 1], point) {
                points.removeLast()
            }
            points.append(point)
        }
        guard points.count >= 4, let first = points.first, let last = points.last, first == last else {
            return nil
        }
        return points.map { "[\(number($0.0)),\(number($0.1))]" }.joined(separator: ",")
    }

    /// Whether the middle point lies on the straight way between the two others.
    private func isBetween(_ first: (Int, Int), _ middle: (Int, Int), _ last: (Int, Int)) -> Bool {
        let (ax, ay) = (middle.0 - first.0, middle.1 - first.1)
        let (bx, by) = (last.0 - middle.0, last.1 - middle.1)
        return ax * by == ay * bx && ax * bx + ay * by > 0
    }

    private func number(_ index: Int) -> String {
        let scale = pow(10, Double(decimals))
        let scaled = Int((Double(index) * step * scale).rounded())
        let (whole, fraction) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
        let digits = String(fraction)
        let padded = String(repeating: "0", count: decimals - digits.count) + digits
        return (scaled < 0 ? "-" : "") + "\(whole).\(padded)"
    }
}

/// A text as a JSON string.
func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": quoted += "\\\""
        case "\\": quoted += "\\\\"
        case "<": quoted += "\\u003c"
        case _ where scalar.value < 0x20:
            let digits = String(scalar.value, radix: 16)
            quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: quoted.unicodeScalars.append(scalar)
        }
    }
    return quoted + "\""
}
