public import Foundation
internal import CLibPQ
internal import Logging
internal import Synchronization

/// The PostgreSQL cluster that Balai makes and owns in its data directory when no DATABASE_URL is given.
/// Users of a data directory share it: the first starts it, or adopts it from a server that was killed; the
/// last to leave stops it.
public final class PrivateCluster: Sendable {
    /// The superuser of the cluster; only the operating system's user that serves can be it.
    public static let superuser = "postgres"

    /// The data directory.
    public let dataDirectory: URL
    /// Where the socket is.
    public let socketFolder: String
    /// Whether it was running already when we came.
    public let wasAdopted: Bool
    private let settings: ClusterSettings
    private let folder: ClusterFolder
    private let programs: ClusterPrograms
    private let users: Mutex<FileLock?>

    private init(_ start: ClusterStart, socketFolder: String, wasAdopted: Bool, users: FileLock) {
        dataDirectory = URL(fileURLWithPath: start.folder.path, isDirectory: true)
        self.socketFolder = socketFolder
        self.wasAdopted = wasAdopted
        settings = start.settings
        folder = start.folder
        programs = start.programs
        self.users = Mutex(users)
    }

    /// Becomes a user of the data directory: makes the cluster when there is none, starts it when it is not
    /// running.
    /// - Throws: `ClusterError`
    public static func join(
        _ dataDirectory: URL, settings: ClusterSettings = ClusterSettings()
    ) async throws(ClusterError) -> PrivateCluster {
        let answer: Result<PrivateCluster, ClusterError> = await WorkerThread.once("balai-cluster") {
            do throws(ClusterError) {
                return .success(try joinNow(dataDirectory, settings))
            } catch {
                return .failure(error)
            }
        }
        return try answer.get()
    }

    private static func joinNow(_ data: URL, _ settings: ClusterSettings) throws(ClusterError)
        -> PrivateCluster
    {
        let path = data.standardizedFileURL.path
        let folder = ClusterFolder(path: path, user: settings.user)
        try folder.prepare()
        let startLock = try FileLock(folder.startLock)
        try startLock.lock(.exclusive, timeoutSeconds: settings.timeoutSeconds * 2)
        defer { startLock.unlock() }
        let users = try FileLock(folder.usersLock)
        try users.lock(.shared, timeoutSeconds: settings.timeoutSeconds)
        let programs = try ClusterPrograms.find(version: folder.version, in: settings.programsFolder)
        let start = ClusterStart(folder: folder, settings: settings, programs: programs)
        let (socketFolder, wasAdopted) = try start.bringUp()
        return PrivateCluster(start, socketFolder: socketFolder, wasAdopted: wasAdopted, users: users)
    }

    /// How to connect, as libpq wants it.
    public func conninfo(database: String? = nil) -> String {
        ClusterStart.conninfo(socketFolder: socketFolder, database: database ?? settings.databaseName)
    }

    /// Where pg_dump and its like are, for this cluster's version.
    public func program(_ name: String) -> String { programs.path(name) }

    /// The process id of the running postmaster, nil when it is not running.
    public var serverProcess: Int32? { folder.serverProcess }

    /// Stops being a user; the last one stops the cluster. Safe to call twice.
    /// - Throws: `.failed` when it could not be stopped.
    public func leave() async throws(ClusterError) {
        let lock = users.withLock { users in
            defer { users = nil }
            return users
        }
        guard let lock else { return }
        let (folder, settings, programs) = (folder, settings, programs)
        let answer: Result<Void, ClusterError> = await WorkerThread.once("balai-cluster") {
            do throws(ClusterError) {
                let startLock = try FileLock(folder.startLock)
                try startLock.lock(.exclusive, timeoutSeconds: settings.timeoutSeconds * 2)
                defer { startLock.unlock() }
                lock.unlock()
                guard lock.tryLock(.exclusive) else { return .success(()) }
                try ClusterStart(folder: folder, settings: settings, programs: programs).stop()
                lock.unlock()
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try answer.get()
    }
}
