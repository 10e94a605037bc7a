public import Foundation

/// Brings a database up to the schema of this program: roles, then each new migration in one transaction of
/// its own, then the code files that changed, then the reference lists that changed. Safe when two servers
/// start together.
///
/// A list `reference/x.tsv` is loaded by the function `load_x(jsonb)`, in whichever schema it is; without one
/// the list is left to whoever reads the file. What was applied stands in `balai.migration`.
public struct Migrator: Sendable {
    /// Owner of all objects, made by `roles.sql`; files are applied as this role where it exists.
    static let owner = "balai_owner"

    /// What a run did; names as in `schema/`.
    public struct Report: Hashable, Sendable {
        public var migrations: [String] = []
        public var code: [String] = []
        public var reference: [String] = []
        /// Nothing was left to do.
        public var isEmpty: Bool { migrations.isEmpty && code.isEmpty && reference.isEmpty }
    }

    private let schemaDirectory: URL

    /// - Parameter schemaDirectory: the folder with `roles.sql`, `migrations/`, `code/`, `reference/`.
    public init(schemaDirectory: URL) { self.schemaDirectory = schemaDirectory }

    /// - Parameters:
    ///   - configuration: a login that may create roles and be the owner; its `role` is not taken.
    ///   - checks: run `checks/NNNN_x.sql` right after the migration of that name (tests).
    /// - Throws: `MigrationError`
    @discardableResult
    public func migrate(
        _ configuration: DatabaseConfiguration, checks: Bool = false
    ) async throws(MigrationError) -> Report {
        let directory = schemaDirectory
        let answer: Result<Report, MigrationError> = await WorkerThread.once("balai-migrator") {
            do throws(MigrationError) {
                let files = try SchemaFiles(directory)
                var run = try MigrationRun(files, configuration, checks: checks)
                return .success(try run.all())
            } catch {
                return .failure(error)
            }
        }
        return try answer.get()
    }
}
