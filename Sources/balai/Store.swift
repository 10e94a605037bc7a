import ArgumentParser
import Commons
import Foundation
import Postgres

/// The database a command works on: `DATABASE_URL`, or the private cluster of the data directory, started
/// when it is not running; migrated, with a pool for the server's role and one for the owner.
struct Store {
    let settings: Settings
    /// `nil` with a DATABASE_URL.
    let cluster: PrivateCluster?
    /// As the server: bound by row-level security.
    let database: Database
    /// As the owner: migrations, lists, the first accounts.
    let owner: Database

    /// The folder with `roles.sql`, `migrations`, `code`, `reference`.
    private static func schema(_ settings: Settings) -> URL {
        settings.resources.appendingPathComponent("schema", isDirectory: true)
    }

    /// Opens the database of the settings. As root with a private cluster, the process first becomes an
    /// unprivileged user for good.
    static func open(_ given: Settings, shared: Int = 8, exclusive: Int = 5) async throws -> Store {
        var settings = given
        var cluster: PrivateCluster?
        let conninfo: String
        if let url = settings.databaseURL {
            conninfo = url
        } else {
            settings.resources = try ServiceUser.become(settings)
            let joined = try await PrivateCluster.join(settings.data)
            cluster = joined
            conninfo = joined.conninfo()
        }
        do {
            try await Migrator(schemaDirectory: schema(settings)).migrate(
                DatabaseConfiguration(conninfo: conninfo, shared: 1, exclusive: 1, role: nil))
            return Store(
                settings: settings, cluster: cluster,
                database: try await Database(
                    DatabaseConfiguration(conninfo: conninfo, shared: shared, exclusive: exclusive)),
                owner: try await Database(
                    DatabaseConfiguration(conninfo: conninfo, shared: 1, exclusive: 1, role: "balai_owner")))
        } catch {
            try await cluster?.leave()
            throw error
        }
    }

    /// Closes the pools; the last user of a data directory stops its cluster.
    func close() async throws {
        await database.close()
        await owner.close()
        try await cluster?.leave()
    }
}

/// The options that name a database, the same for every command.
struct StoreOptions: ParsableArguments {
    @Option(help: "Data directory with the private database (var unless told); DATABASE_URL comes first.")
    var data: String?

    /// The settings with this data directory.
    func settings() throws -> Settings {
        var flags: [String: String] = [:]
        flags[Settings.Name.data.rawValue] = data
        return try Settings(flags: flags, environment: ProcessInfo.processInfo.environment)
    }

    /// Runs `body` on the opened database and closes it whatever happens.
    func withStore(_ body: (Store) async throws -> Void) async throws {
        let store = try await Store.open(try settings(), shared: 1, exclusive: 2)
        do {
            try await body(store)
        } catch {
            try await store.close()
            throw error
        }
        try await store.close()
    }
}
