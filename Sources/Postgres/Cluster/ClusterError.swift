/// Why the private cluster can't serve. The description is for the server's log and the command line.
public enum ClusterError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No PostgreSQL 15 or newer under the given folder.
    case programsMissing(folder: String)
    /// The data directory belongs to a major version whose programs are not installed.
    case otherVersion(found: String, installed: [Int])
    /// The user that serves can't enter or write the directory.
    case unreachable(path: String, user: String, suggestion: String)
    /// Started as root, and there is no unprivileged user to become.
    case noServiceUser
    /// A step failed; `output` is what the program said.
    case failed(step: String, output: String)

    public var description: String {
        switch self {
        case .programsMissing(let folder):
            "no PostgreSQL 15 or newer found under \(folder): install the package postgresql"
        case .otherVersion(let found, let installed):
            "the data directory was made by PostgreSQL \(found), installed is "
                + installed.map(\.description).joined(separator: ", ")
                + ": install \(found) again, `balai backup` with it, and `balai restore` into a new directory"
        case .unreachable(let path, let user, let suggestion):
            "the user \(user) can't use \(path): choose a data directory it can reach, such as \(suggestion)"
        case .noServiceUser:
            "started as root, but neither the user balai nor postgres exists to serve as"
        case .failed(let step, let output):
            "\(step) failed: \(output)"
        }
    }
}
