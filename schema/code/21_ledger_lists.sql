-- Code lists and the checks that every money function begins with.

-- The largest amount any single field or sum may hold: 10^17 sen, one quadrillion rupiah. Sums of a village stay in bigint.
CREATE OR REPLACE FUNCTION ledger.largest_sen() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT 100000000000000000 $$;

-- A UUIDv7 for rows the server makes by itself.
CREATE OR REPLACE FUNCTION ledger.new_id() RETURNS uuid LANGUAGE sql VOLATILE AS
$$
    SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) PLACING
               substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
               52, 1), 53, 1), 'hex')::uuid
$$;

CREATE OR REPLACE FUNCTION ledger.fingerprint(VARIADIC p_parts text[]) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS
$$ BEGIN RETURN sha256(convert_to(to_jsonb(p_parts)::text, 'UTF8')); END $$;

-- National lists, replaced by what the reference files hold now. jsonb arrays of objects named as the columns.
CREATE OR REPLACE FUNCTION ledger.load_activities(p_rows jsonb) RETURNS integer LANGUAGE sql AS
$$
    WITH loaded AS (
        INSERT INTO ledger.national_activity (code, level, name, siskeudes_code, kind)
        SELECT r ->> 'code', (r ->> 'level')::smallint, r ->> 'name', coalesce(r ->> 'siskeudes_code', ''),
               NULLIF(r ->> 'kind', '')::smallint
          FROM jsonb_array_elements(p_rows) AS r
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, siskeudes_code = excluded.siskeudes_code, kind = excluded.kind
        RETURNING 1)
    SELECT count(*)::integer FROM loaded
$$;
CREATE OR REPLACE FUNCTION ledger.load_accounts(p_rows jsonb) RETURNS integer LANGUAGE sql AS
$$
    WITH loaded AS (
        INSERT INTO ledger.national_account (code, level, name, normal_side, siskeudes_code)
        SELECT r ->> 'code', (r ->> 'level')::smallint, r ->> 'name', coalesce(NULLIF(r ->> 'normal_side', ''), '-'),
               coalesce(r ->> 'siskeudes_code', '')
          FROM jsonb_array_elements(p_rows) AS r
        ON CONFLICT (code) DO UPDATE
            SET name = excluded.name, normal_side = excluded.normal_side, siskeudes_code = excluded.siskeudes_code
        RETURNING 1)
    SELECT count(*)::integer FROM loaded
$$;
CREATE OR REPLACE FUNCTION ledger.load_fund_sources(p_rows jsonb) RETURNS integer LANGUAGE sql AS
$$
    WITH loaded AS (
        INSERT INTO ledger.national_fund_source (code, ordinal, name, origin, revenue_account, synonyms)
        SELECT r ->> 'code', (r ->> 'ordinal')::smallint, r ->> 'name', coalesce(r ->> 'origin', ''),
               coalesce(r ->> 'revenue_account', ''), coalesce(r ->> 'synonyms', '')
          FROM jsonb_array_elements(p_rows) AS r
        ON CONFLICT (code) DO UPDATE SET ordinal = excluded.ordinal, name = excluded.name, origin = excluded.origin,
            revenue_account = excluded.revenue_account, synonyms = excluded.synonyms
        RETURNING 1)
    SELECT count(*)::integer FROM loaded
$$;

-- A regency's year gets its lists from the national ones when it is first used; later additions stay.
CREATE OR REPLACE FUNCTION ledger.fill_lists(p_regency integer, p_year integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    county constant bigint := p_regency::bigint * 1000000;
BEGIN
    IF EXISTS (SELECT FROM ledger.fund_source WHERE regency = p_regency AND year = p_year) THEN
        RETURN;
    END IF;
    INSERT INTO ledger.activity (regency, village, year, code, level, name, siskeudes_code, kind, origin)
    SELECT p_regency, county, p_year, code, level, name, siskeudes_code, kind, 'national' FROM ledger.national_activity
    UNION ALL
    VALUES (p_regency, county, p_year, '0.0.00', 3, 'Pendapatan dan pembiayaan', '00.00.00.', NULL::smallint, 'national')
    ON CONFLICT DO NOTHING;
    INSERT INTO ledger.account (regency, village, year, code, level, name, normal_side, siskeudes_code, origin)
    SELECT p_regency, county, p_year, code, level, name, normal_side, siskeudes_code, 'national' FROM ledger.national_account
    ON CONFLICT DO NOTHING;
    INSERT INTO ledger.fund_source (regency, village, year, code, ordinal, name, revenue_account, origin)
    SELECT p_regency, county, p_year, code, ordinal, name, revenue_account, 'national' FROM ledger.national_fund_source
    ON CONFLICT DO NOTHING;
END
$$;

-- A kelurahan (tenth digit not 2) has no village budget.
CREATE OR REPLACE FUNCTION ledger.require_desa(p_village bigint) RETURNS void LANGUAGE plpgsql STABLE AS
$$
BEGIN
    IF p_village % 10000 / 1000 <> 2 THEN
        PERFORM balai.refuse('no-village-budget', jsonb_build_object('village', p_village));
    END IF;
END
$$;

-- A book date lies in the open budget year and not after the legal day.
CREATE OR REPLACE FUNCTION ledger.require_day(p_village bigint, p_year integer, p_day date) RETURNS void
LANGUAGE plpgsql STABLE AS
$$
DECLARE
    today constant date := balai.today((p_village / 1000000)::integer);
    year_state text;
BEGIN
    SELECT y.state INTO year_state FROM ledger.village_year AS y
     WHERE y.regency = p_village / 1000000 AND y.village = p_village AND y.year = p_year;
    IF year_state IS NULL THEN
        PERFORM balai.refuse('year-not-open', jsonb_build_object('year', p_year));
    ELSIF year_state = 'closed' THEN
        PERFORM balai.refuse('year-closed', jsonb_build_object('year', p_year));
    ELSIF extract(year FROM p_day) <> p_year THEN
        PERFORM balai.refuse('date-outside-year', jsonb_build_object('day', p_day, 'year', p_year));
    ELSIF p_day > today THEN
        PERFORM balai.refuse('date-in-future', jsonb_build_object('day', p_day, 'today', today));
    END IF;
END
$$;

-- The post must be held now and on the document's day: a former treasurer can't date a payment back into office.
CREATE OR REPLACE FUNCTION ledger.require_post(p_village bigint, p_day date, VARIADIC p_roles text[]) RETURNS void
LANGUAGE plpgsql STABLE AS
$$
DECLARE
    today constant date := balai.today((p_village / 1000000)::integer);
BEGIN
    PERFORM balai.require_post_on(today, p_village, VARIADIC p_roles);
    IF p_day <> today THEN
        PERFORM balai.require_post_on(p_day, p_village, VARIADIC p_roles);
    END IF;
END
$$;

-- The next number of a series; the series row stays locked until commit, so no number is lost.
CREATE OR REPLACE FUNCTION ledger.next_number(p_village bigint, p_year integer, p_series text) RETURNS integer
LANGUAGE plpgsql AS
$$
DECLARE
    given integer;
BEGIN
    UPDATE ledger.series AS s SET last_number = s.last_number + 1
     WHERE s.regency = p_village / 1000000 AND s.village = p_village AND s.year = p_year AND s.name = p_series
    RETURNING s.last_number INTO given;
    IF given IS NOT NULL THEN
        RETURN given;
    END IF;
    INSERT INTO ledger.series AS s (regency, village, year, name, last_number)
    VALUES ((p_village / 1000000)::integer, p_village, p_year, p_series, 1)
    ON CONFLICT (regency, village, year, name) DO UPDATE SET last_number = s.last_number + 1
    RETURNING s.last_number INTO given;
    RETURN given;
END
$$;

