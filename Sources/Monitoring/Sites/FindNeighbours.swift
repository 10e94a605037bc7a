public import Commons
public import Foundation
public import GeoIndex

/// How much of a planned place another work covers.
public enum SharedPlace: Hashable, Sendable {
    /// Metres of the planned line within 15 m of the other, in about the same direction, of its whole length.
    case line(Metres, of: Metres)
    /// Square metres of the planned area, of its whole.
    case area(SquareMetres, of: SquareMetres)

    /// 0–1.
    public var share: Double {
        switch self {
        case .line(let shared, let whole): whole > .zero ? shared / whole : 0
        case .area(let shared, let whole): whole.value > 0 ? shared.value / whole.value : 0
        }
    }
}

/// What a person may know of any work near a site, in every village and of every agency (docs/disclosure.md):
/// never people or photos.
public struct Neighbour: Hashable, Sendable {
    public let project: UUID
    public let village: Int64
    public let villageName: String
    public let name: String
    public let kind: WorkKind
    public let isMaintenance: Bool
    public let year: Int
    public let fund: String
    public let owner: WorkOwner
    /// Perangkat daerah; empty for a village's own work.
    public let agency: String
    public let state: WorkState
    public let budget: Rupiah
    /// Nil where it can't be told: the lines pay other works too, or the agency does not say.
    public let paid: Rupiah?
    /// Geodesic; 0 where the sites touch.
    public let distance: Metres
    /// For two lines at most 15 m apart, or two areas that touch.
    public let shared: SharedPlace?
    public let shape: Shape

    /// For two such lines: the share of the shorter that runs along the other within 15 m, 0–1.
    public let sharedLine: Double?
}

/// Shows what is planned or built around a site, before it is saved. Advice, not the check: that is
/// screening's. Answered from memory: the columns of `monitoring.works_facts`, which the directory keeps.
public struct FindNeighbours: Sendable {
    /// The farthest anyone may look.
    public static let farthest: Metres = 2_000
    /// The most works in one answer.
    public static let largestCount = 50
    private static let alongside: Metres = 15
    let directory: SiteDirectory

    public init(_ directory: SiteDirectory) { self.directory = directory }

    /// - Parameters:
    ///   - distance: cut to `farthest`.
    ///   - project: the work itself, left out.
    /// - Returns: the nearest first.
    public func callAsFunction(
        of shape: Shape, within distance: Metres = 100, except project: UUID? = nil, by session: Session
    ) async throws -> [Neighbour] {
        let sites = try await directory.current(session.regency)
        let near = sites.near(shape, within: min(distance, Self.farthest), limit: Self.largestCount + 1)
            .filter { $0.record.id != project }.prefix(Self.largestCount)
        return near.compactMap { Neighbour($0.record, distance: $0.distance, from: shape) }
    }

    /// Nil for shapes that are no lines, and where the distance between them leaves nothing to share.
    static func overlap(_ first: Shape, _ second: Shape, apart distance: Metres) -> LineOverlap? {
        guard distance <= alongside, !first.lines.isEmpty, !second.lines.isEmpty else { return nil }
        return first.lineOverlap(with: second, within: alongside)
    }

    /// Nil for shapes without a common measure or without anything in common, and where an area is not valid.
    static func shared(
        _ planned: Shape, _ other: Shape, _ lines: LineOverlap?, apart distance: Metres
    ) -> SharedPlace? {
        if let lines { return .line(lines.length, of: lines.firstLength) }
        guard distance == .zero, !planned.polygons.isEmpty, !other.polygons.isEmpty else { return nil }
        do throws(GeometryError) {
            let areas = try planned.areaOverlap(with: other)
            return .area(areas.shared, of: areas.firstArea)
        } catch {
            return nil
        }
    }
}

extension Neighbour {
    /// Nil for a work without a place.
    init?(_ record: WorkRecord, distance: Metres, from planned: Shape) {
        guard let shape = record.shape else { return nil }
        let lines = FindNeighbours.overlap(planned, shape, apart: distance)
        self.init(
            project: record.id, village: record.village, villageName: record.villageName, name: record.name,
            kind: record.kind, isMaintenance: record.isMaintenance, year: record.year, fund: record.fund,
            owner: record.owner, agency: record.agency, state: record.state,
            budget: Rupiah(sen: record.budgetSen), paid: record.paidSen.map { Rupiah(sen: $0) },
            distance: distance, shared: FindNeighbours.shared(planned, shape, lines, apart: distance),
            shape: shape,
            sharedLine: lines?.shareOfShorter)
    }
}
