internal import Foundation

/// How a private cluster is run.
public struct ClusterSettings: Sendable {
    /// The database that is made in it.
    public var databaseName = "balai"
    public var maxConnections = 60
    public var sharedBuffersMegabytes = 256
    /// false gives up durability for speed: tests only.
    public var isDurable = true
    /// Run the cluster as this user; only root can (tests). Served for real, root has become that user
    /// before.
    public var user: String?
    /// Other users of the operating system that may connect, besides the one that serves.
    public var guests: [String] = []
    /// Where the PostgreSQL programs are, a folder with one folder a major version.
    public var programsFolder = ClusterPrograms.debianFolder
    /// initdb has been seen to take 9 s on a busy machine.
    public var timeoutSeconds = 120

    public init() {}

    /// Lines of `balai.conf`; the last word on each setting.
    func configuration(socketFolder: String) -> String {
        let folder = socketFolder.replacingOccurrences(of: "'", with: "''")
        return """
            # Written by Balai at each start. Own settings belong in own.conf beside this file.
            listen_addresses = ''
            port = 5432
            unix_socket_directories = '\(folder)'
            unix_socket_permissions = 0700
            max_connections = \(maxConnections)
            shared_buffers = \(sharedBuffersMegabytes)MB
            effective_cache_size = 1GB
            work_mem = 16MB
            maintenance_work_mem = 128MB
            max_wal_size = 1GB
            random_page_cost = 1.1
            # 2 cores: a query of one person does not take both; short queries don't pay for compiling.
            max_parallel_workers_per_gather = 0
            jit = off
            synchronous_commit = \(isDurable ? "on" : "off")
            fsync = \(isDurable ? "on" : "off")
            full_page_writes = \(isDurable ? "on" : "off")
            \(isDurable ? "" : "autovacuum = off\nwal_level = minimal\nmax_wal_senders = 0")
            timezone = 'UTC'
            log_timezone = 'UTC'
            # No row value may reach the log.
            log_min_error_statement = panic
            log_parameter_max_length = 0
            log_parameter_max_length_on_error = 0
            log_error_verbosity = terse
            log_statement = 'none'
            log_min_messages = log
            log_checkpoints = off
            log_autovacuum_min_duration = -1
            include = 'own.conf'

            """
    }
}
