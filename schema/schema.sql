--
-- PostgreSQL database dump
--

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: audit; Type: SCHEMA; Schema: -; Owner: balai_owner
--

CREATE SCHEMA audit;

ALTER SCHEMA audit OWNER TO balai_owner;

--
-- Name: balai; Type: SCHEMA; Schema: -; Owner: balai_owner
--

CREATE SCHEMA balai;

ALTER SCHEMA balai OWNER TO balai_owner;

--
-- Name: identity; Type: SCHEMA; Schema: -; Owner: balai_owner
--

CREATE SCHEMA identity;

ALTER SCHEMA identity OWNER TO balai_owner;

--
-- Name: ledger; Type: SCHEMA; Schema: -; Owner: balai_owner
--

CREATE SCHEMA ledger;

ALTER SCHEMA ledger OWNER TO balai_owner;

--
-- Name: SCHEMA ledger; Type: COMMENT; Schema: -; Owner: balai_owner
--

COMMENT ON SCHEMA ledger IS 'Village money: lists, budget versions, payment requests, the journal.';

--
-- Name: monitoring; Type: SCHEMA; Schema: -; Owner: balai_owner
--

CREATE SCHEMA monitoring;

ALTER SCHEMA monitoring OWNER TO balai_owner;

--
-- Name: SCHEMA monitoring; Type: COMMENT; Schema: -; Owner: balai_owner
--

COMMENT ON SCHEMA monitoring IS 'Works on the ground: boundaries, projects and their sites, photos, progress, flags.';

--
-- Name: place; Type: SCHEMA; Schema: -; Owner: balai_owner
--

CREATE SCHEMA place;

ALTER SCHEMA place OWNER TO balai_owner;

--
-- Name: proof; Type: SCHEMA; Schema: -; Owner: balai_owner
--

CREATE SCHEMA proof;

ALTER SCHEMA proof OWNER TO balai_owner;

--
-- Name: web; Type: SCHEMA; Schema: -; Owner: balai_owner
--

CREATE SCHEMA web;

ALTER SCHEMA web OWNER TO balai_owner;

--
-- Name: SCHEMA web; Type: COMMENT; Schema: -; Owner: balai_owner
--

COMMENT ON SCHEMA web IS 'What the public pages may read: views made for them only, for the role balai_public.';

--
-- Name: hash_of(jsonb); Type: FUNCTION; Schema: audit; Owner: balai_owner
--

CREATE FUNCTION audit.hash_of(p_value jsonb) RETURNS bytea
    LANGUAGE plpgsql IMMUTABLE STRICT
    AS $$ BEGIN RETURN sha256(convert_to(p_value::text, 'UTF8')); END $$;

ALTER FUNCTION audit.hash_of(p_value jsonb) OWNER TO balai_owner;

--
-- Name: record(text, bigint, text, uuid, jsonb, jsonb, jsonb); Type: FUNCTION; Schema: audit; Owner: balai_wide
--

CREATE FUNCTION audit.record(p_verb text, p_village bigint, p_object_kind text, p_object_id uuid, p_before jsonb DEFAULT NULL::jsonb, p_after jsonb DEFAULT NULL::jsonb, p_facts jsonb DEFAULT '{}'::jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO audit.event (regency, village, person, account, verb, object_kind, object_id,
                             before_hash, after_hash, facts, request)
    VALUES ((p_village / 1000000)::integer, p_village, balai.person(), balai.account(), p_verb, p_object_kind,
            p_object_id, audit.hash_of(p_before), audit.hash_of(p_after), p_facts, balai.request());
END
$$;

ALTER FUNCTION audit.record(p_verb text, p_village bigint, p_object_kind text, p_object_id uuid, p_before jsonb, p_after jsonb, p_facts jsonb) OWNER TO balai_wide;

--
-- Name: refuse_change(); Type: FUNCTION; Schema: audit; Owner: balai_owner
--

CREATE FUNCTION audit.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'BA001', MESSAGE = 'append-only table: ' || TG_TABLE_NAME; END $$;

ALTER FUNCTION audit.refuse_change() OWNER TO balai_owner;

--
-- Name: account(); Type: FUNCTION; Schema: balai; Owner: balai_owner
--

CREATE FUNCTION balai.account() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(current_setting('balai.account', true), '')::uuid $$;

ALTER FUNCTION balai.account() OWNER TO balai_owner;

--
-- Name: claim(uuid, text, bytea, bigint); Type: FUNCTION; Schema: balai; Owner: balai_owner
--

CREATE FUNCTION balai.claim(p_id uuid, p_route text, p_fingerprint bytea, p_village bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION balai.claim(p_id uuid, p_route text, p_fingerprint bytea, p_village bigint) OWNER TO balai_owner;

--
-- Name: in_scope(bigint); Type: FUNCTION; Schema: balai; Owner: balai_owner
--

CREATE FUNCTION balai.in_scope(p_village bigint) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT coalesce(
        p_village BETWEEN balai.village_from() AND balai.village_until()
        AND (balai.village_list() IS NULL OR p_village = ANY (balai.village_list())), false)
$$;

ALTER FUNCTION balai.in_scope(p_village bigint) OWNER TO balai_owner;

--
-- Name: keep(uuid, bigint, jsonb); Type: FUNCTION; Schema: balai; Owner: balai_owner
--

CREATE FUNCTION balai.keep(p_id uuid, p_village bigint, p_answer jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE balai.kept_request AS k SET answer = p_answer
     WHERE k.regency = (p_village / 1000000)::integer AND k.id = p_id AND k.person = balai.person();
    RETURN CASE WHEN FOUND THEN p_answer END;
END
$$;

ALTER FUNCTION balai.keep(p_id uuid, p_village bigint, p_answer jsonb) OWNER TO balai_owner;

--
-- Name: keep_until(text); Type: FUNCTION; Schema: balai; Owner: balai_owner
--

CREATE FUNCTION balai.keep_until(p_kind text) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    AS $$
BEGIN
    RETURN now() - make_interval(days => (SELECT r.keep_days FROM balai.retention_rule AS r WHERE r.kind = p_kind));
END
$$;

ALTER FUNCTION balai.keep_until(p_kind text) OWNER TO balai_owner;

--
-- Name: link(); Type: FUNCTION; Schema: balai; Owner: balai_owner
--

CREATE FUNCTION balai.link() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(current_setting('balai.link', true), '')::uuid $$;

ALTER FUNCTION balai.link() OWNER TO balai_owner;

--
-- Name: link_project(); Type: FUNCTION; Schema: balai; Owner: balai_owner
--

CREATE FUNCTION balai.link_project() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(current_setting('balai.link_project', true), '')::uuid $$;

ALTER FUNCTION balai.link_project() OWNER TO balai_owner;

--
-- Name: parameter(integer, text, date, jsonb); Type: FUNCTION; Schema: balai; Owner: balai_owner
--

CREATE FUNCTION balai.parameter(p_regency integer, p_key text, p_day date, p_default jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    SELECT coalesce(
        (SELECT value FROM place.parameter
          WHERE regency = p_regency AND key = p_key AND valid_from <= p_day
          ORDER BY valid_from DESC LIMIT 1),
        p_default)
$$;

ALTER FUNCTION balai.parameter(p_regency integer, p_key text, p_day date, p_default jsonb) OWNER TO balai_owner;

--
-- Name: person(); Type: FUNCTION; Schema: balai; Owner: balai_owner
--

CREATE FUNCTION balai.person() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(current_setting('balai.person', true), '')::uuid $$;

ALTER FUNCTION balai.person() OWNER TO balai_owner;

--
-- Name: refuse(text, jsonb); Type: FUNCTION; Schema: balai; Owner: balai_owner
--

CREATE FUNCTION balai.refuse(code text, facts jsonb DEFAULT '{}'::jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'BA000', MESSAGE = code, DETAIL = facts::text;
END
$$;

ALTER FUNCTION balai.refuse(code text, facts jsonb) OWNER TO balai_owner;

--
-- Name: regency(); Type: FUNCTION; Schema: balai; Owner: balai_owner
--

CREATE FUNCTION balai.regency() RETURNS integer
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(current_setting('balai.regency', true), '')::integer $$;

ALTER FUNCTION balai.regency() OWNER TO balai_owner;

--
-- Name: request(); Type: FUNCTION; Schema: balai; Owner: balai_owner
--

CREATE FUNCTION balai.request() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(current_setting('balai.request', true), '') $$;

ALTER FUNCTION balai.request() OWNER TO balai_owner;

--
-- Name: require_post(bigint, text[]); Type: FUNCTION; Schema: balai; Owner: balai_owner
--

CREATE FUNCTION balai.require_post(p_village bigint, VARIADIC p_roles text[]) RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
BEGIN
    PERFORM balai.require_post_on(balai.today((p_village / 1000000)::integer), p_village, VARIADIC p_roles);
END
$$;

ALTER FUNCTION balai.require_post(p_village bigint, VARIADIC p_roles text[]) OWNER TO balai_owner;

--
-- Name: require_post_on(date, bigint, text[]); Type: FUNCTION; Schema: balai; Owner: balai_owner
--

CREATE FUNCTION balai.require_post_on(p_day date, p_village bigint, VARIADIC p_roles text[]) RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
DECLARE
    wanted text;
BEGIN
    IF balai.person() IS NULL THEN
        PERFORM balai.refuse('not-signed-in');
    END IF;
    FOREACH wanted IN ARRAY p_roles LOOP
        IF identity.holds(wanted, p_village, p_day) THEN
            RETURN;
        END IF;
    END LOOP;
    IF balai.in_scope(p_village) AND NOT identity.is_filled(p_roles[1], p_village, p_day) THEN
        PERFORM balai.refuse('post-vacant', jsonb_build_object('role', p_roles[1], 'village', p_village, 'day', p_day));
    END IF;
    PERFORM balai.refuse('not-your-post', jsonb_build_object('role', p_roles[1], 'village', p_village));
END
$$;

ALTER FUNCTION balai.require_post_on(p_day date, p_village bigint, VARIADIC p_roles text[]) OWNER TO balai_owner;

--
-- Name: require_second_factor(); Type: FUNCTION; Schema: balai; Owner: balai_owner
--

CREATE FUNCTION balai.require_second_factor() RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
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

ALTER FUNCTION balai.require_second_factor() OWNER TO balai_owner;

--
-- Name: sweep(); Type: FUNCTION; Schema: balai; Owner: balai_wide
--

CREATE FUNCTION balai.sweep() RETURNS TABLE(regency integer, kind text, removed bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION balai.sweep() OWNER TO balai_wide;

--
-- Name: today(integer); Type: FUNCTION; Schema: balai; Owner: balai_owner
--

CREATE FUNCTION balai.today(p_regency integer) RETURNS date
    LANGUAGE plpgsql STABLE
    AS $$
BEGIN
    RETURN (now() AT TIME ZONE coalesce(
        (SELECT r.time_zone FROM place.regency AS r WHERE r.regency = p_regency), 'Asia/Jakarta'))::date;
END
$$;

ALTER FUNCTION balai.today(p_regency integer) OWNER TO balai_owner;

--
-- Name: village_from(); Type: FUNCTION; Schema: balai; Owner: balai_owner
--

CREATE FUNCTION balai.village_from() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(current_setting('balai.village_from', true), '')::bigint $$;

ALTER FUNCTION balai.village_from() OWNER TO balai_owner;

--
-- Name: village_list(); Type: FUNCTION; Schema: balai; Owner: balai_owner
--

CREATE FUNCTION balai.village_list() RETURNS bigint[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(current_setting('balai.village_list', true), '')::bigint[] $$;

ALTER FUNCTION balai.village_list() OWNER TO balai_owner;

--
-- Name: village_until(); Type: FUNCTION; Schema: balai; Owner: balai_owner
--

CREATE FUNCTION balai.village_until() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(current_setting('balai.village_until', true), '')::bigint $$;

ALTER FUNCTION balai.village_until() OWNER TO balai_owner;

--
-- Name: accept_second_factor(bytea, bigint); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.accept_second_factor(p_token_hash bytea, p_step bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE identity.account SET totp_last_step = p_step, totp_confirmed_at = coalesce(totp_confirmed_at, now()),
           failed_attempts = 0, next_attempt_at = NULL
     WHERE regency = balai.regency() AND id = balai.account() AND totp_last_step < p_step
       AND totp_secret IS NOT NULL;
    IF NOT FOUND THEN
        PERFORM balai.refuse('code-used');
    END IF;
    UPDATE identity.session SET second_factor_at = now()
     WHERE regency = balai.regency() AND token_hash = p_token_hash AND account = balai.account();
    PERFORM audit.record('second-factor', balai.regency()::bigint * 1000000, 'account', balai.account());
END
$$;

ALTER FUNCTION identity.accept_second_factor(p_token_hash bytea, p_step bigint) OWNER TO balai_wide;

--
-- Name: accounts(text, text, integer, uuid); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.accounts(p_search text, p_after text, p_limit integer, p_only uuid DEFAULT NULL::uuid) RETURNS TABLE(id uuid, person uuid, username text, person_name text, state text, revision integer, has_password boolean, has_second_factor boolean, posts jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT a.id, a.person, a.username, p.name, a.state, a.revision, a.password_hash IS NOT NULL,
           a.totp_confirmed_at IS NOT NULL,
           coalesce((SELECT jsonb_agg(jsonb_build_object(
                'id', o.id, 'role', o.role, 'villageFrom', o.village_from, 'villageUntil', o.village_until,
                'place', coalesce(v.name, d.name, r.name), 'from', o.valid_from, 'until', o.valid_until,
                'standing', o.standing, 'decree', o.decree, 'revision', o.revision) ORDER BY o.valid_from DESC)
              FROM identity.post AS o
              LEFT JOIN place.village AS v ON v.regency = o.regency AND v.village = o.village_from
              LEFT JOIN place.district AS d ON d.regency = o.regency AND d.district = o.village_from / 10000
              LEFT JOIN place.regency AS r ON r.regency = o.regency
             WHERE o.regency = a.regency AND o.person = a.person), '[]')
      FROM identity.account AS a
      JOIN identity.person AS p ON p.regency = a.regency AND p.id = a.person
     WHERE a.regency = balai.regency() AND a.username > coalesce(p_after, '')
       AND (coalesce(p_search, '') = '' OR p.name ILIKE '%' || replace(replace(p_search, '%', ''), '_', '') || '%'
            OR a.username LIKE lower(replace(replace(p_search, '%', ''), '_', '')) || '%')
       AND (p_only IS NULL OR a.id = p_only)
       AND identity.may_reset(a.id)
     ORDER BY a.username LIMIT least(p_limit, 500)
$$;

ALTER FUNCTION identity.accounts(p_search text, p_after text, p_limit integer, p_only uuid) OWNER TO balai_wide;

--
-- Name: appoint(uuid, uuid, text, bigint, bigint[], date, date, text, text); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.appoint(p_post uuid, p_person uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM identity.require_county();
    PERFORM identity.insert_post(balai.regency(), p_post, p_person, p_role, p_place, p_villages,
                                 p_from, p_until, p_standing, p_decree);
    PERFORM audit.record('appoint', balai.regency()::bigint * 1000000, 'post', p_post, NULL,
                         jsonb_build_object('role', p_role, 'place', p_place, 'from', p_from, 'until', p_until));
    RETURN p_post;
END
$$;

ALTER FUNCTION identity.appoint(p_post uuid, p_person uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) OWNER TO balai_wide;

--
-- Name: bootstrap_account(integer, uuid, uuid, uuid, text, text, text, bigint, date, text, text, bytea); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.bootstrap_account(p_regency integer, p_account uuid, p_person uuid, p_post uuid, p_name text, p_username text, p_role text, p_place bigint, p_from date, p_decree text, p_password_hash text, p_slip_hash bytea) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM identity.insert_account(p_regency, p_person, p_name, p_account, p_username);
    PERFORM identity.insert_post(p_regency, p_post, p_person, p_role, p_place, NULL, p_from, NULL, 'definitive', p_decree);
    UPDATE identity.account SET password_hash = p_password_hash WHERE regency = p_regency AND id = p_account;
    IF p_slip_hash IS NOT NULL THEN
        INSERT INTO identity.slip (regency, token_hash, account, expires_at)
        VALUES (p_regency, p_slip_hash, p_account, now() + interval '7 days');
    END IF;
    PERFORM audit.record('bootstrap-account', p_regency::bigint * 1000000, 'account', p_account, NULL,
                         jsonb_build_object('username', p_username, 'role', p_role));
    RETURN p_account;
END
$$;

ALTER FUNCTION identity.bootstrap_account(p_regency integer, p_account uuid, p_person uuid, p_post uuid, p_name text, p_username text, p_role text, p_place bigint, p_from date, p_decree text, p_password_hash text, p_slip_hash bytea) OWNER TO balai_wide;

--
-- Name: change_password(bytea, text); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.change_password(p_token_hash bytea, p_password_hash text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE identity.account SET password_hash = p_password_hash, revision = revision + 1
     WHERE regency = balai.regency() AND id = balai.account();
    UPDATE identity.session SET ended_at = now()
     WHERE regency = balai.regency() AND account = balai.account() AND kind = 'browser' AND token_hash <> p_token_hash
       AND ended_at IS NULL;
    PERFORM audit.record('change-password', balai.regency()::bigint * 1000000, 'account', balai.account());
END
$$;

ALTER FUNCTION identity.change_password(p_token_hash bytea, p_password_hash text) OWNER TO balai_wide;

--
-- Name: close_account(uuid, integer); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.close_account(p_account uuid, p_revision integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM identity.require_county();
    IF p_account = balai.account() THEN
        PERFORM balai.refuse('own-account');
    END IF;
    UPDATE identity.account SET state = 'closed', revision = revision + 1
     WHERE regency = balai.regency() AND id = p_account AND revision = p_revision AND state = 'active';
    IF NOT FOUND THEN
        PERFORM balai.refuse('stale-revision', jsonb_build_object('revision', p_revision));
    END IF;
    UPDATE identity.session SET ended_at = now()
     WHERE regency = balai.regency() AND account = p_account AND ended_at IS NULL;
    PERFORM audit.record('close-account', balai.regency()::bigint * 1000000, 'account', p_account);
END
$$;

ALTER FUNCTION identity.close_account(p_account uuid, p_revision integer) OWNER TO balai_wide;

--
-- Name: count_failure(integer, uuid); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.count_failure(p_regency integer, p_account uuid) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    attempts integer;
    wait_seconds integer;
BEGIN
    UPDATE identity.account SET failed_attempts = failed_attempts + 1
     WHERE regency = p_regency AND id = p_account RETURNING failed_attempts INTO attempts;
    wait_seconds := CASE WHEN attempts < 5 THEN 0 ELSE least(3600, 30 * 2 ^ least(attempts - 5, 10))::integer END;
    UPDATE identity.account SET next_attempt_at = now() + make_interval(secs => wait_seconds)
     WHERE regency = p_regency AND id = p_account;
    RETURN wait_seconds;
END
$$;

ALTER FUNCTION identity.count_failure(p_regency integer, p_account uuid) OWNER TO balai_wide;

--
-- Name: create_account(uuid, uuid, text, text, uuid, text, bigint, bigint[], date, date, text, text); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.create_account(p_id uuid, p_person uuid, p_name text, p_username text, p_post uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM identity.require_county();
    IF EXISTS (SELECT FROM identity.account WHERE regency = balai.regency() AND username = lower(p_username)) THEN
        PERFORM balai.refuse('username-taken', jsonb_build_object('username', lower(p_username)));
    END IF;
    PERFORM identity.insert_account(balai.regency(), p_person, p_name, p_id, p_username);
    PERFORM identity.insert_post(balai.regency(), p_post, p_person, p_role, p_place, p_villages,
                                 p_from, p_until, p_standing, p_decree);
    PERFORM audit.record('create-account', balai.regency()::bigint * 1000000, 'account', p_id, NULL,
                         jsonb_build_object('username', lower(p_username), 'role', p_role, 'place', p_place));
    RETURN p_id;
END
$$;

ALTER FUNCTION identity.create_account(p_id uuid, p_person uuid, p_name text, p_username text, p_post uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) OWNER TO balai_wide;

--
-- Name: end_post(uuid, date, integer); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.end_post(p_post uuid, p_until date, p_revision integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    ended identity.post;
BEGIN
    PERFORM identity.require_county();
    UPDATE identity.post SET valid_until = p_until, revision = revision + 1
     WHERE regency = balai.regency() AND id = p_post AND revision = p_revision RETURNING * INTO ended;
    IF ended.id IS NULL THEN
        PERFORM balai.refuse('stale-revision', jsonb_build_object('revision', p_revision));
    END IF;
    UPDATE identity.session AS s SET scope_day = NULL FROM identity.account AS a
     WHERE a.regency = ended.regency AND a.person = ended.person AND s.regency = a.regency AND s.account = a.id;
    PERFORM audit.record('end-post', balai.regency()::bigint * 1000000, 'post', p_post, NULL,
                         jsonb_build_object('until', p_until));
    RETURN ended.revision;
END
$$;

ALTER FUNCTION identity.end_post(p_post uuid, p_until date, p_revision integer) OWNER TO balai_wide;

--
-- Name: end_session(bytea); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.end_session(p_token_hash bytea) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    WITH ended AS (
        UPDATE identity.session SET ended_at = now()
         WHERE account = balai.account() AND token_hash = p_token_hash AND ended_at IS NULL RETURNING 1)
    SELECT count(*)::integer FROM ended
$$;

ALTER FUNCTION identity.end_session(p_token_hash bytea) OWNER TO balai_wide;

--
-- Name: end_session_marked(text); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.end_session_marked(p_mark text) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    WITH ended AS (
        UPDATE identity.session SET ended_at = now()
         WHERE regency = balai.regency() AND account = balai.account() AND ended_at IS NULL
           AND encode(substr(token_hash, 1, 8), 'hex') = p_mark RETURNING 1)
    SELECT count(*)::integer FROM ended
$$;

ALTER FUNCTION identity.end_session_marked(p_mark text) OWNER TO balai_wide;

--
-- Name: enrol_second_factor(bytea); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.enrol_second_factor(p_secret bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE identity.account SET totp_secret = p_secret, totp_confirmed_at = NULL, totp_last_step = 0
     WHERE regency = balai.regency() AND id = balai.account() AND totp_confirmed_at IS NULL;
    IF NOT FOUND THEN
        PERFORM balai.refuse('second-factor-exists');
    END IF;
    PERFORM audit.record('enrol-second-factor', balai.regency()::bigint * 1000000, 'account', balai.account());
END
$$;

ALTER FUNCTION identity.enrol_second_factor(p_secret bytea) OWNER TO balai_wide;

--
-- Name: enter(bytea, text); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.enter(p_token_hash bytea, p_request text DEFAULT ''::text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    s record;
    today date;
BEGIN
    SELECT n.*, a.person INTO s FROM identity.session AS n
      JOIN identity.account AS a ON a.regency = n.regency AND a.id = n.account
     WHERE n.token_hash = p_token_hash AND n.ended_at IS NULL AND n.expires_at > now() AND a.state = 'active'
       AND (n.kind = 'bearer' OR n.seen_at > now() - interval '2 hours');
    IF NOT FOUND THEN
        PERFORM balai.refuse('not-signed-in');
    END IF;
    today := balai.today(s.regency);
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
            set_config('balai.account', s.account::text, true),
            set_config('balai.person', s.person::text, true),
            set_config('balai.village_from', coalesce(s.scope_from::text, ''), true),
            set_config('balai.village_until', coalesce(s.scope_until::text, ''), true),
            set_config('balai.village_list', coalesce(s.scope_list::text, ''), true),
            set_config('balai.second_factor_at', coalesce(s.second_factor_at::text, ''), true),
            set_config('balai.request', p_request, true);
END
$$;

ALTER FUNCTION identity.enter(p_token_hash bytea, p_request text) OWNER TO balai_wide;

--
-- Name: holds(text, bigint, date); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.holds(p_role text, p_village bigint, p_day date) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM identity.post AS o
         WHERE o.regency = (p_village / 1000000)::integer AND o.person = balai.person() AND o.role = p_role
           AND p_village BETWEEN o.village_from AND o.village_until
           AND (o.villages IS NULL OR p_village = ANY (o.villages))
           AND p_day >= o.valid_from AND (o.valid_until IS NULL OR p_day <= o.valid_until));
END
$$;

ALTER FUNCTION identity.holds(p_role text, p_village bigint, p_day date) OWNER TO balai_wide;

--
-- Name: insert_account(integer, uuid, text, uuid, text); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.insert_account(p_regency integer, p_person uuid, p_name text, p_account uuid, p_username text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO identity.person (regency, id, name) VALUES (p_regency, p_person, btrim(p_name));
    INSERT INTO identity.account (regency, id, person, username)
    VALUES (p_regency, p_account, p_person, lower(p_username));
END
$$;

ALTER FUNCTION identity.insert_account(p_regency integer, p_person uuid, p_name text, p_account uuid, p_username text) OWNER TO balai_wide;

--
-- Name: insert_post(integer, uuid, uuid, text, bigint, bigint[], date, date, text, text); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.insert_post(p_regency integer, p_post uuid, p_person uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    first_village bigint;
    last_village bigint;
BEGIN
    IF p_role IN ('treasurer', 'manager', 'secretary', 'head', 'council', 'operator') THEN
        first_village := p_place;
        last_village := p_place;
        IF NOT EXISTS (SELECT FROM place.village WHERE regency = p_regency AND village = p_place) THEN
            PERFORM balai.refuse('unknown-village', jsonb_build_object('village', p_place));
        END IF;
    ELSIF p_role = 'district' THEN
        first_village := p_place / 10000 * 10000;
        last_village := first_village + 9999;
        IF NOT EXISTS (SELECT FROM place.district WHERE regency = p_regency AND district = p_place / 10000) THEN
            PERFORM balai.refuse('unknown-district', jsonb_build_object('district', p_place / 10000));
        END IF;
    ELSE
        first_village := p_regency::bigint * 1000000;
        last_village := first_village + 999999;
    END IF;
    INSERT INTO identity.post (regency, id, person, role, village_from, village_until, villages,
                               valid_from, valid_until, standing, decree)
    VALUES (p_regency, p_post, p_person, p_role, first_village, last_village, p_villages,
            p_from, p_until, p_standing, p_decree);
    UPDATE identity.session AS s SET scope_day = NULL FROM identity.account AS a
     WHERE a.regency = p_regency AND a.person = p_person AND s.regency = a.regency AND s.account = a.id;
END
$$;

ALTER FUNCTION identity.insert_post(p_regency integer, p_post uuid, p_person uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) OWNER TO balai_wide;

--
-- Name: is_filled(text, bigint, date); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.is_filled(p_role text, p_village bigint, p_day date) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT EXISTS (
        SELECT FROM identity.post
         WHERE regency = (p_village / 1000000)::integer AND role = p_role
           AND p_village BETWEEN village_from AND village_until
           AND p_day >= valid_from AND (valid_until IS NULL OR p_day <= valid_until))
$$;

ALTER FUNCTION identity.is_filled(p_role text, p_village bigint, p_day date) OWNER TO balai_wide;

--
-- Name: is_fresh(); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.is_fresh() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ SELECT NOT EXISTS (SELECT FROM identity.account) $$;

ALTER FUNCTION identity.is_fresh() OWNER TO balai_wide;

--
-- Name: make_slip(uuid, bytea); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.make_slip(p_account uuid, p_token_hash bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF NOT identity.may_reset(p_account) THEN
        PERFORM balai.refuse('not-your-post', jsonb_build_object('role', 'county'));
    END IF;
    UPDATE identity.slip SET used_at = now() WHERE regency = balai.regency() AND account = p_account AND used_at IS NULL;
    INSERT INTO identity.slip (regency, token_hash, account, made_by, expires_at)
    VALUES (balai.regency(), p_token_hash, p_account, balai.person(), now() + interval '7 days');
    PERFORM audit.record('make-slip', balai.regency()::bigint * 1000000, 'account', p_account);
END
$$;

ALTER FUNCTION identity.make_slip(p_account uuid, p_token_hash bytea) OWNER TO balai_wide;

--
-- Name: may_reset(uuid); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.may_reset(p_account uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT identity.holds('county', balai.regency()::bigint * 1000000, balai.today(balai.regency()))
        OR EXISTS (
            SELECT FROM identity.account AS a
              JOIN identity.post AS p ON p.regency = a.regency AND p.person = a.person
             WHERE a.regency = balai.regency() AND a.id = p_account AND p.village_from = p.village_until
               AND identity.holds('district', p.village_from, balai.today(balai.regency()))
            HAVING count(*) > 0)
       AND NOT EXISTS (
            SELECT FROM identity.account AS a
              JOIN identity.post AS p ON p.regency = a.regency AND p.person = a.person
             WHERE a.regency = balai.regency() AND a.id = p_account
               AND NOT identity.holds('district', p.village_from, balai.today(balai.regency())))
$$;

ALTER FUNCTION identity.may_reset(p_account uuid) OWNER TO balai_wide;

--
-- Name: my_sessions(); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.my_sessions() RETURNS TABLE(mark text, kind text, label text, created_at timestamp with time zone, seen_at timestamp with time zone, expires_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT encode(substr(token_hash, 1, 8), 'hex'), kind, label, created_at, seen_at, expires_at
      FROM identity.session
     WHERE regency = balai.regency() AND account = balai.account() AND ended_at IS NULL AND expires_at > now()
     ORDER BY seen_at DESC LIMIT 100
$$;

ALTER FUNCTION identity.my_sessions() OWNER TO balai_wide;

--
-- Name: open_session(integer, uuid, bytea, text, text, text, integer); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.open_session(p_regency integer, p_account uuid, p_token_hash bytea, p_csrf text, p_kind text, p_label text, p_hours integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    owner uuid;
BEGIN
    UPDATE identity.account SET failed_attempts = 0, next_attempt_at = NULL
     WHERE regency = p_regency AND id = p_account AND state = 'active' RETURNING person INTO owner;
    IF owner IS NULL THEN
        PERFORM balai.refuse('not-signed-in');
    END IF;
    INSERT INTO identity.session (regency, token_hash, account, kind, label, csrf, expires_at)
    VALUES (p_regency, p_token_hash, p_account, p_kind, left(p_label, 200), p_csrf,
            now() + make_interval(hours => least(p_hours, 24 * 366)));
    PERFORM set_config('balai.person', owner::text, true), set_config('balai.account', p_account::text, true);
    PERFORM audit.record('sign-in', p_regency::bigint * 1000000, 'account', p_account, NULL, NULL,
                         jsonb_build_object('kind', p_kind));
END
$$;

ALTER FUNCTION identity.open_session(p_regency integer, p_account uuid, p_token_hash bytea, p_csrf text, p_kind text, p_label text, p_hours integer) OWNER TO balai_wide;

--
-- Name: require_county(); Type: FUNCTION; Schema: identity; Owner: balai_owner
--

CREATE FUNCTION identity.require_county() RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
BEGIN
    PERFORM balai.require_post(balai.regency()::bigint * 1000000, 'county');
END
$$;

ALTER FUNCTION identity.require_county() OWNER TO balai_owner;

--
-- Name: scope_of(integer, uuid, date); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.scope_of(p_regency integer, p_person uuid, p_day date, OUT scope_from bigint, OUT scope_until bigint, OUT scope_list bigint[]) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION identity.scope_of(p_regency integer, p_person uuid, p_day date, OUT scope_from bigint, OUT scope_until bigint, OUT scope_list bigint[]) OWNER TO balai_wide;

--
-- Name: second_factor_facts(); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.second_factor_facts() RETURNS TABLE(secret bytea, confirmed boolean, last_step bigint, wait_seconds integer, password_hash text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT totp_secret, totp_confirmed_at IS NOT NULL, totp_last_step,
           greatest(0, ceil(extract(epoch FROM next_attempt_at - now())))::integer, a.password_hash
      FROM identity.account AS a WHERE regency = balai.regency() AND id = balai.account()
$$;

ALTER FUNCTION identity.second_factor_facts() OWNER TO balai_wide;

--
-- Name: session_of(bytea); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.session_of(p_token_hash bytea) RETURNS TABLE(account uuid, person uuid, person_name text, username text, regency integer, csrf text, language text, kind text, second_factor_at timestamp with time zone, has_second_factor boolean, posts jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM identity.enter(p_token_hash);
    RETURN QUERY
    SELECT a.id, a.person, p.name, a.username, a.regency, n.csrf, a.language, n.kind, n.second_factor_at,
           a.totp_confirmed_at IS NOT NULL,
           coalesce((SELECT jsonb_agg(jsonb_build_object(
                'role', o.role, 'villageFrom', o.village_from, 'villageUntil', o.village_until,
                'villages', o.villages, 'standing', o.standing, 'place', coalesce(v.name, d.name, r.name)) ORDER BY o.role)
              FROM identity.post AS o
              LEFT JOIN place.village AS v ON v.regency = o.regency AND v.village = o.village_from
              LEFT JOIN place.district AS d ON d.regency = o.regency AND d.district = o.village_from / 10000
              LEFT JOIN place.regency AS r ON r.regency = o.regency
             WHERE o.regency = a.regency AND o.person = a.person
               AND balai.today(a.regency) >= o.valid_from
               AND (o.valid_until IS NULL OR balai.today(a.regency) <= o.valid_until)), '[]')
      FROM identity.session AS n
      JOIN identity.account AS a ON a.regency = n.regency AND a.id = n.account
      JOIN identity.person AS p ON p.regency = a.regency AND p.id = a.person
     WHERE n.token_hash = p_token_hash;
END
$$;

ALTER FUNCTION identity.session_of(p_token_hash bytea) OWNER TO balai_wide;

--
-- Name: set_language(text); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.set_language(p_language text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ UPDATE identity.account SET language = p_language WHERE regency = balai.regency() AND id = balai.account() $$;

ALTER FUNCTION identity.set_language(p_language text) OWNER TO balai_wide;

--
-- Name: sign_in_facts(integer, text); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.sign_in_facts(p_regency integer, p_username text) RETURNS TABLE(account uuid, password_hash text, wait_seconds integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT a.id, a.password_hash,
           greatest(0, ceil(extract(epoch FROM a.next_attempt_at - now())))::integer
      FROM (SELECT 1) AS one
      LEFT JOIN identity.account AS a
        ON a.regency = p_regency AND a.username = lower(p_username) AND a.state = 'active'
$$;

ALTER FUNCTION identity.sign_in_facts(p_regency integer, p_username text) OWNER TO balai_wide;

--
-- Name: slip_facts(bytea); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.slip_facts(p_token_hash bytea) RETURNS TABLE(regency integer, account uuid, username text, person_name text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT a.regency, a.id, a.username, p.name FROM identity.slip AS s
      JOIN identity.account AS a ON a.regency = s.regency AND a.id = s.account AND a.state = 'active'
      JOIN identity.person AS p ON p.regency = a.regency AND p.id = a.person
     WHERE s.token_hash = p_token_hash AND s.used_at IS NULL AND s.expires_at > now()
$$;

ALTER FUNCTION identity.slip_facts(p_token_hash bytea) OWNER TO balai_wide;

--
-- Name: use_slip(bytea, text); Type: FUNCTION; Schema: identity; Owner: balai_wide
--

CREATE FUNCTION identity.use_slip(p_token_hash bytea, p_password_hash text) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    used identity.slip;
BEGIN
    UPDATE identity.slip SET used_at = now()
     WHERE token_hash = p_token_hash AND used_at IS NULL AND expires_at > now() RETURNING * INTO used;
    IF used.account IS NULL THEN
        PERFORM balai.refuse('slip-spent');
    END IF;
    UPDATE identity.account SET password_hash = p_password_hash, totp_secret = NULL, totp_confirmed_at = NULL,
           totp_last_step = 0, failed_attempts = 0, next_attempt_at = NULL, revision = revision + 1
     WHERE regency = used.regency AND id = used.account;
    UPDATE identity.session SET ended_at = now()
     WHERE regency = used.regency AND account = used.account AND ended_at IS NULL;
    PERFORM audit.record('use-slip', used.regency::bigint * 1000000, 'account', used.account);
    RETURN used.account;
END
$$;

ALTER FUNCTION identity.use_slip(p_token_hash bytea, p_password_hash text) OWNER TO balai_wide;

--
-- Name: agree_version(uuid, integer, text, date, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.agree_version(p_version uuid, p_revision integer, p_number text, p_date date, p_note text) RETURNS TABLE(id uuid, revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
BEGIN
    PERFORM balai.require_post(version.village, 'council');
    IF NOT ledger.is_repeated_version_step(version, p_revision, 'agree') THEN
        PERFORM ledger.require_version(version, p_revision, 'agree', 'draft', 'returned');
        IF length(btrim(coalesce(p_number, ''))) NOT BETWEEN 1 AND 100 OR p_date IS NULL THEN
            PERFORM balai.refuse('minutes-missing', '{}');
        ELSIF p_date > balai.today(version.regency) THEN
            PERFORM balai.refuse('date-in-future', jsonb_build_object('day', p_date, 'today', balai.today(version.regency)));
        ELSIF extract(year FROM p_date) NOT BETWEEN version.year - 1 AND version.year THEN
            PERFORM balai.refuse('date-outside-year', jsonb_build_object('day', p_date, 'year', version.year));
        END IF;
        PERFORM ledger.require_balanced_version(version);
        UPDATE ledger.budget_version AS v SET minutes_number = btrim(p_number), minutes_date = p_date
         WHERE v.regency = version.regency AND v.id = p_version;
        PERFORM ledger.move_version(version, 'agree', 'agreed', p_note);
    END IF;
    RETURN QUERY SELECT p_version, p_revision + 1, 'agreed';
END
$$;

ALTER FUNCTION ledger.agree_version(p_version uuid, p_revision integer, p_number text, p_date date, p_note text) OWNER TO balai_owner;

--
-- Name: answer_remark(uuid, uuid, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.answer_remark(p_version uuid, p_id uuid, p_answer text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
    taken ledger.line_remark := ledger.take_remark(p_version, p_id);
BEGIN
    PERFORM balai.require_post(version.village, 'secretary', 'treasurer');
    PERFORM ledger.require_version(version, version.revision, 'answer', 'returned', 'agreed', 'evaluated');
    IF length(btrim(coalesce(p_answer, ''))) NOT BETWEEN 1 AND 2000 OR taken.withdrawn_at IS NOT NULL THEN
        PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'answer'));
    END IF;
    UPDATE ledger.line_remark AS r SET answer = btrim(p_answer), answered_by = balai.person(), answered_at = now()
     WHERE r.regency = taken.regency AND r.id = p_id;
    PERFORM audit.record('answer-remark', version.village, 'budget-version', p_version,
        jsonb_build_object('remark', p_id, 'answer', taken.answer), jsonb_build_object('answer', btrim(p_answer)));
    RETURN true;
END
$$;

ALTER FUNCTION ledger.answer_remark(p_version uuid, p_id uuid, p_answer text) OWNER TO balai_owner;

--
-- Name: approve_spp(uuid, integer, date); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.approve_spp(p_id uuid, p_revision integer, p_day date DEFAULT NULL::date) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    spp ledger.spp := ledger.take_spp(p_id);
    on_day constant date := coalesce(p_day, balai.today(balai.regency()));
BEGIN
    IF NOT ledger.is_repeated_step(spp, p_revision, 'approve') THEN
        PERFORM ledger.require_post(spp.village, on_day, 'head');
        PERFORM balai.require_second_factor();
        PERFORM ledger.require_spp(spp, p_revision, 'approve', 'verified');
        PERFORM ledger.require_other_person(spp, 'approve', 'head');
        PERFORM ledger.require_step_day(spp, on_day, spp.verified_on);
        PERFORM ledger.require_evidence(spp, 'approve', on_day);
        PERFORM ledger.reserve_lines(spp);
        PERFORM ledger.move_spp(spp, 'approve', 'approved', 'head', on_day, '');
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, 'approved', spp.number;
END
$$;

ALTER FUNCTION ledger.approve_spp(p_id uuid, p_revision integer, p_day date) OWNER TO balai_owner;

--
-- Name: ask_override(uuid, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.ask_override(p_spp uuid, p_reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    spp ledger.spp := ledger.take_spp(p_spp);
    acting_as text;
BEGIN
    PERFORM balai.require_post(spp.village, 'secretary', 'manager', 'treasurer');
    SELECT r INTO acting_as FROM unnest(ARRAY['secretary', 'manager', 'treasurer']) AS r
     WHERE identity.holds(r, spp.village, balai.today(spp.regency)) LIMIT 1;
    IF length(btrim(coalesce(p_reason, ''))) NOT BETWEEN 1 AND 2000 THEN
        PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'ask-override'));
    END IF;
    IF NOT EXISTS (SELECT FROM ledger.gate_of(p_spp) AS g WHERE g.asks AND g.found < g.needed) THEN
        PERFORM balai.refuse('nothing-to-override', jsonb_build_object('id', p_spp));
    END IF;
    INSERT INTO ledger.gate_override AS o (regency, village, spp_id, reason, asked_by, asked_role)
    VALUES (spp.regency, spp.village, p_spp, btrim(p_reason), balai.person(), acting_as)
    ON CONFLICT (regency, spp_id) DO UPDATE SET reason = excluded.reason, asked_by = excluded.asked_by,
        asked_role = excluded.asked_role, asked_at = now() WHERE o.granted_by IS NULL;
    PERFORM audit.record('ask-override', spp.village, 'spp', p_spp, NULL, jsonb_build_object('reason', p_reason));
END
$$;

ALTER FUNCTION ledger.ask_override(p_spp uuid, p_reason text) OWNER TO balai_owner;

--
-- Name: attach_scan(uuid, uuid, bytea, integer, text, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.attach_scan(p_id uuid, p_spp uuid, p_sha256 bytea, p_bytes integer, p_kind text, p_name text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    spp ledger.spp := ledger.take_spp(p_spp);
BEGIN
    PERFORM balai.require_post(spp.village, 'manager', 'treasurer', 'secretary');
    IF balai.claim(p_id, 'attach-scan', ledger.fingerprint(p_spp::text, encode(p_sha256, 'hex'), p_name),
                   spp.village) IS NULL THEN
        IF spp.state IN ('rejected', 'reversed') OR spp.origin = 'imported' THEN
            PERFORM balai.refuse('wrong-state', jsonb_build_object('state', spp.state, 'verb', 'attach'));
        ELSIF (SELECT count(*) FROM ledger.spp_scan AS s WHERE s.regency = spp.regency AND s.spp_id = p_spp) >= 20 THEN
            PERFORM balai.refuse('scan-refused', jsonb_build_object('reason', 'too-many'));
        ELSIF p_bytes NOT BETWEEN 1 AND 10485760 THEN
            PERFORM balai.refuse('scan-refused', jsonb_build_object('reason', 'too-large'));
        ELSIF EXISTS (SELECT FROM ledger.spp_scan AS s
                       WHERE s.regency = spp.regency AND s.spp_id = p_spp AND s.sha256 = p_sha256) THEN
            PERFORM balai.refuse('scan-refused', jsonb_build_object('reason', 'twice'));
        END IF;
        INSERT INTO ledger.spp_scan (regency, village, id, spp_id, sha256, bytes, kind, name, person)
        VALUES (spp.regency, spp.village, p_id, p_spp, p_sha256, p_bytes, p_kind,
                coalesce(NULLIF(left(btrim(p_name), 200), ''), 'bukti'), balai.person());
        PERFORM audit.record('attach-scan', spp.village, 'spp', p_spp, NULL,
            jsonb_build_object('scan', p_id, 'sha256', encode(p_sha256, 'hex')));
        PERFORM balai.keep(p_id, spp.village, '{}'::jsonb);
    END IF;
    RETURN true;
END
$$;

ALTER FUNCTION ledger.attach_scan(p_id uuid, p_spp uuid, p_sha256 bytea, p_bytes integer, p_kind text, p_name text) OWNER TO balai_owner;

--
-- Name: book_cash_move(uuid, bigint, integer, text, date, text, bigint, text, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.book_cash_move(p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_fund text, p_amount_sen bigint, p_description text, p_line jsonb DEFAULT '{}'::jsonb) RETURNS TABLE(id uuid, number integer, entry_number bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    answer jsonb;
    move ledger.cash_move;
    booked bigint;
BEGIN
    PERFORM ledger.require_desa(p_village);
    PERFORM ledger.require_post(p_village, p_day, 'treasurer');
    answer := balai.claim(p_id, 'book-cash-move', ledger.fingerprint(p_village::text, p_year::text, p_kind, p_day::text, p_fund,
        p_amount_sen::text, p_description, p_line::text), p_village);
    IF answer IS NULL THEN
        PERFORM ledger.require_day(p_village, p_year, p_day);
        PERFORM ledger.require_cash_move(p_village, p_year, p_kind, p_fund, p_amount_sen, p_description, p_line);
        IF p_kind = 'fee' THEN
            PERFORM ledger.spend_line(p_village, p_year, p_line ->> 'activity', p_line ->> 'account', p_fund,
                coalesce(p_line ->> 'subDetail', '01'), p_amount_sen);
        END IF;
        INSERT INTO ledger.cash_move (regency, village, year, id, number, kind, book_date, fund, activity, account, sub_detail,
                                      amount_sen, description, person)
        VALUES ((p_village / 1000000)::integer, p_village, p_year, p_id, ledger.next_number(p_village, p_year, 'move'), p_kind,
                p_day, p_fund, CASE p_kind WHEN 'fee' THEN p_line ->> 'activity' ELSE '0.0.00' END,
                CASE p_kind WHEN 'fee' THEN p_line ->> 'account' WHEN 'interest' THEN coalesce(p_line ->> 'account', '4.3.6.01')
                     ELSE '' END,
                CASE p_kind WHEN 'fee' THEN coalesce(p_line ->> 'subDetail', '01') ELSE '01' END,
                p_amount_sen, btrim(p_description), balai.person())
        RETURNING * INTO move;
        booked := ledger.post_cash_move(move);
        PERFORM audit.record('book-cash-move', p_village, 'cash-move', p_id, NULL,
            jsonb_build_object('kind', p_kind, 'fund', p_fund, 'amountSen', p_amount_sen, 'entry', booked));
        answer := balai.keep(p_id, p_village, jsonb_build_object('number', move.number, 'entry', booked));
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'number')::integer, (answer ->> 'entry')::bigint;
END
$$;

ALTER FUNCTION ledger.book_cash_move(p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_fund text, p_amount_sen bigint, p_description text, p_line jsonb) OWNER TO balai_owner;

--
-- Name: book_receipt(uuid, bigint, integer, date, text, text, bigint, text, text, text, uuid); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.book_receipt(p_id uuid, p_village bigint, p_year integer, p_day date, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text, p_corrects uuid) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    entry constant uuid := ledger.new_id();
    held_in constant text := ledger.cash_account(p_place);
    given integer;
    booked bigint;
BEGIN
    PERFORM ledger.require_day(p_village, p_year, p_day);
    IF p_amount_sen NOT BETWEEN 1 AND ledger.largest_sen() THEN
        PERFORM balai.refuse('amount-out-of-range', jsonb_build_object('line', p_account, 'row', 0));
    ELSIF length(btrim(p_description)) NOT BETWEEN 1 AND 500 OR length(p_payer) > 200 THEN
        PERFORM balai.refuse('description-missing', jsonb_build_object('line', p_account, 'row', 0));
    ELSIF NOT EXISTS (SELECT FROM ledger.account AS a WHERE a.regency = in_regency AND a.year = p_year
                         AND a.code = p_account AND a.level = 4 AND a.code ~ '^(4\.|6\.1\.)') THEN
        PERFORM balai.refuse('unknown-account', jsonb_build_object('account', p_account));
    ELSIF NOT EXISTS (SELECT FROM ledger.fund_source AS f
                       WHERE f.regency = in_regency AND f.year = p_year AND f.code = p_fund) THEN
        PERFORM balai.refuse('unknown-fund', jsonb_build_object('fund', p_fund));
    END IF;
    given := ledger.next_number(p_village, p_year, 'receipt');
    INSERT INTO ledger.receipt (regency, village, year, id, number, book_date, account, fund, amount_sen, payer, description,
                                person, origin, place)
    VALUES (in_regency, p_village, p_year, p_id, given, p_day, p_account, p_fund, p_amount_sen, btrim(p_payer),
            btrim(p_description), balai.person(), 'entered', p_place);
    PERFORM ledger.move_cash(p_village, p_year, p_fund, p_place, p_amount_sen);
    booked := ledger.write_entry(entry, p_village, p_year, p_day, 'receipt', p_id, NULL, btrim(p_description), p_corrects);
    IF p_place = 'cash' THEN
        PERFORM ledger.require_hand_limit(p_village, p_year, p_day);
    END IF;
    INSERT INTO ledger.posting (regency, village, year, entry_id, ordinal, account, activity, fund, amount_sen)
    VALUES (in_regency, p_village, p_year, entry, 1, held_in, '0.0.00', p_fund, p_amount_sen),
           (in_regency, p_village, p_year, entry, 2, p_account, '0.0.00', p_fund, -p_amount_sen);
    PERFORM audit.record('receive-income', p_village, 'receipt', p_id, NULL,
        jsonb_build_object('account', p_account, 'fund', p_fund, 'amountSen', p_amount_sen, 'entry', booked, 'place', p_place));
    RETURN jsonb_build_object('number', given, 'entry', booked);
END
$$;

ALTER FUNCTION ledger.book_receipt(p_id uuid, p_village bigint, p_year integer, p_day date, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text, p_corrects uuid) OWNER TO balai_owner;

--
-- Name: book_settlement(uuid, integer, date, text, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.book_settlement(p_id uuid, p_revision integer, p_day date DEFAULT NULL::date, p_place text DEFAULT 'cash'::text, p_taxes jsonb DEFAULT '[]'::jsonb) RETURNS TABLE(id uuid, revision integer, state text, number integer, entry_number bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken ledger.settlement := ledger.take_settlement(p_id);
    on_day constant date := coalesce(p_day, balai.today(balai.regency()));
    spp ledger.spp;
    lines jsonb;
BEGIN
    IF NOT (taken.revision = p_revision + 1 AND taken.state = 'booked' AND taken.booker = balai.person()) THEN
        PERFORM ledger.require_post(taken.village, on_day, 'treasurer');
        PERFORM balai.require_second_factor();
        PERFORM ledger.require_settlement(taken, p_revision, 'book', 'treasurer', 'verified');
        spp := ledger.take_advance(taken.spp_id, 'settle');
        PERFORM ledger.require_step_day(spp, on_day, taken.verified_on);
        SELECT jsonb_agg(jsonb_build_object('activity', l.activity, 'account', l.account, 'fund', l.fund,
                                            'subDetail', l.sub_detail, 'amountSen', l.amount_sen)) INTO lines
          FROM ledger.settlement_line AS l WHERE l.regency = taken.regency AND l.settlement_id = p_id;
        PERFORM ledger.require_open_lines(spp, 'settlement', lines);
        PERFORM ledger.require_taxes(spp.village, on_day, p_taxes, (
            SELECT jsonb_object_agg(n.fund, n.amount) FROM (
                SELECT l.fund, sum(l.amount_sen)::bigint AS amount FROM ledger.settlement_line AS l
                 WHERE l.regency = taken.regency AND l.settlement_id = p_id GROUP BY l.fund) AS n));
        PERFORM ledger.cash_account(p_place);
        PERFORM ledger.withhold(spp.village, spp.year, p_id, on_day, p_taxes);
        PERFORM ledger.move_advance(spp, lines, true);
        PERFORM ledger.post_settlement(taken, on_day, p_place);
        UPDATE ledger.settlement AS s SET state = 'booked', revision = s.revision + 1, booker = balai.person(), place = p_place,
               booked_on = on_day WHERE s.regency = taken.regency AND s.id = p_id;
        PERFORM ledger.close_advance(spp, on_day);
        PERFORM audit.record('book-settlement', taken.village, 'settlement', p_id,
            jsonb_build_object('state', taken.state), jsonb_build_object('state', 'booked'));
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, 'booked', taken.number, e.number FROM ledger.entry AS e
                  WHERE e.regency = taken.regency AND e.document_id = p_id AND e.kind = 'settlement';
END
$$;

ALTER FUNCTION ledger.book_settlement(p_id uuid, p_revision integer, p_day date, p_place text, p_taxes jsonb) OWNER TO balai_owner;

--
-- Name: book_totals(text, bigint, integer, date, date, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.book_totals(p_book text, p_village bigint, p_year integer, p_from date DEFAULT NULL::date, p_until date DEFAULT NULL::date, p_fund text DEFAULT NULL::text) RETURNS TABLE(opening_sen bigint, in_sen bigint, out_sen bigint, closing_sen bigint)
    LANGUAGE sql STABLE
    AS $$
    SELECT coalesce(sum(l.in_sen - l.out_sen) FILTER (WHERE l.book_date < p_from), 0)::bigint,
           coalesce(sum(l.in_sen) FILTER (WHERE p_from IS NULL OR l.book_date >= p_from), 0)::bigint,
           coalesce(sum(l.out_sen) FILTER (WHERE p_from IS NULL OR l.book_date >= p_from), 0)::bigint,
           coalesce(sum(l.in_sen - l.out_sen), 0)::bigint
      FROM ledger.book_line AS l
     WHERE l.book = p_book AND l.regency = p_village / 1000000 AND l.village = p_village AND l.year = p_year
       AND (p_fund IS NULL OR l.fund = p_fund) AND (p_until IS NULL OR l.book_date <= p_until)
$$;

ALTER FUNCTION ledger.book_totals(p_book text, p_village bigint, p_year integer, p_from date, p_until date, p_fund text) OWNER TO balai_owner;

--
-- Name: cancel_disbursement(uuid, integer); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.cancel_disbursement(p_id uuid, p_revision integer) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken ledger.disbursement;
BEGIN
    PERFORM balai.require_post(balai.regency()::bigint * 1000000, 'county');
    taken := ledger.take_disbursement(p_id, p_revision, 'cancel');
    UPDATE ledger.ceiling AS c SET planned_sen = c.planned_sen - taken.amount_sen
     WHERE c.regency = taken.regency AND c.village = taken.village AND c.year = taken.year AND c.fund = taken.fund;
    UPDATE ledger.disbursement AS d SET state = 'cancelled', revision = d.revision + 1
     WHERE d.regency = taken.regency AND d.id = p_id;
    PERFORM audit.record('cancel-disbursement', taken.village, 'disbursement', p_id, to_jsonb(taken), NULL);
    RETURN true;
END
$$;

ALTER FUNCTION ledger.cancel_disbursement(p_id uuid, p_revision integer) OWNER TO balai_owner;

--
-- Name: cash_account(text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.cash_account(p_place text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    AS $$
BEGIN
    IF p_place IS NULL OR p_place NOT IN ('bank', 'cash') THEN
        PERFORM balai.refuse('unknown-place', jsonb_build_object('place', left(coalesce(p_place, ''), 40)));
    END IF;
    RETURN CASE p_place WHEN 'cash' THEN '1.1.1.01' ELSE '1.1.1.02' END;
END
$$;

ALTER FUNCTION ledger.cash_account(p_place text) OWNER TO balai_owner;

--
-- Name: change_request(bigint, uuid, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.change_request(p_village bigint, p_document uuid, p_request jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    old ledger.spp;
BEGIN
    SELECT * INTO STRICT old FROM ledger.spp AS s WHERE s.regency = p_village / 1000000 AND s.id = p_document;
    INSERT INTO ledger.line_control (regency, village, year, activity, account, fund, sub_detail, limit_sen)
    SELECT DISTINCT old.regency, old.village, old.year, l ->> 'activity', l ->> 'account', l ->> 'fund', l ->> 'subDetail', 0
      FROM jsonb_array_elements(p_request -> 'lines') AS l
    ON CONFLICT DO NOTHING;
    DELETE FROM ledger.spp_line AS l WHERE l.regency = old.regency AND l.spp_id = old.id;
    INSERT INTO ledger.spp_line (regency, village, year, spp_id, activity, account, fund, sub_detail, amount_sen)
    SELECT old.regency, old.village, old.year, old.id, l ->> 'activity', l ->> 'account', l ->> 'fund', l ->> 'subDetail',
           (l ->> 'amountSen')::bigint
      FROM jsonb_array_elements(p_request -> 'lines') AS l;
    UPDATE ledger.spp AS s
       SET kind = p_request ->> 'spp', state = p_request ->> 'state', revision = s.revision + 1,
           book_date = (p_request ->> 'day')::date, purpose = left(p_request ->> 'purpose', 500),
           payee = left(p_request ->> 'payee', 200), paid_on = (p_request ->> 'paidOn')::date,
           paid_from = p_request ->> 'paidFrom',
           amount_sen = (SELECT sum((l ->> 'amountSen')::bigint) FROM jsonb_array_elements(p_request -> 'lines') AS l)
     WHERE s.regency = old.regency AND s.id = old.id;
END
$$;

ALTER FUNCTION ledger.change_request(p_village bigint, p_document uuid, p_request jsonb) OWNER TO balai_owner;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: spp; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.spp (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    revision integer NOT NULL,
    number integer,
    book_date date NOT NULL,
    purpose text NOT NULL,
    payee text DEFAULT ''::text NOT NULL,
    amount_sen bigint NOT NULL,
    origin text NOT NULL,
    requester uuid,
    verifier uuid,
    approver uuid,
    payer uuid,
    verified_on date,
    approved_on date,
    paid_on date,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    paid_from text,
    settle_by date,
    CONSTRAINT spp_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT spp_date_in_year CHECK ((EXTRACT(year FROM book_date) = (year)::numeric)),
    CONSTRAINT spp_four_persons CHECK (((origin = 'imported'::text) OR (((verifier IS NULL) OR (verifier <> requester)) AND ((approver IS NULL) OR ((approver <> requester) AND (approver <> verifier))) AND ((payer IS NULL) OR ((payer <> requester) AND (payer <> verifier) AND (payer <> approver)))))),
    CONSTRAINT spp_kind_known CHECK ((kind = ANY (ARRAY['definitive'::text, 'advance'::text, 'financing'::text]))),
    CONSTRAINT spp_number_from_submission CHECK (((state = 'draft'::text) OR (number IS NOT NULL))),
    CONSTRAINT spp_number_positive CHECK ((number > 0)),
    CONSTRAINT spp_origin_known CHECK ((origin = ANY (ARRAY['entered'::text, 'imported'::text]))),
    CONSTRAINT spp_paid_from_known CHECK ((paid_from = ANY (ARRAY['bank'::text, 'cash'::text]))),
    CONSTRAINT spp_payee_short CHECK ((length(payee) <= 200)),
    CONSTRAINT spp_purpose_given CHECK (((length(purpose) >= 1) AND (length(purpose) <= 500))),
    CONSTRAINT spp_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT spp_requester_known CHECK (((origin = 'imported'::text) OR (requester IS NOT NULL))),
    CONSTRAINT spp_revision_positive CHECK ((revision > 0)),
    CONSTRAINT spp_settled_is_advance CHECK (((state <> 'settled'::text) OR (kind = 'advance'::text))),
    CONSTRAINT spp_state_known CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'verified'::text, 'returned'::text, 'approved'::text, 'rejected'::text, 'paid'::text, 'settled'::text, 'reversed'::text]))),
    CONSTRAINT spp_steps_have_persons CHECK (((origin = 'imported'::text) OR (((state <> ALL (ARRAY['verified'::text, 'approved'::text, 'paid'::text, 'settled'::text, 'reversed'::text])) OR (verifier IS NOT NULL)) AND ((state <> ALL (ARRAY['approved'::text, 'paid'::text, 'settled'::text, 'reversed'::text])) OR (approver IS NOT NULL)) AND ((state <> ALL (ARRAY['paid'::text, 'settled'::text, 'reversed'::text])) OR (payer IS NOT NULL)))))
);

ALTER TABLE ONLY ledger.spp FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.spp OWNER TO balai_owner;

--
-- Name: TABLE spp; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.spp IS 'Payment request (Surat Permintaan Pembayaran).';

--
-- Name: COLUMN spp.number; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.spp.number IS 'Given at the first submission, gapless in the village''s year; a rejected request keeps its number.';

--
-- Name: COLUMN spp.payee; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.spp.payee IS 'Who receives the money. Personal: never in a public view.';

--
-- Name: COLUMN spp.amount_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.spp.amount_sen IS 'Sen. Sum of the lines, kept for lists; `balai ledger check` proves it.';

--
-- Name: COLUMN spp.settle_by; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.spp.settle_by IS 'Of a paid advance: the working day by which it must be settled or given back.';

--
-- Name: close_advance(ledger.spp, date); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.close_advance(p_spp ledger.spp, p_day date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM ledger.spp_line AS l WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id
                      AND l.settled_sen + l.given_back_sen < l.amount_sen) THEN
        PERFORM ledger.move_spp(p_spp, 'settle', 'settled', 'treasurer', p_day, '');
    END IF;
END
$$;

ALTER FUNCTION ledger.close_advance(p_spp ledger.spp, p_day date) OWNER TO balai_owner;

--
-- Name: copy_last_year(uuid, uuid, integer); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.copy_last_year(p_request uuid, p_version uuid, p_revision integer) RETURNS TABLE(id uuid, revision integer, state text, copied integer, left_out integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
    source uuid;
    answer jsonb;
    total integer;
    taken integer;
BEGIN
    PERFORM balai.require_post(version.village, 'treasurer', 'secretary');
    answer := balai.claim(p_request, 'copy-last-year', ledger.fingerprint(p_version::text, p_revision::text), version.village);
    IF answer IS NULL THEN
        PERFORM ledger.require_version(version, p_revision, 'save', 'draft', 'returned');
        IF EXISTS (SELECT FROM ledger.budget_line AS l WHERE l.regency = version.regency AND l.version_id = p_version) THEN
            PERFORM balai.refuse('budget-not-empty', jsonb_build_object('year', version.year));
        END IF;
        SELECT v.id INTO source FROM ledger.budget_version AS v
         WHERE v.regency = version.regency AND v.village = version.village AND v.year = version.year - 1 AND v.state = 'posted'
         ORDER BY v.ordinal DESC LIMIT 1;
        IF source IS NULL THEN
            PERFORM balai.refuse('no-posted-budget', jsonb_build_object('year', version.year - 1));
        END IF;
        SELECT count(*) INTO total FROM ledger.budget_line AS l WHERE l.regency = version.regency AND l.version_id = source;
        INSERT INTO ledger.budget_line (regency, village, year, version_id, activity, account, fund, sub_detail, name)
        SELECT l.regency, l.village, version.year, p_version, l.activity, l.account, l.fund, l.sub_detail, l.name
          FROM ledger.budget_line AS l
          JOIN ledger.activity AS a ON a.regency = l.regency AND a.year = version.year AND a.code = l.activity AND a.level = 3
          JOIN ledger.account AS k ON k.regency = l.regency AND k.year = version.year AND k.code = l.account AND k.level = 4
          JOIN ledger.fund_source AS f ON f.regency = l.regency AND f.year = version.year AND f.code = l.fund
         WHERE l.regency = version.regency AND l.version_id = source;
        GET DIAGNOSTICS taken = ROW_COUNT;
        INSERT INTO ledger.rab_line (regency, village, version_id, activity, account, fund, sub_detail, ordinal,
                                     description, volume, unit, unit_price_sen, amount_sen)
        SELECT r.regency, r.village, p_version, r.activity, r.account, r.fund, r.sub_detail, r.ordinal,
               r.description, r.volume, r.unit, r.unit_price_sen, ledger.rab_amount(r.volume, r.unit_price_sen)::bigint
          FROM ledger.rab_line AS r
          JOIN ledger.budget_line AS l ON l.regency = r.regency AND l.version_id = p_version AND l.activity = r.activity
               AND l.account = r.account AND l.fund = r.fund AND l.sub_detail = r.sub_detail
         WHERE r.regency = version.regency AND r.version_id = source;
        UPDATE ledger.budget_version AS v SET revision = v.revision + 1 WHERE v.regency = version.regency AND v.id = p_version;
        PERFORM audit.record('copy-last-year', version.village, 'budget-version', p_version,
            jsonb_build_object('revision', p_revision), jsonb_build_object('source', source, 'lines', taken));
        answer := balai.keep(p_request, version.village, jsonb_build_object('revision', p_revision + 1, 'state', version.state,
            'copied', taken, 'leftOut', total - taken));
    END IF;
    RETURN QUERY SELECT p_version, (answer ->> 'revision')::integer, answer ->> 'state', (answer ->> 'copied')::integer,
        (answer ->> 'leftOut')::integer;
END
$$;

ALTER FUNCTION ledger.copy_last_year(p_request uuid, p_version uuid, p_revision integer) OWNER TO balai_owner;

--
-- Name: copy_lines(integer, uuid, uuid); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.copy_lines(p_regency integer, p_from uuid, p_to uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO ledger.budget_line (regency, village, year, version_id, activity, account, fund, sub_detail, name)
    SELECT l.regency, l.village, l.year, p_to, l.activity, l.account, l.fund, l.sub_detail, l.name
      FROM ledger.budget_line AS l WHERE l.regency = p_regency AND l.version_id = p_from;
    INSERT INTO ledger.rab_line (regency, village, version_id, activity, account, fund, sub_detail, ordinal,
                                 description, volume, unit, unit_price_sen, amount_sen)
    SELECT r.regency, r.village, p_to, r.activity, r.account, r.fund, r.sub_detail, r.ordinal,
           r.description, r.volume, r.unit, r.unit_price_sen, r.amount_sen
      FROM ledger.rab_line AS r WHERE r.regency = p_regency AND r.version_id = p_from;
END
$$;

ALTER FUNCTION ledger.copy_lines(p_regency integer, p_from uuid, p_to uuid) OWNER TO balai_owner;

--
-- Name: correct_receipt(uuid, uuid, date, text, text, text, bigint, text, text, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.correct_receipt(p_id uuid, p_entry uuid, p_day date, p_reason text, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text) RETURNS TABLE(id uuid, number integer, entry_number bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    old ledger.entry;
    answer jsonb;
BEGIN
    SELECT * INTO old FROM ledger.entry AS e WHERE e.regency = balai.regency() AND e.id = p_entry;
    IF old.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'entry', 'id', p_entry));
    END IF;
    PERFORM ledger.require_post(old.village, p_day, 'treasurer');
    PERFORM balai.require_second_factor();
    answer := balai.claim(p_id, 'correct-receipt', ledger.fingerprint(p_entry::text, p_day::text, p_reason, p_account, p_fund,
        p_amount_sen::text, p_payer, p_description, p_place), old.village);
    IF answer IS NULL THEN
        IF old.kind <> 'receipt' THEN
            PERFORM balai.refuse('wrong-state', jsonb_build_object('state', old.kind, 'verb', 'correct'));
        END IF;
        -- The right amount comes in before the wrong one goes out: what was already paid from it stays paid.
        PERFORM ledger.lock_document(old.regency, old.document_id);
        answer := ledger.book_receipt(p_id, old.village, old.year, p_day, p_account, p_fund, p_amount_sen, p_payer,
            p_description, p_place, p_entry);
        PERFORM ledger.turn_round(ledger.new_id(), old, p_day, p_reason);
        answer := balai.keep(p_id, old.village, answer);
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'number')::integer, (answer ->> 'entry')::bigint;
END
$$;

ALTER FUNCTION ledger.correct_receipt(p_id uuid, p_entry uuid, p_day date, p_reason text, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text) OWNER TO balai_owner;

--
-- Name: create_spp(uuid, bigint, integer, text, date, text, text, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.create_spp(p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_purpose text, p_payee text, p_lines jsonb) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    answer jsonb;
BEGIN
    PERFORM ledger.require_desa(p_village);
    PERFORM ledger.require_post(p_village, p_day, 'manager');
    answer := balai.claim(p_id, 'create-spp', ledger.fingerprint(p_village::text, p_year::text, p_kind, p_day::text, p_purpose,
        p_payee, p_lines::text), p_village);
    IF answer IS NULL THEN
        PERFORM ledger.require_day(p_village, p_year, p_day);
        PERFORM ledger.require_purpose(p_purpose, p_payee);
        PERFORM ledger.require_spp_lines(p_village, p_year, p_kind, p_lines);
        INSERT INTO ledger.spp (regency, village, year, id, kind, state, revision, book_date, purpose, payee, amount_sen, origin,
                                requester)
        VALUES (in_regency, p_village, p_year, p_id, p_kind, 'draft', 1, p_day, btrim(p_purpose), btrim(p_payee),
                ledger.sum_of(p_lines), 'entered', balai.person());
        PERFORM ledger.request_lines(in_regency, p_village, p_year, p_id, p_lines);
        INSERT INTO ledger.spp_step (regency, village, spp_id, revision, verb, person, role, day)
        VALUES (in_regency, p_village, p_id, 0, 'create', balai.person(), 'manager', p_day);
        PERFORM audit.record('create-spp', p_village, 'spp', p_id, NULL,
            jsonb_build_object('kind', p_kind, 'day', p_day, 'lines', p_lines));
        PERFORM balai.keep(p_id, p_village, '{}'::jsonb);
    END IF;
    RETURN QUERY SELECT p_id, 1, 'draft', NULL::integer;
END
$$;

ALTER FUNCTION ledger.create_spp(p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_purpose text, p_payee text, p_lines jsonb) OWNER TO balai_owner;

--
-- Name: delete_line(uuid, integer, text, text, text, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.delete_line(p_version uuid, p_revision integer, p_activity text, p_account text, p_fund text, p_sub text) RETURNS TABLE(id uuid, revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
BEGIN
    PERFORM balai.require_post(version.village, 'treasurer', 'secretary');
    PERFORM ledger.require_version(version, p_revision, 'save', 'draft', 'returned');
    DELETE FROM ledger.budget_line AS l WHERE l.regency = version.regency AND l.version_id = p_version
       AND l.activity = p_activity AND l.account = p_account AND l.fund = p_fund AND l.sub_detail = p_sub;
    IF NOT FOUND THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'budget-line', 'id', p_version));
    END IF;
    UPDATE ledger.budget_version AS v SET revision = v.revision + 1 WHERE v.regency = version.regency AND v.id = p_version;
    PERFORM audit.record('delete-line', version.village, 'budget-version', p_version,
        jsonb_build_object('activity', p_activity, 'account', p_account, 'fund', p_fund, 'subDetail', p_sub), NULL);
    RETURN QUERY SELECT p_version, p_revision + 1, version.state;
END
$$;

ALTER FUNCTION ledger.delete_line(p_version uuid, p_revision integer, p_activity text, p_account text, p_fund text, p_sub text) OWNER TO balai_owner;

--
-- Name: delete_spp(uuid, integer); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.delete_spp(p_id uuid, p_revision integer) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    spp ledger.spp := ledger.take_spp(p_id);
BEGIN
    PERFORM balai.require_post(spp.village, 'manager');
    PERFORM ledger.require_spp(spp, p_revision, 'delete', 'draft');
    PERFORM ledger.require_requester(spp);
    PERFORM ledger.lock_spp_lines(spp.regency, p_id);
    PERFORM ledger.release_request(spp.regency, p_id);
    DELETE FROM ledger.spp AS s WHERE s.regency = spp.regency AND s.id = p_id;
    PERFORM audit.record('delete-spp', spp.village, 'spp', p_id, to_jsonb(spp), NULL);
    RETURN true;
END
$$;

ALTER FUNCTION ledger.delete_spp(p_id uuid, p_revision integer) OWNER TO balai_owner;

--
-- Name: delete_version(uuid, integer); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.delete_version(p_version uuid, p_revision integer) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
BEGIN
    PERFORM balai.require_post(version.village, 'treasurer', 'secretary');
    PERFORM ledger.require_version(version, p_revision, 'delete', 'draft');
    IF EXISTS (SELECT FROM ledger.version_step AS s WHERE s.regency = version.regency AND s.version_id = p_version) THEN
        PERFORM balai.refuse('wrong-state', jsonb_build_object('state', version.state, 'verb', 'delete'));
    END IF;
    DELETE FROM ledger.budget_version AS v WHERE v.regency = version.regency AND v.id = p_version;
    PERFORM audit.record('delete-version', version.village, 'budget-version', p_version, to_jsonb(version), NULL);
    RETURN true;
END
$$;

ALTER FUNCTION ledger.delete_version(p_version uuid, p_revision integer) OWNER TO balai_owner;

--
-- Name: deposit_taxes(uuid, bigint, integer, date, text, text, uuid[]); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.deposit_taxes(p_id uuid, p_village bigint, p_year integer, p_day date, p_place text, p_ntpn text, p_withholdings uuid[]) RETURNS TABLE(id uuid, number integer, entry_number bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    ntpn constant text := upper(replace(coalesce(p_ntpn, ''), ' ', ''));
    answer jsonb;
BEGIN
    PERFORM ledger.require_desa(p_village);
    PERFORM ledger.require_post(p_village, p_day, 'treasurer');
    PERFORM balai.require_second_factor();
    answer := balai.claim(p_id, 'deposit-taxes', ledger.fingerprint(p_village::text, p_year::text, p_day::text, p_place, ntpn,
        (SELECT string_agg(w::text, ',' ORDER BY w) FROM unnest(p_withholdings) AS w)), p_village);
    IF answer IS NULL THEN
        PERFORM ledger.require_day(p_village, p_year, p_day);
        PERFORM ledger.require_depositable(p_village, p_year, p_day, ntpn, p_withholdings);
        answer := ledger.post_deposit(p_id, p_village, p_year, p_day, p_place, ntpn, p_withholdings);
        PERFORM audit.record('deposit-taxes', p_village, 'tax-deposit', p_id, NULL, answer);
        answer := balai.keep(p_id, p_village, answer);
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'number')::integer, (answer ->> 'entry')::bigint;
END
$$;

ALTER FUNCTION ledger.deposit_taxes(p_id uuid, p_village bigint, p_year integer, p_day date, p_place text, p_ntpn text, p_withholdings uuid[]) OWNER TO balai_owner;

--
-- Name: detach_scan(uuid); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.detach_scan(p_id uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    scan ledger.spp_scan;
    spp ledger.spp;
BEGIN
    SELECT * INTO scan FROM ledger.spp_scan AS s WHERE s.regency = balai.regency() AND s.id = p_id;
    IF scan.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'scan', 'id', p_id));
    END IF;
    spp := ledger.take_spp(scan.spp_id);
    PERFORM balai.require_post(spp.village, 'manager');
    PERFORM ledger.require_requester(spp);
    IF spp.state NOT IN ('draft', 'returned') THEN
        PERFORM balai.refuse('wrong-state', jsonb_build_object('state', spp.state, 'verb', 'detach'));
    END IF;
    DELETE FROM ledger.spp_scan AS s WHERE s.regency = scan.regency AND s.id = p_id;
    PERFORM audit.record('detach-scan', spp.village, 'spp', spp.id, to_jsonb(scan), NULL);
    RETURN true;
END
$$;

ALTER FUNCTION ledger.detach_scan(p_id uuid) OWNER TO balai_owner;

--
-- Name: evaluate_version(uuid, integer, boolean, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.evaluate_version(p_version uuid, p_revision integer, p_accepted boolean, p_note text) RETURNS TABLE(id uuid, revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
    verb constant text := CASE WHEN p_accepted THEN 'evaluate' ELSE 'return' END;
    outcome constant text := CASE WHEN p_accepted THEN 'evaluated' ELSE 'returned' END;
BEGIN
    PERFORM balai.require_post(version.village, 'district', 'county');
    IF NOT ledger.is_repeated_version_step(version, p_revision, verb) THEN
        PERFORM ledger.require_version(version, p_revision, verb, 'submitted');
        PERFORM ledger.require_other_person(version, verb, 'agree', 'submit');
        IF p_accepted THEN
            PERFORM ledger.require_no_remarks(version, verb);
        ELSIF btrim(coalesce(p_note, '')) = '' AND NOT EXISTS (
            SELECT FROM ledger.line_remark AS r WHERE r.regency = version.regency AND r.version_id = p_version
               AND r.revision = version.revision AND r.withdrawn_at IS NULL) THEN
            PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', verb));
        END IF;
        PERFORM ledger.move_version(version, verb, outcome, p_note);
    END IF;
    RETURN QUERY SELECT p_version, p_revision + 1, outcome;
END
$$;

ALTER FUNCTION ledger.evaluate_version(p_version uuid, p_revision integer, p_accepted boolean, p_note text) OWNER TO balai_owner;

--
-- Name: fill_lists(integer, integer); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.fill_lists(p_regency integer, p_year integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION ledger.fill_lists(p_regency integer, p_year integer) OWNER TO balai_owner;

--
-- Name: fingerprint(text[]); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.fingerprint(VARIADIC p_parts text[]) RETURNS bytea
    LANGUAGE plpgsql IMMUTABLE
    AS $$ BEGIN RETURN sha256(convert_to(to_jsonb(p_parts)::text, 'UTF8')); END $$;

ALTER FUNCTION ledger.fingerprint(VARIADIC p_parts text[]) OWNER TO balai_owner;

--
-- Name: gate_of(uuid); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.gate_of(p_spp uuid) RETURNS TABLE(activity text, fund text, rule text, asks boolean, spent_percent integer, past_percent integer, stage integer, needed integer, found integer, elsewhere integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT g.* FROM ledger.spp AS s
     CROSS JOIN LATERAL ledger.gate_standing(s, CASE s.state WHEN 'approved' THEN 'pay' ELSE 'approve' END,
        balai.today(s.regency)) AS g
     WHERE s.regency = balai.regency() AND s.id = p_spp AND s.origin = 'entered'
$$;

ALTER FUNCTION ledger.gate_of(p_spp uuid) OWNER TO balai_owner;

--
-- Name: gate_rule; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.gate_rule (
    regency integer NOT NULL,
    village bigint NOT NULL,
    code text NOT NULL,
    valid_from date NOT NULL,
    fund text,
    kind text,
    activity text,
    spent_percent smallint NOT NULL,
    stage smallint DEFAULT 0 NOT NULL,
    photos smallint NOT NULL,
    basis text NOT NULL,
    entered_by uuid NOT NULL,
    entered_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT gate_rule_activity_shape CHECK ((activity ~ '^[0-9](\.[0-9]{1,2}(\.[0-9]{2})?)?$'::text)),
    CONSTRAINT gate_rule_basis_given CHECK (((btrim(basis) <> ''::text) AND (length(basis) <= 500))),
    CONSTRAINT gate_rule_code_shape CHECK ((code ~ '^[a-z0-9-]{1,40}$'::text)),
    CONSTRAINT gate_rule_fund_shape CHECK ((fund ~ '^[A-Z]{2,4}$'::text)),
    CONSTRAINT gate_rule_kind_known CHECK ((kind = ANY (ARRAY['physical'::text, 'other'::text]))),
    CONSTRAINT gate_rule_of_county CHECK (((village % (1000000)::bigint) = 0)),
    CONSTRAINT gate_rule_photos_range CHECK (((photos >= 0) AND (photos <= 100))),
    CONSTRAINT gate_rule_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT gate_rule_spent_percent CHECK (((spent_percent >= 0) AND (spent_percent <= 99))),
    CONSTRAINT gate_rule_stage_percent CHECK (((stage >= 0) AND (stage <= 100)))
);

ALTER TABLE ONLY ledger.gate_rule FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.gate_rule OWNER TO balai_owner;

--
-- Name: TABLE gate_rule; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.gate_rule IS 'Which evidence an SPP needs: of each code the newest row not after the day counts. No row, no gate.';

--
-- Name: COLUMN gate_rule.fund; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.gate_rule.fund IS 'Sumber dana it is for; null: all.';

--
-- Name: COLUMN gate_rule.kind; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.gate_rule.kind IS 'physical: jns_kegiatan 2, or with evidence already; other: the rest; null: all.';

--
-- Name: COLUMN gate_rule.activity; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.gate_rule.activity IS 'Bidang, sub bidang or kegiatan; null: all.';

--
-- Name: COLUMN gate_rule.spent_percent; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.gate_rule.spent_percent IS 'It asks once the activity and fund are approved and paid past this share.';

--
-- Name: COLUMN gate_rule.stage; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.gate_rule.stage IS 'Photos of this stage or a later one count.';

--
-- Name: COLUMN gate_rule.photos; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.gate_rule.photos IS 'How many are needed that are not located elsewhere; 0 ends the rule.';

--
-- Name: COLUMN gate_rule.basis; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.gate_rule.basis IS 'The county''s regulation or decree.';

--
-- Name: gate_rules_on(integer, date); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.gate_rules_on(p_regency integer, p_day date) RETURNS SETOF ledger.gate_rule
    LANGUAGE sql STABLE
    AS $$
    SELECT r.* FROM (
        SELECT DISTINCT ON (g.code) g.* FROM ledger.gate_rule AS g
         WHERE g.regency = p_regency AND g.valid_from <= p_day ORDER BY g.code, g.valid_from DESC) AS r
     WHERE r.photos > 0
$$;

ALTER FUNCTION ledger.gate_rules_on(p_regency integer, p_day date) OWNER TO balai_owner;

--
-- Name: gate_standing(ledger.spp, text, date); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.gate_standing(p_spp ledger.spp, p_verb text, p_day date) RETURNS TABLE(activity text, fund text, rule text, asks boolean, spent_percent integer, past_percent integer, stage integer, needed integer, found integer, elsewhere integer)
    LANGUAGE sql STABLE
    AS $$
    WITH asked AS (
        SELECT l.activity, l.fund, sum(l.amount_sen) AS amount FROM ledger.spp_line AS l
         WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id GROUP BY l.activity, l.fund),
    spent AS (
        SELECT a.activity, a.fund, sum(c.limit_sen) AS allowed,
               sum(c.posted_sen + CASE WHEN p_verb = 'pay' THEN 0 ELSE c.reserved_sen END) AS before,
               CASE WHEN p_spp.state IN ('paid', 'settled', 'reversed') OR (p_spp.state = 'approved' AND p_verb <> 'pay')
                    THEN 0 ELSE a.amount END AS amount
          FROM asked AS a
          JOIN ledger.line_control AS c ON c.regency = p_spp.regency AND c.village = p_spp.village AND c.year = p_spp.year
               AND c.activity = a.activity AND c.fund = a.fund
         GROUP BY a.activity, a.fund, a.amount)
    SELECT s.activity, s.fund, r.code,
           (s.before + s.amount) * 100 > s.allowed * r.spent_percent AND (p_spp.kind <> 'advance' OR s.before > 0),
           CASE WHEN s.allowed > 0 THEN least(999, floor((s.before + s.amount) * 100 / s.allowed))::integer ELSE 0 END,
           r.spent_percent::integer, r.stage::integer, r.photos::integer, e.found::integer, e.elsewhere::integer
      FROM spent AS s
      JOIN ledger.activity AS a ON a.regency = p_spp.regency AND a.year = p_spp.year AND a.code = s.activity
     CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE v.stage >= g.stage AND v.location <> 'mismatch') AS found,
                   count(*) FILTER (WHERE v.location = 'mismatch') AS elsewhere, g.code, count(v.receipt) AS shown
              FROM ledger.gate_rules_on(p_spp.regency, p_day) AS g
              LEFT JOIN ledger.evidence AS v ON v.regency = p_spp.regency AND v.village = p_spp.village
                   AND v.year = p_spp.year AND v.activity = s.activity AND v.fund = s.fund AND v.withdrawn_at IS NULL
             GROUP BY g.code, g.stage) AS e
      JOIN ledger.gate_rules_on(p_spp.regency, p_day) AS r ON r.code = e.code
     WHERE (r.fund IS NULL OR r.fund = s.fund)
       AND (r.activity IS NULL OR s.activity = r.activity OR starts_with(s.activity, r.activity || '.'))
       AND (r.kind IS NULL OR (r.kind = 'physical') = (coalesce(a.kind = 2, false) OR e.shown > 0))
     ORDER BY s.activity, s.fund, r.code
$$;

ALTER FUNCTION ledger.gate_standing(p_spp ledger.spp, p_verb text, p_day date) OWNER TO balai_owner;

--
-- Name: give_back(uuid, uuid, text, date, text, text, text, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.give_back(p_id uuid, p_spp uuid, p_kind text, p_day date, p_place text, p_payer text, p_description text, p_lines jsonb) RETURNS TABLE(id uuid, number integer, entry_number bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    spp ledger.spp := ledger.take_spp(p_spp);
    held_in constant text := ledger.cash_account(p_place);
    answer jsonb;
BEGIN
    PERFORM ledger.require_post(spp.village, p_day, 'treasurer');
    answer := balai.claim(p_id, 'give-back', ledger.fingerprint(p_spp::text, p_kind, p_day::text, p_place, p_payer,
        p_description, p_lines::text), spp.village);
    IF answer IS NULL THEN
        IF p_kind = 'advance-return' THEN
            spp := ledger.take_advance(p_spp, 'give-back');
        ELSIF p_kind <> 'refund' OR spp.kind = 'financing' THEN
            PERFORM balai.refuse('spp-kind', jsonb_build_object('kind', spp.kind));
        ELSIF spp.state NOT IN ('paid', 'settled') OR spp.origin = 'imported' THEN
            PERFORM balai.refuse('wrong-state', jsonb_build_object('state', spp.state, 'verb', 'refund'));
        END IF;
        PERFORM ledger.require_step_day(spp, p_day, spp.paid_on);
        PERFORM ledger.require_purpose(p_description, p_payer);
        PERFORM ledger.require_open_lines(spp, p_kind, p_lines);
        IF p_kind = 'refund' THEN
            PERFORM ledger.move_refund(spp, p_lines, 1);
        ELSE
            PERFORM ledger.move_advance(spp, p_lines, false);
        END IF;
        answer := ledger.post_give_back(spp, p_id, p_kind, p_day, p_place, p_payer, p_description, p_lines);
        IF p_kind = 'advance-return' THEN
            PERFORM ledger.close_advance(spp, p_day);
        END IF;
        PERFORM audit.record(p_kind, spp.village, 'give-back', p_id, NULL,
            answer || jsonb_build_object('spp', p_spp, 'lines', p_lines));
        answer := balai.keep(p_id, spp.village, answer);
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'number')::integer, (answer ->> 'entry')::bigint;
END
$$;

ALTER FUNCTION ledger.give_back(p_id uuid, p_spp uuid, p_kind text, p_day date, p_place text, p_payer text, p_description text, p_lines jsonb) OWNER TO balai_owner;

--
-- Name: grant_override(uuid); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.grant_override(p_spp uuid) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    spp ledger.spp := ledger.take_spp(p_spp);
    today constant date := balai.today(balai.regency());
    asked ledger.gate_override;
    raised integer;
BEGIN
    PERFORM balai.require_post(spp.village, 'head', 'district', 'county');
    PERFORM balai.require_second_factor();
    SELECT * INTO asked FROM ledger.gate_override AS o WHERE o.regency = spp.regency AND o.spp_id = p_spp FOR UPDATE;
    IF asked.spp_id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'override', 'id', p_spp));
    ELSIF asked.asked_by = balai.person() THEN
        PERFORM balai.refuse('same-person', jsonb_build_object('step', 'grant-override', 'earlier', 'ask-override',
            'role', 'head'));
    ELSIF asked.granted_by IS NOT NULL THEN
        RETURN 0;
    END IF;
    UPDATE ledger.gate_override AS o
       SET granted_by = balai.person(), granted_at = now(), granted_role = (
           SELECT r FROM unnest(ARRAY['head', 'district', 'county']) AS r
            WHERE identity.holds(r, spp.village, today) LIMIT 1)
     WHERE o.regency = spp.regency AND o.spp_id = p_spp;
    PERFORM audit.record('grant-override', spp.village, 'spp', p_spp, to_jsonb(asked),
        jsonb_build_object('grantedBy', balai.person()));
    SELECT count(*) INTO raised FROM (
        SELECT DISTINCT monitoring.flag_override(p.regency, p.id, p_spp, coalesce(spp.number, 0), g.activity, g.found, g.needed)
          FROM ledger.gate_of(p_spp) AS g
          JOIN monitoring.project AS p ON p.regency = spp.regency AND p.village = spp.village AND p.year = spp.year
               AND p.activity = g.activity AND p.fund = g.fund AND p.state <> 'cancelled'
         WHERE g.asks AND g.found < g.needed) AS f;
    RETURN raised;
END
$$;

ALTER FUNCTION ledger.grant_override(p_spp uuid) OWNER TO balai_owner;

--
-- Name: import_budget(jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.import_budget(p_import jsonb) RETURNS TABLE(version uuid, ordinal integer, lines bigint, rab bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_village constant bigint := (p_import ->> 'village')::bigint;
    in_regency constant integer := (in_village / 1000000)::integer;
    in_year constant integer := (p_import ->> 'year')::integer;
    budget record;
BEGIN
    -- The operator acts in exactly this village.
    PERFORM set_config('balai.regency', in_regency::text, true), set_config('balai.village_from', in_village::text, true),
            set_config('balai.village_until', in_village::text, true), set_config('balai.village_list', '', true);
    PERFORM ledger.require_desa(in_village);
    IF in_year NOT BETWEEN 2015 AND 2100 THEN
        PERFORM balai.refuse('year-not-open', jsonb_build_object('year', in_year));
    ELSIF jsonb_array_length(p_import -> 'budgets') = 0 THEN
        PERFORM balai.refuse('empty-budget', '{}');
    END IF;
    PERFORM ledger.import_place(p_import);
    PERFORM ledger.import_codes(in_regency, in_year, p_import -> 'codes');
    INSERT INTO ledger.village_year (regency, village, year) VALUES (in_regency, in_village, in_year) ON CONFLICT DO NOTHING;
    PERFORM 1 FROM ledger.village_year AS y
      WHERE y.regency = in_regency AND y.village = in_village AND y.year = in_year FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM ledger.budget_version AS v
                WHERE v.regency = in_regency AND v.village = in_village AND v.year = in_year) THEN
        PERFORM balai.refuse('budget-exists', jsonb_build_object('village', in_village, 'year', in_year));
    END IF;
    FOR budget IN SELECT b.value, b.n FROM jsonb_array_elements(p_import -> 'budgets') WITH ORDINALITY AS b (value, n) LOOP
        version := ledger.import_version(in_regency, in_village, in_year, budget.n::integer, budget.value);
        ordinal := budget.n;
        SELECT count(*) INTO lines FROM ledger.budget_line AS l WHERE l.regency = in_regency AND l.version_id = version;
        SELECT count(*) INTO rab FROM ledger.rab_line AS r WHERE r.regency = in_regency AND r.version_id = version;
        RETURN NEXT;
    END LOOP;
END
$$;

ALTER FUNCTION ledger.import_budget(p_import jsonb) OWNER TO balai_owner;

--
-- Name: import_codes(integer, integer, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.import_codes(p_regency integer, p_year integer, p_codes jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
DECLARE
    county constant bigint := p_regency::bigint * 1000000;
BEGIN
    PERFORM ledger.fill_lists(p_regency, p_year);
    INSERT INTO ledger.activity (regency, village, year, code, level, name, siskeudes_code, kind, origin)
    SELECT p_regency, county, p_year, c ->> 'code', array_length(string_to_array(c ->> 'code', '.'), 1), c ->> 'name', '',
           (c ->> 'kind')::smallint, 'imported'
      FROM jsonb_array_elements(p_codes) AS c WHERE c ->> 'list' = 'activity'
    ON CONFLICT DO NOTHING;
    INSERT INTO ledger.account (regency, village, year, code, level, name, normal_side, siskeudes_code, origin)
    SELECT p_regency, county, p_year, c ->> 'code', array_length(string_to_array(c ->> 'code', '.'), 1), c ->> 'name',
           CASE WHEN c ->> 'code' ~ '^(1|5|6\.2)(\.|$)' THEN 'D' ELSE 'K' END, '', 'imported'
      FROM jsonb_array_elements(p_codes) AS c WHERE c ->> 'list' = 'account'
    ON CONFLICT DO NOTHING;
END
$_$;

ALTER FUNCTION ledger.import_codes(p_regency integer, p_year integer, p_codes jsonb) OWNER TO balai_owner;

--
-- Name: import_place(jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.import_place(p_import jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_village constant bigint := (p_import ->> 'village')::bigint;
    code constant text := in_village::text;
    dotted_regency constant text := left(code, 2) || '.' || substr(code, 3, 2);
    dotted_district constant text := dotted_regency || '.' || substr(code, 5, 2);
BEGIN
    IF NOT EXISTS (SELECT FROM place.regency AS r WHERE r.regency = in_village / 1000000) THEN
        PERFORM place.load(jsonb_build_array(jsonb_build_object('code', dotted_regency, 'level', 'kabupaten',
            'name', p_import ->> 'regencyName', 'province', p_import ->> 'provinceName')), 'imported');
    END IF;
    IF NOT EXISTS (SELECT FROM place.district AS d
                    WHERE d.regency = in_village / 1000000 AND d.district = in_village / 10000) THEN
        PERFORM place.load(jsonb_build_array(jsonb_build_object('code', dotted_district, 'level', 'kecamatan',
            'name', p_import ->> 'districtName')), 'imported');
    END IF;
    IF NOT EXISTS (SELECT FROM place.village AS v
                    WHERE v.regency = in_village / 1000000 AND v.village = in_village) THEN
        PERFORM place.load(jsonb_build_array(jsonb_build_object('code', dotted_district || '.' || substr(code, 7, 4),
            'level', 'desa', 'name', p_import ->> 'villageName')), 'imported');
    END IF;
END
$$;

ALTER FUNCTION ledger.import_place(p_import jsonb) OWNER TO balai_owner;

--
-- Name: import_request(bigint, integer, uuid, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.import_request(p_village bigint, p_year integer, p_document uuid, p_request jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    total constant bigint := (SELECT sum((l ->> 'amountSen')::bigint) FROM jsonb_array_elements(p_request -> 'lines') AS l);
BEGIN
    INSERT INTO ledger.line_control (regency, village, year, activity, account, fund, sub_detail, limit_sen)
    SELECT DISTINCT in_regency, p_village, p_year, l ->> 'activity', l ->> 'account', l ->> 'fund', l ->> 'subDetail', 0
      FROM jsonb_array_elements(p_request -> 'lines') AS l
    ON CONFLICT DO NOTHING;
    INSERT INTO ledger.spp AS s (regency, village, year, id, kind, state, revision, number, book_date, purpose, payee, amount_sen,
                                 origin, paid_on, paid_from)
    VALUES (in_regency, p_village, p_year, p_document, p_request ->> 'spp', p_request ->> 'state', 1,
            ledger.next_number(p_village, p_year, 'spp'), (p_request ->> 'day')::date, left(p_request ->> 'purpose', 500),
            left(p_request ->> 'payee', 200), total, 'imported', (p_request ->> 'paidOn')::date, p_request ->> 'paidFrom');
    INSERT INTO ledger.spp_line (regency, village, year, spp_id, activity, account, fund, sub_detail, amount_sen)
    SELECT in_regency, p_village, p_year, p_document, l ->> 'activity', l ->> 'account', l ->> 'fund', l ->> 'subDetail',
           (l ->> 'amountSen')::bigint
      FROM jsonb_array_elements(p_request -> 'lines') AS l;
END
$$;

ALTER FUNCTION ledger.import_request(p_village bigint, p_year integer, p_document uuid, p_request jsonb) OWNER TO balai_owner;

--
-- Name: import_version(integer, bigint, integer, integer, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.import_version(p_regency integer, p_village bigint, p_year integer, p_ordinal integer, p_budget jsonb) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    id constant uuid := ledger.new_id();
    made ledger.budget_version;
BEGIN
    INSERT INTO ledger.budget_version (regency, village, year, id, ordinal, kind, state, revision, origin)
    VALUES (p_regency, p_village, p_year, id, p_ordinal, CASE p_ordinal WHEN 1 THEN 'murni' ELSE 'perubahan' END, 'draft', 1,
            'imported')
    RETURNING * INTO made;
    PERFORM ledger.require_lines(p_regency, p_year, p_budget -> 'lines');
    PERFORM ledger.write_lines(made, NULL, p_budget -> 'lines', true);
    PERFORM ledger.require_balanced_version(made);
    PERFORM ledger.set_limits(made);
    UPDATE ledger.budget_version AS v
       SET regulation_number = NULLIF(p_budget ->> 'regulationNumber', ''), regulation_date = (p_budget ->> 'postedOn')::date,
           posted_at = now()
     WHERE v.regency = p_regency AND v.id = made.id;
    PERFORM ledger.move_version(made, 'import', 'posted', '');
    RETURN made.id;
END
$$;

ALTER FUNCTION ledger.import_version(p_regency integer, p_village bigint, p_year integer, p_ordinal integer, p_budget jsonb) OWNER TO balai_owner;

--
-- Name: import_voucher(bigint, integer, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.import_voucher(p_village bigint, p_year integer, p_voucher jsonb) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    what constant text := p_voucher ->> 'kind';
    told constant bytea := sha256(convert_to(p_voucher::text, 'UTF8'));
    known ledger.imported_voucher;
    document uuid := ledger.new_id();
    made uuid;
BEGIN
    SELECT * INTO known FROM ledger.imported_voucher AS v
     WHERE v.regency = in_regency AND v.village = p_village AND v.year = p_year AND v.source = 'siskeudes' AND v.kind = what
       AND v.number = p_voucher ->> 'number';
    IF known.content = told THEN
        RETURN 'same';
    END IF;
    IF known.entry_id IS NOT NULL THEN
        PERFORM ledger.take_back_imported(p_village, p_year, known.entry_id, known.number);
    END IF;
    IF what = 'request' THEN
        document := coalesce(known.document_id, document);
        IF known.id IS NULL THEN
            PERFORM ledger.import_request(p_village, p_year, document, p_voucher);
        ELSE
            PERFORM ledger.change_request(p_village, document, p_voucher);
        END IF;
    ELSIF what = 'receipt' THEN
        INSERT INTO ledger.receipt (regency, village, year, id, number, book_date, account, fund, amount_sen, payer, description,
                                    person, origin, place)
        VALUES (in_regency, p_village, p_year, document, ledger.next_number(p_village, p_year, 'receipt'),
                (p_voucher ->> 'day')::date, p_voucher ->> 'account', p_voucher ->> 'fund', (p_voucher ->> 'amountSen')::bigint,
                left(p_voucher ->> 'payer', 200), left(p_voucher ->> 'description', 500), NULL, 'imported',
                p_voucher ->> 'place');
    ELSIF what = 'payment' THEN
        SELECT v.document_id INTO STRICT document FROM ledger.imported_voucher AS v
         WHERE v.regency = in_regency AND v.village = p_village AND v.year = p_year AND v.source = 'siskeudes'
           AND v.kind = 'request' AND v.number = p_voucher ->> 'request';
    END IF;
    IF what <> 'request' THEN
        made := ledger.write_imported_entry(p_village, p_year, (p_voucher ->> 'day')::date,
            CASE what WHEN 'move' THEN 'imported' ELSE what END, document, NULL, p_voucher ->> 'description',
            p_voucher -> 'postings');
    END IF;
    INSERT INTO ledger.imported_voucher AS v (regency, village, year, id, source, kind, number, content, document_id, entry_id)
    VALUES (in_regency, p_village, p_year, ledger.new_id(), 'siskeudes', what, p_voucher ->> 'number', told, document, made)
    ON CONFLICT ON CONSTRAINT imported_voucher_once
    DO UPDATE SET content = excluded.content, document_id = excluded.document_id, entry_id = excluded.entry_id,
                  imported_at = now();
    RETURN CASE WHEN known.id IS NULL THEN 'new' ELSE 'changed' END;
END
$$;

ALTER FUNCTION ledger.import_voucher(p_village bigint, p_year integer, p_voucher jsonb) OWNER TO balai_owner;

--
-- Name: import_vouchers(jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.import_vouchers(p_import jsonb) RETURNS TABLE(what text, kind text, number text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_village constant bigint := (p_import ->> 'village')::bigint;
    in_regency constant integer := (in_village / 1000000)::integer;
    in_year constant integer := (p_import ->> 'year')::integer;
    voucher jsonb;
BEGIN
    PERFORM set_config('balai.regency', in_regency::text, true), set_config('balai.village_from', in_village::text, true),
            set_config('balai.village_until', in_village::text, true), set_config('balai.village_list', '', true);
    -- Every lock of the year, in the order of every money function, before anything is read.
    PERFORM 1 FROM ledger.line_control AS c WHERE c.regency = in_regency AND c.village = in_village AND c.year = in_year
      ORDER BY c.activity, c.account, c.fund, c.sub_detail FOR NO KEY UPDATE;
    PERFORM 1 FROM ledger.cash_control AS c WHERE c.regency = in_regency AND c.village = in_village AND c.year = in_year
      ORDER BY c.fund FOR NO KEY UPDATE;
    PERFORM 1 FROM ledger.village_year AS y
      WHERE y.regency = in_regency AND y.village = in_village AND y.year = in_year FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM balai.refuse('year-not-open', jsonb_build_object('year', in_year));
    END IF;
    FOR voucher IN SELECT x.v FROM jsonb_array_elements(p_import -> 'vouchers') WITH ORDINALITY AS x (v, n) ORDER BY x.n LOOP
        what := ledger.import_voucher(in_village, in_year, voucher);
        kind := voucher ->> 'kind';
        number := voucher ->> 'number';
        IF what <> 'same' THEN
            RETURN NEXT;
        END IF;
    END LOOP;
    PERFORM ledger.settle_controls(in_village, in_year);
    PERFORM audit.record('import-vouchers', in_village, 'village-year', NULL, NULL, NULL,
        jsonb_build_object('year', in_year, 'vouchers', jsonb_array_length(p_import -> 'vouchers')));
    RETURN QUERY
    SELECT 'gone', v.kind, v.number FROM ledger.imported_voucher AS v
     WHERE v.regency = in_regency AND v.village = in_village AND v.year = in_year
       AND NOT EXISTS (SELECT FROM jsonb_array_elements(p_import -> 'vouchers') AS x
                        WHERE x ->> 'kind' = v.kind AND x ->> 'number' = v.number)
     ORDER BY v.kind, v.number;
END
$$;

ALTER FUNCTION ledger.import_vouchers(p_import jsonb) OWNER TO balai_owner;

--
-- Name: is_repeated_step(ledger.spp, integer, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.is_repeated_step(p_spp ledger.spp, p_revision integer, p_verb text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT p_spp.revision > p_revision AND EXISTS (
        SELECT FROM ledger.spp_step AS s WHERE s.regency = p_spp.regency AND s.spp_id = p_spp.id AND s.revision = p_revision
           AND s.verb = p_verb AND s.person = balai.person())
$$;

ALTER FUNCTION ledger.is_repeated_step(p_spp ledger.spp, p_revision integer, p_verb text) OWNER TO balai_owner;

--
-- Name: budget_version; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.budget_version (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    ordinal smallint NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    revision integer NOT NULL,
    origin text NOT NULL,
    regulation_number text,
    regulation_date date,
    submitted_on date,
    posted_at timestamp with time zone,
    minutes_number text,
    minutes_date date,
    CONSTRAINT budget_version_first_is_murni CHECK (((ordinal = 1) = (kind = 'murni'::text))),
    CONSTRAINT budget_version_kind_known CHECK ((kind = ANY (ARRAY['murni'::text, 'pergeseran'::text, 'perubahan'::text]))),
    CONSTRAINT budget_version_minutes_dated CHECK (((minutes_number IS NULL) = (minutes_date IS NULL))),
    CONSTRAINT budget_version_minutes_short CHECK (((length(minutes_number) >= 1) AND (length(minutes_number) <= 100))),
    CONSTRAINT budget_version_ordinal_positive CHECK ((ordinal > 0)),
    CONSTRAINT budget_version_origin_known CHECK ((origin = ANY (ARRAY['entered'::text, 'imported'::text]))),
    CONSTRAINT budget_version_posted_by_regulation CHECK (((state <> 'posted'::text) OR ((posted_at IS NOT NULL) AND ((origin = 'imported'::text) OR ((regulation_number IS NOT NULL) AND (regulation_date IS NOT NULL)))))),
    CONSTRAINT budget_version_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT budget_version_revision_positive CHECK ((revision > 0)),
    CONSTRAINT budget_version_state_known CHECK ((state = ANY (ARRAY['draft'::text, 'agreed'::text, 'submitted'::text, 'evaluated'::text, 'returned'::text, 'posted'::text])))
);

ALTER TABLE ONLY ledger.budget_version FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.budget_version OWNER TO balai_owner;

--
-- Name: TABLE budget_version; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.budget_version IS 'A version of the village budget: murni (the first), pergeseran (shift by Perkades), perubahan (change by Perdes).';

--
-- Name: COLUMN budget_version.origin; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.budget_version.origin IS 'imported: as another system held it; its broken rules are findings, not refusals.';

--
-- Name: COLUMN budget_version.submitted_on; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.budget_version.submitted_on IS 'Legal day on which the camat received it; the evaluation term runs from here.';

--
-- Name: COLUMN budget_version.minutes_number; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.budget_version.minutes_number IS 'Berita acara of the BPD meeting that agreed; null for imports, shifts by Perkades and what was agreed before 2027.';

--
-- Name: is_repeated_version_step(ledger.budget_version, integer, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.is_repeated_version_step(p_version ledger.budget_version, p_revision integer, p_verb text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT EXISTS (SELECT FROM ledger.version_step AS s
                    WHERE s.regency = p_version.regency AND s.version_id = p_version.id AND s.revision = p_revision
                      AND s.verb = p_verb AND s.person = balai.person())
$$;

ALTER FUNCTION ledger.is_repeated_version_step(p_version ledger.budget_version, p_revision integer, p_verb text) OWNER TO balai_owner;

--
-- Name: largest_sen(); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.largest_sen() RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT 100000000000000000 $$;

ALTER FUNCTION ledger.largest_sen() OWNER TO balai_owner;

--
-- Name: load_accounts(jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.load_accounts(p_rows jsonb) RETURNS integer
    LANGUAGE sql
    AS $$
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

ALTER FUNCTION ledger.load_accounts(p_rows jsonb) OWNER TO balai_owner;

--
-- Name: load_activities(jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.load_activities(p_rows jsonb) RETURNS integer
    LANGUAGE sql
    AS $$
    WITH loaded AS (
        INSERT INTO ledger.national_activity (code, level, name, siskeudes_code, kind)
        SELECT r ->> 'code', (r ->> 'level')::smallint, r ->> 'name', coalesce(r ->> 'siskeudes_code', ''),
               NULLIF(r ->> 'kind', '')::smallint
          FROM jsonb_array_elements(p_rows) AS r
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, siskeudes_code = excluded.siskeudes_code, kind = excluded.kind
        RETURNING 1)
    SELECT count(*)::integer FROM loaded
$$;

ALTER FUNCTION ledger.load_activities(p_rows jsonb) OWNER TO balai_owner;

--
-- Name: load_fund_sources(jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.load_fund_sources(p_rows jsonb) RETURNS integer
    LANGUAGE sql
    AS $$
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

ALTER FUNCTION ledger.load_fund_sources(p_rows jsonb) OWNER TO balai_owner;

--
-- Name: lock_document(integer, uuid); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.lock_document(p_regency integer, p_document uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM 1 FROM ledger.spp AS s
      WHERE s.regency = p_regency AND s.id IN (
            SELECT p_document
            UNION ALL SELECT t.spp_id FROM ledger.settlement AS t WHERE t.regency = p_regency AND t.id = p_document
            UNION ALL SELECT g.spp_id FROM ledger.give_back AS g WHERE g.regency = p_regency AND g.id = p_document)
      FOR NO KEY UPDATE;
    PERFORM 1 FROM ledger.withholding AS w
      WHERE w.regency = p_regency AND (w.document_id = p_document OR w.deposit_id = p_document) ORDER BY w.id FOR NO KEY UPDATE;
    PERFORM 1 FROM ledger.disbursement AS d
      WHERE d.regency = p_regency AND d.receipt_id = p_document FOR NO KEY UPDATE;
    -- Two corrections of one entry that has none of these meet here.
    PERFORM 1 FROM ledger.receipt AS r WHERE r.regency = p_regency AND r.id = p_document FOR NO KEY UPDATE;
    PERFORM 1 FROM ledger.cash_move AS m WHERE m.regency = p_regency AND m.id = p_document FOR NO KEY UPDATE;
END
$$;

ALTER FUNCTION ledger.lock_document(p_regency integer, p_document uuid) OWNER TO balai_owner;

--
-- Name: lock_spp_lines(integer, uuid); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.lock_spp_lines(p_regency integer, p_spp uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM 1 FROM ledger.line_control AS c
       JOIN ledger.spp_line AS l ON c.regency = l.regency AND c.village = l.village AND c.year = l.year
            AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund AND c.sub_detail = l.sub_detail
      WHERE l.regency = p_regency AND l.spp_id = p_spp
      ORDER BY c.activity, c.account, c.fund, c.sub_detail FOR NO KEY UPDATE OF c;
END
$$;

ALTER FUNCTION ledger.lock_spp_lines(p_regency integer, p_spp uuid) OWNER TO balai_owner;

--
-- Name: move_advance(ledger.spp, jsonb, boolean); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.move_advance(p_spp ledger.spp, p_lines jsonb, p_is_spent boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM ledger.lock_spp_lines(p_spp.regency, p_spp.id);
    UPDATE ledger.spp_line AS l
       SET settled_sen = l.settled_sen + CASE WHEN p_is_spent THEN (r ->> 'amountSen')::bigint ELSE 0 END,
           given_back_sen = l.given_back_sen + CASE WHEN p_is_spent THEN 0 ELSE (r ->> 'amountSen')::bigint END
      FROM jsonb_array_elements(p_lines) AS r
     WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id AND l.activity = r ->> 'activity' AND l.account = r ->> 'account'
       AND l.fund = r ->> 'fund' AND l.sub_detail = coalesce(r ->> 'subDetail', '01');
    UPDATE ledger.line_control AS c
       SET reserved_sen = c.reserved_sen - (r ->> 'amountSen')::bigint,
           posted_sen = c.posted_sen + CASE WHEN p_is_spent THEN (r ->> 'amountSen')::bigint ELSE 0 END
      FROM jsonb_array_elements(p_lines) AS r
     WHERE c.regency = p_spp.regency AND c.village = p_spp.village AND c.year = p_spp.year AND c.activity = r ->> 'activity'
       AND c.account = r ->> 'account' AND c.fund = r ->> 'fund' AND c.sub_detail = coalesce(r ->> 'subDetail', '01');
END
$$;

ALTER FUNCTION ledger.move_advance(p_spp ledger.spp, p_lines jsonb, p_is_spent boolean) OWNER TO balai_owner;

--
-- Name: move_cash(bigint, integer, text, text, bigint); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.move_cash(p_village bigint, p_year integer, p_fund text, p_place text, p_amount_sen bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    in_hand constant boolean := ledger.cash_account(p_place) = '1.1.1.01';
    held bigint;
BEGIN
    IF p_amount_sen > 0 THEN
        INSERT INTO ledger.cash_control (regency, village, year, fund) VALUES (in_regency, p_village, p_year, p_fund)
        ON CONFLICT DO NOTHING;
    END IF;
    PERFORM 1 FROM ledger.cash_control AS c
      WHERE c.regency = in_regency AND c.village = p_village AND c.year = p_year AND c.fund = p_fund FOR NO KEY UPDATE;
    UPDATE ledger.cash_control AS c
       SET cash_sen = c.cash_sen + p_amount_sen,
           hand_sen = c.hand_sen + CASE WHEN in_hand THEN p_amount_sen ELSE 0 END
     WHERE c.regency = in_regency AND c.village = p_village AND c.year = p_year AND c.fund = p_fund
       AND (p_amount_sen > 0 OR (CASE WHEN in_hand THEN c.hand_sen ELSE c.cash_sen - c.hand_sen END) + p_amount_sen >= 0)
       AND c.cash_sen::numeric + p_amount_sen <= ledger.largest_sen();
    IF NOT FOUND THEN
        SELECT CASE WHEN in_hand THEN c.hand_sen ELSE c.cash_sen - c.hand_sen END INTO held FROM ledger.cash_control AS c
         WHERE c.regency = in_regency AND c.village = p_village AND c.year = p_year AND c.fund = p_fund;
        IF p_amount_sen > 0 THEN
            PERFORM balai.refuse('amount-out-of-range', jsonb_build_object('line', p_fund, 'row', 0));
        END IF;
        PERFORM balai.refuse('cash-short', jsonb_build_object(
            'fund', p_fund, 'place', p_place, 'remainingSen', coalesce(held, 0), 'askedSen', -p_amount_sen));
    END IF;
END
$$;

ALTER FUNCTION ledger.move_cash(p_village bigint, p_year integer, p_fund text, p_place text, p_amount_sen bigint) OWNER TO balai_owner;

--
-- Name: move_refund(ledger.spp, jsonb, integer); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.move_refund(p_spp ledger.spp, p_lines jsonb, p_sign integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    l record;
BEGIN
    PERFORM ledger.lock_spp_lines(p_spp.regency, p_spp.id);
    FOR l IN SELECT r ->> 'activity' AS activity, r ->> 'account' AS account, r ->> 'fund' AS fund,
                    coalesce(r ->> 'subDetail', '01') AS sub, (r ->> 'amountSen')::bigint AS amount
               FROM jsonb_array_elements(p_lines) AS r ORDER BY 1, 2, 3, 4 LOOP
        PERFORM ledger.spend_line(p_spp.village, p_spp.year, l.activity, l.account, l.fund, l.sub, -p_sign * l.amount);
        UPDATE ledger.spp_line AS s SET refunded_sen = s.refunded_sen + p_sign * l.amount
         WHERE s.regency = p_spp.regency AND s.spp_id = p_spp.id AND s.activity = l.activity AND s.account = l.account
           AND s.fund = l.fund AND s.sub_detail = l.sub;
    END LOOP;
END
$$;

ALTER FUNCTION ledger.move_refund(p_spp ledger.spp, p_lines jsonb, p_sign integer) OWNER TO balai_owner;

--
-- Name: move_spp(ledger.spp, text, text, text, date, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.move_spp(p_spp ledger.spp, p_verb text, p_state text, p_role text, p_day date, p_note text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE ledger.spp AS s
       SET state = p_state, revision = s.revision + 1,
           verifier = CASE p_verb WHEN 'verify' THEN balai.person() WHEN 'return' THEN NULL ELSE s.verifier END,
           verified_on = CASE p_verb WHEN 'verify' THEN p_day WHEN 'return' THEN NULL ELSE s.verified_on END,
           approver = CASE p_verb WHEN 'approve' THEN balai.person() ELSE s.approver END,
           approved_on = CASE p_verb WHEN 'approve' THEN p_day ELSE s.approved_on END,
           payer = CASE p_verb WHEN 'pay' THEN balai.person() ELSE s.payer END,
           paid_on = CASE p_verb WHEN 'pay' THEN p_day ELSE s.paid_on END,
           number = CASE WHEN p_verb = 'submit' AND s.number IS NULL
                         THEN ledger.next_number(s.village, s.year, 'spp') ELSE s.number END
     WHERE s.regency = p_spp.regency AND s.id = p_spp.id;
    INSERT INTO ledger.spp_step (regency, village, spp_id, revision, verb, person, role, day, note)
    VALUES (p_spp.regency, p_spp.village, p_spp.id, p_spp.revision, p_verb, balai.person(), p_role, p_day, coalesce(p_note, ''));
    PERFORM audit.record(p_verb || '-spp', p_spp.village, 'spp', p_spp.id,
        jsonb_build_object('state', p_spp.state, 'revision', p_spp.revision),
        jsonb_build_object('state', p_state, 'revision', p_spp.revision + 1));
END
$$;

ALTER FUNCTION ledger.move_spp(p_spp ledger.spp, p_verb text, p_state text, p_role text, p_day date, p_note text) OWNER TO balai_owner;

--
-- Name: move_version(ledger.budget_version, text, text, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.move_version(p_version ledger.budget_version, p_verb text, p_state text, p_note text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE ledger.budget_version AS v
       SET state = p_state, revision = v.revision + 1,
           submitted_on = CASE WHEN p_verb = 'submit' THEN balai.today(v.regency) ELSE v.submitted_on END
     WHERE v.regency = p_version.regency AND v.id = p_version.id;
    INSERT INTO ledger.version_step (regency, village, version_id, revision, verb, person, note)
    VALUES (p_version.regency, p_version.village, p_version.id, p_version.revision, p_verb, balai.person(), coalesce(p_note, ''));
    PERFORM audit.record(p_verb || '-version', p_version.village, 'budget-version', p_version.id,
        jsonb_build_object('state', p_version.state, 'revision', p_version.revision),
        jsonb_build_object('state', p_state, 'revision', p_version.revision + 1));
END
$$;

ALTER FUNCTION ledger.move_version(p_version ledger.budget_version, p_verb text, p_state text, p_note text) OWNER TO balai_owner;

--
-- Name: new_id(); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.new_id() RETURNS uuid
    LANGUAGE sql
    AS $$
    SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) PLACING
               substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
               52, 1), 53, 1), 'hex')::uuid
$$;

ALTER FUNCTION ledger.new_id() OWNER TO balai_owner;

--
-- Name: next_number(bigint, integer, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.next_number(p_village bigint, p_year integer, p_series text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    given integer;
BEGIN
    INSERT INTO ledger.series AS s (regency, village, year, name, last_number)
    VALUES ((p_village / 1000000)::integer, p_village, p_year, p_series, 1)
    ON CONFLICT (regency, village, year, name) DO UPDATE SET last_number = s.last_number + 1
    RETURNING s.last_number INTO given;
    RETURN given;
END
$$;

ALTER FUNCTION ledger.next_number(p_village bigint, p_year integer, p_series text) OWNER TO balai_owner;

--
-- Name: open_version(uuid, bigint, integer, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.open_version(p_id uuid, p_village bigint, p_year integer, p_kind text) RETURNS TABLE(id uuid, revision integer, state text, ordinal integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    answer jsonb;
    newest ledger.budget_version;
    working uuid;
BEGIN
    PERFORM ledger.require_desa(p_village);
    PERFORM balai.require_post(p_village, 'treasurer', 'secretary');
    answer := balai.claim(p_id, 'open-version', ledger.fingerprint(p_village::text, p_year::text, p_kind), p_village);
    IF answer IS NULL THEN
        IF p_year NOT BETWEEN 2015 AND extract(year FROM balai.today(in_regency)) + 1 THEN
            PERFORM balai.refuse('year-not-open', jsonb_build_object('year', p_year));
        END IF;
        PERFORM ledger.fill_lists(in_regency, p_year);
        INSERT INTO ledger.village_year (regency, village, year) VALUES (in_regency, p_village, p_year) ON CONFLICT DO NOTHING;
        PERFORM 1 FROM ledger.village_year AS y
          WHERE y.regency = in_regency AND y.village = p_village AND y.year = p_year AND y.state = 'open' FOR NO KEY UPDATE;
        IF NOT FOUND THEN
            PERFORM balai.refuse('year-closed', jsonb_build_object('year', p_year));
        END IF;
        SELECT v.id INTO working FROM ledger.budget_version AS v
         WHERE v.regency = in_regency AND v.village = p_village AND v.year = p_year AND v.state <> 'posted';
        IF working IS NOT NULL THEN
            PERFORM balai.refuse('version-in-work', jsonb_build_object('version', working));
        END IF;
        SELECT * INTO newest FROM ledger.budget_version AS v
         WHERE v.regency = in_regency AND v.village = p_village AND v.year = p_year ORDER BY v.ordinal DESC LIMIT 1;
        IF (newest.id IS NULL) <> (p_kind = 'murni') THEN
            PERFORM balai.refuse('version-kind', jsonb_build_object('kind', p_kind, 'posted', coalesce(newest.ordinal, 0)));
        END IF;
        INSERT INTO ledger.budget_version (regency, village, year, id, ordinal, kind, state, revision, origin)
        VALUES (in_regency, p_village, p_year, p_id, coalesce(newest.ordinal, 0) + 1, p_kind, 'draft', 1, 'entered');
        PERFORM ledger.copy_lines(in_regency, newest.id, p_id);
        PERFORM audit.record('open-version', p_village, 'budget-version', p_id, NULL,
            jsonb_build_object('year', p_year, 'kind', p_kind));
        answer := balai.keep(p_id, p_village,
            jsonb_build_object('revision', 1, 'state', 'draft', 'ordinal', coalesce(newest.ordinal, 0) + 1));
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'revision')::integer, answer ->> 'state', (answer ->> 'ordinal')::integer;
END
$$;

ALTER FUNCTION ledger.open_version(p_id uuid, p_village bigint, p_year integer, p_kind text) OWNER TO balai_owner;

--
-- Name: pay_out(ledger.spp, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.pay_out(p_spp ledger.spp, p_place text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    f record;
BEGIN
    FOR f IN
        SELECT n.fund, sum(n.amount)::bigint AS amount
          FROM (SELECT l.fund, l.amount_sen AS amount FROM ledger.spp_line AS l
                 WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id
                UNION ALL
                SELECT w.fund, -w.amount_sen FROM ledger.withholding AS w
                 WHERE w.regency = p_spp.regency AND w.document_id = p_spp.id AND w.state = 'held') AS n
         GROUP BY n.fund HAVING sum(n.amount) > 0 ORDER BY n.fund LOOP
        PERFORM ledger.move_cash(p_spp.village, p_spp.year, f.fund, p_place, -f.amount);
    END LOOP;
END
$$;

ALTER FUNCTION ledger.pay_out(p_spp ledger.spp, p_place text) OWNER TO balai_owner;

--
-- Name: pay_spp(uuid, integer, date, text, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.pay_spp(p_id uuid, p_revision integer, p_day date DEFAULT NULL::date, p_place text DEFAULT 'bank'::text, p_taxes jsonb DEFAULT '[]'::jsonb) RETURNS TABLE(id uuid, revision integer, state text, number integer, entry_id uuid, entry_number bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    spp ledger.spp := ledger.take_spp(p_id);
    on_day constant date := coalesce(p_day, balai.today(balai.regency()));
    held_in constant text := ledger.cash_account(p_place);
BEGIN
    IF NOT ledger.is_repeated_step(spp, p_revision, 'pay') THEN
        PERFORM ledger.require_post(spp.village, on_day, 'treasurer');
        PERFORM balai.require_second_factor();
        PERFORM ledger.require_spp(spp, p_revision, 'pay', 'approved');
        PERFORM ledger.require_other_person(spp, 'pay', 'treasurer');
        PERFORM ledger.require_step_day(spp, on_day, spp.approved_on);
        PERFORM ledger.require_evidence(spp, 'pay', on_day);
        IF spp.kind <> 'definitive' AND jsonb_array_length(p_taxes) > 0 THEN
            PERFORM balai.refuse('tax-not-here', jsonb_build_object('kind', spp.kind));
        END IF;
        PERFORM ledger.require_taxes(spp.village, on_day, p_taxes, (
            SELECT jsonb_object_agg(n.fund, n.amount) FROM (
                SELECT l.fund, sum(l.amount_sen)::bigint AS amount FROM ledger.spp_line AS l
                 WHERE l.regency = spp.regency AND l.spp_id = p_id GROUP BY l.fund) AS n));
        PERFORM ledger.lock_spp_lines(spp.regency, p_id);
        IF spp.kind <> 'advance' THEN
            -- An advance stays reserved until it is settled: it is not spending yet.
            UPDATE ledger.line_control AS c
               SET reserved_sen = c.reserved_sen - l.amount_sen, posted_sen = c.posted_sen + l.amount_sen
              FROM ledger.spp_line AS l
             WHERE l.regency = spp.regency AND l.spp_id = p_id AND c.regency = l.regency AND c.village = l.village
               AND c.year = l.year AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund
               AND c.sub_detail = l.sub_detail;
        END IF;
        PERFORM ledger.withhold(spp.village, spp.year, p_id, on_day, p_taxes);
        PERFORM ledger.pay_out(spp, p_place);
        PERFORM ledger.post_payment(spp, on_day, held_in);
        UPDATE ledger.spp AS s SET paid_from = p_place,
               settle_by = CASE WHEN s.kind = 'advance' THEN place.working_day_after(on_day,
                   (balai.parameter(s.regency, 'advance.working-days', on_day, '10') #>> '{}')::integer) END
         WHERE s.regency = spp.regency AND s.id = p_id;
        PERFORM ledger.move_spp(spp, 'pay', 'paid', 'treasurer', on_day, '');
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, 'paid', spp.number, e.id, e.number FROM ledger.entry AS e
                  WHERE e.regency = spp.regency AND e.document_id = p_id AND e.kind = 'payment';
END
$$;

ALTER FUNCTION ledger.pay_spp(p_id uuid, p_revision integer, p_day date, p_place text, p_taxes jsonb) OWNER TO balai_owner;

--
-- Name: plan_disbursements(uuid, integer, integer, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.plan_disbursements(p_id uuid, p_regency integer, p_year integer, p_rows jsonb) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    county constant bigint := p_regency::bigint * 1000000;
    answer jsonb;
    r record;
    held ledger.ceiling;
BEGIN
    PERFORM balai.require_post(county, 'county');
    answer := balai.claim(p_id, 'plan-disbursements', ledger.fingerprint(p_year::text, p_rows::text), county);
    IF answer IS NOT NULL THEN
        RETURN (answer ->> 'count')::integer;
    ELSIF jsonb_array_length(p_rows) = 0 THEN
        PERFORM balai.refuse('no-lines', '{}');
    ELSIF jsonb_array_length(p_rows) > 5000 THEN
        PERFORM balai.refuse('too-many-lines', jsonb_build_object('limit', 5000));
    END IF;
    FOR r IN SELECT (x ->> 'village')::bigint AS village, x ->> 'fund' AS fund, (x ->> 'tranche')::integer AS tranche,
                    (x ->> 'amountSen')::numeric AS amount, (x ->> 'dueOn')::date AS due
               FROM jsonb_array_elements(p_rows) AS x ORDER BY 1, 2, 3 LOOP
        SELECT * INTO held FROM ledger.ceiling AS c
         WHERE c.regency = p_regency AND c.village = r.village AND c.year = p_year AND c.fund = r.fund FOR NO KEY UPDATE;
        IF held.fund IS NULL THEN
            PERFORM balai.refuse('no-ceiling', jsonb_build_object('village', r.village, 'fund', coalesce(r.fund, '')));
        ELSIF r.amount < 1 OR r.tranche NOT BETWEEN 1 AND 24 THEN
            PERFORM balai.refuse('amount-out-of-range', jsonb_build_object(
                'line', concat_ws(' ', r.village, r.fund), 'row', r.tranche));
        ELSIF extract(year FROM r.due) <> p_year THEN
            PERFORM balai.refuse('date-outside-year', jsonb_build_object('day', r.due, 'year', p_year));
        ELSIF EXISTS (SELECT FROM ledger.disbursement AS d WHERE d.regency = p_regency AND d.village = r.village
                         AND d.year = p_year AND d.fund = r.fund AND d.tranche = r.tranche AND d.state <> 'cancelled') THEN
            PERFORM balai.refuse('tranche-planned', jsonb_build_object(
                'village', r.village, 'fund', r.fund, 'tranche', r.tranche));
        ELSIF held.planned_sen + r.amount > held.amount_sen THEN
            PERFORM balai.refuse('over-ceiling', jsonb_build_object('village', r.village, 'fund', r.fund,
                'ceilingSen', held.amount_sen, 'askedSen', least(held.planned_sen + r.amount, 9e18)::bigint));
        END IF;
        UPDATE ledger.ceiling AS c SET planned_sen = c.planned_sen + r.amount::bigint
         WHERE c.regency = p_regency AND c.village = r.village AND c.year = p_year AND c.fund = r.fund;
        INSERT INTO ledger.disbursement (regency, village, year, id, fund, tranche, amount_sen, due_on, state, revision, person)
        VALUES (p_regency, r.village, p_year, ledger.new_id(), r.fund, r.tranche, r.amount::bigint, r.due, 'planned', 1,
                balai.person());
        PERFORM audit.record('plan-disbursement', r.village, 'disbursement', NULL, NULL, NULL, jsonb_build_object(
            'year', p_year, 'fund', r.fund, 'tranche', r.tranche, 'amountSen', r.amount, 'dueOn', r.due));
    END LOOP;
    answer := balai.keep(p_id, county, jsonb_build_object('count', jsonb_array_length(p_rows)));
    RETURN jsonb_array_length(p_rows);
END
$$;

ALTER FUNCTION ledger.plan_disbursements(p_id uuid, p_regency integer, p_year integer, p_rows jsonb) OWNER TO balai_owner;

--
-- Name: cash_move; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.cash_move (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    number integer NOT NULL,
    kind text NOT NULL,
    book_date date NOT NULL,
    fund text NOT NULL,
    activity text DEFAULT '0.0.00'::text NOT NULL,
    account text DEFAULT ''::text NOT NULL,
    sub_detail text DEFAULT '01'::text NOT NULL,
    amount_sen bigint NOT NULL,
    description text NOT NULL,
    person uuid NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT cash_move_account_of_kind CHECK (
CASE kind
    WHEN 'interest'::text THEN (account ~~ '4.3.6.%'::text)
    WHEN 'fee'::text THEN (account ~~ '5.2.5.%'::text)
    ELSE (account = ''::text)
END),
    CONSTRAINT cash_move_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT cash_move_date_in_year CHECK ((EXTRACT(year FROM book_date) = (year)::numeric)),
    CONSTRAINT cash_move_description_given CHECK (((length(description) >= 1) AND (length(description) <= 500))),
    CONSTRAINT cash_move_kind_known CHECK ((kind = ANY (ARRAY['withdraw'::text, 'deposit'::text, 'interest'::text, 'fee'::text]))),
    CONSTRAINT cash_move_number_positive CHECK ((number > 0)),
    CONSTRAINT cash_move_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY ledger.cash_move FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.cash_move OWNER TO balai_owner;

--
-- Name: TABLE cash_move; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.cash_move IS 'Bank mutation: money withdrawn to the treasurer''s hand or banked again, bank interest, bank fees and tax on interest.';

--
-- Name: COLUMN cash_move.amount_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.cash_move.amount_sen IS 'Sen, 1/100 rupiah.';

--
-- Name: post_cash_move(ledger.cash_move); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.post_cash_move(p_move ledger.cash_move) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    entry constant uuid := ledger.new_id();
    amount constant bigint := p_move.amount_sen;
    booked bigint;
BEGIN
    -- What leaves goes first: one place of the same fund fills the other.
    CASE p_move.kind
        WHEN 'withdraw' THEN
            PERFORM ledger.move_cash(p_move.village, p_move.year, p_move.fund, 'bank', -amount),
                    ledger.move_cash(p_move.village, p_move.year, p_move.fund, 'cash', amount);
        WHEN 'deposit' THEN
            PERFORM ledger.move_cash(p_move.village, p_move.year, p_move.fund, 'cash', -amount),
                    ledger.move_cash(p_move.village, p_move.year, p_move.fund, 'bank', amount);
        WHEN 'interest' THEN
            PERFORM ledger.move_cash(p_move.village, p_move.year, p_move.fund, 'bank', amount);
        ELSE
            PERFORM ledger.move_cash(p_move.village, p_move.year, p_move.fund, 'bank', -amount);
    END CASE;
    booked := ledger.write_entry(entry, p_move.village, p_move.year, p_move.book_date,
        CASE WHEN p_move.kind IN ('withdraw', 'deposit') THEN 'move' ELSE p_move.kind END, p_move.id, NULL, p_move.description);
    IF p_move.kind = 'withdraw' THEN
        PERFORM ledger.require_hand_limit(p_move.village, p_move.year, p_move.book_date);
    END IF;
    INSERT INTO ledger.posting (regency, village, year, entry_id, ordinal, account, activity, fund, sub_detail, amount_sen)
    SELECT p_move.regency, p_move.village, p_move.year, entry, n.ordinal, n.account, n.activity, p_move.fund, n.sub, n.amount
      FROM (SELECT 1 AS ordinal, CASE p_move.kind WHEN 'withdraw' THEN '1.1.1.01' WHEN 'fee' THEN p_move.account
                                      ELSE '1.1.1.02' END AS account,
                   p_move.activity AS activity, p_move.sub_detail AS sub, amount AS amount
            UNION ALL
            SELECT 2, CASE p_move.kind WHEN 'deposit' THEN '1.1.1.01' WHEN 'interest' THEN p_move.account ELSE '1.1.1.02' END,
                   '0.0.00', '01', -amount) AS n;
    RETURN booked;
END
$$;

ALTER FUNCTION ledger.post_cash_move(p_move ledger.cash_move) OWNER TO balai_owner;

--
-- Name: post_deposit(uuid, bigint, integer, date, text, text, uuid[]); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.post_deposit(p_id uuid, p_village bigint, p_year integer, p_day date, p_place text, p_ntpn text, p_withholdings uuid[]) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    entry constant uuid := ledger.new_id();
    held_in constant text := ledger.cash_account(p_place);
    f record;
    one record;
    given integer;
    booked bigint;
BEGIN
    SELECT w.account, w.map_code, a.name, sum(w.amount_sen) OVER ()::bigint AS total INTO one
      FROM ledger.withholding AS w JOIN ledger.account AS a ON a.regency = w.regency AND a.year = w.year AND a.code = w.account
     WHERE w.regency = in_regency AND w.id = ANY (p_withholdings) LIMIT 1;
    given := ledger.next_number(p_village, p_year, 'deposit');
    INSERT INTO ledger.tax_deposit (regency, village, year, id, number, book_date, place, account, map_code, ntpn, amount_sen,
                                    person)
    VALUES (in_regency, p_village, p_year, p_id, given, p_day, p_place, one.account, one.map_code, p_ntpn, one.total,
            balai.person());
    UPDATE ledger.withholding AS w SET state = 'deposited', deposit_id = p_id
     WHERE w.regency = in_regency AND w.id = ANY (p_withholdings);
    FOR f IN SELECT w.fund, sum(w.amount_sen)::bigint AS amount FROM ledger.withholding AS w
              WHERE w.regency = in_regency AND w.deposit_id = p_id GROUP BY w.fund ORDER BY w.fund LOOP
        PERFORM ledger.move_cash(p_village, p_year, f.fund, p_place, -f.amount);
    END LOOP;
    booked := ledger.write_entry(entry, p_village, p_year, p_day, 'tax-deposit', p_id, NULL,
        btrim(concat_ws(' ', one.name, one.map_code, p_ntpn)));
    INSERT INTO ledger.posting (regency, village, year, entry_id, ordinal, account, activity, fund, amount_sen)
    SELECT in_regency, p_village, p_year, entry, row_number() OVER (ORDER BY n.sign DESC, n.fund), n.account, '0.0.00', n.fund,
           n.sign * n.amount
      FROM (SELECT w.fund, k.sign, CASE k.sign WHEN 1 THEN one.account ELSE held_in END AS account,
                   sum(w.amount_sen)::bigint AS amount
              FROM ledger.withholding AS w CROSS JOIN (VALUES (1), (-1)) AS k (sign)
             WHERE w.regency = in_regency AND w.deposit_id = p_id GROUP BY w.fund, k.sign) AS n;
    RETURN jsonb_build_object('number', given, 'entry', booked);
END
$$;

ALTER FUNCTION ledger.post_deposit(p_id uuid, p_village bigint, p_year integer, p_day date, p_place text, p_ntpn text, p_withholdings uuid[]) OWNER TO balai_owner;

--
-- Name: post_give_back(ledger.spp, uuid, text, date, text, text, text, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.post_give_back(p_spp ledger.spp, p_id uuid, p_kind text, p_day date, p_place text, p_payer text, p_description text, p_lines jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    entry constant uuid := ledger.new_id();
    held_in constant text := ledger.cash_account(p_place);
    given constant integer := ledger.next_number(p_spp.village, p_spp.year, p_kind);
    booked bigint;
    f record;
BEGIN
    INSERT INTO ledger.give_back (regency, village, year, id, spp_id, kind, number, book_date, place, payer, description,
                                  amount_sen, person)
    VALUES (p_spp.regency, p_spp.village, p_spp.year, p_id, p_spp.id, p_kind, given, p_day, p_place, btrim(p_payer),
            btrim(p_description), ledger.sum_of(p_lines), balai.person());
    FOR f IN SELECT r ->> 'fund' AS fund, sum((r ->> 'amountSen')::bigint)::bigint AS amount
               FROM jsonb_array_elements(p_lines) AS r GROUP BY 1 ORDER BY 1 LOOP
        PERFORM ledger.move_cash(p_spp.village, p_spp.year, f.fund, p_place, f.amount);
    END LOOP;
    booked := ledger.write_entry(entry, p_spp.village, p_spp.year, p_day, p_kind, p_id, NULL, btrim(p_description));
    IF p_place = 'cash' THEN
        PERFORM ledger.require_hand_limit(p_spp.village, p_spp.year, p_day);
    END IF;
    INSERT INTO ledger.posting (regency, village, year, entry_id, ordinal, account, activity, fund, sub_detail, amount_sen)
    SELECT p_spp.regency, p_spp.village, p_spp.year, entry,
           row_number() OVER (ORDER BY n.rank, n.activity, n.account, n.fund, n.sub),
           n.account, n.activity, n.fund, n.sub, n.amount
      FROM (SELECT 1 AS rank, held_in AS account, '0.0.00' AS activity, r ->> 'fund' AS fund, '01' AS sub,
                   sum((r ->> 'amountSen')::bigint)::bigint AS amount FROM jsonb_array_elements(p_lines) AS r GROUP BY 4
            UNION ALL
            SELECT 2, CASE p_kind WHEN 'refund' THEN r ->> 'account' ELSE '1.1.2.07' END, r ->> 'activity', r ->> 'fund',
                   CASE p_kind WHEN 'refund' THEN coalesce(r ->> 'subDetail', '01') ELSE '01' END,
                   -(r ->> 'amountSen')::bigint FROM jsonb_array_elements(p_lines) AS r) AS n;
    INSERT INTO ledger.give_back_line (regency, village, give_back_id, activity, account, fund, sub_detail, amount_sen)
    SELECT p_spp.regency, p_spp.village, p_id, r ->> 'activity', r ->> 'account', r ->> 'fund',
           coalesce(r ->> 'subDetail', '01'), (r ->> 'amountSen')::bigint FROM jsonb_array_elements(p_lines) AS r;
    RETURN jsonb_build_object('number', given, 'entry', booked);
END
$$;

ALTER FUNCTION ledger.post_give_back(p_spp ledger.spp, p_id uuid, p_kind text, p_day date, p_place text, p_payer text, p_description text, p_lines jsonb) OWNER TO balai_owner;

--
-- Name: post_payment(ledger.spp, date, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.post_payment(p_spp ledger.spp, p_day date, p_held_in text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    entry constant uuid := ledger.new_id();
BEGIN
    PERFORM ledger.write_entry(entry, p_spp.village, p_spp.year, p_day, 'payment', p_spp.id, NULL, p_spp.purpose);
    INSERT INTO ledger.posting (regency, village, year, entry_id, ordinal, account, activity, fund, sub_detail, amount_sen)
    SELECT p_spp.regency, p_spp.village, p_spp.year, entry,
           row_number() OVER (ORDER BY n.rank, n.activity, n.account, n.fund, n.sub_detail),
           n.account, n.activity, n.fund, n.sub_detail, n.amount
      FROM (SELECT 1 AS rank, l.account, l.activity, l.fund, l.sub_detail, l.amount_sen AS amount FROM ledger.spp_line AS l
             WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id AND p_spp.kind <> 'advance'
            UNION ALL
            SELECT 1, '1.1.2.07', l.activity, l.fund, '01', sum(l.amount_sen)::bigint FROM ledger.spp_line AS l
             WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id AND p_spp.kind = 'advance' GROUP BY l.activity, l.fund
            UNION ALL
            SELECT 2, w.account, '0.0.00', w.fund, '01', -sum(w.amount_sen)::bigint FROM ledger.withholding AS w
             WHERE w.regency = p_spp.regency AND w.document_id = p_spp.id AND w.state = 'held' GROUP BY w.account, w.fund
            UNION ALL
            SELECT 3, p_held_in, '0.0.00', c.fund, '01', -sum(c.amount)::bigint
              FROM (SELECT l.fund, l.amount_sen AS amount FROM ledger.spp_line AS l
                     WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id
                    UNION ALL
                    SELECT w.fund, -w.amount_sen FROM ledger.withholding AS w
                     WHERE w.regency = p_spp.regency AND w.document_id = p_spp.id AND w.state = 'held') AS c
             GROUP BY c.fund HAVING sum(c.amount) <> 0) AS n;
END
$$;

ALTER FUNCTION ledger.post_payment(p_spp ledger.spp, p_day date, p_held_in text) OWNER TO balai_owner;

--
-- Name: settlement; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.settlement (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    spp_id uuid NOT NULL,
    number integer NOT NULL,
    state text NOT NULL,
    revision integer NOT NULL,
    book_date date NOT NULL,
    description text NOT NULL,
    amount_sen bigint NOT NULL,
    requester uuid NOT NULL,
    verifier uuid,
    booker uuid,
    verified_on date,
    booked_on date,
    place text,
    note text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT settlement_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT settlement_date_in_year CHECK ((EXTRACT(year FROM book_date) = (year)::numeric)),
    CONSTRAINT settlement_description_given CHECK (((length(description) >= 1) AND (length(description) <= 500))),
    CONSTRAINT settlement_note_short CHECK ((length(note) <= 2000)),
    CONSTRAINT settlement_number_positive CHECK ((number > 0)),
    CONSTRAINT settlement_place_known CHECK ((place = ANY (ARRAY['bank'::text, 'cash'::text]))),
    CONSTRAINT settlement_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT settlement_revision_positive CHECK ((revision > 0)),
    CONSTRAINT settlement_state_known CHECK ((state = ANY (ARRAY['submitted'::text, 'verified'::text, 'returned'::text, 'booked'::text, 'reversed'::text]))),
    CONSTRAINT settlement_steps_have_persons CHECK ((((state <> ALL (ARRAY['verified'::text, 'booked'::text, 'reversed'::text])) OR (verifier IS NOT NULL)) AND ((state <> ALL (ARRAY['booked'::text, 'reversed'::text])) OR (booker IS NOT NULL)))),
    CONSTRAINT settlement_three_persons CHECK ((((verifier IS NULL) OR (verifier <> requester)) AND ((booker IS NULL) OR ((booker <> requester) AND (booker <> verifier)))))
);

ALTER TABLE ONLY ledger.settlement FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.settlement OWNER TO balai_owner;

--
-- Name: TABLE settlement; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.settlement IS 'Account of an advance (SPJ panjar): what was spent of it, line by line.';

--
-- Name: COLUMN settlement.amount_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.settlement.amount_sen IS 'Sen. Sum of its lines, kept for lists; `balai ledger check` proves it.';

--
-- Name: COLUMN settlement.note; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.settlement.note IS 'Why it was sent back.';

--
-- Name: post_settlement(ledger.settlement, date, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.post_settlement(p_settlement ledger.settlement, p_day date, p_place text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    entry constant uuid := ledger.new_id();
    in_regency constant integer := p_settlement.regency;
    held_in constant text := ledger.cash_account(p_place);
    f record;
BEGIN
    FOR f IN SELECT w.fund, sum(w.amount_sen)::bigint AS amount FROM ledger.withholding AS w
              WHERE w.regency = in_regency AND w.document_id = p_settlement.id AND w.state = 'held'
              GROUP BY w.fund ORDER BY w.fund LOOP
        PERFORM ledger.move_cash(p_settlement.village, p_settlement.year, f.fund, p_place, f.amount);
    END LOOP;
    PERFORM ledger.write_entry(entry, p_settlement.village, p_settlement.year, p_day, 'settlement', p_settlement.id, NULL,
        p_settlement.description);
    IF p_place = 'cash' THEN
        PERFORM ledger.require_hand_limit(p_settlement.village, p_settlement.year, p_day);
    END IF;
    INSERT INTO ledger.posting (regency, village, year, entry_id, ordinal, account, activity, fund, sub_detail, amount_sen)
    SELECT in_regency, p_settlement.village, p_settlement.year, entry,
           row_number() OVER (ORDER BY n.rank, n.activity, n.account, n.fund, n.sub_detail),
           n.account, n.activity, n.fund, n.sub_detail, n.amount
      FROM (SELECT 1 AS rank, l.account, l.activity, l.fund, l.sub_detail, l.amount_sen AS amount
              FROM ledger.settlement_line AS l WHERE l.regency = in_regency AND l.settlement_id = p_settlement.id
            UNION ALL
            SELECT 2, '1.1.2.07', l.activity, l.fund, '01', -sum(l.amount_sen)::bigint FROM ledger.settlement_line AS l
             WHERE l.regency = in_regency AND l.settlement_id = p_settlement.id GROUP BY l.activity, l.fund
            UNION ALL
            SELECT 3, held_in, '0.0.00', w.fund, '01', sum(w.amount_sen)::bigint FROM ledger.withholding AS w
             WHERE w.regency = in_regency AND w.document_id = p_settlement.id AND w.state = 'held' GROUP BY w.fund
            UNION ALL
            SELECT 4, w.account, '0.0.00', w.fund, '01', -sum(w.amount_sen)::bigint FROM ledger.withholding AS w
             WHERE w.regency = in_regency AND w.document_id = p_settlement.id AND w.state = 'held'
             GROUP BY w.account, w.fund) AS n;
END
$$;

ALTER FUNCTION ledger.post_settlement(p_settlement ledger.settlement, p_day date, p_place text) OWNER TO balai_owner;

--
-- Name: post_version(uuid, integer, text, date); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.post_version(p_version uuid, p_revision integer, p_number text, p_date date) RETURNS TABLE(id uuid, revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
    silent_until date;
BEGIN
    PERFORM balai.require_post(version.village, 'secretary', 'treasurer');
    IF NOT ledger.is_repeated_version_step(version, p_revision, 'post') THEN
        PERFORM ledger.require_version(version, p_revision, 'post', 'draft', 'agreed', 'submitted', 'evaluated');
        IF version.state = 'submitted' THEN
            -- Silence for 20 working days counts as consent (Permendagri 20/2018 Art 35).
            silent_until := place.working_day_after(version.submitted_on, 20);
            IF balai.today(version.regency) <= silent_until THEN
                PERFORM balai.refuse('evaluation-pending', jsonb_build_object('until', silent_until));
            END IF;
        ELSIF version.state <> 'evaluated' AND version.kind <> 'pergeseran' THEN
            PERFORM balai.refuse('wrong-state', jsonb_build_object('state', version.state, 'verb', 'post'));
        END IF;
        PERFORM ledger.require_other_person(version, 'post', 'agree', 'evaluate');
        IF btrim(coalesce(p_number, '')) = '' OR p_date IS NULL OR length(p_number) > 100 THEN
            PERFORM balai.refuse('regulation-missing', '{}');
        ELSIF p_date > balai.today(version.regency) THEN
            PERFORM balai.refuse('date-in-future', jsonb_build_object('day', p_date, 'today', balai.today(version.regency)));
        ELSIF extract(year FROM p_date) NOT BETWEEN version.year - 1 AND version.year THEN
            PERFORM balai.refuse('date-outside-year', jsonb_build_object('day', p_date, 'year', version.year));
        END IF;
        PERFORM ledger.require_balanced_version(version);
        PERFORM ledger.set_limits(version);
        UPDATE ledger.budget_version AS v SET regulation_number = btrim(p_number), regulation_date = p_date, posted_at = now()
         WHERE v.regency = version.regency AND v.id = p_version;
        PERFORM ledger.move_version(version, 'post', 'posted', '');
    END IF;
    RETURN QUERY SELECT p_version, p_revision + 1, 'posted';
END
$$;

ALTER FUNCTION ledger.post_version(p_version uuid, p_revision integer, p_number text, p_date date) OWNER TO balai_owner;

--
-- Name: proof_of(text, integer); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.proof_of(p_kind text, p_number integer) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT lpad(p_number::text, greatest(4, length(p_number::text)), '0') || '/' || CASE p_kind
        WHEN 'spp' THEN 'SPP' WHEN 'receipt' THEN 'TBP' WHEN 'settlement' THEN 'SPJ' WHEN 'advance-return' THEN 'SISA'
        WHEN 'refund' THEN 'KMB' WHEN 'move' THEN 'MTS' WHEN 'deposit' THEN 'SSP' ELSE upper(p_kind) END
$$;

ALTER FUNCTION ledger.proof_of(p_kind text, p_number integer) OWNER TO balai_owner;

--
-- Name: rab_amount(numeric, bigint); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.rab_amount(p_volume numeric, p_price_sen bigint) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT round(p_volume * p_price_sen / 100) * 100 $$;

ALTER FUNCTION ledger.rab_amount(p_volume numeric, p_price_sen bigint) OWNER TO balai_owner;

--
-- Name: read_book(text, bigint, integer, date, date, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.read_book(p_book text, p_village bigint, p_year integer, p_from date DEFAULT NULL::date, p_until date DEFAULT NULL::date, p_fund text DEFAULT NULL::text) RETURNS TABLE(ordinal bigint, entry_id uuid, number bigint, book_date date, kind text, description text, document_id uuid, document_kind text, document_number integer, proof text, party text, spp_id uuid, account text, activity text, fund text, in_sen bigint, out_sen bigint, total_in_sen bigint, total_out_sen bigint, balance_sen bigint)
    LANGUAGE sql STABLE
    AS $$
    SELECT b.* FROM (
        SELECT row_number() OVER running AS ordinal, l.entry_id, l.number, l.book_date, l.kind, l.description, l.document_id,
               l.document_kind, l.document_number, l.proof, l.party, l.spp_id, l.account, l.activity, l.fund,
               l.in_sen, l.out_sen, (sum(l.in_sen) OVER running)::bigint AS total_in_sen,
               (sum(l.out_sen) OVER running)::bigint AS total_out_sen,
               (sum(l.in_sen - l.out_sen) OVER running)::bigint AS balance_sen
          FROM ledger.book_line AS l
         WHERE l.book = p_book AND l.regency = p_village / 1000000 AND l.village = p_village AND l.year = p_year
           AND (p_fund IS NULL OR l.fund = p_fund)
        WINDOW running AS (ORDER BY l.book_date, l.number, l.ordinal)) AS b
     WHERE (p_from IS NULL OR b.book_date >= p_from) AND (p_until IS NULL OR b.book_date <= p_until)
     ORDER BY b.ordinal
$$;

ALTER FUNCTION ledger.read_book(p_book text, p_village bigint, p_year integer, p_from date, p_until date, p_fund text) OWNER TO balai_owner;

--
-- Name: realisation_cells(bigint, integer, date); Type: FUNCTION; Schema: ledger; Owner: balai_wide
--

CREATE FUNCTION ledger.realisation_cells(p_village bigint, p_year integer, p_until date) RETURNS TABLE(activity text, account text, fund text, budget_sen bigint, realised_sen bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    newest uuid;
BEGIN
    IF NOT balai.in_scope(p_village) THEN
        RETURN;
    END IF;
    SELECT v.id INTO newest FROM ledger.budget_version AS v
     WHERE v.regency = in_regency AND v.village = p_village AND v.year = p_year AND v.state = 'posted'
     ORDER BY v.ordinal DESC LIMIT 1;
    RETURN QUERY
    SELECT coalesce(b.activity, j.activity), coalesce(b.account, j.account), coalesce(b.fund, j.fund),
           coalesce(b.amount, 0)::bigint,
           coalesce(CASE WHEN j.account ~ '^(4|6\.1)\.' THEN -j.amount ELSE j.amount END, 0)::bigint
      FROM (SELECT r.activity, r.account, r.fund, sum(r.amount_sen) AS amount
              FROM ledger.rab_line AS r
             WHERE r.regency = in_regency AND r.version_id = newest
             GROUP BY r.activity, r.account, r.fund) AS b
      FULL JOIN (SELECT p.activity, p.account, p.fund, sum(p.amount_sen) AS amount
                   FROM ledger.posting AS p
                  WHERE p.regency = in_regency AND p.village = p_village AND p.year = p_year
                    AND left(p.account, 1) = ANY (ARRAY['4', '5', '6'])
                    AND (p_until IS NULL OR p.entry_id IN (
                         SELECT e.id FROM ledger.entry AS e
                          WHERE e.regency = in_regency AND e.village = p_village AND e.year = p_year
                            AND e.book_date <= p_until))
                  GROUP BY p.activity, p.account, p.fund) AS j
        ON j.activity = b.activity AND j.account = b.account AND j.fund = b.fund
     ORDER BY 2, 1, 3;
END
$$;

ALTER FUNCTION ledger.realisation_cells(p_village bigint, p_year integer, p_until date) OWNER TO balai_wide;

--
-- Name: receive_disbursement(uuid, uuid, integer, date, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.receive_disbursement(p_id uuid, p_disbursement uuid, p_revision integer, p_day date, p_account text DEFAULT NULL::text) RETURNS TABLE(id uuid, number integer, entry_number bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    village constant bigint := (SELECT d.village FROM ledger.disbursement AS d
                                 WHERE d.regency = balai.regency() AND d.id = p_disbursement);
    answer jsonb;
    taken ledger.disbursement;
    account text;
    source text;
BEGIN
    IF village IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'disbursement', 'id', p_disbursement));
    END IF;
    PERFORM ledger.require_post(village, p_day, 'treasurer');
    answer := balai.claim(p_id, 'receive-disbursement',
        ledger.fingerprint(p_disbursement::text, p_revision::text, p_day::text, coalesce(p_account, '')), village);
    IF answer IS NULL THEN
        taken := ledger.take_disbursement(p_disbursement, p_revision, 'receive');
        -- Unless said otherwise, the fund source's first income account.
        SELECT f.name, coalesce(p_account, min(a.code)) INTO source, account
          FROM ledger.fund_source AS f
          LEFT JOIN ledger.account AS a ON a.regency = f.regency AND a.year = f.year AND a.level = 4
               AND a.code LIKE f.revenue_account || '.%'
         WHERE f.regency = taken.regency AND f.year = taken.year AND f.code = taken.fund GROUP BY f.name;
        answer := ledger.book_receipt(p_id, taken.village, taken.year, p_day, account, taken.fund, taken.amount_sen, '',
            concat(source, ' tahap ', taken.tranche), 'bank', NULL);
        UPDATE ledger.disbursement AS d SET state = 'received', revision = d.revision + 1, receipt_id = p_id
         WHERE d.regency = taken.regency AND d.id = p_disbursement;
        PERFORM audit.record('receive-disbursement', taken.village, 'disbursement', p_disbursement,
            jsonb_build_object('state', 'planned'), jsonb_build_object('state', 'received'));
        answer := balai.keep(p_id, taken.village, answer);
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'number')::integer, (answer ->> 'entry')::bigint;
END
$$;

ALTER FUNCTION ledger.receive_disbursement(p_id uuid, p_disbursement uuid, p_revision integer, p_day date, p_account text) OWNER TO balai_owner;

--
-- Name: receive_income(uuid, bigint, integer, date, text, text, bigint, text, text, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.receive_income(p_id uuid, p_village bigint, p_year integer, p_day date, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text DEFAULT 'bank'::text) RETURNS TABLE(id uuid, number integer, entry_number bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    answer jsonb;
BEGIN
    PERFORM ledger.require_desa(p_village);
    PERFORM ledger.require_post(p_village, p_day, 'treasurer');
    answer := balai.claim(p_id, 'receive-income', ledger.fingerprint(p_village::text, p_year::text, p_day::text, p_account,
        p_fund, p_amount_sen::text, p_payer, p_description, p_place), p_village);
    IF answer IS NULL THEN
        answer := ledger.book_receipt(p_id, p_village, p_year, p_day, p_account, p_fund, p_amount_sen, p_payer, p_description,
            p_place, NULL);
        answer := balai.keep(p_id, p_village, answer);
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'number')::integer, (answer ->> 'entry')::bigint;
END
$$;

ALTER FUNCTION ledger.receive_income(p_id uuid, p_village bigint, p_year integer, p_day date, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text) OWNER TO balai_owner;

--
-- Name: reject_spp(uuid, integer, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.reject_spp(p_id uuid, p_revision integer, p_reason text) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    spp ledger.spp := ledger.take_spp(p_id);
    own constant boolean := spp.requester IS NOT DISTINCT FROM balai.person() AND spp.state = 'returned';
BEGIN
    IF NOT ledger.is_repeated_step(spp, p_revision, 'reject') THEN
        IF own THEN
            PERFORM balai.require_post(spp.village, 'manager');
        ELSE
            PERFORM balai.require_post(spp.village, 'head');
        END IF;
        PERFORM ledger.require_spp(spp, p_revision, 'reject', 'submitted', 'verified', 'returned', 'approved');
        IF length(btrim(coalesce(p_reason, ''))) NOT BETWEEN 1 AND 2000 THEN
            PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'reject'));
        END IF;
        PERFORM ledger.lock_spp_lines(spp.regency, p_id);
        IF spp.state = 'approved' THEN
            UPDATE ledger.line_control AS c SET reserved_sen = c.reserved_sen - l.amount_sen
              FROM ledger.spp_line AS l
             WHERE l.regency = spp.regency AND l.spp_id = p_id AND c.regency = l.regency AND c.village = l.village
               AND c.year = l.year AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund
               AND c.sub_detail = l.sub_detail;
        ELSE
            PERFORM ledger.release_request(spp.regency, p_id);
        END IF;
        PERFORM ledger.move_spp(spp, 'reject', 'rejected', CASE WHEN own THEN 'manager' ELSE 'head' END,
            balai.today(spp.regency), btrim(p_reason));
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, 'rejected', spp.number;
END
$$;

ALTER FUNCTION ledger.reject_spp(p_id uuid, p_revision integer, p_reason text) OWNER TO balai_owner;

--
-- Name: release_request(integer, uuid); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.release_request(p_regency integer, p_spp uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    UPDATE ledger.line_control AS c SET requested_sen = c.requested_sen - l.amount_sen
      FROM ledger.spp_line AS l
     WHERE l.regency = p_regency AND l.spp_id = p_spp AND c.regency = l.regency AND c.village = l.village AND c.year = l.year
       AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund AND c.sub_detail = l.sub_detail
$$;

ALTER FUNCTION ledger.release_request(p_regency integer, p_spp uuid) OWNER TO balai_owner;

--
-- Name: remark_line(uuid, uuid, text, text, text, text, text, boolean); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.remark_line(p_id uuid, p_version uuid, p_activity text, p_account text, p_fund text, p_sub text, p_remark text, p_binding boolean) RETURNS TABLE(id uuid)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
BEGIN
    PERFORM balai.require_post(version.village, 'district', 'county');
    IF balai.claim(p_id, 'remark-line', ledger.fingerprint(p_version::text, p_activity, p_account, p_fund, p_sub, p_remark,
           p_binding::text), version.village) IS NULL THEN
        PERFORM ledger.require_version(version, version.revision, 'remark', 'submitted');
        IF length(btrim(coalesce(p_remark, ''))) NOT BETWEEN 1 AND 2000 THEN
            PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'remark'));
        ELSIF p_activity <> '' AND NOT EXISTS (
            SELECT FROM ledger.budget_line AS l WHERE l.regency = version.regency AND l.version_id = p_version
               AND l.activity = p_activity AND (p_account = '' OR (l.account = p_account AND l.fund = p_fund
                                                                    AND l.sub_detail = p_sub))) THEN
            PERFORM balai.refuse('line-not-budgeted', jsonb_build_object(
                'line', concat_ws(' ', p_activity, NULLIF(p_account, ''), NULLIF(p_fund, ''), NULLIF(p_sub, ''))));
        END IF;
        INSERT INTO ledger.line_remark (regency, village, version_id, id, revision, activity, account, fund, sub_detail,
                                        remark, is_binding, person)
        VALUES (version.regency, version.village, p_version, p_id, version.revision, p_activity, p_account, p_fund, p_sub,
                btrim(p_remark), p_binding, balai.person());
        PERFORM audit.record('remark-line', version.village, 'budget-version', p_version, NULL, jsonb_build_object(
            'remark', p_id, 'activity', p_activity, 'account', p_account, 'fund', p_fund, 'binding', p_binding));
        PERFORM balai.keep(p_id, version.village, '{}'::jsonb);
    END IF;
    RETURN QUERY SELECT p_id;
END
$$;

ALTER FUNCTION ledger.remark_line(p_id uuid, p_version uuid, p_activity text, p_account text, p_fund text, p_sub text, p_remark text, p_binding boolean) OWNER TO balai_owner;

--
-- Name: request_lines(integer, bigint, integer, uuid, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.request_lines(p_regency integer, p_village bigint, p_year integer, p_spp uuid, p_lines jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    fitting integer;
BEGIN
    -- An earlier statement locks, in key order; the ones after it see what the locks let through.
    PERFORM 1 FROM ledger.line_control AS c
      WHERE c.regency = p_regency AND c.village = p_village AND c.year = p_year
        AND ((c.activity, c.account, c.fund, c.sub_detail) IN (
                SELECT r ->> 'activity', r ->> 'account', r ->> 'fund', coalesce(r ->> 'subDetail', '01')
                  FROM jsonb_array_elements(p_lines) AS r)
             OR (c.activity, c.account, c.fund, c.sub_detail) IN (
                SELECT l.activity, l.account, l.fund, l.sub_detail FROM ledger.spp_line AS l
                 WHERE l.regency = p_regency AND l.spp_id = p_spp))
      ORDER BY c.activity, c.account, c.fund, c.sub_detail FOR NO KEY UPDATE;
    PERFORM ledger.release_request(p_regency, p_spp);
    DELETE FROM ledger.spp_line AS l WHERE l.regency = p_regency AND l.spp_id = p_spp;
    INSERT INTO ledger.spp_line (regency, village, year, spp_id, activity, account, fund, sub_detail, amount_sen)
    SELECT p_regency, p_village, p_year, p_spp, r ->> 'activity', r ->> 'account', r ->> 'fund',
           coalesce(r ->> 'subDetail', '01'), (r ->> 'amountSen')::bigint
      FROM jsonb_array_elements(p_lines) AS r;
    PERFORM ledger.require_within_budget(p_regency, p_spp, true);
    UPDATE ledger.line_control AS c SET requested_sen = c.requested_sen + l.amount_sen
      FROM ledger.spp_line AS l
     WHERE l.regency = p_regency AND l.spp_id = p_spp AND c.regency = l.regency AND c.village = l.village AND c.year = l.year
       AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund AND c.sub_detail = l.sub_detail
       AND c.requested_sen + c.reserved_sen + c.posted_sen + l.amount_sen <= c.limit_sen;
    GET DIAGNOSTICS fitting = ROW_COUNT;
    IF fitting <> jsonb_array_length(p_lines) THEN
        RAISE EXCEPTION 'a control row changed under its lock';
    END IF;
END
$$;

ALTER FUNCTION ledger.request_lines(p_regency integer, p_village bigint, p_year integer, p_spp uuid, p_lines jsonb) OWNER TO balai_owner;

--
-- Name: require_balanced_entry(); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_balanced_entry() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    judged uuid;
    uneven record;
BEGIN
    IF TG_TABLE_NAME = 'entry' THEN judged := NEW.id; ELSE judged := NEW.entry_id; END IF;
    SELECT p.fund, sum(p.amount_sen) AS excess INTO uneven
      FROM ledger.posting AS p WHERE p.regency = NEW.regency AND p.entry_id = judged
     GROUP BY p.fund HAVING sum(p.amount_sen) <> 0 ORDER BY p.fund LIMIT 1;
    IF FOUND THEN
        PERFORM balai.refuse('unbalanced-entry', jsonb_build_object('fund', uneven.fund, 'excessSen', uneven.excess));
    END IF;
    IF TG_TABLE_NAME = 'entry' AND NOT EXISTS (
        SELECT FROM ledger.posting AS p WHERE p.regency = NEW.regency AND p.entry_id = judged) THEN
        PERFORM balai.refuse('unbalanced-entry', jsonb_build_object('fund', '', 'excessSen', 0));
    END IF;
    RETURN NULL;
END
$$;

ALTER FUNCTION ledger.require_balanced_entry() OWNER TO balai_owner;

--
-- Name: require_balanced_version(ledger.budget_version); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_balanced_version(p_version ledger.budget_version) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    b record;
BEGIN
    SELECT count(*) AS funds, coalesce(sum(f.difference), 0) AS difference,
           string_agg(f.fund, ', ' ORDER BY f.fund) FILTER (WHERE f.difference <> 0) AS uneven,
           (array_agg(f.fund ORDER BY f.fund) FILTER (WHERE f.difference <> 0))[1] AS fund,
           (array_agg(f.difference ORDER BY f.fund) FILTER (WHERE f.difference <> 0))[1] AS of_fund,
           coalesce(max(f.volume), 0) AS largest
      INTO b
      FROM (SELECT r.fund, sum(CASE WHEN r.account ~ '^(4|6\.1)\.' THEN r.amount_sen ELSE -r.amount_sen END) AS difference,
                   sum(r.amount_sen) AS volume
              FROM ledger.rab_line AS r WHERE r.regency = p_version.regency AND r.version_id = p_version.id GROUP BY r.fund) AS f;
    IF b.funds = 0 THEN
        PERFORM balai.refuse('empty-budget', jsonb_build_object('version', p_version.id));
    ELSIF b.largest > ledger.largest_sen() * 2 THEN
        PERFORM balai.refuse('amount-out-of-range', jsonb_build_object('line', '', 'row', 0));
    ELSIF b.uneven IS NOT NULL THEN
        PERFORM balai.refuse('unbalanced', jsonb_build_object(
            'differenceSen', b.difference, 'funds', b.uneven, 'fund', b.fund, 'fundDifferenceSen', b.of_fund));
    END IF;
END
$$;

ALTER FUNCTION ledger.require_balanced_version(p_version ledger.budget_version) OWNER TO balai_owner;

--
-- Name: require_cash_move(bigint, integer, text, text, bigint, text, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_cash_move(p_village bigint, p_year integer, p_kind text, p_fund text, p_amount_sen bigint, p_description text, p_line jsonb) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
BEGIN
    IF p_kind NOT IN ('withdraw', 'deposit', 'interest', 'fee') THEN
        PERFORM balai.refuse('unknown-move', jsonb_build_object('kind', left(p_kind, 40)));
    ELSIF p_amount_sen NOT BETWEEN 1 AND ledger.largest_sen() THEN
        PERFORM balai.refuse('amount-out-of-range', jsonb_build_object('line', p_fund, 'row', 0));
    ELSIF length(btrim(p_description)) NOT BETWEEN 1 AND 500 THEN
        PERFORM balai.refuse('description-missing', jsonb_build_object('line', p_fund, 'row', 0));
    ELSIF NOT EXISTS (SELECT FROM ledger.fund_source AS f
                       WHERE f.regency = in_regency AND f.year = p_year AND f.code = p_fund) THEN
        PERFORM balai.refuse('unknown-fund', jsonb_build_object('fund', p_fund));
    ELSIF p_kind = 'interest' AND NOT EXISTS (
        SELECT FROM ledger.account AS a WHERE a.regency = in_regency AND a.year = p_year AND a.level = 4
           AND a.code = coalesce(p_line ->> 'account', '4.3.6.01') AND a.code LIKE '4.3.6.%') THEN
        PERFORM balai.refuse('unknown-account', jsonb_build_object('account', coalesce(p_line ->> 'account', '4.3.6.01')));
    ELSIF p_kind = 'fee' AND coalesce(p_line ->> 'account', '') NOT LIKE '5.2.5.%' THEN
        PERFORM balai.refuse('unknown-account', jsonb_build_object('account', coalesce(p_line ->> 'account', '')));
    END IF;
END
$$;

ALTER FUNCTION ledger.require_cash_move(p_village bigint, p_year integer, p_kind text, p_fund text, p_amount_sen bigint, p_description text, p_line jsonb) OWNER TO balai_owner;

--
-- Name: require_ceiling_rows(integer, integer, text, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_ceiling_rows(p_regency integer, p_year integer, p_basis text, p_rows jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    bad record;
BEGIN
    IF length(btrim(coalesce(p_basis, ''))) NOT BETWEEN 1 AND 200 THEN
        PERFORM balai.refuse('regulation-missing', '{}');
    ELSIF p_year NOT BETWEEN 2015 AND 2100 THEN
        PERFORM balai.refuse('year-not-open', jsonb_build_object('year', p_year));
    ELSIF jsonb_array_length(p_rows) = 0 THEN
        PERFORM balai.refuse('no-lines', '{}');
    ELSIF jsonb_array_length(p_rows) > 5000 THEN
        PERFORM balai.refuse('too-many-lines', jsonb_build_object('limit', 5000));
    END IF;
    PERFORM ledger.fill_lists(p_regency, p_year);
    SELECT n.village, n.fund, n.amount, n.same, v.village IS NOT NULL AND v.kind = 'desa' AS is_desa,
           f.code IS NOT NULL AS is_fund
      INTO bad
      FROM (SELECT (x ->> 'village')::bigint AS village, x ->> 'fund' AS fund, (x ->> 'amountSen')::numeric AS amount,
                   count(*) OVER (PARTITION BY x ->> 'village', x ->> 'fund') AS same
              FROM jsonb_array_elements(p_rows) AS x) AS n
      LEFT JOIN place.village AS v ON v.regency = p_regency AND v.village = n.village
      LEFT JOIN ledger.fund_source AS f ON f.regency = p_regency AND f.year = p_year AND f.code = n.fund
     WHERE v.village IS NULL OR v.kind <> 'desa' OR f.code IS NULL OR n.same > 1
        OR n.amount NOT BETWEEN 0 AND ledger.largest_sen()
     ORDER BY n.village, n.fund LIMIT 1;
    IF NOT FOUND THEN
        RETURN;
    ELSIF NOT bad.is_desa THEN
        PERFORM balai.refuse('no-village-budget', jsonb_build_object('village', bad.village));
    ELSIF NOT bad.is_fund THEN
        PERFORM balai.refuse('unknown-fund', jsonb_build_object('fund', bad.fund));
    ELSIF bad.same > 1 THEN
        PERFORM balai.refuse('duplicate-line', jsonb_build_object('line', concat_ws(' ', bad.village, bad.fund)));
    END IF;
    PERFORM balai.refuse('amount-out-of-range', jsonb_build_object('line', concat_ws(' ', bad.village, bad.fund), 'row', 0));
END
$$;

ALTER FUNCTION ledger.require_ceiling_rows(p_regency integer, p_year integer, p_basis text, p_rows jsonb) OWNER TO balai_owner;

--
-- Name: require_day(bigint, integer, date); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_day(p_village bigint, p_year integer, p_day date) RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
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

ALTER FUNCTION ledger.require_day(p_village bigint, p_year integer, p_day date) OWNER TO balai_owner;

--
-- Name: require_depositable(bigint, integer, date, text, uuid[]); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_depositable(p_village bigint, p_year integer, p_day date, p_ntpn text, p_withholdings uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    f record;
BEGIN
    IF coalesce(cardinality(p_withholdings), 0) = 0 THEN
        PERFORM balai.refuse('no-lines', '{}');
    ELSIF cardinality(p_withholdings) > 200 THEN
        PERFORM balai.refuse('too-many-lines', jsonb_build_object('limit', 200));
    END IF;
    PERFORM 1 FROM ledger.withholding AS w
      WHERE w.regency = in_regency AND w.village = p_village AND w.year = p_year AND w.id = ANY (p_withholdings)
      ORDER BY w.id FOR NO KEY UPDATE;
    SELECT count(*) AS found, count(*) FILTER (WHERE w.state = 'held') AS held, count(DISTINCT (w.account, w.map_code)) AS kinds,
           max(w.held_on) AS newest, max(w.map_code) AS map INTO f
      FROM ledger.withholding AS w
     WHERE w.regency = in_regency AND w.village = p_village AND w.year = p_year AND w.id = ANY (p_withholdings);
    IF f.found <> (SELECT count(DISTINCT x) FROM unnest(p_withholdings) AS x) THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'withholding'));
    ELSIF f.held <> f.found THEN
        PERFORM balai.refuse('tax-deposited', '{}');
    ELSIF f.kinds > 1 THEN
        PERFORM balai.refuse('mixed-taxes', '{}');
    ELSIF p_day < f.newest THEN
        PERFORM balai.refuse('date-before-step', jsonb_build_object('day', p_day, 'earliest', f.newest));
    ELSIF (f.map <> '' OR p_ntpn <> '') AND p_ntpn !~ '^[0-9A-Z]{16}$' THEN
        PERFORM balai.refuse('ntpn-malformed', jsonb_build_object('ntpn', left(p_ntpn, 40)));
    ELSIF EXISTS (SELECT FROM ledger.tax_deposit AS d
                   WHERE d.regency = in_regency AND d.ntpn = p_ntpn AND p_ntpn <> '' AND NOT d.is_reversed) THEN
        PERFORM balai.refuse('ntpn-used', jsonb_build_object('ntpn', p_ntpn));
    END IF;
END
$_$;

ALTER FUNCTION ledger.require_depositable(p_village bigint, p_year integer, p_day date, p_ntpn text, p_withholdings uuid[]) OWNER TO balai_owner;

--
-- Name: require_desa(bigint); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_desa(p_village bigint) RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
BEGIN
    IF p_village % 10000 / 1000 <> 2 THEN
        PERFORM balai.refuse('no-village-budget', jsonb_build_object('village', p_village));
    END IF;
END
$$;

ALTER FUNCTION ledger.require_desa(p_village bigint) OWNER TO balai_owner;

--
-- Name: require_evidence(ledger.spp, text, date); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_evidence(p_spp ledger.spp, p_verb text, p_day date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    missing record;
BEGIN
    IF p_spp.origin = 'imported' OR NOT EXISTS (SELECT FROM ledger.gate_rules_on(p_spp.regency, p_day)) THEN
        RETURN;
    END IF;
    -- Two requests of one village's year look one after the other; a report can't be withdrawn under our eyes.
    PERFORM pg_advisory_xact_lock(820023, (p_spp.village % 10000000)::integer);
    PERFORM 1 FROM ledger.evidence AS e
      WHERE e.regency = p_spp.regency AND e.village = p_spp.village AND e.year = p_spp.year AND e.withdrawn_at IS NULL
        AND (e.activity, e.fund) IN (SELECT l.activity, l.fund FROM ledger.spp_line AS l
                                      WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id)
      ORDER BY e.progress, e.receipt FOR SHARE;
    SELECT s.* INTO missing FROM ledger.gate_standing(p_spp, p_verb, p_day) AS s WHERE s.asks AND s.found < s.needed LIMIT 1;
    IF NOT FOUND OR EXISTS (SELECT FROM ledger.gate_override AS o WHERE o.regency = p_spp.regency AND o.spp_id = p_spp.id
                               AND o.granted_by IS NOT NULL) THEN
        RETURN;
    END IF;
    PERFORM balai.refuse('evidence-missing', jsonb_build_object('activity', missing.activity, 'fund', missing.fund,
        'rule', missing.rule, 'spentPercent', missing.spent_percent, 'pastPercent', missing.past_percent,
        'stage', missing.stage, 'needed', missing.needed, 'found', missing.found, 'elsewhere', missing.elsewhere));
END
$$;

ALTER FUNCTION ledger.require_evidence(p_spp ledger.spp, p_verb text, p_day date) OWNER TO balai_owner;

--
-- Name: require_hand_limit(bigint, integer, date); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_hand_limit(p_village bigint, p_year integer, p_day date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    allowed constant bigint :=
        (balai.parameter((p_village / 1000000)::integer, 'cash.hand-limit-sen', p_day, 'null') #>> '{}')::bigint;
    held bigint;
BEGIN
    SELECT coalesce(sum(c.hand_sen), 0) INTO held FROM ledger.cash_control AS c
     WHERE c.regency = p_village / 1000000 AND c.village = p_village AND c.year = p_year;
    IF held > allowed THEN
        PERFORM balai.refuse('hand-limit', jsonb_build_object('limitSen', allowed, 'heldSen', held));
    END IF;
END
$$;

ALTER FUNCTION ledger.require_hand_limit(p_village bigint, p_year integer, p_day date) OWNER TO balai_owner;

--
-- Name: require_lines(integer, integer, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_lines(p_regency integer, p_year integer, p_lines jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
DECLARE
    l record;
BEGIN
    IF jsonb_array_length(p_lines) > 2000 THEN
        PERFORM balai.refuse('too-many-lines', jsonb_build_object('limit', 2000));
    END IF;
    FOR l IN
        SELECT n.*, a.level AS activity_level, k.level AS account_level, f.code AS fund_known,
               coalesce(jsonb_array_length(n.rab), 0) AS rab_count,
               concat_ws(' ', n.activity, n.account, n.fund, n.sub) AS line,
               count(*) OVER (PARTITION BY n.activity, n.account, n.fund, n.sub) AS same
          FROM (SELECT r ->> 'activity' AS activity, r ->> 'account' AS account, r ->> 'fund' AS fund,
                       coalesce(r ->> 'subDetail', '01') AS sub, r -> 'rab' AS rab
                  FROM jsonb_array_elements(p_lines) AS r) AS n
          LEFT JOIN ledger.activity AS a ON a.regency = p_regency AND a.year = p_year AND a.code = n.activity
          LEFT JOIN ledger.account AS k ON k.regency = p_regency AND k.year = p_year AND k.code = n.account
          LEFT JOIN ledger.fund_source AS f ON f.regency = p_regency AND f.year = p_year AND f.code = n.fund
    LOOP
        IF l.activity_level IS DISTINCT FROM 3 THEN
            PERFORM balai.refuse('unknown-activity', jsonb_build_object('activity', l.activity));
        ELSIF l.account_level IS DISTINCT FROM 4 THEN
            PERFORM balai.refuse('unknown-account', jsonb_build_object('account', l.account));
        ELSIF l.fund_known IS NULL THEN
            PERFORM balai.refuse('unknown-fund', jsonb_build_object('fund', l.fund));
        ELSIF l.account !~ '^(4\.|5\.|6\.1\.|6\.2\.)' THEN
            PERFORM balai.refuse('account-outside-budget', jsonb_build_object('account', l.account));
        ELSIF (l.account LIKE '5.%') <> (l.activity <> '0.0.00') THEN
            PERFORM balai.refuse('activity-mismatch', jsonb_build_object('activity', l.activity, 'account', l.account));
        ELSIF l.sub !~ '^[0-9]{2}$' THEN
            PERFORM balai.refuse('malformed-sub-detail', jsonb_build_object('line', l.line));
        ELSIF l.same > 1 THEN
            PERFORM balai.refuse('duplicate-line', jsonb_build_object('line', l.line));
        ELSIF l.rab_count > 1000 THEN
            PERFORM balai.refuse('too-many-lines', jsonb_build_object('limit', 1000));
        END IF;
    END LOOP;
    PERFORM ledger.require_rab(p_lines);
END
$_$;

ALTER FUNCTION ledger.require_lines(p_regency integer, p_year integer, p_lines jsonb) OWNER TO balai_owner;

--
-- Name: require_no_remarks(ledger.budget_version, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_no_remarks(p_version ledger.budget_version, p_verb text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    standing integer;
BEGIN
    SELECT count(*) INTO standing FROM ledger.line_remark AS r
     WHERE r.regency = p_version.regency AND r.version_id = p_version.id AND r.withdrawn_at IS NULL AND r.is_binding
       AND CASE WHEN p_verb = 'evaluate' THEN r.revision = p_version.revision ELSE r.answer IS NULL END;
    IF standing > 0 THEN
        PERFORM balai.refuse('remarks-open', jsonb_build_object('count', standing, 'verb', p_verb));
    END IF;
END
$$;

ALTER FUNCTION ledger.require_no_remarks(p_version ledger.budget_version, p_verb text) OWNER TO balai_owner;

--
-- Name: require_open_lines(ledger.spp, text, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_open_lines(p_spp ledger.spp, p_kind text, p_lines jsonb) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    l record;
BEGIN
    IF jsonb_array_length(p_lines) = 0 THEN
        PERFORM balai.refuse('no-lines', '{}');
    ELSIF jsonb_array_length(p_lines) > 200 THEN
        PERFORM balai.refuse('too-many-lines', jsonb_build_object('limit', 200));
    END IF;
    FOR l IN
        SELECT n.*, s.spp_id IS NOT NULL AS is_own, concat_ws(' ', n.activity, n.account, n.fund, n.sub) AS line,
               count(*) OVER (PARTITION BY n.activity, n.account, n.fund, n.sub) AS same,
               CASE WHEN p_kind = 'refund'
                    THEN CASE p_spp.kind WHEN 'advance' THEN s.settled_sen ELSE s.amount_sen END - s.refunded_sen
                    ELSE s.amount_sen - s.settled_sen - s.given_back_sen END AS open
          FROM (SELECT r ->> 'activity' AS activity, r ->> 'account' AS account, r ->> 'fund' AS fund,
                       coalesce(r ->> 'subDetail', '01') AS sub, (r ->> 'amountSen')::numeric AS amount
                  FROM jsonb_array_elements(p_lines) AS r) AS n
          LEFT JOIN ledger.spp_line AS s ON s.regency = p_spp.regency AND s.spp_id = p_spp.id AND s.activity = n.activity
               AND s.account = n.account AND s.fund = n.fund AND s.sub_detail = n.sub
         ORDER BY n.activity COLLATE "C", n.account COLLATE "C", n.fund COLLATE "C", n.sub COLLATE "C"
    LOOP
        IF NOT l.is_own THEN
            PERFORM balai.refuse('line-not-budgeted', jsonb_build_object('line', l.line));
        ELSIF l.same > 1 THEN
            PERFORM balai.refuse('duplicate-line', jsonb_build_object('line', l.line));
        ELSIF l.amount < 1 OR l.amount > ledger.largest_sen() THEN
            PERFORM balai.refuse('amount-out-of-range', jsonb_build_object('line', l.line, 'row', 0));
        ELSIF l.amount > l.open THEN
            PERFORM balai.refuse('over-advance', jsonb_build_object(
                'line', l.line, 'remainingSen', l.open, 'askedSen', l.amount::bigint));
        END IF;
    END LOOP;
END
$$;

ALTER FUNCTION ledger.require_open_lines(p_spp ledger.spp, p_kind text, p_lines jsonb) OWNER TO balai_owner;

--
-- Name: require_other_person(ledger.budget_version, text, text[]); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_other_person(p_version ledger.budget_version, p_verb text, VARIADIC p_earlier text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    same text;
BEGIN
    SELECT s.verb INTO same FROM ledger.version_step AS s
     WHERE s.regency = p_version.regency AND s.version_id = p_version.id AND s.verb = ANY (p_earlier)
       AND s.person = balai.person()
       AND s.revision > coalesce((SELECT max(b.revision) FROM ledger.version_step AS b
                                   WHERE b.regency = s.regency AND b.version_id = s.version_id
                                     AND b.verb IN ('return', 'withdraw')), 0)
     ORDER BY s.revision LIMIT 1;
    IF same IS NOT NULL THEN
        PERFORM balai.refuse('same-person', jsonb_build_object('step', p_verb, 'earlier', same,
            'role', CASE p_verb WHEN 'submit' THEN 'head' WHEN 'post' THEN 'secretary' ELSE 'district' END));
    END IF;
END
$$;

ALTER FUNCTION ledger.require_other_person(p_version ledger.budget_version, p_verb text, VARIADIC p_earlier text[]) OWNER TO balai_owner;

--
-- Name: require_other_person(ledger.spp, text, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_other_person(p_spp ledger.spp, p_verb text, p_role text) RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
DECLARE
    earlier constant text := CASE balai.person() WHEN p_spp.requester THEN 'submit' WHEN p_spp.verifier THEN 'verify'
        WHEN p_spp.approver THEN 'approve' END;
BEGIN
    IF earlier IS NOT NULL THEN
        PERFORM balai.refuse('same-person', jsonb_build_object('step', p_verb, 'earlier', earlier, 'role', p_role));
    END IF;
END
$$;

ALTER FUNCTION ledger.require_other_person(p_spp ledger.spp, p_verb text, p_role text) OWNER TO balai_owner;

--
-- Name: require_post(bigint, date, text[]); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_post(p_village bigint, p_day date, VARIADIC p_roles text[]) RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
BEGIN
    PERFORM balai.require_post(p_village, VARIADIC p_roles);
    IF p_day <> balai.today((p_village / 1000000)::integer) THEN
        PERFORM balai.require_post_on(p_day, p_village, VARIADIC p_roles);
    END IF;
END
$$;

ALTER FUNCTION ledger.require_post(p_village bigint, p_day date, VARIADIC p_roles text[]) OWNER TO balai_owner;

--
-- Name: require_purpose(text, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_purpose(p_purpose text, p_payee text) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF length(btrim(p_purpose)) NOT BETWEEN 1 AND 500 OR length(p_payee) > 200 THEN
        PERFORM balai.refuse('description-missing', jsonb_build_object('line', '', 'row', 0));
    END IF;
END
$$;

ALTER FUNCTION ledger.require_purpose(p_purpose text, p_payee text) OWNER TO balai_owner;

--
-- Name: require_rab(jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_rab(p_lines jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    wrong record;
BEGIN
    SELECT concat_ws(' ', l ->> 'activity', l ->> 'account', l ->> 'fund', coalesce(l ->> 'subDetail', '01')) AS line, r.n AS row,
           CASE WHEN length(btrim(r.item ->> 'description')) NOT BETWEEN 1 AND 500 OR r.item ->> 'description' IS NULL
                THEN 'description-missing' ELSE 'amount-out-of-range' END AS code
      INTO wrong
      FROM jsonb_array_elements(p_lines) AS l
     CROSS JOIN LATERAL jsonb_array_elements(coalesce(l -> 'rab', '[]')) WITH ORDINALITY AS r (item, n)
     WHERE length(btrim(r.item ->> 'description')) NOT BETWEEN 1 AND 500 OR r.item ->> 'description' IS NULL
        OR (r.item ->> 'volume')::numeric NOT BETWEEN 0 AND 9999999999.9999
        OR (r.item ->> 'unitPriceSen')::numeric NOT BETWEEN 0 AND ledger.largest_sen()
        OR length(r.item ->> 'unit') > 50
        OR round(round((r.item ->> 'volume')::numeric, 4) * (r.item ->> 'unitPriceSen')::numeric / 100) * 100
           > ledger.largest_sen()
     ORDER BY 1, 2 LIMIT 1;
    IF FOUND THEN
        PERFORM balai.refuse(wrong.code, jsonb_build_object('line', wrong.line, 'row', wrong.row));
    END IF;
    SELECT concat_ws(' ', l ->> 'activity', l ->> 'account', l ->> 'fund', coalesce(l ->> 'subDetail', '01')) AS line INTO wrong
      FROM jsonb_array_elements(p_lines) AS l
     WHERE (SELECT sum(ledger.rab_amount(round((r ->> 'volume')::numeric, 4), (r ->> 'unitPriceSen')::bigint))
              FROM jsonb_array_elements(coalesce(l -> 'rab', '[]')) AS r) > ledger.largest_sen()
     LIMIT 1;
    IF FOUND THEN
        PERFORM balai.refuse('amount-out-of-range', jsonb_build_object('line', wrong.line, 'row', 0));
    END IF;
END
$$;

ALTER FUNCTION ledger.require_rab(p_lines jsonb) OWNER TO balai_owner;

--
-- Name: require_requester(ledger.spp); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_requester(p_spp ledger.spp) RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
BEGIN
    IF p_spp.requester IS DISTINCT FROM balai.person() THEN
        PERFORM balai.refuse('not-requester', jsonb_build_object('id', p_spp.id));
    END IF;
END
$$;

ALTER FUNCTION ledger.require_requester(p_spp ledger.spp) OWNER TO balai_owner;

--
-- Name: require_settlement(ledger.settlement, integer, text, text, text[]); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_settlement(p_settlement ledger.settlement, p_revision integer, p_verb text, p_role text, VARIADIC p_states text[]) RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
DECLARE
    earlier constant text := CASE balai.person() WHEN p_settlement.requester THEN 'submit'
        WHEN p_settlement.verifier THEN 'verify' END;
BEGIN
    IF p_settlement.revision <> p_revision THEN
        PERFORM balai.refuse('stale-revision',
            jsonb_build_object('yours', p_revision, 'current', p_settlement.revision, 'state', p_settlement.state));
    ELSIF p_settlement.state <> ALL (p_states) THEN
        PERFORM balai.refuse('wrong-state', jsonb_build_object('state', p_settlement.state, 'verb', p_verb));
    ELSIF earlier IS NOT NULL AND p_verb <> 'return' THEN
        PERFORM balai.refuse('same-person', jsonb_build_object('step', p_verb, 'earlier', earlier, 'role', p_role));
    END IF;
END
$$;

ALTER FUNCTION ledger.require_settlement(p_settlement ledger.settlement, p_revision integer, p_verb text, p_role text, VARIADIC p_states text[]) OWNER TO balai_owner;

--
-- Name: require_spp(ledger.spp, integer, text, text[]); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_spp(p_spp ledger.spp, p_revision integer, p_verb text, VARIADIC p_states text[]) RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
BEGIN
    IF p_spp.revision <> p_revision THEN
        PERFORM balai.refuse('stale-revision',
            jsonb_build_object('yours', p_revision, 'current', p_spp.revision, 'state', p_spp.state));
    ELSIF p_spp.state <> ALL (p_states) OR p_spp.origin = 'imported' THEN
        PERFORM balai.refuse('wrong-state', jsonb_build_object('state', p_spp.state, 'verb', p_verb));
    END IF;
END
$$;

ALTER FUNCTION ledger.require_spp(p_spp ledger.spp, p_revision integer, p_verb text, VARIADIC p_states text[]) OWNER TO balai_owner;

--
-- Name: require_spp_lines(bigint, integer, text, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_spp_lines(p_village bigint, p_year integer, p_kind text, p_lines jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    l record;
BEGIN
    IF p_kind NOT IN ('definitive', 'advance', 'financing') THEN
        PERFORM balai.refuse('spp-kind', jsonb_build_object('kind', p_kind));
    ELSIF jsonb_array_length(p_lines) = 0 THEN
        PERFORM balai.refuse('no-lines', '{}');
    ELSIF jsonb_array_length(p_lines) > 200 THEN
        PERFORM balai.refuse('too-many-lines', jsonb_build_object('limit', 200));
    ELSIF NOT EXISTS (SELECT FROM ledger.budget_version AS v WHERE v.regency = p_village / 1000000 AND v.village = p_village
                         AND v.year = p_year AND v.state = 'posted') THEN
        PERFORM balai.refuse('no-posted-budget', jsonb_build_object('year', p_year));
    END IF;
    FOR l IN
        SELECT n.*, c.activity IS NOT NULL AS is_budgeted, concat_ws(' ', n.activity, n.account, n.fund, n.sub) AS line,
               count(*) OVER (PARTITION BY n.activity, n.account, n.fund, n.sub) AS same, sum(n.amount) OVER () AS total
          FROM (SELECT r ->> 'activity' AS activity, r ->> 'account' AS account, r ->> 'fund' AS fund,
                       coalesce(r ->> 'subDetail', '01') AS sub, (r ->> 'amountSen')::numeric AS amount
                  FROM jsonb_array_elements(p_lines) AS r) AS n
          LEFT JOIN ledger.line_control AS c ON c.regency = p_village / 1000000 AND c.village = p_village AND c.year = p_year
               AND c.activity = n.activity AND c.account = n.account AND c.fund = n.fund AND c.sub_detail = n.sub
         ORDER BY n.activity, n.account, n.fund, n.sub
    LOOP
        IF NOT l.is_budgeted OR (l.account LIKE '5.%') <> (p_kind <> 'financing') THEN
            PERFORM balai.refuse('line-not-budgeted', jsonb_build_object('line', l.line));
        ELSIF l.same > 1 THEN
            PERFORM balai.refuse('duplicate-line', jsonb_build_object('line', l.line));
        ELSIF l.amount < 1 OR l.total > ledger.largest_sen() THEN
            PERFORM balai.refuse('amount-out-of-range', jsonb_build_object('line', l.line, 'row', 0));
        END IF;
    END LOOP;
END
$$;

ALTER FUNCTION ledger.require_spp_lines(p_village bigint, p_year integer, p_kind text, p_lines jsonb) OWNER TO balai_owner;

--
-- Name: require_step_day(ledger.spp, date, date); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_step_day(p_spp ledger.spp, p_day date, p_earliest date) RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
BEGIN
    PERFORM ledger.require_day(p_spp.village, p_spp.year, p_day);
    IF p_day < p_earliest THEN
        PERFORM balai.refuse('date-before-step', jsonb_build_object('day', p_day, 'earliest', p_earliest));
    END IF;
END
$$;

ALTER FUNCTION ledger.require_step_day(p_spp ledger.spp, p_day date, p_earliest date) OWNER TO balai_owner;

--
-- Name: require_taxes(bigint, date, jsonb, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_taxes(p_village bigint, p_day date, p_taxes jsonb, p_gross jsonb) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    t record;
BEGIN
    IF jsonb_array_length(p_taxes) > 40 THEN
        PERFORM balai.refuse('too-many-lines', jsonb_build_object('limit', 40));
    END IF;
    FOR t IN
        SELECT n.*, r.rate_ppm, coalesce((p_gross ->> n.fund)::bigint, 0) AS gross,
               count(*) OVER (PARTITION BY n.code, n.fund) AS same,
               sum(CASE WHEN n.base BETWEEN 1 AND ledger.largest_sen() THEN ledger.tax_of(n.base::bigint, r.rate_ppm) ELSE 0 END)
                   OVER (PARTITION BY n.fund) AS total
          FROM (SELECT coalesce(x ->> 'code', '') AS code, coalesce(x ->> 'fund', '') AS fund,
                       coalesce((x ->> 'baseSen')::numeric, 0) AS base
                  FROM jsonb_array_elements(p_taxes) AS x) AS n
          LEFT JOIN ledger.tax_rates_on((p_village / 1000000)::integer, p_day) AS r ON r.code = n.code AND r.rate_ppm > 0
         ORDER BY n.code COLLATE "C", n.fund COLLATE "C"
    LOOP
        IF t.rate_ppm IS NULL THEN
            PERFORM balai.refuse('unknown-tax', jsonb_build_object('code', left(t.code, 40)));
        ELSIF t.same > 1 THEN
            PERFORM balai.refuse('duplicate-tax', jsonb_build_object('code', t.code, 'fund', t.fund));
        ELSIF t.base < 1 OR t.base > t.gross OR ledger.tax_of(t.base::bigint, t.rate_ppm) < 1 OR t.total > t.gross THEN
            PERFORM balai.refuse('tax-base', jsonb_build_object('code', t.code, 'fund', t.fund, 'grossSen', t.gross));
        END IF;
    END LOOP;
END
$$;

ALTER FUNCTION ledger.require_taxes(p_village bigint, p_day date, p_taxes jsonb, p_gross jsonb) OWNER TO balai_owner;

--
-- Name: require_unposted(); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_unposted() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    posted uuid;
BEGIN
    SELECT v.id INTO posted FROM (SELECT DISTINCT t.regency, t.version_id FROM touched AS t) AS n
      JOIN ledger.budget_version AS v ON v.regency = n.regency AND v.id = n.version_id AND v.state = 'posted' LIMIT 1;
    IF FOUND THEN
        PERFORM balai.refuse('version-posted', jsonb_build_object('version', posted));
    END IF;
    RETURN NULL;
END
$$;

ALTER FUNCTION ledger.require_unposted() OWNER TO balai_owner;

--
-- Name: require_version(ledger.budget_version, integer, text, text[]); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_version(p_version ledger.budget_version, p_revision integer, p_verb text, VARIADIC p_states text[]) RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
BEGIN
    IF p_version.revision <> p_revision THEN
        PERFORM balai.refuse('stale-revision',
            jsonb_build_object('yours', p_revision, 'current', p_version.revision, 'state', p_version.state));
    ELSIF p_version.state <> ALL (p_states) THEN
        PERFORM balai.refuse('wrong-state', jsonb_build_object('state', p_version.state, 'verb', p_verb));
    END IF;
END
$$;

ALTER FUNCTION ledger.require_version(p_version ledger.budget_version, p_revision integer, p_verb text, VARIADIC p_states text[]) OWNER TO balai_owner;

--
-- Name: require_version_unposted(); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_version_unposted() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF OLD.state = 'posted' THEN
        PERFORM balai.refuse('version-posted', jsonb_build_object('version', OLD.id));
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END
$$;

ALTER FUNCTION ledger.require_version_unposted() OWNER TO balai_owner;

--
-- Name: require_within_budget(integer, uuid, boolean); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.require_within_budget(p_regency integer, p_spp uuid, p_with_requested boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    short record;
BEGIN
    SELECT concat_ws(' ', c.activity, c.account, c.fund, c.sub_detail) AS line, l.amount_sen AS asked,
           c.limit_sen - c.reserved_sen - c.posted_sen
               - CASE WHEN p_with_requested THEN c.requested_sen ELSE 0 END AS remaining
      INTO short
      FROM ledger.spp_line AS l
      JOIN ledger.line_control AS c ON c.regency = l.regency AND c.village = l.village AND c.year = l.year
           AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund AND c.sub_detail = l.sub_detail
     WHERE l.regency = p_regency AND l.spp_id = p_spp
       AND l.amount_sen > c.limit_sen - c.reserved_sen - c.posted_sen
           - CASE WHEN p_with_requested THEN c.requested_sen ELSE 0 END
     ORDER BY c.activity, c.account, c.fund, c.sub_detail LIMIT 1;
    IF FOUND THEN
        PERFORM balai.refuse('over-budget', jsonb_build_object(
            'line', short.line, 'remainingSen', greatest(0, short.remaining), 'askedSen', short.asked));
    END IF;
END
$$;

ALTER FUNCTION ledger.require_within_budget(p_regency integer, p_spp uuid, p_with_requested boolean) OWNER TO balai_owner;

--
-- Name: reserve_lines(ledger.spp); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.reserve_lines(p_spp ledger.spp) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    reserved integer;
    asked integer;
BEGIN
    PERFORM ledger.lock_spp_lines(p_spp.regency, p_spp.id);
    PERFORM ledger.require_within_budget(p_spp.regency, p_spp.id, false);
    UPDATE ledger.line_control AS c
       SET requested_sen = c.requested_sen - l.amount_sen, reserved_sen = c.reserved_sen + l.amount_sen
      FROM ledger.spp_line AS l
     WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id AND c.regency = l.regency AND c.village = l.village
       AND c.year = l.year AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund
       AND c.sub_detail = l.sub_detail AND c.reserved_sen + c.posted_sen + l.amount_sen <= c.limit_sen;
    GET DIAGNOSTICS reserved = ROW_COUNT;
    SELECT count(*) INTO asked FROM ledger.spp_line AS l WHERE l.regency = p_spp.regency AND l.spp_id = p_spp.id;
    IF reserved <> asked THEN
        RAISE EXCEPTION 'a control row changed under its lock';
    END IF;
END
$$;

ALTER FUNCTION ledger.reserve_lines(p_spp ledger.spp) OWNER TO balai_owner;

--
-- Name: return_settlement(uuid, integer, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.return_settlement(p_id uuid, p_revision integer, p_reason text) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken ledger.settlement := ledger.take_settlement(p_id);
BEGIN
    IF NOT (taken.revision = p_revision + 1 AND taken.state = 'returned') THEN
        IF taken.requester = balai.person() THEN
            PERFORM balai.require_post(taken.village, 'manager');
        ELSE
            PERFORM balai.require_post(taken.village, 'secretary', 'treasurer');
        END IF;
        PERFORM ledger.require_settlement(taken, p_revision, 'return', 'secretary', 'submitted', 'verified');
        IF length(btrim(coalesce(p_reason, ''))) NOT BETWEEN 1 AND 2000 THEN
            PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'return'));
        END IF;
        UPDATE ledger.settlement AS s SET state = 'returned', revision = s.revision + 1, note = btrim(p_reason)
         WHERE s.regency = taken.regency AND s.id = p_id;
        PERFORM audit.record('return-settlement', taken.village, 'settlement', p_id,
            jsonb_build_object('state', taken.state), jsonb_build_object('state', 'returned'));
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, 'returned', taken.number;
END
$$;

ALTER FUNCTION ledger.return_settlement(p_id uuid, p_revision integer, p_reason text) OWNER TO balai_owner;

--
-- Name: return_spp(uuid, integer, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.return_spp(p_id uuid, p_revision integer, p_reason text) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    spp ledger.spp := ledger.take_spp(p_id);
    today constant date := balai.today(balai.regency());
    acting_as text;
BEGIN
    IF NOT ledger.is_repeated_step(spp, p_revision, 'return') THEN
        IF spp.requester = balai.person() THEN
            PERFORM balai.require_post(spp.village, 'manager');
            acting_as := 'manager';
        ELSE
            PERFORM balai.require_post(spp.village, 'secretary', 'head');
            acting_as := CASE WHEN identity.holds('secretary', spp.village, today) THEN 'secretary' ELSE 'head' END;
        END IF;
        PERFORM ledger.require_spp(spp, p_revision, 'return', 'submitted', 'verified');
        IF length(btrim(coalesce(p_reason, ''))) NOT BETWEEN 1 AND 2000 THEN
            PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'return'));
        END IF;
        PERFORM ledger.move_spp(spp, 'return', 'returned', acting_as, today, btrim(p_reason));
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, 'returned', spp.number;
END
$$;

ALTER FUNCTION ledger.return_spp(p_id uuid, p_revision integer, p_reason text) OWNER TO balai_owner;

--
-- Name: reverse_entry(uuid, uuid, date, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.reverse_entry(p_id uuid, p_entry uuid, p_day date, p_reason text) RETURNS TABLE(id uuid, entry_number bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    old ledger.entry;
    answer jsonb;
BEGIN
    SELECT * INTO old FROM ledger.entry AS e WHERE e.regency = balai.regency() AND e.id = p_entry;
    IF old.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'entry', 'id', p_entry));
    END IF;
    PERFORM ledger.require_post(old.village, p_day, 'treasurer');
    PERFORM balai.require_second_factor();
    answer := balai.claim(p_id, 'reverse-entry', ledger.fingerprint(p_entry::text, p_day::text, p_reason), old.village);
    IF answer IS NULL THEN
        answer := balai.keep(p_id, old.village,
            jsonb_build_object('entry', ledger.turn_round(p_id, old, p_day, p_reason)));
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'entry')::bigint;
END
$$;

ALTER FUNCTION ledger.reverse_entry(p_id uuid, p_entry uuid, p_day date, p_reason text) OWNER TO balai_owner;

--
-- Name: save_activities(uuid, uuid, integer, text[], jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.save_activities(p_request uuid, p_version uuid, p_revision integer, p_activities text[], p_lines jsonb) RETURNS TABLE(id uuid, revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
    answer jsonb;
    stranger text;
    named jsonb;
BEGIN
    PERFORM balai.require_post(version.village, 'treasurer', 'secretary');
    answer := balai.claim(p_request, 'save-activities', ledger.fingerprint(p_version::text, p_revision::text,
        coalesce(array_to_string(p_activities, ' '), '*'), p_lines::text), version.village);
    IF answer IS NULL THEN
        PERFORM ledger.require_version(version, p_revision, 'save', 'draft', 'returned');
        PERFORM ledger.require_lines(version.regency, version.year, p_lines);
        SELECT min(l ->> 'activity') INTO stranger FROM jsonb_array_elements(p_lines) AS l
         WHERE p_activities IS NOT NULL AND l ->> 'activity' <> ALL (p_activities);
        IF stranger IS NOT NULL THEN
            PERFORM balai.refuse('activity-mismatch', jsonb_build_object('activity', stranger, 'account', ''));
        END IF;
        SELECT coalesce(jsonb_agg(n.line || jsonb_build_object('name',
                   coalesce(NULLIF(n.line ->> 'name', ''), b.name, '')) ORDER BY n.position), '[]') INTO named
          FROM jsonb_array_elements(p_lines) WITH ORDINALITY AS n (line, position)
          LEFT JOIN ledger.budget_line AS b ON b.regency = version.regency AND b.version_id = p_version
               AND b.activity = n.line ->> 'activity' AND b.account = n.line ->> 'account' AND b.fund = n.line ->> 'fund'
               AND b.sub_detail = coalesce(n.line ->> 'subDetail', '01');
        DELETE FROM ledger.budget_line AS b
         WHERE b.regency = version.regency AND b.version_id = p_version
           AND (p_activities IS NULL OR b.activity = ANY (p_activities));
        PERFORM ledger.write_lines(version, NULL, named, false);
        UPDATE ledger.budget_version AS v SET revision = v.revision + 1 WHERE v.regency = version.regency AND v.id = p_version;
        PERFORM audit.record('save-activities', version.village, 'budget-version', p_version,
            jsonb_build_object('revision', p_revision, 'activities', to_jsonb(p_activities)), named);
        answer := balai.keep(p_request, version.village,
            jsonb_build_object('revision', p_revision + 1, 'state', version.state));
    END IF;
    RETURN QUERY SELECT p_version, (answer ->> 'revision')::integer, answer ->> 'state';
END
$$;

ALTER FUNCTION ledger.save_activities(p_request uuid, p_version uuid, p_revision integer, p_activities text[], p_lines jsonb) OWNER TO balai_owner;

--
-- Name: save_lines(uuid, uuid, integer, text, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.save_lines(p_request uuid, p_version uuid, p_revision integer, p_activity text, p_lines jsonb) RETURNS TABLE(id uuid, revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
    answer jsonb;
BEGIN
    PERFORM balai.require_post(version.village, 'treasurer', 'secretary');
    answer := balai.claim(p_request, 'save-lines',
        ledger.fingerprint(p_version::text, p_revision::text, coalesce(p_activity, ''), p_lines::text), version.village);
    IF answer IS NULL THEN
        PERFORM ledger.require_version(version, p_revision, 'save', 'draft', 'returned');
        PERFORM ledger.require_lines(version.regency, version.year, p_lines);
        IF p_activity IS NOT NULL AND EXISTS (
            SELECT FROM jsonb_array_elements(p_lines) AS l WHERE l ->> 'activity' <> p_activity) THEN
            PERFORM balai.refuse('activity-mismatch', jsonb_build_object('activity', p_activity, 'account', ''));
        END IF;
        PERFORM ledger.write_lines(version, p_activity, p_lines, false);
        UPDATE ledger.budget_version AS v SET revision = v.revision + 1 WHERE v.regency = version.regency AND v.id = p_version;
        PERFORM audit.record('save-lines', version.village, 'budget-version', p_version,
            jsonb_build_object('revision', p_revision), p_lines);
        answer := balai.keep(p_request, version.village,
            jsonb_build_object('revision', p_revision + 1, 'state', version.state));
    END IF;
    RETURN QUERY SELECT p_version, (answer ->> 'revision')::integer, answer ->> 'state';
END
$$;

ALTER FUNCTION ledger.save_lines(p_request uuid, p_version uuid, p_revision integer, p_activity text, p_lines jsonb) OWNER TO balai_owner;

--
-- Name: save_spp(uuid, integer, date, text, text, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.save_spp(p_id uuid, p_revision integer, p_day date, p_purpose text, p_payee text, p_lines jsonb) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    spp ledger.spp := ledger.take_spp(p_id);
BEGIN
    IF NOT ledger.is_repeated_step(spp, p_revision, 'save') THEN
        PERFORM ledger.require_post(spp.village, p_day, 'manager');
        PERFORM ledger.require_spp(spp, p_revision, 'save', 'draft', 'returned');
        PERFORM ledger.require_requester(spp);
        PERFORM ledger.require_day(spp.village, spp.year, p_day);
        PERFORM ledger.require_purpose(p_purpose, p_payee);
        PERFORM ledger.require_spp_lines(spp.village, spp.year, spp.kind, p_lines);
        PERFORM ledger.request_lines(spp.regency, spp.village, spp.year, p_id, p_lines);
        UPDATE ledger.spp AS s SET book_date = p_day, purpose = btrim(p_purpose), payee = btrim(p_payee),
               amount_sen = ledger.sum_of(p_lines)
         WHERE s.regency = spp.regency AND s.id = p_id;
        PERFORM ledger.move_spp(spp, 'save', spp.state, 'manager', p_day, '');
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, spp.state, spp.number;
END
$$;

ALTER FUNCTION ledger.save_spp(p_id uuid, p_revision integer, p_day date, p_purpose text, p_payee text, p_lines jsonb) OWNER TO balai_owner;

--
-- Name: set_ceilings(integer, integer, text, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.set_ceilings(p_regency integer, p_year integer, p_basis text, p_rows jsonb) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    county constant bigint := p_regency::bigint * 1000000;
    r record;
    old ledger.ceiling;
    changed integer := 0;
BEGIN
    PERFORM balai.require_post(county, 'county');
    PERFORM ledger.require_ceiling_rows(p_regency, p_year, p_basis, p_rows);
    FOR r IN SELECT (x ->> 'village')::bigint AS village, x ->> 'fund' AS fund, (x ->> 'amountSen')::bigint AS amount
               FROM jsonb_array_elements(p_rows) AS x ORDER BY 1, 2 LOOP
        SELECT * INTO old FROM ledger.ceiling AS c
         WHERE c.regency = p_regency AND c.village = r.village AND c.year = p_year AND c.fund = r.fund FOR NO KEY UPDATE;
        IF r.amount < coalesce(old.planned_sen, 0) THEN
            PERFORM balai.refuse('ceiling-below-planned', jsonb_build_object(
                'village', r.village, 'fund', r.fund, 'plannedSen', old.planned_sen));
        END IF;
        IF old.amount_sen IS DISTINCT FROM r.amount OR old.basis IS DISTINCT FROM btrim(p_basis) THEN
            INSERT INTO ledger.ceiling AS c (regency, village, year, fund, amount_sen, basis, person)
            VALUES (p_regency, r.village, p_year, r.fund, r.amount, btrim(p_basis), balai.person())
            ON CONFLICT (regency, village, year, fund) DO UPDATE
                SET amount_sen = excluded.amount_sen, basis = excluded.basis, person = excluded.person, recorded_at = now();
            PERFORM audit.record('set-ceiling', r.village, 'ceiling', NULL, to_jsonb(old), NULL, jsonb_build_object(
                'year', p_year, 'fund', r.fund, 'amountSen', r.amount, 'basis', btrim(p_basis)));
            changed := changed + 1;
        END IF;
    END LOOP;
    RETURN changed;
END
$$;

ALTER FUNCTION ledger.set_ceilings(p_regency integer, p_year integer, p_basis text, p_rows jsonb) OWNER TO balai_owner;

--
-- Name: set_gate_rule(text, date, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.set_gate_rule(p_code text, p_valid_from date, p_fields jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    county constant bigint := balai.regency()::bigint * 1000000;
BEGIN
    PERFORM balai.require_post(county, 'county');
    INSERT INTO ledger.gate_rule AS r (regency, village, code, valid_from, fund, kind, activity, spent_percent, stage, photos,
        basis, entered_by)
    VALUES (balai.regency(), county, p_code, p_valid_from, p_fields ->> 'fund', p_fields ->> 'kind', p_fields ->> 'activity',
        (p_fields ->> 'spentPercent')::smallint, (p_fields ->> 'stage')::smallint, (p_fields ->> 'photos')::smallint,
        p_fields ->> 'basis', balai.person())
    ON CONFLICT (regency, code, valid_from) DO UPDATE SET fund = excluded.fund, kind = excluded.kind,
        activity = excluded.activity, spent_percent = excluded.spent_percent, stage = excluded.stage,
        photos = excluded.photos, basis = excluded.basis, entered_by = excluded.entered_by, entered_at = now();
    PERFORM audit.record('set-gate-rule', county, 'gate-rule', NULL, NULL, p_fields,
        jsonb_build_object('code', p_code, 'from', p_valid_from));
END
$$;

ALTER FUNCTION ledger.set_gate_rule(p_code text, p_valid_from date, p_fields jsonb) OWNER TO balai_owner;

--
-- Name: set_limits(ledger.budget_version); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.set_limits(p_version ledger.budget_version) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    short record;
BEGIN
    -- An earlier statement locks, in key order; the ones after it see what the locks let through.
    PERFORM 1 FROM ledger.line_control AS c
      WHERE c.regency = p_version.regency AND c.village = p_version.village AND c.year = p_version.year
      ORDER BY c.activity, c.account, c.fund, c.sub_detail FOR NO KEY UPDATE;
    SELECT c.*, coalesce(n.amount, 0) AS allowed INTO short
      FROM ledger.line_control AS c
      LEFT JOIN ledger.spending_of_version(p_version.regency, p_version.id) AS n
        ON (n.activity, n.account, n.fund, n.sub_detail) = (c.activity, c.account, c.fund, c.sub_detail)
     WHERE c.regency = p_version.regency AND c.village = p_version.village AND c.year = p_version.year
       AND c.reserved_sen + c.posted_sen > coalesce(n.amount, 0)
     ORDER BY c.activity, c.account, c.fund, c.sub_detail LIMIT 1;
    IF FOUND THEN
        PERFORM balai.refuse('below-committed', jsonb_build_object(
            'line', concat_ws(' ', short.activity, short.account, short.fund, short.sub_detail),
            'limitSen', short.allowed, 'committedSen', short.reserved_sen + short.posted_sen));
    END IF;
    UPDATE ledger.line_control AS c SET limit_sen = 0
     WHERE c.regency = p_version.regency AND c.village = p_version.village AND c.year = p_version.year AND c.limit_sen <> 0
       AND NOT EXISTS (SELECT FROM ledger.budget_line AS l
                        WHERE l.regency = c.regency AND l.version_id = p_version.id AND l.activity = c.activity
                          AND l.account = c.account AND l.fund = c.fund AND l.sub_detail = c.sub_detail);
    INSERT INTO ledger.line_control AS c (regency, village, year, activity, account, fund, sub_detail, limit_sen)
    SELECT p_version.regency, p_version.village, p_version.year, n.activity, n.account, n.fund, n.sub_detail, n.amount
      FROM ledger.spending_of_version(p_version.regency, p_version.id) AS n
     ORDER BY n.activity, n.account, n.fund, n.sub_detail
    ON CONFLICT (regency, village, year, activity, account, fund, sub_detail) DO UPDATE SET limit_sen = excluded.limit_sen;
END
$$;

ALTER FUNCTION ledger.set_limits(p_version ledger.budget_version) OWNER TO balai_owner;

--
-- Name: set_tax_rate(integer, text, date, text, text, text, integer, text, bigint, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.set_tax_rate(p_regency integer, p_code text, p_valid_from date, p_name text, p_account text, p_map_code text, p_rate_ppm integer, p_base text, p_above_sen bigint, p_basis text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
DECLARE
    county constant bigint := p_regency::bigint * 1000000;
    before jsonb;
    after ledger.tax_rate;
BEGIN
    PERFORM balai.require_post(county, 'county');
    IF p_code !~ '^[a-z0-9-]{2,40}$' OR p_account !~ '^7\.1\.[0-9]\.[0-9]{2}$' OR p_map_code !~ '^([0-9]{6}-[0-9]{3})?$'
       OR p_rate_ppm NOT BETWEEN 0 AND 1000000 OR p_base NOT IN ('gross', 'net') OR p_above_sen < 0
       OR length(btrim(p_name)) NOT BETWEEN 1 AND 200 OR length(btrim(p_basis)) NOT BETWEEN 1 AND 200 THEN
        PERFORM balai.refuse('tax-rate-malformed', jsonb_build_object('code', left(p_code, 40)));
    ELSIF NOT EXISTS (SELECT FROM ledger.national_account AS a WHERE a.code = p_account AND a.level = 4) THEN
        PERFORM balai.refuse('unknown-account', jsonb_build_object('account', p_account));
    END IF;
    SELECT to_jsonb(t) INTO before FROM ledger.tax_rate AS t
     WHERE t.regency = p_regency AND t.code = p_code AND t.valid_from = p_valid_from;
    INSERT INTO ledger.tax_rate AS t (regency, village, code, valid_from, name, account, map_code, rate_ppm, base, above_sen,
                                      basis, person)
    VALUES (p_regency, county, p_code, p_valid_from, btrim(p_name), p_account, p_map_code, p_rate_ppm, p_base, p_above_sen,
            btrim(p_basis), balai.person())
    ON CONFLICT (regency, code, valid_from) DO UPDATE SET name = excluded.name, account = excluded.account,
        map_code = excluded.map_code, rate_ppm = excluded.rate_ppm, base = excluded.base, above_sen = excluded.above_sen,
        basis = excluded.basis, person = excluded.person, recorded_at = now()
    RETURNING * INTO after;
    PERFORM audit.record('set-tax-rate', county, 'tax-rate', NULL, before, to_jsonb(after),
        jsonb_build_object('code', p_code, 'validFrom', p_valid_from, 'ratePpm', p_rate_ppm));
    RETURN true;
END
$_$;

ALTER FUNCTION ledger.set_tax_rate(p_regency integer, p_code text, p_valid_from date, p_name text, p_account text, p_map_code text, p_rate_ppm integer, p_base text, p_above_sen bigint, p_basis text) OWNER TO balai_owner;

--
-- Name: settle_controls(bigint, integer); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.settle_controls(p_village bigint, p_year integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
BEGIN
    UPDATE ledger.line_control AS c
       SET requested_sen = t.requested_sen, reserved_sen = t.reserved_sen, posted_sen = t.posted_sen,
           excess_sen = greatest(0, t.reserved_sen + t.posted_sen - c.limit_sen)
      FROM ledger.line_truth AS t
     WHERE c.regency = in_regency AND c.village = p_village AND c.year = p_year AND t.regency = c.regency
       AND t.village = c.village AND t.year = c.year AND t.activity = c.activity AND t.account = c.account AND t.fund = c.fund
       AND t.sub_detail = c.sub_detail;
    INSERT INTO ledger.cash_control AS c (regency, village, year, fund, cash_sen, hand_sen, floor_sen, hand_floor_sen)
    SELECT in_regency, p_village, p_year, t.fund, t.cash, t.hand, least(0, t.cash - t.hand), least(0, t.hand)
      FROM (SELECT p.fund, sum(p.amount_sen)::bigint AS cash,
                   coalesce(sum(p.amount_sen) FILTER (WHERE p.account = '1.1.1.01'), 0)::bigint AS hand
              FROM ledger.posting AS p
             WHERE p.regency = in_regency AND p.village = p_village AND p.year = p_year AND p.account LIKE '1.1.1.%'
             GROUP BY p.fund) AS t
    ON CONFLICT (regency, village, year, fund) DO UPDATE
       SET cash_sen = excluded.cash_sen, hand_sen = excluded.hand_sen, floor_sen = excluded.floor_sen,
           hand_floor_sen = excluded.hand_floor_sen;
END
$$;

ALTER FUNCTION ledger.settle_controls(p_village bigint, p_year integer) OWNER TO balai_owner;

--
-- Name: spend_line(bigint, integer, text, text, text, text, bigint); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.spend_line(p_village bigint, p_year integer, p_activity text, p_account text, p_fund text, p_sub text, p_amount_sen bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    line constant text := concat_ws(' ', p_activity, p_account, p_fund, p_sub);
    held ledger.line_control;
BEGIN
    SELECT * INTO held FROM ledger.line_control AS c
     WHERE c.regency = in_regency AND c.village = p_village AND c.year = p_year AND c.activity = p_activity
       AND c.account = p_account AND c.fund = p_fund AND c.sub_detail = p_sub FOR NO KEY UPDATE;
    IF held.activity IS NULL THEN
        PERFORM balai.refuse('line-not-budgeted', jsonb_build_object('line', line));
    ELSIF held.reserved_sen + held.posted_sen + p_amount_sen > held.limit_sen THEN
        PERFORM balai.refuse('over-budget', jsonb_build_object('line', line,
            'remainingSen', held.limit_sen - held.reserved_sen - held.posted_sen, 'askedSen', p_amount_sen));
    END IF;
    UPDATE ledger.line_control AS c SET posted_sen = c.posted_sen + p_amount_sen
     WHERE c.regency = in_regency AND c.village = p_village AND c.year = p_year AND c.activity = p_activity
       AND c.account = p_account AND c.fund = p_fund AND c.sub_detail = p_sub;
END
$$;

ALTER FUNCTION ledger.spend_line(p_village bigint, p_year integer, p_activity text, p_account text, p_fund text, p_sub text, p_amount_sen bigint) OWNER TO balai_owner;

--
-- Name: spending_of_version(integer, uuid); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.spending_of_version(p_regency integer, p_version uuid) RETURNS TABLE(activity text, account text, fund text, sub_detail text, amount bigint)
    LANGUAGE sql STABLE
    AS $$
    SELECT l.activity, l.account, l.fund, l.sub_detail, coalesce(sum(r.amount_sen), 0)::bigint
      FROM ledger.budget_line AS l
      LEFT JOIN ledger.rab_line AS r ON r.regency = l.regency AND r.version_id = l.version_id AND r.activity = l.activity
           AND r.account = l.account AND r.fund = l.fund AND r.sub_detail = l.sub_detail
     WHERE l.regency = p_regency AND l.version_id = p_version AND l.account ~ '^(5|6\.2)\.'
     GROUP BY l.activity, l.account, l.fund, l.sub_detail
$$;

ALTER FUNCTION ledger.spending_of_version(p_regency integer, p_version uuid) OWNER TO balai_owner;

--
-- Name: submit_settlement(uuid, uuid, date, text, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.submit_settlement(p_id uuid, p_spp uuid, p_day date, p_description text, p_lines jsonb) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    spp ledger.spp := ledger.take_spp(p_spp);
    answer jsonb;
BEGIN
    PERFORM ledger.require_post(spp.village, p_day, 'manager');
    answer := balai.claim(p_id, 'submit-settlement',
        ledger.fingerprint(p_spp::text, p_day::text, p_description, p_lines::text), spp.village);
    IF answer IS NULL THEN
        spp := ledger.take_advance(p_spp, 'settle');
        PERFORM ledger.require_requester(spp);
        PERFORM ledger.require_step_day(spp, p_day, spp.paid_on);
        PERFORM ledger.require_purpose(p_description, '');
        IF EXISTS (SELECT FROM ledger.settlement AS s WHERE s.regency = spp.regency AND s.spp_id = p_spp
                      AND s.state IN ('submitted', 'verified')) THEN
            PERFORM balai.refuse('settlement-open', '{}');
        END IF;
        PERFORM ledger.require_open_lines(spp, 'settlement', p_lines);
        answer := jsonb_build_object('number', ledger.next_number(spp.village, spp.year, 'settlement'));
        INSERT INTO ledger.settlement (regency, village, year, id, spp_id, number, state, revision, book_date, description,
                                       amount_sen, requester)
        VALUES (spp.regency, spp.village, spp.year, p_id, p_spp, (answer ->> 'number')::integer, 'submitted', 1, p_day,
                btrim(p_description), ledger.sum_of(p_lines), balai.person());
        INSERT INTO ledger.settlement_line (regency, village, settlement_id, activity, account, fund, sub_detail, amount_sen)
        SELECT spp.regency, spp.village, p_id, r ->> 'activity', r ->> 'account', r ->> 'fund',
               coalesce(r ->> 'subDetail', '01'), (r ->> 'amountSen')::bigint FROM jsonb_array_elements(p_lines) AS r;
        PERFORM audit.record('submit-settlement', spp.village, 'settlement', p_id, NULL,
            jsonb_build_object('spp', p_spp, 'day', p_day, 'lines', p_lines));
        answer := balai.keep(p_id, spp.village, answer);
    END IF;
    RETURN QUERY SELECT p_id, 1, 'submitted', (answer ->> 'number')::integer;
END
$$;

ALTER FUNCTION ledger.submit_settlement(p_id uuid, p_spp uuid, p_day date, p_description text, p_lines jsonb) OWNER TO balai_owner;

--
-- Name: submit_spp(uuid, integer); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.submit_spp(p_id uuid, p_revision integer) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    spp ledger.spp := ledger.take_spp(p_id);
BEGIN
    IF NOT ledger.is_repeated_step(spp, p_revision, 'submit') THEN
        PERFORM ledger.require_post(spp.village, spp.book_date, 'manager');
        PERFORM ledger.require_spp(spp, p_revision, 'submit', 'draft', 'returned');
        PERFORM ledger.require_requester(spp);
        PERFORM ledger.require_day(spp.village, spp.year, spp.book_date);
        PERFORM ledger.move_spp(spp, 'submit', 'submitted', 'manager', spp.book_date, '');
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, 'submitted', s.number FROM ledger.spp AS s
                  WHERE s.regency = spp.regency AND s.id = p_id;
END
$$;

ALTER FUNCTION ledger.submit_spp(p_id uuid, p_revision integer) OWNER TO balai_owner;

--
-- Name: submit_version(uuid, integer); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.submit_version(p_version uuid, p_revision integer) RETURNS TABLE(id uuid, revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
BEGIN
    PERFORM balai.require_post(version.village, 'head', 'secretary');
    IF NOT ledger.is_repeated_version_step(version, p_revision, 'submit') THEN
        PERFORM ledger.require_version(version, p_revision, 'submit', 'agreed');
        PERFORM ledger.require_other_person(version, 'submit', 'agree');
        PERFORM ledger.require_no_remarks(version, 'submit');
        PERFORM ledger.move_version(version, 'submit', 'submitted', '');
    END IF;
    RETURN QUERY SELECT p_version, p_revision + 1, 'submitted';
END
$$;

ALTER FUNCTION ledger.submit_version(p_version uuid, p_revision integer) OWNER TO balai_owner;

--
-- Name: sum_of(jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.sum_of(p_lines jsonb) RETURNS bigint
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT sum((r ->> 'amountSen')::bigint)::bigint FROM jsonb_array_elements(p_lines) AS r $$;

ALTER FUNCTION ledger.sum_of(p_lines jsonb) OWNER TO balai_owner;

--
-- Name: take_advance(uuid, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.take_advance(p_spp uuid, p_verb text) RETURNS ledger.spp
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    spp ledger.spp := ledger.take_spp(p_spp);
BEGIN
    IF spp.kind <> 'advance' THEN
        PERFORM balai.refuse('spp-kind', jsonb_build_object('kind', spp.kind));
    ELSIF spp.state <> 'paid' OR spp.origin = 'imported' THEN
        PERFORM balai.refuse('wrong-state', jsonb_build_object('state', spp.state, 'verb', p_verb));
    END IF;
    RETURN spp;
END
$$;

ALTER FUNCTION ledger.take_advance(p_spp uuid, p_verb text) OWNER TO balai_owner;

--
-- Name: take_back_imported(bigint, integer, uuid, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.take_back_imported(p_village bigint, p_year integer, p_entry uuid, p_number text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    old ledger.entry;
BEGIN
    SELECT * INTO STRICT old FROM ledger.entry AS e WHERE e.regency = p_village / 1000000 AND e.id = p_entry;
    PERFORM ledger.write_imported_entry(p_village, p_year, old.book_date, 'reversal', old.document_id, old.id, p_number,
        (SELECT jsonb_agg(jsonb_build_object('account', p.account, 'activity', p.activity, 'fund', p.fund,
                    'subDetail', p.sub_detail, 'amountSen', -p.amount_sen) ORDER BY p.ordinal)
           FROM ledger.posting AS p WHERE p.regency = old.regency AND p.entry_id = old.id));
END
$$;

ALTER FUNCTION ledger.take_back_imported(p_village bigint, p_year integer, p_entry uuid, p_number text) OWNER TO balai_owner;

--
-- Name: disbursement; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.disbursement (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    fund text NOT NULL,
    tranche smallint NOT NULL,
    amount_sen bigint NOT NULL,
    due_on date NOT NULL,
    state text NOT NULL,
    revision integer NOT NULL,
    receipt_id uuid,
    person uuid NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT disbursement_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT disbursement_received_has_receipt CHECK (((state = 'received'::text) = (receipt_id IS NOT NULL))),
    CONSTRAINT disbursement_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT disbursement_revision_positive CHECK ((revision > 0)),
    CONSTRAINT disbursement_state_known CHECK ((state = ANY (ARRAY['planned'::text, 'received'::text, 'cancelled'::text]))),
    CONSTRAINT disbursement_tranche_counts CHECK (((tranche >= 1) AND (tranche <= 24)))
);

ALTER TABLE ONLY ledger.disbursement FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.disbursement OWNER TO balai_owner;

--
-- Name: TABLE disbursement; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.disbursement IS 'A tranche of a fund source on its way into the village account (penyaluran); planned and past due_on is late.';

--
-- Name: COLUMN disbursement.amount_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.disbursement.amount_sen IS 'Sen, 1/100 rupiah.';

--
-- Name: take_disbursement(uuid, integer, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.take_disbursement(p_id uuid, p_revision integer, p_verb text) RETURNS ledger.disbursement
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken ledger.disbursement;
BEGIN
    SELECT * INTO taken FROM ledger.disbursement AS d WHERE d.regency = balai.regency() AND d.id = p_id FOR NO KEY UPDATE;
    IF taken.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'disbursement', 'id', p_id));
    ELSIF taken.revision <> p_revision THEN
        PERFORM balai.refuse('stale-revision',
            jsonb_build_object('yours', p_revision, 'current', taken.revision, 'state', taken.state));
    ELSIF taken.state <> 'planned' THEN
        PERFORM balai.refuse('wrong-state', jsonb_build_object('state', taken.state, 'verb', p_verb));
    END IF;
    RETURN taken;
END
$$;

ALTER FUNCTION ledger.take_disbursement(p_id uuid, p_revision integer, p_verb text) OWNER TO balai_owner;

--
-- Name: line_remark; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.line_remark (
    regency integer NOT NULL,
    village bigint NOT NULL,
    version_id uuid NOT NULL,
    id uuid NOT NULL,
    revision integer NOT NULL,
    activity text DEFAULT ''::text NOT NULL,
    account text DEFAULT ''::text NOT NULL,
    fund text DEFAULT ''::text NOT NULL,
    sub_detail text DEFAULT ''::text NOT NULL,
    remark text NOT NULL,
    is_binding boolean NOT NULL,
    person uuid NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    answer text,
    answered_by uuid,
    answered_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    CONSTRAINT line_remark_answer_given CHECK (((length(answer) >= 1) AND (length(answer) <= 2000))),
    CONSTRAINT line_remark_answered_by_someone CHECK (((answer IS NULL) = (answered_by IS NULL))),
    CONSTRAINT line_remark_given CHECK (((length(remark) >= 1) AND (length(remark) <= 2000))),
    CONSTRAINT line_remark_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT line_remark_revision_positive CHECK ((revision > 0))
);

ALTER TABLE ONLY ledger.line_remark FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.line_remark OWNER TO balai_owner;

--
-- Name: TABLE line_remark; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.line_remark IS 'What the evaluator (camat) says of one line, one activity (no account) or the whole budget (no activity).';

--
-- Name: COLUMN line_remark.revision; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.line_remark.revision IS 'Of the version as it was submitted: the round of evaluation.';

--
-- Name: COLUMN line_remark.is_binding; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.line_remark.is_binding IS 'Must be followed or answered before the budget comes back; else advice.';

--
-- Name: take_remark(uuid, uuid); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.take_remark(p_version uuid, p_id uuid) RETURNS ledger.line_remark
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken ledger.line_remark;
BEGIN
    SELECT * INTO taken FROM ledger.line_remark AS r
     WHERE r.regency = balai.regency() AND r.id = p_id AND r.version_id = p_version FOR NO KEY UPDATE;
    IF taken.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'remark', 'id', p_id));
    END IF;
    RETURN taken;
END
$$;

ALTER FUNCTION ledger.take_remark(p_version uuid, p_id uuid) OWNER TO balai_owner;

--
-- Name: take_settlement(uuid); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.take_settlement(p_id uuid) RETURNS ledger.settlement
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken ledger.settlement;
BEGIN
    SELECT * INTO taken FROM ledger.settlement AS s WHERE s.regency = balai.regency() AND s.id = p_id;
    IF taken.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'settlement', 'id', p_id));
    END IF;
    PERFORM ledger.take_spp(taken.spp_id);
    SELECT * INTO taken FROM ledger.settlement AS s WHERE s.regency = balai.regency() AND s.id = p_id FOR NO KEY UPDATE;
    RETURN taken;
END
$$;

ALTER FUNCTION ledger.take_settlement(p_id uuid) OWNER TO balai_owner;

--
-- Name: take_spp(uuid); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.take_spp(p_id uuid) RETURNS ledger.spp
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken ledger.spp;
BEGIN
    SELECT * INTO taken FROM ledger.spp AS s WHERE s.regency = balai.regency() AND s.id = p_id FOR NO KEY UPDATE;
    IF taken.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'spp', 'id', p_id));
    END IF;
    RETURN taken;
END
$$;

ALTER FUNCTION ledger.take_spp(p_id uuid) OWNER TO balai_owner;

--
-- Name: take_version(uuid); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.take_version(p_id uuid) RETURNS ledger.budget_version
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken ledger.budget_version;
BEGIN
    SELECT * INTO taken FROM ledger.budget_version AS v
     WHERE v.regency = balai.regency() AND v.id = p_id FOR NO KEY UPDATE;
    IF taken.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'budget-version', 'id', p_id));
    END IF;
    RETURN taken;
END
$$;

ALTER FUNCTION ledger.take_version(p_id uuid) OWNER TO balai_owner;

--
-- Name: tax_due(integer, date); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.tax_due(p_regency integer, p_day date) RETURNS date
    LANGUAGE sql STABLE
    AS $$
    SELECT place.working_day_after((date_trunc('month', p_day) + interval '1 month')::date
        + (balai.parameter(p_regency, 'tax.deposit-day', p_day, '15') #>> '{}')::integer - 2, 1)
$$;

ALTER FUNCTION ledger.tax_due(p_regency integer, p_day date) OWNER TO balai_owner;

--
-- Name: tax_of(bigint, integer); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.tax_of(p_base_sen bigint, p_rate_ppm integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT (floor(p_base_sen::numeric * p_rate_ppm / 100000000) * 100)::bigint $$;

ALTER FUNCTION ledger.tax_of(p_base_sen bigint, p_rate_ppm integer) OWNER TO balai_owner;

--
-- Name: tax_rates_on(integer, date); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.tax_rates_on(p_regency integer, p_day date) RETURNS TABLE(code text, valid_from date, name text, account text, map_code text, rate_ppm integer, base text, above_sen bigint, is_county boolean, is_confirmed boolean, basis text)
    LANGUAGE sql STABLE
    AS $$
    SELECT DISTINCT ON (r.code) r.code, r.valid_from, r.name, r.account, r.map_code, r.rate_ppm, r.base, r.above_sen,
           r.is_county, r.is_confirmed, r.basis
      FROM (SELECT t.code, t.valid_from, t.name, t.account, t.map_code, t.rate_ppm, t.base, t.above_sen, true AS is_county,
                   true AS is_confirmed, t.basis
              FROM ledger.tax_rate AS t WHERE t.regency = p_regency
            UNION ALL
            SELECT n.code, n.valid_from, n.name, n.account, n.map_code, n.rate_ppm, n.base, n.above_sen, false, n.is_confirmed,
                   n.basis FROM ledger.national_tax_rate AS n) AS r
     WHERE r.valid_from <= p_day
     ORDER BY r.code, r.is_county DESC, r.valid_from DESC
$$;

ALTER FUNCTION ledger.tax_rates_on(p_regency integer, p_day date) OWNER TO balai_owner;

--
-- Name: entry; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.entry (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    number bigint NOT NULL,
    book_date date NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    kind text NOT NULL,
    document_id uuid NOT NULL,
    reverses uuid,
    description text NOT NULL,
    person uuid,
    origin text NOT NULL,
    corrects uuid,
    CONSTRAINT entry_date_in_year CHECK ((EXTRACT(year FROM book_date) = (year)::numeric)),
    CONSTRAINT entry_description_short CHECK (((length(description) >= 1) AND (length(description) <= 500))),
    CONSTRAINT entry_kind_known CHECK ((kind = ANY (ARRAY['receipt'::text, 'payment'::text, 'reversal'::text, 'imported'::text, 'move'::text, 'interest'::text, 'fee'::text, 'settlement'::text, 'advance-return'::text, 'tax-deposit'::text, 'refund'::text, 'correction'::text]))),
    CONSTRAINT entry_number_positive CHECK ((number > 0)),
    CONSTRAINT entry_origin_known CHECK ((origin = ANY (ARRAY['entered'::text, 'imported'::text]))),
    CONSTRAINT entry_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT entry_reversal_names_entry CHECK (((kind = 'reversal'::text) = (reverses IS NOT NULL)))
);

ALTER TABLE ONLY ledger.entry FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.entry OWNER TO balai_owner;

--
-- Name: TABLE entry; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.entry IS 'Journal entry. Append-only: a correction is a new entry that names the old one.';

--
-- Name: COLUMN entry.number; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.entry.number IS 'Journal number, gapless in the village''s year.';

--
-- Name: COLUMN entry.book_date; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.entry.book_date IS 'Day for which it counts; recorded_at is when it was written.';

--
-- Name: COLUMN entry.document_id; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.entry.document_id IS 'The payment request or receipt that caused it; a reversal names its entry''s document.';

--
-- Name: COLUMN entry.corrects; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.entry.corrects IS 'The entry that this one puts right, beside or after its reversal.';

--
-- Name: turn_round(uuid, ledger.entry, date, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.turn_round(p_id uuid, p_old ledger.entry, p_day date, p_reason text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    booked bigint;
    f record;
BEGIN
    PERFORM ledger.require_day(p_old.village, p_old.year, p_day);
    IF length(btrim(coalesce(p_reason, ''))) NOT BETWEEN 1 AND 500 THEN
        PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'reverse'));
    ELSIF p_old.kind = 'reversal' OR p_old.origin = 'imported' THEN
        PERFORM balai.refuse('wrong-state', jsonb_build_object('state', p_old.kind, 'verb', 'reverse'));
    ELSIF p_day < p_old.book_date THEN
        PERFORM balai.refuse('date-before-step', jsonb_build_object('day', p_day, 'earliest', p_old.book_date));
    END IF;
    -- Locks the document first, then lines, cash and the year: the order of every money function.
    PERFORM ledger.lock_document(p_old.regency, p_old.document_id);
    IF EXISTS (SELECT FROM ledger.entry AS e WHERE e.regency = p_old.regency AND e.reverses = p_old.id) THEN
        PERFORM balai.refuse('already-reversed', jsonb_build_object('entry', p_old.number));
    END IF;
    CASE p_old.kind
        WHEN 'payment' THEN PERFORM ledger.undo_payment(p_old, p_day, btrim(p_reason));
        WHEN 'settlement' THEN PERFORM ledger.undo_settlement(p_old, p_day, btrim(p_reason));
        WHEN 'advance-return' THEN PERFORM ledger.undo_give_back(p_old, p_day, btrim(p_reason));
        WHEN 'refund' THEN PERFORM ledger.undo_give_back(p_old, p_day, btrim(p_reason));
        WHEN 'fee' THEN
            PERFORM ledger.spend_line(m.village, m.year, m.activity, m.account, m.fund, m.sub_detail, -m.amount_sen)
               FROM ledger.cash_move AS m WHERE m.regency = p_old.regency AND m.id = p_old.document_id;
        WHEN 'tax-deposit' THEN
            UPDATE ledger.withholding AS w SET state = 'held', deposit_id = NULL
             WHERE w.regency = p_old.regency AND w.deposit_id = p_old.document_id;
            UPDATE ledger.tax_deposit AS d SET is_reversed = true
             WHERE d.regency = p_old.regency AND d.id = p_old.document_id;
        WHEN 'receipt' THEN PERFORM ledger.undo_disbursement(p_old.regency, p_old.document_id);
        ELSE NULL;
    END CASE;
    -- Within a fund, the place that gives goes before the place that takes.
    FOR f IN
        SELECT p.fund, CASE p.account WHEN '1.1.1.01' THEN 'cash' ELSE 'bank' END AS place, sum(p.amount_sen)::bigint AS amount
          FROM ledger.posting AS p
         WHERE p.regency = p_old.regency AND p.entry_id = p_old.id AND p.account LIKE '1.1.1.%'
         GROUP BY 1, 2 HAVING sum(p.amount_sen) <> 0 ORDER BY 1, 3 DESC LOOP
        PERFORM ledger.move_cash(p_old.village, p_old.year, f.fund, f.place, -f.amount);
    END LOOP;
    booked := ledger.write_entry(p_id, p_old.village, p_old.year, p_day, 'reversal', p_old.document_id, p_old.id,
        btrim(p_reason));
    INSERT INTO ledger.posting (regency, village, year, entry_id, ordinal, account, activity, fund, sub_detail, amount_sen)
    SELECT p.regency, p.village, p.year, p_id, p.ordinal, p.account, p.activity, p.fund, p.sub_detail, -p.amount_sen
      FROM ledger.posting AS p WHERE p.regency = p_old.regency AND p.entry_id = p_old.id;
    PERFORM audit.record('reverse-entry', p_old.village, 'entry', p_old.id, NULL, jsonb_build_object('entry', booked));
    RETURN booked;
END
$$;

ALTER FUNCTION ledger.turn_round(p_id uuid, p_old ledger.entry, p_day date, p_reason text) OWNER TO balai_owner;

--
-- Name: undo_disbursement(integer, uuid); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.undo_disbursement(p_regency integer, p_receipt uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    UPDATE ledger.disbursement AS d SET state = 'planned', revision = d.revision + 1, receipt_id = NULL
     WHERE d.regency = p_regency AND d.receipt_id = p_receipt
$$;

ALTER FUNCTION ledger.undo_disbursement(p_regency integer, p_receipt uuid) OWNER TO balai_owner;

--
-- Name: undo_give_back(ledger.entry, date, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.undo_give_back(p_entry ledger.entry, p_day date, p_reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    given ledger.give_back;
    spp ledger.spp;
    lines jsonb;
    l record;
BEGIN
    SELECT * INTO given FROM ledger.give_back AS g WHERE g.regency = p_entry.regency AND g.id = p_entry.document_id;
    spp := ledger.take_spp(given.spp_id);
    SELECT jsonb_agg(jsonb_build_object('activity', g.activity, 'account', g.account, 'fund', g.fund, 'subDetail', g.sub_detail,
                                        'amountSen', g.amount_sen)) INTO lines
      FROM ledger.give_back_line AS g WHERE g.regency = given.regency AND g.give_back_id = given.id;
    IF given.kind = 'refund' THEN
        PERFORM ledger.move_refund(spp, lines, -1);
        RETURN;
    END IF;
    PERFORM ledger.lock_spp_lines(spp.regency, spp.id);
    FOR l IN SELECT concat_ws(' ', c.activity, c.account, c.fund, c.sub_detail) AS line, g.amount_sen,
                    c.limit_sen - c.reserved_sen - c.posted_sen AS free
               FROM ledger.give_back_line AS g
               JOIN ledger.line_control AS c ON c.regency = g.regency AND c.village = spp.village AND c.year = spp.year
                    AND c.activity = g.activity AND c.account = g.account AND c.fund = g.fund AND c.sub_detail = g.sub_detail
              WHERE g.regency = given.regency AND g.give_back_id = given.id
              ORDER BY c.activity, c.account, c.fund, c.sub_detail LOOP
        IF l.amount_sen > l.free THEN
            PERFORM balai.refuse('over-budget', jsonb_build_object(
                'line', l.line, 'remainingSen', l.free, 'askedSen', l.amount_sen));
        END IF;
    END LOOP;
    UPDATE ledger.spp_line AS s SET given_back_sen = s.given_back_sen - g.amount_sen
      FROM ledger.give_back_line AS g
     WHERE g.regency = given.regency AND g.give_back_id = given.id AND s.regency = g.regency AND s.spp_id = spp.id
       AND s.activity = g.activity AND s.account = g.account AND s.fund = g.fund AND s.sub_detail = g.sub_detail;
    UPDATE ledger.line_control AS c SET reserved_sen = c.reserved_sen + g.amount_sen
      FROM ledger.give_back_line AS g
     WHERE g.regency = given.regency AND g.give_back_id = given.id AND c.regency = g.regency AND c.village = spp.village
       AND c.year = spp.year AND c.activity = g.activity AND c.account = g.account AND c.fund = g.fund
       AND c.sub_detail = g.sub_detail;
    IF spp.state = 'settled' THEN
        PERFORM ledger.move_spp(spp, 'reopen', 'paid', 'treasurer', p_day, p_reason);
    END IF;
END
$$;

ALTER FUNCTION ledger.undo_give_back(p_entry ledger.entry, p_day date, p_reason text) OWNER TO balai_owner;

--
-- Name: undo_payment(ledger.entry, date, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.undo_payment(p_entry ledger.entry, p_day date, p_reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    spp ledger.spp := ledger.take_spp(p_entry.document_id);
BEGIN
    IF EXISTS (SELECT FROM ledger.spp_line AS l WHERE l.regency = spp.regency AND l.spp_id = spp.id
                  AND l.settled_sen + l.given_back_sen + l.refunded_sen > 0)
       OR EXISTS (SELECT FROM ledger.settlement AS t WHERE t.regency = spp.regency AND t.spp_id = spp.id
                     AND t.state IN ('submitted', 'verified')) THEN
        PERFORM balai.refuse('entries-follow', jsonb_build_object('entry', p_entry.number));
    END IF;
    PERFORM ledger.undo_withholdings(spp.regency, spp.id);
    PERFORM ledger.lock_spp_lines(spp.regency, spp.id);
    UPDATE ledger.line_control AS c
       SET posted_sen = c.posted_sen - CASE spp.kind WHEN 'advance' THEN 0 ELSE l.amount_sen END,
           reserved_sen = c.reserved_sen - CASE spp.kind WHEN 'advance' THEN l.amount_sen ELSE 0 END
      FROM ledger.spp_line AS l
     WHERE l.regency = spp.regency AND l.spp_id = spp.id AND c.regency = l.regency AND c.village = l.village
       AND c.year = l.year AND c.activity = l.activity AND c.account = l.account AND c.fund = l.fund
       AND c.sub_detail = l.sub_detail;
    PERFORM ledger.move_spp(spp, 'reverse', 'reversed', 'treasurer', p_day, p_reason);
END
$$;

ALTER FUNCTION ledger.undo_payment(p_entry ledger.entry, p_day date, p_reason text) OWNER TO balai_owner;

--
-- Name: undo_settlement(ledger.entry, date, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.undo_settlement(p_entry ledger.entry, p_day date, p_reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken ledger.settlement := ledger.take_settlement(p_entry.document_id);
    spp ledger.spp := ledger.take_spp(taken.spp_id);
BEGIN
    IF EXISTS (SELECT FROM ledger.settlement_line AS t
                 JOIN ledger.spp_line AS l ON l.regency = t.regency AND l.spp_id = spp.id AND l.activity = t.activity
                      AND l.account = t.account AND l.fund = t.fund AND l.sub_detail = t.sub_detail
                WHERE t.regency = taken.regency AND t.settlement_id = taken.id
                  AND l.refunded_sen > l.settled_sen - t.amount_sen) THEN
        PERFORM balai.refuse('entries-follow', jsonb_build_object('entry', p_entry.number));
    END IF;
    PERFORM ledger.undo_withholdings(taken.regency, taken.id);
    PERFORM ledger.lock_spp_lines(spp.regency, spp.id);
    UPDATE ledger.spp_line AS l SET settled_sen = l.settled_sen - t.amount_sen
      FROM ledger.settlement_line AS t
     WHERE t.regency = taken.regency AND t.settlement_id = taken.id AND l.regency = t.regency AND l.spp_id = spp.id
       AND l.activity = t.activity AND l.account = t.account AND l.fund = t.fund AND l.sub_detail = t.sub_detail;
    UPDATE ledger.line_control AS c
       SET posted_sen = c.posted_sen - t.amount_sen, reserved_sen = c.reserved_sen + t.amount_sen
      FROM ledger.settlement_line AS t
     WHERE t.regency = taken.regency AND t.settlement_id = taken.id AND c.regency = t.regency AND c.village = taken.village
       AND c.year = taken.year AND c.activity = t.activity AND c.account = t.account AND c.fund = t.fund
       AND c.sub_detail = t.sub_detail;
    UPDATE ledger.settlement AS s SET state = 'reversed', revision = s.revision + 1, note = p_reason
     WHERE s.regency = taken.regency AND s.id = taken.id;
    IF spp.state = 'settled' THEN
        PERFORM ledger.move_spp(spp, 'reopen', 'paid', 'treasurer', p_day, p_reason);
    END IF;
END
$$;

ALTER FUNCTION ledger.undo_settlement(p_entry ledger.entry, p_day date, p_reason text) OWNER TO balai_owner;

--
-- Name: undo_withholdings(integer, uuid); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.undo_withholdings(p_regency integer, p_document uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF EXISTS (SELECT FROM ledger.withholding AS w
                WHERE w.regency = p_regency AND w.document_id = p_document AND w.state = 'deposited') THEN
        PERFORM balai.refuse('tax-deposited', '{}');
    END IF;
    UPDATE ledger.withholding AS w SET state = 'reversed'
     WHERE w.regency = p_regency AND w.document_id = p_document AND w.state = 'held';
END
$$;

ALTER FUNCTION ledger.undo_withholdings(p_regency integer, p_document uuid) OWNER TO balai_owner;

--
-- Name: verify_settlement(uuid, integer, date); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.verify_settlement(p_id uuid, p_revision integer, p_day date DEFAULT NULL::date) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken ledger.settlement := ledger.take_settlement(p_id);
    on_day constant date := coalesce(p_day, balai.today(balai.regency()));
BEGIN
    IF NOT (taken.revision = p_revision + 1 AND taken.state = 'verified' AND taken.verifier = balai.person()) THEN
        PERFORM ledger.require_post(taken.village, on_day, 'secretary');
        PERFORM ledger.require_settlement(taken, p_revision, 'verify', 'secretary', 'submitted');
        PERFORM ledger.require_day(taken.village, taken.year, on_day);
        IF on_day < taken.book_date THEN
            PERFORM balai.refuse('date-before-step', jsonb_build_object('day', on_day, 'earliest', taken.book_date));
        END IF;
        UPDATE ledger.settlement AS s SET state = 'verified', revision = s.revision + 1, verifier = balai.person(),
               verified_on = on_day WHERE s.regency = taken.regency AND s.id = p_id;
        PERFORM audit.record('verify-settlement', taken.village, 'settlement', p_id,
            jsonb_build_object('state', taken.state), jsonb_build_object('state', 'verified'));
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, 'verified', taken.number;
END
$$;

ALTER FUNCTION ledger.verify_settlement(p_id uuid, p_revision integer, p_day date) OWNER TO balai_owner;

--
-- Name: verify_spp(uuid, integer, date); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.verify_spp(p_id uuid, p_revision integer, p_day date DEFAULT NULL::date) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    spp ledger.spp := ledger.take_spp(p_id);
    on_day constant date := coalesce(p_day, balai.today(balai.regency()));
BEGIN
    IF NOT ledger.is_repeated_step(spp, p_revision, 'verify') THEN
        PERFORM ledger.require_post(spp.village, on_day, 'secretary');
        PERFORM ledger.require_spp(spp, p_revision, 'verify', 'submitted');
        PERFORM ledger.require_other_person(spp, 'verify', 'secretary');
        PERFORM ledger.require_step_day(spp, on_day, spp.book_date);
        PERFORM ledger.move_spp(spp, 'verify', 'verified', 'secretary', on_day, '');
    END IF;
    RETURN QUERY SELECT p_id, p_revision + 1, 'verified', spp.number;
END
$$;

ALTER FUNCTION ledger.verify_spp(p_id uuid, p_revision integer, p_day date) OWNER TO balai_owner;

--
-- Name: withdraw_remark(uuid, uuid); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.withdraw_remark(p_version uuid, p_id uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
    taken ledger.line_remark := ledger.take_remark(p_version, p_id);
BEGIN
    PERFORM balai.require_post(version.village, 'district', 'county');
    IF taken.withdrawn_at IS NULL THEN
        IF version.state <> 'submitted' OR taken.revision <> version.revision THEN
            PERFORM balai.refuse('wrong-state', jsonb_build_object('state', version.state, 'verb', 'remark'));
        END IF;
        UPDATE ledger.line_remark AS r SET withdrawn_at = now() WHERE r.regency = taken.regency AND r.id = p_id;
        PERFORM audit.record('withdraw-remark', version.village, 'budget-version', p_version,
            jsonb_build_object('remark', p_id), NULL);
    END IF;
    RETURN true;
END
$$;

ALTER FUNCTION ledger.withdraw_remark(p_version uuid, p_id uuid) OWNER TO balai_owner;

--
-- Name: withdraw_version(uuid, integer, text); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.withdraw_version(p_version uuid, p_revision integer, p_note text) RETURNS TABLE(id uuid, revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    version ledger.budget_version := ledger.take_version(p_version);
BEGIN
    PERFORM balai.require_post(version.village, 'head', 'secretary');
    IF NOT ledger.is_repeated_version_step(version, p_revision, 'withdraw') THEN
        PERFORM ledger.require_version(version, p_revision, 'withdraw', 'agreed', 'submitted');
        IF btrim(coalesce(p_note, '')) = '' THEN
            PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'withdraw'));
        END IF;
        PERFORM ledger.move_version(version, 'withdraw', 'draft', p_note);
    END IF;
    RETURN QUERY SELECT p_version, p_revision + 1, 'draft';
END
$$;

ALTER FUNCTION ledger.withdraw_version(p_version uuid, p_revision integer, p_note text) OWNER TO balai_owner;

--
-- Name: withhold(bigint, integer, uuid, date, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.withhold(p_village bigint, p_year integer, p_document uuid, p_day date, p_taxes jsonb) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    INSERT INTO ledger.withholding (regency, village, year, id, document_id, code, account, map_code, fund, base_sen, rate_ppm,
                                    amount_sen, state, held_on, due_on)
    SELECT (p_village / 1000000)::integer, p_village, p_year, ledger.new_id(), p_document, r.code, r.account, r.map_code,
           x ->> 'fund', (x ->> 'baseSen')::bigint, r.rate_ppm, ledger.tax_of((x ->> 'baseSen')::bigint, r.rate_ppm), 'held',
           p_day, ledger.tax_due((p_village / 1000000)::integer, p_day)
      FROM jsonb_array_elements(p_taxes) AS x
      JOIN ledger.tax_rates_on((p_village / 1000000)::integer, p_day) AS r ON r.code = x ->> 'code'
$$;

ALTER FUNCTION ledger.withhold(p_village bigint, p_year integer, p_document uuid, p_day date, p_taxes jsonb) OWNER TO balai_owner;

--
-- Name: write_entry(uuid, bigint, integer, date, text, uuid, uuid, text, uuid); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.write_entry(p_id uuid, p_village bigint, p_year integer, p_day date, p_kind text, p_document uuid, p_reverses uuid, p_description text, p_corrects uuid DEFAULT NULL::uuid) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken bigint;
BEGIN
    UPDATE ledger.village_year AS y SET last_entry_number = y.last_entry_number + 1
     WHERE y.regency = p_village / 1000000 AND y.village = p_village AND y.year = p_year AND y.state = 'open'
    RETURNING y.last_entry_number INTO taken;
    IF taken IS NULL THEN
        PERFORM balai.refuse('year-closed', jsonb_build_object('year', p_year));
    END IF;
    INSERT INTO ledger.entry (regency, village, year, id, number, book_date, kind, document_id, reverses, description,
                              person, origin, corrects)
    VALUES ((p_village / 1000000)::integer, p_village, p_year, p_id, taken, p_day, p_kind, p_document, p_reverses,
            p_description, balai.person(), 'entered', p_corrects);
    RETURN taken;
END
$$;

ALTER FUNCTION ledger.write_entry(p_id uuid, p_village bigint, p_year integer, p_day date, p_kind text, p_document uuid, p_reverses uuid, p_description text, p_corrects uuid) OWNER TO balai_owner;

--
-- Name: write_imported_entry(bigint, integer, date, text, uuid, uuid, text, jsonb); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.write_imported_entry(p_village bigint, p_year integer, p_day date, p_kind text, p_document uuid, p_reverses uuid, p_description text, p_postings jsonb) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    made constant uuid := ledger.new_id();
    taken bigint;
BEGIN
    UPDATE ledger.village_year AS y SET last_entry_number = y.last_entry_number + 1
     WHERE y.regency = in_regency AND y.village = p_village AND y.year = p_year AND y.state = 'open'
    RETURNING y.last_entry_number INTO taken;
    IF taken IS NULL THEN
        PERFORM balai.refuse('year-closed', jsonb_build_object('year', p_year));
    END IF;
    INSERT INTO ledger.entry (regency, village, year, id, number, book_date, kind, document_id, reverses, description, person,
                              origin)
    VALUES (in_regency, p_village, p_year, made, taken, p_day, p_kind, p_document, p_reverses, left(p_description, 500), NULL,
            'imported');
    INSERT INTO ledger.posting (regency, village, year, entry_id, ordinal, account, activity, fund, sub_detail, amount_sen)
    SELECT in_regency, p_village, p_year, made, n, p ->> 'account', p ->> 'activity', p ->> 'fund', p ->> 'subDetail',
           (p ->> 'amountSen')::bigint
      FROM jsonb_array_elements(p_postings) WITH ORDINALITY AS x (p, n);
    RETURN made;
END
$$;

ALTER FUNCTION ledger.write_imported_entry(p_village bigint, p_year integer, p_day date, p_kind text, p_document uuid, p_reverses uuid, p_description text, p_postings jsonb) OWNER TO balai_owner;

--
-- Name: write_lines(ledger.budget_version, text, jsonb, boolean); Type: FUNCTION; Schema: ledger; Owner: balai_owner
--

CREATE FUNCTION ledger.write_lines(p_version ledger.budget_version, p_activity text, p_lines jsonb, p_keep_amounts boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    DELETE FROM ledger.budget_line AS b
     WHERE b.regency = p_version.regency AND b.version_id = p_version.id
       AND (b.activity = p_activity OR (b.activity, b.account, b.fund, b.sub_detail) IN (
            SELECT l ->> 'activity', l ->> 'account', l ->> 'fund', coalesce(l ->> 'subDetail', '01')
              FROM jsonb_array_elements(p_lines) AS l));
    INSERT INTO ledger.budget_line (regency, village, year, version_id, activity, account, fund, sub_detail, name)
    SELECT p_version.regency, p_version.village, p_version.year, p_version.id, l ->> 'activity', l ->> 'account', l ->> 'fund',
           coalesce(l ->> 'subDetail', '01'), coalesce(l ->> 'name', '')
      FROM jsonb_array_elements(p_lines) AS l;
    INSERT INTO ledger.rab_line (regency, village, version_id, activity, account, fund, sub_detail, ordinal,
                                 description, volume, unit, unit_price_sen, amount_sen)
    SELECT p_version.regency, p_version.village, p_version.id, l ->> 'activity', l ->> 'account', l ->> 'fund',
           coalesce(l ->> 'subDetail', '01'), r.n, btrim(r.item ->> 'description'),
           round((r.item ->> 'volume')::numeric, 4), coalesce(r.item ->> 'unit', ''), (r.item ->> 'unitPriceSen')::bigint,
           CASE WHEN p_keep_amounts THEN (r.item ->> 'amountSen')::bigint
                ELSE ledger.rab_amount(round((r.item ->> 'volume')::numeric, 4), (r.item ->> 'unitPriceSen')::bigint)::bigint END
      FROM jsonb_array_elements(p_lines) AS l
     CROSS JOIN LATERAL jsonb_array_elements(coalesce(l -> 'rab', '[]')) WITH ORDINALITY AS r (item, n);
END
$$;

ALTER FUNCTION ledger.write_lines(p_version ledger.budget_version, p_activity text, p_lines jsonb, p_keep_amounts boolean) OWNER TO balai_owner;

--
-- Name: answer_report(uuid, integer, text, text); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.answer_report(p_id uuid, p_revision integer, p_state text, p_answer text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken monitoring.citizen_report;
BEGIN
    SELECT * INTO taken FROM monitoring.citizen_report AS r WHERE r.regency = balai.regency() AND r.id = p_id FOR UPDATE;
    IF taken.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'citizen-report', 'id', p_id));
    END IF;
    PERFORM balai.require_post(taken.about_village, 'inspector');
    IF taken.revision = p_revision + 1 AND taken.state = p_state AND taken.answer = btrim(p_answer) THEN
        RETURN taken.revision;  -- the same answer sent again
    END IF;
    IF taken.revision <> p_revision THEN
        PERFORM balai.refuse('stale-revision', jsonb_build_object('revision', p_revision, 'current', taken.revision));
    END IF;
    IF p_state = 'closed' AND btrim(coalesce(p_answer, '')) = '' THEN
        PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'answer'));
    END IF;
    UPDATE monitoring.citizen_report AS r
       SET state = p_state, answer = btrim(p_answer), answered_by = balai.person(), answered_at = now(),
           revision = r.revision + 1
     WHERE r.regency = taken.regency AND r.id = p_id;
    PERFORM audit.record('answer-report', taken.village, 'citizen-report', p_id,
        jsonb_build_object('state', taken.state, 'answer', taken.answer),
        jsonb_build_object('state', p_state, 'answer', btrim(p_answer)));
    RETURN taken.revision + 1;
END
$$;

ALTER FUNCTION monitoring.answer_report(p_id uuid, p_revision integer, p_state text, p_answer text) OWNER TO balai_owner;

--
-- Name: begin_day(integer); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.begin_day(p_regency integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION monitoring.begin_day(p_regency integer) OWNER TO balai_wide;

--
-- Name: cancel_project(uuid, integer, text); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.cancel_project(p_project uuid, p_revision integer, p_reason text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken monitoring.project := monitoring.take_project(p_project, p_revision);
BEGIN
    PERFORM monitoring.require_planner(taken.village, taken.owner);
    IF btrim(coalesce(p_reason, '')) = '' THEN
        PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'cancel'));
    END IF;
    IF taken.state IN ('done', 'cancelled') THEN
        PERFORM balai.refuse('project-finished', jsonb_build_object('name', taken.name, 'state', taken.state));
    END IF;
    UPDATE monitoring.project AS p SET state = 'cancelled', revision = p.revision + 1
     WHERE p.regency = taken.regency AND p.id = p_project;
    PERFORM audit.record('cancel-project', taken.village, 'project', p_project, to_jsonb(taken),
        jsonb_build_object('state', 'cancelled', 'reason', p_reason));
    IF taken.site_ordinal IS NOT NULL THEN
        PERFORM monitoring.note_change(taken.village, 'site', p_project, p_project);
    END IF;
    RETURN taken.revision + 1;
END
$$;

ALTER FUNCTION monitoring.cancel_project(p_project uuid, p_revision integer, p_reason text) OWNER TO balai_owner;

--
-- Name: capture_ground(bytea, boolean, bytea, uuid); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.capture_ground(p_token_hash bytea, p_is_late boolean, p_nonce bytea, p_set uuid) RETURNS TABLE(link uuid, label text, shared_name text, expires_at timestamp with time zone, regency integer, village bigint, village_name text, district_name text, project uuid, project_name text, kind text, state text, stage smallint, site_ordinal integer, geometry bytea, earliest timestamp with time zone, tolerances text, photos bigint, nonce_state text, time_zone text, stages text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    entered monitoring.capture_link := monitoring.enter_link(p_token_hash, p_is_late);
BEGIN
    RETURN QUERY
    SELECT entered.id, entered.label, n.name, entered.expires_at, p.regency, p.village, v.name, d.name, p.id, p.name, p.kind,
           p.state, p.stage, p.site_ordinal, s.geometry,
           (p.starts_on - (t.given ->> 'daysBefore')::integer)::timestamp AT TIME ZONE r.time_zone, t.given::text,
           (SELECT count(*) FROM monitoring.capture AS c WHERE c.regency = p.regency AND c.link = entered.id),
           (monitoring.nonce_standing(p_nonce, p_set)).state, r.time_zone,
           balai.parameter(p.regency, 'works.stages', balai.today(p.regency), '[0, 50, 100]')::text
      FROM monitoring.project AS p
      JOIN place.regency AS r ON r.regency = p.regency
      JOIN place.village AS v ON v.regency = p.regency AND v.village = p.village
      JOIN place.district AS d ON d.regency = v.regency AND d.district = v.district
      LEFT JOIN identity.person AS n ON n.regency = p.regency AND n.id = entered.shared_by
      LEFT JOIN monitoring.site AS s ON s.regency = p.regency AND s.project = p.id AND s.ordinal = p.site_ordinal
     CROSS JOIN LATERAL (SELECT monitoring.tolerances(p.regency, balai.today(p.regency)) AS given) AS t
     WHERE p.regency = entered.regency AND p.id = entered.project;
END
$$;

ALTER FUNCTION monitoring.capture_ground(p_token_hash bytea, p_is_late boolean, p_nonce bytea, p_set uuid) OWNER TO balai_owner;

--
-- Name: captured(bytea, bytea); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.captured(p_token_hash bytea, p_sha256 bytea) RETURNS TABLE(receipt uuid, received_at timestamp with time zone, progress uuid, nonce_state text, basis text, distance_m double precision, tolerance_m double precision, location text, in_village text, time_window text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    entered monitoring.capture_link := monitoring.enter_link(p_token_hash, true);
BEGIN
    RETURN QUERY
    SELECT c.receipt, c.delivered_at, c.progress, m.nonce_state, h.basis, h.distance_m, h.tolerance_m, h.location, h.in_village,
           h.time_window
      FROM monitoring.capture AS c
      JOIN monitoring.progress_photo AS h ON h.regency = c.regency AND h.progress = c.progress AND h.receipt = c.receipt
      LEFT JOIN monitoring.claim AS m ON m.regency = c.regency AND m.receipt = c.receipt AND m.source = 'device'
     WHERE c.regency = entered.regency AND c.link = entered.id AND c.sha256 = p_sha256;
END
$$;

ALTER FUNCTION monitoring.captured(p_token_hash bytea, p_sha256 bytea) OWNER TO balai_owner;

--
-- Name: changes_waiting(integer); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.changes_waiting(p_limit integer) RETURNS TABLE(regency integer, number bigint, kind text, project uuid, object uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT c.regency, c.number, c.kind, c.project, c.object
      FROM monitoring.change AS c
      LEFT JOIN monitoring.screening_cursor AS k ON k.regency = c.regency
     WHERE c.number > coalesce(k.number, 0)
     ORDER BY c.regency, c.number LIMIT least(p_limit, 1000)
$$;

ALTER FUNCTION monitoring.changes_waiting(p_limit integer) OWNER TO balai_wide;

--
-- Name: create_project(uuid, bigint, jsonb, bytea, double precision, double precision, double precision, double precision, text, integer, text); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.create_project(p_id uuid, p_village bigint, p_fields jsonb, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) RETURNS TABLE(id uuid, revision integer, site_ordinal integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    answer jsonb;
    made monitoring.project;
BEGIN
    PERFORM monitoring.require_planner(p_village, p_fields ->> 'owner');
    answer := balai.claim(p_id, 'create-project',
        ledger.fingerprint(p_village::text, p_fields::text, coalesce(encode(p_geometry, 'hex'), '')), p_village);
    IF answer IS NULL THEN
        IF p_fields ->> 'owner' = 'desa' THEN
            PERFORM monitoring.require_listed(p_village, (p_fields ->> 'year')::integer, p_fields ->> 'activity',
                                              p_fields ->> 'fund');
        END IF;
        INSERT INTO monitoring.project (regency, village, id, year, owner, activity, fund, account, name, kind,
            is_maintenance, management, volume, unit, budget_sen, starts_on, ends_on, created_by, agency, output)
        VALUES (in_regency, p_village, p_id, (p_fields ->> 'year')::smallint, p_fields ->> 'owner', p_fields ->> 'activity',
            p_fields ->> 'fund', p_fields ->> 'account', btrim(p_fields ->> 'name'), p_fields ->> 'kind',
            (p_fields ->> 'isMaintenance')::boolean, p_fields ->> 'management', (p_fields ->> 'volume')::numeric,
            p_fields ->> 'unit', (p_fields ->> 'budgetSen')::bigint, (p_fields ->> 'startsOn')::date,
            (p_fields ->> 'endsOn')::date, balai.person(), coalesce(p_fields ->> 'agency', ''), p_fields ->> 'output')
        RETURNING * INTO made;
        PERFORM audit.record('create-project', p_village, 'project', p_id, NULL, p_fields);
        IF p_geometry IS NOT NULL THEN
            made.site_ordinal := monitoring.store_site(made, p_geometry, p_west, p_south, p_east, p_north, p_source,
                p_epsg, p_given);
            made.revision := 2;
        END IF;
        answer := balai.keep(p_id, p_village,
            jsonb_build_object('revision', made.revision, 'siteOrdinal', made.site_ordinal));
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'revision')::integer, (answer ->> 'siteOrdinal')::integer;
END
$$;

ALTER FUNCTION monitoring.create_project(p_id uuid, p_village bigint, p_fields jsonb, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) OWNER TO balai_owner;

--
-- Name: decide_flag(uuid, integer, text, text); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.decide_flag(p_flag uuid, p_revision integer, p_verb text, p_reason text) RETURNS TABLE(revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    seen monitoring.flag := monitoring.seen_flag(p_flag);
BEGIN
    PERFORM balai.require_post(seen.village, 'inspector');
    IF p_verb NOT IN ('confirm', 'dismiss') THEN
        PERFORM balai.refuse('flag-state', jsonb_build_object('state', seen.state, 'verb', p_verb));
    END IF;
    RETURN QUERY SELECT * FROM monitoring.step_flag(p_flag, p_revision, p_verb, p_reason, seen.village,
        ARRAY['open', 'explained'], CASE p_verb WHEN 'confirm' THEN 'confirmed' ELSE 'dismissed' END);
END
$$;

ALTER FUNCTION monitoring.decide_flag(p_flag uuid, p_revision integer, p_verb text, p_reason text) OWNER TO balai_owner;

--
-- Name: edit_project(uuid, integer, jsonb); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.edit_project(p_project uuid, p_revision integer, p_fields jsonb) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken monitoring.project := monitoring.take_project(p_project, p_revision);
    edited monitoring.project;
BEGIN
    PERFORM monitoring.require_planner(taken.village, taken.owner);
    IF taken.state = 'cancelled' THEN
        PERFORM balai.refuse('project-cancelled', jsonb_build_object('name', taken.name));
    END IF;
    IF taken.owner = 'desa' THEN
        PERFORM monitoring.require_listed(taken.village, (p_fields ->> 'year')::integer, p_fields ->> 'activity',
                                          p_fields ->> 'fund');
    END IF;
    UPDATE monitoring.project AS p
       SET year = (p_fields ->> 'year')::smallint, activity = p_fields ->> 'activity', fund = p_fields ->> 'fund',
           account = p_fields ->> 'account', name = btrim(p_fields ->> 'name'), kind = p_fields ->> 'kind',
           is_maintenance = (p_fields ->> 'isMaintenance')::boolean, management = p_fields ->> 'management',
           volume = (p_fields ->> 'volume')::numeric, unit = p_fields ->> 'unit',
           budget_sen = (p_fields ->> 'budgetSen')::bigint, starts_on = (p_fields ->> 'startsOn')::date,
           ends_on = (p_fields ->> 'endsOn')::date, agency = coalesce(p_fields ->> 'agency', ''),
           output = p_fields ->> 'output', revision = p.revision + 1
     WHERE p.regency = taken.regency AND p.id = p_project RETURNING * INTO edited;
    PERFORM audit.record('edit-project', taken.village, 'project', p_project, to_jsonb(taken), to_jsonb(edited));
    IF taken.site_ordinal IS NOT NULL AND (taken.year, taken.fund, taken.kind, taken.is_maintenance, taken.name)
        IS DISTINCT FROM (edited.year, edited.fund, edited.kind, edited.is_maintenance, edited.name) THEN
        PERFORM monitoring.note_change(taken.village, 'site', p_project, p_project);
    END IF;
    RETURN edited.revision;
END
$$;

ALTER FUNCTION monitoring.edit_project(p_project uuid, p_revision integer, p_fields jsonb) OWNER TO balai_owner;

--
-- Name: end_relation(uuid, uuid); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.end_relation(p_project uuid, p_other uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken monitoring.project := monitoring.take_project(p_project, NULL);
BEGIN
    PERFORM monitoring.require_planner(taken.village, taken.owner);
    UPDATE monitoring.relation AS r SET ended_at = now(), ended_by = balai.person()
     WHERE r.regency = taken.regency AND r.ended_at IS NULL AND r.village = taken.village
       AND p_project IN (r.project, r.other) AND p_other IN (r.project, r.other);
    IF FOUND THEN
        PERFORM audit.record('end-relation', taken.village, 'project', p_project, NULL, jsonb_build_object('other', p_other));
        PERFORM monitoring.note_change(taken.village, 'site', p_project, p_project);
    END IF;
END
$$;

ALTER FUNCTION monitoring.end_relation(p_project uuid, p_other uuid) OWNER TO balai_owner;

--
-- Name: capture_link; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.capture_link (
    regency integer NOT NULL,
    village bigint NOT NULL,
    id uuid NOT NULL,
    project uuid NOT NULL,
    token_hash bytea NOT NULL,
    label text NOT NULL,
    shared_by uuid NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    revoked_by uuid,
    CONSTRAINT capture_link_label_given CHECK (((btrim(label) <> ''::text) AND (length(label) <= 100))),
    CONSTRAINT capture_link_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT capture_link_revoked_whole CHECK (((revoked_at IS NULL) = (revoked_by IS NULL))),
    CONSTRAINT capture_link_term CHECK (((expires_at > made_at) AND (expires_at <= (made_at + '61 days'::interval)))),
    CONSTRAINT capture_link_token_size CHECK ((length(token_hash) = 32))
);

ALTER TABLE ONLY monitoring.capture_link FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.capture_link OWNER TO balai_owner;

--
-- Name: TABLE capture_link; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.capture_link IS 'Tautan foto: lets its holder photograph one work for some days, without an account. Only the hash of the token is kept.';

--
-- Name: COLUMN capture_link.label; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.capture_link.label IS 'Whom it was shared with, in the sharer''s words: Pak Slamet, mandor.';

--
-- Name: COLUMN capture_link.shared_by; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.capture_link.shared_by IS 'The manager who shared it and answers for what comes through it.';

--
-- Name: enter_link(bytea, boolean); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.enter_link(p_token_hash bytea, p_is_late boolean) RETURNS monitoring.capture_link
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    entered monitoring.capture_link;
    until timestamptz;
BEGIN
    SELECT * INTO entered FROM monitoring.capture_link AS c WHERE c.token_hash = p_token_hash;
    IF entered.id IS NULL THEN
        PERFORM balai.refuse('link-unknown');
    END IF;
    IF entered.revoked_at IS NOT NULL THEN
        PERFORM balai.refuse('link-revoked');
    END IF;
    until := entered.expires_at + CASE WHEN p_is_late THEN interval '14 days' ELSE interval '0' END;
    IF now() > until THEN
        PERFORM balai.refuse('link-expired', jsonb_build_object('day', (entered.expires_at AT TIME ZONE coalesce(
            (SELECT r.time_zone FROM place.regency AS r WHERE r.regency = entered.regency), 'Asia/Jakarta'))::date));
    END IF;
    PERFORM set_config('balai.regency', entered.regency::text, true), set_config('balai.link', entered.id::text, true),
            set_config('balai.link_project', entered.project::text, true), set_config('balai.account', '', true),
            set_config('balai.person', '', true), set_config('balai.village_from', '', true),
            set_config('balai.village_until', '', true), set_config('balai.village_list', '', true);
    RETURN entered;
END
$$;

ALTER FUNCTION monitoring.enter_link(p_token_hash bytea, p_is_late boolean) OWNER TO balai_wide;

--
-- Name: explain_flag(uuid, integer, text); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.explain_flag(p_flag uuid, p_revision integer, p_reason text) RETURNS TABLE(revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    seen monitoring.flag := monitoring.seen_flag(p_flag);
    mine bigint := seen.village;
BEGIN
    IF NOT balai.in_scope(seen.village) THEN
        mine := seen.other_village;
    END IF;
    PERFORM balai.require_post(mine, 'secretary', 'head', 'manager', 'treasurer');
    RETURN QUERY SELECT * FROM monitoring.step_flag(p_flag, p_revision, 'explain', p_reason, mine,
        ARRAY['open', 'explained'], 'explained');
END
$$;

ALTER FUNCTION monitoring.explain_flag(p_flag uuid, p_revision integer, p_reason text) OWNER TO balai_owner;

--
-- Name: flag_override(integer, uuid, uuid, integer, text, integer, integer); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.flag_override(p_regency integer, p_project uuid, p_spp uuid, p_number integer, p_activity text, p_found integer, p_needed integer) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM monitoring.raise_flag(p_regency, 0, jsonb_build_object('rule', 'R15-gate-override', 'severity', 'warning',
        'project', p_project, 'score', 1, 'reason', 'rule.R15-gate-override.reason', 'facts', '{}'::jsonb,
        'evidence', jsonb_build_object('spp', p_number, 'activity', p_activity, 'found', p_found, 'needed', p_needed),
        'fingerprint', encode(sha256(convert_to('override ' || p_spp, 'UTF8')), 'hex')));
    RETURN p_project;
END
$$;

ALTER FUNCTION monitoring.flag_override(p_regency integer, p_project uuid, p_spp uuid, p_number integer, p_activity text, p_found integer, p_needed integer) OWNER TO balai_wide;

--
-- Name: forget_nonces(); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.forget_nonces() RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    WITH gone AS (DELETE FROM monitoring.nonce WHERE issued_at < now() - interval '120 days' RETURNING 1)
    SELECT count(*)::integer FROM gone
$$;

ALTER FUNCTION monitoring.forget_nonces() OWNER TO balai_wide;

--
-- Name: hand_over(uuid, uuid, date, text, text, text); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.hand_over(p_id uuid, p_project uuid, p_day date, p_number text, p_receiver text, p_note text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken monitoring.project := monitoring.take_project(p_project, NULL);
BEGIN
    PERFORM balai.require_post(taken.village, 'manager', 'head');
    IF balai.claim(p_id, 'hand-over', ledger.fingerprint(p_project::text, p_day::text, p_number, p_receiver, p_note),
                   taken.village) IS NOT NULL THEN
        RETURN;
    END IF;
    IF taken.state <> 'done' THEN
        PERFORM balai.refuse('project-unfinished', jsonb_build_object('name', taken.name, 'stage', taken.stage));
    ELSIF EXISTS (SELECT FROM monitoring.handover AS h WHERE h.regency = taken.regency AND h.project = p_project) THEN
        PERFORM balai.refuse('handed-over', jsonb_build_object('name', taken.name));
    ELSIF p_day > balai.today(taken.regency) THEN
        PERFORM balai.refuse('date-in-future', jsonb_build_object('day', p_day, 'today', balai.today(taken.regency)));
    END IF;
    INSERT INTO monitoring.handover (regency, village, id, project, day, number, receiver, note, person)
    VALUES (taken.regency, taken.village, p_id, p_project, p_day, btrim(p_number), btrim(p_receiver), btrim(p_note),
            balai.person());
    PERFORM audit.record('hand-over', taken.village, 'project', p_project, NULL,
        jsonb_build_object('day', p_day, 'number', p_number, 'receiver', p_receiver));
    PERFORM balai.keep(p_id, taken.village, '{}'::jsonb);
END
$$;

ALTER FUNCTION monitoring.hand_over(p_id uuid, p_project uuid, p_day date, p_number text, p_receiver text, p_note text) OWNER TO balai_owner;

--
-- Name: import_works(integer, text, jsonb); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.import_works(p_regency integer, p_source text, p_rows jsonb) RETURNS TABLE(created integer, changed integer, same integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    r jsonb;
    known monitoring.project;
    kept monitoring.project;
    shape bytea;
    is_moved boolean;
BEGIN
    created := 0;
    changed := 0;
    same := 0;
    FOR r IN SELECT n FROM jsonb_array_elements(p_rows) AS n LOOP
        shape := decode(r ->> 'geometry', 'base64');
        SELECT * INTO known FROM monitoring.project AS p
         WHERE p.regency = p_regency AND p.agency = r ->> 'agency' AND p.source_key = r ->> 'key' FOR NO KEY UPDATE;
        INSERT INTO monitoring.project AS p (regency, village, id, year, owner, activity, fund, name, kind, is_maintenance,
            management, volume, unit, budget_sen, paid_sen, starts_on, ends_on, state, stage, origin, agency, source_key)
        VALUES (p_regency, (r ->> 'village')::bigint, gen_random_uuid(), (r ->> 'year')::smallint, 'opd', r ->> 'activity',
            r ->> 'fund', r ->> 'name', r ->> 'kind', (r ->> 'isMaintenance')::boolean, 'contract',
            (r ->> 'volume')::numeric, r ->> 'unit', (r ->> 'budgetSen')::bigint, (r ->> 'paidSen')::bigint,
            (r ->> 'startsOn')::date, (r ->> 'endsOn')::date, r ->> 'state',
            CASE r ->> 'state' WHEN 'done' THEN 100 ELSE 0 END, 'imported', r ->> 'agency', r ->> 'key')
        ON CONFLICT ON CONSTRAINT project_source_once DO UPDATE SET year = excluded.year, activity = excluded.activity,
            fund = excluded.fund, name = excluded.name, kind = excluded.kind, is_maintenance = excluded.is_maintenance,
            volume = excluded.volume, unit = excluded.unit, budget_sen = excluded.budget_sen, paid_sen = excluded.paid_sen,
            starts_on = excluded.starts_on, ends_on = excluded.ends_on, state = excluded.state, stage = excluded.stage,
            revision = p.revision + 1
         WHERE (p.year, p.activity, p.fund, p.name, p.kind, p.is_maintenance, p.volume, p.unit, p.budget_sen, p.paid_sen,
                p.starts_on, p.ends_on, p.state) IS DISTINCT FROM (excluded.year, excluded.activity, excluded.fund,
                excluded.name, excluded.kind, excluded.is_maintenance, excluded.volume, excluded.unit, excluded.budget_sen,
                excluded.paid_sen, excluded.starts_on, excluded.ends_on, excluded.state)
        RETURNING p.* INTO kept;
        is_moved := shape IS NOT NULL AND NOT EXISTS (
            SELECT FROM monitoring.site AS s WHERE s.regency = p_regency AND s.project = known.id
               AND s.ordinal = known.site_ordinal AND s.geometry = shape);
        IF kept.id IS NULL THEN
            kept := known;
        END IF;
        IF is_moved THEN
            INSERT INTO monitoring.site (regency, village, project, ordinal, geometry, source, west, south, east, north,
                                         after_revision, given)
            VALUES (p_regency, kept.village, kept.id, coalesce(kept.site_ordinal, 0) + 1, shape, 'imported',
                (r ->> 'west')::double precision, (r ->> 'south')::double precision, (r ->> 'east')::double precision,
                (r ->> 'north')::double precision, kept.revision, left(p_source, 4000));
            UPDATE monitoring.project AS p SET site_ordinal = coalesce(kept.site_ordinal, 0) + 1, revision = p.revision + 1,
                   west = (r ->> 'west')::double precision, south = (r ->> 'south')::double precision,
                   east = (r ->> 'east')::double precision, north = (r ->> 'north')::double precision
             WHERE p.regency = p_regency AND p.id = kept.id;
        END IF;
        IF known.id IS NULL THEN
            created := created + 1;
        ELSIF is_moved OR kept.revision > known.revision THEN
            changed := changed + 1;
        ELSE
            same := same + 1;
            CONTINUE;
        END IF;
        PERFORM monitoring.note_change(kept.village, 'site', kept.id, kept.id);
    END LOOP;
    PERFORM audit.record('import-works', p_regency::bigint * 1000000, 'project', NULL, NULL,
        jsonb_build_object('source', p_source), jsonb_build_object('created', created, 'changed', changed, 'same', same));
    RETURN NEXT;
END
$$;

ALTER FUNCTION monitoring.import_works(p_regency integer, p_source text, p_rows jsonb) OWNER TO balai_wide;

--
-- Name: project; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.project (
    regency integer NOT NULL,
    village bigint NOT NULL,
    id uuid NOT NULL,
    ordinal bigint NOT NULL,
    year smallint NOT NULL,
    owner text NOT NULL,
    activity text,
    fund text NOT NULL,
    account text,
    name text NOT NULL,
    kind text NOT NULL,
    is_maintenance boolean DEFAULT false NOT NULL,
    management text NOT NULL,
    volume numeric(14,4),
    unit text DEFAULT ''::text NOT NULL,
    budget_sen bigint NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    state text DEFAULT 'planned'::text NOT NULL,
    stage smallint DEFAULT 0 NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    site_ordinal integer,
    west double precision,
    south double precision,
    east double precision,
    north double precision,
    origin text DEFAULT 'entered'::text NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    agency text DEFAULT ''::text NOT NULL,
    output text,
    paid_sen bigint,
    source_key text,
    CONSTRAINT project_account_shape CHECK ((account ~ '^5(\.[0-9]{1,2}){1,3}$'::text)),
    CONSTRAINT project_activity_of_desa CHECK (((owner <> 'desa'::text) OR (activity IS NOT NULL))),
    CONSTRAINT project_activity_shape CHECK ((activity ~ '^[0-9]\.[0-9]{1,2}\.[0-9]{2}$'::text)),
    CONSTRAINT project_agency_short CHECK ((length(agency) <= 200)),
    CONSTRAINT project_budget_in_range CHECK (((budget_sen >= 0) AND (budget_sen <= '100000000000000000'::bigint))),
    CONSTRAINT project_dates_ordered CHECK ((ends_on >= starts_on)),
    CONSTRAINT project_fund_shape CHECK ((fund ~ '^[A-Z]{2,4}$'::text)),
    CONSTRAINT project_kind_known CHECK ((kind = ANY (ARRAY['road'::text, 'drain'::text, 'bridge'::text, 'wall'::text, 'building'::text, 'water'::text, 'sanitation'::text, 'lighting'::text, 'house'::text, 'other'::text]))),
    CONSTRAINT project_management_known CHECK ((management = ANY (ARRAY['self-managed'::text, 'contract'::text]))),
    CONSTRAINT project_name_given CHECK (((btrim(name) <> ''::text) AND (length(name) <= 200))),
    CONSTRAINT project_origin_known CHECK ((origin = ANY (ARRAY['entered'::text, 'imported'::text]))),
    CONSTRAINT project_output_shape CHECK ((output ~ '^[0-9]{6,8}$'::text)),
    CONSTRAINT project_owner_known CHECK ((owner = ANY (ARRAY['desa'::text, 'opd'::text]))),
    CONSTRAINT project_paid_in_range CHECK (((paid_sen >= 0) AND (paid_sen <= '100000000000000000'::bigint))),
    CONSTRAINT project_paid_of_opd CHECK (((paid_sen IS NULL) OR (owner = 'opd'::text))),
    CONSTRAINT project_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT project_revision_positive CHECK ((revision > 0)),
    CONSTRAINT project_site_has_bounds CHECK ((((site_ordinal IS NULL) = (west IS NULL)) AND ((west IS NULL) = (south IS NULL)) AND ((west IS NULL) = (east IS NULL)) AND ((west IS NULL) = (north IS NULL)))),
    CONSTRAINT project_site_ordinal_positive CHECK ((site_ordinal > 0)),
    CONSTRAINT project_source_key_short CHECK (((length(source_key) >= 1) AND (length(source_key) <= 200))),
    CONSTRAINT project_stage_percent CHECK (((stage >= 0) AND (stage <= 100))),
    CONSTRAINT project_state_known CHECK ((state = ANY (ARRAY['planned'::text, 'running'::text, 'done'::text, 'cancelled'::text]))),
    CONSTRAINT project_unit_short CHECK ((length(unit) <= 50)),
    CONSTRAINT project_volume_positive CHECK ((volume > (0)::numeric)),
    CONSTRAINT project_year_plausible CHECK (((year >= 2015) AND (year <= 2100)))
);

ALTER TABLE ONLY monitoring.project FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.project OWNER TO balai_owner;

--
-- Name: TABLE project; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.project IS 'Pekerjaan fisik: one work of a budget activity, of the village (desa) or of another agency (opd).';

--
-- Name: COLUMN project.ordinal; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.project.ordinal IS 'Order of creation, for lists; not gapless.';

--
-- Name: COLUMN project.account; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.project.account IS 'Kode rekening of the line that pays it; null where all lines of the activity and fund do.';

--
-- Name: COLUMN project.management; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.project.management IS 'Swakelola or penyedia.';

--
-- Name: COLUMN project.budget_sen; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.project.budget_sen IS 'Sen. The work''s own share of its budget lines.';

--
-- Name: COLUMN project.stage; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.project.stage IS 'Percent, of the newest report not withdrawn.';

--
-- Name: COLUMN project.west; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.project.west IS 'Box of the newest site, degrees, kept here so that map and list need no join; null before the first site.';

--
-- Name: COLUMN project.agency; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.project.agency IS 'Perangkat daerah or other agency; empty for a village''s own work.';

--
-- Name: COLUMN project.output; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.project.output IS 'Standard output (keluaran) of the activity, a code of reference/outputs.tsv.';

--
-- Name: COLUMN project.paid_sen; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.project.paid_sen IS 'Sen, as the agency says. What a village paid is in its ledger.';

--
-- Name: COLUMN project.source_key; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.project.source_key IS 'The work''s key in the agency''s own list: a later file changes it.';

--
-- Name: is_ahead(monitoring.project); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.is_ahead(p_work monitoring.project) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$ SELECT coalesce(monitoring.paid_of(p_work) * 100 / NULLIF(p_work.budget_sen, 0) > p_work.stage + 20, false) $$;

ALTER FUNCTION monitoring.is_ahead(p_work monitoring.project) OWNER TO balai_owner;

--
-- Name: issue_nonces(bytea, bytea[]); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.issue_nonces(p_token_hash bytea, p_nonces bytea[]) RETURNS timestamp with time zone
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    entered monitoring.capture_link;
BEGIN
    IF p_token_hash IS NOT NULL THEN
        entered := monitoring.enter_link(p_token_hash, false);
    ELSIF balai.account() IS NULL THEN
        PERFORM balai.refuse('not-signed-in');
    END IF;
    INSERT INTO monitoring.nonce (regency, village, nonce, link, account)
    SELECT balai.regency(), coalesce(entered.village, balai.regency()::bigint * 1000000), n, entered.id,
           CASE WHEN entered.id IS NULL THEN balai.account() END
      FROM unnest(p_nonces[:50]) AS n;
    RETURN now();
END
$$;

ALTER FUNCTION monitoring.issue_nonces(p_token_hash bytea, p_nonces bytea[]) OWNER TO balai_owner;

--
-- Name: line_money(integer, bigint, integer, text, text, text); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.line_money(p_regency integer, p_village bigint, p_year integer, p_activity text, p_fund text, p_account text) RETURNS TABLE(limit_sen bigint, requested_sen bigint, reserved_sen bigint, posted_sen bigint)
    LANGUAGE sql STABLE
    AS $$
    SELECT sum(c.limit_sen)::bigint, sum(c.requested_sen)::bigint, sum(c.reserved_sen)::bigint, sum(c.posted_sen)::bigint
      FROM ledger.line_control AS c
     WHERE c.regency = p_regency AND c.village = p_village AND c.year = p_year AND c.activity = p_activity AND c.fund = p_fund
       AND (p_account IS NULL OR c.account = p_account OR starts_with(c.account, p_account || '.'))
$$;

ALTER FUNCTION monitoring.line_money(p_regency integer, p_village bigint, p_year integer, p_activity text, p_fund text, p_account text) OWNER TO balai_owner;

--
-- Name: load_boundaries(integer, text, jsonb); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.load_boundaries(p_regency integer, p_source text, p_rows jsonb) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    unknown text;
    loaded integer;
BEGIN
    SELECT string_agg(r ->> 'village', ', ' ORDER BY r ->> 'village') INTO unknown FROM jsonb_array_elements(p_rows) AS r
     WHERE NOT EXISTS (SELECT FROM place.village AS v WHERE v.regency = p_regency AND v.village = (r ->> 'village')::bigint);
    IF unknown IS NOT NULL THEN
        PERFORM balai.refuse('unknown-villages', jsonb_build_object('villages', left(unknown, 2000)));
    END IF;
    INSERT INTO monitoring.boundary AS b (regency, village, source, geometry, west, south, east, north)
    SELECT p_regency, (r ->> 'village')::bigint, p_source, decode(r ->> 'geometry', 'base64'),
           (r ->> 'west')::double precision, (r ->> 'south')::double precision,
           (r ->> 'east')::double precision, (r ->> 'north')::double precision
      FROM jsonb_array_elements(p_rows) AS r
    ON CONFLICT (regency, village) DO UPDATE SET source = excluded.source, geometry = excluded.geometry, west = excluded.west,
        south = excluded.south, east = excluded.east, north = excluded.north, loaded_at = now();
    GET DIAGNOSTICS loaded = ROW_COUNT;
    PERFORM audit.record('load-boundaries', p_regency::bigint * 1000000, 'boundary', NULL, NULL,
        jsonb_build_object('source', p_source), jsonb_build_object('count', loaded));
    RETURN loaded;
END
$$;

ALTER FUNCTION monitoring.load_boundaries(p_regency integer, p_source text, p_rows jsonb) OWNER TO balai_wide;

--
-- Name: moment(text, integer); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.moment(p_text text, p_regency integer) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    AS $_$
BEGIN
    IF p_text ~ '(Z|[+-][0-9]{2}:[0-9]{2})$' THEN
        RETURN p_text::timestamptz;
    END IF;
    RETURN p_text::timestamp AT TIME ZONE (SELECT r.time_zone FROM place.regency AS r WHERE r.regency = p_regency);
EXCEPTION WHEN datetime_field_overflow OR invalid_datetime_format THEN
    RETURN NULL;
END
$_$;

ALTER FUNCTION monitoring.moment(p_text text, p_regency integer) OWNER TO balai_owner;

--
-- Name: move_evidence(); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.move_evidence() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE ledger.evidence AS e
       SET year = NEW.year, activity = NEW.activity, fund = NEW.fund,
           withdrawn_at = CASE WHEN NEW.state = 'cancelled' THEN coalesce(e.withdrawn_at, now()) ELSE e.withdrawn_at END
     WHERE e.regency = NEW.regency AND e.project = NEW.id;
    RETURN NULL;
END
$$;

ALTER FUNCTION monitoring.move_evidence() OWNER TO balai_owner;

--
-- Name: nonce_standing(bytea, uuid); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.nonce_standing(p_nonce bytea, p_set uuid, OUT state text, OUT issued_at timestamp with time zone) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    found monitoring.nonce;
    hours integer;
BEGIN
    IF p_nonce IS NULL THEN
        RETURN;
    END IF;
    SELECT * INTO found FROM monitoring.nonce AS n WHERE n.regency = balai.regency() AND n.nonce = p_nonce;
    issued_at := found.issued_at;
    hours := (monitoring.tolerances(balai.regency(), balai.today(balai.regency())) ->> 'nonceHours')::integer;
    state := CASE WHEN found.nonce IS NULL THEN 'unknown'
                  WHEN found.used_by IS NOT NULL AND found.used_by <> p_set THEN 'reused'
                  WHEN found.issued_at < now() - make_interval(hours => hours) THEN 'old' ELSE 'fresh' END;
END
$$;

ALTER FUNCTION monitoring.nonce_standing(p_nonce bytea, p_set uuid, OUT state text, OUT issued_at timestamp with time zone) OWNER TO balai_owner;

--
-- Name: note_change(bigint, text, uuid, uuid); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.note_change(p_village bigint, p_kind text, p_project uuid, p_object uuid) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    next_number bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(820020, in_regency);
    SELECT coalesce(max(c.number), 0) + 1 INTO next_number FROM monitoring.change AS c WHERE c.regency = in_regency;
    INSERT INTO monitoring.change (regency, village, number, kind, project, object)
    VALUES (in_regency, p_village, next_number, p_kind, p_project, p_object);
    RETURN next_number;
END
$$;

ALTER FUNCTION monitoring.note_change(p_village bigint, p_kind text, p_project uuid, p_object uuid) OWNER TO balai_wide;

--
-- Name: note_payment(); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.note_payment() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    work uuid;
BEGIN
    FOR work IN
        SELECT DISTINCT p.id FROM ledger.posting AS l
          JOIN monitoring.project AS p ON p.regency = l.regency AND p.village = l.village AND p.year = l.year
               AND p.activity = l.activity AND p.fund = l.fund AND p.state <> 'cancelled'
         WHERE l.regency = NEW.regency AND l.entry_id = NEW.id AND l.account LIKE '5.%'
         ORDER BY p.id LOOP
        PERFORM monitoring.note_change(NEW.village, 'payment', work, NEW.document_id);
    END LOOP;
    RETURN NULL;
END
$$;

ALTER FUNCTION monitoring.note_payment() OWNER TO balai_owner;

--
-- Name: paid_of(monitoring.project); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.paid_of(p_work monitoring.project) RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
    SELECT CASE WHEN p_work.owner = 'opd' THEN p_work.paid_sen ELSE (
        SELECT sum(l.posted_sen)::bigint FROM ledger.line_control AS l
         WHERE l.regency = p_work.regency AND l.village = p_work.village AND l.year = p_work.year
           AND l.activity = p_work.activity AND l.fund = p_work.fund AND NOT EXISTS (
               SELECT FROM monitoring.project AS q
                WHERE q.regency = p_work.regency AND q.village = p_work.village AND q.year = p_work.year
                  AND q.activity = p_work.activity AND q.fund = p_work.fund AND q.id <> p_work.id
                  AND q.state <> 'cancelled')) END
$$;

ALTER FUNCTION monitoring.paid_of(p_work monitoring.project) OWNER TO balai_owner;

--
-- Name: photo_evidence_of(integer, uuid[]); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.photo_evidence_of(p_regency integer, p_projects uuid[]) RETURNS TABLE(receipt uuid, long_side integer, notes text, views text, exif_latitude double precision, exif_longitude double precision, exif_accuracy_m double precision)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION monitoring.photo_evidence_of(p_regency integer, p_projects uuid[]) OWNER TO balai_wide;

--
-- Name: photo_hashes_since(integer, bigint); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.photo_hashes_since(p_regency integer, p_after bigint) RETURNS TABLE(head bigint, project uuid, receipt uuid, pdq bytea, pdq_quality smallint, views text[])
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION monitoring.photo_hashes_since(p_regency integer, p_after bigint) OWNER TO balai_wide;

--
-- Name: photos_of(integer, uuid[]); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.photos_of(p_regency integer, p_projects uuid[]) RETURNS TABLE(receipt uuid, project uuid, stage smallint, day date, sha256 bytea, scan_sha256 bytea, pdq bytea, pdq_quality smallint, exif_at timestamp with time zone, gps_at timestamp with time zone, device_at timestamp with time zone, received_at timestamp with time zone, device text, software text, source text, latitude double precision, longitude double precision, accuracy_m double precision)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT r.id, g.project, g.stage, g.day, r.sha256, r.scan_sha256, r.pdq, r.pdq_quality, r.exif_at, r.gps_at, r.device_at,
           r.received_at, r.device, r.software, l.source, l.latitude, l.longitude, l.accuracy_m
      FROM monitoring.progress AS g
      JOIN monitoring.progress_photo AS h ON h.regency = g.regency AND h.progress = g.id
      JOIN monitoring.receipt AS r ON r.regency = h.regency AND r.id = h.receipt
      LEFT JOIN LATERAL (
            SELECT c.source, c.latitude, c.longitude, c.accuracy_m FROM monitoring.claim AS c
             WHERE c.regency = r.regency AND c.receipt = r.id AND c.source <> 'pin'
             ORDER BY c.source = 'device' DESC LIMIT 1) AS l ON true
     WHERE g.regency = p_regency AND g.project = ANY (p_projects) AND g.state = 'submitted'
     ORDER BY g.reported_at, h.ordinal
$$;

ALTER FUNCTION monitoring.photos_of(p_regency integer, p_projects uuid[]) OWNER TO balai_wide;

--
-- Name: place_site(uuid, integer, bytea, double precision, double precision, double precision, double precision, text, integer, text); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.place_site(p_project uuid, p_revision integer, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) RETURNS TABLE(revision integer, site_ordinal integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken monitoring.project := monitoring.take_project(p_project, NULL);
BEGIN
    PERFORM monitoring.require_planner(taken.village, taken.owner);
    IF EXISTS (SELECT FROM monitoring.site AS s
                WHERE s.regency = taken.regency AND s.project = p_project AND s.ordinal = taken.site_ordinal
                  AND s.after_revision = p_revision AND s.geometry = p_geometry AND s.drawn_by = balai.person()) THEN
        RETURN QUERY SELECT taken.revision, taken.site_ordinal;
        RETURN;
    END IF;
    IF taken.revision <> p_revision THEN
        PERFORM balai.refuse('stale-revision', jsonb_build_object('revision', p_revision, 'current', taken.revision));
    END IF;
    IF taken.state = 'cancelled' THEN
        PERFORM balai.refuse('project-cancelled', jsonb_build_object('name', taken.name));
    END IF;
    taken.site_ordinal := monitoring.store_site(taken, p_geometry, p_west, p_south, p_east, p_north, p_source,
        p_epsg, p_given);
    RETURN QUERY SELECT taken.revision + 1, taken.site_ordinal;
END
$$;

ALTER FUNCTION monitoring.place_site(p_project uuid, p_revision integer, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) OWNER TO balai_owner;

--
-- Name: raise_flag(integer, bigint, jsonb); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.raise_flag(p_regency integer, p_number bigint, p_flag jsonb) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    work constant uuid := (p_flag ->> 'project')::uuid;
    other_work constant uuid := (p_flag ->> 'other')::uuid;
    made monitoring.flag;
    older monitoring.flag;
BEGIN
    INSERT INTO monitoring.flag AS f (regency, village, other_village, rule, severity, project, other, first_of_pair,
        last_of_pair, score, evidence, reason, facts, fingerprint, change_number)
    SELECT p_regency, p.village, o.village, p_flag ->> 'rule', p_flag ->> 'severity', work, other_work,
           least(work, coalesce(other_work, work)), greatest(work, coalesce(other_work, work)),
           (p_flag ->> 'score')::double precision, p_flag -> 'evidence', p_flag ->> 'reason', p_flag -> 'facts',
           decode(p_flag ->> 'fingerprint', 'hex'), p_number
      FROM monitoring.project AS p
      LEFT JOIN monitoring.project AS o ON o.regency = p.regency AND o.id = other_work
     WHERE p.regency = p_regency AND p.id = work
    ON CONFLICT ON CONSTRAINT flag_once DO NOTHING
    RETURNING f.* INTO made;
    IF made.id IS NULL THEN
        RETURN 0;
    END IF;
    INSERT INTO monitoring.flag_event (regency, village, other_village, flag, revision, verb)
    VALUES (p_regency, made.village, made.other_village, made.id, 0, 'raise');
    PERFORM audit.record('raise-flag', made.village, 'flag', made.id, NULL, p_flag,
        jsonb_build_object('rule', made.rule, 'severity', made.severity));
    -- The facts changed: what was still open about the pair goes on in the new flag.
    FOR older IN
        UPDATE monitoring.flag AS f SET state = 'superseded', revision = f.revision + 1
         WHERE f.regency = p_regency AND f.rule = made.rule AND f.first_of_pair = made.first_of_pair
           AND f.last_of_pair = made.last_of_pair AND f.id <> made.id AND f.state IN ('open', 'explained')
        RETURNING f.*
    LOOP
        INSERT INTO monitoring.flag_event (regency, village, other_village, flag, revision, verb)
        VALUES (p_regency, older.village, older.other_village, older.id, older.revision - 1, 'supersede');
    END LOOP;
    RETURN 1;
END
$$;

ALTER FUNCTION monitoring.raise_flag(p_regency integer, p_number bigint, p_flag jsonb) OWNER TO balai_wide;

--
-- Name: raise_flags(integer, bigint, jsonb); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.raise_flags(p_regency integer, p_number bigint, p_flags jsonb) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    screened bigint;
    raised integer := 0;
    found_flag jsonb;
BEGIN
    PERFORM pg_advisory_xact_lock(820021, p_regency);
    SELECT coalesce(max(k.number), 0) INTO screened FROM monitoring.screening_cursor AS k WHERE k.regency = p_regency;
    IF p_number <> screened + 1 THEN
        RETURN NULL;
    END IF;
    FOR found_flag IN SELECT f FROM jsonb_array_elements(p_flags) AS f LOOP
        raised := raised + monitoring.raise_flag(p_regency, p_number, found_flag);
    END LOOP;
    INSERT INTO monitoring.screening_cursor AS k (regency, village, number)
    VALUES (p_regency, p_regency::bigint * 1000000, p_number)
    ON CONFLICT (regency) DO UPDATE SET number = excluded.number, at = now();
    RETURN raised;
END
$$;

ALTER FUNCTION monitoring.raise_flags(p_regency integer, p_number bigint, p_flags jsonb) OWNER TO balai_wide;

--
-- Name: receipt_of_bytes(bigint, bytea); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.receipt_of_bytes(p_village bigint, p_sha256 bytea) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT r.id FROM monitoring.receipt AS r
     WHERE r.regency = (p_village / 1000000)::integer AND r.village = p_village AND r.sha256 = p_sha256
$$;

ALTER FUNCTION monitoring.receipt_of_bytes(p_village bigint, p_sha256 bytea) OWNER TO balai_wide;

--
-- Name: receipt_of_link(monitoring.project, uuid, bytea, jsonb); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.receipt_of_link(p_project monitoring.project, p_link uuid, p_hash bytea, p_photo jsonb) RETURNS uuid
    LANGUAGE plpgsql
    AS $$
DECLARE
    facts constant jsonb := p_photo -> 'facts';
    fresh integer;
BEGIN
    PERFORM monitoring.store_blob(p_project.regency, p_hash, (p_photo ->> 'bytes')::bigint, 'jpeg');
    INSERT INTO monitoring.receipt (regency, village, id, sha256, scan_sha256, link, facts, exif_at, gps_at, device_at, device,
        software, pdq, pdq_quality)
    VALUES (p_project.regency, p_project.village, (p_photo ->> 'id')::uuid, p_hash, decode(facts ->> 'pictureSha256', 'hex'),
        p_link, facts, monitoring.moment(facts ->> 'exifAt', p_project.regency),
        monitoring.moment(facts ->> 'gpsAt', p_project.regency), monitoring.moment(facts ->> 'deviceAt', p_project.regency),
        coalesce(facts ->> 'device', ''), coalesce(facts ->> 'software', ''), decode(facts ->> 'pdq', 'hex'),
        (facts ->> 'pdqQuality')::smallint)
    ON CONFLICT ON CONSTRAINT receipt_once_per_village DO NOTHING;
    GET DIAGNOSTICS fresh = ROW_COUNT;
    IF fresh = 0 THEN
        RETURN monitoring.receipt_of_bytes(p_project.village, p_hash);
    END IF;
    PERFORM monitoring.store_claims(p_project.village, (p_photo ->> 'id')::uuid, p_photo -> 'claims');
    RETURN (p_photo ->> 'id')::uuid;
END
$$;

ALTER FUNCTION monitoring.receipt_of_link(p_project monitoring.project, p_link uuid, p_hash bytea, p_photo jsonb) OWNER TO balai_owner;

--
-- Name: receive_capture(bytea, integer, jsonb); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.receive_capture(p_token_hash bytea, p_site_ordinal integer, p_photo jsonb) RETURNS TABLE(receipt uuid, received_at timestamp with time zone, is_new boolean, progress uuid, nonce_state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    entered monitoring.capture_link := monitoring.enter_link(p_token_hash, true);
    taken monitoring.project := monitoring.take_project(entered.project, NULL);
    hash constant bytea := decode(p_photo ->> 'sha256', 'hex');
    kept monitoring.capture;
    known uuid;
BEGIN
    SELECT * INTO kept FROM monitoring.capture AS c
     WHERE c.regency = entered.regency AND c.link = entered.id AND c.sha256 = hash;
    IF kept.receipt IS NULL THEN
        PERFORM monitoring.require_open(taken, p_site_ordinal, entered.id);
        known := monitoring.receipt_of_link(taken, entered.id, hash, p_photo);
        PERFORM monitoring.report_of_link(taken, entered, p_photo);
        INSERT INTO monitoring.capture AS c (regency, village, link, sha256, project, receipt, progress, mode, captured_at)
        VALUES (taken.regency, taken.village, entered.id, hash, taken.id, known, (p_photo ->> 'set')::uuid,
                p_photo ->> 'mode', monitoring.moment(p_photo ->> 'capturedAt', taken.regency)) RETURNING * INTO kept;
        PERFORM monitoring.store_photos(taken, kept.progress,
            jsonb_build_array((p_photo -> 'judged') || jsonb_build_object('receipt', known)));
        PERFORM monitoring.restage(taken.regency, taken.id);
        PERFORM audit.record('receive-capture', taken.village, 'receipt', known, NULL,
            jsonb_build_object('sha256', p_photo ->> 'sha256'), jsonb_build_object('link', entered.id));
        PERFORM monitoring.note_change(taken.village, 'photo', taken.id, kept.progress);
        is_new := true;
    END IF;
    RETURN QUERY
    SELECT kept.receipt, kept.delivered_at, coalesce(receive_capture.is_new, false), kept.progress,
           (SELECT m.nonce_state FROM monitoring.claim AS m
             WHERE m.regency = kept.regency AND m.receipt = kept.receipt AND m.source = 'device');
END
$$;

ALTER FUNCTION monitoring.receive_capture(p_token_hash bytea, p_site_ordinal integer, p_photo jsonb) OWNER TO balai_owner;

--
-- Name: receive_photo(uuid, bigint, bytea, bigint, jsonb, jsonb); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.receive_photo(p_id uuid, p_village bigint, p_sha256 bytea, p_bytes bigint, p_facts jsonb, p_claims jsonb) RETURNS TABLE(id uuid, received_at timestamp with time zone, is_new boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    kept monitoring.receipt;
    inserted integer;
BEGIN
    PERFORM balai.require_post(p_village, 'manager', 'treasurer', 'secretary', 'operator');
    PERFORM monitoring.store_blob(in_regency, p_sha256, p_bytes, 'jpeg');
    INSERT INTO monitoring.receipt AS r (regency, village, id, sha256, scan_sha256, person, facts, exif_at, gps_at, device_at,
        device, software, pdq, pdq_quality)
    VALUES (in_regency, p_village, p_id, p_sha256, decode(p_facts ->> 'pictureSha256', 'hex'), balai.person(), p_facts,
        monitoring.moment(p_facts ->> 'exifAt', in_regency), monitoring.moment(p_facts ->> 'gpsAt', in_regency),
        monitoring.moment(p_facts ->> 'deviceAt', in_regency),
        coalesce(p_facts ->> 'device', ''), coalesce(p_facts ->> 'software', ''), decode(p_facts ->> 'pdq', 'hex'),
        (p_facts ->> 'pdqQuality')::smallint)
    ON CONFLICT ON CONSTRAINT receipt_once_per_village DO NOTHING;
    GET DIAGNOSTICS inserted = ROW_COUNT;
    SELECT * INTO kept FROM monitoring.receipt AS r
     WHERE r.regency = in_regency AND r.village = p_village AND r.sha256 = p_sha256;
    PERFORM monitoring.store_claims(p_village, kept.id, p_claims);
    IF inserted = 1 THEN
        PERFORM audit.record('receive-photo', p_village, 'receipt', kept.id, NULL,
            jsonb_build_object('sha256', encode(p_sha256, 'hex'), 'bytes', p_bytes));
    END IF;
    RETURN QUERY SELECT kept.id, kept.received_at, inserted = 1;
END
$$;

ALTER FUNCTION monitoring.receive_photo(p_id uuid, p_village bigint, p_sha256 bytea, p_bytes bigint, p_facts jsonb, p_claims jsonb) OWNER TO balai_owner;

--
-- Name: relate(uuid, uuid, text, text); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.relate(p_project uuid, p_other uuid, p_kind text, p_reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken monitoring.project := monitoring.take_project(p_project, NULL);
    there constant bigint := monitoring.village_of(p_other);
BEGIN
    PERFORM monitoring.require_planner(taken.village, taken.owner);
    IF there IS NULL OR p_other = p_project THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'project', 'id', p_other));
    END IF;
    IF btrim(coalesce(p_reason, '')) = '' THEN
        PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'relate'));
    END IF;
    INSERT INTO monitoring.relation AS r (regency, village, project, other, other_village, kind, reason, person)
    VALUES (taken.regency, taken.village, p_project, p_other, there, p_kind, btrim(p_reason), balai.person())
    ON CONFLICT (regency, least(project, other), greatest(project, other)) WHERE ended_at IS NULL DO NOTHING;
    IF FOUND THEN
        PERFORM audit.record('relate-projects', taken.village, 'project', p_project, NULL,
            jsonb_build_object('other', p_other, 'kind', p_kind, 'reason', p_reason));
        PERFORM monitoring.note_change(taken.village, 'site', p_project, p_project);
    END IF;
END
$$;

ALTER FUNCTION monitoring.relate(p_project uuid, p_other uuid, p_kind text, p_reason text) OWNER TO balai_owner;

--
-- Name: relations_of(integer, uuid); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.relations_of(p_regency integer, p_project uuid) RETURNS TABLE(other uuid, kind text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE WHEN r.project = p_project THEN r.other ELSE r.project END, r.kind FROM monitoring.relation AS r
     WHERE r.regency = p_regency AND r.ended_at IS NULL AND p_project IN (r.project, r.other)
$$;

ALTER FUNCTION monitoring.relations_of(p_regency integer, p_project uuid) OWNER TO balai_wide;

--
-- Name: release_photo(uuid, uuid); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.release_photo(p_progress uuid, p_receipt uuid) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    photo record;
    released uuid;
BEGIN
    SELECT g.regency, g.village, g.project, g.state INTO photo
      FROM monitoring.progress_photo AS h
      JOIN monitoring.progress AS g ON g.regency = h.regency AND g.id = h.progress
     WHERE h.regency = balai.regency() AND h.progress = p_progress AND h.receipt = p_receipt;
    IF photo.village IS NULL OR photo.state <> 'submitted' THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'photo', 'id', p_receipt));
    END IF;
    PERFORM balai.require_post(photo.village, 'manager', 'secretary', 'head', 'operator');
    SELECT r.id INTO released FROM monitoring.photo_release AS r
     WHERE r.regency = photo.regency AND r.progress = p_progress AND r.receipt = p_receipt AND r.withdrawn_at IS NULL;
    IF released IS NULL THEN
        INSERT INTO monitoring.photo_release AS r (regency, village, progress, receipt, released_by)
        VALUES (photo.regency, photo.village, p_progress, p_receipt, balai.person()) RETURNING r.id INTO released;
        PERFORM audit.record('release-photo', photo.village, 'receipt', p_receipt, NULL,
            jsonb_build_object('release', released));
    END IF;
    RETURN released;
END
$$;

ALTER FUNCTION monitoring.release_photo(p_progress uuid, p_receipt uuid) OWNER TO balai_owner;

--
-- Name: reopen_flag(uuid, integer, text); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.reopen_flag(p_flag uuid, p_revision integer, p_reason text) RETURNS TABLE(revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    seen monitoring.flag := monitoring.seen_flag(p_flag);
BEGIN
    PERFORM balai.require_post(seen.village, 'inspector');
    RETURN QUERY SELECT * FROM monitoring.step_flag(p_flag, p_revision, 'reopen', p_reason, seen.village,
        ARRAY['confirmed', 'dismissed'], 'open');
END
$$;

ALTER FUNCTION monitoring.reopen_flag(p_flag uuid, p_revision integer, p_reason text) OWNER TO balai_owner;

--
-- Name: report_ground(bigint, uuid); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.report_ground(p_village bigint, p_project uuid) RETURNS TABLE(geometry bytea, earliest timestamp with time zone, tolerances text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT s.geometry, (p.starts_on - 30)::timestamp AT TIME ZONE r.time_zone,
           monitoring.tolerances(p.regency, balai.today(p.regency))::text
      FROM monitoring.project AS p
      JOIN place.regency AS r ON r.regency = p.regency
      LEFT JOIN monitoring.site AS s ON s.regency = p.regency AND s.project = p.id AND s.ordinal = p.site_ordinal
     WHERE p.regency = (p_village / 1000000)::integer AND p.village = p_village AND p.id = p_project
       AND p.owner = 'desa' AND p.state <> 'cancelled'
$$;

ALTER FUNCTION monitoring.report_ground(p_village bigint, p_project uuid) OWNER TO balai_wide;

--
-- Name: report_of_link(monitoring.project, monitoring.capture_link, jsonb); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.report_of_link(p_project monitoring.project, p_link monitoring.capture_link, p_photo jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    photo_set constant uuid := (p_photo ->> 'set')::uuid;
    today constant date := balai.today(p_project.regency);
BEGIN
    INSERT INTO monitoring.progress (regency, village, id, project, ordinal, stage, note, day, person, link)
    SELECT p_project.regency, p_project.village, photo_set, p_project.id,
           coalesce((SELECT max(g.ordinal) FROM monitoring.progress AS g
                      WHERE g.regency = p_project.regency AND g.project = p_project.id), 0) + 1,
           (p_photo ->> 'stage')::smallint, coalesce(p_photo ->> 'note', ''), least((p_photo ->> 'day')::date, today),
           p_link.shared_by, p_link.id
    ON CONFLICT (regency, id) DO NOTHING;
    IF NOT EXISTS (SELECT FROM monitoring.progress AS g
                    WHERE g.regency = p_project.regency AND g.id = photo_set AND g.link = p_link.id) THEN
        PERFORM balai.refuse('id-reused', jsonb_build_object('id', photo_set));
    END IF;
    IF (SELECT count(*) FROM monitoring.progress_photo AS h
         WHERE h.regency = p_project.regency AND h.progress = photo_set) >= 20 THEN
        PERFORM balai.refuse('too-many-photos', jsonb_build_object('limit', 20));
    END IF;
END
$$;

ALTER FUNCTION monitoring.report_of_link(p_project monitoring.project, p_link monitoring.capture_link, p_photo jsonb) OWNER TO balai_owner;

--
-- Name: report_progress(uuid, uuid, jsonb, integer, jsonb); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.report_progress(p_id uuid, p_project uuid, p_fields jsonb, p_site_ordinal integer, p_photos jsonb) RETURNS TABLE(id uuid, ordinal integer, revision integer, state text, stage integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken monitoring.project := monitoring.take_project(p_project, NULL);
    wanted constant integer := (p_fields ->> 'stage')::integer;
    on_day constant date := (p_fields ->> 'day')::date;
    answer jsonb;
    next_ordinal integer;
BEGIN
    PERFORM balai.require_post(taken.village, 'manager');
    answer := balai.claim(p_id, 'report-progress', ledger.fingerprint(p_project::text, p_fields::text), taken.village);
    IF answer IS NULL THEN
        IF taken.state = 'cancelled' THEN
            PERFORM balai.refuse('project-cancelled', jsonb_build_object('name', taken.name));
        END IF;
        IF on_day > balai.today(taken.regency) THEN
            PERFORM balai.refuse('date-in-future', jsonb_build_object('day', on_day, 'today', balai.today(taken.regency)));
        END IF;
        IF NOT monitoring.stages_on(taken.regency, on_day) @> to_jsonb(wanted)
           AND EXISTS (SELECT FROM place.parameter AS r WHERE r.regency = taken.regency AND r.key = 'works.stages'
                          AND r.valid_from <= on_day) THEN
            PERFORM balai.refuse('unknown-stage', jsonb_build_object('stage', wanted));
        END IF;
        IF taken.site_ordinal IS DISTINCT FROM p_site_ordinal THEN
            PERFORM balai.refuse('site-moved', jsonb_build_object('siteOrdinal', coalesce(taken.site_ordinal, 0)));
        END IF;
        SELECT coalesce(max(g.ordinal), 0) + 1 INTO next_ordinal FROM monitoring.progress AS g
         WHERE g.regency = taken.regency AND g.project = p_project;
        INSERT INTO monitoring.progress (regency, village, id, project, ordinal, stage, quantity, note, day, person,
            percent)
        VALUES (taken.regency, taken.village, p_id, p_project, next_ordinal, wanted, (p_fields ->> 'quantity')::numeric,
                coalesce(p_fields ->> 'note', ''), on_day, balai.person(),
                -- Of the target where there is one: nothing of nothing is no percentage.
                CASE WHEN p_fields ->> 'quantity' IS NOT NULL AND taken.volume > 0
                     THEN least(100, floor((p_fields ->> 'quantity')::numeric * 100 / taken.volume))
                     ELSE (p_fields ->> 'percent')::numeric END);
        PERFORM monitoring.store_photos(taken, p_id, p_photos);
        PERFORM monitoring.restage(taken.regency, p_project);
        PERFORM audit.record('report-progress', taken.village, 'progress', p_id, NULL,
            p_fields || jsonb_build_object('photos', p_photos));
        PERFORM monitoring.note_change(taken.village, 'photo', p_project, p_id);
        answer := balai.keep(p_id, taken.village, (
            SELECT jsonb_build_object('ordinal', next_ordinal, 'state', p.state, 'stage', p.stage) FROM monitoring.project AS p
             WHERE p.regency = taken.regency AND p.id = p_project));
    END IF;
    RETURN QUERY SELECT p_id, (answer ->> 'ordinal')::integer, 1, answer ->> 'state', (answer ->> 'stage')::integer;
END
$$;

ALTER FUNCTION monitoring.report_progress(p_id uuid, p_project uuid, p_fields jsonb, p_site_ordinal integer, p_photos jsonb) OWNER TO balai_owner;

--
-- Name: report_status(bytea); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.report_status(p_code_hash bytea) RETURNS TABLE(received_at timestamp with time zone, work text, village_name text, state text, answer text, answered_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT c.received_at, p.name, v.name, c.state, c.answer, c.answered_at
      FROM monitoring.citizen_report AS c
      JOIN monitoring.project AS p ON p.regency = c.regency AND p.id = c.project
      JOIN place.village AS v ON v.regency = c.regency AND v.village = c.about_village
     WHERE c.code_hash = p_code_hash
$$;

ALTER FUNCTION monitoring.report_status(p_code_hash bytea) OWNER TO balai_wide;

--
-- Name: require_listed(bigint, integer, text, text); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.require_listed(p_village bigint, p_year integer, p_activity text, p_fund text) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
BEGIN
    PERFORM ledger.require_desa(p_village);
    IF p_year NOT BETWEEN 2015 AND extract(year FROM balai.today(in_regency)) + 1 THEN
        PERFORM balai.refuse('year-not-open', jsonb_build_object('year', p_year));
    END IF;
    PERFORM ledger.fill_lists(in_regency, p_year);
    -- Once the year's budget is posted, a work is one of its lines.
    IF EXISTS (SELECT FROM ledger.budget_version AS b WHERE b.regency = in_regency AND b.village = p_village
                  AND b.year = p_year AND b.state = 'posted')
       AND NOT EXISTS (SELECT FROM ledger.line_control AS c WHERE c.regency = in_regency AND c.village = p_village
                  AND c.year = p_year AND c.activity = p_activity AND c.fund = p_fund AND c.limit_sen > 0) THEN
        PERFORM balai.refuse('activity-not-budgeted',
            jsonb_build_object('activity', coalesce(p_activity, ''), 'fund', p_fund, 'year', p_year));
    END IF;
    IF NOT EXISTS (SELECT FROM ledger.activity AS a
                    WHERE a.regency = in_regency AND a.year = p_year AND a.code = p_activity AND a.level = 3) THEN
        PERFORM balai.refuse('unknown-activity', jsonb_build_object('activity', coalesce(p_activity, ''), 'year', p_year));
    END IF;
    IF NOT EXISTS (SELECT FROM ledger.fund_source AS f
                    WHERE f.regency = in_regency AND f.year = p_year AND f.code = p_fund) THEN
        PERFORM balai.refuse('unknown-fund', jsonb_build_object('fund', p_fund, 'year', p_year));
    END IF;
END
$$;

ALTER FUNCTION monitoring.require_listed(p_village bigint, p_year integer, p_activity text, p_fund text) OWNER TO balai_owner;

--
-- Name: require_open(monitoring.project, integer, uuid); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.require_open(p_project monitoring.project, p_site_ordinal integer, p_link uuid) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF p_project.state = 'cancelled' THEN
        PERFORM balai.refuse('project-cancelled', jsonb_build_object('name', p_project.name));
    END IF;
    IF p_project.site_ordinal IS DISTINCT FROM p_site_ordinal THEN
        PERFORM balai.refuse('site-moved', jsonb_build_object('siteOrdinal', coalesce(p_project.site_ordinal, 0)));
    END IF;
    IF (SELECT count(*) FROM monitoring.capture AS c WHERE c.regency = p_project.regency AND c.link = p_link) >= 500 THEN
        PERFORM balai.refuse('link-full', jsonb_build_object('limit', 500));
    END IF;
END
$$;

ALTER FUNCTION monitoring.require_open(p_project monitoring.project, p_site_ordinal integer, p_link uuid) OWNER TO balai_owner;

--
-- Name: require_planner(bigint, text); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.require_planner(p_village bigint, p_owner text) RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
BEGIN
    IF p_owner = 'opd' THEN
        PERFORM balai.require_post(p_village, 'county');
    ELSE
        PERFORM balai.require_post(p_village, 'manager', 'treasurer', 'secretary');
    END IF;
END
$$;

ALTER FUNCTION monitoring.require_planner(p_village bigint, p_owner text) OWNER TO balai_owner;

--
-- Name: restage(integer, uuid); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.restage(p_regency integer, p_project uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    UPDATE monitoring.project AS p
       SET stage = n.stage,
           state = CASE WHEN p.state = 'cancelled' THEN p.state WHEN n.stage = 100 THEN 'done'
                        WHEN n.stage > 0 THEN 'running' ELSE 'planned' END
      FROM (SELECT coalesce((SELECT g.stage FROM monitoring.progress AS g
                              WHERE g.regency = p_regency AND g.project = p_project AND g.state = 'submitted'
                              ORDER BY g.day DESC, g.ordinal DESC LIMIT 1), 0) AS stage) AS n
     WHERE p.regency = p_regency AND p.id = p_project
$$;

ALTER FUNCTION monitoring.restage(p_regency integer, p_project uuid) OWNER TO balai_owner;

--
-- Name: revoke_link(uuid); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.revoke_link(p_id uuid) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    found monitoring.capture_link;
BEGIN
    SELECT * INTO found FROM monitoring.capture_link AS c WHERE c.regency = balai.regency() AND c.id = p_id FOR UPDATE;
    IF found.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'capture-link', 'id', p_id));
    END IF;
    PERFORM balai.require_post(found.village, 'manager', 'head', 'secretary');
    IF found.revoked_at IS NULL THEN
        UPDATE monitoring.capture_link AS c SET revoked_at = now(), revoked_by = balai.person()
         WHERE c.regency = found.regency AND c.id = p_id;
        PERFORM audit.record('revoke-link', found.village, 'capture-link', p_id, to_jsonb(found) - 'token_hash', NULL);
    END IF;
    RETURN found.project;
END
$$;

ALTER FUNCTION monitoring.revoke_link(p_id uuid) OWNER TO balai_owner;

--
-- Name: rule_parameters_of(integer); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.rule_parameters_of(p_regency integer) RETURNS TABLE(version integer, changes jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT r.version, r.changes FROM monitoring.rule_parameters AS r
     WHERE r.regency = p_regency ORDER BY r.version DESC LIMIT 1
$$;

ALTER FUNCTION monitoring.rule_parameters_of(p_regency integer) OWNER TO balai_wide;

--
-- Name: flag; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.flag (
    regency integer NOT NULL,
    village bigint NOT NULL,
    other_village bigint,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    ordinal bigint NOT NULL,
    rule text NOT NULL,
    severity text NOT NULL,
    project uuid NOT NULL,
    other uuid,
    first_of_pair uuid NOT NULL,
    last_of_pair uuid NOT NULL,
    score double precision NOT NULL,
    evidence jsonb NOT NULL,
    reason text NOT NULL,
    facts jsonb DEFAULT '{}'::jsonb NOT NULL,
    fingerprint bytea NOT NULL,
    change_number bigint NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    raised_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT flag_evidence_object CHECK ((jsonb_typeof(evidence) = 'object'::text)),
    CONSTRAINT flag_facts_object CHECK ((jsonb_typeof(facts) = 'object'::text)),
    CONSTRAINT flag_fingerprint_size CHECK ((length(fingerprint) = 32)),
    CONSTRAINT flag_other_whole CHECK ((((other IS NULL) = (other_village IS NULL)) AND (other IS DISTINCT FROM project))),
    CONSTRAINT flag_pair_ordered CHECK (((first_of_pair = LEAST(project, COALESCE(other, project))) AND (last_of_pair = GREATEST(project, COALESCE(other, project))))),
    CONSTRAINT flag_reason_key CHECK (((reason ~ '^[a-z][a-zA-Z0-9.-]*$'::text) AND (length(reason) <= 120))),
    CONSTRAINT flag_regency_of_other CHECK ((regency = (other_village / 1000000))),
    CONSTRAINT flag_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT flag_revision_positive CHECK ((revision > 0)),
    CONSTRAINT flag_rule_shape CHECK (((rule ~ '^R[0-9]{1,2}[a-z]?(-[a-z-]+)?$'::text) AND (length(rule) <= 60))),
    CONSTRAINT flag_score_share CHECK (((score >= (0)::double precision) AND (score <= (1)::double precision))),
    CONSTRAINT flag_severity_known CHECK ((severity = ANY (ARRAY['info'::text, 'warning'::text, 'alert'::text]))),
    CONSTRAINT flag_state_known CHECK ((state = ANY (ARRAY['open'::text, 'explained'::text, 'confirmed'::text, 'dismissed'::text, 'superseded'::text])))
);

ALTER TABLE ONLY monitoring.flag FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.flag OWNER TO balai_owner;

--
-- Name: TABLE flag; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.flag IS 'Tanda perlu diperiksa: evidence of one rule about a work or a pair of works. Never public by itself.';

--
-- Name: COLUMN flag.project; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.flag.project IS 'The later of a pair: the change that was screened.';

--
-- Name: COLUMN flag.reason; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.flag.reason IS 'Key of its sentence in texts/*.tsv; facts are the values of the sentence.';

--
-- Name: COLUMN flag.fingerprint; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.flag.fingerprint IS 'SHA-256 over the facts of the pair; other facts make a new flag, the same never.';

--
-- Name: seen_flag(uuid); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.seen_flag(p_flag uuid) RETURNS monitoring.flag
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    seen monitoring.flag;
BEGIN
    SELECT * INTO seen FROM monitoring.flag AS f WHERE f.regency = balai.regency() AND f.id = p_flag;
    IF seen.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'flag', 'id', p_flag));
    END IF;
    RETURN seen;
END
$$;

ALTER FUNCTION monitoring.seen_flag(p_flag uuid) OWNER TO balai_owner;

--
-- Name: set_rule_parameters(uuid, integer, jsonb, text); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.set_rule_parameters(p_id uuid, p_version integer, p_changes jsonb, p_reason text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION monitoring.set_rule_parameters(p_id uuid, p_version integer, p_changes jsonb, p_reason text) OWNER TO balai_owner;

--
-- Name: set_stages(date, integer[], text); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.set_stages(p_from date, p_stages integer[], p_basis text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    county constant bigint := balai.regency()::bigint * 1000000;
BEGIN
    PERFORM balai.require_post(county, 'county');
    IF cardinality(p_stages) NOT BETWEEN 2 AND 20 OR p_stages[1] <> 0 OR p_stages[cardinality(p_stages)] <> 100
       OR EXISTS (SELECT FROM unnest(p_stages) WITH ORDINALITY AS s (stage, place)
                   WHERE place > 1 AND stage <= p_stages[place - 1]) THEN
        PERFORM balai.refuse('invalid-fields', jsonb_build_object('field', 'stages', 'fault', 'malformed'));
    END IF;
    INSERT INTO place.parameter (regency, key, valid_from, value, basis)
    VALUES (balai.regency(), 'works.stages', p_from, to_jsonb(p_stages), p_basis)
    ON CONFLICT (regency, key, valid_from) DO UPDATE SET value = excluded.value, basis = excluded.basis;
    PERFORM audit.record('set-stages', county, 'parameter', NULL, NULL,
        jsonb_build_object('from', p_from, 'stages', p_stages, 'basis', p_basis));
END
$$;

ALTER FUNCTION monitoring.set_stages(p_from date, p_stages integer[], p_basis text) OWNER TO balai_wide;

--
-- Name: set_tolerance(text, date, numeric, text); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.set_tolerance(p_key text, p_from date, p_value numeric, p_basis text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION monitoring.set_tolerance(p_key text, p_from date, p_value numeric, p_basis text) OWNER TO balai_owner;

--
-- Name: share_link(uuid, uuid, bytea, text, integer); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.share_link(p_id uuid, p_project uuid, p_token_hash bytea, p_label text, p_days integer) RETURNS timestamp with time zone
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken monitoring.project := monitoring.take_project(p_project, NULL);
    until constant timestamptz := now() + make_interval(days => p_days);
BEGIN
    PERFORM balai.require_post(taken.village, 'manager');
    IF taken.state = 'cancelled' THEN
        PERFORM balai.refuse('project-cancelled', jsonb_build_object('name', taken.name));
    END IF;
    IF (SELECT count(*) FROM monitoring.capture_link AS c WHERE c.regency = taken.regency AND c.project = p_project
           AND c.revoked_at IS NULL AND c.expires_at > now()) >= 20 THEN
        PERFORM balai.refuse('too-many-links', jsonb_build_object('limit', 20));
    END IF;
    IF EXISTS (SELECT FROM monitoring.capture_link AS c WHERE c.regency = taken.regency AND c.id = p_id) THEN
        PERFORM balai.refuse('id-reused', jsonb_build_object('id', p_id));
    END IF;
    INSERT INTO monitoring.capture_link (regency, village, id, project, token_hash, label, shared_by, expires_at)
    VALUES (taken.regency, taken.village, p_id, p_project, p_token_hash, btrim(p_label), balai.person(), until);
    PERFORM audit.record('share-link', taken.village, 'capture-link', p_id, NULL,
        jsonb_build_object('project', p_project, 'label', p_label), jsonb_build_object('days', p_days));
    RETURN until;
END
$$;

ALTER FUNCTION monitoring.share_link(p_id uuid, p_project uuid, p_token_hash bytea, p_label text, p_days integer) OWNER TO balai_owner;

--
-- Name: stages_on(integer, date); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.stages_on(p_regency integer, p_day date) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$ SELECT balai.parameter(p_regency, 'works.stages', p_day, '[0, 50, 100]') $$;

ALTER FUNCTION monitoring.stages_on(p_regency integer, p_day date) OWNER TO balai_owner;

--
-- Name: step_flag(uuid, integer, text, text, bigint, text[], text); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.step_flag(p_flag uuid, p_revision integer, p_verb text, p_reason text, p_village bigint, p_from text[], p_to text) RETURNS TABLE(revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken monitoring.flag;
BEGIN
    SELECT * INTO taken FROM monitoring.flag AS f WHERE f.regency = balai.regency() AND f.id = p_flag FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM monitoring.flag_event AS e
                WHERE e.regency = taken.regency AND e.flag = p_flag AND e.revision = p_revision AND e.verb = p_verb
                  AND e.person = balai.person() AND e.reason = btrim(p_reason)) THEN
        RETURN QUERY SELECT taken.revision, taken.state;
        RETURN;
    END IF;
    IF btrim(coalesce(p_reason, '')) = '' THEN
        PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', p_verb));
    END IF;
    IF taken.revision <> p_revision THEN
        PERFORM balai.refuse('stale-revision', jsonb_build_object('revision', p_revision, 'current', taken.revision));
    END IF;
    IF NOT taken.state = ANY (p_from) THEN
        PERFORM balai.refuse('flag-state', jsonb_build_object('state', taken.state, 'verb', p_verb));
    END IF;
    INSERT INTO monitoring.flag_event (regency, village, other_village, flag, revision, verb, reason, person)
    VALUES (taken.regency, p_village, CASE WHEN p_village = taken.village THEN taken.other_village ELSE taken.village END,
            p_flag, p_revision, p_verb, btrim(p_reason), balai.person());
    UPDATE monitoring.flag AS f SET state = p_to, revision = f.revision + 1
     WHERE f.regency = taken.regency AND f.id = p_flag;
    PERFORM audit.record(p_verb || '-flag', p_village, 'flag', p_flag, to_jsonb(taken),
        jsonb_build_object('state', p_to, 'reason', p_reason));
    RETURN QUERY SELECT p_revision + 1, p_to;
END
$$;

ALTER FUNCTION monitoring.step_flag(p_flag uuid, p_revision integer, p_verb text, p_reason text, p_village bigint, p_from text[], p_to text) OWNER TO balai_owner;

--
-- Name: step_over(integer, bigint, text); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.step_over(p_regency integer, p_number bigint, p_error text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION monitoring.step_over(p_regency integer, p_number bigint, p_error text) OWNER TO balai_wide;

--
-- Name: store_blob(integer, bytea, bigint, text); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.store_blob(p_regency integer, p_sha256 bytea, p_bytes bigint, p_kind text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    INSERT INTO monitoring.blob (regency, village, sha256, bytes, kind)
    VALUES (p_regency, p_regency::bigint * 1000000, p_sha256, p_bytes, p_kind)
    ON CONFLICT (regency, sha256) DO NOTHING
$$;

ALTER FUNCTION monitoring.store_blob(p_regency integer, p_sha256 bytea, p_bytes bigint, p_kind text) OWNER TO balai_wide;

--
-- Name: store_claims(bigint, uuid, jsonb); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.store_claims(p_village bigint, p_receipt uuid, p_claims jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO monitoring.claim (regency, village, receipt, source, latitude, longitude, accuracy_m, nonce, fixed_at,
                                  nonce_state, nonce_issued_at)
    SELECT (p_village / 1000000)::integer, p_village, p_receipt, c ->> 'source', (c ->> 'latitude')::double precision,
           (c ->> 'longitude')::double precision, (c ->> 'accuracyM')::double precision, decode(c ->> 'nonce', 'hex'),
           monitoring.moment(c ->> 'fixedAt', (p_village / 1000000)::integer), n.state, n.issued_at
      FROM jsonb_array_elements(p_claims) AS c
      LEFT JOIN LATERAL monitoring.use_nonce(decode(c ->> 'nonce', 'hex'), coalesce((c ->> 'set')::uuid, p_receipt)) AS n ON true
    ON CONFLICT (regency, receipt, source) DO NOTHING;
END
$$;

ALTER FUNCTION monitoring.store_claims(p_village bigint, p_receipt uuid, p_claims jsonb) OWNER TO balai_owner;

--
-- Name: store_photos(monitoring.project, uuid, jsonb); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.store_photos(p_project monitoring.project, p_progress uuid, p_photos jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    unknown text;
BEGIN
    IF jsonb_array_length(p_photos) > 20 THEN
        PERFORM balai.refuse('too-many-photos', jsonb_build_object('limit', 20));
    END IF;
    SELECT string_agg(h ->> 'receipt', ', ') INTO unknown FROM jsonb_array_elements(p_photos) AS h
     WHERE NOT EXISTS (SELECT FROM monitoring.receipt AS r
                        WHERE r.regency = p_project.regency AND r.village = p_project.village
                          AND r.id = (h ->> 'receipt')::uuid);
    IF unknown IS NOT NULL THEN
        PERFORM balai.refuse('unknown-photo', jsonb_build_object('receipt', unknown));
    END IF;
    PERFORM monitoring.store_claims(p_project.village, (h ->> 'receipt')::uuid,
            jsonb_build_array((h -> 'pin') || '{"source": "pin"}'))
       FROM jsonb_array_elements(p_photos) AS h WHERE jsonb_typeof(h -> 'pin') = 'object';
    INSERT INTO monitoring.progress_photo (regency, village, progress, receipt, ordinal, site_ordinal, basis, distance_m,
        tolerance_m, location, in_village, time_window)
    SELECT p_project.regency, p_project.village, p_progress, (h.photo ->> 'receipt')::uuid,
           h.place + coalesce((SELECT max(e.ordinal) FROM monitoring.progress_photo AS e
                                WHERE e.regency = p_project.regency AND e.progress = p_progress), 0), p_project.site_ordinal,
           h.photo ->> 'basis', (h.photo ->> 'distanceM')::double precision, (h.photo ->> 'toleranceM')::double precision,
           h.photo ->> 'location', h.photo ->> 'inVillage', h.photo ->> 'timeWindow'
      FROM jsonb_array_elements(p_photos) WITH ORDINALITY AS h (photo, place);
END
$$;

ALTER FUNCTION monitoring.store_photos(p_project monitoring.project, p_progress uuid, p_photos jsonb) OWNER TO balai_owner;

--
-- Name: store_site(monitoring.project, bytea, double precision, double precision, double precision, double precision, text, integer, text); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.store_site(p_project monitoring.project, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    next_ordinal constant integer := coalesce(p_project.site_ordinal, 0) + 1;
BEGIN
    INSERT INTO monitoring.site (regency, village, project, ordinal, geometry, source, west, south, east, north,
                                 after_revision, drawn_by, epsg, given)
    VALUES (p_project.regency, p_project.village, p_project.id, next_ordinal, p_geometry, p_source,
            p_west, p_south, p_east, p_north, p_project.revision, balai.person(), p_epsg, coalesce(p_given, ''));
    UPDATE monitoring.project AS p
       SET site_ordinal = next_ordinal, west = p_west, south = p_south, east = p_east, north = p_north,
           revision = p.revision + 1
     WHERE p.regency = p_project.regency AND p.id = p_project.id;
    PERFORM audit.record('place-site', p_project.village, 'project', p_project.id, NULL,
        jsonb_build_object('ordinal', next_ordinal, 'geometry', encode(p_geometry, 'hex')));
    PERFORM monitoring.note_change(p_project.village, 'site', p_project.id, p_project.id);
    RETURN next_ordinal;
END
$$;

ALTER FUNCTION monitoring.store_site(p_project monitoring.project, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) OWNER TO balai_owner;

--
-- Name: submit_report(uuid, bigint, uuid, bytea, text, bytea, jsonb); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.submit_report(p_id uuid, p_village bigint, p_project uuid, p_code_hash bytea, p_message text, p_sha256 bytea, p_photo jsonb) RETURNS timestamp with time zone
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_regency constant integer := (p_village / 1000000)::integer;
    county constant bigint := in_regency::bigint * 1000000;
    kept timestamptz;
BEGIN
    IF EXISTS (SELECT FROM monitoring.citizen_report AS r WHERE r.regency = in_regency AND r.id = p_id) THEN
        PERFORM balai.refuse('id-reused', jsonb_build_object('id', p_id));
    END IF;
    IF NOT EXISTS (SELECT FROM web.work AS w WHERE w.regency = in_regency AND w.village = p_village AND w.id = p_project) THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'project', 'id', p_project));
    END IF;
    PERFORM pg_advisory_xact_lock(820028, (p_village % 1000000)::integer);
    IF (SELECT count(*) FROM monitoring.citizen_report AS r WHERE r.regency = in_regency AND r.about_village = p_village
           AND r.received_at > now() - interval '1 day') >= 200 THEN
        PERFORM balai.refuse('too-many-requests', jsonb_build_object('seconds', 3600));
    END IF;
    IF p_sha256 IS NOT NULL THEN
        PERFORM monitoring.store_blob(in_regency, p_sha256, (p_photo ->> 'bytes')::bigint, 'jpeg');
    END IF;
    INSERT INTO monitoring.citizen_report (regency, village, id, about_village, project, code_hash, message, sha256, facts,
        location, distance_m)
    VALUES (in_regency, county, p_id, p_village, p_project, p_code_hash, btrim(p_message), p_sha256, p_photo -> 'facts',
        p_photo ->> 'location', (p_photo ->> 'distanceM')::double precision)
    RETURNING received_at INTO kept;
    PERFORM audit.record('receive-report', county, 'citizen-report', p_id, NULL, jsonb_build_object('message', p_message));
    RETURN kept;
END
$$;

ALTER FUNCTION monitoring.submit_report(p_id uuid, p_village bigint, p_project uuid, p_code_hash bytea, p_message text, p_sha256 bytea, p_photo jsonb) OWNER TO balai_wide;

--
-- Name: take_project(uuid, integer); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.take_project(p_id uuid, p_revision integer) RETURNS monitoring.project
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken monitoring.project;
BEGIN
    SELECT * INTO taken FROM monitoring.project AS p
     WHERE p.regency = balai.regency() AND p.id = p_id FOR NO KEY UPDATE;
    IF taken.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'project', 'id', p_id));
    END IF;
    IF p_revision IS NOT NULL AND taken.revision <> p_revision THEN
        PERFORM balai.refuse('stale-revision', jsonb_build_object('revision', p_revision, 'current', taken.revision));
    END IF;
    RETURN taken;
END
$$;

ALTER FUNCTION monitoring.take_project(p_id uuid, p_revision integer) OWNER TO balai_owner;

--
-- Name: tell_change(); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.tell_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM pg_notify('balai_live', concat_ws('|', NEW.regency, NEW.village, '', NEW.kind, NEW.project, ''));
    RETURN NULL;
END
$$;

ALTER FUNCTION monitoring.tell_change() OWNER TO balai_owner;

--
-- Name: tell_flag(); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.tell_flag() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM pg_notify('balai_live',
        concat_ws('|', NEW.regency, NEW.village, coalesce(NEW.other_village::text, ''), 'flag', NEW.project, NEW.id));
    RETURN NULL;
END
$$;

ALTER FUNCTION monitoring.tell_flag() OWNER TO balai_owner;

--
-- Name: tolerance_kinds(); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.tolerance_kinds() RETURNS TABLE(key text, name text, usual numeric, lowest numeric, highest numeric, basis text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
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

ALTER FUNCTION monitoring.tolerance_kinds() OWNER TO balai_owner;

--
-- Name: tolerances(integer, date); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.tolerances(p_regency integer, p_day date) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    SELECT jsonb_object_agg(k.name, balai.parameter(p_regency, k.key, p_day, to_jsonb(k.usual)))
      FROM monitoring.tolerance_kinds() AS k
$$;

ALTER FUNCTION monitoring.tolerances(p_regency integer, p_day date) OWNER TO balai_owner;

--
-- Name: use_nonce(bytea, uuid); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.use_nonce(p_nonce bytea, p_set uuid, OUT state text, OUT issued_at timestamp with time zone) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE monitoring.nonce AS n SET used_by = p_set, used_at = now()
     WHERE n.regency = balai.regency() AND n.nonce = p_nonce AND n.used_by IS NULL;
    SELECT s.state, s.issued_at INTO use_nonce.state, use_nonce.issued_at FROM monitoring.nonce_standing(p_nonce, p_set) AS s;
END
$$;

ALTER FUNCTION monitoring.use_nonce(p_nonce bytea, p_set uuid, OUT state text, OUT issued_at timestamp with time zone) OWNER TO balai_owner;

--
-- Name: village_of(uuid); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.village_of(p_project uuid) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ SELECT p.village FROM monitoring.project AS p WHERE p.regency = balai.regency() AND p.id = p_project $$;

ALTER FUNCTION monitoring.village_of(p_project uuid) OWNER TO balai_wide;

--
-- Name: withdraw_evidence(); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.withdraw_evidence() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE ledger.evidence AS e SET withdrawn_at = now()
     WHERE e.regency = NEW.regency AND e.progress = NEW.id AND e.withdrawn_at IS NULL;
    RETURN NULL;
END
$$;

ALTER FUNCTION monitoring.withdraw_evidence() OWNER TO balai_owner;

--
-- Name: withdraw_photo(uuid, uuid); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.withdraw_photo(p_progress uuid, p_receipt uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken monitoring.photo_release;
BEGIN
    SELECT * INTO taken FROM monitoring.photo_release AS r
     WHERE r.regency = balai.regency() AND r.progress = p_progress AND r.receipt = p_receipt AND r.withdrawn_at IS NULL
       FOR UPDATE;
    IF taken.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'photo', 'id', p_receipt));
    END IF;
    PERFORM balai.require_post(taken.village, 'manager', 'secretary', 'head', 'operator');
    UPDATE monitoring.photo_release AS r SET withdrawn_by = balai.person(), withdrawn_at = now()
     WHERE r.regency = taken.regency AND r.id = taken.id;
    PERFORM audit.record('withdraw-photo', taken.village, 'receipt', p_receipt, to_jsonb(taken), NULL);
END
$$;

ALTER FUNCTION monitoring.withdraw_photo(p_progress uuid, p_receipt uuid) OWNER TO balai_owner;

--
-- Name: withdraw_progress(uuid, integer, text); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.withdraw_progress(p_id uuid, p_revision integer, p_reason text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    taken monitoring.progress;
BEGIN
    SELECT * INTO taken FROM monitoring.progress AS g WHERE g.regency = balai.regency() AND g.id = p_id;
    IF taken.id IS NULL THEN
        PERFORM balai.refuse('not-found', jsonb_build_object('kind', 'progress', 'id', p_id));
    END IF;
    PERFORM monitoring.take_project(taken.project, NULL);
    PERFORM balai.require_post(taken.village, 'manager');
    IF btrim(coalesce(p_reason, '')) = '' THEN
        PERFORM balai.refuse('reason-missing', jsonb_build_object('verb', 'withdraw'));
    END IF;
    UPDATE monitoring.progress AS g SET state = 'withdrawn', revision = g.revision + 1
     WHERE g.regency = taken.regency AND g.id = p_id AND g.revision = p_revision AND g.state = 'submitted';
    IF NOT FOUND THEN
        PERFORM balai.refuse('stale-revision', jsonb_build_object('revision', p_revision, 'current', taken.revision));
    END IF;
    PERFORM monitoring.restage(taken.regency, taken.project);
    PERFORM audit.record('withdraw-progress', taken.village, 'progress', p_id, to_jsonb(taken),
        jsonb_build_object('state', 'withdrawn', 'reason', p_reason));
    PERFORM monitoring.note_change(taken.village, 'photo', taken.project, p_id);
    RETURN p_revision + 1;
END
$$;

ALTER FUNCTION monitoring.withdraw_progress(p_id uuid, p_revision integer, p_reason text) OWNER TO balai_owner;

--
-- Name: works_facts(uuid[]); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.works_facts(p_ids uuid[]) RETURNS TABLE(project uuid, village bigint, village_name text, name text, kind text, is_maintenance boolean, year smallint, fund text, owner text, state text, site_ordinal integer, geometry bytea, agency text, budget_sen bigint, paid_sen bigint, starts_on date, ends_on date)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT p.id, p.village, v.name, p.name, p.kind, p.is_maintenance, p.year, p.fund, p.owner, p.state, p.site_ordinal,
           s.geometry, p.agency, p.budget_sen, monitoring.paid_of(p), p.starts_on, p.ends_on
      FROM monitoring.project AS p
      JOIN place.village AS v ON v.regency = p.regency AND v.village = p.village
      LEFT JOIN monitoring.site AS s ON s.regency = p.regency AND s.project = p.id AND s.ordinal = p.site_ordinal
     WHERE p.regency = balai.regency() AND p.id = ANY (p_ids) AND cardinality(p_ids) <= 1000
$$;

ALTER FUNCTION monitoring.works_facts(p_ids uuid[]) OWNER TO balai_wide;

--
-- Name: works_sharing_photos(integer, uuid); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.works_sharing_photos(p_regency integer, p_project uuid) RETURNS TABLE(other uuid, receipt uuid, other_receipt uuid, is_same_file boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    WITH mine AS (
        SELECT r.id, r.sha256, r.scan_sha256 FROM monitoring.progress AS g
          JOIN monitoring.progress_photo AS h ON h.regency = g.regency AND h.progress = g.id
          JOIN monitoring.receipt AS r ON r.regency = h.regency AND r.id = h.receipt
         WHERE g.regency = p_regency AND g.project = p_project AND g.state = 'submitted')
    SELECT DISTINCT g.project, m.id, r.id, m.sha256 = r.sha256
      FROM mine AS m
      JOIN monitoring.receipt AS r ON r.regency = p_regency AND (r.sha256 = m.sha256 OR r.scan_sha256 = m.scan_sha256)
      JOIN monitoring.progress_photo AS h ON h.regency = r.regency AND h.receipt = r.id
      JOIN monitoring.progress AS g ON g.regency = h.regency AND g.id = h.progress AND g.state = 'submitted'
     WHERE g.project <> p_project
$$;

ALTER FUNCTION monitoring.works_sharing_photos(p_regency integer, p_project uuid) OWNER TO balai_wide;

--
-- Name: works_since(integer, bigint); Type: FUNCTION; Schema: monitoring; Owner: balai_wide
--

CREATE FUNCTION monitoring.works_since(p_regency integer, p_after bigint) RETURNS TABLE(head bigint, project uuid, village bigint, name text, kind text, is_maintenance boolean, year smallint, fund text, owner text, activity text, volume text, unit text, budget_sen bigint, paid_sen bigint, starts_on date, ends_on date, stage smallint, state text, site_ordinal integer, geometry bytea)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    WITH newest AS (SELECT coalesce(max(c.number), 0) AS number FROM monitoring.change AS c WHERE c.regency = p_regency),
    changed AS (SELECT DISTINCT c.project FROM monitoring.change AS c WHERE c.regency = p_regency AND c.number > p_after)
    SELECT n.number, p.id, p.village, p.name, p.kind, p.is_maintenance, p.year, p.fund, p.owner, p.activity, p.volume::text,
           p.unit, p.budget_sen, monitoring.paid_of(p), p.starts_on, p.ends_on, p.stage, p.state, p.site_ordinal, s.geometry
      FROM newest AS n
      LEFT JOIN changed AS c ON true
      LEFT JOIN monitoring.project AS p ON p.regency = p_regency AND p.id = c.project
      LEFT JOIN monitoring.site AS s ON s.regency = p.regency AND s.project = p.id AND s.ordinal = p.site_ordinal
$$;

ALTER FUNCTION monitoring.works_since(p_regency integer, p_after bigint) OWNER TO balai_wide;

--
-- Name: write_evidence(); Type: FUNCTION; Schema: monitoring; Owner: balai_owner
--

CREATE FUNCTION monitoring.write_evidence() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO ledger.evidence (regency, village, progress, receipt, project, year, activity, fund, stage, location, taken_at)
    SELECT g.regency, g.village, g.id, NEW.receipt, p.id, p.year, p.activity, p.fund, g.stage, NEW.location,
           coalesce(r.exif_at, r.gps_at, r.device_at)
      FROM monitoring.progress AS g
      JOIN monitoring.project AS p ON p.regency = g.regency AND p.id = g.project
      JOIN monitoring.receipt AS r ON r.regency = g.regency AND r.id = NEW.receipt
     WHERE g.regency = NEW.regency AND g.id = NEW.progress AND p.activity IS NOT NULL;
    RETURN NULL;
END
$$;

ALTER FUNCTION monitoring.write_evidence() OWNER TO balai_owner;

--
-- Name: load(jsonb, text); Type: FUNCTION; Schema: place; Owner: balai_wide
--

CREATE FUNCTION place.load(p_places jsonb, p_origin text DEFAULT 'list'::text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION place.load(p_places jsonb, p_origin text) OWNER TO balai_wide;

--
-- Name: load_holidays(jsonb); Type: FUNCTION; Schema: place; Owner: balai_wide
--

CREATE FUNCTION place.load_holidays(p_days jsonb) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    WITH loaded AS (
        INSERT INTO place.holiday (day, name, kind)
        SELECT (d ->> 'day')::date, d ->> 'name', d ->> 'kind' FROM jsonb_array_elements(p_days) AS d
        ON CONFLICT (day, name) DO UPDATE SET kind = excluded.kind
        RETURNING 1)
    SELECT count(*)::integer FROM loaded
$$;

ALTER FUNCTION place.load_holidays(p_days jsonb) OWNER TO balai_wide;

--
-- Name: load_regions(jsonb); Type: FUNCTION; Schema: place; Owner: balai_owner
--

CREATE FUNCTION place.load_regions(p_rows jsonb) RETURNS integer
    LANGUAGE sql
    AS $$ SELECT place.load(p_rows) $$;

ALTER FUNCTION place.load_regions(p_rows jsonb) OWNER TO balai_owner;

--
-- Name: mark_demo(integer); Type: FUNCTION; Schema: place; Owner: balai_wide
--

CREATE FUNCTION place.mark_demo(p_regency integer) RETURNS boolean
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ UPDATE place.regency SET is_demo = true WHERE regency = p_regency RETURNING is_demo $$;

ALTER FUNCTION place.mark_demo(p_regency integer) OWNER TO balai_wide;

--
-- Name: set_money_parameter(integer, text, date, bigint, text); Type: FUNCTION; Schema: place; Owner: balai_wide
--

CREATE FUNCTION place.set_money_parameter(p_regency integer, p_key text, p_from date, p_value bigint, p_basis text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    county constant bigint := p_regency::bigint * 1000000;
BEGIN
    PERFORM balai.require_post(county, 'county');
    IF p_value IS NULL OR p_from IS NULL OR length(btrim(coalesce(p_basis, ''))) NOT BETWEEN 1 AND 200
       OR NOT (CASE p_key WHEN 'cash.hand-limit-sen' THEN p_value BETWEEN 0 AND ledger.largest_sen()
                         WHEN 'advance.working-days' THEN p_value BETWEEN 1 AND 200
                         WHEN 'tax.deposit-day' THEN p_value BETWEEN 1 AND 28 ELSE false END) THEN
        PERFORM balai.refuse('parameter-malformed', jsonb_build_object('key', left(coalesce(p_key, ''), 60)));
    END IF;
    INSERT INTO place.parameter AS p (regency, key, valid_from, value, basis)
    VALUES (p_regency, p_key, p_from, to_jsonb(p_value), btrim(p_basis))
    ON CONFLICT (regency, key, valid_from) DO UPDATE SET value = excluded.value, basis = excluded.basis;
    PERFORM audit.record('set-parameter', county, 'parameter', NULL, NULL, NULL,
        jsonb_build_object('key', p_key, 'from', p_from, 'value', p_value, 'basis', btrim(p_basis)));
    RETURN true;
END
$$;

ALTER FUNCTION place.set_money_parameter(p_regency integer, p_key text, p_from date, p_value bigint, p_basis text) OWNER TO balai_wide;

--
-- Name: working_day_after(date, integer); Type: FUNCTION; Schema: place; Owner: balai_owner
--

CREATE FUNCTION place.working_day_after(p_day date, p_count integer) RETURNS date
    LANGUAGE sql STABLE
    AS $$
    SELECT d::date FROM generate_series(p_day + 1, p_day + p_count * 3 + 40, interval '1 day') AS d
     WHERE extract(isodow FROM d) < 6 AND NOT EXISTS (SELECT FROM place.holiday WHERE day = d::date)
     ORDER BY d OFFSET p_count - 1 LIMIT 1
$$;

ALTER FUNCTION place.working_day_after(p_day date, p_count integer) OWNER TO balai_owner;

--
-- Name: append(integer, integer, jsonb); Type: FUNCTION; Schema: proof; Owner: balai_wide
--

CREATE FUNCTION proof.append(p_regency integer, p_log integer, p_batch jsonb) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE proof.log AS l SET size = (p_batch ->> 'size')::bigint, edge = decode(p_batch ->> 'edge', 'hex'),
           note = p_batch ->> 'note', signed_at = (p_batch ->> 'signedAt')::timestamptz
     WHERE l.regency = p_regency AND l.ordinal = p_log AND l.state = 'open' AND l.size = (p_batch ->> 'oldSize')::bigint;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO proof.checkpoint (regency, log, size, note, signed_at)
    VALUES (p_regency, p_log, (p_batch ->> 'size')::bigint, p_batch ->> 'note', (p_batch ->> 'signedAt')::timestamptz);
    INSERT INTO proof.tile AS t (regency, log, level, index, hashes)
    SELECT p_regency, p_log, (x ->> 0)::smallint, (x ->> 1)::bigint, decode(x ->> 2, 'hex')
      FROM jsonb_array_elements(p_batch -> 'tiles') AS x
    ON CONFLICT (regency, log, level, index) DO UPDATE SET hashes = t.hashes || excluded.hashes;
    INSERT INTO proof.commitment (regency, village, entry_id, salt, description, counterparty)
    SELECT p_regency, (x ->> 1)::bigint, (x ->> 0)::uuid, decode(x ->> 2, 'hex'), decode(x ->> 3, 'hex'), decode(x ->> 4, 'hex')
      FROM jsonb_array_elements(p_batch -> 'commitments') AS x
    ON CONFLICT DO NOTHING;
    INSERT INTO proof.village_head AS h (regency, village, year, log, last_number, leaves, chain)
    SELECT p_regency, (x ->> 0)::bigint, (x ->> 1)::smallint, p_log, (x ->> 2)::bigint, (x ->> 3)::bigint,
           decode(x ->> 4, 'hex')
      FROM jsonb_array_elements(p_batch -> 'heads') AS x
    ON CONFLICT (regency, log, village, year)
    DO UPDATE SET last_number = excluded.last_number, leaves = excluded.leaves, chain = excluded.chain;
    WITH leaf AS (
        INSERT INTO proof.leaf (regency, village, year, log, index, kind, object_id, number)
        SELECT p_regency, (x ->> 3)::bigint, (x ->> 4)::smallint, p_log, (x ->> 0)::bigint, x ->> 1, (x ->> 2)::uuid,
               (x ->> 5)::bigint
          FROM jsonb_array_elements(p_batch -> 'leaves') AS x
        RETURNING village, year, number, object_id)
    DELETE FROM proof.pending AS p USING leaf AS l
     WHERE p.regency = p_regency AND p.village = l.village AND p.year = l.year AND p.number = l.number
       AND p.object_id = l.object_id;
    RETURN true;
END
$$;

ALTER FUNCTION proof.append(p_regency integer, p_log integer, p_batch jsonb) OWNER TO balai_wide;

--
-- Name: daily_checkpoints(integer, integer); Type: FUNCTION; Schema: proof; Owner: balai_wide
--

CREATE FUNCTION proof.daily_checkpoints(p_regency integer, p_log integer) RETURNS TABLE(size bigint, note text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT DISTINCT ON (date_trunc('day', c.signed_at)) c.size, c.note FROM proof.checkpoint AS c
     WHERE c.regency = p_regency AND c.log = p_log ORDER BY date_trunc('day', c.signed_at), c.size DESC
$$;

ALTER FUNCTION proof.daily_checkpoints(p_regency integer, p_log integer) OWNER TO balai_wide;

--
-- Name: declare_restore(integer, text, text); Type: FUNCTION; Schema: proof; Owner: balai_wide
--

CREATE FUNCTION proof.declare_restore(p_regency integer, p_origin text, p_follows text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE proof.log AS l SET state = 'closed' WHERE l.regency = p_regency AND l.state <> 'closed';
    PERFORM proof.open_log(p_regency, p_origin, p_follows);
    PERFORM audit.record('declare-restore', p_regency::bigint * 1000000, 'log', NULL, NULL, NULL,
        jsonb_build_object('origin', p_origin));
END
$$;

ALTER FUNCTION proof.declare_restore(p_regency integer, p_origin text, p_follows text) OWNER TO balai_wide;

--
-- Name: entries_waiting(integer, integer); Type: FUNCTION; Schema: proof; Owner: balai_wide
--

CREATE FUNCTION proof.entries_waiting(p_regency integer, p_limit integer) RETURNS TABLE(kind text, object_id uuid, village bigint, year smallint, number bigint, book_date text, recorded_at text, entry_kind text, origin text, document_id uuid, reverses bigint, description text, counterparty text, ordinals bigint[], accounts text[], activities text[], funds text[], sub_details text[], amounts bigint[], salt bytea, ordinal integer, regulation text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT p.kind, p.object_id, p.village, p.year, p.number, coalesce(e.book_date, b.regulation_date), e.recorded_at,
           coalesce(e.kind, b.kind), coalesce(e.origin, b.origin), e.document_id, e.reverses, e.description, e.counterparty,
           e.ordinals, coalesce(e.accounts, b.accounts), coalesce(e.activities, b.activities), coalesce(e.funds, b.funds),
           coalesce(e.sub_details, b.sub_details), coalesce(e.amounts, b.amounts), c.salt, b.ordinal, b.regulation
      FROM (SELECT * FROM proof.pending AS w WHERE w.regency = p_regency
             ORDER BY w.village, w.year, w.number, w.kind, w.object_id LIMIT p_limit) AS p
      LEFT JOIN proof.entry_facts AS e ON p.kind = 'entry' AND e.regency = p.regency AND e.id = p.object_id
      LEFT JOIN proof.budget_facts AS b ON p.kind = 'budget' AND b.regency = p.regency AND b.id = p.object_id
      LEFT JOIN proof.commitment AS c ON c.regency = p.regency AND c.entry_id = e.id
     ORDER BY p.village, p.year, p.number, p.kind, p.object_id
$$;

ALTER FUNCTION proof.entries_waiting(p_regency integer, p_limit integer) OWNER TO balai_wide;

--
-- Name: erase_texts(integer, uuid); Type: FUNCTION; Schema: proof; Owner: balai_wide
--

CREATE FUNCTION proof.erase_texts(p_regency integer, p_entry uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    of_village bigint;
BEGIN
    UPDATE proof.commitment AS c SET salt = NULL
     WHERE c.regency = p_regency AND c.entry_id = p_entry AND c.salt IS NOT NULL RETURNING c.village INTO of_village;
    IF of_village IS NULL THEN
        RETURN false;
    END IF;
    PERFORM audit.record('erase-texts', of_village, 'entry', p_entry);
    RETURN true;
END
$$;

ALTER FUNCTION proof.erase_texts(p_regency integer, p_entry uuid) OWNER TO balai_wide;

--
-- Name: head(integer); Type: FUNCTION; Schema: proof; Owner: balai_wide
--

CREATE FUNCTION proof.head(p_regency integer) RETURNS TABLE(ordinal integer, origin text, state text, size bigint, edge bytea, follows text, note text, opened_at text, signed_at text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT l.ordinal, l.origin, l.state, l.size, l.edge, l.follows, l.note, proof.moment(l.opened_at), proof.moment(l.signed_at)
      FROM proof.log AS l WHERE l.regency = p_regency AND l.state <> 'closed'
$$;

ALTER FUNCTION proof.head(p_regency integer) OWNER TO balai_wide;

--
-- Name: make_stamp(bytea, bigint, integer, text, jsonb, jsonb, bytea); Type: FUNCTION; Schema: proof; Owner: balai_owner
--

CREATE FUNCTION proof.make_stamp(p_token bytea, p_village bigint, p_year integer, p_kind text, p_parameters jsonb, p_facts jsonb, p_content_hash bytea) RETURNS TABLE(token bytea)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION proof.make_stamp(p_token bytea, p_village bigint, p_year integer, p_kind text, p_parameters jsonb, p_facts jsonb, p_content_hash bytea) OWNER TO balai_owner;

--
-- Name: moment(timestamp with time zone); Type: FUNCTION; Schema: proof; Owner: balai_owner
--

CREATE FUNCTION proof.moment(p_moment timestamp with time zone) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT to_char(p_moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

ALTER FUNCTION proof.moment(p_moment timestamp with time zone) OWNER TO balai_owner;

--
-- Name: open_log(integer, text, text); Type: FUNCTION; Schema: proof; Owner: balai_wide
--

CREATE FUNCTION proof.open_log(p_regency integer, p_origin text, p_follows text DEFAULT ''::text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    fresh integer;
BEGIN
    INSERT INTO proof.log (regency, ordinal, origin, follows)
    SELECT p_regency, coalesce(max(l.ordinal), 0) + 1, p_origin, p_follows FROM proof.log AS l WHERE l.regency = p_regency
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS fresh = ROW_COUNT;
    IF fresh = 1 THEN
        INSERT INTO proof.pending (regency, village, year, kind, object_id, number)
        SELECT e.regency, e.village, e.year, 'entry', e.id, e.number FROM ledger.entry AS e WHERE e.regency = p_regency
        UNION ALL
        SELECT v.regency, v.village, v.year, 'budget', v.id, 0 FROM ledger.budget_version AS v
         WHERE v.regency = p_regency AND v.state = 'posted'
        ON CONFLICT DO NOTHING;
        PERFORM audit.record('open-log', p_regency::bigint * 1000000, 'log', NULL, NULL, NULL,
            jsonb_build_object('origin', p_origin));
    END IF;
END
$$;

ALTER FUNCTION proof.open_log(p_regency integer, p_origin text, p_follows text) OWNER TO balai_wide;

--
-- Name: queue_entries(); Type: FUNCTION; Schema: proof; Owner: balai_wide
--

CREATE FUNCTION proof.queue_entries() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO proof.pending (regency, village, year, kind, object_id, number)
    SELECT e.regency, e.village, e.year, 'entry', e.id, e.number FROM fresh AS e;
    RETURN NULL;
END
$$;

ALTER FUNCTION proof.queue_entries() OWNER TO balai_wide;

--
-- Name: queue_version(); Type: FUNCTION; Schema: proof; Owner: balai_wide
--

CREATE FUNCTION proof.queue_version() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO proof.pending (regency, village, year, kind, object_id, number)
    VALUES (NEW.regency, NEW.village, NEW.year, 'budget', NEW.id, 0);
    RETURN NULL;
END
$$;

ALTER FUNCTION proof.queue_version() OWNER TO balai_wide;

--
-- Name: regencies_waiting(); Type: FUNCTION; Schema: proof; Owner: balai_wide
--

CREATE FUNCTION proof.regencies_waiting() RETURNS TABLE(regency integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ SELECT DISTINCT p.regency FROM proof.pending AS p $$;

ALTER FUNCTION proof.regencies_waiting() OWNER TO balai_wide;

--
-- Name: stamp_of(bytea); Type: FUNCTION; Schema: proof; Owner: balai_wide
--

CREATE FUNCTION proof.stamp_of(p_token bytea) RETURNS TABLE(village bigint, village_name text, is_demo boolean, year smallint, kind text, facts jsonb, content_hash bytea, made_at timestamp with time zone, entries_since bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT s.village, v.name, v.is_demo, s.year, s.kind, s.facts, s.content_hash, s.made_at,
           coalesce(y.last_entry_number, 0) - s.entry_number
      FROM proof.stamp AS s
      JOIN place.village AS v ON v.regency = s.regency AND v.village = s.village
      LEFT JOIN ledger.village_year AS y ON y.regency = s.regency AND y.village = s.village AND y.year = s.year
     WHERE s.token = p_token
$$;

ALTER FUNCTION proof.stamp_of(p_token bytea) OWNER TO balai_wide;

--
-- Name: stop_logs(); Type: FUNCTION; Schema: proof; Owner: balai_wide
--

CREATE FUNCTION proof.stop_logs() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    WITH stopped AS (UPDATE proof.log AS l SET state = 'stopped' WHERE l.state = 'open' RETURNING 1)
    SELECT count(*) FROM stopped
$$;

ALTER FUNCTION proof.stop_logs() OWNER TO balai_wide;

--
-- Name: take_head(integer); Type: FUNCTION; Schema: proof; Owner: balai_wide
--

CREATE FUNCTION proof.take_head(p_regency integer) RETURNS TABLE(ordinal integer, origin text, state text, size bigint, edge bytea, follows text, note text, opened_at text, signed_at text, now_text text)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT l.ordinal, l.origin, l.state, l.size, l.edge, l.follows, l.note, proof.moment(l.opened_at), proof.moment(l.signed_at),
           proof.moment(clock_timestamp())
      FROM proof.log AS l WHERE l.regency = p_regency AND l.state <> 'closed' FOR UPDATE SKIP LOCKED
$$;

ALTER FUNCTION proof.take_head(p_regency integer) OWNER TO balai_wide;

--
-- Name: tile(integer, integer, integer, bigint); Type: FUNCTION; Schema: proof; Owner: balai_wide
--

CREATE FUNCTION proof.tile(p_regency integer, p_log integer, p_level integer, p_index bigint) RETURNS TABLE(hashes bytea)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT t.hashes FROM proof.tile AS t
     WHERE t.regency = p_regency AND t.log = p_log AND t.level = p_level AND t.index = p_index
$$;

ALTER FUNCTION proof.tile(p_regency integer, p_log integer, p_level integer, p_index bigint) OWNER TO balai_wide;

--
-- Name: village_heads(integer, integer); Type: FUNCTION; Schema: proof; Owner: balai_wide
--

CREATE FUNCTION proof.village_heads(p_regency integer, p_log integer) RETURNS TABLE(village bigint, year smallint, last_number bigint, leaves bigint, chain bytea)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT h.village, h.year, h.last_number, h.leaves, h.chain FROM proof.village_head AS h
     WHERE h.regency = p_regency AND h.log = p_log ORDER BY h.village, h.year
$$;

ALTER FUNCTION proof.village_heads(p_regency integer, p_log integer) OWNER TO balai_wide;

--
-- Name: event; Type: TABLE; Schema: audit; Owner: balai_owner
--

CREATE TABLE audit.event (
    regency integer NOT NULL,
    village bigint NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    ordinal bigint NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    person uuid,
    account uuid,
    verb text NOT NULL,
    object_kind text NOT NULL,
    object_id uuid,
    before_hash bytea,
    after_hash bytea,
    facts jsonb DEFAULT '{}'::jsonb NOT NULL,
    request text DEFAULT ''::text NOT NULL,
    CONSTRAINT event_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT event_verb_shape CHECK ((verb ~ '^[a-z][a-z-]*$'::text))
);

ALTER TABLE ONLY audit.event FORCE ROW LEVEL SECURITY;

ALTER TABLE audit.event OWNER TO balai_owner;

--
-- Name: TABLE event; Type: COMMENT; Schema: audit; Owner: balai_owner
--

COMMENT ON TABLE audit.event IS 'Jejak audit: one row per change of state. Never updated or deleted. No personal values in facts.';

--
-- Name: event_ordinal_seq; Type: SEQUENCE; Schema: audit; Owner: balai_owner
--

ALTER TABLE audit.event ALTER COLUMN ordinal ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME audit.event_ordinal_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: kept_request; Type: TABLE; Schema: balai; Owner: balai_owner
--

CREATE TABLE balai.kept_request (
    regency integer NOT NULL,
    id uuid NOT NULL,
    village bigint NOT NULL,
    person uuid NOT NULL,
    route text NOT NULL,
    fingerprint bytea NOT NULL,
    answer jsonb,
    kept_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT kept_request_fingerprint_size CHECK ((length(fingerprint) = 32)),
    CONSTRAINT kept_request_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY balai.kept_request FORCE ROW LEVEL SECURITY;

ALTER TABLE balai.kept_request OWNER TO balai_owner;

--
-- Name: COLUMN kept_request.fingerprint; Type: COMMENT; Schema: balai; Owner: balai_owner
--

COMMENT ON COLUMN balai.kept_request.fingerprint IS 'SHA-256 over actor, route and body.';

--
-- Name: migration; Type: TABLE; Schema: balai; Owner: balai_owner
--

CREATE TABLE balai.migration (
    name text NOT NULL,
    hash bytea NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT migration_hash_size CHECK ((length(hash) = 32))
);

ALTER TABLE balai.migration OWNER TO balai_owner;

--
-- Name: TABLE migration; Type: COMMENT; Schema: balai; Owner: balai_owner
--

COMMENT ON TABLE balai.migration IS 'Files of schema/ that were applied, with their SHA-256.';

--
-- Name: retention_rule; Type: TABLE; Schema: balai; Owner: balai_owner
--

CREATE TABLE balai.retention_rule (
    kind text NOT NULL,
    keep_days integer NOT NULL,
    CONSTRAINT retention_rule_days_range CHECK (((keep_days >= 1) AND (keep_days <= 36500))),
    CONSTRAINT retention_rule_kind_shape CHECK ((kind ~ '^[a-z][a-z-]*$'::text))
);

ALTER TABLE balai.retention_rule OWNER TO balai_owner;

--
-- Name: retention_run; Type: TABLE; Schema: balai; Owner: balai_owner
--

CREATE TABLE balai.retention_run (
    regency integer NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    ran_at timestamp with time zone DEFAULT now() NOT NULL,
    kind text NOT NULL,
    removed bigint NOT NULL,
    CONSTRAINT retention_run_counts CHECK ((removed > 0))
);

ALTER TABLE ONLY balai.retention_run FORCE ROW LEVEL SECURITY;

ALTER TABLE balai.retention_run OWNER TO balai_owner;

--
-- Name: account; Type: TABLE; Schema: identity; Owner: balai_owner
--

CREATE TABLE identity.account (
    regency integer NOT NULL,
    id uuid NOT NULL,
    person uuid NOT NULL,
    username text NOT NULL,
    password_hash text,
    state text DEFAULT 'active'::text NOT NULL,
    failed_attempts integer DEFAULT 0 NOT NULL,
    next_attempt_at timestamp with time zone,
    totp_secret bytea,
    totp_confirmed_at timestamp with time zone,
    totp_last_step bigint DEFAULT 0 NOT NULL,
    language text DEFAULT 'id'::text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT account_language_known CHECK ((language = ANY (ARRAY['id'::text, 'en'::text]))),
    CONSTRAINT account_state_known CHECK ((state = ANY (ARRAY['active'::text, 'closed'::text]))),
    CONSTRAINT account_username_shape CHECK ((username ~ '^[a-z0-9][a-z0-9._-]{2,63}$'::text))
);

ALTER TABLE ONLY identity.account FORCE ROW LEVEL SECURITY;

ALTER TABLE identity.account OWNER TO balai_owner;

--
-- Name: COLUMN account.password_hash; Type: COMMENT; Schema: identity; Owner: balai_owner
--

COMMENT ON COLUMN identity.account.password_hash IS 'argon2id PHC string; NULL until the first password is set.';

--
-- Name: COLUMN account.totp_secret; Type: COMMENT; Schema: identity; Owner: balai_owner
--

COMMENT ON COLUMN identity.account.totp_secret IS 'Sealed with the key that lies outside the data directory.';

--
-- Name: person; Type: TABLE; Schema: identity; Owner: balai_owner
--

CREATE TABLE identity.person (
    regency integer NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    nik_hash bytea,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT person_name_given CHECK (((btrim(name) <> ''::text) AND (length(name) <= 200)))
);

ALTER TABLE ONLY identity.person FORCE ROW LEVEL SECURITY;

ALTER TABLE identity.person OWNER TO balai_owner;

--
-- Name: COLUMN person.nik_hash; Type: COMMENT; Schema: identity; Owner: balai_owner
--

COMMENT ON COLUMN identity.person.nik_hash IS 'Keyed hash of the NIK; the number itself is not kept here.';

--
-- Name: post; Type: TABLE; Schema: identity; Owner: balai_owner
--

CREATE TABLE identity.post (
    regency integer NOT NULL,
    id uuid NOT NULL,
    person uuid NOT NULL,
    role text NOT NULL,
    village_from bigint NOT NULL,
    village_until bigint NOT NULL,
    villages bigint[],
    valid_from date NOT NULL,
    valid_until date,
    standing text DEFAULT 'definitive'::text NOT NULL,
    decree text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    CONSTRAINT post_dates_ordered CHECK (((valid_until IS NULL) OR (valid_until >= valid_from))),
    CONSTRAINT post_decree_given CHECK (((btrim(decree) <> ''::text) AND (length(decree) <= 200))),
    CONSTRAINT post_role_known CHECK ((role = ANY (ARRAY['treasurer'::text, 'manager'::text, 'secretary'::text, 'head'::text, 'council'::text, 'operator'::text, 'district'::text, 'county'::text, 'inspector'::text, 'auditor'::text, 'social'::text]))),
    CONSTRAINT post_scope_in_regency CHECK ((((village_from / 1000000) = regency) AND ((village_until / 1000000) = regency) AND (village_from <= village_until))),
    CONSTRAINT post_scope_of_role CHECK (
CASE
    WHEN (role = ANY (ARRAY['treasurer'::text, 'manager'::text, 'secretary'::text, 'head'::text, 'council'::text, 'operator'::text])) THEN (village_from = village_until)
    WHEN (role = 'district'::text) THEN (((village_from % (10000)::bigint) = 0) AND (village_until = (village_from + 9999)))
    ELSE ((village_from = ((regency)::bigint * 1000000)) AND (village_until = (((regency)::bigint * 1000000) + 999999)))
END),
    CONSTRAINT post_standing_known CHECK ((standing = ANY (ARRAY['definitive'::text, 'acting'::text])))
);

ALTER TABLE ONLY identity.post FORCE ROW LEVEL SECURITY;

ALTER TABLE identity.post OWNER TO balai_owner;

--
-- Name: TABLE post; Type: COMMENT; Schema: identity; Owner: balai_owner
--

COMMENT ON TABLE identity.post IS 'Jabatan: rights follow the post held on the document''s day. acting = Pj/Plt.';

--
-- Name: COLUMN post.villages; Type: COMMENT; Schema: identity; Owner: balai_owner
--

COMMENT ON COLUMN identity.post.villages IS 'When set, only these villages of the range (an inspector''s list).';

--
-- Name: session; Type: TABLE; Schema: identity; Owner: balai_owner
--

CREATE TABLE identity.session (
    regency integer NOT NULL,
    token_hash bytea NOT NULL,
    account uuid NOT NULL,
    kind text NOT NULL,
    label text DEFAULT ''::text NOT NULL,
    csrf text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    second_factor_at timestamp with time zone,
    scope_day date,
    scope_from bigint,
    scope_until bigint,
    scope_list bigint[],
    CONSTRAINT session_hash_size CHECK ((length(token_hash) = 32)),
    CONSTRAINT session_kind_known CHECK ((kind = ANY (ARRAY['browser'::text, 'bearer'::text]))),
    CONSTRAINT session_label_short CHECK ((length(label) <= 200))
);

ALTER TABLE ONLY identity.session FORCE ROW LEVEL SECURITY;

ALTER TABLE identity.session OWNER TO balai_owner;

--
-- Name: TABLE session; Type: COMMENT; Schema: identity; Owner: balai_owner
--

COMMENT ON TABLE identity.session IS 'Only the SHA-256 of the token is kept. scope_* caches the posts of scope_day.';

--
-- Name: slip; Type: TABLE; Schema: identity; Owner: balai_owner
--

CREATE TABLE identity.slip (
    regency integer NOT NULL,
    token_hash bytea NOT NULL,
    account uuid NOT NULL,
    made_by uuid,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT slip_hash_size CHECK ((length(token_hash) = 32))
);

ALTER TABLE ONLY identity.slip FORCE ROW LEVEL SECURITY;

ALTER TABLE identity.slip OWNER TO balai_owner;

--
-- Name: TABLE slip; Type: COMMENT; Schema: identity; Owner: balai_owner
--

COMMENT ON TABLE identity.slip IS 'One-time link or printed slip with which a person sets the (new) password.';

--
-- Name: account; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.account (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    code text NOT NULL,
    level smallint NOT NULL,
    name text NOT NULL,
    normal_side text NOT NULL,
    siskeudes_code text NOT NULL,
    origin text NOT NULL,
    CONSTRAINT account_code_shape CHECK ((code ~ '^[0-9](\.[0-9]{1,2}){0,3}$'::text)),
    CONSTRAINT account_level_known CHECK (((level >= 1) AND (level <= 4))),
    CONSTRAINT account_name_given CHECK ((name <> ''::text)),
    CONSTRAINT account_of_county CHECK (((village % (1000000)::bigint) = 0)),
    CONSTRAINT account_origin_known CHECK ((origin = ANY (ARRAY['national'::text, 'county'::text, 'imported'::text]))),
    CONSTRAINT account_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT account_side_known CHECK ((normal_side = ANY (ARRAY['D'::text, 'K'::text, '-'::text]))),
    CONSTRAINT account_year_plausible CHECK (((year >= 2015) AND (year <= 2100)))
);

ALTER TABLE ONLY ledger.account FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.account OWNER TO balai_owner;

--
-- Name: TABLE account; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.account IS 'Chart of accounts (kode rekening) of one regency in one year.';

--
-- Name: COLUMN account.village; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.account.village IS 'The county itself: regency x 1,000,000.';

--
-- Name: activity; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.activity (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    code text NOT NULL,
    level smallint NOT NULL,
    name text NOT NULL,
    siskeudes_code text NOT NULL,
    kind smallint,
    origin text NOT NULL,
    CONSTRAINT activity_code_shape CHECK ((code ~ '^[0-9](\.[0-9]{1,2}(\.[0-9]{2})?)?$'::text)),
    CONSTRAINT activity_kind_known CHECK (((kind >= 1) AND (kind <= 3))),
    CONSTRAINT activity_level_known CHECK (((level >= 1) AND (level <= 3))),
    CONSTRAINT activity_name_given CHECK ((name <> ''::text)),
    CONSTRAINT activity_of_county CHECK (((village % (1000000)::bigint) = 0)),
    CONSTRAINT activity_origin_known CHECK ((origin = ANY (ARRAY['national'::text, 'county'::text, 'imported'::text]))),
    CONSTRAINT activity_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT activity_year_plausible CHECK (((year >= 2015) AND (year <= 2100)))
);

ALTER TABLE ONLY ledger.activity FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.activity OWNER TO balai_owner;

--
-- Name: TABLE activity; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.activity IS 'Activities of one regency in one year. 0.0.00 stands for income and financing, which belong to no activity.';

--
-- Name: COLUMN activity.village; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.activity.village IS 'The county itself: regency x 1,000,000.';

--
-- Name: give_back; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.give_back (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    spp_id uuid NOT NULL,
    kind text NOT NULL,
    number integer NOT NULL,
    book_date date NOT NULL,
    place text NOT NULL,
    payer text DEFAULT ''::text NOT NULL,
    description text NOT NULL,
    amount_sen bigint NOT NULL,
    person uuid NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT give_back_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT give_back_date_in_year CHECK ((EXTRACT(year FROM book_date) = (year)::numeric)),
    CONSTRAINT give_back_description_given CHECK (((length(description) >= 1) AND (length(description) <= 500))),
    CONSTRAINT give_back_kind_known CHECK ((kind = ANY (ARRAY['advance-return'::text, 'refund'::text]))),
    CONSTRAINT give_back_number_positive CHECK ((number > 0)),
    CONSTRAINT give_back_payer_short CHECK ((length(payer) <= 200)),
    CONSTRAINT give_back_place_known CHECK ((place = ANY (ARRAY['bank'::text, 'cash'::text]))),
    CONSTRAINT give_back_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY ledger.give_back FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.give_back OWNER TO balai_owner;

--
-- Name: TABLE give_back; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.give_back IS 'Money brought back: rest of an advance (sisa panjar), or spending given back in the same year (pengembalian belanja).';

--
-- Name: COLUMN give_back.payer; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.give_back.payer IS 'Who brought it. Personal: never in a public view.';

--
-- Name: COLUMN give_back.amount_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.give_back.amount_sen IS 'Sen. Sum of its journal entry''s lines.';

--
-- Name: receipt; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.receipt (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    number integer NOT NULL,
    book_date date NOT NULL,
    account text NOT NULL,
    fund text NOT NULL,
    amount_sen bigint NOT NULL,
    payer text DEFAULT ''::text NOT NULL,
    description text NOT NULL,
    person uuid,
    origin text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    place text DEFAULT 'bank'::text NOT NULL,
    CONSTRAINT receipt_account_of_income CHECK ((account ~ '^(4\.|6\.1\.)'::text)),
    CONSTRAINT receipt_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT receipt_date_in_year CHECK ((EXTRACT(year FROM book_date) = (year)::numeric)),
    CONSTRAINT receipt_description_given CHECK (((length(description) >= 1) AND (length(description) <= 500))),
    CONSTRAINT receipt_number_positive CHECK ((number > 0)),
    CONSTRAINT receipt_origin_known CHECK ((origin = ANY (ARRAY['entered'::text, 'imported'::text]))),
    CONSTRAINT receipt_payer_short CHECK ((length(payer) <= 200)),
    CONSTRAINT receipt_place_known CHECK ((place = ANY (ARRAY['bank'::text, 'cash'::text]))),
    CONSTRAINT receipt_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY ledger.receipt FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.receipt OWNER TO balai_owner;

--
-- Name: TABLE receipt; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.receipt IS 'Income receipt (Tanda Bukti Penerimaan, TBP): money that came into the village account.';

--
-- Name: COLUMN receipt.amount_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.receipt.amount_sen IS 'Sen, 1/100 rupiah.';

--
-- Name: COLUMN receipt.place; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.receipt.place IS 'Where the money came in: the village account, or the treasurer''s hand.';

--
-- Name: tax_deposit; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.tax_deposit (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    number integer NOT NULL,
    book_date date NOT NULL,
    place text NOT NULL,
    account text NOT NULL,
    map_code text NOT NULL,
    ntpn text NOT NULL,
    amount_sen bigint NOT NULL,
    is_reversed boolean DEFAULT false NOT NULL,
    person uuid NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT tax_deposit_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT tax_deposit_date_in_year CHECK ((EXTRACT(year FROM book_date) = (year)::numeric)),
    CONSTRAINT tax_deposit_ntpn_shape CHECK ((ntpn ~ '^([0-9A-Z]{16})?$'::text)),
    CONSTRAINT tax_deposit_number_positive CHECK ((number > 0)),
    CONSTRAINT tax_deposit_place_known CHECK ((place = ANY (ARRAY['bank'::text, 'cash'::text]))),
    CONSTRAINT tax_deposit_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT tax_deposit_state_tax_has_ntpn CHECK (((map_code = ''::text) OR (ntpn <> ''::text)))
);

ALTER TABLE ONLY ledger.tax_deposit FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.tax_deposit OWNER TO balai_owner;

--
-- Name: TABLE tax_deposit; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.tax_deposit IS 'Withheld taxes handed to the state or county (setoran, SSP), with the state''s number (NTPN).';

--
-- Name: COLUMN tax_deposit.amount_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.tax_deposit.amount_sen IS 'Sen. Sum of the withholdings it covers.';

--
-- Name: document; Type: VIEW; Schema: ledger; Owner: balai_owner
--

CREATE VIEW ledger.document WITH (security_invoker='true') AS
 SELECT s.regency,
    s.village,
    s.year,
    s.id,
    'spp'::text AS kind,
    s.number,
    s.payee AS party,
    s.id AS spp_id
   FROM ledger.spp s
UNION ALL
 SELECT r.regency,
    r.village,
    r.year,
    r.id,
    'receipt'::text AS kind,
    r.number,
    r.payer AS party,
    NULL::uuid AS spp_id
   FROM ledger.receipt r
UNION ALL
 SELECT t.regency,
    t.village,
    t.year,
    t.id,
    'settlement'::text AS kind,
    t.number,
    ''::text AS party,
    t.spp_id
   FROM ledger.settlement t
UNION ALL
 SELECT g.regency,
    g.village,
    g.year,
    g.id,
    g.kind,
    g.number,
    g.payer AS party,
    g.spp_id
   FROM ledger.give_back g
UNION ALL
 SELECT m.regency,
    m.village,
    m.year,
    m.id,
    'move'::text AS kind,
    m.number,
    ''::text AS party,
    NULL::uuid AS spp_id
   FROM ledger.cash_move m
UNION ALL
 SELECT d.regency,
    d.village,
    d.year,
    d.id,
    'deposit'::text AS kind,
    d.number,
    d.ntpn AS party,
    NULL::uuid AS spp_id
   FROM ledger.tax_deposit d;

ALTER TABLE ledger.document OWNER TO balai_owner;

--
-- Name: VIEW document; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON VIEW ledger.document IS 'SPP, TBP, SPJ, returns, bank mutations and deposits under one roof. party is personal: never in a public view.';

--
-- Name: posting; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.posting (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    entry_id uuid NOT NULL,
    ordinal smallint NOT NULL,
    account text NOT NULL,
    activity text NOT NULL,
    fund text NOT NULL,
    sub_detail text DEFAULT '01'::text NOT NULL,
    amount_sen bigint NOT NULL,
    CONSTRAINT posting_amount_nonzero CHECK ((amount_sen <> 0)),
    CONSTRAINT posting_ordinal_positive CHECK ((ordinal > 0)),
    CONSTRAINT posting_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY ledger.posting FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.posting OWNER TO balai_owner;

--
-- Name: TABLE posting; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.posting IS 'One leg of a journal entry: account x activity x fund source.';

--
-- Name: COLUMN posting.amount_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.posting.amount_sen IS 'Sen, 1/100 rupiah. Debit positive, credit negative.';

--
-- Name: book_line; Type: VIEW; Schema: ledger; Owner: balai_owner
--

CREATE VIEW ledger.book_line WITH (security_invoker='true') AS
 SELECT k.book,
    e.regency,
    e.village,
    e.year,
    e.id AS entry_id,
    e.number,
    e.book_date,
    e.recorded_at,
    e.kind,
    e.description,
    e.document_id,
    d.kind AS document_kind,
    d.number AS document_number,
    ledger.proof_of(d.kind, d.number) AS proof,
    COALESCE(d.party, ''::text) AS party,
    d.spp_id,
    e.reverses,
    e.corrects,
    p.ordinal,
    p.account,
    p.activity,
    p.fund,
    p.sub_detail,
        CASE k.book
            WHEN 'general'::text THEN GREATEST(
            CASE
                WHEN (p.account ~~ '1.1.1.%'::text) THEN p.amount_sen
                ELSE (- p.amount_sen)
            END, (0)::bigint)
            WHEN 'bank'::text THEN GREATEST(p.amount_sen, (0)::bigint)
            WHEN 'cash'::text THEN GREATEST(p.amount_sen, (0)::bigint)
            WHEN 'tax'::text THEN
            CASE
                WHEN ((p.amount_sen < 0) <> (e.kind = 'reversal'::text)) THEN (- p.amount_sen)
                ELSE (0)::bigint
            END
            WHEN 'advance'::text THEN
            CASE
                WHEN ((p.amount_sen > 0) <> (e.kind = 'reversal'::text)) THEN p.amount_sen
                ELSE (0)::bigint
            END
            ELSE (- p.amount_sen)
        END AS in_sen,
        CASE k.book
            WHEN 'general'::text THEN GREATEST(
            CASE
                WHEN (p.account ~~ '1.1.1.%'::text) THEN (- p.amount_sen)
                ELSE p.amount_sen
            END, (0)::bigint)
            WHEN 'bank'::text THEN GREATEST((- p.amount_sen), (0)::bigint)
            WHEN 'cash'::text THEN GREATEST((- p.amount_sen), (0)::bigint)
            WHEN 'tax'::text THEN
            CASE
                WHEN ((p.amount_sen < 0) <> (e.kind = 'reversal'::text)) THEN (0)::bigint
                ELSE p.amount_sen
            END
            WHEN 'advance'::text THEN
            CASE
                WHEN ((p.amount_sen > 0) <> (e.kind = 'reversal'::text)) THEN (0)::bigint
                ELSE (- p.amount_sen)
            END
            ELSE (0)::bigint
        END AS out_sen
   FROM (((((ledger.entry e
     JOIN ledger.posting p ON (((p.regency = e.regency) AND (p.entry_id = e.id))))
     LEFT JOIN ledger.entry old_1 ON (((old_1.regency = e.regency) AND (old_1.id = e.reverses))))
     CROSS JOIN LATERAL ( SELECT COALESCE(old_1.kind, e.kind) AS kind) o)
     CROSS JOIN ( VALUES ('general'::text), ('bank'::text), ('cash'::text), ('tax'::text), ('advance'::text), ('receipts'::text)) k(book))
     LEFT JOIN ledger.document d ON (((d.regency = e.regency) AND (d.id = e.document_id))))
  WHERE
        CASE k.book
            WHEN 'general'::text THEN
            CASE
                WHEN (o.kind = 'move'::text) THEN true
                WHEN (p.account ~~ '1.1.1.%'::text) THEN false
                WHEN (o.kind = 'settlement'::text) THEN (p.account ~~ '7.1.%'::text)
                ELSE (EXISTS ( SELECT
                   FROM ledger.posting c
                  WHERE ((c.regency = e.regency) AND (c.entry_id = e.id) AND (c.account ~~ '1.1.1.%'::text))))
            END
            WHEN 'bank'::text THEN (p.account = '1.1.1.02'::text)
            WHEN 'cash'::text THEN (p.account = '1.1.1.01'::text)
            WHEN 'tax'::text THEN (p.account ~~ '7.1.%'::text)
            WHEN 'advance'::text THEN (p.account = '1.1.2.07'::text)
            ELSE (p.account ~ '^(4\.|6\.1\.)'::text)
        END;

ALTER TABLE ledger.book_line OWNER TO balai_owner;

--
-- Name: VIEW book_line; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON VIEW ledger.book_line IS 'Lines of the village''s books by name: general (BKU), bank, cash, tax, advance, receipts. Amounts in sen.';

--
-- Name: budget_line; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.budget_line (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    version_id uuid NOT NULL,
    activity text NOT NULL,
    account text NOT NULL,
    fund text NOT NULL,
    sub_detail text DEFAULT '01'::text NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    CONSTRAINT budget_line_account_of_budget CHECK ((account ~ '^(4\.|5\.|6\.1\.|6\.2\.)'::text)),
    CONSTRAINT budget_line_name_short CHECK ((length(name) <= 500)),
    CONSTRAINT budget_line_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT budget_line_spending_has_activity CHECK (((account ~~ '5.%'::text) = (activity <> '0.0.00'::text))),
    CONSTRAINT budget_line_sub_detail_shape CHECK ((sub_detail ~ '^[0-9]{2}$'::text))
);

ALTER TABLE ONLY ledger.budget_line FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.budget_line OWNER TO balai_owner;

--
-- Name: TABLE budget_line; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.budget_line IS 'A budget line: activity x account x fund source x sub-detail. Its amount is the sum of its RAB lines.';

--
-- Name: COLUMN budget_line.sub_detail; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.budget_line.sub_detail IS 'Kd_SubRinci: two digits, 01 where the village does not use it.';

--
-- Name: cash_control; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.cash_control (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    fund text NOT NULL,
    cash_sen bigint DEFAULT 0 NOT NULL,
    floor_sen bigint DEFAULT 0 NOT NULL,
    hand_sen bigint DEFAULT 0 NOT NULL,
    hand_floor_sen bigint DEFAULT 0 NOT NULL,
    CONSTRAINT cash_control_bank_above_floor CHECK (((cash_sen - hand_sen) >= floor_sen)),
    CONSTRAINT cash_control_floor_not_positive CHECK ((floor_sen <= 0)),
    CONSTRAINT cash_control_hand_above_floor CHECK ((hand_sen >= hand_floor_sen)),
    CONSTRAINT cash_control_hand_floor_not_positive CHECK ((hand_floor_sen <= 0)),
    CONSTRAINT cash_control_regency_of_village CHECK ((regency = (village / 1000000)))
)
WITH (fillfactor='70');

ALTER TABLE ONLY ledger.cash_control FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.cash_control OWNER TO balai_owner;

--
-- Name: TABLE cash_control; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.cash_control IS 'The lock of one fund''s cash in the village account. Not truth: `balai ledger check` proves it equal to the journal.';

--
-- Name: COLUMN cash_control.cash_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.cash_control.cash_sen IS 'Sen. What the journal holds on cash accounts (1.1.1) of this fund.';

--
-- Name: COLUMN cash_control.floor_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.cash_control.floor_sen IS 'Sen, 0 or below, for the village account. Below 0 only where imported history already ended there.';

--
-- Name: COLUMN cash_control.hand_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.cash_control.hand_sen IS 'Sen. The part of cash_sen that lies with the treasurer (1.1.1.01); the rest is in the village account (1.1.1.02).';

--
-- Name: COLUMN cash_control.hand_floor_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.cash_control.hand_floor_sen IS 'Sen, 0 or below, as floor_sen, for the cash in hand.';

--
-- Name: ceiling; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.ceiling (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    fund text NOT NULL,
    amount_sen bigint NOT NULL,
    planned_sen bigint DEFAULT 0 NOT NULL,
    basis text NOT NULL,
    person uuid NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ceiling_amount_in_range CHECK (((amount_sen >= 0) AND (amount_sen <= '100000000000000000'::bigint))),
    CONSTRAINT ceiling_basis_given CHECK (((length(basis) >= 1) AND (length(basis) <= 200))),
    CONSTRAINT ceiling_holds_plan CHECK (((planned_sen >= 0) AND (planned_sen <= amount_sen))),
    CONSTRAINT ceiling_of_desa CHECK (((((village % (1000000)::bigint) / 10000) > 0) AND (((village % (10000)::bigint) / 1000) = 2))),
    CONSTRAINT ceiling_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT ceiling_year_plausible CHECK (((year >= 2015) AND (year <= 2100)))
);

ALTER TABLE ONLY ledger.ceiling FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.ceiling OWNER TO balai_owner;

--
-- Name: TABLE ceiling; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.ceiling IS 'What a village gets of a fund source in a year (pagu), as the county set it.';

--
-- Name: COLUMN ceiling.amount_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.ceiling.amount_sen IS 'Sen, 1/100 rupiah.';

--
-- Name: COLUMN ceiling.planned_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.ceiling.planned_sen IS 'Sen. Sum of the tranches not cancelled: a lock, not truth; `balai ledger check` proves it.';

--
-- Name: COLUMN ceiling.basis; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.ceiling.basis IS 'The regulation (Perbup, PMK).';

--
-- Name: give_back_line; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.give_back_line (
    regency integer NOT NULL,
    village bigint NOT NULL,
    give_back_id uuid NOT NULL,
    activity text NOT NULL,
    account text NOT NULL,
    fund text NOT NULL,
    sub_detail text NOT NULL,
    amount_sen bigint NOT NULL,
    CONSTRAINT give_back_line_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT give_back_line_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY ledger.give_back_line FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.give_back_line OWNER TO balai_owner;

--
-- Name: TABLE give_back_line; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.give_back_line IS 'What came back on one line of the request.';

--
-- Name: COLUMN give_back_line.amount_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.give_back_line.amount_sen IS 'Sen, 1/100 rupiah.';

--
-- Name: settlement_line; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.settlement_line (
    regency integer NOT NULL,
    village bigint NOT NULL,
    settlement_id uuid NOT NULL,
    activity text NOT NULL,
    account text NOT NULL,
    fund text NOT NULL,
    sub_detail text NOT NULL,
    amount_sen bigint NOT NULL,
    CONSTRAINT settlement_line_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT settlement_line_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY ledger.settlement_line FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.settlement_line OWNER TO balai_owner;

--
-- Name: TABLE settlement_line; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.settlement_line IS 'What a settlement accounts for of one line of its advance.';

--
-- Name: COLUMN settlement_line.amount_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.settlement_line.amount_sen IS 'Sen, 1/100 rupiah.';

--
-- Name: spp_line; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.spp_line (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    spp_id uuid NOT NULL,
    activity text NOT NULL,
    account text NOT NULL,
    fund text NOT NULL,
    sub_detail text NOT NULL,
    amount_sen bigint NOT NULL,
    settled_sen bigint DEFAULT 0 NOT NULL,
    given_back_sen bigint DEFAULT 0 NOT NULL,
    refunded_sen bigint DEFAULT 0 NOT NULL,
    CONSTRAINT spp_line_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT spp_line_given_back_not_negative CHECK ((given_back_sen >= 0)),
    CONSTRAINT spp_line_refunded_not_negative CHECK ((refunded_sen >= 0)),
    CONSTRAINT spp_line_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT spp_line_settled_not_negative CHECK ((settled_sen >= 0)),
    CONSTRAINT spp_line_within_advance CHECK (((settled_sen + given_back_sen) <= amount_sen)),
    CONSTRAINT spp_line_within_refund CHECK ((refunded_sen <= amount_sen))
);

ALTER TABLE ONLY ledger.spp_line FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.spp_line OWNER TO balai_owner;

--
-- Name: TABLE spp_line; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.spp_line IS 'What a payment request takes from one posted budget line.';

--
-- Name: COLUMN spp_line.amount_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.spp_line.amount_sen IS 'Sen, 1/100 rupiah.';

--
-- Name: COLUMN spp_line.settled_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.spp_line.settled_sen IS 'Sen. Of an advance: accounted for by booked settlements (SPJ).';

--
-- Name: COLUMN spp_line.given_back_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.spp_line.given_back_sen IS 'Sen. Of an advance: brought back unspent.';

--
-- Name: COLUMN spp_line.refunded_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.spp_line.refunded_sen IS 'Sen. Spending that the payee gave back (pengembalian belanja).';

--
-- Name: withholding; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.withholding (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    document_id uuid NOT NULL,
    code text NOT NULL,
    account text NOT NULL,
    map_code text NOT NULL,
    fund text NOT NULL,
    base_sen bigint NOT NULL,
    rate_ppm integer NOT NULL,
    amount_sen bigint NOT NULL,
    state text NOT NULL,
    held_on date NOT NULL,
    due_on date NOT NULL,
    deposit_id uuid,
    CONSTRAINT withholding_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT withholding_base_positive CHECK ((base_sen > 0)),
    CONSTRAINT withholding_deposit_fits CHECK (((state = 'deposited'::text) = (deposit_id IS NOT NULL))),
    CONSTRAINT withholding_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT withholding_state_known CHECK ((state = ANY (ARRAY['held'::text, 'deposited'::text, 'reversed'::text])))
);

ALTER TABLE ONLY ledger.withholding FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.withholding OWNER TO balai_owner;

--
-- Name: TABLE withholding; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.withholding IS 'One tax withheld from one payment or settlement (potongan pajak): held for the state until it is deposited.';

--
-- Name: COLUMN withholding.base_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.withholding.base_sen IS 'Sen. Dasar pengenaan pajak, as the treasurer entered it.';

--
-- Name: COLUMN withholding.amount_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.withholding.amount_sen IS 'Sen. Base x rate, rounded down to whole rupiah.';

--
-- Name: flow_difference; Type: VIEW; Schema: ledger; Owner: balai_owner
--

CREATE VIEW ledger.flow_difference WITH (security_invoker='true') AS
 SELECT s.village,
    s.year,
    ('advance-'::text || n.what) AS kind,
    concat_ws(' '::text, s.number, l.activity, l.account, l.fund) AS object,
    n.expected,
    n.found
   FROM ((((ledger.spp_line l
     JOIN ledger.spp s ON (((s.regency = l.regency) AND (s.id = l.spp_id))))
     LEFT JOIN LATERAL ( SELECT (sum(t.amount_sen))::bigint AS amount
           FROM (ledger.settlement h
             JOIN ledger.settlement_line t ON (((t.regency = h.regency) AND (t.settlement_id = h.id))))
          WHERE ((h.regency = l.regency) AND (h.spp_id = l.spp_id) AND (h.state = 'booked'::text) AND (t.activity = l.activity) AND (t.account = l.account) AND (t.fund = l.fund) AND (t.sub_detail = l.sub_detail))) settled ON (true))
     LEFT JOIN LATERAL ( SELECT (sum(t.amount_sen) FILTER (WHERE (g.kind = 'advance-return'::text)))::bigint AS returned,
            (sum(t.amount_sen) FILTER (WHERE (g.kind = 'refund'::text)))::bigint AS refunded
           FROM ((ledger.give_back g
             JOIN ledger.give_back_line t ON (((t.regency = g.regency) AND (t.give_back_id = g.id))))
             JOIN ledger.entry e ON (((e.regency = g.regency) AND (e.document_id = g.id) AND (e.kind = g.kind))))
          WHERE ((g.regency = l.regency) AND (g.spp_id = l.spp_id) AND (t.activity = l.activity) AND (t.account = l.account) AND (t.fund = l.fund) AND (t.sub_detail = l.sub_detail) AND (NOT (EXISTS ( SELECT
                   FROM ledger.entry x
                  WHERE ((x.regency = e.regency) AND (x.reverses = e.id))))))) back ON (true))
     CROSS JOIN LATERAL ( VALUES ('settled'::text,COALESCE(settled.amount, (0)::bigint),l.settled_sen), ('given-back'::text,COALESCE(back.returned, (0)::bigint),l.given_back_sen), ('refunded'::text,COALESCE(back.refunded, (0)::bigint),l.refunded_sen)) n(what, expected, found))
  WHERE (n.expected <> n.found)
UNION ALL
 SELECT COALESCE(o.village, j.village) AS village,
    COALESCE(o.year, j.year) AS year,
    'advance-open'::text AS kind,
    concat_ws(' '::text, COALESCE(o.activity, j.activity), COALESCE(o.fund, j.fund)) AS object,
    COALESCE(j.amount, (0)::bigint) AS expected,
    COALESCE(o.amount, (0)::bigint) AS found
   FROM (( SELECT l.regency,
            l.village,
            l.year,
            l.activity,
            l.fund,
            (sum(((l.amount_sen - l.settled_sen) - l.given_back_sen)))::bigint AS amount
           FROM (ledger.spp_line l
             JOIN ledger.spp s ON (((s.regency = l.regency) AND (s.id = l.spp_id))))
          WHERE ((s.kind = 'advance'::text) AND (s.state = ANY (ARRAY['paid'::text, 'settled'::text])) AND (s.origin = 'entered'::text))
          GROUP BY l.regency, l.village, l.year, l.activity, l.fund) o
     FULL JOIN ( SELECT p.regency,
            p.village,
            p.year,
            p.activity,
            p.fund,
            (sum(p.amount_sen))::bigint AS amount
           FROM (ledger.posting p
             JOIN ledger.entry e ON (((e.regency = p.regency) AND (e.id = p.entry_id))))
          WHERE ((p.account = '1.1.2.07'::text) AND (e.origin = 'entered'::text))
          GROUP BY p.regency, p.village, p.year, p.activity, p.fund) j ON (((j.regency = o.regency) AND (j.village = o.village) AND (j.year = o.year) AND (j.activity = o.activity) AND (j.fund = o.fund))))
  WHERE (COALESCE(j.amount, (0)::bigint) <> COALESCE(o.amount, (0)::bigint))
UNION ALL
 SELECT COALESCE(w.village, j.village) AS village,
    COALESCE(w.year, j.year) AS year,
    'tax-held'::text AS kind,
    concat_ws(' '::text, COALESCE(w.account, j.account), COALESCE(w.fund, j.fund)) AS object,
    COALESCE(j.amount, (0)::bigint) AS expected,
    COALESCE(w.amount, (0)::bigint) AS found
   FROM (( SELECT h.regency,
            h.village,
            h.year,
            h.account,
            h.fund,
            (sum(h.amount_sen))::bigint AS amount
           FROM ledger.withholding h
          WHERE (h.state = 'held'::text)
          GROUP BY h.regency, h.village, h.year, h.account, h.fund) w
     FULL JOIN ( SELECT p.regency,
            p.village,
            p.year,
            p.account,
            p.fund,
            (- (sum(p.amount_sen))::bigint) AS amount
           FROM (ledger.posting p
             JOIN ledger.entry e ON (((e.regency = p.regency) AND (e.id = p.entry_id))))
          WHERE ((p.account ~~ '7.1.%'::text) AND (e.origin = 'entered'::text))
          GROUP BY p.regency, p.village, p.year, p.account, p.fund) j ON (((j.regency = w.regency) AND (j.village = w.village) AND (j.year = w.year) AND (j.account = w.account) AND (j.fund = w.fund))))
  WHERE (COALESCE(j.amount, (0)::bigint) <> COALESCE(w.amount, (0)::bigint))
UNION ALL
 SELECT d.village,
    d.year,
    (d.kind || '-amount'::text) AS kind,
    (d.number)::text AS object,
    d.expected,
    d.found
   FROM ( SELECT t.village,
            t.year,
            'settlement'::text AS kind,
            t.number,
            t.amount_sen AS found,
            ( SELECT (COALESCE(sum(l.amount_sen), (0)::numeric))::bigint AS "coalesce"
                   FROM ledger.settlement_line l
                  WHERE ((l.regency = t.regency) AND (l.settlement_id = t.id))) AS expected
           FROM ledger.settlement t
        UNION ALL
         SELECT g.village,
            g.year,
            g.kind,
            g.number,
            g.amount_sen,
            ( SELECT (COALESCE(sum(l.amount_sen), (0)::numeric))::bigint AS "coalesce"
                   FROM ledger.give_back_line l
                  WHERE ((l.regency = g.regency) AND (l.give_back_id = g.id))) AS "coalesce"
           FROM ledger.give_back g
        UNION ALL
         SELECT x.village,
            x.year,
            'deposit'::text,
            x.number,
            x.amount_sen,
            ( SELECT (COALESCE(sum(w.amount_sen), (0)::numeric))::bigint AS "coalesce"
                   FROM ledger.withholding w
                  WHERE ((w.regency = x.regency) AND (w.deposit_id = x.id))) AS "coalesce"
           FROM ledger.tax_deposit x
          WHERE (NOT x.is_reversed)) d
  WHERE (d.expected <> d.found)
UNION ALL
 SELECT d.village,
    d.year,
    (d.kind || '-entries'::text) AS kind,
    (d.number)::text AS object,
    d.expected,
    count(e.id) AS found
   FROM (( SELECT document.regency,
            document.village,
            document.year,
            document.id,
            document.kind,
            document.number,
            (1)::bigint AS expected
           FROM ledger.document
          WHERE (document.kind <> ALL (ARRAY['spp'::text, 'settlement'::text, 'receipt'::text]))
        UNION ALL
         SELECT settlement.regency,
            settlement.village,
            settlement.year,
            settlement.id,
            'settlement'::text,
            settlement.number,
                CASE
                    WHEN (settlement.state = ANY (ARRAY['booked'::text, 'reversed'::text])) THEN 1
                    ELSE 0
                END AS "case"
           FROM ledger.settlement) d
     LEFT JOIN ledger.entry e ON (((e.regency = d.regency) AND (e.document_id = d.id) AND (e.kind <> 'reversal'::text))))
  GROUP BY d.village, d.year, d.kind, d.number, d.expected
 HAVING (count(e.id) <> d.expected)
UNION ALL
 SELECT c.village,
    c.year,
    'ceiling-planned'::text AS kind,
    c.fund AS object,
    (COALESCE(sum(d.amount_sen), (0)::numeric))::bigint AS expected,
    c.planned_sen AS found
   FROM (ledger.ceiling c
     LEFT JOIN ledger.disbursement d ON (((d.regency = c.regency) AND (d.village = c.village) AND (d.year = c.year) AND (d.fund = c.fund) AND (d.state <> 'cancelled'::text))))
  GROUP BY c.village, c.year, c.fund, c.planned_sen
 HAVING (COALESCE(sum(d.amount_sen), (0)::numeric) <> (c.planned_sen)::numeric)
UNION ALL
 SELECT d.village,
    d.year,
    'disbursement-receipt'::text AS kind,
    concat_ws(' '::text, d.fund, d.tranche) AS object,
    d.amount_sen AS expected,
    r.amount_sen AS found
   FROM (ledger.disbursement d
     JOIN ledger.receipt r ON (((r.regency = d.regency) AND (r.id = d.receipt_id))))
  WHERE (d.amount_sen <> r.amount_sen);

ALTER TABLE ledger.flow_difference OWNER TO balai_owner;

--
-- Name: VIEW flow_difference; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON VIEW ledger.flow_difference IS 'Differences between advances, returns, taxes and bank mutations and what the journal holds of them. Amounts in sen.';

--
-- Name: line_control; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.line_control (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    activity text NOT NULL,
    account text NOT NULL,
    fund text NOT NULL,
    sub_detail text NOT NULL,
    limit_sen bigint NOT NULL,
    requested_sen bigint DEFAULT 0 NOT NULL,
    reserved_sen bigint DEFAULT 0 NOT NULL,
    posted_sen bigint DEFAULT 0 NOT NULL,
    excess_sen bigint DEFAULT 0 NOT NULL,
    CONSTRAINT line_control_excess_not_negative CHECK ((excess_sen >= 0)),
    CONSTRAINT line_control_limit_not_negative CHECK ((limit_sen >= 0)),
    CONSTRAINT line_control_posted_not_negative CHECK ((posted_sen >= 0)),
    CONSTRAINT line_control_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT line_control_requested_not_negative CHECK ((requested_sen >= 0)),
    CONSTRAINT line_control_reserved_not_negative CHECK ((reserved_sen >= 0)),
    CONSTRAINT line_control_within_limit CHECK (((reserved_sen + posted_sen) <= (limit_sen + excess_sen)))
)
WITH (fillfactor='70');

ALTER TABLE ONLY ledger.line_control FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.line_control OWNER TO balai_owner;

--
-- Name: TABLE line_control; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.line_control IS 'The lock of one posted spending line. Not truth: `balai ledger check` proves it equal to requests and journal.';

--
-- Name: COLUMN line_control.limit_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.line_control.limit_sen IS 'Sen. The line''s amount in the newest posted version.';

--
-- Name: COLUMN line_control.requested_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.line_control.requested_sen IS 'Sen. Asked for by requests not yet approved and not rejected.';

--
-- Name: COLUMN line_control.reserved_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.line_control.reserved_sen IS 'Sen. Approved, not yet paid.';

--
-- Name: COLUMN line_control.posted_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.line_control.posted_sen IS 'Sen. Paid: what the journal holds on this line.';

--
-- Name: COLUMN line_control.excess_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.line_control.excess_sen IS 'Sen. What imported history had already spent above the line; 0 for everything that is entered here.';

--
-- Name: rab_line; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.rab_line (
    regency integer NOT NULL,
    village bigint NOT NULL,
    version_id uuid NOT NULL,
    activity text NOT NULL,
    account text NOT NULL,
    fund text NOT NULL,
    sub_detail text NOT NULL,
    ordinal smallint NOT NULL,
    description text NOT NULL,
    volume numeric(14,4) NOT NULL,
    unit text NOT NULL,
    unit_price_sen bigint NOT NULL,
    amount_sen bigint NOT NULL,
    CONSTRAINT rab_line_amount_in_range CHECK (((amount_sen >= 0) AND (amount_sen <= '100000000000000000'::bigint))),
    CONSTRAINT rab_line_description_short CHECK (((length(description) >= 1) AND (length(description) <= 500))),
    CONSTRAINT rab_line_ordinal_positive CHECK ((ordinal > 0)),
    CONSTRAINT rab_line_price_not_negative CHECK ((unit_price_sen >= 0)),
    CONSTRAINT rab_line_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT rab_line_unit_short CHECK ((length(unit) <= 50)),
    CONSTRAINT rab_line_volume_not_negative CHECK ((volume >= (0)::numeric))
);

ALTER TABLE ONLY ledger.rab_line FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.rab_line OWNER TO balai_owner;

--
-- Name: TABLE rab_line; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.rab_line IS 'A line of the cost estimate (RAB).';

--
-- Name: COLUMN rab_line.unit_price_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.rab_line.unit_price_sen IS 'Sen, 1/100 rupiah, for one unit.';

--
-- Name: COLUMN rab_line.amount_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.rab_line.amount_sen IS 'Sen. Volume x price rounded half up once to whole rupiah; an import keeps its source''s amount.';

--
-- Name: line_truth; Type: VIEW; Schema: ledger; Owner: balai_owner
--

CREATE VIEW ledger.line_truth WITH (security_invoker='true') AS
 SELECT k.regency,
    k.village,
    k.year,
    k.activity,
    k.account,
    k.fund,
    k.sub_detail,
    (sum(k.allowed))::bigint AS limit_sen,
    (sum(k.requested))::bigint AS requested_sen,
    (sum(k.reserved))::bigint AS reserved_sen,
    (sum(k.posted))::bigint AS posted_sen
   FROM ( SELECT l.regency,
            l.village,
            l.year,
            l.activity,
            l.account,
            l.fund,
            l.sub_detail,
            COALESCE(r.amount_sen, (0)::bigint) AS allowed,
            0 AS requested,
            0 AS reserved,
            0 AS posted
           FROM ((ledger.budget_line l
             JOIN ( SELECT DISTINCT ON (v.regency, v.village, v.year) v.regency,
                    v.id
                   FROM ledger.budget_version v
                  WHERE (v.state = 'posted'::text)
                  ORDER BY v.regency, v.village, v.year, v.ordinal DESC) n ON (((n.regency = l.regency) AND (n.id = l.version_id))))
             LEFT JOIN ledger.rab_line r ON (((r.regency = l.regency) AND (r.version_id = l.version_id) AND (r.activity = l.activity) AND (r.account = l.account) AND (r.fund = l.fund) AND (r.sub_detail = l.sub_detail))))
          WHERE (l.account ~ '^(5|6\.2)\.'::text)
        UNION ALL
         SELECT l.regency,
            l.village,
            l.year,
            l.activity,
            l.account,
            l.fund,
            l.sub_detail,
            0,
                CASE
                    WHEN (s.state = ANY (ARRAY['draft'::text, 'submitted'::text, 'verified'::text, 'returned'::text])) THEN l.amount_sen
                    ELSE (0)::bigint
                END AS "case",
                CASE
                    WHEN (s.state = 'approved'::text) THEN l.amount_sen
                    WHEN ((s.kind = 'advance'::text) AND (s.state = ANY (ARRAY['paid'::text, 'settled'::text])) AND (s.origin = 'entered'::text)) THEN ((l.amount_sen - l.settled_sen) - l.given_back_sen)
                    ELSE (0)::bigint
                END AS "case",
            0
           FROM (ledger.spp_line l
             JOIN ledger.spp s ON (((s.regency = l.regency) AND (s.id = l.spp_id))))
        UNION ALL
         SELECT p.regency,
            p.village,
            p.year,
            p.activity,
            p.account,
            p.fund,
            p.sub_detail,
            0,
            0,
            0,
            p.amount_sen
           FROM ledger.posting p
          WHERE (p.account ~ '^(5|6\.2)\.'::text)) k
  GROUP BY k.regency, k.village, k.year, k.activity, k.account, k.fund, k.sub_detail;

ALTER TABLE ledger.line_truth OWNER TO balai_owner;

--
-- Name: VIEW line_truth; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON VIEW ledger.line_truth IS 'What each spending line''s control row must say, computed from budget, requests and journal. Sen.';

--
-- Name: series; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.series (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    name text NOT NULL,
    last_number integer NOT NULL,
    CONSTRAINT series_last_number_counts CHECK ((last_number > 0)),
    CONSTRAINT series_name_known CHECK ((name = ANY (ARRAY['spp'::text, 'receipt'::text, 'move'::text, 'settlement'::text, 'advance-return'::text, 'refund'::text, 'deposit'::text, 'correction'::text]))),
    CONSTRAINT series_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY ledger.series FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.series OWNER TO balai_owner;

--
-- Name: TABLE series; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.series IS 'Last number of each series of documents in a village''s year. Gapless: the number is taken in the transaction that needs it.';

--
-- Name: village_year; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.village_year (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    last_entry_number bigint DEFAULT 0 NOT NULL,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT village_year_last_entry_counts CHECK ((last_entry_number >= 0)),
    CONSTRAINT village_year_of_desa CHECK (((((village % (1000000)::bigint) / 10000) > 0) AND (((village % (10000)::bigint) / 1000) = 2))),
    CONSTRAINT village_year_plausible CHECK (((year >= 2015) AND (year <= 2100))),
    CONSTRAINT village_year_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT village_year_state_known CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text])))
);

ALTER TABLE ONLY ledger.village_year FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.village_year OWNER TO balai_owner;

--
-- Name: TABLE village_year; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.village_year IS 'One budget year of one village (desa; a kelurahan has no village budget). Holds the last journal number.';

--
-- Name: COLUMN village_year.last_entry_number; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.village_year.last_entry_number IS 'Number of the last journal entry. Counted under this row''s lock, so the journal has no gaps.';

--
-- Name: difference; Type: VIEW; Schema: ledger; Owner: balai_owner
--

CREATE VIEW ledger.difference WITH (security_invoker='true') AS
 SELECT COALESCE(c.village, t.village) AS village,
    COALESCE(c.year, t.year) AS year,
    ('line-'::text || n.what) AS kind,
    concat_ws(' '::text, COALESCE(c.activity, t.activity), COALESCE(c.account, t.account), COALESCE(c.fund, t.fund), COALESCE(c.sub_detail, t.sub_detail)) AS object,
    n.expected,
    n.found
   FROM ((ledger.line_control c
     FULL JOIN ledger.line_truth t ON (((t.regency = c.regency) AND (t.village = c.village) AND (t.year = c.year) AND (t.activity = c.activity) AND (t.account = c.account) AND (t.fund = c.fund) AND (t.sub_detail = c.sub_detail))))
     CROSS JOIN LATERAL ( VALUES ('limit'::text,COALESCE(t.limit_sen, (0)::bigint),c.limit_sen), ('requested'::text,COALESCE(t.requested_sen, (0)::bigint),c.requested_sen), ('reserved'::text,COALESCE(t.reserved_sen, (0)::bigint),c.reserved_sen), ('posted'::text,COALESCE(t.posted_sen, (0)::bigint),c.posted_sen)) n(what, expected, found))
  WHERE (n.expected IS DISTINCT FROM COALESCE(n.found, (0)::bigint))
UNION ALL
 SELECT COALESCE(c.village, t.village) AS village,
    COALESCE(c.year, t.year) AS year,
    n.what AS kind,
    COALESCE(c.fund, t.fund) AS object,
    n.expected,
    n.found
   FROM ((ledger.cash_control c
     FULL JOIN ( SELECT p.regency,
            p.village,
            p.year,
            p.fund,
            (sum(p.amount_sen))::bigint AS cash,
            (COALESCE(sum(p.amount_sen) FILTER (WHERE (p.account = '1.1.1.01'::text)), (0)::numeric))::bigint AS hand
           FROM ledger.posting p
          WHERE (p.account ~~ '1.1.1.%'::text)
          GROUP BY p.regency, p.village, p.year, p.fund) t ON (((t.regency = c.regency) AND (t.village = c.village) AND (t.year = c.year) AND (t.fund = c.fund))))
     CROSS JOIN LATERAL ( VALUES ('cash'::text,COALESCE(t.cash, (0)::bigint),COALESCE(c.cash_sen, (0)::bigint)), ('cash-in-hand'::text,COALESCE(t.hand, (0)::bigint),COALESCE(c.hand_sen, (0)::bigint))) n(what, expected, found))
  WHERE (n.expected <> n.found)
UNION ALL
 SELECT e.village,
    e.year,
    'entry-unbalanced'::text AS kind,
    (e.number)::text AS object,
    0 AS expected,
    (sum(p.amount_sen))::bigint AS found
   FROM (ledger.entry e
     JOIN ledger.posting p ON (((p.regency = e.regency) AND (p.entry_id = e.id))))
  GROUP BY e.village, e.year, e.number, p.fund
 HAVING (sum(p.amount_sen) <> (0)::numeric)
UNION ALL
 SELECT e.village,
    e.year,
    'entry-empty'::text AS kind,
    (e.number)::text AS object,
    1 AS expected,
    0 AS found
   FROM ledger.entry e
  WHERE (NOT (EXISTS ( SELECT
           FROM ledger.posting p
          WHERE ((p.regency = e.regency) AND (p.entry_id = e.id)))))
UNION ALL
 SELECT y.village,
    y.year,
    'entry-numbers'::text AS kind,
    ''::text AS object,
    y.last_entry_number AS expected,
    count(e.id) AS found
   FROM (ledger.village_year y
     LEFT JOIN ledger.entry e ON (((e.regency = y.regency) AND (e.village = y.village) AND (e.year = y.year))))
  GROUP BY y.village, y.year, y.last_entry_number
 HAVING ((count(e.id) <> y.last_entry_number) OR (COALESCE(max(e.number), (0)::bigint) <> y.last_entry_number))
UNION ALL
 SELECT s.village,
    s.year,
    (s.name || '-numbers'::text) AS kind,
    ''::text AS object,
    s.last_number AS expected,
    count(d.number) AS found
   FROM (ledger.series s
     LEFT JOIN ( SELECT d_1.kind AS name,
            d_1.regency,
            d_1.village,
            d_1.year,
            d_1.number
           FROM ledger.document d_1) d ON (((d.name = s.name) AND (d.regency = s.regency) AND (d.village = s.village) AND (d.year = s.year))))
  GROUP BY s.village, s.year, s.name, s.last_number
 HAVING ((count(d.number) <> s.last_number) OR (COALESCE(max(d.number), 0) <> s.last_number))
UNION ALL
 SELECT s.village,
    s.year,
    'spp-amount'::text AS kind,
    COALESCE((s.number)::text, (s.id)::text) AS object,
    (COALESCE(sum(l.amount_sen), (0)::numeric))::bigint AS expected,
    s.amount_sen AS found
   FROM (ledger.spp s
     LEFT JOIN ledger.spp_line l ON (((l.regency = s.regency) AND (l.spp_id = s.id))))
  GROUP BY s.village, s.year, s.number, s.id, s.amount_sen
 HAVING (COALESCE(sum(l.amount_sen), (0)::numeric) <> (s.amount_sen)::numeric)
UNION ALL
 SELECT s.village,
    s.year,
    'spp-payments'::text AS kind,
    COALESCE((s.number)::text, (s.id)::text) AS object,
        CASE
            WHEN (s.state = ANY (ARRAY['paid'::text, 'settled'::text, 'reversed'::text])) THEN 1
            ELSE 0
        END AS expected,
    count(e.id) AS found
   FROM (ledger.spp s
     LEFT JOIN ledger.entry e ON (((e.regency = s.regency) AND (e.document_id = s.id) AND (e.kind = 'payment'::text))))
  WHERE (s.origin = 'entered'::text)
  GROUP BY s.village, s.year, s.number, s.id, s.state
 HAVING (count(e.id) <>
        CASE
            WHEN (s.state = ANY (ARRAY['paid'::text, 'settled'::text, 'reversed'::text])) THEN 1
            ELSE 0
        END)
UNION ALL
 SELECT flow_difference.village,
    flow_difference.year,
    flow_difference.kind,
    flow_difference.object,
    flow_difference.expected,
    flow_difference.found
   FROM ledger.flow_difference;

ALTER TABLE ledger.difference OWNER TO balai_owner;

--
-- Name: VIEW difference; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON VIEW ledger.difference IS 'Differences between locks, numbers and sums and what they stand for; empty when sound. Amounts in sen.';

--
-- Name: evidence; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.evidence (
    regency integer NOT NULL,
    village bigint NOT NULL,
    progress uuid NOT NULL,
    receipt uuid NOT NULL,
    project uuid NOT NULL,
    year smallint NOT NULL,
    activity text NOT NULL,
    fund text NOT NULL,
    stage smallint NOT NULL,
    location text NOT NULL,
    taken_at timestamp with time zone,
    written_at timestamp with time zone DEFAULT now() NOT NULL,
    withdrawn_at timestamp with time zone,
    CONSTRAINT evidence_location_known CHECK ((location = ANY (ARRAY['match'::text, 'look'::text, 'mismatch'::text, 'none'::text]))),
    CONSTRAINT evidence_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT evidence_stage_percent CHECK (((stage >= 0) AND (stage <= 100)))
);

ALTER TABLE ONLY ledger.evidence FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.evidence OWNER TO balai_owner;

--
-- Name: TABLE evidence; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.evidence IS 'Photos that money can go by, written by monitoring as they are reported and withdrawn; never shown as a verdict.';

--
-- Name: COLUMN evidence.location; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.evidence.location IS 'As judged when reported; none is neutral and counts.';

--
-- Name: fund_source; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.fund_source (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    code text NOT NULL,
    ordinal smallint DEFAULT 99 NOT NULL,
    name text NOT NULL,
    revenue_account text NOT NULL,
    origin text NOT NULL,
    CONSTRAINT fund_source_code_shape CHECK ((code ~ '^[A-Z]{2,4}$'::text)),
    CONSTRAINT fund_source_name_given CHECK ((name <> ''::text)),
    CONSTRAINT fund_source_of_county CHECK (((village % (1000000)::bigint) = 0)),
    CONSTRAINT fund_source_origin_known CHECK ((origin = ANY (ARRAY['national'::text, 'county'::text, 'imported'::text]))),
    CONSTRAINT fund_source_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT fund_source_year_plausible CHECK (((year >= 2015) AND (year <= 2100)))
);

ALTER TABLE ONLY ledger.fund_source FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.fund_source OWNER TO balai_owner;

--
-- Name: TABLE fund_source; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.fund_source IS 'Fund sources (sumber dana) of one regency in one year.';

--
-- Name: COLUMN fund_source.village; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.fund_source.village IS 'The county itself: regency x 1,000,000.';

--
-- Name: gate_override; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.gate_override (
    regency integer NOT NULL,
    village bigint NOT NULL,
    spp_id uuid NOT NULL,
    reason text NOT NULL,
    asked_by uuid NOT NULL,
    asked_role text NOT NULL,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    granted_by uuid,
    granted_role text,
    granted_at timestamp with time zone,
    CONSTRAINT gate_override_granted_whole CHECK ((((granted_by IS NULL) = (granted_at IS NULL)) AND ((granted_by IS NULL) = (granted_role IS NULL)))),
    CONSTRAINT gate_override_reason_given CHECK (((btrim(reason) <> ''::text) AND (length(reason) <= 2000))),
    CONSTRAINT gate_override_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT gate_override_two_persons CHECK ((granted_by <> asked_by))
);

ALTER TABLE ONLY ledger.gate_override FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.gate_override OWNER TO balai_owner;

--
-- Name: TABLE gate_override; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.gate_override IS 'Lets one payment request through without evidence: asked with a reason by one person, granted by another, flagged.';

--
-- Name: imported_voucher; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.imported_voucher (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    source text NOT NULL,
    kind text NOT NULL,
    number text NOT NULL,
    content bytea NOT NULL,
    document_id uuid NOT NULL,
    entry_id uuid,
    imported_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT imported_voucher_content_size CHECK ((length(content) = 32)),
    CONSTRAINT imported_voucher_kind_known CHECK ((kind = ANY (ARRAY['receipt'::text, 'request'::text, 'payment'::text, 'move'::text]))),
    CONSTRAINT imported_voucher_number_given CHECK (((length(number) >= 1) AND (length(number) <= 200))),
    CONSTRAINT imported_voucher_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT imported_voucher_source_known CHECK ((source = 'siskeudes'::text))
);

ALTER TABLE ONLY ledger.imported_voucher FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.imported_voucher OWNER TO balai_owner;

--
-- Name: TABLE imported_voucher; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.imported_voucher IS 'Which voucher of the other system became which document and entry here, so that a newer export adds what is new and books what changed as a correction.';

--
-- Name: COLUMN imported_voucher.number; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.imported_voucher.number IS 'The number it has there, such as 0002/TBP/04.2014/2019.';

--
-- Name: COLUMN imported_voucher.content; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.imported_voucher.content IS 'SHA-256 of what came in; another one means that the voucher was changed there.';

--
-- Name: national_account; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.national_account (
    code text NOT NULL,
    level smallint NOT NULL,
    name text NOT NULL,
    normal_side text NOT NULL,
    siskeudes_code text NOT NULL,
    CONSTRAINT national_account_code_shape CHECK ((code ~ '^[0-9](\.[0-9]{1,2}){0,3}$'::text)),
    CONSTRAINT national_account_level_known CHECK (((level >= 1) AND (level <= 4))),
    CONSTRAINT national_account_name_given CHECK ((name <> ''::text)),
    CONSTRAINT national_account_side_known CHECK ((normal_side = ANY (ARRAY['D'::text, 'K'::text, '-'::text])))
);

ALTER TABLE ledger.national_account OWNER TO balai_owner;

--
-- Name: TABLE national_account; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.national_account IS 'Chart of accounts: akun (1), kelompok (2), jenis (3), objek (4). National, not a tenant table.';

--
-- Name: COLUMN national_account.normal_side; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.national_account.normal_side IS 'D debit, K kredit, - for the head of financing, whose two groups differ.';

--
-- Name: national_activity; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.national_activity (
    code text NOT NULL,
    level smallint NOT NULL,
    name text NOT NULL,
    siskeudes_code text NOT NULL,
    kind smallint,
    CONSTRAINT national_activity_code_shape CHECK ((code ~ '^[0-9](\.[0-9]{1,2}(\.[0-9]{2})?)?$'::text)),
    CONSTRAINT national_activity_kind_known CHECK (((kind >= 1) AND (kind <= 3))),
    CONSTRAINT national_activity_level_known CHECK (((level >= 1) AND (level <= 3))),
    CONSTRAINT national_activity_name_given CHECK ((name <> ''::text))
);

ALTER TABLE ledger.national_activity OWNER TO balai_owner;

--
-- Name: TABLE national_activity; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.national_activity IS 'Bidang (1), sub bidang (2) and kegiatan (3) of Permendagri 20/2018. National, not a tenant table.';

--
-- Name: COLUMN national_activity.kind; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.national_activity.kind IS '1 non-physical, 2 physical (must have a map point and photos), 3 other; null above kegiatan.';

--
-- Name: national_fund_source; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.national_fund_source (
    code text NOT NULL,
    ordinal smallint NOT NULL,
    name text NOT NULL,
    origin text NOT NULL,
    revenue_account text NOT NULL,
    synonyms text NOT NULL,
    CONSTRAINT national_fund_source_code_shape CHECK ((code ~ '^[A-Z]{2,4}$'::text)),
    CONSTRAINT national_fund_source_name_given CHECK ((name <> ''::text))
);

ALTER TABLE ledger.national_fund_source OWNER TO balai_owner;

--
-- Name: TABLE national_fund_source; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.national_fund_source IS 'Sumber dana: DDS, ADD, PAD and so on. National, not a tenant table.';

--
-- Name: COLUMN national_fund_source.ordinal; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.national_fund_source.ordinal IS 'Order in which forms list the sources.';

--
-- Name: COLUMN national_fund_source.synonyms; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.national_fund_source.synonyms IS 'Other systems'' codes for the same source, separated by comma and blank.';

--
-- Name: national_tax_rate; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.national_tax_rate (
    code text NOT NULL,
    valid_from date NOT NULL,
    name text NOT NULL,
    account text NOT NULL,
    map_code text NOT NULL,
    rate_ppm integer NOT NULL,
    base text NOT NULL,
    above_sen bigint DEFAULT 0 NOT NULL,
    is_confirmed boolean NOT NULL,
    basis text NOT NULL,
    CONSTRAINT national_tax_rate_above_not_negative CHECK ((above_sen >= 0)),
    CONSTRAINT national_tax_rate_account_held CHECK ((account ~~ '7.1.%'::text)),
    CONSTRAINT national_tax_rate_base_known CHECK ((base = ANY (ARRAY['gross'::text, 'net'::text]))),
    CONSTRAINT national_tax_rate_code_shape CHECK ((code ~ '^[a-z0-9-]{2,40}$'::text)),
    CONSTRAINT national_tax_rate_in_range CHECK (((rate_ppm >= 1) AND (rate_ppm <= 1000000))),
    CONSTRAINT national_tax_rate_map_shape CHECK ((map_code ~ '^([0-9]{6}-[0-9]{3})?$'::text))
);

ALTER TABLE ledger.national_tax_rate OWNER TO balai_owner;

--
-- Name: TABLE national_tax_rate; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.national_tax_rate IS 'Taxes a village treasurer withholds, as first suggested. A county row of the same code goes before. Not a tenant table.';

--
-- Name: COLUMN national_tax_rate.rate_ppm; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.national_tax_rate.rate_ppm IS 'Millionths of the base: 1.5 % is 15000.';

--
-- Name: COLUMN national_tax_rate.base; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.national_tax_rate.base IS 'gross: the whole price; net: the price without the PPN in it (100/111).';

--
-- Name: COLUMN national_tax_rate.above_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.national_tax_rate.above_sen IS 'Sen. A price up to here is free of it; a hint, the treasurer decides.';

--
-- Name: COLUMN national_tax_rate.is_confirmed; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.national_tax_rate.is_confirmed IS 'False: from memory, to be confirmed by the county.';

--
-- Name: spp_scan; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.spp_scan (
    regency integer NOT NULL,
    village bigint NOT NULL,
    id uuid NOT NULL,
    spp_id uuid NOT NULL,
    sha256 bytea NOT NULL,
    bytes integer NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    person uuid NOT NULL,
    attached_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT spp_scan_bytes_bounded CHECK (((bytes >= 1) AND (bytes <= 10485760))),
    CONSTRAINT spp_scan_hash_size CHECK ((length(sha256) = 32)),
    CONSTRAINT spp_scan_kind_known CHECK ((kind = ANY (ARRAY['pdf'::text, 'jpeg'::text]))),
    CONSTRAINT spp_scan_name_given CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT spp_scan_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY ledger.spp_scan FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.spp_scan OWNER TO balai_owner;

--
-- Name: TABLE spp_scan; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.spp_scan IS 'Evidence scanned for a payment request (bukti): a PDF or JPEG in the vault, named by its hash. Access goes by the request.';

--
-- Name: COLUMN spp_scan.name; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.spp_scan.name IS 'The file''s name as its sender called it. Personal: never in a public view.';

--
-- Name: spp_step; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.spp_step (
    regency integer NOT NULL,
    village bigint NOT NULL,
    spp_id uuid NOT NULL,
    revision integer NOT NULL,
    verb text NOT NULL,
    person uuid,
    role text NOT NULL,
    day date NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    CONSTRAINT spp_step_note_short CHECK ((length(note) <= 2000)),
    CONSTRAINT spp_step_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT spp_step_verb_known CHECK ((verb = ANY (ARRAY['create'::text, 'save'::text, 'submit'::text, 'verify'::text, 'return'::text, 'approve'::text, 'reject'::text, 'pay'::text, 'reverse'::text, 'settle'::text, 'reopen'::text])))
);

ALTER TABLE ONLY ledger.spp_step FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.spp_step OWNER TO balai_owner;

--
-- Name: TABLE spp_step; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.spp_step IS 'History of a payment request. The revision is the one the step was taken on (0 for creation), so a repeated step finds itself.';

--
-- Name: COLUMN spp_step.role; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.spp_step.role IS 'Post in which the person acted.';

--
-- Name: tax_rate; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.tax_rate (
    regency integer NOT NULL,
    village bigint NOT NULL,
    code text NOT NULL,
    valid_from date NOT NULL,
    name text NOT NULL,
    account text NOT NULL,
    map_code text NOT NULL,
    rate_ppm integer NOT NULL,
    base text NOT NULL,
    above_sen bigint NOT NULL,
    basis text NOT NULL,
    person uuid NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT tax_rate_above_not_negative CHECK ((above_sen >= 0)),
    CONSTRAINT tax_rate_account_held CHECK ((account ~~ '7.1.%'::text)),
    CONSTRAINT tax_rate_base_known CHECK ((base = ANY (ARRAY['gross'::text, 'net'::text]))),
    CONSTRAINT tax_rate_basis_given CHECK (((length(basis) >= 1) AND (length(basis) <= 200))),
    CONSTRAINT tax_rate_code_shape CHECK ((code ~ '^[a-z0-9-]{2,40}$'::text)),
    CONSTRAINT tax_rate_in_range CHECK (((rate_ppm >= 0) AND (rate_ppm <= 1000000))),
    CONSTRAINT tax_rate_map_shape CHECK ((map_code ~ '^([0-9]{6}-[0-9]{3})?$'::text)),
    CONSTRAINT tax_rate_name_given CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT tax_rate_of_county CHECK (((village % (1000000)::bigint) = 0)),
    CONSTRAINT tax_rate_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY ledger.tax_rate FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.tax_rate OWNER TO balai_owner;

--
-- Name: TABLE tax_rate; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.tax_rate IS 'The county''s own dated tax rates; 0 ends a tax. Goes before national_tax_rate.';

--
-- Name: COLUMN tax_rate.rate_ppm; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.tax_rate.rate_ppm IS 'Millionths of the base: 1.5 % is 15000. 0: no longer withheld.';

--
-- Name: COLUMN tax_rate.above_sen; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.tax_rate.above_sen IS 'Sen. A price up to here is free of it; a hint, the treasurer decides.';

--
-- Name: version_step; Type: TABLE; Schema: ledger; Owner: balai_owner
--

CREATE TABLE ledger.version_step (
    regency integer NOT NULL,
    village bigint NOT NULL,
    version_id uuid NOT NULL,
    revision integer NOT NULL,
    verb text NOT NULL,
    person uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    CONSTRAINT version_step_note_short CHECK ((length(note) <= 2000)),
    CONSTRAINT version_step_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT version_step_verb_known CHECK ((verb = ANY (ARRAY['agree'::text, 'submit'::text, 'withdraw'::text, 'evaluate'::text, 'return'::text, 'post'::text, 'import'::text])))
);

ALTER TABLE ONLY ledger.version_step FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.version_step OWNER TO balai_owner;

--
-- Name: TABLE version_step; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON TABLE ledger.version_step IS 'Who moved a budget version on, and when. The revision is the one the step was taken on, so a repeated step finds itself.';

--
-- Name: COLUMN version_step.person; Type: COMMENT; Schema: ledger; Owner: balai_owner
--

COMMENT ON COLUMN ledger.version_step.person IS 'Null where the operator of the server imported it.';

--
-- Name: blob; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.blob (
    regency integer NOT NULL,
    village bigint NOT NULL,
    sha256 bytea NOT NULL,
    bytes bigint NOT NULL,
    kind text NOT NULL,
    stored_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT blob_bytes_positive CHECK ((bytes > 0)),
    CONSTRAINT blob_kind_known CHECK ((kind = 'jpeg'::text)),
    CONSTRAINT blob_of_county CHECK (((village % (1000000)::bigint) = 0)),
    CONSTRAINT blob_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT blob_sha256_size CHECK ((length(sha256) = 32))
);

ALTER TABLE ONLY monitoring.blob FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.blob OWNER TO balai_owner;

--
-- Name: TABLE blob; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.blob IS 'A stored file by its content, once per regency; belongs to nobody, access goes by receipt.';

--
-- Name: boundary; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.boundary (
    regency integer NOT NULL,
    village bigint NOT NULL,
    source text NOT NULL,
    geometry bytea NOT NULL,
    west double precision NOT NULL,
    south double precision NOT NULL,
    east double precision NOT NULL,
    north double precision NOT NULL,
    loaded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT boundary_bounds_ordered CHECK (((west < east) AND (south < north) AND (west >= ('-180'::integer)::double precision) AND (east <= (180)::double precision) AND (south >= ('-90'::integer)::double precision) AND (north <= (90)::double precision))),
    CONSTRAINT boundary_geometry_size CHECK (((length(geometry) >= 5) AND (length(geometry) <= 16000000))),
    CONSTRAINT boundary_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT boundary_source_given CHECK (((source <> ''::text) AND (length(source) <= 500)))
);

ALTER TABLE ONLY monitoring.boundary FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.boundary OWNER TO balai_owner;

--
-- Name: TABLE boundary; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.boundary IS 'Batas wilayah of a village as loaded by the county: indicative, never proof.';

--
-- Name: COLUMN boundary.geometry; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.boundary.geometry IS 'Polygon or MultiPolygon as WKB, WGS 84, longitude first.';

--
-- Name: capture; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.capture (
    regency integer NOT NULL,
    village bigint NOT NULL,
    link uuid NOT NULL,
    sha256 bytea NOT NULL,
    project uuid NOT NULL,
    receipt uuid NOT NULL,
    progress uuid NOT NULL,
    mode text NOT NULL,
    captured_at timestamp with time zone,
    delivered_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT capture_mode_known CHECK ((mode = ANY (ARRAY['camera'::text, 'file'::text, 'form'::text]))),
    CONSTRAINT capture_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT capture_sha256_size CHECK ((length(sha256) = 32))
);

ALTER TABLE ONLY monitoring.capture FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.capture OWNER TO balai_owner;

--
-- Name: TABLE capture; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.capture IS 'A photo that came through a link, once a link and content, with the report it stands in.';

--
-- Name: COLUMN capture.mode; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.capture.mode IS 'camera: taken by the page; file: chosen in it; form: sent by the plain form.';

--
-- Name: COLUMN capture.captured_at; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.capture.captured_at IS 'The phone''s clock when the shutter was pressed.';

--
-- Name: change; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.change (
    regency integer NOT NULL,
    village bigint NOT NULL,
    number bigint NOT NULL,
    kind text NOT NULL,
    project uuid NOT NULL,
    object uuid NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT change_kind_known CHECK ((kind = ANY (ARRAY['site'::text, 'photo'::text, 'payment'::text, 'day'::text, 'again'::text]))),
    CONSTRAINT change_number_positive CHECK ((number > 0)),
    CONSTRAINT change_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY monitoring.change FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.change OWNER TO balai_owner;

--
-- Name: TABLE change; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.change IS 'What screening must look at, numbered without gaps under a lock held to commit: number order is commit order.';

--
-- Name: COLUMN change.object; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.change.object IS 'The project of a site, the report of photos, the document of a payment.';

--
-- Name: citizen_report; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.citizen_report (
    regency integer NOT NULL,
    village bigint NOT NULL,
    id uuid NOT NULL,
    ordinal bigint NOT NULL,
    about_village bigint NOT NULL,
    project uuid NOT NULL,
    code_hash bytea NOT NULL,
    message text NOT NULL,
    sha256 bytea,
    facts jsonb,
    location text,
    distance_m double precision,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    state text DEFAULT 'received'::text NOT NULL,
    answer text DEFAULT ''::text NOT NULL,
    answered_by uuid,
    answered_at timestamp with time zone,
    revision integer DEFAULT 1 NOT NULL,
    CONSTRAINT citizen_report_answer_short CHECK ((length(answer) <= 4000)),
    CONSTRAINT citizen_report_code_size CHECK ((length(code_hash) = 32)),
    CONSTRAINT citizen_report_location_known CHECK ((location = ANY (ARRAY['match'::text, 'look'::text, 'mismatch'::text, 'none'::text]))),
    CONSTRAINT citizen_report_message_given CHECK (((btrim(message) <> ''::text) AND (length(message) <= 4000))),
    CONSTRAINT citizen_report_of_county CHECK ((((village % (1000000)::bigint) = 0) AND ((about_village / 1000000) = regency))),
    CONSTRAINT citizen_report_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT citizen_report_state_known CHECK ((state = ANY (ARRAY['received'::text, 'looking'::text, 'closed'::text])))
);

ALTER TABLE ONLY monitoring.citizen_report FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.citizen_report OWNER TO balai_owner;

--
-- Name: TABLE citizen_report; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.citizen_report IS 'Laporan warga: a row of the county, never of the village it is about; nothing of the reporter is kept.';

--
-- Name: COLUMN citizen_report.code_hash; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.citizen_report.code_hash IS 'SHA-256 of the code the reporter was given; only they can ask by it.';

--
-- Name: citizen_report_ordinal_seq; Type: SEQUENCE; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.citizen_report ALTER COLUMN ordinal ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME monitoring.citizen_report_ordinal_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: claim; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.claim (
    regency integer NOT NULL,
    village bigint NOT NULL,
    receipt uuid NOT NULL,
    source text NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    accuracy_m double precision,
    nonce bytea,
    claimed_at timestamp with time zone DEFAULT now() NOT NULL,
    fixed_at timestamp with time zone,
    nonce_state text,
    nonce_issued_at timestamp with time zone,
    CONSTRAINT claim_accuracy_range CHECK (((accuracy_m >= (0)::double precision) AND (accuracy_m <= (1000000)::double precision))),
    CONSTRAINT claim_latitude_range CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT claim_longitude_range CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
    CONSTRAINT claim_nonce_size CHECK (((length(nonce) >= 8) AND (length(nonce) <= 64))),
    CONSTRAINT claim_nonce_state_known CHECK ((nonce_state = ANY (ARRAY['fresh'::text, 'old'::text, 'reused'::text, 'unknown'::text]))),
    CONSTRAINT claim_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT claim_source_known CHECK ((source = ANY (ARRAY['exif'::text, 'device'::text, 'pin'::text])))
);

ALTER TABLE ONLY monitoring.claim FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.claim OWNER TO balai_owner;

--
-- Name: TABLE claim; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.claim IS 'Where a photo is said to be from: file, device and pin, kept apart. The first of each source stays.';

--
-- Name: COLUMN claim.accuracy_m; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.claim.accuracy_m IS 'Radius in metres as its source gave it; null where it gave none.';

--
-- Name: COLUMN claim.nonce; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.claim.nonce IS 'The server''s nonce of an in-page capture.';

--
-- Name: COLUMN claim.fixed_at; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.claim.fixed_at IS 'When the phone found the position, by its own clock.';

--
-- Name: COLUMN claim.nonce_state; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.claim.nonce_state IS 'fresh: issued to this sender and first used for this photo set; a fact beside the photo, never a reason to refuse.';

--
-- Name: flag_event; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.flag_event (
    regency integer NOT NULL,
    village bigint NOT NULL,
    other_village bigint,
    flag uuid NOT NULL,
    revision integer NOT NULL,
    verb text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    person uuid,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT flag_event_reason_given CHECK (((verb = ANY (ARRAY['raise'::text, 'supersede'::text])) OR (btrim(reason) <> ''::text))),
    CONSTRAINT flag_event_reason_short CHECK ((length(reason) <= 4000)),
    CONSTRAINT flag_event_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT flag_event_verb_known CHECK ((verb = ANY (ARRAY['raise'::text, 'explain'::text, 'confirm'::text, 'dismiss'::text, 'reopen'::text, 'supersede'::text])))
);

ALTER TABLE ONLY monitoring.flag_event FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.flag_event OWNER TO balai_owner;

--
-- Name: TABLE flag_event; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.flag_event IS 'History of a flag. revision is the one the step was taken on (0 when raised), so a repeated step finds itself.';

--
-- Name: COLUMN flag_event.village; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.flag_event.village IS 'Of an explanation the explaining village, else the flag''s own.';

--
-- Name: flag_ordinal_seq; Type: SEQUENCE; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.flag ALTER COLUMN ordinal ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME monitoring.flag_ordinal_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: flagged; Type: VIEW; Schema: monitoring; Owner: balai_owner
--

CREATE VIEW monitoring.flagged WITH (security_invoker='true') AS
 SELECT w.regency,
    w.work,
    (count(*))::integer AS flags,
    max(
        CASE w.severity
            WHEN 'alert'::text THEN 3
            WHEN 'warning'::text THEN 2
            ELSE 1
        END) AS rank
   FROM ( SELECT f.regency,
            f.project AS work,
            f.severity
           FROM monitoring.flag f
          WHERE (f.state = ANY (ARRAY['open'::text, 'explained'::text, 'confirmed'::text]))
        UNION ALL
         SELECT f.regency,
            f.other,
            f.severity
           FROM monitoring.flag f
          WHERE ((f.state = ANY (ARRAY['open'::text, 'explained'::text, 'confirmed'::text])) AND (f.other IS NOT NULL))) w
  GROUP BY w.regency, w.work;

ALTER TABLE monitoring.flagged OWNER TO balai_owner;

--
-- Name: handover; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.handover (
    regency integer NOT NULL,
    village bigint NOT NULL,
    id uuid NOT NULL,
    project uuid NOT NULL,
    day date NOT NULL,
    number text NOT NULL,
    receiver text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    person uuid NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT handover_note_short CHECK ((length(note) <= 2000)),
    CONSTRAINT handover_number_given CHECK (((btrim(number) <> ''::text) AND (length(number) <= 100))),
    CONSTRAINT handover_receiver_given CHECK (((btrim(receiver) <> ''::text) AND (length(receiver) <= 200))),
    CONSTRAINT handover_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY monitoring.handover FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.handover OWNER TO balai_owner;

--
-- Name: TABLE handover; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.handover IS 'Berita acara serah terima of a finished work.';

--
-- Name: nonce; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.nonce (
    regency integer NOT NULL,
    village bigint NOT NULL,
    nonce bytea NOT NULL,
    link uuid,
    account uuid,
    issued_at timestamp with time zone DEFAULT now() NOT NULL,
    used_by uuid,
    used_at timestamp with time zone,
    CONSTRAINT nonce_for_one CHECK ((num_nonnulls(link, account) = 1)),
    CONSTRAINT nonce_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT nonce_size CHECK (((length(nonce) >= 8) AND (length(nonce) <= 64))),
    CONSTRAINT nonce_used_whole CHECK (((used_by IS NULL) = (used_at IS NULL)))
);

ALTER TABLE ONLY monitoring.nonce FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.nonce OWNER TO balai_owner;

--
-- Name: TABLE nonce; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.nonce IS 'Random numbers given to capture pages while online: a photo that brings one was taken after it was issued.';

--
-- Name: COLUMN nonce.used_by; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.nonce.used_by IS 'The photo set that brought it first; another set with it is told so, not refused.';

--
-- Name: photo_release; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.photo_release (
    regency integer NOT NULL,
    village bigint NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    progress uuid NOT NULL,
    receipt uuid NOT NULL,
    released_by uuid NOT NULL,
    released_at timestamp with time zone DEFAULT now() NOT NULL,
    withdrawn_by uuid,
    withdrawn_at timestamp with time zone,
    CONSTRAINT photo_release_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT photo_release_withdrawn_whole CHECK (((withdrawn_by IS NULL) = (withdrawn_at IS NULL)))
);

ALTER TABLE ONLY monitoring.photo_release FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.photo_release OWNER TO balai_owner;

--
-- Name: TABLE photo_release; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.photo_release IS 'Foto untuk umum: a person said that nobody in the picture can be recognised. Its id is the picture''s public address.';

--
-- Name: progress; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.progress (
    regency integer NOT NULL,
    village bigint NOT NULL,
    id uuid NOT NULL,
    project uuid NOT NULL,
    ordinal integer NOT NULL,
    stage smallint NOT NULL,
    quantity numeric(14,4),
    note text DEFAULT ''::text NOT NULL,
    day date NOT NULL,
    person uuid NOT NULL,
    reported_at timestamp with time zone DEFAULT now() NOT NULL,
    state text DEFAULT 'submitted'::text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    percent smallint,
    link uuid,
    CONSTRAINT progress_note_short CHECK ((length(note) <= 2000)),
    CONSTRAINT progress_ordinal_positive CHECK ((ordinal > 0)),
    CONSTRAINT progress_percent_range CHECK (((percent >= 0) AND (percent <= 100))),
    CONSTRAINT progress_quantity_not_negative CHECK ((quantity >= (0)::numeric)),
    CONSTRAINT progress_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT progress_revision_positive CHECK ((revision > 0)),
    CONSTRAINT progress_stage_percent CHECK (((stage >= 0) AND (stage <= 100))),
    CONSTRAINT progress_state_known CHECK ((state = ANY (ARRAY['submitted'::text, 'withdrawn'::text])))
);

ALTER TABLE ONLY monitoring.progress FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.progress OWNER TO balai_owner;

--
-- Name: TABLE progress; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.progress IS 'Laporan kemajuan: what the activity''s manager says was built on a day, with photos.';

--
-- Name: COLUMN progress.quantity; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.progress.quantity IS 'Built so far, in the project''s unit.';

--
-- Name: COLUMN progress.percent; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.progress.percent IS 'Physical percentage: of the target volume where that is known, else as reported; null: the stage speaks.';

--
-- Name: COLUMN progress.link; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.progress.link IS 'Reported through this link; person is then who shared it.';

--
-- Name: progress_photo; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.progress_photo (
    regency integer NOT NULL,
    village bigint NOT NULL,
    progress uuid NOT NULL,
    receipt uuid NOT NULL,
    ordinal smallint NOT NULL,
    site_ordinal integer,
    basis text,
    distance_m double precision,
    tolerance_m double precision,
    location text NOT NULL,
    in_village text NOT NULL,
    time_window text NOT NULL,
    CONSTRAINT progress_photo_basis_known CHECK ((basis = ANY (ARRAY['exif'::text, 'device'::text, 'pin'::text]))),
    CONSTRAINT progress_photo_distance_range CHECK (((distance_m >= (0)::double precision) AND (distance_m <= (30000000)::double precision))),
    CONSTRAINT progress_photo_in_village_known CHECK ((in_village = ANY (ARRAY['inside'::text, 'outside'::text, 'unknown'::text]))),
    CONSTRAINT progress_photo_judged CHECK (((location = 'none'::text) OR ((distance_m IS NOT NULL) AND (tolerance_m IS NOT NULL)))),
    CONSTRAINT progress_photo_location_known CHECK ((location = ANY (ARRAY['match'::text, 'look'::text, 'mismatch'::text, 'none'::text]))),
    CONSTRAINT progress_photo_ordinal_positive CHECK ((ordinal > 0)),
    CONSTRAINT progress_photo_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT progress_photo_time_known CHECK ((time_window = ANY (ARRAY['inside'::text, 'early'::text, 'late'::text, 'none'::text]))),
    CONSTRAINT progress_photo_tolerance_range CHECK (((tolerance_m >= (0)::double precision) AND (tolerance_m <= (30000000)::double precision)))
);

ALTER TABLE ONLY monitoring.progress_photo FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.progress_photo OWNER TO balai_owner;

--
-- Name: TABLE progress_photo; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.progress_photo IS 'A photo of a report, judged against the site planned on that day. none is neutral, not guilt.';

--
-- Name: COLUMN progress_photo.distance_m; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.progress_photo.distance_m IS 'Geodesic metres from the claim to the planned geometry; 0 inside a polygon.';

--
-- Name: COLUMN progress_photo.tolerance_m; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.progress_photo.tolerance_m IS 'Metres up to which it counts as at the site, widened by the claim''s own error.';

--
-- Name: project_ordinal_seq; Type: SEQUENCE; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.project ALTER COLUMN ordinal ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME monitoring.project_ordinal_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: receipt; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.receipt (
    regency integer NOT NULL,
    village bigint NOT NULL,
    id uuid NOT NULL,
    sha256 bytea NOT NULL,
    scan_sha256 bytea,
    person uuid,
    facts jsonb NOT NULL,
    exif_at timestamp with time zone,
    gps_at timestamp with time zone,
    device_at timestamp with time zone,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    device text DEFAULT ''::text NOT NULL,
    software text DEFAULT ''::text NOT NULL,
    pdq bytea,
    pdq_quality smallint,
    link uuid,
    CONSTRAINT receipt_device_short CHECK ((length(device) <= 520)),
    CONSTRAINT receipt_facts_object CHECK ((jsonb_typeof(facts) = 'object'::text)),
    CONSTRAINT receipt_has_one_sender CHECK ((num_nonnulls(person, link) = 1)),
    CONSTRAINT receipt_pdq_quality_percent CHECK (((pdq_quality >= 0) AND (pdq_quality <= 100))),
    CONSTRAINT receipt_pdq_size CHECK ((length(pdq) = 32)),
    CONSTRAINT receipt_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT receipt_scan_size CHECK ((length(scan_sha256) = 32)),
    CONSTRAINT receipt_software_short CHECK ((length(software) <= 260))
);

ALTER TABLE ONLY monitoring.receipt FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.receipt OWNER TO balai_owner;

--
-- Name: TABLE receipt; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.receipt IS 'A village''s own receipt of an upload: it sent all the bytes, and this was read from them.';

--
-- Name: COLUMN receipt.scan_sha256; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.receipt.scan_sha256 IS 'SHA-256 of the picture data without its metadata segments: the same picture under other metadata.';

--
-- Name: COLUMN receipt.exif_at; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.receipt.exif_at IS 'DateTimeOriginal with its own offset, else read in the regency''s zone. One of four times, never merged.';

--
-- Name: COLUMN receipt.device_at; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.receipt.device_at IS 'Clock of the phone or browser at capture or upload.';

--
-- Name: COLUMN receipt.pdq; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.receipt.pdq IS 'Perceptual hash, 256 bits; null where no picture could be decoded.';

--
-- Name: COLUMN receipt.link; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.receipt.link IS 'The capture link it came through; then no person is known.';

--
-- Name: relation; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.relation (
    regency integer NOT NULL,
    village bigint NOT NULL,
    project uuid NOT NULL,
    other uuid NOT NULL,
    other_village bigint NOT NULL,
    kind text NOT NULL,
    reason text NOT NULL,
    person uuid NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    ended_by uuid,
    ended_at timestamp with time zone,
    CONSTRAINT relation_ended_whole CHECK (((ended_by IS NULL) = (ended_at IS NULL))),
    CONSTRAINT relation_kind_known CHECK ((kind = ANY (ARRAY['phase'::text, 'trade'::text, 'continuation'::text]))),
    CONSTRAINT relation_of_two CHECK ((project <> other)),
    CONSTRAINT relation_reason_given CHECK (((btrim(reason) <> ''::text) AND (length(reason) <= 1000))),
    CONSTRAINT relation_regency_of_other CHECK ((regency = (other_village / 1000000))),
    CONSTRAINT relation_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY monitoring.relation FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.relation OWNER TO balai_owner;

--
-- Name: TABLE relation; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.relation IS 'Pekerjaan terkait: two works of one thing on purpose. Screening then informs about the pair, it does not warn.';

--
-- Name: rule_parameters; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.rule_parameters (
    regency integer NOT NULL,
    village bigint NOT NULL,
    version integer NOT NULL,
    changes jsonb NOT NULL,
    reason text NOT NULL,
    person uuid NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT rule_parameters_object CHECK ((jsonb_typeof(changes) = 'object'::text)),
    CONSTRAINT rule_parameters_of_county CHECK (((village % (1000000)::bigint) = 0)),
    CONSTRAINT rule_parameters_reason_given CHECK (((btrim(reason) <> ''::text) AND (length(reason) <= 2000))),
    CONSTRAINT rule_parameters_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT rule_parameters_size CHECK ((length((changes)::text) <= 20000)),
    CONSTRAINT rule_parameters_version_positive CHECK ((version > 0))
);

ALTER TABLE ONLY monitoring.rule_parameters FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.rule_parameters OWNER TO balai_owner;

--
-- Name: TABLE rule_parameters; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.rule_parameters IS 'Parameter aturan pemeriksaan: the thresholds that replace the shipped ones, by version.';

--
-- Name: COLUMN rule_parameters.changes; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.rule_parameters.changes IS 'Names and numbers as docs/screening.md lists them; what is absent is as shipped.';

--
-- Name: rule_tally; Type: VIEW; Schema: monitoring; Owner: balai_owner
--

CREATE VIEW monitoring.rule_tally WITH (security_invoker='true') AS
 SELECT f.regency,
    f.rule,
    count(*) FILTER (WHERE (f.state = 'open'::text)) AS open,
    count(*) FILTER (WHERE (f.state = 'explained'::text)) AS explained,
    count(*) FILTER (WHERE (f.state = 'confirmed'::text)) AS confirmed,
    count(*) FILTER (WHERE (f.state = 'dismissed'::text)) AS dismissed
   FROM monitoring.flag f
  WHERE (f.severity <> 'info'::text)
  GROUP BY f.regency, f.rule;

ALTER TABLE monitoring.rule_tally OWNER TO balai_owner;

--
-- Name: screening_cursor; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.screening_cursor (
    regency integer NOT NULL,
    village bigint NOT NULL,
    number bigint DEFAULT 0 NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT screening_cursor_of_county CHECK (((village % (1000000)::bigint) = 0)),
    CONSTRAINT screening_cursor_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY monitoring.screening_cursor FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.screening_cursor OWNER TO balai_owner;

--
-- Name: TABLE screening_cursor; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.screening_cursor IS 'The last change that was screened; all servers of a database share it.';

--
-- Name: screening_day; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.screening_day (
    regency integer NOT NULL,
    village bigint NOT NULL,
    day date NOT NULL,
    works integer DEFAULT 0 NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT screening_day_of_county CHECK (((village % (1000000)::bigint) = 0)),
    CONSTRAINT screening_day_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY monitoring.screening_day FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.screening_day OWNER TO balai_owner;

--
-- Name: TABLE screening_day; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.screening_day IS 'Legal days on which the works under way were put before screening again.';

--
-- Name: screening_failure; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.screening_failure (
    regency integer NOT NULL,
    village bigint NOT NULL,
    number bigint NOT NULL,
    project uuid NOT NULL,
    error text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    again bigint,
    CONSTRAINT screening_failure_error_short CHECK ((length(error) <= 400)),
    CONSTRAINT screening_failure_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY monitoring.screening_failure FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.screening_failure OWNER TO balai_owner;

--
-- Name: TABLE screening_failure; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.screening_failure IS 'Changes that could not be screened and were stepped over, until the next day.';

--
-- Name: COLUMN screening_failure.again; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.screening_failure.again IS 'Number of the change that tries it again.';

--
-- Name: site; Type: TABLE; Schema: monitoring; Owner: balai_owner
--

CREATE TABLE monitoring.site (
    regency integer NOT NULL,
    village bigint NOT NULL,
    project uuid NOT NULL,
    ordinal integer NOT NULL,
    geometry bytea NOT NULL,
    source text NOT NULL,
    west double precision NOT NULL,
    south double precision NOT NULL,
    east double precision NOT NULL,
    north double precision NOT NULL,
    after_revision integer NOT NULL,
    drawn_by uuid,
    at timestamp with time zone DEFAULT now() NOT NULL,
    epsg integer,
    given text DEFAULT ''::text NOT NULL,
    CONSTRAINT site_bounds_ordered CHECK (((west <= east) AND (south <= north) AND (west >= ('-180'::integer)::double precision) AND (east <= (180)::double precision) AND (south >= ('-90'::integer)::double precision) AND (north <= (90)::double precision))),
    CONSTRAINT site_epsg_positive CHECK ((epsg > 0)),
    CONSTRAINT site_geometry_size CHECK (((length(geometry) >= 5) AND (length(geometry) <= 2000000))),
    CONSTRAINT site_given_short CHECK ((length(given) <= 4000)),
    CONSTRAINT site_ordinal_positive CHECK ((ordinal > 0)),
    CONSTRAINT site_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT site_source_known CHECK ((source = ANY (ARRAY['drawn'::text, 'uploaded'::text, 'typed'::text, 'device'::text, 'imported'::text])))
);

ALTER TABLE ONLY monitoring.site FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.site OWNER TO balai_owner;

--
-- Name: TABLE site; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON TABLE monitoring.site IS 'Planned geometry (lokasi rencana): every drawing is kept, the highest ordinal counts.';

--
-- Name: COLUMN site.geometry; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.site.geometry IS 'Point, line or polygon (also multi) as WKB, WGS 84, longitude first.';

--
-- Name: COLUMN site.after_revision; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.site.after_revision IS 'The project''s revision it was drawn on, so that a repeated step finds itself.';

--
-- Name: COLUMN site.epsg; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.site.epsg IS 'Reference system it was given in, where not WGS 84; stored converted.';

--
-- Name: COLUMN site.given; Type: COMMENT; Schema: monitoring; Owner: balai_owner
--

COMMENT ON COLUMN monitoring.site.given IS 'The coordinates as typed, or the name of the file.';

--
-- Name: district; Type: TABLE; Schema: place; Owner: balai_owner
--

CREATE TABLE place.district (
    regency integer NOT NULL,
    district integer NOT NULL,
    name text NOT NULL,
    is_demo boolean DEFAULT false NOT NULL,
    CONSTRAINT district_name_given CHECK (((name <> ''::text) AND (length(name) <= 200))),
    CONSTRAINT district_regency_of_code CHECK ((regency = (district / 100)))
);

ALTER TABLE ONLY place.district FORCE ROW LEVEL SECURITY;

ALTER TABLE place.district OWNER TO balai_owner;

--
-- Name: TABLE district; Type: COMMENT; Schema: place; Owner: balai_owner
--

COMMENT ON TABLE place.district IS 'Kecamatan. 351001 is 35.10.01.';

--
-- Name: holiday; Type: TABLE; Schema: place; Owner: balai_owner
--

CREATE TABLE place.holiday (
    day date NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    CONSTRAINT holiday_kind_known CHECK ((kind = ANY (ARRAY['national'::text, 'joint-leave'::text, 'provisional'::text])))
);

ALTER TABLE place.holiday OWNER TO balai_owner;

--
-- Name: TABLE holiday; Type: COMMENT; Schema: place; Owner: balai_owner
--

COMMENT ON TABLE place.holiday IS 'Libur nasional and cuti bersama; working-day clocks skip these. National list.';

--
-- Name: parameter; Type: TABLE; Schema: place; Owner: balai_owner
--

CREATE TABLE place.parameter (
    regency integer NOT NULL,
    key text NOT NULL,
    valid_from date NOT NULL,
    value jsonb NOT NULL,
    basis text NOT NULL,
    CONSTRAINT parameter_basis_given CHECK ((basis <> ''::text)),
    CONSTRAINT parameter_key_shape CHECK ((key ~ '^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$'::text))
);

ALTER TABLE ONLY place.parameter FORCE ROW LEVEL SECURITY;

ALTER TABLE place.parameter OWNER TO balai_owner;

--
-- Name: TABLE parameter; Type: COMMENT; Schema: place; Owner: balai_owner
--

COMMENT ON TABLE place.parameter IS 'Dated county parameters; the newest row not after the day counts. basis names the regulation or measurement.';

--
-- Name: regency; Type: TABLE; Schema: place; Owner: balai_owner
--

CREATE TABLE place.regency (
    regency integer NOT NULL,
    name text NOT NULL,
    province text DEFAULT ''::text NOT NULL,
    time_zone text DEFAULT 'Asia/Jakarta'::text NOT NULL,
    is_demo boolean DEFAULT false NOT NULL,
    CONSTRAINT regency_code_range CHECK (((regency >= 1000) AND (regency <= 9999))),
    CONSTRAINT regency_name_given CHECK (((name <> ''::text) AND (length(name) <= 200)))
);

ALTER TABLE ONLY place.regency FORCE ROW LEVEL SECURITY;

ALTER TABLE place.regency OWNER TO balai_owner;

--
-- Name: TABLE regency; Type: COMMENT; Schema: place; Owner: balai_owner
--

COMMENT ON TABLE place.regency IS 'Kabupaten/kota. 3510 is Kabupaten Banyuwangi (Kemendagri 35.10).';

--
-- Name: COLUMN regency.time_zone; Type: COMMENT; Schema: place; Owner: balai_owner
--

COMMENT ON COLUMN place.regency.time_zone IS 'IANA zone in which the legal day is counted.';

--
-- Name: village; Type: TABLE; Schema: place; Owner: balai_owner
--

CREATE TABLE place.village (
    regency integer NOT NULL,
    village bigint NOT NULL,
    district integer NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    is_demo boolean DEFAULT false NOT NULL,
    origin text DEFAULT 'list'::text NOT NULL,
    CONSTRAINT village_district_of_village CHECK ((district = (village / 10000))),
    CONSTRAINT village_kind_known CHECK ((kind = ANY (ARRAY['desa'::text, 'kelurahan'::text]))),
    CONSTRAINT village_name_given CHECK (((name <> ''::text) AND (length(name) <= 200))),
    CONSTRAINT village_origin_known CHECK ((origin = ANY (ARRAY['list'::text, 'imported'::text]))),
    CONSTRAINT village_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY place.village FORCE ROW LEVEL SECURITY;

ALTER TABLE place.village OWNER TO balai_owner;

--
-- Name: TABLE village; Type: COMMENT; Schema: place; Owner: balai_owner
--

COMMENT ON TABLE place.village IS 'Desa or kelurahan by Kemendagri code as an integer: 35.10.01.2001 is 3510012001.';

--
-- Name: COLUMN village.kind; Type: COMMENT; Schema: place; Owner: balai_owner
--

COMMENT ON COLUMN place.village.kind IS 'A kelurahan has letters and SPM, but no village budget (APBDes).';

--
-- Name: budget_facts; Type: VIEW; Schema: proof; Owner: balai_owner
--

CREATE VIEW proof.budget_facts WITH (security_invoker='true') AS
 SELECT v.regency,
    v.village,
    v.year,
    v.id,
    v.ordinal,
    v.kind,
    v.origin,
    COALESCE(v.regulation_number, ''::text) AS regulation,
    (v.regulation_date)::text AS regulation_date,
    l.activities,
    l.accounts,
    l.funds,
    l.sub_details,
    l.amounts
   FROM (ledger.budget_version v
     CROSS JOIN LATERAL ( SELECT COALESCE(array_agg(l_1.activity ORDER BY l_1.activity, l_1.account, l_1.fund, l_1.sub_detail), '{}'::text[]) AS activities,
            COALESCE(array_agg(l_1.account ORDER BY l_1.activity, l_1.account, l_1.fund, l_1.sub_detail), '{}'::text[]) AS accounts,
            COALESCE(array_agg(l_1.fund ORDER BY l_1.activity, l_1.account, l_1.fund, l_1.sub_detail), '{}'::text[]) AS funds,
            COALESCE(array_agg(l_1.sub_detail ORDER BY l_1.activity, l_1.account, l_1.fund, l_1.sub_detail), '{}'::text[]) AS sub_details,
            COALESCE(array_agg(l_1.amount ORDER BY l_1.activity, l_1.account, l_1.fund, l_1.sub_detail), '{}'::bigint[]) AS amounts
           FROM ( SELECT b.activity,
                    b.account,
                    b.fund,
                    b.sub_detail,
                    (COALESCE(sum(r.amount_sen), (0)::numeric))::bigint AS amount
                   FROM (ledger.budget_line b
                     LEFT JOIN ledger.rab_line r ON (((r.regency = b.regency) AND (r.version_id = b.version_id) AND (r.activity = b.activity) AND (r.account = b.account) AND (r.fund = b.fund) AND (r.sub_detail = b.sub_detail))))
                  WHERE ((b.regency = v.regency) AND (b.version_id = v.id))
                  GROUP BY b.activity, b.account, b.fund, b.sub_detail) l_1) l)
  WHERE (v.state = 'posted'::text);

ALTER TABLE proof.budget_facts OWNER TO balai_owner;

--
-- Name: VIEW budget_facts; Type: COMMENT; Schema: proof; Owner: balai_owner
--

COMMENT ON VIEW proof.budget_facts IS 'A posted budget version as its leaf tells it. Amounts in sen.';

--
-- Name: checkpoint; Type: TABLE; Schema: proof; Owner: balai_owner
--

CREATE TABLE proof.checkpoint (
    regency integer NOT NULL,
    log integer NOT NULL,
    size bigint NOT NULL,
    note text NOT NULL,
    signed_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY proof.checkpoint FORCE ROW LEVEL SECURITY;

ALTER TABLE proof.checkpoint OWNER TO balai_owner;

--
-- Name: TABLE checkpoint; Type: COMMENT; Schema: proof; Owner: balai_owner
--

COMMENT ON TABLE proof.checkpoint IS 'Every checkpoint that was signed.';

--
-- Name: commitment; Type: TABLE; Schema: proof; Owner: balai_owner
--

CREATE TABLE proof.commitment (
    regency integer NOT NULL,
    village bigint NOT NULL,
    entry_id uuid NOT NULL,
    salt bytea,
    description bytea NOT NULL,
    counterparty bytea NOT NULL,
    CONSTRAINT commitment_counterparty_size CHECK ((length(counterparty) = 32)),
    CONSTRAINT commitment_description_size CHECK ((length(description) = 32)),
    CONSTRAINT commitment_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT commitment_salt_size CHECK ((length(salt) = 32))
);

ALTER TABLE ONLY proof.commitment FORCE ROW LEVEL SECURITY;

ALTER TABLE proof.commitment OWNER TO balai_owner;

--
-- Name: TABLE commitment; Type: COMMENT; Schema: proof; Owner: balai_owner
--

COMMENT ON TABLE proof.commitment IS 'What stands in the log for an entry''s personal texts: their salted hashes.';

--
-- Name: COLUMN commitment.salt; Type: COMMENT; Schema: proof; Owner: balai_owner
--

COMMENT ON COLUMN proof.commitment.salt IS 'NULL once it was erased: the texts can then be neither proven nor guessed.';

--
-- Name: entry_facts; Type: VIEW; Schema: proof; Owner: balai_owner
--

CREATE VIEW proof.entry_facts WITH (security_invoker='true') AS
 SELECT e.regency,
    e.village,
    e.year,
    e.id,
    e.number,
    (e.book_date)::text AS book_date,
    to_char((e.recorded_at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text) AS recorded_at,
    e.kind,
    e.origin,
    e.document_id,
    x.number AS reverses,
    e.description,
    COALESCE(s.payee, r.payer, g.payer, ''::text) AS counterparty,
    p.ordinals,
    p.accounts,
    p.activities,
    p.funds,
    p.sub_details,
    p.amounts
   FROM (((((ledger.entry e
     LEFT JOIN ledger.entry x ON (((x.regency = e.regency) AND (x.id = e.reverses))))
     LEFT JOIN ledger.spp s ON (((s.regency = e.regency) AND (s.id = e.document_id))))
     LEFT JOIN ledger.receipt r ON (((r.regency = e.regency) AND (r.id = e.document_id))))
     LEFT JOIN ledger.give_back g ON (((g.regency = e.regency) AND (g.id = e.document_id))))
     CROSS JOIN LATERAL ( SELECT COALESCE(array_agg((p_1.ordinal)::bigint ORDER BY p_1.ordinal), '{}'::bigint[]) AS ordinals,
            COALESCE(array_agg(p_1.account ORDER BY p_1.ordinal), '{}'::text[]) AS accounts,
            COALESCE(array_agg(p_1.activity ORDER BY p_1.ordinal), '{}'::text[]) AS activities,
            COALESCE(array_agg(p_1.fund ORDER BY p_1.ordinal), '{}'::text[]) AS funds,
            COALESCE(array_agg(p_1.sub_detail ORDER BY p_1.ordinal), '{}'::text[]) AS sub_details,
            COALESCE(array_agg(p_1.amount_sen ORDER BY p_1.ordinal), '{}'::bigint[]) AS amounts
           FROM ledger.posting p_1
          WHERE ((p_1.regency = e.regency) AND (p_1.entry_id = e.id))) p);

ALTER TABLE proof.entry_facts OWNER TO balai_owner;

--
-- Name: VIEW entry_facts; Type: COMMENT; Schema: proof; Owner: balai_owner
--

COMMENT ON VIEW proof.entry_facts IS 'An entry as its leaf tells it (docs/proof-format.md). Amounts in sen.';

--
-- Name: leaf; Type: TABLE; Schema: proof; Owner: balai_owner
--

CREATE TABLE proof.leaf (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    log integer NOT NULL,
    index bigint NOT NULL,
    kind text NOT NULL,
    object_id uuid NOT NULL,
    number bigint NOT NULL,
    CONSTRAINT leaf_kind_known CHECK ((kind = ANY (ARRAY['entry'::text, 'budget'::text, 'period'::text, 'missing'::text]))),
    CONSTRAINT leaf_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY proof.leaf FORCE ROW LEVEL SECURITY;

ALTER TABLE proof.leaf OWNER TO balai_owner;

--
-- Name: TABLE leaf; Type: COMMENT; Schema: proof; Owner: balai_owner
--

COMMENT ON TABLE proof.leaf IS 'Where in the log a posted thing stands.';

--
-- Name: log; Type: TABLE; Schema: proof; Owner: balai_owner
--

CREATE TABLE proof.log (
    regency integer NOT NULL,
    ordinal integer NOT NULL,
    origin text NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    size bigint DEFAULT 0 NOT NULL,
    edge bytea DEFAULT '\x'::bytea NOT NULL,
    follows text DEFAULT ''::text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    signed_at timestamp with time zone,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT log_edge_whole CHECK (((length(edge) % 32) = 0)),
    CONSTRAINT log_ordinal_positive CHECK ((ordinal > 0)),
    CONSTRAINT log_origin_shape CHECK ((origin ~ '^[a-z0-9./-]{1,100}$'::text)),
    CONSTRAINT log_size_natural CHECK ((size >= 0)),
    CONSTRAINT log_state_known CHECK ((state = ANY (ARRAY['open'::text, 'stopped'::text, 'closed'::text])))
);

ALTER TABLE ONLY proof.log FORCE ROW LEVEL SECURITY;

ALTER TABLE proof.log OWNER TO balai_owner;

--
-- Name: TABLE log; Type: COMMENT; Schema: proof; Owner: balai_owner
--

COMMENT ON TABLE proof.log IS 'The head of a regency''s log. Locked by the one who adds leaves; a new one begins only after a declared restore.';

--
-- Name: COLUMN log.edge; Type: COMMENT; Schema: proof; Owner: balai_owner
--

COMMENT ON COLUMN proof.log.edge IS 'Roots of the whole subtrees that make up the tree, tallest first.';

--
-- Name: COLUMN log.follows; Type: COMMENT; Schema: proof; Owner: balai_owner
--

COMMENT ON COLUMN proof.log.follows IS 'What the first leaf says of the log before this one: JSON, empty for the first log.';

--
-- Name: COLUMN log.note; Type: COMMENT; Schema: proof; Owner: balai_owner
--

COMMENT ON COLUMN proof.log.note IS 'The newest checkpoint, signed.';

--
-- Name: pending; Type: TABLE; Schema: proof; Owner: balai_owner
--

CREATE TABLE proof.pending (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    kind text NOT NULL,
    object_id uuid NOT NULL,
    number bigint NOT NULL,
    queued_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT pending_kind_known CHECK ((kind = ANY (ARRAY['entry'::text, 'budget'::text, 'period'::text]))),
    CONSTRAINT pending_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY proof.pending FORCE ROW LEVEL SECURITY;

ALTER TABLE proof.pending OWNER TO balai_owner;

--
-- Name: TABLE pending; Type: COMMENT; Schema: proof; Owner: balai_owner
--

COMMENT ON TABLE proof.pending IS 'What was posted and is not in the log yet; written in the transaction that posts.';

--
-- Name: COLUMN pending.number; Type: COMMENT; Schema: proof; Owner: balai_owner
--

COMMENT ON COLUMN proof.pending.number IS 'Journal number; 0 for a budget version.';

--
-- Name: stamp; Type: TABLE; Schema: proof; Owner: balai_owner
--

CREATE TABLE proof.stamp (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    token bytea NOT NULL,
    kind text NOT NULL,
    parameters jsonb NOT NULL,
    facts jsonb NOT NULL,
    content_hash bytea NOT NULL,
    entry_number bigint NOT NULL,
    person uuid,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT stamp_content_hash_size CHECK ((length(content_hash) = 32)),
    CONSTRAINT stamp_entry_number_natural CHECK ((entry_number >= 0)),
    CONSTRAINT stamp_facts_short CHECK ((length((facts)::text) <= 8000)),
    CONSTRAINT stamp_kind_shape CHECK ((kind ~ '^[a-z][a-z0-9-]{0,39}$'::text)),
    CONSTRAINT stamp_parameters_short CHECK ((length((parameters)::text) <= 4000)),
    CONSTRAINT stamp_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT stamp_token_size CHECK ((length(token) = 16)),
    CONSTRAINT stamp_year_range CHECK (((year >= 2015) AND (year <= 2100)))
);

ALTER TABLE ONLY proof.stamp FORCE ROW LEVEL SECURITY;

ALTER TABLE proof.stamp OWNER TO balai_owner;

--
-- Name: TABLE stamp; Type: COMMENT; Schema: proof; Owner: balai_owner
--

COMMENT ON TABLE proof.stamp IS 'What stands behind the code on a printed report (QR). The same report printed again has the same code.';

--
-- Name: COLUMN stamp.token; Type: COMMENT; Schema: proof; Owner: balai_owner
--

COMMENT ON COLUMN proof.stamp.token IS '128 random bits; nothing is found by anything shorter.';

--
-- Name: COLUMN stamp.facts; Type: COMMENT; Schema: proof; Owner: balai_owner
--

COMMENT ON COLUMN proof.stamp.facts IS 'Array of [label, value] as printed, for whoever holds the paper to compare. Nothing that is not on the paper.';

--
-- Name: COLUMN stamp.entry_number; Type: COMMENT; Schema: proof; Owner: balai_owner
--

COMMENT ON COLUMN proof.stamp.entry_number IS 'Journal number up to which the report could look.';

--
-- Name: tile; Type: TABLE; Schema: proof; Owner: balai_owner
--

CREATE TABLE proof.tile (
    regency integer NOT NULL,
    log integer NOT NULL,
    level smallint NOT NULL,
    index bigint NOT NULL,
    hashes bytea NOT NULL,
    CONSTRAINT tile_of_sums CHECK ((((length(hashes) % 32) = 0) AND ((length(hashes) >= 32) AND (length(hashes) <= 8192))))
);
ALTER TABLE ONLY proof.tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

ALTER TABLE ONLY proof.tile FORCE ROW LEVEL SECURITY;

ALTER TABLE proof.tile OWNER TO balai_owner;

--
-- Name: TABLE tile; Type: COMMENT; Schema: proof; Owner: balai_owner
--

COMMENT ON TABLE proof.tile IS 'Sums of the tree, 256 a tile, every eighth level (C2SP tlog-tiles).';

--
-- Name: village_head; Type: TABLE; Schema: proof; Owner: balai_owner
--

CREATE TABLE proof.village_head (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    log integer NOT NULL,
    last_number bigint NOT NULL,
    leaves bigint NOT NULL,
    chain bytea NOT NULL,
    CONSTRAINT village_head_chain_size CHECK ((length(chain) = 32)),
    CONSTRAINT village_head_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY proof.village_head FORCE ROW LEVEL SECURITY;

ALTER TABLE proof.village_head OWNER TO balai_owner;

--
-- Name: TABLE village_head; Type: COMMENT; Schema: proof; Owner: balai_owner
--

COMMENT ON TABLE proof.village_head IS 'The end of each village''s year in the log: last journal number, chain over its leaves. Each checkpoint logs them all.';

--
-- Name: village_year; Type: VIEW; Schema: web; Owner: balai_wide
--

CREATE VIEW web.village_year AS
 SELECT DISTINCT ON (b.regency, b.village, b.year) b.regency,
    b.village,
    b.year,
    b.id AS version,
    b.kind,
    b.ordinal,
    COALESCE(b.regulation_number, ''::text) AS regulation,
    b.posted_at
   FROM ledger.budget_version b
  WHERE (b.state = 'posted'::text)
  ORDER BY b.regency, b.village, b.year, b.ordinal DESC;

ALTER TABLE web.village_year OWNER TO balai_wide;

--
-- Name: budget; Type: VIEW; Schema: web; Owner: balai_wide
--

CREATE VIEW web.budget AS
 SELECT y.regency,
    y.village,
    y.year,
    l.activity,
    COALESCE(a.name, ''::text) AS activity_name,
    l.account,
    COALESCE(k.name, ''::text) AS account_name,
    l.fund,
    (COALESCE(sum(r.amount), (0)::numeric))::bigint AS amount_sen,
    (COALESCE(sum(c.posted_sen), (0)::numeric))::bigint AS spent_sen
   FROM (((((web.village_year y
     JOIN ledger.budget_line l ON (((l.regency = y.regency) AND (l.version_id = y.version))))
     LEFT JOIN ledger.activity a ON (((a.regency = l.regency) AND (a.year = l.year) AND (a.code = l.activity))))
     LEFT JOIN ledger.account k ON (((k.regency = l.regency) AND (k.year = l.year) AND (k.code = l.account))))
     LEFT JOIN LATERAL ( SELECT sum(i.amount_sen) AS amount
           FROM ledger.rab_line i
          WHERE ((i.regency = l.regency) AND (i.version_id = l.version_id) AND (i.activity = l.activity) AND (i.account = l.account) AND (i.fund = l.fund) AND (i.sub_detail = l.sub_detail))) r ON (true))
     LEFT JOIN ledger.line_control c ON (((c.regency = l.regency) AND (c.village = l.village) AND (c.year = l.year) AND (c.activity = l.activity) AND (c.account = l.account) AND (c.fund = l.fund) AND (c.sub_detail = l.sub_detail))))
  GROUP BY y.regency, y.village, y.year, l.activity, a.name, l.account, k.name, l.fund;

ALTER TABLE web.budget OWNER TO balai_wide;

--
-- Name: photo; Type: VIEW; Schema: web; Owner: balai_wide
--

CREATE VIEW web.photo AS
 SELECT h.regency,
    h.village,
    h.id,
    g.project AS work,
    g.stage,
    g.day,
    r.sha256
   FROM ((monitoring.photo_release h
     JOIN monitoring.progress g ON (((g.regency = h.regency) AND (g.id = h.progress) AND (g.state = 'submitted'::text))))
     JOIN monitoring.receipt r ON (((r.regency = h.regency) AND (r.id = h.receipt))))
  WHERE (h.withdrawn_at IS NULL);

ALTER TABLE web.photo OWNER TO balai_wide;

--
-- Name: village; Type: VIEW; Schema: web; Owner: balai_wide
--

CREATE VIEW web.village AS
 SELECT v.regency,
    v.village,
    v.name,
    v.kind,
    v.is_demo,
    d.name AS district_name,
    r.name AS regency_name,
    (balai.parameter(v.regency, 'public.complaint'::text, balai.today(v.regency), '""'::jsonb) #>> '{}'::text[]) AS complaint
   FROM ((place.village v
     JOIN place.district d ON (((d.regency = v.regency) AND (d.district = v.district))))
     JOIN place.regency r ON ((r.regency = v.regency)));

ALTER TABLE web.village OWNER TO balai_wide;

--
-- Name: work; Type: VIEW; Schema: web; Owner: balai_wide
--

CREATE VIEW web.work AS
 SELECT p.regency,
    p.village,
    p.year,
    p.id,
    p.ordinal,
    p.name,
    p.kind,
    COALESCE(p.activity, ''::text) AS activity,
    COALESCE(a.name, ''::text) AS activity_name,
    p.fund,
    p.management,
    (p.volume)::text AS volume,
    p.unit,
    p.budget_sen,
    m.posted_sen AS paid_sen,
    p.starts_on,
    p.ends_on,
    p.state,
    p.stage,
    ((p.south + p.north) / (2)::double precision) AS latitude,
    ((p.west + p.east) / (2)::double precision) AS longitude,
    ( SELECT max(g.day) AS max
           FROM monitoring.progress g
          WHERE ((g.regency = p.regency) AND (g.project = p.id) AND (g.state = 'submitted'::text))) AS reported_on
   FROM ((monitoring.project p
     LEFT JOIN ledger.activity a ON (((a.regency = p.regency) AND (a.year = p.year) AND (a.code = p.activity))))
     LEFT JOIN LATERAL ( SELECT (sum(l.posted_sen))::bigint AS posted_sen
           FROM ledger.line_control l
          WHERE ((l.regency = p.regency) AND (l.village = p.village) AND (l.year = p.year) AND (l.activity = p.activity) AND (l.fund = p.fund) AND (NOT (EXISTS ( SELECT
                   FROM monitoring.project q
                  WHERE ((q.regency = p.regency) AND (q.village = p.village) AND (q.year = p.year) AND (q.activity = p.activity) AND (q.fund = p.fund) AND (q.id <> p.id) AND (q.state <> 'cancelled'::text))))))) m ON (true))
  WHERE ((p.owner = 'desa'::text) AND (p.state <> 'cancelled'::text));

ALTER TABLE web.work OWNER TO balai_wide;

--
-- Name: event event_pkey; Type: CONSTRAINT; Schema: audit; Owner: balai_owner
--

ALTER TABLE ONLY audit.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (regency, id);

--
-- Name: kept_request kept_request_pkey; Type: CONSTRAINT; Schema: balai; Owner: balai_owner
--

ALTER TABLE ONLY balai.kept_request
    ADD CONSTRAINT kept_request_pkey PRIMARY KEY (regency, id);

--
-- Name: migration migration_pkey; Type: CONSTRAINT; Schema: balai; Owner: balai_owner
--

ALTER TABLE ONLY balai.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (name);

--
-- Name: retention_rule retention_rule_pkey; Type: CONSTRAINT; Schema: balai; Owner: balai_owner
--

ALTER TABLE ONLY balai.retention_rule
    ADD CONSTRAINT retention_rule_pkey PRIMARY KEY (kind);

--
-- Name: retention_run retention_run_pkey; Type: CONSTRAINT; Schema: balai; Owner: balai_owner
--

ALTER TABLE ONLY balai.retention_run
    ADD CONSTRAINT retention_run_pkey PRIMARY KEY (regency, id);

--
-- Name: account account_pkey; Type: CONSTRAINT; Schema: identity; Owner: balai_owner
--

ALTER TABLE ONLY identity.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (regency, id);

--
-- Name: account account_username_once; Type: CONSTRAINT; Schema: identity; Owner: balai_owner
--

ALTER TABLE ONLY identity.account
    ADD CONSTRAINT account_username_once UNIQUE (regency, username);

--
-- Name: person person_nik_once; Type: CONSTRAINT; Schema: identity; Owner: balai_owner
--

ALTER TABLE ONLY identity.person
    ADD CONSTRAINT person_nik_once UNIQUE (regency, nik_hash);

--
-- Name: person person_pkey; Type: CONSTRAINT; Schema: identity; Owner: balai_owner
--

ALTER TABLE ONLY identity.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (regency, id);

--
-- Name: post post_pkey; Type: CONSTRAINT; Schema: identity; Owner: balai_owner
--

ALTER TABLE ONLY identity.post
    ADD CONSTRAINT post_pkey PRIMARY KEY (regency, id);

--
-- Name: session session_pkey; Type: CONSTRAINT; Schema: identity; Owner: balai_owner
--

ALTER TABLE ONLY identity.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (regency, token_hash);

--
-- Name: slip slip_pkey; Type: CONSTRAINT; Schema: identity; Owner: balai_owner
--

ALTER TABLE ONLY identity.slip
    ADD CONSTRAINT slip_pkey PRIMARY KEY (regency, token_hash);

--
-- Name: account account_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (regency, year, code);

--
-- Name: activity activity_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.activity
    ADD CONSTRAINT activity_pkey PRIMARY KEY (regency, year, code);

--
-- Name: budget_line budget_line_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.budget_line
    ADD CONSTRAINT budget_line_pkey PRIMARY KEY (regency, version_id, activity, account, fund, sub_detail);

--
-- Name: budget_version budget_version_key; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.budget_version
    ADD CONSTRAINT budget_version_key UNIQUE (regency, village, year, id);

--
-- Name: budget_version budget_version_ordinal_once; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.budget_version
    ADD CONSTRAINT budget_version_ordinal_once UNIQUE (regency, village, year, ordinal);

--
-- Name: budget_version budget_version_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.budget_version
    ADD CONSTRAINT budget_version_pkey PRIMARY KEY (regency, id);

--
-- Name: cash_control cash_control_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.cash_control
    ADD CONSTRAINT cash_control_pkey PRIMARY KEY (regency, village, year, fund);

--
-- Name: cash_move cash_move_number_once; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.cash_move
    ADD CONSTRAINT cash_move_number_once UNIQUE (regency, village, year, number);

--
-- Name: cash_move cash_move_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.cash_move
    ADD CONSTRAINT cash_move_pkey PRIMARY KEY (regency, id);

--
-- Name: ceiling ceiling_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.ceiling
    ADD CONSTRAINT ceiling_pkey PRIMARY KEY (regency, village, year, fund);

--
-- Name: disbursement disbursement_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.disbursement
    ADD CONSTRAINT disbursement_pkey PRIMARY KEY (regency, id);

--
-- Name: entry entry_key; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.entry
    ADD CONSTRAINT entry_key UNIQUE (regency, village, year, id);

--
-- Name: entry entry_number_once; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.entry
    ADD CONSTRAINT entry_number_once UNIQUE (regency, village, year, number);

--
-- Name: entry entry_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (regency, id);

--
-- Name: entry entry_reversed_once; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.entry
    ADD CONSTRAINT entry_reversed_once UNIQUE (regency, reverses);

--
-- Name: evidence evidence_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.evidence
    ADD CONSTRAINT evidence_pkey PRIMARY KEY (regency, progress, receipt);

--
-- Name: fund_source fund_source_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.fund_source
    ADD CONSTRAINT fund_source_pkey PRIMARY KEY (regency, year, code);

--
-- Name: gate_override gate_override_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.gate_override
    ADD CONSTRAINT gate_override_pkey PRIMARY KEY (regency, spp_id);

--
-- Name: gate_rule gate_rule_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.gate_rule
    ADD CONSTRAINT gate_rule_pkey PRIMARY KEY (regency, code, valid_from);

--
-- Name: give_back_line give_back_line_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.give_back_line
    ADD CONSTRAINT give_back_line_pkey PRIMARY KEY (regency, give_back_id, activity, account, fund, sub_detail);

--
-- Name: give_back give_back_number_once; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.give_back
    ADD CONSTRAINT give_back_number_once UNIQUE (regency, village, year, kind, number);

--
-- Name: give_back give_back_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.give_back
    ADD CONSTRAINT give_back_pkey PRIMARY KEY (regency, id);

--
-- Name: imported_voucher imported_voucher_once; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.imported_voucher
    ADD CONSTRAINT imported_voucher_once UNIQUE (regency, village, year, source, kind, number);

--
-- Name: imported_voucher imported_voucher_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.imported_voucher
    ADD CONSTRAINT imported_voucher_pkey PRIMARY KEY (regency, id);

--
-- Name: line_control line_control_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.line_control
    ADD CONSTRAINT line_control_pkey PRIMARY KEY (regency, village, year, activity, account, fund, sub_detail);

--
-- Name: line_remark line_remark_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.line_remark
    ADD CONSTRAINT line_remark_pkey PRIMARY KEY (regency, id);

--
-- Name: national_account national_account_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.national_account
    ADD CONSTRAINT national_account_pkey PRIMARY KEY (code);

--
-- Name: national_activity national_activity_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.national_activity
    ADD CONSTRAINT national_activity_pkey PRIMARY KEY (code);

--
-- Name: national_fund_source national_fund_source_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.national_fund_source
    ADD CONSTRAINT national_fund_source_pkey PRIMARY KEY (code);

--
-- Name: national_tax_rate national_tax_rate_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.national_tax_rate
    ADD CONSTRAINT national_tax_rate_pkey PRIMARY KEY (code, valid_from);

--
-- Name: posting posting_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.posting
    ADD CONSTRAINT posting_pkey PRIMARY KEY (regency, entry_id, ordinal);

--
-- Name: rab_line rab_line_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.rab_line
    ADD CONSTRAINT rab_line_pkey PRIMARY KEY (regency, version_id, activity, account, fund, sub_detail, ordinal);

--
-- Name: receipt receipt_number_once; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.receipt
    ADD CONSTRAINT receipt_number_once UNIQUE (regency, village, year, number);

--
-- Name: receipt receipt_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.receipt
    ADD CONSTRAINT receipt_pkey PRIMARY KEY (regency, id);

--
-- Name: series series_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.series
    ADD CONSTRAINT series_pkey PRIMARY KEY (regency, village, year, name);

--
-- Name: settlement_line settlement_line_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.settlement_line
    ADD CONSTRAINT settlement_line_pkey PRIMARY KEY (regency, settlement_id, activity, account, fund, sub_detail);

--
-- Name: settlement settlement_number_once; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.settlement
    ADD CONSTRAINT settlement_number_once UNIQUE (regency, village, year, number);

--
-- Name: settlement settlement_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.settlement
    ADD CONSTRAINT settlement_pkey PRIMARY KEY (regency, id);

--
-- Name: spp_line spp_line_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.spp_line
    ADD CONSTRAINT spp_line_pkey PRIMARY KEY (regency, spp_id, activity, account, fund, sub_detail);

--
-- Name: spp spp_number_once; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.spp
    ADD CONSTRAINT spp_number_once UNIQUE (regency, village, year, number);

--
-- Name: spp spp_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.spp
    ADD CONSTRAINT spp_pkey PRIMARY KEY (regency, id);

--
-- Name: spp_scan spp_scan_once; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.spp_scan
    ADD CONSTRAINT spp_scan_once UNIQUE (regency, spp_id, sha256);

--
-- Name: spp_scan spp_scan_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.spp_scan
    ADD CONSTRAINT spp_scan_pkey PRIMARY KEY (regency, id);

--
-- Name: spp_step spp_step_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.spp_step
    ADD CONSTRAINT spp_step_pkey PRIMARY KEY (regency, spp_id, revision);

--
-- Name: tax_deposit tax_deposit_number_once; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.tax_deposit
    ADD CONSTRAINT tax_deposit_number_once UNIQUE (regency, village, year, number);

--
-- Name: tax_deposit tax_deposit_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.tax_deposit
    ADD CONSTRAINT tax_deposit_pkey PRIMARY KEY (regency, id);

--
-- Name: tax_rate tax_rate_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.tax_rate
    ADD CONSTRAINT tax_rate_pkey PRIMARY KEY (regency, code, valid_from);

--
-- Name: version_step version_step_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.version_step
    ADD CONSTRAINT version_step_pkey PRIMARY KEY (regency, version_id, revision);

--
-- Name: village_year village_year_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.village_year
    ADD CONSTRAINT village_year_pkey PRIMARY KEY (regency, village, year);

--
-- Name: withholding withholding_pkey; Type: CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.withholding
    ADD CONSTRAINT withholding_pkey PRIMARY KEY (regency, id);

--
-- Name: blob blob_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.blob
    ADD CONSTRAINT blob_pkey PRIMARY KEY (regency, sha256);

--
-- Name: boundary boundary_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.boundary
    ADD CONSTRAINT boundary_pkey PRIMARY KEY (regency, village);

--
-- Name: capture_link capture_link_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.capture_link
    ADD CONSTRAINT capture_link_pkey PRIMARY KEY (regency, id);

--
-- Name: capture_link capture_link_token_once; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.capture_link
    ADD CONSTRAINT capture_link_token_once UNIQUE (regency, token_hash);

--
-- Name: capture capture_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.capture
    ADD CONSTRAINT capture_pkey PRIMARY KEY (regency, link, sha256);

--
-- Name: change change_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.change
    ADD CONSTRAINT change_pkey PRIMARY KEY (regency, number);

--
-- Name: citizen_report citizen_report_code_once; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.citizen_report
    ADD CONSTRAINT citizen_report_code_once UNIQUE (regency, code_hash);

--
-- Name: citizen_report citizen_report_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.citizen_report
    ADD CONSTRAINT citizen_report_pkey PRIMARY KEY (regency, id);

--
-- Name: claim claim_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.claim
    ADD CONSTRAINT claim_pkey PRIMARY KEY (regency, receipt, source);

--
-- Name: flag_event flag_event_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.flag_event
    ADD CONSTRAINT flag_event_pkey PRIMARY KEY (regency, flag, revision);

--
-- Name: flag flag_once; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.flag
    ADD CONSTRAINT flag_once UNIQUE (regency, rule, first_of_pair, last_of_pair, fingerprint);

--
-- Name: flag flag_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.flag
    ADD CONSTRAINT flag_pkey PRIMARY KEY (regency, id);

--
-- Name: handover handover_once; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.handover
    ADD CONSTRAINT handover_once UNIQUE (regency, project);

--
-- Name: handover handover_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.handover
    ADD CONSTRAINT handover_pkey PRIMARY KEY (regency, id);

--
-- Name: nonce nonce_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.nonce
    ADD CONSTRAINT nonce_pkey PRIMARY KEY (regency, nonce);

--
-- Name: photo_release photo_release_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.photo_release
    ADD CONSTRAINT photo_release_pkey PRIMARY KEY (regency, id);

--
-- Name: progress progress_key; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.progress
    ADD CONSTRAINT progress_key UNIQUE (regency, village, id);

--
-- Name: progress progress_ordinal_once; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.progress
    ADD CONSTRAINT progress_ordinal_once UNIQUE (regency, project, ordinal);

--
-- Name: progress_photo progress_photo_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.progress_photo
    ADD CONSTRAINT progress_photo_pkey PRIMARY KEY (regency, progress, receipt);

--
-- Name: progress progress_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.progress
    ADD CONSTRAINT progress_pkey PRIMARY KEY (regency, id);

--
-- Name: project project_key; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.project
    ADD CONSTRAINT project_key UNIQUE (regency, village, id);

--
-- Name: project project_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.project
    ADD CONSTRAINT project_pkey PRIMARY KEY (regency, id);

--
-- Name: project project_source_once; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.project
    ADD CONSTRAINT project_source_once UNIQUE (regency, agency, source_key);

--
-- Name: receipt receipt_key; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.receipt
    ADD CONSTRAINT receipt_key UNIQUE (regency, village, id);

--
-- Name: receipt receipt_once_per_village; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.receipt
    ADD CONSTRAINT receipt_once_per_village UNIQUE (regency, village, sha256);

--
-- Name: receipt receipt_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.receipt
    ADD CONSTRAINT receipt_pkey PRIMARY KEY (regency, id);

--
-- Name: relation relation_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.relation
    ADD CONSTRAINT relation_pkey PRIMARY KEY (regency, project, other, at);

--
-- Name: rule_parameters rule_parameters_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.rule_parameters
    ADD CONSTRAINT rule_parameters_pkey PRIMARY KEY (regency, version);

--
-- Name: screening_cursor screening_cursor_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.screening_cursor
    ADD CONSTRAINT screening_cursor_pkey PRIMARY KEY (regency);

--
-- Name: screening_day screening_day_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.screening_day
    ADD CONSTRAINT screening_day_pkey PRIMARY KEY (regency, day);

--
-- Name: screening_failure screening_failure_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.screening_failure
    ADD CONSTRAINT screening_failure_pkey PRIMARY KEY (regency, number);

--
-- Name: site site_pkey; Type: CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.site
    ADD CONSTRAINT site_pkey PRIMARY KEY (regency, project, ordinal);

--
-- Name: district district_pkey; Type: CONSTRAINT; Schema: place; Owner: balai_owner
--

ALTER TABLE ONLY place.district
    ADD CONSTRAINT district_pkey PRIMARY KEY (regency, district);

--
-- Name: holiday holiday_pkey; Type: CONSTRAINT; Schema: place; Owner: balai_owner
--

ALTER TABLE ONLY place.holiday
    ADD CONSTRAINT holiday_pkey PRIMARY KEY (day, name);

--
-- Name: parameter parameter_pkey; Type: CONSTRAINT; Schema: place; Owner: balai_owner
--

ALTER TABLE ONLY place.parameter
    ADD CONSTRAINT parameter_pkey PRIMARY KEY (regency, key, valid_from);

--
-- Name: regency regency_pkey; Type: CONSTRAINT; Schema: place; Owner: balai_owner
--

ALTER TABLE ONLY place.regency
    ADD CONSTRAINT regency_pkey PRIMARY KEY (regency);

--
-- Name: village village_pkey; Type: CONSTRAINT; Schema: place; Owner: balai_owner
--

ALTER TABLE ONLY place.village
    ADD CONSTRAINT village_pkey PRIMARY KEY (regency, village);

--
-- Name: checkpoint checkpoint_pkey; Type: CONSTRAINT; Schema: proof; Owner: balai_owner
--

ALTER TABLE ONLY proof.checkpoint
    ADD CONSTRAINT checkpoint_pkey PRIMARY KEY (regency, log, size);

--
-- Name: commitment commitment_pkey; Type: CONSTRAINT; Schema: proof; Owner: balai_owner
--

ALTER TABLE ONLY proof.commitment
    ADD CONSTRAINT commitment_pkey PRIMARY KEY (regency, entry_id);

--
-- Name: leaf leaf_of_object; Type: CONSTRAINT; Schema: proof; Owner: balai_owner
--

ALTER TABLE ONLY proof.leaf
    ADD CONSTRAINT leaf_of_object UNIQUE (regency, log, object_id, kind);

--
-- Name: leaf leaf_pkey; Type: CONSTRAINT; Schema: proof; Owner: balai_owner
--

ALTER TABLE ONLY proof.leaf
    ADD CONSTRAINT leaf_pkey PRIMARY KEY (regency, log, index);

--
-- Name: log log_origin_once; Type: CONSTRAINT; Schema: proof; Owner: balai_owner
--

ALTER TABLE ONLY proof.log
    ADD CONSTRAINT log_origin_once UNIQUE (regency, origin);

--
-- Name: log log_pkey; Type: CONSTRAINT; Schema: proof; Owner: balai_owner
--

ALTER TABLE ONLY proof.log
    ADD CONSTRAINT log_pkey PRIMARY KEY (regency, ordinal);

--
-- Name: pending pending_pkey; Type: CONSTRAINT; Schema: proof; Owner: balai_owner
--

ALTER TABLE ONLY proof.pending
    ADD CONSTRAINT pending_pkey PRIMARY KEY (regency, village, year, number, kind, object_id);

--
-- Name: stamp stamp_pkey; Type: CONSTRAINT; Schema: proof; Owner: balai_owner
--

ALTER TABLE ONLY proof.stamp
    ADD CONSTRAINT stamp_pkey PRIMARY KEY (regency, token);

--
-- Name: tile tile_pkey; Type: CONSTRAINT; Schema: proof; Owner: balai_owner
--

ALTER TABLE ONLY proof.tile
    ADD CONSTRAINT tile_pkey PRIMARY KEY (regency, log, level, index);

--
-- Name: village_head village_head_pkey; Type: CONSTRAINT; Schema: proof; Owner: balai_owner
--

ALTER TABLE ONLY proof.village_head
    ADD CONSTRAINT village_head_pkey PRIMARY KEY (regency, log, village, year);

--
-- Name: event_by_object; Type: INDEX; Schema: audit; Owner: balai_owner
--

CREATE INDEX event_by_object ON audit.event USING btree (regency, object_id, ordinal);

--
-- Name: event_by_village; Type: INDEX; Schema: audit; Owner: balai_owner
--

CREATE INDEX event_by_village ON audit.event USING btree (regency, village, ordinal DESC);

--
-- Name: post_by_person; Type: INDEX; Schema: identity; Owner: balai_owner
--

CREATE INDEX post_by_person ON identity.post USING btree (regency, person);

--
-- Name: post_by_scope; Type: INDEX; Schema: identity; Owner: balai_owner
--

CREATE INDEX post_by_scope ON identity.post USING btree (regency, village_from, role);

--
-- Name: session_by_account; Type: INDEX; Schema: identity; Owner: balai_owner
--

CREATE INDEX session_by_account ON identity.session USING btree (regency, account);

--
-- Name: session_by_token; Type: INDEX; Schema: identity; Owner: balai_owner
--

CREATE INDEX session_by_token ON identity.session USING btree (token_hash);

--
-- Name: slip_by_token; Type: INDEX; Schema: identity; Owner: balai_owner
--

CREATE INDEX slip_by_token ON identity.slip USING btree (token_hash);

--
-- Name: budget_version_one_in_work; Type: INDEX; Schema: ledger; Owner: balai_owner
--

CREATE UNIQUE INDEX budget_version_one_in_work ON ledger.budget_version USING btree (regency, village, year) WHERE (state <> 'posted'::text);

--
-- Name: disbursement_due; Type: INDEX; Schema: ledger; Owner: balai_owner
--

CREATE INDEX disbursement_due ON ledger.disbursement USING btree (regency, year, due_on) WHERE (state = 'planned'::text);

--
-- Name: disbursement_tranche_once; Type: INDEX; Schema: ledger; Owner: balai_owner
--

CREATE UNIQUE INDEX disbursement_tranche_once ON ledger.disbursement USING btree (regency, village, year, fund, tranche) WHERE (state <> 'cancelled'::text);

--
-- Name: entry_by_document; Type: INDEX; Schema: ledger; Owner: balai_owner
--

CREATE INDEX entry_by_document ON ledger.entry USING btree (regency, document_id);

--
-- Name: evidence_by_activity; Type: INDEX; Schema: ledger; Owner: balai_owner
--

CREATE INDEX evidence_by_activity ON ledger.evidence USING btree (regency, village, year, activity, fund);

--
-- Name: evidence_by_project; Type: INDEX; Schema: ledger; Owner: balai_owner
--

CREATE INDEX evidence_by_project ON ledger.evidence USING btree (regency, project);

--
-- Name: give_back_of_spp_index; Type: INDEX; Schema: ledger; Owner: balai_owner
--

CREATE INDEX give_back_of_spp_index ON ledger.give_back USING btree (regency, spp_id);

--
-- Name: line_remark_by_version; Type: INDEX; Schema: ledger; Owner: balai_owner
--

CREATE INDEX line_remark_by_version ON ledger.line_remark USING btree (regency, version_id, activity, account);

--
-- Name: posting_by_line; Type: INDEX; Schema: ledger; Owner: balai_owner
--

CREATE INDEX posting_by_line ON ledger.posting USING btree (regency, village, year, activity, account, fund) INCLUDE (amount_sen, entry_id);

--
-- Name: receipt_by_day; Type: INDEX; Schema: ledger; Owner: balai_owner
--

CREATE INDEX receipt_by_day ON ledger.receipt USING btree (regency, village, year, book_date DESC, id DESC);

--
-- Name: settlement_of_spp_index; Type: INDEX; Schema: ledger; Owner: balai_owner
--

CREATE INDEX settlement_of_spp_index ON ledger.settlement USING btree (regency, spp_id);

--
-- Name: settlement_one_open; Type: INDEX; Schema: ledger; Owner: balai_owner
--

CREATE UNIQUE INDEX settlement_one_open ON ledger.settlement USING btree (regency, spp_id) WHERE (state = ANY (ARRAY['submitted'::text, 'verified'::text]));

--
-- Name: spp_by_day; Type: INDEX; Schema: ledger; Owner: balai_owner
--

CREATE INDEX spp_by_day ON ledger.spp USING btree (regency, village, year, book_date DESC, id DESC);

--
-- Name: spp_line_by_control; Type: INDEX; Schema: ledger; Owner: balai_owner
--

CREATE INDEX spp_line_by_control ON ledger.spp_line USING btree (regency, village, year, activity, account, fund, sub_detail);

--
-- Name: tax_deposit_ntpn_once; Type: INDEX; Schema: ledger; Owner: balai_owner
--

CREATE UNIQUE INDEX tax_deposit_ntpn_once ON ledger.tax_deposit USING btree (regency, ntpn) WHERE ((ntpn <> ''::text) AND (NOT is_reversed));

--
-- Name: withholding_held; Type: INDEX; Schema: ledger; Owner: balai_owner
--

CREATE INDEX withholding_held ON ledger.withholding USING btree (regency, village, due_on) WHERE (state = 'held'::text);

--
-- Name: withholding_of_document; Type: INDEX; Schema: ledger; Owner: balai_owner
--

CREATE INDEX withholding_of_document ON ledger.withholding USING btree (regency, document_id);

--
-- Name: capture_by_receipt; Type: INDEX; Schema: monitoring; Owner: balai_owner
--

CREATE INDEX capture_by_receipt ON monitoring.capture USING btree (regency, receipt);

--
-- Name: capture_link_by_project; Type: INDEX; Schema: monitoring; Owner: balai_owner
--

CREATE INDEX capture_link_by_project ON monitoring.capture_link USING btree (regency, project);

--
-- Name: capture_link_by_token; Type: INDEX; Schema: monitoring; Owner: balai_owner
--

CREATE INDEX capture_link_by_token ON monitoring.capture_link USING btree (token_hash);

--
-- Name: citizen_report_by_ordinal; Type: INDEX; Schema: monitoring; Owner: balai_owner
--

CREATE INDEX citizen_report_by_ordinal ON monitoring.citizen_report USING btree (regency, ordinal DESC);

--
-- Name: flag_by_ordinal; Type: INDEX; Schema: monitoring; Owner: balai_owner
--

CREATE INDEX flag_by_ordinal ON monitoring.flag USING btree (regency, ordinal DESC);

--
-- Name: flag_by_other; Type: INDEX; Schema: monitoring; Owner: balai_owner
--

CREATE INDEX flag_by_other ON monitoring.flag USING btree (regency, other) WHERE (state = ANY (ARRAY['open'::text, 'explained'::text, 'confirmed'::text]));

--
-- Name: flag_by_project; Type: INDEX; Schema: monitoring; Owner: balai_owner
--

CREATE INDEX flag_by_project ON monitoring.flag USING btree (regency, project) WHERE (state = ANY (ARRAY['open'::text, 'explained'::text, 'confirmed'::text]));

--
-- Name: nonce_by_age; Type: INDEX; Schema: monitoring; Owner: balai_owner
--

CREATE INDEX nonce_by_age ON monitoring.nonce USING btree (regency, issued_at);

--
-- Name: photo_release_once; Type: INDEX; Schema: monitoring; Owner: balai_owner
--

CREATE UNIQUE INDEX photo_release_once ON monitoring.photo_release USING btree (regency, progress, receipt) WHERE (withdrawn_at IS NULL);

--
-- Name: progress_photo_by_receipt; Type: INDEX; Schema: monitoring; Owner: balai_owner
--

CREATE INDEX progress_photo_by_receipt ON monitoring.progress_photo USING btree (regency, receipt);

--
-- Name: project_by_activity; Type: INDEX; Schema: monitoring; Owner: balai_owner
--

CREATE INDEX project_by_activity ON monitoring.project USING btree (regency, village, year, activity, fund);

--
-- Name: project_by_ordinal; Type: INDEX; Schema: monitoring; Owner: balai_owner
--

CREATE INDEX project_by_ordinal ON monitoring.project USING btree (regency, ordinal DESC);

--
-- Name: project_by_village; Type: INDEX; Schema: monitoring; Owner: balai_owner
--

CREATE INDEX project_by_village ON monitoring.project USING btree (regency, village, ordinal DESC);

--
-- Name: relation_by_other; Type: INDEX; Schema: monitoring; Owner: balai_owner
--

CREATE INDEX relation_by_other ON monitoring.relation USING btree (regency, other) WHERE (ended_at IS NULL);

--
-- Name: relation_once; Type: INDEX; Schema: monitoring; Owner: balai_owner
--

CREATE UNIQUE INDEX relation_once ON monitoring.relation USING btree (regency, LEAST(project, other), GREATEST(project, other)) WHERE (ended_at IS NULL);

--
-- Name: checkpoint_by_time; Type: INDEX; Schema: proof; Owner: balai_owner
--

CREATE INDEX checkpoint_by_time ON proof.checkpoint USING btree (regency, log, signed_at);

--
-- Name: leaf_of_village_year; Type: INDEX; Schema: proof; Owner: balai_owner
--

CREATE INDEX leaf_of_village_year ON proof.leaf USING btree (regency, village, year, log, index);

--
-- Name: log_one_at_work; Type: INDEX; Schema: proof; Owner: balai_owner
--

CREATE UNIQUE INDEX log_one_at_work ON proof.log USING btree (regency) WHERE (state <> 'closed'::text);

--
-- Name: stamp_once; Type: INDEX; Schema: proof; Owner: balai_owner
--

CREATE UNIQUE INDEX stamp_once ON proof.stamp USING btree (regency, village, year, kind, content_hash, md5(((parameters)::text || (facts)::text)));

--
-- Name: event event_is_append_only; Type: TRIGGER; Schema: audit; Owner: balai_owner
--

CREATE TRIGGER event_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.event FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

--
-- Name: budget_line budget_line_frozen_on_delete; Type: TRIGGER; Schema: ledger; Owner: balai_owner
--

CREATE TRIGGER budget_line_frozen_on_delete AFTER DELETE ON ledger.budget_line REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger.require_unposted();

--
-- Name: budget_line budget_line_frozen_on_insert; Type: TRIGGER; Schema: ledger; Owner: balai_owner
--

CREATE TRIGGER budget_line_frozen_on_insert AFTER INSERT ON ledger.budget_line REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger.require_unposted();

--
-- Name: budget_line budget_line_frozen_on_update; Type: TRIGGER; Schema: ledger; Owner: balai_owner
--

CREATE TRIGGER budget_line_frozen_on_update AFTER UPDATE ON ledger.budget_line REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger.require_unposted();

--
-- Name: budget_version budget_version_frozen_when_posted; Type: TRIGGER; Schema: ledger; Owner: balai_owner
--

CREATE TRIGGER budget_version_frozen_when_posted BEFORE DELETE OR UPDATE ON ledger.budget_version FOR EACH ROW EXECUTE FUNCTION ledger.require_version_unposted();

--
-- Name: budget_version budget_version_waits_for_proof; Type: TRIGGER; Schema: ledger; Owner: balai_owner
--

CREATE TRIGGER budget_version_waits_for_proof AFTER UPDATE ON ledger.budget_version FOR EACH ROW WHEN (((new.state = 'posted'::text) AND (old.state <> 'posted'::text))) EXECUTE FUNCTION proof.queue_version();

--
-- Name: cash_move cash_move_is_append_only; Type: TRIGGER; Schema: ledger; Owner: balai_owner
--

CREATE TRIGGER cash_move_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.cash_move FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

--
-- Name: entry entry_balances; Type: TRIGGER; Schema: ledger; Owner: balai_owner
--

CREATE CONSTRAINT TRIGGER entry_balances AFTER INSERT ON ledger.entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger.require_balanced_entry();

--
-- Name: entry entry_is_append_only; Type: TRIGGER; Schema: ledger; Owner: balai_owner
--

CREATE TRIGGER entry_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.entry FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

--
-- Name: entry entry_is_noted_as_payment; Type: TRIGGER; Schema: ledger; Owner: balai_owner
--

CREATE CONSTRAINT TRIGGER entry_is_noted_as_payment AFTER INSERT ON ledger.entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.kind = ANY (ARRAY['payment'::text, 'settlement'::text, 'refund'::text, 'reversal'::text, 'correction'::text]))) EXECUTE FUNCTION monitoring.note_payment();

--
-- Name: entry entry_waits_for_proof; Type: TRIGGER; Schema: ledger; Owner: balai_owner
--

CREATE TRIGGER entry_waits_for_proof AFTER INSERT ON ledger.entry REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION proof.queue_entries();

--
-- Name: give_back give_back_is_append_only; Type: TRIGGER; Schema: ledger; Owner: balai_owner
--

CREATE TRIGGER give_back_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.give_back FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

--
-- Name: give_back_line give_back_line_is_append_only; Type: TRIGGER; Schema: ledger; Owner: balai_owner
--

CREATE TRIGGER give_back_line_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.give_back_line FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

--
-- Name: posting posting_is_append_only; Type: TRIGGER; Schema: ledger; Owner: balai_owner
--

CREATE TRIGGER posting_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.posting FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

--
-- Name: posting posting_keeps_balance; Type: TRIGGER; Schema: ledger; Owner: balai_owner
--

CREATE CONSTRAINT TRIGGER posting_keeps_balance AFTER INSERT ON ledger.posting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger.require_balanced_entry();

--
-- Name: rab_line rab_line_frozen_on_delete; Type: TRIGGER; Schema: ledger; Owner: balai_owner
--

CREATE TRIGGER rab_line_frozen_on_delete AFTER DELETE ON ledger.rab_line REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger.require_unposted();

--
-- Name: rab_line rab_line_frozen_on_insert; Type: TRIGGER; Schema: ledger; Owner: balai_owner
--

CREATE TRIGGER rab_line_frozen_on_insert AFTER INSERT ON ledger.rab_line REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger.require_unposted();

--
-- Name: rab_line rab_line_frozen_on_update; Type: TRIGGER; Schema: ledger; Owner: balai_owner
--

CREATE TRIGGER rab_line_frozen_on_update AFTER UPDATE ON ledger.rab_line REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger.require_unposted();

--
-- Name: receipt receipt_is_append_only; Type: TRIGGER; Schema: ledger; Owner: balai_owner
--

CREATE TRIGGER receipt_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.receipt FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

--
-- Name: settlement_line settlement_line_is_append_only; Type: TRIGGER; Schema: ledger; Owner: balai_owner
--

CREATE TRIGGER settlement_line_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.settlement_line FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

--
-- Name: blob blob_is_append_only; Type: TRIGGER; Schema: monitoring; Owner: balai_owner
--

CREATE TRIGGER blob_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON monitoring.blob FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

--
-- Name: change change_is_append_only; Type: TRIGGER; Schema: monitoring; Owner: balai_owner
--

CREATE TRIGGER change_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON monitoring.change FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

--
-- Name: change change_is_told; Type: TRIGGER; Schema: monitoring; Owner: balai_owner
--

CREATE TRIGGER change_is_told AFTER INSERT ON monitoring.change FOR EACH ROW WHEN ((new.kind = ANY (ARRAY['site'::text, 'photo'::text, 'payment'::text]))) EXECUTE FUNCTION monitoring.tell_change();

--
-- Name: claim claim_is_append_only; Type: TRIGGER; Schema: monitoring; Owner: balai_owner
--

CREATE TRIGGER claim_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON monitoring.claim FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

--
-- Name: flag_event flag_event_is_append_only; Type: TRIGGER; Schema: monitoring; Owner: balai_owner
--

CREATE TRIGGER flag_event_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON monitoring.flag_event FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

--
-- Name: flag flag_is_told; Type: TRIGGER; Schema: monitoring; Owner: balai_owner
--

CREATE TRIGGER flag_is_told AFTER INSERT OR UPDATE ON monitoring.flag FOR EACH ROW EXECUTE FUNCTION monitoring.tell_flag();

--
-- Name: progress_photo progress_photo_is_append_only; Type: TRIGGER; Schema: monitoring; Owner: balai_owner
--

CREATE TRIGGER progress_photo_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON monitoring.progress_photo FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

--
-- Name: progress_photo progress_photo_is_evidence; Type: TRIGGER; Schema: monitoring; Owner: balai_owner
--

CREATE TRIGGER progress_photo_is_evidence AFTER INSERT ON monitoring.progress_photo FOR EACH ROW EXECUTE FUNCTION monitoring.write_evidence();

--
-- Name: progress progress_withdraws_evidence; Type: TRIGGER; Schema: monitoring; Owner: balai_owner
--

CREATE TRIGGER progress_withdraws_evidence AFTER UPDATE OF state ON monitoring.progress FOR EACH ROW WHEN (((new.state = 'withdrawn'::text) AND (old.state <> 'withdrawn'::text))) EXECUTE FUNCTION monitoring.withdraw_evidence();

--
-- Name: project project_moves_evidence; Type: TRIGGER; Schema: monitoring; Owner: balai_owner
--

CREATE TRIGGER project_moves_evidence AFTER UPDATE ON monitoring.project FOR EACH ROW WHEN (((new.activity IS NOT NULL) AND ((((old.year IS DISTINCT FROM new.year) OR (old.activity IS DISTINCT FROM new.activity)) OR (old.fund IS DISTINCT FROM new.fund)) OR ((new.state = 'cancelled'::text) AND (old.state <> 'cancelled'::text))))) EXECUTE FUNCTION monitoring.move_evidence();

--
-- Name: receipt receipt_is_append_only; Type: TRIGGER; Schema: monitoring; Owner: balai_owner
--

CREATE TRIGGER receipt_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON monitoring.receipt FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

--
-- Name: rule_parameters rule_parameters_is_append_only; Type: TRIGGER; Schema: monitoring; Owner: balai_owner
--

CREATE TRIGGER rule_parameters_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON monitoring.rule_parameters FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

--
-- Name: site site_is_append_only; Type: TRIGGER; Schema: monitoring; Owner: balai_owner
--

CREATE TRIGGER site_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON monitoring.site FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

--
-- Name: stamp stamp_is_append_only; Type: TRIGGER; Schema: proof; Owner: balai_owner
--

CREATE TRIGGER stamp_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON proof.stamp FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

--
-- Name: retention_run retention_run_kind_fkey; Type: FK CONSTRAINT; Schema: balai; Owner: balai_owner
--

ALTER TABLE ONLY balai.retention_run
    ADD CONSTRAINT retention_run_kind_fkey FOREIGN KEY (kind) REFERENCES balai.retention_rule(kind);

--
-- Name: account account_of_person; Type: FK CONSTRAINT; Schema: identity; Owner: balai_owner
--

ALTER TABLE ONLY identity.account
    ADD CONSTRAINT account_of_person FOREIGN KEY (regency, person) REFERENCES identity.person(regency, id);

--
-- Name: person person_regency_fkey; Type: FK CONSTRAINT; Schema: identity; Owner: balai_owner
--

ALTER TABLE ONLY identity.person
    ADD CONSTRAINT person_regency_fkey FOREIGN KEY (regency) REFERENCES place.regency(regency);

--
-- Name: post post_of_person; Type: FK CONSTRAINT; Schema: identity; Owner: balai_owner
--

ALTER TABLE ONLY identity.post
    ADD CONSTRAINT post_of_person FOREIGN KEY (regency, person) REFERENCES identity.person(regency, id);

--
-- Name: session session_of_account; Type: FK CONSTRAINT; Schema: identity; Owner: balai_owner
--

ALTER TABLE ONLY identity.session
    ADD CONSTRAINT session_of_account FOREIGN KEY (regency, account) REFERENCES identity.account(regency, id);

--
-- Name: slip slip_of_account; Type: FK CONSTRAINT; Schema: identity; Owner: balai_owner
--

ALTER TABLE ONLY identity.slip
    ADD CONSTRAINT slip_of_account FOREIGN KEY (regency, account) REFERENCES identity.account(regency, id);

--
-- Name: budget_line budget_line_of_account; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.budget_line
    ADD CONSTRAINT budget_line_of_account FOREIGN KEY (regency, year, account) REFERENCES ledger.account(regency, year, code);

--
-- Name: budget_line budget_line_of_activity; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.budget_line
    ADD CONSTRAINT budget_line_of_activity FOREIGN KEY (regency, year, activity) REFERENCES ledger.activity(regency, year, code);

--
-- Name: budget_line budget_line_of_fund; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.budget_line
    ADD CONSTRAINT budget_line_of_fund FOREIGN KEY (regency, year, fund) REFERENCES ledger.fund_source(regency, year, code);

--
-- Name: budget_line budget_line_of_version; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.budget_line
    ADD CONSTRAINT budget_line_of_version FOREIGN KEY (regency, village, year, version_id) REFERENCES ledger.budget_version(regency, village, year, id) ON DELETE CASCADE;

--
-- Name: budget_version budget_version_of_village_year; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.budget_version
    ADD CONSTRAINT budget_version_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

--
-- Name: cash_control cash_control_of_fund; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.cash_control
    ADD CONSTRAINT cash_control_of_fund FOREIGN KEY (regency, year, fund) REFERENCES ledger.fund_source(regency, year, code);

--
-- Name: cash_control cash_control_of_village_year; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.cash_control
    ADD CONSTRAINT cash_control_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

--
-- Name: cash_move cash_move_of_fund; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.cash_move
    ADD CONSTRAINT cash_move_of_fund FOREIGN KEY (regency, year, fund) REFERENCES ledger.fund_source(regency, year, code);

--
-- Name: cash_move cash_move_of_village_year; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.cash_move
    ADD CONSTRAINT cash_move_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

--
-- Name: disbursement disbursement_of_ceiling; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.disbursement
    ADD CONSTRAINT disbursement_of_ceiling FOREIGN KEY (regency, village, year, fund) REFERENCES ledger.ceiling(regency, village, year, fund);

--
-- Name: disbursement disbursement_of_receipt; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.disbursement
    ADD CONSTRAINT disbursement_of_receipt FOREIGN KEY (regency, receipt_id) REFERENCES ledger.receipt(regency, id);

--
-- Name: entry entry_of_corrected; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.entry
    ADD CONSTRAINT entry_of_corrected FOREIGN KEY (regency, corrects) REFERENCES ledger.entry(regency, id);

--
-- Name: entry entry_of_reversed; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.entry
    ADD CONSTRAINT entry_of_reversed FOREIGN KEY (regency, reverses) REFERENCES ledger.entry(regency, id);

--
-- Name: entry entry_of_village_year; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.entry
    ADD CONSTRAINT entry_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

--
-- Name: gate_override gate_override_of_spp; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.gate_override
    ADD CONSTRAINT gate_override_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp(regency, id) ON DELETE CASCADE;

--
-- Name: give_back_line give_back_line_of_give_back; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.give_back_line
    ADD CONSTRAINT give_back_line_of_give_back FOREIGN KEY (regency, give_back_id) REFERENCES ledger.give_back(regency, id);

--
-- Name: give_back give_back_of_spp; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.give_back
    ADD CONSTRAINT give_back_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp(regency, id);

--
-- Name: imported_voucher imported_voucher_of_entry; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.imported_voucher
    ADD CONSTRAINT imported_voucher_of_entry FOREIGN KEY (regency, entry_id) REFERENCES ledger.entry(regency, id);

--
-- Name: imported_voucher imported_voucher_of_village_year; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.imported_voucher
    ADD CONSTRAINT imported_voucher_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

--
-- Name: line_control line_control_of_village_year; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.line_control
    ADD CONSTRAINT line_control_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

--
-- Name: line_remark line_remark_of_version; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.line_remark
    ADD CONSTRAINT line_remark_of_version FOREIGN KEY (regency, version_id) REFERENCES ledger.budget_version(regency, id) ON DELETE CASCADE;

--
-- Name: posting posting_of_account; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.posting
    ADD CONSTRAINT posting_of_account FOREIGN KEY (regency, year, account) REFERENCES ledger.account(regency, year, code);

--
-- Name: posting posting_of_activity; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.posting
    ADD CONSTRAINT posting_of_activity FOREIGN KEY (regency, year, activity) REFERENCES ledger.activity(regency, year, code);

--
-- Name: posting posting_of_entry; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.posting
    ADD CONSTRAINT posting_of_entry FOREIGN KEY (regency, village, year, entry_id) REFERENCES ledger.entry(regency, village, year, id);

--
-- Name: posting posting_of_fund; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.posting
    ADD CONSTRAINT posting_of_fund FOREIGN KEY (regency, year, fund) REFERENCES ledger.fund_source(regency, year, code);

--
-- Name: rab_line rab_line_of_line; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.rab_line
    ADD CONSTRAINT rab_line_of_line FOREIGN KEY (regency, version_id, activity, account, fund, sub_detail) REFERENCES ledger.budget_line(regency, version_id, activity, account, fund, sub_detail) ON DELETE CASCADE;

--
-- Name: receipt receipt_of_account; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.receipt
    ADD CONSTRAINT receipt_of_account FOREIGN KEY (regency, year, account) REFERENCES ledger.account(regency, year, code);

--
-- Name: receipt receipt_of_fund; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.receipt
    ADD CONSTRAINT receipt_of_fund FOREIGN KEY (regency, year, fund) REFERENCES ledger.fund_source(regency, year, code);

--
-- Name: receipt receipt_of_village_year; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.receipt
    ADD CONSTRAINT receipt_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

--
-- Name: series series_of_village_year; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.series
    ADD CONSTRAINT series_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

--
-- Name: settlement_line settlement_line_of_settlement; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.settlement_line
    ADD CONSTRAINT settlement_line_of_settlement FOREIGN KEY (regency, settlement_id) REFERENCES ledger.settlement(regency, id);

--
-- Name: settlement settlement_of_spp; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.settlement
    ADD CONSTRAINT settlement_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp(regency, id);

--
-- Name: spp_line spp_line_of_control; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.spp_line
    ADD CONSTRAINT spp_line_of_control FOREIGN KEY (regency, village, year, activity, account, fund, sub_detail) REFERENCES ledger.line_control(regency, village, year, activity, account, fund, sub_detail);

--
-- Name: spp_line spp_line_of_spp; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.spp_line
    ADD CONSTRAINT spp_line_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp(regency, id) ON DELETE CASCADE;

--
-- Name: spp spp_of_village_year; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.spp
    ADD CONSTRAINT spp_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

--
-- Name: spp_scan spp_scan_of_spp; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.spp_scan
    ADD CONSTRAINT spp_scan_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp(regency, id) ON DELETE CASCADE;

--
-- Name: spp_step spp_step_of_spp; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.spp_step
    ADD CONSTRAINT spp_step_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp(regency, id) ON DELETE CASCADE;

--
-- Name: tax_deposit tax_deposit_of_village_year; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.tax_deposit
    ADD CONSTRAINT tax_deposit_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

--
-- Name: version_step version_step_of_version; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.version_step
    ADD CONSTRAINT version_step_of_version FOREIGN KEY (regency, version_id) REFERENCES ledger.budget_version(regency, id);

--
-- Name: withholding withholding_of_deposit; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.withholding
    ADD CONSTRAINT withholding_of_deposit FOREIGN KEY (regency, deposit_id) REFERENCES ledger.tax_deposit(regency, id);

--
-- Name: withholding withholding_of_village_year; Type: FK CONSTRAINT; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ONLY ledger.withholding
    ADD CONSTRAINT withholding_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

--
-- Name: boundary boundary_of_village; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.boundary
    ADD CONSTRAINT boundary_of_village FOREIGN KEY (regency, village) REFERENCES place.village(regency, village);

--
-- Name: capture_link capture_link_of_project; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.capture_link
    ADD CONSTRAINT capture_link_of_project FOREIGN KEY (regency, village, project) REFERENCES monitoring.project(regency, village, id);

--
-- Name: capture capture_of_link; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.capture
    ADD CONSTRAINT capture_of_link FOREIGN KEY (regency, link) REFERENCES monitoring.capture_link(regency, id);

--
-- Name: capture capture_of_receipt; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.capture
    ADD CONSTRAINT capture_of_receipt FOREIGN KEY (regency, village, receipt) REFERENCES monitoring.receipt(regency, village, id);

--
-- Name: citizen_report citizen_report_of_blob; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.citizen_report
    ADD CONSTRAINT citizen_report_of_blob FOREIGN KEY (regency, sha256) REFERENCES monitoring.blob(regency, sha256);

--
-- Name: citizen_report citizen_report_of_project; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.citizen_report
    ADD CONSTRAINT citizen_report_of_project FOREIGN KEY (regency, about_village, project) REFERENCES monitoring.project(regency, village, id);

--
-- Name: claim claim_of_receipt; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.claim
    ADD CONSTRAINT claim_of_receipt FOREIGN KEY (regency, village, receipt) REFERENCES monitoring.receipt(regency, village, id);

--
-- Name: flag_event flag_event_of_flag; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.flag_event
    ADD CONSTRAINT flag_event_of_flag FOREIGN KEY (regency, flag) REFERENCES monitoring.flag(regency, id);

--
-- Name: flag flag_of_other; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.flag
    ADD CONSTRAINT flag_of_other FOREIGN KEY (regency, other_village, other) REFERENCES monitoring.project(regency, village, id);

--
-- Name: flag flag_of_project; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.flag
    ADD CONSTRAINT flag_of_project FOREIGN KEY (regency, village, project) REFERENCES monitoring.project(regency, village, id);

--
-- Name: handover handover_of_project; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.handover
    ADD CONSTRAINT handover_of_project FOREIGN KEY (regency, village, project) REFERENCES monitoring.project(regency, village, id);

--
-- Name: photo_release photo_release_of_photo; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.photo_release
    ADD CONSTRAINT photo_release_of_photo FOREIGN KEY (regency, progress, receipt) REFERENCES monitoring.progress_photo(regency, progress, receipt);

--
-- Name: progress progress_of_link; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.progress
    ADD CONSTRAINT progress_of_link FOREIGN KEY (regency, link) REFERENCES monitoring.capture_link(regency, id);

--
-- Name: progress progress_of_project; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.progress
    ADD CONSTRAINT progress_of_project FOREIGN KEY (regency, village, project) REFERENCES monitoring.project(regency, village, id);

--
-- Name: progress_photo progress_photo_of_progress; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.progress_photo
    ADD CONSTRAINT progress_photo_of_progress FOREIGN KEY (regency, village, progress) REFERENCES monitoring.progress(regency, village, id);

--
-- Name: progress_photo progress_photo_of_receipt; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.progress_photo
    ADD CONSTRAINT progress_photo_of_receipt FOREIGN KEY (regency, village, receipt) REFERENCES monitoring.receipt(regency, village, id);

--
-- Name: project project_of_village; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.project
    ADD CONSTRAINT project_of_village FOREIGN KEY (regency, village) REFERENCES place.village(regency, village);

--
-- Name: receipt receipt_of_blob; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.receipt
    ADD CONSTRAINT receipt_of_blob FOREIGN KEY (regency, sha256) REFERENCES monitoring.blob(regency, sha256);

--
-- Name: receipt receipt_of_link; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.receipt
    ADD CONSTRAINT receipt_of_link FOREIGN KEY (regency, link) REFERENCES monitoring.capture_link(regency, id);

--
-- Name: relation relation_of_other; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.relation
    ADD CONSTRAINT relation_of_other FOREIGN KEY (regency, other_village, other) REFERENCES monitoring.project(regency, village, id);

--
-- Name: relation relation_of_project; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.relation
    ADD CONSTRAINT relation_of_project FOREIGN KEY (regency, village, project) REFERENCES monitoring.project(regency, village, id);

--
-- Name: site site_of_project; Type: FK CONSTRAINT; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE ONLY monitoring.site
    ADD CONSTRAINT site_of_project FOREIGN KEY (regency, village, project) REFERENCES monitoring.project(regency, village, id);

--
-- Name: district district_regency_fkey; Type: FK CONSTRAINT; Schema: place; Owner: balai_owner
--

ALTER TABLE ONLY place.district
    ADD CONSTRAINT district_regency_fkey FOREIGN KEY (regency) REFERENCES place.regency(regency);

--
-- Name: parameter parameter_regency_fkey; Type: FK CONSTRAINT; Schema: place; Owner: balai_owner
--

ALTER TABLE ONLY place.parameter
    ADD CONSTRAINT parameter_regency_fkey FOREIGN KEY (regency) REFERENCES place.regency(regency);

--
-- Name: village village_of_district; Type: FK CONSTRAINT; Schema: place; Owner: balai_owner
--

ALTER TABLE ONLY place.village
    ADD CONSTRAINT village_of_district FOREIGN KEY (regency, district) REFERENCES place.district(regency, district);

--
-- Name: checkpoint checkpoint_of_log; Type: FK CONSTRAINT; Schema: proof; Owner: balai_owner
--

ALTER TABLE ONLY proof.checkpoint
    ADD CONSTRAINT checkpoint_of_log FOREIGN KEY (regency, log) REFERENCES proof.log(regency, ordinal);

--
-- Name: leaf leaf_of_log; Type: FK CONSTRAINT; Schema: proof; Owner: balai_owner
--

ALTER TABLE ONLY proof.leaf
    ADD CONSTRAINT leaf_of_log FOREIGN KEY (regency, log) REFERENCES proof.log(regency, ordinal);

--
-- Name: tile tile_of_log; Type: FK CONSTRAINT; Schema: proof; Owner: balai_owner
--

ALTER TABLE ONLY proof.tile
    ADD CONSTRAINT tile_of_log FOREIGN KEY (regency, log) REFERENCES proof.log(regency, ordinal);

--
-- Name: village_head village_head_of_log; Type: FK CONSTRAINT; Schema: proof; Owner: balai_owner
--

ALTER TABLE ONLY proof.village_head
    ADD CONSTRAINT village_head_of_log FOREIGN KEY (regency, log) REFERENCES proof.log(regency, ordinal);

--
-- Name: event; Type: ROW SECURITY; Schema: audit; Owner: balai_owner
--

ALTER TABLE audit.event ENABLE ROW LEVEL SECURITY;

--
-- Name: event event_of_scope; Type: POLICY; Schema: audit; Owner: balai_owner
--

CREATE POLICY event_of_scope ON audit.event FOR SELECT USING (balai.in_scope(village));

--
-- Name: event event_written_by_record; Type: POLICY; Schema: audit; Owner: balai_owner
--

CREATE POLICY event_written_by_record ON audit.event FOR INSERT TO balai_wide WITH CHECK (true);

--
-- Name: kept_request; Type: ROW SECURITY; Schema: balai; Owner: balai_owner
--

ALTER TABLE balai.kept_request ENABLE ROW LEVEL SECURITY;

--
-- Name: kept_request kept_request_of_scope; Type: POLICY; Schema: balai; Owner: balai_owner
--

CREATE POLICY kept_request_of_scope ON balai.kept_request USING ((balai.in_scope(village) OR (((village % (1000000)::bigint) = 0) AND (regency = balai.regency())))) WITH CHECK ((balai.in_scope(village) OR (((village % (1000000)::bigint) = 0) AND (regency = balai.regency()))));

--
-- Name: retention_run; Type: ROW SECURITY; Schema: balai; Owner: balai_owner
--

ALTER TABLE balai.retention_run ENABLE ROW LEVEL SECURITY;

--
-- Name: retention_run retention_run_of_county; Type: POLICY; Schema: balai; Owner: balai_owner
--

CREATE POLICY retention_run_of_county ON balai.retention_run FOR SELECT USING ((regency = balai.regency()));

--
-- Name: retention_run retention_run_written_by_sweep; Type: POLICY; Schema: balai; Owner: balai_owner
--

CREATE POLICY retention_run_written_by_sweep ON balai.retention_run FOR INSERT TO balai_wide WITH CHECK (true);

--
-- Name: account; Type: ROW SECURITY; Schema: identity; Owner: balai_owner
--

ALTER TABLE identity.account ENABLE ROW LEVEL SECURITY;

--
-- Name: account account_of_scope; Type: POLICY; Schema: identity; Owner: balai_owner
--

CREATE POLICY account_of_scope ON identity.account FOR SELECT USING ((id = balai.account()));

--
-- Name: person; Type: ROW SECURITY; Schema: identity; Owner: balai_owner
--

ALTER TABLE identity.person ENABLE ROW LEVEL SECURITY;

--
-- Name: person person_of_scope; Type: POLICY; Schema: identity; Owner: balai_owner
--

CREATE POLICY person_of_scope ON identity.person FOR SELECT USING ((regency = balai.regency()));

--
-- Name: post; Type: ROW SECURITY; Schema: identity; Owner: balai_owner
--

ALTER TABLE identity.post ENABLE ROW LEVEL SECURITY;

--
-- Name: post post_of_scope; Type: POLICY; Schema: identity; Owner: balai_owner
--

CREATE POLICY post_of_scope ON identity.post FOR SELECT USING ((regency = balai.regency()));

--
-- Name: session; Type: ROW SECURITY; Schema: identity; Owner: balai_owner
--

ALTER TABLE identity.session ENABLE ROW LEVEL SECURITY;

--
-- Name: session session_of_scope; Type: POLICY; Schema: identity; Owner: balai_owner
--

CREATE POLICY session_of_scope ON identity.session FOR SELECT USING ((account = balai.account()));

--
-- Name: slip; Type: ROW SECURITY; Schema: identity; Owner: balai_owner
--

ALTER TABLE identity.slip ENABLE ROW LEVEL SECURITY;

--
-- Name: slip slip_of_scope; Type: POLICY; Schema: identity; Owner: balai_owner
--

CREATE POLICY slip_of_scope ON identity.slip FOR SELECT USING (false);

--
-- Name: account; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.account ENABLE ROW LEVEL SECURITY;

--
-- Name: account account_of_county; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY account_of_county ON ledger.account USING ((regency = balai.regency())) WITH CHECK ((regency = balai.regency()));

--
-- Name: activity; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.activity ENABLE ROW LEVEL SECURITY;

--
-- Name: activity activity_of_county; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY activity_of_county ON ledger.activity USING ((regency = balai.regency())) WITH CHECK ((regency = balai.regency()));

--
-- Name: budget_line; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.budget_line ENABLE ROW LEVEL SECURITY;

--
-- Name: budget_line budget_line_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY budget_line_of_scope ON ledger.budget_line USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: budget_version; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.budget_version ENABLE ROW LEVEL SECURITY;

--
-- Name: budget_version budget_version_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY budget_version_of_scope ON ledger.budget_version USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: cash_control; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.cash_control ENABLE ROW LEVEL SECURITY;

--
-- Name: cash_control cash_control_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY cash_control_of_scope ON ledger.cash_control USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: cash_move; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.cash_move ENABLE ROW LEVEL SECURITY;

--
-- Name: cash_move cash_move_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY cash_move_of_scope ON ledger.cash_move USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: ceiling; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.ceiling ENABLE ROW LEVEL SECURITY;

--
-- Name: ceiling ceiling_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY ceiling_of_scope ON ledger.ceiling USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: disbursement; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.disbursement ENABLE ROW LEVEL SECURITY;

--
-- Name: disbursement disbursement_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY disbursement_of_scope ON ledger.disbursement USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: entry; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.entry ENABLE ROW LEVEL SECURITY;

--
-- Name: entry entry_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY entry_of_scope ON ledger.entry USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: evidence; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.evidence ENABLE ROW LEVEL SECURITY;

--
-- Name: evidence evidence_of_link; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY evidence_of_link ON ledger.evidence FOR INSERT WITH CHECK ((project = balai.link_project()));

--
-- Name: evidence evidence_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY evidence_of_scope ON ledger.evidence USING (balai.in_scope(village)) WITH CHECK (balai.in_scope(village));

--
-- Name: fund_source; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.fund_source ENABLE ROW LEVEL SECURITY;

--
-- Name: fund_source fund_source_of_county; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY fund_source_of_county ON ledger.fund_source USING ((regency = balai.regency())) WITH CHECK ((regency = balai.regency()));

--
-- Name: gate_override; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.gate_override ENABLE ROW LEVEL SECURITY;

--
-- Name: gate_override gate_override_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY gate_override_of_scope ON ledger.gate_override USING (balai.in_scope(village)) WITH CHECK (balai.in_scope(village));

--
-- Name: gate_rule; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.gate_rule ENABLE ROW LEVEL SECURITY;

--
-- Name: gate_rule gate_rule_of_county; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY gate_rule_of_county ON ledger.gate_rule USING ((regency = balai.regency())) WITH CHECK ((regency = balai.regency()));

--
-- Name: give_back; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.give_back ENABLE ROW LEVEL SECURITY;

--
-- Name: give_back_line; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.give_back_line ENABLE ROW LEVEL SECURITY;

--
-- Name: give_back_line give_back_line_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY give_back_line_of_scope ON ledger.give_back_line USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: give_back give_back_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY give_back_of_scope ON ledger.give_back USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: imported_voucher; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.imported_voucher ENABLE ROW LEVEL SECURITY;

--
-- Name: imported_voucher imported_voucher_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY imported_voucher_of_scope ON ledger.imported_voucher USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: line_control; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.line_control ENABLE ROW LEVEL SECURITY;

--
-- Name: line_control line_control_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY line_control_of_scope ON ledger.line_control USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: line_remark; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.line_remark ENABLE ROW LEVEL SECURITY;

--
-- Name: line_remark line_remark_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY line_remark_of_scope ON ledger.line_remark USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: posting; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.posting ENABLE ROW LEVEL SECURITY;

--
-- Name: posting posting_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY posting_of_scope ON ledger.posting USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: rab_line; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.rab_line ENABLE ROW LEVEL SECURITY;

--
-- Name: rab_line rab_line_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY rab_line_of_scope ON ledger.rab_line USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: receipt; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.receipt ENABLE ROW LEVEL SECURITY;

--
-- Name: receipt receipt_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY receipt_of_scope ON ledger.receipt USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: series; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.series ENABLE ROW LEVEL SECURITY;

--
-- Name: series series_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY series_of_scope ON ledger.series USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: settlement; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.settlement ENABLE ROW LEVEL SECURITY;

--
-- Name: settlement_line; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.settlement_line ENABLE ROW LEVEL SECURITY;

--
-- Name: settlement_line settlement_line_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY settlement_line_of_scope ON ledger.settlement_line USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: settlement settlement_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY settlement_of_scope ON ledger.settlement USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: spp; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.spp ENABLE ROW LEVEL SECURITY;

--
-- Name: spp_line; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.spp_line ENABLE ROW LEVEL SECURITY;

--
-- Name: spp_line spp_line_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY spp_line_of_scope ON ledger.spp_line USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: spp spp_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY spp_of_scope ON ledger.spp USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: spp_scan; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.spp_scan ENABLE ROW LEVEL SECURITY;

--
-- Name: spp_scan spp_scan_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY spp_scan_of_scope ON ledger.spp_scan USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: spp_step; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.spp_step ENABLE ROW LEVEL SECURITY;

--
-- Name: spp_step spp_step_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY spp_step_of_scope ON ledger.spp_step USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: tax_deposit; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.tax_deposit ENABLE ROW LEVEL SECURITY;

--
-- Name: tax_deposit tax_deposit_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY tax_deposit_of_scope ON ledger.tax_deposit USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: tax_rate; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.tax_rate ENABLE ROW LEVEL SECURITY;

--
-- Name: tax_rate tax_rate_of_county; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY tax_rate_of_county ON ledger.tax_rate USING ((regency = balai.regency())) WITH CHECK ((regency = balai.regency()));

--
-- Name: version_step; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.version_step ENABLE ROW LEVEL SECURITY;

--
-- Name: version_step version_step_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY version_step_of_scope ON ledger.version_step USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: village_year; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.village_year ENABLE ROW LEVEL SECURITY;

--
-- Name: village_year village_year_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY village_year_of_scope ON ledger.village_year USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: withholding; Type: ROW SECURITY; Schema: ledger; Owner: balai_owner
--

ALTER TABLE ledger.withholding ENABLE ROW LEVEL SECURITY;

--
-- Name: withholding withholding_of_scope; Type: POLICY; Schema: ledger; Owner: balai_owner
--

CREATE POLICY withholding_of_scope ON ledger.withholding USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: blob; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.blob ENABLE ROW LEVEL SECURITY;

--
-- Name: blob blob_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY blob_of_scope ON monitoring.blob USING (false) WITH CHECK (false);

--
-- Name: boundary; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.boundary ENABLE ROW LEVEL SECURITY;

--
-- Name: boundary boundary_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY boundary_of_scope ON monitoring.boundary FOR SELECT USING (true);

--
-- Name: capture; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.capture ENABLE ROW LEVEL SECURITY;

--
-- Name: capture_link; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.capture_link ENABLE ROW LEVEL SECURITY;

--
-- Name: capture_link capture_link_of_link; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY capture_link_of_link ON monitoring.capture_link FOR SELECT USING ((id = balai.link()));

--
-- Name: capture_link capture_link_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY capture_link_of_scope ON monitoring.capture_link USING (balai.in_scope(village)) WITH CHECK (balai.in_scope(village));

--
-- Name: capture capture_of_link; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY capture_of_link ON monitoring.capture USING ((link = balai.link())) WITH CHECK (((link = balai.link()) AND (project = balai.link_project())));

--
-- Name: capture capture_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY capture_of_scope ON monitoring.capture USING (balai.in_scope(village)) WITH CHECK (balai.in_scope(village));

--
-- Name: change; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.change ENABLE ROW LEVEL SECURITY;

--
-- Name: change change_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY change_of_scope ON monitoring.change USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: citizen_report; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.citizen_report ENABLE ROW LEVEL SECURITY;

--
-- Name: citizen_report citizen_report_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY citizen_report_of_scope ON monitoring.citizen_report USING (((regency = balai.regency()) AND identity.holds('inspector'::text, about_village, balai.today(balai.regency())))) WITH CHECK (((regency = balai.regency()) AND identity.holds('inspector'::text, about_village, balai.today(balai.regency()))));

--
-- Name: claim; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.claim ENABLE ROW LEVEL SECURITY;

--
-- Name: claim claim_of_link; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY claim_of_link ON monitoring.claim USING ((EXISTS ( SELECT
   FROM monitoring.receipt r
  WHERE ((r.regency = claim.regency) AND (r.id = claim.receipt) AND (r.link = balai.link()))))) WITH CHECK ((EXISTS ( SELECT
   FROM monitoring.receipt r
  WHERE ((r.regency = claim.regency) AND (r.id = claim.receipt) AND (r.link = balai.link())))));

--
-- Name: claim claim_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY claim_of_scope ON monitoring.claim USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: flag; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.flag ENABLE ROW LEVEL SECURITY;

--
-- Name: flag_event; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.flag_event ENABLE ROW LEVEL SECURITY;

--
-- Name: flag_event flag_event_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY flag_event_of_scope ON monitoring.flag_event USING ((balai.in_scope(village) OR ((verb <> 'explain'::text) AND balai.in_scope(other_village)))) WITH CHECK ((balai.in_scope(village) OR balai.in_scope(other_village)));

--
-- Name: flag flag_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY flag_of_scope ON monitoring.flag USING ((balai.in_scope(village) OR balai.in_scope(other_village))) WITH CHECK ((balai.in_scope(village) OR balai.in_scope(other_village)));

--
-- Name: handover; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.handover ENABLE ROW LEVEL SECURITY;

--
-- Name: handover handover_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY handover_of_scope ON monitoring.handover USING (balai.in_scope(village)) WITH CHECK (balai.in_scope(village));

--
-- Name: nonce; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.nonce ENABLE ROW LEVEL SECURITY;

--
-- Name: nonce nonce_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY nonce_of_scope ON monitoring.nonce USING (((link = balai.link()) OR (account = balai.account()))) WITH CHECK (((link = balai.link()) OR (account = balai.account())));

--
-- Name: photo_release; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.photo_release ENABLE ROW LEVEL SECURITY;

--
-- Name: photo_release photo_release_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY photo_release_of_scope ON monitoring.photo_release USING (balai.in_scope(village)) WITH CHECK (balai.in_scope(village));

--
-- Name: progress; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.progress ENABLE ROW LEVEL SECURITY;

--
-- Name: progress progress_of_link; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY progress_of_link ON monitoring.progress USING (((regency = balai.regency()) AND (project = balai.link_project()))) WITH CHECK (((project = balai.link_project()) AND (link = balai.link())));

--
-- Name: progress progress_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY progress_of_scope ON monitoring.progress USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: progress_photo; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.progress_photo ENABLE ROW LEVEL SECURITY;

--
-- Name: progress_photo progress_photo_of_link; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY progress_photo_of_link ON monitoring.progress_photo USING ((EXISTS ( SELECT
   FROM monitoring.progress g
  WHERE ((g.regency = progress_photo.regency) AND (g.id = progress_photo.progress) AND (g.project = balai.link_project()))))) WITH CHECK ((EXISTS ( SELECT
   FROM monitoring.progress g
  WHERE ((g.regency = progress_photo.regency) AND (g.id = progress_photo.progress) AND (g.link = balai.link())))));

--
-- Name: progress_photo progress_photo_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY progress_photo_of_scope ON monitoring.progress_photo USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: project; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.project ENABLE ROW LEVEL SECURITY;

--
-- Name: project project_of_link; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY project_of_link ON monitoring.project USING (((regency = balai.regency()) AND (id = balai.link_project())));

--
-- Name: project project_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY project_of_scope ON monitoring.project USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: receipt; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.receipt ENABLE ROW LEVEL SECURITY;

--
-- Name: receipt receipt_of_link; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY receipt_of_link ON monitoring.receipt USING (((link = balai.link()) OR (EXISTS ( SELECT
   FROM monitoring.capture c
  WHERE ((c.regency = receipt.regency) AND (c.receipt = receipt.id) AND (c.link = balai.link())))))) WITH CHECK ((link = balai.link()));

--
-- Name: receipt receipt_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY receipt_of_scope ON monitoring.receipt USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: relation; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.relation ENABLE ROW LEVEL SECURITY;

--
-- Name: relation relation_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY relation_of_scope ON monitoring.relation USING ((balai.in_scope(village) OR balai.in_scope(other_village))) WITH CHECK (balai.in_scope(village));

--
-- Name: rule_parameters; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.rule_parameters ENABLE ROW LEVEL SECURITY;

--
-- Name: rule_parameters rule_parameters_of_regency; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY rule_parameters_of_regency ON monitoring.rule_parameters USING ((regency = balai.regency())) WITH CHECK ((regency = balai.regency()));

--
-- Name: screening_cursor; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.screening_cursor ENABLE ROW LEVEL SECURITY;

--
-- Name: screening_cursor screening_cursor_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY screening_cursor_of_scope ON monitoring.screening_cursor USING ((regency = balai.regency())) WITH CHECK (false);

--
-- Name: screening_day; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.screening_day ENABLE ROW LEVEL SECURITY;

--
-- Name: screening_day screening_day_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY screening_day_of_scope ON monitoring.screening_day USING (false) WITH CHECK (false);

--
-- Name: screening_failure; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.screening_failure ENABLE ROW LEVEL SECURITY;

--
-- Name: screening_failure screening_failure_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY screening_failure_of_scope ON monitoring.screening_failure USING (false) WITH CHECK (false);

--
-- Name: site; Type: ROW SECURITY; Schema: monitoring; Owner: balai_owner
--

ALTER TABLE monitoring.site ENABLE ROW LEVEL SECURITY;

--
-- Name: site site_of_link; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY site_of_link ON monitoring.site FOR SELECT USING (((regency = balai.regency()) AND (project = balai.link_project())));

--
-- Name: site site_of_scope; Type: POLICY; Schema: monitoring; Owner: balai_owner
--

CREATE POLICY site_of_scope ON monitoring.site USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: district; Type: ROW SECURITY; Schema: place; Owner: balai_owner
--

ALTER TABLE place.district ENABLE ROW LEVEL SECURITY;

--
-- Name: district district_is_public; Type: POLICY; Schema: place; Owner: balai_owner
--

CREATE POLICY district_is_public ON place.district FOR SELECT USING (true);

--
-- Name: district district_written_by_loader; Type: POLICY; Schema: place; Owner: balai_owner
--

CREATE POLICY district_written_by_loader ON place.district TO balai_wide USING (true) WITH CHECK (true);

--
-- Name: parameter; Type: ROW SECURITY; Schema: place; Owner: balai_owner
--

ALTER TABLE place.parameter ENABLE ROW LEVEL SECURITY;

--
-- Name: parameter parameter_is_public; Type: POLICY; Schema: place; Owner: balai_owner
--

CREATE POLICY parameter_is_public ON place.parameter FOR SELECT USING (true);

--
-- Name: parameter parameter_written_by_loader; Type: POLICY; Schema: place; Owner: balai_owner
--

CREATE POLICY parameter_written_by_loader ON place.parameter TO balai_wide USING (true) WITH CHECK (true);

--
-- Name: regency; Type: ROW SECURITY; Schema: place; Owner: balai_owner
--

ALTER TABLE place.regency ENABLE ROW LEVEL SECURITY;

--
-- Name: regency regency_is_public; Type: POLICY; Schema: place; Owner: balai_owner
--

CREATE POLICY regency_is_public ON place.regency FOR SELECT USING (true);

--
-- Name: regency regency_written_by_loader; Type: POLICY; Schema: place; Owner: balai_owner
--

CREATE POLICY regency_written_by_loader ON place.regency TO balai_wide USING (true) WITH CHECK (true);

--
-- Name: village; Type: ROW SECURITY; Schema: place; Owner: balai_owner
--

ALTER TABLE place.village ENABLE ROW LEVEL SECURITY;

--
-- Name: village village_is_public; Type: POLICY; Schema: place; Owner: balai_owner
--

CREATE POLICY village_is_public ON place.village FOR SELECT USING (true);

--
-- Name: village village_written_by_loader; Type: POLICY; Schema: place; Owner: balai_owner
--

CREATE POLICY village_written_by_loader ON place.village TO balai_wide USING (true) WITH CHECK (true);

--
-- Name: checkpoint; Type: ROW SECURITY; Schema: proof; Owner: balai_owner
--

ALTER TABLE proof.checkpoint ENABLE ROW LEVEL SECURITY;

--
-- Name: checkpoint checkpoint_of_county; Type: POLICY; Schema: proof; Owner: balai_owner
--

CREATE POLICY checkpoint_of_county ON proof.checkpoint USING ((regency = balai.regency()));

--
-- Name: commitment; Type: ROW SECURITY; Schema: proof; Owner: balai_owner
--

ALTER TABLE proof.commitment ENABLE ROW LEVEL SECURITY;

--
-- Name: commitment commitment_of_scope; Type: POLICY; Schema: proof; Owner: balai_owner
--

CREATE POLICY commitment_of_scope ON proof.commitment USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: leaf; Type: ROW SECURITY; Schema: proof; Owner: balai_owner
--

ALTER TABLE proof.leaf ENABLE ROW LEVEL SECURITY;

--
-- Name: leaf leaf_of_scope; Type: POLICY; Schema: proof; Owner: balai_owner
--

CREATE POLICY leaf_of_scope ON proof.leaf USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: log; Type: ROW SECURITY; Schema: proof; Owner: balai_owner
--

ALTER TABLE proof.log ENABLE ROW LEVEL SECURITY;

--
-- Name: log log_of_county; Type: POLICY; Schema: proof; Owner: balai_owner
--

CREATE POLICY log_of_county ON proof.log USING ((regency = balai.regency()));

--
-- Name: pending; Type: ROW SECURITY; Schema: proof; Owner: balai_owner
--

ALTER TABLE proof.pending ENABLE ROW LEVEL SECURITY;

--
-- Name: pending pending_of_scope; Type: POLICY; Schema: proof; Owner: balai_owner
--

CREATE POLICY pending_of_scope ON proof.pending USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: stamp; Type: ROW SECURITY; Schema: proof; Owner: balai_owner
--

ALTER TABLE proof.stamp ENABLE ROW LEVEL SECURITY;

--
-- Name: stamp stamp_of_scope; Type: POLICY; Schema: proof; Owner: balai_owner
--

CREATE POLICY stamp_of_scope ON proof.stamp USING (balai.in_scope(village)) WITH CHECK (balai.in_scope(village));

--
-- Name: tile; Type: ROW SECURITY; Schema: proof; Owner: balai_owner
--

ALTER TABLE proof.tile ENABLE ROW LEVEL SECURITY;

--
-- Name: tile tile_of_county; Type: POLICY; Schema: proof; Owner: balai_owner
--

CREATE POLICY tile_of_county ON proof.tile USING ((regency = balai.regency()));

--
-- Name: village_head; Type: ROW SECURITY; Schema: proof; Owner: balai_owner
--

ALTER TABLE proof.village_head ENABLE ROW LEVEL SECURITY;

--
-- Name: village_head village_head_of_scope; Type: POLICY; Schema: proof; Owner: balai_owner
--

CREATE POLICY village_head_of_scope ON proof.village_head USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

--
-- Name: SCHEMA audit; Type: ACL; Schema: -; Owner: balai_owner
--

GRANT USAGE ON SCHEMA audit TO balai_app;
GRANT USAGE ON SCHEMA audit TO balai_public;
GRANT USAGE ON SCHEMA audit TO balai_audit;
GRANT USAGE ON SCHEMA audit TO balai_backup;
GRANT ALL ON SCHEMA audit TO balai_wide;

--
-- Name: SCHEMA balai; Type: ACL; Schema: -; Owner: balai_owner
--

GRANT USAGE ON SCHEMA balai TO balai_app;
GRANT USAGE ON SCHEMA balai TO balai_public;
GRANT USAGE ON SCHEMA balai TO balai_audit;
GRANT USAGE ON SCHEMA balai TO balai_backup;
GRANT ALL ON SCHEMA balai TO balai_wide;

--
-- Name: SCHEMA identity; Type: ACL; Schema: -; Owner: balai_owner
--

GRANT USAGE ON SCHEMA identity TO balai_app;
GRANT USAGE ON SCHEMA identity TO balai_public;
GRANT USAGE ON SCHEMA identity TO balai_audit;
GRANT USAGE ON SCHEMA identity TO balai_backup;
GRANT ALL ON SCHEMA identity TO balai_wide;

--
-- Name: SCHEMA ledger; Type: ACL; Schema: -; Owner: balai_owner
--

GRANT USAGE ON SCHEMA ledger TO balai_app;
GRANT USAGE ON SCHEMA ledger TO balai_public;
GRANT USAGE ON SCHEMA ledger TO balai_audit;
GRANT USAGE ON SCHEMA ledger TO balai_backup;
GRANT ALL ON SCHEMA ledger TO balai_wide;

--
-- Name: SCHEMA monitoring; Type: ACL; Schema: -; Owner: balai_owner
--

GRANT USAGE ON SCHEMA monitoring TO balai_app;
GRANT USAGE ON SCHEMA monitoring TO balai_public;
GRANT USAGE ON SCHEMA monitoring TO balai_audit;
GRANT USAGE ON SCHEMA monitoring TO balai_backup;
GRANT ALL ON SCHEMA monitoring TO balai_wide;

--
-- Name: SCHEMA place; Type: ACL; Schema: -; Owner: balai_owner
--

GRANT USAGE ON SCHEMA place TO balai_app;
GRANT USAGE ON SCHEMA place TO balai_public;
GRANT USAGE ON SCHEMA place TO balai_audit;
GRANT USAGE ON SCHEMA place TO balai_backup;
GRANT ALL ON SCHEMA place TO balai_wide;

--
-- Name: SCHEMA proof; Type: ACL; Schema: -; Owner: balai_owner
--

GRANT USAGE ON SCHEMA proof TO balai_app;
GRANT USAGE ON SCHEMA proof TO balai_public;
GRANT USAGE ON SCHEMA proof TO balai_audit;
GRANT USAGE ON SCHEMA proof TO balai_backup;
GRANT ALL ON SCHEMA proof TO balai_wide;

--
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: pg_database_owner
--

REVOKE USAGE ON SCHEMA public FROM PUBLIC;

--
-- Name: SCHEMA web; Type: ACL; Schema: -; Owner: balai_owner
--

GRANT USAGE ON SCHEMA web TO balai_app;
GRANT USAGE ON SCHEMA web TO balai_public;
GRANT USAGE ON SCHEMA web TO balai_backup;
GRANT ALL ON SCHEMA web TO balai_wide;

--
-- Name: FUNCTION hash_of(p_value jsonb); Type: ACL; Schema: audit; Owner: balai_owner
--

REVOKE ALL ON FUNCTION audit.hash_of(p_value jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION audit.hash_of(p_value jsonb) TO balai_wide;

--
-- Name: FUNCTION record(p_verb text, p_village bigint, p_object_kind text, p_object_id uuid, p_before jsonb, p_after jsonb, p_facts jsonb); Type: ACL; Schema: audit; Owner: balai_wide
--

REVOKE ALL ON FUNCTION audit.record(p_verb text, p_village bigint, p_object_kind text, p_object_id uuid, p_before jsonb, p_after jsonb, p_facts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION audit.record(p_verb text, p_village bigint, p_object_kind text, p_object_id uuid, p_before jsonb, p_after jsonb, p_facts jsonb) TO balai_owner;

--
-- Name: FUNCTION refuse_change(); Type: ACL; Schema: audit; Owner: balai_owner
--

REVOKE ALL ON FUNCTION audit.refuse_change() FROM PUBLIC;

--
-- Name: FUNCTION account(); Type: ACL; Schema: balai; Owner: balai_owner
--

REVOKE ALL ON FUNCTION balai.account() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.account() TO balai_app;
GRANT ALL ON FUNCTION balai.account() TO balai_public;
GRANT ALL ON FUNCTION balai.account() TO balai_audit;
GRANT ALL ON FUNCTION balai.account() TO balai_backup;
GRANT ALL ON FUNCTION balai.account() TO balai_wide;

--
-- Name: FUNCTION claim(p_id uuid, p_route text, p_fingerprint bytea, p_village bigint); Type: ACL; Schema: balai; Owner: balai_owner
--

REVOKE ALL ON FUNCTION balai.claim(p_id uuid, p_route text, p_fingerprint bytea, p_village bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION balai.claim(p_id uuid, p_route text, p_fingerprint bytea, p_village bigint) TO balai_wide;

--
-- Name: FUNCTION in_scope(p_village bigint); Type: ACL; Schema: balai; Owner: balai_owner
--

REVOKE ALL ON FUNCTION balai.in_scope(p_village bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION balai.in_scope(p_village bigint) TO balai_app;
GRANT ALL ON FUNCTION balai.in_scope(p_village bigint) TO balai_public;
GRANT ALL ON FUNCTION balai.in_scope(p_village bigint) TO balai_audit;
GRANT ALL ON FUNCTION balai.in_scope(p_village bigint) TO balai_backup;
GRANT ALL ON FUNCTION balai.in_scope(p_village bigint) TO balai_wide;

--
-- Name: FUNCTION keep(p_id uuid, p_village bigint, p_answer jsonb); Type: ACL; Schema: balai; Owner: balai_owner
--

REVOKE ALL ON FUNCTION balai.keep(p_id uuid, p_village bigint, p_answer jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION balai.keep(p_id uuid, p_village bigint, p_answer jsonb) TO balai_wide;

--
-- Name: FUNCTION keep_until(p_kind text); Type: ACL; Schema: balai; Owner: balai_owner
--

REVOKE ALL ON FUNCTION balai.keep_until(p_kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION balai.keep_until(p_kind text) TO balai_wide;

--
-- Name: FUNCTION link(); Type: ACL; Schema: balai; Owner: balai_owner
--

REVOKE ALL ON FUNCTION balai.link() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.link() TO balai_app;
GRANT ALL ON FUNCTION balai.link() TO balai_public;
GRANT ALL ON FUNCTION balai.link() TO balai_audit;
GRANT ALL ON FUNCTION balai.link() TO balai_backup;
GRANT ALL ON FUNCTION balai.link() TO balai_wide;

--
-- Name: FUNCTION link_project(); Type: ACL; Schema: balai; Owner: balai_owner
--

REVOKE ALL ON FUNCTION balai.link_project() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.link_project() TO balai_app;
GRANT ALL ON FUNCTION balai.link_project() TO balai_public;
GRANT ALL ON FUNCTION balai.link_project() TO balai_audit;
GRANT ALL ON FUNCTION balai.link_project() TO balai_backup;
GRANT ALL ON FUNCTION balai.link_project() TO balai_wide;

--
-- Name: FUNCTION parameter(p_regency integer, p_key text, p_day date, p_default jsonb); Type: ACL; Schema: balai; Owner: balai_owner
--

REVOKE ALL ON FUNCTION balai.parameter(p_regency integer, p_key text, p_day date, p_default jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION balai.parameter(p_regency integer, p_key text, p_day date, p_default jsonb) TO balai_app;
GRANT ALL ON FUNCTION balai.parameter(p_regency integer, p_key text, p_day date, p_default jsonb) TO balai_public;
GRANT ALL ON FUNCTION balai.parameter(p_regency integer, p_key text, p_day date, p_default jsonb) TO balai_audit;
GRANT ALL ON FUNCTION balai.parameter(p_regency integer, p_key text, p_day date, p_default jsonb) TO balai_backup;
GRANT ALL ON FUNCTION balai.parameter(p_regency integer, p_key text, p_day date, p_default jsonb) TO balai_wide;

--
-- Name: FUNCTION person(); Type: ACL; Schema: balai; Owner: balai_owner
--

REVOKE ALL ON FUNCTION balai.person() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.person() TO balai_app;
GRANT ALL ON FUNCTION balai.person() TO balai_public;
GRANT ALL ON FUNCTION balai.person() TO balai_audit;
GRANT ALL ON FUNCTION balai.person() TO balai_backup;
GRANT ALL ON FUNCTION balai.person() TO balai_wide;

--
-- Name: FUNCTION refuse(code text, facts jsonb); Type: ACL; Schema: balai; Owner: balai_owner
--

REVOKE ALL ON FUNCTION balai.refuse(code text, facts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION balai.refuse(code text, facts jsonb) TO balai_app;
GRANT ALL ON FUNCTION balai.refuse(code text, facts jsonb) TO balai_public;
GRANT ALL ON FUNCTION balai.refuse(code text, facts jsonb) TO balai_audit;
GRANT ALL ON FUNCTION balai.refuse(code text, facts jsonb) TO balai_backup;
GRANT ALL ON FUNCTION balai.refuse(code text, facts jsonb) TO balai_wide;

--
-- Name: FUNCTION regency(); Type: ACL; Schema: balai; Owner: balai_owner
--

REVOKE ALL ON FUNCTION balai.regency() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.regency() TO balai_app;
GRANT ALL ON FUNCTION balai.regency() TO balai_public;
GRANT ALL ON FUNCTION balai.regency() TO balai_audit;
GRANT ALL ON FUNCTION balai.regency() TO balai_backup;
GRANT ALL ON FUNCTION balai.regency() TO balai_wide;

--
-- Name: FUNCTION request(); Type: ACL; Schema: balai; Owner: balai_owner
--

REVOKE ALL ON FUNCTION balai.request() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.request() TO balai_app;
GRANT ALL ON FUNCTION balai.request() TO balai_public;
GRANT ALL ON FUNCTION balai.request() TO balai_audit;
GRANT ALL ON FUNCTION balai.request() TO balai_backup;
GRANT ALL ON FUNCTION balai.request() TO balai_wide;

--
-- Name: FUNCTION require_post(p_village bigint, VARIADIC p_roles text[]); Type: ACL; Schema: balai; Owner: balai_owner
--

REVOKE ALL ON FUNCTION balai.require_post(p_village bigint, VARIADIC p_roles text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION balai.require_post(p_village bigint, VARIADIC p_roles text[]) TO balai_app;
GRANT ALL ON FUNCTION balai.require_post(p_village bigint, VARIADIC p_roles text[]) TO balai_wide;

--
-- Name: FUNCTION require_post_on(p_day date, p_village bigint, VARIADIC p_roles text[]); Type: ACL; Schema: balai; Owner: balai_owner
--

REVOKE ALL ON FUNCTION balai.require_post_on(p_day date, p_village bigint, VARIADIC p_roles text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION balai.require_post_on(p_day date, p_village bigint, VARIADIC p_roles text[]) TO balai_app;
GRANT ALL ON FUNCTION balai.require_post_on(p_day date, p_village bigint, VARIADIC p_roles text[]) TO balai_wide;

--
-- Name: FUNCTION require_second_factor(); Type: ACL; Schema: balai; Owner: balai_owner
--

REVOKE ALL ON FUNCTION balai.require_second_factor() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.require_second_factor() TO balai_app;
GRANT ALL ON FUNCTION balai.require_second_factor() TO balai_wide;

--
-- Name: FUNCTION sweep(); Type: ACL; Schema: balai; Owner: balai_wide
--

REVOKE ALL ON FUNCTION balai.sweep() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.sweep() TO balai_app;

--
-- Name: FUNCTION today(p_regency integer); Type: ACL; Schema: balai; Owner: balai_owner
--

REVOKE ALL ON FUNCTION balai.today(p_regency integer) FROM PUBLIC;
GRANT ALL ON FUNCTION balai.today(p_regency integer) TO balai_app;
GRANT ALL ON FUNCTION balai.today(p_regency integer) TO balai_public;
GRANT ALL ON FUNCTION balai.today(p_regency integer) TO balai_audit;
GRANT ALL ON FUNCTION balai.today(p_regency integer) TO balai_backup;
GRANT ALL ON FUNCTION balai.today(p_regency integer) TO balai_wide;

--
-- Name: FUNCTION village_from(); Type: ACL; Schema: balai; Owner: balai_owner
--

REVOKE ALL ON FUNCTION balai.village_from() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.village_from() TO balai_app;
GRANT ALL ON FUNCTION balai.village_from() TO balai_public;
GRANT ALL ON FUNCTION balai.village_from() TO balai_audit;
GRANT ALL ON FUNCTION balai.village_from() TO balai_backup;
GRANT ALL ON FUNCTION balai.village_from() TO balai_wide;

--
-- Name: FUNCTION village_list(); Type: ACL; Schema: balai; Owner: balai_owner
--

REVOKE ALL ON FUNCTION balai.village_list() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.village_list() TO balai_app;
GRANT ALL ON FUNCTION balai.village_list() TO balai_public;
GRANT ALL ON FUNCTION balai.village_list() TO balai_audit;
GRANT ALL ON FUNCTION balai.village_list() TO balai_backup;
GRANT ALL ON FUNCTION balai.village_list() TO balai_wide;

--
-- Name: FUNCTION village_until(); Type: ACL; Schema: balai; Owner: balai_owner
--

REVOKE ALL ON FUNCTION balai.village_until() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.village_until() TO balai_app;
GRANT ALL ON FUNCTION balai.village_until() TO balai_public;
GRANT ALL ON FUNCTION balai.village_until() TO balai_audit;
GRANT ALL ON FUNCTION balai.village_until() TO balai_backup;
GRANT ALL ON FUNCTION balai.village_until() TO balai_wide;

--
-- Name: FUNCTION accept_second_factor(p_token_hash bytea, p_step bigint); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.accept_second_factor(p_token_hash bytea, p_step bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.accept_second_factor(p_token_hash bytea, p_step bigint) TO balai_app;

--
-- Name: FUNCTION accounts(p_search text, p_after text, p_limit integer, p_only uuid); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.accounts(p_search text, p_after text, p_limit integer, p_only uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.accounts(p_search text, p_after text, p_limit integer, p_only uuid) TO balai_app;

--
-- Name: FUNCTION appoint(p_post uuid, p_person uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.appoint(p_post uuid, p_person uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.appoint(p_post uuid, p_person uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) TO balai_app;

--
-- Name: FUNCTION bootstrap_account(p_regency integer, p_account uuid, p_person uuid, p_post uuid, p_name text, p_username text, p_role text, p_place bigint, p_from date, p_decree text, p_password_hash text, p_slip_hash bytea); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.bootstrap_account(p_regency integer, p_account uuid, p_person uuid, p_post uuid, p_name text, p_username text, p_role text, p_place bigint, p_from date, p_decree text, p_password_hash text, p_slip_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.bootstrap_account(p_regency integer, p_account uuid, p_person uuid, p_post uuid, p_name text, p_username text, p_role text, p_place bigint, p_from date, p_decree text, p_password_hash text, p_slip_hash bytea) TO balai_owner;

--
-- Name: FUNCTION change_password(p_token_hash bytea, p_password_hash text); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.change_password(p_token_hash bytea, p_password_hash text) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.change_password(p_token_hash bytea, p_password_hash text) TO balai_app;

--
-- Name: FUNCTION close_account(p_account uuid, p_revision integer); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.close_account(p_account uuid, p_revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.close_account(p_account uuid, p_revision integer) TO balai_app;

--
-- Name: FUNCTION count_failure(p_regency integer, p_account uuid); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.count_failure(p_regency integer, p_account uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.count_failure(p_regency integer, p_account uuid) TO balai_app;

--
-- Name: FUNCTION create_account(p_id uuid, p_person uuid, p_name text, p_username text, p_post uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.create_account(p_id uuid, p_person uuid, p_name text, p_username text, p_post uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.create_account(p_id uuid, p_person uuid, p_name text, p_username text, p_post uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) TO balai_app;

--
-- Name: FUNCTION end_post(p_post uuid, p_until date, p_revision integer); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.end_post(p_post uuid, p_until date, p_revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.end_post(p_post uuid, p_until date, p_revision integer) TO balai_app;

--
-- Name: FUNCTION end_session(p_token_hash bytea); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.end_session(p_token_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.end_session(p_token_hash bytea) TO balai_app;

--
-- Name: FUNCTION end_session_marked(p_mark text); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.end_session_marked(p_mark text) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.end_session_marked(p_mark text) TO balai_app;

--
-- Name: FUNCTION enrol_second_factor(p_secret bytea); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.enrol_second_factor(p_secret bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.enrol_second_factor(p_secret bytea) TO balai_app;

--
-- Name: FUNCTION enter(p_token_hash bytea, p_request text); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.enter(p_token_hash bytea, p_request text) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.enter(p_token_hash bytea, p_request text) TO balai_app;
GRANT ALL ON FUNCTION identity.enter(p_token_hash bytea, p_request text) TO balai_audit;

--
-- Name: FUNCTION holds(p_role text, p_village bigint, p_day date); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.holds(p_role text, p_village bigint, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.holds(p_role text, p_village bigint, p_day date) TO balai_app;
GRANT ALL ON FUNCTION identity.holds(p_role text, p_village bigint, p_day date) TO balai_owner;

--
-- Name: FUNCTION insert_account(p_regency integer, p_person uuid, p_name text, p_account uuid, p_username text); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.insert_account(p_regency integer, p_person uuid, p_name text, p_account uuid, p_username text) FROM PUBLIC;

--
-- Name: FUNCTION insert_post(p_regency integer, p_post uuid, p_person uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.insert_post(p_regency integer, p_post uuid, p_person uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) FROM PUBLIC;

--
-- Name: FUNCTION is_filled(p_role text, p_village bigint, p_day date); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.is_filled(p_role text, p_village bigint, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.is_filled(p_role text, p_village bigint, p_day date) TO balai_app;
GRANT ALL ON FUNCTION identity.is_filled(p_role text, p_village bigint, p_day date) TO balai_owner;

--
-- Name: FUNCTION is_fresh(); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.is_fresh() FROM PUBLIC;
GRANT ALL ON FUNCTION identity.is_fresh() TO balai_owner;

--
-- Name: FUNCTION make_slip(p_account uuid, p_token_hash bytea); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.make_slip(p_account uuid, p_token_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.make_slip(p_account uuid, p_token_hash bytea) TO balai_app;

--
-- Name: FUNCTION may_reset(p_account uuid); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.may_reset(p_account uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.may_reset(p_account uuid) TO balai_app;

--
-- Name: FUNCTION my_sessions(); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.my_sessions() FROM PUBLIC;
GRANT ALL ON FUNCTION identity.my_sessions() TO balai_app;

--
-- Name: FUNCTION open_session(p_regency integer, p_account uuid, p_token_hash bytea, p_csrf text, p_kind text, p_label text, p_hours integer); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.open_session(p_regency integer, p_account uuid, p_token_hash bytea, p_csrf text, p_kind text, p_label text, p_hours integer) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.open_session(p_regency integer, p_account uuid, p_token_hash bytea, p_csrf text, p_kind text, p_label text, p_hours integer) TO balai_app;

--
-- Name: FUNCTION require_county(); Type: ACL; Schema: identity; Owner: balai_owner
--

REVOKE ALL ON FUNCTION identity.require_county() FROM PUBLIC;
GRANT ALL ON FUNCTION identity.require_county() TO balai_wide;

--
-- Name: FUNCTION scope_of(p_regency integer, p_person uuid, p_day date, OUT scope_from bigint, OUT scope_until bigint, OUT scope_list bigint[]); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.scope_of(p_regency integer, p_person uuid, p_day date, OUT scope_from bigint, OUT scope_until bigint, OUT scope_list bigint[]) FROM PUBLIC;

--
-- Name: FUNCTION second_factor_facts(); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.second_factor_facts() FROM PUBLIC;
GRANT ALL ON FUNCTION identity.second_factor_facts() TO balai_app;

--
-- Name: FUNCTION session_of(p_token_hash bytea); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.session_of(p_token_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.session_of(p_token_hash bytea) TO balai_app;
GRANT ALL ON FUNCTION identity.session_of(p_token_hash bytea) TO balai_audit;

--
-- Name: FUNCTION set_language(p_language text); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.set_language(p_language text) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.set_language(p_language text) TO balai_app;

--
-- Name: FUNCTION sign_in_facts(p_regency integer, p_username text); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.sign_in_facts(p_regency integer, p_username text) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.sign_in_facts(p_regency integer, p_username text) TO balai_app;

--
-- Name: FUNCTION slip_facts(p_token_hash bytea); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.slip_facts(p_token_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.slip_facts(p_token_hash bytea) TO balai_app;

--
-- Name: FUNCTION use_slip(p_token_hash bytea, p_password_hash text); Type: ACL; Schema: identity; Owner: balai_wide
--

REVOKE ALL ON FUNCTION identity.use_slip(p_token_hash bytea, p_password_hash text) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.use_slip(p_token_hash bytea, p_password_hash text) TO balai_app;

--
-- Name: FUNCTION agree_version(p_version uuid, p_revision integer, p_number text, p_date date, p_note text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.agree_version(p_version uuid, p_revision integer, p_number text, p_date date, p_note text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.agree_version(p_version uuid, p_revision integer, p_number text, p_date date, p_note text) TO balai_app;

--
-- Name: FUNCTION answer_remark(p_version uuid, p_id uuid, p_answer text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.answer_remark(p_version uuid, p_id uuid, p_answer text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.answer_remark(p_version uuid, p_id uuid, p_answer text) TO balai_app;

--
-- Name: FUNCTION approve_spp(p_id uuid, p_revision integer, p_day date); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.approve_spp(p_id uuid, p_revision integer, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.approve_spp(p_id uuid, p_revision integer, p_day date) TO balai_app;

--
-- Name: FUNCTION ask_override(p_spp uuid, p_reason text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.ask_override(p_spp uuid, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.ask_override(p_spp uuid, p_reason text) TO balai_app;

--
-- Name: FUNCTION attach_scan(p_id uuid, p_spp uuid, p_sha256 bytea, p_bytes integer, p_kind text, p_name text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.attach_scan(p_id uuid, p_spp uuid, p_sha256 bytea, p_bytes integer, p_kind text, p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.attach_scan(p_id uuid, p_spp uuid, p_sha256 bytea, p_bytes integer, p_kind text, p_name text) TO balai_app;

--
-- Name: FUNCTION book_cash_move(p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_fund text, p_amount_sen bigint, p_description text, p_line jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.book_cash_move(p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_fund text, p_amount_sen bigint, p_description text, p_line jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.book_cash_move(p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_fund text, p_amount_sen bigint, p_description text, p_line jsonb) TO balai_app;

--
-- Name: FUNCTION book_receipt(p_id uuid, p_village bigint, p_year integer, p_day date, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text, p_corrects uuid); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.book_receipt(p_id uuid, p_village bigint, p_year integer, p_day date, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text, p_corrects uuid) FROM PUBLIC;

--
-- Name: FUNCTION book_settlement(p_id uuid, p_revision integer, p_day date, p_place text, p_taxes jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.book_settlement(p_id uuid, p_revision integer, p_day date, p_place text, p_taxes jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.book_settlement(p_id uuid, p_revision integer, p_day date, p_place text, p_taxes jsonb) TO balai_app;

--
-- Name: FUNCTION book_totals(p_book text, p_village bigint, p_year integer, p_from date, p_until date, p_fund text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.book_totals(p_book text, p_village bigint, p_year integer, p_from date, p_until date, p_fund text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.book_totals(p_book text, p_village bigint, p_year integer, p_from date, p_until date, p_fund text) TO balai_app;
GRANT ALL ON FUNCTION ledger.book_totals(p_book text, p_village bigint, p_year integer, p_from date, p_until date, p_fund text) TO balai_audit;

--
-- Name: FUNCTION cancel_disbursement(p_id uuid, p_revision integer); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.cancel_disbursement(p_id uuid, p_revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.cancel_disbursement(p_id uuid, p_revision integer) TO balai_app;

--
-- Name: FUNCTION cash_account(p_place text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.cash_account(p_place text) FROM PUBLIC;

--
-- Name: FUNCTION change_request(p_village bigint, p_document uuid, p_request jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.change_request(p_village bigint, p_document uuid, p_request jsonb) FROM PUBLIC;

--
-- Name: TABLE spp; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.spp TO balai_app;
GRANT SELECT ON TABLE ledger.spp TO balai_audit;
GRANT SELECT ON TABLE ledger.spp TO balai_backup;
GRANT SELECT ON TABLE ledger.spp TO balai_wide;

--
-- Name: FUNCTION close_advance(p_spp ledger.spp, p_day date); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.close_advance(p_spp ledger.spp, p_day date) FROM PUBLIC;

--
-- Name: FUNCTION copy_last_year(p_request uuid, p_version uuid, p_revision integer); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.copy_last_year(p_request uuid, p_version uuid, p_revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.copy_last_year(p_request uuid, p_version uuid, p_revision integer) TO balai_app;

--
-- Name: FUNCTION copy_lines(p_regency integer, p_from uuid, p_to uuid); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.copy_lines(p_regency integer, p_from uuid, p_to uuid) FROM PUBLIC;

--
-- Name: FUNCTION correct_receipt(p_id uuid, p_entry uuid, p_day date, p_reason text, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.correct_receipt(p_id uuid, p_entry uuid, p_day date, p_reason text, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.correct_receipt(p_id uuid, p_entry uuid, p_day date, p_reason text, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text) TO balai_app;

--
-- Name: FUNCTION create_spp(p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_purpose text, p_payee text, p_lines jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.create_spp(p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_purpose text, p_payee text, p_lines jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.create_spp(p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_purpose text, p_payee text, p_lines jsonb) TO balai_app;

--
-- Name: FUNCTION delete_line(p_version uuid, p_revision integer, p_activity text, p_account text, p_fund text, p_sub text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.delete_line(p_version uuid, p_revision integer, p_activity text, p_account text, p_fund text, p_sub text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.delete_line(p_version uuid, p_revision integer, p_activity text, p_account text, p_fund text, p_sub text) TO balai_app;

--
-- Name: FUNCTION delete_spp(p_id uuid, p_revision integer); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.delete_spp(p_id uuid, p_revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.delete_spp(p_id uuid, p_revision integer) TO balai_app;

--
-- Name: FUNCTION delete_version(p_version uuid, p_revision integer); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.delete_version(p_version uuid, p_revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.delete_version(p_version uuid, p_revision integer) TO balai_app;

--
-- Name: FUNCTION deposit_taxes(p_id uuid, p_village bigint, p_year integer, p_day date, p_place text, p_ntpn text, p_withholdings uuid[]); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.deposit_taxes(p_id uuid, p_village bigint, p_year integer, p_day date, p_place text, p_ntpn text, p_withholdings uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.deposit_taxes(p_id uuid, p_village bigint, p_year integer, p_day date, p_place text, p_ntpn text, p_withholdings uuid[]) TO balai_app;

--
-- Name: FUNCTION detach_scan(p_id uuid); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.detach_scan(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.detach_scan(p_id uuid) TO balai_app;

--
-- Name: FUNCTION evaluate_version(p_version uuid, p_revision integer, p_accepted boolean, p_note text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.evaluate_version(p_version uuid, p_revision integer, p_accepted boolean, p_note text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.evaluate_version(p_version uuid, p_revision integer, p_accepted boolean, p_note text) TO balai_app;

--
-- Name: FUNCTION fill_lists(p_regency integer, p_year integer); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.fill_lists(p_regency integer, p_year integer) FROM PUBLIC;

--
-- Name: FUNCTION fingerprint(VARIADIC p_parts text[]); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.fingerprint(VARIADIC p_parts text[]) FROM PUBLIC;

--
-- Name: FUNCTION gate_of(p_spp uuid); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.gate_of(p_spp uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.gate_of(p_spp uuid) TO balai_app;

--
-- Name: TABLE gate_rule; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.gate_rule TO balai_app;
GRANT SELECT ON TABLE ledger.gate_rule TO balai_audit;
GRANT SELECT ON TABLE ledger.gate_rule TO balai_backup;
GRANT SELECT ON TABLE ledger.gate_rule TO balai_wide;

--
-- Name: FUNCTION gate_rules_on(p_regency integer, p_day date); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.gate_rules_on(p_regency integer, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.gate_rules_on(p_regency integer, p_day date) TO balai_app;

--
-- Name: FUNCTION gate_standing(p_spp ledger.spp, p_verb text, p_day date); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.gate_standing(p_spp ledger.spp, p_verb text, p_day date) FROM PUBLIC;

--
-- Name: FUNCTION give_back(p_id uuid, p_spp uuid, p_kind text, p_day date, p_place text, p_payer text, p_description text, p_lines jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.give_back(p_id uuid, p_spp uuid, p_kind text, p_day date, p_place text, p_payer text, p_description text, p_lines jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.give_back(p_id uuid, p_spp uuid, p_kind text, p_day date, p_place text, p_payer text, p_description text, p_lines jsonb) TO balai_app;

--
-- Name: FUNCTION grant_override(p_spp uuid); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.grant_override(p_spp uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.grant_override(p_spp uuid) TO balai_app;

--
-- Name: FUNCTION import_budget(p_import jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.import_budget(p_import jsonb) FROM PUBLIC;

--
-- Name: FUNCTION import_codes(p_regency integer, p_year integer, p_codes jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.import_codes(p_regency integer, p_year integer, p_codes jsonb) FROM PUBLIC;

--
-- Name: FUNCTION import_place(p_import jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.import_place(p_import jsonb) FROM PUBLIC;

--
-- Name: FUNCTION import_request(p_village bigint, p_year integer, p_document uuid, p_request jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.import_request(p_village bigint, p_year integer, p_document uuid, p_request jsonb) FROM PUBLIC;

--
-- Name: FUNCTION import_version(p_regency integer, p_village bigint, p_year integer, p_ordinal integer, p_budget jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.import_version(p_regency integer, p_village bigint, p_year integer, p_ordinal integer, p_budget jsonb) FROM PUBLIC;

--
-- Name: FUNCTION import_voucher(p_village bigint, p_year integer, p_voucher jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.import_voucher(p_village bigint, p_year integer, p_voucher jsonb) FROM PUBLIC;

--
-- Name: FUNCTION import_vouchers(p_import jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.import_vouchers(p_import jsonb) FROM PUBLIC;

--
-- Name: FUNCTION is_repeated_step(p_spp ledger.spp, p_revision integer, p_verb text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.is_repeated_step(p_spp ledger.spp, p_revision integer, p_verb text) FROM PUBLIC;

--
-- Name: TABLE budget_version; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.budget_version TO balai_app;
GRANT SELECT ON TABLE ledger.budget_version TO balai_audit;
GRANT SELECT ON TABLE ledger.budget_version TO balai_backup;
GRANT SELECT ON TABLE ledger.budget_version TO balai_wide;

--
-- Name: FUNCTION is_repeated_version_step(p_version ledger.budget_version, p_revision integer, p_verb text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.is_repeated_version_step(p_version ledger.budget_version, p_revision integer, p_verb text) FROM PUBLIC;

--
-- Name: FUNCTION largest_sen(); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.largest_sen() FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.largest_sen() TO balai_wide;

--
-- Name: FUNCTION load_accounts(p_rows jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.load_accounts(p_rows jsonb) FROM PUBLIC;

--
-- Name: FUNCTION load_activities(p_rows jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.load_activities(p_rows jsonb) FROM PUBLIC;

--
-- Name: FUNCTION load_fund_sources(p_rows jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.load_fund_sources(p_rows jsonb) FROM PUBLIC;

--
-- Name: FUNCTION lock_document(p_regency integer, p_document uuid); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.lock_document(p_regency integer, p_document uuid) FROM PUBLIC;

--
-- Name: FUNCTION lock_spp_lines(p_regency integer, p_spp uuid); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.lock_spp_lines(p_regency integer, p_spp uuid) FROM PUBLIC;

--
-- Name: FUNCTION move_advance(p_spp ledger.spp, p_lines jsonb, p_is_spent boolean); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.move_advance(p_spp ledger.spp, p_lines jsonb, p_is_spent boolean) FROM PUBLIC;

--
-- Name: FUNCTION move_cash(p_village bigint, p_year integer, p_fund text, p_place text, p_amount_sen bigint); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.move_cash(p_village bigint, p_year integer, p_fund text, p_place text, p_amount_sen bigint) FROM PUBLIC;

--
-- Name: FUNCTION move_refund(p_spp ledger.spp, p_lines jsonb, p_sign integer); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.move_refund(p_spp ledger.spp, p_lines jsonb, p_sign integer) FROM PUBLIC;

--
-- Name: FUNCTION move_spp(p_spp ledger.spp, p_verb text, p_state text, p_role text, p_day date, p_note text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.move_spp(p_spp ledger.spp, p_verb text, p_state text, p_role text, p_day date, p_note text) FROM PUBLIC;

--
-- Name: FUNCTION move_version(p_version ledger.budget_version, p_verb text, p_state text, p_note text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.move_version(p_version ledger.budget_version, p_verb text, p_state text, p_note text) FROM PUBLIC;

--
-- Name: FUNCTION new_id(); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.new_id() FROM PUBLIC;

--
-- Name: FUNCTION next_number(p_village bigint, p_year integer, p_series text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.next_number(p_village bigint, p_year integer, p_series text) FROM PUBLIC;

--
-- Name: FUNCTION open_version(p_id uuid, p_village bigint, p_year integer, p_kind text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.open_version(p_id uuid, p_village bigint, p_year integer, p_kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.open_version(p_id uuid, p_village bigint, p_year integer, p_kind text) TO balai_app;

--
-- Name: FUNCTION pay_out(p_spp ledger.spp, p_place text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.pay_out(p_spp ledger.spp, p_place text) FROM PUBLIC;

--
-- Name: FUNCTION pay_spp(p_id uuid, p_revision integer, p_day date, p_place text, p_taxes jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.pay_spp(p_id uuid, p_revision integer, p_day date, p_place text, p_taxes jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.pay_spp(p_id uuid, p_revision integer, p_day date, p_place text, p_taxes jsonb) TO balai_app;

--
-- Name: FUNCTION plan_disbursements(p_id uuid, p_regency integer, p_year integer, p_rows jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.plan_disbursements(p_id uuid, p_regency integer, p_year integer, p_rows jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.plan_disbursements(p_id uuid, p_regency integer, p_year integer, p_rows jsonb) TO balai_app;

--
-- Name: TABLE cash_move; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.cash_move TO balai_app;
GRANT SELECT ON TABLE ledger.cash_move TO balai_audit;
GRANT SELECT ON TABLE ledger.cash_move TO balai_backup;
GRANT SELECT ON TABLE ledger.cash_move TO balai_wide;

--
-- Name: FUNCTION post_cash_move(p_move ledger.cash_move); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.post_cash_move(p_move ledger.cash_move) FROM PUBLIC;

--
-- Name: FUNCTION post_deposit(p_id uuid, p_village bigint, p_year integer, p_day date, p_place text, p_ntpn text, p_withholdings uuid[]); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.post_deposit(p_id uuid, p_village bigint, p_year integer, p_day date, p_place text, p_ntpn text, p_withholdings uuid[]) FROM PUBLIC;

--
-- Name: FUNCTION post_give_back(p_spp ledger.spp, p_id uuid, p_kind text, p_day date, p_place text, p_payer text, p_description text, p_lines jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.post_give_back(p_spp ledger.spp, p_id uuid, p_kind text, p_day date, p_place text, p_payer text, p_description text, p_lines jsonb) FROM PUBLIC;

--
-- Name: FUNCTION post_payment(p_spp ledger.spp, p_day date, p_held_in text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.post_payment(p_spp ledger.spp, p_day date, p_held_in text) FROM PUBLIC;

--
-- Name: TABLE settlement; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.settlement TO balai_app;
GRANT SELECT ON TABLE ledger.settlement TO balai_audit;
GRANT SELECT ON TABLE ledger.settlement TO balai_backup;
GRANT SELECT ON TABLE ledger.settlement TO balai_wide;

--
-- Name: FUNCTION post_settlement(p_settlement ledger.settlement, p_day date, p_place text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.post_settlement(p_settlement ledger.settlement, p_day date, p_place text) FROM PUBLIC;

--
-- Name: FUNCTION post_version(p_version uuid, p_revision integer, p_number text, p_date date); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.post_version(p_version uuid, p_revision integer, p_number text, p_date date) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.post_version(p_version uuid, p_revision integer, p_number text, p_date date) TO balai_app;

--
-- Name: FUNCTION proof_of(p_kind text, p_number integer); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.proof_of(p_kind text, p_number integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.proof_of(p_kind text, p_number integer) TO balai_app;
GRANT ALL ON FUNCTION ledger.proof_of(p_kind text, p_number integer) TO balai_audit;

--
-- Name: FUNCTION rab_amount(p_volume numeric, p_price_sen bigint); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.rab_amount(p_volume numeric, p_price_sen bigint) FROM PUBLIC;

--
-- Name: FUNCTION read_book(p_book text, p_village bigint, p_year integer, p_from date, p_until date, p_fund text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.read_book(p_book text, p_village bigint, p_year integer, p_from date, p_until date, p_fund text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.read_book(p_book text, p_village bigint, p_year integer, p_from date, p_until date, p_fund text) TO balai_app;
GRANT ALL ON FUNCTION ledger.read_book(p_book text, p_village bigint, p_year integer, p_from date, p_until date, p_fund text) TO balai_audit;

--
-- Name: FUNCTION realisation_cells(p_village bigint, p_year integer, p_until date); Type: ACL; Schema: ledger; Owner: balai_wide
--

REVOKE ALL ON FUNCTION ledger.realisation_cells(p_village bigint, p_year integer, p_until date) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.realisation_cells(p_village bigint, p_year integer, p_until date) TO balai_app;

--
-- Name: FUNCTION receive_disbursement(p_id uuid, p_disbursement uuid, p_revision integer, p_day date, p_account text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.receive_disbursement(p_id uuid, p_disbursement uuid, p_revision integer, p_day date, p_account text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.receive_disbursement(p_id uuid, p_disbursement uuid, p_revision integer, p_day date, p_account text) TO balai_app;

--
-- Name: FUNCTION receive_income(p_id uuid, p_village bigint, p_year integer, p_day date, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.receive_income(p_id uuid, p_village bigint, p_year integer, p_day date, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.receive_income(p_id uuid, p_village bigint, p_year integer, p_day date, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text) TO balai_app;

--
-- Name: FUNCTION reject_spp(p_id uuid, p_revision integer, p_reason text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.reject_spp(p_id uuid, p_revision integer, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.reject_spp(p_id uuid, p_revision integer, p_reason text) TO balai_app;

--
-- Name: FUNCTION release_request(p_regency integer, p_spp uuid); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.release_request(p_regency integer, p_spp uuid) FROM PUBLIC;

--
-- Name: FUNCTION remark_line(p_id uuid, p_version uuid, p_activity text, p_account text, p_fund text, p_sub text, p_remark text, p_binding boolean); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.remark_line(p_id uuid, p_version uuid, p_activity text, p_account text, p_fund text, p_sub text, p_remark text, p_binding boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.remark_line(p_id uuid, p_version uuid, p_activity text, p_account text, p_fund text, p_sub text, p_remark text, p_binding boolean) TO balai_app;

--
-- Name: FUNCTION request_lines(p_regency integer, p_village bigint, p_year integer, p_spp uuid, p_lines jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.request_lines(p_regency integer, p_village bigint, p_year integer, p_spp uuid, p_lines jsonb) FROM PUBLIC;

--
-- Name: FUNCTION require_balanced_entry(); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_balanced_entry() FROM PUBLIC;

--
-- Name: FUNCTION require_balanced_version(p_version ledger.budget_version); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_balanced_version(p_version ledger.budget_version) FROM PUBLIC;

--
-- Name: FUNCTION require_cash_move(p_village bigint, p_year integer, p_kind text, p_fund text, p_amount_sen bigint, p_description text, p_line jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_cash_move(p_village bigint, p_year integer, p_kind text, p_fund text, p_amount_sen bigint, p_description text, p_line jsonb) FROM PUBLIC;

--
-- Name: FUNCTION require_ceiling_rows(p_regency integer, p_year integer, p_basis text, p_rows jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_ceiling_rows(p_regency integer, p_year integer, p_basis text, p_rows jsonb) FROM PUBLIC;

--
-- Name: FUNCTION require_day(p_village bigint, p_year integer, p_day date); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_day(p_village bigint, p_year integer, p_day date) FROM PUBLIC;

--
-- Name: FUNCTION require_depositable(p_village bigint, p_year integer, p_day date, p_ntpn text, p_withholdings uuid[]); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_depositable(p_village bigint, p_year integer, p_day date, p_ntpn text, p_withholdings uuid[]) FROM PUBLIC;

--
-- Name: FUNCTION require_desa(p_village bigint); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_desa(p_village bigint) FROM PUBLIC;

--
-- Name: FUNCTION require_evidence(p_spp ledger.spp, p_verb text, p_day date); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_evidence(p_spp ledger.spp, p_verb text, p_day date) FROM PUBLIC;

--
-- Name: FUNCTION require_hand_limit(p_village bigint, p_year integer, p_day date); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_hand_limit(p_village bigint, p_year integer, p_day date) FROM PUBLIC;

--
-- Name: FUNCTION require_lines(p_regency integer, p_year integer, p_lines jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_lines(p_regency integer, p_year integer, p_lines jsonb) FROM PUBLIC;

--
-- Name: FUNCTION require_no_remarks(p_version ledger.budget_version, p_verb text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_no_remarks(p_version ledger.budget_version, p_verb text) FROM PUBLIC;

--
-- Name: FUNCTION require_open_lines(p_spp ledger.spp, p_kind text, p_lines jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_open_lines(p_spp ledger.spp, p_kind text, p_lines jsonb) FROM PUBLIC;

--
-- Name: FUNCTION require_other_person(p_version ledger.budget_version, p_verb text, VARIADIC p_earlier text[]); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_other_person(p_version ledger.budget_version, p_verb text, VARIADIC p_earlier text[]) FROM PUBLIC;

--
-- Name: FUNCTION require_other_person(p_spp ledger.spp, p_verb text, p_role text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_other_person(p_spp ledger.spp, p_verb text, p_role text) FROM PUBLIC;

--
-- Name: FUNCTION require_post(p_village bigint, p_day date, VARIADIC p_roles text[]); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_post(p_village bigint, p_day date, VARIADIC p_roles text[]) FROM PUBLIC;

--
-- Name: FUNCTION require_purpose(p_purpose text, p_payee text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_purpose(p_purpose text, p_payee text) FROM PUBLIC;

--
-- Name: FUNCTION require_rab(p_lines jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_rab(p_lines jsonb) FROM PUBLIC;

--
-- Name: FUNCTION require_requester(p_spp ledger.spp); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_requester(p_spp ledger.spp) FROM PUBLIC;

--
-- Name: FUNCTION require_settlement(p_settlement ledger.settlement, p_revision integer, p_verb text, p_role text, VARIADIC p_states text[]); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_settlement(p_settlement ledger.settlement, p_revision integer, p_verb text, p_role text, VARIADIC p_states text[]) FROM PUBLIC;

--
-- Name: FUNCTION require_spp(p_spp ledger.spp, p_revision integer, p_verb text, VARIADIC p_states text[]); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_spp(p_spp ledger.spp, p_revision integer, p_verb text, VARIADIC p_states text[]) FROM PUBLIC;

--
-- Name: FUNCTION require_spp_lines(p_village bigint, p_year integer, p_kind text, p_lines jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_spp_lines(p_village bigint, p_year integer, p_kind text, p_lines jsonb) FROM PUBLIC;

--
-- Name: FUNCTION require_step_day(p_spp ledger.spp, p_day date, p_earliest date); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_step_day(p_spp ledger.spp, p_day date, p_earliest date) FROM PUBLIC;

--
-- Name: FUNCTION require_taxes(p_village bigint, p_day date, p_taxes jsonb, p_gross jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_taxes(p_village bigint, p_day date, p_taxes jsonb, p_gross jsonb) FROM PUBLIC;

--
-- Name: FUNCTION require_unposted(); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_unposted() FROM PUBLIC;

--
-- Name: FUNCTION require_version(p_version ledger.budget_version, p_revision integer, p_verb text, VARIADIC p_states text[]); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_version(p_version ledger.budget_version, p_revision integer, p_verb text, VARIADIC p_states text[]) FROM PUBLIC;

--
-- Name: FUNCTION require_version_unposted(); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_version_unposted() FROM PUBLIC;

--
-- Name: FUNCTION require_within_budget(p_regency integer, p_spp uuid, p_with_requested boolean); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.require_within_budget(p_regency integer, p_spp uuid, p_with_requested boolean) FROM PUBLIC;

--
-- Name: FUNCTION reserve_lines(p_spp ledger.spp); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.reserve_lines(p_spp ledger.spp) FROM PUBLIC;

--
-- Name: FUNCTION return_settlement(p_id uuid, p_revision integer, p_reason text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.return_settlement(p_id uuid, p_revision integer, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.return_settlement(p_id uuid, p_revision integer, p_reason text) TO balai_app;

--
-- Name: FUNCTION return_spp(p_id uuid, p_revision integer, p_reason text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.return_spp(p_id uuid, p_revision integer, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.return_spp(p_id uuid, p_revision integer, p_reason text) TO balai_app;

--
-- Name: FUNCTION reverse_entry(p_id uuid, p_entry uuid, p_day date, p_reason text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.reverse_entry(p_id uuid, p_entry uuid, p_day date, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.reverse_entry(p_id uuid, p_entry uuid, p_day date, p_reason text) TO balai_app;

--
-- Name: FUNCTION save_activities(p_request uuid, p_version uuid, p_revision integer, p_activities text[], p_lines jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.save_activities(p_request uuid, p_version uuid, p_revision integer, p_activities text[], p_lines jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.save_activities(p_request uuid, p_version uuid, p_revision integer, p_activities text[], p_lines jsonb) TO balai_app;

--
-- Name: FUNCTION save_lines(p_request uuid, p_version uuid, p_revision integer, p_activity text, p_lines jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.save_lines(p_request uuid, p_version uuid, p_revision integer, p_activity text, p_lines jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.save_lines(p_request uuid, p_version uuid, p_revision integer, p_activity text, p_lines jsonb) TO balai_app;

--
-- Name: FUNCTION save_spp(p_id uuid, p_revision integer, p_day date, p_purpose text, p_payee text, p_lines jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.save_spp(p_id uuid, p_revision integer, p_day date, p_purpose text, p_payee text, p_lines jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.save_spp(p_id uuid, p_revision integer, p_day date, p_purpose text, p_payee text, p_lines jsonb) TO balai_app;

--
-- Name: FUNCTION set_ceilings(p_regency integer, p_year integer, p_basis text, p_rows jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.set_ceilings(p_regency integer, p_year integer, p_basis text, p_rows jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.set_ceilings(p_regency integer, p_year integer, p_basis text, p_rows jsonb) TO balai_app;

--
-- Name: FUNCTION set_gate_rule(p_code text, p_valid_from date, p_fields jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.set_gate_rule(p_code text, p_valid_from date, p_fields jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.set_gate_rule(p_code text, p_valid_from date, p_fields jsonb) TO balai_app;

--
-- Name: FUNCTION set_limits(p_version ledger.budget_version); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.set_limits(p_version ledger.budget_version) FROM PUBLIC;

--
-- Name: FUNCTION set_tax_rate(p_regency integer, p_code text, p_valid_from date, p_name text, p_account text, p_map_code text, p_rate_ppm integer, p_base text, p_above_sen bigint, p_basis text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.set_tax_rate(p_regency integer, p_code text, p_valid_from date, p_name text, p_account text, p_map_code text, p_rate_ppm integer, p_base text, p_above_sen bigint, p_basis text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.set_tax_rate(p_regency integer, p_code text, p_valid_from date, p_name text, p_account text, p_map_code text, p_rate_ppm integer, p_base text, p_above_sen bigint, p_basis text) TO balai_app;

--
-- Name: FUNCTION settle_controls(p_village bigint, p_year integer); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.settle_controls(p_village bigint, p_year integer) FROM PUBLIC;

--
-- Name: FUNCTION spend_line(p_village bigint, p_year integer, p_activity text, p_account text, p_fund text, p_sub text, p_amount_sen bigint); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.spend_line(p_village bigint, p_year integer, p_activity text, p_account text, p_fund text, p_sub text, p_amount_sen bigint) FROM PUBLIC;

--
-- Name: FUNCTION spending_of_version(p_regency integer, p_version uuid); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.spending_of_version(p_regency integer, p_version uuid) FROM PUBLIC;

--
-- Name: FUNCTION submit_settlement(p_id uuid, p_spp uuid, p_day date, p_description text, p_lines jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.submit_settlement(p_id uuid, p_spp uuid, p_day date, p_description text, p_lines jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.submit_settlement(p_id uuid, p_spp uuid, p_day date, p_description text, p_lines jsonb) TO balai_app;

--
-- Name: FUNCTION submit_spp(p_id uuid, p_revision integer); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.submit_spp(p_id uuid, p_revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.submit_spp(p_id uuid, p_revision integer) TO balai_app;

--
-- Name: FUNCTION submit_version(p_version uuid, p_revision integer); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.submit_version(p_version uuid, p_revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.submit_version(p_version uuid, p_revision integer) TO balai_app;

--
-- Name: FUNCTION sum_of(p_lines jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.sum_of(p_lines jsonb) FROM PUBLIC;

--
-- Name: FUNCTION take_advance(p_spp uuid, p_verb text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.take_advance(p_spp uuid, p_verb text) FROM PUBLIC;

--
-- Name: FUNCTION take_back_imported(p_village bigint, p_year integer, p_entry uuid, p_number text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.take_back_imported(p_village bigint, p_year integer, p_entry uuid, p_number text) FROM PUBLIC;

--
-- Name: TABLE disbursement; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.disbursement TO balai_app;
GRANT SELECT ON TABLE ledger.disbursement TO balai_audit;
GRANT SELECT ON TABLE ledger.disbursement TO balai_backup;
GRANT SELECT ON TABLE ledger.disbursement TO balai_wide;

--
-- Name: FUNCTION take_disbursement(p_id uuid, p_revision integer, p_verb text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.take_disbursement(p_id uuid, p_revision integer, p_verb text) FROM PUBLIC;

--
-- Name: TABLE line_remark; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.line_remark TO balai_app;
GRANT SELECT ON TABLE ledger.line_remark TO balai_audit;
GRANT SELECT ON TABLE ledger.line_remark TO balai_backup;
GRANT SELECT ON TABLE ledger.line_remark TO balai_wide;

--
-- Name: FUNCTION take_remark(p_version uuid, p_id uuid); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.take_remark(p_version uuid, p_id uuid) FROM PUBLIC;

--
-- Name: FUNCTION take_settlement(p_id uuid); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.take_settlement(p_id uuid) FROM PUBLIC;

--
-- Name: FUNCTION take_spp(p_id uuid); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.take_spp(p_id uuid) FROM PUBLIC;

--
-- Name: FUNCTION take_version(p_id uuid); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.take_version(p_id uuid) FROM PUBLIC;

--
-- Name: FUNCTION tax_due(p_regency integer, p_day date); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.tax_due(p_regency integer, p_day date) FROM PUBLIC;

--
-- Name: FUNCTION tax_of(p_base_sen bigint, p_rate_ppm integer); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.tax_of(p_base_sen bigint, p_rate_ppm integer) FROM PUBLIC;

--
-- Name: FUNCTION tax_rates_on(p_regency integer, p_day date); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.tax_rates_on(p_regency integer, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.tax_rates_on(p_regency integer, p_day date) TO balai_app;

--
-- Name: TABLE entry; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.entry TO balai_app;
GRANT SELECT ON TABLE ledger.entry TO balai_audit;
GRANT SELECT ON TABLE ledger.entry TO balai_backup;
GRANT SELECT ON TABLE ledger.entry TO balai_wide;

--
-- Name: FUNCTION turn_round(p_id uuid, p_old ledger.entry, p_day date, p_reason text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.turn_round(p_id uuid, p_old ledger.entry, p_day date, p_reason text) FROM PUBLIC;

--
-- Name: FUNCTION undo_disbursement(p_regency integer, p_receipt uuid); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.undo_disbursement(p_regency integer, p_receipt uuid) FROM PUBLIC;

--
-- Name: FUNCTION undo_give_back(p_entry ledger.entry, p_day date, p_reason text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.undo_give_back(p_entry ledger.entry, p_day date, p_reason text) FROM PUBLIC;

--
-- Name: FUNCTION undo_payment(p_entry ledger.entry, p_day date, p_reason text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.undo_payment(p_entry ledger.entry, p_day date, p_reason text) FROM PUBLIC;

--
-- Name: FUNCTION undo_settlement(p_entry ledger.entry, p_day date, p_reason text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.undo_settlement(p_entry ledger.entry, p_day date, p_reason text) FROM PUBLIC;

--
-- Name: FUNCTION undo_withholdings(p_regency integer, p_document uuid); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.undo_withholdings(p_regency integer, p_document uuid) FROM PUBLIC;

--
-- Name: FUNCTION verify_settlement(p_id uuid, p_revision integer, p_day date); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.verify_settlement(p_id uuid, p_revision integer, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.verify_settlement(p_id uuid, p_revision integer, p_day date) TO balai_app;

--
-- Name: FUNCTION verify_spp(p_id uuid, p_revision integer, p_day date); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.verify_spp(p_id uuid, p_revision integer, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.verify_spp(p_id uuid, p_revision integer, p_day date) TO balai_app;

--
-- Name: FUNCTION withdraw_remark(p_version uuid, p_id uuid); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.withdraw_remark(p_version uuid, p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.withdraw_remark(p_version uuid, p_id uuid) TO balai_app;

--
-- Name: FUNCTION withdraw_version(p_version uuid, p_revision integer, p_note text); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.withdraw_version(p_version uuid, p_revision integer, p_note text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.withdraw_version(p_version uuid, p_revision integer, p_note text) TO balai_app;

--
-- Name: FUNCTION withhold(p_village bigint, p_year integer, p_document uuid, p_day date, p_taxes jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.withhold(p_village bigint, p_year integer, p_document uuid, p_day date, p_taxes jsonb) FROM PUBLIC;

--
-- Name: FUNCTION write_entry(p_id uuid, p_village bigint, p_year integer, p_day date, p_kind text, p_document uuid, p_reverses uuid, p_description text, p_corrects uuid); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.write_entry(p_id uuid, p_village bigint, p_year integer, p_day date, p_kind text, p_document uuid, p_reverses uuid, p_description text, p_corrects uuid) FROM PUBLIC;

--
-- Name: FUNCTION write_imported_entry(p_village bigint, p_year integer, p_day date, p_kind text, p_document uuid, p_reverses uuid, p_description text, p_postings jsonb); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.write_imported_entry(p_village bigint, p_year integer, p_day date, p_kind text, p_document uuid, p_reverses uuid, p_description text, p_postings jsonb) FROM PUBLIC;

--
-- Name: FUNCTION write_lines(p_version ledger.budget_version, p_activity text, p_lines jsonb, p_keep_amounts boolean); Type: ACL; Schema: ledger; Owner: balai_owner
--

REVOKE ALL ON FUNCTION ledger.write_lines(p_version ledger.budget_version, p_activity text, p_lines jsonb, p_keep_amounts boolean) FROM PUBLIC;

--
-- Name: FUNCTION answer_report(p_id uuid, p_revision integer, p_state text, p_answer text); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.answer_report(p_id uuid, p_revision integer, p_state text, p_answer text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.answer_report(p_id uuid, p_revision integer, p_state text, p_answer text) TO balai_app;

--
-- Name: FUNCTION begin_day(p_regency integer); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.begin_day(p_regency integer) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.begin_day(p_regency integer) TO balai_app;

--
-- Name: FUNCTION cancel_project(p_project uuid, p_revision integer, p_reason text); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.cancel_project(p_project uuid, p_revision integer, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.cancel_project(p_project uuid, p_revision integer, p_reason text) TO balai_app;

--
-- Name: FUNCTION capture_ground(p_token_hash bytea, p_is_late boolean, p_nonce bytea, p_set uuid); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.capture_ground(p_token_hash bytea, p_is_late boolean, p_nonce bytea, p_set uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.capture_ground(p_token_hash bytea, p_is_late boolean, p_nonce bytea, p_set uuid) TO balai_app;

--
-- Name: FUNCTION captured(p_token_hash bytea, p_sha256 bytea); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.captured(p_token_hash bytea, p_sha256 bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.captured(p_token_hash bytea, p_sha256 bytea) TO balai_app;

--
-- Name: FUNCTION changes_waiting(p_limit integer); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.changes_waiting(p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.changes_waiting(p_limit integer) TO balai_app;

--
-- Name: FUNCTION create_project(p_id uuid, p_village bigint, p_fields jsonb, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.create_project(p_id uuid, p_village bigint, p_fields jsonb, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.create_project(p_id uuid, p_village bigint, p_fields jsonb, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) TO balai_app;

--
-- Name: FUNCTION decide_flag(p_flag uuid, p_revision integer, p_verb text, p_reason text); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.decide_flag(p_flag uuid, p_revision integer, p_verb text, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.decide_flag(p_flag uuid, p_revision integer, p_verb text, p_reason text) TO balai_app;

--
-- Name: FUNCTION edit_project(p_project uuid, p_revision integer, p_fields jsonb); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.edit_project(p_project uuid, p_revision integer, p_fields jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.edit_project(p_project uuid, p_revision integer, p_fields jsonb) TO balai_app;

--
-- Name: FUNCTION end_relation(p_project uuid, p_other uuid); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.end_relation(p_project uuid, p_other uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.end_relation(p_project uuid, p_other uuid) TO balai_app;

--
-- Name: TABLE capture_link; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.capture_link TO balai_app;
GRANT SELECT ON TABLE monitoring.capture_link TO balai_audit;
GRANT SELECT ON TABLE monitoring.capture_link TO balai_backup;
GRANT SELECT ON TABLE monitoring.capture_link TO balai_wide;

--
-- Name: FUNCTION enter_link(p_token_hash bytea, p_is_late boolean); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.enter_link(p_token_hash bytea, p_is_late boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.enter_link(p_token_hash bytea, p_is_late boolean) TO balai_owner;

--
-- Name: FUNCTION explain_flag(p_flag uuid, p_revision integer, p_reason text); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.explain_flag(p_flag uuid, p_revision integer, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.explain_flag(p_flag uuid, p_revision integer, p_reason text) TO balai_app;

--
-- Name: FUNCTION flag_override(p_regency integer, p_project uuid, p_spp uuid, p_number integer, p_activity text, p_found integer, p_needed integer); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.flag_override(p_regency integer, p_project uuid, p_spp uuid, p_number integer, p_activity text, p_found integer, p_needed integer) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.flag_override(p_regency integer, p_project uuid, p_spp uuid, p_number integer, p_activity text, p_found integer, p_needed integer) TO balai_owner;

--
-- Name: FUNCTION forget_nonces(); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.forget_nonces() FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.forget_nonces() TO balai_app;

--
-- Name: FUNCTION hand_over(p_id uuid, p_project uuid, p_day date, p_number text, p_receiver text, p_note text); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.hand_over(p_id uuid, p_project uuid, p_day date, p_number text, p_receiver text, p_note text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.hand_over(p_id uuid, p_project uuid, p_day date, p_number text, p_receiver text, p_note text) TO balai_app;

--
-- Name: FUNCTION import_works(p_regency integer, p_source text, p_rows jsonb); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.import_works(p_regency integer, p_source text, p_rows jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.import_works(p_regency integer, p_source text, p_rows jsonb) TO balai_owner;

--
-- Name: TABLE project; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.project TO balai_app;
GRANT SELECT ON TABLE monitoring.project TO balai_audit;
GRANT SELECT ON TABLE monitoring.project TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE monitoring.project TO balai_wide;

--
-- Name: FUNCTION is_ahead(p_work monitoring.project); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.is_ahead(p_work monitoring.project) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.is_ahead(p_work monitoring.project) TO balai_wide;
GRANT ALL ON FUNCTION monitoring.is_ahead(p_work monitoring.project) TO balai_app;

--
-- Name: FUNCTION issue_nonces(p_token_hash bytea, p_nonces bytea[]); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.issue_nonces(p_token_hash bytea, p_nonces bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.issue_nonces(p_token_hash bytea, p_nonces bytea[]) TO balai_app;

--
-- Name: FUNCTION line_money(p_regency integer, p_village bigint, p_year integer, p_activity text, p_fund text, p_account text); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.line_money(p_regency integer, p_village bigint, p_year integer, p_activity text, p_fund text, p_account text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.line_money(p_regency integer, p_village bigint, p_year integer, p_activity text, p_fund text, p_account text) TO balai_app;

--
-- Name: FUNCTION load_boundaries(p_regency integer, p_source text, p_rows jsonb); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.load_boundaries(p_regency integer, p_source text, p_rows jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.load_boundaries(p_regency integer, p_source text, p_rows jsonb) TO balai_owner;

--
-- Name: FUNCTION moment(p_text text, p_regency integer); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.moment(p_text text, p_regency integer) FROM PUBLIC;

--
-- Name: FUNCTION move_evidence(); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.move_evidence() FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.move_evidence() TO balai_wide;

--
-- Name: FUNCTION nonce_standing(p_nonce bytea, p_set uuid, OUT state text, OUT issued_at timestamp with time zone); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.nonce_standing(p_nonce bytea, p_set uuid, OUT state text, OUT issued_at timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION note_change(p_village bigint, p_kind text, p_project uuid, p_object uuid); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.note_change(p_village bigint, p_kind text, p_project uuid, p_object uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.note_change(p_village bigint, p_kind text, p_project uuid, p_object uuid) TO balai_owner;

--
-- Name: FUNCTION note_payment(); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.note_payment() FROM PUBLIC;

--
-- Name: FUNCTION paid_of(p_work monitoring.project); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.paid_of(p_work monitoring.project) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.paid_of(p_work monitoring.project) TO balai_wide;
GRANT ALL ON FUNCTION monitoring.paid_of(p_work monitoring.project) TO balai_app;

--
-- Name: FUNCTION photo_evidence_of(p_regency integer, p_projects uuid[]); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.photo_evidence_of(p_regency integer, p_projects uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.photo_evidence_of(p_regency integer, p_projects uuid[]) TO balai_app;

--
-- Name: FUNCTION photo_hashes_since(p_regency integer, p_after bigint); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.photo_hashes_since(p_regency integer, p_after bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.photo_hashes_since(p_regency integer, p_after bigint) TO balai_app;

--
-- Name: FUNCTION photos_of(p_regency integer, p_projects uuid[]); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.photos_of(p_regency integer, p_projects uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.photos_of(p_regency integer, p_projects uuid[]) TO balai_app;

--
-- Name: FUNCTION place_site(p_project uuid, p_revision integer, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.place_site(p_project uuid, p_revision integer, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.place_site(p_project uuid, p_revision integer, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) TO balai_app;

--
-- Name: FUNCTION raise_flag(p_regency integer, p_number bigint, p_flag jsonb); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.raise_flag(p_regency integer, p_number bigint, p_flag jsonb) FROM PUBLIC;

--
-- Name: FUNCTION raise_flags(p_regency integer, p_number bigint, p_flags jsonb); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.raise_flags(p_regency integer, p_number bigint, p_flags jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.raise_flags(p_regency integer, p_number bigint, p_flags jsonb) TO balai_app;

--
-- Name: FUNCTION receipt_of_bytes(p_village bigint, p_sha256 bytea); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.receipt_of_bytes(p_village bigint, p_sha256 bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.receipt_of_bytes(p_village bigint, p_sha256 bytea) TO balai_owner;

--
-- Name: FUNCTION receipt_of_link(p_project monitoring.project, p_link uuid, p_hash bytea, p_photo jsonb); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.receipt_of_link(p_project monitoring.project, p_link uuid, p_hash bytea, p_photo jsonb) FROM PUBLIC;

--
-- Name: FUNCTION receive_capture(p_token_hash bytea, p_site_ordinal integer, p_photo jsonb); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.receive_capture(p_token_hash bytea, p_site_ordinal integer, p_photo jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.receive_capture(p_token_hash bytea, p_site_ordinal integer, p_photo jsonb) TO balai_app;

--
-- Name: FUNCTION receive_photo(p_id uuid, p_village bigint, p_sha256 bytea, p_bytes bigint, p_facts jsonb, p_claims jsonb); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.receive_photo(p_id uuid, p_village bigint, p_sha256 bytea, p_bytes bigint, p_facts jsonb, p_claims jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.receive_photo(p_id uuid, p_village bigint, p_sha256 bytea, p_bytes bigint, p_facts jsonb, p_claims jsonb) TO balai_app;

--
-- Name: FUNCTION relate(p_project uuid, p_other uuid, p_kind text, p_reason text); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.relate(p_project uuid, p_other uuid, p_kind text, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.relate(p_project uuid, p_other uuid, p_kind text, p_reason text) TO balai_app;

--
-- Name: FUNCTION relations_of(p_regency integer, p_project uuid); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.relations_of(p_regency integer, p_project uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.relations_of(p_regency integer, p_project uuid) TO balai_app;

--
-- Name: FUNCTION release_photo(p_progress uuid, p_receipt uuid); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.release_photo(p_progress uuid, p_receipt uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.release_photo(p_progress uuid, p_receipt uuid) TO balai_app;

--
-- Name: FUNCTION reopen_flag(p_flag uuid, p_revision integer, p_reason text); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.reopen_flag(p_flag uuid, p_revision integer, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.reopen_flag(p_flag uuid, p_revision integer, p_reason text) TO balai_app;

--
-- Name: FUNCTION report_ground(p_village bigint, p_project uuid); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.report_ground(p_village bigint, p_project uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.report_ground(p_village bigint, p_project uuid) TO balai_app;

--
-- Name: FUNCTION report_of_link(p_project monitoring.project, p_link monitoring.capture_link, p_photo jsonb); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.report_of_link(p_project monitoring.project, p_link monitoring.capture_link, p_photo jsonb) FROM PUBLIC;

--
-- Name: FUNCTION report_progress(p_id uuid, p_project uuid, p_fields jsonb, p_site_ordinal integer, p_photos jsonb); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.report_progress(p_id uuid, p_project uuid, p_fields jsonb, p_site_ordinal integer, p_photos jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.report_progress(p_id uuid, p_project uuid, p_fields jsonb, p_site_ordinal integer, p_photos jsonb) TO balai_app;

--
-- Name: FUNCTION report_status(p_code_hash bytea); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.report_status(p_code_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.report_status(p_code_hash bytea) TO balai_app;

--
-- Name: FUNCTION require_listed(p_village bigint, p_year integer, p_activity text, p_fund text); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.require_listed(p_village bigint, p_year integer, p_activity text, p_fund text) FROM PUBLIC;

--
-- Name: FUNCTION require_open(p_project monitoring.project, p_site_ordinal integer, p_link uuid); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.require_open(p_project monitoring.project, p_site_ordinal integer, p_link uuid) FROM PUBLIC;

--
-- Name: FUNCTION require_planner(p_village bigint, p_owner text); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.require_planner(p_village bigint, p_owner text) FROM PUBLIC;

--
-- Name: FUNCTION restage(p_regency integer, p_project uuid); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.restage(p_regency integer, p_project uuid) FROM PUBLIC;

--
-- Name: FUNCTION revoke_link(p_id uuid); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.revoke_link(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.revoke_link(p_id uuid) TO balai_app;

--
-- Name: FUNCTION rule_parameters_of(p_regency integer); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.rule_parameters_of(p_regency integer) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.rule_parameters_of(p_regency integer) TO balai_app;

--
-- Name: TABLE flag; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.flag TO balai_app;
GRANT SELECT ON TABLE monitoring.flag TO balai_audit;
GRANT SELECT ON TABLE monitoring.flag TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE monitoring.flag TO balai_wide;

--
-- Name: FUNCTION seen_flag(p_flag uuid); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.seen_flag(p_flag uuid) FROM PUBLIC;

--
-- Name: FUNCTION set_rule_parameters(p_id uuid, p_version integer, p_changes jsonb, p_reason text); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.set_rule_parameters(p_id uuid, p_version integer, p_changes jsonb, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.set_rule_parameters(p_id uuid, p_version integer, p_changes jsonb, p_reason text) TO balai_app;

--
-- Name: FUNCTION set_stages(p_from date, p_stages integer[], p_basis text); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.set_stages(p_from date, p_stages integer[], p_basis text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.set_stages(p_from date, p_stages integer[], p_basis text) TO balai_app;

--
-- Name: FUNCTION set_tolerance(p_key text, p_from date, p_value numeric, p_basis text); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.set_tolerance(p_key text, p_from date, p_value numeric, p_basis text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.set_tolerance(p_key text, p_from date, p_value numeric, p_basis text) TO balai_app;
GRANT ALL ON FUNCTION monitoring.set_tolerance(p_key text, p_from date, p_value numeric, p_basis text) TO balai_wide;

--
-- Name: FUNCTION share_link(p_id uuid, p_project uuid, p_token_hash bytea, p_label text, p_days integer); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.share_link(p_id uuid, p_project uuid, p_token_hash bytea, p_label text, p_days integer) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.share_link(p_id uuid, p_project uuid, p_token_hash bytea, p_label text, p_days integer) TO balai_app;

--
-- Name: FUNCTION stages_on(p_regency integer, p_day date); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.stages_on(p_regency integer, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.stages_on(p_regency integer, p_day date) TO balai_app;

--
-- Name: FUNCTION step_flag(p_flag uuid, p_revision integer, p_verb text, p_reason text, p_village bigint, p_from text[], p_to text); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.step_flag(p_flag uuid, p_revision integer, p_verb text, p_reason text, p_village bigint, p_from text[], p_to text) FROM PUBLIC;

--
-- Name: FUNCTION step_over(p_regency integer, p_number bigint, p_error text); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.step_over(p_regency integer, p_number bigint, p_error text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.step_over(p_regency integer, p_number bigint, p_error text) TO balai_app;

--
-- Name: FUNCTION store_blob(p_regency integer, p_sha256 bytea, p_bytes bigint, p_kind text); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.store_blob(p_regency integer, p_sha256 bytea, p_bytes bigint, p_kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.store_blob(p_regency integer, p_sha256 bytea, p_bytes bigint, p_kind text) TO balai_owner;

--
-- Name: FUNCTION store_claims(p_village bigint, p_receipt uuid, p_claims jsonb); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.store_claims(p_village bigint, p_receipt uuid, p_claims jsonb) FROM PUBLIC;

--
-- Name: FUNCTION store_photos(p_project monitoring.project, p_progress uuid, p_photos jsonb); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.store_photos(p_project monitoring.project, p_progress uuid, p_photos jsonb) FROM PUBLIC;

--
-- Name: FUNCTION store_site(p_project monitoring.project, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.store_site(p_project monitoring.project, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) FROM PUBLIC;

--
-- Name: FUNCTION submit_report(p_id uuid, p_village bigint, p_project uuid, p_code_hash bytea, p_message text, p_sha256 bytea, p_photo jsonb); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.submit_report(p_id uuid, p_village bigint, p_project uuid, p_code_hash bytea, p_message text, p_sha256 bytea, p_photo jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.submit_report(p_id uuid, p_village bigint, p_project uuid, p_code_hash bytea, p_message text, p_sha256 bytea, p_photo jsonb) TO balai_app;

--
-- Name: FUNCTION take_project(p_id uuid, p_revision integer); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.take_project(p_id uuid, p_revision integer) FROM PUBLIC;

--
-- Name: FUNCTION tell_change(); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.tell_change() FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.tell_change() TO balai_wide;

--
-- Name: FUNCTION tell_flag(); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.tell_flag() FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.tell_flag() TO balai_wide;

--
-- Name: FUNCTION tolerance_kinds(); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.tolerance_kinds() FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.tolerance_kinds() TO balai_app;
GRANT ALL ON FUNCTION monitoring.tolerance_kinds() TO balai_wide;

--
-- Name: FUNCTION tolerances(p_regency integer, p_day date); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.tolerances(p_regency integer, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.tolerances(p_regency integer, p_day date) TO balai_app;
GRANT ALL ON FUNCTION monitoring.tolerances(p_regency integer, p_day date) TO balai_wide;

--
-- Name: FUNCTION use_nonce(p_nonce bytea, p_set uuid, OUT state text, OUT issued_at timestamp with time zone); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.use_nonce(p_nonce bytea, p_set uuid, OUT state text, OUT issued_at timestamp with time zone) FROM PUBLIC;

--
-- Name: FUNCTION village_of(p_project uuid); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.village_of(p_project uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.village_of(p_project uuid) TO balai_owner;

--
-- Name: FUNCTION withdraw_evidence(); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.withdraw_evidence() FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.withdraw_evidence() TO balai_wide;

--
-- Name: FUNCTION withdraw_photo(p_progress uuid, p_receipt uuid); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.withdraw_photo(p_progress uuid, p_receipt uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.withdraw_photo(p_progress uuid, p_receipt uuid) TO balai_app;

--
-- Name: FUNCTION withdraw_progress(p_id uuid, p_revision integer, p_reason text); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.withdraw_progress(p_id uuid, p_revision integer, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.withdraw_progress(p_id uuid, p_revision integer, p_reason text) TO balai_app;

--
-- Name: FUNCTION works_facts(p_ids uuid[]); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.works_facts(p_ids uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.works_facts(p_ids uuid[]) TO balai_app;

--
-- Name: FUNCTION works_sharing_photos(p_regency integer, p_project uuid); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.works_sharing_photos(p_regency integer, p_project uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.works_sharing_photos(p_regency integer, p_project uuid) TO balai_app;

--
-- Name: FUNCTION works_since(p_regency integer, p_after bigint); Type: ACL; Schema: monitoring; Owner: balai_wide
--

REVOKE ALL ON FUNCTION monitoring.works_since(p_regency integer, p_after bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.works_since(p_regency integer, p_after bigint) TO balai_app;

--
-- Name: FUNCTION write_evidence(); Type: ACL; Schema: monitoring; Owner: balai_owner
--

REVOKE ALL ON FUNCTION monitoring.write_evidence() FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.write_evidence() TO balai_wide;

--
-- Name: FUNCTION load(p_places jsonb, p_origin text); Type: ACL; Schema: place; Owner: balai_wide
--

REVOKE ALL ON FUNCTION place.load(p_places jsonb, p_origin text) FROM PUBLIC;

--
-- Name: FUNCTION load_holidays(p_days jsonb); Type: ACL; Schema: place; Owner: balai_wide
--

REVOKE ALL ON FUNCTION place.load_holidays(p_days jsonb) FROM PUBLIC;

--
-- Name: FUNCTION load_regions(p_rows jsonb); Type: ACL; Schema: place; Owner: balai_owner
--

REVOKE ALL ON FUNCTION place.load_regions(p_rows jsonb) FROM PUBLIC;

--
-- Name: FUNCTION mark_demo(p_regency integer); Type: ACL; Schema: place; Owner: balai_wide
--

REVOKE ALL ON FUNCTION place.mark_demo(p_regency integer) FROM PUBLIC;

--
-- Name: FUNCTION set_money_parameter(p_regency integer, p_key text, p_from date, p_value bigint, p_basis text); Type: ACL; Schema: place; Owner: balai_wide
--

REVOKE ALL ON FUNCTION place.set_money_parameter(p_regency integer, p_key text, p_from date, p_value bigint, p_basis text) FROM PUBLIC;
GRANT ALL ON FUNCTION place.set_money_parameter(p_regency integer, p_key text, p_from date, p_value bigint, p_basis text) TO balai_app;

--
-- Name: FUNCTION working_day_after(p_day date, p_count integer); Type: ACL; Schema: place; Owner: balai_owner
--

REVOKE ALL ON FUNCTION place.working_day_after(p_day date, p_count integer) FROM PUBLIC;
GRANT ALL ON FUNCTION place.working_day_after(p_day date, p_count integer) TO balai_app;
GRANT ALL ON FUNCTION place.working_day_after(p_day date, p_count integer) TO balai_public;
GRANT ALL ON FUNCTION place.working_day_after(p_day date, p_count integer) TO balai_audit;

--
-- Name: FUNCTION append(p_regency integer, p_log integer, p_batch jsonb); Type: ACL; Schema: proof; Owner: balai_wide
--

REVOKE ALL ON FUNCTION proof.append(p_regency integer, p_log integer, p_batch jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.append(p_regency integer, p_log integer, p_batch jsonb) TO balai_app;
GRANT ALL ON FUNCTION proof.append(p_regency integer, p_log integer, p_batch jsonb) TO balai_backup;

--
-- Name: FUNCTION daily_checkpoints(p_regency integer, p_log integer); Type: ACL; Schema: proof; Owner: balai_wide
--

REVOKE ALL ON FUNCTION proof.daily_checkpoints(p_regency integer, p_log integer) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.daily_checkpoints(p_regency integer, p_log integer) TO balai_app;
GRANT ALL ON FUNCTION proof.daily_checkpoints(p_regency integer, p_log integer) TO balai_backup;

--
-- Name: FUNCTION declare_restore(p_regency integer, p_origin text, p_follows text); Type: ACL; Schema: proof; Owner: balai_wide
--

REVOKE ALL ON FUNCTION proof.declare_restore(p_regency integer, p_origin text, p_follows text) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.declare_restore(p_regency integer, p_origin text, p_follows text) TO balai_owner;

--
-- Name: FUNCTION entries_waiting(p_regency integer, p_limit integer); Type: ACL; Schema: proof; Owner: balai_wide
--

REVOKE ALL ON FUNCTION proof.entries_waiting(p_regency integer, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.entries_waiting(p_regency integer, p_limit integer) TO balai_app;
GRANT ALL ON FUNCTION proof.entries_waiting(p_regency integer, p_limit integer) TO balai_backup;

--
-- Name: FUNCTION erase_texts(p_regency integer, p_entry uuid); Type: ACL; Schema: proof; Owner: balai_wide
--

REVOKE ALL ON FUNCTION proof.erase_texts(p_regency integer, p_entry uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.erase_texts(p_regency integer, p_entry uuid) TO balai_owner;

--
-- Name: FUNCTION head(p_regency integer); Type: ACL; Schema: proof; Owner: balai_wide
--

REVOKE ALL ON FUNCTION proof.head(p_regency integer) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.head(p_regency integer) TO balai_app;
GRANT ALL ON FUNCTION proof.head(p_regency integer) TO balai_backup;
GRANT ALL ON FUNCTION proof.head(p_regency integer) TO balai_owner;

--
-- Name: FUNCTION make_stamp(p_token bytea, p_village bigint, p_year integer, p_kind text, p_parameters jsonb, p_facts jsonb, p_content_hash bytea); Type: ACL; Schema: proof; Owner: balai_owner
--

REVOKE ALL ON FUNCTION proof.make_stamp(p_token bytea, p_village bigint, p_year integer, p_kind text, p_parameters jsonb, p_facts jsonb, p_content_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.make_stamp(p_token bytea, p_village bigint, p_year integer, p_kind text, p_parameters jsonb, p_facts jsonb, p_content_hash bytea) TO balai_app;

--
-- Name: FUNCTION moment(p_moment timestamp with time zone); Type: ACL; Schema: proof; Owner: balai_owner
--

REVOKE ALL ON FUNCTION proof.moment(p_moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.moment(p_moment timestamp with time zone) TO balai_app;
GRANT ALL ON FUNCTION proof.moment(p_moment timestamp with time zone) TO balai_backup;
GRANT ALL ON FUNCTION proof.moment(p_moment timestamp with time zone) TO balai_wide;

--
-- Name: FUNCTION open_log(p_regency integer, p_origin text, p_follows text); Type: ACL; Schema: proof; Owner: balai_wide
--

REVOKE ALL ON FUNCTION proof.open_log(p_regency integer, p_origin text, p_follows text) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.open_log(p_regency integer, p_origin text, p_follows text) TO balai_app;
GRANT ALL ON FUNCTION proof.open_log(p_regency integer, p_origin text, p_follows text) TO balai_backup;

--
-- Name: FUNCTION queue_entries(); Type: ACL; Schema: proof; Owner: balai_wide
--

REVOKE ALL ON FUNCTION proof.queue_entries() FROM PUBLIC;
GRANT ALL ON FUNCTION proof.queue_entries() TO balai_owner;

--
-- Name: FUNCTION queue_version(); Type: ACL; Schema: proof; Owner: balai_wide
--

REVOKE ALL ON FUNCTION proof.queue_version() FROM PUBLIC;
GRANT ALL ON FUNCTION proof.queue_version() TO balai_owner;

--
-- Name: FUNCTION regencies_waiting(); Type: ACL; Schema: proof; Owner: balai_wide
--

REVOKE ALL ON FUNCTION proof.regencies_waiting() FROM PUBLIC;
GRANT ALL ON FUNCTION proof.regencies_waiting() TO balai_app;
GRANT ALL ON FUNCTION proof.regencies_waiting() TO balai_backup;

--
-- Name: FUNCTION stamp_of(p_token bytea); Type: ACL; Schema: proof; Owner: balai_wide
--

REVOKE ALL ON FUNCTION proof.stamp_of(p_token bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.stamp_of(p_token bytea) TO balai_app;

--
-- Name: FUNCTION stop_logs(); Type: ACL; Schema: proof; Owner: balai_wide
--

REVOKE ALL ON FUNCTION proof.stop_logs() FROM PUBLIC;
GRANT ALL ON FUNCTION proof.stop_logs() TO balai_owner;

--
-- Name: FUNCTION take_head(p_regency integer); Type: ACL; Schema: proof; Owner: balai_wide
--

REVOKE ALL ON FUNCTION proof.take_head(p_regency integer) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.take_head(p_regency integer) TO balai_app;
GRANT ALL ON FUNCTION proof.take_head(p_regency integer) TO balai_backup;

--
-- Name: FUNCTION tile(p_regency integer, p_log integer, p_level integer, p_index bigint); Type: ACL; Schema: proof; Owner: balai_wide
--

REVOKE ALL ON FUNCTION proof.tile(p_regency integer, p_log integer, p_level integer, p_index bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.tile(p_regency integer, p_log integer, p_level integer, p_index bigint) TO balai_app;
GRANT ALL ON FUNCTION proof.tile(p_regency integer, p_log integer, p_level integer, p_index bigint) TO balai_backup;

--
-- Name: FUNCTION village_heads(p_regency integer, p_log integer); Type: ACL; Schema: proof; Owner: balai_wide
--

REVOKE ALL ON FUNCTION proof.village_heads(p_regency integer, p_log integer) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.village_heads(p_regency integer, p_log integer) TO balai_app;
GRANT ALL ON FUNCTION proof.village_heads(p_regency integer, p_log integer) TO balai_backup;

--
-- Name: TABLE event; Type: ACL; Schema: audit; Owner: balai_owner
--

GRANT SELECT ON TABLE audit.event TO balai_app;
GRANT SELECT ON TABLE audit.event TO balai_audit;
GRANT SELECT,INSERT ON TABLE audit.event TO balai_wide;
GRANT SELECT ON TABLE audit.event TO balai_backup;

--
-- Name: TABLE kept_request; Type: ACL; Schema: balai; Owner: balai_owner
--

GRANT SELECT ON TABLE balai.kept_request TO balai_backup;
GRANT SELECT,DELETE ON TABLE balai.kept_request TO balai_wide;

--
-- Name: TABLE retention_rule; Type: ACL; Schema: balai; Owner: balai_owner
--

GRANT SELECT ON TABLE balai.retention_rule TO balai_app;
GRANT SELECT ON TABLE balai.retention_rule TO balai_audit;
GRANT SELECT ON TABLE balai.retention_rule TO balai_backup;
GRANT SELECT ON TABLE balai.retention_rule TO balai_wide;

--
-- Name: TABLE retention_run; Type: ACL; Schema: balai; Owner: balai_owner
--

GRANT SELECT ON TABLE balai.retention_run TO balai_app;
GRANT SELECT ON TABLE balai.retention_run TO balai_audit;
GRANT SELECT ON TABLE balai.retention_run TO balai_backup;
GRANT SELECT,INSERT ON TABLE balai.retention_run TO balai_wide;

--
-- Name: TABLE account; Type: ACL; Schema: identity; Owner: balai_owner
--

GRANT SELECT ON TABLE identity.account TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE identity.account TO balai_wide;

--
-- Name: TABLE person; Type: ACL; Schema: identity; Owner: balai_owner
--

GRANT SELECT ON TABLE identity.person TO balai_app;
GRANT SELECT ON TABLE identity.person TO balai_audit;
GRANT SELECT ON TABLE identity.person TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE identity.person TO balai_wide;

--
-- Name: TABLE post; Type: ACL; Schema: identity; Owner: balai_owner
--

GRANT SELECT ON TABLE identity.post TO balai_app;
GRANT SELECT ON TABLE identity.post TO balai_audit;
GRANT SELECT ON TABLE identity.post TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE identity.post TO balai_wide;

--
-- Name: TABLE session; Type: ACL; Schema: identity; Owner: balai_owner
--

GRANT SELECT ON TABLE identity.session TO balai_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.session TO balai_wide;

--
-- Name: TABLE slip; Type: ACL; Schema: identity; Owner: balai_owner
--

GRANT SELECT ON TABLE identity.slip TO balai_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.slip TO balai_wide;

--
-- Name: TABLE account; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.account TO balai_app;
GRANT SELECT ON TABLE ledger.account TO balai_audit;
GRANT SELECT ON TABLE ledger.account TO balai_backup;
GRANT SELECT ON TABLE ledger.account TO balai_wide;

--
-- Name: TABLE activity; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.activity TO balai_app;
GRANT SELECT ON TABLE ledger.activity TO balai_audit;
GRANT SELECT ON TABLE ledger.activity TO balai_backup;
GRANT SELECT ON TABLE ledger.activity TO balai_wide;

--
-- Name: TABLE give_back; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.give_back TO balai_app;
GRANT SELECT ON TABLE ledger.give_back TO balai_audit;
GRANT SELECT ON TABLE ledger.give_back TO balai_backup;
GRANT SELECT ON TABLE ledger.give_back TO balai_wide;

--
-- Name: TABLE receipt; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.receipt TO balai_app;
GRANT SELECT ON TABLE ledger.receipt TO balai_audit;
GRANT SELECT ON TABLE ledger.receipt TO balai_backup;
GRANT SELECT ON TABLE ledger.receipt TO balai_wide;

--
-- Name: TABLE tax_deposit; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.tax_deposit TO balai_app;
GRANT SELECT ON TABLE ledger.tax_deposit TO balai_audit;
GRANT SELECT ON TABLE ledger.tax_deposit TO balai_backup;
GRANT SELECT ON TABLE ledger.tax_deposit TO balai_wide;

--
-- Name: TABLE document; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.document TO balai_app;
GRANT SELECT ON TABLE ledger.document TO balai_audit;
GRANT SELECT ON TABLE ledger.document TO balai_backup;
GRANT SELECT ON TABLE ledger.document TO balai_wide;

--
-- Name: TABLE posting; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.posting TO balai_app;
GRANT SELECT ON TABLE ledger.posting TO balai_audit;
GRANT SELECT ON TABLE ledger.posting TO balai_backup;
GRANT SELECT ON TABLE ledger.posting TO balai_wide;

--
-- Name: TABLE book_line; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.book_line TO balai_app;
GRANT SELECT ON TABLE ledger.book_line TO balai_audit;
GRANT SELECT ON TABLE ledger.book_line TO balai_backup;
GRANT SELECT ON TABLE ledger.book_line TO balai_wide;

--
-- Name: TABLE budget_line; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.budget_line TO balai_app;
GRANT SELECT ON TABLE ledger.budget_line TO balai_audit;
GRANT SELECT ON TABLE ledger.budget_line TO balai_backup;
GRANT SELECT ON TABLE ledger.budget_line TO balai_wide;

--
-- Name: TABLE cash_control; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.cash_control TO balai_app;
GRANT SELECT ON TABLE ledger.cash_control TO balai_audit;
GRANT SELECT ON TABLE ledger.cash_control TO balai_backup;
GRANT SELECT ON TABLE ledger.cash_control TO balai_wide;

--
-- Name: TABLE ceiling; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.ceiling TO balai_app;
GRANT SELECT ON TABLE ledger.ceiling TO balai_audit;
GRANT SELECT ON TABLE ledger.ceiling TO balai_backup;
GRANT SELECT ON TABLE ledger.ceiling TO balai_wide;

--
-- Name: TABLE give_back_line; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.give_back_line TO balai_app;
GRANT SELECT ON TABLE ledger.give_back_line TO balai_audit;
GRANT SELECT ON TABLE ledger.give_back_line TO balai_backup;
GRANT SELECT ON TABLE ledger.give_back_line TO balai_wide;

--
-- Name: TABLE settlement_line; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.settlement_line TO balai_app;
GRANT SELECT ON TABLE ledger.settlement_line TO balai_audit;
GRANT SELECT ON TABLE ledger.settlement_line TO balai_backup;
GRANT SELECT ON TABLE ledger.settlement_line TO balai_wide;

--
-- Name: TABLE spp_line; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.spp_line TO balai_app;
GRANT SELECT ON TABLE ledger.spp_line TO balai_audit;
GRANT SELECT ON TABLE ledger.spp_line TO balai_backup;
GRANT SELECT ON TABLE ledger.spp_line TO balai_wide;

--
-- Name: TABLE withholding; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.withholding TO balai_app;
GRANT SELECT ON TABLE ledger.withholding TO balai_audit;
GRANT SELECT ON TABLE ledger.withholding TO balai_backup;
GRANT SELECT ON TABLE ledger.withholding TO balai_wide;

--
-- Name: TABLE flow_difference; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.flow_difference TO balai_app;
GRANT SELECT ON TABLE ledger.flow_difference TO balai_audit;
GRANT SELECT ON TABLE ledger.flow_difference TO balai_backup;
GRANT SELECT ON TABLE ledger.flow_difference TO balai_wide;

--
-- Name: TABLE line_control; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.line_control TO balai_app;
GRANT SELECT ON TABLE ledger.line_control TO balai_audit;
GRANT SELECT ON TABLE ledger.line_control TO balai_backup;
GRANT SELECT ON TABLE ledger.line_control TO balai_wide;

--
-- Name: TABLE rab_line; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.rab_line TO balai_app;
GRANT SELECT ON TABLE ledger.rab_line TO balai_audit;
GRANT SELECT ON TABLE ledger.rab_line TO balai_backup;
GRANT SELECT ON TABLE ledger.rab_line TO balai_wide;

--
-- Name: TABLE line_truth; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.line_truth TO balai_app;
GRANT SELECT ON TABLE ledger.line_truth TO balai_audit;
GRANT SELECT ON TABLE ledger.line_truth TO balai_backup;
GRANT SELECT ON TABLE ledger.line_truth TO balai_wide;

--
-- Name: TABLE series; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.series TO balai_app;
GRANT SELECT ON TABLE ledger.series TO balai_audit;
GRANT SELECT ON TABLE ledger.series TO balai_backup;
GRANT SELECT ON TABLE ledger.series TO balai_wide;

--
-- Name: TABLE village_year; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.village_year TO balai_app;
GRANT SELECT ON TABLE ledger.village_year TO balai_audit;
GRANT SELECT ON TABLE ledger.village_year TO balai_backup;
GRANT SELECT ON TABLE ledger.village_year TO balai_wide;

--
-- Name: TABLE difference; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.difference TO balai_app;
GRANT SELECT ON TABLE ledger.difference TO balai_audit;
GRANT SELECT ON TABLE ledger.difference TO balai_backup;
GRANT SELECT ON TABLE ledger.difference TO balai_wide;

--
-- Name: TABLE evidence; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.evidence TO balai_app;
GRANT SELECT ON TABLE ledger.evidence TO balai_audit;
GRANT SELECT ON TABLE ledger.evidence TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE ledger.evidence TO balai_wide;

--
-- Name: TABLE fund_source; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.fund_source TO balai_app;
GRANT SELECT ON TABLE ledger.fund_source TO balai_audit;
GRANT SELECT ON TABLE ledger.fund_source TO balai_backup;
GRANT SELECT ON TABLE ledger.fund_source TO balai_wide;

--
-- Name: TABLE gate_override; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.gate_override TO balai_app;
GRANT SELECT ON TABLE ledger.gate_override TO balai_audit;
GRANT SELECT ON TABLE ledger.gate_override TO balai_backup;
GRANT SELECT ON TABLE ledger.gate_override TO balai_wide;

--
-- Name: TABLE imported_voucher; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.imported_voucher TO balai_app;
GRANT SELECT ON TABLE ledger.imported_voucher TO balai_audit;
GRANT SELECT ON TABLE ledger.imported_voucher TO balai_backup;
GRANT SELECT ON TABLE ledger.imported_voucher TO balai_wide;

--
-- Name: TABLE national_account; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.national_account TO balai_app;
GRANT SELECT ON TABLE ledger.national_account TO balai_audit;
GRANT SELECT ON TABLE ledger.national_account TO balai_backup;
GRANT SELECT ON TABLE ledger.national_account TO balai_wide;

--
-- Name: TABLE national_activity; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.national_activity TO balai_app;
GRANT SELECT ON TABLE ledger.national_activity TO balai_audit;
GRANT SELECT ON TABLE ledger.national_activity TO balai_backup;
GRANT SELECT ON TABLE ledger.national_activity TO balai_wide;

--
-- Name: TABLE national_fund_source; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.national_fund_source TO balai_app;
GRANT SELECT ON TABLE ledger.national_fund_source TO balai_audit;
GRANT SELECT ON TABLE ledger.national_fund_source TO balai_backup;
GRANT SELECT ON TABLE ledger.national_fund_source TO balai_wide;

--
-- Name: TABLE national_tax_rate; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.national_tax_rate TO balai_app;
GRANT SELECT ON TABLE ledger.national_tax_rate TO balai_audit;
GRANT SELECT ON TABLE ledger.national_tax_rate TO balai_backup;
GRANT SELECT ON TABLE ledger.national_tax_rate TO balai_wide;

--
-- Name: TABLE spp_scan; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.spp_scan TO balai_app;
GRANT SELECT ON TABLE ledger.spp_scan TO balai_audit;
GRANT SELECT ON TABLE ledger.spp_scan TO balai_backup;
GRANT SELECT ON TABLE ledger.spp_scan TO balai_wide;

--
-- Name: TABLE spp_step; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.spp_step TO balai_app;
GRANT SELECT ON TABLE ledger.spp_step TO balai_audit;
GRANT SELECT ON TABLE ledger.spp_step TO balai_backup;
GRANT SELECT ON TABLE ledger.spp_step TO balai_wide;

--
-- Name: TABLE tax_rate; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.tax_rate TO balai_app;
GRANT SELECT ON TABLE ledger.tax_rate TO balai_audit;
GRANT SELECT ON TABLE ledger.tax_rate TO balai_backup;
GRANT SELECT ON TABLE ledger.tax_rate TO balai_wide;

--
-- Name: TABLE version_step; Type: ACL; Schema: ledger; Owner: balai_owner
--

GRANT SELECT ON TABLE ledger.version_step TO balai_app;
GRANT SELECT ON TABLE ledger.version_step TO balai_audit;
GRANT SELECT ON TABLE ledger.version_step TO balai_backup;
GRANT SELECT ON TABLE ledger.version_step TO balai_wide;

--
-- Name: TABLE blob; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.blob TO balai_backup;
GRANT SELECT,INSERT ON TABLE monitoring.blob TO balai_wide;

--
-- Name: TABLE boundary; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.boundary TO balai_app;
GRANT SELECT ON TABLE monitoring.boundary TO balai_audit;
GRANT SELECT ON TABLE monitoring.boundary TO balai_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE monitoring.boundary TO balai_wide;
GRANT SELECT ON TABLE monitoring.boundary TO balai_public;

--
-- Name: TABLE capture; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.capture TO balai_app;
GRANT SELECT ON TABLE monitoring.capture TO balai_audit;
GRANT SELECT ON TABLE monitoring.capture TO balai_backup;
GRANT SELECT ON TABLE monitoring.capture TO balai_wide;

--
-- Name: TABLE change; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.change TO balai_audit;
GRANT SELECT ON TABLE monitoring.change TO balai_backup;
GRANT SELECT,INSERT ON TABLE monitoring.change TO balai_wide;

--
-- Name: TABLE citizen_report; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.citizen_report TO balai_app;
GRANT SELECT ON TABLE monitoring.citizen_report TO balai_backup;
GRANT SELECT,INSERT ON TABLE monitoring.citizen_report TO balai_wide;

--
-- Name: TABLE claim; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.claim TO balai_app;
GRANT SELECT ON TABLE monitoring.claim TO balai_audit;
GRANT SELECT ON TABLE monitoring.claim TO balai_backup;
GRANT SELECT ON TABLE monitoring.claim TO balai_wide;

--
-- Name: TABLE flag_event; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.flag_event TO balai_app;
GRANT SELECT ON TABLE monitoring.flag_event TO balai_audit;
GRANT SELECT ON TABLE monitoring.flag_event TO balai_backup;
GRANT SELECT,INSERT ON TABLE monitoring.flag_event TO balai_wide;

--
-- Name: TABLE flagged; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.flagged TO balai_app;
GRANT SELECT ON TABLE monitoring.flagged TO balai_audit;

--
-- Name: TABLE handover; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.handover TO balai_app;
GRANT SELECT ON TABLE monitoring.handover TO balai_audit;
GRANT SELECT ON TABLE monitoring.handover TO balai_backup;
GRANT SELECT ON TABLE monitoring.handover TO balai_wide;

--
-- Name: TABLE nonce; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.nonce TO balai_app;
GRANT SELECT ON TABLE monitoring.nonce TO balai_backup;
GRANT SELECT,DELETE ON TABLE monitoring.nonce TO balai_wide;

--
-- Name: TABLE photo_release; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.photo_release TO balai_app;
GRANT SELECT ON TABLE monitoring.photo_release TO balai_audit;
GRANT SELECT ON TABLE monitoring.photo_release TO balai_backup;
GRANT SELECT ON TABLE monitoring.photo_release TO balai_wide;

--
-- Name: TABLE progress; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.progress TO balai_app;
GRANT SELECT ON TABLE monitoring.progress TO balai_audit;
GRANT SELECT ON TABLE monitoring.progress TO balai_backup;
GRANT SELECT ON TABLE monitoring.progress TO balai_wide;

--
-- Name: TABLE progress_photo; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.progress_photo TO balai_app;
GRANT SELECT ON TABLE monitoring.progress_photo TO balai_audit;
GRANT SELECT ON TABLE monitoring.progress_photo TO balai_backup;
GRANT SELECT ON TABLE monitoring.progress_photo TO balai_wide;

--
-- Name: TABLE receipt; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.receipt TO balai_app;
GRANT SELECT ON TABLE monitoring.receipt TO balai_audit;
GRANT SELECT ON TABLE monitoring.receipt TO balai_backup;
GRANT SELECT ON TABLE monitoring.receipt TO balai_wide;

--
-- Name: TABLE relation; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.relation TO balai_app;
GRANT SELECT ON TABLE monitoring.relation TO balai_audit;
GRANT SELECT ON TABLE monitoring.relation TO balai_backup;
GRANT SELECT ON TABLE monitoring.relation TO balai_wide;

--
-- Name: TABLE rule_parameters; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.rule_parameters TO balai_app;
GRANT SELECT ON TABLE monitoring.rule_parameters TO balai_audit;
GRANT SELECT ON TABLE monitoring.rule_parameters TO balai_backup;
GRANT SELECT ON TABLE monitoring.rule_parameters TO balai_wide;

--
-- Name: TABLE rule_tally; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.rule_tally TO balai_app;
GRANT SELECT ON TABLE monitoring.rule_tally TO balai_audit;

--
-- Name: TABLE screening_cursor; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.screening_cursor TO balai_audit;
GRANT SELECT ON TABLE monitoring.screening_cursor TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE monitoring.screening_cursor TO balai_wide;

--
-- Name: TABLE screening_day; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.screening_day TO balai_audit;
GRANT SELECT ON TABLE monitoring.screening_day TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE monitoring.screening_day TO balai_wide;

--
-- Name: TABLE screening_failure; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.screening_failure TO balai_audit;
GRANT SELECT ON TABLE monitoring.screening_failure TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE monitoring.screening_failure TO balai_wide;

--
-- Name: TABLE site; Type: ACL; Schema: monitoring; Owner: balai_owner
--

GRANT SELECT ON TABLE monitoring.site TO balai_app;
GRANT SELECT ON TABLE monitoring.site TO balai_audit;
GRANT SELECT ON TABLE monitoring.site TO balai_backup;
GRANT SELECT,INSERT ON TABLE monitoring.site TO balai_wide;

--
-- Name: TABLE district; Type: ACL; Schema: place; Owner: balai_owner
--

GRANT SELECT ON TABLE place.district TO balai_app;
GRANT SELECT ON TABLE place.district TO balai_public;
GRANT SELECT ON TABLE place.district TO balai_audit;
GRANT SELECT,INSERT,UPDATE ON TABLE place.district TO balai_wide;
GRANT SELECT ON TABLE place.district TO balai_backup;

--
-- Name: TABLE holiday; Type: ACL; Schema: place; Owner: balai_owner
--

GRANT SELECT ON TABLE place.holiday TO balai_app;
GRANT SELECT ON TABLE place.holiday TO balai_public;
GRANT SELECT ON TABLE place.holiday TO balai_audit;
GRANT SELECT,INSERT,UPDATE ON TABLE place.holiday TO balai_wide;
GRANT SELECT ON TABLE place.holiday TO balai_backup;

--
-- Name: TABLE parameter; Type: ACL; Schema: place; Owner: balai_owner
--

GRANT SELECT ON TABLE place.parameter TO balai_app;
GRANT SELECT ON TABLE place.parameter TO balai_public;
GRANT SELECT ON TABLE place.parameter TO balai_audit;
GRANT SELECT,INSERT,UPDATE ON TABLE place.parameter TO balai_wide;
GRANT SELECT ON TABLE place.parameter TO balai_backup;

--
-- Name: TABLE regency; Type: ACL; Schema: place; Owner: balai_owner
--

GRANT SELECT ON TABLE place.regency TO balai_app;
GRANT SELECT ON TABLE place.regency TO balai_public;
GRANT SELECT ON TABLE place.regency TO balai_audit;
GRANT SELECT,INSERT,UPDATE ON TABLE place.regency TO balai_wide;
GRANT SELECT ON TABLE place.regency TO balai_backup;

--
-- Name: TABLE village; Type: ACL; Schema: place; Owner: balai_owner
--

GRANT SELECT ON TABLE place.village TO balai_app;
GRANT SELECT ON TABLE place.village TO balai_public;
GRANT SELECT ON TABLE place.village TO balai_audit;
GRANT SELECT,INSERT,UPDATE ON TABLE place.village TO balai_wide;
GRANT SELECT ON TABLE place.village TO balai_backup;

--
-- Name: TABLE budget_facts; Type: ACL; Schema: proof; Owner: balai_owner
--

GRANT SELECT ON TABLE proof.budget_facts TO balai_app;
GRANT SELECT ON TABLE proof.budget_facts TO balai_audit;
GRANT SELECT ON TABLE proof.budget_facts TO balai_backup;
GRANT SELECT ON TABLE proof.budget_facts TO balai_wide;

--
-- Name: TABLE checkpoint; Type: ACL; Schema: proof; Owner: balai_owner
--

GRANT SELECT ON TABLE proof.checkpoint TO balai_app;
GRANT SELECT ON TABLE proof.checkpoint TO balai_audit;
GRANT SELECT ON TABLE proof.checkpoint TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE proof.checkpoint TO balai_wide;

--
-- Name: TABLE commitment; Type: ACL; Schema: proof; Owner: balai_owner
--

GRANT SELECT ON TABLE proof.commitment TO balai_app;
GRANT SELECT ON TABLE proof.commitment TO balai_audit;
GRANT SELECT ON TABLE proof.commitment TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE proof.commitment TO balai_wide;

--
-- Name: TABLE entry_facts; Type: ACL; Schema: proof; Owner: balai_owner
--

GRANT SELECT ON TABLE proof.entry_facts TO balai_app;
GRANT SELECT ON TABLE proof.entry_facts TO balai_audit;
GRANT SELECT ON TABLE proof.entry_facts TO balai_backup;
GRANT SELECT ON TABLE proof.entry_facts TO balai_wide;

--
-- Name: TABLE leaf; Type: ACL; Schema: proof; Owner: balai_owner
--

GRANT SELECT ON TABLE proof.leaf TO balai_app;
GRANT SELECT ON TABLE proof.leaf TO balai_audit;
GRANT SELECT ON TABLE proof.leaf TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE proof.leaf TO balai_wide;

--
-- Name: TABLE log; Type: ACL; Schema: proof; Owner: balai_owner
--

GRANT SELECT ON TABLE proof.log TO balai_app;
GRANT SELECT ON TABLE proof.log TO balai_audit;
GRANT SELECT ON TABLE proof.log TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE proof.log TO balai_wide;

--
-- Name: TABLE pending; Type: ACL; Schema: proof; Owner: balai_owner
--

GRANT SELECT ON TABLE proof.pending TO balai_app;
GRANT SELECT ON TABLE proof.pending TO balai_audit;
GRANT SELECT ON TABLE proof.pending TO balai_backup;
GRANT SELECT,INSERT,DELETE ON TABLE proof.pending TO balai_wide;

--
-- Name: TABLE stamp; Type: ACL; Schema: proof; Owner: balai_owner
--

GRANT SELECT ON TABLE proof.stamp TO balai_app;
GRANT SELECT ON TABLE proof.stamp TO balai_audit;
GRANT SELECT ON TABLE proof.stamp TO balai_backup;
GRANT SELECT ON TABLE proof.stamp TO balai_wide;

--
-- Name: TABLE tile; Type: ACL; Schema: proof; Owner: balai_owner
--

GRANT SELECT ON TABLE proof.tile TO balai_app;
GRANT SELECT ON TABLE proof.tile TO balai_audit;
GRANT SELECT ON TABLE proof.tile TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE proof.tile TO balai_wide;

--
-- Name: TABLE village_head; Type: ACL; Schema: proof; Owner: balai_owner
--

GRANT SELECT ON TABLE proof.village_head TO balai_app;
GRANT SELECT ON TABLE proof.village_head TO balai_audit;
GRANT SELECT ON TABLE proof.village_head TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE proof.village_head TO balai_wide;

--
-- Name: TABLE village_year; Type: ACL; Schema: web; Owner: balai_wide
--

GRANT SELECT ON TABLE web.village_year TO balai_public;
GRANT SELECT ON TABLE web.village_year TO balai_app;
GRANT SELECT ON TABLE web.village_year TO balai_backup;

--
-- Name: TABLE budget; Type: ACL; Schema: web; Owner: balai_wide
--

GRANT SELECT ON TABLE web.budget TO balai_public;
GRANT SELECT ON TABLE web.budget TO balai_app;
GRANT SELECT ON TABLE web.budget TO balai_backup;

--
-- Name: TABLE photo; Type: ACL; Schema: web; Owner: balai_wide
--

GRANT SELECT ON TABLE web.photo TO balai_public;
GRANT SELECT ON TABLE web.photo TO balai_app;
GRANT SELECT ON TABLE web.photo TO balai_backup;

--
-- Name: TABLE village; Type: ACL; Schema: web; Owner: balai_wide
--

GRANT SELECT ON TABLE web.village TO balai_public;
GRANT SELECT ON TABLE web.village TO balai_app;
GRANT SELECT ON TABLE web.village TO balai_backup;

--
-- Name: TABLE work; Type: ACL; Schema: web; Owner: balai_wide
--

GRANT SELECT ON TABLE web.work TO balai_public;
GRANT SELECT ON TABLE web.work TO balai_app;
GRANT SELECT ON TABLE web.work TO balai_backup;

--
-- Name: DEFAULT PRIVILEGES FOR FUNCTIONS; Type: DEFAULT ACL; Schema: -; Owner: balai_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE balai_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;

--
-- PostgreSQL database dump complete
--
