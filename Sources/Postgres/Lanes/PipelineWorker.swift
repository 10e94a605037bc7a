internal import CLibPQ
internal import Logging

/// The thread of one shared connection: sends what the lane gives, hands answers back in order, reconnects.
final class PipelineWorker: @unchecked Sendable {
    // Unchecked: run() is called once, on its own thread, and nothing else touches the state.
    private static let firstBackoffMilliseconds: Int32 = 50
    private static let longestBackoffMilliseconds: Int32 = 5_000

    private let lane: SharedLane
    private let index: Int
    private let signal: WakeSignal
    private var flight: [PipelineRequest] = []
    private var flightHead = 0
    private var inFlight: Int { flight.count - flightHead }

    init(lane: SharedLane, index: Int, signal: WakeSignal) {
        self.lane = lane
        self.index = index
        self.signal = signal
    }

    func run() {
        var backoff = Self.firstBackoffMilliseconds
        while !lane.isClosed {
            do throws(PostgresError) {
                let connection = try Connection(lane.configuration, for: .shared)
                guard PQenterPipelineMode(connection.pointer) == 1,
                    PQsetnonblocking(connection.pointer, 1) == 0
                else { throw .connection(reason: "no pipeline mode") }
                backoff = Self.firstBackoffMilliseconds
                lane.noteConnected(index)
                serve(connection)
                lane.noteLost(index, .connection(reason: "connection lost"))
            } catch {
                lane.configuration.logger.error("shared connection \(index) failed: \(error)")
                lane.noteLost(index, error)
                signal.wait(milliseconds: backoff)
                backoff = min(backoff * 2, Self.longestBackoffMilliseconds)
            }
        }
        lane.noteEnded(index)
    }

    /// Returns when the connection is lost, or when the lane is closed and all answers are given.
    private func serve(_ connection: Connection) {
        let socket = PQsocket(connection.pointer)
        while true {
            var hasSent = true
            while hasSent {
                let oldest = inFlight > 0 ? flight[flightHead].sentAt : 0
                let batch = lane.take(index, inFlight: inFlight, oldestSentAt: oldest)
                hasSent = !batch.isEmpty
                let now = monotonicNanoseconds()
                for request in batch { send(request, at: now, on: connection) }
            }
            let flushed = PQflush(connection.pointer)
            if flushed < 0 || connection.isLost { break }
            if inFlight == 0, lane.isClosed { return }
            signal.wait(socket: socket, forWriting: flushed == 1, milliseconds: -1)
            guard PQconsumeInput(connection.pointer) == 1, receive(connection) else { break }
        }
        abandon()
    }

    private func send(_ request: PipelineRequest, at now: UInt64, on connection: Connection) {
        request.sentAt = now
        do throws(PostgresError) {
            try connection.send(request)
            flight.append(request)
        } catch .unknown {
            flight.append(request)  // the loop finds the connection lost and answers all that is under way
        } catch {
            request.answer(.failure(error))
        }
    }

    /// Takes the answers that have arrived. False when the connection can't be used any more.
    private func receive(_ connection: Connection) -> Bool {
        var emptyInARow = 0
        _ = PQisBusy(connection.pointer)  // reads notices and settings even when nothing is under way
        while inFlight > 0, PQisBusy(connection.pointer) == 0 {
            guard let result = PQgetResult(connection.pointer) else {
                emptyInARow += 1
                if emptyInARow > 4 { return false }  // libpq and we no longer agree on what is under way
                continue
            }
            emptyInARow = 0
            let request = flight[flightHead]
            switch PQresultStatus(result) {
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                request.noteRows(ResultHandle(result))
            case PGRES_PIPELINE_SYNC:
                PQclear(result)
                finishFirst(connection)
            case PGRES_PIPELINE_ABORTED:
                PQclear(result)
            case PGRES_FATAL_ERROR:
                request.noteError(connection.failure(result) { request.label })
                PQclear(result)
            default:  // COPY has no place in a pipeline
                PQclear(result)
                request.noteError(.query(sqlState: "0A000", statement: request.label))
                request.failedAttempts = Int.max
                finishFirst(connection)
                return false
            }
        }
        return !connection.isLost
    }

    /// Each connection may hold a plan that no longer fits.
    private var attemptLimit: Int { lane.configuration.shared + 1 }

    /// Only Sync ends a request: a deferred constraint may still fail there.
    private func finishFirst(_ connection: Connection) {
        let request = flight[flightHead]
        flightHead += 1
        if flightHead == flight.count {
            flight.removeAll(keepingCapacity: true)
            flightHead = 0
        } else if flightHead > 1024 {
            flight.removeFirst(flightHead)
            flightHead = 0
        }
        for sql in request.failedPreparations { connection.forget(sql) }
        let outcome = request.outcome
        if case .failure(let error) = outcome, error.isTransient, request.failedAttempts < attemptLimit {
            connection.forget(request.sql)
            request.startAgain()
            lane.submit(request)
        } else {
            request.answer(outcome)
        }
    }

    /// Nobody knows what became of the requests under way.
    private func abandon() {
        for request in flight[flightHead...] { request.answer(.failure(.unknown)) }
        flight.removeAll(keepingCapacity: true)
        flightHead = 0
    }
}
