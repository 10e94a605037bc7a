import ArgumentParser

/// The `balai` command: a village hall as software. Each subcommand has its own file.
@main
struct Balai: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "balai",
        abstract: "Village budgets, works and letters of a regency.",
        subcommands: [
            ServeCommand.self,
            AccountCommand.self,
            ConfigCommand.self,
            BackupCommand.self,
            RestoreCommand.self,
            ImportCommand.self,
            ExportCommand.self,
            LedgerCommand.self,
            PhotoCommand.self,
            ScreenCommand.self,
        ])
}
