import Commons
import Foundation
import GeoIndex
import Postgres
import Testing

@testable import Monitoring

/// Goal: whatever is wrong with a drawing has its sentence in both languages, with every value it names.
/// Method: one error of each kind against the texts.
@Suite struct MonitoringRefusalTests {
    private static let faults: [GeometryError] = [
        .notFinite(.whole), .longitudeOutOfRange(200, .whole), .latitudeOutOfRange(100, .whole),
        .tooFewVertices(count: 1, needed: 2, .whole), .ringNotClosed(.whole), .noExtent(.whole),
        .repeatedVertex(.whole), .crossesAntimeridian(.whole), .empty(.whole),
        .wrongKind(found: "Point", expected: "Polygon"), .malformedJSON(byte: 3),
        .unknownType("Kotak", byte: 1), .badMember("coordinates", byte: 1), .tooManyBytes(limit: 1),
        .tooManyVertices(limit: 1), .tooManyFeatures(limit: 1), .tooDeep(limit: 1, byte: 1),
        .malformedWKB(byte: 1), .malformedCoordinate(.tooLong), .unsupportedCRS(1),
        .outsideProjection(epsg: 1), .library(call: "", message: ""), .outOfMemory,
    ]

    private func words(_ language: Language) throws -> Words {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try Texts(directory: root.appending(path: "texts")).words(in: language)
    }

    private func missing(_ error: GeometryError, _ words: Words) -> String? {
        let facts = MonitoringError.geometry(error).refusal.facts.mapValues(\.description)
        let sentence = words("geometry.fault.\(facts["geometry"] ?? "")", facts)
        return sentence.contains("{") || sentence.contains("⟦") ? sentence : nil
    }

    @Test(arguments: [Language.indonesian, .english])
    func `every fault of a geometry has its sentence`(_ language: Language) throws {
        let words = try words(language)
        let place = try Position(longitude: 114, latitude: -8)
        let placed: [GeometryError] = [
            .axesSwapped(meant: place, .whole), .outside(.indonesia, place, .whole),
        ]
        let shapes = ShapeFault.allCases.flatMap {
            [.invalid($0, at: place), GeometryError.invalid($0, at: nil)]
        }
        let without = (Self.faults + placed + shapes).compactMap { missing($0, words) }
        #expect(without.isEmpty, "\(without)")
    }

    @Test(arguments: [Language.indonesian, .english])
    func `every fault of a file of boundaries has its sentence`(_ language: Language) throws {
        let words = try words(language)
        let faults: [BoundaryFault] = [
            .empty, .missingCode(feature: 0), .repeatedCode("35"), .notPolygon(code: "35"),
            .unknownCodes(["35"]),
            .geometry(code: "35", .empty(.whole)),
        ]
        let sentences = faults.map { fault in
            let facts = MonitoringError.boundaries(fault).refusal.facts.mapValues(\.description)
            return words("boundaries.fault.\(facts["fault"] ?? "")", facts)
        }
        #expect(sentences.allSatisfy { !$0.contains("{") && !$0.contains("⟦") }, "\(sentences)")
    }

    @Test func `the place is counted from one, as people count`() {
        let facts = MonitoringError.geometry(.ringNotClosed(Place(part: 1, ring: 0))).refusal.facts
        #expect(facts["part"] == 2)
        #expect(facts["ring"] == 1)
        #expect(facts["geometry"] == "ring-not-closed")
    }
}
