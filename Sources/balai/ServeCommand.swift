import ArgumentParser
import BudgetAPI
import Commons
import Demo
import Foundation
import Logging
import Postgres

/// `balai serve`: the server alone; `./run` builds it first and asks for the demo.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves Balai until it is stopped (Ctrl-C).")

    @Option(help: "Port to listen on (8080 unless told).") var port: Int?
    @Option(help: "Address to listen on; beyond this machine only behind a TLS proxy.") var host: String?
    @Option(help: "Data directory: database, photos (var unless told).") var data: String?
    @Option(help: "The HTTPS address people use, when a TLS proxy stands in front.") var publicURL: String?
    @Flag(
        inversion: .prefixedNo,
        help:
            "Fill an empty database with invented villages; without: a link for the first DPMD account."
    )
    var demo: Bool?

    func run() async throws {
        LoggingSystem.bootstrap { JSONLines(label: $0) }
        var flags: [String: String] = [:]
        flags[Settings.Name.port.rawValue] = port.map(String.init)
        flags[Settings.Name.host.rawValue] = host
        flags[Settings.Name.data.rawValue] = data
        flags[Settings.Name.publicURL.rawValue] = publicURL
        let store = try await Store.open(
            try Settings(flags: flags, environment: ProcessInfo.processInfo.environment))
        do {
            try await serve(store)
        } catch {
            try await store.close()
            throw error
        }
        try await store.close()
    }

    private func serve(_ store: Store) async throws {
        var settings = store.settings
        let keyring = try Keyring(directory: settings.keys)
        let start = FirstStart(store: store, keyring: keyring)
        settings.demo = try await start.prepare(demo: demo)
        let server = try await BalaiServer(
            settings: settings, database: store.database, keyring: keyring, logger: Logger(label: "balai"))
        let lines = try await start.welcome(demo: settings.demo, wantsLink: demo == false)
        let host = settings.host
        try await server.runService { port in
            Terminal.say(
                "\nBalai: http://\(host):\(port)\n" + lines.map { "  \($0)" }.joined(separator: "\n"))
        }
    }
}
