-- Capture links: whoever holds one sees its work and adds photos to it, by row-level security and nothing else.
CREATE OR REPLACE FUNCTION balai.link() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('balai.link', true), '')::uuid $$;

CREATE OR REPLACE FUNCTION balai.link_project() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('balai.link_project', true), '')::uuid $$;

REVOKE ALL ON FUNCTION balai.link, balai.link_project FROM PUBLIC;
GRANT EXECUTE ON FUNCTION balai.link, balai.link_project TO balai_app, balai_public, balai_audit, balai_backup, balai_wide;

DO $$
DECLARE
    tenant text;
BEGIN
    FOREACH tenant IN ARRAY ARRAY['capture_link', 'nonce', 'capture'] LOOP
        EXECUTE format('ALTER TABLE monitoring.%I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE monitoring.%I FORCE ROW LEVEL SECURITY', tenant);
        EXECUTE format('DROP POLICY IF EXISTS %I ON monitoring.%I', tenant || '_of_scope', tenant);
    END LOOP;
    FOREACH tenant IN ARRAY ARRAY['capture_link', 'capture'] LOOP
        EXECUTE format('CREATE POLICY %I ON monitoring.%I USING (balai.in_scope(village)) WITH CHECK (balai.in_scope(village))',
            tenant || '_of_scope', tenant);
    END LOOP;
    CREATE POLICY nonce_of_scope ON monitoring.nonce
        USING (link = balai.link() OR account = balai.account()) WITH CHECK (link = balai.link() OR account = balai.account());
    FOREACH tenant IN ARRAY ARRAY['capture_link', 'capture', 'project', 'site', 'receipt', 'claim', 'progress',
        'progress_photo'] LOOP
        EXECUTE format('DROP POLICY IF EXISTS %I ON monitoring.%I', tenant || '_of_link', tenant);
    END LOOP;
    -- Evidence that gates money is written with each photo, also a link's.
    IF to_regclass('ledger.evidence') IS NOT NULL THEN
        DROP POLICY IF EXISTS evidence_of_link ON ledger.evidence;
        CREATE POLICY evidence_of_link ON ledger.evidence FOR INSERT WITH CHECK (project = balai.link_project());
    END IF;
    -- The work itself, its drawings and reports; of photos only those that came through this very link.
    CREATE POLICY capture_link_of_link ON monitoring.capture_link FOR SELECT USING (id = balai.link());
    CREATE POLICY project_of_link ON monitoring.project USING (regency = balai.regency() AND id = balai.link_project());
    CREATE POLICY site_of_link ON monitoring.site FOR SELECT
        USING (regency = balai.regency() AND project = balai.link_project());
    CREATE POLICY progress_of_link ON monitoring.progress
        USING (regency = balai.regency() AND project = balai.link_project())
        WITH CHECK (project = balai.link_project() AND link = balai.link());
    CREATE POLICY capture_of_link ON monitoring.capture USING (link = balai.link())
        WITH CHECK (link = balai.link() AND project = balai.link_project());
    CREATE POLICY receipt_of_link ON monitoring.receipt
        USING (link = balai.link() OR EXISTS (SELECT FROM monitoring.capture AS c
                WHERE c.regency = receipt.regency AND c.receipt = receipt.id AND c.link = balai.link()))
        WITH CHECK (link = balai.link());
    CREATE POLICY claim_of_link ON monitoring.claim
        USING (EXISTS (SELECT FROM monitoring.receipt AS r
                        WHERE r.regency = claim.regency AND r.id = claim.receipt AND r.link = balai.link()))
        WITH CHECK (EXISTS (SELECT FROM monitoring.receipt AS r
                        WHERE r.regency = claim.regency AND r.id = claim.receipt AND r.link = balai.link()));
    CREATE POLICY progress_photo_of_link ON monitoring.progress_photo
        USING (EXISTS (SELECT FROM monitoring.progress AS g WHERE g.regency = progress_photo.regency
                          AND g.id = progress_photo.progress AND g.project = balai.link_project()))
        WITH CHECK (EXISTS (SELECT FROM monitoring.progress AS g WHERE g.regency = progress_photo.regency
                          AND g.id = progress_photo.progress AND g.link = balai.link()));
END
$$;

-- Enters as the holder of a link: sees the one work, is nobody. Photos taken in time may arrive late (p_is_late).
CREATE OR REPLACE FUNCTION monitoring.enter_link(p_token_hash bytea, p_is_late boolean) RETURNS monitoring.capture_link
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    entered monitoring.capture_link;
    until timestamptz;
BEGIN
    SELECT * INTO entered FROM monitoring.capture_link AS c WHERE c.token_hash = p_token_hash;
    IF entered.id IS NULL THEN
        PERFORM balai.refuse('link-unknown');
    END IF;
    IF entered.revoked_at IS NOT NULL THEN
        PERFORM balai.refuse('link-revoked');
    END IF;
    until := entered.expires_at + CASE WHEN p_is_late THEN interval '14 days' ELSE interval '0' END;
    IF now() > until THEN
        PERFORM balai.refuse('link-expired', jsonb_build_object('day', (entered.expires_at AT TIME ZONE coalesce(
            (SELECT r.time_zone FROM place.regency AS r WHERE r.regency = entered.regency), 'Asia/Jakarta'))::date));
    END IF;
    PERFORM set_config('balai.regency', entered.regency::text, true), set_config('balai.link', entered.id::text, true),
            set_config('balai.link_project', entered.project::text, true), set_config('balai.account', '', true),
            set_config('balai.person', '', true), set_config('balai.village_from', '', true),
            set_config('balai.village_until', '', true), set_config('balai.village_list', '', true);
    RETURN entered;
END
$$;

-- For a link's delivery only: the village's receipt of bytes that somebody sent before.
CREATE OR REPLACE FUNCTION monitoring.receipt_of_bytes(p_village bigint, p_sha256 bytea) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT r.id FROM monitoring.receipt AS r
     WHERE r.regency = (p_village / 1000000)::integer AND r.village = p_village AND r.sha256 = p_sha256
$$;

-- Nonces that no photo can bring any more.
CREATE OR REPLACE FUNCTION monitoring.forget_nonces() RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    WITH gone AS (DELETE FROM monitoring.nonce WHERE issued_at < now() - interval '120 days' RETURNING 1)
    SELECT count(*)::integer FROM gone
$$;

-- What a nonce says of the photo set that brings it: a fact, never a reason to refuse.
CREATE OR REPLACE FUNCTION monitoring.nonce_standing(p_nonce bytea, p_set uuid, OUT state text, OUT issued_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    found monitoring.nonce;
    hours integer;
BEGIN
    IF p_nonce IS NULL THEN
        RETURN;
    END IF;
    SELECT * INTO found FROM monitoring.nonce AS n WHERE n.regency = balai.regency() AND n.nonce = p_nonce;
    issued_at := found.issued_at;
    hours := (monitoring.tolerances(balai.regency(), balai.today(balai.regency())) ->> 'nonceHours')::integer;
    state := CASE WHEN found.nonce IS NULL THEN 'unknown'
                  WHEN found.used_by IS NOT NULL AND found.used_by <> p_set THEN 'reused'
                  WHEN found.issued_at < now() - make_interval(hours => hours) THEN 'old' ELSE 'fresh' END;
END
$$;

-- The first set that brings a nonce keeps it.
CREATE OR REPLACE FUNCTION monitoring.use_nonce(p_nonce bytea, p_set uuid, OUT state text, OUT issued_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    UPDATE monitoring.nonce AS n SET used_by = p_set, used_at = now()
     WHERE n.regency = balai.regency() AND n.nonce = p_nonce AND n.used_by IS NULL;
    SELECT s.state, s.issued_at INTO use_nonce.state, use_nonce.issued_at FROM monitoring.nonce_standing(p_nonce, p_set) AS s;
END
$$;

-- Nonces for the next photo sets, made by the server. p_token_hash NULL: for the person who is signed in.
CREATE OR REPLACE FUNCTION monitoring.issue_nonces(p_token_hash bytea, p_nonces bytea[]) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    entered monitoring.capture_link;
BEGIN
    IF p_token_hash IS NOT NULL THEN
        entered := monitoring.enter_link(p_token_hash, false);
    ELSIF balai.account() IS NULL THEN
        PERFORM balai.refuse('not-signed-in');
    END IF;
    INSERT INTO monitoring.nonce (regency, village, nonce, link, account)
    SELECT balai.regency(), coalesce(entered.village, balai.regency()::bigint * 1000000), n, entered.id,
           CASE WHEN entered.id IS NULL THEN balai.account() END
      FROM unnest(p_nonces[:50]) AS n;
    RETURN now();
END
$$;

-- What the capture page shows, and what a photo is judged against.
CREATE OR REPLACE FUNCTION monitoring.capture_ground(p_token_hash bytea, p_is_late boolean, p_nonce bytea, p_set uuid)
RETURNS TABLE (
    link uuid, label text, shared_name text, expires_at timestamptz, regency integer, village bigint, village_name text,
    district_name text, project uuid, project_name text, kind text, state text, stage smallint, site_ordinal integer,
    geometry bytea, earliest timestamptz, tolerances text, photos bigint, nonce_state text,
    time_zone text, stages text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    entered monitoring.capture_link := monitoring.enter_link(p_token_hash, p_is_late);
BEGIN
    RETURN QUERY
    SELECT entered.id, entered.label, n.name, entered.expires_at, p.regency, p.village, v.name, d.name, p.id, p.name, p.kind,
           p.state, p.stage, p.site_ordinal, s.geometry,
           (p.starts_on - (t.given ->> 'daysBefore')::integer)::timestamp AT TIME ZONE r.time_zone, t.given::text,
           (SELECT count(*) FROM monitoring.capture AS c WHERE c.regency = p.regency AND c.link = entered.id),
           (monitoring.nonce_standing(p_nonce, p_set)).state, r.time_zone,
           balai.parameter(p.regency, 'works.stages', balai.today(p.regency), '[0, 50, 100]')::text
      FROM monitoring.project AS p
      JOIN place.regency AS r ON r.regency = p.regency
      JOIN place.village AS v ON v.regency = p.regency AND v.village = p.village
      JOIN place.district AS d ON d.regency = v.regency AND d.district = v.district
      LEFT JOIN identity.person AS n ON n.regency = p.regency AND n.id = entered.shared_by
      LEFT JOIN monitoring.site AS s ON s.regency = p.regency AND s.project = p.id AND s.ordinal = p.site_ordinal
     CROSS JOIN LATERAL (SELECT monitoring.tolerances(p.regency, balai.today(p.regency)) AS given) AS t
     WHERE p.regency = entered.regency AND p.id = entered.project;
END
$$;

-- Takes a photo in through a link: receipt, claims, report and judgement, or nothing. Sent again, it answers the same.
-- p_photo: {id, sha256 (hex), bytes, facts, claims, set, stage, note, day, mode, capturedAt?, judged: as store_photos}.
CREATE OR REPLACE FUNCTION monitoring.receive_capture(p_token_hash bytea, p_site_ordinal integer, p_photo jsonb)
RETURNS TABLE (receipt uuid, received_at timestamptz, is_new boolean, progress uuid, nonce_state text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    entered monitoring.capture_link := monitoring.enter_link(p_token_hash, true);
    taken monitoring.project := monitoring.take_project(entered.project, NULL);
    hash constant bytea := decode(p_photo ->> 'sha256', 'hex');
    kept monitoring.capture;
    known uuid;
BEGIN
    SELECT * INTO kept FROM monitoring.capture AS c
     WHERE c.regency = entered.regency AND c.link = entered.id AND c.sha256 = hash;
    IF kept.receipt IS NULL THEN
        PERFORM monitoring.require_open(taken, p_site_ordinal, entered.id);
        known := monitoring.receipt_of_link(taken, entered.id, hash, p_photo);
        PERFORM monitoring.report_of_link(taken, entered, p_photo);
        INSERT INTO monitoring.capture AS c (regency, village, link, sha256, project, receipt, progress, mode, captured_at)
        VALUES (taken.regency, taken.village, entered.id, hash, taken.id, known, (p_photo ->> 'set')::uuid,
                p_photo ->> 'mode', monitoring.moment(p_photo ->> 'capturedAt', taken.regency)) RETURNING * INTO kept;
        PERFORM monitoring.store_photos(taken, kept.progress,
            jsonb_build_array((p_photo -> 'judged') || jsonb_build_object('receipt', known)));
        PERFORM monitoring.restage(taken.regency, taken.id);
        PERFORM audit.record('receive-capture', taken.village, 'receipt', known, NULL,
            jsonb_build_object('sha256', p_photo ->> 'sha256'), jsonb_build_object('link', entered.id));
        PERFORM monitoring.note_change(taken.village, 'photo', taken.id, kept.progress);
        is_new := true;
    END IF;
    RETURN QUERY
    SELECT kept.receipt, kept.delivered_at, coalesce(receive_capture.is_new, false), kept.progress,
           (SELECT m.nonce_state FROM monitoring.claim AS m
             WHERE m.regency = kept.regency AND m.receipt = kept.receipt AND m.source = 'device');
END
$$;

-- A photo this link delivered before, as it was answered then.
CREATE OR REPLACE FUNCTION monitoring.captured(p_token_hash bytea, p_sha256 bytea) RETURNS TABLE (
    receipt uuid, received_at timestamptz, progress uuid, nonce_state text, basis text, distance_m double precision,
    tolerance_m double precision, location text, in_village text, time_window text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    entered monitoring.capture_link := monitoring.enter_link(p_token_hash, true);
BEGIN
    RETURN QUERY
    SELECT c.receipt, c.delivered_at, c.progress, m.nonce_state, h.basis, h.distance_m, h.tolerance_m, h.location, h.in_village,
           h.time_window
      FROM monitoring.capture AS c
      JOIN monitoring.progress_photo AS h ON h.regency = c.regency AND h.progress = c.progress AND h.receipt = c.receipt
      LEFT JOIN monitoring.claim AS m ON m.regency = c.regency AND m.receipt = c.receipt AND m.source = 'device'
     WHERE c.regency = entered.regency AND c.link = entered.id AND c.sha256 = p_sha256;
END
$$;

-- A work that still takes photos, on the site they were judged against, through a link that is not full.
CREATE OR REPLACE FUNCTION monitoring.require_open(p_project monitoring.project, p_site_ordinal integer, p_link uuid)
RETURNS void LANGUAGE plpgsql AS
$$
BEGIN
    IF p_project.state = 'cancelled' THEN
        PERFORM balai.refuse('project-cancelled', jsonb_build_object('name', p_project.name));
    END IF;
    IF p_project.site_ordinal IS DISTINCT FROM p_site_ordinal THEN
        PERFORM balai.refuse('site-moved', jsonb_build_object('siteOrdinal', coalesce(p_project.site_ordinal, 0)));
    END IF;
    IF (SELECT count(*) FROM monitoring.capture AS c WHERE c.regency = p_project.regency AND c.link = p_link) >= 500 THEN
        PERFORM balai.refuse('link-full', jsonb_build_object('limit', 500));
    END IF;
END
$$;

-- The receipt of a link's photo: a new one with its claims, or the village's own of the same bytes.
CREATE OR REPLACE FUNCTION monitoring.receipt_of_link(
    p_project monitoring.project, p_link uuid, p_hash bytea, p_photo jsonb) RETURNS uuid
LANGUAGE plpgsql AS
$$
DECLARE
    facts constant jsonb := p_photo -> 'facts';
    fresh integer;
BEGIN
    PERFORM monitoring.store_blob(p_project.regency, p_hash, (p_photo ->> 'bytes')::bigint, 'jpeg');
    INSERT INTO monitoring.receipt (regency, village, id, sha256, scan_sha256, link, facts, exif_at, gps_at, device_at, device,
        software, pdq, pdq_quality)
    VALUES (p_project.regency, p_project.village, (p_photo ->> 'id')::uuid, p_hash, decode(facts ->> 'pictureSha256', 'hex'),
        p_link, facts, monitoring.moment(facts ->> 'exifAt', p_project.regency),
        monitoring.moment(facts ->> 'gpsAt', p_project.regency), monitoring.moment(facts ->> 'deviceAt', p_project.regency),
        coalesce(facts ->> 'device', ''), coalesce(facts ->> 'software', ''), decode(facts ->> 'pdq', 'hex'),
        (facts ->> 'pdqQuality')::smallint)
    ON CONFLICT ON CONSTRAINT receipt_once_per_village DO NOTHING;
    GET DIAGNOSTICS fresh = ROW_COUNT;
    IF fresh = 0 THEN
        RETURN monitoring.receipt_of_bytes(p_project.village, p_hash);
    END IF;
    PERFORM monitoring.store_claims(p_project.village, (p_photo ->> 'id')::uuid, p_photo -> 'claims');
    RETURN (p_photo ->> 'id')::uuid;
END
$$;

-- The report of a photo set: made with its first photo, in the name of who shared the link; up to twenty photos.
CREATE OR REPLACE FUNCTION monitoring.report_of_link(
    p_project monitoring.project, p_link monitoring.capture_link, p_photo jsonb) RETURNS void
LANGUAGE plpgsql AS
$$
DECLARE
    photo_set constant uuid := (p_photo ->> 'set')::uuid;
    today constant date := balai.today(p_project.regency);
BEGIN
    INSERT INTO monitoring.progress (regency, village, id, project, ordinal, stage, note, day, person, link)
    SELECT p_project.regency, p_project.village, photo_set, p_project.id,
           coalesce((SELECT max(g.ordinal) FROM monitoring.progress AS g
                      WHERE g.regency = p_project.regency AND g.project = p_project.id), 0) + 1,
           (p_photo ->> 'stage')::smallint, coalesce(p_photo ->> 'note', ''), least((p_photo ->> 'day')::date, today),
           p_link.shared_by, p_link.id
    ON CONFLICT (regency, id) DO NOTHING;
    IF NOT EXISTS (SELECT FROM monitoring.progress AS g
                    WHERE g.regency = p_project.regency AND g.id = photo_set AND g.link = p_link.id) THEN
        PERFORM balai.refuse('id-reused', jsonb_build_object('id', photo_set));
    END IF;
    IF (SELECT count(*) FROM monitoring.progress_photo AS h
         WHERE h.regency = p_project.regency AND h.progress = photo_set) >= 20 THEN
        PERFORM balai.refuse('too-many-photos', jsonb_build_object('limit', 20));
    END IF;
END
$$;

-- Shares a link to one work for some days. Its token was made by the server; only the hash comes here.
CREATE OR REPLACE FUNCTION monitoring.share_link(
    p_id uuid, p_project uuid, p_token_hash bytea, p_label text, p_days integer) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    taken monitoring.project := monitoring.take_project(p_project, NULL);
    until constant timestamptz := now() + make_interval(days => p_days);
BEGIN
    PERFORM balai.require_post(taken.village, 'manager');
    IF taken.state = 'cancelled' THEN
        PERFORM balai.refuse('project-cancelled', jsonb_build_object('name', taken.name));
    END IF;
    IF (SELECT count(*) FROM monitoring.capture_link AS c WHERE c.regency = taken.regency AND c.project = p_project
           AND c.revoked_at IS NULL AND c.expires_at > now()) >= 20 THEN
        PERFORM balai.refuse('too-many-links', jsonb_build_object('limit', 20));
    END IF;
    IF EXISTS (SELECT FROM monitoring.capture_link AS c WHERE c.regency = taken.regency AND c.id = p_id) THEN
        PERFORM balai.refuse('id-reused', jsonb_build_object('id', p_id));
    END IF;
    INSERT INTO monitoring.capture_link (regency, village, id, project, token_hash, label, shared_by, expires_at)
    VALUES (taken.regency, taken.village, p_id, p_project, p_token_hash, btrim(p_label), balai.person(), until);
    PERFORM audit.record('share-link', taken.village, 'capture-link', p_id, NULL,
        jsonb_build_object('project', p_project, 'label', p_label), jsonb_build_object('days', p_days));
    RETURN until;
END
$$;

-- Closes a link at once: for everyone who holds it, also for photos still on the way.
CREATE OR REPLACE FUNCTION monitoring.revoke_link(p_id uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    found monitoring.capture_link;
BEGIN
    SELECT * INTO found FROM monitoring.capture_link AS c WHERE c.regency = balai.regency() AND c.id = p_id FOR UPDATE;
    IF found.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'capture-link', 'id', p_id));
    END IF;
    PERFORM balai.require_post(found.village, 'manager', 'head', 'secretary');
    IF found.revoked_at IS NULL THEN
        UPDATE monitoring.capture_link AS c SET revoked_at = now(), revoked_by = balai.person()
         WHERE c.regency = found.regency AND c.id = p_id;
        PERFORM audit.record('revoke-link', found.village, 'capture-link', p_id, to_jsonb(found) - 'token_hash', NULL);
    END IF;
    RETURN found.project;
END
$$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['enter_link', 'receipt_of_bytes', 'forget_nonces'] LOOP
        EXECUTE format('ALTER FUNCTION monitoring.%I OWNER TO balai_wide', name);
        EXECUTE format('REVOKE ALL ON FUNCTION monitoring.%I FROM PUBLIC', name);
    END LOOP;
    GRANT EXECUTE ON FUNCTION monitoring.enter_link, monitoring.receipt_of_bytes TO balai_owner;
    REVOKE ALL ON FUNCTION monitoring.use_nonce, monitoring.nonce_standing, monitoring.require_open, monitoring.receipt_of_link,
        monitoring.report_of_link FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION monitoring.forget_nonces, monitoring.issue_nonces, monitoring.capture_ground,
        monitoring.receive_capture, monitoring.captured, monitoring.share_link, monitoring.revoke_link TO balai_app;
END
$$;
