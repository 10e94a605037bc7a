import Commons
internal import Foundation
public import GeoIndex
public import Postgres

/// Takes the works of county agencies (*perangkat daerah*) from a file, so that screening and neighbours see
/// them. All or nothing; a work known by its key is changed, not doubled.
public struct ImportWorks: Sendable {
    /// What a file gave.
    public struct Answer: Hashable, Sendable {
        public let created: Int
        public let changed: Int
        public let same: Int
        /// Rows without a place: they are kept, but nothing lies near them.
        public let withoutPlace: Int
    }

    /// What holds for every row that does not say otherwise.
    public struct Defaults: Hashable, Sendable {
        public let agency: String
        public let year: Int?
        public let fund: String
        /// In which the columns `longitude` and `latitude` are counted.
        public let system: ReferenceSystem

        public init(
            agency: String = "", year: Int? = nil, fund: String = "APBD", system: ReferenceSystem = .wgs84
        ) {
            (self.agency, self.year, self.fund, self.system) = (agency, year, fund, system)
        }
    }

    private struct Row: Encodable {
        let key: String, village: Int64, name: String, kind: String, isMaintenance: Bool, year: Int
        let fund: String, agency: String, activity: String?, volume: String?, unit: String
        let budgetSen: Int64, paidSen: Int64?, startsOn: String, endsOn: String, state: String
        let geometry: String?, west: Double?, south: Double?, east: Double?, north: Double?
    }

    /// A connection of the owner: the app may not import.
    let owner: Database
    let boundaries: Boundaries

    public init(owner: Database, _ boundaries: Boundaries) {
        self.owner = owner
        self.boundaries = boundaries
    }

    /// - Parameter bytes: the whole file, GeoJSON or CSV.
    /// - Throws: `MonitoringError.works` with the row, `.geometry` where the text breaks.
    public func callAsFunction(
        _ bytes: [UInt8], regency: Int, _ mapping: WorkMapping, _ defaults: Defaults, source: String
    ) async throws -> Answer {
        let map = try await boundaries.map(of: regency)
        let file = WorkFile(mapping: mapping, system: defaults.system, box: ReadSite.box(of: map))
        let known = Set(
            try await owner.once(SiteStatement.villageCodes, .int(regency), as: nil).map {
                try $0.int64("village")
            })
        var keys: Set<String> = []
        let rows = try file.rows(bytes).map { row in
            let read = try Self.read(row, defaults, map, known)
            guard keys.insert(read.agency + "|" + read.key).inserted else {
                throw MonitoringError.works(.repeatedKey(read.key, row: row.row))
            }
            return read
        }
        let text = try jsonText(rows)
        return try await owner.transaction(as: nil) { transaction in
            let answer = try await transaction.run(
                SiteStatement.importWorks, .int(regency), .text(source), .json(text)
            ).one()
            return Answer(
                created: try answer.int("created"), changed: try answer.int("changed"),
                same: try answer.int("same"), withoutPlace: rows.filter { $0.geometry == nil }.count)
        }
    }

    private static func read(
        _ row: WorkRow, _ defaults: Defaults, _ map: VillageMap, _ known: Set<Int64>
    ) throws(MonitoringError) -> Row {
        let texts = row.texts
        guard let name = texts[.name] else { throw .works(.missing(field: "name", row: row.row)) }
        guard let year = texts[.year].flatMap({ Int($0.prefix(4)) }) ?? defaults.year else {
            throw .works(.missing(field: "year", row: row.row))
        }
        try check((2015...2100).contains(year), "year", row)
        let village = try village(row, map, known)
        let agency = texts[.agency] ?? defaults.agency
        try check(!agency.isEmpty && agency.unicodeScalars.count <= 200, "agency", row)
        let fund = (texts[.fund] ?? defaults.fund).uppercased()
        try check(fund.wholeMatch(of: /[A-Z]{2,4}/) != nil, "fund", row)
        let budget = try money(texts[.budget], "budget", row)
        let starts = texts[.starts] ?? "\(year)-01-01", ends = texts[.ends] ?? "\(year)-12-31"
        try check(isCalendarDay(starts), "starts", row)
        try check(isCalendarDay(ends) && starts <= ends, "ends", row)
        let volume = texts[.volume].flatMap { Quantity(parsing: $0) }
        try check(texts[.volume] == nil || volume != nil, "volume", row)
        if let shape = row.shape {
            do throws(GeometryError) {
                try shape.require(within: .indonesia)
                try shape.validate()
            } catch {
                throw .works(.geometry(row: row.row, error))
            }
        }
        let bounds = row.shape?.bounds
        let words = AgencyWords(name: name, kind: texts[.kind], state: texts[.state])
        return Row(
            key: texts[.key] ?? "\(year)|\(village)|\(name)", village: village,
            name: String(name.prefix(200)), kind: words.kind.rawValue, isMaintenance: words.isMaintenance,
            year: year, fund: fund, agency: agency, activity: texts[.activity],
            volume: volume.flatMap { $0.tenThousandths > 0 ? $0.plain : nil },
            unit: String((texts[.unit] ?? "").prefix(50)), budgetSen: budget ?? 0,
            paidSen: try money(texts[.paid], "paid", row), startsOn: starts, endsOn: ends,
            state: words.state.rawValue,
            geometry: row.shape.map { Data(WKB.encode($0)).base64EncodedString() }, west: bounds?.west,
            south: bounds?.south, east: bounds?.east, north: bounds?.north)
    }

    private static func check(
        _ holds: Bool, _ field: String, _ row: WorkRow
    ) throws(MonitoringError) {
        if !holds { throw .works(.malformed(field: field, row: row.row)) }
    }

    /// Rupiah as people or programs write them.
    private static func money(
        _ text: String?, _ field: String, _ row: WorkRow
    ) throws(MonitoringError) -> Int64? {
        guard let text else { return nil }
        let plain = text.replacingOccurrences(of: "Rp", with: "").trimmingCharacters(in: .whitespaces)
        if let number = Int64(plain), number >= 0, number <= 1_000_000_000_000_000 { return number * 100 }
        do {
            let rupiah = try Rupiah(parsing: plain)
            try check(rupiah >= .zero, field, row)
            return rupiah.sen
        } catch {
            throw .works(.malformed(field: field, row: row.row))
        }
    }

    /// By its code, else by where it lies.
    private static func village(
        _ row: WorkRow, _ map: VillageMap, _ known: Set<Int64>
    ) throws(MonitoringError) -> Int64 {
        if let text = row.texts[.village], let number = Int64(text.filter { $0 != "." }),
            known.contains(number)
        {
            return number
        }
        if let shape = row.shape, row.texts[.village] == nil,
            let code = map.locate(shape.bounds.centre, tolerance: 2_000).code, known.contains(code)
        {
            return code
        }
        throw .works(.noVillage(row: row.row))
    }
}

/// What an agency's own words say of a work: its kind, whether it is upkeep, how far it is.
struct AgencyWords {
    let kind: WorkKind
    let isMaintenance: Bool
    let state: WorkState

    /// The first that fits counts: a drain beside a road is a drain.
    private static let kinds: [(WorkKind, [String])] = [
        (.drain, ["drainase", "saluran", "irigasi", "selokan"]),
        (.bridge, ["jembatan", "gorong"]), (.wall, ["talud", "tpt", "plengsengan", "penahan tanah"]),
        (.lighting, ["penerangan", "pju", "lampu"]), (.house, ["rtlh", "rumah tidak layak", "bedah rumah"]),
        (.sanitation, ["mck", "jamban", "sanitasi", "sampah", "septik"]),
        (.water, ["air bersih", "sumur", "pipa", "spam", "hippam", "tandon"]),
        (.road, ["jalan", "paving", "rabat", "aspal", "hotmix", "lapen"]),
        (.building, ["gedung", "balai", "posyandu", "sekolah", "puskesmas", "kantor", "pasar", "ruang"]),
    ]

    init(name: String, kind: String?, state: String?) {
        let told = (kind ?? "").lowercased(), name = name.lowercased()
        func fits(_ text: String) -> WorkKind? {
            Self.kinds.first { _, words in words.contains { text.contains($0) } }?.0
        }
        self.kind = WorkKind(rawValue: told) ?? fits(told) ?? fits(name) ?? .other
        isMaintenance = ["pemeliharaan", "rehabilitasi ringan", "perawatan"].contains { name.contains($0) }
        let state = (state ?? "").lowercased()
        self.state =
            WorkState(rawValue: state)
            ?? (["selesai", "pho", "fho", "100"].contains { state.hasPrefix($0) }
                ? .done
                : ["berjalan", "pelaksanaan", "proses"].contains { state.hasPrefix($0) }
                    ? .running
                    : ["batal"].contains { state.hasPrefix($0) } ? .cancelled : .planned)
    }
}
