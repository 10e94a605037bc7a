internal import Synchronization

/// Rounds to the database that many callers share. Whoever asks is answered by a round that began after the
/// question, so it sees all that was committed before; those who come while one is under way wait together
/// for the next.
final class SharedRounds: Sendable {
    typealias Round = @Sendable () async throws -> Void
    private typealias Waiter = CheckedContinuation<Void, any Error>

    private struct State {
        var isRunning = false
        var waiting: [Waiter] = []
    }
    private let state = Mutex(State())

    /// - Throws: what the round throws, to all who shared it.
    func callAsFunction(_ round: @escaping Round) async throws {
        let isFirst = state.withLock { state in
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if isFirst {
            defer { endRound(next: round) }
            return try await round()
        }
        try await withCheckedThrowingContinuation { waiter in
            let isAlone = state.withLock { state in
                state.waiting.append(waiter)
                defer { state.isRunning = true }
                return !state.isRunning
            }
            if isAlone { endRound(next: round) }
        }
    }

    /// The next round begins for those who came meanwhile.
    private func endRound(next round: @escaping Round) {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            state.isRunning = !state.waiting.isEmpty
            return state.waiting
        }
        guard !waiting.isEmpty else { return }
        Task {
            let answer: Result<Void, any Error>
            do { answer = .success(try await round()) } catch { answer = .failure(error) }
            for waiter in waiting { waiter.resume(with: answer) }
            endRound(next: round)
        }
    }
}
