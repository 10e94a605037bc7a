public import Postgres
public import Foundation
internal import Logging

/// A database of one suite's own: a clone of the migrated template, in a private cluster of this test
/// process. The first `make()` pays for the cluster; the others for a copy. All is gone when the process
/// ends.
public final class TestDatabase: Sendable {
    /// As the server uses it: role balai_app, two lanes.
    public let database: Database
    /// Role balai_owner: bound by FORCE ROW LEVEL SECURITY like everyone.
    public let owner: Database
    /// Sees and may do everything: for preparing a test and for looking behind.
    public let superuser: Database
    /// libpq conninfo of the superuser, for `DATABASE_URL`.
    public let conninfo: String
    public let name: String

    private init(name: String, cluster: PrivateCluster) async throws {
        self.name = name
        let conninfo = cluster.conninfo(database: name)
        self.conninfo = conninfo
        database = Database(deferred: Self.configuration(conninfo, role: "balai_app", shared: 2))
        owner = Database(deferred: Self.configuration(conninfo, role: "balai_owner", shared: 1))
        superuser = Database(deferred: Self.configuration(conninfo, role: nil, shared: 1))
    }

    /// A fresh clone of the migrated template.
    /// - Parameter schema: another `schema/` than the checkout's.
    public static func make(schema: URL? = nil) async throws -> TestDatabase {
        let (name, cluster) = try await TestCluster.shared.clone(schema: schema ?? checkoutSchema)
        return try await TestDatabase(name: name, cluster: cluster)
    }

    /// A database without any schema but the roles `balai_app` and `balai_owner`.
    public static func makeEmpty() async throws -> TestDatabase {
        let (name, cluster) = try await TestCluster.shared.empty()
        return try await TestDatabase(name: name, cluster: cluster)
    }

    deinit {
        let (databases, name) = ([database, owner, superuser], name)
        Task {
            for database in databases { await database.close() }
            // What can't be dropped goes with the cluster.
            do { try await TestCluster.shared.drop(name) } catch { return }
        }
    }

    /// Rows of a statement made up by a test, as the superuser.
    @discardableResult
    public func sql(_ text: String, _ parameters: Parameter...) async throws -> Rows {
        try await superuser.adHoc(text, parameters)
    }

    /// Several statements, in one transaction, as the superuser.
    public func script(_ text: String) async throws { try await superuser.script(text) }

    /// The text pg_dump gives for this database.
    public func schemaDump() async throws -> String {
        let cluster = try await TestCluster.shared.cluster()
        return try await SchemaDump.text(
            conninfo: conninfo, program: cluster.program("pg_dump"), user: TestCluster.serverUser)
    }

    /// A configuration for this database that shows the server's messages, for tests of their own
    /// connections.
    public func configuration(role: String?, shared: Int = 1) -> DatabaseConfiguration {
        Self.configuration(conninfo, role: role, shared: shared)
    }

    static func configuration(_ conninfo: String, role: String?, shared: Int) -> DatabaseConfiguration {
        var configuration = DatabaseConfiguration(
            conninfo: conninfo, shared: shared, exclusive: 3, role: role)
        configuration.revealsMessages = true
        configuration.logger = Logger(label: "balai.postgres") { QuietAtExit(label: $0) }
        return configuration
    }

    /// `schema/` of the checkout this file lies in.
    public static var checkoutSchema: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("schema", isDirectory: true)
    }
}
