public import GeoIndex

/// A work with everything that the rules read from it, taken apart once (*lokasi kegiatan*).
///
/// A class only so that comparing millions of pairs copies no facts; it never changes.
public final class ScreenedSite: Sendable {
    public let work: Work
    /// The work's photos, by id.
    public let photos: [SitePhoto]
    let words: NameWords
    let kind: ActivityKind
    let plan: GroundPlan?
    /// Upkeep (*pemeliharaan*) by its type, its code or its name.
    let isMaintenance: Bool
    /// Where the photos with a usable location lie against the plan.
    let fixes: [PhotoFix]

    /// Takes a work and its photos apart.
    public init(_ work: Work, photos: [SitePhoto], parameters: ScreeningParameters = .standard) {
        self.work = work
        self.photos = photos.sorted { $0.id < $1.id }
        words = NameWords(work.name)
        kind = ActivityKind(code: work.activity, words: words)
        let plan = work.shape.map(GroundPlan.init)
        self.plan = plan
        isMaintenance = work.workType == "maintenance" || kind.isMaintenance || words.isMaintenance
        fixes = self.photos.compactMap { PhotoFix($0, plan: plan, parameters: parameters) }
    }

    var id: String { work.id }
    /// One of several equal pieces that stand apart from each other.
    var isSerial: Bool { kind.workClass.isSerial }
    /// The county's and other agencies' works.
    var isOfCounty: Bool { work.owner != "desa" && !work.owner.isEmpty }

    /// Photos whose clock can be used: not reset to a factory date, not decades off.
    var datedPhotos: [(photo: SitePhoto, taken: Moment)] {
        photos.compactMap { photo in
            guard let taken = photo.takenAt, !isFactoryDate(taken.day) else { return nil }
            return (photo, taken)
        }
    }

    /// Days to which phone clocks fall back (1970, 2000–2002, 2015): they say nothing about when the picture
    /// was taken. For works of the years soon after, only the first days of a year are such days.
    func isFactoryDate(_ day: Day) -> Bool {
        guard day.year > 2009 else { return true }
        let newYear = Day.count(year: day.year, month: 1, day: 1)
        return day.year <= 2015 && (work.year - day.year > 3 || day.number - newYear < 10)
    }

    /// Where its photos lie that are off the plan, for asking a `SiteIndex` whose sites they show.
    public func strayPlaces(_ parameters: ScreeningParameters) -> [Position] {
        Set(offSite(parameters).compactMap(\.claim.place)).sorted {
            ($0.latitude, $0.longitude) < ($1.latitude, $1.longitude)
        }
    }

    /// How far the work may reach from its pin, metres: a road of 300 m pinned as a point is photographed
    /// along its 300 m. 0 where the plan shows the whole work.
    func reachFromPin(_ parameters: ScreeningParameters) -> Double {
        guard plan?.kind == .spot, work.plainUnit == "m", let length = work.volume else { return 0 }
        return min(max(length, 0), parameters["R5.farMetres"])
    }

    /// Fixes that lie farther from the plan than the tolerance and three standard deviations.
    func offSite(_ parameters: ScreeningParameters) -> [PhotoFix] {
        guard let plan else { return [] }
        let tolerance: Double
        switch plan.kind {
        case .spot: tolerance = parameters["R5.spotMetres"] + reachFromPin(parameters)
        case .way: tolerance = parameters["R5.wayMetres"]
        case .ground: tolerance = parameters["R5.groundMetres"]
        }
        return fixes.filter { $0.metres - 3 * $0.sigmaMetres > tolerance }
    }
}

/// A photo's usable location against the plan.
struct PhotoFix: Sendable {
    let photo: SitePhoto
    let claim: ClaimedPosition
    /// Metres to the plan; 0 when there is no plan.
    let metres: Double
    /// One standard deviation in metres: as stated, else the usual 15.
    let sigmaMetres: Double

    init?(_ photo: SitePhoto, plan: GroundPlan?, parameters: ScreeningParameters) {
        guard let claim = photo.position, claim.isPossible else { return nil }
        let stated = photo.accuracyMetres ?? parameters["location.defaultSigmaMetres"]
        guard stated <= parameters["location.worstSigmaMetres"] else { return nil }
        self.photo = photo
        self.claim = claim
        sigmaMetres = max(stated, 1)
        metres = plan?.metres(from: claim) ?? 0
    }

    /// Metres to another fix.
    func metres(to other: PhotoFix) -> Double { claim.metres(to: other.claim) }
}

/// The middle of some numbers; 0 of none.
func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    return sorted.count % 2 == 1
        ? sorted[sorted.count / 2] : (sorted[sorted.count / 2 - 1] + sorted[sorted.count / 2]) / 2
}
