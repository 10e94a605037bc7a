import ArgumentParser
import Commons
import Foundation

/// `balai account …`: accounts from the command line, for whoever runs the server.
struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Makes accounts without the pages.", subcommands: [Create.self])

    /// `balai account create`: a person with a post; prints the one-time slip with which the password is set.
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes an account and prints its one-time slip.")

        @OptionGroup var store: StoreOptions
        @Option(help: "Full name.") var name: String
        @Option(help: "Username: a–z, 0–9, dot, hyphen.") var username: String
        @Option(help: "One of \(Role.allCases.map(\.rawValue).joined(separator: ", ")).") var role: String
        @Option(help: "Village or district code (35.10.01.2001, 35.10.01); none for the whole regency.")
        var place: String?
        @Option(help: "First day of the post (today unless told).") var from: String?
        @Option(help: "Number and date of the decree.") var decree: String

        func run() async throws {
            guard let role = Role(rawValue: role) else { throw ValidationError("No such role: \(self.role)") }
            try await store.withStore { store in
                let code = (place ?? "").filter(\.isNumber)
                let number = Int64(code.padding(toLength: 10, withPad: "0", startingAt: 0)) ?? 0
                let place =
                    role.isOfVillage || role == .district ? number : Int64(store.settings.regency) * 1_000_000
                let slip = try await BootstrapAccount(owner: store.owner)(
                    name: name, username: username.lowercased(),
                    post: Appointment(
                        role: role, place: place, from: from ?? String(Date().ISO8601Format().prefix(10)),
                        decree: decree),
                    regency: store.settings.regency)
                print("\(username)\t\(slip?.text ?? "")")
            }
        }
    }
}

/// `balai config check`: whether the settings can be used, and what they come to.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Checks the settings.", subcommands: [Check.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the settings as they are read; exit 1 with the first that is wrong.")
        @Option(help: "Data directory (var unless told).") var data: String?

        func run() throws {
            var flags: [String: String] = [:]
            flags[Settings.Name.data.rawValue] = data
            let settings: Settings
            do {
                settings = try Settings(flags: flags, environment: ProcessInfo.processInfo.environment)
            } catch {
                Terminal.say("\(error)")
                throw ExitCode(1)
            }
            print("listen    http://\(settings.host):\(settings.port)")
            print("public    \(settings.publicURL?.absoluteString ?? "–")")
            print("data      \(settings.data.path)")
            print("keys      \(settings.keys.path)")
            print("database  \(settings.databaseURL == nil ? "private cluster" : "DATABASE_URL")")
            print("regency   \(settings.regency)")
        }
    }
}
