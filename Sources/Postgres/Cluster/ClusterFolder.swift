internal import Foundation

/// What lies in a data directory for the cluster: `cluster/` (PostgreSQL's own), `cluster.log`,
/// `cluster.socket` (where the socket is), `cluster.start` and `cluster.users` (locks).
struct ClusterFolder: Sendable {
    /// `sun_path` holds 108 bytes with its final zero.
    static let longestSocketPath = 107
    static let socketFile = ".s.PGSQL.5432"

    let path: String
    /// Owner of what is made here when it is not ourselves (tests run as root).
    let user: String?

    var cluster: String { path + "/cluster" }
    var unfinishedCluster: String { path + "/cluster.new" }
    var log: String { path + "/cluster.log" }
    var startLock: String { path + "/cluster.start" }
    var usersLock: String { path + "/cluster.users" }
    private var socketRecord: String { path + "/cluster.socket" }

    /// Past this many bytes the log begins anew at the next start.
    static let logBytesLimit = 10_000_000

    /// Puts a long log aside as `cluster.log.1`, over the one before it: two files are all there ever is.
    func turnLog() {
        var status = stat()
        guard stat(log, &status) == 0, status.st_size > Self.logBytesLimit else { return }
        rename(log, log + ".1")
    }

    /// The text of PG_VERSION, nil when there is no cluster yet.
    var version: String? { line(cluster + "/PG_VERSION") }

    /// The process that serves this very directory, or nil. A number left by a dead server and used again by
    /// a stranger does not count.
    var serverProcess: pid_t? {
        guard let process = recordedProcess, isOfCluster(process) else { return nil }
        return process
    }

    private var recordedProcess: pid_t? {
        guard let first = line(cluster + "/postmaster.pid"), let process = pid_t(first), process > 0 else {
            return nil
        }
        return process
    }

    /// PostgreSQL's working directory is its data directory; a zombie has none.
    private func isOfCluster(_ process: pid_t) -> Bool {
        do {
            let place = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd")
            return place == realPath(cluster)
        } catch {
            return false
        }
    }

    /// After a crash PostgreSQL refuses to start while any process has the recorded number, and while a
    /// process of the dead server is still there: waits for those, then removes the record of a stranger's
    /// number.
    func clearAfterCrash(timeoutSeconds: Int) throws(ClusterError) {
        guard let process = recordedProcess, serverProcess == nil else { return }
        let deadline = monotonicNanoseconds() + UInt64(timeoutSeconds) * 1_000_000_000
        while hasStragglers {
            guard monotonicNanoseconds() < deadline else {
                throw .failed(
                    step: "starting the database cluster", output: "its last server has not quite ended")
            }
            usleep(50_000)
        }
        guard kill(process, 0) == 0 else { return }
        unlink(cluster + "/postmaster.pid")
        if let folder = recordedSocketFolder { unlink(folder + "/" + Self.socketFile + ".lock") }
    }

    private var hasStragglers: Bool {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: "/proc")
            return names.compactMap { pid_t($0) }.contains(where: isOfCluster)
        } catch {
            return false
        }
    }

    /// Makes the directory, private, and checks that we can work in it.
    func prepare() throws(ClusterError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw unreachable
        }
        try give(path)
        guard access(path, R_OK | W_OK | X_OK) == 0 else { throw unreachable }
    }

    private var unreachable: ClusterError {
        .unreachable(path: path, user: Privileges.currentUser, suggestion: Privileges.suggestedDirectory)
    }

    /// Hands a path to the user that serves, when that is not us.
    func give(_ path: String) throws(ClusterError) {
        guard let user, geteuid() == 0 else { return }
        guard let account = Account(user), chown(path, account.user, account.group) == 0 else {
            throw .failed(step: "giving \(path) to \(user)", output: "errno \(errno)")
        }
    }

    /// Where the socket was put when the cluster was last started.
    var recordedSocketFolder: String? { line(socketRecord) }

    /// A private folder whose socket path is short enough: in the data directory, else under /tmp. Recorded.
    func makeSocketFolder() throws(ClusterError) -> String {
        let inside = path + "/socket"
        var folder = inside
        if inside.utf8.count + 1 + Self.socketFile.utf8.count > Self.longestSocketPath {
            if let recorded = recordedSocketFolder, isPrivateFolder(recorded) { return recorded }
            var template = Array("/tmp/balai-XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else {
                throw .failed(step: "making a folder for the socket", output: "errno \(errno)")
            }
            folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        } else if mkdir(inside, 0o700) != 0, errno != EEXIST || !isPrivateFolder(inside) {
            throw .failed(step: "making \(inside)", output: "errno \(errno)")
        }
        try give(folder)
        do {
            try (folder + "\n").write(toFile: socketRecord, atomically: true, encoding: .utf8)
        } catch {
            throw .failed(step: "recording the socket", output: "\(error)")
        }
        return folder
    }

    /// Ours, a real folder, and nobody else's to enter.
    private func isPrivateFolder(_ folder: String) -> Bool {
        var status = stat()
        guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return false }
        let owner = user.flatMap { Account($0)?.user } ?? geteuid()
        return status.st_uid == owner && status.st_mode & 0o077 == 0
    }

    private func line(_ path: String) -> String? {
        do {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            return text.split(separator: "\n").first.map(String.init)
        } catch {
            return nil
        }
    }
}

/// The path with all links followed; unchanged when it does not exist.
func realPath(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
}
