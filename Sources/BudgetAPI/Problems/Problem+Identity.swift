import Commons
import Postgres

extension Problem {
    /// The whole table of signing in, posts and accounts. No `default`: a new case is answered here first.
    /// `nil` where the database failed in a way that no person can mend. Kinds are spelled out: a
    /// bare `.notYourPost` would be the error of the same name again, without end.
    init?(_ error: IdentityError) {
        switch error {
        case .wrongCredentials: self.init(ProblemKind.badCredentials)
        case .waitFirst(let seconds):
            self.init(
                ProblemKind.lockedOut, ["seconds": .integer(Int64(seconds))], retryAfterSeconds: seconds)
        case .tooBusy: self.init(ProblemKind.busy, retryAfterSeconds: 10)
        case .notSignedIn: self.init(ProblemKind.notSignedIn)
        case .wrongCode: self.init(ProblemKind.badSecondFactor)
        case .noSecondFactor: self.init(ProblemKind.secondFactorMissing)
        case .secondFactorExists: self.init(ProblemKind.secondFactorExists)
        case .passwordLength:
            self.init(
                ProblemKind.weakPassword,
                [
                    "shortest": .integer(Int64(Passwords.shortest)),
                    "longest": .integer(Int64(Passwords.longest)),
                ])
        case .slipSpent: self.init(ProblemKind.slipSpent)
        case .usernameTaken(let name): self.init(ProblemKind.usernameTaken, ["username": .text(name)])
        case .usernameShape:
            self.init(ProblemKind.invalidFields, fields: [FieldProblem(field: "username", key: "username")])
        case .nameMissing:
            self.init(ProblemKind.invalidFields, fields: [FieldProblem(field: "name", key: "missing")])
        case .decreeMissing:
            self.init(ProblemKind.invalidFields, fields: [FieldProblem(field: "decree", key: "missing")])
        case .datesReversed:
            self.init(ProblemKind.invalidFields, fields: [FieldProblem(field: "until", key: "dates")])
        case .unknownVillage: self.init(ProblemKind.unknownVillage)
        case .unknownDistrict: self.init(ProblemKind.unknownDistrict)
        case .notYourPost: self.init(ProblemKind.notYourPost)
        case .stale: self.init(ProblemKind.staleRevision)
        case .ownAccount: self.init(ProblemKind.ownAccount)
        case .idReused: self.init(ProblemKind.idReused)
        case .database(let error): self.init(error)
        }
    }
}
