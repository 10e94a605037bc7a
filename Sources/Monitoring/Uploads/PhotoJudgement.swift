public import Foundation
public import GeoIndex

/// What a photo's place says against the plan. `none` is neutral: most honest photos carry no usable place.
public enum LocationVerdict: String, CaseIterable, Hashable, Sendable {
    /// Lokasi cocok.
    case match
    /// Between: worth a look, not yet a mismatch.
    case look
    /// Lokasi tidak cocok.
    case mismatch
    /// Lokasi tidak ada, or too uncertain to tell.
    case none
}

/// Whether the place lies in the work's village. Boundary maps are indicative: this asks, it never convicts.
public enum VillageVerdict: String, CaseIterable, Hashable, Sendable {
    case inside, outside, unknown
}

/// Whether the picture's time fits the work.
public enum TimeVerdict: String, CaseIterable, Hashable, Sendable {
    case inside
    /// More than 30 days before the work begins.
    case early
    /// More than a day after the server had it: the clock is wrong.
    case late
    /// No time, or a clock that was reset.
    case none
}

/// A photo measured against the plan of its work.
public struct PhotoJudgement: Hashable, Sendable {
    /// Which claim was measured; nil where there is none to measure.
    public let basis: ClaimSource?
    /// Geodesic, to the nearest point of the planned geometry; 0 inside an area.
    public let distance: Metres?
    /// Up to here it counts as at the site, widened by the claim's own error.
    public let tolerance: Metres?
    public let location: LocationVerdict
    public let village: VillageVerdict
    public let time: TimeVerdict
}

/// What a photo is measured against.
public struct JudgementGround: Sendable {
    /// Nil where nothing is drawn yet.
    public let plan: Shape?
    /// Nil where no boundary is loaded.
    public let boundary: Shape?
    /// The first moment that can belong to the work: 30 days before it begins.
    public let earliest: Date
    /// The county's limits.
    public var tolerances: PhotoTolerances

    public init(
        plan: Shape?, boundary: Shape?, earliest: Date, tolerances: PhotoTolerances = .usual
    ) {
        (self.plan, self.boundary, self.earliest) = (plan, boundary, earliest)
        self.tolerances = tolerances
    }
}

/// What is known of one photo when it is judged.
public struct PhotoTestimony: Sendable {
    public let claims: [LocationClaim]
    /// EXIF, else GPS, else the phone's clock.
    public let takenAt: Date?
    public let receivedAt: Date
    /// The file's position is coarse: whole seconds, or three decimals.
    public let isCoarse: Bool

    public init(claims: [LocationClaim], takenAt: Date?, receivedAt: Date, isCoarse: Bool = false) {
        (self.claims, self.takenAt, self.receivedAt, self.isCoarse) = (claims, takenAt, receivedAt, isCoarse)
    }
}

extension PhotoJudgement {
    /// Phones that lost their clock begin again in 1970, 1980, 2000…
    static let firstPlausible = Date(timeIntervalSince1970: 1_262_304_000)
    static let day: TimeInterval = 86_400

    /// Measures a photo. Pure: the same facts give the same words.
    public init(_ photo: PhotoTestimony, against ground: JudgementGround) {
        time = Self.time(photo, ground)
        let claim = Self.basis(of: photo.claims)
        basis = claim?.source
        village = Self.village(claim, ground)
        guard let claim, let plan = ground.plan else {
            (distance, tolerance, location) = (nil, nil, .none)
            return
        }
        let limits = ground.tolerances
        let error = claim.accuracyMetres ?? limits.usualError
        let widened = 2 * max(0, error - limits.usualError)
        let metres = claim.position.distance(to: plan).value
        distance = Metres(metres)
        tolerance = Metres(limits.near + widened)
        let isUncertain =
            error > limits.worstError || photo.isCoarse && claim.source == .exif || time == .none
        if metres <= limits.near + widened, error <= limits.worstError {
            location = .match
        } else if isUncertain {
            location = .none
        } else {
            location = metres > limits.far + widened ? .mismatch : .look
        }
    }

    /// An in-page capture with a fresh nonce of the server is worth most, then the file, then a position sent
    /// along. A pin is a person's word and is shown, not measured.
    static func basis(of claims: [LocationClaim]) -> LocationClaim? {
        claims.first { $0.source == .device && $0.nonceState == .fresh } ?? claims.first {
            $0.source == .exif
        }
            ?? claims.first { $0.source == .device }
    }

    private static func village(_ claim: LocationClaim?, _ ground: JudgementGround) -> VillageVerdict {
        guard let claim, let boundary = ground.boundary else { return .unknown }
        let beyond = claim.position.distance(to: boundary).value
        if beyond == 0 { return .inside }
        let error = claim.accuracyMetres ?? ground.tolerances.usualError
        return beyond - 2 * error > ground.tolerances.boundary ? .outside : .unknown
    }

    private static func time(_ photo: PhotoTestimony, _ ground: JudgementGround) -> TimeVerdict {
        guard let taken = photo.takenAt, taken >= firstPlausible else { return .none }
        if taken > photo.receivedAt.addingTimeInterval(day) { return .late }
        return taken < ground.earliest ? .early : .inside
    }
}
