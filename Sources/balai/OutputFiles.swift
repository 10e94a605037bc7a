import Foundation

/// Files that a command writes. When it fails, those that were not there before are gone again, also where
/// root opened them and the process has become another user since: a small program that stays root sees
/// to it.
struct OutputFiles {
    let handles: [FileHandle]
    private let fresh: [String]
    private let watcher: Process
    private let word = Pipe()

    /// - Throws: when one can't be written.
    init(_ paths: [String]) throws {
        let absolute = paths.map { URL(fileURLWithPath: $0).absoluteURL.path }
        fresh = absolute.filter { !FileManager.default.fileExists(atPath: $0) }
        watcher = Process()
        watcher.executableURL = URL(fileURLWithPath: "/bin/sh")
        watcher.arguments = ["-c", "read -r word; [ \"$word\" = keep ] || rm -f -- \"$@\"", "sh"] + fresh
        watcher.standardInput = word
        try watcher.run()
        handles = try absolute.map { path in
            let url = URL(fileURLWithPath: path)
            try Data().write(to: url)
            return try FileHandle(forWritingTo: url)
        }
    }

    /// All is written: the files stay.
    func keep() throws {
        for handle in handles { try handle.close() }
        try end(saying: "keep\n")
    }

    /// The command failed: what was not there before goes.
    func discard() throws {
        for handle in handles { try handle.close() }
        try end(saying: "")
    }

    private func end(saying text: String) throws {
        try word.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try word.fileHandleForWriting.close()
        watcher.waitUntilExit()
    }
}
