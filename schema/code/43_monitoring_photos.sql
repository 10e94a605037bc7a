-- Photos received and progress reported.

-- Keeps where a photo is said to be from; the first claim of each source stays, later ones of it are ignored.
-- jsonb array of {source, latitude, longitude, accuracyM?, nonce? (hex), fixedAt?, set?}; set is the photo set, else the receipt.
CREATE OR REPLACE FUNCTION monitoring.store_claims(p_village bigint, p_receipt uuid, p_claims jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    INSERT INTO monitoring.claim (regency, village, receipt, source, latitude, longitude, accuracy_m, nonce, fixed_at,
                                  nonce_state, nonce_issued_at)
    SELECT (p_village / 1000000)::integer, p_village, p_receipt, c ->> 'source', (c ->> 'latitude')::double precision,
           (c ->> 'longitude')::double precision, (c ->> 'accuracyM')::double precision, decode(c ->> 'nonce', 'hex'),
           monitoring.moment(c ->> 'fixedAt', (p_village / 1000000)::integer), n.state, n.issued_at
      FROM jsonb_array_elements(p_claims) AS c
      LEFT JOIN LATERAL monitoring.use_nonce(decode(c ->> 'nonce', 'hex'), coalesce((c ->> 'set')::uuid, p_receipt)) AS n ON true
    ON CONFLICT (regency, receipt, source) DO NOTHING;
END
$$;

-- A camera's time: with its own offset, else as the regency's clocks show it; NULL for what no calendar has.
CREATE OR REPLACE FUNCTION monitoring.moment(p_text text, p_regency integer) RETURNS timestamptz LANGUAGE plpgsql STABLE AS
$$
BEGIN
    IF p_text ~ '(Z|[+-][0-9]{2}:[0-9]{2})$' THEN
        RETURN p_text::timestamptz;
    END IF;
    RETURN p_text::timestamp AT TIME ZONE (SELECT r.time_zone FROM place.regency AS r WHERE r.regency = p_regency);
EXCEPTION WHEN datetime_field_overflow OR invalid_datetime_format THEN
    RETURN NULL;
END
$$;

-- A village's receipt of bytes that are stored already. The same bytes again give the same receipt.
CREATE OR REPLACE FUNCTION monitoring.receive_photo(
    p_id uuid, p_village bigint, p_sha256 bytea, p_bytes bigint, p_facts jsonb, p_claims jsonb)
RETURNS TABLE (id uuid, received_at timestamptz, is_new boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    kept monitoring.receipt;
    inserted integer;
BEGIN
    PERFORM balai.require_post(p_village, 'manager', 'treasurer', 'secretary', 'operator');
    PERFORM monitoring.store_blob(in_regency, p_sha256, p_bytes, 'jpeg');
    INSERT INTO monitoring.receipt AS r (regency, village, id, sha256, scan_sha256, person, facts, exif_at, gps_at, device_at,
        device, software, pdq, pdq_quality)
    VALUES (in_regency, p_village, p_id, p_sha256, decode(p_facts ->> 'pictureSha256', 'hex'), balai.person(), p_facts,
        monitoring.moment(p_facts ->> 'exifAt', in_regency), monitoring.moment(p_facts ->> 'gpsAt', in_regency),
        monitoring.moment(p_facts ->> 'deviceAt', in_regency),
        coalesce(p_facts ->> 'device', ''), coalesce(p_facts ->> 'software', ''), decode(p_facts ->> 'pdq', 'hex'),
        (p_facts ->> 'pdqQuality')::smallint)
    ON CONFLICT ON CONSTRAINT receipt_once_per_village DO NOTHING;
    GET DIAGNOSTICS inserted = ROW_COUNT;
    SELECT * INTO kept FROM monitoring.receipt AS r
     WHERE r.regency = in_regency AND r.village = p_village AND r.sha256 = p_sha256;
    PERFORM monitoring.store_claims(p_village, kept.id, p_claims);
    IF inserted = 1 THEN
        PERFORM audit.record('receive-photo', p_village, 'receipt', kept.id, NULL,
            jsonb_build_object('sha256', encode(p_sha256, 'hex'), 'bytes', p_bytes));
    END IF;
    RETURN QUERY SELECT kept.id, kept.received_at, inserted = 1;
END
$$;

-- Writes the judged photos of a report: jsonb array of {receipt, basis?, distanceM?, toleranceM?, location, inVillage,
-- timeWindow, pin?: {latitude, longitude}}.
CREATE OR REPLACE FUNCTION monitoring.store_photos(p_project monitoring.project, p_progress uuid, p_photos jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    unknown text;
BEGIN
    IF jsonb_array_length(p_photos) > 20 THEN
        PERFORM balai.refuse('too-many-photos', jsonb_build_object('limit', 20));
    END IF;
    SELECT string_agg(h ->> 'receipt', ', ') INTO unknown FROM jsonb_array_elements(p_photos) AS h
     WHERE NOT EXISTS (SELECT FROM monitoring.receipt AS r
                        WHERE r.regency = p_project.regency AND r.village = p_project.village
                          AND r.id = (h ->> 'receipt')::uuid);
    IF unknown IS NOT NULL THEN
        PERFORM balai.refuse('unknown-photo', jsonb_build_object('receipt', unknown));
    END IF;
    PERFORM monitoring.store_claims(p_project.village, (h ->> 'receipt')::uuid,
            jsonb_build_array((h -> 'pin') || '{"source": "pin"}'))
       FROM jsonb_array_elements(p_photos) AS h WHERE jsonb_typeof(h -> 'pin') = 'object';
    INSERT INTO monitoring.progress_photo (regency, village, progress, receipt, ordinal, site_ordinal, basis, distance_m,
        tolerance_m, location, in_village, time_window)
    SELECT p_project.regency, p_project.village, p_progress, (h.photo ->> 'receipt')::uuid,
           h.place + coalesce((SELECT max(e.ordinal) FROM monitoring.progress_photo AS e
                                WHERE e.regency = p_project.regency AND e.progress = p_progress), 0), p_project.site_ordinal,
           h.photo ->> 'basis', (h.photo ->> 'distanceM')::double precision, (h.photo ->> 'toleranceM')::double precision,
           h.photo ->> 'location', h.photo ->> 'inVillage', h.photo ->> 'timeWindow'
      FROM jsonb_array_elements(p_photos) WITH ORDINALITY AS h (photo, place);
END
$$;

-- A progress report. p_site_ordinal is the site the photos were judged against: when it moved meanwhile, judge again.
CREATE OR REPLACE FUNCTION monitoring.report_progress(
    p_id uuid, p_project uuid, p_fields jsonb, p_site_ordinal integer, p_photos jsonb)
RETURNS TABLE (id uuid, ordinal integer, revision integer, state text, stage integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken monitoring.project := monitoring.take_project(p_project, NULL);
    wanted constant integer := (p_fields ->> 'stage')::integer;
    on_day constant date := (p_fields ->> 'day')::date;
    answer jsonb;
    next_ordinal integer;
BEGIN
    PERFORM balai.require_post(taken.village, 'manager');
    answer := balai.claim(p_id, 'report-progress', ledger.fingerprint(p_project::text, p_fields::text), taken.village);
    IF answer IS NULL THEN
        IF taken.state = 'cancelled' THEN
            PERFORM balai.refuse('project-cancelled', jsonb_build_object('name', taken.name));
        END IF;
        IF on_day > balai.today(taken.regency) THEN
            PERFORM balai.refuse('date-in-future', jsonb_build_object('day', on_day, 'today', balai.today(taken.regency)));
        END IF;
        IF NOT monitoring.stages_on(taken.regency, on_day) @> to_jsonb(wanted)
           AND EXISTS (SELECT FROM place.parameter AS r WHERE r.regency = taken.regency AND r.key = 'works.stages'
                          AND r.valid_from <= on_day) THEN
            PERFORM balai.refuse('unknown-stage', jsonb_build_object('stage', wanted));
        END IF;
        IF taken.site_ordinal IS DISTINCT FROM p_site_ordinal THEN
            PERFORM balai.refuse('site-moved', jsonb_build_object('siteOrdinal', coalesce(taken.site_ordinal, 0)));
        END IF;
        SELECT coalesce(max(g.ordinal), 0) + 1 INTO next_ordinal FROM monitoring.progress AS g
         WHERE g.regency = taken.regency AND g.project = p_project;
        INSERT INTO monitoring.progress (regency, village, id, project, ordinal, stage, quantity, note, day, person,
            percent)
        VALUES (taken.regency, taken.village, p_id, p_project, next_ordinal, wanted, (p_fields ->> 'quantity')::numeric,
                coalesce(p_fields ->> 'note', ''), on_day, balai.person(),
                -- Of the target where there is one: nothing of nothing is no percentage.
                CASE WHEN p_fields ->> 'quantity' IS NOT NULL AND taken.volume > 0
                     THEN least(100, floor((p_fields ->> 'quantity')::numeric * 100 / taken.volume))
                     ELSE (p_fields ->> 'percent')::numeric END);
        PERFORM monitoring.store_photos(taken, p_id, p_photos);
        PERFORM monitoring.restage(taken.regency, p_project);
        PERFORM audit.record('report-progress', taken.village, 'progress', p_id, NULL,
            p_fields || jsonb_build_object('photos', p_photos));
        PERFORM monitoring.note_change(taken.village, 'photo', p_project, p_id);
        answer := balai.keep(p_id, taken.village, (
            SELECT jsonb_build_object('ordinal', next_ordinal, 'state', p.state, 'stage', p.stage) FROM monitoring.project AS p
             WHERE p.regency = taken.regency AND p.id = p_project));
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'ordinal')::integer, 1, answer ->> 'state', (answer ->> 'stage')::integer;
END
$$;

-- The stage and state of a work follow its newest report that stands; one that arrives late does not turn them back.
CREATE OR REPLACE FUNCTION monitoring.restage(p_regency integer, p_project uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    UPDATE monitoring.project AS p
       SET stage = n.stage,
           state = CASE WHEN p.state = 'cancelled' THEN p.state WHEN n.stage = 100 THEN 'done'
                        WHEN n.stage > 0 THEN 'running' ELSE 'planned' END
      FROM (SELECT coalesce((SELECT g.stage FROM monitoring.progress AS g
                              WHERE g.regency = p_regency AND g.project = p_project AND g.state = 'submitted'
                              ORDER BY g.day DESC, g.ordinal DESC LIMIT 1), 0) AS stage) AS n
     WHERE p.regency = p_regency AND p.id = p_project
$$;

-- Takes a report back: it stays readable, counts no more.
CREATE OR REPLACE FUNCTION monitoring.withdraw_progress(p_id uuid, p_revision integer, p_reason text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken monitoring.progress;
BEGIN
    SELECT * INTO taken FROM monitoring.progress AS g WHERE g.regency = balai.regency() AND g.id = p_id;
    IF taken.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'progress', 'id', p_id));
    END IF;
    PERFORM monitoring.take_project(taken.project, NULL);
    PERFORM balai.require_post(taken.village, 'manager');
    IF btrim(coalesce(p_reason, '')) = '' THEN
        PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'withdraw'));
    END IF;
    UPDATE monitoring.progress AS g SET state = 'withdrawn', revision = g.revision + 1
     WHERE g.regency = taken.regency AND g.id = p_id AND g.revision = p_revision AND g.state = 'submitted';
    IF NOT FOUND THEN
        PERFORM balai.refuse('stale-revision', jsonb_build_object('revision', p_revision, 'current', taken.revision));
    END IF;
    PERFORM monitoring.restage(taken.regency, taken.project);
    PERFORM audit.record('withdraw-progress', taken.village, 'progress', p_id, to_jsonb(taken),
        jsonb_build_object('state', 'withdrawn', 'reason', p_reason));
    PERFORM monitoring.note_change(taken.village, 'photo', taken.project, p_id);
    RETURN p_revision + 1;
END
$$;

REVOKE ALL ON FUNCTION monitoring.store_claims, monitoring.store_photos, monitoring.restage FROM PUBLIC;
GRANT EXECUTE ON FUNCTION monitoring.receive_photo, monitoring.report_progress, monitoring.withdraw_progress TO balai_app;
