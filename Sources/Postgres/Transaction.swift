/// One open transaction on an exclusive connection. It can't be copied and is only borrowed, so it can't
/// outlive the block it was made for.
public struct Transaction: ~Copyable, Sendable {
    /// Bytes gathered before they are handed to the connection's thread.
    private static let copyChunkBytes = 1 << 16
    let connection: ExclusiveConnection

    init(_ connection: ExclusiveConnection) { self.connection = connection }

    /// - Throws: what the server says. After an error the transaction can only roll back.
    @discardableResult
    public func run(
        _ statement: some SQLStatement, _ parameters: Parameter...
    ) async throws(PostgresError) -> Rows {
        try await connection.run(statement.rawValue, parameters, label: statement.label)
    }

    /// The same, for a number of parameters known only at run time.
    @discardableResult
    public func run(
        _ statement: some SQLStatement, parameters: [Parameter]
    ) async throws(PostgresError) -> Rows {
        try await connection.run(statement.rawValue, parameters, label: statement.label)
    }

    /// Feeds `COPY … FROM STDIN`. Each element is one line without its line end, as `Parameter.copyLine`
    /// makes it.
    /// - Returns: the number of rows copied.
    @discardableResult
    public func copyIn(
        _ statement: some SQLStatement, lines: some Sequence<[UInt8]>
    ) async throws(PostgresError) -> Int {
        try await connection.startCopy(statement.rawValue, label: statement.label)
        var chunk: [UInt8] = []
        chunk.reserveCapacity(Self.copyChunkBytes * 2)
        for line in lines {
            chunk.append(contentsOf: line)
            chunk.append(10)
            if chunk.count >= Self.copyChunkBytes {
                try await connection.copy(chunk)
                chunk.removeAll(keepingCapacity: true)
            }
        }
        if !chunk.isEmpty { try await connection.copy(chunk) }
        return try await connection.endCopy(label: statement.label, abort: nil)
    }

    /// Several statements of a file of `schema/`; never text made at run time.
    package func script(_ sql: String) async throws(PostgresError) {
        try await connection.script(sql)
    }
}
