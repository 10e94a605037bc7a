internal import Synchronization

/// Lends exclusive connections, first come, first served; opens them when first needed.
final class ExclusiveLane: Sendable {
    /// Borrowers that may wait before new ones are told that it is busy.
    static let waitingLimit = 64
    /// Longest wait for a connection.
    static let patience: Duration = .seconds(10)

    private typealias Loan = Result<ExclusiveConnection, PostgresError>
    private struct State {
        var idle: [ExclusiveConnection] = []
        var made = 0
        var lent = 0
        var waiting: [(number: Int, continuation: CheckedContinuation<Loan, Never>)] = []
        var nextNumber = 0
        var isClosed = false
        var atEnd: [CheckedContinuation<Void, Never>] = []
    }
    private let configuration: DatabaseConfiguration
    private let state = Mutex(State())

    init(_ configuration: DatabaseConfiguration) { self.configuration = configuration }

    /// - Throws: `.connection(reason: "busy")`
    func acquire() async throws(PostgresError) -> ExclusiveConnection {
        let loan: Loan = await withCheckedContinuation { continuation in
            let (known, number): (Loan?, Int) = state.withLock { state in
                if state.isClosed { return (.failure(.connection(reason: "closed")), 0) }
                if let idle = state.idle.popLast() {
                    state.lent += 1
                    return (.success(idle), 0)
                }
                if state.made < configuration.exclusive {
                    state.made += 1
                    state.lent += 1
                    return (.success(ExclusiveConnection(configuration, number: state.made)), 0)
                }
                guard state.waiting.count < Self.waitingLimit else {
                    return (.failure(.connection(reason: "busy")), 0)
                }
                state.nextNumber += 1
                state.waiting.append((state.nextNumber, continuation))
                return (nil, state.nextNumber)
            }
            if let known { continuation.resume(returning: known) } else { giveUpLater(number) }
        }
        return try loan.get()
    }

    private func giveUpLater(_ number: Int) {
        Task {
            do { try await Task.sleep(for: Self.patience) } catch { return }
            let late = state.withLock { state in
                state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0) }
            }
            late?.continuation.resume(returning: .failure(.connection(reason: "busy")))
        }
    }

    func release(_ connection: ExclusiveConnection) {
        enum Next {
            case lend(CheckedContinuation<Loan, Never>), keep, end([CheckedContinuation<Void, Never>])
        }
        let next: Next = state.withLock { state in
            if !state.waiting.isEmpty { return .lend(state.waiting.removeFirst().continuation) }
            state.lent -= 1
            guard state.isClosed else {
                state.idle.append(connection)
                return .keep
            }
            guard state.lent == 0 else { return .end([]) }
            defer { state.atEnd.removeAll() }
            return .end(state.atEnd)
        }
        switch next {
        case .lend(let borrower): borrower.resume(returning: .success(connection))
        case .keep: break
        case .end(let waiters):
            Task {
                await connection.end()
                for waiter in waiters { waiter.resume() }
            }
        }
    }

    /// Refuses who waits, ends idle connections, waits for those lent.
    func close() async {
        let (waiting, idle) = state.withLock { state in
            state.isClosed = true
            defer { (state.waiting, state.idle) = ([], []) }
            return (state.waiting, state.idle)
        }
        for waiter in waiting {
            waiter.continuation.resume(returning: .failure(.connection(reason: "closed")))
        }
        for connection in idle { await connection.end() }
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.lent > 0 { state.atEnd.append(continuation) }
                return state.lent == 0
            }
            if isOver { continuation.resume() }
        }
    }
}
