/// `schema/schema.sql`: what the migrations and the code made, in one file to be read first; CI fails when it
/// is stale. Of functions it holds the signature: their bodies stand in `schema/code` and nowhere else.
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

    /// Changing lines, the headings of single objects and the bodies of functions dropped, runs of empty
    /// lines made one.
    static func tidied(_ dump: String) -> String {
        var kept: [Substring] = []
        // The end of the function's body that is being passed over.
        var ending: String?
        for line in dump.split(separator: "\n", omittingEmptySubsequences: false) {
            if let end = ending {
                if line.hasSuffix(end) { ending = nil }
                continue
            }
            if let mark = line.prefixMatch(of: /\s{4}AS (\$\w*\$)/)?.1 {
                kept.append("    AS 'schema/code';")
                let isWhole = line.hasSuffix("\(mark);") && line.dropFirst(7).count > 2 * mark.count
                if !isWhole { ending = "\(mark);" }
                continue
            }
            if line == "--" || line.hasPrefix("-- Name: ") { continue }
            if changingLines.contains(where: line.hasPrefix) { continue }
            if line.isEmpty, kept.last?.isEmpty ?? true { continue }
            kept.append(line)
        }
        return kept.joined(separator: "\n")
    }
}
