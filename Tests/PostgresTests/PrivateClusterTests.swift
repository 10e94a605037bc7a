import Foundation
import Postgres
import Testing
import TestSupport

/// Goal: one data directory, one cluster, whoever comes and goes and however they die.
@Suite(.serialized) struct PrivateClusterTests {
    /// A data directory of one test's own; its cluster is stopped when the test is over.
    struct Place {
        let folder: URL
        let settings: ClusterSettings

        init(_ name: String = "data") throws {
            let base = URL(fileURLWithPath: "/tmp/balai-cluster-\(UUID().uuidString.prefix(8))")
            try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
            folder = base.appendingPathComponent(name)
            var settings = ClusterSettings()
            settings.isDurable = false
            settings.sharedBuffersMegabytes = 16
            if geteuid() == 0 { (settings.user, settings.guests) = ("postgres", ["root"]) }
            self.settings = settings
        }

        func join() async throws -> PrivateCluster {
            try await PrivateCluster.join(folder, settings: settings)
        }

        /// Leaves nothing running and nothing lying about.
        func clear() async throws {
            try await join().leave()
            try FileManager.default.removeItem(at: folder.deletingLastPathComponent())
        }
    }

    private func answers(_ cluster: PrivateCluster) async throws -> Bool {
        let database = try await Database(
            DatabaseConfiguration(conninfo: cluster.conninfo(), shared: 1, role: nil))
        let rows = try await database.once(TestStatement.echo, .int64(1), as: nil)
        await database.close()
        return rows.count == 1
    }

    @Test func `users share one cluster and the last to leave stops it`() async throws {
        let place = try Place()
        async let one = place.join()
        async let two = place.join()
        let (first, second) = try await (one, two)
        #expect(first.serverProcess == second.serverProcess)
        #expect(first.wasAdopted != second.wasAdopted)
        #expect(first.serverProcess != nil)
        try await first.leave()
        try await first.leave()
        #expect(try await answers(second))
        try await second.leave()
        #expect(second.serverProcess == nil)
        try await place.clear()
    }

    @Test func `a cluster left by a killed server is adopted, with its data`() async throws {
        let place = try Place()
        var left: PrivateCluster? = try await place.join()
        let process = left?.serverProcess
        let database = try await Database(
            DatabaseConfiguration(
                conninfo: left?.conninfo() ?? "", shared: 1, role: nil))
        try await database.transaction(as: nil) { _ = try await $0.run(TestClusterStatement.make) }
        await database.close()
        left = nil  // what the kernel does to the locks of a killed process
        let again = try await place.join()
        #expect(again.wasAdopted && again.serverProcess == process)
        let check = try await Database(
            DatabaseConfiguration(conninfo: again.conninfo(), shared: 1, role: nil))
        #expect(try await check.once(TestClusterStatement.read, as: nil).count == 0)
        await check.close()
        try await again.leave()
        #expect(again.serverProcess == nil)
        try await place.clear()
    }

    @Test func `a cluster whose server was killed with signal 9 comes back`() async throws {
        let place = try Place()
        let cluster = try await place.join()
        let process = try #require(cluster.serverProcess)
        kill(process, SIGKILL)
        while cluster.serverProcess != nil { try await Task.sleep(for: .milliseconds(20)) }
        let again = try await place.join()
        #expect(!again.wasAdopted)
        #expect(try await answers(again))
        try await again.leave()
        try await cluster.leave()
        #expect(cluster.serverProcess == nil)
        try await place.clear()
    }

    @Test func `a process number used again by a stranger is not taken for the server`() async throws {
        let place = try Place()
        try await place.join().leave()
        let file = place.folder.appendingPathComponent("cluster/postmaster.pid")
        try "\(getpid())\n\(place.folder.path)/cluster\n".write(to: file, atomically: false, encoding: .utf8)
        let cluster = try await place.join()
        #expect(!cluster.wasAdopted)
        #expect(try await answers(cluster))
        try await cluster.leave()
        try await place.clear()
    }

    @Test func `a cluster whose socket was swept away is started anew`() async throws {
        let place = try Place()
        let cluster = try await place.join()
        try FileManager.default.removeItem(atPath: cluster.socketFolder)
        let again = try await place.join()
        #expect(!again.wasAdopted)
        #expect(try await answers(again))
        try await again.leave()
        try await cluster.leave()
        try await place.clear()
    }

    @Test func `a path too long for a socket gets a short private folder`() async throws {
        let place = try Place(String(repeating: "desa-", count: 30) + "'x")
        let cluster = try await place.join()
        #expect(!cluster.socketFolder.hasPrefix(place.folder.path))
        #expect(try await answers(cluster))
        let attributes = try FileManager.default.attributesOfItem(atPath: cluster.socketFolder)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
        try await cluster.leave()
        #expect(!FileManager.default.fileExists(atPath: cluster.socketFolder))
        try await place.clear()
    }

    @Test func `only peers get in, nothing listens on the network, pages have checksums`() async throws {
        let place = try Place()
        let cluster = try await place.join()
        let database = try await Database(
            DatabaseConfiguration(conninfo: cluster.conninfo(), shared: 1, role: nil))
        let row = try await database.once(TestClusterStatement.safety, as: nil).one()
        #expect(try row.text("methods") == "peer")
        #expect(try row.text("listen") == "")
        #expect(try row.text("checksums") == "on")
        #expect(try row.text("encoding") == "UTF8")
        await database.close()
        let socket = try FileManager.default.attributesOfItem(atPath: cluster.socketFolder)
        #expect(socket[.posixPermissions] as? Int == 0o700)
        try await cluster.leave()
        try await place.clear()
    }

    @Test func `another major version is refused by name`() async throws {
        let place = try Place()
        let cluster = place.folder.appendingPathComponent("cluster")
        try FileManager.default.createDirectory(at: cluster, withIntermediateDirectories: true)
        try "9.6\n".write(to: cluster.appendingPathComponent("PG_VERSION"), atomically: true, encoding: .utf8)
        do {
            _ = try await place.join()
            Issue.record("joined")
        } catch ClusterError.otherVersion(let found, let installed) {
            #expect(found == "9.6" && !installed.isEmpty)
        }
        try FileManager.default.removeItem(at: place.folder.deletingLastPathComponent())
    }

    @Test func `missing programs and an unusable directory are told apart`() async throws {
        let place = try Place()
        var settings = place.settings
        settings.programsFolder = "/nowhere"
        await #expect(throws: ClusterError.programsMissing(folder: "/nowhere")) {
            try await PrivateCluster.join(place.folder, settings: settings)
        }
        let error = await #expect(throws: ClusterError.self) {
            try await PrivateCluster.join(URL(fileURLWithPath: "/proc/balai"), settings: place.settings)
        }
        guard case .unreachable(path: "/proc/balai", _, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        try FileManager.default.removeItem(at: place.folder.deletingLastPathComponent())
    }
}

enum TestClusterStatement: String, SQLStatement {
    case make = "CREATE TABLE kept (id int)"
    case read = "SELECT id FROM kept"
    case safety = """
        SELECT string_agg(DISTINCT auth_method, ',') AS methods,
               current_setting('listen_addresses') AS listen,
               current_setting('data_checksums') AS checksums, current_setting('server_encoding') AS encoding
          FROM pg_hba_file_rules
        """
}
