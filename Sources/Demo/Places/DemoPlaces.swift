/// The invented kecamatan *Contoh* (35.10.99): ten villages whose boundaries are drawn by a formula, in the
/// strait east of Banyuwangi where no real village lies. Everything of it is marked as demo data.
public struct DemoPlaces: Sendable {
    public struct Village: Sendable {
        public let code: Int64
        public let name: String
        /// The outer ring, degrees longitude and latitude, closed, counter-clockwise.
        public let ring: [(longitude: Double, latitude: Double)]
        /// A point inside: the village office.
        public let office: (longitude: Double, latitude: Double)
    }

    public static let regency = 3510
    public static let district = 351099
    public static let districtName = "Contoh"

    public let villages: [Village]

    private static let names = [
        "Sumbercontoh", "Tegalcontoh", "Karangcontoh", "Tamancontoh", "Kalicontoh",
        "Wonocontoh", "Sidocontoh", "Purwocontoh", "Banjarcontoh", "Gumukcontoh",
    ]

    public init() {
        let grid = Grid(columns: 5, rows: 2, west: 114.43, south: -8.50, width: 0.03, height: 0.055)
        villages = Self.names.enumerated().map { index, name in
            let column = index % 5
            let row = index / 5
            let ring = grid.ring(column: column, row: row)
            return Village(
                code: Int64(Self.district) * 10_000 + 2_001 + Int64(index), name: name, ring: ring,
                office: grid.middle(column: column, row: row))
        }
    }

    /// For `place.load`: the district and its villages.
    public var listJSON: String {
        let district = #"{"code":"35.10.99","level":"kecamatan","name":"\#(Self.districtName)","demo":true}"#
        let rows = villages.map { village in
            let code = "35.10.99.\(village.code % 10_000)"
            return #"{"code":"\#(code)","level":"desa","name":"\#(village.name)","demo":true}"#
        }
        return "[\(([district] + rows).joined(separator: ","))]"
    }

    /// The boundaries as a GeoJSON FeatureCollection, as `balai import boundaries` takes it.
    public var boundariesGeoJSON: String {
        let features = villages.map { village in
            let ring = village.ring.map { "[\($0.longitude),\($0.latitude)]" }.joined(separator: ",")
            let code = "35.10.99.\(village.code % 10_000)"
            return
                #"{"type":"Feature","id":"\#(code)","properties":{"code":"\#(code)","#
                + #""name":"\#(village.name)","kecamatan":"Contoh","source":"generated demo boundary"},"#
                + #""geometry":{"type":"Polygon","#
                + #""coordinates":[[\#(ring)]]}}"#
        }
        return #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
    }
}

/// A jittered grid: neighbours share corners and the wavy edges between them, so there is no gap and no
/// overlap.
private struct Grid {
    let columns: Int
    let rows: Int
    let west: Double
    let south: Double
    let width: Double
    let height: Double

    private func corner(_ column: Int, _ row: Int) -> (longitude: Double, latitude: Double) {
        var random = DemoRandom(seed: UInt64(column * 131 + row * 7 + 5))
        let shiftEast = random.between(-0.22, 0.22) * width
        let shiftNorth = random.between(-0.16, 0.16) * height
        return (west + Double(column) * width + shiftEast, south + Double(row) * height + shiftNorth)
    }

    /// The inner points of the edge from one corner to another; the same points backwards for the neighbour.
    private func edge(_ from: (Int, Int), _ to: (Int, Int)) -> [(longitude: Double, latitude: Double)] {
        let isForward = from.0 < to.0 || from.1 < to.1
        let (first, last) = isForward ? (from, to) : (to, from)
        let start = corner(first.0, first.1)
        let end = corner(last.0, last.1)
        var random = DemoRandom(seed: UInt64(first.0 * 1_009 + first.1 * 97 + (first.0 == last.0 ? 1 : 2)))
        let steps = 12
        let points = (1..<steps).map { step -> (longitude: Double, latitude: Double) in
            let share = Double(step) / Double(steps)
            let wave = (random.unit() - 0.5) * 0.10 * (1 - abs(2 * share - 1))
            let longitude = start.longitude + (end.longitude - start.longitude) * share
            let latitude = start.latitude + (end.latitude - start.latitude) * share
            let across = first.0 == last.0 ? (wave * width, 0.0) : (0.0, wave * height)
            return (rounded(longitude + across.0), rounded(latitude + across.1))
        }
        return isForward ? points : points.reversed()
    }

    func ring(column: Int, row: Int) -> [(longitude: Double, latitude: Double)] {
        let corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
        var ring: [(longitude: Double, latitude: Double)] = []
        for (index, from) in corners.enumerated() {
            let point = corner(from.0, from.1)
            ring.append((rounded(point.longitude), rounded(point.latitude)))
            ring += edge(from, corners[(index + 1) % 4])
        }
        if let first = ring.first { ring.append(first) }
        return ring
    }

    func middle(column: Int, row: Int) -> (longitude: Double, latitude: Double) {
        let corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)].map(corner)
        return (
            rounded(corners.map(\.longitude).reduce(0, +) / 4),
            rounded(corners.map(\.latitude).reduce(0, +) / 4)
        )
    }

    private func rounded(_ degrees: Double) -> Double { (degrees * 1e6).rounded() / 1e6 }
}
