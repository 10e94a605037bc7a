internal import CLibPQ
internal import Foundation

/// One run of the migrator on one connection, blocking.
struct MigrationRun {
    /// Any number, the same in every Balai: two servers starting together take turns.
    private static let lockKey: Int64 = 0x6261_6c61_6921
    private static let roleAttempts = 10

    private let files: SchemaFiles
    private let connection: Connection
    private let checks: Bool
    private var report = Migrator.Report()
    /// Hash by name, of all that was applied.
    private var applied: [String: [UInt8]] = [:]
    private var hasOwner = false

    init(
        _ files: SchemaFiles, _ configuration: DatabaseConfiguration, checks: Bool
    ) throws(MigrationError) {
        self.files = files
        self.checks = checks
        var configuration = configuration
        configuration.role = nil
        do throws(PostgresError) {
            connection = try Connection(configuration, for: .migration)
        } catch {
            throw .connection(error)
        }
    }

    mutating func all() throws(MigrationError) -> Migrator.Report {
        // Held until the connection ends.
        try run("SELECT pg_catalog.pg_advisory_lock(\(Self.lockKey))", file: "lock")
        try readApplied()
        try applyRoles()
        hasOwner = try !rows("SELECT FROM pg_catalog.pg_roles WHERE rolname = $1", [.text(Migrator.owner)])
            .isEmpty
        try applyMigrations()
        try applyCode()
        try loadReference()
        return report
    }

    private mutating func readApplied() throws(MigrationError) {
        guard
            try rows("SELECT to_regclass('balai.migration') IS NOT NULL AS there", []).first.map(isTrue)
                == true
        else { return }
        for row in try rows("SELECT name, hash FROM balai.migration", []) {
            do throws(PostgresError) {
                applied[try row.text("name")] = try row.bytes("hash")
            } catch {
                throw .connection(error)
            }
        }
    }

    private func isTrue(_ row: Row) -> Bool {
        do { return try row.bool("there") } catch { return false }
    }

    /// Roles belong to the whole cluster: another database's migrator may touch them at the same moment.
    private mutating func applyRoles() throws(MigrationError) {
        guard let roles = files.roles else { return }
        let hash = try hash(of: roles)
        let known = try rows("SELECT FROM pg_catalog.pg_roles WHERE rolname = $1", [.text(Migrator.owner)])
        guard applied[roles.name] != hash || known.isEmpty else { return }
        var attempt = 1
        while true {
            do throws(MigrationError) {
                try inTransaction(roles.name, asOwner: false) { run throws(MigrationError) in
                    try run.run(roles.text, file: roles.name)
                    if !run.applied.isEmpty { try run.record(roles, hash) }
                }
                break
            } catch {
                // XX000: "tuple concurrently updated"
                guard case .failed(_, let state, _) = error, state == "XX000" || state.hasPrefix("23"),
                    attempt < Self.roleAttempts
                else { throw error }
                attempt += 1
                usleep(100_000)
            }
        }
        applied[roles.name] = hash
    }

    private mutating func applyMigrations() throws(MigrationError) {
        let names = Set(files.migrations.map(\.name))
        if let stranger = applied.keys.filter({ $0.hasPrefix("migrations/") }).sorted().first(where: {
            !names.contains($0)
        }) {
            throw .newerDatabase(file: stranger)
        }
        for file in files.migrations {
            let hash = try hash(of: file)
            if let known = applied[file.name] {
                guard known == hash else { throw .changed(file: file.name) }
                continue
            }
            try inTransaction(file.name, asOwner: true) { run throws(MigrationError) in
                try run.run(file.text, file: file.name)
                try run.record(file, hash)
            }
            applied[file.name] = hash
            report.migrations.append(file.name)
            try check(after: file)
        }
        if let roles = files.roles, !report.migrations.isEmpty, let hash = applied[roles.name] {
            try inTransaction(roles.name, asOwner: true) { run throws(MigrationError) in
                try run.record(roles, hash)
            }
        }
    }

    /// `checks/0001_x.sql` asserts what `migrations/0001_x.sql` promised, and leaves nothing behind.
    private func check(after migration: SchemaFile) throws(MigrationError) {
        let wanted = migration.name.replacingOccurrences(of: "migrations/", with: "checks/")
        guard checks, let file = files.checks.first(where: { $0.name == wanted }) else { return }
        try run("BEGIN", file: file.name)
        try run(file.text, file: file.name)
        try run("ROLLBACK", file: file.name)
    }

    /// All changed files in one transaction: nobody sees half of the new code.
    private mutating func applyCode() throws(MigrationError) {
        var changed: [(SchemaFile, [UInt8])] = []
        for file in files.code {
            let hash = try hash(of: file)
            if applied[file.name] != hash { changed.append((file, hash)) }
        }
        guard !changed.isEmpty else { return }
        try inTransaction("code", asOwner: true) { run throws(MigrationError) in
            // A function may name one of a later file.
            try run.run("SET LOCAL check_function_bodies = off", file: "code")
            for (file, hash) in changed {
                try run.run(file.text, file: file.name)
                try run.record(file, hash)
            }
        }
        report.code = changed.map(\.0.name)
    }

    private mutating func loadReference() throws(MigrationError) {
        for file in files.reference {
            let hash = try hash(of: file)
            guard applied[file.name] != hash else { continue }
            let stem = file.name.dropFirst("reference/".count).dropLast(".tsv".count)
            let loaders = try rows(
                """
                SELECT format('SELECT %I.%I($1::jsonb)', n.nspname, p.proname) AS call
                  FROM pg_catalog.pg_proc AS p JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
                 WHERE p.proname = $1 AND p.pronargs = 1 AND p.proargtypes[0] = 'jsonb'::regtype
                """, [.text("load_" + stem)])
            guard loaders.count == 1, let loader = loaders.first else { continue }
            let json = try jsonRows(of: file)
            try inTransaction(file.name, asOwner: true) { run throws(MigrationError) in
                let call: String
                do throws(PostgresError) { call = try loader.text("call") } catch { throw .connection(error) }
                _ = try run.rows(call, [.json(json)], file: file.name)
                try run.record(file, hash)
            }
            report.reference.append(file.name)
        }
    }
}

// MARK: - steps
extension MigrationRun {
    private func inTransaction(
        _ file: String, asOwner: Bool, _ body: (MigrationRun) throws(MigrationError) -> Void
    ) throws(MigrationError) {
        try run("BEGIN", file: file)
        do throws(MigrationError) {
            if asOwner, hasOwner { try run("SET LOCAL ROLE \(Migrator.owner)", file: file) }
            try body(self)
            try run("COMMIT", file: file)
        } catch {
            do throws(MigrationError) { try run("ROLLBACK", file: file) } catch { throw error }
            throw error
        }
    }

    private func record(_ file: SchemaFile, _ hash: [UInt8]) throws(MigrationError) {
        try run(
            """
            SET LOCAL client_min_messages = error;
            CREATE SCHEMA IF NOT EXISTS balai;
            CREATE TABLE IF NOT EXISTS balai.migration (
                name text PRIMARY KEY,
                hash bytea NOT NULL CONSTRAINT migration_hash_size CHECK (length(hash) = 32),
                applied_at timestamptz NOT NULL DEFAULT now()
            );
            COMMENT ON TABLE balai.migration IS 'Files of schema/ that were applied, with their SHA-256.';
            """, file: file.name)
        _ = try rows(
            """
            INSERT INTO balai.migration (name, hash) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, applied_at = now()
            """, [.text(file.name), .bytes(hash)], file: file.name)
    }

    private func hash(of file: SchemaFile) throws(MigrationError) -> [UInt8] {
        let rows = try rows("SELECT sha256($1) AS hash", [.bytes(Array(file.text.utf8))])
        do throws(PostgresError) { return try rows.one().bytes("hash") } catch { throw .connection(error) }
    }

    private func run(_ sql: String, file: String) throws(MigrationError) {
        guard let result = PQexec(connection.pointer, sql) else {
            throw .connection(.connection(reason: "out of memory"))
        }
        try check(ResultHandle(result), file: file)
    }

    private func rows(_ sql: String, _ values: [Parameter], file: String = "migrator") throws(MigrationError)
        -> Rows
    {
        do throws(PostgresError) {
            return Rows(try connection.execute(sql, values) { file })
        } catch .query(let state, _) {
            throw .failed(file: file, sqlState: state, message: firstLine(PQerrorMessage(connection.pointer)))
        } catch .constraint(let name, let state) {
            throw .failed(file: file, sqlState: state, message: name)
        } catch {
            throw .connection(error)
        }
    }

    private func check(_ result: ResultHandle, file: String) throws(MigrationError) {
        switch PQresultStatus(result.pointer) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: return
        default:
            guard let state = diagnostic(result.pointer, "C") else { throw .connection(.unknown) }
            let message = PQresultErrorMessage(result.pointer).map { String(cString: $0) } ?? ""
            throw .failed(file: file, sqlState: state, message: message)
        }
    }
}
