import ArgumentParser
import BudgetAPI
import Commons
import Foundation
import Logging
import Postgres

/// `balai serve`: the server alone.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves Balai until it is stopped (Ctrl-C).")

    @Option(help: "Port to listen on (8080 unless told).") var port: Int?
    @Option(help: "Address to listen on; beyond this machine only behind a TLS proxy.") var host: String?
    @Option(help: "Data directory: database, photos (var unless told).") var data: String?
    @Option(help: "The HTTPS address people use, when a TLS proxy stands in front.") var publicURL: String?

    func run() async throws {
        LoggingSystem.bootstrap { JSONLines(label: $0) }
        var flags: [String: String] = [:]
        flags[Settings.Name.port.rawValue] = port.map(String.init)
        flags[Settings.Name.host.rawValue] = host
        flags[Settings.Name.data.rawValue] = data
        flags[Settings.Name.publicURL.rawValue] = publicURL
        let settings = try Settings(flags: flags, environment: ProcessInfo.processInfo.environment)
        guard let conninfo = settings.databaseURL else {
            throw ValidationError("Set DATABASE_URL.")
        }
        let database = try await Database(DatabaseConfiguration(conninfo: conninfo))
        let keyring = try Keyring(directory: settings.keys)
        let server = try await BalaiServer(
            settings: settings, database: database, keyring: keyring, logger: Logger(label: "balai"))
        try await server.runService { port in
            Logger(label: "balai").info("serving", metadata: ["address": "http://\(settings.host):\(port)"])
        }
        await database.close()
    }
}
