public import Postgres

/// Why a sign-in, a second factor or a change of accounts was not accepted: one case per different answer.
public enum IdentityError: Error, Hashable, Sendable {
    /// Wrong username or password; the same answer for both.
    case wrongCredentials
    /// Too many wrong tries: wait this long.
    case waitFirst(seconds: Int)
    /// Too many sign-ins at once: the server asks to try again.
    case tooBusy
    /// The session is unknown, ended or expired.
    case notSignedIn
    /// The six digits are wrong, or were used before.
    case wrongCode
    /// No second factor is enrolled yet.
    case noSecondFactor
    /// A second factor is enrolled already; only a new slip removes it.
    case secondFactorExists
    /// The password is shorter than `Passwords.shortest` characters or longer than `Passwords.longest` bytes.
    case passwordLength
    /// The one-time slip was used, is too old or never was.
    case slipSpent
    case usernameTaken(String)
    /// Three to 64 of a–z, 0–9, dot, hyphen, underscore.
    case usernameShape
    case nameMissing
    case decreeMissing
    case datesReversed
    case unknownVillage
    case unknownDistrict
    /// Only the county (DPMD), or the camat's office for its villages, may do this.
    case notYourPost
    /// Someone changed it meanwhile.
    case stale
    /// Nobody closes the account they are signed in with.
    case ownAccount
    /// The same id came with other content.
    case idReused
    case database(PostgresError)

    /// Translates what the database refused or which named constraint it kept.
    public init(_ error: PostgresError) {
        switch error {
        case .refused(let refusal): self = Self.refusals[refusal.code] ?? .database(error)
        case .constraint(let name, _): self = Self.constraints[name] ?? .database(error)
        default: self = .database(error)
        }
    }

    /// The same, with the username that was taken.
    func named(_ username: String) -> IdentityError {
        if case .usernameTaken = self { .usernameTaken(username) } else { self }
    }

    private static let refusals: [String: IdentityError] = [
        "not-signed-in": .notSignedIn, "code-used": .wrongCode, "second-factor-exists": .secondFactorExists,
        "slip-spent": .slipSpent, "unknown-village": .unknownVillage, "unknown-district": .unknownDistrict,
        "not-your-post": .notYourPost, "stale-revision": .stale, "own-account": .ownAccount,
        "post-vacant": .notYourPost, "username-taken": .usernameTaken(""),
    ]

    private static let constraints: [String: IdentityError] = [
        "account_username_shape": .usernameShape, "person_name_given": .nameMissing,
        "post_decree_given": .decreeMissing, "post_dates_ordered": .datesReversed,
        "person_pkey": .idReused, "account_pkey": .idReused, "post_pkey": .idReused,
        "account_username_once": .usernameTaken(""),
    ]
}

extension Database {
    /// One statement of identity, its refusals as `IdentityError`.
    func identity(
        _ statement: IdentityStatement, _ parameters: [Parameter], as session: SessionKey?
    ) async throws(IdentityError) -> Rows {
        do {
            return try await once(statement, parameters: parameters, as: session)
        } catch {
            throw IdentityError(error)
        }
    }
}
