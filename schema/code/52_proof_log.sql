-- The log grows: one at a time adds leaves and a signed checkpoint. These run as balai_wide: the log is the regency's.

-- A moment as leaves tell it: UTC, milliseconds.
CREATE OR REPLACE FUNCTION proof.moment(p_moment timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT to_char(p_moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;
REVOKE ALL ON FUNCTION proof.moment FROM PUBLIC;
GRANT EXECUTE ON FUNCTION proof.moment TO balai_app, balai_backup, balai_wide;

-- Begins a regency's first log, or does nothing when it has one at work. All that is posted waits for it.
CREATE OR REPLACE FUNCTION proof.open_log(p_regency integer, p_origin text, p_follows text DEFAULT '') RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    fresh integer;
BEGIN
    INSERT INTO proof.log (regency, ordinal, origin, follows)
    SELECT p_regency, coalesce(max(l.ordinal), 0) + 1, p_origin, p_follows FROM proof.log AS l WHERE l.regency = p_regency
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS fresh = ROW_COUNT;
    IF fresh = 1 THEN
        INSERT INTO proof.pending (regency, village, year, kind, object_id, number)
        SELECT e.regency, e.village, e.year, 'entry', e.id, e.number FROM ledger.entry AS e WHERE e.regency = p_regency
        UNION ALL
        SELECT v.regency, v.village, v.year, 'budget', v.id, 0 FROM ledger.budget_version AS v
         WHERE v.regency = p_regency AND v.state = 'posted'
        UNION ALL
        SELECT s.regency, s.village, s.year, 'period', s.id, s.last_number FROM ledger.period_step AS s
         WHERE s.regency = p_regency
        ON CONFLICT DO NOTHING;
        PERFORM audit.record('open-log', p_regency::bigint * 1000000, 'log', NULL, NULL, NULL,
            jsonb_build_object('origin', p_origin));
    END IF;
END
$$;

-- The log at work, as it stands. No row: none was opened yet.
CREATE OR REPLACE FUNCTION proof.head(p_regency integer) RETURNS TABLE (
    ordinal integer, origin text, state text, size bigint, edge bytea, follows text, note text, opened_at text, signed_at text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT l.ordinal, l.origin, l.state, l.size, l.edge, l.follows, l.note, proof.moment(l.opened_at), proof.moment(l.signed_at)
      FROM proof.log AS l WHERE l.regency = p_regency AND l.state <> 'closed'
$$;

-- The same, held until commit. No row also when another server holds it.
CREATE OR REPLACE FUNCTION proof.take_head(p_regency integer) RETURNS TABLE (
    ordinal integer, origin text, state text, size bigint, edge bytea, follows text, note text, opened_at text, signed_at text,
    now_text text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT l.ordinal, l.origin, l.state, l.size, l.edge, l.follows, l.note, proof.moment(l.opened_at), proof.moment(l.signed_at),
           proof.moment(clock_timestamp())
      FROM proof.log AS l WHERE l.regency = p_regency AND l.state <> 'closed' FOR UPDATE SKIP LOCKED
$$;

CREATE OR REPLACE FUNCTION proof.regencies_waiting() RETURNS TABLE (regency integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT DISTINCT p.regency FROM proof.pending AS p $$;

-- What waits, in the order in which it becomes leaves. The facts are NULL for what is gone.
DROP FUNCTION IF EXISTS proof.entries_waiting(integer, integer);
CREATE OR REPLACE FUNCTION proof.entries_waiting(p_regency integer, p_limit integer) RETURNS TABLE (
    kind text, object_id uuid, village bigint, year smallint, number bigint, book_date text, recorded_at text,
    entry_kind text, origin text, document_id uuid, reverses bigint, description text, counterparty text, ordinals bigint[],
    accounts text[], activities text[], funds text[], sub_details text[], amounts bigint[], salt bytea, ordinal integer,
    regulation text, corrects bigint, month integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT p.kind, p.object_id, p.village, p.year, p.number, coalesce(e.book_date, b.regulation_date),
           coalesce(e.recorded_at, m.recorded_at), coalesce(e.kind, b.kind, m.verb), coalesce(e.origin, b.origin),
           e.document_id, e.reverses, coalesce(e.description, m.description), coalesce(e.counterparty, m.counterparty),
           e.ordinals, coalesce(e.accounts, b.accounts), coalesce(e.activities, b.activities), coalesce(e.funds, b.funds),
           coalesce(e.sub_details, b.sub_details), coalesce(e.amounts, b.amounts), c.salt,
           coalesce(b.ordinal, m.ordinal), b.regulation, e.corrects, m.month::integer
      FROM (SELECT * FROM proof.pending AS w WHERE w.regency = p_regency
             ORDER BY w.village, w.year, w.number, w.kind, w.object_id LIMIT p_limit) AS p
      LEFT JOIN proof.entry_facts AS e ON p.kind = 'entry' AND e.regency = p.regency AND e.id = p.object_id
      LEFT JOIN proof.budget_facts AS b ON p.kind = 'budget' AND b.regency = p.regency AND b.id = p.object_id
      LEFT JOIN proof.period_facts AS m ON p.kind = 'period' AND m.regency = p.regency AND m.id = p.object_id
      LEFT JOIN proof.commitment AS c ON c.regency = p.regency AND c.entry_id = p.object_id
     ORDER BY p.village, p.year, p.number, p.kind, p.object_id
$$;

-- The ends of all villages' years in a log, in the order in which a checkpoint tells them.
CREATE OR REPLACE FUNCTION proof.village_heads(p_regency integer, p_log integer) RETURNS TABLE (
    village bigint, year smallint, last_number bigint, leaves bigint, chain bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT h.village, h.year, h.last_number, h.leaves, h.chain FROM proof.village_head AS h
     WHERE h.regency = p_regency AND h.log = p_log ORDER BY h.village, h.year
$$;

-- Stores one batch: jsonb {oldSize, size, edge, note, signedAt, tiles: [[level, index, hex]], leaves: [[index, kind, id,
-- village, year, number]], commitments: [[id, village, salt, description, counterparty]], heads: [[village, year, number,
-- leaves, chain]]}, all bytes in hex. The caller holds the head; false when it does not stand where the batch began.
CREATE OR REPLACE FUNCTION proof.append(p_regency integer, p_log integer, p_batch jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    UPDATE proof.log AS l SET size = (p_batch ->> 'size')::bigint, edge = decode(p_batch ->> 'edge', 'hex'),
           note = p_batch ->> 'note', signed_at = (p_batch ->> 'signedAt')::timestamptz
     WHERE l.regency = p_regency AND l.ordinal = p_log AND l.state = 'open' AND l.size = (p_batch ->> 'oldSize')::bigint;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO proof.checkpoint (regency, log, size, note, signed_at)
    VALUES (p_regency, p_log, (p_batch ->> 'size')::bigint, p_batch ->> 'note', (p_batch ->> 'signedAt')::timestamptz);
    INSERT INTO proof.tile AS t (regency, log, level, index, hashes)
    SELECT p_regency, p_log, (x ->> 0)::smallint, (x ->> 1)::bigint, decode(x ->> 2, 'hex')
      FROM jsonb_array_elements(p_batch -> 'tiles') AS x
    ON CONFLICT (regency, log, level, index) DO UPDATE SET hashes = t.hashes || excluded.hashes;
    INSERT INTO proof.commitment (regency, village, entry_id, salt, description, counterparty)
    SELECT p_regency, (x ->> 1)::bigint, (x ->> 0)::uuid, decode(x ->> 2, 'hex'), decode(x ->> 3, 'hex'), decode(x ->> 4, 'hex')
      FROM jsonb_array_elements(p_batch -> 'commitments') AS x
    ON CONFLICT DO NOTHING;
    INSERT INTO proof.village_head AS h (regency, village, year, log, last_number, leaves, chain)
    SELECT p_regency, (x ->> 0)::bigint, (x ->> 1)::smallint, p_log, (x ->> 2)::bigint, (x ->> 3)::bigint,
           decode(x ->> 4, 'hex')
      FROM jsonb_array_elements(p_batch -> 'heads') AS x
    ON CONFLICT (regency, log, village, year)
    DO UPDATE SET last_number = excluded.last_number, leaves = excluded.leaves, chain = excluded.chain;
    WITH leaf AS (
        INSERT INTO proof.leaf (regency, village, year, log, index, kind, object_id, number)
        SELECT p_regency, (x ->> 3)::bigint, (x ->> 4)::smallint, p_log, (x ->> 0)::bigint, x ->> 1, (x ->> 2)::uuid,
               (x ->> 5)::bigint
          FROM jsonb_array_elements(p_batch -> 'leaves') AS x
        RETURNING village, year, number, object_id)
    DELETE FROM proof.pending AS p USING leaf AS l
     WHERE p.regency = p_regency AND p.village = l.village AND p.year = l.year AND p.number = l.number
       AND p.object_id = l.object_id;
    RETURN true;
END
$$;

-- A tile as it stands, by the log's name; NULL when there is none.
CREATE OR REPLACE FUNCTION proof.tile(p_regency integer, p_log integer, p_level integer, p_index bigint)
RETURNS TABLE (hashes bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT t.hashes FROM proof.tile AS t
     WHERE t.regency = p_regency AND t.log = p_log AND t.level = p_level AND t.index = p_index
$$;

-- Sizes at which an export lets its tree be compared: the last checkpoint of each day.
CREATE OR REPLACE FUNCTION proof.daily_checkpoints(p_regency integer, p_log integer) RETURNS TABLE (size bigint, note text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT DISTINCT ON (date_trunc('day', c.signed_at)) c.size, c.note FROM proof.checkpoint AS c
     WHERE c.regency = p_regency AND c.log = p_log ORDER BY date_trunc('day', c.signed_at), c.size DESC
$$;

-- After a restore nothing is signed until somebody says that it was one. Command line, as owner.
CREATE OR REPLACE FUNCTION proof.stop_logs() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    WITH stopped AS (UPDATE proof.log AS l SET state = 'stopped' WHERE l.state = 'open' RETURNING 1)
    SELECT count(*) FROM stopped
$$;

-- Closes the log at work and begins a new one that names it. Command line, as owner.
CREATE OR REPLACE FUNCTION proof.declare_restore(p_regency integer, p_origin text, p_follows text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    UPDATE proof.log AS l SET state = 'closed' WHERE l.regency = p_regency AND l.state <> 'closed';
    PERFORM proof.open_log(p_regency, p_origin, p_follows);
    PERFORM audit.record('declare-restore', p_regency::bigint * 1000000, 'log', NULL, NULL, NULL,
        jsonb_build_object('origin', p_origin));
END
$$;

-- Erases the salt of an entry's texts: what the log says of them can no longer be opened. Command line, as owner.
CREATE OR REPLACE FUNCTION proof.erase_texts(p_regency integer, p_entry uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    of_village bigint;
BEGIN
    UPDATE proof.commitment AS c SET salt = NULL
     WHERE c.regency = p_regency AND c.entry_id = p_entry AND c.salt IS NOT NULL RETURNING c.village INTO of_village;
    IF of_village IS NULL THEN
        RETURN false;
    END IF;
    PERFORM audit.record('erase-texts', of_village, 'entry', p_entry);
    RETURN true;
END
$$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['open_log', 'head', 'take_head', 'regencies_waiting', 'entries_waiting', 'village_heads',
        'append', 'tile', 'daily_checkpoints', 'stop_logs', 'declare_restore', 'erase_texts'] LOOP
        EXECUTE format('ALTER FUNCTION proof.%I OWNER TO balai_wide', name);
        EXECUTE format('REVOKE ALL ON FUNCTION proof.%I FROM PUBLIC', name);
    END LOOP;
    GRANT EXECUTE ON FUNCTION proof.open_log, proof.head, proof.take_head, proof.regencies_waiting, proof.entries_waiting,
        proof.village_heads, proof.append, proof.tile, proof.daily_checkpoints TO balai_app, balai_backup;
    GRANT EXECUTE ON FUNCTION proof.stop_logs, proof.declare_restore, proof.erase_texts, proof.head TO balai_owner;
    GRANT EXECUTE ON FUNCTION audit.record TO balai_wide;
END
$$;
