internal import CLibPQ
internal import Foundation

/// Making, starting, adopting and stopping one cluster; blocking, and only under the start lock.
struct ClusterStart: Sendable {
    private static let adoptSeconds = 15
    let folder: ClusterFolder
    let settings: ClusterSettings
    let programs: ClusterPrograms

    static func conninfo(socketFolder: String, database: String) -> String {
        "host=\(quoted(socketFolder)) port=5432 user=\(PrivateCluster.superuser) dbname=\(quoted(database))"
    }

    /// A value of a conninfo string.
    private static func quoted(_ text: String) -> String {
        let escaped = text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(
            of: "'", with: "\\'")
        return "'\(escaped)'"
    }

    /// - Returns: the socket's folder, and whether the cluster was running already.
    func bringUp() throws(ClusterError) -> (socketFolder: String, wasAdopted: Bool) {
        if folder.version == nil { try make() }
        if folder.serverProcess != nil {
            if let socket = folder.recordedSocketFolder, answers(socket) {
                try makeDatabase(socket)
                return (socket, true)
            }
            try stop()  // it runs, but nobody can reach it: its socket was swept away
        }
        let socket = try start()
        try makeDatabase(socket)
        return (socket, false)
    }

    /// initdb beside the final place, then a rename: a half-made cluster is never taken for one.
    private func make() throws(ClusterError) {
        do {
            if FileManager.default.fileExists(atPath: folder.unfinishedCluster) {
                try FileManager.default.removeItem(atPath: folder.unfinishedCluster)
            }
        } catch {
            throw .failed(step: "clearing \(folder.unfinishedCluster)", output: "\(error)")
        }
        let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
        defer { if let locale { freelocale(locale) } }
        var arguments = [
            "-D", folder.unfinishedCluster, "-U", PrivateCluster.superuser, "--auth-local=peer",
            "--auth-host=reject",
            "--encoding=UTF8", "--locale=\(locale == nil ? "C" : "C.UTF-8")", "--data-checksums",
            "--no-instructions",
        ]
        if !settings.isDurable { arguments.append("--no-sync") }
        try run("initdb", arguments, step: "making the database cluster")
        let server = settings.user ?? Privileges.currentUser
        let mapped = ([server] + settings.guests).map { "balai  \"\($0)\"  \(PrivateCluster.superuser)" }
        try write(
            "# Only the user that serves is the superuser.\nlocal all all peer map=balai\n", to: "pg_hba.conf"
        )
        try write(mapped.joined(separator: "\n") + "\n", to: "pg_ident.conf")
        try write("# Settings of your own; they win over balai.conf.\n", to: "own.conf")
        try write("include = 'balai.conf'\n", to: "postgresql.conf", appending: true)
        try folder.give(folder.unfinishedCluster + "/own.conf")
        guard rename(folder.unfinishedCluster, folder.cluster) == 0 else {
            throw .failed(step: "making the database cluster", output: "rename: errno \(errno)")
        }
    }

    private func write(_ text: String, to name: String, appending: Bool = false) throws(ClusterError) {
        try Self.write(text, to: folder.unfinishedCluster + "/" + name, appending: appending)
    }

    private static func write(_ text: String, to path: String, appending: Bool) throws(ClusterError) {
        do {
            let old = appending ? try String(contentsOfFile: path, encoding: .utf8) : ""
            // In place: the file keeps its owner.
            try (old + text).write(toFile: path, atomically: false, encoding: .utf8)
        } catch {
            throw .failed(step: "writing \(path)", output: "\(error)")
        }
    }

    private func start() throws(ClusterError) -> String {
        let socket = try folder.makeSocketFolder()
        let file = folder.cluster + "/balai.conf"
        try Self.write(settings.configuration(socketFolder: socket), to: file, appending: false)
        try folder.give(file)
        try folder.clearAfterCrash(timeoutSeconds: settings.timeoutSeconds)
        folder.turnLog()
        do throws(ClusterError) {
            try run(
                "pg_ctl",
                [
                    "-D", folder.cluster, "-l", folder.log, "-w", "-t", "\(settings.timeoutSeconds)", "-s",
                    "start",
                ],
                step: "starting the database cluster")
        } catch {
            guard case .failed(let step, let output) = error else { throw error }
            throw .failed(step: step, output: output + " (log: \(folder.log))")
        }
        return socket
    }

    func stop() throws(ClusterError) {
        guard folder.serverProcess != nil else { return }
        try run(
            "pg_ctl",
            ["-D", folder.cluster, "-m", "fast", "-w", "-t", "\(settings.timeoutSeconds)", "-s", "stop"],
            step: "stopping the database cluster")
        if let socket = folder.recordedSocketFolder, !socket.hasPrefix(folder.path) { rmdir(socket) }
    }

    private func run(_ program: String, _ arguments: [String], step: String) throws(ClusterError) {
        let command = Command(
            program: programs.path(program), arguments: arguments, user: settings.user,
            timeoutSeconds: settings.timeoutSeconds)
        _ = try command.run(step)
    }

    /// Waits a while: a cluster just recovering from a crash answers late.
    private func answers(_ socket: String) -> Bool {
        let deadline = monotonicNanoseconds() + UInt64(Self.adoptSeconds) * 1_000_000_000
        let conninfo = Self.conninfo(socketFolder: socket, database: "postgres")
        while monotonicNanoseconds() < deadline {
            switch PQping(conninfo) {
            case PQPING_OK: return true
            case PQPING_REJECT: usleep(50_000)
            default:
                guard folder.serverProcess != nil, access(socket, X_OK) == 0 else { return false }
                usleep(50_000)
            }
        }
        return false
    }

    private func makeDatabase(_ socket: String) throws(ClusterError) {
        let conninfo = Self.conninfo(socketFolder: socket, database: "postgres")
        let name = settings.databaseName
        do {
            let configuration = DatabaseConfiguration(conninfo: conninfo, role: nil)
            let connection = try Connection(configuration, for: .migration)
            let found = try connection.execute(
                "SELECT FROM pg_catalog.pg_database WHERE datname = $1", [.text(name)], label: { "database" })
            if Rows(found).isEmpty { try connection.script("CREATE DATABASE \(quotedIdentifier(name))") }
        } catch {
            throw .failed(step: "making the database \(name)", output: "\(error)")
        }
    }
}
