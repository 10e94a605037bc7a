internal import Synchronization

/// The rows of one statement as they are asked for: a consumer that waits makes the server wait.
final class RowStream: Sendable {
    /// Rows fetched at a time: few enough to keep memory flat, many enough to pay for the change of thread.
    static let batch = 256

    private struct State {
        var connection: ExclusiveConnection?
        var rows: ArraySlice<Row> = []
        var hasEnded = false
    }
    private let lane: ExclusiveLane
    private let start: @Sendable (ExclusiveConnection) async throws(PostgresError) -> Void
    private let label: String
    private let state = Mutex(State())

    init(
        lane: ExclusiveLane, label: String,
        start: @escaping @Sendable (ExclusiveConnection) async throws(PostgresError) -> Void
    ) {
        self.lane = lane
        self.label = label
        self.start = start
    }

    deinit {
        // The consumer went away before the end.
        guard let connection = state.withLock({ $0.connection }) else { return }
        let lane = lane
        Task {
            await connection.abandonStream()
            lane.release(connection)
        }
    }

    func next() async throws(PostgresError) -> Row? {
        if let row = state.withLock({ $0.rows.popFirst() }) { return row }
        if state.withLock({ $0.hasEnded }) { return nil }
        do throws(PostgresError) {
            let connection = try await openedConnection()
            let rows = try await connection.nextRows(limit: Self.batch, label: label)
            if rows.isEmpty {
                try await connection.commit()
                giveBack()
                return nil
            }
            return state.withLock { state in
                state.rows = rows[...]
                return state.rows.popFirst()
            }
        } catch {
            if let connection = state.withLock({ $0.connection }) { await connection.abandonStream() }
            giveBack()
            throw error
        }
    }

    private func openedConnection() async throws(PostgresError) -> ExclusiveConnection {
        if let connection = state.withLock({ $0.connection }) { return connection }
        let connection = try await lane.acquire()
        state.withLock { $0.connection = connection }
        try await start(connection)
        return connection
    }

    private func giveBack() {
        let connection = state.withLock { state in
            state.hasEnded = true
            defer { state.connection = nil }
            return state.connection
        }
        if let connection { lane.release(connection) }
    }
}
