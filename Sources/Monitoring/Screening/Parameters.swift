/// The thresholds of the rules (*parameter aturan*), each with the unit in its name; the county may change
/// every one.
///
/// Where the numbers come from: docs/screening.md.
public struct ScreeningParameters: Hashable, Sendable {
    private var values: [String: Double]

    /// The thresholds as shipped.
    public static let standard = ScreeningParameters(values: Dictionary(defaults) { first, _ in first })

    private init(values: [String: Double]) { self.values = values }

    /// The standard thresholds with some of them replaced.
    ///
    /// - Throws: `ScreeningFileError.unknownParameter` for a name that no rule asks for.
    public init(overriding changes: [String: Double]) throws(ScreeningFileError) {
        self = .standard
        for (name, value) in changes.sorted(by: { $0.key < $1.key }) {
            guard values[name] != nil, value.isFinite else { throw .unknownParameter(name: name) }
            values[name] = value
        }
    }

    /// All names and values, in the order of names.
    public var all: [(name: String, value: Double)] {
        values.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    }

    subscript(_ name: String) -> Double {
        guard let value = values[name] else { preconditionFailure("no rule parameter \(name)") }
        return value
    }

    /// How many fiscal years a thing of this class is expected to serve before it is rightly built anew.
    func serviceYears(of workClass: WorkClass) -> Double {
        values["life.\(workClass.name)Years"] ?? self["life.otherYears"]
    }

    private static let defaults: [(String, Double)] = photos + place + timeAndMoney + pairs + lives

    private static let photos: [(String, Double)] = [
        ("photo.minimumQuality", 50), ("R2.maximumBits", 45), ("R3.maximumBits", 66), ("R3.maximumYears", 10),
        ("R3.apartMetres", 100), ("R4.maximumBits", 45), ("R8.maximumThumbnailBits", 20),
        ("R8.positionMetres", 100),
        ("reuse.linkedMetres", 30),
    ]

    private static let place: [(String, Double)] = [
        ("location.defaultSigmaMetres", 15), ("location.worstSigmaMetres", 200), ("R5.spotMetres", 100),
        ("R5.wayMetres", 50), ("R5.groundMetres", 50), ("R5.minimumPhotos", 2), ("R5.farMetres", 1_000),
        ("R5.loneFarMetres", 5_000), ("R5.villageMetres", 200), ("R5.agreeMetres", 50), ("R5.agreePhotos", 3),
        ("R5.togetherMetres", 500),
        ("R5.suspectPlanMetres", 5_000), ("R5.officeMetres", 500), ("R6.minimumPhotos", 3),
        ("R6.minimumOfAll", 2),
        ("R6.sigmaMetres", 30), ("R6.sameMetres", 0.15),
        ("R6.apartMinutes", 10),
        ("R6.apartHours", 18), ("R6.share", 0.6), ("R7.metres", 200), ("R13.kilometresPerHour", 150),
        ("R13.kilometres", 5), ("R19.withinMetres", 30), ("R19.plansApartMetres", 500),
        ("R19.minimumPhotos", 2),
        ("R22.noticeMetres", 200), ("R22.outsideMetres", 1_000), ("R22.uncertainMetres", 3_500),
        ("R22.waterMetres", 3_500), ("R22.agreement", 0.5), ("R22.suspectShare", 0.25),
        ("R22.suspectWorks", 3),
        ("R22.samePinMetres", 1),
    ]

    private static let timeAndMoney: [(String, Double)] = [
        ("R11.beforeStartDays", 30), ("R11.share", 0.5), ("R11.afterReceiptHours", 24),
        ("R11.sameOffsetDays", 5),
        ("R11.nearbyDays", 30), ("R12.lowMinutes", 10), ("R12.mediumHours", 24), ("R14.spreadHours", 36),
        ("R14.minimumDays", 14), ("R14.undatedRupiah", 50_000_000), ("R14.twoStagesHours", 12),
        ("R14.twoStagesPoints", 50),
        ("R15.highShare", 0.4), ("R15.criticalShare", 0.8), ("R15.afterDays", 30),
        ("R16.noticePoints", 30), ("R16.points", 50), ("R16.stagePoints", 45), ("R16.baselinePaidShare", 0.8),
        ("R16.baselinePhotos", 3), ("R21.minimumWorks", 3),
    ]

    private static let pairs: [(String, Double)] = [
        ("R17.strongMetres", 15), ("R17.metres", 30), ("R17.namedMetres", 60),
        ("R17.serialMetres", 25), ("R17.sharedArea", 0.5),
        ("R18.corridorMetres", 15), ("R18.wideMetres", 35), ("R18.angleDegrees", 30), ("R18.share", 0.5),
        ("R18.partShare", 0.25), ("R17.volumeShare", 0.4), ("R18.wideShare", 0.8), ("R18.saidShare", 0.6),
        ("R18.joinMetres", 60),
        ("R18.closeMetres", 6),
        ("R18.closeShare", 0.9), ("R18.closeRoadMetres", 10),
        ("R18.spotMetres", 30), ("R18.volumeShare", 0.15),
        ("R18.equalVolumeShare", 0.05), ("R18.besideMetres", 25), ("R18.measuredMetres", 25),
        ("R18.endsMetres", 25), ("R20.similarity", 0.8),
        ("R20.metres", 250),
        ("R20.costShare", 0.01), ("R20.twoFundsCostShare", 0.12), ("R20.maximumYears", 2),
        ("R20.rowMetres", 75),
    ]

    private static let lives: [(String, Double)] = [
        ("life.roadYears", 5), ("life.drainYears", 8), ("life.wallYears", 10), ("life.bridgeYears", 15),
        ("life.irrigationYears", 8), ("life.pipeYears", 8), ("life.waterYears", 8),
        ("life.sanitationYears", 8),
        ("life.educationYears", 10), ("life.healthYears", 10), ("life.hallYears", 10),
        ("life.officeYears", 10),
        ("life.lampYears", 4), ("life.parkYears", 5), ("life.otherYears", 5), ("life.houseYears", 10),
        ("life.sportYears", 8), ("life.marketYears", 10), ("life.pondYears", 10), ("life.monumentYears", 10),
        ("life.cemeteryYears", 8), ("life.wasteYears", 5), ("life.guardPostYears", 8),
        ("life.worshipYears", 10), ("life.fisheryYears", 5), ("life.signYears", 4),
    ]
}
