-- The county's thresholds of screening, by version, and what became of the flags of each rule.

ALTER TABLE monitoring.rule_parameters ENABLE ROW LEVEL SECURITY;
ALTER TABLE monitoring.rule_parameters FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS rule_parameters_of_regency ON monitoring.rule_parameters;
CREATE POLICY rule_parameters_of_regency ON monitoring.rule_parameters
    USING (regency = balai.regency()) WITH CHECK (regency = balai.regency());
DROP TRIGGER IF EXISTS rule_parameters_is_append_only ON monitoring.rule_parameters;
CREATE TRIGGER rule_parameters_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON monitoring.rule_parameters
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

-- A new set of thresholds in place of version p_version (0: as shipped). The county's alone; from the next change on it counts.
CREATE OR REPLACE FUNCTION monitoring.set_rule_parameters(p_id uuid, p_version integer, p_changes jsonb, p_reason text)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    county constant bigint := balai.regency()::bigint * 1000000;
    answer jsonb;
    newest integer;
BEGIN
    PERFORM balai.require_post(county, 'county');
    answer := balai.claim(p_id, 'set-rule-parameters',
        ledger.fingerprint(p_version::text, p_changes::text, p_reason), county);
    IF answer IS NOT NULL THEN
        RETURN (answer ->> 'version')::integer;
    END IF;
    IF btrim(coalesce(p_reason, '')) = '' THEN
        PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'set-rule-parameters'));
    END IF;
    PERFORM pg_advisory_xact_lock(820030, balai.regency());
    SELECT coalesce(max(r.version), 0) INTO newest FROM monitoring.rule_parameters AS r WHERE r.regency = balai.regency();
    IF newest <> p_version THEN
        PERFORM balai.refuse('stale-revision', jsonb_build_object('revision', p_version, 'current', newest));
    END IF;
    INSERT INTO monitoring.rule_parameters (regency, village, version, changes, reason, person)
    VALUES (balai.regency(), county, newest + 1, p_changes, btrim(p_reason), balai.person());
    PERFORM audit.record('set-rule-parameters', county, 'rule-parameters', p_id,
        (SELECT r.changes FROM monitoring.rule_parameters AS r WHERE r.regency = balai.regency() AND r.version = newest),
        p_changes, jsonb_build_object('version', newest + 1, 'reason', btrim(p_reason)));
    PERFORM balai.keep(p_id, county, jsonb_build_object('version', newest + 1));
    RETURN newest + 1;
END
$$;

-- For screening, which has no session: the thresholds that count in a regency now. No row: as shipped.
CREATE OR REPLACE FUNCTION monitoring.rule_parameters_of(p_regency integer) RETURNS TABLE (version integer, changes jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT r.version, r.changes FROM monitoring.rule_parameters AS r
     WHERE r.regency = p_regency ORDER BY r.version DESC LIMIT 1
$$;

-- For screening only: what the file of each reported photo said besides (docs/photos.md), and the position of its file beside
-- that of the device at an in-page capture (one with the server's nonce).
CREATE OR REPLACE FUNCTION monitoring.photo_evidence_of(p_regency integer, p_projects uuid[]) RETURNS TABLE (
    receipt uuid, long_side integer, notes text, views text, exif_latitude double precision, exif_longitude double precision,
    exif_accuracy_m double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT r.id, greatest((r.facts ->> 'width')::integer, (r.facts ->> 'height')::integer), (r.facts -> 'notes')::text,
           (r.facts -> 'views')::text, e.latitude, e.longitude, e.accuracy_m
      FROM monitoring.receipt AS r
      LEFT JOIN monitoring.claim AS d
             ON d.regency = r.regency AND d.receipt = r.id AND d.source = 'device' AND d.nonce IS NOT NULL
      LEFT JOIN monitoring.claim AS e
             ON e.regency = r.regency AND e.receipt = r.id AND e.source = 'exif' AND d.receipt IS NOT NULL
     WHERE r.regency = p_regency AND r.id IN (
           SELECT h.receipt FROM monitoring.progress AS g
             JOIN monitoring.progress_photo AS h ON h.regency = g.regency AND h.progress = g.id
            WHERE g.regency = p_regency AND g.project = ANY (p_projects) AND g.state = 'submitted')
$$;

-- How often each rule spoke and what people made of it, among the flags the reader may see.
CREATE OR REPLACE VIEW monitoring.rule_tally WITH (security_invoker = true) AS
    SELECT f.regency, f.rule,
           count(*) FILTER (WHERE f.state = 'open') AS open,
           count(*) FILTER (WHERE f.state = 'explained') AS explained,
           count(*) FILTER (WHERE f.state = 'confirmed') AS confirmed,
           count(*) FILTER (WHERE f.state = 'dismissed') AS dismissed
      FROM monitoring.flag AS f WHERE f.severity <> 'info' GROUP BY f.regency, f.rule;
GRANT SELECT ON monitoring.rule_tally TO balai_app, balai_audit;

ALTER FUNCTION monitoring.rule_parameters_of OWNER TO balai_wide;
ALTER FUNCTION monitoring.photo_evidence_of OWNER TO balai_wide;
REVOKE ALL ON FUNCTION monitoring.set_rule_parameters, monitoring.rule_parameters_of, monitoring.photo_evidence_of
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION monitoring.set_rule_parameters, monitoring.rule_parameters_of, monitoring.photo_evidence_of
    TO balai_app;
