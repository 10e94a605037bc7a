/// `schema/schema.sql`: the whole schema in one file, to be read first; CI fails when it is stale.
public enum SchemaDump {
    /// Marks pg_dump writes anew, with random or changing words, in each dump.
    private static let changingLines = ["\\restrict ", "\\unrestrict ", "-- Dumped from ", "-- Dumped by "]

    /// The schema of a database as pg_dump writes it, without what changes from dump to dump.
    /// - Parameters:
    ///   - program: `PrivateCluster.program("pg_dump")`.
    ///   - user: run pg_dump as this user; only root can.
    /// - Throws: `ClusterError.failed`
    public static func text(
        conninfo: String, program: String, user: String? = nil
    ) async throws(ClusterError) -> String {
        let answer: Result<String, ClusterError> = await WorkerThread.once("balai-dump") {
            let command = Command(
                program: program,
                arguments: [
                    "--schema-only", "--no-publications", "--no-subscriptions", "--dbname", conninfo,
                ],
                user: user)
            do throws(ClusterError) {
                return .success(tidied(try command.run("dumping the schema")))
            } catch {
                return .failure(error)
            }
        }
        return try answer.get()
    }

    /// Changing lines dropped, runs of empty lines made one.
    static func tidied(_ dump: String) -> String {
        var kept: [Substring] = []
        for line in dump.split(separator: "\n", omittingEmptySubsequences: false) {
            if changingLines.contains(where: line.hasPrefix) { continue }
            if line.isEmpty, kept.last?.isEmpty ?? true { continue }
            kept.append(line)
        }
        return kept.joined(separator: "\n")
    }
}
