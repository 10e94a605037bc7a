import Foundation
public import Postgres

/// Signs a person in by username and password and opens a session.
public struct SignIn: Sendable {
    let database: Database
    let passwords: Passwords
    let regency: Int

    /// A browser session ends twelve hours after sign-in, or two hours after its last request.
    public static let browserHours = 12
    /// A program's token is made for at most this long.
    public static let bearerHours = 24 * 366
    /// More sign-ins than this waiting for argon2 are told to come back.
    static let queueLimit = 512

    public init(database: Database, passwords: Passwords, regency: Int) {
        self.database = database
        self.passwords = passwords
        self.regency = regency
    }

    /// - Throws: `.wrongCredentials`, `.waitFirst`, `.tooBusy`.
    public func callAsFunction(
        username: String, password: String, label: String
    ) async throws(IdentityError) -> Token {
        guard passwords.waiting < Self.queueLimit else { throw .tooBusy }
        guard username.utf8.count <= 64, password.utf8.count <= Passwords.longest else {
            throw .wrongCredentials
        }
        let facts = try await firstRow(.signInFacts, [.int(regency), .text(username)])
        let wait = try decoding { () throws(PostgresError) in try facts.intOrNil("wait_seconds") } ?? 0
        guard wait == 0 else { throw .waitFirst(seconds: wait) }
        let hash = try decoding { () throws(PostgresError) in try facts.textOrNil("password_hash") }
        let account = try decoding { () throws(PostgresError) in try facts.uuidOrNil("account") }
        let isRight = await passwords.verify(password, against: hash)
        guard let account else { throw .wrongCredentials }
        guard isRight else {
            let counted = try await firstRow(.countFailure, [.int(regency), .uuid(account)])
            let wait = try decoding { () throws(PostgresError) in try counted.int("wait_seconds") }
            throw wait == 0 ? .wrongCredentials : .waitFirst(seconds: wait)
        }
        return try await open(account, kind: "browser", label: label, hours: Self.browserHours)
    }

    /// Opens a session for an account that has just shown who it is.
    func open(
        _ account: UUID, kind: String, label: String, hours: Int
    ) async throws(IdentityError) -> Token {
        let token = Token.random()
        let csrf = Token.random().text
        _ = try await database.identity(
            .openSession,
            [
                .int(regency), .uuid(account), .bytes(token.hash), .text(csrf), .text(kind), .text(label),
                .int(hours),
            ], as: nil)
        return token
    }

    /// Makes a token for a program, with the rights of the session's own account.
    public func bearerToken(label: String, days: Int, by session: Session) async throws(IdentityError)
        -> Token
    {
        try await open(
            session.account, kind: "bearer", label: label, hours: min(max(1, days) * 24, Self.bearerHours))
    }

    private func firstRow(
        _ statement: IdentityStatement, _ parameters: [Parameter]
    ) async throws(IdentityError) -> Row {
        let rows = try await database.identity(statement, parameters, as: nil)
        return try decoding { () throws(PostgresError) in try rows.one() }
    }
}

/// Runs a decoding step, its error as `IdentityError`.
func decoding<T>(_ body: () throws(PostgresError) -> T) throws(IdentityError) -> T {
    do {
        return try body()
    } catch {
        throw .database(error)
    }
}

/// Finds the session of a token, with the posts held today.
public struct FindSession: Sendable {
    let database: Database

    public init(database: Database) { self.database = database }

    /// - Throws: `.notSignedIn` when the token is unknown, ended or expired.
    public func callAsFunction(_ token: Token) async throws(IdentityError) -> Session {
        let key = token.sessionKey
        let rows = try await database.identity(.sessionOf, [.bytes(key.hash)], as: nil)
        return try decoding { () throws(PostgresError) in try Session(rows: rows, key: key) }
    }
}

/// Ends sessions of one's own account.
public struct EndSession: Sendable {
    let database: Database

    public init(database: Database) { self.database = database }

    /// Signs out.
    public func callAsFunction(_ session: Session) async throws(IdentityError) {
        _ = try await database.identity(.endSession, [.bytes(session.key.hash)], as: session.key)
    }

    /// Ends another session of the account, named by the mark that `ListSessions` shows. False when there is
    /// none.
    public func callAsFunction(marked mark: String, by session: Session) async throws(IdentityError) -> Bool {
        let rows = try await database.identity(.endSessionMarked, [.text(mark)], as: session.key)
        return try decoding { () throws(PostgresError) in try rows.one().int("ended") > 0 }
    }
}

extension Session {
    /// One row a post; one without a role where the person holds none.
    init(rows: Rows, key: SessionKey) throws(PostgresError) {
        guard let row = rows.first else { throw .decoding(column: "account") }
        var posts: [Post] = []
        for row in rows {
            guard let role = try row.textOrNil("role").flatMap(Role.init(rawValue:)) else { continue }
            posts.append(
                Post(
                    role: role, villages: try row.int64("village_from")...row.int64("village_until"),
                    list: try row.int64sOrNil("villages"), isActing: try row.text("standing") == "acting",
                    place: try row.textOrNil("place") ?? ""))
        }
        self.init(
            key: key, account: try row.uuid("account"), person: try row.uuid("person"),
            personName: try row.text("person_name"), username: try row.text("username"),
            regency: try row.int("regency"), posts: posts,
            secondFactorAt: try row.momentOrNil("second_factor_at"),
            hasSecondFactor: try row.bool("has_second_factor"), csrf: try row.text("csrf"),
            language: try row.text("language"), isBearer: try row.text("kind") == "bearer",
            today: try row.text("today"))
    }
}
