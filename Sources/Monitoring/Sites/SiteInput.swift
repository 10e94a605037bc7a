public import Commons
public import GeoIndex

/// How a person gives a place: drawn on the map, as a file, or typed in some reference system.
public enum SiteInput: Hashable, Sendable {
    /// GeoJSON of the map.
    case drawn([UInt8])
    /// GeoJSON, KML or GPX, told apart by content.
    case file([UInt8], name: String)
    /// One coordinate a line.
    case typed(String, ReferenceSystem, TypedShape)
}

/// What is worth saying of a place before it is saved. Boundaries ask, they never convict: sources of village
/// boundaries disagree by hundreds of metres.
public enum SiteNote: Hashable, Sendable {
    /// Farther than the tolerance from every village of the regency.
    case outsideRegency
    /// In another village than the work's.
    case otherVillage(code: Int64, name: String)
    /// Part of the drawing lies in other villages.
    case across(names: [String])
    /// Both villages' maps claim it.
    case disputed(names: [String])
}

/// A place ready to be stored, with what is worth saying of it.
public struct SiteProposal: Hashable, Sendable {
    public let site: PlannedSite
    public let notes: [SiteNote]
    /// Metres of a line; nil for others.
    public let length: Metres?
    /// Square metres of an area; nil for others.
    public let areaSquareMetres: Double?
}

/// Reads a place as it was given and says, before anything is saved, what seems wrong with it.
public struct ReadSite: Sendable {
    /// How far outside a village a place still counts as in it.
    public static let tolerance: Metres = 200
    /// Degrees around the boundaries in which a coordinate is believed (about 10 km).
    private static let margin = 0.1
    let boundaries: Boundaries

    public init(_ boundaries: Boundaries) { self.boundaries = boundaries }

    /// - Parameters:
    ///   - village: whose work it is.
    ///   - regency: in whose box typed coordinates are believed.
    /// - Throws: `MonitoringError.geometry`, `.coordinates` with the line and the slip.
    public func callAsFunction(
        _ input: SiteInput, village: VillageCode, regency: Int
    ) async throws -> SiteProposal {
        let map = try await boundaries.map(of: regency)
        let site = try Self.planned(input, box: Self.box(of: map))
        return SiteProposal(
            site: site, notes: Self.notes(site.shape, village: village.number, map),
            length: site.shape.lines.isEmpty ? nil : site.shape.length,
            areaSquareMetres: site.shape.polygons.isEmpty ? nil : site.shape.area.value)
    }

    /// The villages' box with some room; all of Indonesia where no boundaries are loaded.
    static func box(of map: VillageMap) -> Bounds {
        guard let first = map.villages.first?.boundary.bounds else { return .indonesia }
        let whole = map.villages.dropFirst().reduce(first) { $0.union($1.boundary.bounds) }
        do throws(GeometryError) {
            return try Bounds(
                west: whole.west - margin, south: whole.south - margin, east: whole.east + margin,
                north: whole.north + margin)
        } catch {
            return .indonesia
        }
    }

    static func planned(_ input: SiteInput, box: Bounds) throws(MonitoringError) -> PlannedSite {
        switch input {
        case .drawn(let bytes): return try PlannedSite(geoJSON: bytes, source: .drawn)
        case .file(let bytes, let name):
            let shape: Shape
            do throws(GeometryError) {
                shape = try MapFile.shape(of: bytes)
            } catch {
                throw .geometry(error)
            }
            return try PlannedSite(shape, source: .uploaded, given: String(name.prefix(200)))
        case .typed(let text, let system, let kind):
            let shape: Shape
            do throws(CoordinateList.Fault) {
                shape = try CoordinateList.shape(text, in: system, as: kind, expecting: box)
            } catch {
                throw .coordinates(error, system)
            }
            return try PlannedSite(
                shape, source: .typed, epsg: system == .wgs84 ? nil : system.rawValue,
                given: String(text.prefix(4_000)))
        }
    }

    /// What the boundaries say of a place; nothing where none are loaded.
    static func notes(_ shape: Shape, village: Int64, _ map: VillageMap) -> [SiteNote] {
        guard !map.villages.isEmpty else { return [] }
        let answers = shape.corners.map { map.locate($0, tolerance: tolerance) }
        let codes = Set(answers.compactMap(\.code))
        func names(_ codes: some Sequence<Int64>) -> [String] {
            codes.sorted().compactMap { map.village($0)?.name }
        }
        guard !codes.isEmpty else { return [.outsideRegency] }
        var notes: [SiteNote] = []
        let isHere =
            answers.contains { $0.claims(village) }
            || shape.corners.contains {
                map.distanceOutside(village, of: $0).map { $0 <= tolerance } ?? false
            }
        if map.village(village) != nil, !isHere, let other = answers.compactMap(\.code).first,
            let name = map.village(other)?.name
        {
            notes.append(.otherVillage(code: other, name: name))
        } else if codes.count > 1 {
            notes.append(.across(names: names(codes.subtracting([village]))))
        }
        let disputed = answers.flatMap { answer -> [Int64] in
            if case .overlap(let codes) = answer { codes } else { [] }
        }
        if !disputed.isEmpty { notes.append(.disputed(names: names(Set(disputed)))) }
        return notes
    }
}

extension VillageAnswer {
    /// Whether the village may hold the position.
    fileprivate func claims(_ village: Int64) -> Bool {
        if case .overlap(let codes) = self { codes.contains(village) } else { code == village }
    }
}

extension Shape {
    /// At most some hundred vertices that stand for the whole.
    fileprivate var corners: [Position] {
        let all = points + lines.flatMap(\.vertices) + polygons.flatMap { $0.outer.vertices.dropLast() }
        let step = max(1, all.count / 200)
        return stride(from: 0, to: all.count, by: step).map { all[$0] } + (all.last.map { [$0] } ?? [])
    }
}
