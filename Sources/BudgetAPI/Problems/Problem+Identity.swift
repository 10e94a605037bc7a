import Commons
import Postgres

extension Problem {
    /// The whole table of signing in, posts and accounts. No `default`: a new case is answered here first.
    /// `nil` where the database failed in a way that no person can mend.
    init?(_ error: IdentityError) {
        switch error {
        case .wrongCredentials: self.init(.badCredentials)
        case .waitFirst(let seconds):
            self.init(.lockedOut, ["seconds": .integer(Int64(seconds))], retryAfterSeconds: seconds)
        case .tooBusy: self.init(.busy, retryAfterSeconds: 10)
        case .notSignedIn: self.init(.notSignedIn)
        case .wrongCode: self.init(.badSecondFactor)
        case .noSecondFactor: self.init(.secondFactorMissing)
        case .secondFactorExists: self.init(.secondFactorExists)
        case .passwordLength:
            self.init(
                .weakPassword,
                [
                    "shortest": .integer(Int64(Passwords.shortest)),
                    "longest": .integer(Int64(Passwords.longest)),
                ])
        case .slipSpent: self.init(.slipSpent)
        case .usernameTaken(let name): self.init(.usernameTaken, ["username": .text(name)])
        case .usernameShape:
            self.init(.invalidFields, fields: [FieldProblem(field: "username", key: "username")])
        case .nameMissing: self.init(.invalidFields, fields: [FieldProblem(field: "name", key: "missing")])
        case .decreeMissing:
            self.init(.invalidFields, fields: [FieldProblem(field: "decree", key: "missing")])
        case .datesReversed: self.init(.invalidFields, fields: [FieldProblem(field: "until", key: "dates")])
        case .unknownVillage: self.init(.unknownVillage)
        case .unknownDistrict: self.init(.unknownDistrict)
        case .notYourPost: self.init(.notYourPost)
        case .stale: self.init(.staleRevision)
        case .ownAccount: self.init(.ownAccount)
        case .idReused: self.init(.idReused)
        case .database(let error): self.init(error)
        }
    }
}
