internal import CLibPQ
internal import Logging
internal import Synchronization

/// The one way to PostgreSQL: short single statements go through shared pipelined connections, transactions,
/// COPY and exports through connections of their own. Nothing here blocks Swift's cooperative threads.
public final class Database: Sendable {
    /// The id of the HTTP request being answered; `identity.enter` hands it to the audit trail.
    @TaskLocal public static var requestID = ""

    public let configuration: DatabaseConfiguration
    private let shared: SharedLane
    private let exclusive: ExclusiveLane
    private let listener: Listener

    /// Connects.
    /// - Throws: `.connection` when the server can't be reached.
    public init(_ configuration: DatabaseConfiguration) async throws {
        self.configuration = configuration
        shared = SharedLane(configuration)
        exclusive = ExclusiveLane(configuration)
        listener = Listener(configuration)
        do {
            try await shared.start()
        } catch {
            await shared.close()
            throw error
        }
    }

    /// Connects when first used.
    package init(deferred configuration: DatabaseConfiguration) {
        self.configuration = configuration
        shared = SharedLane(configuration)
        exclusive = ExclusiveLane(configuration)
        listener = Listener(configuration)
    }

    deinit {
        let (shared, exclusive) = (shared, exclusive)
        listener.close()
        Task {
            await shared.close()
            await exclusive.close()
        }
    }

    /// One short statement as one transaction: `identity.enter(session)` when there is a session, the
    /// statement, Sync. A failure harms no other request; a deadlock or a changed plan is tried once more.
    /// - Throws: `.refused`, `.constraint`, `.query`, `.timeout` (nothing changed); `.connection` (not sent);
    ///   `.unknown` (sent, answer lost).
    @discardableResult
    public func once(
        _ statement: some SQLStatement, _ parameters: Parameter..., as session: SessionKey?
    ) async throws(PostgresError) -> Rows {
        try await once(statement, parameters: parameters, as: session)
    }

    /// The same, for a number of parameters known only at run time.
    @discardableResult
    public func once(
        _ statement: some SQLStatement, parameters: [Parameter], as session: SessionKey?
    ) async throws(PostgresError) -> Rows {
        let requestID = session == nil ? "" : Self.requestID
        if !shared.isReady.load(ordering: .acquiring) { try await shared.start() }
        let answer = await withUnsafeContinuation { continuation in
            shared.submit(
                PipelineRequest(
                    statement, parameters, session: session, requestID: requestID, continuation: continuation)
            )
        }
        return try answer.get()
    }

    /// BEGIN … COMMIT on an exclusive connection; `enter` first when there is a session. Rolls back when
    /// `body` throws, and when a statement in it failed, even if `body` went on.
    /// - Throws: what `body` throws; `.connection(reason: "busy")`; `.unknown` when the answer to
    ///   COMMIT was lost.
    public func transaction<T: Sendable>(
        as session: SessionKey?, _ body: @Sendable (borrowing Transaction) async throws -> T
    ) async throws -> T {
        let connection = try await exclusive.acquire()
        do {
            try await connection.begin(as: session, requestID: Self.requestID)
            let value = try await body(Transaction(connection))
            try await connection.commit()
            exclusive.release(connection)
            return value
        } catch {
            await connection.rollback()
            exclusive.release(connection)
            throw error
        }
    }

    /// The rows of one statement, fetched as they are asked for, in one transaction on an exclusive
    /// connection. Memory stays flat however many rows there are. Ending the loop early cancels the
    /// statement.
    public func stream(
        _ statement: some SQLStatement, _ parameters: Parameter..., as session: SessionKey?
    ) -> AsyncThrowingStream<Row, any Error> {
        stream(statement, parameters: parameters, as: session)
    }

    /// The same, for a number of parameters known only at run time.
    public func stream(
        _ statement: some SQLStatement, parameters: [Parameter], as session: SessionKey?
    ) -> AsyncThrowingStream<Row, any Error> {
        let requestID = Self.requestID
        let (sql, label) = (statement.rawValue, statement.label)
        let rows = RowStream(lane: exclusive, label: label) { connection throws(PostgresError) in
            try await connection.begin(as: session, requestID: requestID)
            // The consumer's pace is not the statement's fault.
            try await connection.script("SET LOCAL statement_timeout = 0")
            try await connection.startStream(sql, parameters, label: label)
        }
        return AsyncThrowingStream { try await rows.next() }
    }

    /// Payloads of NOTIFY on a channel, for as long as the stream is read. An empty payload may also mean
    /// that the connection was made anew and notices may have been missed.
    public func listen(_ channel: String) -> AsyncStream<String> {
        listener.listen(channel)
    }

    /// A file of `schema/` or a fixture, as one transaction; never text made at run time.
    package func script(_ sql: String) async throws {
        try await transaction(as: nil) { transaction in try await transaction.script(sql) }
    }

    /// SQL without a case, for tests and the migrator.
    package func adHoc(_ sql: String, _ parameters: [Parameter] = []) async throws -> Rows {
        try await transaction(as: nil) { transaction in
            try await transaction.connection.run(sql, parameters, label: "ad hoc")
        }
    }

    /// One statement that can't run in a transaction, such as CREATE DATABASE: tests only.
    package func adHocOutsideTransaction(_ sql: String) async throws {
        let connection = try await exclusive.acquire()
        do {
            try await connection.outsideTransaction(sql)
            exclusive.release(connection)
        } catch {
            exclusive.release(connection)
            throw error
        }
    }

    /// Waits for what is under way and closes all connections. Later calls throw `.connection(reason:
    /// "closed")`.
    public func close() async {
        listener.close()
        await shared.close()
        await exclusive.close()
    }
}
