-- Removes what has been kept as long as its rule says. Called by the server once in a while; a second call finds nothing.
CREATE OR REPLACE FUNCTION balai.keep_until(p_kind text) RETURNS timestamptz LANGUAGE plpgsql STABLE AS
$$
BEGIN
    RETURN now() - make_interval(days => (SELECT r.keep_days FROM balai.retention_rule AS r WHERE r.kind = p_kind));
END
$$;

CREATE OR REPLACE FUNCTION balai.sweep() RETURNS TABLE (regency integer, kind text, removed bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    RETURN QUERY
    WITH sessions AS (
        DELETE FROM identity.session AS s
         WHERE coalesce(s.ended_at, s.expires_at) < balai.keep_until('ended-session') RETURNING s.regency),
    slips AS (
        DELETE FROM identity.slip AS s
         WHERE coalesce(s.used_at, s.expires_at) < balai.keep_until('spent-slip') RETURNING s.regency),
    requests AS (
        DELETE FROM balai.kept_request AS k
         WHERE k.kept_at < balai.keep_until('kept-request') RETURNING k.regency),
    gone AS (
        SELECT s.regency, 'ended-session'::text AS kind FROM sessions AS s
        UNION ALL SELECT s.regency, 'spent-slip' FROM slips AS s
        UNION ALL SELECT k.regency, 'kept-request' FROM requests AS k)
    INSERT INTO balai.retention_run AS n (regency, kind, removed)
    SELECT g.regency, g.kind, count(*) FROM gone AS g GROUP BY g.regency, g.kind
    RETURNING n.regency, n.kind, n.removed;
END
$$;
ALTER FUNCTION balai.sweep OWNER TO balai_wide;

ALTER TABLE balai.retention_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE balai.retention_run FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS retention_run_of_county ON balai.retention_run;
CREATE POLICY retention_run_of_county ON balai.retention_run FOR SELECT USING (regency = balai.regency());
DROP POLICY IF EXISTS retention_run_written_by_sweep ON balai.retention_run;
CREATE POLICY retention_run_written_by_sweep ON balai.retention_run FOR INSERT TO balai_wide WITH CHECK (true);
REVOKE ALL ON FUNCTION balai.keep_until, balai.sweep FROM PUBLIC, balai_public, balai_audit, balai_backup;
GRANT EXECUTE ON FUNCTION balai.keep_until TO balai_wide;
GRANT EXECUTE ON FUNCTION balai.sweep TO balai_app;
-- RETURNING reads what was written.
GRANT SELECT ON balai.retention_run TO balai_wide;
