internal import CLibPQ
internal import Foundation
internal import Logging

/// One libpq connection. Not `Sendable`: it lives and dies on the thread that opened it, where it may block.
final class Connection {
    /// What a connection is for decides its limits.
    enum Purpose {
        case shared, exclusive, listening, migration
    }

    let pointer: OpaquePointer
    let configuration: DatabaseConfiguration
    private var prepared: [String: PreparedName] = [:]
    private var preparedCount = 0
    private var parameters = ParameterBuffer()
    private var enterParameters = ParameterBuffer()
    /// The statement that finds the actor from a session's hash and sets its scope for this transaction.
    static let enter = "SELECT identity.enter($1, $2)"

    /// Connects, blocking, and sets what every session of Balai has in common.
    /// - Throws: `.connection`
    init(_ configuration: DatabaseConfiguration, for purpose: Purpose) throws(PostgresError) {
        self.configuration = configuration
        let options: [(String, String)] = [
            ("dbname", configuration.conninfo), ("fallback_application_name", "balai"),
            ("connect_timeout", "10"), ("client_encoding", "UTF8"),
        ]
        var keys: [UnsafePointer<CChar>?] = options.map { UnsafePointer(strdup($0.0)) } + [nil]
        var values: [UnsafePointer<CChar>?] = options.map { UnsafePointer(strdup($0.1)) } + [nil]
        let opened = PQconnectdbParams(&keys, &values, 1)
        for string in keys + values { free(UnsafeMutablePointer(mutating: string)) }
        guard let opened else { throw .connection(reason: "out of memory") }
        pointer = opened
        guard PQstatus(opened) == CONNECTION_OK else {
            throw .connection(reason: firstLine(PQerrorMessage(opened)))
        }
        PQsetNoticeProcessor(opened, { _, _ in }, nil)
        try setUp(purpose)
    }

    deinit {
        for name in prepared.values { free(name.pointer) }
        PQfinish(pointer)
    }

    private func setUp(_ purpose: Purpose) throws(PostgresError) {
        let statementTimeout =
            switch purpose {
            case .shared: configuration.sharedTimeoutMilliseconds
            case .exclusive: configuration.exclusiveTimeoutMilliseconds
            case .listening, .migration: 0
            }
        let lockTimeout = purpose == .migration ? 60_000 : configuration.lockTimeoutMilliseconds
        var settings = """
            SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'iso_8601';
            SET bytea_output = 'hex'; SET extra_float_digits = 1; SET standard_conforming_strings = on;
            SET statement_timeout = \(statementTimeout); SET lock_timeout = \(lockTimeout);
            """
        if purpose == .exclusive { settings += "SET idle_in_transaction_session_timeout = 120000;" }
        if let role = configuration.role { settings += "SET ROLE \(quotedIdentifier(role));" }
        do {
            try script(settings)
        } catch {
            throw .connection(reason: "session could not be set up: \(error)")
        }
    }

    /// libpq gives no result when it could not send, or has no memory.
    private var noResult: PostgresError { isLost ? .unknown : .connection(reason: "out of memory") }

    var isLost: Bool { PQstatus(pointer) != CONNECTION_OK }

    /// Several statements in one go, in the simple protocol. For settings and for files of `schema/` only.
    func script(_ sql: String) throws(PostgresError) {
        guard let result = PQexec(pointer, sql) else { throw noResult }
        let handle = ResultHandle(result)
        try check(handle) { "script" }
    }

    /// One prepared statement with its answer, blocking.
    func execute(
        _ sql: String, _ values: [Parameter], label: () -> String
    ) throws(PostgresError) -> ResultHandle {
        let name = try prepareNow(sql, label: label)
        try parameters.fill(values, label: label)
        let result = parameters.withArrays { count, values, lengths, formats in
            PQexecPrepared(pointer, name.pointer, count, values, lengths, formats, 0)
        }
        guard let result else { throw noResult }
        let handle = ResultHandle(result)
        try check(handle, label: label)
        return handle
    }

    /// Prepares the statement unless this connection has done so; blocking.
    private func prepareNow(_ sql: String, label: () -> String) throws(PostgresError) -> PreparedName {
        if let name = prepared[sql] { return name }
        let name = makeName(label())
        guard let result = PQprepare(pointer, name.pointer, sql, 0, nil) else {
            free(name.pointer)
            throw noResult
        }
        do {
            try check(ResultHandle(result), label: label)
        } catch {
            free(name.pointer)
            throw error
        }
        prepared[sql] = name
        return name
    }

    /// - Throws: what the result says when it is an error.
    func check(_ result: ResultHandle, label: () -> String) throws(PostgresError) {
        switch PQresultStatus(result.pointer) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_SINGLE_TUPLE, PGRES_EMPTY_QUERY, PGRES_COPY_IN: return
        default:
            guard !isLost else { throw .unknown }
            throw failure(result.pointer, label: label)
        }
    }

    /// The typed error of a failed result, noted in the log without row values.
    func failure(_ result: OpaquePointer, label: () -> String) -> PostgresError {
        let error = PostgresError(result: result, statement: label())
        guard let sqlState = diagnostic(result, "C"), sqlState != "BA000" else { return error }
        // Class 42 names tables and columns that don't fit: our own mistake, and no row value in it.
        if configuration.revealsMessages || sqlState.hasPrefix("42") {
            configuration.logger.warning(
                "\(label()): \(sqlState) \(diagnostic(result, "M") ?? "") \(revealed(result))")
        }
        return error
    }

    private func revealed(_ result: OpaquePointer) -> String {
        guard configuration.revealsMessages else { return "" }
        return (diagnostic(result, "D") ?? "") + " " + (diagnostic(result, "W") ?? "")
    }
}

// MARK: - pipeline mode
extension Connection {
    /// Puts one request into the pipeline: preparations where this connection needs them, `enter` where there
    /// is a session, the statement, Sync. An error on the way skips the rest up to Sync and harms no other
    /// request.
    /// - Throws: `.query` for a parameter that can't be sent (nothing was sent); `.unknown` when the
    ///   connection is lost.
    func send(_ request: PipelineRequest) throws(PostgresError) {
        try parameters.fill(request.parameters) { request.label }
        if let session = request.session {
            request.preparesEnter = try sendPreparation(Self.enter) { "enter" }
            try enterParameters.fill([.bytes(session.hash), .text(request.requestID)]) { "enter" }
        }
        request.preparesStatement = try sendPreparation(request.sql) { request.label }
        if request.session != nil { try sendExecution(Self.enter, &enterParameters) }
        try sendExecution(request.sql, &parameters)
        guard PQpipelineSync(pointer) == 1 else { throw .unknown }
    }

    private func sendPreparation(_ sql: String, label: () -> String) throws(PostgresError) -> Bool {
        guard prepared[sql] == nil else { return false }
        let name = makeName(label())
        prepared[sql] = name
        guard PQsendPrepare(pointer, name.pointer, sql, 0, nil) == 1 else { throw .unknown }
        return true
    }

    private func sendExecution(_ sql: String, _ buffer: inout ParameterBuffer) throws(PostgresError) {
        let name = prepared[sql]?.pointer
        let sent = buffer.withArrays { count, values, lengths, formats in
            PQsendQueryPrepared(pointer, name, count, values, lengths, formats, 0)
        }
        guard sent == 1 else { throw .unknown }
    }

    /// The preparation failed, or the plan is no longer good: the next use prepares anew.
    func forget(_ sql: String) {
        if let name = prepared.removeValue(forKey: sql) { free(name.pointer) }
    }

    private func makeName(_ label: String) -> PreparedName {
        preparedCount += 1
        // Names are cut at 63 bytes by the server; the number keeps them apart.
        return PreparedName(pointer: strdup(String("\(preparedCount).\(label)".prefix(60))))
    }
}

/// The C name of a prepared statement; freed by its connection.
struct PreparedName {
    let pointer: UnsafeMutablePointer<CChar>?
}

/// An SQL identifier in double quotes.
func quotedIdentifier(_ name: String) -> String {
    "\"" + name.replacingOccurrences(of: "\"", with: "\"\"") + "\""
}

/// libpq's messages have several lines; the first says what matters, without passwords.
func firstLine(_ message: UnsafePointer<CChar>?) -> String {
    let text = message.map { String(cString: $0) } ?? ""
    return text.split(separator: "\n").first.map(String.init) ?? "no message"
}

// MARK: - single-row mode
extension Connection {
    /// Sends a prepared statement whose rows are then taken one by one with `PQgetResult`.
    func startSingleRows(_ sql: String, _ values: [Parameter], label: () -> String) throws(PostgresError) {
        let name = try prepareNow(sql, label: label)
        try parameters.fill(values, label: label)
        let sent = parameters.withArrays { count, values, lengths, formats in
            PQsendQueryPrepared(pointer, name.pointer, count, values, lengths, formats, 0)
        }
        guard sent == 1, PQsetSingleRowMode(pointer) == 1 else { throw .unknown }
    }

    /// Asks the server to stop the running statement; blocking.
    func cancel() {
        guard let cancel = PQgetCancel(pointer) else { return }
        var message = [CChar](repeating: 0, count: 256)
        _ = PQcancel(cancel, &message, 256)
        PQfreeCancel(cancel)
    }
}
