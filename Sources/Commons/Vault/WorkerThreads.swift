internal import Foundation

/// Threads of their own for work that blocks (files, pictures), so that Swift's cooperative threads never
/// wait. At most `threads` pieces run at once; the others wait their turn.
public final class WorkerThreads: Sendable {
    private let queue: OperationQueue

    /// - Parameters:
    ///   - name: shown by debuggers.
    ///   - threads: how many pieces may run at once.
    public init(_ name: String, threads: Int) {
        queue = OperationQueue()
        queue.name = name
        queue.maxConcurrentOperationCount = max(1, threads)
    }

    /// How many pieces wait or run: a server refuses past a limit of its own.
    public var waiting: Int { queue.operationCount }

    /// Runs the piece on one of the threads.
    /// - Throws: what the piece throws.
    public func run<Value: Sendable, Failure: Error>(
        _ body: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
            queue.addOperation {
                continuation.resume(returning: Result { () throws(Failure) in try body() })
            }
        }
        return try result.get()
    }
}
