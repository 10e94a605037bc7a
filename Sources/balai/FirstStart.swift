import Commons
import Demo
import Foundation
import Monitoring
import Postgres

/// What a start does besides serving: the demo on an empty database, or the way in for the first DPMD
/// account.
struct FirstStart {
    let store: Store
    let keyring: Keyring

    enum Statement: String, SQLStatement {
        case isFresh = "SELECT identity.is_fresh() AS is_fresh"
    }

    /// Loads the demo when it is wanted and the database is empty.
    /// - Returns: whether the database holds demo data, wanted now or loaded earlier.
    /// - Throws: `FirstStartError.notEmpty` when the demo is asked for on somebody's data.
    func prepare(demo: Bool?) async throws -> Bool {
        let loader = DemoLoader(
            database: store.database, owner: store.owner, passwords: try Passwords(), keyring: keyring,
            vault: try await Vault(directory: store.settings.photos.path), workers: PhotoWorkers(),
            progress: { step, share in Terminal.progress("Demo: \(step)", share) })
        if try await loader.isLoaded() { return true }
        guard demo == true else { return false }
        guard store.cluster != nil else { throw FirstStartError.demoNeedsPrivateCluster }
        try await loader.load()
        Terminal.endProgress()
        return true
    }

    /// What to print beside the address: the demo's sign-ins, or a one-time link for the county.
    func welcome(demo: Bool, wantsLink: Bool) async throws -> [String] {
        if demo { return demoLines }
        guard wantsLink else { return [] }
        let regency = store.settings.regency
        guard let slip = try await BootstrapAccount(owner: store.owner).firstCounty(regency: regency) else {
            return [
                "DPMD has an account already. A lost password: balai account create, or another DPMD person."
            ]
        }
        let address = "http://\(store.settings.host):\(store.settings.port)/slip#\(slip.text)"
        return ["First DPMD account (username dpmd), once, within seven days:", address]
    }

    private var demoLines: [String] {
        let lines = DemoLoader.signIns
        let width = lines.map(\.username.count).max() ?? 0
        return ["Demo sign-ins, password “\(lines.first?.password ?? "")”:"]
            + lines.map { line in
                let name = line.username.padding(toLength: width + 2, withPad: " ", startingAt: 0)
                return name + line.role.rawValue
            }
    }
}

enum FirstStartError: Error, CustomStringConvertible {
    case demoNeedsPrivateCluster

    var description: String {
        switch self {
        case .demoNeedsPrivateCluster:
            "The demo is made in a private data directory only; unset DATABASE_URL."
        }
    }
}

/// What a person at the terminal sees; nothing of it goes to the log.
enum Terminal {
    static func say(_ text: String) { write(text + "\n") }

    /// A bar on one line; nothing where nobody watches.
    static func progress(_ label: String, _ share: Double) {
        guard isatty(2) == 1 else { return }
        let done = Int(share * 30)
        let bar = String(repeating: "█", count: done) + String(repeating: "░", count: 30 - done)
        write("\r\u{1B}[2K\(bar) \(label)")
    }

    static func endProgress() {
        guard isatty(2) == 1 else { return }
        write("\r\u{1B}[2K")
    }

    private static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
