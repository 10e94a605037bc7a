import Commons
import Foundation
import Ledger
import Postgres
import TestSupport

/// An invented village with one person in each post, on a database of its own.
struct SampleVillage {
    let test: TestDatabase
    let village: VillageCode
    let year: Int
    let today: Day
    let people: [Role: Session]

    var database: Database { test.database }

    func session(_ role: Role) throws -> Session {
        guard let session = people[role] else { throw MissingPerson(role: role) }
        return session
    }

    struct MissingPerson: Error { let role: Role }

    static let pothole = LineKey(activity: "2.3.10", account: "5.3.5.01", fund: "DDS")
    static let culvert = LineKey(activity: "2.3.10", account: "5.3.7.01", fund: "DDS")
    static let office = LineKey(activity: "1.1.04", account: "5.2.1.01", fund: "ADD")
    static let grant = LineKey(activity: LineKey.noActivity, account: "4.2.1.01", fund: "DDS")
    static let allocation = LineKey(activity: LineKey.noActivity, account: "4.2.3.01", fund: "ADD")

    /// A village without a budget yet.
    static func make() async throws -> SampleVillage {
        let test = try await TestDatabase.make()
        let code = try VillageCode(number: 3_510_992_001)
        try await test.script(
            """
            INSERT INTO place.regency (regency, name) VALUES (3510, 'Uji') ON CONFLICT DO NOTHING;
            INSERT INTO place.district (regency, district, name) VALUES (3510, 351099, 'Uji')
                ON CONFLICT DO NOTHING;
            INSERT INTO place.village (regency, village, district, name, kind) VALUES
                (3510, 3510992001, 351099, 'Uji Satu', 'desa'), (3510, 3510992002, 351099, 'Uji Dua', 'desa'),
                (3510, 3510991001, 351099, 'Uji Lurah', 'kelurahan')
                ON CONFLICT DO NOTHING;
            """)
        let today = try Day(
            parsing: try await test.sql("SELECT balai.today(3510)::text AS day").one().text("day"))
        var people: [Role: Session] = [:]
        for role in [Role.treasurer, .manager, .secretary, .head, .council] {
            people[role] = try await person(test, [role], place: code.number)
        }
        people[.district] = try await person(test, [.district], place: 3_510_990_000)
        return SampleVillage(test: test, village: code, year: today.year, today: today, people: people)
    }

    /// A new person with posts over a place, signed in.
    static func person(
        _ test: TestDatabase, _ roles: [Role], place: Int64, from: String = "2020-01-01",
        hasSecondFactor: Bool = true
    ) async throws -> Session {
        let (account, person, token) = (UUID.v7(), UUID.v7(), Token.random())
        let name = "uji-" + account.uuidString.lowercased().prefix(30)
        for (index, role) in roles.enumerated() {
            if index == 0 {
                try await test.sql(
                    "SELECT identity.bootstrap_account(3510,$1,$2,$3,$4,$5,$6,$7,$8,'SK',NULL,NULL)",
                    .uuid(account), .uuid(person), .uuid(UUID.v7()), .text(name), .text(name),
                    .text(role.rawValue),
                    .int64(place), .text(from))
            } else {
                try await test.sql(
                    "SELECT identity.insert_post(3510, $1, $2, $3, $4, NULL, $5, NULL, 'definitive', 'SK')",
                    .uuid(UUID.v7()), .uuid(person), .text(role.rawValue), .int64(place), .text(from))
            }
        }
        try await test.sql(
            """
            INSERT INTO identity.session
                (regency, token_hash, account, kind, csrf, expires_at, second_factor_at)
            VALUES (3510, $1, $2, 'bearer', 'x', now() + interval '1 day', CASE WHEN $3 THEN now() END)
            """, .bytes(token.hash), .uuid(account), .bool(hasSecondFactor))
        let posts = roles.map {
            Post(role: $0, villages: place...place, list: nil, isActing: false, place: "Uji")
        }
        return Session(
            key: token.sessionKey, account: account, person: person, personName: name, username: name,
            regency: 3510,
            posts: posts, secondFactorAt: hasSecondFactor ? Date() : nil, hasSecondFactor: true, csrf: "x",
            language: "id", isBearer: true, today: "2026-11-22")
    }

    /// A line whose whole amount is one RAB line.
    static func line(_ key: LineKey, rupiah: Int64) throws -> LineDraft {
        LineDraft(
            key: key,
            rab: [
                RABItem(
                    description: "Sekaligus", volume: try Volume(decimal: "1"), unit: "Ls",
                    unitPrice: try Rupiah(rupiah: rupiah))
            ])
    }

    /// Opens, fills and brings a budget to its posting. Sources are made equal to the uses of each fund.
    @discardableResult
    func postBudget(_ uses: [LineKey: Int64], kind: BudgetKind = .murni) async throws -> UUID {
        let treasurer = try session(.treasurer)
        let id = UUID.v7()
        var step = try await OpenBudgetVersion(database)(
            id, village: village, year: year, kind: kind, by: treasurer)
        var lines = try uses.map { try Self.line($0.key, rupiah: $0.value) }
        for (fund, key) in [("DDS", Self.grant), ("ADD", Self.allocation)] {
            let sum = uses.filter { $0.key.fund == fund }.values.reduce(0, +)
            if sum > 0 { lines.append(try Self.line(key, rupiah: sum)) }
        }
        step = try await SaveBudgetLines(database)(
            lines, into: id, revision: step.revision, request: UUID.v7(), by: treasurer)
        if kind != .pergeseran {
            step = try await AgreeBudget(database)(
                id, revision: step.revision, minutes: "BA 1", on: firstDay, by: session(.council))
            step = try await SubmitBudget(database)(id, revision: step.revision, by: session(.head))
            step = try await EvaluateBudget(database)(
                id, revision: step.revision, isAccepted: true, note: "", by: session(.district))
        }
        _ = try await PostBudget(database)(
            id, revision: step.revision, regulationNumber: "1/\(year)", regulationDate: firstDay,
            by: treasurer)
        return id
    }

    /// 1 January of the year.
    var firstDay: Day { get throws { try Day(parsing: "\(year)-01-01") } }

    func receive(_ fund: String, rupiah: Int64) async throws {
        let income = IncomeDraft(
            day: try firstDay, account: fund == "DDS" ? "4.2.1.01" : "4.2.3.01", fund: fund,
            amount: try Rupiah(rupiah: rupiah), payer: "Kas negara", description: "Penyaluran \(fund)")
        _ = try await ReceiveIncome(database)(
            UUID.v7(), income, village: village, year: year, by: session(.treasurer))
    }

    func draft(_ lines: [LineKey: Int64], kind: SPPKind = .definitive) throws -> SPPDraft {
        SPPDraft(
            kind: kind, day: try firstDay, purpose: "Belanja uji", payee: "Toko Maju",
            lines: try lines.sorted { $0.key < $1.key }.map {
                SPPLine(key: $0.key, amount: try Rupiah(rupiah: $0.value))
            })
    }

    func ask(
        _ lines: [LineKey: Int64], id: UUID = UUID.v7(), kind: SPPKind = .definitive
    ) async throws -> SPPStep {
        try await CreateSPP(database)(
            id, draft(lines, kind: kind), village: village, year: year, by: session(.manager))
    }

    /// A request brought as far as the state.
    func request(
        _ lines: [LineKey: Int64], upTo state: SPPState, kind: SPPKind = .definitive
    ) async throws -> SPPStep {
        var step = try await ask(lines, kind: kind)
        if state == .draft { return step }
        step = try await SubmitSPP(database)(step.id, revision: step.revision, by: session(.manager))
        if state == .submitted { return step }
        step = try await VerifySPP(database)(
            step.id, revision: step.revision, on: firstDay, by: session(.secretary))
        if state == .verified { return step }
        step = try await ApproveSPP(database)(
            step.id, revision: step.revision, on: firstDay, by: session(.head))
        if state == .approved { return step }
        return try await PaySPP(database)(
            step.id, revision: step.revision, on: firstDay, by: session(.treasurer)
        ).step
    }

    /// What `balai ledger check` would list.
    func differences() async throws -> [CheckLedger.Difference] {
        try await CheckLedger(test.superuser)(by: nil)
    }
}
