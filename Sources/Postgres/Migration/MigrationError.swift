/// Why the schema could not be brought up to date.
public enum MigrationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A migration that was applied reads differently now: migrations are never edited after landing.
    case changed(file: String)
    /// The database has a migration this program does not know: it was served by a newer Balai.
    case newerDatabase(file: String)
    /// The server's own words on a file of `schema/`, which holds no person's data.
    case failed(file: String, sqlState: String, message: String)
    /// A folder or file of `schema/` could not be read.
    case unreadable(path: String)
    /// A reference list whose lines differ from its first line in the number of columns.
    case malformedList(file: String, line: Int)
    /// The database could not be reached.
    case connection(PostgresError)

    public var description: String {
        switch self {
        case .changed(let file): "\(file) was changed after it had been applied"
        case .newerDatabase(let file):
            "the database has \(file), which this version does not know: install a newer one"
        case .failed(let file, let sqlState, let message): "\(file): \(sqlState) \(message)"
        case .unreadable(let path): "\(path) can't be read"
        case .malformedList(let file, let line):
            "\(file), line \(line): not as many columns as in its first line"
        case .connection(let error): "the database could not be reached: \(error)"
        }
    }
}
