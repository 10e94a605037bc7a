-- What goes out to the public and what comes from it: released pictures, citizens' reports.
DO $$
DECLARE
    tenant text;
BEGIN
    FOREACH tenant IN ARRAY ARRAY['photo_release', 'citizen_report'] LOOP
        EXECUTE format('ALTER TABLE monitoring.%I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE monitoring.%I FORCE ROW LEVEL SECURITY', tenant);
        EXECUTE format('DROP POLICY IF EXISTS %I ON monitoring.%I', tenant || '_of_scope', tenant);
    END LOOP;
    CREATE POLICY photo_release_of_scope ON monitoring.photo_release
        USING (balai.in_scope(village)) WITH CHECK (balai.in_scope(village));
    -- The inspector's alone: neither the village nor the county's other offices learn that somebody wrote.
    CREATE POLICY citizen_report_of_scope ON monitoring.citizen_report
        USING (regency = balai.regency()
               AND identity.holds('inspector', about_village, balai.today(balai.regency())))
        WITH CHECK (regency = balai.regency()
               AND identity.holds('inspector', about_village, balai.today(balai.regency())));
END
$$;

-- A person says that nobody in the picture can be recognised; from then on anyone may see its re-encoded copy.
CREATE OR REPLACE FUNCTION monitoring.release_photo(p_progress uuid, p_receipt uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    photo record;
    released uuid;
BEGIN
    SELECT g.regency, g.village, g.project, g.state INTO photo
      FROM monitoring.progress_photo AS h
      JOIN monitoring.progress AS g ON g.regency = h.regency AND g.id = h.progress
     WHERE h.regency = balai.regency() AND h.progress = p_progress AND h.receipt = p_receipt;
    IF photo.village IS NULL OR photo.state <> 'submitted' THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'photo', 'id', p_receipt));
    END IF;
    PERFORM balai.require_post(photo.village, 'manager', 'secretary', 'head', 'operator');
    SELECT r.id INTO released FROM monitoring.photo_release AS r
     WHERE r.regency = photo.regency AND r.progress = p_progress AND r.receipt = p_receipt AND r.withdrawn_at IS NULL;
    IF released IS NULL THEN
        INSERT INTO monitoring.photo_release AS r (regency, village, progress, receipt, released_by)
        VALUES (photo.regency, photo.village, p_progress, p_receipt, balai.person()) RETURNING r.id INTO released;
        PERFORM audit.record('release-photo', photo.village, 'receipt', p_receipt, NULL,
            jsonb_build_object('release', released));
    END IF;
    RETURN released;
END
$$;

CREATE OR REPLACE FUNCTION monitoring.withdraw_photo(p_progress uuid, p_receipt uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken monitoring.photo_release;
BEGIN
    SELECT * INTO taken FROM monitoring.photo_release AS r
     WHERE r.regency = balai.regency() AND r.progress = p_progress AND r.receipt = p_receipt AND r.withdrawn_at IS NULL
       FOR UPDATE;
    IF taken.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'photo', 'id', p_receipt));
    END IF;
    PERFORM balai.require_post(taken.village, 'manager', 'secretary', 'head', 'operator');
    UPDATE monitoring.photo_release AS r SET withdrawn_by = balai.person(), withdrawn_at = now()
     WHERE r.regency = taken.regency AND r.id = taken.id;
    PERFORM audit.record('withdraw-photo', taken.village, 'receipt', p_receipt, to_jsonb(taken), NULL);
END
$$;

-- Where people complain about a village, as its public page says it; empty: the county's own address.
CREATE OR REPLACE FUNCTION place.set_complaint(p_village bigint, p_text text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    old text;
BEGIN
    PERFORM balai.require_post(p_village, 'operator', 'secretary', 'head', 'county');
    SELECT v.complaint INTO old FROM place.village AS v
     WHERE v.regency = balai.regency() AND v.village = p_village FOR UPDATE;
    IF old IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'village', 'village', p_village));
    END IF;
    UPDATE place.village AS v SET complaint = btrim(p_text) WHERE v.regency = balai.regency() AND v.village = p_village;
    PERFORM audit.record('set-complaint', p_village, 'village', NULL,
        jsonb_build_object('complaint', old), jsonb_build_object('complaint', btrim(p_text)));
END
$$;
REVOKE ALL ON FUNCTION place.set_complaint FROM PUBLIC;
GRANT EXECUTE ON FUNCTION place.set_complaint TO balai_app;

-- Takes a citizen's report in. Nothing of the sender is known or kept; a village gets at most 200 a day.
CREATE OR REPLACE FUNCTION monitoring.submit_report(
    p_id uuid, p_village bigint, p_project uuid, p_code_hash bytea, p_message text, p_sha256 bytea, p_photo jsonb)
RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    county constant bigint := in_regency::bigint * 1000000;
    kept timestamptz;
BEGIN
    IF EXISTS (SELECT FROM monitoring.citizen_report AS r WHERE r.regency = in_regency AND r.id = p_id) THEN
        PERFORM balai.refuse('id-reused', jsonb_build_object('id', p_id));
    END IF;
    IF NOT EXISTS (SELECT FROM web.work AS w WHERE w.regency = in_regency AND w.village = p_village AND w.id = p_project) THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'project', 'id', p_project));
    END IF;
    PERFORM pg_advisory_xact_lock(820028, (p_village % 1000000)::integer);
    IF (SELECT count(*) FROM monitoring.citizen_report AS r WHERE r.regency = in_regency AND r.about_village = p_village
           AND r.received_at > now() - interval '1 day') >= 200 THEN
        PERFORM balai.refuse('too-many-requests', jsonb_build_object('seconds', 3600));
    END IF;
    IF p_sha256 IS NOT NULL THEN
        PERFORM monitoring.store_blob(in_regency, p_sha256, (p_photo ->> 'bytes')::bigint, 'jpeg');
    END IF;
    INSERT INTO monitoring.citizen_report (regency, village, id, about_village, project, code_hash, message, sha256, facts,
        location, distance_m)
    VALUES (in_regency, county, p_id, p_village, p_project, p_code_hash, btrim(p_message), p_sha256, p_photo -> 'facts',
        p_photo ->> 'location', (p_photo ->> 'distanceM')::double precision)
    RETURNING received_at INTO kept;
    PERFORM audit.record('receive-report', county, 'citizen-report', p_id, NULL, jsonb_build_object('message', p_message));
    RETURN kept;
END
$$;

-- What a citizen's photo is judged against.
CREATE OR REPLACE FUNCTION monitoring.report_ground(p_village bigint, p_project uuid) RETURNS TABLE (
    geometry bytea, earliest timestamptz, tolerances text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT s.geometry, (p.starts_on - 30)::timestamp AT TIME ZONE r.time_zone,
           monitoring.tolerances(p.regency, balai.today(p.regency))::text
      FROM monitoring.project AS p
      JOIN place.regency AS r ON r.regency = p.regency
      LEFT JOIN monitoring.site AS s ON s.regency = p.regency AND s.project = p.id AND s.ordinal = p.site_ordinal
     WHERE p.regency = (p_village / 1000000)::integer AND p.village = p_village AND p.id = p_project
       AND p.owner = 'desa' AND p.state <> 'cancelled'
$$;

-- To whoever has the code: where the report stands, and the inspector's answer.
CREATE OR REPLACE FUNCTION monitoring.report_status(p_code_hash bytea) RETURNS TABLE (
    received_at timestamptz, work text, village_name text, state text, answer text, answered_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT c.received_at, p.name, v.name, c.state, c.answer, c.answered_at
      FROM monitoring.citizen_report AS c
      JOIN monitoring.project AS p ON p.regency = c.regency AND p.id = c.project
      JOIN place.village AS v ON v.regency = c.regency AND v.village = c.about_village
     WHERE c.code_hash = p_code_hash
$$;

-- The inspector takes a report up or closes it, with an answer that its sender can read by the code.
CREATE OR REPLACE FUNCTION monitoring.answer_report(p_id uuid, p_revision integer, p_state text, p_answer text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken monitoring.citizen_report;
BEGIN
    SELECT * INTO taken FROM monitoring.citizen_report AS r WHERE r.regency = balai.regency() AND r.id = p_id FOR UPDATE;
    IF taken.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'citizen-report', 'id', p_id));
    END IF;
    PERFORM balai.require_post(taken.about_village, 'inspector');
    IF taken.revision = p_revision + 1 AND taken.state = p_state AND taken.answer = btrim(p_answer) THEN
        RETURN taken.revision;  -- the same answer sent again
    END IF;
    IF taken.revision <> p_revision THEN
        PERFORM balai.refuse('stale-revision', jsonb_build_object('revision', p_revision, 'current', taken.revision));
    END IF;
    IF p_state = 'closed' AND btrim(coalesce(p_answer, '')) = '' THEN
        PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'answer'));
    END IF;
    UPDATE monitoring.citizen_report AS r
       SET state = p_state, answer = btrim(p_answer), answered_by = balai.person(), answered_at = now(),
           revision = r.revision + 1
     WHERE r.regency = taken.regency AND r.id = p_id;
    PERFORM audit.record('answer-report', taken.village, 'citizen-report', p_id,
        jsonb_build_object('state', taken.state, 'answer', taken.answer),
        jsonb_build_object('state', p_state, 'answer', btrim(p_answer)));
    RETURN taken.revision + 1;
END
$$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['submit_report', 'report_ground', 'report_status'] LOOP
        EXECUTE format('ALTER FUNCTION monitoring.%I OWNER TO balai_wide', name);
        EXECUTE format('REVOKE ALL ON FUNCTION monitoring.%I FROM PUBLIC', name);
    END LOOP;
    GRANT EXECUTE ON FUNCTION monitoring.submit_report, monitoring.report_ground, monitoring.report_status,
        monitoring.release_photo, monitoring.withdraw_photo, monitoring.answer_report TO balai_app;
END
$$;
