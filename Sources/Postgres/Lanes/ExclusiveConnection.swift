internal import CLibPQ
internal import Logging

/// One connection with its own thread, lent to one transaction or export at a time.
final class ExclusiveConnection: @unchecked Sendable {
    // Unchecked: what is `var` here is touched on its own thread only.
    private let configuration: DatabaseConfiguration
    private let thread: WorkerThread
    private var connection: Connection?
    /// The first error of the running transaction: a COMMIT after it would silently roll back.
    private var failure: PostgresError?
    private var isStreaming = false

    init(_ configuration: DatabaseConfiguration, number: Int) {
        self.configuration = configuration
        thread = WorkerThread("balai-exclusive-\(number)")
    }

    private func perform<T: Sendable>(
        _ body: @escaping @Sendable (ExclusiveConnection) throws(PostgresError) -> T
    ) async throws(PostgresError) -> T {
        let answer: Result<T, PostgresError> = await thread.perform { [self] in
            do throws(PostgresError) { return .success(try body(self)) } catch { return .failure(error) }
        }
        return try answer.get()
    }

    /// BEGIN, then `enter` when there is a session. A connection that died while idle is made anew first.
    /// - Throws: `.refused` when the session is over; `.connection`
    func begin(as session: SessionKey?, requestID: String) async throws(PostgresError) {
        try await perform { me throws(PostgresError) in
            me.failure = nil
            try me.beginOnLiveConnection()
            guard let session else { return }
            _ = try me.execute(Connection.enter, [.bytes(session.hash), .text(requestID)]) { "enter" }
        }
    }

    private func beginOnLiveConnection() throws(PostgresError) {
        if let connection {
            do throws(PostgresError) {
                return try connection.script("BEGIN")
            } catch {
                configuration.logger.notice("exclusive connection is made anew: \(error)")
                self.connection = nil
            }
        }
        let fresh = try Connection(configuration, for: .exclusive)
        connection = fresh
        try fresh.script("BEGIN")
    }

    /// Runs on this thread. Before COMMIT a lost connection means surely rolled back.
    private func execute(
        _ sql: String, _ values: [Parameter], label: () -> String
    ) throws(PostgresError) -> ResultHandle {
        guard let connection else { throw .connection(reason: "no connection") }
        do throws(PostgresError) {
            return try connection.execute(sql, values, label: label)
        } catch {
            throw note(error)
        }
    }

    private func note(_ error: PostgresError) -> PostgresError {
        let known: PostgresError = error == .unknown ? .connection(reason: "connection lost") : error
        if failure == nil { failure = known }
        return known
    }

    func run(_ sql: String, _ values: [Parameter], label: String) async throws(PostgresError) -> Rows {
        try await perform { me throws(PostgresError) in Rows(try me.execute(sql, values) { label }) }
    }

    /// Several statements of a trusted file, in the simple protocol.
    func script(_ sql: String) async throws(PostgresError) {
        try await perform { me throws(PostgresError) in
            guard let connection = me.connection else { throw .connection(reason: "no connection") }
            do throws(PostgresError) { try connection.script(sql) } catch { throw me.note(error) }
        }
    }

    func outsideTransaction(_ sql: String) async throws(PostgresError) {
        try await perform { me throws(PostgresError) in
            me.failure = nil
            try me.beginOnLiveConnection()
            try me.connection?.script("ROLLBACK")
            try me.connection?.script(sql)
        }
    }

    /// - Throws: the first error of the transaction when there was one; `.unknown` when the answer
    ///   to COMMIT is lost.
    func commit() async throws(PostgresError) {
        try await perform { me throws(PostgresError) in
            if let failure = me.failure {
                me.rollBack()
                throw failure
            }
            guard let connection = me.connection else { throw .connection(reason: "no connection") }
            try connection.script("COMMIT")
        }
    }

    func rollback() async {
        await thread.perform { [self] in rollBack() }
    }

    private func rollBack() {
        guard let connection else { return }
        do throws(PostgresError) {
            guard PQtransactionStatus(connection.pointer) != PQTRANS_IDLE else { return }
            try connection.script("ROLLBACK")
        } catch {
            self.connection = nil  // the server rolls back what its client left
        }
    }

    func end() async {
        await thread.perform { [self] in connection = nil }
        thread.end()
    }
}

// MARK: - COPY
extension ExclusiveConnection {
    func startCopy(_ sql: String, label: String) async throws(PostgresError) {
        try await perform { me throws(PostgresError) in
            guard let connection = me.connection else { throw .connection(reason: "no connection") }
            guard let result = PQexec(connection.pointer, sql) else {
                throw .connection(reason: "out of memory")
            }
            let handle = ResultHandle(result)
            do throws(PostgresError) { try connection.check(handle) { label } } catch { throw me.note(error) }
            guard PQresultStatus(result) == PGRES_COPY_IN else {
                throw me.note(.query(sqlState: "0A000", statement: label))
            }
        }
    }

    func copy(_ bytes: [UInt8]) async throws(PostgresError) {
        try await perform { me throws(PostgresError) in
            guard let connection = me.connection else { throw .connection(reason: "no connection") }
            let sent = bytes.withUnsafeBytes { raw in
                PQputCopyData(
                    connection.pointer, raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count)
                )
            }
            guard sent == 1 else { throw me.note(.unknown) }
        }
    }

    /// - Parameter abortReason: when given, the server drops what it got.
    /// - Returns: rows copied.
    func endCopy(label: String, abort abortReason: String?) async throws(PostgresError) -> Int {
        try await perform { me throws(PostgresError) in
            guard let connection = me.connection else { throw .connection(reason: "no connection") }
            guard PQputCopyEnd(connection.pointer, abortReason) == 1 else { throw me.note(.unknown) }
            var copied = 0
            var found: PostgresError?
            while let result = PQgetResult(connection.pointer) {
                let handle = ResultHandle(result)
                do throws(PostgresError) {
                    try connection.check(handle) { label }
                    copied = Rows(handle).affected
                } catch {
                    found = found ?? me.note(error)
                }
            }
            if let found { throw found }
            return copied
        }
    }
}

// MARK: - rows one by one
extension ExclusiveConnection {
    /// Sends the statement in single-row mode; its rows are fetched with `nextRows`.
    func startStream(_ sql: String, _ values: [Parameter], label: String) async throws(PostgresError) {
        try await perform { me throws(PostgresError) in
            guard let connection = me.connection else { throw .connection(reason: "no connection") }
            do throws(PostgresError) {
                try connection.startSingleRows(sql, values) { label }
                me.isStreaming = true
            } catch {
                throw me.note(error)
            }
        }
    }

    /// The next rows, at most `limit`; empty at the end.
    func nextRows(limit: Int, label: String) async throws(PostgresError) -> [Row] {
        try await perform { me throws(PostgresError) in
            guard let connection = me.connection, me.isStreaming else { return [] }
            var rows: [Row] = []
            while rows.count < limit {
                guard let result = PQgetResult(connection.pointer) else {
                    me.isStreaming = false
                    break
                }
                let handle = ResultHandle(result)
                do throws(PostgresError) { try connection.check(handle) { label } } catch {
                    throw me.note(error)
                }
                if PQntuples(result) > 0 { rows.append(Row(result: handle, index: 0)) }
            }
            return rows
        }
    }

    /// Cancels what still runs, reads the rest away, rolls back.
    func abandonStream() async {
        await thread.perform { [self] in
            if let connection, isStreaming {
                connection.cancel()
                while let result = PQgetResult(connection.pointer) { PQclear(result) }
            }
            isStreaming = false
            rollBack()
        }
    }
}
