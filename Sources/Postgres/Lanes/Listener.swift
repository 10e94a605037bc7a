internal import CLibPQ
internal import Foundation
internal import Logging
internal import Synchronization

/// LISTEN on one connection of its own, opened with the first listener.
final class Listener: Sendable {
    /// Payloads kept for a slow reader; older ones are dropped.
    static let bufferLimit = 1_000
    private static let backoffMilliseconds: Int32 = 1_000

    private struct State {
        var readers: [String: [Int: AsyncStream<String>.Continuation]] = [:]
        var nextNumber = 0
        var hasThread = false
        var isClosed = false
    }
    private let configuration: DatabaseConfiguration
    private let state = Mutex(State())
    private let signal = WakeSignal()

    init(_ configuration: DatabaseConfiguration) { self.configuration = configuration }

    func listen(_ channel: String) -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: String.self, bufferingPolicy: .bufferingNewest(Self.bufferLimit))
        let (number, needsThread, isClosed) = state.withLock { state in
            state.nextNumber += 1
            if !state.isClosed { state.readers[channel, default: [:]][state.nextNumber] = continuation }
            let needsThread = !state.hasThread && !state.isClosed
            if needsThread { state.hasThread = true }
            return (state.nextNumber, needsThread, state.isClosed)
        }
        if isClosed { continuation.finish() }
        continuation.onTermination = { [weak self] _ in self?.forget(channel, number) }
        if needsThread { WorkerThread.start("balai-listen") { [self] in run() } }
        signal.ring()
        return stream
    }

    private func forget(_ channel: String, _ number: Int) {
        state.withLock { state in
            state.readers[channel]?[number] = nil
            if state.readers[channel]?.isEmpty == true { state.readers[channel] = nil }
        }
        signal.ring()
    }

    func close() {
        let readers = state.withLock { state in
            state.isClosed = true
            defer { state.readers = [:] }
            return state.readers.values.flatMap(\.values)
        }
        for reader in readers { reader.finish() }
        signal.ring()
    }

    private func run() {
        var isFirst = true
        while !state.withLock({ $0.isClosed }) {
            do throws(PostgresError) {
                let connection = try Connection(configuration, for: .listening)
                try serve(connection, isFirst: isFirst)
                isFirst = false
            } catch {
                configuration.logger.error("listening connection failed: \(error)")
                isFirst = false
                signal.wait(milliseconds: Self.backoffMilliseconds)
            }
        }
    }

    /// Returns when closed; throws when the connection is lost.
    private func serve(_ connection: Connection, isFirst: Bool) throws(PostgresError) {
        let socket = PQsocket(connection.pointer)
        var heard: Set<String> = []
        var mayHaveMissed = !isFirst
        while true {
            let (wanted, isClosed) = state.withLock { (Set($0.readers.keys), $0.isClosed) }
            if isClosed { return }
            for channel in wanted.subtracting(heard) {
                try connection.script("LISTEN \(quotedIdentifier(channel))")
                if mayHaveMissed { deliver("", on: channel) }
            }
            for channel in heard.subtracting(wanted) {
                try connection.script("UNLISTEN \(quotedIdentifier(channel))")
            }
            heard = wanted
            mayHaveMissed = false
            while let notice = PQnotifies(connection.pointer) {
                deliver(String(cString: notice.pointee.extra), on: String(cString: notice.pointee.relname))
                PQfreemem(notice)
            }
            signal.wait(socket: socket, milliseconds: -1)
            guard PQconsumeInput(connection.pointer) == 1 else {
                throw .connection(reason: "connection lost")
            }
        }
    }

    private func deliver(_ payload: String, on channel: String) {
        let readers = state.withLock { Array(($0.readers[channel] ?? [:]).values) }
        for reader in readers { reader.yield(payload) }
    }
}
