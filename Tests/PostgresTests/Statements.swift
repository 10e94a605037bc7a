import Foundation
import Postgres
import TestSupport

/// Every statement the module's own tests use.
enum TestStatement: String, SQLStatement {
    case echo = "SELECT $1::bigint AS value"
    case echoText = "SELECT $1::text AS value"
    case divide = "SELECT 1 / $1::int AS value"
    case sleep = "SELECT pg_sleep($1::float8)"
    case sleepHere = "SELECT pg_backend_pid() AS value FROM pg_sleep($1)"
    case backend = "SELECT pg_backend_pid() AS value"
    case misspelt = "SELEKT $1::int"
    case tableOfLater = "SELECT value FROM later"
    case plan = "SELECT * FROM changing"
    case actor = "SELECT coalesce(current_setting('test.actor', true), '') AS value"
    case request = "SELECT coalesce(current_setting('test.request', true), '') AS value"
    case refuse = "SELECT test_refuse($1, $2::jsonb)"
    case insertItem = "INSERT INTO item (id, name, size, parent) VALUES ($1, $2, $3, $4)"
    case items = "SELECT id, name FROM item ORDER BY id"
    case countItems = "SELECT count(*) AS value FROM item"
    case insertLate = "INSERT INTO late (parent) VALUES ($1)"
    case copyItems = "COPY item (id, name, size) FROM STDIN"
    case numbers = "SELECT n, repeat('x', $2::int) AS filling FROM generate_series(1, $1::bigint) AS n"
    case numbersThenFail = "SELECT 1 / ($1::bigint - n) AS value FROM generate_series(1, 100000) AS n"
    case lockItem = "SELECT id FROM item WHERE id = $1 FOR UPDATE"
    case notify = "SELECT pg_notify('news', $1)"
    case role = "SELECT current_user::text AS value"
    case all = """
        SELECT $1::text AS text, $2::int AS int, $3::bigint AS int64, $4::boolean AS bool, $5::uuid AS uuid,
               $6::bytea AS bytes, $7::jsonb AS json, $8::float8 AS double, $9::timestamptz AS moment,
               $10::text[] AS texts, $11::bigint[] AS int64s, $12::uuid[] AS uuids, $13::date AS date
        """
}

/// A little schema of the module's own, so that its tests need no other.
enum TestSchema {
    static let sql = """
        CREATE SCHEMA identity;
        GRANT USAGE ON SCHEMA identity TO balai_app;
        GRANT ALL ON SCHEMA public TO balai_app;
        CREATE TABLE item (
            id bigint PRIMARY KEY,
            name text NOT NULL CONSTRAINT item_name_unique UNIQUE,
            size int CONSTRAINT item_size_positive CHECK (size > 0),
            parent bigint CONSTRAINT item_of_parent REFERENCES item (id),
            EXCLUDE USING btree (size WITH =) WHERE (size = 7)
        );
        CREATE TABLE late (
            parent bigint CONSTRAINT late_of_item REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED
        );
        GRANT ALL ON item, late TO balai_app;
        CREATE FUNCTION test_refuse(code text, facts jsonb) RETURNS void LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'BA000', MESSAGE = code, DETAIL = facts::text; END $$;
        CREATE FUNCTION identity.enter(token_hash bytea, request text DEFAULT '') RETURNS void
        LANGUAGE plpgsql AS
        $$
        BEGIN
            IF get_byte(token_hash, 0) = 255 THEN PERFORM public.test_refuse('not-signed-in', '{}'); END IF;
            PERFORM set_config('test.actor', encode(token_hash, 'hex'), true),
                    set_config('test.request', request, true);
        END
        $$;
        """

    static func make() async throws -> TestDatabase {
        let made = try await TestDatabase.makeEmpty()
        try await made.script(sql)
        return made
    }

    /// One database for all read-only tests of this process.
    static let common = Task { try await make() }
}

/// A session of a number; 255 is one whose session is over.
func session(_ number: UInt8) -> SessionKey {
    SessionKey(hash: Array(repeating: number, count: 32))
}

func hex(_ number: UInt8) -> String {
    String(
        repeating: String(number, radix: 16).count == 1
            ? "0" + String(number, radix: 16) : String(number, radix: 16), count: 32)
}
