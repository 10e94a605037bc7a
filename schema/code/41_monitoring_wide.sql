-- The few functions that see across villages, and exactly what they return: docs/disclosure.md. All run as balai_wide.

-- Numbers a change in commit order: the lock is held to commit, so a lower number was always committed before.
CREATE OR REPLACE FUNCTION monitoring.note_change(p_village bigint, p_kind text, p_project uuid, p_object uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    next_number bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(820020, in_regency);
    SELECT coalesce(max(c.number), 0) + 1 INTO next_number FROM monitoring.change AS c WHERE c.regency = in_regency;
    INSERT INTO monitoring.change (regency, village, number, kind, project, object)
    VALUES (in_regency, p_village, next_number, p_kind, p_project, p_object);
    RETURN next_number;
END
$$;

-- Bytes are stored once per regency and belong to nobody; says nothing about whether they were there before.
CREATE OR REPLACE FUNCTION monitoring.store_blob(p_regency integer, p_sha256 bytea, p_bytes bigint, p_kind text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    INSERT INTO monitoring.blob (regency, village, sha256, bytes, kind)
    VALUES (p_regency, p_regency::bigint * 1000000, p_sha256, p_bytes, p_kind)
    ON CONFLICT (regency, sha256) DO NOTHING
$$;

-- What was paid of a work: an agency's as it says, a village's where its budget lines pay no other work.
CREATE OR REPLACE FUNCTION monitoring.paid_of(p_work monitoring.project) RETURNS bigint LANGUAGE sql STABLE AS
$$
    SELECT CASE WHEN p_work.owner = 'opd' THEN p_work.paid_sen ELSE (
        SELECT sum(l.posted_sen)::bigint FROM ledger.line_control AS l
         WHERE l.regency = p_work.regency AND l.village = p_work.village AND l.year = p_work.year
           AND l.activity = p_work.activity AND l.fund = p_work.fund AND NOT EXISTS (
               SELECT FROM monitoring.project AS q
                WHERE q.regency = p_work.regency AND q.village = p_work.village AND q.year = p_work.year
                  AND q.activity = p_work.activity AND q.fund = p_work.fund AND q.id <> p_work.id
                  AND q.state <> 'cancelled')) END
$$;

-- Money ahead of work: more than 20 points more was paid than built.
CREATE OR REPLACE FUNCTION monitoring.is_ahead(p_work monitoring.project) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT coalesce(monitoring.paid_of(p_work) * 100 / NULLIF(p_work.budget_sen, 0) > p_work.stage + 20, false) $$;

-- What a neighbour may know of a work: name, kind, year, fund, agency, state, geometry, and the money of the work as a whole
-- (what was paid only where its lines pay no other work). Never people or photos.
DROP FUNCTION IF EXISTS monitoring.works_facts(uuid[]);
CREATE FUNCTION monitoring.works_facts(p_ids uuid[]) RETURNS TABLE (
    project uuid, village bigint, village_name text, name text, kind text, is_maintenance boolean, year smallint, fund text,
    owner text, state text, site_ordinal integer, geometry bytea, agency text, budget_sen bigint, paid_sen bigint,
    starts_on date, ends_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT p.id, p.village, v.name, p.name, p.kind, p.is_maintenance, p.year, p.fund, p.owner, p.state, p.site_ordinal,
           s.geometry, p.agency, p.budget_sen, monitoring.paid_of(p), p.starts_on, p.ends_on
      FROM monitoring.project AS p
      JOIN place.village AS v ON v.regency = p.regency AND v.village = p.village
      LEFT JOIN monitoring.site AS s ON s.regency = p.regency AND s.project = p.id AND s.ordinal = p.site_ordinal
     WHERE p.regency = balai.regency() AND p.id = ANY (p_ids) AND cardinality(p_ids) <= 1000
$$;

-- The newest number, which every server asks before it answers from its memory: PL/pgSQL keeps the plan.
CREATE OR REPLACE FUNCTION monitoring.newest_change(p_regency integer) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    RETURN coalesce((SELECT max(c.number) FROM monitoring.change AS c WHERE c.regency = p_regency), 0);
END
$$;

-- For the server's own index and screening: works that changed after a number. Of it a person is told the columns of
-- works_facts. head is the newest number this answer takes in, at most p_limit further: numbers have no gaps, so whoever is far
-- behind asks again and no answer is long. A cancelled work comes too, so that it can be taken out, and so do the works whose
-- lines are those of a changed one: what was paid of each is only told while its lines pay no other.
DROP FUNCTION IF EXISTS monitoring.works_since(integer, bigint);
DROP FUNCTION IF EXISTS monitoring.works_since(integer, bigint, integer);
CREATE FUNCTION monitoring.works_since(p_regency integer, p_after bigint, p_limit integer) RETURNS TABLE (
    head bigint, project uuid, village bigint, name text, kind text, is_maintenance boolean, year smallint, fund text,
    owner text, activity text, volume text, unit text, budget_sen bigint, paid_sen bigint, starts_on date, ends_on date,
    stage smallint, state text, site_ordinal integer, geometry bytea, village_name text, agency text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    WITH newest AS (SELECT least(coalesce(max(c.number), 0), p_after + p_limit) AS number
                      FROM monitoring.change AS c WHERE c.regency = p_regency),
    noted AS (SELECT DISTINCT c.project FROM monitoring.change AS c
               WHERE c.regency = p_regency AND c.number > p_after AND c.number <= p_after + p_limit),
    changed AS (SELECT n.project FROM noted AS n
                UNION
                SELECT q.id FROM noted AS n
                  JOIN monitoring.project AS p ON p.regency = p_regency AND p.id = n.project
                  JOIN monitoring.project AS q ON q.regency = p.regency AND q.village = p.village AND q.year = p.year
                       AND q.activity = p.activity AND q.fund = p.fund)
    SELECT n.number, p.id, p.village, p.name, p.kind, p.is_maintenance, p.year, p.fund, p.owner, p.activity, p.volume::text,
           p.unit, p.budget_sen, monitoring.paid_of(p), p.starts_on, p.ends_on, p.stage, p.state, p.site_ordinal, s.geometry,
           v.name, p.agency
      FROM newest AS n
      LEFT JOIN changed AS c ON true
      LEFT JOIN monitoring.project AS p ON p.regency = p_regency AND p.id = c.project
      LEFT JOIN place.village AS v ON v.regency = p.regency AND v.village = p.village
      LEFT JOIN monitoring.site AS s ON s.regency = p.regency AND s.project = p.id AND s.ordinal = p.site_ordinal
     ORDER BY p.ordinal
$$;

-- The changes that wait for screening, oldest first, and where the cursor stands.
CREATE OR REPLACE FUNCTION monitoring.changes_waiting(p_limit integer) RETURNS TABLE (
    regency integer, number bigint, kind text, project uuid, object uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT c.regency, c.number, c.kind, c.project, c.object
      FROM monitoring.change AS c
      LEFT JOIN monitoring.screening_cursor AS k ON k.regency = c.regency
     WHERE c.number > coalesce(k.number, 0)
     ORDER BY c.regency, c.number LIMIT least(p_limit, 1000)
$$;

-- For screening only: the photos reported for these works, with what was read of them.
CREATE OR REPLACE FUNCTION monitoring.photos_of(p_regency integer, p_projects uuid[]) RETURNS TABLE (
    receipt uuid, project uuid, stage smallint, day date, sha256 bytea, scan_sha256 bytea, pdq bytea, pdq_quality smallint,
    exif_at timestamptz, gps_at timestamptz, device_at timestamptz, received_at timestamptz, device text, software text,
    source text, latitude double precision, longitude double precision, accuracy_m double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT r.id, g.project, g.stage, g.day, r.sha256, r.scan_sha256, r.pdq, r.pdq_quality, r.exif_at, r.gps_at, r.device_at,
           r.received_at, r.device, r.software, l.source, l.latitude, l.longitude, l.accuracy_m
      FROM monitoring.progress AS g
      JOIN monitoring.progress_photo AS h ON h.regency = g.regency AND h.progress = g.id
      JOIN monitoring.receipt AS r ON r.regency = h.regency AND r.id = h.receipt
      LEFT JOIN LATERAL (
            SELECT c.source, c.latitude, c.longitude, c.accuracy_m FROM monitoring.claim AS c
             WHERE c.regency = r.regency AND c.receipt = r.id AND c.source <> 'pin'
             ORDER BY c.source = 'device' DESC LIMIT 1) AS l ON true
     WHERE g.regency = p_regency AND g.project = ANY (p_projects) AND g.state = 'submitted'
     ORDER BY g.reported_at, h.ordinal
$$;

-- For screening only: other works that show the same bytes, or the same picture under other metadata.
CREATE OR REPLACE FUNCTION monitoring.works_sharing_photos(p_regency integer, p_project uuid) RETURNS TABLE (
    other uuid, receipt uuid, other_receipt uuid, is_same_file boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    WITH mine AS (
        SELECT r.id, r.sha256, r.scan_sha256 FROM monitoring.progress AS g
          JOIN monitoring.progress_photo AS h ON h.regency = g.regency AND h.progress = g.id
          JOIN monitoring.receipt AS r ON r.regency = h.regency AND r.id = h.receipt
         WHERE g.regency = p_regency AND g.project = p_project AND g.state = 'submitted')
    SELECT DISTINCT g.project, m.id, r.id, m.sha256 = r.sha256
      FROM mine AS m
      JOIN monitoring.receipt AS r ON r.regency = p_regency AND (r.sha256 = m.sha256 OR r.scan_sha256 = m.scan_sha256)
      JOIN monitoring.progress_photo AS h ON h.regency = r.regency AND h.receipt = r.id
      JOIN monitoring.progress AS g ON g.regency = h.regency AND g.id = h.progress AND g.state = 'submitted'
     WHERE g.project <> p_project
$$;

-- Takes the boundaries of a file: jsonb array of {village, geometry (base64 WKB), west, south, east, north}. All or nothing.
CREATE OR REPLACE FUNCTION monitoring.load_boundaries(p_regency integer, p_source text, p_rows jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    unknown text;
    loaded integer;
BEGIN
    SELECT string_agg(r ->> 'village', ', ' ORDER BY r ->> 'village') INTO unknown FROM jsonb_array_elements(p_rows) AS r
     WHERE NOT EXISTS (SELECT FROM place.village AS v WHERE v.regency = p_regency AND v.village = (r ->> 'village')::bigint);
    IF unknown IS NOT NULL THEN
        PERFORM balai.refuse('unknown-villages', jsonb_build_object('villages', left(unknown, 2000)));
    END IF;
    INSERT INTO monitoring.boundary AS b (regency, village, source, geometry, west, south, east, north)
    SELECT p_regency, (r ->> 'village')::bigint, p_source, decode(r ->> 'geometry', 'base64'),
           (r ->> 'west')::double precision, (r ->> 'south')::double precision,
           (r ->> 'east')::double precision, (r ->> 'north')::double precision
      FROM jsonb_array_elements(p_rows) AS r
    ON CONFLICT (regency, village) DO UPDATE SET source = excluded.source, geometry = excluded.geometry, west = excluded.west,
        south = excluded.south, east = excluded.east, north = excluded.north, loaded_at = now();
    GET DIAGNOSTICS loaded = ROW_COUNT;
    PERFORM audit.record('load-boundaries', p_regency::bigint * 1000000, 'boundary', NULL, NULL,
        jsonb_build_object('source', p_source), jsonb_build_object('count', loaded));
    RETURN loaded;
END
$$;

DO $$
DECLARE
    name text;
BEGIN
    REVOKE ALL ON FUNCTION monitoring.paid_of, monitoring.is_ahead FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION monitoring.paid_of, monitoring.is_ahead TO balai_wide, balai_app;
    FOREACH name IN ARRAY ARRAY['note_change', 'store_blob', 'works_facts', 'works_since', 'newest_change',
        'changes_waiting', 'photos_of', 'works_sharing_photos', 'load_boundaries'] LOOP
        EXECUTE format('ALTER FUNCTION monitoring.%I OWNER TO balai_wide', name);
        EXECUTE format('REVOKE ALL ON FUNCTION monitoring.%I FROM PUBLIC', name);
    END LOOP;
    GRANT EXECUTE ON FUNCTION monitoring.note_change, monitoring.store_blob, monitoring.load_boundaries TO balai_owner;
    GRANT EXECUTE ON FUNCTION monitoring.works_facts, monitoring.works_since, monitoring.newest_change,
        monitoring.changes_waiting, monitoring.photos_of, monitoring.works_sharing_photos TO balai_app;
END
$$;
