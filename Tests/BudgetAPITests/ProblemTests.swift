import Commons
import Ledger
import Postgres
import Testing

@testable import BudgetAPI

/// Goal: every error of a domain ends in an answer. Method: each case once, also those named like their kind.
@Suite struct ProblemTests {
    @Test(arguments: [
        (IdentityError.notSignedIn, ProblemKind.notSignedIn), (.notYourPost, .notYourPost),
        (.secondFactorExists, .secondFactorExists), (.slipSpent, .slipSpent), (.ownAccount, .ownAccount),
        (.unknownVillage, .unknownVillage), (.unknownDistrict, .unknownDistrict), (.idReused, .idReused),
        (.wrongCredentials, .badCredentials), (.waitFirst(seconds: 3), .lockedOut), (.tooBusy, .busy),
        (.wrongCode, .badSecondFactor), (.noSecondFactor, .secondFactorMissing),
        (.passwordLength, .weakPassword),
        (.usernameTaken("sri"), .usernameTaken), (.usernameShape, .invalidFields),
        (.nameMissing, .invalidFields),
        (.decreeMissing, .invalidFields), (.datesReversed, .invalidFields), (.stale, .staleRevision),
        (.database(.timeout), .busy), (.database(.unknown), .outcomeUnknown),
    ])
    func `each error of identity has its answer`(_ error: IdentityError, _ kind: ProblemKind) {
        #expect(Problem(anyOf: error)?.kind == kind)
    }

    @Test func `a refusal of the ledger keeps its facts, and a fault of ours is no problem`() {
        let error = LedgerError.overBudget(
            line: "2.3.10 5.3.5.01 DDS 01", remaining: Rupiah(sen: 5), asked: Rupiah(sen: 7))
        let problem = Problem(anyOf: error)
        #expect(problem?.kind == .overBudget)
        #expect(problem?.facts["remainingSen"] == .integer(5))
        #expect(Problem(anyOf: LedgerError.database(.decoding(column: "x"))) == nil)
        #expect(Problem(anyOf: PostgresError.refused(Refusal(code: "nobody-knows"))) == nil)
        #expect(Problem(anyOf: PostgresError.constraint(name: "x", sqlState: "23505")) == nil)
    }
}
