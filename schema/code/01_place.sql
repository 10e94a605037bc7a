-- Places are public facts of the regency: readable by all, written by the loaders below.
DO $$
DECLARE
    tenant text;
BEGIN
    FOREACH tenant IN ARRAY ARRAY['regency', 'district', 'village', 'parameter'] LOOP
        EXECUTE format('ALTER TABLE place.%I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE place.%I FORCE ROW LEVEL SECURITY', tenant);
        EXECUTE format('DROP POLICY IF EXISTS %I ON place.%I', tenant || '_is_public', tenant);
        EXECUTE format('CREATE POLICY %I ON place.%I FOR SELECT USING (true)', tenant || '_is_public', tenant);
        EXECUTE format('DROP POLICY IF EXISTS %I ON place.%I', tenant || '_written_by_loader', tenant);
        EXECUTE format(
            'CREATE POLICY %I ON place.%I TO balai_wide USING (true) WITH CHECK (true)',
            tenant || '_written_by_loader', tenant);
    END LOOP;
END
$$;

-- Adds or renames places of the list: jsonb array of {code, level, name, kind?, demo?}; codes dotted.
CREATE OR REPLACE FUNCTION place.load(p_places jsonb, p_origin text DEFAULT 'list') RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    loaded integer;
BEGIN
    INSERT INTO place.regency AS r (regency, name, province)
    SELECT replace(p ->> 'code', '.', '')::integer, p ->> 'name', coalesce(p ->> 'province', '')
      FROM jsonb_array_elements(p_places) AS p WHERE p ->> 'level' = 'kabupaten'
    ON CONFLICT (regency) DO UPDATE SET name = excluded.name
     WHERE r.name <> excluded.name;
    INSERT INTO place.district AS d (regency, district, name, is_demo)
    SELECT left(replace(p ->> 'code', '.', ''), 4)::integer, replace(p ->> 'code', '.', '')::integer,
           p ->> 'name', coalesce((p ->> 'demo')::boolean, false)
      FROM jsonb_array_elements(p_places) AS p WHERE p ->> 'level' = 'kecamatan'
    ON CONFLICT (regency, district) DO UPDATE SET name = excluded.name
     WHERE d.name <> excluded.name;
    INSERT INTO place.village AS v (regency, village, district, name, kind, is_demo, origin)
    SELECT left(replace(p ->> 'code', '.', ''), 4)::integer, replace(p ->> 'code', '.', '')::bigint,
           left(replace(p ->> 'code', '.', ''), 6)::integer, p ->> 'name', p ->> 'level',
           coalesce((p ->> 'demo')::boolean, false), p_origin
      FROM jsonb_array_elements(p_places) AS p WHERE p ->> 'level' IN ('desa', 'kelurahan')
    ON CONFLICT (regency, village) DO UPDATE SET name = excluded.name, kind = excluded.kind
     WHERE (v.name, v.kind) <> (excluded.name, excluded.kind);
    SELECT count(*) INTO loaded FROM jsonb_array_elements(p_places);
    RETURN loaded;
END
$$;
ALTER FUNCTION place.load OWNER TO balai_wide;

-- The list reference/regions.tsv, by the name the migrator looks for.
CREATE OR REPLACE FUNCTION place.load_regions(p_rows jsonb) RETURNS integer LANGUAGE sql AS
$$ SELECT place.load(p_rows) $$;

-- Says that the regency's data is an invented example; every page then shows it.
CREATE OR REPLACE FUNCTION place.mark_demo(p_regency integer) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ UPDATE place.regency SET is_demo = true WHERE regency = p_regency RETURNING is_demo $$;
ALTER FUNCTION place.mark_demo OWNER TO balai_wide;

-- Holidays: jsonb array of {day, name, kind}.
CREATE OR REPLACE FUNCTION place.load_holidays(p_days jsonb) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    WITH loaded AS (
        INSERT INTO place.holiday (day, name, kind)
        SELECT (d ->> 'day')::date, d ->> 'name', d ->> 'kind' FROM jsonb_array_elements(p_days) AS d
        ON CONFLICT (day, name) DO UPDATE SET kind = excluded.kind
        RETURNING 1)
    SELECT count(*)::integer FROM loaded
$$;
ALTER FUNCTION place.load_holidays OWNER TO balai_wide;

-- Working days after p_day: Monday to Friday that are no holiday.
CREATE OR REPLACE FUNCTION place.working_day_after(p_day date, p_count integer) RETURNS date LANGUAGE sql STABLE AS
$$
    SELECT d::date FROM generate_series(p_day + 1, p_day + p_count * 3 + 40, interval '1 day') AS d
     WHERE extract(isodow FROM d) < 6 AND NOT EXISTS (SELECT FROM place.holiday WHERE day = d::date)
     ORDER BY d OFFSET p_count - 1 LIMIT 1
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA place FROM PUBLIC;
GRANT EXECUTE ON FUNCTION place.working_day_after TO balai_app, balai_public, balai_audit;
