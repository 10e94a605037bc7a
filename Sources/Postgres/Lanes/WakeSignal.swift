internal import CLibPQ
internal import Foundation

/// Wakes a thread that sleeps in `poll`.
final class WakeSignal: Sendable {
    let descriptor: Int32
    init() { descriptor = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK)) }
    deinit { Glibc.close(descriptor) }

    func ring() {
        var one: UInt64 = 1
        _ = withUnsafeBytes(of: &one) { Glibc.write(descriptor, $0.baseAddress, 8) }
    }

    func hush() {
        var count: UInt64 = 0
        _ = withUnsafeMutableBytes(of: &count) { Glibc.read(descriptor, $0.baseAddress, 8) }
    }

    /// Sleeps until rung, until `socket` is ready, or until the time is over (negative: for ever).
    func wait(socket: Int32 = -1, forWriting: Bool = false, milliseconds: Int32) {
        let events = forWriting ? POLLIN | POLLOUT : POLLIN
        var watched = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: socket, events: Int16(events), revents: 0),
        ]
        _ = poll(&watched, 2, milliseconds)
        if watched[0].revents != 0 { hush() }
    }
}

/// Nanoseconds of a clock that never goes back.
func monotonicNanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
