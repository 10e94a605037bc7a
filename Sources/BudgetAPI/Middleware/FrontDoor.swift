import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Before everything else: answers `/health` at once, and turns requests away when too many are being
/// answered.
struct FrontDoor<Inner: HTTPResponder<AppContext>>: HTTPResponder {
    let inner: Inner
    let health: HealthProbe
    let gate: Gate

    func respond(to request: Request, context: AppContext) async throws -> Response {
        if request.uri.path == "/health", request.method == .get || request.method == .head {
            return health.answer()
        }
        guard gate.enter() else {
            return Response(
                status: .serviceUnavailable,
                headers: [
                    .retryAfter: "1", .cacheControl: "no-store", .contentType: "application/problem+json",
                ],
                body: .init(byteBuffer: ByteBuffer(string: Self.full)))
        }
        defer { gate.leave() }
        return try await inner.respond(to: request, context: context)
    }

    /// Said without looking anything up: at this moment there is no time for more.
    private static var full: String { #"{"type":"/problems/busy","title":"Busy","status":503}"# }
}

/// Counts the requests in flight against a fixed cap.
final class Gate: Sendable {
    private let cap: Int
    private let inside = Atomic<Int>(0)

    init(cap: Int) { self.cap = cap }

    func enter() -> Bool {
        let (_, now) = inside.add(1, ordering: .relaxed)
        guard now > cap else { return true }
        leave()
        return false
    }

    func leave() { inside.subtract(1, ordering: .relaxed) }
}

/// Knows whether the database answers, by asking it in the background, so that `/health` itself never waits.
final class HealthProbe: Sendable {
    private let lastAnswer = Mutex<ContinuousClock.Instant?>(nil)

    /// Asked this often; an answer older than `staleAfter` no longer counts.
    static let interval = Duration.seconds(1)
    static let staleAfter = Duration.seconds(6)

    /// Asks for ever; ends when its task is cancelled.
    func run(_ ask: @Sendable () async throws -> Void) async {
        while !Task.isCancelled {
            do {
                try await ask()
                lastAnswer.withLock { $0 = .now }
                try await Task.sleep(for: Self.interval)
            } catch is CancellationError {
                return
            } catch {
                lastAnswer.withLock { $0 = nil }
                do { try await Task.sleep(for: Self.interval) } catch { return }
            }
        }
    }

    /// What `/health` says now.
    func state() -> (status: HTTPResponse.Status, body: String) {
        let isWell = lastAnswer.withLock { $0.map { $0.duration(to: .now) < Self.staleAfter } ?? false }
        return isWell
            ? (.ok, #"{"status":"ok"}"# + "\n") : (.serviceUnavailable, #"{"status":"unavailable"}"# + "\n")
    }

    func answer() -> Response {
        let (status, body) = state()
        return Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: body)))
    }
}
