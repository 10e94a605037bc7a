public import Commons
public import Foundation
public import Postgres

/// A village as anyone may know it.
public struct PublicVillage: Hashable, Sendable {
    public let code: VillageCode
    public let name: String
    public let districtName: String
    public let regencyName: String
    public let isDemo: Bool
    /// Where to complain besides this page; empty where the county has set none.
    public let complaint: String
    /// Years with a posted budget, the newest first.
    public let years: [Int]
}

/// One line of the public budget: an account of an activity and fund, with what was spent of it.
public struct PublicBudgetLine: Hashable, Sendable {
    public let activity: String
    public let activityName: String
    public let account: String
    public let accountName: String
    public let fund: String
    public let amount: Rupiah
    /// Zero for income and financing, whose book is not public line by line.
    public let spent: Rupiah

    init(_ row: Row) throws {
        (activity, activityName) = (try row.text("activity"), try row.text("activity_name"))
        (account, accountName) = (try row.text("account"), try row.text("account_name"))
        fund = try row.text("fund")
        amount = Rupiah(sen: try row.int64("amount_sen"))
        spent = Rupiah(sen: try row.int64("spent_sen"))
    }
}

/// One work as anyone may know it: no person, no flag, no claim.
public struct PublicWork: Hashable, Sendable {
    public let id: UUID
    public let name: String
    public let kind: WorkKind
    public let activity: String
    public let activityName: String
    public let fund: String
    public let volume: String
    public let budget: Rupiah
    /// Nil where its budget lines pay other works too.
    public let paid: Rupiah?
    public let startsOn: String
    public let endsOn: String
    public let state: WorkState
    /// Percent.
    public let stage: Int
    public let reportedOn: String?
    /// Middle of its box, degrees; nil where nothing is drawn.
    public let latitude: Double?
    public let longitude: Double?

    init(_ row: Row) throws {
        (id, name) = (try row.uuid("id"), try row.text("name"))
        kind = try row.word("kind")
        (activity, activityName) = (try row.text("activity"), try row.text("activity_name"))
        fund = try row.text("fund")
        let amount = try row.textOrNil("volume").flatMap(Quantity.init(stored:))?.plain
        let unit = try row.text("unit")
        volume = amount.map { unit.isEmpty ? $0 : "\($0) \(unit)" } ?? ""
        budget = Rupiah(sen: try row.int64("budget_sen"))
        paid = try row.int64OrNil("paid_sen").map { Rupiah(sen: $0) }
        (startsOn, endsOn) = (try row.text("starts_day"), try row.text("ends_day"))
        state = try row.word("state")
        stage = try row.int("stage")
        reportedOn = try row.textOrNil("reported_day")
        (latitude, longitude) = (try row.doubleOrNil("latitude"), try row.doubleOrNil("longitude"))
    }
}

/// A released picture: its id is its public address.
public struct PublicPhoto: Hashable, Sendable {
    public let id: UUID
    /// Percent.
    public let stage: Int
    public let day: String
}

/// Reads what is public, on a connection that can read nothing else.
public struct ReadPublic: Sendable {
    /// A pool of the role `balai_public`.
    let database: Database
    let pictures: PictureCopies
    let regency: Int

    public init(_ database: Database, _ vault: Vault, _ workers: PhotoWorkers, regency: Int) {
        (self.database, self.regency) = (database, regency)
        pictures = PictureCopies(vault: vault, workers: workers)
    }

    /// - Throws: `MonitoringError.notFound`.
    public func village(_ code: VillageCode) async throws -> PublicVillage {
        guard
            let row = try await database.once(
                PublicStatement.village, .int(regency), .int64(code.number), as: nil
            ).first
        else { throw MonitoringError.notFound(kind: "village") }
        let years = try await database.once(
            PublicStatement.years, .int(regency), .int64(code.number), as: nil)
        return PublicVillage(
            code: code, name: try row.text("name"), districtName: try row.text("district_name"),
            regencyName: try row.text("regency_name"), isDemo: try row.bool("is_demo"),
            complaint: try row.textOrNil("complaint") ?? "", years: try years.map { try $0.int("year") })
    }

    /// Villages by a part of their name or of their kecamatan's, after a code; without complaint and years.
    public func villages(search: String, after: Int64, limit: Int) async throws -> [PublicVillage] {
        let plain = search.filter { $0 != "%" && $0 != "_" && $0 != "\\" }
        return try await database.once(
            PublicStatement.villages, .int(regency), .int64(after), .text(plain), .int(limit), as: nil
        ).map { row in
            PublicVillage(
                code: try VillageCode(number: try row.int64("village")), name: try row.text("name"),
                districtName: try row.text("district_name"), regencyName: try row.text("regency_name"),
                isDemo: try row.bool("is_demo"), complaint: "", years: [])
        }
    }

    /// The newest posted budget of a year; empty before it is posted.
    public func budget(of code: VillageCode, year: Int) async throws -> [PublicBudgetLine] {
        try await database.once(
            PublicStatement.budget, .int(regency), .int64(code.number), .int(year), as: nil
        ).map(PublicBudgetLine.init)
    }

    public func works(of code: VillageCode, year: Int) async throws -> [PublicWork] {
        try await database.once(
            PublicStatement.works, .int(regency), .int64(code.number), .int(year), as: nil
        ).map(PublicWork.init)
    }

    /// - Throws: `MonitoringError.notFound`.
    public func work(_ id: UUID, of code: VillageCode, year: Int) async throws -> PublicWork {
        let rows = try await database.once(
            PublicStatement.work, .int(regency), .int64(code.number), .int(year), .uuid(id), as: nil)
        guard let row = rows.first else { throw MonitoringError.notFound(kind: "project") }
        return try PublicWork(row)
    }

    /// Released pictures of a work, the newest first.
    public func photos(of work: UUID) async throws -> [PublicPhoto] {
        try await database.once(PublicStatement.photos, .int(regency), .uuid(work), as: nil).map { row in
            PublicPhoto(id: try row.uuid("id"), stage: try row.int("stage"), day: try row.text("day"))
        }
    }

    /// A released picture, re-encoded, without metadata.
    /// - Throws: `MonitoringError.notFound` also for one that was taken back.
    public func picture(_ id: UUID, _ size: PhotoSize) async throws -> [UInt8] {
        let row = try await database.once(PublicStatement.photo, .int(regency), .uuid(id), as: nil).first
        guard size != .original, let hash = try row.flatMap({ ContentHash(try $0.bytes("sha256")) }) else {
            throw MonitoringError.notFound(kind: "photo")
        }
        return try await pictures.bytes(of: hash, size)
    }
}

/// Re-encoded copies of stored photos, made when first asked for and kept.
public struct PictureCopies: Sendable {
    let vault: Vault
    let workers: PhotoWorkers

    public init(vault: Vault, workers: PhotoWorkers) {
        (self.vault, self.workers) = (vault, workers)
    }

    /// - Throws: `MonitoringError.notFound`; `VaultError`; `PhotoWorkers.Busy`.
    public func bytes(of hash: ContentHash, _ size: PhotoSize) async throws -> [UInt8] {
        do {
            return try await vault.derived(size.rawValue, of: hash)
        } catch {
            guard error == .missing else { throw error }
        }
        let original = try await vault.bytes(of: hash)
        let made: Result<[UInt8], PhotoRefusal> = try await workers.run {
            Result { () throws(PhotoRefusal) in
                size == .thumbnail
                    ? try PhotoCopies().thumbnail(of: original) : try PhotoCopies().display(of: original)
            }
        }
        guard case .success(let copy) = made else { throw MonitoringError.notFound(kind: "photo") }
        try await vault.keepDerived(copy, kind: size.rawValue, of: hash)
        return copy
    }
}
