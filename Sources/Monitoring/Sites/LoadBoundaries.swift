public import Commons
internal import GeoIndex
internal import Foundation
public import Postgres

/// Takes the county's file of village boundaries: a GeoJSON FeatureCollection with `code` in each feature's
/// properties. All or nothing; boundaries loaded before are replaced.
public struct LoadBoundaries: Sendable {
    /// What a file gave.
    public struct Answer: Hashable, Sendable {
        public let loaded: Int
        /// Villages of the regency that the file leaves without a boundary.
        public let missing: [VillageCode]
    }

    private struct Entry {
        let code: VillageCode
        let shape: Shape
    }

    private struct Row: Encodable {
        let village: Int64, geometry: String, west: Double, south: Double, east: Double, north: Double
    }

    /// A connection of the owner: the app may not load.
    let owner: Database

    public init(owner: Database) { self.owner = owner }

    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - regency: 3510; codes of another are refused.
    ///   - source: what to name as origin.
    /// - Throws: `MonitoringError.boundaries` with what is wrong and where, `.geometry` where the text
    ///   breaks.
    public func callAsFunction(_ bytes: [UInt8], regency: Int, source: String) async throws -> Answer {
        let entries = try Self.read(bytes)
        let known = Set(
            try await owner.once(SiteStatement.villageCodes, .int(regency), as: nil).map {
                try $0.int64("village")
            })
        let unknown = entries.map(\.code).filter { !known.contains($0.number) }
        guard unknown.isEmpty else {
            throw MonitoringError.boundaries(.unknownCodes(unknown.sorted().map(\.dotted)))
        }
        let rows = entries.map { entry in
            let bounds = entry.shape.bounds
            return Row(
                village: entry.code.number, geometry: Data(WKB.encode(entry.shape)).base64EncodedString(),
                west: bounds.west, south: bounds.south, east: bounds.east, north: bounds.north)
        }
        // In a transaction of its own: a large file may take longer than a short statement is given.
        let text = try jsonText(rows)
        let loaded = try await owner.transaction(as: nil) { transaction in
            try await transaction.run(
                SiteStatement.loadBoundaries, .int(regency), .text(source), .json(text)
            ).one().int("loaded")
        }
        let missing = known.subtracting(entries.map(\.code.number)).sorted()
        return Answer(loaded: loaded, missing: try missing.map { try VillageCode(number: $0) })
    }

    private static func read(_ bytes: [UInt8]) throws -> [Entry] {
        let features: [Feature]
        do throws(GeometryError) {
            features = try GeoJSON.features(from: bytes)
        } catch {
            throw MonitoringError.geometry(error)
        }
        guard !features.isEmpty else { throw MonitoringError.boundaries(.empty) }
        let engine = try GeometryEngine()
        var seen: Set<VillageCode> = []
        return try features.enumerated().map { index, feature in
            let entry = try entry(feature, index, engine)
            guard seen.insert(entry.code).inserted else {
                throw MonitoringError.boundaries(.repeatedCode(entry.code.dotted))
            }
            return entry
        }
    }

    private static func entry(_ feature: Feature, _ index: Int, _ engine: GeometryEngine) throws -> Entry {
        let code: VillageCode
        do {
            code = try VillageCode(parsing: feature.properties["code"]?.text ?? "")
        } catch {
            throw MonitoringError.boundaries(.missingCode(feature: index))
        }
        guard let shape = feature.shape, !shape.polygons.isEmpty else {
            throw MonitoringError.boundaries(.notPolygon(code: code.dotted))
        }
        do throws(GeometryError) {
            try shape.require(within: .indonesia)
            try engine.validate(shape)
        } catch {
            throw MonitoringError.boundaries(.geometry(code: code.dotted, error))
        }
        return Entry(code: code, shape: shape)
    }
}
