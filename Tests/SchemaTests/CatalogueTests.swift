import Foundation
import Postgres
import Testing
import TestSupport

/// Goal: what keeps villages apart holds for every table, also for those made tomorrow. Method: the catalogue
/// of a migrated database is asked.
@Suite struct CatalogueTests {
    private static let ours =
        "('balai', 'place', 'identity', 'audit', 'ledger', 'monitoring', 'web', 'proof')"

    /// Tables without a village of their own, and why.
    private static let withoutScope = [
        "balai.kept_request": "read and written by claim() and keep() only, which compare the person"
    ]

    private func names(_ sql: String) async throws -> [String] {
        let test = try await TestDatabase.make()
        return try await test.sql(sql).map { try $0.text("name") }
    }

    private func tables(_ condition: String) async throws -> [String] {
        let all = try await names(
            """
            SELECT format('%s.%s', n.nspname, c.relname) AS name
              FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND n.nspname IN \(Self.ours) AND \(condition)
             ORDER BY 1
            """)
        return all.filter { Self.withoutScope[$0] == nil }
    }

    private static let hasVillage = """
        EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attname = 'village' AND NOT attisdropped)
        """

    @Test func `every table with a village has the regency of that village`() async throws {
        let found = try await tables(
            """
            \(Self.hasVillage) AND NOT (
                EXISTS (SELECT FROM pg_attribute AS a
                         WHERE a.attrelid = c.oid AND a.attname = 'regency' AND a.attnotnull AND a.attgenerated = '')
                AND EXISTS (SELECT FROM pg_constraint AS k WHERE k.conrelid = c.oid AND k.contype = 'c'
                         AND pg_get_constraintdef(k.oid) LIKE '%regency = (village / 1000000)%'))
            """)
        #expect(found.isEmpty, "\(found)")
    }

    @Test func `every key of a table with a village can be sharded by regency`() async throws {
        let found = try await names(
            """
            SELECT format('%s.%s: %s', n.nspname, c.relname, k.conname) AS name
              FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
              JOIN pg_namespace AS n ON n.oid = c.relnamespace
              JOIN pg_attribute AS r ON r.attrelid = c.oid AND r.attname = 'regency'
             WHERE n.nspname IN \(Self.ours) AND k.contype IN ('p', 'u') AND NOT (r.attnum = ANY (k.conkey))
               AND \(Self.hasVillage)
             ORDER BY 1
            """)
        #expect(found.isEmpty, "\(found)")
    }

    @Test func `every table with a village has row-level security that binds its owner too`() async throws {
        let found = try await tables(
            """
            \(Self.hasVillage) AND n.nspname <> 'place' AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                AND EXISTS (SELECT FROM pg_policy AS p WHERE p.polrelid = c.oid))
            """)
        #expect(found.isEmpty, "\(found)")
    }

    @Test func `the app writes no table itself`() async throws {
        let found = try await tables(
            """
            (has_table_privilege('balai_app', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
             OR has_any_column_privilege('balai_app', c.oid, 'INSERT, UPDATE'))
            """)
        #expect(found.isEmpty, "\(found)")
    }

    @Test func `no function that acts as its owner trusts the caller's search path`() async throws {
        let found = try await names(
            """
            SELECT p.oid::regprocedure::text AS name
              FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
             WHERE n.nspname IN \(Self.ours) AND p.prosecdef
               AND NOT coalesce(array_to_string(p.proconfig, ' '), '') LIKE '%search_path=%pg_temp%'
             ORDER BY 1
            """)
        #expect(found.isEmpty, "\(found)")
    }

    @Test func `no function is everybody's`() async throws {
        let found = try await names(
            """
            SELECT p.oid::regprocedure::text AS name
              FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
             WHERE n.nspname IN \(Self.ours)
               AND EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a
                            WHERE a.grantee = 0 AND a.privilege_type = 'EXECUTE')
             ORDER BY 1
            """)
        #expect(found.isEmpty, "\(found)")
    }

    @Test func `money is counted in whole sen`() async throws {
        let found = try await names(
            """
            SELECT format('%s.%s.%s', n.nspname, c.relname, a.attname) AS name
              FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
              JOIN pg_namespace AS n ON n.oid = c.relnamespace
             WHERE n.nspname IN \(Self.ours) AND c.relkind IN ('r', 'p') AND a.attname LIKE '%\\_sen'
               AND a.atttypid <> 'bigint'::regtype
             ORDER BY 1
            """)
        #expect(found.isEmpty, "\(found)")
    }

    @Test func `every constraint has a name of its own`() async throws {
        // What PostgreSQL names by itself: table_column_check, table_column_fkey1.
        let found = try await names(
            """
            SELECT format('%s.%s: %s', n.nspname, c.relname, k.conname) AS name
              FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
              JOIN pg_namespace AS n ON n.oid = c.relnamespace
             WHERE n.nspname IN \(Self.ours) AND k.contype = 'c' AND k.conname ~ '_check[0-9]*$'
             ORDER BY 1
            """)
        #expect(found.isEmpty, "\(found)")
    }
}
