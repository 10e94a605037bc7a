import ArgumentParser
import Commons
import Foundation
import Ledger
import Postgres

/// `balai backup DIR`: database, photos and keys, each apart, so that the keys can be kept elsewhere.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract:
            "Writes database.dump, photos/ and keys/ into an empty directory. Keep keys/ apart from the rest."
    )

    @OptionGroup var store: StoreOptions
    @Argument(help: "An empty or new directory.") var directory: String

    func run() async throws {
        let target = URL(fileURLWithPath: directory, isDirectory: true)
        let files = FileManager.default
        try files.createDirectory(at: target, withIntermediateDirectories: true)
        guard try files.contentsOfDirectory(atPath: target.path).isEmpty else {
            throw ValidationError("\(directory) is not empty.")
        }
        if geteuid() == 0 {
            try files.setAttributes(try Privileges.serviceAccount().ownership, ofItemAtPath: target.path)
        }
        try await store.withStore { store in
            let conninfo = store.cluster?.conninfo() ?? store.settings.databaseURL ?? ""
            try Program.run(
                store.cluster?.program("pg_dump") ?? "pg_dump",
                ["--format=custom", "--file", target.appendingPathComponent("database.dump").path, conninfo])
            for (name, folder) in [("photos", store.settings.photos), ("keys", store.settings.keys)]
            where files.fileExists(atPath: folder.path) {
                try files.copyItem(at: folder, to: target.appendingPathComponent(name))
            }
        }
        print("database.dump\nphotos/\nkeys/")
    }
}

/// `balai restore DIR`: into a data directory that has no database yet.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Restores a backup into an empty data directory.")

    @OptionGroup var store: StoreOptions
    @Argument(help: "A directory that balai backup wrote.") var directory: String

    func run() async throws {
        let source = URL(fileURLWithPath: directory, isDirectory: true)
        let files = FileManager.default
        let dump = source.appendingPathComponent("database.dump")
        guard files.fileExists(atPath: dump.path) else {
            throw ValidationError("No database.dump in \(directory).")
        }
        try await store.withStore { store in
            guard try await store.isFresh() else {
                throw ValidationError(
                    "The data directory holds accounts already; restore into a new one (--data DIR).")
            }
            let conninfo = store.cluster?.conninfo() ?? store.settings.databaseURL ?? ""
            try Program.run(
                store.cluster?.program("pg_restore") ?? "pg_restore",
                [
                    "--clean", "--if-exists", "--exit-on-error", "--single-transaction", "--dbname", conninfo,
                    dump.path,
                ])
            for (name, folder) in [("photos", store.settings.photos), ("keys", store.settings.keys)] {
                let from = source.appendingPathComponent(name)
                guard files.fileExists(atPath: from.path) else { continue }
                let heads = try LogMemory.heads(in: folder)
                try Self.fill(folder, from: from)
                try LogMemory.put(heads, into: folder)
            }
            // Nothing is signed until `balai ledger declare-restore`: others hold checkpoints of the time
            // in between.
            try await DeclareRestore.stop(owner: store.owner)
        }
        print("restored")
    }

    /// Into the folder that is there: whoever was root a moment ago may own it, but not what it lies in.
    private static func fill(_ folder: URL, from source: URL) throws {
        let files = FileManager.default
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in try files.contentsOfDirectory(atPath: source.path) {
            let target = folder.appendingPathComponent(name)
            if files.fileExists(atPath: target.path) { try files.removeItem(at: target) }
            try files.copyItem(at: source.appendingPathComponent(name), to: target)
        }
    }
}

extension Store {
    /// Nobody has an account here yet.
    func isFresh() async throws -> Bool {
        try await owner.once(FirstStart.Statement.isFresh, as: nil).one().bool("is_fresh")
    }
}

/// Another program, run to its end.
enum Program {
    struct Failed: Error, CustomStringConvertible {
        let name: String
        let status: Int32
        var description: String { "\(name) ended with \(status)" }
    }

    static func run(_ path: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path.hasPrefix("/") ? path : "/usr/bin/\(path)")
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failed(name: (path as NSString).lastPathComponent, status: process.terminationStatus)
        }
    }
}
