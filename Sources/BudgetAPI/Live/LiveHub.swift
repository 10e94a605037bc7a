import Commons
import Foundation
import Synchronization

/// One thing that changed, as the database told it: never what, only where to look.
struct LiveEvent: Hashable, Sendable {
    let regency: Int
    let village: Int64
    let otherVillage: Int64?
    /// `site`, `photo`, `payment`, `flag`.
    let kind: String
    let work: UUID
    let flag: UUID?

    /// Reads `regency|village|other|kind|work|flag`; nil for anything else.
    init?(parsing text: String) {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 6, let regency = Int(parts[0]), let village = Int64(parts[1]),
            let work = UUID(uuidString: String(parts[4]))
        else { return nil }
        (self.regency, self.village, self.work) = (regency, village, work)
        otherVillage = Int64(parts[2])
        kind = String(parts[3])
        flag = UUID(uuidString: String(parts[5]))
    }

    /// Whether the person's posts cover a village it is about.
    func concerns(_ session: Session) -> Bool {
        session.regency == regency
            && session.posts.contains { post in
                post.covers(village) || (otherVillage.map(post.covers) ?? false)
            }
    }

    var json: String {
        let flag = flag.map { ",\"flag\":\"\($0.uuidString.lowercased())\"" } ?? ""
        return "{\"kind\":\"\(kind)\",\"work\":\"\(work.uuidString.lowercased())\"\(flag)}"
    }
}

/// Hands what the database tells on to the browsers that listen, each only what its person may know. Bounded:
/// so many listeners in all and of one account, so many events kept for one that reconnects.
final class LiveHub: Sendable {
    static let largestCount = 500
    static let largestCountOfAccount = 6
    /// Events kept, so that a listener that was away for a moment misses none.
    static let keptCount = 500
    /// A stream ends after this many beats; the browser asks again by itself.
    static let beats = 4
    static let beat = Duration.seconds(5)

    /// What a listener gets.
    enum Message: Hashable, Sendable {
        case event(Int, LiveEvent)
        /// Something may have been missed: look at everything anew.
        case reset(Int)
        case beat
    }

    private struct Listener: Sendable {
        let session: Session
        let continuation: AsyncStream<Message>.Continuation
        var beats = 0
    }

    private struct State {
        var listeners: [Int: Listener] = [:]
        var nextListener = 0
        /// Number of the newest event; starts apart in each process: another server's number is unknown.
        var number = Int.random(in: 1...1_000_000) * 1_000_000
        var kept: [(number: Int, event: LiveEvent?)] = []
    }

    private let state = Mutex(State())
    private let listen: @Sendable () -> AsyncStream<String>

    /// - Parameter listen: opens the database's channel.
    init(listen: @escaping @Sendable () -> AsyncStream<String>) { self.listen = listen }

    /// Hands events on until the task is cancelled.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [self] in
                for await payload in listen() { tell(LiveEvent(parsing: payload)) }
            }
            group.addTask { [self] in
                while !Task.isCancelled {
                    do { try await Task.sleep(for: Self.beat) } catch { break }
                    beatOnce()
                }
            }
            await group.next()
            group.cancelAll()
        }
        let listeners = state.withLock { state in
            defer { state.listeners = [:] }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.continuation.finish() }
    }

    /// A new listener; nil when there are too many in all. Of one account the newest stay: a page that was
    /// left may still count until the next beat, and one that is still open asks again by itself.
    /// - Parameter after: number of the last event it saw.
    func stream(for session: Session, after: Int?) -> AsyncStream<Message>? {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Message.self, bufferingPolicy: .bufferingNewest(100))
        let opened: (number: Int, ended: Listener?)? = state.withLock { state in
            let own = state.listeners.filter { $0.value.session.account == session.account }.keys.sorted()
            let oldest = own.count < Self.largestCountOfAccount ? nil : own.first
            let ended = oldest.flatMap { state.listeners.removeValue(forKey: $0) }
            guard state.listeners.count < Self.largestCount else { return nil }
            state.nextListener += 1
            state.listeners[state.nextListener] = Listener(session: session, continuation: continuation)
            if let after { Self.replay(after, state, to: session, continuation) }
            return (state.nextListener, ended)
        }
        guard let opened else { return nil }
        // Outside the lock: ending a stream takes the lock itself.
        opened.ended?.continuation.finish()
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { state in _ = state.listeners.removeValue(forKey: opened.number) }
        }
        return stream
    }

    private static func replay(
        _ after: Int, _ state: State, to session: Session, _ continuation: AsyncStream<Message>.Continuation
    ) {
        guard after <= state.number, after >= state.number - state.kept.count else {
            continuation.yield(.reset(state.number))
            return
        }
        for (number, event) in state.kept where number > after {
            guard let event else {
                continuation.yield(.reset(number))
                continue
            }
            if event.concerns(session) { continuation.yield(.event(number, event)) }
        }
    }

    /// - Parameter event: nil when the channel may have missed some.
    func tell(_ event: LiveEvent?) {
        state.withLock { state in
            state.number += 1
            state.kept.append((state.number, event))
            if state.kept.count > Self.keptCount { state.kept.removeFirst() }
            for listener in state.listeners.values {
                guard let event else {
                    listener.continuation.yield(.reset(state.number))
                    continue
                }
                if event.concerns(listener.session) {
                    listener.continuation.yield(.event(state.number, event))
                }
            }
        }
    }

    private func beatOnce() {
        let ended = state.withLock { state in
            var ended: [AsyncStream<Message>.Continuation] = []
            for key in state.listeners.keys {
                state.listeners[key]?.beats += 1
                guard let listener = state.listeners[key] else { continue }
                if listener.beats > Self.beats {
                    ended.append(listener.continuation)
                } else {
                    listener.continuation.yield(.beat)
                }
            }
            return ended
        }
        for continuation in ended { continuation.finish() }
    }

    /// How many listen now: for tests.
    var count: Int { state.withLock { $0.listeners.count } }
}
