/// What kind of thing a work builds (*jenis pekerjaan*): the same thing under two codes is one class,
/// another trade on the same line is another class.
public struct WorkClass: Hashable, Sendable {
    /// The class's name in parameters and evidence, such as `road`.
    public let name: String

    init(_ name: String) { self.name = name }

    static let road = WorkClass("road")
    static let drain = WorkClass("drain")
    static let wall = WorkClass("wall")
    static let bridge = WorkClass("bridge")
    static let irrigation = WorkClass("irrigation")
    static let pipe = WorkClass("pipe")
    static let water = WorkClass("water")
    static let sanitation = WorkClass("sanitation")
    static let education = WorkClass("education")
    static let health = WorkClass("health")
    static let hall = WorkClass("hall")
    static let office = WorkClass("office")
    static let lamp = WorkClass("lamp")
    static let park = WorkClass("park")
    static let cemetery = WorkClass("cemetery")
    static let pond = WorkClass("pond")
    static let monument = WorkClass("monument")
    static let waste = WorkClass("waste")
    static let sport = WorkClass("sport")
    static let market = WorkClass("market")
    static let house = WorkClass("house")
    static let guardPost = WorkClass("guardPost")
    static let worship = WorkClass("worship")
    static let fishery = WorkClass("fishery")
    static let sign = WorkClass("sign")
    /// Things bought for the office (*sarana perkantoran*): they have no site of their own.
    static let goods = WorkClass("goods")

    /// Classes whose works stand in rows of equal pieces (lamp posts, houses): the next piece is not a copy.
    var isSerial: Bool { self == .lamp || self == .house }

    /// Whether retaining walls are booked under this class's codes too: "TPT jalan", "plengsengan selokan".
    fileprivate var mayBeWall: Bool { self == .drain || self == .road }

    /// The trade that a name of this class may leave out: a "talud" need not say again that it is a wall.
    var trade: String? {
        switch self {
        case .wall: "wall"
        case .sanitation: "toilet"
        case .lamp: "electricity"
        default: nil
        }
    }

    /// Buried or carried over long ways, with the source outside the village.
    var isWater: Bool { self == .water || self == .pipe || self == .irrigation }
}

/// What an activity code says about a work (schema/reference/activities.tsv, column `jns_kegiatan` = 2).
struct ActivityKind {
    let workClass: WorkClass
    /// Whether photos of works are due.
    let isPhysical: Bool
    let isMaintenance: Bool

    private static let built: [String: WorkClass] = [
        "1.2.01": .goods, "1.2.03": .office, "2.1.06": .education, "2.1.07": .education, "2.2.09": .health,
        "2.3.10": .road, "2.3.11": .road, "2.3.12": .road, "2.3.13": .bridge, "2.3.14": .drain,
        "2.3.15": .hall,
        "2.3.16": .cemetery, "2.3.19": .pond, "2.3.20": .monument, "2.3.93": .sport, "2.3.94": .hall,
        "2.3.95": .market, "2.4.10": .water, "2.4.11": .water, "2.4.12": .pipe, "2.4.13": .drain,
        "2.4.14": .sanitation, "2.4.15": .waste, "2.4.16": .drain, "2.4.17": .park, "2.4.93": .lamp,
        "2.6.01": .sign, "2.7.02": .lamp, "3.2.05": .worship, "3.3.05": .sport, "4.1.03": .fishery,
        "4.1.04": .fishery, "4.2.06": .irrigation, "4.2.92": .irrigation, "4.7.02": .market,
    ]

    /// Codes under which things are built and services are held: the name says which.
    private static let mixed: [String: WorkClass] = ["3.1.01": .guardPost, "3.1.05": .guardPost]

    private static let maintained: [String: WorkClass] = [
        "1.2.02": .office, "2.1.04": .education, "2.1.05": .education, "2.2.08": .health, "2.3.01": .road,
        "2.3.02": .road, "2.3.03": .road, "2.3.04": .bridge, "2.3.05": .drain, "2.3.06": .hall,
        "2.3.07": .cemetery,
        "2.3.08": .pond, "2.3.09": .monument, "2.4.02": .water, "2.4.03": .water, "2.4.04": .pipe,
        "2.4.05": .drain,
        "2.4.06": .sanitation, "2.4.07": .waste, "2.4.08": .drain, "2.4.09": .park, "2.4.92": .lamp,
        "2.7.01": .lamp,
        "3.2.04": .worship, "3.3.04": .sport, "4.1.01": .fishery, "4.1.02": .fishery, "4.2.04": .irrigation,
        "4.7.01": .market,
    ]

    /// - Parameters:
    ///   - code: the activity code; leading zeros and a trailing dot are forgiven.
    ///   - words: the work's name, asked where the code says nothing (codes 90–99, county works,
    /// emergencies).
    init(code: String, words: NameWords) {
        let plain = Self.plain(code)
        if let workClass = Self.built[plain] {
            self.init(
                workClass: words.isWallOnly && workClass.mayBeWall ? .wall : workClass, isPhysical: true,
                isMaintenance: false)
        } else if let workClass = Self.mixed[plain] {
            self.init(
                workClass: workClass, isPhysical: words.isBuilding || !words.isService,
                isMaintenance: false)
        } else if let workClass = Self.maintained[plain] {
            self.init(workClass: workClass, isPhysical: plain != "2.3.01", isMaintenance: true)
        } else if Self.isOpen(plain), let workClass = words.builtThing {
            self.init(
                workClass: workClass, isPhysical: words.isBuilding || !words.isService,
                isMaintenance: false)
        } else {
            self.init(workClass: WorkClass("code:\(plain)"), isPhysical: false, isMaintenance: false)
        }
    }

    private init(workClass: WorkClass, isPhysical: Bool, isMaintenance: Bool) {
        self.workClass = workClass
        self.isPhysical = isPhysical
        self.isMaintenance = isMaintenance
    }

    /// `02.03.10.` is `2.3.10`.
    static func plain(_ code: String) -> String {
        let parts = code.split(separator: ".")
        guard parts.count == 3 else { return code }
        let head = parts[0...1].map { $0.drop { $0 == "0" } }.joined(separator: ".")
        return "\(head).\(parts[2])"
    }

    /// Codes that name no single kind of thing: the county's own 90–99, emergencies, and none at all.
    private static func isOpen(_ code: String) -> Bool {
        let parts = code.split(separator: ".")
        guard parts.count == 3, let first = parts.first, let last = parts.last else { return true }
        return first == "5" || last.hasPrefix("9") || (first == "2" && parts[1] == "8")
    }
}
