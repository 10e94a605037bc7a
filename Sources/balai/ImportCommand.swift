import ArgumentParser

/// `balai import …`: brings the county's own data in, all or nothing.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Brings data in from files, all or nothing.",
        subcommands: [
            ImportSiskeudesCommand.self, ImportBoundariesCommand.self, ImportProjectsCommand.self,
        ])
}
