import Commons
import Foundation
import GeoIndex
import Postgres
import TestSupport

@testable import Monitoring

/// Two neighbouring villages with their officers, an inspector and the county, on a database of its own.
struct SampleRegency {
    let test: TestDatabase
    let first: VillageCode
    let second: VillageCode
    let manager: Session
    let treasurer: Session
    let otherManager: Session
    let otherSecretary: Session
    let inspector: Session
    let county: Session
    let district: Session
    let directory: SiteDirectory
    let boundaries: Boundaries

    var database: Database { test.database }

    static func make() async throws -> SampleRegency {
        let test = try await TestDatabase.make()
        try await test.script(
            """
            INSERT INTO place.regency (regency, name) VALUES (3510, 'Uji') ON CONFLICT DO NOTHING;
            INSERT INTO place.district (regency, district, name) VALUES (3510, 351098, 'Uji')
                ON CONFLICT DO NOTHING;
            INSERT INTO place.village (regency, village, district, name, kind) VALUES
                (3510, 3510982001, 351098, 'Uji Satu', 'desa'), (3510, 3510982002, 351098, 'Uji Dua', 'desa'),
                (3510, 3510981001, 351098, 'Uji Lurah', 'kelurahan')
                ON CONFLICT DO NOTHING;
            """)
        let first = try VillageCode(number: 3_510_982_001), second = try VillageCode(number: 3_510_982_002)
        return SampleRegency(
            test: test, first: first, second: second,
            manager: try await person(test, .manager, first.number...first.number),
            treasurer: try await person(test, .treasurer, first.number...first.number),
            otherManager: try await person(test, .manager, second.number...second.number),
            otherSecretary: try await person(test, .secretary, second.number...second.number),
            inspector: try await person(test, .inspector, 3_510_000_000...3_510_999_999),
            county: try await person(test, .county, 3_510_000_000...3_510_999_999),
            district: try await person(test, .district, 3_510_980_000...3_510_989_999),
            directory: SiteDirectory(test.database), boundaries: Boundaries(test.database))
    }

    private static func person(_ test: TestDatabase, _ role: Role, _ villages: ClosedRange<Int64>)
        async throws -> Session
    {
        let (account, person, token) = (UUID.v7(), UUID.v7(), Token.random())
        let name = "uji-" + account.uuidString.lowercased().suffix(30)
        try await test.sql(
            """
            SELECT identity.bootstrap_account(
                3510, $1, $2, $3, $4, $5, $6, $7, '2020-01-01', 'SK', NULL, NULL)
            """,
            .uuid(account), .uuid(person), .uuid(UUID.v7()), .text(name), .text(name), .text(role.rawValue),
            .int64(villages.lowerBound))
        try await test.sql(
            """
            INSERT INTO identity.session (regency, token_hash, account, kind, csrf, expires_at)
            VALUES (3510, $1, $2, 'bearer', 'x', now() + interval '1 day')
            """, .bytes(token.hash), .uuid(account))
        return Session(
            key: token.sessionKey, account: account, person: person, personName: name, username: name,
            regency: 3510,
            posts: [Post(role: role, villages: villages, list: nil, isActing: false, place: "Uji")],
            secondFactorAt: nil, hasSecondFactor: false, csrf: "x", language: "id", isBearer: true,
            today: "2026-11-22")
    }

    /// A plan of this year.
    static func plan(
        name: String = "Paving Dusun Krajan", fund: String = "DDS", year: Int = 2026, kind: WorkKind = .road,
        owner: WorkOwner = .desa, activity: String? = "2.3.10", startsOn: String = "2026-03-01"
    ) throws -> ProjectPlan {
        try ProjectPlan(
            year: year, owner: owner, activity: activity, fund: fund, name: name, kind: kind,
            volume: Quantity(parsing: "120"), unit: "m", budget: try Rupiah(rupiah: 24_360_000),
            startsOn: startsOn,
            endsOn: "2026-12-20")
    }

    /// A line of some 110 m from west to east in the first village.
    static func road(north: Double = 0, east: Double = 0) throws -> PlannedSite {
        let from = (114.3 + east, -8.3 + north)
        return try PlannedSite(
            geoJSON: Array(
                """
                {"type":"LineString","coordinates":[[\(from.0),\(from.1)],[\(from.0 + 0.001),\(from.1)]]}
                """.utf8), source: .drawn)
    }

    static func position(_ longitude: Double, _ latitude: Double) throws -> Position {
        try Position(longitude: longitude, latitude: latitude)
    }

    /// Enters a work with the road as its site.
    func work(
        _ plan: ProjectPlan? = nil, at site: PlannedSite? = nil, by session: Session? = nil,
        in village: VillageCode? = nil
    ) async throws -> ProjectStep {
        try await CreateProject(database)(
            UUID.v7(), in: village ?? first, plan ?? SampleRegency.plan(), site: site ?? SampleRegency.road(),
            by: session ?? manager)
    }
}

/// What a rule in SQL refused: its code; nil when nothing was refused.
func refusal(_ body: () async throws -> Void) async throws -> String? {
    do {
        try await body()
        return nil
    } catch PostgresError.refused(let refusal) {
        return refusal.code
    }
}
