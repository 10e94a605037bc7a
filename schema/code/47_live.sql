-- What keeps screening and screens going by themselves: the daily round, changes stepped over, photo hashes, live notices.

DO $$
DECLARE
    tenant text;
BEGIN
    FOREACH tenant IN ARRAY ARRAY['screening_day', 'screening_failure'] LOOP
        EXECUTE format('ALTER TABLE monitoring.%I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE monitoring.%I FORCE ROW LEVEL SECURITY', tenant);
        EXECUTE format('DROP POLICY IF EXISTS %I ON monitoring.%I', tenant || '_of_scope', tenant);
        EXECUTE format('CREATE POLICY %I ON monitoring.%I USING (false) WITH CHECK (false)', tenant || '_of_scope', tenant);
    END LOOP;
END
$$;

-- Once a legal day: every work that has begun and is not finished is a change of the day, and so is what failed before.
-- Answers how many; NULL when the day was done already.
CREATE OR REPLACE FUNCTION monitoring.begin_day(p_regency integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    today constant date := balai.today(p_regency);
    work record;
    noted integer := 0;
BEGIN
    INSERT INTO monitoring.screening_day (regency, village, day) VALUES (p_regency, p_regency::bigint * 1000000, today)
    ON CONFLICT (regency, day) DO NOTHING;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    FOR work IN SELECT f.village, f.project, f.number FROM monitoring.screening_failure AS f
                 WHERE f.regency = p_regency AND f.again IS NULL ORDER BY f.number LIMIT 1000 LOOP
        UPDATE monitoring.screening_failure AS f
           SET again = monitoring.note_change(work.village, 'again', work.project, work.project)
         WHERE f.regency = p_regency AND f.number = work.number;
        noted := noted + 1;
    END LOOP;
    FOR work IN SELECT p.village, p.id FROM monitoring.project AS p
                 WHERE p.regency = p_regency AND p.owner = 'desa' AND p.state IN ('planned', 'running')
                   AND p.starts_on <= today AND p.year >= extract(year FROM today) - 1 ORDER BY p.ordinal LOOP
        PERFORM monitoring.note_change(work.village, 'day', work.id, work.id);
        noted := noted + 1;
    END LOOP;
    UPDATE monitoring.screening_day AS d SET works = noted WHERE d.regency = p_regency AND d.day = today;
    RETURN noted;
END
$$;

-- Steps over a change that can't be screened, and keeps that it was. False when it is not its turn any more.
CREATE OR REPLACE FUNCTION monitoring.step_over(p_regency integer, p_number bigint, p_error text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    IF monitoring.raise_flags(p_regency, p_number, '[]') IS NULL THEN
        RETURN false;
    END IF;
    INSERT INTO monitoring.screening_failure (regency, village, number, project, error)
    SELECT c.regency, c.village, c.number, c.project, left(p_error, 400) FROM monitoring.change AS c
     WHERE c.regency = p_regency AND c.number = p_number
    ON CONFLICT (regency, number) DO NOTHING;
    RETURN true;
END
$$;

-- For the server's own index of pictures, never an answer to a person: the hashes of all reported photos of works whose photos
-- changed after a number, with that work.
CREATE OR REPLACE FUNCTION monitoring.photo_hashes_since(p_regency integer, p_after bigint) RETURNS TABLE (
    head bigint, project uuid, receipt uuid, pdq bytea, pdq_quality smallint, views text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    WITH newest AS (SELECT coalesce(max(c.number), 0) AS number FROM monitoring.change AS c WHERE c.regency = p_regency),
    changed AS (SELECT DISTINCT c.object FROM monitoring.change AS c
                 WHERE c.regency = p_regency AND c.number > p_after AND c.kind = 'photo')
    SELECT n.number, g.project, r.id, r.pdq, r.pdq_quality,
           ARRAY(SELECT jsonb_array_elements_text(
               CASE jsonb_typeof(r.facts -> 'views') WHEN 'array' THEN r.facts -> 'views' ELSE '[]' END))
      FROM newest AS n
      LEFT JOIN changed AS c ON true
      LEFT JOIN monitoring.progress AS g ON g.regency = p_regency AND g.id = c.object AND g.state = 'submitted'
      LEFT JOIN monitoring.progress_photo AS h ON h.regency = g.regency AND h.progress = g.id
      LEFT JOIN monitoring.receipt AS r ON r.regency = h.regency AND r.id = h.receipt AND r.pdq IS NOT NULL
$$;

-- Tells every server that something changed: regency|village|other village|kind|work|flag. Who may know is theirs to check.
CREATE OR REPLACE FUNCTION monitoring.tell_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    PERFORM pg_notify('balai_live', concat_ws('|', NEW.regency, NEW.village, '', NEW.kind, NEW.project, ''));
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION monitoring.tell_flag() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    PERFORM pg_notify('balai_live',
        concat_ws('|', NEW.regency, NEW.village, coalesce(NEW.other_village::text, ''), 'flag', NEW.project, NEW.id));
    RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS change_is_told ON monitoring.change;
CREATE TRIGGER change_is_told AFTER INSERT ON monitoring.change FOR EACH ROW
    WHEN (NEW.kind IN ('site', 'photo', 'payment')) EXECUTE FUNCTION monitoring.tell_change();
DROP TRIGGER IF EXISTS flag_is_told ON monitoring.flag;
CREATE TRIGGER flag_is_told AFTER INSERT OR UPDATE ON monitoring.flag FOR EACH ROW EXECUTE FUNCTION monitoring.tell_flag();

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['begin_day', 'step_over', 'photo_hashes_since'] LOOP
        EXECUTE format('ALTER FUNCTION monitoring.%I OWNER TO balai_wide', name);
        EXECUTE format('REVOKE ALL ON FUNCTION monitoring.%I FROM PUBLIC', name);
        EXECUTE format('GRANT EXECUTE ON FUNCTION monitoring.%I TO balai_app', name);
    END LOOP;
    REVOKE ALL ON FUNCTION monitoring.tell_change, monitoring.tell_flag FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION monitoring.tell_change, monitoring.tell_flag TO balai_wide, balai_owner;
END
$$;
