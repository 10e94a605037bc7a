import Commons
import Foundation
import Postgres
import TestSupport
import Testing

/// Goal: nobody acts without a post, and no secret outlives its use. Method: a county of four people on a
/// real database, through the use cases alone.
@Suite struct AccountTests {
    /// A county account that can sign in, and what the tests do with it.
    struct County {
        let test: TestDatabase
        let passwords: Passwords
        let dpmd: Session
        let accounts: Accounts
        let signIn: SignIn

        static let password = "rahasia kabupaten"

        init() async throws {
            test = try await TestDatabase.make()
            passwords = try Passwords()
            _ = try await test.owner.once(
                Places.load,
                .json(
                    """
                    [{"code":"35.10","level":"kabupaten","name":"Kabupaten Banyuwangi"},
                     {"code":"35.10.99","level":"kecamatan","name":"Contoh","demo":true},
                     {"code":"35.10.98","level":"kecamatan","name":"Lain","demo":true},
                     {"code":"35.10.98.2001","level":"desa","name":"Desalain","demo":true},
                     {"code":"35.10.99.2001","level":"desa","name":"Sumbercontoh","demo":true}]
                    """), as: nil)
            let hash = try await passwords.hash(Self.password)
            let slip = try await BootstrapAccount(owner: test.owner)(
                name: "Rahayu", username: "dpmd",
                post: Appointment(role: .county, place: 3_510_000_000, from: "2020-01-01", decree: "SK 1"),
                regency: 3510, passwordHash: hash)
            #expect(slip == nil)
            signIn = SignIn(database: test.database, passwords: passwords, regency: 3510)
            accounts = Accounts(database: test.database)
            dpmd = try await County.session(signIn, test.database, "dpmd", Self.password)
        }

        static func session(
            _ signIn: SignIn, _ database: Database, _ username: String, _ password: String
        ) async throws -> Session {
            try await FindSession(database: database)(
                try await signIn(username: username, password: password, label: "uji"))
        }

        /// An account with a password, signed in.
        func person(_ username: String, _ role: Role, at place: Int64, until: String? = nil) async throws
            -> Session
        {
            let id = UUID.v7()
            let slip = try await accounts.create(
                id: id, name: "Nama \(username)", username: username,
                post: Appointment(role: role, place: place, from: "2020-01-01", until: until, decree: "SK 2"),
                by: dpmd)
            try await ChangePassword(database: test.database, passwords: passwords)(
                with: slip, to: "kata sandi baru")
            return try await Self.session(signIn, test.database, username, "kata sandi baru")
        }
    }

    enum Places: String, SQLStatement {
        case load = "SELECT place.load($1::jsonb)"
        case villagesInScope = "SELECT balai.village_from() AS low, balai.village_until() AS high"
        case events = "SELECT verb FROM audit.event ORDER BY ordinal"
    }

    @Test func `a printed slip sets a password once`() async throws {
        let county = try await County()
        let change = ChangePassword(database: county.test.database, passwords: county.passwords)
        let slip = try await county.accounts.create(
            id: .v7(), name: "Siti", username: "kaur.2001",
            post: Appointment(
                role: .treasurer, place: 3_510_992_001, from: "2020-01-01", decree: "SK 7/2020"),
            by: county.dpmd)
        #expect(try await change.owner(of: slip)?.username == "kaur.2001")
        await #expect(throws: IdentityError.passwordLength) { try await change(with: slip, to: "pendek") }
        try await change(with: slip, to: "kata sandi siti")
        #expect(try await change.owner(of: slip)?.username == nil)
        await #expect(throws: IdentityError.slipSpent) { try await change(with: slip, to: "kata sandi lain") }
        let session = try await County.session(
            county.signIn, county.test.database, "Kaur.2001", "kata sandi siti")
        #expect(session.homeVillage == 3_510_992_001)
        #expect(session.holds(.treasurer, over: 3_510_992_001))
        #expect(!session.holds(.treasurer, over: 3_510_982_001))
    }

    @Test func `wrong name and wrong password get the same answer, and the fifth miss must wait`()
        async throws
    {
        let county = try await County()
        await #expect(throws: IdentityError.wrongCredentials) {
            try await county.signIn(username: "tidak.ada", password: "apa saja ya", label: "")
        }
        for _ in 1...4 {
            await #expect(throws: IdentityError.wrongCredentials) {
                try await county.signIn(username: "dpmd", password: "salah salah", label: "")
            }
        }
        await #expect(throws: IdentityError.waitFirst(seconds: 30)) {
            try await county.signIn(username: "dpmd", password: "salah salah", label: "")
        }
        await #expect(throws: IdentityError.waitFirst(seconds: 30)) {
            try await county.signIn(username: "dpmd", password: County.password, label: "")
        }
    }

    @Test func `a scope is the village, the district or the regency of the posts held today`() async throws {
        let county = try await County()
        func scope(_ session: Session) async throws -> [Int64?] {
            let row = try await county.test.database.once(Places.villagesInScope, as: session.key).one()
            return [try row.int64OrNil("low"), try row.int64OrNil("high")]
        }
        let head = try await county.person("kades", .head, at: 3_510_992_001)
        let camat = try await county.person("camat", .district, at: 3_510_990_000)
        let past = try await county.person("mantan", .head, at: 3_510_992_001, until: "2021-12-31")
        #expect(try await scope(head) == [3_510_992_001, 3_510_992_001])
        #expect(try await scope(camat) == [3_510_990_000, 3_510_999_999])
        #expect(try await scope(county.dpmd) == [3_510_000_000, 3_510_999_999])
        #expect(try await scope(past) == [nil, nil])
        #expect(past.posts.isEmpty)
    }

    @Test func `an appointment counts at once, and so does its end`() async throws {
        let county = try await County()
        let clerk = try await county.person("pka", .manager, at: 3_510_992_001)
        try await county.accounts.appoint(
            person: clerk.person,
            post: Appointment(
                role: .manager, place: 3_510_982_001, from: "2020-01-01", isActing: true, decree: "SK 9"),
            by: county.dpmd)
        let record = try #require(
            try await county.accounts.list(search: "pka", by: county.dpmd).first { $0.username == "pka" })
        #expect(record.posts.count == 2)
        let second = try #require(record.posts.first { $0.villageFrom == 3_510_982_001 })
        let revision = try await county.accounts.endPost(
            second.id, on: "2020-12-31", revision: second.revision, by: county.dpmd)
        #expect(revision == second.revision + 1)
        await #expect(throws: IdentityError.stale) {
            try await county.accounts.endPost(
                second.id, on: "2021-12-31", revision: second.revision, by: county.dpmd)
        }
        let row = try await county.test.database.once(Places.villagesInScope, as: clerk.key).one()
        #expect(try row.int64("high") == 3_510_992_001)
    }

    @Test func `the camat's office makes slips for its own villages' accounts only`() async throws {
        let county = try await County()
        let camat = try await county.person("camat", .district, at: 3_510_990_000)
        let own = try await county.person("kades", .head, at: 3_510_992_001)
        let other = try await county.person("kades.lain", .head, at: 3_510_982_001)
        _ = try await county.accounts.makeSlip(for: own.account, by: camat)
        for account in [other.account, county.dpmd.account, camat.account] {
            await #expect(throws: IdentityError.notYourPost) {
                try await county.accounts.makeSlip(for: account, by: camat)
            }
        }
        await #expect(throws: IdentityError.notYourPost) {
            try await county.accounts.makeSlip(for: own.account, by: own)
        }
        #expect(try await county.accounts.list(by: camat).map(\.username) == ["kades"])
        #expect(try await county.accounts.list(by: own).isEmpty)
    }

    @Test func `a second factor is enrolled once and each code serves once`() async throws {
        let county = try await County()
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let factor = SecondFactor(database: county.test.database, keyring: try Keyring(directory: directory))
        await #expect(throws: IdentityError.noSecondFactor) {
            try await factor.accept("123456", by: county.dpmd)
        }
        let code = try await factor.enrol(by: county.dpmd)
        let now = Date()
        let typed = code.code(step: OneTimeCode.step(at: now))
        try await factor.accept(typed, at: now, by: county.dpmd)
        await #expect(throws: IdentityError.wrongCode) {
            try await factor.accept(typed, at: now, by: county.dpmd)
        }
        await #expect(throws: IdentityError.secondFactorExists) { try await factor.enrol(by: county.dpmd) }
        try FileManager.default.removeItem(at: directory)
    }

    @Test func `a name that is taken, a bad name and a foreign place are told apart`() async throws {
        let county = try await County()
        func create(_ username: String, _ name: String, _ place: Int64, _ from: String, _ until: String?)
            async throws
        {
            _ = try await county.accounts.create(
                id: .v7(), name: name, username: username,
                post: Appointment(role: .head, place: place, from: from, until: until, decree: "SK"),
                by: county.dpmd)
        }
        let here: Int64 = 3_510_992_001
        await #expect(throws: IdentityError.usernameTaken("dpmd")) {
            try await create("dpmd", "A", here, "2020-01-01", nil)
        }
        await #expect(throws: IdentityError.usernameShape) {
            try await create("a b", "A", here, "2020-01-01", nil)
        }
        await #expect(throws: IdentityError.nameMissing) {
            try await create("kosong", "  ", here, "2020-01-01", nil)
        }
        await #expect(throws: IdentityError.unknownVillage) {
            try await create("jauh", "A", 3_510_992_999, "2020-01-01", nil)
        }
        await #expect(throws: IdentityError.datesReversed) {
            try await create("balik", "A", here, "2020-01-02", "2020-01-01")
        }
    }

    @Test func `what was done is on the trail, and the trail can't be changed`() async throws {
        let county = try await County()
        _ = try await county.person("kades", .head, at: 3_510_992_001)
        let verbs = try await county.test.database.once(Places.events, as: county.dpmd.key).map {
            try $0.text("verb")
        }
        #expect(
            verbs == ["bootstrap-account", "sign-in", "create-account", "make-slip", "use-slip", "sign-in"])
        await #expect(throws: PostgresError.self) { try await county.test.owner.once(Trail.erase, as: nil) }
        await #expect(throws: PostgresError.self) { try await county.test.owner.once(Trail.change, as: nil) }
    }

    enum Trail: String, SQLStatement {
        case erase = "DELETE FROM audit.event"
        case change = "UPDATE audit.event SET verb = 'other'"
    }

    @Test func `a signed-out session and an unknown one are refused`() async throws {
        let county = try await County()
        let token = try await county.signIn(username: "dpmd", password: County.password, label: "kedua")
        let session = try await FindSession(database: county.test.database)(token)
        #expect(try await ListSessions(database: county.test.database)(by: session).count == 2)
        try await EndSession(database: county.test.database)(session)
        await #expect(throws: IdentityError.notSignedIn) {
            try await FindSession(database: county.test.database)(token)
        }
        await #expect(throws: IdentityError.notSignedIn) {
            try await FindSession(database: county.test.database)(.random())
        }
    }
}
