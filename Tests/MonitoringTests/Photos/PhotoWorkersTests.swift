import Foundation
import Testing

@testable import Monitoring

/// Goal: blocking work runs on threads of its own, in bounds. Method: work that waits until it is let go.
@Suite struct PhotoWorkersTests {
    @Test func `work gives back its value or its error`() async throws {
        let workers = PhotoWorkers(threadCount: 1, queueLimit: 4)
        #expect(try await workers.run { 6 * 7 } == 42)
        await #expect(throws: PhotoRefusal(.isPNG)) {
            try await workers.run { try PhotoCopies().thumbnail(of: [0x89, 0x50, 0x4E, 0x47]) }
        }
    }

    @Test func `work runs on a thread of the pool, not on the cooperative one`() async throws {
        let workers = PhotoWorkers(threadCount: 2, queueLimit: 4)
        let name = try await workers.run { Thread.current.name ?? "" }
        #expect(name.hasPrefix("photo-"))
    }

    @Test func `work past the queue is refused, and taken again when there is room`() async throws {
        let workers = PhotoWorkers(threadCount: 1, queueLimit: 1)
        let gate = DispatchSemaphore(value: 0)
        let started = DispatchSemaphore(value: 0)
        async let first: Int = workers.run {
            started.signal()
            gate.wait()
            return 1
        }
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                started.wait()
                continuation.resume()
            }
        }
        // The thread is busy: of two more pieces of work one waits, the other is refused.
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    do {
                        _ = try await workers.run { 2 }
                        return true
                    } catch {
                        gate.signal()
                        return false
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.sorted { !$0 && $1 } == [false, true])
        #expect(try await first == 1)
        #expect(try await workers.run { 3 } == 3)
    }

    @Test func `many pieces of work on few threads all come back`() async throws {
        let workers = PhotoWorkers(threadCount: 2, queueLimit: 100)
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...50 { group.addTask { try await workers.run { number } } }
            return try await group.reduce(0, +)
        }
        #expect(sum == 1_275)
    }
}
