-- What every rule in SQL needs: who acts, in which scope, on which legal day, and how to say no.
CREATE OR REPLACE FUNCTION balai.regency() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('balai.regency', true), '')::integer $$;

CREATE OR REPLACE FUNCTION balai.account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('balai.account', true), '')::uuid $$;

CREATE OR REPLACE FUNCTION balai.person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('balai.person', true), '')::uuid $$;

CREATE OR REPLACE FUNCTION balai.village_from() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('balai.village_from', true), '')::bigint $$;

CREATE OR REPLACE FUNCTION balai.village_until() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('balai.village_until', true), '')::bigint $$;

CREATE OR REPLACE FUNCTION balai.village_list() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('balai.village_list', true), '')::bigint[] $$;

CREATE OR REPLACE FUNCTION balai.request() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('balai.request', true), '') $$;

-- Says no: the call rolls back, the client gets the code as problem type and the facts beside it.
CREATE OR REPLACE FUNCTION balai.refuse(code text, facts jsonb DEFAULT '{}') RETURNS void LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'BA000', MESSAGE = code, DETAIL = facts::text;
END
$$;

-- The legal day of a regency: the calendar day in its own zone.
-- In plpgsql, as every small function that money calls often: PostgreSQL plans a function in SQL anew in each call.
CREATE OR REPLACE FUNCTION balai.today(p_regency integer) RETURNS date LANGUAGE plpgsql STABLE AS
$$
BEGIN
    IF p_regency = balai.regency() AND current_setting('balai.day', true) <> '' THEN
        RETURN current_setting('balai.day', true)::date;  -- enter() worked it out for this transaction
    END IF;
    RETURN (now() AT TIME ZONE coalesce(
        (SELECT r.time_zone FROM place.regency AS r WHERE r.regency = p_regency), 'Asia/Jakarta'))::date;
END
$$;

-- The county's dated parameter, or the default where the county has set none.
CREATE OR REPLACE FUNCTION balai.parameter(p_regency integer, p_key text, p_day date, p_default jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE AS
$$
BEGIN
    RETURN coalesce(
        (SELECT n.value FROM place.parameter AS n
          WHERE n.regency = p_regency AND n.key = p_key AND n.valid_from <= p_day
          ORDER BY n.valid_from DESC LIMIT 1),
        p_default);
END
$$;

-- Is the village inside the scope that enter() set?
CREATE OR REPLACE FUNCTION balai.in_scope(p_village bigint) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$
    SELECT coalesce(
        p_village BETWEEN balai.village_from() AND balai.village_until()
        AND (balai.village_list() IS NULL OR p_village = ANY (balai.village_list())), false)
$$;

-- Keeps an idempotent request. NULL: new, go on and call keep(). Otherwise the answer given the first time.
-- Refuses id-reused when the same id comes with other content, another route or another person.
-- Runs as its caller, as every helper of the functions that the server may call: only those act as the owner.
CREATE OR REPLACE FUNCTION balai.claim(p_id uuid, p_route text, p_fingerprint bytea, p_village bigint) RETURNS jsonb
LANGUAGE plpgsql AS
$$
DECLARE
    kept balai.kept_request;
    fresh integer;
BEGIN
    INSERT INTO balai.kept_request (regency, id, village, person, route, fingerprint)
    VALUES ((p_village / 1000000)::integer, p_id, p_village, balai.person(), p_route, p_fingerprint)
    ON CONFLICT (regency, id) DO NOTHING;
    GET DIAGNOSTICS fresh = ROW_COUNT;
    IF fresh = 1 THEN
        RETURN NULL;
    END IF;
    SELECT * INTO kept FROM balai.kept_request
     WHERE regency = (p_village / 1000000)::integer AND id = p_id;
    IF kept.id IS NULL OR kept.person IS DISTINCT FROM balai.person() OR kept.route <> p_route
       OR kept.fingerprint <> p_fingerprint THEN
        PERFORM balai.refuse('id-reused', jsonb_build_object('id', p_id));
    END IF;
    RETURN coalesce(kept.answer, '{}'::jsonb);
END
$$;

CREATE OR REPLACE FUNCTION balai.keep(p_id uuid, p_village bigint, p_answer jsonb) RETURNS jsonb
LANGUAGE plpgsql AS
$$
BEGIN
    UPDATE balai.kept_request AS k SET answer = p_answer
     WHERE k.regency = (p_village / 1000000)::integer AND k.id = p_id AND k.person = balai.person();
    RETURN CASE WHEN FOUND THEN p_answer END;
END
$$;

ALTER TABLE balai.kept_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE balai.kept_request FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS kept_request_of_scope ON balai.kept_request;
CREATE POLICY kept_request_of_scope ON balai.kept_request
    USING (balai.in_scope(village) OR (village % 1000000 = 0 AND regency = balai.regency()))
    WITH CHECK (balai.in_scope(village) OR (village % 1000000 = 0 AND regency = balai.regency()));

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA balai FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA balai TO balai_app, balai_public, balai_audit, balai_backup, balai_wide;
REVOKE EXECUTE ON FUNCTION balai.claim, balai.keep FROM balai_app, balai_public, balai_audit, balai_backup;
