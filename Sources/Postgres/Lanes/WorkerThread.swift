internal import Foundation

/// A thread of our own for work that blocks: the cooperative pool is only as wide as the cores.
final class WorkerThread: @unchecked Sendable {  // the queue is guarded by `condition`
    private let condition = NSCondition()
    private var jobs: [@Sendable () -> Void] = []
    private var isEnding = false

    init(_ name: String) {
        Self.start(name) { [self] in serve() }
    }

    /// Runs a body on a new thread until it returns.
    static func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
        let thread = Thread(block: body)
        thread.name = name
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// Runs one blocking body on a thread made for it.
    static func once<T: Sendable>(_ name: String, _ body: @escaping @Sendable () -> T) async -> T {
        await withCheckedContinuation { continuation in
            start(name) { continuation.resume(returning: body()) }
        }
    }

    /// Jobs run one after the other, in this order.
    func enqueue(_ job: @escaping @Sendable () -> Void) {
        condition.lock()
        jobs.append(job)
        condition.signal()
        condition.unlock()
    }

    func perform<T: Sendable>(_ body: @escaping @Sendable () -> T) async -> T {
        await withCheckedContinuation { continuation in
            enqueue { continuation.resume(returning: body()) }
        }
    }

    /// The thread ends after the jobs it has.
    func end() {
        condition.lock()
        isEnding = true
        condition.signal()
        condition.unlock()
    }

    private func serve() {
        while true {
            condition.lock()
            while jobs.isEmpty, !isEnding { condition.wait() }
            let batch = jobs
            jobs.removeAll()
            let isOver = batch.isEmpty
            condition.unlock()
            if isOver { return }
            for job in batch { job() }
        }
    }
}
