import Foundation

/// A program of the system, as the tests call it: other people's readers of what Balai writes.
public enum Program {
    public struct Outcome: Sendable {
        /// 0 where the program was content.
        public let status: Int32
        /// What it wrote, UTF-8; its complaints too where they were asked for.
        public let output: String
    }

    public enum Failure: Error {
        /// The shell did not start.
        case notStarted(Int32)
    }

    /// Runs `/usr/bin/NAME` to its end. `./test` installs what is called here: a missing one is a failure.
    ///
    /// By the C library: Foundation's `Process` reads past the end of a folder's list of open files in a test
    /// run that has more than 1,300 of them (a copy of a whole `dirent` at the end of a page).
    /// - Parameters:
    ///   - input: what it reads.
    ///   - withErrors: whether its error output is part of what it wrote.
    /// - Throws: `Failure`, and a file error for the input.
    @discardableResult
    public static func run(
        _ name: String, _ arguments: [String], input: String = "", withErrors: Bool = false
    ) throws -> Outcome {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("in-\(UUID().uuidString)")
        try Data(input.utf8).write(to: file)
        defer { unlink(file.path) }
        let words = (["/usr/bin/\(name)"] + arguments).map(quoted).joined(separator: " ")
        let environment = "LANG=C.UTF-8 LC_ALL=C.UTF-8 PYTHONIOENCODING=utf-8"
        let command = "\(environment) \(words) <\(quoted(file.path)) 2>\(withErrors ? "&1" : "/dev/null")"
        guard let stream = popen(command, "re") else { throw Failure.notStarted(errno) }
        var output: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&piece, 1, piece.count, stream), count > 0 {
            output.append(contentsOf: piece[..<count])
        }
        let ended = pclose(stream)
        // As wait(2) writes it: the exit code in the second byte, a signal in the first.
        return Outcome(
            status: ended & 0x7F == 0 ? (ended >> 8) & 0xFF : 128 + (ended & 0x7F),
            output: String(decoding: output, as: UTF8.self))
    }

    private static func quoted(_ word: String) -> String {
        "'\(word.replacingOccurrences(of: "'", with: #"'\''"#))'"
    }
}
