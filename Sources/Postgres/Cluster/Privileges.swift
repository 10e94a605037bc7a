internal import CLibPQ
public import Foundation

/// A user of the operating system.
struct Account: Sendable {
    let name: String
    let user: uid_t
    let group: gid_t
    let home: String

    init?(_ name: String) {
        guard let found = getpwnam(name) else { return nil }
        self.name = name
        user = found.pointee.pw_uid
        group = found.pointee.pw_gid
        home = found.pointee.pw_dir.map { String(cString: $0) } ?? "/"
    }
}

/// Balai never serves as root: PostgreSQL refuses to, and no hostile picture is ever decoded as root.
public enum Privileges {
    /// Users Balai becomes when started as root, the first that exists.
    static let serviceUsers = ["balai", "postgres"]
    /// Named to who chose a directory that does not work.
    static let suggestedDirectory = "/var/lib/balai"

    /// The name of the user we are.
    static var currentUser: String {
        guard let found = getpwuid(geteuid()), let name = found.pointee.pw_name else { return "\(geteuid())" }
        return String(cString: name)
    }

    /// The user root becomes: numbers as `chown` takes them.
    public struct ServiceAccount: Hashable, Sendable {
        public let user: Int
        public let group: Int
    }

    /// Whom `dropIfRoot` would become.
    /// - Throws: `.noServiceUser`.
    public static func serviceAccount() throws(ClusterError) -> ServiceAccount {
        guard let account = serviceUsers.lazy.compactMap({ Account($0) }).first else { throw .noServiceUser }
        return ServiceAccount(user: Int(account.user), group: Int(account.group))
    }

    /// As root: makes the data directory, gives it to the service user, and becomes that user for good.
    /// Otherwise does nothing. To be called early in `main`, before threads.
    /// - Returns: the user we have become, nil when we were not root.
    /// - Throws: `.noServiceUser`; `.unreachable` when that user can't get at the directory.
    @discardableResult
    public static func dropIfRoot(dataDirectory: URL) throws(ClusterError) -> String? {
        guard geteuid() == 0 else { return nil }
        guard let account = serviceUsers.lazy.compactMap({ Account($0) }).first else { throw .noServiceUser }
        let path = dataDirectory.standardizedFileURL.path
        let unreachable = ClusterError.unreachable(
            path: path, user: account.name, suggestion: suggestedDirectory)
        guard setegid(account.group) == 0, initgroups(account.name, account.group) == 0 else {
            throw .failed(step: "becoming \(account.name)", output: "errno \(errno)")
        }
        guard canEnter(nearestFolder(path), as: account) else { throw unreachable }
        let isNew = !FileManager.default.fileExists(atPath: path)
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o755])
        } catch {
            throw unreachable
        }
        var status = stat()
        guard stat(path, &status) == 0 else { throw unreachable }
        if isNew || status.st_uid == 0 {
            guard chown(path, account.user, account.group) == 0 else { throw unreachable }
        }
        guard setgid(account.group) == 0, setuid(account.user) == 0, setuid(0) != 0 else {
            throw .failed(step: "becoming \(account.name)", output: "errno \(errno)")
        }
        setenv("HOME", account.home, 1)
        setenv("USER", account.name, 1)
        guard access(path, R_OK | W_OK | X_OK) == 0 else { throw unreachable }
        return account.name
    }

    /// The path itself or the nearest folder above it that exists.
    private static func nearestFolder(_ path: String) -> String {
        var folder = path
        while folder != "/", !FileManager.default.fileExists(atPath: folder) {
            folder = (folder as NSString).deletingLastPathComponent
        }
        return folder
    }

    /// Asked as that user, before anything is made.
    private static func canEnter(_ folder: String, as account: Account) -> Bool {
        guard seteuid(account.user) == 0 else { return false }
        defer { seteuid(0) }
        return faccessat(AT_FDCWD, folder, X_OK, AT_EACCESS) == 0
    }
}
