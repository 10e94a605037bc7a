public import Foundation
public import Postgres

/// Enrols and checks a person's second factor (TOTP), which approving and paying need.
public struct SecondFactor: Sendable {
    let database: Database
    let keyring: Keyring
    /// How long one code serves: a sitting (`balai.require_second_factor` in SQL says the same).
    public static let sitting: TimeInterval = 30 * 60

    public init(database: Database, keyring: Keyring) {
        self.database = database
        self.keyring = keyring
    }

    /// Makes a new secret for the person to put into an authenticator; it counts once a code of it was given.
    ///
    /// - Throws: `.secondFactorExists` when one is confirmed already.
    public func enrol(by session: Session) async throws(IdentityError) -> OneTimeCode {
        let code = OneTimeCode.random()
        let sealed = Sodium.seal(code.secret, context: context(session), key: keyring.sealing)
        _ = try await database.identity(.enrolSecondFactor, [.bytes(sealed)], as: session.key)
        return code
    }

    /// Takes six digits: from then on the session may approve and pay for a sitting.
    ///
    /// - Throws: `.wrongCode`, `.noSecondFactor`, `.waitFirst` after several wrong ones.
    public func accept(_ typed: String, at moment: Date = Date(), by session: Session)
        async throws(IdentityError)
    {
        let rows = try await database.identity(.secondFactorFacts, [], as: session.key)
        let facts = try decoding { () throws(PostgresError) in try rows.one() }
        let wait = try decoding { () throws(PostgresError) in try facts.intOrNil("wait_seconds") } ?? 0
        guard wait == 0 else { throw .waitFirst(seconds: wait) }
        guard let sealed = try decoding({ () throws(PostgresError) in try facts.bytesOrNil("secret") }) else {
            throw .noSecondFactor
        }
        let lastStep = try decoding { () throws(PostgresError) in try facts.int64("last_step") }
        let secret: [UInt8]
        do {
            secret = try Sodium.open(sealed, context: context(session), key: keyring.sealing)
        } catch {
            throw .noSecondFactor
        }
        guard let step = OneTimeCode(secret: secret).acceptedStep(for: typed, at: moment, after: lastStep)
        else {
            _ = try await database.identity(
                .countFailure, [.int(session.regency), .uuid(session.account)], as: nil)
            throw .wrongCode
        }
        _ = try await database.identity(
            .acceptSecondFactor, [.bytes(session.key.hash), .int64(step)], as: session.key)
    }

    /// The code that the person's phone shows now. For invented persons of the demo only: pages ask for it
    /// on loopback where the data is marked as demo. `nil` without a second factor.
    public func demoCode(
        at moment: Date = Date(), by session: Session
    ) async throws(IdentityError) -> String? {
        let rows = try await database.identity(.secondFactorFacts, [], as: session.key)
        let sealed = try decoding { () throws(PostgresError) in try rows.one().bytesOrNil("secret") }
        guard let sealed else { return nil }
        do {
            let secret = try Sodium.open(sealed, context: context(session), key: keyring.sealing)
            return OneTimeCode(secret: secret).code(step: OneTimeCode.step(at: moment))
        } catch {
            throw .noSecondFactor
        }
    }

    private func context(_ session: Session) -> String { "totp \(session.account.uuidString)" }
}

/// Sets and changes passwords.
public struct ChangePassword: Sendable {
    let database: Database
    let passwords: Passwords

    public init(database: Database, passwords: Passwords) {
        self.database = database
        self.passwords = passwords
    }

    /// The account's own new password; its other browser sessions end.
    ///
    /// - Throws: `.wrongCredentials` when the old one is not right, `.passwordLength`, `.waitFirst`.
    public func callAsFunction(
        from old: String, to new: String, by session: Session
    ) async throws(IdentityError) {
        try Self.check(new)
        let rows = try await database.identity(.secondFactorFacts, [], as: session.key)
        let facts = try decoding { () throws(PostgresError) in try rows.one() }
        let wait = try decoding { () throws(PostgresError) in try facts.intOrNil("wait_seconds") } ?? 0
        guard wait == 0 else { throw .waitFirst(seconds: wait) }
        let hash = try decoding { () throws(PostgresError) in try facts.textOrNil("password_hash") }
        guard await passwords.verify(old, against: hash) else {
            _ = try await database.identity(
                .countFailure, [.int(session.regency), .uuid(session.account)], as: nil)
            throw .wrongCredentials
        }
        let fresh = try await hashed(new)
        _ = try await database.identity(
            .changePassword, [.bytes(session.key.hash), .text(fresh)], as: session.key)
    }

    /// Whose slip is this? `nil` for one that is spent, late or unknown.
    public func owner(of slip: Slip) async throws(IdentityError) -> (username: String, personName: String)? {
        let rows = try await database.identity(.slipFacts, [.bytes(slip.hash)], as: nil)
        guard let row = rows.first else { return nil }
        return try decoding { () throws(PostgresError) in
            (try row.text("username"), try row.text("person_name"))
        }
    }

    /// Sets the password with a one-time slip; the slip is spent, old sessions and the old second factor end.
    ///
    /// - Throws: `.slipSpent`, `.passwordLength`.
    public func callAsFunction(with slip: Slip, to new: String) async throws(IdentityError) {
        try Self.check(new)
        let fresh = try await hashed(new)
        _ = try await database.identity(.useSlip, [.bytes(slip.hash), .text(fresh)], as: nil)
    }

    private static func check(_ password: String) throws(IdentityError) {
        guard password.count >= Passwords.shortest, password.utf8.count <= Passwords.longest else {
            throw .passwordLength
        }
    }

    private func hashed(_ password: String) async throws(IdentityError) -> String {
        do {
            return try await passwords.hash(password)
        } catch {
            throw .tooBusy
        }
    }
}
