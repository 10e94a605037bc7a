import Foundation

/// A few threads of their own for work that blocks: reading, decoding and encoding photos. Swift's
/// cooperative pool has one thread a core; a photo on it would stop every request.
public final class PhotoWorkers: Sendable {
    /// The queue is full: answer 503 and ask to come again.
    public struct Busy: Error, Hashable {
        /// How many pieces of work may wait.
        public let queueLimit: Int
    }

    private let queue: WorkQueue

    /// - Parameters:
    ///   - threadCount: how many photos are worked on at once; each may hold `PhotoLimits.decodeBytes`.
    ///   - queueLimit: how many may wait.
    public init(threadCount: Int = 2, queueLimit: Int = 32) {
        queue = WorkQueue(limit: queueLimit)
        for number in 0..<max(1, threadCount) {
            let thread = Thread { [queue] in queue.work() }
            thread.stackSize = 1 << 20
            thread.start()
            // Foundation names a thread that it has started; one that names itself may come too early.
            thread.name = "photo-\(number)"
        }
    }

    deinit { queue.close() }

    /// Runs blocking work on a thread of the pool. Work once accepted runs to its end, also when the task
    /// that asked is cancelled.
    /// - Throws: `Busy`, or what the work throws.
    public func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let isAccepted = queue.add { continuation.resume(with: Result(catching: work)) }
            if !isAccepted { continuation.resume(throwing: Busy(queueLimit: queue.limit)) }
        }
    }
}

/// The work that waits. All its state is behind one condition.
private final class WorkQueue: @unchecked Sendable {
    let limit: Int
    private let condition = NSCondition()
    private var waiting: [@Sendable () -> Void] = []
    private var isClosed = false

    init(limit: Int) {
        self.limit = limit
    }

    func add(_ work: @escaping @Sendable () -> Void) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        guard waiting.count < limit, !isClosed else { return false }
        waiting.append(work)
        condition.signal()
        return true
    }

    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }

    /// A thread's life: one piece after another until the queue is closed and empty.
    func work() {
        while let next = take() { next() }
    }

    private func take() -> (@Sendable () -> Void)? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty {
            if isClosed { return nil }
            condition.wait()
        }
        return waiting.removeFirst()
    }
}
