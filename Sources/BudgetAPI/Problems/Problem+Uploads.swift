import Commons

extension Problem {
    /// Why a piece of an upload was not taken; `offset` says where to go on.
    init(_ error: PartialUploadError) {
        switch error {
        case .wrongOffset(let have), .incomplete(let have):
            self.init(ProblemKind.uploadOffset, ["offset": .integer(Int64(have))])
        case .tooManyOpen(let limit):
            self.init(ProblemKind.tooManyUploads, ["limit": .integer(Int64(limit))], retryAfterSeconds: 60)
        }
    }

    /// What of the vault a sender can do something about.
    init?(_ error: VaultError) {
        switch error {
        case .tooLarge: self.init(ProblemKind.bodyTooLarge)
        case .otherContent: self.init(ProblemKind.otherContent)
        case .noSpace: self.init(ProblemKind.busy, retryAfterSeconds: 60)
        case .missing, .damaged, .system: return nil
        }
    }
}
