import Foundation

/// A program of the system, as the tests call it: other people's readers of what Balai writes.
public enum Program {
    public struct Outcome: Sendable {
        /// 0 where the program was content.
        public let status: Int32
        /// What it wrote, UTF-8; its complaints too where they were asked for.
        public let output: String
    }

    /// Runs `/usr/bin/NAME` to its end. `./test` installs what is called here: a missing one is a failure.
    /// - Parameters:
    ///   - input: what it reads.
    ///   - withErrors: whether its error output is part of what it wrote.
    /// - Throws: what starting it throws.
    @discardableResult
    public static func run(
        _ name: String, _ arguments: [String], input: String = "", withErrors: Bool = false
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/\(name)")
        process.arguments = arguments
        process.environment = ["LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8"]
        let (read, written) = (Pipe(), Pipe())
        process.standardInput = read
        process.standardOutput = written
        process.standardError = withErrors ? written : FileHandle.nullDevice
        try process.run()
        try read.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try read.fileHandleForWriting.close()
        let output = String(decoding: written.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, output: output)
    }
}
