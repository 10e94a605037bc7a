import ArgumentParser
import Glibc
import Monitoring

/// `balai photo …`: what a photo proves.
struct PhotoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "photo", abstract: "Reads what a photo proves.", subcommands: [Inspect.self])

    /// `balai photo inspect FILE…`: one line of JSON for each file; a refused file is an answer, not a
    /// failure.
    struct Inspect: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints position, times, camera, hashes and notes of each file as one line of JSON.")

        @Argument(help: "The files to read.")
        var files: [String]

        func run() {
            let inspector = PhotoInspector()
            for (file, path) in zip(files, Self.paths(of: files)) {
                print(PhotoReport(inspecting: path, named: file, by: inspector).line)
            }
        }

        /// The arguments as the system gave them: the name of a file need not be UTF-8, and one that was
        /// mended into text no longer opens it.
        private static func paths(of files: [String]) -> [[CChar]] {
            let arguments = UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc))
            var given = arguments.compactMap { argument in
                argument.map { Array(UnsafeBufferPointer(start: $0, count: strlen($0) + 1)) }
            }
            return files.map { file in
                let found = given.firstIndex { raw in
                    String(decoding: raw.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) == file
                }
                return found.map { given.remove(at: $0) } ?? Array(file.utf8CString)
            }
        }
    }
}
