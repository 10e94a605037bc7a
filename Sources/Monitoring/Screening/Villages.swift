public import GeoIndex

/// The village boundaries as far as screening trusts them: a distance outside, how well two boundary maps
/// agree, and whether so many of a village's own works lie outside that the map must be wrong.
public struct ScreeningVillages: Sendable {
    private struct Entry: Sendable {
        let boundary: Shape
        let bounds: Bounds
        /// Overlap of two independent boundary maps, 0–1; 1 when unknown.
        let agreement: Double
    }

    private let entries: [Int64: Entry]
    private var suspects: Set<Int64> = []

    /// - Parameter features: polygons with `code` (35.10.01.2001) and, where it is known, `iou_hdx`: the
    ///   overlap
    ///   with a second boundary map.
    public init(_ features: [Feature]) {
        var entries: [Int64: Entry] = [:]
        for feature in features {
            guard let shape = feature.shape, !shape.polygons.isEmpty,
                let text = feature.properties["code"]?.text ?? feature.properties["village"]?.text,
                let code = Self.number(text)
            else { continue }
            entries[code] = Entry(
                boundary: shape, bounds: shape.bounds, agreement: feature.properties["iou_hdx"]?.number ?? 1)
        }
        self.entries = entries
    }

    /// How many villages are known.
    public var count: Int { entries.count }

    static func number(_ code: String) -> Int64? { Int64(code.filter { $0 != "." }) }

    /// Geodesic metres from the claimed position to the village; 0 inside; nil for an unknown village.
    func metresOutside(_ village: String, of claim: ClaimedPosition) -> Double? {
        claim.place.flatMap { metresOutside(village, $0) }
    }

    /// Metres from the nearest end or the middle of a plan to the village; 0 when any of them lies inside.
    func metresOutside(_ village: String, _ plan: GroundPlan) -> Double? {
        guard let middle = metresOutside(village, plan.centre) else { return nil }
        guard middle > 0 else { return 0 }
        let ends = plan.chains.flatMap { [$0.first, $0.last] }.compactMap { $0 }
        return ends.compactMap { metresOutside(village, $0) }.reduce(middle, min)
    }

    private func metresOutside(_ village: String, _ position: Position) -> Double? {
        guard let code = Self.number(village), let entry = entries[code] else { return nil }
        return position.distance(to: entry.boundary).value
    }

    /// How well two independent maps agree on this village, 0–1.
    func agreement(of village: String) -> Double {
        Self.number(village).flatMap { entries[$0]?.agreement } ?? 1
    }

    /// Whether this village's own boundary is in doubt.
    func isSuspect(_ village: String) -> Bool { Self.number(village).map(suspects.contains) ?? false }

    /// Marks the villages of whose works so many lie outside that the boundary, not the works, must be wrong.
    func markingSuspects(among sites: [ScreenedSite], _ parameters: ScreeningParameters) -> ScreeningVillages
    {
        var counts: [Int64: (all: Int, outside: Int)] = [:]
        for site in sites where site.kind.isPhysical {
            guard let plan = site.plan, let code = Self.number(site.work.village), let entry = entries[code]
            else {
                continue
            }
            counts[code, default: (0, 0)].all += 1
            guard
                !entry.bounds.contains(plan.centre) || !plan.centre.distance(to: entry.boundary).value.isZero,
                let outside = metresOutside(site.work.village, plan),
                outside > parameters["R22.outsideMetres"]
            else { continue }
            counts[code, default: (0, 0)].outside += 1
        }
        var marked = self
        marked.suspects = Set(
            counts.filter {
                Double($0.value.outside) >= parameters["R22.suspectWorks"]
                    && Double($0.value.outside) >= parameters["R22.suspectShare"] * Double($0.value.all)
            }.keys)
        return marked
    }
}
