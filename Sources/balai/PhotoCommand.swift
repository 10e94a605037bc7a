import ArgumentParser
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
            for file in files { print(PhotoReport(inspecting: file, by: inspector).line) }
        }
    }
}
