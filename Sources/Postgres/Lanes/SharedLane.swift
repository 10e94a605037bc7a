internal import Logging
internal import Synchronization

/// The queue in front of the shared pipelined connections. Any connection may take the next request; one that
/// waits for a slow answer takes no more, so that few wait behind it.
final class SharedLane: Sendable {
    /// Requests one connection may have under way.
    static let flightLimit = 64
    /// With as many under way a connection has enough to do until its next answer: one being worked on, one
    /// behind it, so that it need not wait for us.
    static let busyFlight = 2
    /// A request not sent within this time is answered with busy.
    static let patienceNanoseconds: UInt64 = 5_000_000_000
    /// An answer that takes longer makes its connection stalled.
    static let stallNanoseconds: UInt64 = 20_000_000

    /// What the lane knows of one connection.
    struct Worker {
        var isConnected = false
        var isAsleep = false
        var inFlight = 0
        var oldestSentAt: UInt64 = 0
        var hasEnded = false
    }
    private struct State {
        var queue: [PipelineRequest] = []
        var head = 0
        var workers: [Worker]
        var isClosed = false
        var hasStarted = false
        var lastFailure = "not connected yet"
        var firstConnect: [UnsafeContinuation<Result<Void, PostgresError>, Never>] = []
        var atEnd: [UnsafeContinuation<Void, Never>] = []
        var waiting: Int { queue.count - head }
    }

    let configuration: DatabaseConfiguration
    private let state: Mutex<State>
    /// Whether the first attempt to connect is over; until then callers go through `start`.
    let isReady = Atomic(false)
    private let signals: [WakeSignal]

    init(_ configuration: DatabaseConfiguration) {
        self.configuration = configuration
        signals = (0..<configuration.shared).map { _ in WakeSignal() }
        state = Mutex(State(workers: Array(repeating: Worker(), count: configuration.shared)))
    }

    /// Starts the threads, the first time, and waits until one connection stands.
    /// - Throws: `.connection` when the first attempts fail.
    func start() async throws(PostgresError) {
        let isFirst = state.withLock { state in
            defer { if !state.isClosed { state.hasStarted = true } }
            return !state.hasStarted && !state.isClosed
        }
        defer { isReady.store(true, ordering: .releasing) }
        for index in signals.indices where isFirst {
            let worker = PipelineWorker(lane: self, index: index, signal: signals[index])
            WorkerThread.start("balai-shared-\(index)") { worker.run() }
        }
        let answer = await withUnsafeContinuation { continuation in
            let known: Result<Void, PostgresError>? = state.withLock { state in
                if state.isClosed { return .failure(.connection(reason: "closed")) }
                if state.workers.contains(where: \.isConnected) { return .success(()) }
                state.firstConnect.append(continuation)
                return nil
            }
            if let known { continuation.resume(returning: known) }
        }
        try answer.get()
    }

    /// Queues a request and wakes the connection with least to do.
    func submit(_ request: PipelineRequest) {
        request.queuedAt = monotonicNanoseconds()
        enum Decision { case wake(Int), wait, refuse(PostgresError) }
        let decision: Decision = state.withLock { state in
            if state.isClosed { return .refuse(.connection(reason: "closed")) }
            if !state.workers.contains(where: \.isConnected) {
                return .refuse(.connection(reason: state.lastFailure))
            }
            if state.waiting >= configuration.queueLimit { return .refuse(.connection(reason: "busy")) }
            state.queue.append(request)
            guard let chosen = Self.freest(state.workers, now: request.queuedAt) else { return .wait }
            state.workers[chosen].isAsleep = false
            return .wake(chosen)
        }
        switch decision {
        case .wake(let index): signals[index].ring()
        case .wait: break
        case .refuse(let error): request.answer(.failure(error))
        }
    }

    private static func freest(_ workers: [Worker], now: UInt64) -> Int? {
        var best: Int?
        for (index, worker) in workers.enumerated() where worker.isAsleep && hasRoom(worker, now: now) {
            if let found = best, workers[found].inFlight <= worker.inFlight { continue }
            best = index
        }
        return best
    }

    private static func hasRoom(_ worker: Worker, now: UInt64) -> Bool {
        guard worker.isConnected, worker.inFlight < busyFlight else { return false }
        return worker.inFlight == 0 || now < worker.oldestSentAt + stallNanoseconds
    }

    /// How many of the waiting requests a connection takes at once: its share of them, so that none works
    /// through a pile while others have nothing to do.
    static func share(of waiting: Int, among connections: Int) -> Int {
        min((waiting + connections - 1) / connections, flightLimit - busyFlight)
    }

    /// The next requests for this connection; when there are none it is marked asleep.
    func take(_ index: Int, inFlight: Int, oldestSentAt: UInt64) -> [PipelineRequest] {
        let now = monotonicNanoseconds()
        var expired: [PipelineRequest] = []
        let taken: [PipelineRequest] = state.withLock { state in
            state.workers[index].inFlight = inFlight
            state.workers[index].oldestSentAt = oldestSentAt
            var taken: [PipelineRequest] = []
            let share =
                Self.hasRoom(state.workers[index], now: now)
                ? Self.share(of: state.waiting, among: state.workers.count) : 0
            while state.head < state.queue.count, taken.count < share {
                let request = state.queue[state.head]
                state.head += 1
                if now > request.queuedAt + Self.patienceNanoseconds {
                    expired.append(request)
                } else {
                    taken.append(request)
                }
            }
            if state.head == state.queue.count {
                state.queue.removeAll(keepingCapacity: true)
                state.head = 0
            } else if state.head > 4096 {
                state.queue.removeFirst(state.head)
                state.head = 0
            }
            state.workers[index].isAsleep = taken.isEmpty
            if !taken.isEmpty, inFlight == 0 { state.workers[index].oldestSentAt = now }
            state.workers[index].inFlight += taken.count
            return taken
        }
        for request in expired { request.answer(.failure(.connection(reason: "busy"))) }
        return taken
    }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    func noteConnected(_ index: Int) {
        let starters = state.withLock { state in
            state.workers[index] = Worker(isConnected: true)
            defer { state.firstConnect.removeAll() }
            return state.firstConnect
        }
        for starter in starters { starter.resume(returning: .success(())) }
    }

    /// The connection is gone or could not be made. Without any other, what waits is answered at once.
    func noteLost(_ index: Int, _ error: PostgresError) {
        let (stranded, starters) = state.withLock { state in
            state.workers[index] = Worker()
            if case .connection(let reason) = error { state.lastFailure = reason }
            let isLast = !state.workers.contains(where: \.isConnected)
            let stranded = isLast ? Array(state.queue[state.head...]) : []
            if isLast { (state.queue, state.head) = ([], 0) }
            defer { state.firstConnect.removeAll() }
            return (stranded, state.firstConnect)
        }
        for request in stranded { request.answer(.failure(error)) }
        for starter in starters { starter.resume(returning: .failure(error)) }
    }

    func noteEnded(_ index: Int) {
        let (waiters, starters) = state.withLock { state in
            state.workers[index] = Worker(hasEnded: true)
            let hasAllEnded = state.workers.allSatisfy(\.hasEnded)
            defer {
                if hasAllEnded { (state.atEnd, state.firstConnect) = ([], []) }
            }
            return hasAllEnded ? (state.atEnd, state.firstConnect) : ([], [])
        }
        for starter in starters { starter.resume(returning: .failure(.connection(reason: "closed"))) }
        for waiter in waiters { waiter.resume() }
    }

    /// Answers what is under way, refuses what is new, waits until all threads have ended.
    func close() async {
        await withUnsafeContinuation { continuation in
            let (isOver, stranded) = state.withLock { state in
                state.isClosed = true
                let stranded = Array(state.queue[state.head...])
                (state.queue, state.head) = ([], 0)
                let isOver = !state.hasStarted || state.workers.allSatisfy(\.hasEnded)
                if !isOver { state.atEnd.append(continuation) }
                return (isOver, stranded)
            }
            for request in stranded { request.answer(.failure(.connection(reason: "closed"))) }
            if isOver { continuation.resume() }
            for signal in signals { signal.ring() }
        }
    }
}
