internal import Commons
internal import Foundation
internal import GeoIndex
internal import Postgres

extension Work {
    /// A stored work as the rules read it.
    init(_ record: WorkRecord) {
        let village: String
        do {
            village = try VillageCode(number: record.village).dotted
        } catch {
            village = String(record.village)
        }
        self.init(
            id: record.id.uuidString.lowercased(), village: village, year: record.year,
            activity: record.activity ?? "", name: record.name, fund: record.fund,
            owner: record.owner.rawValue,
            volume: record.volume?.value, unit: record.unit, budgetRupiah: Double(record.budgetSen) / 100,
            realizedRupiah: Double(record.paidSen ?? 0) / 100, physicalProgress: Double(record.stage),
            start: Day(parsing: record.startsOn), end: Day(parsing: record.endsOn),
            status: record.state == .done ? "completed" : "running",
            workType: record.isMaintenance ? "maintenance" : nil, shape: record.shape)
    }
}

extension SitePhoto {
    /// A reported photo as the rules read it; nil without a readable hash.
    init?(_ row: Row) throws {
        let hash = SHA256.hexadecimal(try row.bytes("scan_sha256"))
        guard let sha256 = PictureHash(hexadecimal: hash) else { return nil }
        let latitude = try row.doubleOrNil("latitude"), longitude = try row.doubleOrNil("longitude")
        var position: ClaimedPosition?
        if let latitude, let longitude {
            position = ClaimedPosition(latitude: latitude, longitude: longitude)
        }
        let pdq = try row.bytesOrNil("pdq").flatMap { PictureHash(hexadecimal: SHA256.hexadecimal($0)) }
        let takenAt =
            try row.momentOrNil("exif_at") ?? row.momentOrNil("gps_at") ?? row.momentOrNil("device_at")
        self.init(
            id: try row.uuid("receipt").uuidString.lowercased(),
            project: try row.uuid("project").uuidString.lowercased(), progress: Double(try row.int("stage")),
            takenAt: takenAt.map(Moment.init(date:)), receivedAt: Moment(date: try row.moment("received_at")),
            position: position, accuracyMetres: try row.doubleOrNil("accuracy_m"),
            locationSource: try row.textOrNil("source"), device: try row.text("device"),
            software: try row.text("software").isEmpty ? nil : row.text("software"), sha256: sha256, pdq: pdq,
            pdqQuality: try row.intOrNil("pdq_quality") ?? 0)
        gpsAt = try row.momentOrNil("gps_at").map(Moment.init(date:))
        try readEvidence(row)
    }

    /// The sizes that messengers cut pictures to, long side in pixels.
    private static let messengerSides: Set<Int> = [1_280, 1_600, 2_048]

    private mutating func readEvidence(_ row: Row) throws {
        func list(_ column: String) throws -> [String] {
            guard let text = try row.textOrNil(column) else { return [] }
            return try JSONDecoder().decode([String].self, from: Data(text.utf8))
        }
        let notes = Set(try list("notes"))
        pdqViews = try list("views").compactMap(PictureHash.init(hexadecimal:))
        let side = try row.intOrNil("long_side") ?? 0
        isMessengerCopy = notes.contains(PhotoNote.noExif.code) && Self.messengerSides.contains(side)
        thumbnailDifference = notes.contains(PhotoNote.thumbnailDiffers.code) ? 64 : nil
        hasOtherPosition = notes.contains(PhotoNote.positionDiffersInXMP.code)
        guard let latitude = try row.doubleOrNil("exif_latitude"),
            let longitude = try row.doubleOrNil("exif_longitude")
        else { return }
        capturePosition = ClaimedPosition(latitude: latitude, longitude: longitude)
        captureAccuracyMetres = try row.doubleOrNil("exif_accuracy_m")
    }
}

extension Moment {
    /// In the clock of Western Indonesia, as the rules count days.
    fileprivate init(date: Date) {
        self.init(seconds: date.timeIntervalSince1970)
    }
}

extension Boundaries {
    /// The stored boundaries as the rules ask them; nil when none are loaded.
    func screened(_ regency: Int) async throws -> ScreeningVillages? {
        let known = try await map(of: regency).villages
        guard !known.isEmpty else { return nil }
        return ScreeningVillages(
            known.map { village in
                Feature(properties: ["code": .text(String(village.code))], shape: village.boundary)
            })
    }
}
