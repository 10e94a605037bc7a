import Foundation
import GeoIndex
import Testing

/// Real data beside the project; the tests that need it say so and are skipped where it is absent.
enum RealData {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/geo")

    static var isPresent: Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "boundaries.geojson").path)
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    /// The rows of a TSV as dictionaries by column name.
    static func rows(_ name: String) throws -> [[String: String]] {
        let lines = String(decoding: try bytes(name), as: UTF8.self).split(separator: "\n")
        let cells = lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
        guard let header = cells.first else { return [] }
        return cells.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { $1 }) }
    }
}

/// Goal: Banyuwangi's 217 villages as they are published. Method: the boundary map and its own figures.
@Suite(.enabled(if: RealData.isPresent, "../shared/geo is not beside the project"))
struct RealDataTests {
    let map: VillageMap

    init() throws {
        map = try VillageMap(boundaries: try RealData.bytes("boundaries.geojson"))
    }

    @Test func `all 217 villages load`() {
        #expect(map.villages.count == 217)
        #expect(map.village(3_510_012_001)?.name == "Sarongan")
        #expect(map.village(3_510_012_001)?.district == "Pesanggaran")
    }

    @Test func `their areas sum to the published figure`() {
        let sum = map.villages.reduce(SquareMetres.zero) { $0 + $1.boundary.area }
        #expect(abs(sum.squareKilometres - 3_592.90) < 0.1)
    }

    @Test func `the inner point of each village lies in that village`() throws {
        let rows = try RealData.rows("villages.tsv")
        #expect(rows.count == 217)
        for row in rows {
            let longitude = try #require(row["longitude"].flatMap(Double.init))
            let latitude = try #require(row["latitude"].flatMap(Double.init))
            let code = try #require(row["code"]).filter { $0 != "." }
            let position = try Position(longitude: longitude, latitude: latitude)
            #expect(map.code(at: position) == Int64(code), "\(row["name"] ?? "")")
        }
    }
}
