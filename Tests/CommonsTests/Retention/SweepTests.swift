import Commons
import Foundation
import Postgres
import Testing
import TestSupport

/// Goal: what was only needed for a while goes when its time is over, and nothing else does. Method: rows of
/// each kind just inside, just past and far past their rule, on a real database.
@Suite struct SweepTests {
    private static let rows = [
        """
        INSERT INTO place.regency (regency, name) VALUES (3510, 'Kabupaten Banyuwangi') ON CONFLICT DO NOTHING
        """,
        """
        INSERT INTO identity.person (regency, id, name)
        VALUES (3510, '00000000-0000-7000-8000-000000000001', 'Rahayu')
        """,
        """
        INSERT INTO identity.account (regency, id, person, username)
        SELECT 3510, '00000000-0000-7000-8000-000000000002', id, 'rahayu' FROM identity.person
        """,
        """
        INSERT INTO identity.session (regency, token_hash, account, kind, csrf, expires_at, ended_at)
        SELECT 3510, sha256(days::text::bytea), a.id, 'browser', 'c', now(),
               now() - make_interval(days => days)
          FROM identity.account AS a, unnest(ARRAY[0, 29, 31, 4000]) AS days
        """,
        """
        INSERT INTO identity.slip (regency, token_hash, account, expires_at)
        SELECT 3510, sha256(days::text::bytea), a.id, now() - make_interval(days => days)
          FROM identity.account AS a, unnest(ARRAY[-3, 29, 31, 4000]) AS days
        """,
        """
        INSERT INTO balai.kept_request (regency, id, village, person, route, fingerprint, kept_at)
        SELECT 3510, gen_random_uuid(), 3510992001, p.id, 'receive-income', sha256('x'),
               now() - make_interval(days => days)
          FROM identity.person AS p, unnest(ARRAY[0, 399, 401, 4000]) AS days
        """,
    ]

    /// Sessions that ended 0, 29, 31 and 4,000 days ago, and kept requests of 0, 399, 401 and 4,000 days.
    private func database() async throws -> TestDatabase {
        let test = try await TestDatabase.make()
        for statement in Self.rows { try await test.sql(statement) }
        return test
    }

    @Test func `only what is past its rule goes, and what went is written down`() async throws {
        let test = try await database()
        let removed = try await Sweep(test.database)()
        let counts = Dictionary(uniqueKeysWithValues: removed.map { ($0.kind, $0.rows) })
        #expect(counts == ["ended-session": 2, "spent-slip": 2, "kept-request": 2])
        let left = try await test.sql(
            """
            SELECT (SELECT count(*) FROM identity.session) AS sessions,
                   (SELECT count(*) FROM identity.slip) AS slips,
                   (SELECT count(*) FROM balai.kept_request) AS requests,
                   (SELECT sum(removed)::bigint FROM balai.retention_run WHERE regency = 3510) AS noted
            """
        ).one()
        #expect(try left.int64("sessions") == 2)
        #expect(try left.int64("slips") == 2)
        #expect(try left.int64("requests") == 2)
        #expect(try left.int64("noted") == 6)
    }

    @Test func `a second sweep finds nothing and notes nothing`() async throws {
        let test = try await database()
        _ = try await Sweep(test.database)()
        #expect(try await Sweep(test.database)().isEmpty)
        let notes = try await test.sql("SELECT count(*) AS n FROM balai.retention_run").one().int64("n")
        #expect(notes == 3)
    }

    @Test func `books and audit have no rule`() async throws {
        let test = try await TestDatabase.make()
        let kinds = try await test.sql("SELECT kind FROM balai.retention_rule ORDER BY kind").map {
            try $0.text("kind")
        }
        #expect(kinds == ["ended-session", "kept-request", "spent-slip"])
    }
}
