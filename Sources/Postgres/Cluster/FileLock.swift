internal import CLibPQ
internal import Foundation

/// A `flock` on a file of its own; the kernel lets go of it when the process dies, however it dies.
final class FileLock: Sendable {
    enum Mode { case shared, exclusive }
    private static let pollMicroseconds: UInt32 = 20_000
    private let descriptor: Int32

    init(_ path: String) throws(ClusterError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .failed(step: "opening \(path)", output: "errno \(errno)") }
    }

    deinit { close(descriptor) }

    /// Takes the lock when it is free at once.
    func tryLock(_ mode: Mode) -> Bool {
        flock(descriptor, (mode == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0
    }

    /// Waits for the lock; blocking.
    func lock(_ mode: Mode, timeoutSeconds: Int) throws(ClusterError) {
        let deadline = monotonicNanoseconds() + UInt64(timeoutSeconds) * 1_000_000_000
        while !tryLock(mode) {
            guard monotonicNanoseconds() < deadline else {
                throw .failed(step: "waiting for another Balai", output: "not done after \(timeoutSeconds) s")
            }
            usleep(Self.pollMicroseconds)
        }
    }

    func unlock() { flock(descriptor, LOCK_UN) }
}
