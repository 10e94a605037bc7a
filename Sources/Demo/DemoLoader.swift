public import Commons
public import Foundation
import Ledger
public import Monitoring
public import Postgres

/// Fills an empty database with the invented kecamatan *Contoh*: ten villages, five of them with a year of
/// life. Everything goes through the use cases, as a person's clicks would (DESIGN 12).
public struct DemoLoader: Sendable {
    /// Villages with officers, money and works; the others have their boundary only.
    public static let livelyVillages = 5

    let database: Database
    let owner: Database
    let passwords: Passwords
    let keyring: Keyring
    let vault: Vault
    let workers: PhotoWorkers
    /// What is being done, and how far, 0…1: for the progress bar of `./run`.
    let progress: @Sendable (String, Double) -> Void

    public init(
        database: Database, owner: Database, passwords: Passwords, keyring: Keyring,
        vault: Vault, workers: PhotoWorkers, progress: @escaping @Sendable (String, Double) -> Void
    ) {
        self.database = database
        self.owner = owner
        self.passwords = passwords
        self.keyring = keyring
        self.vault = vault
        self.workers = workers
        self.progress = progress
    }

    /// One sign-in a role, as `./run` prints them.
    public struct SignInLine: Sendable {
        public let role: Role
        public let username: String
        public let password: String
    }

    /// The sign-ins that `./run` prints: the county's officers, and those of the first village.
    public static var signIns: [SignInLine] {
        let first = DemoPlaces().villages[0]
        return (DemoPeople.officers(of: first, index: 0) + DemoPeople.county).map {
            SignInLine(role: $0.role, username: $0.username, password: DemoPeople.password)
        }
    }

    /// Whether this database holds the demo already.
    public func isLoaded() async throws -> Bool {
        try await owner.once(DemoStatement.isLoaded, as: nil).one().bool("is_demo")
    }

    /// Loads everything up to `now`; takes some seconds.
    public func load(at now: Date = Date()) async throws {
        let places = DemoPlaces()
        progress("places", 0)
        _ = try await owner.once(DemoStatement.loadPlaces, .json(places.listJSON), as: nil)
        _ = try await LoadBoundaries(owner: owner)(
            Array(places.boundariesGeoJSON.utf8), regency: DemoPlaces.regency, source: "demo")
        let office = DemoOffice(
            database: database, owner: owner, passwords: passwords,
            factor: SecondFactor(database: database, keyring: keyring))
        let today = try Day(parsing: Self.day(of: now))
        let since = "\(today.year - 1)-01-01"
        try await office.make(DemoPeople.county, since: since)
        let lively = Array(places.villages.prefix(Self.livelyVillages).enumerated())
        for (index, village) in lively {
            try await office.make(DemoPeople.officers(of: village, index: index), since: since)
        }
        let sessions = try await sessions(of: DemoPeople.county, office, at: now)
        guard let district = sessions[.district], let county = sessions[.county] else { return }
        var lives: [DemoLife] = []
        for (index, village) in lively {
            progress(village.name, Double(index) / Double(lively.count))
            lives += [
                try await live(
                    village, index, office, district: district, county: county, today: today, at: now)
            ].compactMap(\.self)
        }
        // From today on: what was paid before had no rule to follow.
        try await SetGateRule(database)(
            GateRule(
                code: "foto-40", validFrom: today, spentPercent: 40, photos: 1,
                basis: "Aturan contoh: di atas 40 % satu foto yang tidak berada di tempat lain"), by: county)
        try await around(lives, district: district, today: today)
        _ = try await owner.once(DemoStatement.mark, .int(DemoPlaces.regency), as: nil)
        progress("done", 1)
    }

    private func sessions(
        of officers: [DemoPeople.Officer], _ office: DemoOffice, at now: Date
    ) async throws -> [Role: Session] {
        var sessions: [Role: Session] = [:]
        for officer in officers { sessions[officer.role] = try await office.session(officer, at: now) }
        return sessions
    }

    private func live(
        _ village: DemoPlaces.Village, _ index: Int, _ office: DemoOffice, district: Session, county: Session,
        today: Day, at now: Date
    ) async throws -> DemoLife? {
        let sessions = try await sessions(of: DemoPeople.officers(of: village, index: index), office, at: now)
        guard let manager = sessions[.manager], let secretary = sessions[.secretary],
            let head = sessions[.head],
            let treasurer = sessions[.treasurer], let council = sessions[.council]
        else { return nil }
        let year = DemoYear(
            database: database, village: try VillageCode(number: village.code), year: today.year,
            budget: DemoBudget(village: index, year: today.year), today: today, manager: manager,
            secretary: secretary, head: head, treasurer: treasurer, council: council, district: district)
        try await year.postBudget()
        try await year.receive()
        try await year.disburse(county: county, isLate: index == 1)
        try await year.advances()
        let requests = (year.routine() + year.works()).sorted {
            ($0.month, $0.dayOfMonth) < ($1.month, $1.dayOfMonth)
        }
        for request in requests + year.waiting() { try await year.play(request) }
        try await year.closeMonths()
        let sites = DemoSites(
            database: database, receive: ReceivePhoto(database, vault, workers),
            report: ReportProgress(database, Boundaries(database)), village: village, year: today.year,
            today: today, manager: manager)
        return DemoLife(year: year, sites: sites, works: try await sites.build(year.budget.works))
    }

    /// What happens around the villages: an agency's road of the year before under a village's own, money let
    /// through without a photo, a citizen's report, and next year's budget at the camat's office.
    private func around(_ lives: [DemoLife], district: Session, today: Day) async throws {
        if let life = lives.first,
            let road = try life.year.budget.works.first.flatMap(life.sites.agencyRoad)
        {
            _ = try await ImportWorks(owner: owner, Boundaries(database))(
                Array(road.utf8), regency: DemoPlaces.regency, try WorkMapping(parsing: ""),
                ImportWorks.Defaults(agency: "Dinas PU Contoh", year: today.year - 1), source: "demo")
        }
        for life in lives {
            try await life.year.letThrough()
            try await SetComplaint(database)(
                "Kantor Desa \(life.sites.village.name), Senin–Jumat 08.00–14.00 (contoh)",
                of: life.year.village, by: life.year.head)
        }
        if let life = lives.dropFirst().first, let work = life.works.first {
            _ = try await CitizenReports(database, vault, workers).submit(
                .v7(), about: work, in: life.year.village,
                "Paving di depan mushola sudah pecah, padahal baru selesai. Mohon diperiksa.", photo: nil)
        }
        guard let last = lives.last else { return }
        let (version, _) = try await last.year.next(village: lives.count - 1).sendBudget(agreedOn: today)
        try await RemarkLine(database)(
            .v7(), on: version, RemarkPlace(activity: "1.1.07"),
            text: "Insentif RT/RW: sebutkan dasar besarannya.", isBinding: true, by: district)
    }

    /// The calendar day in the regency's zone.
    private static func day(of moment: Date) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "Asia/Jakarta")
        format.dateFormat = "yyyy-MM-dd"
        return format.string(from: moment)
    }
}

/// The demo's own statements, as the owner.
enum DemoStatement: String, SQLStatement {
    case isLoaded = "SELECT EXISTS (SELECT FROM place.regency WHERE is_demo) AS is_demo"
    case loadPlaces = "SELECT place.load($1::jsonb) AS loaded"
    case mark = "SELECT place.mark_demo($1) AS marked"
}
