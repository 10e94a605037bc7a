import HTTPTypes

/// Every type of problem Balai answers with. The raw value is the end of its stable address `/problems/CODE`;
/// docs/problems.md explains each, and the texts `problem.CODE.title` and `.detail` word it.
enum ProblemKind: String, CaseIterable, Sendable {
    // The house
    case malformedRequest = "malformed-request"
    case invalidFields = "invalid-fields"
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case notAcceptable = "not-acceptable"
    case bodyTooLarge = "body-too-large"
    case unsupportedMediaType = "unsupported-media-type"
    case crossSite = "cross-site"
    case formExpired = "form-expired"
    case wrongHost = "wrong-host"
    case tooManyRequests = "too-many-requests"
    case busy
    case outcomeUnknown = "outcome-unknown"
    // Persons
    case notSignedIn = "not-signed-in"
    case notYourPost = "not-your-post"
    case badCredentials = "bad-credentials"
    case lockedOut = "locked-out"
    case secondFactorNeeded = "second-factor-needed"
    case secondFactorMissing = "second-factor-missing"
    case secondFactorExists = "second-factor-exists"
    case badSecondFactor = "bad-second-factor"
    case weakPassword = "weak-password"
    case slipSpent = "slip-spent"
    case postVacant = "post-vacant"
    case ownAccount = "own-account"
    case usernameTaken = "username-taken"
    case unknownVillage = "unknown-village"
    case unknownDistrict = "unknown-district"
    // Every document
    case idReused = "id-reused"
    case staleRevision = "stale-revision"

    var status: HTTPResponse.Status {
        switch self {
        case .malformedRequest: .badRequest
        case .invalidFields, .weakPassword, .idReused, .unknownVillage, .unknownDistrict: .unprocessableContent
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .bodyTooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .crossSite, .formExpired, .notYourPost, .secondFactorNeeded: .forbidden
        case .wrongHost: .misdirectedRequest
        case .tooManyRequests, .lockedOut: .tooManyRequests
        case .busy, .outcomeUnknown: .serviceUnavailable
        case .notSignedIn, .badCredentials, .badSecondFactor: .unauthorized
        case .staleRevision, .secondFactorExists, .secondFactorMissing, .slipSpent, .postVacant, .ownAccount, .usernameTaken: .conflict
        }
    }
}
