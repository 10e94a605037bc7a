internal import Foundation
internal import Postgres
internal import Synchronization

/// The private cluster of this test process: made when first asked for, removed when the process ends. What a
/// killed test process left behind is removed by the next.
actor TestCluster {
    static let shared = TestCluster()
    /// Parent folder and beginning of the names of the clusters' directories.
    private static let parent = "/tmp"
    private static let prefix = "balai-test-"

    private var starting: Task<PrivateCluster, any Error>?
    private var templates: [String: Task<String, any Error>] = [:]
    private var count = 0
    private var administrator: Database?

    /// PostgreSQL refuses root: then the cluster runs as postgres.
    static var serverUser: String? { geteuid() == 0 ? "postgres" : nil }

    func cluster() async throws -> PrivateCluster {
        if let starting { return try await starting.value }
        let task = Task { try await Self.start() }
        starting = task
        return try await task.value
    }

    func clone(schema: URL) async throws -> (String, PrivateCluster) {
        let cluster = try await cluster()
        let template = try await template(schema, cluster)
        return (try await create(from: template), cluster)
    }

    func empty() async throws -> (String, PrivateCluster) {
        let cluster = try await cluster()
        _ = try await administratorOf(cluster)
        return (try await create(from: "template0"), cluster)
    }

    func drop(_ name: String) async throws {
        _ = try await copying { administrator in
            try await administrator.adHocOutsideTransaction(
                "DROP DATABASE IF EXISTS \"\(name)\" WITH (FORCE)")
        }
    }

    private func create(from template: String) async throws -> String {
        count += 1
        let name = "test_\(count)"
        try await copying { administrator in
            try await administrator.adHocOutsideTransaction(
                "CREATE DATABASE \"\(name)\" TEMPLATE \"\(template)\"")
        }
        return name
    }

    private var lastCopy: Task<Void, any Error>?

    /// One after the other: a template can't be copied while it is being copied.
    private func copying(_ body: @escaping @Sendable (Database) async throws -> Void) async throws {
        let cluster = try await cluster()
        let administrator = try await administratorOf(cluster)
        let before = lastCopy
        let task = Task {
            _ = await before?.result
            try await body(administrator)
        }
        lastCopy = task
        try await task.value
    }

    private func administratorOf(_ cluster: PrivateCluster) async throws -> Database {
        if let administrator { return administrator }
        let configuration = TestDatabase.configuration(
            cluster.conninfo(database: "postgres"), role: nil, shared: 1)
        let made = Database(deferred: configuration)
        administrator = made
        try await made.script(
            """
            DO $$ DECLARE wanted text; BEGIN
                FOREACH wanted IN ARRAY ARRAY['balai_app', 'balai_owner'] LOOP
                    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
                        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
                    END IF;
                END LOOP;
            END $$
            """)
        return made
    }

    private func template(_ schema: URL, _ cluster: PrivateCluster) async throws -> String {
        if let known = templates[schema.path] { return try await known.value }
        let number = templates.count
        let task = Task {
            let name = "template_\(number)"
            try await copying { administrator in
                try await administrator.adHocOutsideTransaction("CREATE DATABASE \(name) TEMPLATE template0")
            }
            let configuration = TestDatabase.configuration(
                cluster.conninfo(database: name), role: nil, shared: 1)
            try await Migrator(schemaDirectory: schema).migrate(configuration, checks: true)
            return name
        }
        templates[schema.path] = task
        return try await task.value
    }

    private static func start() async throws -> PrivateCluster {
        removeLeftOvers()
        var pattern = Array("\(parent)/\(prefix)XXXXXX".utf8CString)
        guard mkdtemp(&pattern) != nil else { throw CocoaError(.fileWriteUnknown) }
        let folder = String(decoding: pattern.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var settings = ClusterSettings()
        settings.isDurable = false
        settings.maxConnections = 400
        settings.sharedBuffersMegabytes = 64
        settings.user = serverUser
        settings.guests = serverUser == nil ? [] : ["root"]
        let lock = open(folder + "/alive", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        flock(lock, LOCK_EX | LOCK_NB)  // held until this process ends, however it ends
        living.withLock { $0 = folder }
        atexit {
            QuietAtExit.isEnding.store(true, ordering: .relaxed)
            if let folder = living.withLock({ $0 }) { TestCluster.remove(folder) }
        }
        return try await PrivateCluster.join(URL(fileURLWithPath: folder), settings: settings)
    }

    /// Clusters whose test process is gone.
    private static func removeLeftOvers() {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: parent) } catch { return }
        for name in names where name.hasPrefix(prefix) {
            let folder = parent + "/" + name
            let lock = open(folder + "/alive", O_RDWR | O_CLOEXEC)
            guard lock >= 0 else { continue }
            defer { close(lock) }
            if flock(lock, LOCK_EX | LOCK_NB) == 0 { remove(folder) }
        }
    }

    /// Stops the folder's server at once (it holds nothing worth keeping) and deletes the folder.
    private static func remove(_ folder: String) {
        let data = folder + "/cluster"
        do {
            let text = try String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8)
            if let process = pid_t(text.prefix { $0 != "\n" }), isServer(process, of: data) {
                kill(process, SIGQUIT)
                for _ in 0..<500 where isServer(process, of: data) { usleep(10_000) }
            }
        } catch {
            // no server was running
        }
        do { try FileManager.default.removeItem(atPath: folder) } catch { return }
    }

    private static func isServer(_ process: pid_t, of data: String) -> Bool {
        do {
            return try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd") == data
        } catch {
            return false
        }
    }
}

/// The folder to remove when the process ends.
private let living = Mutex<String?>(nil)
