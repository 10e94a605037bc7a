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
    // Village money
    case overBudget = "over-budget"
    case cashShort = "cash-short"
    case unbalanced
    case belowCommitted = "below-committed"
    case emptyBudget = "empty-budget"
    case noPostedBudget = "no-posted-budget"
    case lineNotBudgeted = "line-not-budgeted"
    case evidenceMissing = "evidence-missing"
    case nothingToOverride = "nothing-to-override"
    case unbalancedEntry = "unbalanced-entry"
    case samePerson = "same-person"
    case notRequester = "not-requester"
    case yearNotOpen = "year-not-open"
    case yearClosed = "year-closed"
    case periodClosed = "period-closed"
    case dateOutsideYear = "date-outside-year"
    case dateInFuture = "date-in-future"
    case dateBeforeStep = "date-before-step"
    case evaluationPending = "evaluation-pending"
    case malformedDay = "malformed-day"
    case wrongState = "wrong-state"
    case versionInWork = "version-in-work"
    case versionKind = "version-kind"
    case versionPosted = "version-posted"
    case alreadyReversed = "already-reversed"
    case minutesMissing = "minutes-missing"
    case remarksOpen = "remarks-open"
    case budgetNotEmpty = "budget-not-empty"
    case unreadableSheet = "unreadable-sheet"
    case noVillageBudget = "no-village-budget"
    case unknownActivity = "unknown-activity"
    case unknownAccount = "unknown-account"
    case unknownFund = "unknown-fund"
    case accountOutsideBudget = "account-outside-budget"
    case activityMismatch = "activity-mismatch"
    case malformedSubDetail = "malformed-sub-detail"
    case duplicateLine = "duplicate-line"
    case tooManyLines = "too-many-lines"
    case noLines = "no-lines"
    case sppKind = "spp-kind"
    case amountOutOfRange = "amount-out-of-range"
    case descriptionMissing = "description-missing"
    case reasonMissing = "reason-missing"
    case regulationMissing = "regulation-missing"
    // Treasury
    case handLimit = "hand-limit"
    case unknownPlace = "unknown-place"
    case unknownMove = "unknown-move"
    case overAdvance = "over-advance"
    case settlementOpen = "settlement-open"
    case entriesFollow = "entries-follow"
    case taxNotHere = "tax-not-here"
    case unknownTax = "unknown-tax"
    case duplicateTax = "duplicate-tax"
    case taxBase = "tax-base"
    case taxDeposited = "tax-deposited"
    case mixedTaxes = "mixed-taxes"
    case ntpnMalformed = "ntpn-malformed"
    case ntpnUsed = "ntpn-used"
    case taxRateMalformed = "tax-rate-malformed"
    case overCeiling = "over-ceiling"
    case ceilingBelowPlanned = "ceiling-below-planned"
    case noCeiling = "no-ceiling"
    case budgetOverCeiling = "budget-over-ceiling"
    case tranchePlanned = "tranche-planned"
    case scanRefused = "scan-refused"
    case parameterMalformed = "parameter-malformed"
    case paperTooLong = "paper-too-long"

    // Works and photos
    case worksNearby = "works-nearby"
    case siteElsewhere = "site-elsewhere"
    case invalidCoordinates = "invalid-coordinates"
    case invalidWorks = "invalid-works"
    case activityNotBudgeted = "activity-not-budgeted"
    case unknownStage = "unknown-stage"
    case projectUnfinished = "project-unfinished"
    case handedOver = "handed-over"
    case invalidGeometry = "invalid-geometry"
    case photoRefused = "photo-refused"
    case otherContent = "other-content"
    case invalidBoundaries = "invalid-boundaries"
    case projectCancelled = "project-cancelled"
    case projectFinished = "project-finished"
    case flagState = "flag-state"
    case tooManyPhotos = "too-many-photos"
    case unknownPhoto = "unknown-photo"
    case unknownVillages = "unknown-villages"
    case siteMoved = "site-moved"

    // Capture links, uploads and the public
    case linkUnknown = "link-unknown"
    case linkRevoked = "link-revoked"
    case linkExpired = "link-expired"
    case linkFull = "link-full"
    case tooManyLinks = "too-many-links"
    case uploadOffset = "upload-offset"
    case tooManyUploads = "too-many-uploads"
    case parameterOutOfRange = "parameter-out-of-range"
    case dateInPast = "date-in-past"

    var status: HTTPResponse.Status {
        switch self {
        case .malformedRequest: .badRequest
        case .invalidFields, .weakPassword, .idReused, .unknownVillage, .unknownDistrict:
            .unprocessableContent
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
        case .staleRevision, .secondFactorExists, .secondFactorMissing, .slipSpent, .postVacant, .ownAccount,
            .usernameTaken:
            .conflict
        case .notRequester: .forbidden
        case .evidenceMissing, .nothingToOverride: .conflict
        case .overBudget, .cashShort, .unbalanced, .belowCommitted, .emptyBudget, .noPostedBudget,
            .samePerson, .yearNotOpen, .yearClosed, .periodClosed, .evaluationPending, .wrongState,
            .versionInWork,
            .versionKind, .versionPosted, .alreadyReversed, .noVillageBudget, .budgetNotEmpty, .remarksOpen:
            .conflict
        case .lineNotBudgeted, .unbalancedEntry, .dateOutsideYear, .dateInFuture, .dateBeforeStep,
            .malformedDay, .unknownActivity, .unknownAccount, .unknownFund, .accountOutsideBudget,
            .activityMismatch, .malformedSubDetail, .duplicateLine, .tooManyLines, .noLines, .sppKind,
            .amountOutOfRange, .descriptionMissing, .reasonMissing, .unreadableSheet, .minutesMissing,
            .regulationMissing, .paperTooLong:
            .unprocessableContent
        case .handLimit, .overAdvance, .settlementOpen, .entriesFollow, .taxDeposited, .ntpnUsed,
            .overCeiling, .ceilingBelowPlanned, .noCeiling, .budgetOverCeiling, .tranchePlanned:
            .conflict
        case .unknownPlace, .unknownMove, .taxNotHere, .unknownTax, .duplicateTax, .taxBase, .mixedTaxes,
            .ntpnMalformed, .taxRateMalformed, .scanRefused, .parameterMalformed:
            .unprocessableContent
        case .invalidCoordinates, .invalidWorks, .unknownStage: .unprocessableContent
        case .siteElsewhere, .activityNotBudgeted, .projectUnfinished, .handedOver: .conflict
        case .worksNearby, .projectCancelled, .projectFinished, .flagState, .siteMoved: .conflict
        case .invalidGeometry, .photoRefused, .otherContent, .invalidBoundaries, .tooManyPhotos,
            .unknownPhoto, .unknownVillages:
            .unprocessableContent
        case .linkUnknown: .notFound
        case .linkRevoked, .linkExpired: .gone
        case .linkFull, .tooManyLinks, .uploadOffset: .conflict
        case .tooManyUploads: .tooManyRequests
        case .parameterOutOfRange, .dateInPast: .unprocessableContent
        }
    }
}
