-- Sessions and posts: who acts, and where. enter() runs before every statement of a signed-in request.
DO $$
DECLARE
    tenant text;
BEGIN
    FOREACH tenant IN ARRAY ARRAY['person', 'account', 'post', 'session', 'slip'] LOOP
        EXECUTE format('ALTER TABLE identity.%I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE identity.%I FORCE ROW LEVEL SECURITY', tenant);
        EXECUTE format('DROP POLICY IF EXISTS %I ON identity.%I', tenant || '_of_scope', tenant);
    END LOOP;
    CREATE POLICY person_of_scope ON identity.person FOR SELECT USING (regency = balai.regency());
    CREATE POLICY post_of_scope ON identity.post FOR SELECT USING (regency = balai.regency());
    CREATE POLICY account_of_scope ON identity.account FOR SELECT USING (id = balai.account());
    CREATE POLICY session_of_scope ON identity.session FOR SELECT USING (account = balai.account());
    CREATE POLICY slip_of_scope ON identity.slip FOR SELECT USING (false);
END
$$;

-- The villages a person's posts of p_day cover: a range, and a list where the range alone says too much.
CREATE OR REPLACE FUNCTION identity.scope_of(
    p_regency integer, p_person uuid, p_day date, OUT scope_from bigint, OUT scope_until bigint, OUT scope_list bigint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    posts integer;
    widest record;
BEGIN
    SELECT min(village_from), max(village_until), count(*) INTO scope_from, scope_until, posts
      FROM identity.post WHERE regency = p_regency AND person = p_person
       AND p_day >= valid_from AND (valid_until IS NULL OR p_day <= valid_until);
    IF posts = 0 THEN
        RETURN;
    END IF;
    SELECT * INTO widest FROM identity.post WHERE regency = p_regency AND person = p_person
       AND p_day >= valid_from AND (valid_until IS NULL OR p_day <= valid_until)
     ORDER BY (village_until - village_from) DESC, villages IS NULL DESC LIMIT 1;
    IF widest.village_from = scope_from AND widest.village_until = scope_until AND widest.villages IS NULL THEN
        RETURN;
    END IF;
    SELECT coalesce(array_agg(DISTINCT v.village), '{}') INTO scope_list
      FROM place.village AS v
      JOIN identity.post AS p ON p.regency = v.regency AND v.village BETWEEN p.village_from AND p.village_until
           AND (p.villages IS NULL OR v.village = ANY (p.villages))
     WHERE p.regency = p_regency AND p.person = p_person
       AND p_day >= p.valid_from AND (p.valid_until IS NULL OR p_day <= p.valid_until);
END
$$;

-- Sets account, person and scope for the rest of this transaction. Refuses not-signed-in.
CREATE OR REPLACE FUNCTION identity.enter(p_token_hash bytea, p_request text DEFAULT '') RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    s record;
    today date;
BEGIN
    SELECT n.regency, n.account, n.scope_day, n.scope_from, n.scope_until, n.scope_list, n.seen_at, n.second_factor_at,
           a.person, (now() AT TIME ZONE r.time_zone)::date AS today INTO s
      FROM identity.session AS n
      JOIN identity.account AS a ON a.regency = n.regency AND a.id = n.account
      JOIN place.regency AS r ON r.regency = n.regency
     WHERE n.token_hash = p_token_hash AND n.ended_at IS NULL AND n.expires_at > now() AND a.state = 'active'
       AND (n.kind = 'bearer' OR n.seen_at > now() - interval '2 hours');
    IF NOT FOUND THEN
        PERFORM balai.refuse('not-signed-in');
    END IF;
    today := s.today;
    IF s.scope_day IS DISTINCT FROM today THEN
        SELECT f.scope_from, f.scope_until, f.scope_list INTO s.scope_from, s.scope_until, s.scope_list
          FROM identity.scope_of(s.regency, s.person, today) AS f;
        UPDATE identity.session SET scope_day = today, scope_from = s.scope_from,
               scope_until = s.scope_until, scope_list = s.scope_list, seen_at = now()
         WHERE regency = s.regency AND token_hash = p_token_hash;
    ELSIF s.seen_at < now() - interval '5 minutes' THEN
        UPDATE identity.session SET seen_at = now() WHERE regency = s.regency AND token_hash = p_token_hash;
    END IF;
    PERFORM set_config('balai.regency', s.regency::text, true),
            set_config('balai.day', today::text, true),
            set_config('balai.account', s.account::text, true),
            set_config('balai.person', s.person::text, true),
            set_config('balai.village_from', coalesce(s.scope_from::text, ''), true),
            set_config('balai.village_until', coalesce(s.scope_until::text, ''), true),
            set_config('balai.village_list', coalesce(s.scope_list::text, ''), true),
            set_config('balai.second_factor_at', coalesce(s.second_factor_at::text, ''), true),
            set_config('balai.request', p_request, true);
END
$$;

-- The session as the server needs it: one row for each post held today, one with nulls where there is none. Refuses
-- not-signed-in.
DROP FUNCTION IF EXISTS identity.session_of(bytea);
CREATE FUNCTION identity.session_of(p_token_hash bytea) RETURNS TABLE (
    account uuid, person uuid, person_name text, username text, regency integer, csrf text, language text, kind text,
    second_factor_at timestamptz, has_second_factor boolean,
    role text, village_from bigint, village_until bigint, villages bigint[], standing text, place text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    today date;
BEGIN
    PERFORM identity.enter(p_token_hash);
    today := balai.today(balai.regency());
    RETURN QUERY
    SELECT a.id, a.person, p.name, a.username, a.regency, n.csrf, a.language, n.kind, n.second_factor_at,
           a.totp_confirmed_at IS NOT NULL,
           o.role, o.village_from, o.village_until, o.villages, o.standing, coalesce(v.name, d.name, r.name)
      FROM identity.session AS n
      JOIN identity.account AS a ON a.regency = n.regency AND a.id = n.account
      JOIN identity.person AS p ON p.regency = a.regency AND p.id = a.person
      LEFT JOIN identity.post AS o ON o.regency = a.regency AND o.person = a.person
           AND today >= o.valid_from AND (o.valid_until IS NULL OR today <= o.valid_until)
      LEFT JOIN place.village AS v ON v.regency = o.regency AND v.village = o.village_from
      LEFT JOIN place.district AS d ON d.regency = o.regency AND d.district = o.village_from / 10000
      LEFT JOIN place.regency AS r ON r.regency = o.regency
     WHERE n.token_hash = p_token_hash
     ORDER BY o.role;
END
$$;

-- Does the person who acts hold one of these posts over the village on that day?
CREATE OR REPLACE FUNCTION identity.holds(p_role text, p_village bigint, p_day date) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    RETURN EXISTS (
        SELECT FROM identity.post AS o
         WHERE o.regency = (p_village / 1000000)::integer AND o.person = balai.person() AND o.role = p_role
           AND p_village BETWEEN o.village_from AND o.village_until
           AND (o.villages IS NULL OR p_village = ANY (o.villages))
           AND p_day >= o.valid_from AND (o.valid_until IS NULL OR p_day <= o.valid_until));
END
$$;

-- Is anyone appointed? So that a refusal can say which appointment is missing.
CREATE OR REPLACE FUNCTION identity.is_filled(p_role text, p_village bigint, p_day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    SELECT EXISTS (
        SELECT FROM identity.post
         WHERE regency = (p_village / 1000000)::integer AND role = p_role
           AND p_village BETWEEN village_from AND village_until
           AND p_day >= valid_from AND (valid_until IS NULL OR p_day <= valid_until))
$$;

-- Refuses not-your-post (or post-vacant, naming it) unless one of the roles is held on the day.
CREATE OR REPLACE FUNCTION balai.require_post_on(p_day date, p_village bigint, VARIADIC p_roles text[]) RETURNS void
LANGUAGE plpgsql STABLE AS
$$
DECLARE
    actor constant uuid := balai.person();
BEGIN
    IF actor IS NULL THEN
        PERFORM balai.refuse('not-signed-in');
    ELSIF EXISTS (
        SELECT FROM identity.post AS o
         WHERE o.regency = (p_village / 1000000)::integer AND o.person = actor AND o.role = ANY (p_roles)
           AND p_village BETWEEN o.village_from AND o.village_until
           AND (o.villages IS NULL OR p_village = ANY (o.villages))
           AND p_day >= o.valid_from AND (o.valid_until IS NULL OR p_day <= o.valid_until)) THEN
        RETURN;
    END IF;
    IF balai.in_scope(p_village) AND NOT identity.is_filled(p_roles[1], p_village, p_day) THEN
        PERFORM balai.refuse('post-vacant', jsonb_build_object('role', p_roles[1], 'village', p_village, 'day', p_day));
    END IF;
    PERFORM balai.refuse('not-your-post', jsonb_build_object('role', p_roles[1], 'village', p_village));
END
$$;

CREATE OR REPLACE FUNCTION balai.require_post(p_village bigint, VARIADIC p_roles text[]) RETURNS void
LANGUAGE plpgsql STABLE AS
$$
BEGIN
    PERFORM balai.require_post_on(balai.today((p_village / 1000000)::integer), p_village, VARIADIC p_roles);
END
$$;

-- Approving and paying need the person's second factor, given within the last half hour of this session.
-- The county may switch it off: parameter second-factor.required.
CREATE OR REPLACE FUNCTION balai.require_second_factor() RETURNS void LANGUAGE plpgsql STABLE AS
$$
BEGIN
    IF balai.parameter(balai.regency(), 'second-factor.required', balai.today(balai.regency()), 'true') = 'false' THEN
        RETURN;
    END IF;
    IF coalesce(NULLIF(current_setting('balai.second_factor_at', true), '')::timestamptz
                < now() - interval '30 minutes', true) THEN
        PERFORM balai.refuse('second-factor-needed');
    END IF;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA identity FROM PUBLIC;
ALTER FUNCTION identity.scope_of OWNER TO balai_wide;
ALTER FUNCTION identity.enter OWNER TO balai_wide;
ALTER FUNCTION identity.session_of OWNER TO balai_wide;
ALTER FUNCTION identity.holds OWNER TO balai_wide;
ALTER FUNCTION identity.is_filled OWNER TO balai_wide;
GRANT EXECUTE ON FUNCTION identity.enter, identity.session_of TO balai_app, balai_audit;
GRANT EXECUTE ON FUNCTION identity.holds, identity.is_filled TO balai_app, balai_owner;
GRANT EXECUTE ON FUNCTION balai.require_post_on, balai.require_post, balai.require_second_factor TO balai_app, balai_wide;
