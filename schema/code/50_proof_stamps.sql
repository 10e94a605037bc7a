-- Stamps of printed reports: made for who prints, looked up by whoever holds the paper.
ALTER TABLE proof.stamp ENABLE ROW LEVEL SECURITY;
ALTER TABLE proof.stamp FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS stamp_of_scope ON proof.stamp;
CREATE POLICY stamp_of_scope ON proof.stamp USING (balai.in_scope(village)) WITH CHECK (balai.in_scope(village));
DROP TRIGGER IF EXISTS stamp_is_append_only ON proof.stamp;
CREATE TRIGGER stamp_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON proof.stamp
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

-- The token of a report; the same report again has the token of the first time.
CREATE OR REPLACE FUNCTION proof.make_stamp(
    p_token bytea, p_village bigint, p_year integer, p_kind text, p_parameters jsonb, p_facts jsonb, p_content_hash bytea)
RETURNS TABLE (token bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    fresh integer;
BEGIN
    IF NOT balai.in_scope(p_village) THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'village'));
    END IF;
    INSERT INTO proof.stamp (regency, village, year, token, kind, parameters, facts, content_hash, entry_number, person)
    VALUES (in_regency, p_village, p_year, p_token, p_kind, p_parameters, p_facts, p_content_hash,
            coalesce((SELECT y.last_entry_number FROM ledger.village_year AS y
                       WHERE y.regency = in_regency AND y.village = p_village AND y.year = p_year), 0), balai.person())
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS fresh = ROW_COUNT;
    IF fresh = 1 THEN
        PERFORM audit.record('stamp-report', p_village, 'stamp', NULL, NULL, p_parameters,
            jsonb_build_object('kind', p_kind, 'year', p_year, 'content', encode(p_content_hash, 'hex')));
    END IF;
    RETURN QUERY SELECT s.token FROM proof.stamp AS s
        WHERE s.regency = in_regency AND s.village = p_village AND s.year = p_year AND s.kind = p_kind
          AND s.content_hash = p_content_hash AND s.parameters = p_parameters AND s.facts = p_facts;
END
$$;

-- For whoever holds a paper: what was printed under this token, and how far the books have gone on since.
CREATE OR REPLACE FUNCTION proof.stamp_of(p_token bytea) RETURNS TABLE (
    village bigint, village_name text, is_demo boolean, year smallint, kind text, facts jsonb, content_hash bytea,
    made_at timestamptz, entries_since bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT s.village, v.name, v.is_demo, s.year, s.kind, s.facts, s.content_hash, s.made_at,
           coalesce(y.last_entry_number, 0) - s.entry_number
      FROM proof.stamp AS s
      JOIN place.village AS v ON v.regency = s.regency AND v.village = s.village
      LEFT JOIN ledger.village_year AS y ON y.regency = s.regency AND y.village = s.village AND y.year = s.year
     WHERE s.token = p_token
$$;
ALTER FUNCTION proof.stamp_of OWNER TO balai_wide;
REVOKE ALL ON FUNCTION proof.stamp_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION proof.make_stamp, proof.stamp_of TO balai_app;
