-- How far is near: the county's dated parameters of judging photos, with the limits of geo/FIGURES 5 where it has set none.
CREATE OR REPLACE FUNCTION monitoring.tolerance_kinds() RETURNS TABLE (
    key text, name text, usual numeric, lowest numeric, highest numeric, basis text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
    VALUES
        ('photo.near-metres', 'near', 60, 5, 1000,
         'At the site: one honest photo in a thousand lies farther off (town, DRMS 13 m, p99.9 64 m; leaf-on 63 m)'),
        ('photo.far-metres', 'far', 150, 10, 5000, 'Away from the site: beyond any published case of two phone fixes'),
        ('photo.usual-error-metres', 'usualError', 12, 1, 100,
         'Forest and town, worst published phones: DRMS 12.55 and 13 m; an error beyond widens the limits twice'),
        ('photo.worst-error-metres', 'worstError', 100, 20, 5000, 'Wi-Fi fixes are tens of metres, cell fixes 600 m and more'),
        ('photo.boundary-metres', 'boundary', 200, 0, 5000, 'Sources of village boundaries differ by hundreds of metres'),
        ('photo.days-before', 'daysBefore', 30, 0, 366, 'A photo of 0 % is taken before the work begins'),
        ('photo.nonce-hours', 'nonceHours', 336, 1, 2880, 'Two weeks without signal between fetching a nonce and delivering')
$$;

CREATE OR REPLACE FUNCTION monitoring.tolerances(p_regency integer, p_day date) RETURNS jsonb LANGUAGE sql STABLE AS
$$
    SELECT jsonb_object_agg(k.name, balai.parameter(p_regency, k.key, p_day, to_jsonb(k.usual)))
      FROM monitoring.tolerance_kinds() AS k
$$;

-- Sets one from a day on; what counted on earlier days stays as it was.
CREATE OR REPLACE FUNCTION monitoring.set_tolerance(p_key text, p_from date, p_value numeric, p_basis text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    county constant bigint := balai.regency()::bigint * 1000000;
    today constant date := balai.today(balai.regency());
    kind record;
BEGIN
    PERFORM balai.require_post(county, 'county');
    SELECT * INTO kind FROM monitoring.tolerance_kinds() AS k WHERE k.key = p_key;
    IF kind.key IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'parameter'));
    END IF;
    IF p_value NOT BETWEEN kind.lowest AND kind.highest THEN
        PERFORM balai.refuse('parameter-out-of-range',
            jsonb_build_object('from', kind.lowest::bigint, 'until', kind.highest::bigint));
    END IF;
    IF p_from < today THEN
        PERFORM balai.refuse('date-in-past', jsonb_build_object('day', p_from, 'today', today));
    END IF;
    IF btrim(coalesce(p_basis, '')) = '' THEN
        PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'set-parameter'));
    END IF;
    INSERT INTO place.parameter (regency, key, valid_from, value, basis)
    VALUES (balai.regency(), p_key, p_from, to_jsonb(p_value), btrim(p_basis))
    ON CONFLICT (regency, key, valid_from) DO UPDATE SET value = excluded.value, basis = excluded.basis;
    PERFORM audit.record('set-parameter', county, 'parameter', NULL, NULL,
        jsonb_build_object('key', p_key, 'from', p_from, 'value', p_value, 'basis', p_basis), jsonb_build_object('key', p_key));
END
$$;

REVOKE ALL ON FUNCTION monitoring.tolerance_kinds, monitoring.tolerances FROM PUBLIC;
GRANT EXECUTE ON FUNCTION monitoring.tolerance_kinds, monitoring.tolerances, monitoring.set_tolerance TO balai_app, balai_wide;
