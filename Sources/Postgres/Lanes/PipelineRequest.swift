/// One statement on its way through the shared lane, and the task that waits for its rows.
final class PipelineRequest: @unchecked Sendable {  // handed on whole: caller, queue, one connection's thread
    typealias Answer = Result<Rows, PostgresError>

    let statement: any SQLStatement
    let sql: String
    let parameters: [Parameter]
    let session: SessionKey?
    let requestID: String
    private let continuation: UnsafeContinuation<Answer, Never>
    var queuedAt: UInt64 = 0
    var sentAt: UInt64 = 0
    /// How often it was sent and failed in a way worth another try.
    var failedAttempts = 0
    /// Answers expected before the statement's own.
    var preparesEnter = false
    var preparesStatement = false
    private var answersSeen = 0
    private var rows: ResultHandle?
    private var error: PostgresError?

    init(
        _ statement: some SQLStatement, _ parameters: [Parameter], session: SessionKey?, requestID: String,
        continuation: UnsafeContinuation<Answer, Never>
    ) {
        self.statement = statement
        sql = statement.rawValue
        self.parameters = parameters
        self.session = session
        self.requestID = requestID
        self.continuation = continuation
    }

    var label: String { statement.label }

    func answer(_ answer: Answer) { continuation.resume(returning: answer) }

    func noteRows(_ result: ResultHandle) {
        answersSeen += 1
        rows = result
    }

    /// Only the first error counts; what follows it in the same request was not run.
    func noteError(_ found: PostgresError) {
        guard error == nil else { return }
        answersSeen += 1
        error = found
    }

    /// The statements that are not prepared after all, when the error came from a preparation.
    var failedPreparations: [String] {
        guard error != nil else { return [] }
        let preparations = (preparesEnter ? [Connection.enter] : []) + (preparesStatement ? [sql] : [])
        return Array(preparations.dropFirst(answersSeen - 1))
    }

    var outcome: Answer {
        if let error { return .failure(error) }
        return .success(Rows(rows))
    }

    func startAgain() {
        failedAttempts += 1
        (preparesEnter, preparesStatement) = (false, false)
        (answersSeen, rows, error) = (0, nil, nil)
    }
}
