public import Logging

/// How to reach the database, and with how many connections.
public struct DatabaseConfiguration: Sendable {
    /// libpq conninfo or URI; several hosts are fine.
    public var conninfo: String
    /// Pipelined connections for single short statements.
    public var shared: Int
    /// Connections for transactions, COPY and exports, opened when first needed.
    public var exclusive: Int
    /// The role taken after connecting (`SET ROLE`); nil stays the login role.
    public var role: String?
    /// Longest statement on the shared lane, in milliseconds.
    public var sharedTimeoutMilliseconds = 5_000
    /// Longest statement on an exclusive connection, in milliseconds.
    public var exclusiveTimeoutMilliseconds = 60_000
    /// Longest wait for one lock, in milliseconds; on both lanes.
    public var lockTimeoutMilliseconds = 2_000
    /// Requests that may wait for the shared lane before new ones are told that it is busy.
    public var queueLimit = 1_000
    /// Gets error cases, SQLSTATEs and connection news; never row values.
    public var logger: Logger
    /// Tests only: the server's own message of each error goes to the logger, row values and all.
    public var revealsMessages = false

    public init(
        conninfo: String, shared: Int = 2, exclusive: Int = 5, role: String? = "balai_app",
        logger: Logger = Logger(label: "balai.postgres")
    ) {
        self.conninfo = conninfo
        self.shared = max(1, shared)
        self.exclusive = max(1, exclusive)
        self.role = role
        self.logger = logger
    }
}
