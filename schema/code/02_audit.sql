-- The audit trail: written in the same transaction as the change it tells of, never changed after.
-- County rows (village = regency x 10^6) fall only into a scope that begins at the county itself.
ALTER TABLE audit.event ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.event FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS event_of_scope ON audit.event;
CREATE POLICY event_of_scope ON audit.event FOR SELECT
    USING (balai.in_scope(village));
DROP POLICY IF EXISTS event_written_by_record ON audit.event;
CREATE POLICY event_written_by_record ON audit.event FOR INSERT TO balai_owner, balai_wide WITH CHECK (true);

CREATE OR REPLACE FUNCTION audit.hash_of(p_value jsonb) RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS
$$ BEGIN RETURN sha256(convert_to(p_value::text, 'UTF8')); END $$;

-- p_before and p_after are hashed, not kept: the trail proves what a thing was without repeating it.
-- Runs as its caller: the two roles that own functions may add to the trail, no one else.
CREATE OR REPLACE FUNCTION audit.record(
    p_verb text, p_village bigint, p_object_kind text, p_object_id uuid,
    p_before jsonb DEFAULT NULL, p_after jsonb DEFAULT NULL, p_facts jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql AS
$$
BEGIN
    INSERT INTO audit.event (regency, village, person, account, verb, object_kind, object_id,
                             before_hash, after_hash, facts, request)
    VALUES ((p_village / 1000000)::integer, p_village, balai.person(), balai.account(), p_verb, p_object_kind,
            p_object_id, audit.hash_of(p_before), audit.hash_of(p_after), p_facts, balai.request());
END
$$;
GRANT EXECUTE ON FUNCTION audit.hash_of TO balai_wide;
ALTER FUNCTION audit.record OWNER TO balai_owner;
REVOKE ALL ON FUNCTION audit.record FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.record TO balai_wide;

CREATE OR REPLACE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION USING ERRCODE = 'BA001', MESSAGE = 'append-only table: ' || TG_TABLE_NAME; END $$;
DROP TRIGGER IF EXISTS event_is_append_only ON audit.event;
CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.event
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
